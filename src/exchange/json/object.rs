//! One object as a question, by the names of its fields.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::read::Found;
use crate::exchange::columns::{Role, option_named, rank, role};
use crate::exchange::intake::{Intake, excerpt};
use crate::exchange::key::{Key, letter};
use crate::exchange::{Answer, Entry, Topic, html, lettered};

/// The number of the first option in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    Zero,
    One,
    /// Nothing in the file shows it; taken for zero.
    Unknown,
    /// Other answers in the file are texts of options, and so are the numbers.
    Texts,
}

impl Base {
    /// An answer 0 shows that numbers count from 0; one that is as high as there
    /// are options, that they count from 1.
    pub fn of(found: &[Found]) -> Self {
        let mut base = Self::Unknown;
        let (mut are_texts, mut has_text) = (true, false);
        for Found { object, .. } in found {
            let options = options(object).options;
            let texts = || options.iter().map(|it| it.answer.text.trim());
            for (_, told) in answers(object) {
                for word in all_words(told) {
                    let word = word.trim();
                    let is_text = texts().any(|it| it == word);
                    match word.parse::<usize>() {
                        Ok(_) => are_texts &= is_text,
                        Err(_) => has_text |= is_text && word.len() > 1,
                    }
                }
                for number in numbers(told) {
                    if number == 0 {
                        base = Self::Zero;
                    } else if number == options.len() && base != Self::Zero {
                        base = Self::One;
                    }
                }
            }
        }
        if are_texts && has_text {
            Self::Texts
        } else {
            base
        }
    }

    fn first(self) -> usize {
        usize::from(self == Self::One)
    }
}

/// The facts of a file that its questions need.
pub struct Context<'f> {
    pub base: Base,
    pub topics: &'f HashMap<String, String>,
    /// certdrill wrote it: its texts are plain.
    pub is_ours: bool,
}

pub fn read(found: &Found, context: &Context<'_>, intake: &mut Intake<'_>) {
    let Found {
        line,
        object,
        group,
    } = found;
    let line = *line;
    let words = |wanted: Role| field(object, wanted).and_then(words);
    let (stem, language) = match question(object) {
        Some(value) => localized(value),
        None => (None, None),
    };
    let topic = words(Role::Topic).map(|name| match context.topics.get(&name) {
        Some(title) => Topic {
            title: title.clone(),
            id: Some(name),
        },
        None => Topic::titled(name),
    });
    let mut entry = Entry {
        line,
        id: words(Role::Id),
        topic: topic.or_else(|| group.clone().map(Topic::titled)),
        stem: stem.unwrap_or_default(),
        explanation: all_text(object, Role::Explanation),
        difficulty: field(object, Role::Difficulty).and_then(difficulty),
        shape: words(Role::Shape).and_then(|it| serde_json::from_value(Value::String(it)).ok()),
        negated: field(object, Role::Negated).is_some_and(is_true),
        fixed_order: words(Role::Order).is_some_and(|it| it == FIXED),
        beyond: field(object, Role::Beyond).is_some_and(is_true),
        ..Entry::default()
    };
    let Offered {
        options,
        is_unordered,
        lost,
    } = options(object);
    entry.unordered = is_unordered;
    let names: Vec<_> = options.iter().map(|it| it.name.clone()).collect();
    entry.options = options.into_iter().map(|it| it.answer).collect();
    if !context.is_ours {
        if let Some(language) = language {
            let what = format!("texts are in several languages; {language} is used");
            intake.note(line, what);
        }
        report_fields(object, line, &lost, intake);
        intake.read_html(&mut entry);
    }
    let key = key(object, &mut entry, &names, context.base, line, intake);
    let names: Vec<_> = object.keys().map(|it| excerpt(it)).collect();
    let fields = names.join(", ");
    if entry.options.is_empty() {
        let why = format!("no field is known for its options; its fields are {fields}");
        return intake.leave_out(line, why);
    }
    if let Key::Untold(why) = key {
        return intake.leave_out(line, format!("{why}; its fields are {fields}"));
    }
    intake.take(entry, &key);
}

/// Reports the fields that are not kept.
fn report_fields(
    object: &Map<String, Value>,
    line: usize,
    lost: &[String],
    intake: &mut Intake<'_>,
) {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    for (name, value) in object {
        let is_lost = match role(name) {
            None => true,
            Some(Role::Explanation) => value.is_object() && localized(value).0.is_none(),
            Some(_) => false,
        };
        if is_lost && !is_empty(value) {
            intake.note(line, format!("the field {} is not kept", excerpt(name)));
        }
    }
    for name in lost {
        let name = excerpt(name);
        intake.note(line, format!("the field {name} of options is not kept"));
    }
}

/// The key that all fields for it name, and those of the options.
fn key(
    object: &Map<String, Value>,
    entry: &mut Entry,
    names: &[Option<String>],
    base: Base,
    line: usize,
    intake: &mut Intake<'_>,
) -> Key {
    if entry.unordered && !entry.options.is_empty() {
        return Key::Marked;
    }
    let told = answers(object);
    if entry.options.is_empty()
        && let [(_, only)] = told.as_slice()
        && let Some(is_so) = true_or_false(only)
    {
        entry.options = vec![Answer::new("True", is_so), Answer::new("False", !is_so)];
        return Key::Marked;
    }
    let mut keys = Vec::new();
    if entry.options.iter().any(|it| it.correct) {
        keys.push(("options".to_owned(), Key::Marked));
    }
    for (name, told) in told {
        let texts: Vec<_> = entry.options.iter().map(|it| it.text.as_str()).collect();
        let key = named(told, base, names, &texts);
        let is_prose = matches!(told, Value::String(text) if text.split_whitespace().count() > 3);
        if is_prose && key.mark(&mut entry.options.clone()).is_err() {
            // A solution in words explains.
            if let Value::String(text) = told {
                let gap = if entry.explanation.is_empty() {
                    ""
                } else {
                    "\n\n"
                };
                entry.explanation = format!("{text}{gap}{}", entry.explanation);
            }
            continue;
        }
        if let Key::List { words, .. } = &key
            && base == Base::Unknown
            && words.iter().any(|it| it.parse::<usize>().is_ok())
        {
            let what = "a number is taken for an option's place, counted from 0";
            intake.note(line, what);
        }
        keys.push((name.to_owned(), key));
    }
    if keys.is_empty() {
        return Key::Untold("no field is known for its answer");
    }
    Key::All(keys)
}

fn named(told: &Value, base: Base, names: &[Option<String>], texts: &[&str]) -> Key {
    let count = texts.len();
    let letters = |places: &[usize]| {
        let letters = places.iter().map(|at| letter(*at).to_string());
        Key::Letters(letters.collect::<Vec<_>>().join(","))
    };
    // A flag for each option, in their order.
    if let Value::Array(list) = told
        && list.len() == count
        && list.iter().all(Value::is_boolean)
    {
        let places: Vec<_> = (0..count)
            .filter(|at| list[*at] == Value::Bool(true))
            .collect();
        return letters(&places);
    }
    let told: Vec<_> = all_words(told).iter().map(|it| html::guess(it).0).collect();
    let place = |word: &String| {
        let named = names.iter().position(|it| it.as_ref() == Some(word));
        // `option_b` names the field of an option, and `answer_b_correct` a flag of it.
        named.or_else(|| option_named(word).filter(|_| !texts.contains(&word.as_str())))
    };
    let places: Option<Vec<_>> = told.iter().map(place).collect();
    match places.filter(|it| !it.is_empty()) {
        // By the options' own names, as letters, which nothing else can be meant by.
        Some(places) => letters(&places),
        None if base == Base::Texts && told.len() == 1 && told[0].parse::<usize>().is_ok() => {
            Key::Text(told[0].clone())
        }
        None => Key::List {
            words: told,
            from: base.first(),
        },
    }
}

/// The word for options that keep their order.
pub const FIXED: &str = "fixed";

/// An option, and the name that an answer may call it by.
struct Named {
    name: Option<String>,
    is_object: bool,
    answer: Answer,
}

impl Named {
    fn bare(answer: Answer) -> Self {
        Self {
            name: None,
            is_object: false,
            answer,
        }
    }
}

/// The options of an object.
struct Offered {
    options: Vec<Named>,
    /// The correct one is in a field of its own, so that there is no order.
    is_unordered: bool,
    /// The fields of options that are not kept.
    lost: Vec<String>,
}

fn options(object: &Map<String, Value>) -> Offered {
    let mut lost = Vec::new();
    let mut options: Vec<Named> = match list(object) {
        Some(Value::Array(list)) => {
            let found = list.iter().filter_map(|it| option(it, &mut lost));
            found.collect()
        }
        Some(Value::Object(map)) => by_name(map, &mut lost),
        Some(Value::String(text)) => lettered::split(text).into_iter().map(Named::bare).collect(),
        _ => {
            let fields = object.iter().filter_map(|(name, value)| match role(name) {
                Some(Role::Option(at)) => Some((at, name, words(value)?)),
                _ => None,
            });
            let mut fields: Vec<_> = fields.collect();
            fields.sort();
            let named = fields.into_iter().map(|(at, name, text)| Named {
                name: Some(name.clone()),
                is_object: false,
                answer: Answer {
                    why: field(object, Role::Why(at))
                        .and_then(words)
                        .unwrap_or_default(),
                    correct: field(object, Role::Flag(at)).is_some_and(is_true),
                    ..Answer::new(text, false)
                },
            });
            named
                .filter(|it| !it.answer.text.trim().is_empty())
                .collect()
        }
    };
    let is_unordered = options.is_empty();
    if is_unordered {
        options = right_and_wrong(object);
    }
    // Bare texts may begin with the letters that the answer names them by.
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

/// Options by their names, or in several languages.
fn by_name(map: &Map<String, Value>, lost: &mut Vec<String>) -> Vec<Named> {
    if let Some((_, Value::Array(list))) = language(map) {
        return list.iter().filter_map(|it| option(it, lost)).collect();
    }
    if let Some((_, Value::Object(map))) = language(map) {
        return by_name(map, lost);
    }
    // A list of texts next to one of labels.
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
                    ..Named::bare(Answer::new(words(text)?, false))
                })
            });
        return named.collect();
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

fn list(object: &Map<String, Value>) -> Option<&Value> {
    let is_list = |it: &Value| it.is_array() || it.is_object();
    let named = |wanted: Role| {
        let fields = object
            .iter()
            .filter(move |(name, _)| role(name) == Some(wanted));
        fields.map(|(_, value)| value)
    };
    let lettered =
        |it: &&Value| matches!(it, Value::String(text) if lettered::split(text).len() > 1);
    // Where nothing else has them, `answers` are the options.
    let answers = || {
        let found = object.iter().filter(|(name, value)| {
            let is_flags = || matches!(value, Value::Object(map) if map.keys().all(|it| matches!(role(it), Some(Role::Flag(_)))));
            name.to_lowercase().starts_with("answer") && is_list(value) && !is_flags()
        });
        let mut found = found.filter(|(name, _)| role(name) == Some(Role::Answer));
        let has_fields = object
            .keys()
            .any(|it| matches!(role(it), Some(Role::Option(_) | Role::WrongTexts)));
        found.next().map(|(_, value)| value).filter(|_| !has_fields)
    };
    let first = named(Role::Options).find(|it| is_list(it));
    first
        .or_else(|| named(Role::Options).find(lettered))
        .or_else(answers)
}

/// The correct answer and the incorrect ones, from fields of their own.
fn right_and_wrong(object: &Map<String, Value>) -> Vec<Named> {
    let told = answers(object);
    let wrong = object
        .iter()
        .filter(|(name, _)| role(name) == Some(Role::WrongTexts));
    let wrong: Vec<_> = wrong.flat_map(|(_, value)| all_words(value)).collect();
    let ([(_, right)], false) = (told.as_slice(), wrong.is_empty()) else {
        return Vec::new();
    };
    let right = all_words(right).into_iter().map(|it| Answer::new(it, true));
    let wrong = wrong.into_iter().map(|it| Answer::new(it, false));
    right.chain(wrong).map(Named::bare).collect()
}

/// The names of the fields of an option, the most certain first.
#[rustfmt::skip]
mod names {
    pub const TEXT: &[&str] = &["text", "optiontext", "answertext", "choicetext", "option",
        "answer", "choice", "content", "body", "html", "description", "label", "title", "value",
        "name"];
    pub const NAME: &[&str] = &["id", "key", "letter", "label", "value", "identifier",
        "optionid", "choiceid", "name"];
    pub const FLAG: &[&str] = &["correct", "iscorrect", "right", "isright", "isanswer",
        "iscorrectanswer", "correctanswer", "istrue", "valid", "answer"];
    pub const WHY: &[&str] = &["why", "explanation", "feedback", "rationale", "reason",
        "comment"];
}

fn option(value: &Value, lost: &mut Vec<String>) -> Option<Named> {
    let Value::Object(object) = value else {
        return Some(Named::bare(Answer::new(words(value)?, false)));
    };
    // `{"A": "Mars"}`, or one text in several languages.
    if language(object).is_some() {
        return Some(Named::bare(Answer::new(localized(value).0?, false)));
    }
    let mut members = object.iter();
    if let (Some((name, Value::String(text))), None) = (members.next(), members.next())
        && name.len() == 1
    {
        return Some(Named {
            name: Some(name.clone()),
            ..Named::bare(Answer::new(text.clone(), false))
        });
    }
    let plain = |name: &str| name.replace(['_', '-', ' '], "").to_lowercase();
    let found = |names: &'static [&str]| {
        let values = names.iter().filter_map(|wanted| {
            let mut members = object.iter();
            members
                .find(|(name, _)| plain(name) == *wanted)
                .map(|(_, value)| value)
        });
        values.collect::<Vec<_>>()
    };
    let is_text = |it: &&&Value| !it.is_boolean() && !it.is_null();
    let texts: Vec<_> = found(names::TEXT)
        .iter()
        .filter(is_text)
        .filter_map(|it| localized(it).0)
        .collect();
    // A label can be the letter of the option, or its text.
    let long = texts.iter().find(|it| it.chars().count() > 1);
    let text = long.or(texts.first())?.clone();
    let mut named = found(names::NAME).into_iter().filter_map(words);
    let flags = found(names::FLAG);
    let mut flags = flags.iter().filter(|it| !it.is_string() || is_flag(it));
    let whys = found(names::WHY);
    for name in object.keys() {
        let known = [names::TEXT, names::NAME, names::FLAG, names::WHY];
        let plain = plain(name);
        let is_known = known.iter().any(|it| it.contains(&plain.as_str()));
        if !is_known && !lost.contains(name) {
            lost.push(name.clone());
        }
    }
    let name = named.find(|it| *it != text);
    Some(Named {
        is_object: true,
        answer: Answer {
            id: name.clone(),
            correct: flags.next().is_some_and(|it| is_true(it)),
            why: whys
                .into_iter()
                .find_map(|it| localized(it).0)
                .unwrap_or_default(),
            ..Answer::new(text, false)
        },
        name,
    })
}

/// The fields that name the correct options. The list of options is none of them.
fn answers(object: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let options = list(object);
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    let is_answer = |name: &str| {
        matches!(
            role(name),
            Some(Role::AnswerIndex | Role::AnswerLetters | Role::Answer)
        )
    };
    let fields = object.iter().filter(|(name, value)| {
        let is_options = options.is_some_and(|it| std::ptr::eq(it, *value));
        is_answer(name) && !is_empty(value) && !is_options
    });
    fields.map(|(name, value)| (name.as_str(), value)).collect()
}

fn numbers(told: &Value) -> Vec<usize> {
    let words = all_words(told).into_iter();
    words.filter_map(|it| it.trim().parse().ok()).collect()
}

fn field(object: &Map<String, Value>, wanted: Role) -> Option<&Value> {
    let fields = object.iter().filter(|(name, _)| role(name) == Some(wanted));
    let value = fields.min_by_key(|(name, _)| rank(name));
    value.map(|(_, value)| value).filter(|it| !it.is_null())
}

/// The field with the question. A number is that of the question.
fn question(object: &Map<String, Value>) -> Option<&Value> {
    let is_number = |value: &Value| match value {
        Value::Number(_) => true,
        Value::String(text) => text.trim().trim_end_matches('.').parse::<u32>().is_ok(),
        _ => false,
    };
    let fields = object.iter().filter(|(name, value)| {
        role(name) == Some(Role::Question)
            && localized(value).0.is_some_and(|it| !it.trim().is_empty())
    });
    let found = fields.min_by_key(|(name, value)| (is_number(value), rank(name)));
    found.map(|(_, value)| value)
}

/// The texts of all fields with this role, a paragraph each.
fn all_text(object: &Map<String, Value>, wanted: Role) -> String {
    let mut fields: Vec<_> = object
        .iter()
        .filter(|(name, _)| role(name) == Some(wanted))
        .collect();
    fields.sort_by_key(|(name, _)| rank(name));
    let texts = fields.into_iter().filter_map(|(_, value)| match value {
        Value::Array(_) => Some(all_words(value).join("\n\n")),
        one => localized(one).0,
    });
    let texts: Vec<_> = texts.filter(|it| !it.trim().is_empty()).collect();
    texts.join("\n\n")
}

fn difficulty(value: &Value) -> Option<u8> {
    match value {
        Value::String(text) => match text.to_lowercase().as_str() {
            "easy" => Some(1),
            "medium" => Some(2),
            "hard" => Some(3),
            _ => None,
        },
        number => number.as_u64()?.try_into().ok(),
    }
}

/// The text of a value, in English or the first of its languages; and which that
/// is, where there are several.
fn localized(value: &Value) -> (Option<String>, Option<&str>) {
    let Value::Object(map) = value else {
        return (words(value), None);
    };
    if let Some((name, value)) = language(map) {
        let language = Some(name).filter(|_| map.len() > 1);
        return (words(value), language);
    }
    let named = [
        "text", "content", "html", "value", "title", "body", "question", "stem",
    ];
    let found = named.iter().find_map(|it| map.get(*it));
    found.map_or((None, None), localized)
}

/// The value in English, or the first one, of a map by languages.
fn language(map: &Map<String, Value>) -> Option<(&str, &Value)> {
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

/// A value as text; of a list its first.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is_so) => Some(if *is_so { "True" } else { "False" }.to_owned()),
        Value::Array(list) => list.iter().find_map(|it| it.as_str().map(str::to_owned)),
        Value::Null | Value::Object(_) => None,
    }
}

/// The texts of a list, of the names with a flag in a map, or of one value.
fn all_words(told: &Value) -> Vec<String> {
    match told {
        Value::Array(list) => list.iter().filter_map(answer_words).collect(),
        Value::Object(map) if map.values().all(is_flag) => {
            let right = map.iter().filter(|(_, it)| is_true(it));
            right.map(|(name, _)| name.clone()).collect()
        }
        one => answer_words(one).into_iter().collect(),
    }
}

/// An answer is a text, or an object with the name or text of an option.
fn answer_words(value: &Value) -> Option<String> {
    let Value::Object(map) = value else {
        return words(value);
    };
    let named = ["id", "key", "letter", "label", "index", "option"];
    let found = named.iter().find_map(|it| map.get(*it));
    found.and_then(words).or_else(|| localized(value).0)
}

fn is_flag(value: &Value) -> bool {
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

/// `true`, or the word for it.
fn true_or_false(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is_so) => Some(*is_so),
        Value::String(text) => lettered::true_or_false(text),
        _ => None,
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(is_so) => *is_so,
        Value::Number(number) => number.as_f64().is_some_and(|it| it > 0.0),
        Value::String(text) => ["true", "yes", "1"].contains(&text.to_lowercase().as_str()),
        _ => false,
    }
}
