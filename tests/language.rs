//! The language of everything that people read: the bank, the interface, the documents, and the
//! comments. Stiff phrases are listed as patterns, and each of them fails the test unless
//! [`ALLOWED`] gives a reason for it.

use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;

/// A stiff phrase: its name, its pattern, and the words before which it is normal English.
struct Pattern {
    name: &'static str,
    regex: Regex,
    /// A match is accepted if the text after it starts with one of these words.
    accepted_before: &'static [&'static str],
}

const NO_EXCEPTIONS: &[&str] = &[];
const PATTERNS: &[(&str, &str, &[&str])] = &[
    (
        "a possessive as the predicate",
        r"\b(?:is|are|was|were|be|stays?|remains?|still) (?:AWS|the customer|the company)'s(?:[ .,;:?]|$)",
        NO_EXCEPTIONS,
    ),
    (
        "a possessive before an infinitive",
        r"(?:'s|yours) to [a-z]+\b",
        &["the", "a", "an", "its", "this", "each", "every"],
    ),
    (
        "an option that begins with a possessive",
        r"^(?:AWS's|The \w+'s|Both (?:sides|parties)')\s?[,:;]",
        NO_EXCEPTIONS,
    ),
    ("tell", r"\b(?:told|tells?)\b", NO_EXCEPTIONS),
    ("hold for apply", r"\b(?:holds|held)\b", NO_EXCEPTIONS),
    (
        "lie or stand for be",
        r"\b(?:lies|lay|lying|stands|stood)\b",
        NO_EXCEPTIONS,
    ),
    (
        "an old-fashioned word",
        r"\b(?:anew|beside|mend(?:ed|s)?|thereby|whereby|nevertheless|upon|whatever|whichever|whoever)\b",
        NO_EXCEPTIONS,
    ),
    ("has to for must", r"\b(?:has|had) to\b", NO_EXCEPTIONS),
    (
        "right for correct",
        r"\b(?:is|are) right\b|\bright\?",
        NO_EXCEPTIONS,
    ),
    (
        "as or since for because",
        r", (?:as|since) (?:the|it|its|a|an|AWS|Amazon|each|this)\b",
        NO_EXCEPTIONS,
    ),
    (
        "a preposition before a relative pronoun",
        r"\b(?:with|by|of|below|beneath|into|from|to|at) (?:which|whom|whose)\b",
        NO_EXCEPTIONS,
    ),
    (
        "no for not a",
        r"\b(?:is|are|was|were|be) no \w+",
        &["longer", "more"],
    ),
    (
        "a phrasal verb that is a calque",
        r"\b(?:go(?:es)? on|gone on|took back|takes? back|falls? due|of its own|by itself)\b",
        NO_EXCEPTIONS,
    ),
    (
        "a doc comment that begins with a clause",
        r"^\s*//[/!] (?:What|Who|Which|How|Whether|Where) \w+",
        &["is", "are", "does"],
    ),
];

/// Phrases that match a pattern and are normal English where they are used, each with a reason.
const ALLOWED: &[(&str, &str)] = &[
    (
        "there is no ",
        "the usual way to say that something does not exist",
    ),
    ("there are no ", "the plural of the same"),
    (
        "a bill of its own",
        "a separate bill, not something done without help",
    ),
    (
        "take back",
        "words that people type into the command palette",
    ),
];

/// A piece of text with its place.
struct Text {
    place: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns all files with one of `endings` below `folder`, sorted.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder exists") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if endings
                .iter()
                .any(|it| path.extension().is_some_and(|e| e == *it))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    let root = root();
    path.strip_prefix(&root)
        .unwrap_or(path)
        .display()
        .to_string()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the Rust files of the program, its tests, benches, and fuzz targets. This file is not
/// among them, because it lists the phrases.
fn rust_files() -> Vec<PathBuf> {
    let folders = ["src", "tests", "benches", "fuzz"];
    let all = folders.iter().flat_map(|it| files(it, &["rs"]));
    all.filter(|it| !it.ends_with("tests/language.rs"))
        .collect()
}

/// Returns every sentence in the TOML files below `folder`.
fn sentences_in_toml(folder: &str) -> Vec<Text> {
    fn collect(value: &toml::Value, place: &str, texts: &mut Vec<Text>) {
        match value {
            toml::Value::String(text) if text.contains(' ') && !text.contains("://") => {
                texts.push(Text {
                    place: place.into(),
                    text: text.clone(),
                });
            }
            toml::Value::Array(values) => values.iter().for_each(|it| collect(it, place, texts)),
            toml::Value::Table(table) => table.values().for_each(|it| collect(it, place, texts)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    for file in files(folder, &["toml"]) {
        let table: toml::Table = read(&file).parse().expect("valid TOML");
        collect(&toml::Value::Table(table), &shown(&file), &mut texts);
    }
    texts
}

fn lines(file: &Path, keep: impl Fn(&str) -> Option<String>) -> Vec<Text> {
    let text = read(file);
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(number, line)| {
            Some(Text {
                place: format!("{}:{}", shown(file), number + 1),
                text: keep(line)?,
            })
        })
        .collect()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// Returns all string literals with a space in them and all help texts, which are doc comments of
/// the command line.
fn interface() -> Vec<Text> {
    let literal = Regex::new(r#""((?:[^"\\]|\\.)*)""#).expect("a valid pattern");
    let mut texts = Vec::new();
    for file in files("src", &["rs"]) {
        texts.extend(lines(&file, |line| {
            if is_comment(line) {
                return None;
            }
            let literals = literal.captures_iter(line).map(|it| it[1].to_owned());
            let sentences: Vec<_> = literals.filter(|it| it.contains(' ')).collect();
            (!sentences.is_empty()).then(|| sentences.join("\n"))
        }));
        // A long literal that continues on separate lines.
        texts.extend(lines(&file, |line| {
            let continues = line.ends_with('\\') || line.ends_with("\\n");
            (continues && !is_comment(line)).then(|| line.trim().to_owned())
        }));
    }
    for file in files("assets", &["toml"]) {
        texts.extend(lines(&file, |line| Some(line.to_owned())));
    }
    texts
}

fn comments() -> Vec<Text> {
    let files = rust_files();
    files
        .iter()
        .flat_map(|file| lines(file, |line| is_comment(line).then(|| line.to_owned())))
        .collect()
}

fn documents() -> Vec<Text> {
    let top = fs::read_dir(root()).expect("the project");
    let top = top.map(|it| it.expect("an entry").path());
    let mut all: Vec<_> = top
        .filter(|it| it.extension().is_some_and(|it| it == "md"))
        .collect();
    all.extend(files("docs", &["md"]));
    all.extend(files("questions", &["md"]));
    all.sort();
    all.iter()
        .flat_map(|file| lines(file, |line| Some(line.to_owned())))
        .collect()
}

/// Returns every phrase of `texts` that matches a pattern and is not allowed.
fn stiff_phrases(texts: &[Text]) -> Vec<String> {
    let patterns = PATTERNS
        .iter()
        .map(|(name, pattern, accepted_before)| Pattern {
            name,
            regex: Regex::new(pattern).expect("a valid pattern"),
            accepted_before,
        });
    let patterns: Vec<_> = patterns.collect();
    let mut found = Vec::new();
    for Text { place, text } in texts {
        for pattern in &patterns {
            for phrase in pattern.regex.find_iter(text) {
                let last = phrase.as_str().rsplit(' ').next().unwrap_or_default();
                let is_allowed = pattern.accepted_before.contains(&last)
                    || ALLOWED.iter().any(|(allowed, _)| {
                        let text = text.to_lowercase();
                        text.match_indices(allowed)
                            .any(|(at, _)| at < phrase.end() && phrase.start() < at + allowed.len())
                    });
                if !is_allowed {
                    found.push(format!("{place}: {}: {}", pattern.name, text.trim()));
                }
            }
        }
    }
    found
}

#[track_caller]
fn assert_plain_english(texts: &[Text], fewest_words: usize) {
    let words: usize = texts
        .iter()
        .map(|it| it.text.split_whitespace().count())
        .sum();
    assert!(words >= fewest_words, "only {words} words were read");
    let found = stiff_phrases(texts);
    assert!(
        found.is_empty(),
        "{} phrases:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn the_bank_is_plain_english() {
    assert_plain_english(&sentences_in_toml("questions"), 200_000);
}

#[test]
fn the_interface_is_plain_english() {
    assert_plain_english(&interface(), 4_000);
}

#[test]
fn the_comments_are_plain_english() {
    assert_plain_english(&comments(), 10_000);
}

#[test]
fn the_documents_are_plain_english() {
    assert_plain_english(&documents(), 3_000);
}

/// Without this, a mistake in a pattern could make the other tests pass.
#[test]
fn stiff_phrases_are_found() {
    for phrase in [
        "Failover of a database is AWS's, as it runs there.",
        "Patching is the customer's to do.",
        "AWS's: the hosts",
        "What is told here",
        "The rule holds.",
        "It lies on a volume.",
        "It begins anew.",
        "The customer has to patch it.",
        "Which statement is right?",
        "It is encrypted, since the key is stored there.",
        "The key with which it is encrypted",
        "That is no fault.",
        "The session goes on.",
        "/// What became of it.",
    ] {
        let texts = [Text {
            place: String::new(),
            text: phrase.into(),
        }];
        assert!(!stiff_phrases(&texts).is_empty(), "{phrase}");
    }
}
