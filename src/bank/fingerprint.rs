//! Fingerprints of the files in a bank, which identify a version of the bank's text.

use xxhash_rust::xxh3::Xxh3;

use crate::diagnostic::SourceFile;

/// The fingerprint of the built-in bank, computed when the program is built.
#[expect(clippy::unreadable_literal, reason = "written by the build")]
pub const EMBEDDED_FINGERPRINT: u128 = include!(concat!(env!("OUT_DIR"), "/embedded_print.rs"));

/// Computes a fingerprint that depends on the text and order of the files but not on their folder.
pub fn fingerprint(files: &[SourceFile]) -> u128 {
    let mut hash = Xxh3::new();
    for file in files {
        hash.update(&(file.text.len() as u64).to_le_bytes());
        hash.update(file.text.as_bytes());
    }
    hash.digest128()
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDED_FINGERPRINT, fingerprint};
    use crate::bank::{Files, Origin};
    use crate::diagnostic::SourceFile;

    #[test]
    fn that_of_the_embedded_bank_is_what_was_built_in() {
        let files = Files::read(&Origin::Embedded);
        assert_eq!(fingerprint(&files.read), EMBEDDED_FINGERPRINT);
    }

    #[test]
    fn it_tells_texts_apart_and_not_folders() {
        fn of(name: &'static str, texts: &[&'static str]) -> u128 {
            let files = texts.iter().map(|it| SourceFile::new(name, *it));
            fingerprint(&files.collect::<Vec<_>>())
        }
        assert_eq!(of("here/q.toml", &["ab", "c"]), of("q.toml", &["ab", "c"]));
        assert_ne!(of("q.toml", &["ab", "c"]), of("q.toml", &["a", "bc"]));
    }
}
