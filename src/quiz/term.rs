//! Generates flash cards, and questions in both directions, from terms.

use std::collections::HashMap;

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom as _;

use crate::model::{
    Bank, Choice, ChoiceId, Component, Framing, Question, QuestionId, Term, TermId,
};

/// The maximum number of options in a question.
const OPTIONS: usize = 4;

/// The IDs of the two options on a flash card: not recalled and recalled.
pub const AGAIN: &str = "again";
pub const RECALLED: &str = "good";

/// The side of a term that a question asks for. The other side is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Name,
    Definition,
}

/// The terms of a bank with an index for finding distractors.
pub(super) struct Glossary<'a> {
    bank: &'a Bank,
    of_group: HashMap<&'a str, Vec<&'a Term>>,
    /// For each term, the terms that list it in `confused_with`.
    confused_by: HashMap<&'a TermId, Vec<&'a Term>>,
}

impl<'a> Glossary<'a> {
    pub(super) fn of(bank: &'a Bank) -> Self {
        let mut of_group: HashMap<_, Vec<_>> = HashMap::new();
        let mut confused_by: HashMap<_, Vec<_>> = HashMap::new();
        for term in &bank.terms {
            of_group.entry(term.group.as_str()).or_default().push(term);
            for id in &term.confused_with {
                confused_by.entry(id).or_default().push(term);
            }
        }
        Self {
            bank,
            of_group,
            confused_by,
        }
    }

    /// Returns the question that asks for the given `side` of `term`. Returns `None` if there are
    /// no distractors.
    pub(super) fn question(
        &self,
        term: &Term,
        side: Side,
        rng: &mut Xoshiro256PlusPlus,
    ) -> Option<Question> {
        let others = self.offered_against(term, rng);
        if others.is_empty() {
            return None;
        }
        let (id, stem) = match side {
            Side::Name => (
                term.id.asks_name(),
                format!("{}\nWhich term is this?", term.definition),
            ),
            Side::Definition => (
                term.id.asks_definition(),
                format!("{}\nWhich definition is correct?", term.name),
            ),
        };
        let options = std::iter::once(term).chain(others);
        let choices = options.map(|it| Choice {
            id: ChoiceId::new(it.id.as_str()),
            text: match side {
                Side::Name => it.name.clone(),
                Side::Definition => it.definition.clone(),
            },
            correct: it.id == term.id,
            fact: None,
            claims: Vec::new(),
            reason: match side {
                _ if it.id == term.id => remarks(term),
                Side::Name => format!("{}.", it.definition),
                Side::Definition => format!("This is {}.", it.name),
            },
        });
        Some(Question {
            choices: choices.collect(),
            ..asking(term, id, stem)
        })
    }

    /// Returns the distractors for `term`: first terms that are often confused with it, and then
    /// other terms in its group. Excludes terms that would also be correct.
    fn offered_against(&self, term: &Term, rng: &mut Xoshiro256PlusPlus) -> Vec<&'a Term> {
        let named = term
            .confused_with
            .iter()
            .filter_map(|id| self.bank.term(id));
        let naming = self
            .confused_by
            .get(&term.id)
            .into_iter()
            .flatten()
            .copied();
        let group = self.of_group.get(term.group.as_str()).into_iter().flatten();
        let mut offered: Vec<&Term> = Vec::with_capacity(OPTIONS - 1);
        for candidates in [
            named.collect::<Vec<_>>(),
            naming.collect(),
            group.copied().collect(),
        ] {
            let mut candidates = candidates;
            candidates.shuffle(rng);
            for other in candidates {
                let fits = |it: &&Term| it.id == other.id || it.overlaps(other);
                if offered.len() < OPTIONS - 1
                    && !fits(&term)
                    && !offered.iter().any(|it| it.id == other.id)
                {
                    offered.push(other);
                }
            }
        }
        offered
    }
}

/// Returns the flash card for `term`, with the name on the front and the definition on the back.
pub(super) fn card(term: &Term) -> Question {
    let grade = |id: &str, text: &str, correct| Choice {
        id: id.into(),
        text: text.to_owned(),
        correct,
        fact: None,
        claims: Vec::new(),
        reason: String::new(),
    };
    let back = [term.definition.as_str(), &remarks(term)];
    Question {
        choices: vec![
            grade(AGAIN, "Not recalled", false),
            grade(RECALLED, "Recalled", true),
        ],
        fixed_order: true,
        explanation: back.join("\n").trim().to_owned(),
        ..asking(term, term.id.card(), term.name.clone())
    }
}

/// Returns a question about `term` without options.
fn asking(term: &Term, id: QuestionId, stem: String) -> Question {
    Question {
        id,
        topic: term.topic.clone(),
        components: vec![Component::Term(term.id.clone())],
        shape: Framing::Direct,
        difficulty: 1,
        negated: false,
        fixed_order: false,
        beyond: term.beyond,
        replaces: Vec::new(),
        stem,
        explanation: String::new(),
        choices: Vec::new(),
    }
}

/// Returns additional information about `term`: its other names, the reason why it is closed, and
/// its note.
fn remarks(term: &Term) -> String {
    let also = (!term.aliases.is_empty()).then(|| format!("Also: {}.", term.aliases.join(", ")));
    let closed = term
        .closed
        .as_deref()
        .map(|it| format!("{}.", it.trim_end_matches('.')));
    let remarks = [also, closed, term.note.clone()];
    let remarks: Vec<_> = remarks.into_iter().flatten().collect();
    remarks.join(" ")
}
