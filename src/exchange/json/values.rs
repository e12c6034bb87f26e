//! Converts JSON values to texts and flags.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::exchange::columns::{Part, plain};
use crate::exchange::lettered;

/// Returns the text of a value in English or else in its first language. Also returns the language
/// if there are several.
pub fn localized(value: &Value) -> (Option<String>, Option<&str>) {
    let Value::Object(map) = value else {
        return (words(value), None);
    };
    if let Some((name, value)) = language(map) {
        let language = Some(name).filter(|_| map.len() > 1);
        return (words(value), language);
    }
    let parts = Parts::of(map);
    let mut found = parts.all(Part::Text).map(localized);
    found.find(|it| it.0.is_some()).unwrap_or_default()
}

/// The members of an object, by plain name.
pub struct Parts<'v>(Vec<(Cow<'v, str>, &'v Value)>);

impl<'v> Parts<'v> {
    pub fn of(map: &'v Map<String, Value>) -> Self {
        let is_plain = |name: &str| name.bytes().all(|it| it.is_ascii_lowercase());
        let named = map.iter().map(|(name, value)| {
            let name = if is_plain(name) {
                Cow::Borrowed(name.as_str())
            } else {
                Cow::Owned(plain(name))
            };
            (name, value)
        });
        Self(named.collect())
    }

    /// Returns the members with the role `part`, most reliable first.
    pub fn all(&self, part: Part) -> impl Iterator<Item = &'v Value> {
        let find = |wanted: &&str| self.0.iter().find(|(name, _)| name == wanted);
        part.names()
            .iter()
            .filter_map(find)
            .map(|(_, value)| *value)
    }
}

/// Returns the English value, or else the first value, of an object with languages as keys.
pub fn language(map: &Map<String, Value>) -> Option<(&str, &Value)> {
    let is_language = |name: &String| {
        let (code, region) = name.split_once(['-', '_']).unwrap_or((name, ""));
        let is_code = matches!(code.len(), 2 | 3) && code.bytes().all(|it| it.is_ascii_lowercase());
        is_code && region.len() <= 4 && region.bytes().all(|it| it.is_ascii_alphabetic())
    };
    if map.is_empty() || !map.keys().all(is_language) {
        return None;
    }
    let english = map.iter().find(|(name, _)| name.starts_with("en"));
    let found = english.or_else(|| map.iter().next());
    found.map(|(name, value)| (name.as_str(), value))
}

/// Converts a value to text. If the value is a list, returns the first text in it.
pub fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is_so) => Some(if *is_so { "True" } else { "False" }.to_owned()),
        Value::Array(list) => list.iter().find_map(|it| it.as_str().map(str::to_owned)),
        Value::Null | Value::Object(_) => None,
    }
}

/// Returns the texts in a list, the names in an object for which the flags are true, or a single
/// text.
pub fn all_words(stated: &Value) -> Vec<String> {
    match stated {
        Value::Array(list) => list.iter().filter_map(answer_words).collect(),
        Value::Object(map) if map.values().all(is_flag) => {
            let right = map.iter().filter(|(_, it)| is_true(it));
            right.map(|(name, _)| name.clone()).collect()
        }
        one => answer_words(one).into_iter().collect(),
    }
}

/// Converts an answer to text. The answer is either a string or an object with the label or the text
/// of an option.
fn answer_words(value: &Value) -> Option<String> {
    let Value::Object(map) = value else {
        return words(value);
    };
    let found = Parts::of(map).all(Part::Label).find_map(words);
    found.or_else(|| localized(value).0)
}

pub fn is_flag(value: &Value) -> bool {
    match value {
        Value::Bool(_) | Value::Null => true,
        Value::Number(number) => matches!(number.as_u64(), Some(0 | 1)),
        Value::String(text) => {
            let text = text.to_lowercase();
            ["true", "false", "yes", "no", "1", "0"].contains(&text.as_str())
        }
        _ => false,
    }
}

pub fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(is_so) => *is_so,
        Value::Number(number) => number.as_f64().is_some_and(|it| it > 0.0),
        Value::String(text) => lettered::is_true(text),
        _ => false,
    }
}
