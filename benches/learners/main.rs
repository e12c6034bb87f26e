//! Simulated learners, to try the schedule and the readiness on: neither is
//! calibrated on people.
//!
//! `cargo bench --bench learners` prints tables; the same each time.

mod person;
mod ready;
mod recall;
mod study;
mod world;

fn main() {
    // Learners for each table, fewer to look quickly.
    let learners = |name: &str, usual: u64| {
        let given = std::env::var(name).ok();
        given.and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    println!("Simulated, not calibrated on people.\n");
    let bank = world::bank();
    ready::report(&bank, learners("READY", 2400));
    recall::report(&bank, learners("RECALL", 100));
}
