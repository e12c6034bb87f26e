//! A simulated machine with an isolated home folder and environment.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use certdrill::app::App;
use certdrill::bank::{Origin, load};
use certdrill::clock::Clock;
use certdrill::quiz::Moment;
use certdrill::store::Store;
use tempfile::TempDir;

use super::Program;

pub const BINARY: &str = env!("CARGO_BIN_EXE_certdrill");

/// A home folder that is deleted after the test.
pub struct Home {
    folder: TempDir,
}

/// The output of a run without a terminal.
#[derive(Debug)]
pub struct Printed {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Printed {
    #[track_caller]
    fn of(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
            err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
            code: output.status.code().expect("it ended by itself"),
        }
    }

    /// Parses the output as JSON. The run must have succeeded.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).expect("it prints JSON")
    }
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder for the test"),
        }
    }

    /// Returns the complete environment for a program that runs in this home.
    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.folder.path().to_owned()),
            ("XDG_STATE_HOME", self.state()),
            ("LANG", "C.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
            ("TZ", "UTC".into()),
        ]
    }

    /// Creates and returns the learner's banks folder.
    pub fn banks(&self) -> PathBuf {
        let path = self.folder.path().join(".local/share/certdrill/banks");
        std::fs::create_dir_all(&path).expect("a folder");
        path
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join(".local/state")
    }

    /// Returns the path of the history.
    pub fn history(&self) -> PathBuf {
        self.state().join("certdrill/history.db")
    }

    /// Returns the path of the history and creates its folder so that a test can put a file there.
    pub fn history_to_be(&self) -> PathBuf {
        let path = self.history();
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        path
    }

    /// Returns the path of the settings file.
    pub fn config(&self) -> PathBuf {
        self.folder.path().join(".config/certdrill/config.toml")
    }

    /// Writes the settings file or another file in the same folder, such as a theme.
    pub fn writes_config(&self, name: &str, text: &str) {
        let path = self.config().with_file_name(name);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        std::fs::write(path, text).expect("the folder is the test's");
    }

    /// Starts the program in a terminal of 80 × 24.
    pub fn start(&self, args: &[&str]) -> Program {
        self.start_at(80, 24, args)
    }

    pub fn start_at(&self, columns: u16, rows: u16, args: &[&str]) -> Program {
        self.start_with(columns, rows, args, &[])
    }

    /// Starts the program with additional environment variables.
    pub fn start_with(
        &self,
        columns: u16,
        rows: u16,
        args: &[&str],
        more: &[(&'static str, &str)],
    ) -> Program {
        let mut environment = self.environment();
        environment.extend(more.iter().map(|(name, value)| (*name, value.into())));
        Program::start((columns, rows), args, &environment)
    }

    /// Starts a practice session of `count` questions from the small bank, all with one correct
    /// option.
    pub fn practices_at(&self, columns: u16, rows: u16, count: usize) -> Program {
        let (bank, count) = (super::small(), count.to_string());
        let args = [
            "practice", "--bank", &bank, "--topic", "alpha", "--count", &count,
        ];
        self.start_at(columns, rows, &args)
    }

    /// Opens the home screen with the small bank.
    pub fn open_small(&self) -> Program {
        self.start(&["--bank", &super::small()])
    }

    /// Runs the program without a terminal, with piped output.
    pub fn run(&self, args: &[&str]) -> Printed {
        Printed::of(self.command(args).output().expect("the program starts"))
    }

    /// Runs the program with a standard output that is closed before anything is read.
    #[track_caller]
    pub fn run_without_reader(&self, args: &[&str]) -> Printed {
        let mut child = self
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        Printed::of(child.wait_with_output().expect("it ends"))
    }

    /// Returns the command for a run without a terminal, not started yet.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command
            .args(args)
            .env_clear()
            .envs(self.environment())
            .stdin(Stdio::null());
        command
    }

    /// Opens this home's history and the small bank through the library, for steps that would take
    /// hours on the screen.
    pub fn library(&self) -> App {
        let bank = load(&Origin::Path(super::small().into()));
        let store = Store::open(&self.history()).map_err(|error| error.to_string());
        let app = App::new(bank, store).expect("the library opens");
        assert_eq!(app.no_history, None, "the history can be used");
        app
    }
}

/// Returns the moment `ago` before now. It has no boot ID, so elapsed time is computed from UTC.
pub fn before_now(ago: Duration) -> Moment {
    let now = Clock::new().now();
    Moment {
        utc_ms: now.utc_ms - ago.as_millis() as i64,
        boot: None,
        ..now
    }
}
