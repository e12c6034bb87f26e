//! Difficult situations during an exam. The test controls the clocks and files.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use certdrill::app::{ActiveSession, App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::model::ChoiceId;
use certdrill::quiz::{Ending, Event, Moment, Outcome, Rejection};
use certdrill::store::Store;

const HOUR: i64 = 3600;

/// Returns a moment with `boot_s` on the monotonic clock of the boot `boot` and `utc_s` on the wall
/// clock.
fn moment(boot: &str, boot_s: u64, utc_s: i64) -> Moment {
    Moment {
        utc_ms: utc_s * 1000,
        offset_s: 0,
        boot: Some(boot.into()),
        boot_ms: boot_s * 1000,
    }
}

fn start() -> Moment {
    moment("one", 1_000, 1_700_000_000)
}

/// Returns the moment `seconds` after the start, in which both clocks advanced equally.
fn after(seconds: i64) -> Moment {
    moment("one", 1_000 + seconds as u64, 1_700_000_000 + seconds)
}

fn bank(right: &str) -> String {
    let mut text = String::from("[bank]\nid = \"hard\"\ntitle = \"Hard\"\n");
    for number in 0..5 {
        let mark = |id: &str| if id == right { "correct = true\n" } else { "" };
        text += &format!(
            "[[question]]\nid = \"q{number}\"\nstem = \"Question {number}?\"\n\
             [[question.option]]\nid = \"x\"\ntext = \"ex\"\n{}\
             [[question.option]]\nid = \"y\"\ntext = \"wy\"\n{}",
            mark("x"),
            mark("y"),
        );
    }
    text
}

/// Opens the history in `folder` with a bank in which the option `right` is correct.
fn app(folder: &Path, right: &str) -> App {
    let path = folder.join("hard.toml");
    std::fs::write(&path, bank(right)).expect("written");
    let store = Store::open(&folder.join("history.db")).expect("a history");
    App::new(load(&Origin::Path(path)), Ok(store)).expect("an app")
}

/// Starts an exam of five questions in ten minutes at `start()`.
fn exam(app: &mut App) -> ActiveSession {
    let overview = app.overview(&start()).expect("a history");
    let selection = Selection {
        count: 5,
        limit: Some(Duration::from_secs(600)),
        ..Selection::default()
    };
    app.exam(&selection, &overview, &start())
        .expect("there are questions")
}

fn choose(place: usize, id: &str) -> Event {
    let chosen: BTreeSet<ChoiceId> = [id.into()].into();
    Event::Chose { place, chosen }
}

#[test]
fn an_answer_at_the_instant_of_expiry_is_too_late() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(folder.path(), "x");
    let mut sitting = exam(&mut app);
    app.apply(&mut sitting, choose(0, "x"), &after(599))
        .expect("a second is left");
    let late = app.apply(&mut sitting, choose(1, "x"), &after(600));
    assert_eq!(late, Err(Rejection::TimeUp));
    assert_eq!(sitting.session.ending(), Some(Ending::Expired));
    assert_eq!(sitting.session.score().all.right, 1);
    assert_eq!(sitting.session.score().blank, 4);
    assert_eq!(
        app.apply(&mut sitting, choose(1, "x"), &after(601)),
        Err(Rejection::Ended)
    );
}

#[test]
fn eight_hours_of_suspend_leave_the_deadline_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(folder.path(), "x");
    let mut sitting = exam(&mut app);
    app.apply(&mut sitting, choose(0, "x"), &after(60))
        .expect("in time");
    // The first key after waking up no longer counts.
    let awake = after(60 + 8 * HOUR);
    assert_eq!(
        app.apply(&mut sitting, choose(1, "x"), &awake),
        Err(Rejection::TimeUp)
    );
    assert_eq!(sitting.session.score().all.right, 1);
    assert_eq!(sitting.session.elapsed(), Duration::from_secs(600));
}

#[test]
fn moving_the_wall_clock_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(folder.path(), "x");
    let sitting = exam(&mut app);
    for moved in [-HOUR, 0, HOUR] {
        let now = moment("one", 1_100, 1_700_000_100 + moved);
        assert_eq!(
            sitting.left(&now),
            Some(Duration::from_secs(500)),
            "moved by {moved} s"
        );
    }
    // The same is true between two runs of the program within one boot.
    let moved = moment("one", 1_100, 1_700_000_100 + HOUR);
    let sat = app
        .overview(&moved)
        .expect("a history")
        .open_session()
        .cloned();
    let again = app.resume(sat.expect("it is still open"), &moved);
    assert_eq!(again.left(&moved), Some(Duration::from_secs(500)));
}

#[test]
fn after_a_restart_of_the_machine_utc_tells_the_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(folder.path(), "x");
    exam(&mut app);
    let now = moment("two", 5, 1_700_000_200);
    let sat = app
        .overview(&now)
        .expect("a history")
        .open_session()
        .cloned();
    let sitting = app.resume(sat.expect("it is still open"), &now);
    assert_eq!(sitting.left(&now), Some(Duration::from_secs(400)));
}

#[test]
fn an_exam_left_in_its_last_minute_and_found_after_its_end_is_scored_with_what_was_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = app(folder.path(), "x");
    let mut sitting = exam(&mut first);
    first
        .apply(&mut sitting, choose(0, "x"), &after(545))
        .expect("in time");
    first
        .apply(&mut sitting, choose(1, "y"), &after(550))
        .expect("in time");
    // The terminal closes, so the history does not record that the learner left.
    drop((first, sitting));

    let mut second = app(folder.path(), "x");
    let overview = second.overview(&after(2 * HOUR)).expect("a history");
    assert!(overview.open_session().is_none(), "nothing to go on with");
    let past = overview.past.first().expect("it has ended");
    let sat = second.sat(past.id).expect("it can be read");
    assert_eq!(sat.session.ending(), Some(Ending::Expired));
    assert_eq!(
        sat.session.ended_ms(),
        Some(after(600).utc_ms),
        "at its deadline"
    );
    let score = sat.session.score();
    assert_eq!((score.all.right, score.blank, score.all.of), (1, 3, 5));
}

#[test]
fn a_key_corrected_since_grades_the_exam_and_its_options_keep_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut before = app(folder.path(), "x");
    let mut sitting = exam(&mut before);
    before
        .apply(&mut sitting, choose(0, "x"), &after(10))
        .expect("in time");
    let order = sitting.session.slots()[0].order.clone();
    drop((before, sitting));

    // The author corrects the key in the meantime.
    let mut since = app(folder.path(), "y");
    let sat = since
        .overview(&after(20))
        .expect("a history")
        .open_session()
        .cloned();
    let mut sitting = since.resume(sat.expect("it is open"), &after(20));
    assert_eq!(sitting.session.slots()[0].order, order);
    let ending = Ending::Finished;
    since
        .apply(&mut sitting, Event::Ended { ending }, &after(30))
        .expect("it may end");
    let slot = &sitting.session.slots()[0];
    assert_eq!(
        sitting.session.outcome(0),
        Outcome::Wrong,
        "the present key"
    );
    assert_eq!(
        slot.former_outcome,
        Some(Outcome::Right),
        "and it can be said"
    );
    // The memory model also uses the corrected key, so the question counts as missed.
    let overview = since.overview(&after(40)).expect("a history");
    let id = &sitting.session.slots()[0].question.id;
    assert!(
        overview
            .record
            .missed
            .iter()
            .any(|missed| missed.question == *id)
    );
}

#[test]
fn of_two_programs_in_one_exam_the_second_to_write_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = app(folder.path(), "x");
    let mut here = exam(&mut first);
    let mut second = app(folder.path(), "x");
    let sat = second
        .overview(&after(5))
        .expect("a history")
        .open_session()
        .cloned();
    let mut there = second.resume(sat.expect("it is open"), &after(5));
    second
        .apply(&mut there, choose(0, "x"), &after(6))
        .expect("the second goes on");

    let refused = first.apply(&mut here, choose(0, "y"), &after(7));
    assert_eq!(refused, Err(Rejection::Taken));
    assert!(
        here.session.slots()[0].chosen.is_empty(),
        "nothing is shown as done"
    );
    assert!(here.taken);
    assert!(!here.is_saved());
    assert!(
        here.trouble_in_words()
            .is_some_and(|said| said.contains("open in another window"))
    );
    let kept = second.overview(&after(8)).expect("a history");
    let session = &kept.open_session().expect("it is open").session;
    assert!(
        session.slots()[0].chosen.contains("x"),
        "the one that went on is kept"
    );
}
