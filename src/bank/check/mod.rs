//! Checks that a bank's keys agree with its tables, that the bank is complete, and that its
//! questions do not give away their answers.
//!
//! A rule is a function from a [`CheckedBank`] to its findings. Rules ignore suppressions and
//! output: [`suppression`] removes the findings that an author has allowed with a reason, and
//! [`Report`] presents the rest. No code in this module reads a clock.

mod absolutes;
mod asked;
mod bullets;
mod chance;
mod checked;
mod common;
mod complete;
mod echo;
mod exam_form;
mod key;
mod letters;
mod negation;
mod options;
mod owner;
mod parties;
mod replaced;
mod report;
mod rule;
mod sources;
mod stems;
mod suppression;
mod tables;
mod terms;
#[cfg(test)]
mod testing;
mod truth;
mod words;

use jiff::civil::Date;

use super::Loaded;
use crate::cores;
use checked::CheckedBank;

pub use asked::FEWEST_QUESTIONS;
pub use report::{FindingCounts, Report};
pub use rule::Rule;
#[cfg(test)]
pub use suppression::is_excusable;

/// All rules, most important first.
pub static RULES: &[&Rule] = &[
    &truth::KEY_CONTRADICTS,
    &truth::WRONG_IS_TRUE,
    &truth::CONTESTED_CLAIM,
    &truth::UNKNOWN_CLAIM,
    &asked::CONTESTED_ASKED,
    &owner::OWNER_WITHOUT_CLAIM,
    &exam_form::SELECT_COUNT,
    &exam_form::SELECT_MISSING,
    &exam_form::OPTION_NUMBER,
    &negation::MARK_MISSING,
    &negation::NOT_NEGATED,
    &negation::UNMARKED,
    &complete::NOTHING_TO_ASK,
    &bullets::SELDOM_ASKED,
    &replaced::BAD_REPLACEMENT,
    &tables::ONE_VALUE,
    &terms::NAME_TWICE,
    &terms::DEFINITION_TWICE,
    &terms::BAD_REFERENCE,
    &terms::ONE_SIDED_OVERLAP,
    &terms::CONFUSED_OVERLAP,
    &terms::LONG_DEFINITION,
    &terms::GIVES_NAME_AWAY,
    &terms::SMALL_GROUP,
    &complete::UNEXPLAINED,
    &complete::NO_ABOUT,
    &asked::SELDOM_ASKED,
    &asked::ONE_SHAPE,
    &sources::NO_SOURCE,
    &sources::UNUSED,
    &sources::UNREADABLE_DATE,
    &sources::STALE,
    &sources::HEADING_WITHOUT_FACT,
    &key::LONGEST,
    &key::POSITION,
    &absolutes::IN_WRONG_OPTIONS,
    &absolutes::GIVE_AWAY,
    &echo::STEM_ECHO,
    &options::ALL_OF_THE_ABOVE,
    &options::OVERLAP,
    &options::NUMBERS_UNORDERED,
    &letters::OPTION_NAMES_OTHERS,
    &letters::SPEAKS_OF_PLACES,
    &stems::DUPLICATE,
    &stems::NEAR_DUPLICATE,
    &suppression::BAD,
    &suppression::UNUSED,
];

/// Checks a loaded bank. The age of its sources is checked only if `today` is given.
pub fn check(loaded: &Loaded, today: Option<Date>) -> Report {
    let checked = CheckedBank::new(loaded, today);
    let found = cores::each(RULES, |rule| (rule.find)(&checked));
    let found = RULES.iter().zip(found);
    let found = found.flat_map(|(rule, notes)| notes.into_iter().map(|note| (*rule, note)));
    let judged = suppression::judge(&checked, found.collect());
    Report::new(&checked, judged, loaded.problems.clone())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::RULES;

    #[test]
    fn names_are_ids_and_unique() {
        let names: HashSet<_> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        assert!(names.iter().all(|name| crate::model::is_valid_id(name)));
    }
}
