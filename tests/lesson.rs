//! Planning of lessons for a learner who knows some facts of a topic.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use certdrill::bank::{Origin, load};
use certdrill::learn::{Calendar, learning_paths};
use certdrill::model::{Bank, FactId};
use certdrill::quiz::{Lesson, PathStep, lesson};
use proptest::prelude::*;

static BANK: LazyLock<Bank> = LazyLock::new(|| load(&Origin::Embedded).bank);

/// Returns the path through a topic; `learned` specifies which of its facts are already learned, in
/// order.
fn way_with(topic: usize, learned: &[bool]) -> Vec<PathStep> {
    let topic = &BANK.topics[topic % BANK.topics.len()];
    let points = learning_paths(&BANK, &HashMap::new()).remove(&topic.id);
    let points = points.unwrap_or_default().into_iter();
    let learned = learned.iter().copied().chain(std::iter::repeat(false));
    points
        .zip(learned)
        .map(|(point, learned)| PathStep { learned, ..point })
        .collect()
}

/// Returns the facts of the path that the question at `place` asks about.
fn asked<'a>(planned: &Lesson, place: usize, points: &'a [PathStep]) -> Vec<&'a FactId> {
    let question = &planned.draws[place].question;
    let facts: HashSet<_> = BANK.facts_of(question).map(|it| &it.id).collect();
    let ids = points.iter().map(|it| &it.fact);
    ids.filter(|it| facts.contains(it)).collect()
}

#[test]
fn a_topic_that_is_learned_plans_nothing() {
    let points = way_with(0, &[true; 100]);
    let planned = lesson(&BANK, &points, &HashMap::new(), 1);
    assert_eq!(planned, Lesson::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_new_fact_is_told_once_before_it_is_asked(
        topic in 0_usize..6,
        learned in prop::collection::vec(any::<bool>(), 0..20),
        seed in any::<u64>(),
    ) {
        let points = way_with(topic, &learned);
        let planned = lesson(&BANK, &points, &HashMap::new(), seed);
        let new: Vec<_> = points.iter().filter(|it| !it.learned).map(|it| &it.fact).collect();
        prop_assert_eq!(planned.shown_first.len(), new.len());
        for (place, fact) in planned.shown_first.iter().zip(&new) {
            prop_assert!(asked(&planned, *place, &points).contains(fact));
        }
        // After every two new facts comes a question about a fact that was shown or learned before.
        for place in (0..planned.draws.len()).filter(|it| !planned.shown_first.contains(it)) {
            prop_assert!(place >= 2, "{place}");
            let told: Vec<_> = planned.shown_first.iter().zip(&new).filter(|(at, _)| **at < place).collect();
            prop_assert!(told.len() % 2 == 0);
            let before = |fact: &FactId| {
                told.iter().any(|(_, it)| **it == fact)
                    || points.iter().any(|it| it.learned && it.fact == *fact)
            };
            prop_assert!(asked(&planned, place, &points).into_iter().any(before));
        }
        let ids: HashSet<_> = planned.draws.iter().map(|it| &it.question.id).collect();
        prop_assert_eq!(ids.len(), planned.draws.len(), "no question twice");
    }

    #[test]
    fn the_same_seed_plans_the_same(topic in 0_usize..6, seed in any::<u64>()) {
        let points = way_with(topic, &[]);
        let plan = || lesson(&BANK, &points, &HashMap::new(), seed);
        prop_assert_eq!(plan(), plan());
    }
}

#[test]
fn a_right_answer_makes_every_fact_of_its_question_learned() {
    let question = &BANK.questions[0];
    let mut answers = HashMap::new();
    let tally = |right| certdrill::quiz::Tally { right, of: 1 };
    answers.insert(question.id.clone(), tally(0));
    let known = |answers: &_| -> Vec<FactId> {
        let points = learning_paths(&BANK, answers).remove(&question.topic);
        let points = points.unwrap_or_default().into_iter();
        points.filter(|it| it.learned).map(|it| it.fact).collect()
    };
    assert_eq!(known(&answers), []);
    answers.insert(question.id.clone(), tally(1));
    let facts: Vec<_> = BANK.facts_of(question).map(|it| it.id.clone()).collect();
    assert_eq!(known(&answers), facts);
}

/// Returns the knowledge of the first fact after one correct answer in a lesson that shows the
/// facts at `shown_first` first.
fn known_after(shown_first: Vec<usize>) -> certdrill::learn::Knowledge {
    use certdrill::learn::{Attempt, Fold, LearnerRecord, Resets};
    use certdrill::quiz::{Event, Kind, Policy, Session};
    use std::time::Duration;
    let points = way_with(0, &[]);
    let planned = lesson(&BANK, &points, &HashMap::new(), 1);
    let policy = Policy {
        shown_first,
        ..Policy::practice(None)
    };
    let mut session = Session::new(policy, planned.draws);
    let right = session.slots()[0].question.choices.iter();
    let chosen = right.filter(|it| it.correct).map(|it| it.id.clone());
    let chosen = chosen.collect();
    let place = 0;
    for event in [
        Event::Visited { place },
        Event::Chose { place, chosen },
        Event::Answered { place },
    ] {
        let stamped = session.decide(event, Duration::from_secs(9), 1_000);
        session.evolve(&stamped.expect("it may happen"));
    }
    let resets = Resets::default();
    let mut fold = Fold::of(LearnerRecord::default(), &BANK, &resets);
    fold.take(Attempt {
        kind: Kind::Learn,
        session: &session,
        began_ms: 0,
        offset_s: 0,
        calendar: Calendar::new(4, 1_000, 0),
    });
    let fact = certdrill::model::Component::Fact(points[0].fact.clone());
    fold.done().knowledge[&fact].clone()
}

#[test]
fn what_was_told_right_before_is_remembered_but_proves_nothing() {
    let told = known_after(vec![0]);
    let asked = known_after(Vec::new());
    assert_eq!(told.memory, asked.memory);
    assert_eq!((told.answers, told.right), (1, 1));
    assert_eq!((told.untaught, asked.untaught), (None, Some(true)));
}
