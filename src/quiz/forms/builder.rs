//! Fills exam forms one by one so that they share no question.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use super::{CLASSES, Form, FormSlot, Quota, Section, Stratum};
use crate::model::{Bank, Component, Question};

/// A question, a flag that is `true` if it is scored, and its stratum.
type Taken<'a> = (&'a Arc<Question>, bool, Stratum);

/// Selects the questions for one form at a time.
pub struct FormBuilder<'a> {
    /// The questions that are not in any form.
    open: HashMap<Stratum, Vec<&'a Arc<Question>>>,
    /// The number of questions on each fact or cell that are not in any form.
    left: HashMap<&'a Component, usize>,
}

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
    pub fn new(bank: &'a Bank, strata: &'a HashMap<Stratum, Vec<Arc<Question>>>) -> Self {
        let mut left = HashMap::new();
        for component in bank.questions.iter().flat_map(|it| &it.components) {
            *left.entry(component).or_default() += 1;
        }
        let open = strata.iter();
        let open = open.map(|(stratum, questions)| (*stratum, questions.iter().collect()));
        Self {
            open: open.collect(),
            left,
        }
    }

    /// Selects the questions for form number `number`. Returns `None` if there are not enough
    /// questions. If `keeps` is `true`, every fact keeps at least one question that is not in any
    /// form.
    pub fn form(&mut self, sections: &[Section], number: usize, keeps: bool) -> Option<Form> {
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
        for (question, _, stratum) in &places {
            if let Some(open) = self.open.get_mut(stratum) {
                open.retain(|it| !Arc::ptr_eq(it, question));
            }
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
        let questions = self.open.get(&stratum).filter(|_| !is_closed);
        questions
            .into_iter()
            .flatten()
            .copied()
            .filter(move |question| {
                let spares = |it| !draft.keeps || self.left.get(it).is_some_and(|left| *left > 1);
                let mut components = question.components.iter();
                let mut places = draft.places.iter();
                components.all(|it| !draft.asked.contains(it) && spares(it))
                    && places.all(|(it, ..)| !Arc::ptr_eq(it, question))
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
