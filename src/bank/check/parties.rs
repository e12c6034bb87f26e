//! The parties in a bank's ownership tables, under the names that the bank's texts use.

use super::checked::{CheckedBank, CheckedOption, CheckedQuestion};
use super::words::{Marked, Word, split};
use crate::model::{MatrixKind, Value};

/// Words that may accompany a party in an answer that contains nothing else.
const ACCOMPANY: &[&str] = &[
    "alone", "and", "by", "nor", "of", "only", "or", "parties", "sides", "the", "together", "two",
    "with",
];
/// Words that refer to no party or to every party.
const NONE_OR_ALL: &[&str] = &["neither", "nobody", "everybody"];
/// Words that introduce a reason after a party. A condition or a means, as in "The provider, if it
/// is asked to", results in a different answer, which no cell can prove.
const REASON: &[&str] = &["because", "since"];
const ARTICLES: &[&str] = &["a", "an", "the"];
/// The number of words after the article that may name the actor in a scenario, as in "A software
/// company".
const ACTOR: usize = 2;

/// Words that name parties: the value titles of ownership tables and, in each question, the actor
/// in its scenario.
#[derive(Debug)]
pub struct Parties {
    named: Marked,
    accompany: Marked,
    reason: Marked,
    articles: Marked,
}

impl Parties {
    pub fn of(checked: &CheckedBank<'_>) -> Self {
        let tables = checked.bank.matrices.iter();
        let tables = tables.filter(|table| table.kind == MatrixKind::Ownership);
        let values = tables.flat_map(|table| {
            let rows = table.rows.iter().flat_map(|row| &row.values);
            table.values.iter().chain(rows)
        });
        let names = values.filter(|value| value.applies).flat_map(words);
        let names: Vec<_> = names.collect();
        let mut named: Vec<&str> = names.iter().map(String::as_str).collect();
        named.retain(|word| !ACCOMPANY.contains(word));
        named.extend(NONE_OR_ALL);
        let vocabulary = &checked.vocabulary;
        Self {
            named: vocabulary.mark_listed(&named),
            accompany: vocabulary.mark_listed(ACCOMPANY),
            reason: vocabulary.mark_listed(REASON),
            articles: vocabulary.mark_listed(ARTICLES),
        }
    }

    /// Returns whether `word` names a party in the question `asked`.
    pub fn has(&self, asked: CheckedQuestion<'_>, word: Word) -> bool {
        self.named.contains(word) || self.actor(asked).contains(&word)
    }

    /// Returns whether `option` consists of a party and optionally a reason, as in "The provider,
    /// because it runs the hosts".
    pub fn are_named_by(&self, asked: CheckedQuestion<'_>, option: CheckedOption<'_>) -> bool {
        let words = option.words.iter();
        let mut names_one = false;
        for word in words.take_while(|word| !self.reason.contains(**word)) {
            if self.has(asked, *word) {
                names_one = true;
            } else if !self.accompany.contains(*word) {
                return false;
            }
        }
        names_one
    }

    /// Returns the words after the article at the start of the stem, as in "A company wants …".
    fn actor<'a>(&self, asked: CheckedQuestion<'a>) -> &'a [Word] {
        match asked.stem {
            [article, rest @ ..] if self.articles.contains(*article) => {
                &rest[..rest.len().min(ACTOR)]
            }
            _ => &[],
        }
    }
}

/// Returns the words in the title of `value`, in lowercase.
fn words(value: &Value) -> impl Iterator<Item = String> {
    split(&value.title).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::{MATRIX, found};

    /// Returns whether the rule reports an option with the text `text` if another option makes a
    /// claim about a cell.
    fn is_found(text: &str) -> bool {
        let bank = format!(
            r#"{MATRIX}
            [[question]]
            id = "q"
            stem = "A software company uses a database. Who patches it?"
            option = [
              {{ text = "Right", correct = true, claims = [{{ cell = "owner/os/rds", is = "aws" }}] }},
              {{ text = "{text}" }},
            ]"#
        );
        !found("owner-without-claim", &bank).is_empty()
    }

    #[test]
    fn titles_of_values_and_who_acts_with_or_without_a_reason() {
        for text in [
            "AWS",
            "The customer alone",
            "AWS because it runs the hosts",
            "The company, because it sets what the function may access",
            "Both AWS and the customer",
            "Neither of the two sides",
        ] {
            assert!(is_found(text), "{text}");
        }
    }

    #[test]
    fn things_and_deeds_are_no_parties() {
        for text in [
            "AWS Artifact",
            "A customer managed key",
            "AWS schedules the patches",
            "AWS, if it is asked to",
            "The customer, by restarting it",
            "Together with the vendor",
            "The database",
        ] {
            assert!(!is_found(text), "{text}");
        }
    }
}
