//! The built-in bank. It is embedded as text, together with the positions of its keys and values, so
//! that the text need not be parsed.

use std::iter;
use std::ops::Range;
use std::sync::Arc;

use miniz_oxide::inflate::decompress_slice_iter_to_slice;
use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue, ValueDeserializer};

use super::located::Located;
use super::questions::read_questions;
use super::resolve::resolve;
use super::tables::{Tables, items, questions};
use super::{Origin, raw};
use crate::cores;
use crate::diagnostic::{FileText, SourceFile};
use crate::model::Bank;

/// A parsed value: the byte ranges of the kinds and of the positions of its nodes.
type ParsedValue = (Range<usize>, Range<usize>);

/// A file: its name, the stream and byte range of its text, and its tables and questions. `None` if
/// the file could not be parsed.
type EmbeddedFile = (
    &'static str,
    usize,
    Range<usize>,
    Option<(ParsedValue, ParsedValue)>,
);

#[expect(clippy::unreadable_literal, reason = "written by the build script")]
const FILES: &[EmbeddedFile] = include!(concat!(env!("OUT_DIR"), "/embedded_bank.rs"));

/// The byte range in `COMPRESSED` and the decompressed size of each stream. The first stream
/// contains the parsed values, and the others contain the text of all files.
#[expect(clippy::unreadable_literal, reason = "written by the build script")]
const STREAMS: &[(Range<usize>, usize)] =
    include!(concat!(env!("OUT_DIR"), "/embedded_streams.rs"));

static COMPRESSED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/embedded_streams.deflate"));

/// The capacity of the buffer for a stream, in bytes. Only the used part takes up memory.
/// When glibc frees a smaller mapped buffer, it stops returning freed memory of up to that size.
const CAPACITY: usize = 33 * 1024 * 1024;

/// Returns the embedded files. They share a few large allocations, which the allocator returns to
/// the system once the bank has been read. Small texts would remain part of the heap after they are
/// freed.
pub fn files() -> Vec<SourceFile> {
    files_in(cores::each(&STREAMS[1..], decompress))
}

/// Returns the embedded files. `texts` are all streams that contain text.
fn files_in(texts: impl IntoIterator<Item = Vec<u8>>) -> Vec<SourceFile> {
    let texts = texts.into_iter().map(String::from_utf8);
    let texts = texts.map(|text| Arc::new(text.expect("banks are UTF-8")));
    let texts: Vec<_> = texts.collect();
    let files = FILES.iter().map(|(name, stream, place, _)| {
        let text = FileText::part(&texts[stream - 1], place.clone());
        SourceFile::new(*name, text)
    });
    files.collect()
}

/// Reads the bank without parsing its text. Returns `None` if a file has a problem, which only
/// [`load`](super::load) can explain.
pub fn read_embedded() -> Option<Bank> {
    let parsed: Option<Vec<_>> = FILES.iter().map(|(.., parsed)| parsed.as_ref()).collect();
    let parsed = parsed?;
    let mut streams = cores::each(STREAMS, decompress).into_iter();
    let data = streams.next()?;
    let files = files_in(streams);
    let both: Vec<_> = files.iter().zip(&parsed).collect();
    let read = cores::each(&both, |(file, (tables, _))| {
        Nodes::new(&file.text, &data, tables).tables()
    });
    let mut tables = Tables::default();
    for (number, of_file) in read.into_iter().enumerate() {
        tables.take(number, &(0..0), of_file?);
    }
    let mut problems = Vec::new();
    let (bank, _) = resolve(tables, &files, &Origin::Embedded, &mut problems);
    let parts = files.iter().map(|file| 0..file.text.len());
    let parts: Vec<_> = parts.enumerate().collect();
    let read = |number: usize, part: &Range<usize>| {
        let (_, parsed) = parsed[number];
        match Nodes::new(&files[number].text, &data, parsed).questions() {
            Some(read) => Ok(items(number, 0, read).collect()),
            None => questions(&files[number], number, part),
        }
    };
    let (questions, _) = read_questions(&bank, &files, &parts, read, &mut problems, &mut |_, _| {});
    problems.is_empty().then(|| bank.with(questions))
}

/// The nodes of a parsed value and the text that contains them. `build.rs` writes the nodes.
struct Nodes<'a> {
    text: &'a str,
    kinds: &'a [u8],
    numbers: &'a [u8],
    /// The index in the text after the last key or value, or at the start of the last table or
    /// array.
    at: usize,
}

impl<'a> Nodes<'a> {
    fn new(text: &'a str, data: &'a [u8], (kinds, numbers): &ParsedValue) -> Self {
        Self {
            text,
            kinds: &data[kinds.clone()],
            numbers: &data[numbers.clone()],
            at: 0,
        }
    }

    /// Reads the tables of a file. Returns `None` if they do not have the form of a bank.
    fn tables(mut self) -> Option<raw::File> {
        let kind = self.kind()?;
        let root = self.value(kind)?;
        raw::File::deserialize(ValueDeserializer::from(root)).ok()
    }

    /// Reads an array of questions. Returns `None` if they do not have the form of questions.
    fn questions(mut self) -> Option<Vec<Located<raw::Question>>> {
        let mut questions = Vec::new();
        let _array = (self.kind()?, self.place()?);
        loop {
            match self.kind()? {
                b'}' => return Some(questions),
                // Convert each question at once, because its nodes need much more memory.
                kind => {
                    let question = ValueDeserializer::from(self.value(kind)?);
                    questions.push(Located::deserialize(question).ok()?);
                }
            }
        }
    }

    fn value(&mut self, kind: u8) -> Option<Spanned<DeValue<'a>>> {
        let place = self.place()?;
        let value = match kind {
            b'{' => {
                let mut table = DeTable::new();
                while self.kind()? == b'k' {
                    let place = self.place()?;
                    self.at = place.end;
                    let key = DeString::Borrowed(self.text.get(place.clone())?);
                    let kind = self.kind()?;
                    table.insert(Spanned::new(place, key), self.value(kind)?);
                }
                return Some(Spanned::new(place, DeValue::Table(table)));
            }
            b'[' => {
                let mut values = DeArray::new();
                loop {
                    match self.kind()? {
                        b'}' => break,
                        kind => values.push(self.value(kind)?),
                    }
                }
                return Some(Spanned::new(place, DeValue::Array(values)));
            }
            b's' => {
                let within = self.text.get(place.start + 1..place.end.checked_sub(1)?)?;
                DeValue::String(DeString::Borrowed(within))
            }
            _ => DeValue::parse(self.text.get(place.clone())?)
                .ok()?
                .into_inner(),
        };
        self.at = place.end;
        Some(Spanned::new(place, value))
    }

    fn kind(&mut self) -> Option<u8> {
        let (kind, rest) = self.kinds.split_first()?;
        self.kinds = rest;
        Some(*kind)
    }

    /// Reads the byte range of the next node.
    fn place(&mut self) -> Option<Range<usize>> {
        let gap = self.number()?;
        let gap = (gap >> 1) as isize ^ -((gap & 1) as isize);
        self.at = self.at.checked_add_signed(gap)?;
        Some(self.at..self.at + self.number()?)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let (byte, rest) = self.numbers.split_first()?;
            self.numbers = rest;
            number |= usize::from(byte & 0x7F) << shift;
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

fn decompress((place, size): &(Range<usize>, usize)) -> Vec<u8> {
    let mut data = Vec::with_capacity(CAPACITY.max(*size));
    data.resize(*size, 0);
    let compressed = iter::once(&COMPRESSED[place.clone()]);
    decompress_slice_iter_to_slice(&mut data, compressed, false, false)
        .expect("the build compressed it");
    data
}

#[cfg(test)]
mod tests {
    use super::read_embedded;
    use crate::bank::{Origin, load};

    #[test]
    fn the_bank_is_the_same_if_its_text_is_parsed() {
        let loaded = load(&Origin::Embedded);
        assert_eq!(loaded.problems, []);
        assert!(read_embedded() == Some(loaded.bank));
    }
}
