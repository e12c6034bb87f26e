//! Finds words in the stem that occur only in the correct options, because such words let learners
//! guess the key without any knowledge.

use super::checked::{CheckedBank, CheckedOption, CheckedQuestion};
use super::common::common_words;
use super::parties::Parties;
use super::rule::{Rule, RuleFinding};
use super::words::{Word, listed, prose, split};

pub const STEM_ECHO: Rule = Rule::warning(
    "stem-echo",
    "a word of the stem appears in every correct option and in no incorrect one",
    stem_echo,
)
.limit("words of 5 letters or more");

/// Words that are common in stems and give nothing away. Shorter words need not be listed, because
/// they have no root.
const EVERYDAY: &[&str] = &[
    "about", "after", "another", "before", "being", "business", "company", "could", "does",
    "during", "every", "other", "should", "since", "their", "there", "these", "those", "under",
    "where", "which", "while", "without", "would",
];

fn stem_echo(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let common = common_words(checked.bank);
    let is_everyday = |word: &str| EVERYDAY.contains(&word) || common.contains(word);
    let everyday = checked.vocabulary.mark_where(is_everyday);
    let parties = Parties::of(checked);
    let is_telling =
        |asked: CheckedQuestion<'_>, word| !everyday.contains(word) && !parties.has(asked, word);
    let find = |asked: CheckedQuestion<'_>| {
        let mut echoed: Vec<_> = asked
            .stem
            .iter()
            .filter(|word| is_telling(asked, **word) && is_echoed(checked, asked, **word))
            .map(|word| checked.vocabulary.spelling(*word))
            .collect();
        if !echoed.is_empty() {
            let stem = prose(&asked.question.stem).to_lowercase();
            echoed.retain(|word| split(&stem).any(|it| it.trim_end_matches("'s") == *word));
        }
        echoed.sort_unstable();
        echoed.dedup();
        (!echoed.is_empty()).then(|| {
            let message = format!(
                "question `{}`: only the correct option repeats {} from the stem",
                asked.question.id,
                listed(&echoed)
            );
            let help =
                "use the word in an incorrect option, too, or remove it from the correct one";
            asked.note(message, help)
        })
    };
    checked.questions().filter_map(find).collect()
}

/// Returns whether every correct option contains `word` and no incorrect option contains any form
/// of it.
fn is_echoed(checked: &CheckedBank<'_>, asked: CheckedQuestion<'_>, word: Word) -> bool {
    let Some(root) = checked.vocabulary.root(word) else {
        return false;
    };
    let is_form = |other: &Word| checked.vocabulary.root(*other) == Some(root);
    let is_telling = |option: CheckedOption<'_>| {
        if option.choice.correct {
            option.words.contains(&word)
        } else {
            !option.words.iter().any(is_form)
        }
    };
    asked.options().all(is_telling)
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::{MATRIX, found};

    fn bank(right: &str, wrong: &str) -> String {
        format!(
            r#"{MATRIX}
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
            ["question `q`: only the correct option repeats `encrypts` from the stem"]
        );
    }

    #[test]
    fn everyday_words_and_echoes_everywhere_are_none() {
        for (right, wrong) in [
            ("The customer", "AWS"),
            ("It encrypts", "It has no encryption"),
            ("A key", "It encrypts"),
        ] {
            assert_eq!(found("stem-echo", &bank(right, wrong)).len(), 0, "{right}");
        }
    }
}
