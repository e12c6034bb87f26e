//! Simulated learners for evaluating the schedule, the passing probability, and the mock exams.
//! They are not calibrated on real learners.
//!
//! `cargo bench --bench learners` prints tables, which are the same in every run. An argument after
//! `--` selects one part: `readiness`, `schedule`, or `mocks`.

mod mocks;
mod person;
mod ready;
mod recall;
mod study;
mod world;

use world::World;

/// The number of the first learner. The constants in `src/learn/readiness` and `src/learn/schedule`
/// were tuned on learners with lower numbers, so these learners form an independent test set.
const FIRST: u64 = 1_000_000;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let prints = |part: &str| {
        let mut parts = ["readiness", "schedule", "mocks"].iter();
        let names_one = parts.any(|it| wanted.iter().any(|word| word == it));
        !names_one || wanted.iter().any(|word| word == part)
    };
    println!("Simulated, not calibrated on people.\n");
    let embedded = World::embedded();
    println!("{}\n", embedded.in_words());
    if prints("mocks") {
        mocks::report(&embedded, FIRST);
    }
    if prints("schedule") {
        recall::report(&embedded, &(FIRST..FIRST + 16));
    }
    if prints("readiness") {
        println!("The built-in bank.");
        ready::report(&embedded, FIRST..FIRST + 1200);
        println!("A bank with one question per fact and two options per question.");
        ready::report(&World::imported(), FIRST..FIRST + 1200);
    }
}
