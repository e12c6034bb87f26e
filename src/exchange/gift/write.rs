//! Writes a bank as GIFT. The title of each question is its ID so that an import restores the ID.

use crate::exchange::export::{ExportBank, Exported};
use crate::exchange::{ParsedQuestion, html, lettered};

/// The weight of each correct option in questions with 1 to 9 correct options, as Moodle writes it.
const SHARES: [&str; 9] = [
    "100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111",
];

pub fn write(book: &ExportBank) -> Exported {
    let mut out = Exported::default();
    let mut topic = None;
    for entry in &book.entries {
        if entry.topic != topic {
            topic.clone_from(&entry.topic);
            let title = topic.as_ref().map_or("", |it| it.title.as_str());
            out.text += &format!("$CATEGORY: {}\n\n", title.replace('/', "//"));
        }
        out.text += &question(entry);
        out.lost_marks(entry);
    }
    out
}

fn question(entry: &ParsedQuestion) -> String {
    let mut out = String::new();
    if let Some(id) = &entry.id {
        out += &format!("::{id}::");
    } else if entry.stem.starts_with("//") || entry.stem.starts_with('$') {
        // Without a title, the stem would be read as a comment or a category.
        out += "::question::";
    }
    out += &format!("{} {{\n", escaped(&entry.stem));
    let right = entry.options.iter().filter(|it| it.correct).count();
    for option in &entry.options {
        let mark = match (option.correct, right) {
            (true, 1) => "=".to_owned(),
            (false, 1) => "~".to_owned(),
            (true, many) => format!("~%{}%", SHARES[many.min(SHARES.len()) - 1]),
            (false, _) => "~%-100%".to_owned(),
        };
        // Text such as `%5% off` must not be read as a weight.
        let weight = match (option.text.starts_with('%') && right == 1, option.correct) {
            (true, true) => "%100%",
            (true, false) => "%0%",
            (false, _) => "",
        };
        out += &format!("\t{mark}{weight}{}", escaped(&option.text));
        if !option.why.is_empty() {
            out += &format!("#{}", escaped(&option.why));
        }
        out.push('\n');
    }
    if !entry.explanation.is_empty() {
        out += &format!("\t####{}\n", escaped(&entry.explanation));
    }
    out + "}\n\n"
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // Without this prefix, `[html]` would set the format, `<b>` would be a tag, and `A.` would be a
    // label.
    let is_label = lettered::option(text).is_some();
    if text.starts_with('[') || is_label || html::guess(text).0 != text {
        out += "[plain]";
    }
    for c in text.chars() {
        match c {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => out.extend(['\\', c]),
            '\n' => out += "\\n",
            c => out.push(c),
        }
    }
    out
}
