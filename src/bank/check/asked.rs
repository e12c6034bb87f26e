//! Checks that every fact has enough questions and that they have more than one shape, and that no
//! question asks about contested content.

use std::collections::BTreeSet;

use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding, Subject};
use crate::counts::counted;
use crate::model::{Component, FactId, Framing};

/// The minimum number of questions per fact. A learner who remembers only one or two stems must not
/// appear to be ready for the exam.
pub const FEWEST_QUESTIONS: usize = 3;

pub const SELDOM_ASKED: Rule = Rule::warning(
    "fact-seldom-asked",
    "a fact is tested by too few questions",
    seldom_asked,
)
.limit("fewer than 3 questions");

pub const ONE_SHAPE: Rule = Rule::warning(
    "fact-asked-one-way",
    "all questions on a fact have the same shape",
    one_shape,
);

pub const CONTESTED_ASKED: Rule = Rule::error(
    "contested-asked",
    "a question asks about a fact or cell that the official pages leave open",
    contested_asked,
);

fn seldom_asked(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    note_facts(checked, |fact, asking| {
        let count = asking.count;
        (count < FEWEST_QUESTIONS).then(|| {
            let times = counted(count, "question");
            (
                format!("fact `{fact}` is tested by {times}"),
                format!(
                    "write at least {FEWEST_QUESTIONS} questions about it, in different shapes"
                ),
            )
        })
    })
}

fn one_shape(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    note_facts(checked, |fact, asking| {
        let count = asking.count;
        let only = asking.shapes.first().filter(|_| asking.shapes.len() == 1)?;
        (count >= FEWEST_QUESTIONS).then(|| {
            (
                format!("all {count} questions on fact `{fact}` are {only}"),
                "ask about it in another shape: direct, scenario, or reverse".to_owned(),
            )
        })
    })
}

/// The number and the shapes of the questions that ask about a fact.
#[derive(Clone, Default)]
struct FactUsage {
    count: usize,
    shapes: BTreeSet<Framing>,
}

/// Creates a finding for every in-scope fact that is not contested and for which `find` returns a
/// message and help.
fn note_facts(
    checked: &CheckedBank<'_>,
    find: impl Fn(&FactId, &FactUsage) -> Option<(String, String)>,
) -> Vec<RuleFinding> {
    let CheckedBank { bank, places, .. } = *checked;
    let mut asking = vec![FactUsage::default(); bank.facts.len()];
    for question in &bank.questions {
        for component in &question.components {
            if let Component::Fact(fact) = component
                && let Some(at) = bank.fact_index(fact.as_str())
            {
                asking[at].count += 1;
                asking[at].shapes.insert(question.shape);
            }
        }
    }
    let facts = bank.facts.iter().zip(&places.facts).zip(asking);
    facts
        .enumerate()
        .filter(|(_, ((fact, _), _))| !fact.contested && !fact.beyond)
        .filter_map(|(at, ((fact, places), asking))| {
            let (message, help) = find(&fact.id, &asking)?;
            Some(RuleFinding::new(
                Subject::Fact(at),
                Some(places.id),
                message,
                help,
            ))
        })
        .collect()
}

fn contested_asked(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let is_contested = |component: &Component| match component {
        Component::Fact(fact) => checked.bank.fact(fact).is_some_and(|it| it.contested),
        Component::Cell(cell) => checked.bank.cell(cell).is_some_and(|it| it.contested),
        Component::Term(_) => false,
    };
    let mut notes = Vec::new();
    for asked in checked.questions() {
        for component in asked
            .question
            .components
            .iter()
            .filter(|it| is_contested(it))
        {
            let message = format!(
                "question `{}` asks about `{component}`, which is contested",
                asked.question.id
            );
            notes.push(asked.note(message, "ask about something that is not contested"));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::{MATRIX, found};

    const FACT: &str = r#"
        [[fact]]
        id = "f"
        topic = "all"
        says = "AWS patches it."
    "#;

    fn asked(bank: &str, fact: &str, shapes: &[&str]) -> String {
        let questions = shapes.iter().enumerate().map(|(at, shape)| {
            format!(
                r#"
                [[question]]
                id = "q{at}"
                asks = ["{fact}"]
                shape = "{shape}"
                stem = "Who?"
                option = [{{ text = "AWS", correct = true }}, {{ text = "You" }}]
                "#
            )
        });
        bank.to_owned() + &questions.collect::<String>()
    }

    #[test]
    fn a_fact_is_asked_thrice() {
        let two = asked(FACT, "f", &["direct", "reverse"]);
        assert_eq!(
            found("fact-seldom-asked", &two),
            ["fact `f` is tested by 2 questions"]
        );
        let three = asked(FACT, "f", &["direct", "reverse", "scenario"]);
        assert_eq!(found("fact-seldom-asked", &three).len(), 0);
        assert_eq!(found("fact-asked-one-way", &three).len(), 0);
    }

    #[test]
    fn and_in_more_than_one_way() {
        let bank = asked(FACT, "f", &["direct"; 3]);
        assert_eq!(
            found("fact-asked-one-way", &bank),
            ["all 3 questions on fact `f` are direct"]
        );
    }

    #[test]
    fn a_contested_fact_is_not_asked() {
        let contested = format!("{FACT} contested = true");
        assert_eq!(found("fact-seldom-asked", &contested).len(), 0);
        assert_eq!(
            found("contested-asked", &asked(&contested, "f", &["direct"])).len(),
            1
        );
        assert_eq!(
            found("contested-asked", &asked(FACT, "f", &["direct"])).len(),
            0
        );
    }

    #[test]
    fn nor_is_a_contested_cell() {
        let bank = asked(MATRIX, "owner/engine/rds", &["direct"]);
        assert_eq!(found("contested-asked", &bank).len(), 1);
        let bank = asked(MATRIX, "owner/os/rds", &["direct"]);
        assert_eq!(found("contested-asked", &bank).len(), 0);
    }
}
