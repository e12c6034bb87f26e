//! Checks that `replaces` names only IDs that the bank no longer uses and that it names each ID
//! only once.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;

use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding, Subject};
use crate::bank::FileSpan;

pub const BAD_REPLACEMENT: Rule = Rule::error(
    "bad-replacement",
    "an item replaces an ID that is still in use, or that another item replaces",
    bad_replacement,
);

fn bad_replacement(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let (bank, places) = (checked.bank, checked.places);
    let facts = bank.facts.iter().zip(&places.facts).enumerate();
    let facts = facts.map(|(at, (fact, place))| (Subject::Fact(at), place.id, &*fact.replaces));
    let terms = bank.terms.iter().zip(&places.terms);
    let terms = terms.map(|(term, place)| (Subject::Bank, place.id, &*term.replaces));
    let questions = checked.questions();
    let questions = questions.map(|it| {
        (
            Subject::Question(it.at),
            it.places.stem,
            &*it.question.replaces,
        )
    });
    let mut notes = twice_or_used("fact", facts, |id| bank.fact(id).is_some());
    notes.extend(twice_or_used("term", terms, |id| bank.term(id).is_some()));
    notes.extend(twice_or_used("question", questions, |id| {
        bank.question(id).is_some()
    }));
    notes
}

/// Creates findings about IDs of one kind that are replaced twice or are still in use according to
/// `is_used`.
fn twice_or_used<'a, I: Display + Eq + Hash + 'a>(
    kind: &str,
    items: impl Iterator<Item = (Subject, FileSpan, &'a [I])>,
    is_used: impl Fn(&I) -> bool,
) -> Vec<RuleFinding> {
    let mut seen = HashSet::new();
    let mut notes = Vec::new();
    for (subject, place, ids) in items {
        for id in ids {
            let why = if is_used(id) {
                "is still in the bank"
            } else if seen.insert(id) {
                continue;
            } else {
                "is also replaced by another item"
            };
            let message = format!("the replaced {kind} `{id}` {why}");
            let help = "name each former ID once, in the item that continues its history";
            notes.push(RuleFinding::new(subject, Some(place), message, help));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    fn question(id: &str, replaces: &str) -> String {
        format!(
            "[[question]]\nid = \"{id}\"\nstem = \"Who?\"\nreplaces = [\"{replaces}\"]\n\
             option = [{{ text = \"AWS\", correct = true }}, {{ text = \"You\" }}]\n"
        )
    }

    #[test]
    fn a_former_id_is_replaced_once_and_not_in_use() {
        let sound = question("new", "old");
        assert_eq!(found("bad-replacement", &sound).len(), 0);
        assert_eq!(
            found(
                "bad-replacement",
                &(sound.clone() + &question("other", "new"))
            ),
            ["the replaced question `new` is still in the bank"]
        );
        assert_eq!(
            found("bad-replacement", &(sound + &question("other", "old"))),
            ["the replaced question `old` is also replaced by another item"]
        );
    }
}
