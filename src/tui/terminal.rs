//! Owns the terminal: every mode that is enabled here is disabled again, no matter how the program
//! ends.

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

/// The maximum time that a blocked terminal can delay the exit of the program.
const PATIENCE: Duration = Duration::from_secs(1);

/// Makes the terminal report clicks and wheel movements in the extended format. Pointer movements
/// are not reported, which keeps an idle program idle.
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

/// Collects the output of a frame so that it reaches the terminal in a single write.
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
    /// True if the terminal reports clicks.
    clicks: bool,
    /// The links in the last frame.
    links: Vec<Link>,
}

impl Screen {
    /// Takes over the terminal and ensures that it is restored if the program panics. If `clicks`
    /// is true, the terminal reports clicks.
    pub fn enter(inputs: &Inputs, clicks: bool) -> io::Result<Self> {
        output::start(inputs)?;
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            restore();
            previous(info);
        }));
        #[cfg(unix)]
        if let Err(error) = out_of_memory::restore_terminal_on_abort(last_bytes()) {
            log::warn!("the terminal cannot be restored if memory runs out: {error}");
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

    /// Takes over the terminal, at the start and after a suspend.
    pub fn take(&mut self) -> io::Result<()> {
        // The program that stopped this one may have changed the terminal mode.
        disable_raw_mode()?;
        enable_raw_mode()?;
        let mut bytes = Vec::new();
        queue!(bytes, EnterAlternateScreen, cursor::Hide)?;
        // Have the terminal mark pasted text so that pastes are not mistaken for keys. The Windows
        // console cannot do this.
        if cfg!(unix) {
            queue!(bytes, EnableBracketedPaste)?;
        }
        if self.clicks {
            queue!(bytes, EnableClicks)?;
        }
        output::take(bytes);
        self.repaint()
    }

    /// Makes the terminal start or stop reporting clicks with the next frame.
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

    /// Copies `text` to the clipboard through the terminal (OSC 52) when the next frame is drawn.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let text = BASE64_STANDARD.encode(text);
        write!(self.pending, "\x1b]52;c;{text}\x1b\\")
    }

    /// Redraws the next frame completely by treating the current size as a new one.
    /// (`Terminal::clear` would ask the terminal for the cursor position and would block if the
    /// terminal did not answer.)
    pub fn repaint(&mut self) -> io::Result<()> {
        self.links.clear();
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Draws a frame in a single write, after all earlier output. `paint` returns the links in the
    /// frame.
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
        // Cells that are drawn again lose their links.
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
    /// Draws cells again at their positions on the screen.
    fn put(&mut self, cells: &[(Position, Cell)]) -> io::Result<()> {
        let cells = cells.iter().map(|(at, cell)| (at.x, at.y, cell));
        self.terminal.backend_mut().draw(cells)
    }
}

/// A link within a screen row.
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

/// Returns the cells of `area` that are inside `buffer`.
fn cells(buffer: &Buffer, area: Rect) -> Vec<(Position, Cell)> {
    let places = area.intersection(buffer.area).positions();
    places.map(|at| (at, buffer[at].clone())).collect()
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Restores the terminal, but only once. If the terminal is gone, errors are ignored.
pub fn restore() {
    if output::give_back(last_bytes()) {
        output::finish(PATIENCE);
        let _gone = disable_raw_mode();
        #[cfg(unix)]
        out_of_memory::terminal_is_restored();
    }
}

/// Returns the final output, which restores the terminal.
fn last_bytes() -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    if cfg!(unix) {
        let _written = queue!(bytes, DisableBracketedPaste);
    }
    let _written = queue!(bytes, DisableClicks, cursor::Show, LeaveAlternateScreen);
    bytes
}
