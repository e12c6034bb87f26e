//! Runs the real program in a pseudo-terminal, with methods to type and to read the screen.

use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use super::home::BINARY;
use super::{CTRL_L, Screen};

/// The maximum time to wait for a condition. The program needs far less, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);
/// The escape sequence that ends a frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";
/// The escape sequence that begins a frame. Until the frame ends, the screen is partly outdated.
const FRAME_BEGIN: &[u8] = b"\x1b[?2026h";

pub struct Program {
    pub(super) child: Running,
    pub(super) master: Box<dyn MasterPty + Send>,
    pub(super) keyboard: Box<dyn std::io::Write + Send>,
    pub(super) seen: Arc<Seen>,
    eye: Option<JoinHandle<()>>,
    /// The terminal modes before the program started.
    modes: String,
}

/// A process that is killed at the end of its test.
pub(super) struct Running(pub(super) Box<dyn Child + Send + Sync>);

/// The exit code, last screen, and complete output of a program that has ended.
pub struct Ended {
    pub code: u32,
    pub screen: Screen,
    /// Everything that the program wrote to the terminal.
    pub bytes: Vec<u8>,
    /// True if the terminal modes are the same as before the program started.
    pub modes_are_back: bool,
}

#[derive(Default)]
pub(super) struct Seen {
    so_far: Mutex<SoFar>,
    news: Condvar,
}

pub(super) struct SoFar {
    pub(super) terminal: vt100::Parser,
    pub(super) bytes: Vec<u8>,
    in_frame: bool,
    /// True if the program has closed the terminal.
    pub(super) closed: bool,
    /// True if the test has stopped reading the terminal.
    away: bool,
}

impl Default for SoFar {
    fn default() -> Self {
        Self {
            terminal: parser(80, 24),
            bytes: Vec::new(),
            in_frame: false,
            closed: false,
            away: false,
        }
    }
}

impl SoFar {
    fn see(&mut self, chunk: &[u8]) {
        // A sequence may be split across two chunks.
        let from = self.bytes.len().saturating_sub(FRAME_END.len() - 1);
        self.bytes.extend_from_slice(chunk);
        let news = &self.bytes[from..];
        match (rfind(news, FRAME_BEGIN), rfind(news, FRAME_END)) {
            (Some(begin), end) => self.in_frame = end.is_none_or(|end| end < begin),
            (None, Some(_)) => self.in_frame = false,
            (None, None) => {}
        }
        self.terminal.process(chunk);
    }

    pub(super) fn screen(&self) -> Screen {
        Screen::new(self.terminal.screen().clone())
    }
}

impl Seen {
    pub(super) fn lock(&self) -> MutexGuard<'_, SoFar> {
        // The data stays valid if an assertion fails while the lock is taken.
        self.so_far.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Program {
    pub fn start(
        (columns, rows): (u16, u16),
        args: &[&str],
        environment: &[(&'static str, PathBuf)],
    ) -> Self {
        let mut command = CommandBuilder::new(BINARY);
        command.args(args);
        Self::begin((columns, rows), command, environment)
    }

    /// Starts `command` in a new terminal.
    pub(super) fn begin(
        (columns, rows): (u16, u16),
        mut command: CommandBuilder,
        environment: &[(&'static str, PathBuf)],
    ) -> Self {
        let pty = native_pty_system()
            .openpty(size(columns, rows))
            .expect("the system has a pseudo-terminal");
        command.env_clear();
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let seen = Arc::new(Seen::default());
        seen.lock().terminal = parser(columns, rows);
        let modes = modes(&*pty.master);
        let mut output = pty.master.try_clone_reader().expect("it can be read");
        let keyboard = pty.master.take_writer().expect("it can be written to");
        let child = Running(pty.slave.spawn_command(command).expect("it starts"));
        // Do not keep a handle to the program's end of the terminal, or the test would not notice
        // when it closes.
        drop(pty.slave);
        let watcher = Arc::clone(&seen);
        let eye = thread::spawn(move || {
            let mut chunk = [0; 8192];
            loop {
                let read = output.read(&mut chunk).unwrap_or(0);
                let mut so_far = watcher.lock();
                so_far.see(&chunk[..read]);
                so_far.closed |= read == 0;
                watcher.news.notify_all();
                if read == 0 || so_far.away {
                    return;
                }
            }
        });
        Self {
            child,
            master: pty.master,
            keyboard,
            seen,
            eye: Some(eye),
            modes,
        }
    }

    /// Types `keys`, all at once.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.sends(keys.as_bytes())
    }

    /// Sends bytes that a keyboard might not be able to send.
    pub fn sends(&mut self, keys: &[u8]) -> &mut Self {
        self.keyboard.write_all(keys).expect("it takes keys");
        self.keyboard.flush().expect("it takes keys");
        self
    }

    /// Clicks on the first character of `text` on the screen.
    #[track_caller]
    pub fn click_on(&mut self, text: &str) -> &mut Self {
        self.sees(text);
        let place = self.screen().place_of(text).expect("it was just seen");
        self.press(&super::click(place))
    }

    /// Waits until `condition` is true for the screen and returns that screen.
    #[track_caller]
    pub fn waits(&self, what: &str, condition: impl Fn(&Screen) -> bool) -> Screen {
        let seen = self.until(|so_far| {
            let screen = so_far.screen();
            condition(&screen).then_some(screen)
        });
        match seen {
            Ok(screen) => screen,
            Err(so_far) => panic!(
                "within {DEADLINE:?} the screen never {what}; it is:\n{}\n(the program {})",
                so_far.screen().text(),
                if so_far.closed { "has ended" } else { "runs" }
            ),
        }
    }

    /// Waits until a row of the screen contains `text`.
    #[track_caller]
    pub fn sees(&self, text: &str) -> Screen {
        self.waits(&format!("showed `{text}`"), |screen| screen.shows(text))
    }

    /// Waits until the screen contains `sentence`, which may span several rows.
    #[track_caller]
    pub fn reads(&self, sentence: &str) -> Screen {
        self.waits(&format!("said `{sentence}`"), |it| it.says(sentence))
    }

    /// Waits until `text` does not appear anywhere on the screen.
    #[track_caller]
    pub fn sees_no(&self, text: &str) -> Screen {
        self.waits(&format!("lost `{text}`"), |screen| !screen.shows(text))
    }

    /// Waits until all keys so far have been processed. Requests a full redraw, which comes last
    /// because keys are processed in order.
    #[track_caller]
    pub fn settles(&mut self) -> Screen {
        // Ask again if nothing arrives, because a key that arrives together with a resize waits for
        // the next key.
        let from = self.seen.lock().bytes.len();
        for _ in 0..DEADLINE.as_secs() {
            self.press(CTRL_L);
            let seen = self.until_within(Duration::from_secs(1), |so_far| {
                let news = &so_far.bytes[from..];
                let cleared = rfind(news, b"\x1b[2J")?;
                rfind(&news[cleared..], FRAME_END)?;
                Some(so_far.screen())
            });
            if let Ok(screen) = seen {
                return screen;
            }
        }
        panic!("it stopped drawing:\n{}", self.screen().text());
    }

    /// Waits until the output to the terminal contains `bytes` after the first `from` bytes.
    #[track_caller]
    pub fn writes(&self, bytes: &str, from: usize) {
        let written = self.until(|so_far| rfind(&so_far.bytes[from..], bytes.as_bytes()).map(drop));
        assert!(written.is_ok(), "{bytes:?} was never written");
    }

    /// Pauses as a person would before pressing Enter. A field treats Enter as part of a paste if
    /// it arrives together with a letter, and no condition on the screen can replace this delay.
    pub fn pauses_before_enter(&mut self) -> &mut Self {
        thread::sleep(Duration::from_millis(60));
        self
    }

    /// Pauses between a paste and the next key. An unterminated string or paste ends when its bytes
    /// pause, and no condition on the screen can replace this delay.
    pub fn pauses_after_a_paste(&mut self) -> &mut Self {
        thread::sleep(Duration::from_millis(400));
        self
    }

    /// Pastes `text` as a bracketed paste.
    pub fn pastes(&mut self, text: &str) -> &mut Self {
        self.press(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Returns the current screen.
    pub fn screen(&self) -> Screen {
        self.until(|so_far| Some(so_far.screen()))
            .unwrap_or_else(|so_far| so_far.screen())
    }

    /// Returns everything written to the terminal so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.lock().bytes.clone()
    }

    /// Returns whether the terminal is in raw mode, which passes every key to the program at once.
    pub fn took_the_terminal(&self) -> bool {
        modes(&*self.master) != self.modes
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        // Keep the lock during the resize so that no output for the new size is parsed at the old
        // size.
        let mut so_far = self.seen.lock();
        let screen = so_far.terminal.screen_mut();
        screen.set_size(at_least_one(rows), at_least_one(columns));
        let resized = self.master.resize(size(columns, rows));
        resized.expect("it can be resized");
        drop(so_far);
        self
    }

    /// Reports an impossible window size to the program. The test's own screen keeps its size.
    pub fn claims_size(&mut self, columns: u16, rows: u16) -> &mut Self {
        let claimed = self.master.resize(size(columns, rows));
        claimed.expect("it can be resized");
        self
    }

    /// Sends a signal to the program only.
    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(self.child.pid(), signal).expect("it runs");
        self
    }

    /// Kills the program like a power failure, without a chance to save or report anything.
    pub fn kill(mut self) {
        self.signal(Signal::KILL);
        self.child.0.wait().expect("it was started here");
    }

    /// Closes the terminal window, waits for the program to exit, and returns its exit code.
    pub fn hang_up(self) -> u32 {
        self.hang_up_and_wait().0
    }

    /// Does the same as [`Self::hang_up`] and also returns how long the program took to exit.
    pub fn hang_up_and_wait(mut self) -> (u32, Duration) {
        self.seen.lock().away = true;
        // The reader thread also keeps the terminal open. One more frame makes the thread stop.
        self.press(CTRL_L);
        if let Some(eye) = self.eye.take() {
            eye.join().expect("it only reads");
        }
        let mut child = self.child;
        drop(self.keyboard);
        let closed = Instant::now();
        drop(self.master);
        let code = child.0.wait().expect("it ends").exit_code();
        (code, closed.elapsed())
    }

    /// Waits for the program to exit.
    #[track_caller]
    pub fn ends(mut self) -> Ended {
        let closed = self.until(|so_far| so_far.closed.then_some(()));
        if let Err(screen) = closed.map_err(|so_far| so_far.screen()) {
            panic!("it did not end:\n{}", screen.text());
        }
        let status = self.child.0.wait().expect("it was started here");
        let so_far = self.seen.lock();
        Ended {
            code: status.exit_code(),
            screen: so_far.screen(),
            bytes: so_far.bytes.clone(),
            modes_are_back: modes(&*self.master) == self.modes,
        }
    }
}

impl Program {
    /// Waits until `look` finds something between two frames. On timeout, returns the last state.
    pub(super) fn until<T>(
        &self,
        look: impl Fn(&SoFar) -> Option<T>,
    ) -> Result<T, MutexGuard<'_, SoFar>> {
        self.until_within(DEADLINE, look)
    }

    fn until_within<T>(
        &self,
        patience: Duration,
        look: impl Fn(&SoFar) -> Option<T>,
    ) -> Result<T, MutexGuard<'_, SoFar>> {
        let deadline = Instant::now() + patience;
        let mut so_far = self.seen.lock();
        loop {
            if (!so_far.in_frame || so_far.closed)
                && let Some(found) = look(&so_far)
            {
                return Ok(found);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || so_far.closed {
                return Err(so_far);
            }
            let waited = self.seen.news.wait_timeout(so_far, left);
            so_far = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Running {
    pub(super) fn pid(&self) -> Pid {
        let pid = self.0.process_id().expect("it has a number");
        Pid::from_raw(pid as i32).expect("the number is none of the system's")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            let _gone_already = kill_process(self.pid(), Signal::KILL);
            let _gone_already = self.0.wait();
        }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0)
}

fn at_least_one(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

fn modes(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios())
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .rposition(|window| window == wanted)
}

impl Ended {
    /// Asserts that the program has turned off every terminal feature that it turned on.
    #[track_caller]
    pub fn restored_the_terminal(&self) {
        for (switch, what) in [
            ("?1049", "the alternate screen"),
            ("?1000", "reports of clicks"),
            ("?1006", "the extended form of clicks"),
            ("?2004", "the marks around pasted text"),
        ] {
            let on = rfind(&self.bytes, format!("\x1b[{switch}h").as_bytes());
            let off = rfind(&self.bytes, format!("\x1b[{switch}l").as_bytes());
            assert!(on.is_some(), "it never switched on {what}");
            assert!(off > on, "it left {what} switched on");
        }
        let (shown, hidden) = (b"\x1b[?25h", b"\x1b[?25l");
        assert!(
            rfind(&self.bytes, shown) > rfind(&self.bytes, hidden),
            "it left the cursor hidden"
        );
        assert!(self.screen.is_normal(), "the normal screen is back");
        assert!(self.modes_are_back, "input is cooked as it was");
    }
}
