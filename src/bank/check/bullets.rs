//! Checks that the questions cover the bullets that the exam guide lists under each task.

use std::collections::HashMap;

use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding, Subject};
use crate::counts::counted;

/// The minimum number of questions per bullet. With fewer questions, learners can memorize a single
/// stem instead of the point that it covers.
const FEWEST_QUESTIONS: usize = 2;

pub const SELDOM_ASKED: Rule = Rule::error(
    "bullet-seldom-asked",
    "a bullet of the exam guide is tested by too few questions",
    seldom_asked,
)
.limit("fewer than 2 questions in scope");

fn seldom_asked(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let bank = checked.bank;
    let mut asked: HashMap<(&str, &str), usize> = HashMap::new();
    for question in bank.questions.iter().filter(|it| bank.is_in_scope(it)) {
        let covered = bank.facts_of(question).flat_map(|fact| {
            let topic = bank.topic(&fact.topic);
            let task = topic.and_then(|topic| topic.task.as_deref());
            let bullets = fact.bullets.iter();
            task.into_iter()
                .flat_map(move |task| bullets.clone().map(move |bullet| (task, bullet.as_str())))
        });
        let mut covered: Vec<_> = covered.collect();
        covered.sort_unstable();
        covered.dedup();
        for bullet in covered {
            *asked.entry(bullet).or_default() += 1;
        }
    }
    let bullets = bank.tasks.iter().flat_map(|task| {
        let bullets = task.bullets.iter();
        bullets.map(move |bullet| (task.id.as_str(), bullet.id.as_str()))
    });
    let note = |(task, bullet): (&str, &str)| {
        let count = asked.get(&(task, bullet)).copied().unwrap_or_default();
        (count < FEWEST_QUESTIONS).then(|| {
            let questions = counted(count, "question");
            let message = format!("bullet `{bullet}` of task {task} is tested by {questions}");
            let help =
                "add the bullet to the `bullets` of a fact, and write questions on that fact";
            RuleFinding::new(Subject::Bank, checked.places.card, message, help)
        })
    };
    bullets.filter_map(note).collect()
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    const BANK: &str = r#"
        [[task]]
        id = "2.1"
        title = "Responsibility"
        bullets = [{ id = "model", title = "The model" }]
        [[topic]]
        id = "t"
        title = "Topic"
        task = "2.1"
        [[fact]]
        id = "f"
        topic = "t"
        says = "AWS patches it."
        bullets = ["model"]
    "#;

    fn questions(count: usize, extra: &str) -> String {
        let question = |number: usize| {
            format!(
                "[[question]]\nid = \"q{number}\"\nasks = [\"f\"]\nstem = \"Who?\"\n{extra}\n\
                 option = [{{ text = \"AWS\", correct = true }}, {{ text = \"You\" }}]\n"
            )
        };
        BANK.to_owned() + &(0..count).map(question).collect::<String>()
    }

    #[test]
    fn two_questions_cover_a_bullet() {
        assert_eq!(
            found("bullet-seldom-asked", &questions(1, "")),
            ["bullet `model` of task 2.1 is tested by 1 question"]
        );
        assert_eq!(found("bullet-seldom-asked", &questions(2, "")).len(), 0);
    }

    #[test]
    fn questions_beyond_the_exam_cover_nothing() {
        let beyond = questions(2, "beyond = true");
        assert_eq!(
            found("bullet-seldom-asked", &beyond),
            ["bullet `model` of task 2.1 is tested by 0 questions"]
        );
    }
}
