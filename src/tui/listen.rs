//! Listens for terminal input and for signals in separate threads. All events that can wake the
//! loop arrive in a single channel.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use super::input::{Input, Inputs};

/// The maximum number of reads in the channel. When the channel is full, readers block so that a
/// flood of keys does not use up memory.
const WAITING: usize = 64;

/// The receiving end of the input channel.
pub struct Listener {
    heard: Receiver<Vec<Input>>,
    /// The inputs of the current read that the loop has not handled yet.
    rest: VecDeque<Input>,
}

/// Starts listening. Call this before the first frame is drawn so that no resize is missed.
pub fn listen() -> io::Result<(Inputs, Listener)> {
    let (sender, heard) = sync_channel(WAITING);
    let inputs = Inputs::new(sender);
    #[cfg(unix)]
    inputs.watch("signals", signals()?)?;
    inputs.watch("input", read)?;
    let rest = VecDeque::new();
    Ok((inputs, Listener { heard, rest }))
}

impl Listener {
    /// Returns the next input, or `None` if no input arrives within `patience`.
    pub fn next(&mut self, patience: Option<Duration>) -> Option<Input> {
        if self.rest.is_empty() {
            let heard = match patience {
                None => self.heard.recv().ok(),
                Some(time) => self.heard.recv_timeout(time).ok(),
            };
            self.rest.extend(heard?);
        }
        self.rest.pop_front()
    }

    /// Returns the next input if one has already been read.
    pub fn queued(&mut self) -> Option<Input> {
        if self.rest.is_empty() {
            self.rest.extend(self.heard.try_recv().ok()?);
        }
        self.rest.pop_front()
    }
}

#[cfg(unix)]
fn read(inputs: &Inputs) {
    use std::time::Instant;

    use super::burst::Burst;
    use super::decode::Decoder;
    use super::input::{more_input_arrives, translate};

    /// After a pause of this length, the end of a string or a paste is considered lost.
    const PAUSE: Duration = Duration::from_millis(200);

    let mut decoder = Decoder::default();
    let mut burst = Burst::default();
    let mut bytes = [0; 4096];
    let mut last = Instant::now();
    loop {
        let read = read_some(&mut bytes);
        #[cfg(debug_assertions)]
        super::test_panics::panic_beside(inputs);
        let now = Instant::now();
        let since = now.duration_since(last);
        let paused = since >= PAUSE;
        last = now;
        let mut events = decoder.decode(&bytes[..read], paused);
        if decoder.may_be_escape() && !more_input_arrives() {
            events.extend(decoder.lone_escape());
        }
        let is_pasted = burst.is_pasted(&events, since);
        let mut all: Vec<_> = events.into_iter().filter_map(translate).collect();
        if is_pasted {
            all = vec![Input::Burst(all)];
        }
        if !all.is_empty() && !inputs.send_together(all) {
            return;
        }
        // Reading from a terminal blocks until there is input, so an empty read means that the
        // terminal is gone.
        if read == 0 {
            inputs.send(Input::Gone);
            return;
        }
    }
}

/// Reads from the terminal. Returns the number of bytes read, or 0 if the terminal is gone.
#[cfg(unix)]
fn read_some(bytes: &mut [u8]) -> usize {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    let stdin = io::stdin();
    loop {
        match rustix::io::read(&stdin, &mut *bytes) {
            Ok(read) => return read,
            Err(Errno::INTR) => {}
            // Another program left the terminal in non-blocking mode.
            Err(Errno::AGAIN) => {
                let _woken = poll(&mut [PollFd::new(&stdin, PollFlags::IN)], None);
            }
            Err(_) => return 0,
        }
    }
}

#[cfg(not(unix))]
fn read(inputs: &Inputs) {
    use ratatui::crossterm::event;

    use super::input::translate;

    loop {
        let input = match event::read() {
            Ok(event) => translate(event),
            Err(_) => Some(Input::Gone),
        };
        let gone = input == Some(Input::Gone);
        let heard = input.is_none_or(|input| inputs.send(input));
        if gone || !heard {
            return;
        }
    }
}

/// Registers the signals immediately and returns a function that waits for them.
#[cfg(unix)]
fn signals() -> io::Result<impl FnOnce(&Inputs) + Send + 'static> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};

    let all = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGWINCH];
    let mut signals = signal_hook::iterator::Signals::new(all)?;
    Ok(move |inputs: &Inputs| {
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
