//! Mock exams with the built-in bank: every exam follows the blueprint, twelve in a row have no
//! question in common, and practice and study save the questions of six of them for last.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use certdrill::bank::{Origin, load};
use certdrill::learn::{DailyGoal, Goal, Request, plan};
use certdrill::model::{Bank, Blueprint, Question, QuestionId};
use certdrill::quiz::{
    DrawOptions, DrawnQuestion, Exposure, Forms, Order, Weights, draw, draw_exam,
};
use proptest::prelude::*;

static BANK: LazyLock<Bank> = LazyLock::new(|| load(&Origin::Embedded).bank);
static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::of(&BANK));

type Seen = HashMap<QuestionId, i64>;

fn blueprint() -> &'static Blueprint {
    BANK.exam.as_ref().expect("the bank has a blueprint")
}

fn mock(seen: &Seen, seed: u64) -> Vec<DrawnQuestion> {
    let exposure = Exposure::new(seen, FORMS.reserve());
    draw_exam(&BANK, blueprint(), &FORMS, exposure, seed).expect("the bank fills an exam")
}

fn see(seen: &mut Seen, draws: &[DrawnQuestion], at_ms: i64) {
    seen.extend(draws.iter().map(|it| (it.question.id.clone(), at_ms)));
}

/// Counts draws by the key that `of` returns.
fn count<K: Ord>(draws: &[DrawnQuestion], of: impl Fn(&DrawnQuestion) -> K) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for draw in draws {
        *counts.entry(of(draw)).or_default() += 1;
    }
    counts
}

fn task(question: &Question) -> &str {
    let topic = BANK.topic(&question.topic).expect("a topic");
    topic.task.as_deref().expect("a task")
}

fn domain(question: &Question) -> &str {
    BANK.domain_of(&question.topic).expect("a domain")
}

fn follows_the_blueprint(exam: &[DrawnQuestion]) {
    let by_domain = |scored| {
        let of = count(exam, |it| (it.scored, domain(&it.question).to_owned()));
        let ids = BANK.exam.iter().flat_map(|it| &it.domains).map(|it| &it.id);
        let counts = ids.map(|id| of.get(&(scored, id.clone())).copied().unwrap_or(0));
        counts.collect::<Vec<_>>()
    };
    assert_eq!(by_domain(true), [12, 15, 17, 6]);
    assert_eq!(by_domain(false), [4, 4, 5, 2]);
    // Every task has an equal share of its domain, rounded up or down.
    for (scored, of_domain) in [(true, [12, 15, 17, 6]), (false, [4, 4, 5, 2])] {
        let counts = count(exam, |it| (it.scored, task(&it.question).to_owned()));
        let ids = blueprint().domains.iter().map(|it| &it.id);
        for (id, all) in ids.zip(of_domain) {
            let tasks = BANK
                .tasks
                .iter()
                .filter(|it| it.domain.as_ref() == Some(id));
            let tasks: Vec<_> = tasks.collect();
            for task in &tasks {
                let here = counts.get(&(scored, task.id.clone())).copied().unwrap_or(0);
                let share = f64::from(all) / tasks.len() as f64;
                assert!((here as f64 - share).abs() < 1.0, "{}: {here}", task.id);
            }
        }
    }
    let mut facts = HashSet::new();
    for draw in exam {
        assert!(BANK.is_in_scope(&draw.question), "{}", draw.question.id);
        for asked in &draw.question.components {
            assert!(facts.insert(asked), "{asked} is asked for twice");
        }
    }
}

type Mix = BTreeMap<(bool, String, bool, u8), usize>;

/// Counts the questions with the same scoring, domain, number of correct options (one or several),
/// and difficulty.
fn mix(exam: &[DrawnQuestion]) -> Mix {
    count(exam, |it| {
        let question = &it.question;
        let domain = domain(question).to_owned();
        (
            it.scored,
            domain,
            question.is_multiple_response(),
            question.difficulty,
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn twelve_in_a_row_repeat_nothing(seed in any::<u64>()) {
        let mut seen = Seen::new();
        let mut mixes = HashSet::new();
        for number in 0..12_u64 {
            let exam = mock(&seen, seed.wrapping_add(number));
            prop_assert_eq!(exam.len(), 65);
            follows_the_blueprint(&exam);
            mixes.insert(format!("{:?}", mix(&exam)));
            let before = seen.len();
            see(&mut seen, &exam, number as i64);
            prop_assert_eq!(seen.len(), before + 65, "exam {} repeats a question", number + 1);
        }
        prop_assert_eq!(mixes.len(), 1, "every exam has the same mix");
    }

    /// An exam is complete and follows the blueprint, regardless of the questions seen before.
    #[test]
    fn any_history_leaves_a_whole_exam(seed in any::<u64>(), share in 0.0..1.0_f64) {
        let all = BANK.questions.iter().enumerate();
        let seen: Seen = all
            .filter(|(at, _)| (*at as f64 * 0.618_033_988_749 + share).fract() < share)
            .map(|(at, it)| (it.id.clone(), at as i64))
            .collect();
        let exam = mock(&seen, seed);
        prop_assert_eq!(exam.len(), 65);
        follows_the_blueprint(&exam);
    }
}

#[test]
fn forms_share_no_question_and_six_are_reserved() {
    let reserved = FORMS.iter().filter(|(_, reserved)| *reserved).count();
    println!("{} forms, {reserved} of them reserved", FORMS.len());
    assert!(FORMS.len() >= 12, "{}", FORMS.len());
    assert_eq!(reserved, 6);
    assert_eq!(FORMS.reserve().len(), 6 * 65);
    let mut all = HashSet::new();
    for (form, _) in FORMS.iter() {
        assert!(form.iter().all(|it| all.insert(it.question.id.clone())));
    }
    // Practice can cover every fact without the reserve.
    let others = BANK
        .questions
        .iter()
        .filter(|it| !FORMS.reserve().contains(&it.id));
    let asked: HashSet<_> = others.flat_map(|it| &it.components).collect();
    for question in &BANK.questions {
        assert!(
            question.components.iter().all(|it| asked.contains(it)),
            "{}",
            question.id
        );
    }
}

#[test]
fn the_mix_is_that_of_the_bank() {
    type Feature<'a> = &'a dyn Fn(&Question) -> bool;
    let exam = mock(&Seen::new(), 1);
    let share = |of: Feature<'_>, questions: &mut dyn Iterator<Item = &Question>| {
        let (mut yes, mut all) = (0.0, 0.0);
        for question in questions {
            yes += f64::from(u8::from(of(question)));
            all += 1.0;
        }
        yes / all
    };
    let features: [(&str, Feature<'_>); 4] = [
        ("multiple response", &|it| it.is_multiple_response()),
        ("easy", &|it| it.difficulty == 1),
        ("medium", &|it| it.difficulty == 2),
        ("hard", &|it| it.difficulty == 3),
    ];
    for (name, of) in features {
        let of_exam = share(of, &mut exam.iter().map(|it| &*it.question));
        let of_bank = share(of, &mut BANK.questions.iter().map(|it| &**it));
        println!("{name}: {of_exam:.2} in an exam, {of_bank:.2} in the bank");
        assert!(
            (of_exam - of_bank).abs() < 0.05,
            "{name}: {of_exam:.2}, {of_bank:.2}"
        );
    }
}

#[test]
fn practice_and_study_leave_the_reserve_until_last() {
    let weights = Weights::of(&BANK);
    let mut seen = Seen::new();
    let others = BANK.questions.len() - FORMS.reserve().len();
    let touched = |seen: &Seen| {
        FORMS
            .reserve()
            .iter()
            .filter(|it| seen.contains_key(*it))
            .count()
    };
    // Alternate practice of any size with study, for many more questions than the bank has.
    for round in 0..300_i64 {
        let exposure = Exposure::new(&seen, FORMS.reserve());
        let seed = round as u64;
        let drawn: Vec<QuestionId> = if round % 2 == 0 {
            let wish = DrawOptions {
                count: 30,
                order: Order::Mixed,
                seed,
            };
            let draws = draw(&BANK.questions, &weights, exposure, wish);
            draws.into_iter().map(|it| it.question.id.clone()).collect()
        } else {
            let goal = Goal {
                today: 20_000,
                exam: None,
                daily: DailyGoal::default(),
            };
            let request = Request { count: 30, seed };
            let planned = plan(&BANK, &BTreeMap::new(), exposure, goal, request);
            planned
                .into_iter()
                .map(|it| it.question.id.clone())
                .collect()
        };
        seen.extend(drawn.into_iter().map(|id| (id, round)));
        assert_eq!(touched(&seen), 0, "after {} of {others} others", seen.len());
    }
    println!("{} of {others} other questions seen", seen.len());
    for number in 0..6 {
        let exam = mock(&seen, number);
        assert!(exam.iter().all(|it| !seen.contains_key(&it.question.id)));
        see(&mut seen, &exam, 1_000 + number as i64);
    }
    // A session of any length, such as a sprint through the whole bank, asks them last.
    let nothing = Seen::new();
    let exposure = Exposure::new(&nothing, FORMS.reserve());
    for (count, order) in [
        (others, Order::Mixed),
        (BANK.questions.len(), Order::Mixed),
        (BANK.questions.len(), Order::Harder),
    ] {
        let wish = DrawOptions {
            count,
            order,
            seed: 5,
        };
        let draws = draw(&BANK.questions, &weights, exposure, wish);
        let saved = draws
            .iter()
            .map(|it| FORMS.reserve().contains(&it.question.id));
        let saved: Vec<bool> = saved.collect();
        assert_eq!(saved.len(), count);
        assert!(saved.is_sorted(), "{count} questions, {order:?}");
        assert_eq!(saved.iter().filter(|it| **it).count(), count - others);
    }
    let goal = Goal {
        today: 20_000,
        exam: None,
        daily: DailyGoal::default(),
    };
    let planned = |count| {
        let request = Request { count, seed: 5 };
        let planned = plan(&BANK, &BTreeMap::new(), exposure, goal, request);
        let saved = |id: &QuestionId| FORMS.reserve().contains(id);
        let asked = planned.iter().filter(|it| saved(&it.question.id)).count();
        (planned.len(), asked)
    };
    let (all, saved) = planned(10_000);
    assert_eq!(saved, FORMS.reserve().len());
    assert_eq!(planned(all - saved), (all - saved, 0));
    // If all requested questions are in the reserve, they are asked.
    let kept = BANK
        .questions
        .iter()
        .filter(|it| FORMS.reserve().contains(&it.id));
    let kept: Vec<_> = kept.cloned().collect();
    let nothing = Seen::new();
    let exposure = Exposure::new(&nothing, FORMS.reserve());
    let wish = DrawOptions {
        count: 10,
        order: Order::Mixed,
        seed: 1,
    };
    assert_eq!(draw(&kept, &weights, exposure, wish).len(), 10);
}

#[test]
fn questions_seen_longest_ago_return_first() {
    let mut seen: Seen = BANK
        .questions
        .iter()
        .map(|it| (it.id.clone(), 1_000))
        .collect();
    // The questions of one form are those seen longest ago.
    let (oldest, _) = FORMS.iter().nth(9).expect("a tenth form");
    for place in oldest {
        seen.insert(place.question.id.clone(), 10);
    }
    let exam = mock(&seen, 3);
    let expected: HashSet<_> = oldest.iter().map(|it| it.question.id.clone()).collect();
    let drawn: HashSet<_> = exam.iter().map(|it| it.question.id.clone()).collect();
    assert_eq!(drawn, expected);
}

#[test]
fn a_question_more_or_less_moves_few_of_the_reserve() {
    for at in (0..BANK.questions.len()).step_by(97) {
        let loaded = load(&Origin::Embedded).bank;
        let mut questions = loaded.questions.clone();
        questions.remove(at);
        let fewer = loaded.with(questions);
        let reserve = Forms::of(&fewer);
        let moved = FORMS.reserve().difference(reserve.reserve()).count();
        println!(
            "without question {at}: {moved} of {} moved",
            FORMS.reserve().len()
        );
        assert!(moved <= 20, "without question {at}: {moved} moved");
    }
}
