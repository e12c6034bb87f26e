//! Listens to the terminal, to signals, and to whoever works beside the loop, all in
//! the loop's own thread: it sleeps in one call, which each of them ends.

use std::collections::VecDeque;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::decode::Decoder;
use super::input::{Input, Inputs, follows, translate};

/// What a terminal may say at any time that it is gone.
const OVER: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);

/// The loop's end of all that can wake it.
pub struct Listener {
    /// What those beside the loop hand over, and the bell that says so.
    others: Receiver<Input>,
    bell: Arc<OwnedFd>,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    decoder: Decoder,
    /// What has come and was not asked for yet.
    heard: VecDeque<Input>,
    #[cfg(debug_assertions)]
    inputs: Inputs,
}

/// Starts to listen. From here on resizes are heard, before the first frame is drawn
/// for a size.
pub fn listen() -> io::Result<(Inputs, Listener)> {
    let (sender, others) = channel();
    let bell = Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?);
    let rung = Arc::clone(&bell);
    let wake = Arc::new(move || {
        // One that cannot be rung once more is ringing.
        let _rings = rustix::io::write(&rung, &1_u64.to_ne_bytes());
    });
    let inputs = Inputs::new(sender, wake);
    let (woken, wakes) = UnixStream::pair()?;
    let signals = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGWINCH];
    let listener = Listener {
        others,
        bell,
        signals: SignalDelivery::with_pipe(woken, wakes, SignalOnly, signals)?,
        decoder: Decoder::default(),
        heard: VecDeque::new(),
        #[cfg(debug_assertions)]
        inputs: inputs.clone(),
    };
    Ok((inputs, listener))
}

impl Listener {
    /// What comes next. `None` once `patience` is at its end, or earlier: the caller
    /// looks at the clock and asks again.
    pub fn next(&mut self, patience: Option<Duration>) -> Option<Input> {
        if self.heard.is_empty() {
            self.wait(patience);
        }
        self.heard.pop_front()
    }

    /// What has come by now.
    pub fn queued(&mut self) -> Option<Input> {
        self.next(Some(Duration::ZERO))
    }

    fn wait(&mut self, patience: Option<Duration>) {
        let stdin = io::stdin();
        let mut fds = [
            PollFd::new(self.signals.get_read(), PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
            PollFd::new(&stdin, PollFlags::IN),
        ];
        // What is too long for the system is for ever.
        let patience = patience.and_then(|it| Timespec::try_from(it).ok());
        let woken = poll(&mut fds, patience.as_ref());
        // A signal ends the call, and is found in its pipe at the next one.
        let woken = woken.or_else(|_| poll(&mut fds, Some(&Timespec::default())));
        if woken.is_err() {
            return;
        }
        let [signals, bell, terminal] = fds.map(|fd| fd.revents());
        // Keys that came before a signal are heard before it.
        if terminal.contains(PollFlags::IN) {
            self.read();
        }
        if !signals.is_empty() {
            let signals = self.signals.pending().map(|signal| match signal {
                SIGCONT => Input::Continued,
                SIGWINCH => Input::Resized,
                signal => Input::Stop(signal),
            });
            self.heard.extend(signals);
        }
        if !bell.is_empty() {
            // It is stilled first: whoever rings it from now on is heard next time.
            let _stilled = rustix::io::read(&self.bell, &mut [0; 8]);
            self.heard.extend(self.others.try_iter());
        }
        // Reading alone does not tell: the end of input looks like no input.
        if terminal.intersects(OVER) {
            self.heard.push_back(Input::Gone);
        }
    }

    fn read(&mut self) {
        let mut bytes = [0; 1024];
        let read = match rustix::io::read(io::stdin(), &mut bytes) {
            Ok(read) => read,
            // Somebody else was quicker to read it; there is more to wait for.
            Err(Errno::INTR | Errno::AGAIN) => return,
            Err(_) => 0,
        };
        #[cfg(debug_assertions)]
        super::trigger::panic_beside(&self.inputs);
        let mut events = self.decoder.decode(&bytes[..read]);
        if self.decoder.may_be_escape() && !follows() {
            events.extend(self.decoder.lone_escape());
        }
        self.heard.extend(events.iter().filter_map(translate));
        // A terminal waits for keys; where it does not, it is gone.
        if read == 0 {
            self.heard.push_back(Input::Gone);
        }
    }
}
