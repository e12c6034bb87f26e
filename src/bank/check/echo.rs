//! A word of the stem that comes back in the key alone: who knows nothing picks it.

use super::case::{Asked, Case};
use super::rule::{Note, Rule};
use super::words::{Word, listed};
use crate::bank::Severity;

pub const STEM_ECHO: Rule = Rule {
    name: "stem-echo",
    severity: Severity::Warning,
    meaning: "a word of the stem is in every right option and in no wrong one",
    threshold: Some("words of 5 letters or more"),
    find: Some(stem_echo),
};

/// Shorter words are the small change of every sentence.
const SHORTEST: usize = 5;
/// Longer words that are, too: of the language, and of the subject.
const EVERYDAY: &[&str] = &[
    "about",
    "after",
    "amazon",
    "another",
    "before",
    "being",
    "company",
    "could",
    "customer",
    "customers",
    "does",
    "during",
    "every",
    "other",
    "responsibility",
    "responsible",
    "service",
    "services",
    "should",
    "since",
    "their",
    "there",
    "these",
    "those",
    "under",
    "where",
    "which",
    "while",
    "without",
    "would",
];

fn stem_echo(case: &Case<'_>) -> Vec<Note> {
    let everyday = case.vocabulary.those_in(EVERYDAY);
    let find = |asked: Asked<'_>| {
        let mut echoed: Vec<_> = asked
            .stem
            .iter()
            .filter(|word| is_echoed(asked, **word) && !everyday.contains(word))
            .map(|word| case.vocabulary.spelling(*word))
            .filter(|word| word.chars().count() >= SHORTEST)
            .collect();
        echoed.sort_unstable();
        echoed.dedup();
        (!echoed.is_empty()).then(|| {
            let message = format!(
                "question `{}`: {} of its stem comes back in the key alone",
                asked.question.id,
                listed(&echoed)
            );
            let help = "give a wrong option the word, or take it from the right one";
            asked.note(message, help)
        })
    };
    case.questions().filter_map(find).collect()
}

fn is_echoed(asked: Asked<'_>, word: Word) -> bool {
    asked
        .options()
        .all(|option| option.words.contains(&word) == option.choice.correct)
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    fn bank(right: &str, wrong: &str) -> String {
        format!(
            r#"
            [[question]]
            id = "q"
            stem = "Which service encrypts objects for the customer?"
            option = [{{ text = "{right}", correct = true }}, {{ text = "{wrong}" }}]
            "#
        )
    }

    #[test]
    fn an_echo_in_the_key_alone_is_found() {
        assert_eq!(
            found(
                "stem-echo",
                &bank("One that encrypts objects", "One that hides objects")
            ),
            ["question `q`: `encrypts` of its stem comes back in the key alone"]
        );
    }

    #[test]
    fn everyday_words_and_echoes_everywhere_are_none() {
        for (right, wrong) in [
            ("The customer", "AWS"),
            ("It encrypts", "Nothing encrypts"),
            ("A key", "It encrypts"),
        ] {
            assert_eq!(found("stem-echo", &bank(right, wrong)).len(), 0, "{right}");
        }
    }
}
