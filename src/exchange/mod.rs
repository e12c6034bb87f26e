//! Imports from and exports to other formats. Each format has its own file or folder.
//!
//! All modules except [`source`] and [`folder`] are pure: they convert text to questions and back.
//! An error in an untrusted file affects only the question that contains it, never the rest.

mod aiken;
mod anki;
mod asks_for;
mod base;
mod blackboard;
mod cards;
mod cell;
mod collector;
mod columns;
mod detect;
mod document;
mod entry;
mod excerpt;
mod export;
pub mod folder;
mod gift;
mod html;
mod json;
mod key;
mod lettered;
mod line_starts;
mod markdown;
mod merge;
mod naming;
mod sheet;
pub mod source;
mod table;

use std::fmt;

use strum::{EnumString, IntoStaticStr, VariantArray};

use lettered::roman::with_letters;

pub use cards::Card;
pub use detect::{foreign, format_of};
pub use entry::{
    ContentHash, DroppedPart, Imported, ParsedOption, ParsedQuestion, ParsedTopic, SkippedEntry,
};
pub use export::{DroppedField, ExportBank, Exported, SkippedQuestion};
pub use naming::is_path;
pub use sheet::sheet;

/// A file format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase", const_into_str)]
pub enum Format {
    Aiken,
    Anki,
    Csv,
    Gift,
    Json,
    Markdown,
    Tsv,
}

impl Format {
    pub const READABLE: &[Self] = Self::VARIANTS;
    /// The export formats: all but the last, because CSV covers tab-separated tables.
    pub const WRITABLE: &[Self] = Self::READABLE.split_at(Self::Tsv as usize).0;

    /// Returns the name of the format on the command line.
    pub fn name(self) -> &'static str {
        self.into_str()
    }
}

impl fmt::Display for Format {
    /// Formats the name for use in a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aiken => "Aiken",
            Self::Anki => "Anki notes",
            Self::Csv => "CSV",
            Self::Gift => "GIFT",
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
            Self::Tsv => "TSV",
        })
    }
}

/// Imports the questions in `text`. This function never fails. Problems are reported in the result.
/// Time and memory are linear in the length of the text.
pub fn import(text: &str, format: Format) -> Imported {
    import_with(text, format, &mut |_| ())
}

/// Imports the questions in `text` like [`import`] and calls `progress` with the line of every
/// question.
pub fn import_with(text: &str, format: Format, progress: &mut dyn FnMut(usize)) -> Imported {
    let text = &*line_starts::unified(text);
    let mut intake = collector::ImportCollector::new(progress);
    match format {
        Format::Aiken => aiken::read(&with_letters(text), &mut intake),
        Format::Anki => anki::read(text, &mut intake),
        Format::Csv => table::read(text, None, &mut intake),
        Format::Gift => gift::read(text, &mut intake),
        Format::Json => json::read(text, &mut intake),
        Format::Markdown => markdown::read(&with_letters(text), &mut intake),
        Format::Tsv if blackboard::is_here(text) => blackboard::read(text, &mut intake),
        Format::Tsv => table::read(text, Some(b'\t'), &mut intake),
    }
    let mut imported = intake.finish();
    if imported.is_empty() && imported.dropped.is_empty() && imported.notes.is_empty() {
        imported.notes.push(DroppedPart {
            line: 1,
            what: "no questions were found".to_owned(),
        });
    }
    imported
}

/// Writes `book` in the given format and reports the parts that the format cannot represent.
pub fn export(book: &ExportBank, format: Format) -> Exported {
    match format {
        Format::Aiken => aiken::write(book),
        Format::Anki => anki::write(book),
        Format::Csv => table::write(book, b','),
        Format::Gift => gift::write(book),
        Format::Json => json::write(book),
        Format::Markdown => markdown::write(book),
        Format::Tsv => table::write(book, b'\t'),
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn names_on_the_command_line_do_not_change() {
        let names = ["aiken", "anki", "csv", "gift", "json", "markdown", "tsv"];
        let read: Vec<_> = Format::READABLE.iter().map(|it| it.name()).collect();
        assert_eq!(read, names);
        let written: Vec<_> = Format::WRITABLE.iter().map(|it| it.name()).collect();
        assert_eq!(written, names[..6]);
    }
}
