//! Collects blocks from the events of the Markdown parser.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{Block, Kind, Line};
use crate::exchange::line_starts::LineStarts;
use crate::exchange::markdown::marks::{FENCE, mark_bold_words};

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a state of the text on its own"
)]
#[derive(Default)]
pub struct Roll<'t> {
    pub(super) text: &'t str,
    pub(super) lines: LineStarts,
    pub(super) blocks: Vec<Block>,
    /// The next item number of each open list if the list is ordered.
    pub(super) lists: Vec<Option<u64>>,
    pub(super) depth: usize,
    pub(super) open: Option<Block>,
    /// The address of the open link and the offset of its text in the line.
    pub(super) link: Option<(pulldown_cmark::CowStr<'t>, usize)>,
    /// The text of the open `<summary>`, which is kept if it names the answer.
    pub(super) summary: Option<String>,
    /// True if the parser is in an HTML comment, which may span many lines.
    pub(super) comment: bool,
    /// True if the text is bold.
    pub(super) strong: bool,
    /// The start of the bold text: the number of lines and the length of the last line in bytes.
    pub(super) bold_from: (usize, usize),
    /// True if the parser is in a fenced code block.
    pub(super) fenced: bool,
    /// True if the text is the description of an image, which is dropped.
    pub(super) image: bool,
    /// True if the text is in `<pre>`, which keeps line breaks and spaces.
    pub(super) preformatted: bool,
    /// The open HTML lists. The entry for an ordered list is the number of its last item.
    pub(super) lists_in_html: Vec<Option<usize>>,
}

impl<'t> Roll<'t> {
    /// Returns the blocks of `text`.
    pub fn blocks_of(text: &'t str) -> Vec<Block> {
        let mut roll = Self {
            lines: LineStarts::of(text),
            text,
            ..Self::default()
        };
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TASKLISTS).into_offset_iter() {
            roll.event(event, range.start);
        }
        roll.close();
        roll.blocks
    }

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
    pub(super) fn end_code(&mut self) {
        if let Some(open) = &mut self.open {
            open.lines.pop_if(|it| it.text.is_empty());
        }
    }

    fn is_fresh_item(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|it| matches!(it.kind, Kind::Item { .. }) && it.lines.is_empty())
    }

    pub(super) fn begin(&mut self, kind: Kind, at: usize) {
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

    pub(super) fn close(&mut self) {
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

    pub(super) fn mark(&mut self, kind: Kind, at: usize) {
        self.begin(kind, at);
        self.blocks.extend(self.open.take());
    }

    pub(super) fn push_line(&mut self, soft: bool) {
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

    pub(super) fn text(&mut self, text: &str, at: usize) {
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

/// Returns whether text with a link to an anchor on the same page serves only for navigation.
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
