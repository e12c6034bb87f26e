//! Writes a bank as readable Markdown: options as a task list, with the reason for each option
//! quoted below it. A question is included only if it reads back unchanged.

use super::marks::FENCE;
use crate::exchange::export::{ExportBank, Exported, same_words};
use crate::exchange::{Format, ParsedQuestion, import};
use crate::model::markup::{Piece, Style, bullet, pieces};

/// The form in which text is written.
#[derive(Clone, Copy)]
enum Form {
    /// Keeps the markup and escapes nothing.
    Unescaped,
    /// Keeps the markup and escapes all other words.
    Marked,
    Escaped,
}

impl Form {
    /// Writes `text` between other blocks within `margin`.
    fn write(self, text: &str, margin: &str) -> String {
        match self {
            Self::Unescaped => with_markup(text, margin, str::to_owned),
            Self::Marked => with_markup(text, margin, escaped),
            Self::Escaped => separated(&escaped(text), margin),
        }
    }

    /// Writes the text of an option, which is a single paragraph unless it has markup.
    fn write_option(self, text: &str) -> String {
        match self {
            Self::Escaped => broken(&escaped(text), "  "),
            _ => self.write(text, "  "),
        }
    }
}

/// The place where the stem of a question is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Heading,
    /// Below a heading with its number.
    Below,
    /// Below a heading, in a single paragraph.
    Lines,
    /// Below a heading, with every paragraph after the first indented as code, which reads back as
    /// text.
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
    let forms = [
        (Place::Heading, Form::Unescaped),
        (Place::Below, Form::Unescaped),
        (Place::Heading, Form::Marked),
        (Place::Below, Form::Marked),
        (Place::Heading, Form::Escaped),
        (Place::Below, Form::Escaped),
        (Place::Lines, Form::Escaped),
        (Place::Code, Form::Escaped),
    ];
    let mut written = forms
        .into_iter()
        .filter(|(place, _)| *place != Place::Heading || !entry.stem.contains('\n'))
        .map(|(place, form)| write_one(entry, place, number, form));
    written.find(|text| reads_back(text, entry))
}

/// Returns whether `text`, when placed between two other questions, reads back as exactly the
/// question `entry`.
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
        Place::Heading | Place::Below => form.write(&entry.stem, ""),
        Place::Lines => broken(&escaped(&entry.stem), ""),
        Place::Code => as_code(&entry.stem),
    };
    let mut out = match place {
        Place::Heading => format!("\n### {stem}\n\n"),
        _ => format!("\n### Question {number}\n\n{stem}\n\n"),
    };
    for option in &entry.options {
        let mark = if option.correct { "x" } else { " " };
        out += &format!("- [{mark}] {}\n", form.write_option(&option.text));
        if !option.why.is_empty() {
            out += &format!("  > {}\n", form.write(&option.why, "  > "));
        }
    }
    if !entry.explanation.is_empty() {
        out += &format!("\n{}\n", form.write(&entry.explanation, ""));
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

/// Joins lines with hard line breaks and separates paragraphs with blank lines.
fn separated(text: &str, margin: &str) -> String {
    let text = with_spaces(text);
    let paragraphs = text
        .split("\n\n")
        .map(|it| it.replace('\n', &format!("\\\n{margin}")));
    let between = format!("\n{}\n{margin}", margin.trim_end());
    paragraphs.collect::<Vec<_>>().join(&between)
}

/// Indents every paragraph after the first as code.
fn as_code(text: &str) -> String {
    let mut paragraphs = text.split("\n\n");
    let first = escaped(paragraphs.next().unwrap_or_default());
    paragraphs.fold(first, |out, it| {
        format!("{out}\n\n    {}", it.replace('\n', "\n    "))
    })
}

/// Writes `text` with its markup in Markdown. All other words are written using the function
/// `words`.
fn with_markup(text: &str, margin: &str, words: fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut before = Part::Blank;
    let mut fenced = false;
    for line in text.split('\n') {
        let is_fence = line.trim_start().starts_with(FENCE);
        let part = match () {
            () if fenced || is_fence => Part::Code,
            () if line.trim().is_empty() => Part::Blank,
            () if !bullet(line).0.is_empty() => Part::Item,
            () => Part::Words,
        };
        if !out.is_empty() {
            out += match (before, part) {
                (Part::Words, Part::Words) => "\\\n",
                (Part::Words, Part::Item) | (Part::Item, Part::Words) => "\n\n",
                _ => "\n",
            };
        }
        out += &match part {
            Part::Code => line.to_owned(),
            Part::Blank => String::new(),
            Part::Item | Part::Words => {
                let (mark, rest) = bullet(line);
                let mark = match mark {
                    "" => String::new(),
                    "•" => "- ".to_owned(),
                    number => format!("{number} "),
                };
                mark + &pieces(rest)
                    .iter()
                    .map(|it| piece(it, words))
                    .collect::<String>()
            }
        };
        fenced ^= is_fence;
        before = part;
    }
    let blank = format!("\n{}\n", margin.trim_end());
    let with_margin = out.replace('\n', &format!("\n{margin}"));
    with_margin.replace(&format!("\n{margin}\n"), &blank)
}

/// The part of the text that contains a line.
#[derive(Clone, Copy)]
enum Part {
    Blank,
    Code,
    Item,
    Words,
}

fn piece(piece: &Piece<'_>, words: fn(&str) -> String) -> String {
    match piece.style {
        Style::Plain => words(piece.text),
        Style::Bold => format!("**{}**", words(piece.text)),
        Style::Code => format!("`{}`", piece.text),
    }
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
