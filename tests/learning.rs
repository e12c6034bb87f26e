//! Memory and planning: reference values of the algorithm, and properties that must be true for
//! every history, day, and bank.

mod support;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use certdrill::learn::{
    DailyGoal, Encounter, Evidence, Goal, Knowledge, Mastery, Memory, Passing, Planned, Rating,
    Readiness, Request, chance, components, forecast, plan,
};
use certdrill::model::{Bank, Blueprint, Component, Domain, QuestionId, Scale, Topic, TopicId};
use certdrill::quiz::Confidence::{self, Guess, Sure, Unsure};
use certdrill::quiz::Reason;
use proptest::prelude::*;
use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use support::question;

/// Applies the reviews in order, each a number of days after the previous one.
fn reviewed(reviews: &[(Rating, i32)]) -> Memory {
    let mut memory = Memory::default();
    let mut day = 20_000;
    for (rating, days) in reviews {
        day += days;
        memory.review(*rating, i64::from(day) * 86_400_000, day);
    }
    memory
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-4, "{found} for {expected}");
}

// The reference values below are from the tests of the algorithm's authors, with the default
// parameters of FSRS-6.

/// open-spaced-repetition/ts-fsrs, packages/fsrs/__tests__/FSRS-6.test.ts, "first repeat".
#[test]
fn first_reviews_leave_what_the_reference_says() {
    let expected = [
        (Rating::Again, 0.212, 6.4133),
        (Rating::Hard, 1.2931, 5.112_170_71),
        (Rating::Good, 2.3065, 2.118_103_97),
        (Rating::Easy, 8.2956, 1.0),
    ];
    for (rating, stability, difficulty) in expected {
        let memory = reviewed(&[(rating, 0)]);
        close(memory.stability(), stability);
        close(memory.difficulty(), difficulty);
    }
}

/// open-spaced-repetition/fsrs-rs, src/inference.rs, `test_memory_state`; also in ts-fsrs, "memory
/// state[short-term]".
#[test]
fn six_reviews_leave_what_the_reference_says() {
    let memory = reviewed(&[
        (Rating::Again, 0),
        (Rating::Good, 0),
        (Rating::Good, 1),
        (Rating::Good, 3),
        (Rating::Good, 8),
        (Rating::Good, 21),
    ]);
    close(memory.stability(), 53.62691);
    close(memory.difficulty(), 6.357_486_7);
}

/// ts-fsrs, same file, "ivl_history": at a recall of 90%, the interval is the rounded stability.
#[test]
fn intervals_grow_and_fall_as_the_reference_says() {
    let good = (Rating::Good, [0, 0, 2, 11, 46, 163]);
    let mut reviews: Vec<_> = good.1.map(|days| (good.0, days)).into();
    let rounded = |reviews: &[(Rating, i32)]| reviewed(reviews).stability().round() as i32;
    for (at, interval) in [(2, 2), (3, 11), (4, 46), (5, 163), (6, 498)] {
        assert_eq!(rounded(&reviews[..at]), interval);
    }
    reviews.extend([(Rating::Again, 498), (Rating::Again, 0)]);
    for (days, interval) in [(0, 2), (2, 4), (4, 7), (7, 12), (12, 21)] {
        reviews.push((Rating::Good, days));
        assert_eq!(rounded(&reviews), interval);
    }
}

/// ts-fsrs, same file, "get retrievability": eight days after an easy first review.
#[test]
fn recall_falls_as_the_reference_says() {
    let memory = reviewed(&[(Rating::Easy, 0)]);
    close(memory.recall(20_000), 1.0);
    close(memory.recall(20_008), 0.902_473_3);
    close(Memory::default().recall(20_008), 0.0);
}

fn sight(question: &QuestionId, day: i32) -> Encounter<'_> {
    Encounter {
        question,
        first: true,
        right: true,
        confidence: None,
        card: false,
        took: Duration::from_secs(20),
        usual: Duration::from_secs(20),
        chance: 0.25,
        at_ms: i64::from(day) * 86_400_000,
        day,
    }
}

#[test]
fn the_rating_follows_outcome_sureness_and_pace() {
    let usual = Duration::from_secs(30);
    let of = |right, confidence, seconds| {
        Rating::of(right, confidence, Duration::from_secs(seconds), usual)
    };
    assert_eq!(of(false, Some(Sure), 5), Rating::Again);
    assert_eq!(of(false, None, 5), Rating::Again);
    assert_eq!(of(true, Some(Guess), 5), Rating::Again);
    assert_eq!(of(true, Some(Unsure), 5), Rating::Hard);
    assert_eq!(of(true, None, 5), Rating::Good);
    assert_eq!(of(true, Some(Sure), 30), Rating::Good);
    assert_eq!(of(true, Some(Sure), 20), Rating::Easy);
    // Without a usual time to compare with, no answer counts as fast.
    let first = Rating::of(true, Some(Sure), Duration::ZERO, Duration::ZERO);
    assert_eq!(first, Rating::Good);
}

#[test]
fn a_fact_goes_from_new_to_mastered_and_fades() {
    let ids: Vec<_> = (0..9).map(|at| QuestionId::new(format!("q{at}"))).collect();
    let mut known = Knowledge::default();
    assert_eq!(known.mastery(0), Mastery::New);
    let wrong = Encounter {
        right: false,
        ..sight(&ids[0], 0)
    };
    known.learn(&wrong);
    assert_eq!(known.mastery(0), Mastery::Learning);
    known.learn(&sight(&ids[1], 1));
    assert_eq!(known.mastery(1), Mastery::Known);
    assert_eq!(known.mastery(60), Mastery::Fading);
    for (id, day) in ids.iter().skip(2).zip([4, 10, 25]) {
        known.learn(&sight(id, day));
    }
    assert_eq!(known.mastery(25), Mastery::Mastered);
    assert_eq!(known.mastery(2_000), Mastery::Fading);
    let unsure = Encounter {
        confidence: Some(Unsure),
        ..sight(&ids[5], 26)
    };
    known.learn(&unsure);
    assert_eq!(known.mastery(26), Mastery::Learning);
}

#[test]
fn only_new_questions_and_spaced_answers_prove_something() {
    let [a, b] = ["a", "b"].map(QuestionId::from);
    let mut known = Knowledge::default();
    known.learn(&sight(&a, 0));
    assert_eq!(known.untaught, Some(true));
    let soon = Encounter {
        at_ms: 60_000,
        ..sight(&b, 0)
    };
    known.learn(&soon);
    let last_again = Encounter {
        first: false,
        ..sight(&b, 3)
    };
    known.learn(&last_again);
    assert_eq!(known.first_sights, Evidence::default());
    // The same question counts half.
    close(f64::from(known.spaced.answers), 0.5);
    let other = Encounter {
        first: false,
        ..sight(&a, 6)
    };
    known.learn(&other);
    close(f64::from(known.spaced.answers), 0.5 * 0.9 + 1.0);
    known.learn(&sight(&"c".into(), 9));
    assert_eq!(known.first_sights.answers as u32, 1);
    assert_eq!((known.answers, known.right), (5, 5));
}

#[test]
fn eight_failures_make_a_leech_until_it_is_learned() {
    let id = QuestionId::from("a");
    let mut known = Knowledge::default();
    for day in 0..8 {
        assert!(!known.memory.is_leech(), "after {day} failures");
        let wrong = Encounter {
            right: false,
            ..sight(&id, day)
        };
        known.learn(&wrong);
    }
    assert!(known.memory.is_leech());
    let mut day = 8;
    for gap in [1, 2, 4, 8, 16, 32, 64, 128] {
        day += gap;
        known.learn(&sight(&id, day));
    }
    assert!(!known.memory.is_leech());
}

#[test]
fn a_belief_against_a_fact_lapses_it_and_proves_nothing() {
    let mut known = Knowledge::default();
    known.learn(&sight(&"a".into(), 0));
    let before = known.clone();
    known.contradict(true, 86_400_000, 1);
    assert!(known.memory.sure_and_wrong);
    assert_eq!(known.memory.lapses(), 1);
    assert_eq!(known.mastery(1), Mastery::Learning);
    assert_eq!(
        (known.answers, known.first_sights),
        (before.answers, before.first_sights)
    );
}

#[test]
fn a_blind_guess_has_the_chance_that_the_options_leave() {
    let of = |options, right| chance(&question("q", "t", None, options, right));
    assert!((of(4, 1) - 0.25).abs() < 1e-12);
    assert!((of(5, 2) - 0.1).abs() < 1e-12);
    assert!((of(2, 1) - 0.5).abs() < 1e-12);
}

/// Returns a bank of `facts` facts with `questions` questions each. Fact `n` belongs to topic
/// `n % topics`, and all topics are in one domain.
fn bank_of(topics: usize, facts: usize, questions: usize) -> Bank {
    let of_fact = |fact: usize| {
        let topic = format!("t{}", fact % topics);
        (0..questions).map(move |number| {
            let id = format!("q{fact}-{number}");
            question(&id, &topic, Some(&format!("f{fact}")), 4, 1)
        })
    };
    let topic = |topic: usize| Topic {
        id: TopicId::new(format!("t{topic}")),
        title: format!("Topic {topic}"),
        domain: Some("only".into()),
        task: None,
    };
    Bank {
        id: "b".into(),
        topics: (0..topics).map(topic).collect(),
        ..Bank::default()
    }
    .with((0..facts).flat_map(of_fact))
}

fn fact(number: usize) -> Component {
    Component::Fact(format!("f{number}").as_str().into())
}

fn goal(today: i32, exam: Option<i32>) -> Goal {
    Goal {
        today,
        exam,
        daily: DailyGoal::Minutes(20),
    }
}

fn request(count: usize, seed: u64) -> Request {
    Request { count, seed }
}

type Known = BTreeMap<Component, Knowledge>;
type Seen = HashMap<QuestionId, i64>;

/// Answers the first question on each of `facts` on `day`.
fn answered(facts: &[(usize, bool)], confidence: Option<Confidence>, day: i32) -> (Known, Seen) {
    let mut known = Known::new();
    let mut seen = Seen::new();
    for (number, right) in facts {
        let id = QuestionId::new(format!("q{number}-0"));
        let sight = Encounter {
            right: *right,
            confidence,
            ..sight(&id, day)
        };
        known.entry(fact(*number)).or_default().learn(&sight);
        let at_ms = sight.at_ms;
        seen.insert(id, at_ms);
    }
    (known, seen)
}

fn ids(planned: &[Planned]) -> Vec<&str> {
    planned.iter().map(|it| it.question.id.as_str()).collect()
}

#[test]
fn without_a_date_what_was_sure_and_wrong_comes_first_then_what_gains_most() {
    let bank = bank_of(1, 3, 2);
    let (mut known, mut seen) = answered(&[(1, true)], None, 0);
    let (wrong, wrong_seen) = answered(&[(2, false)], Some(Sure), 9);
    known.extend(wrong);
    seen.extend(wrong_seen);
    let planned = plan(&bank, &known, &seen, goal(10, None), request(3, 7));
    let whys: Vec<_> = planned.iter().map(|it| it.why.to_string()).collect();
    assert_eq!(ids(&planned), ["q2-1", "q0-0", "q1-1"]);
    assert_eq!(whys[0], "You were sure of an incorrect answer last time.");
    assert_eq!(whys[1], "New: you have not been asked about this fact.");
    assert_eq!(whys[2], "Due 7 days ago: recall has fallen to 77%.");
}

#[test]
fn when_nothing_is_due_another_item_is_offered() {
    let bank = bank_of(1, 2, 2);
    let (known, seen) = answered(&[(0, true), (1, true)], Some(Sure), 0);
    let planned = plan(&bank, &known, &seen, goal(0, None), request(1, 7));
    let why = planned[0].why.to_string();
    assert_eq!(why, "Not due yet, but worth asking: recall is 100%.");
}

#[test]
fn a_second_question_on_a_fact_comes_when_all_others_are_in() {
    let bank = bank_of(2, 3, 2);
    let planned = plan(
        &bank,
        &Known::new(),
        &Seen::new(),
        goal(0, None),
        request(5, 1),
    );
    let again = planned
        .iter()
        .filter(|it| it.why == Reason::Another)
        .count();
    assert_eq!((planned.len(), again), (5, 2));
    let all = plan(
        &bank,
        &Known::new(),
        &Seen::new(),
        goal(0, None),
        request(99, 1),
    );
    assert_eq!(all.len(), 6);
}

#[test]
fn towards_the_exam_the_reason_is_what_is_gained_there() {
    let bank = bank_of(1, 2, 2);
    let (known, seen) = answered(&[(0, true), (1, false)], None, 0);
    let planned = plan(&bank, &known, &seen, goal(5, Some(40)), request(1, 7));
    let Reason::Exam { without, with } = planned[0].why else {
        panic!("{:?}", planned[0].why);
    };
    assert!(0.0 < without && without < with && with < 1.0);
    assert_eq!(planned[0].at_exam, Some(without));
    assert!(planned[0].recall > Some(without));
    // A past exam has no effect on the plan.
    let over = plan(&bank, &known, &seen, goal(5, Some(4)), request(1, 7));
    assert!(matches!(over[0].why, Reason::Due { .. }) && over[0].at_exam.is_none());
}

#[test]
fn the_forecast_counts_each_fact_on_its_day() {
    let (mut known, _) = answered(&[(0, true), (1, true)], None, 100);
    known.extend(answered(&[(2, false)], None, 100).0);
    // With a stability of 2.3 days, a fact is due on the third day; with 0.2 days, on the next.
    assert_eq!(forecast(&known, 100, 5), [0, 1, 0, 2, 0]);
    assert_eq!(forecast(&known, 110, 2), [3, 0]);
    assert!(forecast(&known, 100, 0).is_empty());
}

#[test]
fn a_bank_without_facts_has_its_questions_for_facts() {
    let questions = (0..3).map(|at| question(&format!("q{at}"), "t0", None, 4, 1));
    let mut bank = bank_of(1, 0, 0);
    bank.questions = questions.map(Arc::new).collect();
    let mut known = Known::new();
    for question in &bank.questions[..2] {
        for component in components(question) {
            known
                .entry(component)
                .or_default()
                .learn(&sight(&question.id, 0));
        }
    }
    let planned = plan(&bank, &known, &Seen::new(), goal(0, None), request(1, 3));
    assert_eq!(ids(&planned), ["q2"]);
}

fn rating() -> impl Strategy<Value = Rating> {
    let all = vec![Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];
    prop::sample::select(all)
}

proptest! {
    #[test]
    fn recall_is_a_chance_and_only_falls(
        reviews in prop::collection::vec((rating(), any::<i64>(), any::<i32>()), 0..40),
        day in any::<i32>(),
        later in any::<i32>(),
    ) {
        let mut memory = Memory::default();
        for (rating, at_ms, day) in reviews {
            memory.review(rating, at_ms, day);
            prop_assert!(memory.stability().is_finite() && memory.stability() > 0.0);
            prop_assert!((1.0..=10.0).contains(&memory.difficulty()));
        }
        let (day, later) = (day.min(later), day.max(later));
        for recall in [memory.recall(day), memory.recall(later), memory.recall_if_asked(day, later)] {
            prop_assert!((0.0..=1.0).contains(&recall), "{recall}");
        }
        prop_assert!(memory.recall(later) <= memory.recall(day));
    }

    #[test]
    fn failing_never_makes_it_last_longer(
        reviews in prop::collection::vec((rating(), 0..200), 1..20),
        days in 0..400,
    ) {
        let mut memory = reviewed(&reviews);
        let before = memory.stability();
        let day = memory.reviewed_day().expect("it was reviewed") + days;
        let mut failed = memory.clone();
        failed.review(Rating::Again, 0, day);
        prop_assert!(failed.stability() <= before);
        memory.review(Rating::Good, 0, day);
        prop_assert!(memory.stability() >= before);
        prop_assert!(memory.due() >= failed.due());
    }

    #[test]
    fn what_is_kept_is_read_back_as_it_was(
        reviews in prop::collection::vec((any::<bool>(), 0..50), 0..30),
    ) {
        let mut known = Knowledge::default();
        let mut day = 0;
        for (at, (right, days)) in reviews.iter().enumerate() {
            day += days;
            let id = QuestionId::new(format!("q{}", at % 3));
            known.learn(&Encounter { right: *right, first: at < 3, ..sight(&id, day) });
        }
        let text = serde_json::to_string(&known).expect("it can be written");
        prop_assert!(text.len() < 420, "{} bytes: {text}", text.len());
        let back: Knowledge = serde_json::from_str(&text).expect("it can be read");
        prop_assert_eq!(back, known);
    }

    #[test]
    fn a_plan_holds_whatever_was_learned(
        topics in 1..5_usize,
        facts in 0..30_usize,
        questions in 1..4_usize,
        answers in prop::collection::vec((0..30_usize, 0..4_usize, any::<bool>(), 0..40), 0..80),
        exam in prop::option::of(-5..90),
        count in 0..60_usize,
        seed in any::<u64>(),
    ) {
        let bank = bank_of(topics, facts, questions);
        let mut known = Known::new();
        let mut seen = Seen::new();
        for (number, which, right, day) in answers {
            if number >= facts || which >= questions {
                continue;
            }
            let id = QuestionId::new(format!("q{number}-{which}"));
            known.entry(fact(number)).or_default().learn(&Encounter { right, ..sight(&id, day) });
            seen.insert(id, i64::from(day) * 86_400_000);
        }
        let planned = plan(&bank, &known, &seen, goal(40, exam), request(count, seed));
        prop_assert_eq!(planned.len(), count.min(facts * questions));
        let distinct: HashSet<_> = planned.iter().map(|it| &it.question.id).collect();
        prop_assert_eq!(distinct.len(), planned.len());
        let mut asked = HashMap::new();
        for it in &planned {
            prop_assert!(it.question.components.contains(&it.component));
            prop_assert!(!it.why.to_string().contains("NaN"));
            *asked.entry(&it.component).or_insert(0) += 1;
            // A fact is asked with a different question than last time, if it has several.
            let last = known.get(&it.component).and_then(|it| it.memory.last_question.clone());
            if questions > 1 && asked[&it.component] == 1 && last.as_ref() == Some(&it.question.id) {
                let times = planned.iter().filter(|other| other.component == it.component).count();
                prop_assert_eq!(times, questions, "asked again before the others");
            }
        }
        let (fewest, most) = (asked.values().min(), asked.values().max());
        if asked.len() < facts {
            prop_assert!(most <= Some(&1), "a fact twice before another once");
        } else if let (Some(fewest), Some(most)) = (fewest, most) {
            prop_assert!(most - fewest <= 1);
        }
        let again = plan(&bank, &known, &seen, goal(40, exam), request(count, seed));
        prop_assert_eq!(again, planned, "the same seed plans the same");
    }

    #[test]
    fn topics_take_turns_where_they_can(
        topics in 2..6_usize,
        rounds in 1..8_usize,
        seed in any::<u64>(),
    ) {
        let bank = bank_of(topics, topics * rounds, 1);
        let count = topics * rounds;
        let planned = plan(&bank, &Known::new(), &Seen::new(), goal(0, None), request(count, seed));
        for pair in planned.windows(2) {
            prop_assert_ne!(&pair[0].question.topic, &pair[1].question.topic);
        }
    }
}

/// Returns a bank with a blueprint: one domain per element of `weights`, with one topic each.
fn exam_bank(weights: &[u32], facts: usize) -> Bank {
    let mut bank = bank_of(weights.len(), facts, 3);
    for (at, topic) in bank.topics.iter_mut().enumerate() {
        topic.domain = Some(format!("d{at}"));
    }
    let domain = |(at, weight): (usize, &u32)| Domain {
        id: format!("d{at}"),
        title: format!("Domain {at}"),
        weight: *weight,
    };
    bank.exam = Some(Blueprint {
        minutes: 90,
        scored: 50,
        unscored: 15,
        scale: Scale {
            min: 100,
            max: 1000,
            pass: 700,
        },
        guide: None,
        domains: weights.iter().enumerate().map(domain).collect(),
    });
    bank
}

/// Answers all questions on the first `facts` facts, one round per week; `right` decides which
/// answers are correct.
fn studied(facts: usize, right: impl Fn(usize, usize) -> bool) -> Known {
    let mut known = Known::new();
    for round in 0..3 {
        for number in 0..facts {
            let id = QuestionId::new(format!("q{number}-{round}"));
            let sight = Encounter {
                right: right(number, round),
                ..sight(&id, 7 * round as i32)
            };
            known.entry(fact(number)).or_default().learn(&sight);
        }
    }
    known
}

#[test]
fn new_facts_come_as_often_as_their_domain_weighs() {
    let bank = exam_bank(&[80, 20], 40);
    let mut heavy = 0;
    for seed in 0..50 {
        let planned = plan(
            &bank,
            &Known::new(),
            &Seen::new(),
            goal(0, Some(60)),
            request(10, seed),
        );
        let heavier = |it: &&Planned| it.question.topic.as_str() == "t0";
        heavy += planned.iter().filter(heavier).count();
    }
    // The ratio is 4 to 1 while both domains have new facts left; chance would give 1 to 1.
    assert!((330..470).contains(&heavy), "{heavy} of 500");
}

#[test]
fn minutes_say_how_many_questions_fit() {
    let fits = |daily| {
        let goal = Goal {
            daily,
            ..goal(0, None)
        };
        goal.fits()
    };
    assert_eq!(fits(DailyGoal::Minutes(10)), 12);
    assert_eq!(fits(DailyGoal::Minutes(0)), 1);
    assert_eq!(fits(DailyGoal::Questions(30)), 30);
    assert_eq!(fits(DailyGoal::default()), 20);
}

fn missing(readiness: &Readiness) -> Vec<String> {
    let missing = readiness.passing.as_ref().expect_err("it is refused");
    missing.iter().map(ToString::to_string).collect()
}

#[test]
fn readiness_says_what_is_missing_and_speaks_of_topics() {
    let mut bank = exam_bank(&[60, 40], 40);
    let none = Readiness::of(&bank, &Known::new(), 0);
    assert_eq!(
        missing(&none),
        [
            "Answer 40 more new questions.",
            "Answer 8 more new questions on Domain 0.",
            "Answer 8 more new questions on Domain 1."
        ]
    );
    assert_eq!(none.all, None);
    assert!(none.topics.iter().all(|it| it.share.is_none()));
    // Twenty facts, ten in each domain, asked once, are not enough evidence for an estimate.
    let (some, _) = answered(&std::array::from_fn::<_, 20, _>(|at| (at, true)), None, 0);
    let few = Readiness::of(&bank, &some, 0);
    assert_eq!(missing(&few), ["Answer 20 more new questions."]);
    assert_eq!(few.all, None);
    assert!(few.topics.iter().all(|it| it.share.is_none()));
    assert!(few.tasks.iter().all(|it| it.known.is_none()));
    let (more, _) = answered(&std::array::from_fn::<_, 30, _>(|at| (at, true)), None, 0);
    let enough = Readiness::of(&bank, &more, 0);
    assert!(enough.all.is_some());
    assert!(enough.topics.iter().all(|it| it.share.is_some()));
    // A domain without questions.
    bank.topics[1].domain = None;
    let all = studied(40, |_, _| true);
    let readiness = Readiness::of(&bank, &all, 15);
    assert_eq!(missing(&readiness), ["No questions yet on Domain 1."]);
    let share = readiness.topics[0].share.expect("there is evidence");
    assert!(share.low < share.share && share.share < share.high && share.share > 0.8);
    bank.exam = None;
    let readiness = Readiness::of(&bank, &all, 15);
    assert_eq!(
        missing(&readiness),
        ["This bank does not describe its exam."]
    );
}

fn passing(known: &Known, today: i32) -> Passing {
    let readiness = Readiness::of(&exam_bank(&[60, 40], 40), known, today);
    readiness.passing.expect("there is evidence")
}

#[test]
fn who_knows_it_passes_and_who_guesses_does_not() {
    let knows = passing(&studied(40, |_, _| true), 15);
    let half = passing(&studied(40, |number, _| number % 3 != 0), 15);
    let guesses = passing(&studied(40, |number, _| number % 4 == 0), 15);
    assert!(knows.pass > 0.9, "{knows:?}");
    assert!(guesses.pass < 0.1, "{guesses:?}");
    assert!(
        guesses.pass < half.pass && half.pass < knows.pass,
        "{half:?}"
    );
    for it in [knows, half, guesses] {
        assert!(it.low <= it.pass && it.pass <= it.high, "{it:?}");
    }
}

#[test]
fn readiness_fades_while_nothing_is_asked() {
    let known = studied(40, |number, round| number % 4 != 0 || round > 0);
    let days = [15, 45, 150, 1000].map(|day| passing(&known, day).share);
    assert!(days.windows(2).all(|pair| pair[1] < pair[0]), "{days:?}");
}

#[test]
fn the_same_question_again_proves_little_where_the_plain_average_believes_it() {
    let plain = |known: &Known| {
        let answers: u32 = known.values().map(|it| it.answers).sum();
        f64::from(known.values().map(|it| it.right).sum::<u32>()) / f64::from(answers)
    };
    let mut known = studied(40, |number, _| number % 2 == 0);
    let before = Readiness::of(&exam_bank(&[60, 40], 40), &known, 15);
    let plain_before = plain(&known);
    for number in (1..40).step_by(2) {
        for again in 0..4 {
            let id = QuestionId::new(format!("q{number}-2"));
            let repeated = Encounter {
                first: false,
                at_ms: 14 * 86_400_000 + 60_000 * (1 + again),
                ..sight(&id, 14)
            };
            known
                .get_mut(&fact(number))
                .expect("asked")
                .learn(&repeated);
        }
    }
    let after = Readiness::of(&exam_bank(&[60, 40], 40), &known, 15);
    let share = |it: &Readiness| it.passing.as_ref().expect("there is evidence").share;
    assert!(plain(&known) - plain_before > 0.15);
    assert!(
        share(&after) - share(&before) < 0.05,
        "{} {}",
        share(&before),
        share(&after)
    );
}

/// Returns a bank with one two-option question per fact, like many imported banks.
fn two_option_bank(facts: usize) -> Bank {
    let mut bank = exam_bank(&[100], facts);
    bank.questions.retain(|it| it.id.as_str().ends_with("-0"));
    for question in &mut bank.questions {
        Arc::make_mut(question).choices.truncate(2);
    }
    bank
}

/// Answers all questions of `bank` by guessing on each of `days` days.
fn guessed(bank: &Bank, days: i32, rng: &mut Xoshiro256PlusPlus) -> Known {
    let mut known = Known::new();
    for day in 0..days {
        for question in &bank.questions {
            let chance = chance(question);
            let sight = Encounter {
                first: day == 0,
                right: rng.random::<f64>() < chance,
                chance,
                ..sight(&question.id, day)
            };
            for component in &question.components {
                known.entry(component.clone()).or_default().learn(&sight);
            }
        }
    }
    known
}

#[test]
fn blind_answers_prove_nothing_until_what_they_told_proves_to_be_kept() {
    let bank = two_option_bank(70);
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
    let readiness = Readiness::of(&bank, &guessed(&bank, 1, &mut rng), 0);
    assert_eq!(
        missing(&readiness),
        ["Needed: at least 8 more answers to questions from an earlier day."]
    );
}

#[test]
fn who_only_guesses_is_told_so() {
    for (bank, most) in [(exam_bank(&[60, 40], 60), 0.02), (two_option_bank(60), 0.2)] {
        let (mut told, mut sum) = (0.0, 0.0);
        for seed in 0..40 {
            let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
            let known = guessed(&bank, 5, &mut rng);
            let readiness = Readiness::of(&bank, &known, 5);
            if let Ok(it) = readiness.passing {
                assert!(it.low <= 0.1, "{it:?}");
                told += 1.0;
                sum += it.pass;
            }
        }
        assert!(told > 30.0, "told only {told} of 40");
        assert!(sum / told < most, "{}", sum / told);
    }
}

#[test]
fn first_sights_alone_tell_who_knows_it_already() {
    let bank = exam_bank(&[60, 40], 60);
    let answers: [_; 60] = std::array::from_fn(|at| (at, at % 20 != 0));
    let (known, _) = answered(&answers, None, 0);
    let knows = Readiness::of(&bank, &known, 0).passing;
    assert!(knows.is_ok_and(|it| it.pass > 0.8));
}

proptest! {
    #[test]
    fn readiness_is_a_chance_whatever_was_answered(
        answers in prop::collection::vec((0..40_usize, 0..3_usize, any::<bool>(), -9..400), 0..300),
        today in any::<i32>(),
    ) {
        let mut known = Known::new();
        for (number, which, right, day) in answers {
            let id = QuestionId::new(format!("q{number}-{which}"));
            known.entry(fact(number)).or_default().learn(&Encounter { right, ..sight(&id, day) });
        }
        let readiness = Readiness::of(&exam_bank(&[60, 40], 40), &known, today);
        let unit = 0.0..=1.0;
        if let Ok(it) = readiness.passing {
            prop_assert!(unit.contains(&it.low) && unit.contains(&it.high), "{it:?}");
            prop_assert!(it.low <= it.high && unit.contains(&it.pass) && unit.contains(&it.share));
        }
        for likely in readiness.topics.iter().filter_map(|it| it.share) {
            prop_assert!(0.0 <= likely.low && likely.low <= likely.share, "{likely:?}");
            prop_assert!(likely.share <= likely.high && likely.high <= 1.0, "{likely:?}");
        }
    }
}
