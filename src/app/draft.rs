//! A bank as its author looks at it: freshly read, with all that the checker finds.
//! Nothing that is done with it is kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{App, Shelf};
use crate::bank::check::check;
use crate::bank::{Files, Origin, load_files};
use crate::diagnostic::Diagnostic;
use crate::model::Question;
use crate::store::Store;

/// How many folders above a file the bank's own may be.
const LEVELS: usize = 8;

#[derive(Debug)]
pub struct Draft {
    pub shelf: Shelf,
    /// Those of the file or folder that was named, where it is a part of a bank; else all.
    pub questions: Vec<Arc<Question>>,
    /// What loader and checker find fault with, likewise.
    pub findings: Vec<Diagnostic>,
    /// How many items could not be loaded.
    pub left_out: usize,
}

impl Draft {
    /// Reads the bank at `path`. A file or a folder that is a part of a bank is read
    /// with the rest of it, so that the facts that it speaks of are known.
    pub fn load(path: &Path) -> Self {
        let whole = whole_of(path);
        let part = whole.as_ref().map(|_| Origin::Path(real(path)).name());
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
        // What keeps a question out comes first, and files go by their names in the
        // bank, so that a row has room for what is said.
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
        let shelf = Shelf::of(loaded);
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
    /// The program on a draft. It has a history of its own, which ends with it.
    pub fn on_draft(draft: &Draft) -> anyhow::Result<Self> {
        Self::on(draft.shelf.clone(), Ok(Store::in_memory()?))
    }
}

/// The folder of the bank that `path` is a part of; `None` where it is a bank by itself.
fn whole_of(path: &Path) -> Option<PathBuf> {
    let files = Files::read(&Origin::Path(path.to_owned())).read;
    let mut lines = files.iter().flat_map(|file| file.text.lines());
    if lines.any(|line| line.trim_end() == "[bank]") {
        return None;
    }
    let real = real(path);
    let mut folders = real.ancestors().skip(1).take(LEVELS);
    let found = folders.find(|folder| folder.join("bank.toml").is_file());
    found.map(Path::to_owned)
}

/// The path from the root on, so that it is the same whoever names it.
fn real(path: &Path) -> PathBuf {
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
