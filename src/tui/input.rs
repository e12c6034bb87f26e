//! The inputs that can wake the program and the channel that carries them to the main loop.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;
use std::{io, thread};

use ratatui::crossterm::event::{Event, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::layout::Position;

use super::keymap::Key;
use crate::app::LazyBank;

/// An input event from outside the program.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(unix),
    expect(dead_code, reason = "signals and bursts are read only on Unix")
)]
pub enum Input {
    /// A key press; repeats and releases are ignored.
    Key(Key),
    /// A piece of pasted text.
    Pasted(String),
    /// Keys that arrived so fast that they must be pasted text. Used if the terminal does not mark
    /// pastes.
    Burst(Vec<Input>),
    Click(Position),
    Wheel {
        up: bool,
    },
    Resized,
    /// The system sent this signal to end the program.
    Stop(i32),
    /// The program continues after it was suspended.
    Continued,
    /// The terminal has accepted all output, and a frame is waiting to be drawn.
    Written,
    /// The terminal was closed.
    Gone,
    /// The whole bank has been read in the background.
    BankRead,
    /// A background thread has panicked and has already written a report.
    Panicked,
}

impl Input {
    /// Returns whether the learner pressed a key or used the mouse.
    pub fn is_from_learner(&self) -> bool {
        matches!(
            self,
            Self::Key(_) | Self::Pasted(_) | Self::Burst(_) | Self::Click(_) | Self::Wheel { .. }
        )
    }
}

/// The sending end of the input channel, for background threads.
#[derive(Clone)]
pub struct Inputs {
    sender: SyncSender<Vec<Input>>,
}

impl Inputs {
    pub fn new(sender: SyncSender<Vec<Input>>) -> Self {
        Self { sender }
    }

    /// Sends `input` to the loop and blocks while the channel is full. Returns `false` if the loop
    /// has ended. The loop itself must never call this.
    pub fn send(&self, input: Input) -> bool {
        self.send_together(vec![input])
    }

    /// Sends the `inputs` of a single read. They stay together, so the loop never takes one of them
    /// for a key that was pressed alone.
    pub fn send_together(&self, inputs: Vec<Input>) -> bool {
        self.sender.send(inputs).is_ok()
    }

    /// Runs `work` in its own thread, which ends with the program. If `work` panics, the loop is
    /// notified and shuts the program down as usual.
    pub fn watch(&self, name: &str, work: impl FnOnce(&Self) + Send + 'static) -> io::Result<()> {
        let inputs = self.clone();
        let guarded = move || {
            if catch_unwind(AssertUnwindSafe(|| work(&inputs))).is_err() {
                inputs.send(Input::Panicked);
            }
        };
        thread::Builder::new().name(name.into()).spawn(guarded)?;
        Ok(())
    }
}

/// Reads the bank in the background and notifies the loop when it is available.
pub fn wait_for_bank(inputs: &Inputs, shelf: LazyBank) -> io::Result<()> {
    inputs.watch("bank", move |inputs| {
        // The screens need the statistics as soon as the bank is read.
        shelf.stats();
        inputs.send(Input::BankRead);
        // Practice and exams need the forms. Compute them now, so that no key waits for them.
        shelf.forms();
    })
}

/// Translates a terminal event into an input. Returns `None` for events that the loop ignores.
pub fn translate(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Press => Some(Input::Key(key.into())),
        Event::Paste(text) => Some(Input::Pasted(text)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                Some(Input::Click(Position::new(mouse.column, mouse.row)))
            }
            MouseEventKind::ScrollUp => Some(Input::Wheel { up: true }),
            MouseEventKind::ScrollDown => Some(Input::Wheel { up: false }),
            _ => None,
        },
        Event::Resize(..) => Some(Input::Resized),
        _ => None,
    }
}

/// Returns whether more input arrives in time to continue an escape sequence. If not, `ESC` was the
/// Esc key. The timeout is too short to be noticed but is usually longer than the delay between the
/// parts of an escape sequence.
#[cfg(unix)]
pub fn more_input_arrives() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    const MOMENT: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 60_000_000,
    };
    let stdin = io::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    loop {
        match poll(&mut fds, Some(&MOMENT)) {
            // The call was interrupted by a signal.
            Err(rustix::io::Errno::INTR) => {}
            ready => return matches!(ready, Ok(1..)),
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    use super::translate;

    #[test]
    fn a_press_is_one_action_and_its_release_none() {
        let key = |kind| {
            let code = KeyCode::Char('a');
            Event::Key(KeyEvent::new_with_kind(code, KeyModifiers::NONE, kind))
        };
        assert!(translate(key(KeyEventKind::Press)).is_some());
        assert!(translate(key(KeyEventKind::Repeat)).is_none());
        assert!(translate(key(KeyEventKind::Release)).is_none());
    }
}
