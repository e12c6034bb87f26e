//! Aiken: a question, options with capital letters, and a line `ANSWER: B`.

use winnow::Parser as _;
use winnow::ascii::{Caseless, space0};
use winnow::combinator::{preceded, terminated};
use winnow::error::ContextError;
use winnow::token::{one_of, rest};

use super::entry::{Answer, Entry};
use super::export::{Book, Exported, same_body};
use super::intake::Intake;
use super::key::{self, Key};

pub fn read(text: &str, intake: &mut Intake<'_>) {
    let mut open = Open::default();
    let mut after_blank = true;
    for (at, line) in text.lines().enumerate() {
        let (number, line) = (at + 1, line.trim());
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        if let Some(key) = answer(line) {
            open.close(Some(key), number, intake);
        } else if let Some((letter, text)) = option(line).filter(|it| open.takes(it.0)) {
            if letter == 0 && !open.entry.options.is_empty() {
                // A second A: the question before has no answer.
                open.close(None, number, intake);
            }
            if letter != open.entry.options.len() {
                open.gap = true;
            }
            open.begin(number);
            open.entry.options.push(Answer::new(text, false));
        } else {
            if !open.entry.options.is_empty() {
                open.close(None, number, intake);
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
    open.close(None, text.lines().count(), intake);
}

/// The question that is being read.
#[derive(Default)]
struct Open {
    entry: Entry,
    /// A letter was left out or stands twice.
    gap: bool,
}

impl Open {
    fn begin(&mut self, line: usize) {
        if self.entry.line == 0 {
            self.entry.line = line;
        }
    }

    /// Whether a line with this letter is an option here, and not part of the question.
    fn takes(&self, letter: usize) -> bool {
        letter == 0 || !self.entry.options.is_empty()
    }

    fn close(&mut self, key: Option<&str>, line: usize, intake: &mut Intake<'_>) {
        let Self { mut entry, gap } = std::mem::take(self);
        match key {
            None if entry.line == 0 => {}
            None if entry.options.is_empty() => intake.leave_out(entry.line, "it has no options"),
            None => {
                let why = format!("it has no ANSWER line (looked for it up to line {line})");
                intake.leave_out(entry.line, why);
            }
            Some(_) if entry.line == 0 => {
                intake.leave_out(line, "an ANSWER line without a question");
            }
            Some(_) if gap => intake.leave_out(entry.line, "its letters do not go A, B, C"),
            Some(key) => {
                let key = Key::Letters(key.trim_end_matches('.').to_owned());
                entry.options.iter_mut().for_each(|it| it.correct = false);
                intake.take(entry, &key);
            }
        }
    }
}

/// `A. text` or `A) text`.
fn option(line: &str) -> Option<(usize, &str)> {
    let letter = terminated(one_of::<_, _, ContextError>('A'..='Z'), one_of(['.', ')']));
    let (letter, text): (char, &str) = (letter, rest).parse(line).ok()?;
    let gap = text.is_empty() || text.starts_with(char::is_whitespace);
    gap.then(|| (letter as usize - 'A' as usize, text.trim()))
}

fn answer(line: &str) -> Option<&str> {
    let head = (Caseless("answer"), space0::<_, ContextError>, ':');
    preceded(head, rest).parse(line).ok().map(str::trim)
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

/// Whether `block` is this question and nothing else, after another.
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

/// What is left of `entry` in this format.
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
