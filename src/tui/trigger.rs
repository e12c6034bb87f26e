//! Panics where a test asks for it. No part of a released program.

use super::input::Inputs;

/// Panics where `CERTDRILL_PANIC` names `place`, with a message that was put
/// together, as one about somebody's words would be.
pub fn panic_in(place: &str) {
    assert!(!is_asked(place), "asked for, in {place}");
}

/// The same in a thread beside the loop.
pub fn panic_beside(inputs: &Inputs) {
    const WORKER: &str = "worker";
    if is_asked(WORKER) {
        let panics = |_: &Inputs| panic_in(WORKER);
        inputs.watch(WORKER, panics).expect("room for a thread");
    }
}

/// Runs out of memory where `CERTDRILL_PANIC` is `memory`.
pub fn run_out_of_memory() {
    if is_asked("memory") {
        let asked = std::alloc::Layout::new::<u8>();
        std::alloc::handle_alloc_error(asked);
    }
}

fn is_asked(place: &str) -> bool {
    std::env::var("CERTDRILL_PANIC").is_ok_and(|it| it == place)
}
