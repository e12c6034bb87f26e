//! Checks whether the key can be guessed from the length or the position of options.

use std::collections::BTreeMap;

use super::chance::{FEWEST, Trials, chi_square_limit};
use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding};
use super::words::listed;
use crate::model::Question;

pub const LONGEST: Rule = Rule::warning(
    "longest-is-key",
    "across the bank, the longest option is correct more often than expected by chance",
    longest,
)
.limit("a number that a sound bank exceeds once in 1,000 checks; at least 30 questions");

pub const POSITION: Rule = Rule::warning(
    "key-position",
    "across the bank, correct options are unevenly distributed over the positions in the file",
    position,
)
.limit("a chi-square value that a sound bank exceeds once in 1,000 checks; at least 30 questions");

/// Reports a bank whose longest options are correct too often. Only questions with a single longest
/// option count. By chance, this option would be correct as often as any other option. Authors tend
/// to word correct options more carefully, so the bias develops unintentionally.
fn longest(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut trials = Trials::default();
    let mut tell_tale = Vec::new();
    for question in &checked.bank.questions {
        if let Some((by, right)) = lead_of(question) {
            let chance = question.correct_count() as f64 / question.choices.len() as f64;
            trials.add(chance, right);
            if right {
                tell_tale.push((by, &question.id));
            }
        }
    }
    if !trials.are_suspicious() {
        return Vec::new();
    }
    tell_tale.sort_unstable_by(|a, b| b.cmp(a));
    let worst: Vec<_> = tell_tale.iter().map(|(_, id)| id).collect();
    let message = format!(
        "the longest option is correct in {} of {} questions; {:.0} are expected by chance",
        trials.hits, trials.count, trials.expected
    );
    let help = format!(
        "shorten the correct options, or add detail to the incorrect ones; worst: {}",
        listed(&worst)
    );
    vec![checked.note(message, help)]
}

/// Returns the difference in characters between the longest and the second-longest option, and
/// whether the longest option is correct. Returns `None` if there is a tie.
fn lead_of(question: &Question) -> Option<(usize, bool)> {
    let (mut first, mut second) = ((0, false), 0);
    for choice in &question.choices {
        let length = choice.text.chars().count();
        if length > first.0 {
            second = first.0;
            first = (length, choice.correct);
        } else {
            second = second.max(length);
        }
    }
    let (length, right) = first;
    (length > second).then(|| (length - second, right))
}

/// Reports a bank whose correct options favor some positions. Correct options are counted by
/// position, separately for every combination of the number of options and the number of correct
/// options.
fn position(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut groups: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for question in &checked.bank.questions {
        let options = question.choices.len();
        let group = (options, question.correct_count());
        let counts = groups.entry(group).or_insert_with(|| vec![0; options]);
        for (count, choice) in counts.iter_mut().zip(&question.choices) {
            *count += usize::from(choice.correct);
        }
    }
    groups.retain(|(_, right), counts| counts.iter().sum::<usize>() / right >= FEWEST);
    let (mut chi_square, mut freedom) = (0.0, 0.0);
    for ((options, right), counts) in &groups {
        let (n, r) = (*options as f64, *right as f64);
        let expected = counts.iter().sum::<usize>() as f64 / n;
        let deviation: f64 = counts
            .iter()
            .map(|&count| (count as f64 - expected).powi(2) / expected)
            .sum();
        // Two correct options in the same question cannot share a position, so the counts vary less
        // than those of independent draws.
        chi_square += deviation * (n - 1.0) / (n - r);
        freedom += n - 1.0;
    }
    if groups.is_empty() || chi_square <= chi_square_limit(freedom) {
        return Vec::new();
    }
    let counts = groups
        .iter()
        .map(|((options, right), counts)| format!("{counts:?} with {right} of {options} correct"));
    let message = format!(
        "correct options are unevenly distributed by position, first to last: {}",
        counts.collect::<Vec<_>>().join(", ")
    );
    vec![checked.note(
        message,
        "move correct options to positions that have too few",
    )]
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    /// Returns a bank of 40 questions whose options have the given texts. `key` returns the index
    /// of the correct option.
    fn bank(texts: [&str; 4], key: impl Fn(usize) -> usize) -> String {
        let questions = (0..40).map(|number| {
            let options = texts.iter().enumerate().map(|(at, text)| {
                format!("{{ text = \"{text}\", correct = {} }},", at == key(number))
            });
            format!(
                "[[question]]\nid = \"q{number}\"\nstem = \"{number}?\"\noption = [{}]\n",
                options.collect::<String>()
            )
        });
        questions.collect()
    }

    const LAST_IS_LONGEST: [&str; 4] = ["one", "two", "ten", "eleven"];

    #[test]
    fn keys_that_are_longest_are_counted() {
        let spread = bank(LAST_IS_LONGEST, |number| number % 4);
        assert_eq!(found("longest-is-key", &spread).len(), 0);
        let last = bank(LAST_IS_LONGEST, |_| 3);
        assert_eq!(
            found("longest-is-key", &last),
            ["the longest option is correct in 40 of 40 questions; 10 are expected by chance"]
        );
        let no_longest = bank(["one", "two", "ten", "six"], |_| 3);
        assert_eq!(found("longest-is-key", &no_longest).len(), 0);
    }

    #[test]
    fn so_are_their_places() {
        let spread = bank(LAST_IS_LONGEST, |number| number % 4);
        assert_eq!(found("key-position", &spread).len(), 0);
        let skewed = bank(LAST_IS_LONGEST, |number| usize::from(number % 4 == 0));
        assert_eq!(
            found("key-position", &skewed),
            [
                "correct options are unevenly distributed by position, first to last: \
              [30, 10, 0, 0] with 1 of 4 correct"
            ]
        );
    }
}
