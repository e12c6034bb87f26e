//! What a terminal, a shell and a machine do to a program on a bad day.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal};
use rustix::termios::{Action, tcflow};

use super::home::BINARY;
use super::{Home, Program, Screen};

impl Home {
    /// Opens the program by way of `before`, a command that is told the program
    /// and its arguments as its last ones, in a terminal of 80 × 24.
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

    /// Opens the program in a terminal that is not its own: no signal tells it
    /// when the terminal is gone.
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
    /// Stops all output, as Ctrl-S does: what is written from now on waits.
    pub fn stops_output(&mut self) -> &mut Self {
        self.flow(Action::OOff)
    }

    /// Lets output flow again, as Ctrl-Q does.
    pub fn starts_output(&mut self) -> &mut Self {
        self.flow(Action::OOn)
    }

    fn flow(&mut self, action: Action) -> &mut Self {
        let name = self.master.tty_name().expect("it has a name");
        let terminal = OpenOptions::new()
            .read(true)
            .write(true)
            // It shall not become the terminal of the tests.
            .custom_flags(rustix::fs::OFlags::NOCTTY.bits() as i32)
            .open(name)
            .expect("it can be opened");
        tcflow(&terminal, action).expect("it is a terminal");
        self
    }

    /// Draws over the screen as a terminal does that takes a width for another.
    pub fn smudges(&mut self, bytes: &[u8]) -> Screen {
        self.seen.lock().terminal.process(bytes);
        self.screen()
    }

    /// Kills the program and hands out all that it ever wrote.
    pub fn killed(mut self) -> Vec<u8> {
        self.signal(Signal::KILL);
        self.child.0.wait().expect("it was started here");
        // What is on its way through the terminal counts as shown.
        let closed = self.until(|so_far| so_far.closed.then_some(()));
        assert!(closed.is_ok(), "the terminal stays open");
        drop(closed);
        self.bytes()
    }

    /// Types `keys`, where a terminal is left to type into.
    pub fn press_if_it_runs(&mut self, keys: &str) {
        use std::io::Write as _;
        // The program may be killed at this very moment.
        let _killed_meanwhile = self.keyboard.write_all(keys.as_bytes());
    }

    /// Waits until the program has drawn all that was typed, or has ended.
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

    /// Sends a signal, where there is still somebody to hear it.
    pub fn signal_if_it_runs(&mut self, signal: Signal) {
        let _ended_meanwhile = rustix::process::kill_process(self.pid(), signal);
    }

    /// Waits until the screen shows `text`; `false` where the program ended before.
    #[track_caller]
    pub fn shows_or_ends(&self, text: &str) -> bool {
        let seen = self.until(|so_far| so_far.screen().shows(text).then_some(()));
        match seen {
            Ok(()) => true,
            Err(so_far) if so_far.closed => false,
            Err(so_far) => panic!("it never showed `{text}`:\n{}", so_far.screen().text()),
        }
    }

    /// The number of the process that was started.
    pub fn pid(&self) -> Pid {
        self.child.pid()
    }

    /// Whether the program has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.0.try_wait().is_ok_and(|status| status.is_some())
    }

    /// What the system says of the process, such as `S` for one that sleeps.
    pub fn state_of(pid: Pid) -> Option<char> {
        let path = PathBuf::from(format!("/proc/{}/stat", pid.as_raw_nonzero()));
        let stat = std::fs::read_to_string(path).ok()?;
        stat.rsplit(") ").next()?.chars().next()
    }
}

/// A figure that a run may set in the environment, or what is used without.
pub fn figure(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |it| it.parse().expect("a figure is a number"))
}
