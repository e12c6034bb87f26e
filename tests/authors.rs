//! Commands for bank authors.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use certdrill::app::App;
use certdrill::learn::Note;
use certdrill::model::{ChoiceId, QuestionId};
use certdrill::quiz::{Ending, Event, Kind};
use support::{Home, at, small};

/// Creates a temporary folder for banks.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

/// Creates a bank with `bank new` and returns its path.
fn new_bank(home: &Home, folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    let printed = home.run(&["bank", "new", "--full", "--schema", text_of(&path)]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    path
}

#[test]
fn a_new_bank_is_sound_and_has_an_example_of_everything() {
    let (home, folder) = (Home::new(), folder());
    let path = new_bank(&home, folder.path(), "deep/first-bank");
    let checked = home
        .run(&["bank", "check", "--json", "--bank", text_of(&path)])
        .json();
    let counts = &checked["counts"];
    assert_eq!(
        (&counts["errors"], &counts["warnings"]),
        (&0.into(), &0.into()),
        "{checked:#}"
    );
    assert_eq!(counts["allowed"], 1);
    assert_eq!(
        checked["bank"], "first-bank",
        "it is named after its folder"
    );

    let mut all = String::new();
    for file in ["bank.toml", "facts.toml", "owner.toml", "questions.toml"] {
        let file = fs::read_to_string(path.join(file)).expect("it was written");
        assert!(file.starts_with("#:schema bank.schema.json\n"));
        all += &file;
    }
    assert!(path.join("bank.schema.json").exists());
    for part in [
        "[exam]",
        "[[topic]]",
        "[[source]]",
        "[[document]]",
        "[[fact]]",
        "[[matrix]]",
        "[matrix.row.cells]",
        "otherwise =",
        "shape = \"direct\"",
        "shape = \"scenario\"",
        "shape = \"reverse\"",
        "(Select TWO.)",
        "negated = true",
        "allow = [",
        "claims = [",
    ] {
        assert!(all.contains(part), "an example of `{part}`");
    }
}

#[test]
fn a_new_bank_has_one_question_and_no_copy_of_the_schema() {
    let (home, folder) = (Home::new(), folder());
    let path = folder.path().join("kubernetes");
    let printed = home.run(&["bank", "new", text_of(&path)]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    assert!(
        printed.out.contains("Created a bank with one question"),
        "{}",
        printed.out
    );
    let files = fs::read_dir(&path).expect("it is there").count();
    assert_eq!(files, 1);
    let text = fs::read_to_string(path.join("bank.toml")).expect("it was written");
    assert!(
        text.lines().count() < 40 && !text.contains("schema"),
        "{text}"
    );
    let checked = home.run(&["bank", "check", "--json", "--bank", text_of(&path)]);
    let counts = &checked.json()["counts"];
    let sound = (&counts["errors"], &counts["warnings"], &counts["questions"]);
    assert_eq!(sound, (&0.into(), &0.into(), &1.into()));
    let full = folder.path().join("full");
    assert_eq!(home.run(&["bank", "new", "--full", text_of(&full)]).code, 0);
    assert!(!full.join("bank.schema.json").exists());
    let text = fs::read_to_string(full.join("facts.toml")).expect("it was written");
    assert!(!text.contains("#:schema"), "{text}");
}

#[test]
fn misspelled_fields_and_ids_are_reported_at_once_with_what_may_be_meant() {
    let (home, folder) = (Home::new(), folder());
    let path = folder.path().join("bank.toml");
    let text = "format = 2\n[bank]\nid = \"typos\"\ntitle = \"Typos\"\n\
                [[topic]]\nid = \"workloads\"\ntitle = \"Workloads\"\n\
                [[question]]\nid = \"a\"\ntopic = \"workloads\"\nstern = \"What?\"\nexplantion = \"So.\"\n\
                options = [{ text = \"A\", correct = true }, { text = \"B\" }]\n\
                [[question]]\nid = \"b\"\ntopic = \"workload\"\nstem = \"What?\"\nexplanation = \"So.\"\n\
                option = [{ text = \"A\", correct = true }, { text = \"B\" }]\n";
    fs::write(&path, text).expect("the folder is ours");
    let checked = home.run(&["bank", "check", "--bank", text_of(&path)]);
    assert_eq!(checked.code, 3);
    for part in [
        "unknown field `stern`",
        "did you mean `stem`?",
        "unknown field `explantion`",
        "did you mean `explanation`?",
        "unknown field `options`",
        "did you mean `option`?",
        "unknown topic `workload`",
        "did you mean `workloads`?",
    ] {
        assert!(checked.out.contains(part), "{part} in {}", checked.out);
    }
}

#[test]
fn a_new_bank_is_written_over_nothing() {
    let (home, folder) = (Home::new(), folder());
    let kept = folder.path().join("kept.txt");
    fs::write(&kept, "mine").expect("the folder is ours");
    for (path, why) in [(folder.path(), "is not empty"), (&*kept, "is not a folder")] {
        let printed = home.run(&["bank", "new", text_of(path)]);
        assert_eq!(printed.code, 2);
        assert!(printed.err.contains(why), "{}", printed.err);
    }
    let files = fs::read_dir(folder.path()).expect("it is there").count();
    assert_eq!(files, 1);
    assert_eq!(fs::read_to_string(&kept).expect("it is there"), "mine");
    // An empty folder works as well as a new one.
    let empty = folder.path().join("Empty Folder");
    fs::create_dir(&empty).expect("the folder is ours");
    assert_eq!(home.run(&["bank", "new", text_of(&empty)]).code, 0);
    let listed = home
        .run(&["bank", "list", "--json", "--bank", text_of(&empty)])
        .json();
    assert_eq!(
        listed["id"], "my-bank",
        "a name that can be no id is not taken for one"
    );
}

#[test]
fn no_problems_are_reported_at_first() {
    let home = Home::new();
    let printed = home.run(&["bank", "disputes"]);
    assert_eq!(printed.code, 0);
    assert!(
        printed
            .out
            .starts_with("You have not reported any problems in "),
        "{}",
        printed.out
    );
}

#[test]
fn a_command_works_on_one_bank() {
    let home = Home::new();
    let small = small();
    let printed = home.run(&["bank", "list", "--bank", &small, "--bank", &small]);
    assert_eq!(printed.code, 2);
    assert!(
        printed.err.contains("pass --bank only once"),
        "{}",
        printed.err
    );
}

/// Answers `question` with `options` in a separate practice session.
fn answer(app: &mut App, question: &str, options: &[&str], ms: u64) {
    let id = QuestionId::from(question);
    let sitting = app.start_with_questions(Kind::Practice, &[id], &at(ms));
    let mut sitting = sitting.expect("the bank has the question");
    let chosen = options.iter().map(|id| ChoiceId::new(*id)).collect();
    let place = 0;
    let ending = Ending::Finished;
    for event in [
        Event::Chose { place, chosen },
        Event::Answered { place },
        Event::Ended { ending },
    ] {
        app.apply(&mut sitting, event, &at(ms + 1))
            .expect("it may happen");
    }
}

#[test]
fn a_bank_is_counted_by_topic() {
    let home = Home::new();
    let json = home
        .run(&["bank", "stats", "--json", "--bank", &small()])
        .json();
    assert_eq!(json["bank"], "small");
    assert_eq!(json["all"]["questions"], 12);
    assert_eq!(json["all"]["multiple_response"], 3);
    let questions: Vec<_> = json["topics"].as_array().expect("a list").iter().collect();
    let of = |at: usize| {
        (
            questions[at]["id"].clone(),
            questions[at]["questions"].clone(),
        )
    };
    assert_eq!(of(0), ("alpha".into(), 6.into()));
    assert_eq!(of(1), ("beta".into(), 6.into()));
    assert_eq!(
        json["positions"][0]["counts"]
            .as_array()
            .expect("a list")
            .len(),
        4
    );
    assert_eq!(json["seldom_asked"].as_array().expect("a list").len(), 0);
    assert!(
        json["mine"].is_null(),
        "answers are told where they are asked for"
    );

    let folder = folder();
    let bank = new_bank(&home, folder.path(), "short");
    let questions = bank.join("questions.toml");
    let text = fs::read_to_string(&questions).expect("it is there");
    fs::write(
        &questions,
        text.replace("\"rds-os\", \"ec2-guest-os\"", "\"ec2-guest-os\""),
    )
    .expect("it is ours");
    let printed = home.run(&["bank", "stats", "--bank", text_of(&bank)]).out;
    assert!(
        printed.contains("Facts that need more questions\nrds-os: 2\n"),
        "{printed}"
    );
}

#[test]
fn the_wrong_option_that_one_chose_most_is_named() {
    let home = Home::new();
    let mut app = home.library();
    for (ms, option) in ["wrong-two", "wrong-one", "wrong-two", "right"]
        .into_iter()
        .enumerate()
    {
        answer(&mut app, "q01", &[option], 10 * ms as u64);
    }
    answer(&mut app, "q02", &["right"], 100);
    drop(app);
    let args = ["bank", "stats", "--mine", "--bank", &small()];
    let printed = home.run(&args).out;
    let (_, mine) = printed.split_once("Your answers").expect("they are told");
    let rows: Vec<_> = mine.lines().skip(1).collect();
    assert_eq!(rows.len(), 2, "{mine}");
    assert!(rows[0].starts_with("q01    1 of 4    25%"), "{mine}");
    assert!(
        rows[0].ends_with("2× incorrect: Wrong option two of q01"),
        "{mine}"
    );
    assert!(rows[1].starts_with("q02    1 of 1   100%"), "{mine}");

    let json = home.run(&[&args[..], &["--json"]].concat()).json();
    let mine = &json["mine"][0];
    assert_eq!(
        (&mine["question"], &mine["right"], &mine["answers"]),
        (&"q01".into(), &1.into(), &4.into())
    );
    assert_eq!(mine["worst"], "wrong-two");
    assert_eq!(mine["wrong"]["wrong-one"], 1);
    // Answers from before a topic reset no longer count.
    let mut app = home.library();
    let reset = Note::Reset {
        topic: "alpha".into(),
    };
    app.note(reset, &at(1_000)).expect("it is kept");
    drop(app);
    let printed = home.run(&args).out;
    assert!(
        printed.contains("You have not answered any questions in this bank yet."),
        "{printed}"
    );
}

#[test]
fn a_dispute_outlives_its_question_and_cannot_steer_a_terminal() {
    let home = Home::new();
    let mut app = home.library();
    for (question, text) in [
        ("gone", "It was \u{1b}[2Jwrong.\nQuite."),
        ("q01", "It is right."),
    ] {
        let note = Note::Disputed {
            question: question.into(),
            text: text.into(),
        };
        app.note(note, &at(0)).expect("it is kept");
    }
    drop(app);
    let printed = home.run(&["bank", "disputes", "--bank", &small()]).out;
    for part in [
        "## `gone`\n\n> It was <U+001B>[2Jwrong. Quite.\n\nThis question is no longer in the bank.\n",
        "## `q01`\n\n> It is right.\n\nStem of q01: what is so?\n\n- [x] `right` Right option of q01\n",
    ] {
        assert!(printed.contains(part), "{part} in\n{printed}");
    }
}

const FORMAT_PAGE: &str = include_str!("../docs/bank-format.md");

#[test]
fn the_page_on_the_format_is_a_sound_bank() {
    let (home, folder) = (Home::new(), folder());
    let blocks = FORMAT_PAGE.split("```toml\n").skip(1);
    let blocks: Vec<_> = blocks
        .map(|block| block.split("```").next().expect("a block ends"))
        .collect();
    assert!(blocks.len() > 3);
    let bank = folder.path().join("page.toml");
    fs::write(&bank, blocks.concat()).expect("the folder is ours");
    let printed = home.run(&["bank", "check", "--deny-warnings", "--bank", text_of(&bank)]);
    assert_eq!(printed.code, 0, "{}", printed.out);
    assert!(
        printed.out.contains("example: 3 questions on 1 fact,"),
        "{}",
        printed.out
    );
}

#[test]
fn the_page_on_the_format_names_every_field() {
    let schema = include_str!("../assets/bank.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).expect("it is JSON");
    let tables = schema["definitions"].as_object().expect("tables");
    let mut fields = 0;
    for (table, of) in tables {
        for field in of["properties"]
            .as_object()
            .into_iter()
            .flat_map(|it| it.keys())
        {
            let value = format!("{field} = ");
            let is_named = |line: &str| {
                line.starts_with(&value)
                    || line.contains(&format!(" {value}"))
                    || line.contains(&format!(".{field}]"))
            };
            assert!(FORMAT_PAGE.lines().any(is_named), "{field} of {table}");
            fields += 1;
        }
    }
    assert!(fields > 50, "{fields} fields");
}

#[test]
fn a_new_bank_is_printed_as_one_file() {
    let (home, folder) = (Home::new(), folder());
    for flags in [&[][..], &["--full"]] {
        let printed = home.run(&[&["bank", "new", "-"], flags].concat());
        assert_eq!((printed.code, printed.err.as_str()), (0, ""));
        let file = folder.path().join("printed.toml");
        fs::write(&file, &printed.out).expect("the folder is ours");
        let checked = home.run(&["bank", "check", "--bank", text_of(&file)]);
        assert_eq!(checked.code, 0, "{}", checked.err);
    }
    let refused = home.run(&["bank", "new", "-", "--schema"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("requires a folder"), "{}", refused.err);
}
