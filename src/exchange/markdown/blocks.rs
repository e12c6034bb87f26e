//! Converts a Markdown text to a flat sequence of blocks, each with its line and list depth, so
//! that the reader does not need recursion.

mod roll;
mod rows;
mod tags;

use std::ops::Range;

use roll::Roll;
use rows::{split_first_options, split_rows_of_options};

use crate::exchange::lettered::roman::is_label;

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
    let mut blocks = Roll::blocks_of(text);
    split_first_options(&mut blocks);
    blocks.iter_mut().for_each(split_rows_of_options);
    blocks
}
