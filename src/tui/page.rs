//! The layout of a page: the columns of its rows, a main column, and a second column if there is
//! enough space.

use ratatui::layout::Rect;

/// The minimum sizes of a narrow window and of a wider window, in columns and rows. The heights are
/// about half the height of a 24-row terminal. Screens that do not fit can be scrolled.
const LEAST_NARROW: (u16, u16) = (40, 12);
const LEAST_WIDE: (u16, u16) = (60, 11);

/// Returns the minimum size for a window that is as wide as `area`.
pub fn least(area: Rect) -> (u16, u16) {
    if area.width < LEAST_WIDE.0 {
        LEAST_NARROW
    } else {
        LEAST_WIDE
    }
}

/// The smallest window that screens are designed for.
pub const MADE_FOR: (u16, u16) = (60, 20);

/// The layout for a window of a given size. Columns are relative to the left edge of the page,
/// which is centered on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub area: Rect,
    /// The screen column where the page starts.
    pub left: u16,
    /// The column where titles start, which is also the margin width.
    pub margin: u16,
    /// The width of the main column.
    pub main: u16,
    /// The width of the second column; 0 if there is none.
    pub side: u16,
    pub columns: Columns,
    pub narrow: bool,
    /// True if the page has neither the blank third row nor the status row.
    pub short: bool,
}

/// The columns where the cursor, marks, keys, and text of a row start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    pub cursor: u16,
    pub mark: u16,
    pub key: u16,
    pub text: u16,
    /// The first column of question stems.
    pub stem: u16,
}

const GAP: u16 = 4;
const MAIN: u16 = 74;
const MAIN_MOST: u16 = 96;
const SIDE: u16 = 36;
const SIDE_MOST: u16 = 94;

impl Page {
    pub fn new(area: Rect) -> Self {
        let narrow = area.width < 70;
        let margin = if narrow { 1 } else { 3 };
        let room = area.width.saturating_sub(2 * margin);
        let (main, side) = if area.width < 120 {
            (room.min(MAIN_MOST), 0)
        } else {
            let over = room - (MAIN + GAP + SIDE);
            let main = MAIN + over.min(MAIN_MOST - MAIN);
            let side = SIDE + (over - (main - MAIN)).min(SIDE_MOST - SIDE);
            (main, side)
        };
        let columns = if narrow {
            Columns {
                cursor: 0,
                mark: 1,
                key: 3,
                text: 6,
                stem: 1,
            }
        } else {
            Columns {
                cursor: 1,
                mark: 3,
                key: 6,
                text: 9,
                stem: 9,
            }
        };
        let mut page = Self {
            area,
            left: 0,
            margin,
            main,
            side,
            columns,
            narrow,
            short: area.height < MADE_FOR.1,
        };
        page.left = area.x + (area.width.saturating_sub(2 * margin + page.full())) / 2;
        page
    }

    /// Returns the width of the title, the rule, and the footer, which span both columns and the
    /// gap between them.
    pub fn full(&self) -> u16 {
        match self.side {
            0 => self.main,
            side => self.main + GAP + side,
        }
    }

    /// Returns the position where the second column starts.
    pub fn side_at(&self) -> u16 {
        self.margin + self.main + GAP
    }

    /// Returns the position after the end of the main column.
    pub fn end(&self) -> u16 {
        self.margin + self.main
    }

    /// Returns the width available for text that starts at `column`.
    pub fn width_from(&self, column: u16) -> usize {
        usize::from(self.end().saturating_sub(column))
    }

    /// Returns the column of the text next to a label.
    pub fn label_end(&self) -> u16 {
        if self.narrow {
            self.columns.mark + 6
        } else {
            self.columns.text
        }
    }

    /// Returns `column` and the width available for text that starts there.
    pub fn at(&self, column: u16) -> (u16, usize) {
        (column, self.width_from(column))
    }

    /// Returns the start and the width of the second column.
    pub fn at_side(&self) -> (u16, usize) {
        (self.side_at(), usize::from(self.side))
    }

    /// Returns the first row of the body.
    pub fn body_top(&self) -> u16 {
        if self.short { 2 } else { 3 }
    }

    /// Returns the row after the body.
    pub fn body_end(&self) -> u16 {
        self.area
            .height
            .saturating_sub(if self.short { 1 } else { 2 })
    }

    /// Returns the number of rows in the body.
    pub fn body_height(&self) -> usize {
        usize::from(self.body_end().saturating_sub(self.body_top()))
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::Page;

    fn page(width: u16, height: u16) -> Page {
        Page::new(Rect::new(0, 0, width, height))
    }

    #[test]
    fn columns_at_the_widths_that_are_drawn() {
        let widths = |width| {
            let page = page(width, 40);
            (page.left + page.margin, page.main, page.side)
        };
        assert_eq!(widths(60), (1, 58, 0));
        assert_eq!(widths(80), (3, 74, 0));
        assert_eq!(widths(100), (3, 94, 0));
        assert_eq!(widths(120), (3, 74, 36));
        assert_eq!(widths(200), (3, 96, 94));
    }

    #[test]
    fn no_size_is_too_odd() {
        for width in 0..=220 {
            for height in 0..=60 {
                let page = page(width, height);
                assert!(page.left + page.margin + page.full() <= width.max(6));
                assert!(page.body_height() <= usize::from(height));
            }
        }
    }
}
