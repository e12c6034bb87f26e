//! Imports questions into a bank's folder, completely or not at all.
//!
//! An import adds one file and does not change any existing file. A single rename puts the finished
//! file in place so that the bank is in either its old or its new state if the program is killed.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::document::Document;
use super::entry::{Imported, ParsedTopic};
use super::merge::{Known, Merge};
use super::naming;
use crate::atomic_file::{self, FileAccess};
use crate::bank::{Files, Origin, Progress, load_with_progress};
use crate::diagnostic::SourceFile;
use crate::model::Bank;
use crate::text::{clean, shown_path};

/// The content of one file, to be imported into a folder.
#[derive(Debug)]
pub struct FilePart {
    /// The display name of the file.
    pub name: String,
    /// The file name without its extension. It is the default topic of questions, and the new file
    /// is named after it.
    pub stem: String,
    pub imported: Imported,
}

/// The result of importing one file.
#[derive(Debug, PartialEq, Eq)]
pub struct FileOutcome {
    pub added: usize,
    pub already: usize,
    /// The lines of questions that already exist with a different answer key and the locations of the
    /// existing questions.
    pub other_key: Vec<(usize, String)>,
    /// The number of cards that became terms.
    pub terms: usize,
    /// The lines of cards that already exist with a different back and the locations of the
    /// existing terms.
    pub other_back: Vec<(usize, String)>,
}

/// The result of an import.
#[derive(Debug)]
pub struct ImportOutcome {
    /// The results, in the order of the parts.
    pub parts: Vec<FileOutcome>,
    /// The path of the new file, or `None` if no file was written.
    pub file: Option<PathBuf>,
    /// The content of the new file, which is empty if there was nothing to add.
    pub text: String,
    /// The number of existing questions without a topic that now belong to the only topic of the
    /// bank, and the title of that topic.
    pub moved: Option<(usize, String)>,
}

/// Adds the content of `parts` to the bank in `folder` and creates the folder if necessary. If
/// `topic` is given, all questions are assigned to it. The bank is loaded twice, before the import
/// and with the new file, and `progress` receives reports about both loads. The error is a complete
/// sentence.
pub fn import_into(
    folder: &Path,
    parts: &[FilePart],
    topic: Option<&ParsedTopic>,
    progress: Progress<'_>,
) -> Result<ImportOutcome, String> {
    let shown = shown_path(folder);
    let explain = |error: io::Error| format!("cannot write to {shown}: {error}");
    if fs::metadata(folder).is_ok_and(|it| !it.is_dir()) {
        return Err(format!(
            "{shown} is not a folder; name the folder of a bank"
        ));
    }
    let is_new = parts.iter().any(|it| !it.imported.is_empty());
    if is_new {
        fs::create_dir_all(folder).map_err(explain)?;
    }
    let _lock = lock(folder).map_err(|error| match error {
        TryLockError::WouldBlock => {
            format!("another import into {shown} is running; wait for it to finish, then try again")
        }
        TryLockError::Error(error) => explain(error),
    })?;
    let origin = Origin::Path(folder.to_owned());
    let before = load_with_progress(Files::read(&origin), &origin, &mut *progress);
    let is_bank = !before.bank.questions.is_empty() || !before.files.is_empty();
    let known = if is_bank {
        Known::of(&before.bank)
    } else {
        Known::default()
    };
    let head = before.files.is_empty().then(|| card(folder));
    let new = Addition::of(parts, topic, known, head);
    if new.text.is_empty() {
        return Ok(new.outcome(None));
    }
    let file = free_name(folder, &parts[0].stem);
    let expected = (
        before.bank.questions.len() + new.questions,
        before.bank.terms.len() + new.terms,
    );
    let added = SourceFile::new(file.to_string_lossy(), new.text.clone());
    let after = prove(before.files, &origin, added, expected, progress)?;
    remove_leftovers(folder);
    let write = |out: &mut BufWriter<&File>| Ok(out.write_all(new.text.as_bytes())?);
    atomic_file::create(&file, FileAccess::All, write).map_err(|error| error.to_string())?;
    Ok(ImportOutcome {
        moved: moved(&before.bank, &after),
        ..new.outcome(Some(file))
    })
}

/// Converts the content of `parts` to a bank with a single file without writing it. The errors and
/// the other arguments are the same as those of [`import_into`].
pub fn import_as_text(
    parts: &[FilePart],
    topic: Option<&ParsedTopic>,
    progress: Progress<'_>,
) -> Result<ImportOutcome, String> {
    let head = card(Path::new(&parts[0].stem));
    let new = Addition::of(parts, topic, Known::default(), Some(head));
    if !new.text.is_empty() {
        let added = SourceFile::new("-", new.text.clone());
        let origin = Origin::Path("-".into());
        let expected = (new.questions, new.terms);
        prove(Vec::new(), &origin, added, expected, progress)?;
    }
    Ok(new.outcome(None))
}

/// The part of an import that the bank does not contain yet.
struct Addition {
    parts: Vec<FileOutcome>,
    questions: usize,
    terms: usize,
    /// The content of the new file, which is empty if there is nothing to add.
    text: String,
}

impl Addition {
    /// Compares `parts` with the `known` questions and terms. The new file begins with the ID and
    /// the title in `head` if it is the first file in its bank.
    fn of(
        parts: &[FilePart],
        topic: Option<&ParsedTopic>,
        known: Known,
        head: Option<(String, String)>,
    ) -> Self {
        let mut merge = Merge::new(known);
        let otherwise = |part: &FilePart| ParsedTopic::titled(title(&part.stem));
        let added: Vec<_> = parts
            .iter()
            .map(|it| merge.add(&it.name, &it.imported.questions, &otherwise(it), topic))
            .collect();
        let cards: Vec<_> = parts
            .iter()
            .map(|it| merge.add(&it.name, &it.imported.cards, &otherwise(it), topic))
            .collect();
        let outcomes = added.iter().zip(&cards).map(|(it, cards)| FileOutcome {
            added: it.placed.len(),
            already: it.already + cards.already,
            other_key: it.other_key.clone(),
            terms: cards.placed.len(),
            other_back: cards.other_key.clone(),
        });
        let outcomes: Vec<_> = outcomes.collect();
        let questions = outcomes.iter().map(|it| it.added).sum();
        let terms = outcomes.iter().map(|it| it.terms).sum();
        let names = || parts.iter().map(|it| it.name.clone());
        let document = Document {
            card: head,
            topics: merge.new_topics,
            parts: names().zip(added.into_iter().map(|it| it.placed)).collect(),
            cards: names().zip(cards.into_iter().map(|it| it.placed)).collect(),
        };
        let text = if questions + terms > 0 {
            document.to_toml()
        } else {
            String::new()
        };
        Self {
            parts: outcomes,
            questions,
            terms,
            text,
        }
    }

    fn outcome(self, file: Option<PathBuf>) -> ImportOutcome {
        ImportOutcome {
            parts: self.parts,
            file,
            text: self.text,
            moved: None,
        }
    }
}

/// Returns the number of questions whose topic is another one `after` the import, and its title. A
/// question without a topic belongs to the only topic of its bank.
fn moved(before: &Bank, after: &Bank) -> Option<(usize, String)> {
    let questions = before.questions.iter().filter_map(|question| {
        let topic = &after.question(&question.id)?.topic;
        (*topic != question.topic).then_some(topic)
    });
    let topics: Vec<_> = questions.collect();
    let title = after.topic(topics.first()?)?.title.clone();
    Some((topics.len(), title))
}

/// Loads the bank with the new file and checks that no old or new question or term is missing.
/// Returns that bank.
fn prove(
    mut files: Vec<SourceFile>,
    origin: &Origin,
    added: SourceFile,
    expected: (usize, usize),
    progress: Progress<'_>,
) -> Result<Bank, String> {
    let name = added.name.clone();
    files.push(added);
    let files = Files {
        read: files,
        unreadable: Vec::new(),
    };
    let after = load_with_progress(files, origin, progress);
    if (after.bank.questions.len(), after.bank.terms.len()) == expected {
        return Ok(after.bank);
    }
    let problem = after
        .problems
        .iter()
        .find(|it| it.rule == "no-topic" || it.file == name);
    let problem = problem.or(after.problems.first());
    Err(match problem {
        Some(problem) => format!(
            "the import would make some questions of the bank unusable: {}: {}; {}",
            problem.place(),
            problem.message,
            problem.help
        ),
        None => "the import would make some questions of the bank unusable".to_owned(),
    })
}

/// Locks `folder` against concurrent imports until the program ends.
#[cfg(unix)]
fn lock(folder: &Path) -> Result<Option<File>, TryLockError> {
    let Ok(handle) = File::open(folder) else {
        // If the folder cannot be opened, a later read or write reports the error.
        return Ok(None);
    };
    match handle.try_lock() {
        Ok(()) => Ok(Some(handle)),
        // If the file system does not support locks, import without a lock.
        Err(TryLockError::Error(_)) => Ok(None),
        Err(held) => Err(held),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "a folder can be locked elsewhere")]
fn lock(_folder: &Path) -> Result<Option<File>, TryLockError> {
    Ok(None)
}

/// Removes files that a killed import left behind. The caller must hold the lock on `folder`.
fn remove_leftovers(folder: &Path) {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    for file in files.filter(|it| atomic_file::is_unfinished(&it.file_name())) {
        // A file that cannot be removed does no harm, because loaders skip hidden files.
        let _skipped = fs::remove_file(file.path());
    }
}

/// Returns the path of a new file in `folder`, named after `stem`.
fn free_name(folder: &Path, stem: &str) -> PathBuf {
    let stem = match naming::slug(stem, 8, 60) {
        name if name.is_empty() => "imported".to_owned(),
        name => name,
    };
    let path = |name: &str| folder.join(format!("{name}.toml"));
    path(&naming::free(&stem, |name| {
        fs::symlink_metadata(path(name)).is_ok()
    }))
}

/// Returns the ID and the title for the bank in a new folder.
fn card(folder: &Path) -> (String, String) {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let id = match naming::slug(&name, 8, 60) {
        id if id.is_empty() => "bank".to_owned(),
        id => id,
    };
    (id, title(&name))
}

/// Converts a file name to a title.
fn title(stem: &str) -> String {
    let words = clean(stem).replace(['_', '-', '\n'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => "Imported".to_owned(),
    }
}
