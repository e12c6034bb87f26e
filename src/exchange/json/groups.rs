//! Distinguishes questions from the groups that contain them by the names of their fields.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::cursor::Members;
use super::fields::Names;
use crate::exchange::columns::{CERTAIN, Part, Role};

/// Returns whether `members` are the fields of a question rather than those of a group.
pub fn is_question(members: &[(String, &RawValue)], names: &Names) -> bool {
    let has = |wanted: fn(Role) -> bool| {
        members.iter().any(|(name, raw)| {
            names.of(name).0.is_some_and(wanted)
                && raw.get() != "null"
                && !raw.get().starts_with("[]")
        })
    };
    let holds_questions = members
        .iter()
        .any(|(name, raw)| raw.get().starts_with(['[', '{']) && Part::Group.has(name));
    // "text" and "title" are ambiguous names.
    let asks = |certain: bool| {
        members.iter().any(|(name, raw)| {
            let is_text = raw.get().starts_with('"')
                || raw.get().starts_with('{') && !has_questions_below(raw.get());
            let (role, rank) = names.of(name);
            role == Some(Role::Question) && is_text && (!certain || rank < CERTAIN)
        })
    };
    let has_options = has(|it| {
        matches!(
            it,
            Role::Options | Role::Option(_) | Role::WrongTexts | Role::Flag(_)
        )
    });
    let has_answer = has(|it| matches!(it, Role::Answer | Role::AnswerIndex | Role::AnswerLetters));
    if holds_questions && !has_options {
        return false;
    }
    asks(true) || (asks(false) && (has_options || has_answer)) || (has_options && has_answer)
}

/// Returns `object` with any options that are nested in the question field moved to the level of
/// the stem.
pub fn unfolded(mut object: Map<String, Value>, names: &Names) -> Map<String, Value> {
    let is_outer = |(name, value): &(&String, &Value)| {
        let has_options = |inner: &Map<String, Value>| {
            inner
                .keys()
                .any(|it| matches!(names.of(it).0, Some(Role::Options)))
        };
        names.of(name).0 == Some(Role::Question) && value.as_object().is_some_and(has_options)
    };
    let outer = object.iter().find(is_outer).map(|(name, _)| name.clone());
    if let Some(Value::Object(inner)) = outer.and_then(|name| object.remove(&name)) {
        object.extend(inner);
    }
    object
}

/// Returns whether `raw`, the value of a field with a name for questions, contains nested
/// questions.
fn has_questions_below(raw: &str) -> bool {
    let Ok(members) = serde_json::from_str::<Members<'_>>(raw) else {
        return false;
    };
    members.0.iter().any(|(_, raw)| raw.get().starts_with('{'))
}

/// Returns the English list from lists of questions in several languages, or the first list if
/// there is no English one.
pub fn languages<'m>(members: &'m [(String, &'m RawValue)]) -> Option<(&'m str, &'m RawValue)> {
    let is_list = |(name, raw): &(String, &RawValue)| {
        name.len() == 2
            && name.bytes().all(|it| it.is_ascii_lowercase())
            && raw.get().starts_with(['[', '{'])
    };
    if members.len() < 2 || !members.iter().all(is_list) {
        return None;
    }
    let english = members.iter().find(|(name, _)| name == "en");
    let (name, raw) = english.or(members.first())?;
    Some((name, raw))
}

/// Returns the title of a group.
pub fn own_title(members: &[(String, &RawValue)], names: &Names) -> Option<String> {
    let text = |wanted: &dyn Fn(&str) -> bool| {
        let found = members.iter().find(|(name, _)| wanted(name));
        found.and_then(|(_, raw)| serde_json::from_str::<String>(raw.get()).ok())
    };
    text(&|name| names.of(name).0 == Some(Role::Topic))
        .or_else(|| text(&|name| ["title", "name"].contains(&name.to_lowercase().as_str())))
}

/// Returns whether `name` is a question number, such as `3`, `q3`, or `question 3`, rather than the
/// name of a group.
pub fn is_number(name: &str) -> bool {
    let lower = name.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| c.is_alphabetic());
    let word = lower.len() - bare.len();
    let number = bare.trim_start_matches([' ', '_', '-', '#']);
    let is_word = ["", "q", "question", "item", "no", "nr", "n", "id"].contains(&&lower[..word]);
    is_word && !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit())
}
