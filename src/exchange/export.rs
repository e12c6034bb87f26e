//! The bank content to export and a report of the parts that a format cannot represent.

use super::cards::Card;
use super::entry::{ParsedOption, ParsedQuestion, ParsedTopic};
use crate::counts::counted;
use crate::model::Bank;

/// A bank in the form that other programs use, with questions grouped under topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportBank {
    pub id: String,
    pub title: String,
    pub license: String,
    pub entries: Vec<ParsedQuestion>,
    /// The terms, as cards with a front and a back.
    pub cards: Vec<Card>,
    /// The parts of the bank that no format can represent, such as "3 facts".
    pub beside: Vec<String>,
}

impl ExportBank {
    pub fn of(bank: &Bank) -> Self {
        let entries = bank.questions.iter().enumerate().map(|(at, question)| {
            let topic = bank.topic(&question.topic).map(|topic| ParsedTopic {
                id: Some(topic.id.to_string()),
                title: topic.title.clone(),
            });
            let options = question.choices.iter().map(|choice| ParsedOption {
                id: Some(choice.id.to_string()),
                text: choice.text.clone(),
                correct: choice.correct,
                why: choice.reason.clone(),
            });
            ParsedQuestion {
                line: at + 1,
                id: Some(question.id.to_string()),
                topic,
                stem: question.stem.clone(),
                explanation: question.explanation.clone(),
                options: options.collect(),
                difficulty: Some(question.difficulty),
                shape: Some(question.shape),
                negated: question.negated,
                fixed_order: question.fixed_order,
                beyond: !bank.is_in_scope(question),
                unordered: false,
            }
        });
        Self {
            id: bank.id.to_string(),
            title: bank.title.clone(),
            license: bank.license.clone(),
            entries: entries.collect(),
            cards: bank.terms.iter().map(|term| Card::of(bank, term)).collect(),
            beside: beside(bank),
        }
    }
}

fn beside(bank: &Bank) -> Vec<String> {
    let parts = [
        (bank.facts.len(), "fact"),
        (bank.matrices.len(), "table"),
        (bank.sources.len(), "source"),
        (bank.documents.len(), "document"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let exam = bank.exam.iter().map(|_| "the description of the exam");
    let exam = exam.map(str::to_owned);
    parts
        .map(|(number, noun)| counted(number, noun))
        .chain(exam)
        .collect()
}

/// An exported bank and a report of the parts that are missing from it.
#[derive(Debug, Default)]
pub struct Exported {
    pub text: String,
    /// The number of terms that the text contains as cards.
    pub cards: usize,
    pub left_out: Vec<SkippedQuestion>,
    pub lost: Vec<DroppedField>,
}

/// A question that the format cannot represent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedQuestion {
    /// The ID of the question.
    pub question: String,
    pub why: String,
}

/// A part of one or more questions that the format cannot represent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedField {
    pub what: &'static str,
    /// The ID of the first question with this part and the number of questions with this part.
    pub first: String,
    pub count: usize,
}

impl Exported {
    pub fn leave_out(&mut self, entry: &ParsedQuestion, why: &str) {
        self.left_out.push(SkippedQuestion {
            question: entry.id.clone().unwrap_or_default(),
            why: why.to_owned(),
        });
    }

    /// Records that the part `what` of `entry` is missing from the text.
    pub fn lost(&mut self, what: &'static str, entry: &ParsedQuestion) {
        match self.lost.iter_mut().find(|it| it.what == what) {
            Some(lost) => lost.count += 1,
            None => self.lost.push(DroppedField {
                what,
                first: entry.id.clone().unwrap_or_default(),
                count: 1,
            }),
        }
    }

    /// Records the parts of `entry` that formats for plain questions cannot represent.
    pub fn lost_rest(&mut self, entry: &ParsedQuestion) {
        self.lost_marks(entry);
        if entry.id.is_some() {
            self.lost("question IDs", entry);
        }
    }

    /// Records the same parts as `lost_rest`, except for the question IDs, for a format that
    /// preserves IDs.
    pub fn lost_marks(&mut self, entry: &ParsedQuestion) {
        if entry.difficulty.is_some_and(|it| it != 2) {
            self.lost("difficulty", entry);
        }
        if entry
            .shape
            .is_some_and(|it| it != crate::model::Framing::Direct)
        {
            self.lost("shape", entry);
        }
        if entry.negated {
            self.lost("`negated`", entry);
        }
        if entry.fixed_order {
            self.lost("the order of options", entry);
        }
        if entry.beyond {
            self.lost("`beyond`", entry);
        }
        if entry.options.iter().any(|it| it.id.is_some()) {
            self.lost("option IDs", entry);
        }
    }
}

/// Returns whether both questions have the same stem, options, and key.
pub fn same_body(one: &ParsedQuestion, other: &ParsedQuestion) -> bool {
    let parts = |entry: &ParsedQuestion| -> Vec<_> {
        let options = entry.options.iter();
        options.map(|it| (it.text.clone(), it.correct)).collect()
    };
    one.stem == other.stem && parts(one) == parts(other)
}

/// Returns whether both questions show the same texts to a learner.
pub fn same_words(one: &ParsedQuestion, other: &ParsedQuestion) -> bool {
    let whys = |entry: &ParsedQuestion| -> Vec<_> {
        let options = entry.options.iter();
        options.map(|it| it.why.clone()).collect()
    };
    same_body(one, other) && one.explanation == other.explanation && whys(one) == whys(other)
}
