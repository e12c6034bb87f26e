//! The evidence behind the passing probability, and a learner's first steps: the first practice
//! session, the placement test, and the note that ten answers prove little.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use certdrill::app::{ActiveSession, App, LazyBank, Scope, Selection, Step, StudyPlan};
use certdrill::bank::{Origin, load};
use certdrill::learn::{DailyGoal, Goal, Request, plan};
use certdrill::model::{ChoiceId, Component, Question};
use certdrill::quiz::{DrawnQuestion, Ending, Event, Feedback, Forms, Moment};
use certdrill::store::Store;

const DAY: u64 = 86_400;

static EMBEDDED: LazyLock<LazyBank> = LazyLock::new(|| LazyBank::open(&Origin::Embedded));

fn app(bank: &str) -> App {
    let shelf = match bank {
        "" => EMBEDDED.clone(),
        name => {
            let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
            LazyBank::open(&Origin::Path(path.into()))
        }
    };
    let store = Store::in_memory().expect("a store");
    App::on(shelf, Ok(store)).expect("an app")
}

fn moment(second: u64) -> Moment {
    Moment {
        utc_ms: second as i64 * 1000,
        offset_s: 0,
        boot: Some("one".into()),
        boot_ms: second * 1000,
    }
}

fn chosen(question: &Question, right: bool) -> BTreeSet<ChoiceId> {
    let count = question.correct_count();
    let choices = question.choices.iter().filter(|it| it.correct == right);
    choices.take(count).map(|it| it.id.clone()).collect()
}

/// Answers the questions of `sitting` for which `right` returns a value, and ends the session.
fn sit(
    app: &mut App,
    sitting: &mut ActiveSession,
    second: u64,
    right: impl Fn(&Question) -> Option<bool>,
) {
    let now = moment(second);
    for place in 0..sitting.session.slots().len() {
        let question = std::sync::Arc::clone(&sitting.session.slots()[place].question);
        let Some(right) = right(&question) else {
            continue;
        };
        let chosen = chosen(&question, right);
        app.apply(sitting, Event::Visited { place }, &now)
            .expect("open");
        app.apply(sitting, Event::Chose { place, chosen }, &now)
            .expect("open");
        if sitting.session.policy.feedback == Feedback::Each {
            app.apply(sitting, Event::Answered { place }, &now)
                .expect("open");
        }
    }
    let ending = Ending::Finished;
    app.apply(sitting, Event::Ended { ending }, &now)
        .expect("it may end");
}

/// Takes a mock exam and misses every third question.
fn mock_exam(app: &mut App, seed: u64, second: u64) -> ActiveSession {
    let overview = app.overview(&moment(second)).expect("a history");
    let mut exam = app
        .start_full_exam(Some(seed), false, &overview, &moment(second))
        .expect("the bank fills it");
    let ids: HashMap<_, _> = exam
        .session
        .slots()
        .iter()
        .enumerate()
        .map(|(at, slot)| (slot.question.id.clone(), at))
        .collect();
    sit(app, &mut exam, second + 60, |it| Some(ids[&it.id] % 3 != 0));
    exam
}

#[test]
fn a_first_answer_left_blank_counts_as_wrong_and_leaves_no_memory() {
    let mut app = app("");
    let overview = app.overview(&moment(0)).expect("a history");
    let exam = app.start_full_exam(Some(1), false, &overview, &moment(0));
    let mut exam = exam.expect("the bank fills it");
    // An exam without any answer would prove nothing.
    let answered = exam.session.slots()[0].question.id.clone();
    sit(&mut app, &mut exam, 60, |it| {
        (it.id == answered).then_some(false)
    });
    let overview = app.overview(&moment(120)).expect("a history");
    let blank = exam.session.slots().iter().skip(1);
    let asked: HashSet<_> = blank.flat_map(|it| &it.question.components).collect();
    for component in asked {
        let known = &overview.record.knowledge[component];
        assert_eq!(known.untaught, Some(false), "{component}");
        assert!(known.memory.is_new(), "{component}");
    }
    // Skipping unknown questions does not improve the estimate.
    let insight = app.insight(&overview, &Scope::default());
    let passing = insight.readiness.passing.expect("65 answers suffice");
    assert!(passing.pass < 0.02, "{passing:?}");
}

#[test]
fn drills_refresh_memory_and_prove_nothing() {
    let mut app = app("tables.toml");
    for day in [0, 3] {
        let overview = app.overview(&moment(day * DAY)).expect("a history");
        let drill = app.drill(None, Some(1), &overview, &moment(day * DAY));
        let mut drill = drill.expect("there are cells");
        sit(&mut app, &mut drill, day * DAY + 60, |_| Some(true));
    }
    let overview = app.overview(&moment(4 * DAY)).expect("a history");
    let cells = overview.record.knowledge.iter();
    let cells: Vec<_> = cells
        .filter(|(it, _)| matches!(it, Component::Cell(_)))
        .collect();
    assert!(!cells.is_empty());
    for (cell, known) in cells {
        assert!(!known.memory.is_new(), "{cell}");
        assert_eq!(known.untaught, None, "{cell}");
        assert!(known.first_sights.answers.abs() < f32::EPSILON, "{cell}");
        assert!(known.spaced.answers.abs() < f32::EPSILON, "{cell}");
    }
}

#[test]
fn the_plain_average_counts_each_answer_to_a_question_once() {
    let mut app = app("");
    let overview = app.overview(&moment(0)).expect("a history");
    let exam = app.start_full_exam(Some(1), false, &overview, &moment(0));
    let mut exam = exam.expect("the bank fills it");
    // Only the questions that ask about several facts are answered correctly; counted by facts, the
    // share would be higher.
    sit(&mut app, &mut exam, 60, |it| Some(it.components.len() > 1));
    let several = exam
        .session
        .slots()
        .iter()
        .filter(|it| it.question.components.len() > 1)
        .count();
    assert!(several > 0);
    let overview = app.overview(&moment(120)).expect("a history");
    let insight = app.insight(&overview, &Scope::default());
    assert_eq!(insight.plain_average, Some(several as f64 / 65.0));
}

#[test]
fn home_and_progress_show_the_same_figure() {
    let mut app = app("");
    for number in 0..2 {
        mock_exam(&mut app, number, number * 3 * DAY);
    }
    for day in [3, 4, 9] {
        let now = moment(day * DAY + 7200);
        let home = app.home(&now).expect("a home");
        let overview = app.overview(&now).expect("a history");
        let readiness = app.insight(&overview, &Scope::default()).readiness;
        let ready = home.summary.ready.expect("130 answers suffice");
        assert_eq!(Some(ready.share), readiness.all);
        assert_eq!(ready.pass, readiness.passing.ok().map(|it| it.pass));
        assert!(ready.pass.is_some());
    }
}

#[test]
fn every_task_says_what_it_is_worth() {
    let mut app = app("");
    for number in 0..3 {
        mock_exam(&mut app, number, number * 3 * DAY);
    }
    let overview = app.overview(&moment(7 * DAY)).expect("a history");
    let insight = app.insight(&overview, &Scope::default());
    let readiness = &insight.readiness;
    assert_eq!((readiness.domains.len(), readiness.tasks.len()), (4, 19));
    for part in readiness.domains.iter().chain(&readiness.tasks) {
        let known = part.known.expect("there are answers on it");
        assert!((0.0..=1.0).contains(&known), "{}: {known}", part.title);
    }
    let weights: f64 = readiness.tasks.iter().filter_map(|it| it.weight).sum();
    assert!((weights - 1.0).abs() < 1e-9, "{weights}");
    let passing = readiness.passing.as_ref().expect("195 answers suffice");
    for task in &readiness.tasks {
        let worth = task.worth.expect("there is a probability");
        assert!(
            (0.0..=1.0 - passing.pass).contains(&worth),
            "{}",
            task.title
        );
    }
    let words = insight.worth_in_words();
    assert_eq!(words.len(), 3, "{words:?}");
    assert!(
        words[0].starts_with(|c: char| c.is_ascii_digit())
            && words[0].contains("% ready; more study could add about ")
    );
}

fn domain<'a>(app: &'a App, draw: &Question) -> &'a str {
    app.bank().domain_of(&draw.topic).expect("a domain")
}

#[test]
fn a_first_practice_begins_with_easy_single_answers_from_every_domain() {
    for seed in 0..40 {
        let mut app = app("");
        let overview = app.overview(&moment(0)).expect("a history");
        let selection = certdrill::app::Selection {
            seed: Some(seed),
            ..certdrill::app::Selection::default()
        };
        let practice = app
            .practice(&selection, &overview, &moment(0))
            .expect("questions");
        let slots = practice.session.slots();
        assert_eq!(slots.len(), 10);
        let mut domains = HashSet::new();
        for slot in &slots[..4] {
            assert!(!slot.question.is_multiple_response());
            assert_eq!(slot.question.difficulty, 1);
            domains.insert(domain(&app, &slot.question).to_owned());
        }
        assert_eq!(domains.len(), 4, "seed {seed}");
        let ids: HashSet<_> = slots.iter().map(|it| &it.question.id).collect();
        assert_eq!(ids.len(), 10);
    }
}

#[test]
fn a_first_practice_on_one_task_begins_with_easy_single_answers() {
    for seed in 0..40 {
        let mut app = app("");
        let overview = app.overview(&moment(0)).expect("a history");
        let topics = app.bank().topics.iter();
        let topics = topics.filter(|it| it.task.as_deref() == Some("3.6"));
        let selection = certdrill::app::Selection {
            topics: topics.map(|it| it.id.clone()).collect(),
            seed: Some(seed),
            ..certdrill::app::Selection::default()
        };
        let practice = app.practice(&selection, &overview, &moment(0));
        let practice = practice.expect("questions");
        let slots = practice.session.slots();
        assert_eq!(slots.len(), 10);
        for slot in &slots[..3] {
            assert!(!slot.question.is_multiple_response(), "seed {seed}");
            assert_eq!(slot.question.difficulty, 1, "seed {seed}");
            assert!(selection.topics.contains(&slot.question.topic));
        }
    }
}

#[test]
fn ten_answers_prove_little_and_the_result_says_so() {
    let mut app = app("");
    let overview = app.overview(&moment(0)).expect("a history");
    let practice = app.practice(&certdrill::app::Selection::default(), &overview, &moment(0));
    let mut practice = practice.expect("questions");
    sit(&mut app, &mut practice, 60, |_| Some(true));
    let report = app.report(&practice.header, &practice.session, &moment(120));
    let said = report.proves_little.expect("ten answers are few");
    assert!(said.starts_with("10 answers prove little"), "{said}");
    assert_eq!(report.steps.first(), Some(&Step::Placement));
    // After the placement test and a mock exam, the answers prove more.
    mock_exam(&mut app, 1, 600);
    let report = app.report(&practice.header, &practice.session, &moment(1200));
    assert_eq!(report.proves_little, None);
    assert!(!report.steps.contains(&Step::Placement));
}

#[test]
fn a_placement_test_has_24_questions_on_all_tasks_and_leaves_the_reserve() {
    for seed in 0..20 {
        let mut app = app("");
        let reserve = Forms::of(app.bank());
        let overview = app.overview(&moment(0)).expect("a history");
        let test = app
            .placement(Some(seed), &overview, &moment(0))
            .expect("tasks");
        let bank = app.bank();
        let mut tasks: HashMap<String, usize> = HashMap::new();
        for slot in test.session.slots() {
            let question = &slot.question;
            assert!(!question.is_multiple_response() && bank.is_in_scope(question));
            assert!(!reserve.reserve().contains(&question.id));
            let task = bank.topic(&question.topic).and_then(|it| it.task.clone());
            *tasks.entry(task.expect("a task")).or_default() += 1;
        }
        assert_eq!(test.session.slots().len(), 24);
        assert_eq!(tasks.len(), 19);
        // The tasks with the highest weights are asked twice.
        for task in ["2.1", "2.2", "2.3", "2.4"] {
            assert_eq!(tasks[task], 2, "{task}");
        }
    }
}

/// Takes the placement test and then `more` practice questions, and answers 3 of 4 correctly.
fn placed_and_practiced(more: usize) -> (App, ActiveSession) {
    let mut app = app("");
    let overview = app.overview(&moment(0)).expect("a history");
    let test = app.placement(Some(1), &overview, &moment(0));
    let mut test = test.expect("the bank has tasks");
    let is_right = |it: &Question| Some(!it.id.as_str().len().is_multiple_of(4));
    sit(&mut app, &mut test, 60, is_right);
    for at in 0..more as u64 {
        let overview = app.overview(&moment(120 + at)).expect("a history");
        let selection = certdrill::app::Selection {
            count: 1,
            seed: Some(at),
            ..certdrill::app::Selection::default()
        };
        let practice = app.practice(&selection, &overview, &moment(120 + at));
        sit(
            &mut app,
            &mut practice.expect("a question"),
            120 + at,
            is_right,
        );
    }
    (app, test)
}

#[test]
fn nothing_is_estimated_from_fewer_than_about_thirty_answers() {
    for (more, is_estimated) in [(0, false), (2, false), (10, true), (40, true)] {
        let (mut app, _) = placed_and_practiced(more);
        let overview = app.overview(&moment(500)).expect("a history");
        assert_eq!(overview.record.all.of, 24 + more);
        let readiness = app.insight(&overview, &Scope::default()).readiness;
        assert_eq!(readiness.all.is_some(), is_estimated, "{more} more");
        let estimated = readiness.tasks.iter().chain(&readiness.domains);
        let estimated = estimated.filter(|it| it.known.is_some()).count();
        assert_eq!(estimated > 0, is_estimated, "{more} more");
        if !is_estimated {
            assert!(readiness.passing.is_err());
            let home = app.home_of(&overview);
            let needs = 30 - 24 - more;
            let said = &home.summary.missing;
            let number = said.split(' ').find_map(|it| it.parse::<usize>().ok());
            assert!(said.starts_with("estimate after at least "), "{said}");
            assert!(number.is_some_and(|it| it >= needs), "{said}");
        }
    }
}

#[test]
fn the_range_of_an_early_estimate_is_as_wide_as_luck_requires() {
    let (mut app, _) = placed_and_practiced(10);
    let overview = app.overview(&moment(500)).expect("a history");
    let readiness = app.insight(&overview, &Scope::default()).readiness;
    let all = readiness.all.expect("34 answers are enough");
    // 80% of the shares of correct answers that luck can produce are in this range.
    let (right, of) = (overview.record.all.right as f64, 34.0);
    let luck = 2.0 * 1.28 * (right / of * (1.0 - right / of) / of).sqrt();
    assert!(all.high - all.low > 0.8 * luck, "{all:?}, {luck}");
}

#[test]
fn after_a_placement_test_no_second_one_is_offered() {
    let (mut app, test) = placed_and_practiced(0);
    let report = app.report(&test.header, &test.session, &moment(500));
    assert!(!report.steps.contains(&Step::Placement));
    assert!(matches!(report.steps[0], Step::Study { .. }));
    let said = report.proves_little.expect("24 answers are few");
    assert!(said.contains("show where to start"), "{said}");
}

#[test]
fn a_mock_exam_proves_something_even_if_most_of_it_is_blank() {
    let mut app = app("");
    let overview = app.overview(&moment(0)).expect("a history");
    let exam = app.start_full_exam(Some(1), false, &overview, &moment(0));
    let mut exam = exam.expect("the bank fills it");
    sit(&mut app, &mut exam, 60, |it| {
        it.id.as_str().len().is_multiple_of(9).then_some(true)
    });
    let report = app.report(&exam.header, &exam.session, &moment(120));
    assert_eq!(report.proves_little, None);
    assert!(!report.steps.contains(&Step::Placement));
}

/// Returns the share of the domain `billing` among the new questions in the plan.
fn share_of_billing(app: &mut App, second: u64) -> f64 {
    let overview = app.overview(&moment(second)).expect("a history");
    let goal = Goal {
        today: overview.today,
        exam: Some(overview.today + 60),
        daily: DailyGoal::Minutes(20),
    };
    let mut drawn = Vec::new();
    for seed in 0..60 {
        let request = Request { count: 30, seed };
        let record = &overview.record;
        let planned = plan(
            app.bank(),
            &record.knowledge,
            &record.last_seen,
            goal,
            request,
        );
        // Every plan starts with missed questions; new facts follow.
        let new = planned.into_iter().filter(|it| it.recall.is_none());
        drawn.extend(new.map(|it| domain(app, &it.question) == "billing"));
    }
    drawn.iter().filter(|it| **it).count() as f64 / drawn.len() as f64
}

#[test]
fn a_placement_test_seeds_the_plan() {
    let shares = [true, false].map(|knows_billing| {
        let mut app = app("");
        let overview = app.overview(&moment(0)).expect("a history");
        let mut test = app
            .placement(Some(3), &overview, &moment(0))
            .expect("tasks");
        let bank = std::sync::Arc::clone(app.bank());
        sit(&mut app, &mut test, 60, |it| {
            let is_billing = bank.domain_of(&it.topic) == Some("billing");
            Some(is_billing == knows_billing)
        });
        share_of_billing(&mut app, 120)
    });
    println!(
        "new facts from billing: known {:.3}, not known {:.3}",
        shares[0], shares[1]
    );
    assert!(shares[1] > 1.3 * shares[0], "{shares:?}");
}

#[test]
fn nothing_is_drawn_twice_in_a_placement_test() {
    let bank = load(&Origin::Embedded).bank;
    let seen = HashMap::new();
    let draws: Vec<DrawnQuestion> = certdrill::quiz::draw_placement(&bank, (&seen).into(), 5);
    let mut asked = HashSet::new();
    for draw in &draws {
        assert!(draw.question.components.iter().all(|it| asked.insert(it)));
    }
}

#[test]
fn the_forecast_of_a_real_exam_ignores_the_answers_of_that_day() {
    let exam = jiff::civil::date(1970, 1, 11);
    let forecast = |on_the_day: Option<bool>| {
        let mut app = app("");
        for day in [0, 2, 4] {
            mock_exam(&mut app, day, day * DAY);
        }
        let plan = StudyPlan {
            exam: Some(exam),
            ..StudyPlan::default()
        };
        app.note(plan.into(), &moment(5 * DAY)).expect("kept");
        if let Some(right) = on_the_day {
            let second = 10 * DAY + 9 * 3600;
            let overview = app.overview(&moment(second)).expect("a history");
            let selection = Selection {
                count: 60,
                seed: Some(1),
                ..Selection::default()
            };
            let practice = app.practice(&selection, &overview, &moment(second));
            let mut practice = practice.expect("there are questions");
            sit(&mut app, &mut practice, second + 60, |_| Some(right));
        }
        let asked = app.exam_to_ask_about(&moment(12 * DAY));
        let asked = asked.expect("the exam is over");
        asked.result(None, None).forecast
    };
    assert!(forecast(None).is_some());
    let after_correct_answers = forecast(Some(true));
    assert!(after_correct_answers.is_some());
    assert_eq!(forecast(Some(false)), after_correct_answers);
}
