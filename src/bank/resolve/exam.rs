//! The exam that a bank prepares for, if one can be sat by it.

use std::collections::HashSet;

use super::{Desk, Fault, text};
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::model::{Blueprint, Domain, Scale};

impl Desk<'_> {
    /// The exam's blueprint, if one can be sat by it.
    pub(super) fn exam(&mut self, item: Item<raw::Exam>) -> Option<Blueprint> {
        /// Far beyond any exam, and far below what counting could not hold.
        const MOST: u32 = 10_000;
        let raw = &item.value;
        let mut ids = HashSet::new();
        let wrong = if raw.minutes == 0 || raw.scored == 0 {
            Some("an exam needs minutes and scored questions")
        } else if [raw.minutes, raw.scored, raw.unscored]
            .iter()
            .any(|it| *it > MOST)
        {
            Some("an exam of more than 10,000 minutes or questions cannot be sat")
        } else if !raw.domains.is_empty() && raw.domains.iter().all(|domain| domain.weight == 0) {
            Some("an exam needs domains with weights")
        } else if raw.domains.iter().any(|domain| domain.weight > MOST) {
            Some("a domain's weight is in percent")
        } else if !raw.domains.iter().all(|domain| ids.insert(&domain.id)) {
            Some("two domains of the exam have the same id")
        } else if raw.scale.min >= raw.scale.max
            || !(raw.scale.min..=raw.scale.max).contains(&raw.scale.pass)
        {
            Some("the scale needs min below max, and pass between them")
        } else {
            None
        };
        if let Some(message) = wrong {
            let help = "mend the [exam] table; without it exams are sat at the usual pace";
            let fault = Fault::new(item.span.clone(), "bad-exam", message.into(), help);
            self.report(&item, fault);
            return None;
        }
        Some(blueprint(item.value))
    }
}

fn blueprint(raw: raw::Exam) -> Blueprint {
    Blueprint {
        minutes: raw.minutes,
        scored: raw.scored,
        unscored: raw.unscored,
        scale: Scale {
            min: raw.scale.min,
            max: raw.scale.max,
            pass: raw.scale.pass,
        },
        guide: raw.guide.as_deref().map(text),
        domains: raw
            .domains
            .into_iter()
            .map(|domain| Domain {
                id: text(&domain.id),
                title: text(&domain.title),
                weight: domain.weight,
            })
            .collect(),
    }
}
