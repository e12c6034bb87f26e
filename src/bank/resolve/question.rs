//! Questions and their options: whether they can be asked and graded.

use std::collections::HashSet;

use super::{Fault, or_empty, text, unknown};
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::model::{
    Bank, CellRef, Choice, ChoiceId, Claim, Component, FactId, Question, QuestionId, Shape,
    TopicId, is_valid_id,
};

/// The most options a question may have: they are numbered 1 to 9 on screen.
const MOST_OPTIONS: usize = 9;

/// Says whether questions can be asked in the bank that they are for.
pub struct Referee<'a> {
    bank: &'a Bank,
    topics: HashSet<&'a str>,
}

impl<'a> Referee<'a> {
    pub fn new(bank: &'a Bank) -> Self {
        let topics = bank.topics.iter().map(|topic| topic.id.as_str());
        Self {
            bank,
            topics: topics.collect(),
        }
    }

    pub fn question(&self, item: &Item<raw::Question>) -> Result<Question, Fault> {
        let raw = &item.value;
        let id = raw.id.get_ref();
        if raw.stem.get_ref().trim().is_empty() {
            return Err(Fault::new(
                item.inside(raw.stem.span()),
                "blank-text",
                format!("question `{id}` has no stem"),
                "write the question into `stem`",
            ));
        }
        let difficulty = raw.difficulty.as_ref().map_or(2, |it| *it.get_ref());
        if !(1..=3).contains(&difficulty) {
            return Err(Fault::new(
                raw.difficulty
                    .as_ref()
                    .map_or(item.span.clone(), |it| item.inside(it.span())),
                "bad-difficulty",
                format!("question `{id}` has difficulty {difficulty}"),
                "use 1 (easy), 2 or 3 (hard)",
            ));
        }
        let (topic, asks) = self.place(item)?;
        let choices = self.choices(item)?;
        Ok(Question {
            id: QuestionId::new(id),
            topic,
            asks,
            shape: raw.shape.unwrap_or(Shape::Direct),
            difficulty,
            negated: raw.negated,
            stem: text(raw.stem.get_ref()),
            explanation: or_empty(raw.explanation.as_ref()),
            choices,
        })
    }

    /// The question's topic, its own or its first fact's, and what it asks for.
    fn place(&self, item: &Item<raw::Question>) -> Result<(TopicId, Vec<Component>), Fault> {
        let mut topic = None;
        if let Some(own) = &item.value.topic {
            if !self.topics.contains(own.get_ref().as_str()) {
                return Err(unknown(item, own, "topic", "the bank's topics"));
            }
            topic = Some(TopicId::new(own.get_ref()));
        }
        let mut asks = Vec::new();
        for asked in &item.value.asks {
            let component = Component::from(asked.get_ref().clone());
            match &component {
                Component::Fact(fact) => {
                    let Some(fact) = self.bank.fact(fact) else {
                        return Err(unknown(item, asked, "fact", "the bank's facts"));
                    };
                    topic = topic.or_else(|| Some(fact.topic.clone()));
                }
                Component::Cell(cell) => {
                    if self.bank.cell(cell).is_none() {
                        return Err(unknown(item, asked, "cell", "the cells of the matrices"));
                    }
                }
            }
            asks.push(component);
        }
        let only = || match self.bank.topics.as_slice() {
            [only] => Some(only.id.clone()),
            _ => None,
        };
        let topic = topic.or_else(only).ok_or_else(|| {
            Fault::new(
                item.span.clone(),
                "no-topic",
                format!("question `{}` belongs to no topic", item.value.id.get_ref()),
                "give it a `topic`, or a fact in `asks`",
            )
        })?;
        Ok((topic, asks))
    }

    fn choices(&self, item: &Item<raw::Question>) -> Result<Vec<Choice>, Fault> {
        let raw = &item.value;
        let (id, count) = (raw.id.get_ref(), raw.option.len());
        let whole = || item.span.clone();
        if !(2..=MOST_OPTIONS).contains(&count) {
            let message = format!("question `{id}` has {count} options");
            return Err(Fault::new(
                whole(),
                "option-count",
                message,
                "give it 2 to 9 options",
            ));
        }
        let right = raw.option.iter().filter(|it| it.get_ref().correct).count();
        if right == 0 {
            let message = format!("question `{id}` has no right option");
            let help = "mark one option with `correct = true`";
            return Err(Fault::new(whole(), "no-right-option", message, help)
                .label(format!("none of its {count} options has `correct = true`")));
        }
        if right == count {
            let message = format!("every option of question `{id}` is right");
            let help = "leave `correct` out where an option is wrong";
            return Err(Fault::new(whole(), "all-right", message, help));
        }
        let mut choices: Vec<Choice> = Vec::with_capacity(count);
        let mut normals: Vec<String> = Vec::with_capacity(count);
        for (at, option) in raw.option.iter().enumerate() {
            let made = self.choice(item, at, option.get_ref())?;
            let span = || item.inside(option.get_ref().text.span());
            if let Some(twin) = choices.iter().find(|it| it.id == made.id) {
                let message = format!("two options of question `{id}` have the id `{}`", twin.id);
                return Err(Fault::new(
                    span(),
                    "duplicate-id",
                    message,
                    "rename one of the two",
                ));
            }
            let normal = normal(&made.text);
            if normals.contains(&normal) {
                let message = format!("two options of question `{id}` say the same");
                return Err(Fault::new(
                    span(),
                    "options-alike",
                    message,
                    "reword one of the two",
                ));
            }
            choices.push(made);
            normals.push(normal);
        }
        Ok(choices)
    }

    fn choice(
        &self,
        item: &Item<raw::Question>,
        at: usize,
        raw: &raw::Choice,
    ) -> Result<Choice, Fault> {
        let question = item.value.id.get_ref();
        if raw.text.get_ref().trim().is_empty() {
            return Err(Fault::new(
                item.inside(raw.text.span()),
                "blank-text",
                format!("an option of question `{question}` has no text"),
                "write the option into `text`, or take it out",
            ));
        }
        if let Some(id) = raw.id.as_ref().filter(|id| !is_valid_id(id.get_ref())) {
            return Err(Fault::new(
                item.inside(id.span()),
                "bad-id",
                format!("`{}` cannot be the id of an option", id.get_ref()),
                "use lower-case letters a-z, digits and hyphens",
            ));
        }
        if let Some(fact) = &raw.about
            && self.bank.fact_place(fact.get_ref()).is_none()
        {
            return Err(unknown(item, fact, "fact", "the bank's facts"));
        }
        let claims = raw.claims.iter().map(|claim| {
            let raw::Claim { cell, is } = claim.get_ref();
            let at = CellRef::parse(cell).filter(|at| self.bank.cell(at).is_some());
            at.map(|cell| Claim {
                cell,
                is: is.clone(),
            })
            .ok_or_else(|| {
                Fault::new(
                    item.inside(claim.span()),
                    "unknown-cell",
                    format!("there is no cell `{cell}`"),
                    "a cell is matrix/row/column, by their ids",
                )
            })
        });
        let id = match &raw.id {
            Some(id) => ChoiceId::new(id.get_ref()),
            // Options are in the order of the file, which an author keeps.
            None => ChoiceId::new((at + 1).to_string()),
        };
        Ok(Choice {
            id,
            text: text(raw.text.get_ref()),
            correct: raw.correct,
            about: raw.about.as_ref().map(|it| FactId::new(it.get_ref())),
            claims: claims.collect::<Result<_, _>>()?,
            why: or_empty(raw.why.as_ref()),
        })
    }
}

/// Texts that differ in case, spaces and a full stop read the same.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        if word.is_ascii() {
            normal.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            normal.push_str(&word.to_lowercase());
        }
    }
    normal.truncate(normal.trim_end_matches('.').len());
    normal
}
