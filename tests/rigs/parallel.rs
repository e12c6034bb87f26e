//! Several programs that share one history.

use std::fs;
use std::path::Path;
use std::thread;

use rusqlite::Connection;

use crate::support::{ENTER, Home, figure, small};

const PROGRAMS: usize = 4;

/// Copies the small bank under another name, because a bank can have only one open practice
/// session.
fn bank(folder: &Path, name: &str) -> String {
    let to = folder.join(name);
    fs::create_dir(&to).expect("a folder");
    for entry in fs::read_dir(small()).expect("it is there") {
        let path = entry.expect("readable").path();
        let text = fs::read_to_string(&path).expect("readable");
        let text = text.replacen("id = \"small\"", &format!("id = \"{name}\""), 1);
        fs::write(to.join(path.file_name().expect("a name")), text).expect("written");
    }
    to.to_str().expect("UTF-8").to_owned()
}

/// Answers `wanted` questions, in as many practice sessions as necessary.
fn answers(home: &Home, bank: &str, wanted: usize) {
    let mut answered = 0;
    while answered < wanted {
        let mut program = home.start(&["practice", "--bank", bank, "--topic", "alpha"]);
        let here = (wanted - answered).min(6);
        for number in 1..=here {
            let screen = program.answers_right();
            assert!(!screen.shows("Not saved"), "{}", screen.text());
            if number < here {
                program.goes_on();
            }
        }
        answered += here;
        program.press(ENTER);
        program.settles();
        program.press("qqq");
        assert_eq!(program.ends().code, 0);
    }
}

#[test]
#[ignore = "long: 500 answers for each of four programs; CERTDRILL_ANSWERS sets the figure"]
fn four_programs_answer_at_once_and_every_answer_is_there() {
    let each = figure("CERTDRILL_ANSWERS", 500);
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    thread::scope(|scope| {
        for number in 0..PROGRAMS {
            let bank = bank(folder.path(), &format!("bank-{number}"));
            let home = &home;
            scope.spawn(move || answers(home, &bank, each));
        }
    });
    let db = Connection::open(home.history()).expect("it opens");
    let query = "SELECT count(*) FROM event WHERE body ->> 'kind' = 'answered'";
    let kept: u32 = db.query_row(query, [], |row| row.get(0)).expect("readable");
    assert_eq!(kept as usize, PROGRAMS * each);
    let checked = home.run(&["history", "check"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
}
