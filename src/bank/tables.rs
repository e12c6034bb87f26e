//! The parsed tables of a bank and their positions.

use std::ops::Range;

use super::located::Located;
use super::table_parts::{ends_in_text, is_question, split_tables};
use super::too_long::too_long;
use super::unknown_fields::unknown_fields;
use super::{examples, raw};
use crate::diagnostic::{Diagnostic, Fault, SourceFile};
use crate::parse_error;

/// A table and its file. The span of the table is relative to the start of the file.
#[derive(Debug)]
pub struct Item<T> {
    /// The index of the file among the files that were read.
    pub file: usize,
    pub span: Range<usize>,
    /// The offset of the parsed slice. Spans inside `value` are relative to this offset.
    pub base: usize,
    pub value: T,
}

impl<T> Item<T> {
    /// Converts a span inside the table to a span relative to the start of the file.
    pub fn inside(&self, span: Range<usize>) -> Range<usize> {
        self.base + span.start..self.base + span.end
    }

    /// Splits the item into its position and value.
    pub fn split(self) -> (Item<()>, T) {
        let place = Item {
            file: self.file,
            span: self.span,
            base: self.base,
            value: (),
        };
        (place, self.value)
    }
}

/// All tables in a bank except its questions, before references are resolved.
#[derive(Debug, Default)]
pub struct Tables {
    /// The newest format that any file declares; 0 if no file declares one.
    pub format: i64,
    pub bank: Option<Item<raw::Bank>>,
    pub exam: Option<Item<raw::Exam>>,
    /// The positions and names of duplicate `[bank]` and `[exam]` tables. A bank can have only one
    /// of each.
    pub again: Vec<(Item<()>, &'static str)>,
    pub tasks: Vec<Item<raw::Task>>,
    pub topics: Vec<Item<raw::Topic>>,
    pub sources: Vec<Item<raw::Source>>,
    pub documents: Vec<Item<raw::Document>>,
    pub facts: Vec<Item<raw::Fact>>,
    pub matrices: Vec<Item<raw::Matrix>>,
    pub terms: Vec<Item<raw::Term>>,
}

impl Tables {
    /// Adds the tables of a later file.
    pub fn add(&mut self, later: Self) {
        self.format = self.format.max(later.format);
        keep(&mut self.bank, later.bank, "[bank]", &mut self.again);
        keep(&mut self.exam, later.exam, "[exam]", &mut self.again);
        self.again.extend(later.again);
        self.tasks.extend(later.tasks);
        self.topics.extend(later.topics);
        self.sources.extend(later.sources);
        self.documents.extend(later.documents);
        self.facts.extend(later.facts);
        self.matrices.extend(later.matrices);
        self.terms.extend(later.terms);
    }

    /// Adds the tables in `part` of the file with the index `file`.
    pub fn take(&mut self, file: usize, part: &Range<usize>, value: raw::File) {
        self.format = self.format.max(value.format.unwrap_or_default());
        let base = part.start;
        let head = |span: Range<usize>| base + span.start..base + span.end;
        let bank = value.bank.map(|bank| Item {
            file,
            span: head(bank.id.span()),
            base,
            value: bank,
        });
        let exam = value.exam.map(|exam| Item {
            file,
            span: part.clone(),
            base,
            value: exam,
        });
        keep(&mut self.bank, bank, "[bank]", &mut self.again);
        keep(&mut self.exam, exam, "[exam]", &mut self.again);
        self.tasks.extend(items(file, base, value.task));
        self.topics.extend(items(file, base, value.topic));
        self.sources.extend(items(file, base, value.source));
        self.documents.extend(items(file, base, value.document));
        self.facts.extend(items(file, base, value.fact));
        self.matrices.extend(items(file, base, value.matrix));
        self.terms.extend(items(file, base, value.term));
    }
}

/// Keeps the first of two tables and records the position of the second.
fn keep<T>(
    first: &mut Option<Item<T>>,
    later: Option<Item<T>>,
    name: &'static str,
    again: &mut Vec<(Item<()>, &'static str)>,
) {
    match later {
        Some(later) if first.is_some() => again.push((later.split().0, name)),
        Some(later) => *first = Some(later),
        None => {}
    }
}

/// Returns the tables in an array from the slice of a file that starts at `base`.
pub fn items<T>(file: usize, base: usize, from: Vec<Located<T>>) -> impl Iterator<Item = Item<T>> {
    from.into_iter().map(move |value| {
        let span = value.span();
        Item {
            file,
            span: base + span.start..base + span.end,
            base,
            value: value.into_inner(),
        }
    })
}

/// A parsed file, except for its questions.
#[derive(Debug, Default)]
pub struct Surveyed {
    pub tables: Tables,
    /// The parts that contain questions, in file order.
    pub questions: Vec<Range<usize>>,
    pub problems: Vec<Diagnostic>,
}

/// The maximum size of a table in bytes. Parsing needs about 50 times as much memory.
const LONGEST: usize = 8 * 1024 * 1024;

/// Parses everything in `file` except the questions, because a file can contain a large number of
/// them. `number` is the index of the file.
pub fn survey(file: &SourceFile, number: usize) -> Surveyed {
    let text = &*file.text;
    let mut surveyed = Surveyed::default();
    // A header inside a multiline string splits a table into two parts although the file is valid.
    let has_texts = [&b"\"\"\""[..], b"'''"]
        .iter()
        .any(|quotes| memchr::memmem::find(text.as_bytes(), quotes).is_some());
    let is_doubtful = has_texts && split_tables(text).any(|part| ends_in_text(&text[part]));
    let mut parsed = Vec::new();
    let mut failed = Vec::new();
    for part in split_tables(text) {
        if !is_doubtful && is_question(&text[part.clone()]) {
            surveyed.questions.push(part);
            continue;
        }
        if part.len() > LONGEST {
            surveyed.problems.push(too_large(file, part));
            continue;
        }
        match toml::from_str::<raw::File>(&text[part.clone()]) {
            Ok(value) => parsed.push((part, value)),
            Err(error) => failed.push((part, error)),
        }
    }
    if is_doubtful
        && !failed.is_empty()
        && text.len() <= LONGEST
        && let Ok(value) = toml::from_str::<raw::File>(text)
    {
        parsed = vec![(0..text.len(), value)];
        failed.clear();
    }
    for (part, error) in failed {
        let problems = malformed(file, part.start, &text[part], &error);
        surveyed.problems.extend(problems);
    }
    for (part, mut value) in parsed {
        if let Some(problem) = too_long(file, &part) {
            surveyed.problems.push(problem);
            continue;
        }
        if !std::mem::take(&mut value.question).is_empty() {
            surveyed.questions.push(part.clone());
        }
        surveyed.tables.take(number, &part, value);
    }
    surveyed.questions.sort_unstable_by_key(|part| part.start);
    surveyed
}

/// Parses the questions in `part` of `file`. `number` is the index of the file.
pub fn questions(
    file: &SourceFile,
    number: usize,
    part: &Range<usize>,
) -> Result<Vec<Item<raw::Question>>, Vec<Diagnostic>> {
    let text = &file.text[part.clone()];
    let questions = toml::from_str::<raw::File>(text)
        .map_err(|error| malformed(file, part.start, text, &error))?
        .question;
    match too_long(file, part) {
        Some(problem) => Err(vec![problem]),
        None => Ok(items(number, part.start, questions).collect()),
    }
}

fn too_large(file: &SourceFile, part: Range<usize>) -> Diagnostic {
    let message = format!("a table of {} MiB is too large", part.len() >> 20);
    let help = "keep every table below 8 MiB";
    Fault::new(part.start..part.start + 1, "too-long", message, help).into_diagnostic(file)
}

/// Explains why `text`, which starts at `base` in `file`, cannot be parsed. Reports all unknown
/// fields or, if there are none, the first error of another kind.
fn malformed(
    file: &SourceFile,
    base: usize,
    text: &str,
    error: &toml::de::Error,
) -> Vec<Diagnostic> {
    let unknown = unknown_fields(file, base, text, error);
    if !unknown.is_empty() {
        return unknown;
    }
    let explained = parse_error::explain(text, error, examples::example);
    let span = error.span().unwrap_or(0..0);
    let place = base + span.start..base + span.end;
    vec![Fault::new(place, "malformed", explained.message, explained.help).into_diagnostic(file)]
}
