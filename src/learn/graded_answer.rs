//! Verdicts: the conclusions drawn from answers.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Attempt, chance, components};
use crate::model::{Bank, CellRef, ChoiceId, Component, Question, QuestionId, TopicId};
use crate::quiz::{Confidence, Kind, Misconception, Outcome, is_correct};

/// The outcome of a question in a session.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a separate fact about the answer"
)]
#[derive(Clone, Debug, PartialEq)]
pub struct GradedAnswer {
    /// The question for which the verdict counts: the question that was answered or its
    /// replacement.
    pub question: QuestionId,
    pub topic: TopicId,
    /// `true` if the question was asked in a drill or was generated from a cell or a term. The
    /// answer then does not count as an answer to a question in the bank.
    pub drilled: bool,
    /// `true` if the verdict is the grade of a flash card.
    pub card: bool,
    /// The cells that the answer, in a drill or elsewhere, shows to be known (`true`) or not known
    /// (`false`).
    pub cells: Vec<(CellRef, bool)>,
    /// The items that the question asks about, or the question itself if it does not name any
    /// items.
    pub asks: Vec<Component>,
    /// The facts that the selected incorrect options contradict.
    pub contradicted: Vec<Component>,
    /// The wrong beliefs in the answer, each with the option that states it.
    pub mix_ups: Vec<(Misconception, ChoiceId)>,
    /// The probability that a blind guess is correct, 0 to 1.
    pub chance: f64,
    /// The time, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The local date, in days since 1970.
    pub day: i32,
    /// The time spent on the question before it was answered.
    pub took: Duration,
    pub right: bool,
    /// `true` if no option was selected. A blank answer counts as incorrect but does not affect
    /// memory.
    pub blank: bool,
    pub confidence: Option<Confidence>,
    /// `true` if a hint removed an option, in which case the answer counts as not known.
    pub hinted: bool,
    /// `true` if the fact was shown just before the question, in which case a correct answer is not
    /// yet evidence.
    pub shown_first: bool,
}

impl GradedAnswer {
    /// Returns whether the answer is correct and was given without a hint.
    pub fn is_known(&self) -> bool {
        self.right && !self.hinted
    }

    /// Returns whether the answer shows that the fact was known: it is correct, was given without a
    /// hint, and is not marked as a guess.
    pub fn is_recalled(&self) -> bool {
        self.is_known() && self.confidence != Some(Confidence::Guess)
    }
}

/// Returns a verdict for each answer in `attempt` that received feedback. If the session gives
/// feedback at its end and has ended, returns verdicts for all of its questions.
///
/// Answers are graded with the session's key, which [`crate::quiz::Session::regrade`] keeps
/// current. The items that a question asks about come from `bank`, provided that the bank still has
/// the options that were shown. Former facts and questions count for their replacements.
pub fn verdicts(bank: &Bank, attempt: Attempt<'_>) -> Vec<GradedAnswer> {
    let Attempt {
        kind,
        session,
        began_ms,
        offset_s,
        calendar,
    } = attempt;
    let mut found = Vec::new();
    for (place, slot) in session.slots().iter().enumerate() {
        let outcome = session.outcome(place);
        if outcome == Outcome::Open {
            continue;
        }
        let today = bank
            .question(&slot.question.id)
            .filter(|today| today.same_options(&slot.question))
            .unwrap_or(&slot.question);
        let right = is_correct(today, &slot.chosen);
        let at_ms = slot.touched_ms.or(session.ended_ms()).unwrap_or(began_ms);
        let wrong = today
            .choices
            .iter()
            .filter(|choice| !choice.correct && slot.chosen.contains(&choice.id));
        let current = bank.question_for(&slot.question.id);
        let topic = match current {
            Some(current) if bank.topic(&today.topic).is_none() => &current.topic,
            _ => &today.topic,
        };
        found.push(GradedAnswer {
            question: current.map_or(&slot.question.id, |it| &it.id).clone(),
            topic: topic.clone(),
            drilled: kind == Kind::Drill || slot.question.generated_from().is_some(),
            card: slot.question.is_card(),
            cells: cells(bank, today, &slot.chosen, right && slot.hinted.is_none()),
            asks: components(today)
                .into_iter()
                .map(|it| current_component(bank, it))
                .collect(),
            contradicted: wrong
                .filter_map(|choice| choice.fact.clone())
                .map(|fact| current_component(bank, Component::Fact(fact)))
                .collect(),
            mix_ups: slot.mix_ups(),
            chance: chance(today),
            at_ms,
            day: calendar.day_of(at_ms, offset_s),
            took: slot.spent,
            right,
            blank: outcome == Outcome::Blank,
            // After a hint, the confidence is ignored.
            confidence: slot.confidence.filter(|_| slot.hinted.is_none()),
            hinted: slot.hinted.is_some(),
            shown_first: session.policy.shown_first.contains(&place),
        });
    }
    found
}

/// Returns the item that memory of `component` counts toward: the fact or term that replaces it, or
/// `component` itself. A question that does not name a fact is itself treated as a fact.
fn current_component(bank: &Bank, component: Component) -> Component {
    let id = match &component {
        Component::Fact(id) => id,
        Component::Term(id) => {
            let term = bank
                .term_for(id)
                .map(|term| Component::Term(term.id.clone()));
            return term.unwrap_or(component);
        }
        Component::Cell(_) => return component,
    };
    if let Some(fact) = bank.fact_for(id) {
        return Component::Fact(fact.id.clone());
    }
    let question = bank.question_for(&id.as_str().into());
    let own = question.map(|question| Component::Fact(question.id.as_str().into()));
    own.unwrap_or(component)
}

/// Returns the cells for which the answer is evidence. A correct answer shows knowledge of all
/// claims in the selected options; an incorrect answer is evidence only for the cells about which
/// the selected options make false claims.
fn cells(
    bank: &Bank,
    question: &Question,
    chosen: &BTreeSet<ChoiceId>,
    right: bool,
) -> Vec<(CellRef, bool)> {
    let options = question.choices.iter().filter(|it| chosen.contains(&it.id));
    let claims = options.flat_map(|option| &option.claims);
    let is_false = |cell: &CellRef, is: &str| bank.cell(cell).is_some_and(|it| it.value != is);
    claims
        .filter(|claim| right || is_false(&claim.cell, &claim.value))
        .map(|claim| (claim.cell.clone(), right))
        .collect()
}
