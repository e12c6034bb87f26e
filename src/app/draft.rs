//! A preview of a bank for its author: freshly loaded, with all diagnostics. Answers are not saved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{App, LazyBank};
use crate::bank::check::check;
use crate::bank::{Files, Origin, load_files};
use crate::diagnostic::Diagnostic;
use crate::model::Question;
use crate::store::Store;

/// The maximum number of parent folders to search for `bank.toml`.
const LEVELS: usize = 8;

#[derive(Debug)]
pub struct Draft {
    pub shelf: LazyBank,
    /// The questions in the given file or folder if it is part of a bank. Otherwise, all questions
    /// in the bank.
    pub questions: Vec<Arc<Question>>,
    /// The diagnostics from the loader and the checker for the same files.
    pub findings: Vec<Diagnostic>,
    /// The number of items that could not be loaded.
    pub left_out: usize,
}

impl Draft {
    /// Loads the bank at `path`. If `path` is only part of a bank, loads the whole bank to resolve
    /// references to its facts.
    pub fn load(path: &Path) -> Self {
        let whole = find_bank_root(path);
        let part = whole.as_ref().map(|_| Origin::Path(canonical(path)).name());
        let origin = Origin::Path(whole.unwrap_or_else(|| path.to_owned()));
        let loaded = load_files(Files::read(&origin), &origin);
        let is_meant = |file: &str| {
            let Some(part) = &part else { return true };
            let rest = file.strip_prefix(part.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let left_out = loaded.problems.iter().filter(|it| is_meant(&it.file));
        let left_out = left_out.count();
        let mut findings = check(&loaded, None).diagnostics;
        findings.retain(|it| is_meant(&it.file));
        // Sort errors first. File names are relative to the bank to leave room for the message in a
        // single row.
        findings.sort_by_key(|it| it.severity);
        let folder = origin.name() + "/";
        for finding in &mut findings {
            if let Some(name) = finding.file.strip_prefix(&folder) {
                finding.file = name.to_owned();
            }
        }
        let files: Vec<_> = loaded
            .places
            .questions
            .iter()
            .map(|places| is_meant(&loaded.files[places.stem.file()].name))
            .collect();
        let shelf = LazyBank::of(loaded);
        let questions = shelf.bank().questions.iter().zip(files);
        let questions = questions.filter(|(_, meant)| *meant);
        Self {
            questions: questions
                .map(|(question, _)| Arc::clone(question))
                .collect(),
            findings,
            left_out,
            shelf,
        }
    }
}

impl App {
    /// Creates an app for `draft` with a temporary in-memory history.
    pub fn on_draft(draft: &Draft) -> anyhow::Result<Self> {
        Self::on(draft.shelf.clone(), Ok(Store::in_memory()?))
    }
}

/// Returns the folder of the bank that contains `path`; `None` if `path` is itself a bank.
fn find_bank_root(path: &Path) -> Option<PathBuf> {
    let files = Files::read(&Origin::Path(path.to_owned())).read;
    let mut lines = files.iter().flat_map(|file| file.text.lines());
    if lines.any(|line| line.trim_end() == "[bank]") {
        return None;
    }
    let real = canonical(path);
    let mut folders = real.ancestors().skip(1).take(LEVELS);
    let found = folders.find(|folder| folder.join("bank.toml").is_file());
    found.map(Path::to_owned)
}

/// Returns the canonical path so that different spellings of the same path compare equal.
fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Draft;
    use crate::bank::{NewBank, write_new};

    fn new_bank() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("there is room");
        let bank = folder.path().join("bank");
        let new = NewBank {
            full: true,
            schema: false,
        };
        write_new(&bank, new).expect("the folder is ours");
        (folder, bank)
    }

    fn edit(path: &Path, from: &str, to: &str) {
        let text = fs::read_to_string(path).expect("it is there");
        assert!(text.contains(from));
        fs::write(path, text.replacen(from, to, 1)).expect("it is ours");
    }

    #[test]
    fn a_part_of_a_bank_is_read_with_the_rest_and_shown_alone() {
        let (_folder, bank) = new_bank();
        let more = bank.join("deep/more.toml");
        fs::create_dir(bank.join("deep")).expect("it is ours");
        let text = fs::read_to_string(bank.join("questions.toml")).expect("it is there");
        let (_, last) = text.rsplit_once("[[question]]").expect("it has questions");
        let twin = last.replace("ec2-owner", "ec2-twin");
        fs::write(&more, format!("[[question]]{twin}")).expect("it is ours");
        edit(&bank.join("questions.toml"), "stem = ", "stern = ");

        let draft = Draft::load(&more);
        assert_eq!(draft.questions.len(), 1);
        assert_eq!(draft.questions[0].id.as_str(), "ec2-twin");
        assert_eq!(draft.left_out, 0, "what is broken is another file");
        let files: Vec<_> = draft.findings.iter().map(|it| it.file.clone()).collect();
        assert!(files.iter().all(|it| *it == "deep/more.toml"), "{files:?}");

        let draft = Draft::load(&bank.join("deep"));
        assert_eq!(draft.questions.len(), 1, "a folder is a part as well");

        let draft = Draft::load(&bank);
        assert_eq!((draft.questions.len(), draft.left_out), (6, 1));
        let first = &draft.findings[0];
        assert!(
            first.message.contains("stern"),
            "errors come first: {first:?}"
        );
        assert_eq!(first.file, "questions.toml");
    }

    #[test]
    fn a_file_that_is_a_bank_is_read_alone() {
        let (_folder, bank) = new_bank();
        let draft = Draft::load(&bank.join("bank.toml"));
        assert!(draft.questions.is_empty());
        assert_eq!(draft.shelf.stats().id.as_str(), "bank");
    }
}
