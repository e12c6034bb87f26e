//! Owns the terminal: what is switched on here is switched off again on every way out.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::panic;
use std::rc::Rc;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{Command, cursor, queue};
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};

use super::bounded::Bounded;
use super::input::Inputs;
use super::output;
use super::paint::Links;
#[cfg(unix)]
use crate::out_of_memory;

/// How long a terminal that takes nothing may keep the program from ending.
const PATIENCE: Duration = Duration::from_secs(1);

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
    terminal: Terminal<Bounded<CrosstermBackend<Pending>>>,
    pending: Pending,
    /// Whether clicks are reported.
    clicks: bool,
    /// The links of the last frame.
    links: Vec<Link>,
}

impl Screen {
    /// Takes the terminal over, with reports of `clicks` or without, and gives it
    /// back should the program panic.
    pub fn enter(inputs: &Inputs, clicks: bool) -> io::Result<Self> {
        output::start(inputs)?;
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            previous(info);
        }));
        #[cfg(unix)]
        if let Err(error) = out_of_memory::give_back_terminal_first(last_bytes()) {
            log::warn!("the terminal is not given back if memory runs out: {error}");
        }
        let pending = Pending::default();
        let mut screen = Self {
            terminal: Terminal::new(Bounded(CrosstermBackend::new(pending.clone())))?,
            pending,
            clicks,
            links: Vec::new(),
        };
        screen.take()?;
        Ok(screen)
    }

    /// Takes the terminal, at the start and after a suspend.
    pub fn take(&mut self) -> io::Result<()> {
        // Whoever stopped us may have changed the mode behind our back.
        disable_raw_mode()?;
        enable_raw_mode()?;
        let mut bytes = Vec::new();
        queue!(bytes, EnterAlternateScreen, cursor::Hide)?;
        // Marks what is pasted, so that it is not taken for keys. The console of Windows
        // cannot.
        if cfg!(unix) {
            queue!(bytes, EnableBracketedPaste)?;
        }
        if self.clicks {
            queue!(bytes, EnableClicks)?;
        }
        output::take(bytes);
        self.repaint()
    }

    /// Has clicks reported from the next frame on, or no longer.
    pub fn report_clicks(&mut self, clicks: bool) -> io::Result<()> {
        if self.clicks != clicks {
            self.clicks = clicks;
            if clicks {
                queue!(self.pending, EnableClicks)?;
            } else {
                queue!(self.pending, DisableClicks)?;
            }
        }
        Ok(())
    }

    /// Copies `text` to the clipboard with the next frame: the terminal does it (OSC 52).
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let text = BASE64_STANDARD.encode(text);
        write!(self.pending, "\x1b]52;c;{text}\x1b\\")
    }

    /// Has the next frame drawn whole, by taking the size that there is for a new
    /// one. (`Terminal::clear` would ask the terminal where its cursor is, and wait
    /// for one that does not answer.)
    pub fn repaint(&mut self) -> io::Result<()> {
        self.links.clear();
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Draws one frame with one write, in its turn. `paint` returns where the frame has links.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame) -> Links) -> io::Result<()> {
        queue!(self.pending, BeginSynchronizedUpdate)?;
        let mut links = Vec::new();
        let mut unlinked = Vec::new();
        let before = std::mem::take(&mut self.links);
        self.terminal.draw(|frame| {
            let found = paint(frame);
            let buffer = frame.buffer_mut();
            links = found
                .into_iter()
                .map(|(area, to)| Link::new(buffer, area, to))
                .collect();
            let gone = before.iter().filter(|link| !links.contains(link));
            unlinked = gone.map(|link| cells(buffer, link.area)).collect();
        })?;
        for cells in &unlinked {
            self.put(cells)?;
        }
        // A cell that is drawn again is no link any more.
        for link in links
            .iter()
            .filter(|link| !unlinked.is_empty() || !before.contains(link))
        {
            write!(self.pending, "\x1b]8;;{}\x1b\\", link.to)?;
            self.put(&link.cells)?;
            write!(self.pending, "\x1b]8;;\x1b\\")?;
        }
        self.links = links;
        queue!(self.pending, EndSynchronizedUpdate)?;
        output::draw(self.pending.0.take());
        Ok(())
    }
}

impl Screen {
    /// Draws cells where they are already drawn.
    fn put(&mut self, cells: &[(Position, Cell)]) -> io::Result<()> {
        let cells = cells.iter().map(|(at, cell)| (at.x, at.y, cell));
        self.terminal.backend_mut().draw(cells)
    }
}

/// A link on one row of the screen.
#[derive(PartialEq)]
struct Link {
    area: Rect,
    to: String,
    cells: Vec<(Position, Cell)>,
}

impl Link {
    fn new(buffer: &Buffer, area: Rect, to: String) -> Self {
        let cells = cells(buffer, area);
        Self { area, to, cells }
    }
}

/// Returns the cells of `area`, as far as it lies in `buffer`.
fn cells(buffer: &Buffer, area: Rect) -> Vec<(Position, Cell)> {
    let places = area.intersection(buffer.area).positions();
    places.map(|at| (at, buffer[at].clone())).collect()
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back as it was, once. Where it is gone there is nobody to tell.
pub fn give_back() {
    if output::give_back(last_bytes()) {
        output::finish(PATIENCE);
        let _gone = disable_raw_mode();
        #[cfg(unix)]
        out_of_memory::terminal_is_given_back();
    }
}

/// Returns what is written to the terminal last, to give it back as it was.
fn last_bytes() -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    if cfg!(unix) {
        let _written = queue!(bytes, DisableBracketedPaste);
    }
    let _written = queue!(bytes, DisableClicks, cursor::Show, LeaveAlternateScreen);
    bytes
}
