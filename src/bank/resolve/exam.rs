//! Resolves `[exam]`, which describes the exam that a bank prepares for.

use std::collections::HashSet;
use std::ops::Range;

use super::{Resolver, text};
use crate::bank::located::Located;
use crate::bank::raw::{self, Number};
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::{Blueprint, Domain, Scale};

/// The maximum value of a number in `[exam]`. It is more than any exam needs but small enough that
/// sums cannot overflow.
const MOST: u32 = 10_000;

/// A mistake in `[exam]`: its position in the table and a message.
type Mistake = (Range<usize>, String);

impl Resolver<'_> {
    /// Returns the exam blueprint. If mock exams cannot follow the blueprint, reports the reason
    /// and returns `None`.
    pub(super) fn exam(&mut self, item: &Item<raw::Exam>) -> Option<Blueprint> {
        match blueprint(&item.value) {
            Ok(blueprint) => Some(blueprint),
            Err((span, message)) => {
                let help =
                    "fix [exam]; until then, mock exams use the usual number of questions and time";
                let fault = Fault::new(item.inside(span), "bad-exam", message, help);
                self.report(item, fault);
                None
            }
        }
    }
}

fn blueprint(raw: &raw::Exam) -> Result<Blueprint, Mistake> {
    let unscored = raw.unscored.as_ref();
    let scale = &raw.scale;
    let blueprint = Blueprint {
        minutes: whole("minutes", &raw.minutes, 1)?,
        scored: whole("scored", &raw.scored, 1)?,
        unscored: unscored.map_or(Ok(0), |number| whole("unscored", number, 0))?,
        scale: Scale {
            min: whole("min", &scale.min, 0)?,
            max: whole("max", &scale.max, 0)?,
            pass: whole("pass", &scale.pass, 0)?,
        },
        guide: raw.guide.as_deref().map(text),
        domains: domains(&raw.domains)?,
    };
    let Scale { min, max, pass } = blueprint.scale;
    if min >= max {
        let message = "in the scale, `max` must be higher than `min`".to_owned();
        return Err((scale.max.span(), message));
    }
    if !(min..=max).contains(&pass) {
        let message = "`pass` must be between `min` and `max`".to_owned();
        return Err((scale.pass.span(), message));
    }
    Ok(blueprint)
}

fn domains(raw: &[raw::Domain]) -> Result<Vec<Domain>, Mistake> {
    let mut ids = HashSet::new();
    let mut domains = Vec::new();
    for domain in raw {
        let weight = whole("weight", &domain.weight, 0)?;
        if !ids.insert(&domain.id) {
            let message = format!("two domains of the exam have the ID `{}`", domain.id);
            return Err((domain.weight.span(), message));
        }
        domains.push(Domain {
            id: text(&domain.id),
            title: text(&domain.title),
            weight,
        });
    }
    match raw.first() {
        Some(first) if domains.iter().all(|domain| domain.weight == 0) => {
            let message = "at least one domain needs a weight above 0".to_owned();
            Err((first.weight.span(), message))
        }
        _ => Ok(domains),
    }
}

/// Returns `number` if it is a whole number from `least` to [`MOST`].
fn whole(name: &str, number: &Located<Number>, least: u32) -> Result<u32, Mistake> {
    let Number(value) = **number;
    value
        .filter(|value| (least..=MOST).contains(value))
        .ok_or_else(|| {
            let message = format!("`{name}` must be a whole number from {least} to 10,000");
            (number.span(), message)
        })
}
