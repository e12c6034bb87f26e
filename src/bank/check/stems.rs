//! Stems that say the same twice, or nearly so.

use std::collections::HashMap;

use super::case::{Asked, Case};
use super::rule::{Note, Rule};
use super::words::Word;
use crate::bank::Severity;

pub const DUPLICATE: Rule = Rule {
    name: "duplicate-stem",
    severity: Severity::Warning,
    meaning: "two questions have the same stem",
    threshold: None,
    find: Some(duplicate),
};

pub const NEAR_DUPLICATE: Rule = Rule {
    name: "near-duplicate-stem",
    severity: Severity::Warning,
    meaning: "two stems share nearly all their words",
    threshold: Some("at least 80 % of the words of both together"),
    find: Some(near_duplicate),
};

/// The share of words in common from which two stems read the same.
const ALIKE: f64 = 0.8;
/// With how many others a stem is compared for each run of words that it
/// shares. A phrase of every stem would else mean comparing all with all.
const NEIGHBOURS: usize = 8;

fn duplicate(case: &Case<'_>) -> Vec<Note> {
    let mut first: HashMap<&[Word], Asked<'_>> = HashMap::new();
    let mut notes = Vec::new();
    for asked in case.questions() {
        match first.get(asked.stem) {
            Some(other) => {
                let message = format!(
                    "question `{}` has the stem of `{}`",
                    asked.question.id, other.question.id
                );
                notes.push(asked.note(message, way_out(case, *other)));
            }
            None => drop(first.insert(asked.stem, asked)),
        }
    }
    notes
}

fn near_duplicate(case: &Case<'_>) -> Vec<Note> {
    let sets: Vec<Vec<Word>> = case.questions().map(|asked| set(asked.stem)).collect();
    let mut notes = Vec::new();
    for (earlier, later) in candidates(case) {
        let (one, other) = (case.question(earlier), case.question(later));
        let share = shared(&sets[earlier], &sets[later]);
        if share < ALIKE || one.stem == other.stem {
            continue;
        }
        let message = format!(
            "the stems of `{}` and `{}` share {:.0} % of their words",
            other.question.id,
            one.question.id,
            share * 100.0
        );
        notes.push(other.note(message, way_out(case, one)));
    }
    notes
}

fn way_out(case: &Case<'_>, other: Asked<'_>) -> String {
    let spot = case.spot(other.places.stem);
    format!("ask in another way, or for something else; the other one stands at {spot}")
}

/// Pairs of questions whose stems share three words in a row, each pair once.
/// So many are rarely shared by chance, and stems that are nearly the same share some.
fn candidates(case: &Case<'_>) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    for asked in case.questions() {
        let threes = asked.stem.windows(3);
        runs.extend(threes.map(|run| ([run[0], run[1], run[2]], asked.at)));
    }
    runs.sort_unstable();
    runs.dedup();
    let mut pairs = Vec::new();
    for (at, (run, earlier)) in runs.iter().enumerate() {
        let next = runs[at + 1..].iter().take(NEIGHBOURS);
        let next = next.take_while(|(other, _)| other == run);
        pairs.extend(next.map(|(_, later)| (*earlier, *later)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The words of a stem, each once, in the order of their numbers.
fn set(stem: &[Word]) -> Vec<Word> {
    let mut words = stem.to_vec();
    words.sort_unstable();
    words.dedup();
    words
}

/// The share of the words of both that both have.
fn shared(one: &[Word], other: &[Word]) -> f64 {
    let common = one
        .iter()
        .filter(|word| other.binary_search(word).is_ok())
        .count();
    common as f64 / (one.len() + other.len() - common) as f64
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
            ["question `q1` has the stem of `q0`"]
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
            ["the stems of `q1` and `q0` share 85 % of their words"]
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
