//! All that can wake the program, and how it is handed to the loop.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;
use std::{io, thread};

use ratatui::crossterm::event::{Event, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::layout::Position;

use super::keymap::Key;
use crate::app::Shelf;

/// Something from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed; releases and repeats are no presses.
    Key(Key),
    /// A piece of what is pasted.
    Pasted(String),
    Click(Position),
    Wheel {
        up: bool,
    },
    Resized,
    /// The system asks the program to end, with this signal.
    Stop(i32),
    /// Stopped by the shell, and now back.
    Continued,
    /// The terminal took all that was written, and a frame waits to be drawn.
    Written,
    /// The terminal is gone.
    Gone,
    /// The whole bank is there, which was read meanwhile.
    BankRead,
    /// One of those at work beside the loop has panicked; its report is written.
    Panicked,
}

impl Input {
    /// Whether the learner pressed a key or used the mouse.
    pub fn is_from_learner(&self) -> bool {
        matches!(
            self,
            Self::Key(_) | Self::Pasted(_) | Self::Click(_) | Self::Wheel { .. }
        )
    }
}

/// The end that those hold who work beside the loop.
#[derive(Clone)]
pub struct Inputs {
    sender: SyncSender<Input>,
}

impl Inputs {
    pub fn new(sender: SyncSender<Input>) -> Self {
        Self { sender }
    }

    /// Hands `input` to the loop, and waits while too many wait there. Returns `false`
    /// if the loop has ended. Never called by the loop itself.
    pub fn send(&self, input: Input) -> bool {
        self.sender.send(input).is_ok()
    }

    /// Runs `work` in a thread of its own, which ends with the program. Should
    /// it panic, the loop is told, and ends the program as it always does.
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

/// Has the bank read beside the loop, and tells the loop when it is there.
pub fn wait_for_bank(inputs: &Inputs, shelf: Shelf) -> io::Result<()> {
    inputs.watch("bank", move |inputs| {
        shelf.bank();
        inputs.send(Input::BankRead);
    })
}

/// What the loop makes of an event; nothing of those that it does not care for.
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

/// Whether more comes within the moment that the rest of a sequence is waited for,
/// before it is the key `Esc`: less than anybody notices, and more than the pieces of
/// an arrow are apart as a rule.
#[cfg(unix)]
pub fn follows() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    const MOMENT: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 60_000_000,
    };
    let stdin = io::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    loop {
        match poll(&mut fds, Some(&MOMENT)) {
            // A signal came between.
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
