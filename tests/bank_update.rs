//! A history survives updates to its bank: replaced IDs, corrected keys, and newer versions of the
//! bank.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use certdrill::app::{ActiveSession, App, Scope, Selection};
use certdrill::bank::{Origin, load};
use certdrill::learn::Note;
use certdrill::model::{Component, QuestionId, TopicId};
use certdrill::quiz::{Ending, Event, Moment, Outcome};
use certdrill::store::Store;
use certdrill::text::clean;
use serde::Deserialize;
use support::{Home, at};

/// The figures that an earlier version computed from `history-of-407.jsonl`.
#[derive(Deserialize)]
struct Expected {
    answers: usize,
    right: usize,
    seen: usize,
    streak_days: usize,
    missed: Vec<String>,
    facts: Vec<String>,
    /// Correct answers and all answers per topic.
    topics: BTreeMap<String, (usize, usize)>,
}

#[test]
fn a_history_from_the_former_bank_keeps_all_that_it_proves() {
    let expected: Expected =
        serde_json::from_str(include_str!("fixtures/history-of-407.json")).expect("it is JSON");
    let mut store = Store::in_memory().expect("there is memory");
    let log = include_bytes!("fixtures/history-of-407.jsonl");
    let merged = store
        .merge_log(&mut log.as_slice(), |text| clean(text) == text)
        .expect("the former export merges");
    assert_eq!(merged.aside, 0);
    let mut app = App::new(load(&Origin::Embedded), Ok(store)).expect("an app");
    // The day of the last session.
    let now = Moment {
        utc_ms: 1_795_870_000_000,
        offset_s: 0,
        boot: None,
        boot_ms: 0,
    };
    let overview = app.overview(&now).expect("it can be read");
    assert_eq!(overview.unread, 0);
    let record = &overview.record;
    assert_eq!(
        (record.all.right, record.all.of),
        (expected.right, expected.answers)
    );
    assert_eq!(record.last_seen.len(), expected.seen);
    let insight = app.insight(&overview, &Scope::default());
    assert_eq!(insight.streak.days, expected.streak_days);
    let bank = app.bank();
    let current = |id: &str| {
        let id = QuestionId::from(id);
        bank.question_for(&id).map_or(id, |it| it.id.clone())
    };
    let missed: BTreeSet<_> = record.missed.iter().map(|it| it.question.clone()).collect();
    let then: BTreeSet<_> = expected.missed.iter().map(|it| current(it)).collect();
    assert_eq!(missed, then);
    let facts = record
        .knowledge
        .keys()
        .filter_map(|component| match component {
            Component::Fact(id) => Some(id.to_string()),
            Component::Cell(_) | Component::Term(_) => None,
        });
    let facts: BTreeSet<_> = facts.collect();
    for fact in &expected.facts {
        let fact = bank
            .fact_for(&fact.as_str().into())
            .expect("facts are kept");
        assert!(
            facts.contains(fact.id.as_str()),
            "{} is still known",
            fact.id
        );
    }
    for (topic, (right, answers)) in &expected.topics {
        let tally = record.topics.get(&TopicId::from(topic.as_str()));
        let tally = tally.copied().unwrap_or_default();
        assert_eq!((tally.right, tally.of), (*right, *answers), "{topic}");
    }
}

const QUESTION: &str = r#"
[[fact]]
id = "FACT"
topic = "all"
says = "It is so."
FORMER_1

[[question]]
id = "QUESTION"
asks = ["FACT"]
stem = "Who?"
FORMER_2
option = [
  { id = "aws", text = "AWS", AWS },
  { id = "you", text = "You", YOU },
]
"#;

fn bank(path: &Path, values: &[(&str, &str)]) -> Origin {
    let text = values
        .iter()
        .fold(QUESTION.to_owned(), |text, (name, value)| {
            text.replace(name, value)
        });
    let text = text.replace("FORMER_1", "").replace("FORMER_2", "");
    std::fs::write(path, text).expect("written");
    Origin::Path(path.to_owned())
}

fn app(home: &Home, origin: &Origin) -> App {
    let store = Store::open(&home.history()).map_err(|error| error.to_string());
    let loaded = load(origin);
    assert_eq!(loaded.problems, []);
    App::new(loaded, store).expect("an app")
}

/// Answers the bank's only question at `ms` and ends the session.
fn answers(app: &mut App, chosen: &str, ms: u64) -> ActiveSession {
    let overview = app.overview(&at(ms)).expect("a history");
    let mut sitting = app
        .practice(&Selection::default(), &overview, &at(ms))
        .expect("there is a question");
    let events = [
        Event::Visited { place: 0 },
        Event::Chose {
            place: 0,
            chosen: BTreeSet::from([chosen.into()]),
        },
        Event::Answered { place: 0 },
        Event::Flagged { place: 0, on: true },
        Event::Ended {
            ending: Ending::Finished,
        },
    ];
    for event in events {
        app.apply(&mut sitting, event, &at(ms + 1_000))
            .expect("it may happen");
    }
    sitting
}

#[test]
fn misses_flags_notes_and_memory_move_to_what_replaces_them() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    let keys = [
        ("AWS },", "correct = true },"),
        ("YOU },", "why = \"No.\" },"),
    ];
    let then = [("FACT", "old-fact"), ("QUESTION", "old")];
    let mut app_then = app(&home, &bank(&path, &[&keys[..], &then].concat()));
    answers(&mut app_then, "you", 0);
    let note = Note::Disputed {
        question: "old".into(),
        text: "It is unclear.".into(),
    };
    app_then.note(note, &at(2_000)).expect("kept");
    drop(app_then);
    let now = [
        ("FORMER_1", "replaces = [\"old-fact\"]"),
        ("FORMER_2", "replaces = [\"old\"]"),
        ("FACT", "new-fact"),
        ("QUESTION", "new"),
    ];
    let mut app_now = app(&home, &bank(&path, &[&keys[..], &now].concat()));
    let overview = app_now.overview(&at(5_000)).expect("a history");
    let record = &overview.record;
    assert_eq!(record.missed.len(), 1);
    assert_eq!(record.missed[0].question.as_str(), "new");
    assert!(record.flagged.contains(&QuestionId::from("new")));
    assert!(record.last_seen.contains_key(&QuestionId::from("new")));
    let known: Vec<_> = record.knowledge.keys().map(ToString::to_string).collect();
    assert_eq!(known, ["new-fact"]);
    let disputes = app_now.disputes(&at(5_000)).expect("notes");
    assert!(disputes.contains_key(&QuestionId::from("new")));
    // Two correct answers under the new ID clear the missed question.
    for day in 1..=2 {
        answers(&mut app_now, "aws", day * 86_400_000);
    }
    let overview = app_now.overview(&at(4 * 86_400_000)).expect("a history");
    assert_eq!(overview.record.missed, []);
}

#[test]
fn a_corrected_key_grades_past_answers_everywhere_and_the_review_says_so() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    let ids = [("FACT", "fact"), ("QUESTION", "question")];
    let (yes, no) = ("correct = true },", "why = \"No.\" },");
    let wrong = bank(
        &path,
        &[&ids[..], &[("AWS },", yes), ("YOU },", no)]].concat(),
    );
    let mut app_then = app(&home, &wrong);
    answers(&mut app_then, "you", 0);
    assert_eq!(
        app_then
            .overview(&at(5_000))
            .expect("a history")
            .record
            .all
            .right,
        0
    );
    drop(app_then);
    let corrected = bank(
        &path,
        &[&ids[..], &[("AWS },", no), ("YOU },", yes)]].concat(),
    );
    let mut app_now = app(&home, &corrected);
    let overview = app_now.overview(&at(5_000)).expect("a history");
    assert_eq!(overview.record.all.right, 1);
    assert_eq!(overview.record.missed, []);
    assert_eq!(overview.past[0].score.right, 1);
    let sat = app_now.sat(overview.past[0].id).expect("it is kept");
    assert_eq!(sat.session.outcome(0), Outcome::Right);
    assert_eq!(sat.session.slots()[0].former_outcome, Some(Outcome::Wrong));
}

#[test]
fn the_former_program_refuses_an_export_of_this_one() {
    // The earlier version reads `{"certdrill":{"log":N}}` with N up to 1. It rejects other numbers
    // with "the log is of a newer certdrill; update this one".
    let home = Home::new();
    let printed = home.run(&["history", "export"]);
    let first = printed.out.lines().next().expect("a first line");
    assert_eq!(first, r#"{"certdrill":{"log":2,"closed":true}}"#);
}
