//! Writes a bank as JSON, including every field of its questions except facts.

use serde::Serialize;

use super::object::FIXED;
use crate::exchange::ParsedQuestion;
use crate::exchange::export::{ExportBank, Exported};
use crate::model::Framing;

#[derive(Serialize)]
struct File<'a> {
    bank: Card<'a>,
    topics: Vec<Named<'a>>,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Card<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(rename = "licence")]
    license: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Question<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a str>,
    #[serde(rename = "question")]
    stem: &'a str,
    options: Vec<Choice<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    explanation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    difficulty: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<Framing>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    negated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    beyond: bool,
}

#[derive(Serialize)]
struct Choice<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    text: &'a str,
    correct: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    why: &'a str,
}

pub fn write(book: &ExportBank) -> Exported {
    let mut topics: Vec<Named<'_>> = Vec::new();
    for topic in book.entries.iter().filter_map(|it| it.topic.as_ref()) {
        if let Some(id) = topic.id.as_deref()
            && !topics.iter().any(|it| it.id == id)
        {
            let title = &topic.title;
            topics.push(Named { id, title });
        }
    }
    let file = File {
        bank: Card {
            id: &book.id,
            title: &book.title,
            license: &book.license,
        },
        topics,
        questions: book.entries.iter().map(question).collect(),
    };
    let mut text = serde_json::to_string_pretty(&file).expect("texts and numbers are JSON");
    text.push('\n');
    Exported {
        text,
        ..Exported::default()
    }
}

fn question(entry: &ParsedQuestion) -> Question<'_> {
    Question {
        id: entry.id.as_deref(),
        topic: entry
            .topic
            .as_ref()
            .map(|it| it.id.as_ref().unwrap_or(&it.title).as_str()),
        stem: &entry.stem,
        options: entry
            .options
            .iter()
            .map(|option| Choice {
                id: option.id.as_deref(),
                text: &option.text,
                correct: option.correct,
                why: &option.why,
            })
            .collect(),
        explanation: &entry.explanation,
        difficulty: entry.difficulty,
        shape: entry.shape,
        negated: entry.negated,
        order: entry.fixed_order.then_some(FIXED),
        beyond: entry.beyond,
    }
}
