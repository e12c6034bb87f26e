//! The cached summary on the home screen always matches the complete record and never shows
//! outdated values.

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use certdrill::app::{self, App, Selection, StudyPlan};
use certdrill::learn::{DailyGoal, Note};
use certdrill::quiz::{Confidence, Ending, Event};
use proptest::prelude::*;
use support::{Home, at, small};

const HOUR_MS: u64 = 3_600_000;
/// The start time, which is late enough to set the clock back.
const BEGIN_MS: u64 = 1_000 * HOUR_MS;

/// Returns everything that the home screen shows about a history, except the message that a session
/// has just expired, which only the first reader gets.
fn shown(home: &app::Home) -> String {
    let app::Home {
        summary,
        open,
        plan,
        unread,
        today,
        ..
    } = home;
    let open: Vec<_> = open
        .iter()
        .map(certdrill::store::StoredSession::reached)
        .collect();
    format!("{summary:?} {open:?} {plan:?} {unread} {today}")
}

/// Compares the home screen, whether cached or not, with one computed from the complete record.
/// Then compares it again when it is certain to be cached.
#[track_caller]
fn agree(home: &Home, ms: u64) {
    let first = shown(&home.library().home(&at(ms)).expect("a history"));
    let mut app = home.library();
    let whole = app.overview(&at(ms)).expect("a history");
    let second = shown(&home.library().home(&at(ms)).expect("a history"));
    assert_eq!(first, shown(&app.home_of(&whole)));
    assert_eq!(first, second);
}

/// A session and its events.
#[derive(Clone, Debug)]
struct Sitting {
    exam: bool,
    answers: Vec<(bool, Option<Confidence>, bool)>,
    ends: bool,
}

fn sit(app: &mut App, ms: u64, it: &Sitting) {
    let overview = app.overview(&at(ms)).expect("a history");
    let selection = Selection {
        count: 4,
        seed: Some(ms),
        limit: it.exam.then_some(Duration::from_secs(600)),
        ..Selection::default()
    };
    let sitting = if it.exam {
        app.exam(&selection, &overview, &at(ms))
    } else {
        app.practice(&selection, &overview, &at(ms))
    };
    let mut sitting = sitting.expect("there are questions");
    for (place, (right, confidence, flag)) in it.answers.iter().enumerate() {
        let question = &sitting.session.slots()[place].question;
        let options = question.choices.iter().filter(|it| it.correct == *right);
        let chosen: BTreeSet<_> = options
            .take(question.correct_count())
            .map(|it| it.id.clone())
            .collect();
        let confidence = *confidence;
        let events = [
            Event::Visited { place },
            Event::Chose { place, chosen },
            Event::Sure { place, confidence },
            Event::Flagged { place, on: *flag },
            Event::Answered { place },
        ];
        for event in events {
            let now = at(ms + 1_000 * (place as u64 + 1));
            let _refused_in_an_exam = app.apply(&mut sitting, event, &now);
        }
    }
    if it.ends {
        let ending = Ending::Finished;
        app.apply(&mut sitting, Event::Ended { ending }, &at(ms + 60_000))
            .expect("it may end");
    }
}

fn sitting() -> impl Strategy<Value = Sitting> {
    let sure = prop_oneof![
        Just(None),
        Just(Some(Confidence::Sure)),
        Just(Some(Confidence::Guess)),
    ];
    let answer = (any::<bool>(), sure, any::<bool>());
    let answers = prop::collection::vec(answer, 0..=4);
    (any::<bool>(), answers, any::<bool>()).prop_map(|(exam, answers, ends)| Sitting {
        exam,
        answers,
        ends,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn home_shows_what_the_record_says_after_every_session(
        sittings in prop::collection::vec((sitting(), 0_u64..100), 1..6),
        later in 0_u64..400,
    ) {
        let home = Home::new();
        let mut ms = BEGIN_MS;
        agree(&home, ms);
        for (sitting, hours) in &sittings {
            ms += hours * HOUR_MS + 120_000;
            sit(&mut home.library(), ms, sitting);
            agree(&home, ms + 90_000);
        }
        agree(&home, ms + later * HOUR_MS);
        // If the clock is set back, days that the cached summary has dropped count again.
        agree(&home, ms.saturating_sub(later * HOUR_MS));
    }
}

fn right() -> Sitting {
    Sitting {
        exam: false,
        answers: vec![(true, None, false), (false, Some(Confidence::Sure), true)],
        ends: true,
    }
}

#[test]
fn looking_at_a_history_with_nothing_in_it_writes_nothing() {
    let home = Home::new();
    let first = home.library().home(&at(BEGIN_MS)).expect("a history");
    assert!(!first.summary.begun);
    let before = std::fs::read(home.history()).expect("there");
    for _ in 0..2 {
        home.library().home(&at(BEGIN_MS)).expect("a history");
        assert!(std::fs::read(home.history()).expect("there") == before);
    }
}

#[test]
fn notes_are_in_it_at_once() {
    let home = Home::new();
    let mut app = home.library();
    sit(&mut app, BEGIN_MS, &right());
    let later = at(BEGIN_MS + HOUR_MS);
    let before = app.home(&later).expect("a history");
    assert_eq!((before.summary.all.of, before.summary.missed), (2, 1));
    let plan = StudyPlan {
        exam: None,
        daily: Some(DailyGoal::Minutes(25)),
    };
    app.note(plan.into(), &later).expect("kept");
    assert_eq!(app.home(&later).expect("a history").plan, plan);
    for topic in ["alpha", "beta"] {
        let topic = topic.into();
        app.note(Note::Reset { topic }, &later).expect("kept");
    }
    let after = app.home(&later).expect("a history");
    assert_eq!((after.summary.all.of, after.summary.missed), (0, 0));
    agree(&home, BEGIN_MS + HOUR_MS);
}

#[test]
fn another_program_s_sitting_is_in_it_at_once() {
    let home = Home::new();
    let mut app = home.library();
    sit(&mut app, BEGIN_MS, &right());
    let later = at(BEGIN_MS + HOUR_MS);
    assert_eq!(app.home(&later).expect("a history").summary.all.of, 2);
    let mut open = right();
    open.ends = false;
    sit(&mut home.library(), BEGIN_MS + HOUR_MS, &open);
    let seen = app.home(&later).expect("a history");
    assert_eq!((seen.summary.all.of, seen.open.len()), (4, 1));
    agree(&home, BEGIN_MS + 2 * HOUR_MS);
}

#[test]
fn the_record_itself_is_not_read_for_it() {
    let home = Home::new();
    let mut app = home.library();
    sit(&mut app, BEGIN_MS, &right());
    let later = at(BEGIN_MS + HOUR_MS);
    let before = shown(&app.home(&later).expect("a history"));
    drop(app);
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    db.execute("UPDATE derived_state SET record = 'no record'", [])
        .expect("changed");
    let mut app = home.library();
    assert_eq!(shown(&app.home(&later).expect("a history")), before);
    // A reader of the record finds it unreadable and rebuilds it.
    assert_eq!(app.overview(&later).expect("a history").record.all.of, 2);
    let body = "SELECT record FROM derived_state";
    let body: String = db.query_row(body, [], |row| row.get(0)).expect("a record");
    assert!(body.starts_with('{'), "{body}");
    assert_eq!(shown(&app.home(&later).expect("a history")), before);
}

#[test]
fn a_summary_that_differs_from_the_log_is_found_and_made_again() {
    let home = Home::new();
    let mut app = home.library();
    sit(&mut app, BEGIN_MS, &right());
    app.home(&at(BEGIN_MS + HOUR_MS)).expect("a history");
    drop(app);
    let check = || home.run(&["history", "check", "--bank", &small()]).out;
    let checked = check();
    let sound = "match the log";
    assert!(checked.contains(sound), "{checked}");
    // After a successful check, the home screen still matches the record.
    agree(&home, BEGIN_MS + HOUR_MS);
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    let changed = db.execute(
        "UPDATE derived_state SET home = replace(home, '\"all\":[1,2]', '\"all\":[1,7]')",
        [],
    );
    assert_eq!(changed.expect("changed"), 1);
    drop(db);
    assert!(check().contains("did not match"));
    agree(&home, BEGIN_MS + HOUR_MS);
    assert!(check().contains(sound));
}
