//! Reads and writes the Aiken format: a question, options with capital letters, and a line such as
//! `ANSWER: B`.

use winnow::Parser as _;
use winnow::ascii::{Caseless, space0};
use winnow::combinator::preceded;
use winnow::token::rest;

use super::collector::ImportCollector;
use super::entry::{ParsedOption, ParsedQuestion};
use super::export::{ExportBank, Exported, same_body};
use super::key::{self, Key};
use super::lettered;

pub fn read(text: &str, intake: &mut ImportCollector<'_>) {
    let lines = lines(text);
    let mut open = OpenQuestion::default();
    let mut after_blank = true;
    for (at, (number, line)) in lines.iter().copied().enumerate() {
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        let below = &lines[at + 1..];
        let next = below.first().map_or("", |it| it.1);
        let option = open.option(line, next);
        if let Some(stated) = lettered::explanation(line) {
            open.add_feedback(stated, number, intake);
        } else if let Some(key) = answer(line) {
            if after_blank && !open.keys.is_empty() {
                open.close(number, intake);
            }
            if open.entry.line == 0 {
                intake.leave_out(number, "an ANSWER line without a question");
            } else {
                open.keys.push(key.to_owned());
            }
        } else if let Some((letter, text)) = option {
            if !open.keys.is_empty() || letter == 0 && !open.entry.options.is_empty() {
                // A second option A belongs to the next question, so the current question has
                // ended.
                open.close(number, intake);
            }
            open.gap |= letter != open.entry.options.len();
            open.begin(number);
            open.entry.options.push(ParsedOption::new(text, false));
        } else if !after_blank && open.in_feedback && !begins_question(below) {
            open.add_feedback(line, number, intake);
        } else if !after_blank
            && open.keys.is_empty()
            && !begins_question(below)
            && let Some(option) = open.entry.options.last_mut()
        {
            option.text += &format!(" {line}");
        } else {
            if !open.entry.options.is_empty() || !open.keys.is_empty() {
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

/// Returns the lines of the text with their line numbers. If the first option is on the same line as
/// the end of the question, it is moved to a separate line.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let all: Vec<_> = text.lines().map(str::trim).collect();
    let mut lines = Vec::new();
    for (at, line) in all.iter().copied().enumerate() {
        let is_second = |it: &&str| lettered::option(it).is_some_and(|it| it.0 == 1);
        let next = all.get(at + 1).filter(|it| is_second(it));
        match next.and_then(|_| lettered::first_option_in(line)) {
            Some(begins) if lettered::option(line).is_none() => {
                lines.push((at + 1, line[..begins].trim()));
                lines.push((at + 1, line[begins..].trim()));
            }
            _ => lines.push((at + 1, line)),
        }
    }
    lines
}

/// Returns whether the lines in `below` start with the options of the question above them.
fn begins_question(below: &[(usize, &str)]) -> bool {
    /// The maximum number of lookahead lines. This limit keeps the parsing time linear.
    const LINES: usize = 20;
    let text = below.iter().map(|it| it.1).take(LINES);
    let text = text.take_while(|it| !it.is_empty());
    let mut parts = text.filter_map(|it| match answer(it) {
        Some(_) => Some(false),
        None => lettered::label(it).map(|it| it.0 == 0),
    });
    parts.next().unwrap_or(false)
}

/// The question that is being read.
#[derive(Default)]
struct OpenQuestion {
    entry: ParsedQuestion,
    keys: Vec<String>,
    /// True if the previous line was feedback.
    in_feedback: bool,
    /// True if an option letter is missing or appears twice.
    gap: bool,
}

impl OpenQuestion {
    fn begin(&mut self, line: usize) {
        if self.entry.line == 0 {
            self.entry.line = line;
        }
    }

    /// Returns the position and the text of the option in `line`, if there is one. If there is no
    /// space after the letter, a line is an option only if its letter is the next one in the
    /// sequence or if the next line continues the sequence.
    fn option<'l>(&self, line: &'l str, next: &str) -> Option<(usize, &'l str)> {
        let count = self.entry.options.len();
        let (letter, text, has_space) = lettered::label(line)?;
        let continued = lettered::label(next).is_some_and(|it| it.0 == letter + 1);
        let is_certain = has_space || (letter > 0 && letter == count) || (letter == 0 && continued);
        let is_here = letter == 0 || (count > 0 && self.keys.is_empty());
        (is_certain && is_here).then_some((letter, text))
    }

    /// Adds `text` to the explanation of the current question, whose key has already been read.
    fn add_feedback(&mut self, text: &str, line: usize, intake: &mut ImportCollector<'_>) {
        if self.entry.options.is_empty() {
            return intake.note(line, "feedback without a question was not imported");
        }
        self.in_feedback = true;
        let explanation = &mut self.entry.explanation;
        let gap = if explanation.is_empty() { "" } else { "\n" };
        *explanation += gap;
        *explanation += text;
    }

    fn close(&mut self, line: usize, intake: &mut ImportCollector<'_>) {
        let Self {
            mut entry,
            keys,
            gap,
            in_feedback: _,
        } = std::mem::take(self);
        if entry.line == 0 {
            return;
        }
        if keys.is_empty() {
            let why = if entry.options.is_empty() {
                "no options with letters follow it".to_owned()
            } else {
                format!("it has no ANSWER line (searched up to line {line})")
            };
            return intake.leave_out(entry.line, why);
        }
        if gap {
            return intake.leave_out(entry.line, "its option letters are not in order (A, B, C)");
        }
        let mut named = Vec::new();
        for stated in keys {
            let letters = Key::Letters(stated.trim_end_matches('.').to_owned());
            let is_plain = letters.mark(&mut entry.options.clone()).is_ok();
            let (key, more) = if is_plain {
                (letters, String::new())
            } else {
                lettered::key_and_more(&stated, &entry.options)
            };
            if !more.is_empty() {
                entry.explanation = format!("{more}\n{}", entry.explanation);
            }
            named.push((format!("ANSWER: {stated}"), key));
        }
        intake.read_html(&mut entry);
        intake.take(entry, &Key::All(named));
    }
}

/// Returns the key in a line such as `ANSWER: B`, in any dialect.
fn answer(line: &str) -> Option<&str> {
    let head = (
        Caseless("answer"),
        space0::<_, winnow::error::ContextError>,
        ':',
    );
    let exact = preceded(head, rest).parse(line).ok().map(str::trim);
    exact.or_else(|| lettered::answer(line).filter(|it| it.len() <= 20))
}

pub fn write(book: &ExportBank) -> Exported {
    let mut out = Exported::default();
    for entry in &book.entries {
        if entry.options.iter().filter(|it| it.correct).count() > 1 {
            out.leave_out(entry, "a question in Aiken has exactly one correct option");
            continue;
        }
        let block = block(entry);
        let expected = flattened(entry);
        if !reads_back(&block, &expected) {
            out.leave_out(
                entry,
                "a part of it would be read as an option or an answer",
            );
            continue;
        }
        if expected.stem != entry.stem || expected.options != entry.options {
            out.lost("line breaks", entry);
        }
        if !entry.explanation.is_empty() {
            out.lost("explanations", entry);
        }
        if entry.options.iter().any(|it| !it.why.is_empty()) {
            out.lost("reasons for options", entry);
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
fn reads_back(block: &str, expected: &ParsedQuestion) -> bool {
    let text = format!("B?\nA. x\nB. y\nANSWER: A\n\n{block}");
    let read = super::import(&text, super::Format::Aiken);
    matches!(read.questions.as_slice(), [_, one] if same_body(one, expected))
}

fn block(entry: &ParsedQuestion) -> String {
    let mut out = format!("{}\n", one_line(&entry.stem));
    for (at, option) in entry.options.iter().enumerate() {
        out += &format!("{}. {}\n", key::letter(at), one_line(&option.text));
    }
    out + &format!("ANSWER: {}\n", key::letters_of(&entry.options))
}

/// Returns the parts of `entry` that this format can represent.
fn flattened(entry: &ParsedQuestion) -> ParsedQuestion {
    let options = entry.options.iter();
    ParsedQuestion {
        stem: one_line(&entry.stem),
        options: options
            .map(|it| ParsedOption {
                id: it.id.clone(),
                why: it.why.clone(),
                ..ParsedOption::new(one_line(&it.text), it.correct)
            })
            .collect(),
        ..ParsedQuestion::default()
    }
}

fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}
