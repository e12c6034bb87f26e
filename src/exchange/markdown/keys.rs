//! Reads an answer key below the questions, which consists of lines such as `1. B` or `2. A, C`.

use std::collections::HashMap;

use super::open::Open;
use crate::exchange::ParsedTopic;
use crate::exchange::collector::ImportCollector;
use crate::exchange::lettered::{answer, explanation, is_label_list};

/// A question without a key.
struct Waiting {
    open: Open,
    topic: Option<ParsedTopic>,
}

/// Questions without a key and the entries in an answer key.
#[derive(Default)]
pub struct Keys {
    waiting: Vec<Waiting>,
    /// The keys, each with its question number.
    keys: Vec<(u64, String)>,
}

impl Keys {
    pub fn wait(&mut self, open: Open, topic: Option<ParsedTopic>) {
        self.waiting.push(Waiting { open, topic });
    }

    pub fn is_awaited(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub fn is_reading(&self) -> bool {
        !self.keys.is_empty()
    }

    /// Adds a reason to the last key.
    pub fn add_reason(&mut self, text: &str) {
        if let Some((_, key)) = self.keys.last_mut() {
            *key += &format!("\n{}", explanation(text).unwrap_or(text));
        }
    }

    pub fn add(&mut self, keys: Vec<(u64, String)>) {
        self.keys.extend(keys);
    }

    /// Passes all waiting questions, with their keys from the answer key, to `intake`.
    pub fn resolve(&mut self, intake: &mut ImportCollector<'_>) {
        // A question number with two keys has no valid key.
        let mut keys: HashMap<u64, Option<String>> = HashMap::new();
        for (number, key) in std::mem::take(&mut self.keys) {
            keys.entry(number)
                .and_modify(|it| *it = None)
                .or_insert(Some(key));
        }
        let is_numbered = self.waiting.iter().all(|it| it.open.number.is_some());
        for (at, mut waiting) in self.waiting.drain(..).enumerate() {
            let place = Some(at as u64 + 1);
            let number = if is_numbered {
                waiting.open.number
            } else {
                place
            };
            waiting.open.key = number.and_then(|it| keys.get(&it).cloned().flatten());
            waiting.open.take(waiting.topic.as_ref(), intake);
        }
    }
}

/// Returns the number and the key in a line such as `1. B. Saturn` or `1) B - because ...`. The key
/// includes everything after the number.
pub fn key_with_more(line: &str) -> Option<(u64, String)> {
    let line = line.trim_start_matches(['|', '*', ' ']);
    let (number, rest) = line.split_once(['.', ')', ':', '|'])?;
    let number = number.trim().parse().ok()?;
    let stated = rest.trim_start_matches(['*', ' ']);
    let mut signs = stated.chars();
    let is_letter = signs.next().is_some_and(|it| it.is_ascii_uppercase());
    let after = signs.as_str().trim_start_matches('*');
    let is_end = after.starts_with(['.', ')', ':', ',']);
    let is_gap = after.starts_with(' ')
        && after
            .trim_start()
            .starts_with(['-', '–', '—', '(', ':', '|']);
    (is_letter && (is_end || is_gap))
        .then(|| (number, stated.trim_end_matches(['|', ' ']).to_owned()))
}

/// Returns the keys in a line that contains nothing else, such as `1. B`, `1-B, 2-C`, or `| 1 | B
/// |`.
pub fn keys_in(line: &str) -> Vec<(u64, String)> {
    let mut keys: Vec<(u64, String)> = Vec::new();
    let is_gap = |c: char| c.is_whitespace() || ".,:;)(|=*-–—>→".contains(c);
    for word in line.split(is_gap).filter(|it| !it.is_empty()) {
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, letters) = word.split_at(digits);
        if let Ok(number) = number.parse() {
            keys.push((number, String::new()));
        }
        if letters.is_empty() || matches!(letters, "and" | "&" | "Q" | "q") {
            continue;
        }
        match keys.last_mut() {
            Some((_, key)) if is_label_list(letters) => {
                let gap = if key.is_empty() { "" } else { "," };
                *key += &format!("{gap}{letters}");
            }
            _ => return Vec::new(),
        }
    }
    if keys.iter().any(|(_, key)| key.is_empty()) {
        return Vec::new();
    }
    keys
}

/// Returns the keys of several questions in a line such as `Answers: 1. B 2. A`.
pub fn keys_after_word(line: &str) -> Option<Vec<(u64, String)>> {
    let keys = keys_in(answer(line)?);
    (keys.len() > 1).then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::{key_with_more, keys_in};

    #[test]
    fn keys_are_found_in_lines_that_have_nothing_else() {
        let key = |number, key: &str| (number, key.to_owned());
        for (line, keys) in [
            ("1. B", vec![key(1, "B")]),
            ("2) A, C", vec![key(2, "A,C")]),
            ("1-B 2-C", vec![key(1, "B"), key(2, "C")]),
            ("| 3 | D |", vec![key(3, "D")]),
            ("4B", vec![key(4, "B")]),
        ] {
            assert_eq!(keys_in(line), keys, "{line}");
        }
        for (line, stated) in [
            ("1. B. Saturn", "B. Saturn"),
            ("1) **B** - because", "B** - because"),
            ("1. B (rings)", "B (rings)"),
        ] {
            assert_eq!(key_with_more(line), Some((1, stated.to_owned())), "{line}");
        }
        assert_eq!(key_with_more("1. A planet"), None);
        for other in ["B", "1. Because", "1", "A, C", "1. Look at B"] {
            assert_eq!(keys_in(other), [], "{other}");
        }
    }
}
