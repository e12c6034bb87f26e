//! Past answers to a question or an item.

use super::App;
use super::words::day;
use crate::learn::{Calendar, components};
use crate::model::{Component, QuestionId};
use crate::quiz::{Confidence, Kind, Outcome};

/// An answer given to a question in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastAnswer {
    /// The time of the answer, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The UTC offset of the local time, in seconds.
    pub offset_s: i32,
    /// The kind of session in which the question was asked.
    pub kind: Kind,
    /// Correct, incorrect, or blank, according to the current key.
    pub outcome: Outcome,
    /// The original outcome if it was different because the key has been corrected since then.
    pub former: Option<Outcome>,
    pub confidence: Option<Confidence>,
    /// `true` if a hint removed an option.
    pub hinted: bool,
    /// The text of the chosen options.
    pub chosen: Vec<String>,
}

impl PastAnswer {
    /// Describes the answer in words, such as `yesterday, in a timed exam, sure: 30 days`.
    pub fn in_words(&self, calendar: Calendar) -> String {
        let mut words = day(calendar.day_of(self.at_ms, self.offset_s), calendar);
        words += &format!(", {}", self.kind.name());
        words += match self.confidence {
            Some(Confidence::Sure) => ", sure",
            Some(Confidence::Unsure) => ", unsure",
            Some(Confidence::Guess) => ", a guess",
            None => "",
        };
        if self.hinted {
            words += ", with a hint";
        }
        match self.outcome {
            Outcome::Right => words += ": correct",
            _ if self.chosen.is_empty() => words += ": left blank",
            _ => words += &format!(": {}", self.chosen.join("; ")),
        }
        words += match self.former {
            Some(Outcome::Right) => " (correct according to the answer key at that time)",
            Some(_) => " (incorrect according to the answer key at that time)",
            None => "",
        };
        words
    }
}

impl App {
    /// Returns all answers to questions that ask about `item`, newest first.
    pub fn answers_to_item(&self, item: &Component) -> anyhow::Result<Vec<PastAnswer>> {
        let questions = self.bank().questions.iter();
        let asking = questions.filter(|it| components(it).contains(item));
        let mut ids: Vec<_> = asking.map(|it| it.id.clone()).collect();
        match item {
            Component::Fact(_) => {}
            Component::Cell(at) => ids.push(at.question()),
            Component::Term(id) => ids.extend([id.asks_name(), id.asks_definition(), id.card()]),
        }
        let mut answers = Vec::new();
        for id in ids {
            answers.extend(self.answers_to(&id)?);
        }
        answers.sort_by_key(|answer| std::cmp::Reverse(answer.at_ms));
        Ok(answers)
    }

    /// Returns all answers to `question`, newest first.
    pub fn answers_to(&self, question: &QuestionId) -> anyhow::Result<Vec<PastAnswer>> {
        let mut answers = Vec::new();
        for id in self.store.asked_in(&self.bank().id, question)? {
            let sat = self.sat(id)?;
            let session = &sat.session;
            for (place, slot) in session.slots().iter().enumerate() {
                let outcome = session.outcome(place);
                if slot.question.id != *question || outcome == Outcome::Open {
                    continue;
                }
                let when = slot.touched_ms.or(session.ended_ms());
                let chosen = slot.shown().filter(|it| slot.chosen.contains(&it.id));
                answers.push(PastAnswer {
                    at_ms: when.unwrap_or(sat.header.began.utc_ms),
                    offset_s: sat.header.began.offset_s,
                    kind: sat.header.kind,
                    outcome,
                    former: slot.former_outcome,
                    confidence: slot.confidence,
                    hinted: slot.hinted.is_some(),
                    chosen: chosen.map(|it| it.text.clone()).collect(),
                });
            }
        }
        answers.sort_by_key(|answer| std::cmp::Reverse(answer.at_ms));
        Ok(answers)
    }
}
