//! Drills and questions share the memory of a cell. An answer to a question about a cell counts in
//! the same way as an answer in a drill.

use certdrill::app::{ActiveSession, App, LazyBank, Selection, TodayQueue};
use certdrill::bank::{Origin, load};
use certdrill::model::CellRef;
use certdrill::quiz::{Ending, Event, Moment};
use certdrill::store::Store;

const BANK: &str = r#"
[[matrix]]
id = "owner"
title = "Who?"
values = ["aws", "customer"]
columns = [{ id = "rds", title = "RDS" }]
[[matrix.row]]
id = "os"
title = "OS"
[matrix.row.cells]
rds = { is = "aws", why = "It does." }

[[question]]
id = "who"
stem = "Who patches it?"
[[question.option]]
id = "aws"
text = "AWS"
correct = true
claims = [{ cell = "owner/os/rds", is = "aws" }]
[[question.option]]
id = "customer"
text = "The customer"
claims = [{ cell = "owner/os/rds", is = "customer" }]
"#;

fn moment() -> Moment {
    Moment {
        utc_ms: 1_000_000,
        offset_s: 0,
        boot: Some("one".into()),
        boot_ms: 1_000_000,
    }
}

fn answer(app: &mut App, sitting: Option<ActiveSession>, option: &str) {
    let mut sitting = sitting.expect("there is something to ask");
    let chosen = [option.into()].into();
    for event in [
        Event::Chose { place: 0, chosen },
        Event::Answered { place: 0 },
    ] {
        app.apply(&mut sitting, event, &moment())
            .expect("it may be answered");
    }
}

/// Answers one question and one drill question about the bank's only cell. Returns the numbers of
/// correct and incorrect answers recorded for the cell.
fn tally_after(in_question: &str, in_drill: &str) -> (usize, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    std::fs::write(&path, BANK).expect("written");
    let store = Store::in_memory().expect("a store");
    let mut app = App::new(load(&Origin::Path(path)), Ok(store)).expect("an app");
    assert!(app.problems().is_empty(), "{:?}", app.problems());
    let overview = app.overview(&moment()).expect("an empty history");
    let practice = app.practice(&Selection::default(), &overview, &moment());
    answer(&mut app, practice, in_question);
    let overview = app.overview(&moment()).expect("a history");
    let drill = app.drill(None, Some(1), &overview, &moment());
    answer(&mut app, drill, in_drill);
    let record = app.overview(&moment()).expect("a history").record.clone();
    let cell = CellRef::parse("owner/os/rds").expect("a cell");
    record.cells.get(&cell).copied().unwrap_or_default()
}

#[test]
fn answers_to_questions_and_in_the_drill_count_for_the_same_cell() {
    assert_eq!(tally_after("aws", "aws"), (2, 0));
    assert_eq!(tally_after("customer", "aws"), (1, 1));
    assert_eq!(tally_after("customer", "customer"), (0, 2));
}

#[test]
fn a_cell_that_was_drilled_is_no_fact_that_was_learned() {
    let store = Store::in_memory().expect("a store");
    let mut app = App::new(load(&Origin::Embedded), Ok(store)).expect("an app");
    let overview = app.overview(&moment()).expect("an empty history");
    let new = TodayQueue::of(&app.home_of(&overview), overview.plan).new;
    assert_eq!(new, app.bank().asked_facts().count());
    let drill = app.drill(None, Some(1), &overview, &moment());
    answer(&mut app, drill, "aws");
    let overview = app.overview(&moment()).expect("a history");
    assert_eq!(overview.record.cells.len(), 1);
    assert_eq!(
        TodayQueue::of(&app.home_of(&overview), overview.plan).new,
        new
    );
}

#[test]
fn what_is_open_is_offered_first_then_the_queue_of_today() {
    let later = Moment {
        utc_ms: 90 * 86_400_000,
        ..moment()
    };
    for (option, missed) in [("customer", 1), ("aws", 0)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bank.toml");
        std::fs::write(&path, BANK).expect("written");
        let store = Store::in_memory().expect("a store");
        let mut app = App::new(load(&Origin::Path(path)), Ok(store)).expect("an app");
        let mut offers = Vec::new();
        let overview = app.overview(&moment()).expect("an empty history");
        offers.push(app.next(&app.home_of(&overview), &moment()).offer());
        let practice = app.practice(&Selection::default(), &overview, &moment());
        answer(&mut app, practice, option);
        let overview = app.overview(&later).expect("a history");
        let next = app.next(&app.home_of(&overview), &later);
        offers.push(next.offer());
        let mut sitting = app
            .begin_next(&next, &overview, &later)
            .expect("it is open");
        let ending = Ending::Finished;
        app.apply(&mut sitting, Event::Ended { ending }, &later)
            .expect("it may end");
        let overview = app.overview(&later).expect("a history");
        let home = app.home_of(&overview);
        offers.push(app.next(&home, &later).offer());
        let first = "Start a practice session of 1 question";
        let open = "Continue the practice session: question 1 of 1";
        assert_eq!(offers, [first, open, "Study 2 questions: 1 due"]);
        let today = TodayQueue::of(&home, home.plan);
        assert_eq!((today.due, today.missed), (1, missed));
    }
}

#[test]
fn what_has_left_the_bank_is_never_due() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    let card = "[bank]\nid = \"b\"\n";
    std::fs::write(&path, format!("{card}{BANK}")).expect("written");
    let origin = Origin::Path(path.clone());
    let store = Store::in_memory().expect("a store");
    let mut app = App::new(load(&origin), Ok(store)).expect("an app");
    let overview = app.overview(&moment()).expect("an empty history");
    let practice = app.practice(&Selection::default(), &overview, &moment());
    answer(&mut app, practice, "customer");
    let drill = app.drill(None, Some(1), &overview, &moment());
    answer(&mut app, drill, "customer");
    let later = Moment {
        utc_ms: 90 * 86_400_000,
        ..moment()
    };
    let overview = app.overview(&later).expect("a history");
    assert_eq!(
        TodayQueue::of(&app.home_of(&overview), overview.plan).due,
        2
    );
    let (_, question) = BANK.split_once("[[question]]").expect("a question");
    let other = question.replace("\"who\"", "\"another\"");
    let other = other.replace("claims = ", "# claims = ");
    std::fs::write(&path, format!("{card}[[question]]{other}")).expect("written");
    app.open_bank(0, LazyBank::open(&origin));
    assert_eq!(app.bank().questions.len(), 1);
    let overview = app.overview(&later).expect("a history");
    assert_eq!(overview.record.sessions, 2);
    assert_eq!(
        TodayQueue::of(&app.home_of(&overview), overview.plan).due,
        0
    );
}

#[test]
fn cells_that_no_question_asks_for_are_drilled_when_they_are_due() {
    let origin = Origin::Path("tests/fixtures/tables.toml".into());
    let store = Store::in_memory().expect("a store");
    let mut app = App::new(load(&origin), Ok(store)).expect("an app");
    let overview = app.overview(&moment()).expect("an empty history");
    let mut drill = app
        .drill_tables(&["saw".into()], None, Some(1), &overview, &moment())
        .expect("it has cells");
    for place in 0..4 {
        let choices = &drill.session.slots()[place].question.choices;
        let right = choices.iter().find(|it| it.correct);
        let chosen = [right.expect("one is correct").id.clone()].into();
        for event in [Event::Chose { place, chosen }, Event::Answered { place }] {
            app.apply(&mut drill, event, &moment())
                .expect("it may be answered");
        }
    }
    let ending = Ending::Finished;
    app.apply(&mut drill, Event::Ended { ending }, &moment())
        .expect("it may end");
    let overview = app.overview(&moment()).expect("a history");
    let next = app.next(&app.home_of(&overview), &moment());
    assert_eq!(next.offer(), "Start a practice session of 1 question");
    let later = Moment {
        utc_ms: 90 * 86_400_000,
        ..moment()
    };
    let overview = app.overview(&later).expect("a history");
    let next = app.next(&app.home_of(&overview), &later);
    assert_eq!(next.offer(), "Drill due items: 4 cells");
    let drill = app.begin_next(&next, &overview, &later).expect("they are");
    assert_eq!(drill.session.slots().len(), 4);
}

#[test]
fn a_drill_offers_two_to_five_answers_the_same_for_the_same_seed() {
    let origin = Origin::Path("tests/fixtures/tables.toml".into());
    for seed in 0..40 {
        let store = Store::in_memory().expect("a store");
        let mut app = App::new(load(&origin), Ok(store)).expect("an app");
        let overview = app.overview(&moment()).expect("an empty history");
        let drill = app
            .drill(None, Some(seed), &overview, &moment())
            .expect("it has cells");
        let slots = drill.session.slots();
        assert_eq!(slots.len(), 8);
        for slot in slots {
            let choices = &slot.question.choices;
            assert!((2..=5).contains(&choices.len()), "{choices:?}");
            assert_eq!(choices.iter().filter(|it| it.correct).count(), 1);
        }
        let again = app.drill(None, Some(seed), &overview, &moment());
        let again = again.expect("it has cells");
        assert!(
            slots
                .iter()
                .zip(again.session.slots())
                .all(|(a, b)| a.question == b.question)
        );
    }
}
