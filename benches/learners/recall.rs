//! What a minute of study is worth by rule: the recall expected at the exam.

use std::ops::Range;

use super::person::{Person, seeded};
use super::study::{Rule, Study};
use super::world::{World, facts, weight};

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
        "Schedule: recall expected at the exam in %, and points won an hour; {count} learners.\n"
    );
    print!("days  minutes");
    for (name, _) in RULES {
        print!("  {name:>14}");
    }
    println!();
    for days in [14, 30, 60] {
        for minutes in [10.0, 20.0, 40.0] {
            print!("{days:>4}  {minutes:>7}");
            let base = mean(learners, |number| {
                expected(&Person::new(number, world), days)
            });
            for (_, rule) in RULES {
                let after = mean(learners, |number| {
                    let mut study =
                        Study::new(world, Person::new(number, world), seeded(3, number));
                    for day in 0..days {
                        study.session(rule, day, days, minutes);
                    }
                    expected(&study.person, days)
                });
                let hours = f64::from(days) * minutes / 60.0;
                print!(
                    "  {:>6.1} {:>6.2}",
                    after * 100.0,
                    (after - base) * 100.0 / hours
                );
            }
            println!();
        }
    }
    println!();
}

/// The recall of all facts by their weight, on the morning of the exam.
fn expected(person: &Person, exam: i32) -> f64 {
    let at = f64::from(exam) + 0.4;
    (0..facts())
        .map(|fact| weight(fact) * person.recall(fact, at))
        .sum()
}

fn mean(learners: &Range<u64>, of: impl Fn(u64) -> f64) -> f64 {
    let count = learners.end - learners.start;
    learners.clone().map(of).sum::<f64>() / count as f64
}
