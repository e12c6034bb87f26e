//! What a screen shows, as data: painted in one place, read by tests as it is.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use super::browser::is_safe;
use super::keymap::Action;
use super::rich::rich;
use super::theme::Role;

/// One page.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub head: Head,
    /// Stands above `main` and scrolls in its own space, so that `main` stays in sight.
    pub upper: Sheet,
    /// How many rows of `upper` are always in sight; at least those of a stem.
    pub keep: usize,
    pub main: Sheet,
    /// For the second column, where there is one.
    pub side: Sheet,
    /// `upper` and `main` use the second column too, and `side` is empty.
    pub full: bool,
    /// What just happened, or what is missing.
    pub status: Line,
    /// Names what is shown: when it changes, scrolling begins anew at the top.
    pub shows: String,
}

/// Title and rule.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Where one is.
    pub place: String,
    /// Which part of it, after a dot.
    pub part: String,
    /// Where one stands, at the right edge.
    pub right: Line,
    /// What is done of what is to do; `None` draws a thin rule.
    pub done: Option<(usize, usize)>,
    /// Where the clock stands, 0 to 1.
    pub clock: Option<f64>,
}

/// Rows, one below the other.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub rows: Vec<Row>,
    /// Rows that have to be in sight.
    pub focus: Option<Range<usize>>,
}

/// Pieces of text at their columns.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub spans: Vec<Span>,
    /// What a click on the row does.
    pub click: Option<Action>,
    /// Clicks on parts of the row: columns and what they do.
    pub clicks: Vec<(Range<u16>, Action)>,
    /// Columns that are a link, and the address that it leads to.
    pub links: Vec<(Range<u16>, String)>,
    /// Under the cursor.
    pub selected: bool,
    /// Where what is under the cursor ends, if something stands beside it.
    pub until: Option<u16>,
    /// The band that the row lies on.
    pub band: Option<Band>,
    /// A blank line that may go when rows run short.
    pub spare: bool,
    /// It goes with all others of the kind, so that what they part stays evenly set.
    pub together: bool,
}

/// A colored band behind a row, or beside its words where the theme's band carries none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    pub role: Role,
    /// It fills the row on both sides of the words.
    pub whole: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The column, from the page's left edge.
    pub at: u16,
    pub text: String,
    pub role: Role,
}

/// Text in several roles, without a column of its own.
pub type Line = Vec<(String, Role)>;

/// A line in one role.
pub fn line(text: impl Into<String>, role: Role) -> Line {
    vec![(text.into(), role)]
}

/// Columns that `line` takes.
pub fn width(line: &Line) -> usize {
    line.iter().map(|(text, _)| text.width()).sum()
}

impl Row {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `text` at `column`.
    pub fn at(mut self, column: u16, text: impl Into<String>, role: Role) -> Self {
        self.spans.push(Span {
            at: column,
            text: text.into(),
            role,
        });
        self
    }

    /// Adds `text` so that it ends before column `end`.
    pub fn until(self, end: u16, text: impl Into<String>, role: Role) -> Self {
        let text = text.into();
        let column = end.saturating_sub(text.width() as u16);
        self.at(column, text, role)
    }

    /// Adds the pieces of `line` from `column` on.
    pub fn line(mut self, column: u16, line: &Line) -> Self {
        let mut at = column;
        for (text, role) in line {
            self = self.at(at, text.clone(), *role);
            at += text.width() as u16;
        }
        self
    }

    pub fn click(mut self, action: Action) -> Self {
        self.click = Some(action);
        self
    }

    pub fn click_on(mut self, columns: Range<u16>, action: Action) -> Self {
        self.clicks.push((columns, action));
        self
    }

    /// Makes `columns` a link to `address`, if that may be opened.
    pub fn link_on(mut self, columns: Range<u16>, address: &str) -> Self {
        if is_safe(address) {
            self.links.push((columns, address.to_owned()));
        }
        self
    }

    /// Lays the row on a band; nothing where `role` is `None`.
    pub fn band(mut self, role: Option<Role>) -> Self {
        self.band = role.map(|role| Band { role, whole: false });
        self
    }

    /// Makes the row a bar of this color.
    pub fn bar(mut self, role: Role) -> Self {
        self.band = Some(Band { role, whole: true });
        self
    }

    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}

impl Sheet {
    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// A blank line between blocks, which goes first when rows run short.
    pub fn gap(&mut self) {
        self.rows.push(Row {
            spare: true,
            ..Row::default()
        });
    }

    /// A blank line between things of one kind, such as options: all such lines of a
    /// sheet go together.
    pub fn even_gap(&mut self) {
        self.rows.push(Row {
            spare: true,
            together: true,
            ..Row::default()
        });
    }

    /// `text` wrapped to `width` columns from `column` on.
    pub fn text(&mut self, column: u16, width: usize, text: &str, role: Role) {
        for part in wrap(text, width) {
            self.push(Row::new().at(column, part, role));
        }
    }

    /// Adds `text` with its markup, wrapped to `width` columns from `column` on.
    pub fn rich(&mut self, column: u16, width: usize, text: &str, role: Role) {
        for line in rich(text, width, role) {
            self.push(Row::new().line(column, &line));
        }
    }

    /// Adds blank rows until there are `rows`.
    pub fn pad(&mut self, rows: usize) {
        while self.rows.len() < rows {
            self.rows.push(Row::new());
        }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes out blank lines, the last first, until `height` rows are enough or none is left.
    pub fn fit(&mut self, height: usize) {
        while self.rows.len() > height {
            let Some(at) = self.rows.iter().rposition(|row| row.spare) else {
                return;
            };
            if !self.rows[at].together {
                self.take_out(at);
                continue;
            }
            while let Some(at) = self.rows.iter().rposition(|row| row.together) {
                self.take_out(at);
            }
        }
    }

    fn take_out(&mut self, at: usize) {
        self.rows.remove(at);
        if let Some(focus) = &mut self.focus {
            focus.start -= usize::from(focus.start > at);
            focus.end -= usize::from(focus.end > at);
        }
    }
}

/// `text` in lines of at most `width` columns, broken at words.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width.max(1))
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// `text` in at most `width` columns, cut with `…` where it is longer.
pub fn cut(text: &str, width: usize) -> String {
    use unicode_width::UnicodeWidthChar as _;
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 0;
    let mut kept = String::new();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > width {
            break;
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    if width > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Row, Sheet, cut};
    use crate::tui::theme::Role;

    #[test]
    fn cut_counts_columns() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("ab cd", 4), "ab…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn blank_lines_go_first_and_focus_stays_on_its_row() {
        let mut sheet = Sheet::default();
        sheet.push(Row::new().at(0, "a", Role::Text));
        sheet.gap();
        sheet.push(Row::new().at(0, "b", Role::Text));
        sheet.focus = Some(2..3);
        sheet.fit(2);
        assert_eq!(sheet.len(), 2);
        assert_eq!(sheet.focus, Some(1..2));
        sheet.fit(1);
        assert_eq!(sheet.len(), 2, "text is never taken out");
        sheet.gap();
        sheet.focus = Some(1..3);
        sheet.fit(2);
        assert_eq!(sheet.focus, Some(1..2), "a blank line within goes too");
    }

    #[test]
    fn lines_that_part_things_of_one_kind_go_together() {
        let mut sheet = Sheet::default();
        for name in ["a", "b", "c"] {
            sheet.push(Row::new().at(0, name, Role::Text));
            sheet.even_gap();
        }
        sheet.gap();
        sheet.fit(6);
        assert_eq!(sheet.len(), 6, "the one that stands alone goes first");
        sheet.fit(5);
        assert_eq!(sheet.len(), 3);
    }
}
