//! Rules on absolute words. If only incorrect options contain words such as `always` and `never`,
//! learners soon notice this and reject those options.

use super::chance::is_higher_share;
use super::checked::{CheckedBank, CheckedQuestion};
use super::rule::{Rule, RuleFinding};
use super::words::{is_in, listed, prose, split};

pub const IN_WRONG_OPTIONS: Rule = Rule::warning(
    "absolutes-in-wrong-options",
    "across the bank, incorrect options contain absolute words more often than correct ones",
    in_wrong_options,
)
.limit("a gap that a sound bank exceeds once in 1,000 checks; at least 30 options of each kind");

pub const GIVE_AWAY: Rule = Rule::warning(
    "absolutes-give-away",
    "every incorrect option contains an absolute word, and no correct option does",
    give_away,
);

const ABSOLUTES: &[&str] = &["all", "always", "every", "never", "only", "solely"];

/// The numbers of correct and incorrect options with an absolute word.
#[derive(Clone, Copy, Debug, Default)]
struct Absolutes {
    right: usize,
    wrong: usize,
}

fn in_wrong_options(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let absolutes = absolutes_of(checked);
    let questions = checked.questions();
    let questions: Vec<_> = questions
        .map(|asked| (asked.question, absolutes(asked)))
        .collect();
    let right = questions.iter().map(|(_, having)| having.right).sum();
    let wrong = questions.iter().map(|(_, having)| having.wrong).sum();
    let rights = questions.iter().map(|(it, _)| it.correct_count()).sum();
    let options = questions.iter().map(|(it, _)| it.choices.len());
    let wrongs = options.sum::<usize>() - rights;
    if !is_higher_share(wrong, wrongs, right, rights) {
        return Vec::new();
    }
    let mut telling: Vec<_> = questions
        .iter()
        .filter(|(_, having)| having.right == 0 && having.wrong > 0)
        .collect();
    telling.sort_by_key(|(_, having)| std::cmp::Reverse(having.wrong));
    let worst: Vec<_> = telling.iter().map(|(it, _)| &it.id).collect();
    let message = format!(
        "{wrong} of {wrongs} incorrect options contain an absolute word, and {right} of {rights} correct ones"
    );
    let help = format!(
        "reword incorrect options, or use absolute words in correct ones where they are true; worst: {}",
        listed(&worst)
    );
    vec![checked.note(message, help)]
}

fn give_away(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let absolutes = absolutes_of(checked);
    let find = |asked: CheckedQuestion<'_>| {
        let wrongs = asked.question.choices.len() - asked.question.correct_count();
        // A single incorrect option does not form a pattern.
        if wrongs < 2 {
            return None;
        }
        let having = absolutes(asked);
        (having.right == 0 && having.wrong == wrongs).then(|| {
            let message = format!(
                "question `{}`: every incorrect option contains an absolute word, and no correct option does",
                asked.question.id
            );
            let help = format!("reword some of them to avoid {}", ABSOLUTES.join(", "));
            asked.note(message, help)
        })
    };
    checked.questions().filter_map(find).collect()
}

/// Returns a function that counts the correct and incorrect options with an absolute word.
fn absolutes_of(checked: &CheckedBank<'_>) -> impl Fn(CheckedQuestion<'_>) -> Absolutes + use<> {
    let absolutes = checked.vocabulary.mark_listed(ABSOLUTES);
    move |asked| {
        let mut having = Absolutes::default();
        for option in asked.options() {
            let is_absolute = option.words.iter().any(|word| absolutes.contains(*word))
                && split(&prose(&option.choice.text)).any(|word| is_in(ABSOLUTES, word));
            if is_absolute {
                if option.choice.correct {
                    having.right += 1;
                } else {
                    having.wrong += 1;
                }
            }
        }
        having
    }
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    fn bank(count: usize, right: &str, wrong: [&str; 2]) -> String {
        let questions = (0..count).map(|number| {
            let [one, other] = wrong;
            format!(
                r#"
                [[question]]
                id = "q{number}"
                stem = "{number}?"
                option = [
                  {{ text = "{right}", correct = true }},
                  {{ text = "{one}" }},
                  {{ text = "{other}" }},
                ]
                "#
            )
        });
        questions.collect()
    }

    #[test]
    fn a_habit_shows_over_the_bank() {
        let habit = bank(40, "AWS does", ["You always do", "Both do"]);
        assert_eq!(
            found("absolutes-in-wrong-options", &habit),
            ["40 of 80 incorrect options contain an absolute word, and 0 of 40 correct ones"]
        );
        let even = bank(40, "AWS always does", ["You always do", "All do"]);
        assert_eq!(found("absolutes-in-wrong-options", &even).len(), 0);
    }

    #[test]
    fn one_question_gives_its_key_away() {
        let telling = bank(1, "AWS does", ["You always do", "Only both do"]);
        assert_eq!(found("absolutes-give-away", &telling).len(), 1);
        for quiet in [
            bank(1, "AWS does", ["You always do", "Both do"]),
            bank(1, "Only AWS does", ["You always do", "All do"]),
        ] {
            assert_eq!(found("absolutes-give-away", &quiet).len(), 0);
        }
    }
}
