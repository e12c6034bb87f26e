//! Makes IDs from texts deterministically and validates names from files.

use super::entry::{ContentHash, ParsedQuestion, normal};
use crate::model::is_valid_id;

/// The maximum length of a generated or imported ID, in bytes.
const ID_LIMIT: usize = 80;

/// Returns whether `id` can be used as an ID in a bank.
pub fn is_good_id(id: &str) -> bool {
    is_valid_id(id) && id.len() <= ID_LIMIT
}

/// Makes an ID for a question that does not have one. The ID consists of the first words of the
/// question and a digest of the stem and the options, so questions with the same beginning get
/// different IDs.
pub fn question_id(entry: &ParsedQuestion) -> String {
    let digest = ContentHash::of_entry(entry).digest();
    match slug(&entry.stem, 6, 40) {
        words if words.is_empty() => format!("q-{digest}"),
        words => format!("{words}-{digest}"),
    }
}

/// Returns the IDs of a question's options. An option without an ID gets one that is made from its
/// first words. `None` means that the loader numbers the option.
pub fn option_ids(entry: &ParsedQuestion) -> Vec<Option<String>> {
    let mut ids: Vec<Option<String>> = entry.options.iter().map(|it| it.id.clone()).collect();
    for at in 0..ids.len() {
        if ids[..at].contains(&ids[at]) {
            ids[at] = None;
        }
    }
    for (at, option) in entry.options.iter().enumerate() {
        if ids[at].is_none() {
            let words = slug(&option.text, 4, 32);
            // The loader gives numbers to options without IDs, so a number cannot be an ID.
            let usable = !words.is_empty() && !words.bytes().all(|it| it.is_ascii_digit());
            ids[at] = Some(words).filter(|id| usable && !ids.contains(&Some(id.clone())));
        }
    }
    ids
}

/// Makes an ID of at most `words` words and `limit` bytes. The ID is empty if `text` does not
/// contain any ASCII letters or digits.
pub fn slug(text: &str, words: usize, limit: usize) -> String {
    let mut out = String::new();
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let parts = text
        .split(|c| !is_part(c) && c != '\'')
        .map(|it| it.replace('\'', ""));
    for part in parts.filter(|it| !it.is_empty()).take(words) {
        let part: String = part.chars().take(limit).collect();
        let gap = usize::from(!out.is_empty());
        if out.len() + gap + part.len() > limit {
            break;
        }
        if gap == 1 {
            out.push('-');
        }
        out += &part.to_ascii_lowercase();
    }
    out
}

/// Makes an ID for a term with the name `name`.
pub fn term_id(name: &str) -> String {
    match slug(name, 8, 60) {
        id if id.is_empty() => format!("term-{:08x}", short_hash(&normal(name))),
        id => id,
    }
}

/// Makes an ID for a topic with the title `title`.
pub fn topic_id(title: &str) -> String {
    match slug(title, 12, 60) {
        id if id.is_empty() => format!("topic-{:08x}", short_hash(&title.to_lowercase())),
        id => id,
    }
}

fn short_hash(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes()) >> 32
}

/// Returns `wanted`, or the first of `wanted-2`, `wanted-3`, … that is free if `wanted` is taken.
pub fn free(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while is_taken(&name) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    name
}

/// Returns whether a name from a file is a path: one that refers to a parent folder, is absolute,
/// or includes a drive letter.
pub fn is_path(name: &str) -> bool {
    let name = name.trim();
    let mut chars = name.chars();
    let drive = chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && matches!(chars.next(), Some('/' | '\\'));
    drive || name.starts_with(['/', '\\']) || name.starts_with("~/") || {
        let mut parts = name.split(['/', '\\']);
        parts.any(|part| part == "..")
    }
}

#[cfg(test)]
mod tests {
    use super::{is_path, option_ids, slug, topic_id};
    use crate::exchange::{ParsedOption, ParsedQuestion};

    #[test]
    fn slugs_are_valid_ids() {
        assert_eq!(
            slug("Who patches the customer's host?", 6, 40),
            "who-patches-the-customers-host"
        );
        assert_eq!(slug("日本", 6, 40), "");
        assert_eq!(slug(&"x".repeat(99), 6, 40).len(), 40);
        assert_eq!(topic_id("IAM & S3"), "iam-s3");
        assert!(topic_id("日本").starts_with("topic-"));
    }

    #[test]
    fn options_have_ids_of_their_own() {
        let options = ["The customer", "the Customer!", "Größe", "42"];
        let entry = ParsedQuestion {
            options: options.map(|it| ParsedOption::new(it, false)).to_vec(),
            ..ParsedQuestion::default()
        };
        let ids = option_ids(&entry);
        assert_eq!(ids[0].as_deref(), Some("the-customer"));
        assert_eq!((&ids[1], &ids[3]), (&None, &None));
        assert_eq!(ids[2].as_deref(), Some("gr-e"));
    }

    #[test]
    fn names_that_lead_out_are_paths() {
        for path in [
            "../x",
            "a/../b",
            "..",
            "/etc/passwd",
            "C:\\x",
            "c:/x",
            "\\\\host\\x",
            "~/x",
        ] {
            assert!(is_path(path), "{path}");
        }
        for name in ["S3", "TCP/IP", "C: a letter", "and so on...", "read/write"] {
            assert!(!is_path(name), "{name}");
        }
    }
}
