//! Exams that follow the blueprint, for a bank that covers all exam domains.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::time::Duration;

use certdrill::app::{App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::quiz::{Ending, Event, Feedback, Moment, Rejection, WhenClosed};
use certdrill::store::Store;

const DOMAINS: [(&str, u32); 4] = [
    ("concepts", 24),
    ("security", 30),
    ("technology", 34),
    ("billing", 12),
];

/// Returns a bank with `each` questions per domain.
fn bank(each: usize) -> String {
    let mut text = String::from(
        "format = 1\n[bank]\nid = \"whole\"\ntitle = \"Whole\"\n[exam]\nminutes = 90\nscored = 50\n\
         unscored = 15\nscale = { min = 100, max = 1000, pass = 700 }\ndomains = [\n",
    );
    for (id, weight) in DOMAINS {
        writeln!(
            text,
            "{{ id = {id:?}, title = {id:?}, weight = {weight} }},"
        )
        .expect("a string");
    }
    text += "]\n";
    for (id, _) in DOMAINS {
        writeln!(
            text,
            "[[topic]]\nid = {id:?}\ntitle = {id:?}\ndomain = {id:?}"
        )
        .expect("a string");
    }
    for (id, _) in DOMAINS {
        for number in 0..each {
            writeln!(
                text,
                "[[question]]\nid = \"{id}-{number}\"\ntopic = {id:?}\nstem = \"{id} {number}?\"\n\
                 [[question.option]]\nid = \"r\"\ntext = \"right\"\ncorrect = true\n\
                 [[question.option]]\nid = \"w\"\ntext = \"wrong\"\n"
            )
            .expect("a string");
        }
    }
    text
}

fn app(each: usize) -> (App, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("whole.toml");
    std::fs::write(&path, bank(each)).expect("written");
    let loaded = load(&Origin::Path(path));
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let store = Store::in_memory().expect("a store");
    (App::new(loaded, Ok(store)).expect("an app"), folder)
}

fn moment(second: u64) -> Moment {
    Moment {
        utc_ms: second as i64 * 1000,
        offset_s: 0,
        boot: Some("one".into()),
        boot_ms: second * 1000,
    }
}

#[test]
fn a_whole_exam_has_the_blueprint_s_questions_and_minutes() {
    let (mut app, _folder) = app(40);
    let overview = app.overview(&moment(0)).expect("an empty history");
    let sitting = app
        .start_full_exam(Some(7), false, &overview, &moment(0))
        .expect("the bank fills it");
    let session = &sitting.session;
    assert_eq!(session.slots().len(), 65);
    assert_eq!(session.policy.limit, Some(Duration::from_secs(90 * 60)));
    assert_eq!(session.policy.feedback, Feedback::End);
    assert_eq!(session.policy.away, WhenClosed::Runs);

    let mut scored: HashMap<&str, usize> = HashMap::new();
    let mut unscored: HashMap<&str, usize> = HashMap::new();
    let mut ids = HashSet::new();
    for slot in session.slots() {
        let count = if slot.scored {
            &mut scored
        } else {
            &mut unscored
        };
        *count.entry(slot.question.topic.as_str()).or_default() += 1;
        assert!(ids.insert(slot.question.id.clone()), "no question twice");
    }
    let of = |map: &HashMap<&str, usize>| DOMAINS.map(|(id, _)| map.get(id).copied().unwrap_or(0));
    assert_eq!(of(&scored), [12, 15, 17, 6]);
    assert_eq!(of(&unscored), [4, 4, 5, 2]);
}

#[test]
fn unscored_questions_do_not_count() {
    let (mut app, _folder) = app(40);
    let overview = app.overview(&moment(0)).expect("an empty history");
    let mut sitting = app
        .start_full_exam(Some(7), false, &overview, &moment(0))
        .expect("the bank fills it");
    // Answer every unscored question correctly, and every scored question incorrectly.
    for place in 0..65 {
        let right = !sitting.session.slots()[place].scored;
        let chosen = [if right { "r".into() } else { "w".into() }].into();
        app.apply(&mut sitting, Event::Chose { place, chosen }, &moment(1))
            .expect("it may be chosen");
    }
    let ending = Ending::Finished;
    app.apply(&mut sitting, Event::Ended { ending }, &moment(2))
        .expect("it may end");
    let score = sitting.session.score();
    assert_eq!((score.all.right, score.all.of), (0, 50));
    assert_eq!((score.unscored.right, score.unscored.of), (15, 15));
}

#[test]
fn a_bank_that_cannot_fill_it_sits_a_proportional_one() {
    let (mut app, _folder) = app(10);
    let overview = app.overview(&moment(0)).expect("an empty history");
    assert!(app.full_exam().is_none());
    assert!(
        app.start_full_exam(None, false, &overview, &moment(0))
            .is_none()
    );
    let selection = Selection {
        count: app.exam_size(),
        ..Selection::default()
    };
    let sitting = app
        .exam(&selection, &overview, &moment(0))
        .expect("there are questions");
    assert_eq!(sitting.session.slots().len(), 20);
    // 20 questions of 83 seconds each, rounded up to whole minutes.
    assert_eq!(
        sitting.session.policy.limit,
        Some(Duration::from_secs(28 * 60))
    );
}

#[test]
fn the_history_keeps_which_questions_count() {
    let (mut app, _folder) = app(40);
    let overview = app.overview(&moment(0)).expect("an empty history");
    let sitting = app
        .start_full_exam(Some(9), false, &overview, &moment(0))
        .expect("the bank fills it");
    let kept = app.overview(&moment(1)).expect("a history");
    let again = &kept.open_session().expect("it is open").session;
    let marks = |slots: &[certdrill::quiz::Slot]| -> Vec<bool> {
        slots.iter().map(|slot| slot.scored).collect()
    };
    assert_eq!(marks(again.slots()), marks(sitting.session.slots()));
}

#[test]
fn a_question_s_own_time_ends_it_with_what_is_marked() {
    let (mut app, _folder) = app(10);
    let overview = app.overview(&moment(0)).expect("an empty history");
    let selection = Selection {
        each: Some(Duration::from_secs(30)),
        ..Selection::default()
    };
    let mut sitting = app
        .practice(&selection, &overview, &moment(0))
        .expect("there are questions");
    let visit = |place| Event::Visited { place };
    let choose = |place| Event::Chose {
        place,
        chosen: ["r".into()].into(),
    };
    app.apply(&mut sitting, visit(0), &moment(0))
        .expect("visited");
    app.apply(&mut sitting, choose(0), &moment(10))
        .expect("in time");
    assert_eq!(
        app.apply(&mut sitting, Event::Answered { place: 0 }, &moment(30)),
        Err(Rejection::QuestionTimeUp),
        "at the very instant the time is up"
    );
    assert!(sitting.session.slots()[0].answered);
    assert_eq!(
        sitting.session.score().all.right,
        1,
        "what was marked counts"
    );

    // The next question has its own 30 seconds.
    app.apply(&mut sitting, visit(1), &moment(40))
        .expect("visited");
    app.apply(&mut sitting, choose(1), &moment(69))
        .expect("in time");
    assert_eq!(
        sitting.question_left(&moment(69)),
        Some(Duration::from_secs(1))
    );
}
