//! Exam forms: disjoint sets of questions. Each form is a mock exam.
//!
//! All forms of a bank have the same number of questions from each domain, and within each domain
//! the same mix of question types and difficulty levels. The tasks of a domain have equal shares,
//! and the remainder rotates from form to form. No form asks about a fact twice.
//!
//! Forms depend only on the bank. Questions are ordered by a hash of the bank ID and the question
//! ID, so adding a question to a bank moves only a few others.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::blueprint::{apportion, fills};
use super::weights::Weights;
use crate::model::{Bank, Blueprint, Component, Question, QuestionId};

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
        let strata = strata(bank);
        let sections = sections(bank, blueprint, &strata);
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
fn strata(bank: &Bank) -> HashMap<Stratum, Vec<Arc<Question>>> {
    let weights = Weights::of(bank);
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
    bank: &Bank,
    blueprint: &Blueprint,
    strata: &HashMap<Stratum, Vec<Arc<Question>>>,
) -> Vec<Section> {
    let weights = Weights::of(bank);
    let of_domain: Vec<_> = blueprint.domains.iter().map(|it| it.weight).collect();
    let scored = apportion(blueprint.scored as usize, &of_domain);
    let unscored = apportion(blueprint.unscored as usize, &of_domain);
    let size = |part, class| strata.get(&Stratum { part, class }).map_or(0, Vec::len);
    let domains = blueprint
        .domains
        .iter()
        .zip(scored.into_iter().zip(unscored));
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

/// Selects the questions for one form at a time.
struct FormBuilder<'a> {
    strata: &'a HashMap<Stratum, Vec<Arc<Question>>>,
    taken: HashSet<&'a QuestionId>,
    /// The number of questions on each fact or cell that are not in any form.
    left: HashMap<&'a Component, usize>,
}

/// A question, a flag that is `true` if it is scored, and its stratum.
type Taken<'a> = (&'a Arc<Question>, bool, Stratum);

/// A form under construction.
struct Draft<'a> {
    places: Vec<Taken<'a>>,
    asked: HashSet<&'a Component>,
    /// The strata that ran out of suitable questions in an earlier attempt, because the form
    /// already asked about their facts.
    closed: HashSet<Stratum>,
    /// `true` if every fact must keep at least one question that is not in any form.
    keeps: bool,
}

impl<'a> FormBuilder<'a> {
    fn new(bank: &'a Bank, strata: &'a HashMap<Stratum, Vec<Arc<Question>>>) -> Self {
        let mut left = HashMap::new();
        for component in bank.questions.iter().flat_map(|it| &it.components) {
            *left.entry(component).or_default() += 1;
        }
        Self {
            strata,
            taken: HashSet::new(),
            left,
        }
    }

    /// Selects the questions for form number `number`. Returns `None` if there are not enough
    /// questions. If `keeps` is `true`, every fact keeps at least one question that is not in any
    /// form.
    fn form(&mut self, sections: &[Section], number: usize, keeps: bool) -> Option<Form> {
        let mut closed = HashSet::new();
        let places = loop {
            let draft = Draft {
                places: Vec::new(),
                asked: HashSet::new(),
                closed: closed.clone(),
                keeps,
            };
            match self.fill(draft, sections, number) {
                Ok(places) => break places,
                Err(Some(stratum)) if closed.insert(stratum) => {}
                Err(_) => return None,
            }
        };
        for (question, ..) in &places {
            self.taken.insert(&question.id);
            for component in &question.components {
                self.left.entry(component).and_modify(|it| *it -= 1);
            }
        }
        let places = places.into_iter();
        let form = places.map(|(question, scored, stratum)| FormSlot {
            question: Arc::clone(question),
            scored,
            stratum,
        });
        Some(form.collect())
    }

    /// Fills `draft` with questions.
    ///
    /// # Errors
    ///
    /// Returns the stratum that ran out of questions, or `None` if the shortage is not due to a
    /// single stratum.
    fn fill(
        &self,
        mut draft: Draft<'a>,
        sections: &[Section],
        number: usize,
    ) -> Result<Vec<Taken<'a>>, Option<Stratum>> {
        for section in sections {
            let of = section.parts.len().max(1);
            // If the questions cannot be divided evenly among the tasks, the remainder rotates from
            // form to form.
            let extra = (section.scored.all % of, section.unscored.all % of);
            let first = number * (extra.0 + extra.1);
            let quotas = [
                (&section.scored, first, true),
                (&section.unscored, first + extra.0, false),
            ];
            for (quota, first, scored) in quotas {
                let parts = share_parts(&section.parts, quota.all, first);
                for stratum in self.assign(&parts, quota, &draft).ok_or(None)? {
                    let question = self.open(stratum, &draft).next().ok_or(Some(stratum))?;
                    draft.asked.extend(&question.components);
                    draft.places.push((question, scored, stratum));
                }
            }
        }
        Ok(draft.places)
    }

    /// Returns the questions of `stratum` that can be added to `draft`.
    fn open<'d>(
        &'d self,
        stratum: Stratum,
        draft: &'d Draft<'a>,
    ) -> impl Iterator<Item = &'a Arc<Question>> + 'd {
        let is_closed = draft.closed.contains(&stratum);
        let questions = self.strata.get(&stratum).filter(|_| !is_closed);
        questions.into_iter().flatten().filter(move |question| {
            let spares = |it| !draft.keeps || self.left.get(it).is_some_and(|left| *left > 1);
            !self.taken.contains(&question.id)
                && draft
                    .places
                    .iter()
                    .all(|(it, ..)| !Arc::ptr_eq(it, question))
                && question
                    .components
                    .iter()
                    .all(|it| !draft.asked.contains(it) && spares(it))
        })
    }

    /// Assigns a class to one question from each of `parts` so that the classes match `quota`.
    /// Returns `None` if there are not enough questions. This is a bipartite matching.
    fn assign(&self, parts: &[usize], quota: &Quota, draft: &Draft<'a>) -> Option<Vec<Stratum>> {
        let open = |part, class| self.open(Stratum { part, class }, draft).count();
        // Several rows can belong to the same part.
        let mut room_of: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut room = |part: usize| {
            let room = room_of.entry(part);
            let room = room.or_insert_with(|| (0..CLASSES).map(|it| open(part, it)).collect());
            room.clone()
        };
        let mut matching = Matching {
            room: parts.iter().map(|part| room(*part)).collect(),
            parts,
            quota: &quota.of_class,
            class_of: vec![None; parts.len()],
        };
        for row in 0..parts.len() {
            if !matching.assign_row(row, &mut [false; CLASSES]) {
                return None;
            }
        }
        let rows = parts.iter().zip(&matching.class_of);
        rows.map(|(part, class)| class.map(|class| Stratum { part: *part, class }))
            .collect()
    }
}

/// Returns the part for each of `count` questions. If `count` cannot be divided evenly among
/// `parts`, the parts starting at `first` (modulo the number of parts) receive one more question
/// each.
fn share_parts(parts: &[usize], count: usize, first: usize) -> Vec<usize> {
    let of = parts.len().max(1);
    let parts = parts.iter().cycle().skip(first % of);
    parts.take(count).copied().collect()
}

/// A matching between rows and classes. Each row belongs to a part.
struct Matching<'a> {
    parts: &'a [usize],
    /// For each row, the number of remaining questions in its part, by class.
    room: Vec<Vec<usize>>,
    quota: &'a [usize],
    class_of: Vec<Option<usize>>,
}

impl Matching<'_> {
    /// Assigns a class to `row` and moves other rows to other classes if necessary. Returns whether
    /// this was possible.
    fn assign_row(&mut self, row: usize, tried: &mut [bool; CLASSES]) -> bool {
        let part = self.parts[row];
        let mut classes: Vec<_> = (0..CLASSES).collect();
        let used =
            |it: &Self, class: usize| it.class_of.iter().filter(|at| **at == Some(class)).count();
        // Prefer the class with the most remaining questions so that a part's classes are used up
        // evenly.
        classes.sort_by_key(|class| {
            let open = self.quota[*class].saturating_sub(used(self, *class));
            std::cmp::Reverse(self.room[row][*class] * open)
        });
        for class in classes {
            let rows = self.parts.iter().zip(&self.class_of);
            let here = rows.filter(|(it, at)| **it == part && **at == Some(class));
            if tried[class] || self.quota[class] == 0 || here.count() >= self.room[row][class] {
                continue;
            }
            tried[class] = true;
            if used(self, class) < self.quota[class] {
                self.class_of[row] = Some(class);
                return true;
            }
            let others: Vec<_> = (0..self.parts.len())
                .filter(|other| self.class_of[*other] == Some(class))
                .collect();
            for other in others {
                if self.assign_row(other, tried) {
                    self.class_of[row] = Some(class);
                    return true;
                }
            }
        }
        false
    }
}
