//! All that can wake the program, in one channel.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use std::{io, thread};

use ratatui::crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::layout::Position;

use super::keymap::Key;
use crate::app::Shelf;

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
    /// The terminal is gone.
    Gone,
    /// The whole bank is there, which was read meanwhile.
    BankRead,
}

/// Starts to listen. The threads end with the program.
pub fn listen() -> io::Result<(Sender<Input>, Receiver<Input>)> {
    // From here on resizes are heard, before the first frame is drawn for a size.
    event::poll(Duration::ZERO)?;
    let (sender, receiver) = channel();
    #[cfg(unix)]
    listen_to_signals(sender.clone())?;
    #[cfg(target_os = "linux")]
    watch_terminal(sender.clone())?;
    thread::Builder::new().name("input".into()).spawn({
        let sender = sender.clone();
        move || read(&sender)
    })?;
    Ok((sender, receiver))
}

/// Has the bank read beside the loop, and tells the loop when it is there.
pub fn wait_for_bank(shelf: Shelf, sender: Sender<Input>) -> io::Result<()> {
    thread::Builder::new().name("bank".into()).spawn(move || {
        shelf.bank();
        // Nobody listens any more when the program has ended meanwhile.
        let _unless_ended = sender.send(Input::BankRead);
    })?;
    Ok(())
}

fn read(sender: &Sender<Input>) {
    loop {
        let input = match event::read() {
            Ok(event) => translate(&event),
            Err(_) => Some(Input::Gone),
        };
        let gone = input == Some(Input::Gone);
        let heard = input.is_none_or(|input| sender.send(input).is_ok());
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
fn watch_terminal(sender: Sender<Input>) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    let watch = move || {
        let stdin = io::stdin();
        // A hang-up is told unasked, so nothing is asked for.
        let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
        while poll(&mut fds, None) == Err(rustix::io::Errno::INTR) {}
        // Where nobody listens any more, the program is ending by itself.
        let _ending = sender.send(Input::Gone);
    };
    thread::Builder::new().name("hang-up".into()).spawn(watch)?;
    Ok(())
}

#[cfg(unix)]
fn listen_to_signals(sender: Sender<Input>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                let input = match signal {
                    SIGCONT => Input::Continued,
                    signal => Input::Stop(signal),
                };
                if sender.send(input).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
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
