//! Writes to the terminal without ever blocking the event loop. Otherwise, a terminal that accepts
//! no output (Ctrl-S, a stalled connection) would stop the clock of an exam.
//!
//! Output that the terminal accepts immediately is written immediately. A background thread writes
//! the rest and waits if necessary. If non-blocking writes are not possible, that thread writes
//! everything.

use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::input::{Input, Inputs};

/// The pending terminal output. It is global because there is only one terminal and every thread
/// that can end the program needs access to it.
static LINE: Output = Output {
    state: Mutex::new(State::new()),
    news: Condvar::new(),
};

struct Output {
    state: Mutex<State>,
    news: Condvar,
}

struct State {
    /// True while the program controls the terminal.
    taken: bool,
    /// Bytes to write immediately before the next frame, in the same write.
    opening: Vec<u8>,
    queued: Vec<u8>,
    /// True while a write of earlier output is in progress.
    writing: bool,
    /// True if the loop has a frame to draw and is waiting for the terminal.
    awaited: bool,
    /// The terminal, opened for non-blocking writes; `None` if that is not possible.
    at_once: Option<File>,
    /// The input channel for the background thread, until that thread is started.
    waits_with: Option<Inputs>,
}

impl Output {
    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is valid even if another thread has panicked.
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
            // Do not wait for the next frame: the terminal may be restored before it is drawn.
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

    fn restore(&mut self, bytes: Vec<u8>) -> bool {
        let was_ours = mem::take(&mut self.taken);
        // If no frame was drawn, nothing that must be undone was written.
        let unseen = mem::take(&mut self.opening);
        if was_ours && unseen.is_empty() {
            self.hand_over(bytes);
        }
        was_ours
    }

    fn is_idle(&self) -> bool {
        self.queued.is_empty() && !self.writing
    }

    /// Writes the part of `bytes` that the terminal accepts immediately and queues the rest for the
    /// background thread.
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
            && inputs.watch("output", write_queued).is_err()
        {
            // If no thread can be started, the loop must write and wait.
            let _gone = write(&mem::take(&mut self.queued));
            self.waits_with = Some(inputs);
        }
        LINE.news.notify_all();
    }
}

/// Prepares the output. Returns an error if non-blocking writes are not possible and no thread can
/// be started.
pub fn start(inputs: &Inputs) -> io::Result<()> {
    let mut state = LINE.lock();
    state.at_once = open_at_once();
    if state.at_once.is_some() {
        state.waits_with = Some(inputs.clone());
        return Ok(());
    }
    inputs.watch("output", write_queued)
}

/// Opens the terminal a second time. Blocking mode belongs to an open file description, and the
/// inherited one is shared with other programs. Returns `None` if the terminal cannot be opened,
/// which happens after `su`, for example.
#[cfg(target_os = "linux")]
fn open_at_once() -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    let how = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = open("/proc/self/fd/1", how, Mode::empty()).ok()?;
    Some(opened.into())
}

/// On other systems, opening the path of an open file reuses the same file description.
#[cfg(not(target_os = "linux"))]
fn open_at_once() -> Option<File> {
    None
}

/// Writes the part of `bytes` that the terminal accepts without blocking and returns the number of
/// bytes written. Errors are ignored here, because they occur again in the background thread, which
/// reports them.
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

fn write_queued(inputs: &Inputs) {
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
        // Treat a failed write as a closed terminal, even if no signal was received.
        let input = match written {
            Err(error) => {
                log::warn!("cannot write to the terminal: {error}");
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

/// Writes all `bytes`, no matter how long that takes. This works even if another program left the
/// terminal in non-blocking mode.
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
                // If this fails, the next write reports the error.
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

/// Returns whether a frame would be written immediately. If not, [`Input::Written`] is sent once
/// the terminal has accepted all output.
pub fn is_free() -> bool {
    let mut state = LINE.lock();
    state.awaited = !state.is_idle();
    !state.awaited
}

/// Takes over the terminal. `bytes` are written with the first frame, or immediately if the
/// terminal was already taken over and drawn on.
pub fn take(bytes: Vec<u8>) {
    LINE.lock().take(bytes);
}

/// Writes a frame, unless the terminal has been restored in the meantime.
pub fn draw(frame: Vec<u8>) {
    LINE.lock().draw(frame);
}

/// Writes the final `bytes`, which restore the terminal. Returns `false` if the terminal was
/// already restored.
pub fn give_back(bytes: Vec<u8>) -> bool {
    LINE.lock().restore(bytes)
}

/// Waits until all output is written, but no longer than `patience`.
pub fn finish(patience: Duration) {
    let state = LINE.lock();
    let waited = LINE
        .news
        .wait_timeout_while(state, patience, |state| !state.is_idle());
    // Continue, even if the terminal has not accepted everything.
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
        assert!(state.restore(leave()), "it was ours");
        assert_eq!(state.queued, b"", "before the first frame");
        state.take(enter());
        state.draw(frame());
        state.draw(frame());
        assert_eq!(state.queued, b"in frame frame ");
        // Another program stops and continues this one, which then ends before the next frame.
        state.take(enter());
        assert!(state.restore(leave()));
        assert_eq!(state.queued, b"in frame frame in out ");
        state.draw(frame());
        assert!(!state.restore(leave()));
        assert_eq!(state.queued, b"in frame frame in out ", "nobody's any more");
    }
}
