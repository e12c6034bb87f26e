//! Reads the options of a question in the various forms that files use.

use serde_json::{Map, Value};

use super::fields::{Field, Fields};
use super::values::{Parts, all_words, is_flag, is_true, language, localized, words};
use crate::exchange::columns::{Part, Role, role};
use crate::exchange::{ParsedOption, lettered};

/// An option and the name that an answer may use for it.
pub struct Named {
    pub name: Option<String>,
    is_object: bool,
    pub answer: ParsedOption,
}

impl Named {
    fn bare(answer: ParsedOption) -> Self {
        Self {
            name: None,
            is_object: false,
            answer,
        }
    }
}

/// The options of an object.
pub struct Offered {
    pub options: Vec<Named>,
    /// True if the correct option is in a separate field, in which case the options have no order.
    pub is_unordered: bool,
    /// The option fields that are not imported.
    pub lost: Vec<String>,
}

pub fn options(object: &Fields<'_>) -> Offered {
    let mut lost = Vec::new();
    let mut options: Vec<Named> = match list(object) {
        Some(Value::Array(list)) => {
            let found = list.iter().filter_map(|it| option(it, &mut lost));
            found.collect()
        }
        Some(Value::Object(map)) => by_name(map, &mut lost),
        Some(Value::String(text)) => lettered::split(text).into_iter().map(Named::bare).collect(),
        _ => {
            let fields = object.iter().filter_map(|it| match it.role {
                Some(Role::Option(at)) => Some((at, it.name, words(it.value)?)),
                _ => None,
            });
            let mut fields: Vec<_> = fields.collect();
            fields.sort();
            let named = fields.into_iter().map(|(at, name, text)| Named {
                name: Some(name.to_owned()),
                is_object: false,
                answer: ParsedOption {
                    why: object
                        .get(Role::Why(at))
                        .and_then(words)
                        .unwrap_or_default(),
                    correct: object.get(Role::Flag(at)).is_some_and(is_true),
                    ..ParsedOption::new(text, false)
                },
            });
            named
                .filter(|it| !it.answer.text.trim().is_empty())
                .collect()
        }
    };
    let is_unordered = options.is_empty();
    if is_unordered {
        options = correct_and_incorrect(object);
    }
    // Options that are plain texts may begin with the letters that the answer refers to.
    if options.iter().all(|it| !it.is_object) {
        let mut answers: Vec<_> = options.iter().map(|it| it.answer.clone()).collect();
        lettered::without_letters(&mut answers);
        for (named, answer) in options.iter_mut().zip(answers) {
            named.answer = answer;
        }
    }
    Offered {
        options,
        is_unordered,
        lost,
    }
}

/// Reads options from an object whose keys are either the labels of the options or languages.
fn by_name(map: &Map<String, Value>, lost: &mut Vec<String>) -> Vec<Named> {
    if let Some((_, Value::Array(list))) = language(map) {
        return list.iter().filter_map(|it| option(it, lost)).collect();
    }
    if let Some((_, Value::Object(map))) = language(map) {
        return by_name(map, lost);
    }
    // The object contains a list of texts and a list of labels.
    if map.values().any(Value::is_array) {
        let list = |wanted: &[&str]| {
            let mut members = map.iter();
            let found = members.find(|(name, _)| wanted.contains(&name.to_lowercase().as_str()));
            found.and_then(|(_, value)| value.as_array())
        };
        let texts = list(&["text", "texts", "option", "options"]);
        let labels = list(&["label", "labels", "letter", "letters", "key", "keys"]);
        let named = texts
            .into_iter()
            .flatten()
            .enumerate()
            .filter_map(|(at, text)| {
                let label = labels.and_then(|it| words(it.get(at)?));
                Some(Named {
                    name: label,
                    ..Named::bare(ParsedOption::new(words(text)?, false))
                })
            });
        return named.collect();
    }
    // The keys are the options, and the values are flags.
    if are_flags(map) {
        let options = map
            .iter()
            .map(|(text, flag)| ParsedOption::new(text, is_true(flag)));
        return options.map(Named::bare).collect();
    }
    let named = map.iter().filter_map(|(name, value)| {
        let mut named = option(value, lost)?;
        named.name = Some(name.clone());
        Some(named)
    });
    named
        .filter(|it| !it.answer.text.trim().is_empty())
        .collect()
}

/// Returns whether the keys in `map` are options and the values say whether the options are
/// correct. Objects do not preserve the order of their fields.
pub fn are_flags(map: &Map<String, Value>) -> bool {
    map.values().all(Value::is_boolean) && map.keys().any(|it| it.chars().count() > 1)
}

/// Returns the list of options or the field that contains all options.
pub fn list<'o>(object: &Fields<'o>) -> Option<&'o Value> {
    let is_list = |it: &Value| it.is_array() || it.is_object();
    let named = || object.all(Role::Options).map(|it| it.value);
    let lettered =
        |it: &&Value| matches!(it, Value::String(text) if lettered::split(text).len() > 1);
    // If no other field contains options, use `answers`.
    let answers = || {
        let is_flag = |name: &String| matches!(role(name), Some(Role::Flag(_)));
        let is_flags = |value: &Value| {
            let map = value.as_object();
            map.is_some_and(|map| map.keys().all(is_flag))
        };
        let mut found = object.all(Role::Answer).filter(|it| {
            let is_named = it.name.to_lowercase().starts_with("answer");
            is_named && is_list(it.value) && !is_flags(it.value)
        });
        let has_fields = object
            .iter()
            .any(|it| matches!(it.role, Some(Role::Option(_) | Role::WrongTexts)));
        found.next().map(|it| it.value).filter(|_| !has_fields)
    };
    let first = named().find(|it| is_list(it));
    first.or_else(|| named().find(lettered)).or_else(answers)
}

/// Returns the correct answer and the incorrect ones if they are in separate fields.
fn correct_and_incorrect(object: &Fields<'_>) -> Vec<Named> {
    let stated = answers(object);
    let wrong = object.all(Role::WrongTexts);
    let wrong: Vec<_> = wrong.flat_map(|it| all_words(it.value)).collect();
    let ([right], false) = (stated.as_slice(), wrong.is_empty()) else {
        return Vec::new();
    };
    let right = all_words(right.value)
        .into_iter()
        .map(|it| ParsedOption::new(it, true));
    let wrong = wrong.into_iter().map(|it| ParsedOption::new(it, false));
    right.chain(wrong).map(Named::bare).collect()
}

fn option(value: &Value, lost: &mut Vec<String>) -> Option<Named> {
    let Value::Object(object) = value else {
        return Some(Named::bare(ParsedOption::new(words(value)?, false)));
    };
    // The object is a labeled option, such as `{"A": "Mars"}`, or one string in several languages.
    if language(object).is_some() {
        return Some(Named::bare(ParsedOption::new(localized(value).0?, false)));
    }
    let mut members = object.iter();
    if let (Some((name, Value::String(text))), None) = (members.next(), members.next())
        && name.len() == 1
    {
        return Some(Named {
            name: Some(name.clone()),
            ..Named::bare(ParsedOption::new(text.clone(), false))
        });
    }
    let members = Parts::of(object);
    let found = |part: Part| members.all(part).collect::<Vec<_>>();
    let is_text = |it: &&&Value| !it.is_boolean() && !it.is_null();
    let texts: Vec<_> = found(Part::Text)
        .iter()
        .filter(is_text)
        .filter_map(|it| localized(it).0)
        .collect();
    // A label can be the letter or the text of the option.
    let long = texts.iter().find(|it| it.chars().count() > 1);
    let text = long.or(texts.first())?.clone();
    let mut named = found(Part::Label).into_iter().filter_map(words);
    let flags = found(Part::Flag);
    let mut flags = flags.iter().filter(|it| !it.is_string() || is_flag(it));
    let whys = found(Part::Why);
    let parts = [Part::Text, Part::Label, Part::Flag, Part::Why];
    for name in object.keys() {
        if !lost.contains(name) && !parts.iter().any(|it| it.has(name)) {
            lost.push(name.clone());
        }
    }
    let name = named.find(|it| *it != text);
    Some(Named {
        is_object: true,
        answer: ParsedOption {
            id: name.clone(),
            correct: flags.next().is_some_and(|it| is_true(it)),
            why: whys
                .into_iter()
                .find_map(|it| localized(it).0)
                .unwrap_or_default(),
            ..ParsedOption::new(text, false)
        },
        name,
    })
}

/// Returns the fields that name the correct options, excluding the list of options.
pub fn answers<'f, 'o>(object: &'f Fields<'o>) -> Vec<&'f Field<'o>> {
    let options = list(object);
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    let fields = object.iter().filter(|it| {
        let is_answer = matches!(
            it.role,
            Some(Role::AnswerIndex | Role::AnswerLetters | Role::Answer)
        );
        let is_options = options.is_some_and(|options| std::ptr::eq(options, it.value));
        is_answer && !is_empty(it.value) && !is_options
    });
    fields.collect()
}
