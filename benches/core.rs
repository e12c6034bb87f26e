//! Benchmarks of the core: loading the bank, drawing an exam, and saving an answer.
//!
//! `cargo bench` prints a table. Compare only figures of the same run.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hint::black_box;
use std::time::Duration;

use certdrill::app::{App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::learn::{DailyGoal, Encounter, Goal, Knowledge, Readiness, Request, plan};
use certdrill::model::{Bank, Component};
use certdrill::quiz::{DrawOptions, Event, Moment, Order, Weights, draw};
use certdrill::store::Store;
use divan::Bencher;

fn main() {
    divan::main();
}

fn moment(utc_ms: i64) -> Moment {
    Moment {
        utc_ms,
        offset_s: 0,
        boot: Some("bench".into()),
        boot_ms: utc_ms as u64,
    }
}

/// Loads and checks the bank from the embedded TOML.
#[divan::bench]
fn load_embedded_bank() {
    black_box(load(&Origin::Embedded));
}

/// Draws an exam of 65 questions from the built-in bank.
#[divan::bench]
fn draw_an_exam(bencher: Bencher<'_, '_>) {
    let bank = load(&Origin::Embedded).bank;
    let wish = DrawOptions {
        count: 65,
        order: Order::Mixed,
        seed: 7,
    };
    let weights = Weights::of(&bank);
    bencher.bench(|| draw(&bank.questions, &weights, &HashMap::new(), wish));
}

const DAY_MS: i64 = 86_400_000;

/// Returns a bank of 10,000 questions on 2,500 facts, and the knowledge of a learner who was asked
/// about every fact.
fn large() -> (Bank, BTreeMap<Component, Knowledge>) {
    let embedded = load(&Origin::Embedded).bank;
    let mut known = BTreeMap::new();
    let questions = (0..10_000).map(|number| {
        let mut question = embedded.questions[number % embedded.questions.len()]
            .as_ref()
            .clone();
        let fact = Component::Fact(format!("fact-{}", number / 4).as_str().into());
        question.id = format!("question-{number}").as_str().into();
        question.components = vec![fact.clone()];
        let day = 20_000 + number as i32 % 50;
        let sight = Encounter {
            question: &question.id,
            first: true,
            right: number % 3 > 0,
            confidence: None,
            card: false,
            took: Duration::from_secs(30),
            usual: Duration::from_secs(30),
            chance: 0.25,
            at_ms: i64::from(day) * DAY_MS,
            day,
        };
        let knowledge: &mut Knowledge = known.entry(fact).or_default();
        if number % 4 == 0 || number % 7 == 0 {
            knowledge.learn(&sight);
        }
        question
    });
    let bank = Bank {
        id: embedded.id.clone(),
        exam: embedded.exam.clone(),
        tasks: embedded.tasks.clone(),
        topics: embedded.topics.clone(),
        ..Bank::default()
    }
    .with(questions);
    (bank, known)
}

/// Plans twenty questions from a bank of 10,000, thirty days before an exam.
#[divan::bench]
fn plan_a_session_of_10_000(bencher: Bencher<'_, '_>) {
    let (bank, known) = large();
    let goal = Goal {
        today: 20_060,
        exam: Some(20_090),
        daily: DailyGoal::Minutes(20),
    };
    let request = Request { count: 20, seed: 7 };
    bencher.bench(|| plan(&bank, &known, &HashMap::new(), goal, request));
}

/// Estimates the readiness for an exam from a bank of 10,000 questions.
#[divan::bench]
fn readiness_of_10_000(bencher: Bencher<'_, '_>) {
    let (bank, known) = large();
    bencher.bench(|| Readiness::of(&bank, &known, 20_060));
}

/// Saves an answer in an exam. The answer is on disk when the call returns. `append_and_sync`
/// measures the cost of the disk alone.
#[divan::bench]
fn durable_answer(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("history.db")).expect("a history");
    let mut app = App::new(load(&Origin::Embedded), Ok(store)).expect("an app");
    let now = moment(1_000_000);
    let overview = app.overview(&now).expect("an overview");
    let selection = Selection {
        count: 20,
        limit: Some(Duration::from_secs(3600)),
        ..Selection::default()
    };
    let mut sitting = app.exam(&selection, &overview, &now).expect("an exam");
    let first = sitting.session.slots()[0].order[0].clone();
    bencher.bench_local(|| {
        let chosen = BTreeSet::from([first.clone()]);
        app.apply(&mut sitting, Event::Chose { place: 0, chosen }, &now)
            .expect("it may be chosen");
    });
}

/// Appends 200 bytes to a file and syncs it, which is the minimum cost of a durable write.
#[divan::bench]
fn append_and_sync(bencher: Bencher<'_, '_>) {
    use std::io::Write as _;
    let mut file = tempfile::tempfile().expect("a file");
    bencher.bench_local(|| {
        file.write_all(&[b'x'; 200]).expect("written");
        file.sync_data().expect("synced");
    });
}

/// Returns a bank of 10,000 questions with distinct words, generated from the embedded ones.
fn large_bank() -> certdrill::model::Bank {
    use certdrill::model::Question;
    let bank = load(&Origin::Embedded).bank;
    let made = |number: usize| {
        let like = &bank.questions[number % bank.questions.len()];
        Question {
            id: format!("made-{number}").as_str().into(),
            stem: format!("{} Case {}.", like.stem, number / 7),
            ..Question::clone(like)
        }
    };
    let questions: Vec<_> = (0..10_000).map(made).collect();
    bank.with(questions)
}

/// Processes a key press in a search of 10,000 questions. The queries range from a letter that
/// nearly all questions contain to a phrase.
#[divan::bench(args = ["e", "en", "encryption", "encrption at", "customer keys case", "who patches the operating system"])]
fn search_10_000(bencher: Bencher<'_, '_>, typed: &str) {
    let search = certdrill::app::Search::new(&large_bank());
    bencher.bench_local(|| search.find(&certdrill::app::Query::new(typed)));
}

/// Builds the index for the first search of 10,000 questions.
#[divan::bench(sample_count = 10)]
fn index_10_000(bencher: Bencher<'_, '_>) {
    let bank = large_bank();
    bencher.bench_local(|| certdrill::app::Search::new(&bank));
}
