//! One object as a question, by the names of its fields.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::read::Found;
use crate::exchange::columns::{Role, role};
use crate::exchange::intake::Intake;
use crate::exchange::key::{Key, letter};
use crate::exchange::{Answer, Entry, Topic, html, lettered};

/// What a file's numbers of options count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    Zero,
    One,
    /// Nothing in the file tells; taken for zero.
    Unknown,
}

impl Base {
    /// An answer 0 tells that numbers count from 0; one that is as high as there
    /// are options, that they count from 1.
    pub fn of(found: &[Found]) -> Self {
        let mut base = Self::Unknown;
        for Found { object, .. } in found {
            let count = options(object).len();
            for number in answer(object).map(numbers).unwrap_or_default() {
                if number == 0 {
                    return Self::Zero;
                }
                if number == count {
                    base = Self::One;
                }
            }
        }
        base
    }

    fn first(self) -> usize {
        usize::from(self == Self::One)
    }
}

pub fn read(found: &Found, base: Base, topics: &HashMap<String, String>, intake: &mut Intake<'_>) {
    let Found { line, object } = found;
    let line = *line;
    if object.is_empty() {
        return intake.leave_out(line, "it is no object with fields");
    }
    let words = |wanted: Role| field(object, wanted).and_then(words);
    let mut entry = Entry {
        line,
        id: words(Role::Id),
        topic: words(Role::Topic).map(|name| match topics.get(&name) {
            Some(title) => Topic {
                title: title.clone(),
                id: Some(name),
            },
            None => Topic::titled(name),
        }),
        stem: words(Role::Question).unwrap_or_default(),
        explanation: words(Role::Explanation).unwrap_or_default(),
        difficulty: field(object, Role::Difficulty).and_then(|it| it.as_u64()?.try_into().ok()),
        shape: words(Role::Shape).and_then(|it| serde_json::from_value(Value::String(it)).ok()),
        negated: field(object, Role::Negated).is_some_and(is_true),
        fixed_order: words(Role::Order).is_some_and(|it| it == FIXED),
        beyond: field(object, Role::Beyond).is_some_and(is_true),
        options: Vec::new(),
    };
    if field(object, Role::WrongTexts).is_some() {
        entry.stem = html::to_text(&entry.stem).0;
    }
    let options = options(object);
    let ids: Vec<_> = options.iter().map(|it| it.name.clone()).collect();
    let marked = options.iter().any(|it| it.answer.correct);
    entry.options = options.into_iter().map(|it| it.answer).collect();
    let told = answer(object);
    if entry.options.is_empty()
        && let Some(Value::Bool(is_so)) = told
    {
        entry.options = vec![Answer::new("True", *is_so), Answer::new("False", !is_so)];
        return intake.take(entry, &Key::Marked);
    }
    let key = match told {
        _ if marked => Key::Marked,
        None => Key::List {
            words: Vec::new(),
            from: 0,
        },
        Some(told) => key(told, base, &ids),
    };
    if let Key::List { words, .. } = &key
        && base == Base::Unknown
        && words.iter().any(|it| it.parse::<usize>().is_ok())
    {
        intake.note(
            line,
            "a number is taken for an option's place, counted from 0",
        );
    }
    intake.take(entry, &key);
}

/// How the order of options is written where it is kept.
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

/// The options, wherever the object has them.
fn options(object: &Map<String, Value>) -> Vec<Named> {
    let mut options: Vec<Named> = match list(object) {
        Some(Value::Array(list)) => list.iter().filter_map(option).collect(),
        Some(Value::Object(map)) => map
            .iter()
            .filter_map(|(name, value)| {
                let mut named = option(value)?;
                named.name = Some(name.clone());
                Some(named)
            })
            .collect(),
        _ => {
            let fields = object.iter().filter_map(|(name, value)| match role(name) {
                Some(Role::Option(at)) => Some((at, words(value)?)),
                _ => None,
            });
            let mut fields: Vec<_> = fields.collect();
            fields.sort();
            let answers = fields.into_iter().map(|(_, text)| Answer::new(text, false));
            answers.map(Named::bare).collect()
        }
    };
    if options.is_empty() {
        options = right_and_wrong(object);
    }
    // Bare texts may begin with the letters that the answer names them by.
    if options.iter().all(|it| it.name.is_none() && !it.is_object) {
        let mut answers: Vec<_> = options.iter().map(|it| it.answer.clone()).collect();
        lettered::without_letters(&mut answers);
        for (named, answer) in options.iter_mut().zip(answers) {
            named.answer = answer;
        }
    }
    options
}

fn list(object: &Map<String, Value>) -> Option<&Value> {
    let names = [
        "options",
        "choices",
        "answers",
        "alternatives",
        "possible_answers",
    ];
    let mut lists = names.iter().filter_map(|name| object.get(*name));
    lists.find(|it| it.is_array() || it.is_object())
}

/// `correct_answer` beside `incorrect_answers`, whose texts have HTML's entities.
fn right_and_wrong(object: &Map<String, Value>) -> Vec<Named> {
    let text = |value: &Value| words(value).map(|it| html::to_text(&it).0);
    let (Some(right), Some(Value::Array(wrong))) =
        (field(object, Role::Answer), field(object, Role::WrongTexts))
    else {
        return Vec::new();
    };
    let right = text(right).map(|it| Answer::new(it, true));
    let wrong = wrong
        .iter()
        .filter_map(text)
        .map(|it| Answer::new(it, false));
    let all = right.into_iter().chain(wrong);
    all.map(Named::bare).collect()
}

fn option(value: &Value) -> Option<Named> {
    let Value::Object(object) = value else {
        return Some(Named::bare(Answer::new(words(value)?, false)));
    };
    let find = |names: &[&str]| {
        let named = |name: &&str| {
            let same = |it: &(&String, &Value)| it.0.replace('_', "").eq_ignore_ascii_case(name);
            object.iter().find(same).map(|(_, value)| value)
        };
        names.iter().find_map(named)
    };
    let text = find(&[
        "text", "option", "answer", "content", "value", "body", "label", "name",
    ]);
    let name = find(&["id", "key", "letter", "label"]).and_then(words);
    Some(Named {
        is_object: true,
        answer: Answer {
            id: name.clone(),
            text: text.and_then(words)?,
            correct: find(&["correct", "iscorrect", "right", "isright", "isanswer"])
                .is_some_and(is_true),
            why: find(&[
                "why",
                "explanation",
                "feedback",
                "rationale",
                "reason",
                "comment",
            ])
            .and_then(words)
            .unwrap_or_default(),
        },
        name,
    })
}

/// What tells which options are right. Where `answers` is the list of options, it does not.
fn answer(object: &Map<String, Value>) -> Option<&Value> {
    let options = list(object);
    let fields = [Role::AnswerIndex, Role::AnswerLetters, Role::Answer];
    fields.iter().find_map(|wanted| {
        let mut named = object
            .iter()
            .filter(|(name, _)| role(name) == Some(*wanted));
        let value = named.find(|(_, value)| !options.is_some_and(|it| std::ptr::eq(it, *value)));
        value.map(|(_, value)| value)
    })
}

fn key(told: &Value, base: Base, names: &[Option<String>]) -> Key {
    let told: Vec<String> = match told {
        Value::Array(list) => list.iter().filter_map(words).collect(),
        Value::Object(map) => {
            let right = map.iter().filter(|(_, it)| is_true(it));
            right.map(|(name, _)| name.clone()).collect()
        }
        one => words(one).into_iter().collect(),
    };
    let place = |word: &String| names.iter().position(|it| it.as_ref() == Some(word));
    let places: Option<Vec<_>> = told.iter().map(place).collect();
    match places.filter(|it| !it.is_empty()) {
        // By the options' own names, as letters, which nothing else can be meant by.
        Some(places) => {
            let letters = places.iter().map(|at| letter(*at).to_string());
            Key::Letters(letters.collect::<Vec<_>>().join(","))
        }
        None => Key::List {
            words: told,
            from: base.first(),
        },
    }
}

fn numbers(told: &Value) -> Vec<usize> {
    let number = |value: &Value| words(value)?.parse().ok();
    match told {
        Value::Array(list) => list.iter().filter_map(number).collect(),
        one => number(one).into_iter().collect(),
    }
}

fn field(object: &Map<String, Value>, wanted: Role) -> Option<&Value> {
    let mut fields = object.iter().filter(|(name, _)| role(name) == Some(wanted));
    fields.next().map(|(_, value)| value)
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

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(is_so) => *is_so,
        Value::Number(number) => number.as_f64().is_some_and(|it| it > 0.0),
        Value::String(text) => ["true", "yes", "1"].contains(&text.to_lowercase().as_str()),
        _ => false,
    }
}
