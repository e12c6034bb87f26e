//! Reads and writes Aiken: a question, options with capital letters, and a line `ANSWER: B`.

use winnow::Parser as _;
use winnow::ascii::{Caseless, space0};
use winnow::combinator::{preceded, terminated};
use winnow::error::ContextError;
use winnow::token::{one_of, rest};

use super::entry::{Answer, Entry};
use super::export::{Book, Exported, same_body};
use super::intake::Intake;
use super::key::{self, Key};
use super::lettered;

pub fn read(text: &str, intake: &mut Intake<'_>) {
    let mut open = Open::default();
    let mut after_blank = true;
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let (number, line) = (at + 1, line.trim());
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        let next = lines.peek().map_or("", |(_, line)| line.trim());
        if let Some(told) = feedback(line) {
            open.add_feedback(told, number, intake);
        } else if let Some(key) = answer(line) {
            if open.key.is_some() {
                open.close(number, intake);
            }
            if open.entry.line == 0 {
                intake.leave_out(number, "an ANSWER line without a question");
            } else {
                open.key = Some(key.to_owned());
            }
        } else if open.in_feedback && !after_blank && open.option(line, next).is_none() {
            open.add_feedback(line, number, intake);
        } else if let Some((letter, text)) = open.option(line, next) {
            if open.key.is_some() || letter == 0 && !open.entry.options.is_empty() {
                // A second A starts the next question, so the current one has ended.
                open.close(number, intake);
            }
            if letter != open.entry.options.len() {
                open.gap = true;
            }
            open.begin(number);
            open.entry.options.push(Answer::new(text, false));
        } else {
            if !open.entry.options.is_empty() || open.key.is_some() {
                open.close(number, intake);
            }
            open.begin(number);
            let gap = match open.entry.stem.as_str() {
                "" => "",
                _ if after_blank => "\n\n",
                _ => "\n",
            };
            open.entry.stem += gap;
            open.entry.stem += line;
        }
        after_blank = false;
    }
    open.close(text.lines().count(), intake);
}

/// The question that is being read.
#[derive(Default)]
struct Open {
    entry: Entry,
    key: Option<String>,
    /// True if the previous line was feedback.
    in_feedback: bool,
    /// True if an option letter is missing or appears twice.
    gap: bool,
}

impl Open {
    fn begin(&mut self, line: usize) {
        if self.entry.line == 0 {
            self.entry.line = line;
        }
    }

    /// Returns the position and the text of the option in `line`, if there is one. Without a space
    /// after its letter, it counts only if it continues the sequence of letters, or if the next
    /// line continues it.
    fn option<'l>(&self, line: &'l str, next: &str) -> Option<(usize, &'l str)> {
        let count = self.entry.options.len();
        let (letter, text, has_space) = option(line)?;
        let continued = option(next).is_some_and(|it| it.0 == letter + 1);
        let is_certain = has_space || (letter > 0 && letter == count) || (letter == 0 && continued);
        let is_here = letter == 0 || (count > 0 && self.key.is_none());
        (is_certain && is_here).then_some((letter, text))
    }

    /// Adds `text` to the explanation of the question, whose key has been read.
    fn add_feedback(&mut self, text: &str, line: usize, intake: &mut Intake<'_>) {
        if self.entry.options.is_empty() {
            return intake.note(line, "feedback without a question is not kept");
        }
        self.in_feedback = true;
        let explanation = &mut self.entry.explanation;
        let gap = if explanation.is_empty() { "" } else { "\n" };
        *explanation += gap;
        *explanation += text;
    }

    fn close(&mut self, line: usize, intake: &mut Intake<'_>) {
        let Self {
            mut entry,
            key,
            gap,
            in_feedback: _,
        } = std::mem::take(self);
        match key {
            None if entry.line == 0 => {}
            None if entry.options.is_empty() => intake.leave_out(entry.line, "it has no options"),
            None => {
                let why = format!("it has no ANSWER line (looked for it up to line {line})");
                intake.leave_out(entry.line, why);
            }
            Some(_) if gap => intake.leave_out(entry.line, "its letters do not go A, B, C"),
            Some(key) => {
                let key = Key::Letters(key.trim_end_matches('.').to_owned());
                intake.read_html(&mut entry);
                intake.take(entry, &key);
            }
        }
    }
}

/// Parses `A. text`, `A) text`, `b. text`, or `(A) text`: returns the position of the letter, the
/// text, and whether a space separates the two.
fn option(line: &str) -> Option<(usize, &str, bool)> {
    if let Some((place, text)) = lettered::option(line) {
        return Some((place, text, true));
    }
    let letter = terminated(one_of::<_, _, ContextError>('A'..='Z'), one_of(['.', ')']));
    let (letter, text): (char, &str) = (letter, rest).parse(line).ok()?;
    Some((letter as usize - 'A' as usize, text.trim(), false))
}

/// Returns the key in `ANSWER: B` and its dialects.
fn answer(line: &str) -> Option<&str> {
    let head = (Caseless("answer"), space0::<_, ContextError>, ':');
    let exact = preceded(head, rest).parse(line).ok().map(str::trim);
    exact.or_else(|| lettered::answer(line).filter(|it| it.len() <= 20))
}

/// Returns the text after `FEEDBACK:` and similar words.
fn feedback(line: &str) -> Option<&str> {
    let (word, text) = line.split_once(':')?;
    let words = [
        "feedback",
        "general feedback",
        "explanation",
        "rationale",
        "comment",
        "@comments",
    ];
    words
        .contains(&word.trim().to_lowercase().as_str())
        .then(|| text.trim())
}

pub fn write(book: &Book) -> Exported {
    let mut out = Exported::default();
    for entry in &book.entries {
        if entry.options.iter().filter(|it| it.correct).count() > 1 {
            out.leave_out(entry, "a question in Aiken has one right option");
            continue;
        }
        let block = block(entry);
        let expected = flattened(entry);
        if !reads_back(&block, &expected) {
            out.leave_out(entry, "a part of it reads as an option or an answer");
            continue;
        }
        if expected.stem != entry.stem || expected.options != entry.options {
            out.lost("line breaks", entry);
        }
        if !entry.explanation.is_empty() {
            out.lost("explanations", entry);
        }
        if entry.options.iter().any(|it| !it.why.is_empty()) {
            out.lost("reasons of options", entry);
        }
        if entry.topic.is_some() {
            out.lost("topics", entry);
        }
        out.lost_rest(entry);
        out.text += &block;
        out.text.push('\n');
    }
    out
}

/// Returns whether `block`, placed after another question, reads back as exactly this question.
fn reads_back(block: &str, expected: &Entry) -> bool {
    let text = format!("B?\nA. x\nB. y\nANSWER: A\n\n{block}");
    let read = super::import(&text, super::Format::Aiken);
    matches!(read.questions.as_slice(), [_, one] if same_body(one, expected))
}

fn block(entry: &Entry) -> String {
    let mut out = format!("{}\n", one_line(&entry.stem));
    for (at, option) in entry.options.iter().enumerate() {
        out += &format!("{}. {}\n", key::letter(at), one_line(&option.text));
    }
    out + &format!("ANSWER: {}\n", key::letters_of(&entry.options))
}

/// Returns the parts of `entry` that this format can represent.
fn flattened(entry: &Entry) -> Entry {
    let options = entry.options.iter();
    Entry {
        stem: one_line(&entry.stem),
        options: options
            .map(|it| Answer {
                id: it.id.clone(),
                why: it.why.clone(),
                ..Answer::new(one_line(&it.text), it.correct)
            })
            .collect(),
        ..Entry::default()
    }
}

fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}
