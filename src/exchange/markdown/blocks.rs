//! Converts a Markdown text to a flat sequence of blocks, each with its line and list depth, so
//! that the reader does not need recursion.

mod rows;
mod tags;

use super::marks::{FENCE, mark_bold_words};
use rows::{split_first_options, split_rows_of_options};

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::exchange::lettered::roman::is_label;
use crate::exchange::line_starts::LineStarts;

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// The number of the line in the file on which the text begins, counted from 1.
    pub number: usize,
    /// True if the line merely continues the paragraph of the previous line.
    pub soft: bool,
    /// The total length of the bold text, in bytes.
    pub strong: usize,
    /// The byte offset where the last bold text ends.
    pub strong_end: usize,
    /// The byte ranges of the bold text.
    pub bold: Vec<Range<usize>>,
}

impl Line {
    /// Returns whether the last `length` bytes of the line are bold.
    pub fn is_strong(&self, length: usize) -> bool {
        self.strong > 0 && self.strong >= length && self.strong_end >= self.text.trim_end().len()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading of level 1 to 6. `underlined` is true if the heading is a paragraph with a line of
    /// dashes below it.
    Heading {
        level: usize,
        underlined: bool,
    },
    Text,
    Code,
    /// Text in `<pre>`.
    Preformatted,
    /// The first paragraph of a list item, with its number in an ordered list.
    Item {
        number: Option<u64>,
        checked: Option<bool>,
    },
    /// The start or end of a `<details>` element.
    Opens,
    Closes,
    Rule,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// The line number in the file, counted from 1.
    pub line: usize,
    /// The number of list items around the block, not counting the block itself.
    pub depth: usize,
    pub lines: Vec<Line>,
    /// True if the block contains a picture, which is not imported.
    pub had_media: bool,
    /// The total length, in bytes, of links to anchors on the same page, such as "Back to top".
    anchors: usize,
    /// The layout tags in the block, in case it contains nothing else.
    tags: String,
}

impl Block {
    /// Returns the text, with soft lines joined to the previous line.
    pub fn text(&self) -> String {
        joined(&self.lines)
    }
}

pub fn joined(lines: &[Line]) -> String {
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            // Keep table rows and statements with numerals separate.
            let is_row = line.text.trim_start().starts_with('|') || is_label(&line.text);
            out.push(if line.soft && !is_row { ' ' } else { '\n' });
        }
        out += &line.text;
    }
    out
}

pub fn blocks(text: &str) -> Vec<Block> {
    let mut roll = Roll {
        lines: LineStarts::of(text),
        blocks: Vec::new(),
        lists: Vec::new(),
        depth: 0,
        open: None,
        link: None,
        summary: None,
        comment: false,
        strong: false,
        bold_from: (0, 0),
        fenced: false,
        image: false,
        preformatted: false,
        lists_in_html: Vec::new(),
        text,
    };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TASKLISTS).into_offset_iter() {
        roll.event(event, range.start);
    }
    roll.close();
    split_first_options(&mut roll.blocks);
    roll.blocks.iter_mut().for_each(split_rows_of_options);
    roll.blocks
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a state of the text on its own"
)]
struct Roll<'t> {
    text: &'t str,
    lines: LineStarts,
    blocks: Vec<Block>,
    /// The next item number of each open list if the list is ordered.
    lists: Vec<Option<u64>>,
    depth: usize,
    open: Option<Block>,
    /// The address of the open link and the offset of its text in the line.
    link: Option<(pulldown_cmark::CowStr<'t>, usize)>,
    /// The text of the open `<summary>`, which is kept if it names the answer.
    summary: Option<String>,
    /// True if the parser is in an HTML comment, which may span many lines.
    comment: bool,
    /// True if the text is bold.
    strong: bool,
    /// The start of the bold text: the number of lines and the length of the last line in bytes.
    bold_from: (usize, usize),
    /// True if the parser is in a fenced code block.
    fenced: bool,
    /// True if the text is the description of an image, which is dropped.
    image: bool,
    /// True if the text is in `<pre>`, which keeps line breaks and spaces.
    preformatted: bool,
    /// The open HTML lists. The entry for an ordered list is the number of its last item.
    lists_in_html: Vec<Option<usize>>,
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
            Tag::Heading { level, .. } => {
                let underlined = !self.text[at..].trim_start().starts_with('#');
                let level = level as usize;
                self.begin(Kind::Heading { level, underlined }, at);
            }
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => {
                let next = self.lists.last_mut().and_then(Option::as_mut);
                let number = next.map(|it| std::mem::replace(it, it.saturating_add(1)));
                let kind = Kind::Item {
                    number,
                    checked: None,
                };
                self.begin(kind, at);
                self.depth += 1;
            }
            // The first paragraph of an item is the text of the item.
            Tag::Paragraph if self.is_fresh_item() => {}
            Tag::Paragraph => self.begin(Kind::Text, at),
            Tag::CodeBlock(kind) => {
                // A code block belongs to the text before it.
                match &self.open {
                    Some(open) if !open.lines.is_empty() => self.push_line(false),
                    Some(_) => {}
                    None => self.begin(Kind::Code, at),
                }
                if let CodeBlockKind::Fenced(info) = kind {
                    self.text(&format!("{FENCE}{info}"), at);
                    self.push_line(false);
                    self.fenced = true;
                }
            }
            Tag::BlockQuote(_) => self.close(),
            Tag::Link { dest_url, .. } => {
                let open = self.open.as_ref().and_then(|it| it.lines.last());
                self.link = Some((dest_url, open.map_or(0, |it| it.text.len())));
            }
            Tag::Image { .. } => {
                self.image = true;
                if self.open.is_none() {
                    self.begin(Kind::Text, at);
                }
                if let Some(open) = &mut self.open {
                    open.had_media = true;
                }
            }
            Tag::Strong => {
                self.strong = true;
                self.bold_from = self.end_of_line();
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
                self.end_code();
                if std::mem::take(&mut self.fenced)
                    && let Some(open) = &mut self.open
                {
                    open.lines.push(Line {
                        text: FENCE.to_owned(),
                        ..Line::default()
                    });
                }
                self.close();
            }
            TagEnd::Image => self.image = false,
            TagEnd::Strong => {
                self.strong = false;
                let (line, from) = self.bold_from;
                let (last, to) = self.end_of_line();
                if line == last
                    && from < to
                    && let Some(line) = self.open.as_mut().and_then(|it| it.lines.last_mut())
                {
                    line.bold.push(from..to);
                }
            }
            TagEnd::Link => {
                let link = self.link.take();
                if let (Some((url, start)), Some(open)) = (link, &mut self.open)
                    && let Some(line) = open.lines.last_mut()
                {
                    let is_shown = line.text.get(start..) == Some(&*url);
                    if url.starts_with('#') {
                        open.anchors += line.text.len().saturating_sub(start);
                    } else if !is_shown && !url.is_empty() && !line.text.is_empty() {
                        line.text += &format!(" ({url})");
                    }
                }
            }
            _ => {}
        }
    }

    /// Returns the number of lines in the open block and the length of the last line.
    fn end_of_line(&self) -> (usize, usize) {
        let lines = self.open.as_ref().map_or(&[][..], |it| &it.lines);
        (
            lines.len().max(1),
            lines.last().map_or(0, |it| it.text.len()),
        )
    }

    /// Removes the line break that ends a code block.
    fn end_code(&mut self) {
        if let Some(open) = &mut self.open {
            open.lines.pop_if(|it| it.text.is_empty());
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
            anchors: 0,
            tags: String::new(),
        });
    }

    fn close(&mut self) {
        if let Some(mut block) = self.open.take() {
            let is_item = matches!(block.kind, Kind::Item { .. });
            let mut has_text = block.lines.iter().any(|it| !it.text.trim().is_empty());
            if is_item && !has_text && !block.tags.is_empty() {
                // An option about a tag may consist of only the tag.
                block.lines = vec![Line {
                    text: std::mem::take(&mut block.tags),
                    number: block.line,
                    ..Line::default()
                }];
                has_text = true;
            }
            if block.kind == Kind::Text && block.anchors > 0 {
                let text = block.text();
                if block.anchors >= text.trim().len() || is_navigation(&text) {
                    return;
                }
            }
            if is_item || has_text || block.had_media {
                block.lines.iter_mut().for_each(mark_bold_words);
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
        if self.image {
            return;
        }
        if let Some(summary) = &mut self.summary {
            *summary += text;
            return;
        }
        for (nth, part) in text.split('\n').enumerate() {
            if self.open.is_none() {
                if part.trim().is_empty() {
                    continue;
                }
                let kind = if self.preformatted {
                    Kind::Preformatted
                } else {
                    Kind::Text
                };
                self.begin(kind, at);
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
                    if self.strong {
                        line.strong += part.len();
                        line.strong_end = line.text.len();
                    }
                }
            }
        }
    }
}

/// Returns whether a text with a link to an anchor on the same page serves only for navigation.
fn is_navigation(text: &str) -> bool {
    let words: String = text
        .chars()
        .filter(|c| c.is_alphabetic() || *c == ' ')
        .collect();
    let words = words.trim().to_lowercase();
    let places = [
        "top",
        "contents",
        "content",
        "index",
        "up",
        "home",
        "menu",
        "questions",
        "start",
    ];
    words.split_whitespace().count() <= 5
        && (words.starts_with("back")
            || words.is_empty()
            || places.iter().any(|it| words.ends_with(it)))
}
