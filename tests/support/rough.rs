//! Helpers that simulate unusual terminals, shells, and process states.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal};
use rustix::termios::{Action, tcflow};

use super::home::BINARY;
use super::{Home, Program, Screen};

impl Home {
    /// Starts the program through `before`, a command that runs the rest of its arguments, in a
    /// terminal of 80 × 24.
    pub fn start_by(
        &self,
        before: &[&str],
        args: &[&str],
        more: &[(&'static str, &str)],
    ) -> Program {
        let mut command = CommandBuilder::new(before[0]);
        command.args(&before[1..]);
        command.arg(BINARY);
        command.args(args);
        self.begin(command, more)
    }

    /// Starts the program under strace, which injects `fault`, such as `error=ENOLCK`, into the
    /// system calls `calls`.
    pub fn start_with_fault(&self, calls: &str, fault: &str, args: &[&str]) -> Program {
        let trace = format!("trace={calls}");
        let inject = format!("inject={calls}:{fault}");
        let quiet = ["strace", "-f", "-qq", "-o", "/dev/null"];
        self.start_by(
            &[&quiet[..], &["-e", &trace, "-e", &inject]].concat(),
            args,
            &[],
        )
    }

    /// Starts the program in a terminal that is not its controlling terminal, so the program does
    /// not get a signal when the terminal closes.
    pub fn start_as_a_guest(&self, args: &[&str]) -> Program {
        let mut command = CommandBuilder::new(BINARY);
        command.args(args);
        command.set_controlling_tty(false);
        self.begin(command, &[])
    }

    fn begin(&self, command: CommandBuilder, more: &[(&'static str, &str)]) -> Program {
        let mut environment = self.environment();
        let path = std::env::var("PATH").unwrap_or_default();
        environment.push(("PATH", path.into()));
        environment.extend(more.iter().map(|(name, value)| (*name, value.into())));
        Program::begin((80, 24), command, &environment)
    }
}

impl Program {
    /// Stops all output, as Ctrl-S does. Everything that is written from now on waits.
    pub fn stops_output(&mut self) -> &mut Self {
        self.flow(Action::OOff)
    }

    /// Resumes output, as Ctrl-Q does.
    pub fn starts_output(&mut self) -> &mut Self {
        self.flow(Action::OOn)
    }

    fn flow(&mut self, action: Action) -> &mut Self {
        let name = self.master.tty_name().expect("it has a name");
        let terminal = OpenOptions::new()
            .read(true)
            .write(true)
            // Do not make this the controlling terminal of the tests.
            .custom_flags(rustix::fs::OFlags::NOCTTY.bits() as i32)
            .open(name)
            .expect("it can be opened");
        tcflow(&terminal, action).expect("it is a terminal");
        self
    }

    /// Overwrites the screen, like a terminal that disagrees about the width of a character.
    pub fn smudges(&mut self, bytes: &[u8]) -> Screen {
        self.seen.lock().terminal.process(bytes);
        self.screen()
    }

    /// Kills the program and returns everything that it wrote.
    pub fn killed(mut self) -> Vec<u8> {
        self.signal(Signal::KILL);
        self.child.0.wait().expect("it was started here");
        // Output that is still in transit through the terminal counts as shown.
        let closed = self.until(|so_far| so_far.closed.then_some(()));
        assert!(closed.is_ok(), "the terminal stays open");
        drop(closed);
        self.bytes()
    }

    /// Types `keys` if the program is still running.
    pub fn press_if_it_runs(&mut self, keys: &str) {
        use std::io::Write as _;
        // The program may be killed at this very moment.
        let _killed_meanwhile = self.keyboard.write_all(keys.as_bytes());
    }

    /// Waits until the program has drawn everything that was typed, or has ended.
    pub fn pauses(&mut self) {
        let from = self.bytes().len();
        self.press_if_it_runs(super::CTRL_L);
        let end = b"\x1b[?2026l";
        let drawn = self.until(|so_far| {
            let news = so_far.bytes.get(from..).unwrap_or_default();
            news.windows(end.len()).any(|it| it == end).then_some(())
        });
        assert!(
            drawn.is_ok() || drawn.is_err_and(|so_far| so_far.closed),
            "it stopped drawing"
        );
    }

    /// Sends a signal if the program is still running.
    pub fn signal_if_it_runs(&mut self, signal: Signal) {
        let _ended_meanwhile = rustix::process::kill_process(self.pid(), signal);
    }

    /// Waits until the screen shows `text`; returns `false` if the program ends first.
    #[track_caller]
    pub fn shows_or_ends(&self, text: &str) -> bool {
        let seen = self.until(|so_far| so_far.screen().shows(text).then_some(()));
        match seen {
            Ok(()) => true,
            Err(so_far) if so_far.closed => false,
            Err(so_far) => panic!("it never showed `{text}`:\n{}", so_far.screen().text()),
        }
    }

    /// Returns the process ID of the program.
    pub fn pid(&self) -> Pid {
        self.child.pid()
    }

    /// Returns whether the program has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.0.try_wait().is_ok_and(|status| status.is_some())
    }

    /// Returns the state of the process from `/proc`, such as `S` for sleeping.
    pub fn state_of(pid: Pid) -> Option<char> {
        let path = PathBuf::from(format!("/proc/{}/stat", pid.as_raw_nonzero()));
        let stat = std::fs::read_to_string(path).ok()?;
        stat.rsplit(") ").next()?.chars().next()
    }
}

/// Returns the number in the environment variable `name`, or `usual` if the variable is not set.
pub fn figure(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |it| it.parse().expect("a figure is a number"))
}
