//! Properties that must hold true for every session, regardless of its events, and for every draw.

mod support;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use certdrill::app::{App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::model::{ChoiceId, QuestionId};
use certdrill::quiz::{
    Confidence, DrawOptions, Ending, Event, Feedback, Order, Policy, Rejection, Session,
    TimestampedEvent, Weights, WhenClosed, draw,
};
use certdrill::store::Store;
use proptest::prelude::*;
use support::{at, draw_of, question, questions, small};

/// The number of questions in a session. The tests also use one index past the end.
const PLACES: usize = 4;
const LIMIT: Duration = Duration::from_secs(100);

fn choice() -> impl Strategy<Value = ChoiceId> {
    // The last ID is not an option of any question.
    prop::sample::select(vec!["a", "b", "c", "d", "e", "z"]).prop_map(ChoiceId::from)
}

fn confidence() -> impl Strategy<Value = Option<Confidence>> {
    prop::sample::select(vec![
        None,
        Some(Confidence::Sure),
        Some(Confidence::Unsure),
        Some(Confidence::Guess),
    ])
}

/// Generates any event that can be sent to a session, sensible or not.
fn event() -> impl Strategy<Value = Event> {
    let place = || 0..=PLACES;
    let ending = prop::sample::select(vec![Ending::Finished, Ending::Expired, Ending::Abandoned]);
    prop_oneof![
        4 => place().prop_map(|place| Event::Visited { place }),
        6 => (place(), prop::collection::btree_set(choice(), 0..4))
            .prop_map(|(place, chosen)| Event::Chose { place, chosen }),
        2 => (place(), choice(), any::<bool>())
            .prop_map(|(place, choice, on)| Event::Struck { place, choice, on }),
        1 => (place(), choice()).prop_map(|(place, choice)| Event::Hinted { place, choice }),
        2 => (place(), any::<bool>()).prop_map(|(place, on)| Event::Flagged { place, on }),
        2 => (place(), confidence())
            .prop_map(|(place, confidence)| Event::Sure { place, confidence }),
        5 => place().prop_map(|place| Event::Answered { place }),
        1 => place().prop_map(|place| Event::RanOut { place }),
        2 => place().prop_map(|place| Event::TookBack { place }),
        1 => Just(Event::Left),
        1 => Just(Event::Resumed),
        1 => ending.prop_map(|ending| Event::Ended { ending }),
    ]
}

fn policy() -> impl Strategy<Value = Policy> {
    let feedback = prop::sample::select(vec![Feedback::Each, Feedback::End]);
    let away = prop::sample::select(vec![WhenClosed::Runs, WhenClosed::Pauses]);
    let limit = prop::option::of(Just(LIMIT));
    let each = prop::option::weighted(0.3, Just(Duration::from_secs(20)));
    (feedback, limit, each, away).prop_map(|(feedback, limit, each, away)| Policy {
        feedback,
        limit,
        each,
        away,
        shown_first: Vec::new(),
    })
}

/// Generates events, each with the milliseconds before it.
fn tries() -> impl Strategy<Value = Vec<(u64, Event)>> {
    prop::collection::vec((0_u64..12_000, event()), 0..60)
}

/// Returns a session of questions with one, two, one, and three correct options.
fn session(policy: Policy) -> Session {
    let rights = [1, 2, 1, 3];
    let draws = rights.into_iter().enumerate().map(|(at, right)| {
        let name = format!("q{at}");
        draw_of(question(&name, "t", None, 5, right))
    });
    assert_eq!(draws.len(), PLACES);
    Session::new(policy, draws.collect())
}

/// Tries all events in order. Returns the session and the accepted events.
fn try_all(policy: Policy, tries: Vec<(u64, Event)>) -> (Session, Vec<TimestampedEvent>) {
    let mut session = session(policy);
    let mut admitted = Vec::new();
    let mut ms = 0;
    for (pause, event) in tries {
        ms += pause;
        let elapsed = Duration::from_millis(ms);
        if let Ok(stamped) = session.decide(event, elapsed, at(ms).utc_ms) {
            session.evolve(&stamped);
            admitted.push(stamped);
        }
    }
    (session, admitted)
}

/// Returns the complete state of a session, including private fields.
fn state(session: &Session) -> String {
    format!("{session:?}")
}

/// Returns a configuration with `count` cases that does not save failures to a file.
fn cases(count: u32) -> ProptestConfig {
    ProptestConfig {
        cases: count,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_was_admitted_replays_to_the_same_state(policy in policy(), tries in tries()) {
        let (lived, admitted) = try_all(policy.clone(), tries);
        let mut replayed = session(policy);
        for stamped in &admitted {
            // Convert events as the history does: to JSON, with times in milliseconds.
            let body = serde_json::to_string(&stamped.event).expect("an event is JSON");
            let event = serde_json::from_str(&body).expect("it is read back");
            let elapsed = Duration::from_millis(stamped.elapsed.as_millis() as u64);
            replayed.evolve(&TimestampedEvent { elapsed, event, at_ms: stamped.at_ms });
        }
        prop_assert_eq!(state(&replayed), state(&lived));
    }

    #[test]
    fn a_replay_admits_again_what_was_admitted(policy in policy(), tries in tries()) {
        let (_, admitted) = try_all(policy.clone(), tries);
        let mut replayed = session(policy);
        for stamped in admitted {
            let again = replayed.decide(stamped.event.clone(), stamped.elapsed, stamped.at_ms);
            prop_assert_eq!(again.as_ref(), Ok(&stamped));
            replayed.evolve(&stamped);
        }
    }

    #[test]
    fn what_is_refused_changes_nothing(policy in policy(), tries in tries(), last in event()) {
        let (session, _) = try_all(policy, tries);
        let before = state(&session);
        let _admitted_or_not = session.decide(last, LIMIT / 2, 0);
        prop_assert_eq!(state(&session), before);
    }

    #[test]
    fn the_clock_never_goes_back_and_never_passes_the_limit(
        policy in policy(),
        events in prop::collection::vec((0_u64..200_000, event()), 0..60),
    ) {
        let mut session = session(policy.clone());
        let mut before = Duration::ZERO;
        for (ms, event) in events {
            // Times are in any order, which can happen if the clock is changed.
            if let Ok(stamped) = session.decide(event, Duration::from_millis(ms), 0) {
                session.evolve(&stamped);
            }
            prop_assert!(session.elapsed() >= before);
            prop_assert!(policy.limit.is_none_or(|limit| session.elapsed() <= limit));
            before = session.elapsed();
        }
        let spent: Duration = session.slots().iter().map(|slot| slot.spent).sum();
        prop_assert!(spent <= session.elapsed());
    }

    #[test]
    fn from_the_limit_on_only_the_end_is_taken(
        tries in tries(),
        late in 0_u64..1_000_000,
        last in event(),
    ) {
        let (session, _) = try_all(Policy::exam(LIMIT), tries);
        prop_assume!(session.ending().is_none());
        let elapsed = LIMIT + Duration::from_millis(late);
        let expired = Event::Ended { ending: Ending::Expired };
        if last != expired {
            prop_assert!(session.decide(last, elapsed, 0).is_err());
        }
        prop_assert!(session.decide(expired, elapsed, 0).is_ok());
    }

    #[test]
    fn after_the_end_nothing_is_taken_and_the_end_stands(
        policy in policy(),
        tries in tries(),
        last in event(),
    ) {
        let (mut session, _) = try_all(policy, tries);
        let end = TimestampedEvent {
            elapsed: session.elapsed(),
            at_ms: 7,
            event: Event::Ended { ending: Ending::Finished },
        };
        session.evolve(&end);
        let (ending, ended_ms) = (session.ending(), session.ended_ms());
        prop_assert_eq!(session.decide(last.clone(), LIMIT * 9, 9), Err(Rejection::Ended));
        session.evolve(&TimestampedEvent { elapsed: LIMIT, at_ms: 9, event: last });
        prop_assert_eq!((session.ending(), session.ended_ms()), (ending, ended_ms));
    }

    #[test]
    fn a_history_with_any_events_in_any_order_is_read_without_harm(
        policy in policy(),
        events in prop::collection::vec((0_u64..200_000, event()), 0..60),
    ) {
        let mut session = session(policy);
        for (ms, event) in events {
            let elapsed = Duration::from_millis(ms);
            session.evolve(&TimestampedEvent { elapsed, at_ms: ms as i64, event });
        }
        prop_assert!(session.at() < PLACES);
        let score = session.score();
        prop_assert!(score.all.right + score.blank <= score.all.of);
        prop_assert!(score.all.of <= PLACES);
    }

    #[test]
    fn the_score_adds_up(policy in policy(), tries in tries()) {
        let (session, _) = try_all(policy, tries);
        let score = session.score();
        let of: usize = score.topics.iter().map(|it| it.tally.of).sum();
        let right: usize = score.topics.iter().map(|it| it.tally.right).sum();
        prop_assert_eq!((right, of), (score.all.right, score.all.of));
        prop_assert!(score.all.right + score.blank <= score.all.of);
        if session.policy.feedback == Feedback::End {
            match session.ending() {
                None => {}
                Some(_) if session.is_unanswered() => prop_assert_eq!(score.all.of, 0),
                Some(Ending::Abandoned) => prop_assert_eq!(score.blank, 0),
                Some(_) => prop_assert_eq!(score.all.of, PLACES),
            }
        }
    }

    #[test]
    fn a_draw_repeats_no_question_and_shuffles_every_option(
        sizes in prop::collection::vec(0_usize..12, 0..6),
        count in 0_usize..40,
        order in prop::sample::select(vec![Order::Mixed, Order::Harder, Order::Given]),
        seed in any::<u64>(),
    ) {
        let pool = questions(&sizes);
        let wish = DrawOptions { count, order, seed };
        let draws = draw(&pool, &Weights::default(), &HashMap::new(), wish);
        prop_assert_eq!(draws.len(), count.min(pool.len()));
        let ids: HashSet<_> = draws.iter().map(|it| &it.question.id).collect();
        prop_assert_eq!(ids.len(), draws.len());
        for draw in &draws {
            let shown: HashSet<_> = draw.order.iter().collect();
            prop_assert_eq!(shown.len(), draw.question.choices.len());
            prop_assert!(draw.order.iter().all(|id| draw.question.choice(id).is_some()));
        }
        let again = draw(&pool, &Weights::default(), &HashMap::new(), wish);
        prop_assert_eq!(again, draws, "the same seed draws the same");
    }

    #[test]
    fn every_topic_gets_its_share_at_least_rounded_down(
        sizes in prop::collection::vec(1_usize..15, 1..6),
        part in 0.0_f64..1.0,
        seed in any::<u64>(),
    ) {
        let pool = questions(&sizes);
        let count = (pool.len() as f64 * part) as usize;
        let draws = draw(&pool, &Weights::default(), &HashMap::new(), DrawOptions { count, order: Order::Mixed, seed });
        for (topic, size) in sizes.iter().enumerate() {
            let name = format!("t{topic}");
            let given = draws.iter().filter(|it| it.question.topic.as_str() == name).count();
            prop_assert!(given >= count * size / pool.len(), "{given} of {name} in {count}");
            prop_assert!(given <= *size);
        }
    }

    #[test]
    fn no_seen_question_is_drawn_while_its_topic_has_an_unseen_one(
        sizes in prop::collection::vec(1_usize..10, 1..4),
        seen in prop::collection::hash_map((0_usize..4, 0_usize..10), 0_i64..1000, 0..20),
        count in 1_usize..20,
        seed in any::<u64>(),
    ) {
        let pool = questions(&sizes);
        let last_seen: HashMap<QuestionId, i64> = seen
            .into_iter()
            .map(|((topic, number), ms)| (QuestionId::new(format!("t{topic}-{number}")), ms))
            .collect();
        let draws = draw(&pool, &Weights::default(), &last_seen, DrawOptions { count, order: Order::Mixed, seed });
        let drawn: HashSet<_> = draws.iter().map(|it| &it.question.id).collect();
        for draw in &draws {
            let Some(ms) = last_seen.get(&draw.question.id) else {
                continue;
            };
            let older = |it: &&std::sync::Arc<certdrill::model::Question>| {
                it.topic == draw.question.topic && last_seen.get(&it.id).is_none_or(|at| at < ms)
            };
            let left = pool.iter().filter(older).find(|it| !drawn.contains(&it.id));
            prop_assert!(left.is_none(), "{:?} before {:?}", draw.question.id, left);
        }
    }
}

proptest! {
    // Run only a few cases, because every case writes a database.
    #![proptest_config(cases(24))]

    #[test]
    fn what_was_lived_is_what_the_history_tells(tries in tries(), seed in any::<u64>()) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        let open = || {
            let store = Store::open(&path).expect("it opens");
            let bank = load(&Origin::Path(small().into()));
            App::new(bank, Ok(store)).expect("it opens")
        };
        let mut app = open();
        let overview = app.overview(&at(0)).expect("an empty history");
        let selection = Selection {
            count: PLACES,
            limit: Some(LIMIT),
            seed: Some(seed),
            ..Selection::default()
        };
        let mut sitting = app.practice(&selection, &overview, &at(0)).expect("questions");
        let mut ms = 0;
        for (pause, event) in tries {
            ms += pause;
            // The options in the small bank have different IDs.
            let event = renamed(event, &sitting.session);
            let _admitted_or_not = app.apply(&mut sitting, event, &at(ms));
            prop_assert!(sitting.is_saved() && !sitting.taken);
        }
        drop(app);
        let app = open();
        let told = app.sessions().expect("it can be read");
        prop_assert_eq!(told.len(), 1);
        prop_assert_eq!(state(&told[0].session), state(&sitting.session));
        prop_assert_eq!(told[0].header.seed, seed);
    }
}

/// Replaces each option ID in the event with the ID at the same position in the question that the
/// event refers to.
fn renamed(event: Event, session: &Session) -> Event {
    let name = |place: usize, id: &ChoiceId| {
        let at = usize::from(id.as_str().as_bytes()[0] - b'a');
        let slot = session.slots().get(place);
        let real = slot.and_then(|slot| slot.order.get(at));
        real.unwrap_or(id).clone()
    };
    match event {
        Event::Chose { place, chosen } => Event::Chose {
            place,
            chosen: chosen.iter().map(|id| name(place, id)).collect(),
        },
        Event::Struck { place, choice, on } => Event::Struck {
            place,
            choice: name(place, &choice),
            on,
        },
        Event::Hinted { place, choice } => Event::Hinted {
            place,
            choice: name(place, &choice),
        },
        event => event,
    }
}
