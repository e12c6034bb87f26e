//! Panics on request, for tests. Release builds do not contain this module.

#[cfg(unix)]
use super::input::Inputs;

/// Panics if `CERTDRILL_PANIC` names `place`. The message is formatted at run time so that it is
/// handled like a message that contains the learner's text.
pub fn panic_in(place: &str) {
    assert!(!is_asked(place), "asked for, in {place}");
}

/// Panics in a background thread on request.
#[cfg(unix)]
pub fn panic_beside(inputs: &Inputs) {
    const WORKER: &str = "worker";
    if is_asked(WORKER) {
        let panics = |_: &Inputs| panic_in(WORKER);
        inputs.watch(WORKER, panics).expect("room for a thread");
    }
}

/// Simulates a lack of memory if `CERTDRILL_PANIC` is `memory`.
pub fn run_out_of_memory() {
    if is_asked("memory") {
        let asked = std::alloc::Layout::new::<u8>();
        std::alloc::handle_alloc_error(asked);
    }
}

fn is_asked(place: &str) -> bool {
    std::env::var("CERTDRILL_PANIC").is_ok_and(|it| it == place)
}
