//! Listens where one call cannot wait for the terminal and for all else: each is
//! waited for in a thread of its own, and all speak into one channel.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::input::{Input, Inputs, translate};

/// The loop's end of all that can wake it.
pub struct Listener(Receiver<Input>);

/// Starts to listen. From here on resizes are heard, before the first frame is drawn
/// for a size.
pub fn listen() -> io::Result<(Inputs, Listener)> {
    let (sender, heard) = channel();
    // The channel wakes the loop by itself.
    let inputs = Inputs::new(sender, Arc::new(|| {}));
    #[cfg(unix)]
    listen_to_signals(&inputs)?;
    inputs.watch("input", read)?;
    Ok((inputs, Listener(heard)))
}

impl Listener {
    /// What comes next; `None` once `patience` is at its end.
    pub fn next(&mut self, patience: Option<Duration>) -> Option<Input> {
        match patience {
            None => self.0.recv().ok(),
            Some(time) => self.0.recv_timeout(time).ok(),
        }
    }

    /// What has come by now.
    pub fn queued(&mut self) -> Option<Input> {
        self.0.try_recv().ok()
    }
}

#[cfg(unix)]
fn read(inputs: &Inputs) {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    let stdin = io::stdin();
    let mut decoder = super::decode::Decoder::default();
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
        super::trigger::panic_beside(inputs);
        let mut events = decoder.decode(&bytes[..read]);
        if decoder.may_be_escape() && !super::input::follows() {
            events.extend(decoder.lone_escape());
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

#[cfg(unix)]
fn listen_to_signals(inputs: &Inputs) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
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
