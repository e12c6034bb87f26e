//! What an answer proved.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{chance, components, local_day};
use crate::model::{Bank, CellRef, ChoiceId, Component, Question, QuestionId, TopicId};
use crate::quiz::{Confidence, Ending, Feedback, Myth, Outcome, Session, is_right};

/// One question's outcome in one sitting.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the answer"
)]
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub question: QuestionId,
    pub topic: TopicId,
    /// Whether the question is a cell of a matrix, made for a drill, and none of the bank's.
    pub drilled: bool,
    /// The cells that the answer got right or wrong, whether in a drill or in a question.
    pub cells: Vec<(CellRef, bool)>,
    /// What the question asks for. Of one that names nothing it is the question itself.
    pub asks: Vec<Component>,
    /// The facts that the wrong options chosen contradict.
    pub contradicted: Vec<Component>,
    /// The wrong beliefs in what was chosen.
    pub myths: Vec<Myth>,
    /// How likely a blind guess is right, 0 to 1.
    pub chance: f64,
    /// UTC, milliseconds since 1970.
    pub at_ms: i64,
    /// The local day, counted from 1970.
    pub day: i32,
    /// Time spent on the question before it was answered.
    pub took: Duration,
    pub right: bool,
    /// Nothing was marked: it counts as wrong, and says nothing of memory.
    pub blank: bool,
    pub confidence: Option<Confidence>,
    /// What it asks for was told right before: that it was right proves nothing yet.
    pub told: bool,
}

impl Verdict {
    /// Whether it shows that the answer was known: right, and no guess.
    pub fn is_recalled(&self) -> bool {
        self.right && self.confidence != Some(Confidence::Guess)
    }
}

/// What `session` proved: each answer that got
/// feedback, or all questions of one that gives feedback at its end and has ended.
///
/// An answer is graded with today's key of `bank` while the question has the
/// options that were shown; otherwise with the key that it was sat with.
pub fn verdicts(bank: &Bank, session: &Session, began_ms: i64, offset_s: i32) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (place, slot) in session.slots().iter().enumerate() {
        let outcome = session.outcome(place);
        // Questions that were never reached in an abandoned session prove nothing.
        let unseen = session.policy.feedback == Feedback::End
            && session.ending() == Some(Ending::Abandoned)
            && outcome == Outcome::Blank;
        if outcome == Outcome::Open || unseen {
            continue;
        }
        let today = bank
            .question(&slot.question.id)
            .filter(|today| today.same_options(&slot.question))
            .unwrap_or(&slot.question);
        let right = is_right(today, &slot.chosen);
        let at_ms = slot.touched_ms.or(session.ended_ms()).unwrap_or(began_ms);
        let wrong = today
            .choices
            .iter()
            .filter(|choice| !choice.correct && slot.chosen.contains(&choice.id));
        found.push(Verdict {
            question: slot.question.id.clone(),
            topic: today.topic.clone(),
            drilled: matches!(today.asks.as_slice(), [Component::Cell(_)])
                && bank.question(&today.id).is_none(),
            cells: cells(bank, today, &slot.chosen, right),
            asks: components(today),
            contradicted: wrong
                .filter_map(|choice| choice.about.clone())
                .map(Component::Fact)
                .collect(),
            myths: slot.myths(),
            chance: chance(today),
            at_ms,
            day: local_day(at_ms, offset_s),
            took: slot.spent,
            right,
            blank: outcome == Outcome::Blank,
            confidence: slot.confidence,
            told: session.policy.tells.contains(&place),
        });
    }
    found
}

/// What an answer says of cells: a right one knows all that its options state,
/// a wrong one believes what is false in the options chosen.
fn cells(
    bank: &Bank,
    question: &Question,
    chosen: &BTreeSet<ChoiceId>,
    right: bool,
) -> Vec<(CellRef, bool)> {
    let options = question.choices.iter().filter(|it| chosen.contains(&it.id));
    let claims = options.flat_map(|option| &option.claims);
    let is_false = |cell: &CellRef, is: &str| bank.cell(cell).is_some_and(|it| it.is != is);
    claims
        .filter(|claim| right || is_false(&claim.cell, &claim.is))
        .map(|claim| (claim.cell.clone(), right))
        .collect()
}
