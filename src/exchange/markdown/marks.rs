//! Keeps the markup that a question may contain: fenced code, lists, and bold words.

use std::ops::Range;

use super::blocks::Line;
use crate::exchange::lettered;

/// The line that begins or ends a code block, without a language name.
pub const FENCE: &str = "```";

/// Adds a paragraph to `text`. Does not insert a blank line before code blocks and list items.
pub fn append(text: &mut String, paragraph: &str) {
    let is_close = paragraph.starts_with(FENCE) || is_item(paragraph) || text.ends_with("\n```");
    if !text.is_empty() {
        text.push_str(if is_close { "\n" } else { "\n\n" });
    }
    text.push_str(paragraph);
}

/// Joins paragraphs into one string.
pub fn paragraphs<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().fold(String::new(), |mut text, part| {
        append(&mut text, part);
        text
    })
}

/// Returns whether `text` begins with a list item.
pub fn is_item(text: &str) -> bool {
    let bare = text.trim_start_matches(|it: char| it.is_ascii_digit());
    text.starts_with("- ") || (bare.len() < text.len() && bare.starts_with(". "))
}

/// Adds markup for the bold words in a sentence. Bold labels, keys, and whole lines get no markup,
/// because they structure the file.
pub fn mark_bold_words(line: &mut Line) {
    let bold = std::mem::take(&mut line.bold);
    let text = &line.text;
    let is_part = lettered::option(text).is_some()
        || lettered::answer(text).is_some()
        || lettered::explanation(text).is_some()
        || lettered::awaits_answer(text)
        || !lettered::starts_in_a_row(text).is_empty();
    for range in bold.into_iter().rev().filter(|_| !is_part) {
        if is_emphasis(&line.text, &range) {
            line.text.insert_str(range.end, "**");
            line.text.insert_str(range.start, "**");
        }
    }
}

/// Returns whether the bold text at `range` emphasizes words in the middle of a sentence.
fn is_emphasis(text: &str, range: &Range<usize>) -> bool {
    let inside = &text[range.clone()];
    let before = text[..range.start].trim_end();
    let after = text[range.end..].trim_start();
    let is_label = inside.ends_with([':', '.', ')']) || before.ends_with([':', '.', ')', '-']);
    let ends_label = before.ends_with(|it: char| it.is_ascii_digit());
    let follows = before.chars().any(char::is_alphabetic) && !ends_label;
    let leads = before.is_empty() && after.starts_with(char::is_lowercase);
    inside.starts_with(char::is_alphanumeric)
        && inside.trim_end() == inside
        && !inside.contains(['*', '`'])
        && !is_label
        && (follows || leads)
}
