//! Absolute words: a reader soon learns that `always` and `never` are wrong,
//! where only wrong options have them.

use super::case::{Asked, Case};
use super::chance::is_higher_share;
use super::rule::{Note, Rule};
use super::words::listed;
use crate::bank::Severity;

pub const IN_WRONG_OPTIONS: Rule = Rule {
    name: "absolutes-in-wrong-options",
    severity: Severity::Warning,
    meaning: "over the bank, wrong options have absolute words more often than right ones",
    threshold: Some("a gap that a sound bank has in one of 1000, from 30 options of each on"),
    find: Some(in_wrong_options),
};

pub const GIVE_AWAY: Rule = Rule {
    name: "absolutes-give-away",
    severity: Severity::Warning,
    meaning: "every wrong option has an absolute word, and no right one",
    threshold: None,
    find: Some(give_away),
};

const ABSOLUTES: &[&str] = &["all", "always", "every", "never", "only", "solely"];

fn in_wrong_options(case: &Case<'_>) -> Vec<Note> {
    let tallies: Vec<_> = tallies(case).collect();
    let sum = |count: fn(&Tally<'_>) -> usize| tallies.iter().map(count).sum::<usize>();
    let (right, rights) = (sum(|it| it.right), sum(|it| it.rights));
    let (wrong, wrongs) = (sum(|it| it.wrong), sum(|it| it.wrongs));
    if !is_higher_share(wrong, wrongs, right, rights) {
        return Vec::new();
    }
    let mut telling: Vec<_> = tallies
        .iter()
        .filter(|it| it.right == 0 && it.wrong > 0)
        .collect();
    telling.sort_by_key(|it| std::cmp::Reverse(it.wrong));
    let worst: Vec<_> = telling.iter().map(|it| &it.asked.question.id).collect();
    let message = format!(
        "{wrong} of {wrongs} wrong options have an absolute word, and {right} of {rights} right ones"
    );
    let help = format!(
        "reword wrong options, or give right ones the absolute they bear; worst: {}",
        listed(&worst)
    );
    vec![case.note(message, help)]
}

fn give_away(case: &Case<'_>) -> Vec<Note> {
    let find = |tally: Tally<'_>| {
        // With one wrong option there is no pattern to see.
        let gives_away = tally.right == 0 && tally.wrong == tally.wrongs && tally.wrongs > 1;
        gives_away.then(|| {
            let message = format!(
                "question `{}`: all wrong options have an absolute word, and no right one has",
                tally.asked.question.id
            );
            let help = format!("reword some of them without {}", ABSOLUTES.join(", "));
            tally.asked.note(message, help)
        })
    };
    tallies(case).filter_map(find).collect()
}

/// A question's right and wrong options, and how many of them have an absolute word.
struct Tally<'a> {
    asked: Asked<'a>,
    right: usize,
    rights: usize,
    wrong: usize,
    wrongs: usize,
}

fn tallies<'a>(case: &'a Case<'_>) -> impl Iterator<Item = Tally<'a>> {
    let absolutes = case.vocabulary.those_in(ABSOLUTES);
    case.questions().map(move |asked| {
        let (mut right, mut rights, mut wrong, mut wrongs) = (0, 0, 0, 0);
        for option in asked.options() {
            let has_one = option.words.iter().any(|word| absolutes.contains(word));
            let (having, all) = if option.choice.correct {
                (&mut right, &mut rights)
            } else {
                (&mut wrong, &mut wrongs)
            };
            *having += usize::from(has_one);
            *all += 1;
        }
        Tally {
            asked,
            right,
            rights,
            wrong,
            wrongs,
        }
    })
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
            ["40 of 80 wrong options have an absolute word, and 0 of 40 right ones"]
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
