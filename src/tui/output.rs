//! Writes to the terminal without ever keeping the loop waiting: a terminal
//! that takes nothing (Ctrl-S, a line that hangs) would stop an exam's clock.
//!
//! What a terminal takes at once is written at once. What it does not take, a thread
//! beside the loop waits with; where nothing can be written without waiting, that
//! thread writes all.

use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::input::{Input, Inputs};

/// What is on its way to the terminal. There is one terminal, and whoever ends
/// the program, in whatever thread, has to know about it.
static LINE: Line = Line {
    state: Mutex::new(State::new()),
    news: Condvar::new(),
};

struct Line {
    state: Mutex<State>,
    news: Condvar,
}

struct State {
    /// The terminal is ours at the moment.
    taken: bool,
    /// What the next frame is written behind, in the same write.
    opening: Vec<u8>,
    queued: Vec<u8>,
    /// The terminal is being handed what was queued before.
    writing: bool,
    /// The loop has a frame that waits for its turn.
    awaited: bool,
    /// The terminal, opened so that a write to it never waits.
    at_once: Option<File>,
    /// Whom the one who waits reports to, until that one is started.
    waits_with: Option<Inputs>,
}

impl Line {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves the bytes as they are.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    const fn new() -> Self {
        Self {
            taken: false,
            opening: Vec::new(),
            queued: Vec::new(),
            writing: false,
            awaited: false,
            at_once: None,
            waits_with: None,
        }
    }

    fn take(&mut self, bytes: Vec<u8>) {
        let was_ours = mem::replace(&mut self.taken, true);
        if was_ours && self.opening.is_empty() {
            // It may have to be given back before the next frame.
            self.hand_over(bytes);
        } else {
            self.opening = bytes;
        }
    }

    fn draw(&mut self, frame: Vec<u8>) {
        if self.taken {
            let mut bytes = mem::take(&mut self.opening);
            bytes.extend(frame);
            self.hand_over(bytes);
        }
    }

    fn give_back(&mut self, bytes: Vec<u8>) -> bool {
        let was_ours = mem::take(&mut self.taken);
        // Without a frame nothing was written that had to be taken back.
        let unseen = mem::take(&mut self.opening);
        if was_ours && unseen.is_empty() {
            self.hand_over(bytes);
        }
        was_ours
    }

    fn is_idle(&self) -> bool {
        self.queued.is_empty() && !self.writing
    }

    /// Writes what the terminal takes at once of `bytes`, and has the rest waited with.
    fn hand_over(&mut self, mut bytes: Vec<u8>) {
        if let (true, Some(terminal)) = (self.is_idle(), &self.at_once) {
            let written = write_at_once(terminal, &bytes);
            bytes.drain(..written);
        }
        if bytes.is_empty() {
            return;
        }
        self.queued.extend(bytes);
        if let Some(inputs) = self.waits_with.take()
            && inputs.watch("output", write_on).is_err()
        {
            // Without room for a thread it is the loop that waits after all.
            let _gone = write(&mem::take(&mut self.queued));
            self.waits_with = Some(inputs);
        }
        LINE.news.notify_all();
    }
}

/// Makes ready to write. Fails where all has to be waited with, and nobody can.
pub fn start(inputs: &Inputs) -> io::Result<()> {
    let mut state = LINE.lock();
    state.at_once = open_at_once();
    if state.at_once.is_some() {
        state.waits_with = Some(inputs.clone());
        return Ok(());
    }
    inputs.watch("output", write_on)
}

/// Opens the terminal once more: whether a write waits is up to each opening, and
/// with the one that was handed to us other programs write, too. `None` where it
/// may not be opened, as after `su`.
#[cfg(target_os = "linux")]
fn open_at_once() -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    let how = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = open("/proc/self/fd/1", how, Mode::empty()).ok()?;
    Some(opened.into())
}

/// Elsewhere the name of what is open leads to the same opening.
#[cfg(not(target_os = "linux"))]
fn open_at_once() -> Option<File> {
    None
}

/// How many of the `bytes` the terminal takes without waiting. An error is met once
/// more by the one who waits, and told then.
fn write_at_once(mut terminal: &File, bytes: &[u8]) -> usize {
    let mut written = 0;
    while written < bytes.len() {
        match terminal.write(&bytes[written..]) {
            Ok(0) => break,
            Ok(more) => written += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    written
}

fn write_on(inputs: &Inputs) {
    loop {
        let mut state = LINE.lock();
        while state.queued.is_empty() {
            let waited = LINE.news.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        let bytes = mem::take(&mut state.queued);
        state.writing = true;
        drop(state);
        let written = write(&bytes);
        let mut state = LINE.lock();
        state.writing = false;
        let awaited = mem::take(&mut state.awaited);
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

/// Writes all of `bytes`, however long the terminal takes: also where somebody left it
/// so that a write to it does not wait.
#[cfg(unix)]
fn write(bytes: &[u8]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    let out = io::stdout();
    let mut rest = bytes;
    while !rest.is_empty() {
        match rustix::io::write(&out, rest) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => rest = &rest[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                // Where this fails, the next write says why.
                let _taken = poll(&mut [PollFd::new(&out, PollFlags::OUT)], None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn write(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write as _;

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

/// The terminal is ours from now on; `bytes` are written with the first frame, or at once
/// where one was written since it is.
pub fn take(bytes: Vec<u8>) {
    LINE.lock().take(bytes);
}

/// Hands a frame over. Where the terminal was given back meanwhile, nobody sees it.
pub fn draw(frame: Vec<u8>) {
    LINE.lock().draw(frame);
}

/// Hands `bytes` over as the last that is written; `false` where the terminal is
/// not ours any more.
pub fn give_back(bytes: Vec<u8>) -> bool {
    LINE.lock().give_back(bytes)
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

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn what_was_written_is_taken_back_and_nothing_else() {
        let (enter, frame, leave) = (
            || b"in ".to_vec(),
            || b"frame ".to_vec(),
            || b"out ".to_vec(),
        );
        let mut state = State::new();
        state.take(enter());
        assert!(state.give_back(leave()), "it was ours");
        assert_eq!(state.queued, b"", "before the first frame");
        state.take(enter());
        state.draw(frame());
        state.draw(frame());
        assert_eq!(state.queued, b"in frame frame ");
        // Stopped and continued from outside, and ended before the next frame.
        state.take(enter());
        assert!(state.give_back(leave()));
        assert_eq!(state.queued, b"in frame frame in out ");
        state.draw(frame());
        assert!(!state.give_back(leave()));
        assert_eq!(state.queued, b"in frame frame in out ", "nobody's any more");
    }
}
