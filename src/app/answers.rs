//! What became of one question, each time that it was asked.

use super::App;
use crate::model::QuestionId;
use crate::quiz::{Confidence, Kind, Outcome};

/// One time that a question was asked, and what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// UTC, milliseconds since 1970.
    pub at_ms: i64,
    /// What local time was ahead of UTC, in seconds.
    pub offset_s: i32,
    /// In what kind of session.
    pub kind: Kind,
    /// Right, wrong, or blank, by the present key.
    pub outcome: Outcome,
    /// What it counted as then, if the key was corrected since and that differs.
    pub former: Option<Outcome>,
    pub confidence: Option<Confidence>,
    /// The options chosen, in words.
    pub chosen: Vec<String>,
}

impl App {
    /// The answers to `question`, newest first.
    pub fn answers_to(&self, question: &QuestionId) -> anyhow::Result<Vec<Answer>> {
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
                answers.push(Answer {
                    at_ms: when.unwrap_or(sat.header.began.utc_ms),
                    offset_s: sat.header.began.offset_s,
                    kind: sat.header.kind,
                    outcome,
                    former: slot.former_outcome,
                    confidence: slot.confidence,
                    chosen: chosen.map(|it| it.text.clone()).collect(),
                });
            }
        }
        answers.sort_by_key(|answer| std::cmp::Reverse(answer.at_ms));
        Ok(answers)
    }
}
