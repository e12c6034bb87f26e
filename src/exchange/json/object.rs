//! Reads one object as a question, based on the names of its fields.

use std::collections::HashMap;

use serde_json::Value;

use super::fields::{Field, Fields};
use super::options::{Offered, answers, are_flags, list, options};
use super::values::{all_words, is_true, localized, words};
use crate::exchange::base::{Base, Seen};
use crate::exchange::collector::{FIRST_TOPIC, ImportCollector};
use crate::exchange::columns::{Role, option_named};
use crate::exchange::excerpt::{excerpt, listed};
use crate::exchange::key::{Key, letter};
use crate::exchange::{ParsedOption, ParsedQuestion, ParsedTopic, html, lettered};

/// The default number of the first option for files that do not indicate it.
const FIRST: usize = 0;

/// Determines the meaning of numbers in the answers in `found`.
pub fn base(found: &[Fields<'_>]) -> Base {
    let mut seen = Seen::default();
    for object in found {
        let options = options(object).options.into_iter();
        let options: Vec<_> = options.map(|it| it.answer).collect();
        for field in answers(object) {
            for word in all_words(field.value) {
                if field.role == Some(Role::AnswerIndex) {
                    seen.add_place(&word, &options);
                } else {
                    seen.add(&word, &options);
                }
            }
        }
    }
    seen.base()
}

/// Properties of a file that affect how its questions are read.
pub struct Context<'f> {
    pub base: Base,
    pub topics: &'f HashMap<String, String>,
    /// True if certdrill wrote the file. The texts in the file are then plain text, not HTML.
    pub is_ours: bool,
}

/// Reads the object on `line` as a question. `group` is the name of the group that contains the
/// object.
pub fn read(
    object: &Fields<'_>,
    line: usize,
    group: Option<String>,
    context: &Context<'_>,
    intake: &mut ImportCollector<'_>,
) {
    let words = |wanted: Role| object.get(wanted).and_then(words);
    let (stem, language) = match object.question() {
        Some(value) => localized(value),
        None => (None, None),
    };
    let topic = words(Role::Topic).map(|name| match context.topics.get(&name) {
        Some(title) => ParsedTopic {
            title: title.clone(),
            id: Some(name),
        },
        None => ParsedTopic::titled(name),
    });
    let mut entry = ParsedQuestion {
        line,
        id: words(Role::Id),
        topic: topic.or_else(|| group.map(ParsedTopic::titled)),
        stem: stem.unwrap_or_default(),
        explanation: object.all_text(Role::Explanation),
        difficulty: words(Role::Difficulty).and_then(|it| intake.difficulty(line, &it)),
        shape: words(Role::Shape).and_then(|it| serde_json::from_value(Value::String(it)).ok()),
        negated: object.get(Role::Negated).is_some_and(is_true),
        fixed_order: words(Role::Order).is_some_and(|it| it == FIXED),
        beyond: object.get(Role::Beyond).is_some_and(is_true),
        ..ParsedQuestion::default()
    };
    let Offered {
        options,
        is_unordered,
        lost,
    } = options(object);
    entry.unordered = is_unordered;
    let names: Vec<_> = options.iter().map(|it| it.name.clone()).collect();
    entry.options = options.into_iter().map(|it| it.answer).collect();
    add_reasons(object, &names, &mut entry.options);
    if !context.is_ours {
        if let Some(language) = language {
            let what = format!("the text is in several languages; {language} was used");
            intake.note(line, what);
        }
        report_fields(object, line, &names, &lost, intake);
        intake.read_html(&mut entry);
        entry.split_options();
    }
    for field in object.all(Role::Code) {
        // Code is not HTML, even if it looks like it.
        let code = all_words(field.value).join("\n");
        if !entry.add_code(&code) && !code.is_empty() {
            let name = excerpt(field.name);
            intake.note(line, format!("the field {name} was not imported"));
        }
    }
    let key = key(object, &mut entry, &names, context.base, intake);
    entry.unordered |= list(object)
        .and_then(Value::as_object)
        .is_some_and(are_flags);
    let fields = listed(object.iter().map(|it| it.name));
    if entry.options.is_empty() {
        let why = format!("none of its fields is recognized as options; its fields are {fields}");
        return intake.leave_out(line, why);
    }
    if let Key::Untold(why) = key {
        return intake.leave_out(line, format!("{why}; its fields are {fields}"));
    }
    intake.take(entry, &key);
}

/// Adds the reasons from an explanation that is an object with option names as keys.
fn add_reasons(object: &Fields<'_>, names: &[Option<String>], options: &mut [ParsedOption]) {
    let explanations = object.all(Role::Explanation);
    for reasons in explanations.filter_map(|it| it.value.as_object()) {
        for (option, name) in options.iter_mut().zip(names) {
            let why = name.as_ref().and_then(|it| words(reasons.get(it)?));
            if let Some(why) = why {
                option.why = why;
            }
        }
    }
}

/// Reports the fields that were not imported.
fn report_fields(
    object: &Fields<'_>,
    line: usize,
    names: &[Option<String>],
    lost: &[String],
    intake: &mut ImportCollector<'_>,
) {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    for field in object.iter() {
        let value = field.value;
        let is_option = |it: &String| names.iter().flatten().any(|name| name == it);
        let are_reasons = field.role == Some(Role::Explanation)
            && value.as_object().is_some_and(|it| it.keys().all(is_option));
        if object.is_lost(field) && !is_empty(value) && !are_reasons {
            let name = excerpt(field.name);
            intake.note(line, format!("the field {name} was not imported"));
        }
        if field.role == Some(Role::Topic) && value.as_array().is_some_and(|it| it.len() > 1) {
            intake.note(line, FIRST_TOPIC);
        }
    }
    for name in lost {
        let name = excerpt(name);
        intake.note(
            line,
            format!("the field {name} of options was not imported"),
        );
    }
}

/// Returns the key, which combines all answer fields and the flags of options.
fn key(
    object: &Fields<'_>,
    entry: &mut ParsedQuestion,
    names: &[Option<String>],
    base: Base,
    intake: &mut ImportCollector<'_>,
) -> Key {
    if entry.unordered && !entry.options.is_empty() {
        return Key::Marked;
    }
    let stated = answers(object);
    if entry.options.is_empty()
        && let [only] = stated.as_slice()
        && let Some(found) = words(only.value).and_then(|it| lettered::true_or_false(&it))
    {
        entry.options = ParsedOption::true_or_false(found);
        return Key::Marked;
    }
    let mut keys = Vec::new();
    if entry.options.iter().any(|it| it.correct) {
        keys.push(("options".to_owned(), Key::Marked));
    }
    for field in stated {
        let stated = field.value;
        let texts: Vec<_> = entry.options.iter().map(|it| it.text.as_str()).collect();
        let key = named(field, base, names, &texts, list(object));
        let is_prose = matches!(stated, Value::String(text) if text.split_whitespace().count() > 3);
        if is_prose && key.mark(&mut entry.options.clone()).is_err() {
            // Treat an answer in prose as an explanation.
            if let Value::String(text) = stated {
                let gap = if entry.explanation.is_empty() {
                    ""
                } else {
                    "\n\n"
                };
                entry.explanation = format!("{text}{gap}{}", entry.explanation);
            }
            continue;
        }
        let is_place = match &key {
            Key::List { .. } => true,
            Key::Letters(_) => field.role == Some(Role::AnswerIndex),
            _ => false,
        };
        for word in all_words(stated).iter().filter(|_| is_place).take(1) {
            base.note(word, FIRST, entry.line, intake);
        }
        keys.push((field.name.to_owned(), key));
    }
    if keys.is_empty() && entry.mark_options() {
        intake.note(entry.line, MARKED);
        return Key::Marked;
    }
    if keys.is_empty() {
        return Key::Untold("none of its fields is recognized as the answer");
    }
    Key::All(keys)
}

fn named(
    field: &Field<'_>,
    base: Base,
    names: &[Option<String>],
    texts: &[&str],
    list: Option<&Value>,
) -> Key {
    let (stated, count) = (field.value, texts.len());
    let letters = |places: &[usize]| {
        let letters = places.iter().map(|at| letter(*at).to_string());
        Key::Letters(letters.collect::<Vec<_>>().join(","))
    };
    // The answer is a list with one flag per option, in option order.
    if let Value::Array(list) = stated
        && list.len() == count
        && list.iter().all(Value::is_boolean)
    {
        let places: Vec<_> = (0..count)
            .filter(|at| list[*at] == Value::Bool(true))
            .collect();
        return letters(&places);
    }
    let is_index = field.role == Some(Role::AnswerIndex);
    let are_values = !is_index && list.is_some_and(|list| are_values(stated, list));
    let stated: Vec<_> = all_words(stated)
        .iter()
        .map(|it| html::guess(it).0)
        .collect();
    if are_values && stated.iter().all(|it| texts.contains(&it.as_str())) {
        return Key::Text(stated.join("\n"));
    }
    let place = |word: &String| {
        let named = names.iter().position(|it| it.as_ref() == Some(word));
        // `option_b` is the field of an option, and `answer_b_correct` is the flag of an option.
        named.or_else(|| option_named(word).filter(|_| !texts.contains(&word.as_str())))
    };
    let places: Option<Vec<_>> = stated.iter().map(place).collect();
    let counted = |word: &String| word.parse::<usize>().ok()?.checked_sub(base.first(FIRST));
    match places.filter(|it| !it.is_empty()) {
        // Convert option names to letters, because letters are unambiguous.
        Some(places) => letters(&places),
        // A field for an index cannot contain the text of an option.
        None if is_index && stated.iter().all(|it| counted(it).is_some()) => {
            letters(&stated.iter().filter_map(counted).collect::<Vec<_>>())
        }
        None if base == Base::Texts && stated.len() == 1 && stated[0].parse::<usize>().is_ok() => {
            Key::Text(stated[0].clone())
        }
        None => Key::List {
            words: stated,
            from: base.first(FIRST),
        },
    }
}

/// Returns whether the answer and all values in `list` are numbers of the same JSON type, which
/// means that the answer is one of the values: `[1, 2, 3]` with 2, or `["1", "2", "3"]` with "2".
fn are_values(stated: &Value, list: &Value) -> bool {
    let stated: &[Value] = match stated {
        Value::Array(stated) => stated,
        one => std::slice::from_ref(one),
    };
    let Value::Array(list) = list else {
        return false;
    };
    let is_number = |it: &Value| {
        it.as_str()
            .is_some_and(|it| it.trim().parse::<f64>().is_ok())
    };
    let all = |it: fn(&Value) -> bool| list.iter().chain(stated).all(it);
    all(Value::is_number) || all(Value::is_string) && list.iter().all(is_number)
}

/// The note on a question that has no answer field but has marked options.
const MARKED: &str = "no field has the answer; options with a mark were imported as correct";
/// The value which means that the options keep their order.
pub const FIXED: &str = "fixed";
