//! Writes to the terminal without ever keeping the loop waiting: a terminal
//! that takes nothing (Ctrl-S, a line that hangs) would stop an exam's clock.

use std::io::{self, Write as _};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::input::{Input, Inputs};

/// What is on its way to the terminal. There is one terminal, and whoever ends
/// the program, in whatever thread, has to know about it.
static LINE: Line = Line {
    state: Mutex::new(State {
        taken: false,
        queued: Vec::new(),
        writing: false,
        awaited: false,
    }),
    news: Condvar::new(),
};

struct Line {
    state: Mutex<State>,
    news: Condvar,
}

struct State {
    /// The terminal is ours at the moment.
    taken: bool,
    queued: Vec<u8>,
    /// The terminal is being handed what was queued before.
    writing: bool,
    /// The loop has a frame that waits for its turn.
    awaited: bool,
}

impl Line {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves the bytes as they are.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_idle(&self) -> bool {
        self.queued.is_empty() && !self.writing
    }

    fn queue(&mut self, bytes: Vec<u8>) {
        self.queued.extend(bytes);
        LINE.news.notify_all();
    }
}

/// Starts the one who writes. It ends with the program.
pub fn start(inputs: &Inputs) -> io::Result<()> {
    inputs.watch("output", write_on)
}

fn write_on(inputs: &Inputs) {
    loop {
        let mut state = LINE.lock();
        while state.queued.is_empty() {
            let waited = LINE.news.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        let bytes = std::mem::take(&mut state.queued);
        state.writing = true;
        drop(state);
        let written = write(&bytes);
        let mut state = LINE.lock();
        state.writing = false;
        let awaited = std::mem::take(&mut state.awaited);
        drop(state);
        LINE.news.notify_all();
        // A terminal that cannot be drawn on is gone, whether or not a signal said so.
        let input = match written {
            Err(error) => {
                log::warn!("the terminal cannot be written to: {error}");
                Input::Gone
            }
            Ok(()) if awaited => Input::Written,
            Ok(()) => continue,
        };
        if !inputs.send(input) {
            return;
        }
    }
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Whether a frame would be written at once. Where not, [`Input::Written`] comes
/// when it would.
pub fn is_free() -> bool {
    let mut state = LINE.lock();
    state.awaited = !state.is_idle();
    !state.awaited
}

/// Hands `bytes` over, to be the first that a terminal is written which is ours
/// from now on.
pub fn take(bytes: Vec<u8>) {
    let mut state = LINE.lock();
    state.taken = true;
    state.queue(bytes);
}

/// Hands a frame over. Where the terminal was given back meanwhile, nobody sees it.
pub fn draw(frame: Vec<u8>) {
    let mut state = LINE.lock();
    if state.taken {
        state.queue(frame);
    }
}

/// Hands `bytes` over as the last that is written; `false` where the terminal is
/// not ours any more.
pub fn give_back(bytes: Vec<u8>) -> bool {
    let mut state = LINE.lock();
    let was_ours = std::mem::take(&mut state.taken);
    if was_ours {
        state.queue(bytes);
    }
    was_ours
}

/// Waits until all is written, but not longer than `patience`.
pub fn finish(patience: Duration) {
    let state = LINE.lock();
    let waited = LINE
        .news
        .wait_timeout_while(state, patience, |state| !state.is_idle());
    // Whether or not it was all taken, whoever waited goes on.
    drop(waited);
}
