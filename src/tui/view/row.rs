//! A row of text with its links and clickable parts.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use super::Line;
use crate::tui::browser::is_safe;
use crate::tui::keymap::Action;
use crate::tui::theme::Role;

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

    /// Adds `text` like [`Self::until`], but only if it stays clear of the pieces added before.
    pub fn until_if_free(self, end: u16, text: &str, role: Role) -> Self {
        const GAP: u16 = 2;
        let ends = self.spans.iter();
        let ends = ends.map(|span| span.at + span.text.width() as u16);
        let taken = ends.max().unwrap_or(0);
        if taken + GAP + text.width() as u16 > end {
            return self;
        }
        self.until(end, text, role)
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

    /// Returns the first two pieces that share a column. The symbols that mark a place in a bar are
    /// drawn over it on purpose.
    #[cfg(test)]
    pub fn overlap(&self) -> Option<(&Span, &Span)> {
        let shown = |span: &&Span| {
            !span.text.trim().is_empty() && !matches!(&*span.text, "┿" | "┼" | "│" | "●" | "◆")
        };
        let mut spans: Vec<_> = self.spans.iter().filter(shown).collect();
        spans.sort_by_key(|span| span.at);
        let end = |span: &Span| span.at + span.text.trim_end().width() as u16;
        let pairs = spans.windows(2).map(|pair| (pair[0], pair[1]));
        let mut pairs = pairs.filter(|(left, right)| end(left) > right.at);
        pairs.next()
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
