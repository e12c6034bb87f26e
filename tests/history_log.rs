//! Exporting the history as JSON Lines, merging it on another machine, and rebuilding all derived
//! state.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use certdrill::app::{ActiveSession, App, Selection};
use certdrill::learn::{Note, Subject};
use certdrill::quiz::{Ending, Event};
use certdrill::store::Store;
use proptest::prelude::*;
use support::{Home, at};

/// Runs a practice session of three questions that starts at `ms`. Answers one question, correctly
/// or incorrectly, for each element of `right`. Finishes the session if `ends` is true.
fn sit(app: &mut App, ms: u64, right: &[bool], ends: bool) -> ActiveSession {
    let overview = app.overview(&at(ms)).expect("a history");
    let selection = Selection {
        count: 3,
        seed: Some(ms),
        ..Selection::default()
    };
    let mut sitting = app
        .practice(&selection, &overview, &at(ms))
        .expect("there are questions");
    for (place, right) in right.iter().enumerate() {
        let question = &sitting.session.slots()[place].question;
        let chosen: BTreeSet<_> = question
            .choices
            .iter()
            .filter(|it| it.correct == *right)
            .take(question.correct_count())
            .map(|it| it.id.clone())
            .collect();
        for event in [Event::Chose { place, chosen }, Event::Answered { place }] {
            let now = at(ms + 1_000 * (place as u64 + 1));
            app.apply(&mut sitting, event, &now).expect("it may happen");
        }
    }
    if ends {
        let ending = Ending::Finished;
        app.apply(&mut sitting, Event::Ended { ending }, &at(ms + 60_000))
            .expect("it may end");
    }
    sitting
}

fn export(home: &Home, name: &str) -> (PathBuf, String) {
    let path = home.history().with_file_name(name);
    let printed = home.run(&["history", "export"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    fs::write(&path, &printed.out).expect("written");
    (path, printed.out)
}

#[track_caller]
fn merge(home: &Home, log: &std::path::Path) -> String {
    let log = log.to_str().expect("a name");
    let printed = home.run(&["history", "merge", log]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    printed.out
}

fn answers(home: &Home) -> u64 {
    let stats = home.run(&["stats", "--json", "--bank", &support::small()]);
    stats.json()["all"]["answers"].as_u64().expect("a number")
}

#[test]
fn two_machines_that_exchange_logs_have_the_same_history() {
    let (here, there) = (Home::new(), Home::new());
    sit(&mut here.library(), 0, &[true, false, true], true);
    sit(&mut there.library(), 500, &[false, false], true);
    sit(&mut there.library(), 100_000, &[true], false);
    let (ours, _) = export(&here, "here.jsonl");
    let (theirs, _) = export(&there, "there.jsonl");
    assert!(merge(&here, &theirs).contains("2 sessions"));
    assert!(merge(&there, &ours).contains("1 session"));
    assert_eq!(export(&here, "a").1, export(&there, "b").1);
    assert_eq!((answers(&here), answers(&there)), (6, 6));
    // A second merge changes nothing.
    assert!(merge(&here, &theirs).contains("nothing new"));
    assert_eq!(answers(&here), 6);
}

#[test]
fn what_was_taken_back_stays_taken_back() {
    let (here, there) = (Home::new(), Home::new());
    let mut app = here.library();
    let mut sitting = sit(&mut app, 0, &[true, false], false);
    let (before, _) = export(&here, "before.jsonl");
    app.apply(&mut sitting, Event::TookBack { place: 1 }, &at(9_000))
        .expect("it may be taken back");
    let (after, _) = export(&here, "after.jsonl");
    for order in [[&before, &after], [&after, &before]] {
        let other = Home::new();
        for log in order {
            merge(&other, log);
        }
        assert_eq!(answers(&other), 1, "the second answer was taken back");
    }
    merge(&there, &after);
    merge(&here, &before);
    assert_eq!(answers(&here), 1);
}

#[test]
fn a_topic_begun_anew_stays_so_and_later_answers_count() {
    let home = Home::new();
    let mut app = home.library();
    sit(&mut app, 0, &[true, true, true], true);
    let topics: Vec<_> = app.bank().topics.iter().map(|it| it.id.clone()).collect();
    let old = export(&home, "old.jsonl").0;
    for topic in topics {
        app.note(Note::Reset { topic }, &at(200_000)).expect("kept");
    }
    assert_eq!(
        app.overview(&at(200_001)).expect("a history").record.all.of,
        0
    );
    merge(&home, &old);
    let overview = app.overview(&at(200_002)).expect("a history");
    assert_eq!(overview.record.all.of, 0);
    let days: usize = overview.record.days.values().map(|day| day.all().of).sum();
    assert_eq!(days, 3, "the days were studied all the same");
    sit(&mut app, 300_000, &[true], true);
    assert_eq!(
        app.overview(&at(400_000)).expect("a history").record.all.of,
        1
    );
}

/// A note in a history, as printed by `notes --json`.
fn notes(home: &Home) -> Vec<String> {
    let printed = home.run(&["notes", "--json", "--bank", &support::small()]);
    let notes = printed.json();
    let notes = notes.as_array().expect("a list").iter();
    let notes = notes.map(|note| format!("{} {}: {}", note["kind"], note["id"], note["text"]));
    notes.collect()
}

fn write_note(home: &Home, on: Subject, text: &str, ms: u64) {
    let note = Note::Personal {
        on,
        text: text.into(),
    };
    home.library().note(note, &at(ms)).expect("kept");
}

#[test]
fn of_two_notes_the_newest_counts_and_the_merge_reports_it() {
    let (here, there) = (Home::new(), Home::new());
    let question = || Subject::Question("q01".into());
    let fact = || Subject::Fact("alpha-one".into());
    let gone = || Subject::Term("gone".into());
    write_note(&here, question(), "older", 1_000);
    write_note(&there, question(), "newer", 2_000);
    write_note(&here, fact(), "stays", 4_000);
    write_note(&there, fact(), "came before", 3_000);
    write_note(&there, gone(), "of a term that left", 5_000);
    let theirs = export(&there, "there.jsonl").0;
    let said = merge(&here, &theirs);
    assert!(
        said.contains("1 note replaced by a newer version from "),
        "{said}"
    );
    assert!(
        said.contains("For 1 note, your text is newer than the one in "),
        "{said}"
    );
    let all = [
        r#""term" "gone": "of a term that left""#,
        r#""fact" "alpha-one": "stays""#,
        r#""question" "q01": "newer""#,
    ];
    assert_eq!(notes(&here), all);
    let printed = home_notes(&here);
    assert!(
        printed.contains("gone (no longer in the bank)"),
        "{printed}"
    );
    // A merge in the other direction does not lose anything either, and another merge adds nothing
    // new.
    let ours = export(&here, "here.jsonl").0;
    merge(&there, &ours);
    assert_eq!(notes(&there), all);
    assert!(merge(&here, &theirs).contains("nothing new"));

    // A removed note stays removed, regardless of the order.
    write_note(&there, question(), "", 6_000);
    let said = merge(&here, &export(&there, "removed.jsonl").0);
    assert!(
        said.contains("1 note replaced by a newer version from "),
        "{said}"
    );
    merge(&here, &theirs);
    assert_eq!(notes(&here), all[..2]);
}

fn home_notes(home: &Home) -> String {
    home.run(&["notes", "--bank", &support::small()]).out
}

#[test]
fn a_topic_is_begun_anew_on_the_command_line() {
    let home = Home::new();
    sit(&mut home.library(), 0, &[true, true, true], true);
    let bank = support::small();
    let wrong = home.run(&["history", "reset", "nothing", "--bank", &bank]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("valid topics: alpha, beta"),
        "{}",
        wrong.err
    );
    for topic in ["alpha", "beta"] {
        let reset = home.run(&["history", "reset", topic, "--bank", &bank]);
        assert_eq!(reset.code, 0, "{}", reset.err);
    }
    assert_eq!(answers(&home), 0);
    let nothing = home.run(&["history", "reset", "--bank", &bank]);
    assert_eq!(nothing.code, 2, "{}", nothing.out);
    let checked = home.run(&["history", "check", "--bank", &bank]);
    assert!(checked.out.contains("match the log"), "{}", checked.out);
}

#[test]
fn a_domain_or_a_task_is_reset_on_the_command_line() {
    let bank = support::small();
    for parts in [
        &["first", "second"][..],
        &["--domain", "first", "--domain", "second"],
        &["--topic", "alpha", "second"],
    ] {
        let home = Home::new();
        sit(&mut home.library(), 0, &[true, true, true], true);
        let reset = home.run(&[&["history", "reset", "--bank", &bank], parts].concat());
        assert_eq!(reset.code, 0, "{}", reset.err);
        let says = "Reset 2 topics: Topic alpha, Topic beta.";
        assert!(reset.out.contains(says), "{}", reset.out);
        assert_eq!(answers(&home), 0);
    }
    let reset = Home::new().run(&["history", "reset", "3.6"]);
    assert!(reset.out.starts_with("Reset 1 topic: "), "{}", reset.out);
    let wrong = Home::new().run(&["history", "reset", "--task", "9.9"]);
    assert_eq!(wrong.code, 2, "{}", wrong.out);
}

#[test]
fn of_a_session_that_two_machines_went_on_with_the_longer_log_counts() {
    let (here, there) = (Home::new(), Home::new());
    let mut app = here.library();
    let mut sitting = sit(&mut app, 0, &[true], false);
    merge(&there, &export(&here, "begun.jsonl").0);
    // The other machine leaves the session, and this one adds two answers.
    let mut other = there.library();
    let sat = other.sessions().expect("a log").remove(0);
    other.resume(sat, &at(50_000));
    for place in [1, 2] {
        let chosen = [sitting.session.slots()[place].question.choices[0]
            .id
            .clone()]
        .into();
        for event in [Event::Chose { place, chosen }, Event::Answered { place }] {
            let _at_most = app.apply(&mut sitting, event, &at(20_000 + place as u64));
        }
    }
    let (ours, theirs) = (export(&here, "a").0, export(&there, "b").0);
    assert!(merge(&there, &ours).contains("the longer version was kept"));
    merge(&here, &theirs);
    assert_eq!(export(&here, "a").1, export(&there, "b").1);
    assert_eq!(answers(&here), answers(&there));
    assert!(answers(&here) >= 2);
}

#[test]
fn a_log_that_is_not_sound_changes_nothing_and_is_named_by_its_line() {
    let home = Home::new();
    sit(&mut home.library(), 0, &[true], true);
    let (_, log) = export(&home, "log");
    let before = export(&home, "again").1;
    let lines: Vec<&str> = log.lines().collect();
    let broken = [
        (String::new(), "line 1"),
        (lines[1].to_owned(), "line 1"),
        (
            log.replace("\"certdrill\":{\"log\":2,", "\"certdrill\":{\"log\":9,"),
            "newer version of certdrill",
        ),
        (
            log.replace("Stem of", "Stem \\u001b]52;c;aGk=\\u0007 of"),
            "terminal control characters",
        ),
        (
            log.replace("Stem of", "Another stem of"),
            "does not match its hash",
        ),
        (
            lines[..lines.len() - 1].join("\n") + "\n{\"event\":",
            "invalid JSON",
        ),
        (
            // A complete log follows an incomplete one.
            lines[..lines.len() - 1].join("\n") + "\n" + &log,
            "the log is incomplete",
        ),
    ];
    for (text, why) in broken {
        let other = Home::new();
        let path = home.history().with_file_name("broken.jsonl");
        fs::write(&path, &text).expect("written");
        for target in [&home, &other] {
            let path = path.to_str().expect("a name");
            let printed = target.run(&["history", "merge", path]);
            assert_eq!(printed.code, 1, "{why}: {}", printed.out);
            assert!(printed.err.contains(why), "{why}: {}", printed.err);
            assert!(!printed.err.contains('\u{1b}'));
        }
        assert_eq!(export(&home, "still").1, before, "{why}");
        assert_eq!(export(&other, "still").1.lines().count(), 2, "{why}");
    }
}

#[test]
fn export_writes_over_nothing() {
    let home = Home::new();
    sit(&mut home.library(), 0, &[true], true);
    let path = home.history().with_file_name("mine.jsonl");
    let name = path.to_str().expect("a name");
    let printed = home.run(&["history", "export", name]);
    assert!(printed.out.contains("events written"), "{}", printed.out);
    let first = fs::read(&path).expect("written");
    let again = home.run(&["history", "export", name]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("already exists"));
    assert_eq!(fs::read(&path).expect("there"), first);
}

#[test]
fn figures_that_differ_from_the_log_are_found_and_made_anew() {
    let home = Home::new();
    let mut app = home.library();
    sit(&mut app, 0, &[true, false], true);
    app.overview(&at(70_000)).expect("folded");
    drop(app);
    let check = || home.run(&["history", "check", "--bank", &support::small()]);
    assert!(check().out.contains("match the log"), "{}", check().out);
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    db.execute(
        "UPDATE derived_state SET record = replace(record, '[1,2]', '[1,7]')",
        [],
    )
    .expect("changed");
    drop(db);
    assert!(check().out.contains("did not match"), "{}", check().out);
    assert_eq!(answers(&home), 2);
    assert!(check().out.contains("match the log"));
}

#[test]
fn an_open_session_that_comes_in_before_all_others_doubles_none_of_them() {
    let (here, there) = (Home::new(), Home::new());
    sit(&mut there.library(), 0, &[true], false);
    let mut app = here.library();
    sit(&mut app, 100_000, &[true, false], true);
    assert_eq!(app.overview(&at(200_000)).expect("folded").past.len(), 1);
    drop(app);
    merge(&here, &export(&there, "there.jsonl").0);
    let mut app = here.library();
    for _ in 0..2 {
        let overview = app.overview(&at(300_000)).expect("a history");
        assert_eq!((overview.past.len(), overview.open.len()), (1, 1));
        assert_eq!(app.past(&at(300_000)).expect("a history").len(), 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Updating the record after every session gives the same result as computing it once at the
    /// end.
    #[test]
    fn a_record_folded_bit_by_bit_is_the_record_of_the_log(
        sessions in prop::collection::vec((prop::collection::vec(any::<bool>(), 0..=3), any::<bool>(), 0_u64..200), 1..12),
    ) {
        let home = Home::new();
        let mut app = home.library();
        let mut ms = 0;
        for (right, ends, hours) in &sessions {
            ms += hours * 3_600_000 + 100_000;
            sit(&mut app, ms, right, *ends);
        }
        let bit_by_bit = app.overview(&at(ms + 1)).expect("a history").record.clone();
        drop(app);
        let db = rusqlite::Connection::open(home.history()).expect("it opens");
        db.execute_batch("DELETE FROM derived_state; DELETE FROM summary;").expect("emptied");
        drop(db);
        let store = Store::open(&home.history()).expect("it opens");
        let origin = certdrill::bank::Origin::Path(support::small().into());
        let mut app = App::new(certdrill::bank::load(&origin), Ok(store)).expect("an app");
        let at_once = app.overview(&at(ms + 1)).expect("a history").record.clone();
        prop_assert_eq!(bit_by_bit, at_once);
    }
}
