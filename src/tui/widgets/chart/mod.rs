//! Charts, each drawn from a column on, in rows of its own.

mod calendar;
mod columns;
mod lines;
mod stacked;

pub use calendar::{SHADES, calendar, weeks};
pub use columns::{Column, columns};
pub use lines::{Line, Mark, lines};
pub use stacked::{legend, stacked};

/// Where a chart stands: its first column, its width, and the rows that it may take.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub at: u16,
    pub width: u16,
    pub rows: usize,
}

impl Place {
    /// The column after the last one.
    pub fn end(self) -> u16 {
        self.at + self.width
    }

    /// Returns the place with other `rows`.
    #[must_use]
    pub fn of(self, rows: usize) -> Self {
        Self { rows, ..self }
    }
}
