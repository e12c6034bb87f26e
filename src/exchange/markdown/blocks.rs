//! A Markdown text as a row of blocks, each with its line and how deep it lies
//! in lists. What nests is unrolled here, so that the reader can go on from
//! block to block.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::exchange::lettered;
use crate::exchange::lines::Lines;

/// Lines of text; a line of a paragraph that merely goes on is `soft`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// Where its text begins: the line of the file, from 1.
    pub number: usize,
    /// It continues the line before.
    pub soft: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading of the level 1 to 6.
    Heading(usize),
    Text,
    Code,
    /// The first paragraph of an item; a number is that of an ordered list.
    Item {
        ordered: bool,
        checked: Option<bool>,
    },
    /// `<details>` opens or closes.
    Opens,
    Closes,
    Rule,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// The line of the file, from 1.
    pub line: usize,
    /// In how many items of lists it lies; an item does not lie in itself.
    pub depth: usize,
    pub lines: Vec<Line>,
    /// It has a picture in it, which is not kept.
    pub had_media: bool,
}

impl Block {
    /// The text, each line that merely goes on joined to the one before.
    pub fn text(&self) -> String {
        joined(&self.lines)
    }
}

pub fn joined(lines: &[Line]) -> String {
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push(if line.soft { ' ' } else { '\n' });
        }
        out += &line.text;
    }
    out
}

pub fn blocks(text: &str) -> Vec<Block> {
    let mut roll = Roll {
        lines: Lines::of(text),
        blocks: Vec::new(),
        lists: Vec::new(),
        depth: 0,
        open: None,
        link: None,
        summary: None,
        comment: false,
    };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TASKLISTS).into_offset_iter() {
        roll.event(event, range.start);
    }
    roll.close();
    roll.blocks
}

struct Roll<'t> {
    lines: Lines,
    blocks: Vec<Block>,
    /// Whether each list that is open is ordered.
    lists: Vec<bool>,
    depth: usize,
    open: Option<Block>,
    /// The address of the link that is open, and where its text begins.
    link: Option<(pulldown_cmark::CowStr<'t>, usize)>,
    /// The words of the `<summary>` that is open. They count where they tell the answer.
    summary: Option<String>,
    /// In a comment, which may go on over many lines.
    comment: bool,
}

impl<'t> Roll<'t> {
    fn event(&mut self, event: Event<'t>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, at),
            Event::Code(text) => self.text(&format!("`{text}`"), at),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, at),
            Event::SoftBreak => self.push_line(true),
            Event::HardBreak => self.push_line(false),
            Event::Rule => self.mark(Kind::Rule, at),
            Event::TaskListMarker(is_checked) => {
                if let Some(Block {
                    kind: Kind::Item { checked, .. },
                    ..
                }) = &mut self.open
                {
                    *checked = Some(is_checked);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => self.begin(Kind::Heading(level as usize), at),
            Tag::List(first) => {
                self.close();
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                let ordered = self.lists.last().copied().unwrap_or_default();
                let kind = Kind::Item {
                    ordered,
                    checked: None,
                };
                self.begin(kind, at);
                self.depth += 1;
            }
            // The first paragraph of an item is the item's text.
            Tag::Paragraph if self.is_fresh_item() => {}
            Tag::Paragraph => self.begin(Kind::Text, at),
            // Code belongs to what stands before it.
            Tag::CodeBlock(_) if self.open.is_some() => self.push_line(false),
            Tag::CodeBlock(_) => self.begin(Kind::Code, at),
            Tag::BlockQuote(_) => self.close(),
            Tag::Link { dest_url, .. } => {
                let open = self.open.as_ref().and_then(|it| it.lines.last());
                self.link = Some((dest_url, open.map_or(0, |it| it.text.len())));
            }
            Tag::Image { .. } => {
                if let Some(open) = &mut self.open {
                    open.had_media = true;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.close();
                self.depth -= 1;
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock => self.close(),
            TagEnd::Paragraph => self.close(),
            TagEnd::CodeBlock => {
                if let Some(open) = &mut self.open {
                    // The last line break of code ends it.
                    if open.lines.last().is_some_and(|it| it.text.is_empty()) {
                        open.lines.pop();
                    }
                }
                self.close();
            }
            TagEnd::Link => {
                let open = self.open.as_mut().and_then(|it| it.lines.last_mut());
                if let (Some((url, start)), Some(line)) = (self.link.take(), open) {
                    let is_shown = line.text.get(start..) == Some(&*url);
                    if !is_shown && !url.is_empty() {
                        line.text += &format!(" ({url})");
                    }
                }
            }
            _ => {}
        }
    }

    fn is_fresh_item(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|it| matches!(it.kind, Kind::Item { .. }) && it.lines.is_empty())
    }

    fn begin(&mut self, kind: Kind, at: usize) {
        self.close();
        self.open = Some(Block {
            kind,
            line: self.lines.number(at),
            depth: self.depth,
            lines: Vec::new(),
            had_media: false,
        });
    }

    fn close(&mut self) {
        if let Some(block) = self.open.take() {
            let is_item = matches!(block.kind, Kind::Item { .. });
            if is_item || block.lines.iter().any(|it| !it.text.trim().is_empty()) {
                self.blocks.push(block);
            }
        }
    }

    fn mark(&mut self, kind: Kind, at: usize) {
        self.begin(kind, at);
        self.blocks.extend(self.open.take());
    }

    fn push_line(&mut self, soft: bool) {
        if let Some(open) = &mut self.open {
            if open.lines.is_empty() {
                open.lines.push(Line::default());
            }
            open.lines.push(Line {
                soft,
                ..Line::default()
            });
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if let Some(summary) = &mut self.summary {
            *summary += text;
            return;
        }
        for (nth, part) in text.split('\n').enumerate() {
            if self.open.is_none() {
                if part.trim().is_empty() {
                    continue;
                }
                self.begin(Kind::Text, at);
            }
            if nth > 0 {
                self.push_line(false);
            }
            if let Some(open) = &mut self.open
                && !part.is_empty()
            {
                if open.lines.is_empty() {
                    open.lines.push(Line::default());
                }
                if let Some(line) = open.lines.last_mut() {
                    if line.text.is_empty() {
                        line.number = self.lines.number(at) + nth;
                    }
                    line.text += part;
                }
            }
        }
    }

    /// Of HTML only `<details>` and line breaks mean something; the words stay.
    fn html(&mut self, html: &str, at: usize) {
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
                return;
            }
        }
    }

    fn tag(&mut self, tag: &str, at: usize) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        match name.to_lowercase().trim_end_matches('/') {
            "details" => self.mark(Kind::Opens, at),
            "/details" => self.mark(Kind::Closes, at),
            "summary" => self.summary = Some(String::new()),
            "/summary" => {
                let words = self.summary.take().unwrap_or_default();
                if lettered::answer(&words).is_some() {
                    self.begin(Kind::Text, at);
                    self.text(&words, at);
                    self.close();
                }
            }
            "br" => self.push_line(false),
            "p" | "/p" | "div" | "/div" => self.close(),
            "img" => {
                if let Some(open) = &mut self.open {
                    open.had_media = true;
                }
            }
            _ => {}
        }
    }

    fn html_text(&mut self, text: &str, at: usize) {
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            if !words.is_empty() {
                self.text(words, at);
            }
            if line.ends_with('\n') {
                self.push_line(false);
            }
        }
    }
}
