//! The content of a screen as data: a single module paints it, and tests can read it.

mod row;
mod sheet;
mod text;

pub use row::{Band, Row, Span};
pub use sheet::Sheet;
pub use text::{Line, line, truncate, width, wrap};

use super::page::Page;
use super::theme::Role;

/// The content of a page.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub head: Head,
    /// A row above both columns, such as the tabs of the page.
    pub across: Option<Row>,
    /// The content above `main`. It scrolls separately so that `main` stays visible.
    pub upper: Sheet,
    /// The number of rows in `upper` that must stay visible. At least four rows always do.
    pub keep: usize,
    pub main: Sheet,
    /// The content of the second column, if there is one.
    pub side: Sheet,
    /// True if `upper` and `main` also use the second column, in which case `side` is empty.
    pub full: bool,
    /// A message about the last action or about missing data.
    pub status: Line,
    /// An identifier for the content. When it changes, the page scrolls back to the top. Empty for
    /// a page whose content stays the same.
    pub shows: String,
}

/// The title row and the rule below it.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The title of the page.
    pub place: String,
    /// The subtitle, which is shown after a dot.
    pub part: String,
    /// Details at the right edge, such as the position or a count.
    pub right: Line,
    /// The number of completed items and their total; `None` for a thin rule.
    pub done: Option<(usize, usize)>,
    /// The elapsed share of the time limit, from 0 to 1.
    pub clock: Option<f64>,
}

impl View {
    /// Returns a page titled `place` with the content `main`.
    pub fn page(place: impl Into<String>, main: Sheet) -> Self {
        let head = Head {
            place: place.into(),
            ..Head::default()
        };
        Self {
            head,
            main,
            ..Self::default()
        }
    }

    /// Sets the subtitle.
    pub fn part(mut self, part: impl Into<String>) -> Self {
        self.head.part = part.into();
        self
    }

    /// Sets the text at the right edge of the title row.
    pub fn right(mut self, text: impl Into<String>) -> Self {
        self.head.right = line(text, Role::Muted);
        self
    }

    /// Sets the number of completed items and their total, if the rule below the title shows them.
    pub fn done(mut self, done: impl Into<Option<(usize, usize)>>) -> Self {
        self.head.done = done.into();
        self
    }

    pub fn upper(mut self, upper: Sheet) -> Self {
        self.upper = upper;
        self
    }

    pub fn side(mut self, side: Sheet) -> Self {
        self.side = side;
        self
    }

    pub fn status(mut self, status: Line) -> Self {
        self.status = status;
        self
    }

    /// Sets the status to muted `text`.
    pub fn note(self, text: impl Into<String>) -> Self {
        self.status(line(text, Role::Muted))
    }

    /// Draws details with `draw` in the second column. Without a second column, draws them below
    /// the page's content and a rule.
    pub fn details(mut self, page: &Page, draw: impl FnOnce(&mut Sheet, (u16, usize))) -> Self {
        if page.side > 0 {
            draw(&mut self.side, page.at_side());
        } else {
            self.main.rule(page);
            draw(&mut self.main, page.at(page.columns.mark));
        }
        self
    }

    /// Sets the status to a message about the last action, if there is one.
    pub fn said(self, said: Option<&String>) -> Self {
        self.status(said.map_or(Line::new(), |said| line(said, Role::Text)))
    }

    /// Adds the clock to the title row and to the rule below it.
    pub fn clock(mut self, (left, elapsed): (Line, Option<f64>)) -> Self {
        self.head.right.extend(left);
        self.head.clock = elapsed;
        self
    }

    /// Sets the identifier of the content.
    pub fn shows(mut self, shows: impl Into<String>) -> Self {
        self.shows = shows.into();
        self
    }
}
