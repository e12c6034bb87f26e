//! Parses the files of a bank table by table and resolves the tables: first everything except the
//! questions, and then the questions.

use std::collections::HashMap;

use super::located::Located;
use super::questions::read_questions;
use super::resolve::resolve;
use super::table_parts::split_tables;
use super::tables::{Tables, questions, survey};
use super::{BankSpans, Files, Origin};
use crate::cores;
use crate::diagnostic::{Diagnostic, Fault, Finding, SourceFile};
use crate::model::Bank;

/// A callback that receives the number of bytes of questions read so far and the total number of
/// bytes.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// The newest format that this program reads.
const FORMAT: i64 = 2;

/// A bank and all problems found while loading it.
#[derive(Debug)]
pub struct Loaded {
    pub bank: Bank,
    /// The problems, sorted by file and line. Items with errors are not in the bank.
    pub problems: Vec<Diagnostic>,
    /// The positions of the parts of `bank` in `files`. Callers that only ask questions can drop
    /// both `places` and `files`.
    pub places: BankSpans,
    pub files: Vec<SourceFile>,
}

/// Loads the bank at `origin`. Items with errors are skipped and reported.
pub fn load(origin: &Origin) -> Loaded {
    load_files(Files::read(origin), origin)
}

/// Loads a bank from files that have already been read.
pub fn load_files(files: Files, origin: &Origin) -> Loaded {
    load_with_progress(files, origin, &mut |_, _| {})
}

/// Loads a bank like [`load_files`] and periodically calls `progress` with the number of bytes of
/// questions read so far and the total number of bytes.
pub fn load_with_progress(files: Files, origin: &Origin, progress: Progress<'_>) -> Loaded {
    let mut problems = Vec::new();
    for missing in &files.unreadable {
        let message = format!("cannot read `{}`: {}", missing.name, missing.why);
        let help = "use a TOML file or a folder of TOML files";
        let finding = Finding::error("unreadable", message, help);
        problems.push(Diagnostic::whole(&missing.name, &finding));
    }
    let files = files.read;
    let mut tables = Tables::default();
    let mut parts = Vec::new();
    if let Some(problem) = files.iter().find_map(other_format) {
        problems.push(problem);
    } else {
        let numbered: Vec<_> = files.iter().enumerate().collect();
        let bytes = files.iter().map(|file| file.text.len()).sum();
        let surveyed = cores::each_of(&numbered, bytes, |(number, file)| survey(file, *number));
        for (number, file) in surveyed.into_iter().enumerate() {
            problems.extend(file.problems);
            tables.add(file.tables);
            parts.extend(file.questions.into_iter().map(|part| (number, part)));
        }
    }
    let (bank, places) = resolve(tables, &files, origin, &mut problems);
    let read = |number: usize, part: &_| questions(&files[number], number, part);
    let (questions, question_places) =
        read_questions(&bank, &files, &parts, read, &mut problems, progress);
    sort(&mut problems, &files);
    Loaded {
        bank: bank.with(questions),
        problems,
        places: BankSpans {
            questions: question_places,
            ..places
        },
        files,
    }
}

/// Sorts `problems` by file and line.
fn sort(problems: &mut [Diagnostic], files: &[SourceFile]) {
    let mut order = HashMap::new();
    for (number, file) in files.iter().enumerate() {
        order.entry(file.name.as_str()).or_insert(number);
    }
    problems.sort_by_cached_key(|problem| {
        let file = order.get(problem.file.as_str()).copied();
        (file.unwrap_or(usize::MAX), problem.at)
    });
}

/// Reports an unsupported format. The format is checked first, because one sentence is more helpful
/// than a list of unknown fields.
fn other_format(file: &SourceFile) -> Option<Diagnostic> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: Option<Located<i64>>,
    }
    let head = split_tables(&file.text).next()?;
    let format = toml::from_str::<Head>(&file.text[head]).ok()?.format?;
    let written = *format;
    let (rule, message, help) = match written {
        written if (1..=FORMAT).contains(&written) => return None,
        written if written > FORMAT => (
            "newer-format",
            format!(
                "the bank uses format {written}, but this certdrill reads formats up to {FORMAT}"
            ),
            "update certdrill, or ask the bank's author for a version in an older format"
                .to_owned(),
        ),
        _ => (
            "no-format",
            format!("unknown format {written}"),
            format!("write `format = {FORMAT}`"),
        ),
    };
    Some(Fault::new(format.span(), rule, message, help).into_diagnostic(file))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Loaded, load_files};
    use crate::bank::{Files, Origin};
    use crate::diagnostic::SourceFile;

    fn loaded(texts: &[String]) -> Loaded {
        let files = texts.iter().enumerate();
        let files = files.map(|(at, text)| SourceFile::new(format!("{at}.toml"), text.clone()));
        let files = Files {
            read: files.collect(),
            unreadable: Vec::new(),
        };
        load_files(files, &Origin::Path(PathBuf::from("bank")))
    }

    fn question(id: &str, stem: &str) -> String {
        format!(
            "[[question]]\nid = \"{id}\"\nstem = {stem}\n\
             option = [{{ text = \"A\", correct = true }}, {{ text = \"B\" }}]\n"
        )
    }

    fn ids(loaded: &Loaded) -> Vec<&str> {
        let questions = loaded.bank.questions.iter();
        questions.map(|question| question.id.as_str()).collect()
    }

    #[test]
    fn a_format_that_there_never_was_and_a_second_card_are_told() {
        let of =
            |texts: &[&str]| loaded(&texts.iter().map(ToString::to_string).collect::<Vec<_>>());
        let found = of(&["format = 0\n"]).problems;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "unknown format 0");
        let card = |id| format!("[bank]\nid = \"{id}\"\ntitle = \"A bank\"\n");
        let two = of(&[&card("one"), &card("two")]);
        assert_eq!(two.bank.id.as_str(), "one");
        assert_eq!(two.problems.len(), 1);
        assert_eq!(two.problems[0].file, "1.toml");
        assert_eq!(two.problems[0].message, "the bank has a second `[bank]`");
    }

    #[test]
    fn a_header_inside_a_text_cuts_no_question() {
        let text = question("a", "\"\"\"Which?\n[[question]]\nThat one?\"\"\"");
        let loaded = loaded(&[text + &question("b", "\"Who?\"")]);
        assert_eq!(loaded.problems, []);
        assert_eq!(ids(&loaded), ["a", "b"]);
        let stem = &loaded.bank.questions[0].stem;
        assert_eq!(stem, "Which?\n[[question]]\nThat one?");
    }

    #[test]
    fn a_text_that_never_ends_takes_no_other_question_with_it() {
        let loaded = loaded(&[question("a", "\"\"\"Which?") + &question("b", "\"Who?\"")]);
        assert_eq!(ids(&loaded), ["b"]);
        assert_eq!(loaded.problems.len(), 1);
        assert_eq!(loaded.problems[0].rule, "malformed");
    }

    #[test]
    fn the_first_of_two_files_keeps_the_id_and_all_stand_in_their_order() {
        let of = |ids: &[&str]| ids.iter().map(|id| question(id, "\"Who?\"")).collect();
        let loaded = loaded(&[of(&["a", "b"]), of(&["c", "a", "d", "c"]), of(&["e"])]);
        assert_eq!(ids(&loaded), ["a", "b", "c", "d", "e"]);
        let problems = loaded.problems.iter();
        let problems: Vec<_> = problems.map(|it| (it.rule, it.place())).collect();
        assert_eq!(
            problems,
            [
                ("duplicate-id", "1.toml:6:6".to_owned()),
                ("duplicate-id", "1.toml:14:6".to_owned())
            ]
        );
    }
}
