//! Resolves questions and their options and checks that the questions can be asked and graded.

use std::borrow::Cow;
use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;

use super::{replaced, unknown};
use crate::bank::located::Located;
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::{
    Bank, CellRef, Choice, ChoiceId, Claim, Component, FactId, Framing, Question, QuestionId,
    TopicId, is_valid_id,
};
use crate::text::clean;

/// The maximum number of options in a question. Options are numbered 1 to 9 on the screen.
const MOST_OPTIONS: usize = 9;

/// A validator that checks whether questions can be asked in their bank.
pub struct QuestionValidator<'a> {
    bank: &'a Bank,
    topics: HashSet<&'a str>,
}

impl<'a> QuestionValidator<'a> {
    pub fn new(bank: &'a Bank) -> Self {
        let topics = bank.topics.iter().map(|topic| topic.id.as_str());
        Self {
            bank,
            topics: topics.collect(),
        }
    }

    /// Resolves a question. Its texts are moved rather than copied.
    pub fn question(&self, item: Item<raw::Question>) -> Result<Question, Fault> {
        let (item, raw) = item.split();
        let id = raw.id.into_inner();
        if raw.stem.trim().is_empty() {
            return Err(Fault::new(
                item.inside(raw.stem.span()),
                "blank-text",
                format!("question `{id}` has no stem"),
                "write the question in `stem`",
            ));
        }
        let difficulty = raw.difficulty.as_ref().map_or(2, |it| **it);
        if !(1..=3).contains(&difficulty) {
            return Err(Fault::new(
                raw.difficulty
                    .as_ref()
                    .map_or(item.span.clone(), |it| item.inside(it.span())),
                "bad-difficulty",
                format!("question `{id}` has difficulty {difficulty}"),
                "use 1 (easy), 2, or 3 (hard)",
            ));
        }
        let (topic, asks) = self.place(&item, &id, raw.topic, &raw.asks)?;
        let choices = self.choices(&item, &id, raw.option)?;
        Ok(Question {
            id: QuestionId::new(id),
            topic,
            components: asks,
            shape: raw.shape.unwrap_or(Framing::Direct),
            difficulty,
            negated: raw.negated,
            fixed_order: raw.order == Some(raw::OptionOrder::Fixed),
            beyond: raw.beyond,
            replaces: replaced(&item, &raw.replaces)?,
            stem: kept(raw.stem.into_inner()),
            explanation: or_empty(raw.explanation),
            choices,
        })
    }

    /// Returns the topic of the question and the items that it asks about. The default topic is the
    /// topic of the first fact or the only topic in the bank.
    fn place(
        &self,
        item: &Item<()>,
        id: &str,
        topic: Option<Located<String>>,
        asks: &[Located<String>],
    ) -> Result<(TopicId, Vec<Component>), Fault> {
        if let Some(own) = &topic
            && !self.topics.contains(own.as_str())
        {
            let fault = unknown(item, own, "topic", "the bank's topics");
            let topics = self.bank.topics.iter().map(|it| it.id.as_str());
            return Err(fault.near(own, topics));
        }
        let mut topic = topic.map(|own| TopicId::new(own.into_inner()));
        let mut components = Vec::with_capacity(asks.len());
        for asked in asks {
            let component = Component::from(asked.to_string());
            let missing = match &component {
                Component::Fact(fact) => match self.bank.fact(fact) {
                    Some(fact) => {
                        topic = topic.or_else(|| Some(fact.topic.clone()));
                        None
                    }
                    None => Some(("fact", "the bank's facts")),
                },
                Component::Cell(cell) => {
                    let is_there = self.bank.cell(cell).is_some();
                    (!is_there).then_some(("cell", "the cells of the tables"))
                }
                // Questions about terms are generated, so a question in a file cannot ask about a
                // term.
                Component::Term(_) => Some(("fact", "the bank's facts")),
            };
            if let Some((what, among)) = missing {
                let fault = unknown(item, asked, what, among);
                let facts = self.bank.facts.iter().map(|it| it.id.as_str());
                return Err(fault.near(asked, facts));
            }
            components.push(component);
        }
        let only = || match self.bank.topics.as_slice() {
            [only] => Some(only.id.clone()),
            _ => None,
        };
        let topic = topic.or_else(only).ok_or_else(|| {
            Fault::new(
                item.span.clone(),
                "no-topic",
                format!("question `{id}` has no topic"),
                "add a `topic`, or a fact to `asks`",
            )
        })?;
        Ok((topic, components))
    }

    fn choices(
        &self,
        item: &Item<()>,
        id: &str,
        options: Vec<Located<raw::Choice>>,
    ) -> Result<Vec<Choice>, Fault> {
        let count = options.len();
        let whole = || item.span.clone();
        if !(2..=MOST_OPTIONS).contains(&count) {
            let (message, help) = match count {
                0 => (
                    format!("question `{id}` has no options"),
                    "add options, for example: \
                     option = [{ text = \"Paris\", correct = true }, { text = \"Lyon\" }]",
                ),
                1 => (
                    format!("question `{id}` has only one option"),
                    "use 2 to 9 options",
                ),
                _ => (
                    format!("question `{id}` has {count} options"),
                    "use 2 to 9 options",
                ),
            };
            return Err(Fault::new(whole(), "option-count", message, help));
        }
        let right = options.iter().filter(|it| it.correct).count();
        if right == 0 {
            let message = format!("question `{id}` has no correct option");
            let help = "mark one option with `correct = true`";
            return Err(Fault::new(whole(), "no-right-option", message, help)
                .label(format!("none of its {count} options has `correct = true`")));
        }
        if right == count {
            let message = format!("every option of question `{id}` is correct");
            let help = "remove `correct` from the incorrect options";
            return Err(Fault::new(whole(), "all-right", message, help));
        }
        let mut choices: Vec<Choice> = Vec::with_capacity(count);
        for (at, option) in options.into_iter().enumerate() {
            let option = option.into_inner();
            let span = item.inside(option.text.span());
            let made = self.choice(item, id, at, option)?;
            if let Some(twin) = choices.iter().find(|it| it.id == made.id) {
                let message = format!("two options of question `{id}` have the ID `{}`", twin.id);
                let help = "rename one of the two";
                return Err(Fault::new(span, "duplicate-id", message, help));
            }
            if choices.iter().any(|it| are_alike(&it.text, &made.text)) {
                let message = format!("two options of question `{id}` have the same text");
                let help = "reword one of the two";
                return Err(Fault::new(span, "options-alike", message, help));
            }
            choices.push(made);
        }
        Ok(choices)
    }

    fn choice(
        &self,
        item: &Item<()>,
        question: &str,
        at: usize,
        raw: raw::Choice,
    ) -> Result<Choice, Fault> {
        if raw.text.trim().is_empty() {
            return Err(Fault::new(
                item.inside(raw.text.span()),
                "blank-text",
                format!("an option of question `{question}` has no text"),
                "write the option in `text`, or remove it",
            ));
        }
        if let Some(id) = raw.id.as_ref().filter(|id| !is_valid_id(id)) {
            return Err(Fault::new(
                item.inside(id.span()),
                "bad-id",
                format!("`{}` is not a valid option ID", **id),
                "use lowercase letters a-z, digits, and hyphens",
            ));
        }
        if let Some(fact) = &raw.about
            && self.bank.fact_index(fact).is_none()
        {
            let fault = unknown(item, fact, "fact", "the bank's facts");
            let facts = self.bank.facts.iter().map(|it| it.id.as_str());
            return Err(fault.near(fact, facts));
        }
        let claims = raw.claims.into_iter().map(|claim| {
            let span = claim.span();
            let raw::Claim { cell, is } = claim.into_inner();
            let at = CellRef::parse(&cell).filter(|at| self.bank.cell(at).is_some());
            at.map(|cell| Claim { cell, value: is }).ok_or_else(|| {
                Fault::new(
                    item.inside(span),
                    "unknown-cell",
                    format!("unknown cell `{cell}`"),
                    "write a cell as matrix/row/column, with their IDs",
                )
            })
        });
        let claims = claims.collect::<Result<_, _>>()?;
        let id = match raw.id {
            Some(id) => ChoiceId::new(id.into_inner()),
            // Fall back to the option's position in the file, which authors must not change.
            None => ChoiceId::new((at + 1).to_string()),
        };
        Ok(Choice {
            id,
            text: kept(raw.text.into_inner()),
            correct: raw.correct,
            fact: raw.about.map(|it| FactId::new(it.into_inner())),
            claims,
            reason: or_empty(raw.why),
        })
    }
}

/// Returns the sanitized text. If the text does not change, which is almost always the case, its
/// memory is reused.
fn kept(raw: String) -> String {
    let trimmed = raw.trim();
    match clean(trimmed) {
        Cow::Borrowed(same) if same.len() == raw.len() => raw,
        cleaned => cleaned.into_owned(),
    }
}

fn or_empty(raw: Option<Located<String>>) -> String {
    raw.map_or(String::new(), |it| kept(it.into_inner()))
}

/// Returns whether two options look the same because they differ only in spaces, a final period, or
/// the Unicode form of a character (NFKC). In code and in multiline texts, every character counts.
pub fn are_alike(one: &str, other: &str) -> bool {
    if !one.is_ascii() || !other.is_ascii() {
        let [one, other] = [one, other].map(|text| text.nfkc().collect::<String>());
        return are_alike_as_written(&one, &other);
    }
    are_alike_as_written(one, other)
}

fn are_alike_as_written(one: &str, other: &str) -> bool {
    if one.contains(['`', '\n']) || other.contains(['`', '\n']) {
        return one.trim() == other.trim();
    }
    words(one).eq(words(other))
}

/// Returns the words in `text`, excluding the final period.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end().trim_end_matches('.').split_whitespace()
}
