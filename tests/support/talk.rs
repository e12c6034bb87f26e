//! Runs the real program in plain mode with pipes, and has methods to type and to read lines.

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::{Home, Printed};

/// The maximum time to wait for a condition before the test fails.
const DEADLINE: Duration = Duration::from_secs(20);

pub struct Talk {
    child: Child,
    input: Option<ChildStdin>,
    heard: Arc<(Mutex<Said>, Condvar)>,
    ear: Option<JoinHandle<()>>,
    /// The length of the output when the last line was typed.
    from: usize,
}

#[derive(Default)]
struct Said {
    text: Vec<u8>,
    over: bool,
}

impl Home {
    /// Starts the program in plain mode without typing anything.
    pub fn talk(&self, args: &[&str]) -> Talk {
        let mut args = args.to_vec();
        args.push("--plain");
        Talk::start(self.command(&args))
    }

    /// Starts a practice session of `count` questions from the small bank in plain mode, all with
    /// one correct option.
    pub fn talks_in_practice(&self, count: usize) -> Talk {
        let (bank, count) = (super::small(), count.to_string());
        self.talk(&[
            "practice", "--bank", &bank, "--topic", "alpha", "--count", &count,
        ])
    }

    /// Runs the program in plain mode with `lines` as its input, all at once.
    #[track_caller]
    pub fn script(&self, args: &[&str], lines: &[&str]) -> Printed {
        let mut talk = self.talk(args);
        for line in lines {
            talk.writes(&format!("{line}\n"));
        }
        talk.ends()
    }
}

impl Talk {
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut output = child.stdout.take().expect("it is a pipe");
        let heard = Arc::new((Mutex::new(Said::default()), Condvar::new()));
        let listener = Arc::clone(&heard);
        let ear = thread::spawn(move || {
            let mut chunk = [0; 4096];
            loop {
                let read = output.read(&mut chunk).unwrap_or(0);
                let mut said = listener.0.lock().unwrap_or_else(PoisonError::into_inner);
                said.text.extend_from_slice(&chunk[..read]);
                said.over = read == 0;
                listener.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        Self {
            input: child.stdin.take(),
            child,
            heard,
            ear: Some(ear),
            from: 0,
        }
    }

    /// Types a line. After that, [`Self::hears`] considers only later output.
    pub fn types(&mut self, line: &str) -> &mut Self {
        let said = self.heard.0.lock().unwrap_or_else(PoisonError::into_inner);
        self.from = said.text.len();
        drop(said);
        self.writes(&format!("{line}\n"));
        self
    }

    /// Writes `text` as is, without adding a line break. The text is lost if the program is no
    /// longer reading.
    pub fn writes(&mut self, text: &str) {
        if let Some(input) = &mut self.input {
            let _nobody_reads = input.write_all(text.as_bytes());
            let _nobody_reads = input.flush();
        }
    }

    /// Waits until the output since the last typed line contains `words`, which may span several
    /// lines. Returns all output since that line.
    #[track_caller]
    pub fn hears(&self, words: &str) -> String {
        let deadline = Instant::now() + DEADLINE;
        let mut said = self.heard.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let news = String::from_utf8_lossy(&said.text[self.from..]).into_owned();
            let in_words: Vec<_> = news.split_whitespace().collect();
            if in_words.join(" ").contains(words) {
                return news;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !said.over,
                "`{words}` was never said, but:\n{news}"
            );
            let waited = self.heard.1.wait_timeout(said, left);
            said = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Closes the input and waits for the program to end.
    #[track_caller]
    pub fn ends(mut self) -> Printed {
        drop(self.input.take());
        let code = self.child.wait().expect("it was started here").code();
        if let Some(ear) = self.ear.take() {
            ear.join().expect("it only listens");
        }
        let mut err = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            errors.read_to_string(&mut err).expect("it prints UTF-8");
        }
        let said = self.heard.0.lock().unwrap_or_else(PoisonError::into_inner);
        let out = String::from_utf8(said.text.clone()).expect("it prints UTF-8");
        assert!(!out.contains('\x1b'), "an escape was written:\n{out:?}");
        Printed {
            out,
            err,
            code: code.expect("it ended by itself"),
        }
    }

    /// Sends a signal to the program only.
    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.child.id() as i32).expect("it has a number");
        kill_process(pid, signal).expect("it runs");
    }

    /// Kills the program like a power failure.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it was started here");
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _gone_already = self.child.kill();
            let _gone_already = self.child.wait();
        }
    }
}
