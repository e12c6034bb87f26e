//! Exam forms: disjoint sets of questions. Each form is a mock exam.
//!
//! All forms of a bank have the same number of questions from each domain, and within each domain
//! the same mix of question types and difficulty levels. The tasks of a domain have equal shares,
//! and the remainder rotates from form to form. No form asks about a fact twice.
//!
//! Forms depend only on the bank. Questions are ordered by a hash of the bank ID and the question
//! ID, so adding a question to a bank moves only a few others.

mod builder;

use std::collections::HashSet;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use xxhash_rust::xxh3::xxh3_64;

use builder::FormBuilder;

use super::blueprint::{apportion, fills, wanted};
use super::weights::Weights;
use crate::model::{Bank, Blueprint, Question, QuestionId};

/// The maximum number of forms in the reserve, which practice and study save for last.
const RESERVED: usize = 6;
/// The inverse of the maximum share of in-scope questions that the reserve may contain.
const MOST_RESERVED: usize = 4;
/// The number of classes: single and multiple response, each easy, medium, and hard.
const CLASSES: usize = 6;

/// The forms of a bank.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    all: Vec<Form>,
    /// The number of forms at the start of `all` whose questions make up the reserve.
    reserved: usize,
    reserve: HashSet<QuestionId>,
    /// The in-scope questions by task and class, used to replace questions that were already seen.
    strata: HashMap<Stratum, Vec<Arc<Question>>>,
}

/// The questions of a mock exam.
pub type Form = Vec<FormSlot>;

/// A question in a form.
#[derive(Clone, Debug)]
pub struct FormSlot {
    pub question: Arc<Question>,
    pub scored: bool,
    /// The group of questions that could replace this one without changing the mix.
    pub stratum: Stratum,
}

/// A part of the exam, such as a task, and one class of its questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stratum {
    part: usize,
    class: usize,
}

/// A domain, its tasks, and the number of its questions in each form.
struct Section {
    parts: Vec<usize>,
    scored: Quota,
    unscored: Quota,
}

/// The number of questions in each class.
struct Quota {
    of_class: Vec<usize>,
    all: usize,
}

impl Forms {
    /// Creates as many forms as the questions in `bank` allow. Creates none if the bank cannot fill
    /// its blueprint.
    pub fn of(bank: &Bank) -> Self {
        let Some(blueprint) = bank.exam.as_ref().filter(|it| fills(bank, it)) else {
            return Self::default();
        };
        let weights = Weights::of(bank);
        let strata = strata(bank, &weights);
        let sections = sections(blueprint, &weights, &strata);
        let mut maker = FormBuilder::new(bank, &strata);
        let questions: usize = strata.values().map(Vec::len).sum();
        let mut forms = Vec::new();
        let mut reserved = 0;
        loop {
            let size = (forms.len() + 1) * blueprint.shown() as usize;
            let reserves =
                reserved == forms.len() && reserved < RESERVED && size * MOST_RESERVED <= questions;
            let number = forms.len();
            let kept = reserves
                .then(|| maker.form(&sections, number, true))
                .flatten();
            reserved += usize::from(kept.is_some());
            let Some(form) = kept.or_else(|| maker.form(&sections, number, false)) else {
                break;
            };
            forms.push(form);
        }
        let of_reserve = forms.iter().take(reserved).flatten();
        Self {
            reserve: of_reserve.map(|it| it.question.id.clone()).collect(),
            reserved,
            all: forms,
            strata,
        }
    }

    /// Returns the number of forms.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the forms, each with a flag that is `true` if its questions are in the reserve.
    pub fn iter(&self) -> impl Iterator<Item = (&Form, bool)> {
        let forms = self.all.iter().enumerate();
        forms.map(|(number, form)| (form, number < self.reserved))
    }

    /// Returns the questions that practice and study save for last.
    pub fn reserve(&self) -> &HashSet<QuestionId> {
        &self.reserve
    }

    /// Returns all in-scope questions in `stratum`, in the order in which forms use them.
    pub fn of_stratum(&self, stratum: Stratum) -> &[Arc<Question>] {
        self.strata.get(&stratum).map_or(&[], Vec::as_slice)
    }
}

fn class_of(question: &Question) -> usize {
    let difficulty = usize::from(question.difficulty.clamp(1, 3)) - 1;
    CLASSES / 2 * usize::from(question.is_multiple_response()) + difficulty
}

/// Groups the in-scope questions by part and class.
fn strata(bank: &Bank, weights: &Weights) -> HashMap<Stratum, Vec<Arc<Question>>> {
    let mut strata: HashMap<Stratum, Vec<Arc<Question>>> = HashMap::new();
    for question in bank.questions.iter().filter(|it| bank.is_in_scope(it)) {
        if let Some(part) = weights.part_of(&question.topic) {
            let class = class_of(question);
            let stratum = strata.entry(Stratum { part, class }).or_default();
            stratum.push(Arc::clone(question));
        }
    }
    for questions in strata.values_mut() {
        questions.sort_by_cached_key(|it| xxh3_64(format!("{}/{}", bank.id, it.id).as_bytes()));
    }
    strata
}

fn sections(
    blueprint: &Blueprint,
    weights: &Weights,
    strata: &HashMap<Stratum, Vec<Arc<Question>>>,
) -> Vec<Section> {
    let size = |part, class| strata.get(&Stratum { part, class }).map_or(0, Vec::len);
    let domains = blueprint.domains.iter().zip(wanted(blueprint));
    let section = |(domain, (scored, unscored)): (&crate::model::Domain, (usize, usize))| {
        let of_domain = weights.of_domain(&domain.id).iter().copied();
        let parts: Vec<_> = of_domain
            .filter(|part| (0..CLASSES).any(|class| size(*part, class) > 0))
            .collect();
        let sizes = |class| parts.iter().map(|part| size(*part, class) as u32).sum();
        let sizes: Vec<u32> = (0..CLASSES).map(sizes).collect();
        // Apportion the total first so that the scored and unscored questions combined have the
        // correct mix.
        let all = apportion(scored + unscored, &sizes);
        let all: Vec<_> = all.into_iter().map(|it| it as u32).collect();
        let of_scored = apportion(scored, &all);
        let rest = all.iter().zip(&of_scored);
        let of_unscored = rest.map(|(all, scored)| *all as usize - scored).collect();
        Section {
            parts,
            scored: Quota {
                of_class: of_scored,
                all: scored,
            },
            unscored: Quota {
                of_class: of_unscored,
                all: unscored,
            },
        }
    };
    domains.map(section).collect()
}
