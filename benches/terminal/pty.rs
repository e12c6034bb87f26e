//! Runs a program in a pseudo-terminal and observes it from outside.

use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The size of the window.
const ROWS: NonZeroU16 = NonZeroU16::new(40).expect("it has rows");
const COLUMNS: NonZeroU16 = NonZeroU16::new(120).expect("it has columns");
const SIZE: PtySize = PtySize {
    rows: ROWS.get(),
    cols: COLUMNS.get(),
    pixel_width: 0,
    pixel_height: 0,
};

/// A program with its arguments and its home folder.
#[derive(Clone)]
pub struct Command {
    pub program: PathBuf,
    pub args: Vec<String>,
    pub state: PathBuf,
}

/// Bytes with the time of their arrival.
type Piece = (Instant, Vec<u8>);
/// The timeout for all operations.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Running {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    pieces: Receiver<Piece>,
    began: Instant,
    screen: vt100::Parser,
    // Dropping this handle sends a hangup to the program.
    _master: Box<dyn MasterPty + Send>,
}

/// A burst of output that ends with a pause.
#[derive(Clone, Copy, Debug)]
pub struct Burst {
    /// The time from the cause to the last byte.
    pub last: Duration,
    pub bytes: usize,
}

impl Running {
    pub fn start(command: &Command) -> Self {
        let pair = native_pty_system().openpty(SIZE).expect("a terminal");
        let mut builder = CommandBuilder::new(&command.program);
        builder.args(&command.args);
        builder.env_clear();
        for (name, value) in [
            ("HOME", command.state.as_os_str()),
            ("XDG_STATE_HOME", command.state.as_os_str()),
            ("TERM", "xterm-256color".as_ref()),
            ("LANG", "C.UTF-8".as_ref()),
        ] {
            builder.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let (sender, pieces) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                let piece = (Instant::now(), buffer[..read].to_vec());
                if sender.send(piece).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().expect("its input");
        let began = Instant::now();
        let child = pair.slave.spawn_command(builder).expect("it starts");
        Self {
            child,
            writer,
            pieces,
            began,
            screen: vt100::Parser::new(ROWS, COLUMNS, 0),
            _master: pair.master,
        }
    }

    /// Waits for the first frame, and until the output stops.
    pub fn settles(&self) -> Burst {
        self.burst(self.began, Duration::from_millis(120))
    }

    /// Types all of `keys` at once, and waits for the response.
    pub fn press(&mut self, keys: &str) -> Burst {
        let pressed = Instant::now();
        self.writer.write_all(keys.as_bytes()).expect("it listens");
        self.writer.flush().expect("it listens");
        self.burst(pressed, Duration::from_millis(15))
    }

    fn burst(&self, since: Instant, quiet: Duration) -> Burst {
        let mut burst = Burst {
            last: Duration::ZERO,
            bytes: 0,
        };
        let mut patience = PATIENCE;
        loop {
            match self.pieces.recv_timeout(patience) {
                Ok((at, bytes)) => {
                    burst.last = at.saturating_duration_since(since);
                    burst.bytes += bytes.len();
                    patience = quiet;
                }
                Err(RecvTimeoutError::Timeout) => return burst,
                Err(RecvTimeoutError::Disconnected) => return burst,
            }
        }
    }

    /// Types `keys`, and restarts the timer that [`Running::until`] reads.
    pub fn send(&mut self, keys: &str) {
        self.began = Instant::now();
        self.writer.write_all(keys.as_bytes()).expect("it listens");
        self.writer.flush().expect("it listens");
    }

    /// Waits until `is_there` accepts the screen. Returns the time since the start or the last call
    /// of [`Running::send`].
    pub fn until(&mut self, is_there: impl Fn(&str) -> bool) -> Duration {
        loop {
            let (at, bytes) = self.pieces.recv_timeout(PATIENCE).expect("it comes");
            self.screen.process(&bytes);
            if is_there(&self.screen.screen().contents()) {
                return at.saturating_duration_since(self.began);
            }
        }
    }

    /// Returns the peak resident memory in KiB; 0 if the system does not report it.
    pub fn peak(&self) -> u64 {
        self.status("VmHWM:")
    }

    /// Returns the resident memory in KiB; 0 if the system does not report it.
    pub fn resident(&self) -> u64 {
        self.status("VmRSS:")
    }

    /// Returns the number of wake-ups of all threads so far.
    pub fn wakes(&self) -> u64 {
        let Some(pid) = self.child.process_id() else {
            return 0;
        };
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task"));
        let tasks = tasks.into_iter().flatten().flatten();
        tasks
            .map(|task| number(&task.path().join("status"), "voluntary_ctxt_switches:"))
            .sum()
    }

    fn status(&self, what: &str) -> u64 {
        let pid = self.child.process_id();
        pid.map_or(0, |pid| {
            number(Path::new(&format!("/proc/{pid}/status")), what)
        })
    }

    /// Kills the program.
    pub fn kill(mut self) {
        let _ended_anyhow = self.child.kill();
        let _code = self.child.wait();
    }

    /// Quits the program with `q`. Returns the time until it has exited.
    pub fn quit(mut self) -> Duration {
        let asked = Instant::now();
        let _ended_anyhow = self.writer.write_all(b"q");
        let _ended_anyhow = self.writer.flush();
        let _code = self.child.wait();
        asked.elapsed()
    }
}

/// Returns the number after the prefix `what` in a file such as `/proc/PID/status`.
pub fn number(path: &Path, what: &str) -> u64 {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(what));
    let digits = line.and_then(|rest| rest.split_whitespace().next());
    digits.and_then(|it| it.parse().ok()).unwrap_or(0)
}
