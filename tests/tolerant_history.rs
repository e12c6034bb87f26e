//! A history tolerates unknown data: unknown events, kinds, notes, fields, and lines, as well as
//! unreadable records, are skipped, reported, and kept in exports and merges.

mod support;

use std::fs;
use std::path::PathBuf;

use certdrill::app::{App, Selection};
use certdrill::learn::{DailyGoal, Note};
use certdrill::quiz::{Ending, Event};
use rusqlite::Connection;
use support::{Home, at, small};

/// Returns a home with a history on the small bank: a practice session with four answers.
fn answered() -> Home {
    let home = Home::new();
    let words = "practice --count 4 --seed 1 --topic alpha --bank".split(' ');
    let bank = small();
    let args: Vec<&str> = words.chain([bank.as_str()]).collect();
    let mut talk = home.talk(&args);
    for _ in 0..4 {
        talk.hears("Question");
        talk.types("a");
        talk.types("");
    }
    talk.hears("Practice result.");
    home
}

fn change(home: &Home, sql: &str) -> usize {
    let db = Connection::open(home.history()).expect("it opens");
    let changed = db.execute(sql, []).expect("it is SQL");
    // Delete the derived state, so that it is rebuilt from the changed rows.
    db.execute_batch("DELETE FROM derived_state; DELETE FROM summary;")
        .expect("emptied");
    changed
}

#[track_caller]
fn runs(home: &Home, args: &[&str]) -> support::Printed {
    let printed = home.run(args);
    assert_eq!(printed.code, 0, "{args:?}: {}{}", printed.out, printed.err);
    printed
}

fn answers(home: &Home) -> u64 {
    let stats = runs(home, &["stats", "--json", "--bank", &small()]);
    stats.json()["all"]["answers"].as_u64().expect("a number")
}

fn exported(home: &Home) -> String {
    runs(home, &["history", "export"]).out
}

fn merged(home: &Home, log: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.jsonl");
    fs::write(&path, log).expect("written");
    runs(home, &["history", "merge", path.to_str().expect("a name")]).out
}

/// Earlier versions stored the reason for choosing a question as a sentence.
#[test]
fn reasons_are_stored_as_data_and_sentences_of_earlier_versions_stay() {
    let new = exported(&answered());
    assert!(new.contains(r#""why":"\"not-seen\"""#), "{new}");
    assert!(!new.contains("Not seen yet"), "no sentence is stored");

    let home = Home::new();
    let old = include_str!("fixtures/reasons-as-sentences.jsonl");
    merged(&home, old);
    let mut talk = home.talk(&["--bank", &small()]);
    talk.types("0").hears("Question 2 of 2.");
    talk.types("a").hears("The answer is B.");
    talk.types("w")
        .hears("Its fact was told before, and is asked again in another way.");
    talk.types("q");
    assert!(exported(&home).contains("is asked again in another way."));
}

/// Unknown or damaged data: a description, the SQL that creates it, and the number of answers that
/// remain usable.
const UNKNOWN: [(&str, &str, u64); 6] = [
    (
        "an unknown event on one question",
        "UPDATE event SET body = replace(body, '\"chose\"', '\"chnse\"') WHERE step IN
         (SELECT min(step) FROM event WHERE body LIKE '%\"chose\"%')",
        3,
    ),
    (
        "an event that says nothing of a question",
        "UPDATE event SET body = '{\"kind\":\"dreamed\"}' WHERE step = 1",
        0,
    ),
    (
        "an unknown kind of session",
        "UPDATE session SET kind = 'terms'",
        0,
    ),
    (
        "a policy of another form",
        "UPDATE session SET policy = '{\"feedback\":\"tomorrow\"}'",
        0,
    ),
    (
        "a question of another form",
        "UPDATE item SET body = '{\"id\":\"x\",\"pairs\":[]}' WHERE key = 1",
        0,
    ),
    (
        "options that the question does not have",
        "UPDATE slot SET options = '[\"a\",\"b\"]' WHERE place = 0",
        0,
    ),
];

#[test]
fn what_is_unknown_is_left_out_reported_and_blocks_nothing() {
    for (what, sql, left) in UNKNOWN {
        let home = answered();
        assert!(change(&home, sql) > 0, "{what}");
        let stats = runs(&home, &["stats", "--bank", &small()]);
        let said = "1 record in the history cannot be read and is left out.";
        assert!(stats.err.contains(said), "{what}: {}", stats.err);
        assert_eq!(answers(&home), left, "{what}");
        let check = runs(&home, &["history", "check", "--bank", &small()]);
        assert!(check.out.contains("is intact"), "{what}: {}", check.out);
        assert!(
            check.out.contains("Kept but not counted"),
            "{what}: {}",
            check.out
        );
        // New sessions can be started, and the home screen reports the problem once.
        let practice = home.talk(&["practice", "--bank", &small()]);
        practice.hears("Question 1");
        drop(practice);
        if sql.contains("UPDATE item") {
            // The new session stored the same question again, which repairs it.
            continue;
        }
        let mut menu = home.talk(&["--bank", &small()]);
        menu.hears(said);
        menu.hears("Type a number or letter from the menu");
        menu.types("?")
            .hears("Type a number or letter from the menu");
    }
}

#[test]
fn what_is_unknown_is_kept_in_exports_and_merges() {
    for (what, sql, left) in UNKNOWN {
        let home = answered();
        assert!(change(&home, sql) > 0, "{what}");
        let log = exported(&home);
        let other = answered();
        merged(&other, &log);
        // The other machine has the original question, so the session is complete there.
        let left = if sql.contains("UPDATE item") { 4 } else { left };
        assert_eq!(answers(&other), 4 + left, "{what}");
        // An export of the other machine passes both histories on to a third machine.
        let third = Home::new();
        merged(&third, &exported(&other));
        assert_eq!(exported(&third), exported(&other), "{what}");
        if !sql.contains("UPDATE item") {
            let lines = log
                .lines()
                .skip(1)
                .filter(|line| !line.starts_with("{\"end\":"))
                .all(|line| exported(&other).contains(line));
            assert!(lines, "{what}: every line is still there");
        }
    }
}

#[test]
fn unknown_notes_are_kept_and_the_others_count() {
    let home = answered();
    let plan = ["plan", "--minutes-per-day", "25", "--bank", &small()];
    runs(&home, &plan);
    change(
        &home,
        "INSERT INTO note (id, bank, at_ms, offset_s, body)
         VALUES (x'00112233445566778899aabbccddeeff', 'small', 5, 0, '{\"kind\":\"mood\",\"is\":7}')",
    );
    let stats = runs(&home, &["stats", "--bank", &small()]);
    assert!(stats.err.contains("1 record"), "{}", stats.err);
    let shown = runs(&home, &["plan", "--bank", &small()]);
    assert!(shown.out.contains("25 minutes"), "{}", shown.out);
    assert!(exported(&home).contains(r#"{"kind":"mood","is":7}"#));
}

#[test]
fn unknown_lines_and_fields_of_a_log_come_out_as_they_came_in() {
    let home = answered();
    let log = exported(&home);
    let photo = r#"{"photo":{"of":"a whiteboard","at_ms":3}}"#;
    let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
    lines.insert(1, photo.to_owned());
    let session = lines.iter().position(|it| it.starts_with(r#"{"session""#));
    let session = &mut lines[session.expect("a session")];
    *session = session.replacen(r#""seed":"#, r#""mood":"calm","seed":"#, 1);
    let with_mood = session.clone();
    let other = Home::new();
    let said = merged(&other, &lines.join("\n"));
    assert!(said.contains("2 lines"), "{said}");
    assert_eq!(answers(&other), 4, "all that is known is used");
    let out = exported(&other);
    assert!(out.lines().any(|it| it == photo), "{out}");
    assert!(out.lines().any(|it| it == with_mood), "{out}");
    // A second merge changes nothing, and a third machine gets the same history.
    assert!(merged(&other, &out).contains("nothing new"));
    let third = Home::new();
    merged(&third, &out);
    assert_eq!(exported(&third), out);
}

#[test]
fn a_session_without_questions_is_never_offered() {
    let home = Home::new();
    let log = concat!(
        "{\"certdrill\":{\"log\":1}}\n",
        "{\"session\":{\"id\":\"abababababababababababababababab\",\"bank\":\"small\",",
        "\"kind\":\"exam\",\"policy\":{\"feedback\":\"end\",\"limit\":{\"secs\":1000000000,",
        "\"nanos\":0},\"away\":\"runs\"},\"seed\":1,\"began_ms\":1,\"offset_s\":0,",
        "\"boot\":null,\"boot_ms\":0,\"slots\":[]}}\n"
    );
    merged(&home, log);
    let exam = home.talk(&["exam", "--bank", &small()]);
    exam.hears("Question 1");
    drop(exam);
    let program = home.start(&["--bank", &small()]);
    program.reads("1 record in the history cannot be read");
}

#[test]
fn steps_with_a_gap_are_set_aside_and_the_session_goes_on() {
    let home = answered();
    let log = exported(&home);
    let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
    let end = lines.len() - 1;
    let last = &mut lines[end - 1];
    let at = last.find("\"step\":").expect("a step") + "\"step\":".len();
    let end = at + last[at..].find(',').expect("it ends");
    last.replace_range(at..end, "9223372036854775807");
    let other = Home::new();
    let said = merged(&other, &lines.join("\n"));
    assert!(said.contains("1 line"), "{said}");
    let check = runs(&other, &["history", "check", "--bank", &small()]);
    assert!(check.out.contains("is intact"), "{}", check.out);
    let third = Home::new();
    merged(&third, &exported(&other));
    assert_eq!(exported(&third), exported(&other));
}

#[test]
fn damaged_text_in_one_event_costs_that_session_alone() {
    let home = answered();
    let mut talk = home.talk(&[
        "practice",
        "--count",
        "2",
        "--topic",
        "alpha",
        "--bank",
        &small(),
    ]);
    talk.hears("Question");
    talk.types("a");
    talk.types("");
    talk.hears("Question 2");
    drop(talk);
    let before = answers(&home);
    // Change bytes in the file like a failing disk, which no constraint can detect.
    let path: PathBuf = home.history();
    let db = Connection::open(&path).expect("it opens");
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .expect("it is one file");
    drop(db);
    let mut bytes = fs::read(&path).expect("it is there");
    let body = b"{\"kind\":\"chose\"";
    let at = bytes
        .windows(body.len())
        .position(|it| it == body)
        .expect("an event");
    bytes[at] = b'#';
    fs::write(&path, bytes).expect("written");
    change(&home, "UPDATE session SET seed = seed");
    let left = answers(&home);
    assert!(left < before && left > 0, "{left} of {before}");
    let third = Home::new();
    merged(&third, &exported(&home));
    assert_eq!(answers(&third), left);
}

/// An offset that puts a moment years after all others.
const YEARS_MS: u64 = 3 * 365 * 86_400_000;

#[test]
fn a_reset_dated_in_the_future_covers_what_was_answered_and_no_more() {
    let home = Home::new();
    let mut app = home.library();
    practices(&mut app, 0);
    for topic in ["alpha", "beta"] {
        let topic = topic.into();
        app.note(Note::Reset { topic }, &at(YEARS_MS))
            .expect("kept");
    }
    let now = |app: &mut App, ms| app.overview(&at(ms)).expect("a history").record.all.of;
    assert_eq!(now(&mut app, 100_000), 0);
    practices(&mut app, 200_000);
    assert_eq!(now(&mut app, 300_000), 2, "what came after counts");
}

#[test]
fn a_plan_dated_in_the_future_does_not_override_one_that_is_set_now() {
    let home = Home::new();
    let mut app = home.library();
    practices(&mut app, 0);
    let planned = |minutes| Note::Planned {
        exam: None,
        minutes_per_day: Some(minutes),
        questions_per_day: None,
    };
    app.note(planned(5), &at(YEARS_MS)).expect("kept");
    let plan = |app: &mut App, ms| app.overview(&at(ms)).expect("a history").plan;
    assert_eq!(plan(&mut app, 100_000).daily, Some(DailyGoal::Minutes(5)));
    app.note(planned(30), &at(200_000)).expect("kept");
    assert_eq!(plan(&mut app, 300_000).daily, Some(DailyGoal::Minutes(30)));
}

#[test]
fn merged_resets_of_the_far_future_cover_what_is_there_when_they_come() {
    let home = Home::new();
    practices(&mut home.library(), 0);
    let mut log = String::from("{\"certdrill\":{\"log\":1}}\n");
    for (number, topic) in ["alpha", "beta"].iter().enumerate() {
        log += &format!(
            "{{\"note\":{{\"id\":\"{number:032x}\",\"bank\":\"small\",\
             \"at_ms\":9223372036854775807,\"offset_s\":0,\
             \"body\":{{\"kind\":\"reset\",\"topic\":\"{topic}\"}}}}}}\n"
        );
    }
    merged(&home, &log);
    let mut app = home.library();
    assert_eq!(
        app.overview(&at(100_000)).expect("a history").record.all.of,
        0
    );
    practices(&mut app, 200_000);
    assert_eq!(
        app.overview(&at(300_000)).expect("a history").record.all.of,
        2
    );
}

/// Answers two questions from `ms` on, and ends the session.
fn practices(app: &mut App, ms: u64) {
    let overview = app.overview(&at(ms)).expect("a history");
    let selection = Selection {
        count: 2,
        topics: vec!["alpha".into()],
        seed: Some(ms),
        ..Selection::default()
    };
    let sitting = app.practice(&selection, &overview, &at(ms));
    let mut sitting = sitting.expect("there are questions");
    for place in 0..2 {
        let first = sitting.session.slots()[place].order[0].clone();
        let chosen = [first].into();
        for event in [Event::Chose { place, chosen }, Event::Answered { place }] {
            app.apply(&mut sitting, event, &at(ms + 1_000))
                .expect("it may happen");
        }
    }
    let ending = Ending::Finished;
    app.apply(&mut sitting, Event::Ended { ending }, &at(ms + 2_000))
        .expect("it may end");
}
