//! What is believed wrongly, over all sittings.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::quiz::Myth;

/// How firmly a wrong belief is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// How often an option was chosen that states it.
    pub times: u32,
    /// … by someone who was sure.
    pub sure: u32,
    /// The last time, UTC milliseconds.
    pub at_ms: i64,
}

/// The wrong beliefs that were shown; no more than the bank has wrong options.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(Myth, Held)>", into = "Vec<(Myth, Held)>")]
pub struct Misbeliefs {
    held: HashMap<Myth, Held>,
}

impl Misbeliefs {
    /// Takes in that an option was chosen that states `myth`.
    pub fn add(&mut self, myth: Myth, sure: bool, at_ms: i64) {
        let held = self.held.entry(myth).or_default();
        held.times = held.times.saturating_add(1);
        held.sure = held.sure.saturating_add(u32::from(sure));
        held.at_ms = held.at_ms.max(at_ms);
    }

    /// Those chosen most often first, then those chosen last.
    pub fn ranked(&self) -> Vec<(&Myth, Held)> {
        let mut ranked: Vec<_> = self.held.iter().map(|(myth, held)| (myth, *held)).collect();
        ranked.sort_by_cached_key(|(myth, held)| {
            let often = std::cmp::Reverse((held.times, held.sure, held.at_ms));
            // Whatever is alike in all that stands in one order too.
            (often, format!("{myth:?}"))
        });
        ranked
    }
}

impl From<Vec<(Myth, Held)>> for Misbeliefs {
    fn from(held: Vec<(Myth, Held)>) -> Self {
        Self {
            held: held.into_iter().collect(),
        }
    }
}

impl From<Misbeliefs> for Vec<(Myth, Held)> {
    fn from(beliefs: Misbeliefs) -> Self {
        let ranked = beliefs.ranked().into_iter();
        ranked.map(|(myth, held)| (myth.clone(), held)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Misbeliefs;
    use crate::quiz::Myth;

    #[test]
    fn the_belief_shown_most_often_comes_first() {
        let against = |fact: &str| Myth::Against(fact.into());
        let mut beliefs = Misbeliefs::default();
        for (fact, sure, at_ms) in [
            ("a", false, 1),
            ("b", true, 2),
            ("b", false, 3),
            ("c", true, 4),
        ] {
            beliefs.add(against(fact), sure, at_ms);
        }
        let order: Vec<_> = beliefs
            .ranked()
            .into_iter()
            .map(|(myth, held)| (myth.clone(), held.times, held.sure, held.at_ms))
            .collect();
        assert_eq!(
            order,
            [
                (against("b"), 2, 1, 3),
                (against("c"), 1, 1, 4),
                (against("a"), 1, 0, 1)
            ]
        );
        let text = serde_json::to_string(&beliefs).expect("it can be written");
        assert_eq!(
            serde_json::from_str::<Misbeliefs>(&text).expect("it can be read"),
            beliefs
        );
    }
}
