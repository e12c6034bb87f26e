//! Measures how many questions repeat in consecutive mock exams.

use super::person::{Person, seeded};
use super::study::{Rule, Study};
use super::world::World;

/// Prints the number of repeated questions in mock exams, for a fresh history and after weeks of
/// study.
pub fn report(world: &World, learner: u64) {
    println!("Mock exams: questions that were seen before, of 65.\n");
    println!("fresh history   exam 1 to 12");
    for seed in [1, 2, 3] {
        let mut study = Study::new(world, Person::new(learner, world), seeded(4, seed));
        print!("seed {seed}         ");
        for number in 0..12 {
            print!(" {:>2}", study.mock_exam(number, seed + number as u64));
        }
        println!();
    }
    println!("\nafter 30 days   minutes   seen   exam 1 to 6");
    for minutes in [10, 20, 40, 90] {
        for (name, rule) in [("ours", Rule::Ours), ("no date", Rule::OursUndated)] {
            let mut study = Study::new(world, Person::new(learner, world), seeded(4, 7));
            for day in 0..30 {
                study.session(rule, day, 36, f64::from(minutes));
            }
            print!("{name:<14}  {minutes:>7}  {:>5}  ", study.seen());
            for number in 0..6 {
                print!(" {:>2}", study.mock_exam(30 + number, number as u64));
            }
            println!();
        }
    }
    println!();
}
