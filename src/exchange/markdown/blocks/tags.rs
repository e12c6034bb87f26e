//! Handles HTML in Markdown: layout tags become blocks and lines.

use super::Kind;
use super::roll::Roll;
use crate::exchange::html::{self, Tag as Layout};
use crate::exchange::lettered;

impl Roll<'_> {
    /// Reads HTML. Drops tags that affect the layout and keeps other tags and all text.
    pub(super) fn html(&mut self, html: &str, at: usize) {
        let mut rest = html;
        loop {
            if self.comment {
                let Some((_, after)) = rest.split_once("-->") else {
                    return;
                };
                (self.comment, rest) = (false, after);
            }
            let Some((before, after)) = rest.split_once('<') else {
                return self.html_text(rest, at);
            };
            self.html_text(before, at);
            if let Some(comment) = after.strip_prefix("!--") {
                (self.comment, rest) = (true, comment);
            } else if let Some((tag, after)) = after.split_once('>') {
                self.tag(tag, at);
                rest = after;
            } else {
                return self.html_text(&format!("<{after}"), at);
            }
        }
    }

    pub(super) fn tag(&mut self, inside: &str, at: usize) {
        let (name, closes) = html::name(inside);
        match (name.to_lowercase().as_str(), closes) {
            ("details", false) => return self.mark(Kind::Opens, at),
            ("details", true) => return self.mark(Kind::Closes, at),
            ("summary", false) => {
                self.summary = Some(String::new());
                return;
            }
            ("summary", true) => return self.end_summary(at),
            ("b" | "strong", _) => self.strong = !closes,
            ("script" | "style", _) => return,
            _ => {}
        }
        let layout = html::tag(name);
        if let Some(open) = self.open.as_mut().filter(|_| layout.is_some()) {
            open.tags += &format!("<{inside}>");
        }
        match layout {
            None if inside.starts_with(['!', '?']) => {}
            None => self.text(&format!("<{inside}>"), at),
            Some(Layout::Inline) => {
                if name == "a"
                    && inside.contains("href=\"#")
                    && let Some(open) = &mut self.open
                {
                    open.anchors += 1;
                }
            }
            Some(Layout::Raised) if closes => {}
            Some(Layout::Raised) => self.text("^", at),
            Some(Layout::Break | Layout::Row) => self.push_line(false),
            Some(Layout::Block) if ["p", "div", "hr"].contains(&name) => self.close(),
            Some(Layout::Block) => self.push_line(false),
            Some(Layout::Preformatted) => {
                if closes {
                    self.end_code();
                }
                self.close();
                self.preformatted = !closes;
            }
            Some(Layout::Cell) => {
                let line = self.open.as_ref().and_then(|it| it.lines.last());
                if !closes && line.is_some_and(|it| !it.text.is_empty()) {
                    self.text(" | ", at);
                }
            }
            Some(Layout::Ordered | Layout::Unordered) if closes => {
                self.lists_in_html.pop();
            }
            Some(Layout::Ordered) => self.lists_in_html.push(Some(0)),
            Some(Layout::Unordered) => self.lists_in_html.push(None),
            Some(Layout::Item) if closes => {}
            Some(Layout::Item) => {
                self.push_line(false);
                let last = self.lists_in_html.last_mut().and_then(Option::as_mut);
                let mark = last.map_or("- ".to_owned(), |it| {
                    *it += 1;
                    format!("{it}. ")
                });
                self.text(&mark, at);
            }
            Some(Layout::Media) => {
                if self.open.is_none() {
                    self.begin(Kind::Text, at);
                }
                if let Some(open) = &mut self.open {
                    open.had_media = true;
                }
            }
        }
    }

    /// Keeps the text of a `<summary>` if it names the answer.
    pub(super) fn end_summary(&mut self, at: usize) {
        let words = self.summary.take().unwrap_or_default();
        if lettered::answer(&words).is_some() {
            self.begin(Kind::Text, at);
            self.text(&words, at);
            self.close();
        }
    }

    pub(super) fn html_text(&mut self, text: &str, at: usize) {
        for line in text.split_inclusive('\n') {
            let words = if self.preformatted {
                line.trim_end_matches('\n')
            } else {
                line.trim()
            };
            if !words.is_empty() {
                self.text(&html::entities(words), at);
            }
            if line.ends_with('\n') {
                self.push_line(false);
            }
        }
    }
}
