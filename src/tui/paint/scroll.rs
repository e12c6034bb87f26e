//! The scroll position of a page, and the rows that are out of sight.

/// The scroll position of a screen, which is stored outside the screen.
#[derive(Clone, Debug, Default)]
pub struct Scroll {
    pub(super) main: usize,
    pub(super) upper: usize,
    /// The maximum positions, according to the last frame.
    pub(super) main_most: usize,
    pub(super) upper_most: usize,
    /// True if the lower sheet follows its cursor.
    pub(super) follows: bool,
    pub(super) shows: String,
}

impl Scroll {
    /// Returns whether there is nothing further below.
    pub fn is_at_end(&self) -> bool {
        self.upper >= self.upper_most && self.main >= self.main_most
    }

    /// Scrolls by `rows`. Down: through the upper sheet first, if it is longer than its space, and
    /// then through the lower one. Up: in the reverse order.
    pub fn by(&mut self, rows: isize) {
        let upper = (&mut self.upper, self.upper_most);
        let main = (&mut self.main, self.main_most);
        let order = match (self.follows && self.upper_most > 0, rows > 0) {
            // The lower sheet follows its cursor.
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
    /// True for continuous text, false for the rows of a list.
    pub flowing: bool,
}

impl Unseen {
    /// Returns a hint about the rows, in words if there is `room` for them.
    pub fn hint_text(self, room: bool) -> String {
        let Self { above, below, .. } = self;
        match (above, below) {
            (0, 0) => String::new(),
            (_, 1..) if self.flowing && room => format!("▾ {below} more line{}", plural(below)),
            (above, 0) => format!("▴ {above}"),
            (0, below) => format!("▾ {below}"),
            (above, below) => format!("▴ {above} ▾ {below}"),
        }
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
