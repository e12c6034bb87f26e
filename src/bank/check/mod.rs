//! Checks the contents of a bank: that its keys agree with its tables, that it is complete, and
//! that its questions do not give their answers away.
//!
//! A rule is a function from a [`QuestionBatch`] or from the [`BankDigest`] to its findings. The
//! digest keeps only those parts of a question that bank-wide rules need. Rules ignore suppressions
//! and output: [`suppression`] removes the findings that an author has allowed with a reason, and
//! [`Report`] presents the rest. Nothing here reads a clock.

mod absolutes;
mod asked;
mod batch;
mod bullets;
mod chance;
mod common;
mod complete;
mod digest;
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

use super::load::{Progress, begin};
use super::queue::PlacedQuestion;
use super::spans::QuestionSpans;
use super::{Files, Loaded, Origin, cores};
use crate::diagnostic::Diagnostic;
use crate::model::Question;
use batch::{BankContext, QuestionBatch};
use digest::{BankDigest, BatchDigest};
use rule::RuleFinding;

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

/// The number of questions that a core checks at a time.
const PORTION: usize = 500;

/// Checks a loaded bank. The age of its sources is checked only if `today` is given.
pub fn check(loaded: &Loaded, today: Option<Date>) -> Report {
    let ground = BankContext {
        bank: &loaded.bank,
        places: &loaded.places,
        files: &loaded.files,
        today,
    };
    let questions = loaded.bank.questions.iter().map(|it| &**it);
    let questions: Vec<_> = questions.zip(&loaded.places.questions).collect();
    let portions: Vec<_> = questions.chunks(PORTION).collect();
    let mut look = Checker::new(ground);
    for seen in cores::each(&portions, |portion| BatchFindings::at(ground, portion)) {
        look.add(seen);
    }
    look.conclude(loaded.problems.clone())
}

/// Checks the bank in `files` without keeping all of its questions in memory. `progress` is called
/// periodically with the number of bytes of questions checked so far and the total.
pub fn check_files(
    files: Files,
    origin: &Origin,
    today: Option<Date>,
    progress: Progress<'_>,
) -> Report {
    let (frame, mut queue) = begin(files, origin);
    let ground = BankContext {
        bank: &frame.bank,
        places: &frame.places,
        files: &frame.files,
        today,
    };
    let see = |placed: Vec<PlacedQuestion>| {
        let questions: Vec<_> = placed.iter().map(|(it, places)| (it, places)).collect();
        BatchFindings::at(ground, &questions)
    };
    let mut look = Checker::new(ground);
    while let Some(batch) = queue.next(&frame, see) {
        for seen in batch {
            look.add(seen);
        }
        let (done, all) = queue.progress();
        progress(done, all);
    }
    look.conclude(queue.problems(&frame.files))
}

/// The results of checking a batch of questions.
struct BatchFindings {
    /// The findings of each rule; indexes of questions are relative to the batch.
    found: Vec<Vec<RuleFinding>>,
    digest: BatchDigest,
}

impl BatchFindings {
    fn at(ground: BankContext<'_>, questions: &[(&Question, &QuestionSpans)]) -> Self {
        let case = QuestionBatch::new(ground, questions);
        let found = RULES.iter().map(|rule| rule.find.in_questions());
        let found = found.map(|find| find.map_or(Vec::new(), |find| find(&case)));
        Self {
            found: found.collect(),
            digest: BatchDigest::of(case),
        }
    }
}

/// A check in progress. The results of batches are added in the order of the questions.
struct Checker<'a> {
    whole: BankDigest<'a>,
    /// The findings of each rule on individual questions.
    found: Vec<Vec<RuleFinding>>,
}

impl<'a> Checker<'a> {
    fn new(ground: BankContext<'a>) -> Self {
        Self {
            whole: BankDigest::new(ground),
            found: RULES.iter().map(|_| Vec::new()).collect(),
        }
    }

    fn add(&mut self, seen: BatchFindings) {
        let before = self.whole.questions.len();
        for (all, some) in self.found.iter_mut().zip(seen.found) {
            all.extend(some.into_iter().map(|note| note.offset_by(before)));
        }
        self.whole.add(seen.digest);
    }

    /// Runs the bank-wide rules and builds the report. `problems` were found while reading the
    /// bank.
    fn conclude(mut self, problems: Vec<Diagnostic>) -> Report {
        self.whole.problems = problems.len();
        let whole = &self.whole;
        let in_bank = cores::each(RULES, |rule| match rule.find.in_bank() {
            Some(find) => find(whole),
            None => Vec::new(),
        });
        let found = RULES.iter().zip(self.found.into_iter().zip(in_bank));
        let found = found.flat_map(|(rule, (some, others))| {
            let notes = some.into_iter().chain(others);
            notes.map(move |note| (*rule, note))
        });
        let judged = suppression::judge(whole, found.collect());
        Report::new(whole, judged, problems)
    }
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
