//! Writes a bank as readable Markdown: options as a task list, with the reason for each option
//! quoted below it. A question is included only if it reads back unchanged.

use crate::exchange::export::{ExportBank, Exported, same_words};
use crate::exchange::{Format, ParsedQuestion, import};

/// The way to write a text: unchanged or escaped.
type Form = fn(&str) -> String;

/// The place where the stem of a question is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Heading,
    /// Below a heading with its number.
    Below,
    /// Like `Below`, but with every paragraph after the first as code.
    Code,
}

pub fn write(book: &ExportBank) -> Exported {
    let mut out = Exported {
        text: format!("# {}\n", escaped(&book.title)),
        ..Exported::default()
    };
    let mut topic = None;
    for (at, entry) in book.entries.iter().enumerate() {
        let Some(text) = question(entry, at + 1) else {
            out.leave_out(
                entry,
                "a part of it would be read as something else in Markdown",
            );
            continue;
        };
        if entry.topic != topic {
            topic.clone_from(&entry.topic);
            let title = topic.as_ref().map_or("", |it| it.title.as_str());
            out.text += &format!("\n## {}\n", escaped(title));
        }
        out.text += &text;
        out.lost_rest(entry);
    }
    out
}

/// Writes the question in the simplest form that reads back unchanged.
fn question(entry: &ParsedQuestion, number: usize) -> Option<String> {
    let forms: [(Place, Form); 5] = [
        (Place::Heading, str::to_owned),
        (Place::Heading, escaped),
        (Place::Below, str::to_owned),
        (Place::Below, escaped),
        (Place::Code, escaped),
    ];
    let mut written = forms
        .into_iter()
        .filter(|(place, _)| *place != Place::Heading || !entry.stem.contains('\n'))
        .map(|(place, form)| write_one(entry, place, number, form));
    written.find(|text| reads_back(text, entry))
}

/// Returns whether `text`, placed between two other questions, reads back as exactly this question.
fn reads_back(text: &str, entry: &ParsedQuestion) -> bool {
    const BEFORE: &str = "# T\n\n### B?\n\n- [x] x\n- [ ] y\n\nz\n";
    const AFTER: &str = "\n### A?\n\n- [x] x\n- [ ] y\n";
    let read = import(&format!("{BEFORE}{text}{AFTER}"), Format::Markdown);
    matches!(read.questions.as_slice(), [before, one, after]
        if same_words(one, entry)
            && (&*before.stem, &*before.explanation, &*after.stem) == ("B?", "z", "A?")
            && after.topic.as_ref().is_some_and(|it| it.title == "T"))
}

fn write_one(entry: &ParsedQuestion, place: Place, number: usize, form: Form) -> String {
    let stem = match place {
        Place::Heading => form(&entry.stem),
        Place::Below => indented(&form(&entry.stem), ""),
        Place::Code => fenced(&entry.stem, form),
    };
    let mut out = match place {
        Place::Heading => format!("\n### {stem}\n\n"),
        _ => format!("\n### Question {number}\n\n{stem}\n\n"),
    };
    for option in &entry.options {
        let mark = if option.correct { "x" } else { " " };
        out += &format!("- [{mark}] {}\n", broken(&form(&option.text), "  "));
        if !option.why.is_empty() {
            out += &format!("  > {}\n", indented(&form(&option.why), "  > "));
        }
    }
    if !entry.explanation.is_empty() {
        out += &format!("\n{}\n", indented(&form(&entry.explanation), ""));
    }
    out
}

/// Joins lines of text into one paragraph with hard line breaks.
fn broken(text: &str, margin: &str) -> String {
    with_spaces(text).replace('\n', &format!("\\\n{margin}"))
}

/// Replaces the spaces at the start of lines, as in code, with entities that Markdown keeps.
fn with_spaces(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let bare = line.trim_start_matches(' ');
        format!("{}{bare}", "&nbsp;".repeat(line.len() - bare.len()))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Joins lines with hard line breaks, and separates paragraphs with blank lines.
fn indented(text: &str, margin: &str) -> String {
    let text = with_spaces(text);
    let paragraphs = text
        .split("\n\n")
        .map(|it| it.replace('\n', &format!("\\\n{margin}")));
    let between = format!("\n{}\n{margin}", margin.trim_end());
    paragraphs.collect::<Vec<_>>().join(&between)
}

/// Returns `text` with a fence around every paragraph except the first.
fn fenced(text: &str, form: Form) -> String {
    let mut paragraphs = text.split("\n\n");
    let first = form(paragraphs.next().unwrap_or_default());
    paragraphs.fold(first, |out, it| format!("{out}\n\n```\n{it}\n```"))
}

/// Escapes every character that could have a meaning in Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut begins = true;
    for c in text.chars() {
        let anywhere = "\\`*_[]<>&#|~!{}".contains(c);
        let at_front = begins && "+-=".contains(c);
        let after_number = ".)".contains(c) && out.ends_with(|it: char| it.is_ascii_digit());
        if anywhere || at_front || after_number {
            out.push('\\');
        }
        out.push(c);
        begins = c == '\n';
    }
    out
}
