//! Parses a bank's files, table by table, and hands them over to be resolved.

use std::ops::Range;

use toml::Spanned;

use super::cut::cut;
use super::diagnostic::{Finding, Severity};
use super::resolve::resolve;
use super::too_long::too_long;
use super::{Diagnostic, Files, Origin, Places, SourceFile, raw};
use crate::model::Bank;

/// The newest format that this program reads.
const FORMAT: i64 = 1;

/// A bank with all that was wrong on the way to it.
#[derive(Debug)]
pub struct Loaded {
    pub bank: Bank,
    /// In the order of files and lines. An error's item is not in the bank.
    pub problems: Vec<Diagnostic>,
    /// Where in `files` the parts of `bank` stand. Whoever only asks questions drops both.
    pub places: Places,
    pub files: Vec<SourceFile>,
}

/// Loads what `origin` holds. What does not load is left out and explained.
pub fn load(origin: &Origin) -> Loaded {
    load_files(Files::read(origin), origin)
}

/// A table with the file it stands in; spans count from the file's start.
#[derive(Debug)]
pub struct Item<T> {
    /// The file's index among the files that were read.
    pub file: usize,
    pub span: Range<usize>,
    /// Where the table's own slice begins: spans inside `value` count from here.
    pub base: usize,
    pub value: T,
}

impl<T> Item<T> {
    /// A span inside the table, counted from the file's start.
    pub fn inside(&self, span: Range<usize>) -> Range<usize> {
        self.base + span.start..self.base + span.end
    }
}

/// All tables of a bank, parsed and not yet held against each other.
#[derive(Debug, Default)]
pub struct Tables {
    pub bank: Option<Item<raw::Bank>>,
    pub exam: Option<Item<raw::Exam>>,
    pub topics: Vec<Item<raw::Topic>>,
    pub sources: Vec<Item<raw::Source>>,
    pub documents: Vec<Item<raw::Document>>,
    pub facts: Vec<Item<raw::Fact>>,
    pub matrices: Vec<Item<raw::Matrix>>,
    pub questions: Vec<Item<raw::Question>>,
}

/// Loads a bank from files that were read already.
pub fn load_files(files: Files, origin: &Origin) -> Loaded {
    let mut problems = Vec::new();
    for missing in &files.unreadable {
        let finding = Finding {
            severity: Severity::Error,
            rule: "unreadable",
            message: format!("cannot read `{}`: {}", missing.name, missing.why),
            label: String::new(),
            help: "name a TOML file or a folder of them".into(),
        };
        problems.push(Diagnostic::whole(&missing.name, &finding));
    }
    let mut tables = Tables::default();
    let newer = files.read.iter().find_map(newer_format);
    match newer {
        Some(problem) => problems.push(problem),
        None => {
            for (number, file) in files.read.iter().enumerate() {
                parse(file, number, &mut tables, &mut problems);
            }
        }
    }
    let (bank, places) = resolve(tables, &files.read, origin, &mut problems);
    let order: Vec<_> = files.read.iter().map(|file| file.name.as_str()).collect();
    problems.sort_by_key(|problem| {
        let file = order.iter().position(|name| *name == problem.file);
        (file.unwrap_or(usize::MAX), problem.at)
    });
    Loaded {
        bank,
        problems,
        places,
        files: files.read,
    }
}

/// The format is looked at before anything else: a newer one deserves a
/// sentence, not a list of unknown fields.
fn newer_format(file: &SourceFile) -> Option<Diagnostic> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: Option<Spanned<i64>>,
    }
    let head = cut(&file.text).into_iter().next()?;
    let format = toml::from_str::<Head>(&file.text[head]).ok()?.format?;
    (*format.get_ref() > FORMAT).then(|| {
        let finding = Finding {
            severity: Severity::Error,
            rule: "newer-format",
            message: format!(
                "the bank is written in format {}, and this certdrill reads up to {FORMAT}",
                format.get_ref()
            ),
            label: String::new(),
            help: "update certdrill, or ask the bank's author for the older format".into(),
        };
        Diagnostic::at(file, format.span(), &finding)
    })
}

fn parse(file: &SourceFile, number: usize, tables: &mut Tables, problems: &mut Vec<Diagnostic>) {
    let mut parsed = Vec::new();
    let mut failed = Vec::new();
    for part in cut(&file.text) {
        match toml::from_str::<raw::File>(&file.text[part.clone()]) {
            Ok(value) => parsed.push((part, value)),
            Err(error) => failed.push((part, error)),
        }
    }
    // A header inside a text of several lines cuts a table in two, though the file is sound.
    if !failed.is_empty()
        && let Ok(value) = toml::from_str::<raw::File>(&file.text)
    {
        parsed = vec![(0..file.text.len(), value)];
        failed.clear();
    }
    for (part, error) in failed {
        problems.push(malformed(file, part.start, &error));
    }
    for (part, value) in parsed {
        if let Some(problem) = too_long(file, &part) {
            problems.push(problem);
            continue;
        }
        tables.take(number, &part, value);
    }
}

impl Tables {
    fn take(&mut self, file: usize, part: &Range<usize>, value: raw::File) {
        let base = part.start;
        let head = |span: Range<usize>| base + span.start..base + span.end;
        if let Some(bank) = value.bank {
            let span = head(bank.id.span());
            self.bank = Some(Item {
                file,
                span,
                base,
                value: bank,
            });
        }
        if let Some(exam) = value.exam {
            let span = part.clone();
            self.exam = Some(Item {
                file,
                span,
                base,
                value: exam,
            });
        }
        collect(&mut self.topics, file, base, value.topic);
        collect(&mut self.sources, file, base, value.source);
        collect(&mut self.documents, file, base, value.document);
        collect(&mut self.facts, file, base, value.fact);
        collect(&mut self.matrices, file, base, value.matrix);
        collect(&mut self.questions, file, base, value.question);
    }
}

fn collect<T>(into: &mut Vec<Item<T>>, file: usize, base: usize, from: Vec<Spanned<T>>) {
    into.extend(from.into_iter().map(|value| {
        let span = value.span();
        Item {
            file,
            span: base + span.start..base + span.end,
            base,
            value: value.into_inner(),
        }
    }));
}

fn malformed(file: &SourceFile, base: usize, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().lines().next().unwrap_or("not TOML");
    let help = if message.contains("unknown field") {
        "check the spelling; the message lists what may stand here"
    } else if message.contains("missing field") {
        "add the field"
    } else {
        "mend the TOML at this place; the rest of the bank is not touched by it"
    };
    let finding = Finding {
        severity: Severity::Error,
        rule: "malformed",
        message: shortened(message),
        label: String::new(),
        help: help.into(),
    };
    let span = error.span().unwrap_or(0..0);
    Diagnostic::at(file, base + span.start..base + span.end, &finding)
}

/// Parser messages may quote what they met, however long it is.
fn shortened(message: &str) -> String {
    const LIMIT: usize = 240;
    match message.char_indices().nth(LIMIT) {
        Some((at, _)) => format!("{}…", &message[..at]),
        None => message.to_owned(),
    }
}
