//! Finds identical and nearly identical stems.

use std::collections::HashMap;

use super::checked::{CheckedBank, CheckedQuestion};
use super::rule::{Rule, RuleFinding};
use super::words::Word;

pub const DUPLICATE: Rule = Rule::warning(
    "duplicate-stem",
    "two questions have the same stem",
    duplicate,
);

pub const NEAR_DUPLICATE: Rule = Rule::warning(
    "near-duplicate-stem",
    "two stems share nearly all their words",
    near_duplicate,
)
.limit("at least 80% of the distinct words in both stems");

/// The minimum percentage of common words in two stems that are near duplicates.
const ALIKE: usize = 80;
/// The number of other stems to compare a stem with for every shared run of words. Without this
/// limit, all pairs would have to be compared if a phrase occurred in every stem.
const NEIGHBORS: usize = 4;

fn duplicate(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut first: HashMap<&[Word], CheckedQuestion<'_>> = HashMap::new();
    let mut notes = Vec::new();
    for asked in checked.questions() {
        let earlier = *first.entry(asked.stem).or_insert(asked);
        if earlier.at != asked.at {
            let message = format!(
                "question `{}` has the same stem as `{}`",
                asked.question.id, earlier.question.id
            );
            notes.push(asked.note(message, fix_help(checked, earlier)));
        }
    }
    notes
}

fn near_duplicate(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let questions: Vec<_> = checked.questions().collect();
    let note = |(earlier, later, share): (usize, usize, usize)| {
        let (one, other) = (questions[earlier], questions[later]);
        let message = format!(
            "the stems of `{}` and `{}` share {share}% of their words",
            other.question.id, one.question.id,
        );
        other.note(message, fix_help(checked, one))
    };
    alike(&questions).into_iter().map(note).collect()
}

fn fix_help(checked: &CheckedBank<'_>, other: CheckedQuestion<'_>) -> String {
    let spot = checked.spot(other.places.stem);
    format!("rephrase it, or ask about something else; the other question is at {spot}")
}

/// Returns pairs of questions with similar stems, without repetitions, each with the percentage of
/// common words.
///
/// Only stems that share a run of three words are compared. Unrelated stems rarely share such a
/// run, and nearly identical stems share several.
fn alike(questions: &[CheckedQuestion<'_>]) -> Vec<(usize, usize, usize)> {
    let sets: Vec<_> = questions.iter().map(|it| WordSet::new(it.stem)).collect();
    let mut runs = Vec::new();
    for (at, CheckedQuestion { stem, .. }) in questions.iter().enumerate() {
        let tails = (0..stem.len()).map(|at| &stem[at..]);
        let runs_on = tails.filter_map(|tail| tail.split_at_checked(3));
        // Sort by the words after the run so that the stems with the most in common are neighbors.
        runs.extend(runs_on.map(|(run, rest)| (key(run), key(rest), at)));
    }
    runs.sort_unstable();
    let mut pairs = Vec::new();
    for (at, &(run, _, one)) in runs.iter().enumerate() {
        let next = runs[at + 1..].iter().take(NEIGHBORS);
        for &(_, _, other) in next.take_while(|(other, ..)| *other == run) {
            let Some(share) = sets[one].share(&sets[other]) else {
                continue;
            };
            if questions[one].stem != questions[other].stem {
                pairs.push((one.min(other), one.max(other), share));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Returns a number for the first three of `words`. In vocabularies of more than two million words,
/// some runs share a number, but this only causes unnecessary comparisons.
fn key(words: &[Word]) -> u64 {
    let numbers = words.iter().take(3).map(|word| u64::from(word.number()));
    numbers.fold(0, |key, number| key.rotate_left(21) ^ number)
}

/// The distinct words of a stem.
struct WordSet {
    /// Sorted by number.
    words: Vec<Word>,
    /// A sketch that quickly rules out dissimilar stems: every word sets one of the 64 bits.
    sketch: u64,
}

impl WordSet {
    fn new(stem: &[Word]) -> Self {
        let mut words = stem.to_vec();
        words.sort_unstable();
        words.dedup();
        let bits = words.iter().map(|word| 1 << (word.number() % 64));
        Self {
            sketch: bits.fold(0, |sketch: u64, bit: u64| sketch | bit),
            words,
        }
    }

    /// Returns the number of words that occur in both stems as a percentage of the words that occur
    /// in either stem. Returns `None` if the percentage is below [`ALIKE`].
    fn share(&self, other: &Self) -> Option<usize> {
        let sum = self.words.len() + other.words.len();
        // To reach that percentage, at most (100 - ALIKE) of (100 + ALIKE) words can occur in only
        // one of the stems. Every differing bit proves that there is at least one such word.
        let apart = (self.sketch ^ other.sketch).count_ones() as usize;
        if apart * (100 + ALIKE) > sum * (100 - ALIKE) {
            return None;
        }
        let (mut at, mut common) = (0, 0);
        for word in &self.words {
            while other.words.get(at).is_some_and(|it| it < word) {
                at += 1;
            }
            common += usize::from(other.words.get(at) == Some(word));
        }
        let share = 100 * common / (sum - common);
        (share >= ALIKE).then_some(share)
    }
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    fn bank(stems: &[&str]) -> String {
        let questions = stems.iter().enumerate().map(|(at, stem)| {
            format!(
                r#"
                [[question]]
                id = "q{at}"
                stem = "{stem}"
                option = [{{ text = "AWS", correct = true }}, {{ text = "You" }}]
                "#
            )
        });
        questions.collect()
    }

    #[test]
    fn the_same_stem_twice() {
        let bank = bank(&["Who patches it?", "Who patches  it"]);
        assert_eq!(
            found("duplicate-stem", &bank),
            ["question `q1` has the same stem as `q0`"]
        );
        assert_eq!(found("near-duplicate-stem", &bank).len(), 0);
    }

    #[test]
    fn nearly_the_same_stem() {
        let bank = bank(&[
            "A company runs a database on Amazon RDS. Who patches its operating system?",
            "A hospital runs a database on Amazon RDS. Who patches its operating system?",
            "A company runs a database on Amazon EC2. Who rotates the keys of its users?",
        ]);
        assert_eq!(
            found("near-duplicate-stem", &bank),
            ["the stems of `q1` and `q0` share 84% of their words"]
        );
        assert_eq!(found("duplicate-stem", &bank).len(), 0);
    }

    #[test]
    fn phrases_of_every_stem_hide_nothing() {
        let mut stems: Vec<_> = (0..200)
            .map(|at| {
                format!("Which of these one{at} two{at} three{at} four{at} five{at} six{at}?")
            })
            .collect();
        stems.push("Which of these one7 two7 three7 four7 five7 six7, then?".to_owned());
        let stems: Vec<_> = stems.iter().map(String::as_str).collect();
        assert_eq!(found("near-duplicate-stem", &bank(&stems)).len(), 1);
    }
}
