//! Machines that study, continue each other's sessions, and exchange logs. Regardless of the order
//! and the number of merges, every history ends up the same. `PROPTEST_CASES` sets the number of
//! cases.

mod support;

use std::collections::BTreeSet;

use certdrill::app::{ActiveSession, App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::learn::Note;
use certdrill::quiz::{Ending, Event};
use certdrill::store::Store;
use proptest::collection::vec;
use proptest::prelude::*;
use support::{at, figure, small};

const MACHINES: usize = 3;

/// The action of a machine after it has merged the log of another.
#[derive(Clone, Debug)]
enum Deed {
    /// Starts a session and answers a question per element, with its first or second option.
    Sits(Vec<bool>),
    /// Continues the first open session.
    Continues(Vec<bool>),
    /// Resets a topic.
    Resets,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => vec(any::<bool>(), 0..4).prop_map(Deed::Sits),
        3 => vec(any::<bool>(), 0..4).prop_map(Deed::Continues),
        1 => Just(Deed::Resets),
    ]
}

/// Merges `logs` one after another into an empty history.
fn merged<'a>(logs: impl IntoIterator<Item = &'a Vec<u8>>) -> Store {
    let mut store = Store::in_memory().expect("there is memory");
    for log in logs {
        store
            .merge_log(&mut log.as_slice(), |_| true)
            .expect("the log of a real history");
    }
    store
}

fn written(store: &Store) -> Vec<u8> {
    let mut log = Vec::new();
    store.write_log(&mut log).expect("a Vec takes all");
    log
}

/// Performs `deed` at `ms` in `store`, and returns the log of the result.
fn done(store: Store, deed: &Deed, ms: u64) -> Vec<u8> {
    let mut app = App::new(load(&Origin::Path(small().into())), Ok(store)).expect("an app");
    let overview = app.overview(&at(ms)).expect("a history");
    match deed {
        Deed::Sits(first) => {
            let selection = Selection {
                count: 3,
                seed: Some(ms),
                ..Selection::default()
            };
            let sitting = app.practice(&selection, &overview, &at(ms));
            answers(&mut app, sitting.expect("there are questions"), first, ms);
        }
        Deed::Continues(first) => {
            let sat = app.sessions().expect("a log").into_iter();
            let mut open = sat.filter(|it| it.session.ending().is_none());
            if let Some(sat) = open.next() {
                let sitting = app.resume(sat, &at(ms));
                answers(&mut app, sitting, first, ms);
            }
        }
        Deed::Resets => {
            let topic = "alpha".into();
            app.note(Note::Reset { topic }, &at(ms)).expect("saved");
        }
    }
    let mut log = Vec::new();
    app.write_log(&mut log).expect("a Vec takes all");
    log
}

/// Answers the next questions of `sitting`, and finishes the session when all questions are
/// answered.
fn answers(app: &mut App, mut sitting: ActiveSession, first: &[bool], ms: u64) {
    for (number, first) in first.iter().enumerate() {
        let mut slots = sitting.session.slots().iter();
        let Some(place) = slots.position(|slot| !slot.answered) else {
            break;
        };
        let question = &sitting.session.slots()[place].question;
        let skipped = usize::from(!first);
        let choices = question.choices.iter().skip(skipped);
        let chosen = choices.take(question.correct_count());
        let chosen: BTreeSet<_> = chosen.map(|it| it.id.clone()).collect();
        for event in [Event::Chose { place, chosen }, Event::Answered { place }] {
            let now = at(ms + 1_000 * (number as u64 + 1));
            app.apply(&mut sitting, event, &now).expect("it may happen");
        }
    }
    if sitting.session.slots().iter().all(|slot| slot.answered) {
        let ending = Ending::Finished;
        // A session that has ended rejects a second end.
        let _ended_before = app.apply(&mut sitting, Event::Ended { ending }, &at(ms + 60_000));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: figure("PROPTEST_CASES", 48) as u32,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_order_of_merges_ends_in_the_same_history(
        deeds in vec((0..MACHINES, 0..MACHINES, deed()), 1..8),
        order in vec(0..MACHINES, 0..6),
    ) {
        let mut logs = vec![written(&merged([])); MACHINES];
        for (number, (machine, other, deed)) in deeds.iter().enumerate() {
            let ms = 100_000 * (number as u64 + 1);
            logs[*machine] = done(merged([&logs[*machine], &logs[*other]]), deed, ms);
        }
        let expected = written(&merged(&logs));
        let again = written(&merged([&expected]));
        prop_assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&expected));
        let backward = written(&merged(logs.iter().rev()));
        prop_assert_eq!(String::from_utf8_lossy(&backward), String::from_utf8_lossy(&expected));
        // Merge some logs more than once, and all of them at the end.
        let drawn = order.iter().map(|at| &logs[*at]);
        let other = written(&merged(drawn.chain(&logs)));
        prop_assert_eq!(String::from_utf8_lossy(&other), String::from_utf8_lossy(&expected));
    }
}
