//! The content of a screen as data: a single module paints it, and tests can read it.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use super::browser::is_safe;
use super::keymap::Action;
use super::page::Page;
use super::rich::rich;
use super::theme::Role;

/// The content of a page.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub head: Head,
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

/// Rows of text, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub rows: Vec<Row>,
    /// The rows that must be visible.
    pub focus: Option<Range<usize>>,
}

/// A row of text: pieces with their columns.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub spans: Vec<Span>,
    /// The action for a click anywhere in the row.
    pub click: Option<Action>,
    /// The clickable parts of the row, with their columns and actions.
    pub clicks: Vec<(Range<u16>, Action)>,
    /// The links in the row, with their columns and addresses.
    pub links: Vec<(Range<u16>, String)>,
    /// True if the row is under the cursor.
    pub selected: bool,
    /// The column where the cursor highlight ends, if there is other content to the right of it.
    pub until: Option<u16>,
    /// The band behind the row.
    pub band: Option<Band>,
    /// True for a blank row that can be removed to save space.
    pub spare: bool,
    /// True if all rows of this kind are removed together so that the spacing stays even.
    pub together: bool,
}

/// A colored band behind a row. If the theme does not write words on bands, the band is drawn next
/// to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    pub role: Role,
    /// True if the band also fills the row to the left and right of the words.
    pub whole: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The column, relative to the left edge of the page.
    pub at: u16,
    pub text: String,
    pub role: Role,
}

/// Pieces of text with their roles, without a position.
pub type Line = Vec<(String, Role)>;

/// Returns a line with a single piece of text.
pub fn line(text: impl Into<String>, role: Role) -> Line {
    vec![(text.into(), role)]
}

/// Returns the width of `line` in columns.
pub fn width(line: &Line) -> usize {
    line.iter().map(|(text, _)| text.width()).sum()
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

impl Row {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `text`, starting at `column`.
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

    /// Adds the pieces of `line`, starting at `column`.
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

    /// Makes `columns` a link to `address` if the address is safe to open.
    pub fn link_on(mut self, columns: Range<u16>, address: &str) -> Self {
        if is_safe(address) {
            self.links.push((columns, address.to_owned()));
        }
        self
    }

    /// Puts a band behind the row if `role` is given. Otherwise, removes the band.
    pub fn band(mut self, role: Option<Role>) -> Self {
        self.band = role.map(|role| Band { role, whole: false });
        self
    }

    /// Makes the row a bar in the color of `role`.
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

    /// Adds a blank row between blocks. Such rows are removed first to save space.
    pub fn gap(&mut self) {
        self.rows.push(Row {
            spare: true,
            ..Row::default()
        });
    }

    /// Adds a blank row between similar items, such as options. All such rows in a sheet are
    /// removed together.
    pub fn even_gap(&mut self) {
        self.rows.push(Row {
            spare: true,
            together: true,
            ..Row::default()
        });
    }

    /// Adds `text`, wrapped to the columns `at`: the first column and the width.
    pub fn text(&mut self, at: (u16, usize), text: &str, role: Role) {
        self.hanging(Row::new(), at, text, role);
    }

    /// Interprets the markup in `text` and adds the text, wrapped to the columns `at`.
    pub fn rich(&mut self, at: (u16, usize), text: &str, role: Role) {
        self.hanging_rich(Row::new(), at, text, role);
    }

    /// Adds `text`, wrapped to the columns `at`. The first line is added to `first`, which contains
    /// the mark or the label of the text. The other rows are like `first`, but without its text.
    pub fn hanging(&mut self, first: Row, at: (u16, usize), text: &str, role: Role) {
        let parts = wrap(text, at.1).into_iter();
        self.lines(first, at.0, parts.map(|part| line(part, role)));
    }

    /// Interprets the markup in `text` and adds the text like [`Sheet::hanging`].
    pub fn hanging_rich(&mut self, first: Row, at: (u16, usize), text: &str, role: Role) {
        self.lines(first, at.0, rich(text, at.1, role));
    }

    /// Adds `lines`, starting at `column`, like [`Sheet::hanging`].
    pub fn lines(&mut self, mut first: Row, column: u16, lines: impl IntoIterator<Item = Line>) {
        for line in lines {
            let rest = Row {
                spans: Vec::new(),
                clicks: Vec::new(),
                links: Vec::new(),
                ..first.clone()
            };
            self.push(first.line(column, &line));
            first = rest;
        }
    }

    /// Adds a rule across the main column.
    pub fn rule(&mut self, page: &Page) {
        let rule = "─".repeat(page.width_from(page.margin));
        self.push(Row::new().at(page.margin, rule, Role::Faint));
    }

    /// Limits the rows to `rows`. If some are missing, the last row is an ellipsis in `column`.
    pub fn cut(&mut self, rows: usize, column: u16) {
        if self.len() > rows {
            self.rows.truncate(rows.saturating_sub(1));
            self.push(Row::new().at(column, "…", Role::Muted));
        }
    }

    /// Removes optional blank rows at the end.
    pub fn trim(&mut self) {
        while self.rows.last().is_some_and(|row| row.spare) {
            self.rows.pop();
        }
    }

    /// Adds blank rows until there are `rows` rows.
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

    /// Removes optional blank rows, from the bottom up, until there are at most `height` rows.
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

/// Wraps `text` between words into lines of at most `width` columns.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width.max(1))
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// Truncates `text` to `width` columns. Truncated text ends with `…`.
pub fn truncate(text: &str, width: usize) -> String {
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
    use super::{Row, Sheet, truncate};
    use crate::tui::theme::Role;

    #[test]
    fn cut_counts_columns() {
        assert_eq!(truncate("abcdef", 6), "abcdef");
        assert_eq!(truncate("abcdef", 4), "abc…");
        assert_eq!(truncate("日本語", 5), "日本…");
        assert_eq!(truncate("ab cd", 4), "ab…");
        assert_eq!(truncate("abc", 0), "");
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
        assert_eq!(sheet.len(), 6, "the single one goes first");
        sheet.fit(5);
        assert_eq!(sheet.len(), 3);
    }
}
