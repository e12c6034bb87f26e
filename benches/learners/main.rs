//! Simulated learners, to try the schedule and the readiness on. Neither is
//! calibrated on people.
//!
//! `cargo bench --bench learners` prints tables, the same each time.

mod person;
mod ready;
mod recall;
mod study;
mod world;

use world::World;

/// The constants of `src/learn/readiness` and `src/learn/schedule` were chosen with
/// learners of low numbers; these are others.
const FIRST: u64 = 1_000_000;

fn main() {
    println!("Simulated, not calibrated on people.\n");
    let written = World::written();
    println!("A bank with three questions a fact, four options each.");
    ready::report(&written, FIRST..FIRST + 2400);
    println!("A bank with one question a fact, two options each.");
    ready::report(&World::imported(), FIRST..FIRST + 2400);
    recall::report(&written, &(FIRST..FIRST + 100));
}
