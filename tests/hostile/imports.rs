//! Properties of the import that must be true for any text.

use std::fs;
use std::path::Path;

use certdrill::bank::{Origin, load};
use certdrill::exchange::folder::{FilePart, import_into};
use certdrill::exchange::{Format, import};

/// Imports `bytes` as a file in `format` into an empty `folder`. Asserts that the result is a valid
/// bank with every imported question, and that everything skipped is reported with its line.
pub fn import_of(bytes: &[u8], format: Format, folder: &Path) {
    let text = String::from_utf8_lossy(bytes);
    let imported = import(&text, format);
    let lines = text.split(['\n', '\r']).count();
    for dropped in &imported.dropped {
        assert!(
            (1..=lines).contains(&dropped.line),
            "{dropped:?} of {lines}"
        );
        assert!(!dropped.why.is_empty() && dropped.why.len() < 2_048);
    }
    for note in &imported.notes {
        assert!((1..=lines).contains(&note.line), "{note:?} of {lines}");
    }
    let part = FilePart {
        name: "hostile".into(),
        stem: "hostile".into(),
        imported,
    };
    let _none_yet = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("the folder is the test's");
    let done = import_into(folder, &[part], None, &mut |_, _| {}).expect("it is written");
    let added: usize = done.parts.iter().map(|it| it.added).sum();
    let loaded = load(&Origin::Path(folder.to_owned()));
    assert_eq!(loaded.bank.questions.len(), added);
    assert!(
        loaded.problems.is_empty() || added == 0,
        "{}",
        loaded.problems[0].render(false)
    );
}
