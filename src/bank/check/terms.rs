//! Rules on terms. A drill offers a term together with others, so names and definitions must be
//! distinct, a definition must not give away the name, and there must be enough other terms.

use std::collections::{HashMap, HashSet};

use super::checked::CheckedBank;
use super::common::common_words;
use super::rule::{Rule, RuleFinding, Subject};
use super::words::{is_in, listed, split};
use crate::bank::FileSpan;
use crate::bank::spans::TermSpans;
use crate::model::{Term, TermId};

pub const NAME_TWICE: Rule = Rule::error(
    "term-name-twice",
    "two terms have the same name, or the name of one is in the `also` of the other",
    name_twice,
);

pub const DEFINITION_TWICE: Rule = Rule::error(
    "term-definition-twice",
    "two terms have the same definition",
    definition_twice,
);

pub const BAD_REFERENCE: Rule = Rule::error(
    "bad-term-reference",
    "`confused_with` or `overlaps` names the term itself or an unknown term",
    bad_reference,
);

pub const ONE_SIDED_OVERLAP: Rule = Rule::error(
    "one-sided-overlap",
    "a term names another one in `overlaps`, and the other does not name it",
    one_sided_overlap,
);

pub const CONFUSED_OVERLAP: Rule = Rule::warning(
    "confused-overlap",
    "a term is in both `confused_with` and `overlaps`, so it is never offered",
    confused_overlap,
);

pub const LONG_DEFINITION: Rule = Rule::warning(
    "long-definition",
    "a definition is too long for an option",
    long_definition,
)
.limit("more than 14 words");

pub const GIVES_NAME_AWAY: Rule = Rule::warning(
    "definition-gives-name-away",
    "a definition repeats a word of the name that most names of its group do not contain",
    gives_name_away,
);

pub const SMALL_GROUP: Rule = Rule::warning(
    "small-term-group",
    "a term has no `confused_with`, and its group is too small for four options",
    small_group,
)
.limit("fewer than 4 terms");

const MOST_WORDS: usize = 14;
const SMALLEST_GROUP: usize = 4;

/// Words that do not identify a term, in addition to the words that are common in a bank's term
/// names.
const GENERIC: &[&str] = &[
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "no",
    "of",
    "on",
    "or",
    "the",
    "to",
    "with",
    "managed",
    "management",
    "manager",
    "service",
    "services",
];

/// The minimum number of leading letters that two forms of a word share.
const ROOT: usize = 5;

fn terms<'a>(checked: &CheckedBank<'a>) -> impl Iterator<Item = (&'a Term, &'a TermSpans)> {
    let (bank, places) = (checked.bank, checked.places);
    bank.terms.iter().zip(&places.terms)
}

fn note(place: FileSpan, message: String, help: impl Into<String>) -> RuleFinding {
    RuleFinding::new(Subject::Bank, Some(place), message, help)
}

fn name_twice(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut names: HashMap<String, &TermId> = HashMap::new();
    for (term, _) in terms(checked) {
        names.entry(normal(&term.name)).or_insert(&term.id);
    }
    let mut notes = Vec::new();
    for (term, places) in terms(checked) {
        let called = std::iter::once(&term.name).chain(&term.aliases);
        for name in called {
            let other = match names.get(&normal(name)) {
                Some(other) if **other != term.id => other,
                _ => continue,
            };
            let message = format!(
                "term `{}` has the same name as term `{other}`: {name}",
                term.id
            );
            let help = "give each term a name that no other term has";
            notes.push(note(places.name, message, help));
        }
    }
    notes
}

fn definition_twice(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut definitions: HashMap<String, &TermId> = HashMap::new();
    let mut notes = Vec::new();
    for (term, places) in terms(checked) {
        let first = *definitions
            .entry(normal(&term.definition))
            .or_insert(&term.id);
        if *first != term.id {
            let message = format!(
                "term `{}` has the same definition as term `{first}`",
                term.id
            );
            let help = "define each term by something that applies only to that term";
            notes.push(note(places.definition, message, help));
        }
    }
    notes
}

fn bad_reference(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut notes = Vec::new();
    for (term, places) in terms(checked) {
        let lists = [
            ("confused_with", &term.confused_with, &places.confused_with),
            ("overlaps", &term.overlaps, &places.overlaps),
        ];
        for (field, ids, places) in lists {
            for (id, place) in ids.iter().zip(places) {
                let fault = if *id == term.id {
                    "is the term itself"
                } else if checked.bank.term(id).is_none() {
                    "is not a term in the bank"
                } else {
                    continue;
                };
                let message = format!("`{id}` in `{field}` of term `{}` {fault}", term.id);
                notes.push(note(*place, message, "name other terms by their IDs"));
            }
        }
    }
    notes
}

fn confused_overlap(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut notes = Vec::new();
    for (term, places) in terms(checked) {
        let overlaps: HashSet<_> = term.overlaps.iter().collect();
        let confused = term.confused_with.iter().zip(&places.confused_with);
        for (id, place) in confused.filter(|(id, _)| overlaps.contains(id)) {
            let message = format!(
                "term `{}` names `{id}` in both `confused_with` and `overlaps`",
                term.id
            );
            let help = "remove it from `overlaps` if only one of them fits the definition, \
                        otherwise from `confused_with`";
            notes.push(note(*place, message, help));
        }
    }
    notes
}

fn one_sided_overlap(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let named = terms(checked).flat_map(|(term, _)| term.overlaps.iter().map(|id| (&term.id, id)));
    let named: HashSet<_> = named.collect();
    let mut notes = Vec::new();
    for (term, places) in terms(checked) {
        for (other, place) in term.overlaps.iter().zip(&places.overlaps) {
            let is_known = checked.bank.term(other).is_some();
            if is_known && !named.contains(&(other, &term.id)) {
                let message = format!(
                    "term `{}` overlaps `{other}`, but `{other}` does not name it",
                    term.id
                );
                let help = format!("add \"{}\" to the `overlaps` of `{other}`", term.id);
                notes.push(note(*place, message, help));
            }
        }
    }
    notes
}

fn long_definition(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let is_word = |piece: &&str| piece.contains(char::is_alphanumeric);
    let find = |(term, places): (&Term, &TermSpans)| {
        let count = term.definition.split_whitespace().filter(is_word).count();
        (count > MOST_WORDS).then(|| {
            let message = format!("the definition of term `{}` has {count} words", term.id);
            let help = format!("shorten it to {MOST_WORDS} words or fewer");
            note(places.definition, message, help)
        })
    };
    terms(checked).filter_map(find).collect()
}

fn gives_name_away(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let common = common_words(checked.bank);
    let telling_words = |text: &str| distinctive_words(text, &common);
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    let mut shared: HashMap<(&str, String), usize> = HashMap::new();
    for (term, _) in terms(checked) {
        *sizes.entry(&term.group).or_default() += 1;
        for word in telling_words(&term.name) {
            *shared.entry((&term.group, word)).or_default() += 1;
        }
    }
    let mut notes = Vec::new();
    for (term, places) in terms(checked) {
        let defined = telling_words(&term.definition);
        let repeated: Vec<_> = telling_words(&term.name)
            .into_iter()
            .filter(|word| defined.iter().any(|it| are_forms_of_one(word, it)))
            .map(|word| (&*term.group, word))
            .filter(|of_group| {
                let of_most = shared[of_group] * 2 > sizes[&*term.group];
                shared[of_group] == 1 || !of_most
            })
            .map(|(_, word)| word)
            .collect();
        if !repeated.is_empty() {
            let message = format!(
                "the definition of term `{}` repeats {} from its name",
                term.id,
                listed(&repeated)
            );
            let help = "use other words, so that the definition does not reveal the name";
            notes.push(note(places.definition, message, help));
        }
    }
    notes
}

fn small_group(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for (term, _) in terms(checked) {
        *sizes.entry(&term.group).or_default() += 1;
    }
    let find = |(term, places): (&Term, &TermSpans)| {
        let size = sizes[&*term.group];
        (size < SMALLEST_GROUP && term.confused_with.is_empty()).then(|| {
            let message = format!(
                "term `{}` has no `confused_with`, and its group \"{}\" has fewer than {SMALLEST_GROUP} terms",
                term.id, term.group
            );
            let help = "name similar terms in `confused_with`, or add terms to the group";
            note(places.group, message, help)
        })
    };
    terms(checked).filter_map(find).collect()
}

/// Returns `text` in lowercase and without punctuation for use in comparisons.
fn normal(text: &str) -> String {
    let words: Vec<_> = split(text).map(str::to_lowercase).collect();
    words.join(" ")
}

/// Returns every word in `text` that is neither generic nor in `common`, without repetitions and in
/// the singular.
fn distinctive_words(text: &str, common: &HashSet<String>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in split(text).filter(|word| !is_in(GENERIC, word)) {
        let word = singular(&word.to_lowercase()).to_owned();
        if !words.contains(&word) && !common.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Removes a possessive or plural ending.
fn singular(word: &str) -> &str {
    let owner = word.strip_suffix("'s").or(word.strip_suffix("’s"));
    let word = owner.unwrap_or(word);
    match word.strip_suffix('s') {
        Some(bare) if bare.len() > 2 && !bare.ends_with('s') => bare,
        _ => word,
    }
}

/// Returns whether two words are equal or share most of their leading letters, such as `migrate`
/// and `migration`.
fn are_forms_of_one(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let pairs = one.chars().zip(other.chars());
    let common = pairs.take_while(|(one, other)| one == other).count();
    let longer = one.chars().count().max(other.chars().count());
    common >= ROOT && common * 3 >= longer * 2
}

#[cfg(test)]
mod tests;
