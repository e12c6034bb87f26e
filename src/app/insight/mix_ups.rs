//! Mix-ups: the incorrect choices, the correct answers, and the number of times that each mix-up
//! occurred.

use std::collections::{HashMap, HashSet};

use crate::learn::{LearnerRecord, Mastery, MixUp};
use crate::model::{Bank, Component, QuestionId};
use crate::quiz::Misconception;

/// A mix-up that has occurred at least once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixUpEntry {
    /// The subject: the fact that the chosen option states or contradicts, or the row and column of
    /// a cell.
    pub about: String,
    /// The value or option that was chosen last; `None` if it is no longer in the bank.
    pub chosen: Option<String>,
    /// The correct value or option.
    pub truth: String,
    pub times: usize,
    /// Today's mastery of the fact or cell.
    pub mastery: Mastery,
    /// The question in which the mix-up last occurred.
    pub question: QuestionId,
    /// The fact or cell to practice.
    pub component: Component,
}

/// Returns all mix-ups, most frequent first. Mix-ups about items that are now known come last.
pub fn of(bank: &Bank, record: &LearnerRecord, today: i32) -> Vec<MixUpEntry> {
    let mix_ups = record.mix_ups.iter();
    let mut all: Vec<_> = mix_ups
        .filter_map(|(myth, mix_up)| {
            let component = match myth {
                Misconception::Cell(claim) => Component::Cell(claim.cell.clone()),
                Misconception::Against(fact) => Component::Fact(bank.fact_for(fact)?.id.clone()),
            };
            let mastery = record.mastery(&component, today);
            described(bank, myth, mix_up, component, mastery)
        })
        .collect();
    tell_apart(bank, &mut all);
    let is_settled = |it: &MixUpEntry| it.mastery >= Mastery::Known;
    all.sort_by(|a, b| {
        let settled = is_settled(a).cmp(&is_settled(b));
        let times = b.times.cmp(&a.times);
        settled.then(times).then_with(|| a.about.cmp(&b.about))
    });
    all
}

/// Adds the topic to names that several items share.
fn tell_apart(bank: &Bank, all: &mut [MixUpEntry]) {
    let mut items: HashMap<String, HashSet<Component>> = HashMap::new();
    for it in all.iter() {
        let same = items.entry(it.about.clone()).or_default();
        same.insert(it.component.clone());
    }
    for it in all.iter_mut().filter(|it| items[&it.about].len() > 1) {
        let fact = match &it.component {
            Component::Fact(id) => bank.fact(id),
            _ => None,
        };
        if let Some(topic) = fact.and_then(|fact| bank.topic(&fact.topic)) {
            it.about = format!("{} ({})", it.about, topic.title);
        }
    }
}

/// Describes a mix-up. Returns `None` if its subject is no longer in the bank.
fn described(
    bank: &Bank,
    myth: &Misconception,
    mix_up: &MixUp,
    component: Component,
    mastery: Mastery,
) -> Option<MixUpEntry> {
    let (about, chosen, truth) = match myth {
        Misconception::Cell(claim) => {
            let at = &claim.cell;
            let (row, column) = bank.matrix(&at.matrix)?.place(at)?;
            let is = &bank.cell(at)?.value;
            (
                format!("{}: {}", column.title, row.title),
                Some(bank.value_title(at, &claim.value).to_owned()),
                bank.value_title(at, is).to_owned(),
            )
        }
        Misconception::Against(fact) => {
            let fact = bank.fact_for(fact)?;
            let question = bank.question(&mix_up.question);
            let option = question.and_then(|it| it.choice(&mix_up.option));
            let correct = question.map(|question| {
                let correct = question.choices.iter().filter(|it| it.correct);
                let correct: Vec<_> = correct.map(|it| it.text.trim_end_matches('.')).collect();
                correct.join(". ")
            });
            (
                fact.title.clone(),
                option.map(|it| it.text.clone()),
                // If the question is no longer in the bank, use the fact's statement as the correct
                // answer.
                correct
                    .filter(|_| option.is_some())
                    .unwrap_or_else(|| fact.statement.clone()),
            )
        }
    };
    Some(MixUpEntry {
        about,
        chosen,
        truth,
        times: mix_up.times,
        mastery,
        question: mix_up.question.clone(),
        component,
    })
}
