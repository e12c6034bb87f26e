//! Fault injection: failing system calls, kills at a system call, and wrong clocks.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Home, Program};

/// Makes system calls of a running program fail until it is dropped.
pub struct Injection(Child);

impl Injection {
    /// Makes `calls` on the history or its journal fail as `how` describes in strace's syntax:
    /// `error=EIO`, `error=ENOSPC:when=3`.
    pub fn into(program: &Program, home: &Home, calls: &str, how: &str) -> Self {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-o", "/dev/null"]);
        for ending in ["", "-wal"] {
            strace.arg("-P").arg(with_ending(&home.history(), ending));
        }
        strace.args(["-e", &format!("trace={calls}")]);
        strace.args(["-e", &format!("inject={calls}:{how}")]);
        strace.args(["-p", &program.pid().to_string()]);
        strace.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = strace.spawn().expect("strace is installed");
        let said = child.stderr.take().expect("it is piped");
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let attached = lines.any(|line| line.contains("attached"));
        assert!(attached, "strace cannot attach");
        Self(child)
    }
}

impl Drop for Injection {
    fn drop(&mut self) {
        let pid = Pid::from_raw(self.0.id() as i32).expect("it has a number");
        let _gone_already = kill_process(pid, Signal::INT);
        let _gone_already = self.0.wait();
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Runs the program while its `n`th `call` fails or kills it, as `how` describes. (If there are
/// several calls, strace counts each separately.)
pub fn strikes(home: &Home, args: &[&str], call: &str, how: &str, n: usize) -> Output {
    let plain = home.command(args);
    let mut strace = Command::new("strace");
    strace.args(["-f", "-o", "/dev/null"]);
    strace.args(["-e", &format!("trace={call}")]);
    strace.args(["-e", &format!("inject={call}:{how}:when={n}")]);
    strace.arg(plain.get_program()).args(plain.get_args());
    strace.env_clear().envs(home.environment());
    strace.stdin(Stdio::null());
    strace.output().expect("strace is installed")
}

/// A wall clock that a test can set. The monotonic clock is not affected.
pub struct WallClock {
    library: PathBuf,
    file: PathBuf,
}

impl WallClock {
    pub fn new(folder: &Path) -> Self {
        let found = fs::read_dir("/usr/lib").expect("there is one");
        let library = found
            .filter_map(|entry| Some(entry.ok()?.path().join("faketime/libfaketime.so.1")))
            .find(|path| path.exists());
        let clock = Self {
            library: library.expect("libfaketime is installed"),
            file: folder.join("faketime"),
        };
        clock.set("+0");
        clock
    }

    /// Moves the clock from the true time by an offset such as `+3600` seconds.
    pub fn set(&self, offset: &str) {
        // Write a temporary file and rename it, so that no program reads a partial file.
        let part = self.file.with_extension("part");
        fs::write(&part, offset).expect("written");
        fs::rename(&part, &self.file).expect("renamed");
    }

    /// Returns the environment variables that apply this clock to a program.
    pub fn environment(&self) -> [(&'static str, &str); 4] {
        [
            ("LD_PRELOAD", self.library.to_str().expect("UTF-8")),
            (
                "FAKETIME_TIMESTAMP_FILE",
                self.file.to_str().expect("UTF-8"),
            ),
            ("FAKETIME_NO_CACHE", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ]
    }
}
