//! Compares study rules by the expected recall at the exam that a minute of study yields.

use std::ops::Range;

use super::person::{Person, seeded};
use super::study::{Rule, Study};
use super::world::World;

const RULES: [(&str, Rule); 5] = [
    ("ours", Rule::Ours),
    ("no date", Rule::OursUndated),
    ("random", Rule::Random),
    ("due", Rule::Due),
    ("missed", Rule::MissedFirst),
];

pub fn report(world: &World, learners: &Range<u64>) {
    let count = learners.end - learners.start;
    println!(
        "Schedule: expected recall at the exam in %, weighted like the exam, and points gained per \
         hour; {count} learners.\n"
    );
    print!("days  minutes");
    for (name, _) in RULES {
        print!("  {name:>14}");
    }
    println!("   ahead of the best other");
    for days in [14, 30, 60] {
        for minutes in [10, 20, 40] {
            print!("{days:>4}  {minutes:>7}");
            let minutes = f64::from(minutes);
            let base = mean(learners, |number| {
                expected(world, &Person::new(number, world), days)
            });
            let mut best_other = 0.0_f64;
            let mut ours = 0.0;
            for (_, rule) in RULES {
                let after = mean(learners, |number| {
                    let mut study =
                        Study::new(world, Person::new(number, world), seeded(3, number));
                    for day in 0..days {
                        study.session(rule, day, days, minutes);
                    }
                    expected(world, &study.person, days)
                });
                match rule {
                    Rule::Ours => ours = after,
                    Rule::OursUndated => {}
                    _ => best_other = best_other.max(after),
                }
                let hours = f64::from(days) * minutes / 60.0;
                print!(
                    "  {:>6.1} {:>6.2}",
                    after * 100.0,
                    (after - base) * 100.0 / hours
                );
            }
            println!("  {:>+6.1}", (ours - best_other) * 100.0);
        }
    }
    println!();
}

/// Returns the weighted expected recall of all facts on the morning of the exam.
fn expected(world: &World, person: &Person, exam: i32) -> f64 {
    let at = f64::from(exam) + 0.4;
    let weights = world.weights.iter().enumerate();
    weights
        .map(|(fact, weight)| weight * person.recall(fact, at))
        .sum()
}

fn mean(learners: &Range<u64>, of: impl Fn(u64) -> f64) -> f64 {
    let count = learners.end - learners.start;
    learners.clone().map(of).sum::<f64>() / count as f64
}
