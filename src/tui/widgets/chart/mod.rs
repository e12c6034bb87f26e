//! Charts. Each chart starts at a given column and adds its own rows.

mod calendar;
mod columns;
mod lines;
mod stacked;

pub use calendar::{SHADES, calendar, weeks};
pub use columns::{Column, columns, forecast};
pub use lines::{LevelLine, Series, lines};
pub use stacked::{legend, three_part_bar};

/// The space for a chart: its first column, its width, and the number of rows.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub at: u16,
    pub width: u16,
    pub rows: usize,
}

impl Area {
    /// Returns the column after the area.
    pub fn end(self) -> u16 {
        self.at + self.width
    }

    /// Returns the area with a different number of `rows`.
    #[must_use]
    pub fn of(self, rows: usize) -> Self {
        Self { rows, ..self }
    }
}
