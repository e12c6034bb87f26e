//! Simulated learners, to try the schedule and the readiness on. Neither is
//! calibrated on people.
//!
//! `cargo bench --bench learners` prints tables, the same each time.

mod person;
mod ready;
mod recall;
mod study;
mod world;

/// The constants of `src/learn/readiness` and `src/learn/schedule` were chosen with
/// learners of low numbers; these are others.
const FIRST: u64 = 1_000_000;

fn main() {
    println!("Simulated, not calibrated on people.\n");
    let bank = world::bank();
    ready::report(&bank, FIRST..FIRST + 2400);
    recall::report(&bank, &(FIRST..FIRST + 100));
}
