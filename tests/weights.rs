//! Every domain has the weight from the blueprint, split equally among its tasks, regardless of how
//! many questions each task has.

use std::collections::{BTreeMap, HashMap};

use certdrill::bank::{Origin, load};
use certdrill::learn::{DailyGoal, Goal, Knowledge, Request, plan};
use certdrill::model::{Bank, Component};
use certdrill::quiz::{DrawOptions, Order, Weights, draw};

/// The domains of the exam, with their weights and their numbers of tasks.
const DOMAINS: [(&str, u32, usize); 4] = [
    ("concepts", 24, 4),
    ("security", 30, 4),
    ("technology", 34, 8),
    ("billing", 12, 3),
];

/// Returns a bank of 19 tasks with one topic each, except for task 2.1, which has six topics and as
/// many questions as all other tasks together.
fn full_bank() -> Bank {
    let mut text = String::from("format = 2\n[bank]\nid = \"full\"\ntitle = \"Full\"\n");
    text += "[exam]\nminutes = 90\nscored = 50\nunscored = 15\n\
             scale = { min = 100, max = 1000, pass = 700 }\ndomains = [\n";
    for (id, weight, _) in DOMAINS {
        text += &format!("{{ id = \"{id}\", title = \"{id}\", weight = {weight} }},\n");
    }
    text += "]\n";
    for (number, (domain, _, tasks)) in DOMAINS.iter().enumerate() {
        for task in 1..=*tasks {
            let task = format!("{}.{task}", number + 1);
            text += &format!(
                "[[task]]\nid = \"{task}\"\ntitle = \"Task {task}\"\ndomain = \"{domain}\"\n"
            );
            let topics = if task == "2.1" { 6 } else { 1 };
            for topic in 0..topics {
                let topic = format!("t{}-{topic}", task.replace('.', "-"));
                text += &format!(
                    "[[topic]]\nid = \"{topic}\"\ntitle = \"{topic}\"\ntask = \"{task}\"\n"
                );
                let facts = if topics > 1 { 60 } else { 10 + topic.len() };
                for fact in 0..facts {
                    text += &format!(
                        "[[fact]]\nid = \"{topic}-f{fact}\"\ntopic = \"{topic}\"\nsays = \"So.\"\n\
                         [[question]]\nid = \"{topic}-q{fact}\"\nasks = [\"{topic}-f{fact}\"]\n\
                         stem = \"Which is so in {topic} {fact}?\"\n\
                         option = [{{ text = \"A\", correct = true }}, {{ text = \"B\" }}]\n"
                    );
                }
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("full.toml");
    std::fs::write(&path, text).expect("written");
    let loaded = load(&Origin::Path(path));
    assert_eq!(loaded.problems, []);
    loaded.bank
}

/// Returns the share of every task of `bank` among `topics`, in percent.
fn shares<'a>(
    bank: &Bank,
    topics: impl Iterator<Item = &'a certdrill::model::TopicId>,
) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    let mut all = 0.0;
    for topic in topics {
        let task = bank.topic(topic).and_then(|it| it.task.clone());
        *counts.entry(task.expect("a task")).or_default() += 1.0;
        all += 1.0;
    }
    for count in counts.values_mut() {
        *count *= 100.0 / all;
    }
    counts
}

/// Returns the share of every task according to the exam guide, in percent.
fn expected() -> BTreeMap<String, f64> {
    let tasks = DOMAINS
        .iter()
        .enumerate()
        .flat_map(|(number, (_, weight, tasks))| {
            let share = f64::from(*weight) / *tasks as f64;
            (1..=*tasks).map(move |task| (format!("{}.{task}", number + 1), share))
        });
    tasks.collect()
}

#[test]
fn every_task_has_its_share_of_the_domain() {
    let bank = full_bank();
    let weights = Weights::of(&bank);
    for part in weights.parts() {
        let task = part.task.as_deref().expect("a task");
        let share = 100.0 * part.share.expect("a share");
        println!("task {task}: {share:.2}%");
        assert!((share - expected()[task]).abs() < 1e-9, "task {task}");
    }
    assert_eq!(weights.parts().len(), 19);
}

#[test]
fn the_title_of_a_part_contains_the_task_number_once() {
    let mut bank = full_bank();
    let weights = Weights::of(&bank);
    assert_eq!(weights.title(&bank, 0), "Task 1.1");
    bank.tasks[0].title = "Benefits".into();
    assert_eq!(weights.title(&bank, 0), "1.1 Benefits");
}

#[test]
fn practice_draws_by_the_weights_and_not_by_the_number_of_questions() {
    let bank = full_bank();
    let weights = Weights::of(&bank);
    let mut drawn = Vec::new();
    for seed in 0..400 {
        let wish = DrawOptions {
            count: 10,
            order: Order::Mixed,
            seed,
        };
        let draws = draw(&bank.questions, &weights, &HashMap::new(), wish);
        assert_eq!(draws.len(), 10);
        drawn.extend(draws.into_iter().map(|it| it.question.topic.clone()));
    }
    let shares = shares(&bank, drawn.iter());
    for (task, expected) in expected() {
        let share = shares.get(&task).copied().unwrap_or_default();
        assert!(
            (share - expected).abs() < 1.5,
            "task {task}: {share:.1}% of {expected:.1}%"
        );
    }
}

#[test]
fn study_brings_new_facts_by_the_weights() {
    let bank = full_bank();
    let goal = Goal {
        today: 20_000,
        exam: Some(20_300),
        daily: DailyGoal::default(),
    };
    let known: BTreeMap<Component, Knowledge> = BTreeMap::new();
    let mut drawn = Vec::new();
    for seed in 0..300 {
        let request = Request { count: 10, seed };
        let planned = plan(&bank, &known, &HashMap::new(), goal, request);
        drawn.extend(planned.into_iter().map(|it| it.question.topic.clone()));
    }
    let shares = shares(&bank, drawn.iter());
    for (task, expected) in expected() {
        let share = shares.get(&task).copied().unwrap_or_default();
        assert!(
            (share - expected).abs() < 2.0,
            "task {task}: {share:.1}% of {expected:.1}%"
        );
    }
}

#[test]
fn the_embedded_bank_has_the_weights_of_the_exam_guide() {
    let bank = load(&Origin::Embedded).bank;
    let weights = Weights::of(&bank);
    let all: f64 = weights.parts().iter().filter_map(|it| it.share).sum();
    for part in weights.parts() {
        let task = part.task.as_deref().expect("a task");
        println!("task {task}: {:.2}%", 100.0 * part.share.expect("a share"));
    }
    // Tasks without questions keep their share; it is not given to other tasks.
    assert!(all > 0.0 && all < 1.0 + 1e-9, "{all}");
}
