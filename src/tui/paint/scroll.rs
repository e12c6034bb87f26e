//! The scroll position of a page and the rows that are out of sight.

use crate::counts::counted;

/// The scroll position of a screen. The screen itself does not store it.
#[derive(Clone, Debug, Default)]
pub struct Scroll {
    pub(super) main: usize,
    pub(super) upper: usize,
    /// The maximum positions, computed for the last frame.
    pub(super) main_most: usize,
    pub(super) upper_most: usize,
    /// True if the cursor determines the position of the lower sheet.
    pub(super) follows: bool,
    pub(super) shows: String,
}

impl Scroll {
    /// Returns whether the end of the page is visible.
    pub fn is_at_end(&self) -> bool {
        self.upper >= self.upper_most && self.main >= self.main_most
    }

    /// Scrolls by `rows`. A downward scroll moves the upper sheet first, if it does not fit in its
    /// space, and then the lower one. An upward scroll moves them in the reverse order.
    pub fn by(&mut self, rows: isize) {
        let upper = (&mut self.upper, self.upper_most);
        let main = (&mut self.main, self.main_most);
        let order = match (self.follows && self.upper_most > 0, rows > 0) {
            // The cursor determines the position of the lower sheet.
            (true, _) => [Some(upper), None],
            (false, true) => [Some(upper), Some(main)],
            (false, false) => [Some(main), Some(upper)],
        };
        let mut rows = rows;
        for (at, most) in order.into_iter().flatten() {
            let to = at.saturating_add_signed(rows).min(most);
            rows -= to as isize - *at as isize;
            *at = to;
        }
    }
}

/// The number of rows that are out of sight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unseen {
    pub above: usize,
    pub below: usize,
    /// True for continuous text; false for list rows.
    pub flowing: bool,
}

impl Unseen {
    /// Returns a hint about the rows, written as words if there is `room`.
    pub fn hint_text(self, room: bool) -> String {
        let Self { above, below, .. } = self;
        match (above, below) {
            (0, 0) => String::new(),
            (_, 1..) if self.flowing && room => {
                format!("▾ {}", counted(below, "more line"))
            }
            (above, 0) => format!("▴ {above}"),
            (0, below) => format!("▾ {below}"),
            (above, below) => format!("▴ {above} ▾ {below}"),
        }
    }
}
