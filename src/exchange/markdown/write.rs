//! Writes a bank as readable Markdown: options as a task list, with the reason of each quoted below
//! it. A question is included only if it reads back unchanged.

use crate::exchange::export::{Book, Exported, same_words};
use crate::exchange::{Entry, Format, import};

/// The way to write a text: unchanged or escaped.
type Form = fn(&str) -> String;

pub fn write(book: &Book) -> Exported {
    let mut out = Exported {
        text: format!("# {}\n", escaped(&book.title)),
        ..Exported::default()
    };
    let mut topic = None;
    for (at, entry) in book.entries.iter().enumerate() {
        let Some(text) = question(entry, at + 1) else {
            out.leave_out(entry, "a part of it reads as something else in Markdown");
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
fn question(entry: &Entry, number: usize) -> Option<String> {
    let forms: [(bool, Form); 4] = [
        (true, str::to_owned),
        (true, escaped),
        (false, str::to_owned),
        (false, escaped),
    ];
    let mut written = forms
        .into_iter()
        .filter(|(heading, _)| !heading || !entry.stem.contains('\n'))
        .map(|(heading, form)| write_one(entry, (!heading).then_some(number), form));
    written.find(|text| reads_back(text, entry))
}

/// Returns whether `text`, placed between two other questions, reads back as exactly this question.
fn reads_back(text: &str, entry: &Entry) -> bool {
    const BEFORE: &str = "# T\n\n### B?\n\n- [x] x\n- [ ] y\n\nz\n";
    const AFTER: &str = "\n### A?\n\n- [x] x\n- [ ] y\n";
    let read = import(&format!("{BEFORE}{text}{AFTER}"), Format::Markdown);
    matches!(read.questions.as_slice(), [before, one, after]
        if same_words(one, entry)
            && (&*before.stem, &*before.explanation, &*after.stem) == ("B?", "z", "A?")
            && after.topic.as_ref().is_some_and(|it| it.title == "T"))
}

/// Writes the question: with a number, the stem is below a heading; without one, it is the heading.
fn write_one(entry: &Entry, number: Option<usize>, form: Form) -> String {
    let mut out = match number {
        None => format!("\n### {}\n\n", form(&entry.stem)),
        Some(number) => format!(
            "\n### Question {number}\n\n{}\n\n",
            indented(&form(&entry.stem), "")
        ),
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
