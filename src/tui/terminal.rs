//! Owns the terminal: what is switched on here is switched off again on every way out.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::panic;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{Command, cursor, execute, queue};
use ratatui::{Frame, Terminal};

/// Whether the terminal is ours at the moment, for whoever has to give it back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Reports clicks and the wheel, in the extended form. Nothing is sent while the
/// pointer only moves, so that an idle program stays idle.
struct EnableClicks;
struct DisableClicks;

impl Command for EnableClicks {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\x1b[?1000h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        ratatui::crossterm::event::EnableMouseCapture.execute_winapi()
    }
}

impl Command for DisableClicks {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\x1b[?1006l\x1b[?1000l")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        ratatui::crossterm::event::DisableMouseCapture.execute_winapi()
    }
}

/// Collects a frame, so that it reaches the terminal in one write.
#[derive(Clone, Default)]
struct Pending(Rc<RefCell<Vec<u8>>>);

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The full-screen terminal.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Pending>>,
    pending: Pending,
    /// Whether clicks are reported.
    clicks: bool,
}

impl Screen {
    /// Takes the terminal over, with reports of `clicks` or without, and gives it
    /// back should the program panic.
    pub fn enter(clicks: bool) -> io::Result<Self> {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            previous(info);
        }));
        let pending = Pending::default();
        let mut screen = Self {
            terminal: Terminal::new(CrosstermBackend::new(pending.clone()))?,
            pending,
            clicks,
        };
        screen.take()?;
        Ok(screen)
    }

    /// Takes the terminal, at the start and after a suspend.
    pub fn take(&mut self) -> io::Result<()> {
        // Whoever stopped us may have changed the mode behind our back.
        disable_raw_mode()?;
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)?;
        if self.clicks {
            execute!(io::stdout(), EnableClicks)?;
        }
        self.repaint()
    }

    /// Has clicks reported from now on, or no longer.
    pub fn report_clicks(&mut self, clicks: bool) -> io::Result<()> {
        if self.clicks != clicks {
            self.clicks = clicks;
            if clicks {
                execute!(io::stdout(), EnableClicks)?;
            } else {
                execute!(io::stdout(), DisableClicks)?;
            }
        }
        Ok(())
    }

    /// Has the next frame drawn whole. (`Terminal::clear` would ask the terminal
    /// where its cursor is, and wait for one that does not answer.)
    pub fn repaint(&mut self) -> io::Result<()> {
        self.terminal = Terminal::new(CrosstermBackend::new(self.pending.clone()))?;
        queue!(self.pending, Clear(ClearType::All))
    }

    /// Draws one frame with one write.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()> {
        queue!(self.pending, BeginSynchronizedUpdate)?;
        self.terminal.draw(paint)?;
        queue!(self.pending, EndSynchronizedUpdate)?;
        let frame = self.pending.0.take();
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back as it was. Where it is gone there is nobody to tell.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _gone = execute!(
            io::stdout(),
            DisableClicks,
            cursor::Show,
            LeaveAlternateScreen
        );
        let _gone = disable_raw_mode();
    }
}
