//! What of a page is out of sight, and how it comes into it.

/// What has been scrolled away. Kept beside a screen, not in it.
#[derive(Clone, Debug, Default)]
pub struct Scroll {
    pub(super) main: usize,
    pub(super) upper: usize,
    /// How far each can go, as of the last painting.
    pub(super) main_most: usize,
    pub(super) upper_most: usize,
    /// The lower sheet shows what its cursor is on.
    pub(super) follows: bool,
    pub(super) shows: String,
}

impl Scroll {
    /// Whether nothing is below.
    pub fn is_at_end(&self) -> bool {
        self.upper >= self.upper_most && self.main >= self.main_most
    }

    /// Moves by `rows`: down through the upper sheet first, where it is longer than
    /// its place, and then through the other one; up the other way round.
    pub fn by(&mut self, rows: isize) {
        let upper = (&mut self.upper, self.upper_most);
        let main = (&mut self.main, self.main_most);
        let order = match (self.follows && self.upper_most > 0, rows > 0) {
            // It goes where its cursor does.
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

/// How many rows are out of sight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unseen {
    pub above: usize,
    pub below: usize,
    /// They are text that flows on, rather than rows of a list.
    pub flowing: bool,
}

impl Unseen {
    /// Says it; where there is `room` for words, in words.
    pub fn says(self, room: bool) -> String {
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
