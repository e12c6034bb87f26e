//! Untrusted files in other programs' formats: valid files with random changes. `PROPTEST_CASES`
//! sets the number of cases.

#[path = "hostile/imports.rs"]
mod imports;
mod support;

use std::fs;
use std::path::Path;

use certdrill::exchange::Format;
use proptest::collection::vec;
use proptest::prelude::*;
use support::small;

const FILES: &[(&str, Format)] = &[
    ("moodle.gift", Format::Gift),
    ("simple.aiken", Format::Aiken),
    ("table.csv", Format::Csv),
    ("tools.tsv", Format::Tsv),
    ("notes.txt", Format::Anki),
    ("objects.json", Format::Json),
    ("ticked.md", Format::Markdown),
    ("lettered.md", Format::Markdown),
];

/// Generates one change: the position and length of the part to remove, as fractions of the whole,
/// and its replacement.
fn change() -> impl Strategy<Value = (f64, f64, Vec<u8>)> {
    let piece = prop_oneof![
        3 => Just(Vec::new()),
        3 => "[=~#{}:\\\\\"',;\t\n*\\[\\]()A-E0-9.%<>|-]{1,6}".prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 1..6),
        1 => Just("\u{1b}]52;c;\u{202e}\0".as_bytes().to_vec()),
    ];
    (0.0..1.0, 0.0..0.3, piece)
}

#[test]
fn any_file_taken_for_one_of_any_format() {
    let fixtures = Path::new(&small()).with_file_name("exchange");
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = 0;
    for entry in fs::read_dir(fixtures).expect("a folder") {
        let bytes = fs::read(entry.expect("readable").path()).expect("the fixture can be read");
        for format in Format::READABLE.iter().copied() {
            imports::import_of(&bytes, format, &folder.path().join("bank"));
        }
        files += 1;
    }
    assert!(files > 10, "{files} fixtures");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sound_file_that_somebody_changed(
        (name, format) in prop::sample::select(FILES),
        changes in vec(change(), 1..6),
    ) {
        let fixtures = Path::new(&small()).with_file_name("exchange");
        let mut bytes = fs::read(fixtures.join(name)).expect("the fixture can be read");
        for (at, length, instead) in changes {
            let all = bytes.len() as f64;
            let from = (at * all) as usize;
            let to = from + (length * length * (all - from as f64)) as usize;
            bytes.splice(from..to, instead);
        }
        let folder = tempfile::tempdir().expect("a folder");
        imports::import_of(&bytes, format, &folder.path().join("bank"));
    }
}
