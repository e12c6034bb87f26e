//! Reads questions from an object with parallel lists: one of questions, one of options, and one of
//! answers.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::exchange::columns::{Role, role};

/// Returns whether `members` are parallel lists: a list of texts under a name for questions and at
/// least one list under a name for options.
pub fn are_columns(members: &[(String, &RawValue)]) -> bool {
    let is_list = |wanted: fn(Role) -> bool, begins: &[&str]| {
        // Check the first byte before the name, because most values are not lists.
        let mut lists = members.iter().filter(|(_, raw)| raw.get().starts_with('['));
        lists.any(|(name, raw)| {
            let signs = raw.get().chars().filter(|c| !c.is_whitespace());
            let begin: String = signs.take(2).collect();
            begins.contains(&begin.as_str()) && names(name).is_some_and(wanted)
        })
    };
    let is_option = |it| matches!(it, Role::Options | Role::Option(_));
    is_list(|it| it == Role::Question, &["[\""]) && is_list(is_option, &["[[", "[\""])
}

/// Returns one object per question, which contains the corresponding element of every list that has
/// the same length as the list of questions.
pub fn rows(members: &[(String, &RawValue)]) -> Vec<Map<String, Value>> {
    let parsed = members.iter().filter_map(|(name, raw)| {
        let value: Value = serde_json::from_str(raw.get()).ok()?;
        Some((name, value))
    });
    let lists: Vec<(&String, Vec<Value>)> = parsed
        .filter_map(|(name, value)| match value {
            Value::Array(list) => Some((name, list)),
            _ => None,
        })
        .collect();
    let questions = lists
        .iter()
        .find(|(name, _)| names(name) == Some(Role::Question));
    let count = questions.map_or(0, |(_, list)| list.len());
    let row = |at: usize| {
        let parts = lists.iter().filter(|(_, list)| list.len() == count);
        let named = parts.map(|(name, list)| {
            let is_question = names(name) == Some(Role::Question);
            let name = if is_question {
                "question"
            } else {
                name.as_str()
            };
            (name.to_owned(), list[at].clone())
        });
        named.collect()
    };
    (0..count).map(row).collect()
}

/// Returns the role of a name that may be plural.
fn names(name: &str) -> Option<Role> {
    role(name).or_else(|| role(name.strip_suffix(['s', 'S'])?))
}
