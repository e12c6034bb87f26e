//! Embeds all files under `questions/` in the program. New files are found automatically.
//!
//! The files are embedded as text, together with the positions of their keys and values. With the
//! positions, the program need not parse the text.

use std::error::Error;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use miniz_oxide::deflate::compress_to_vec;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};
use xxhash_rust::xxh3::Xxh3;

/// The slowest compression level of miniz, which produces the smallest output.
const BEST_COMPRESSION: u8 = 10;

/// The number of streams that contain the text of all files, so that several cores can decompress
/// it.
const TEXT_STREAMS: usize = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let questions = root.join("questions");
    println!("cargo::rerun-if-changed={}", questions.display());

    let mut files = Vec::new();
    collect(&questions, &mut files)?;
    files.sort();

    let texts = files.iter().map(fs::read_to_string);
    let texts = texts.collect::<io::Result<Vec<_>>>()?;
    let share = texts
        .iter()
        .map(String::len)
        .sum::<usize>()
        .div_ceil(TEXT_STREAMS);

    let mut code = String::from("&[\n");
    // The positions in all files, and then their texts.
    let mut streams = vec![Vec::new(), Vec::new()];
    for (file, text) in files.iter().zip(&texts) {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(&root).expect("found below the root");
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        // If a file cannot be parsed, the program parses the text and explains the problem.
        let parsed = Parsed::file(text).map_or("None".to_owned(), |[tables, questions]| {
            let [tables, questions] = [tables, questions].map(|it| it.write_to(&mut streams[0]));
            format!("Some(({tables}, {questions}))")
        });
        if streams.last().is_some_and(|it| it.len() >= share) {
            streams.push(Vec::new());
        }
        let at = streams.len() - 1;
        let from = streams[at].len();
        streams[at].extend_from_slice(text.as_bytes());
        let (name, to) = (name.join("/"), streams[at].len());
        code += &format!("    ({name:?}, {at}, {from}..{to}, {parsed}),\n");
    }
    code += "]\n";
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("embedded_bank.rs"), code)?;
    let print = format!("{:#034x}_u128\n", fingerprint(&files)?);
    fs::write(out.join("embedded_print.rs"), print)?;
    let mut compressed = Vec::new();
    let mut code = String::from("&[\n");
    for stream in streams {
        let from = compressed.len();
        compressed.extend(compress_to_vec(&stream, BEST_COMPRESSION));
        code += &format!("    ({from}..{}, {}),\n", compressed.len(), stream.len());
    }
    code += "]\n";
    fs::write(out.join("embedded_streams.rs"), code)?;
    fs::write(out.join("embedded_streams.deflate"), compressed)?;
    Ok(())
}

/// A parsed value: its nodes without their text. `src/bank/embedded.rs` reads it.
#[derive(Default)]
struct Parsed {
    /// The kind of each node, in the order of the text: `{` for a table, `k` for a key, `[` for an
    /// array, `s` for a string that is exactly the text between its quotes, and `v` for any other
    /// value. `}` is not a node, but the end of a table or an array.
    kinds: Vec<u8>,
    /// The positions of the nodes, each relative to the node before it.
    numbers: Vec<u8>,
    /// The index in the text after the last key or value, or at the start of the last table or
    /// array.
    at: usize,
}

impl Parsed {
    /// Parses the file `text`. Returns its tables except the questions, and then the array of its
    /// questions.
    fn file(text: &str) -> Result<[Self; 2], Box<dyn Error>> {
        let mut tables = DeTable::parse(text)?.into_inner();
        let none = || Spanned::new(0..0, DeValue::Array(DeArray::new()));
        let questions = tables.remove("question").unwrap_or_else(none);
        let tables = Spanned::new(0..text.len(), DeValue::Table(tables));
        let parsed = |value| {
            let mut parsed = Self::default();
            parsed.add(value, text).map(|()| parsed)
        };
        Ok([parsed(&tables)?, parsed(&questions)?])
    }

    fn add(&mut self, value: &Spanned<DeValue<'_>>, text: &str) -> Result<(), Box<dyn Error>> {
        let place = value.span();
        match value.get_ref() {
            DeValue::Table(table) => {
                self.node(b'{', &place);
                let mut fields: Vec<_> = table.iter().collect();
                fields.sort_by_key(|(key, _)| key.span().start);
                for (key, value) in fields {
                    if text.get(key.span()) != Some(key.get_ref()) {
                        return Err("keys with quotes are not supported".into());
                    }
                    self.node(b'k', &key.span());
                    self.at = key.span().end;
                    self.add(value, text)?;
                }
                self.kinds.push(b'}');
            }
            DeValue::Array(values) => {
                self.node(b'[', &place);
                for value in values {
                    self.add(value, text)?;
                }
                self.kinds.push(b'}');
            }
            other => {
                // Strings without escapes are the text between their quotes.
                let within = place.start + 1..place.end - 1;
                let is_plain = other
                    .as_str()
                    .is_some_and(|it| text.get(within) == Some(it));
                self.node(if is_plain { b's' } else { b'v' }, &place);
                self.at = place.end;
            }
        }
        Ok(())
    }

    fn node(&mut self, kind: u8, place: &Range<usize>) {
        self.kinds.push(kind);
        let gap = place.start as i64 - self.at as i64;
        // A negative number is encoded as an odd one.
        self.number(((gap << 1) ^ (gap >> 63)) as u64);
        self.number(place.len() as u64);
        self.at = place.start;
    }

    /// Adds a number in groups of seven bits, lowest first. The last group has no eighth bit.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.numbers.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.numbers.push(number as u8);
    }

    /// Appends the nodes to `data` and returns the code of their position.
    fn write_to(self, data: &mut Vec<u8>) -> String {
        let from = data.len();
        data.extend(self.kinds);
        let middle = data.len();
        data.extend(self.numbers);
        format!("({from}..{middle}, {middle}..{})", data.len())
    }
}

/// Hashes the files in the same way as `src/bank/fingerprint.rs`; a test there compares the
/// results.
fn fingerprint(files: &[PathBuf]) -> io::Result<u128> {
    let mut hash = Xxh3::new();
    for file in files {
        let text = fs::read(file)?;
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(&text);
    }
    Ok(hash.digest128())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
