//! All that can wake the program, in one channel.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::{io, thread};

use ratatui::crossterm::event::{Event, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::layout::Position;
#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
#[cfg(unix)]
use rustix::io::Errno;

#[cfg(unix)]
use super::decode::Decoder;
use super::keymap::Key;
use crate::app::Shelf;

/// How long the rest of a sequence is waited for, before it is the key `Esc`: less
/// than anybody notices, and more than the pieces of an arrow are apart as a rule.
#[cfg(unix)]
const ESCAPE_WAITS: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 60_000_000,
};

/// Something from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed; releases and repeats are no presses.
    Key(Key),
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
    /// One of those who listen has panicked; its report is written.
    Panicked,
}

/// The end of the channel that those who listen hold.
#[derive(Clone)]
pub struct Inputs(Sender<Input>);

impl Inputs {
    pub fn channel() -> (Self, Receiver<Input>) {
        let (sender, receiver) = channel();
        (Self(sender), receiver)
    }

    /// Hands `input` to the loop; `false` where the loop has ended.
    pub fn send(&self, input: Input) -> bool {
        self.0.send(input).is_ok()
    }

    /// Runs `listen` in a thread of its own, which ends with the program. Should
    /// it panic, the loop is told, and ends the program as it always does.
    pub fn watch(&self, name: &str, listen: impl FnOnce(&Self) + Send + 'static) -> io::Result<()> {
        let inputs = self.clone();
        let guarded = move || {
            if catch_unwind(AssertUnwindSafe(|| listen(&inputs))).is_err() {
                inputs.send(Input::Panicked);
            }
        };
        thread::Builder::new().name(name.into()).spawn(guarded)?;
        Ok(())
    }
}

/// Starts to listen.
pub fn listen(inputs: &Inputs) -> io::Result<()> {
    #[cfg(unix)]
    listen_to_signals(inputs)?;
    #[cfg(target_os = "linux")]
    inputs.watch("hang-up", watch_terminal)?;
    inputs.watch("input", read)
}

/// Has the bank read beside the loop, and tells the loop when it is there.
pub fn wait_for_bank(inputs: &Inputs, shelf: Shelf) -> io::Result<()> {
    inputs.watch("bank", move |inputs| {
        shelf.bank();
        inputs.send(Input::BankRead);
    })
}

#[cfg(unix)]
fn read(inputs: &Inputs) {
    let stdin = io::stdin();
    let mut decoder = Decoder::default();
    let mut bytes = [0; 1024];
    loop {
        let read = match rustix::io::read(&stdin, &mut bytes) {
            Ok(read) => read,
            Err(Errno::INTR) => continue,
            // Somebody before us left it so that reading does not wait.
            Err(Errno::AGAIN) => {
                let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
                let _woken = poll(&mut fds, None);
                continue;
            }
            Err(_) => 0,
        };
        #[cfg(debug_assertions)]
        super::trigger::panic_in("worker");
        let mut events = decoder.decode(&bytes[..read]);
        if decoder.may_be_escape() {
            let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
            if !matches!(poll(&mut fds, Some(&ESCAPE_WAITS)), Ok(1..)) {
                events.extend(decoder.lone_escape());
            }
        }
        for input in events.iter().filter_map(translate) {
            if !inputs.send(input) {
                return;
            }
        }
        // A terminal waits for keys; where it does not, it is gone.
        if read == 0 {
            inputs.send(Input::Gone);
            return;
        }
    }
}

#[cfg(not(unix))]
fn read(inputs: &Inputs) {
    use ratatui::crossterm::event;
    loop {
        let input = match event::read() {
            Ok(event) => translate(&event),
            Err(_) => Some(Input::Gone),
        };
        let gone = input == Some(Input::Gone);
        let heard = input.is_none_or(|input| inputs.send(input));
        if gone || !heard {
            return;
        }
    }
}

fn translate(event: &Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Press => Some(Input::Key((*key).into())),
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

/// Waits for the terminal to hang up, at no cost until it does. Reading alone
/// does not tell: where the signal is ignored, the end of input looks like no input.
#[cfg(target_os = "linux")]
fn watch_terminal(inputs: &Inputs) {
    let stdin = io::stdin();
    // A hang-up is told unasked, so nothing is asked for.
    let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
    while poll(&mut fds, None) == Err(Errno::INTR) {}
    // Where nobody listens any more, the program is ending by itself.
    inputs.send(Input::Gone);
}

#[cfg(unix)]
fn listen_to_signals(inputs: &Inputs) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    // From here on resizes are heard, before the first frame is drawn for a size.
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGWINCH])?;
    inputs.watch("signals", move |inputs| {
        for signal in signals.forever() {
            let input = match signal {
                SIGCONT => Input::Continued,
                SIGWINCH => Input::Resized,
                signal => Input::Stop(signal),
            };
            if !inputs.send(input) {
                return;
            }
        }
    })
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
        assert!(translate(&key(KeyEventKind::Press)).is_some());
        assert!(translate(&key(KeyEventKind::Repeat)).is_none());
        assert!(translate(&key(KeyEventKind::Release)).is_none());
    }
}
