//! How well a learner knows what they know: the share right by how sure they were.

use serde::{Deserialize, Serialize};

use crate::quiz::{Confidence, Tally};

/// Answers by how sure they were marked; the last is unmarked.
const LEVELS: [Option<Confidence>; 4] = [
    Some(Confidence::Sure),
    Some(Confidence::Unsure),
    Some(Confidence::Guess),
    None,
];

/// Right answers and all answers by how sure they were marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sureness {
    counts: [(usize, usize); LEVELS.len()],
}

impl Sureness {
    pub fn add(&mut self, confidence: Option<Confidence>, right: bool) {
        let at = LEVELS.iter().position(|level| *level == confidence);
        // Every confidence is a level.
        if let Some((rights, of)) = at.and_then(|at| self.counts.get_mut(at)) {
            *rights += usize::from(right);
            *of += 1;
        }
    }

    /// From sure to guess, then those unmarked.
    pub fn levels(&self) -> impl Iterator<Item = (Option<Confidence>, Tally)> + '_ {
        let each = LEVELS.iter().zip(&self.counts);
        each.map(|(level, (right, of))| {
            let (right, of) = (*right, *of);
            (*level, Tally { right, of })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Sureness;
    use crate::quiz::Confidence::{Guess, Sure};

    #[test]
    fn answers_count_by_how_sure_they_were() {
        let mut sureness = Sureness::default();
        for (confidence, right) in [
            (Some(Sure), true),
            (Some(Sure), false),
            (Some(Guess), true),
            (None, false),
        ] {
            sureness.add(confidence, right);
        }
        let counts: Vec<_> = sureness.levels().map(|(_, it)| (it.right, it.of)).collect();
        assert_eq!(counts, [(1, 2), (0, 0), (1, 1), (0, 1)]);
        let text = serde_json::to_string(&sureness).expect("it can be written");
        assert_eq!(
            serde_json::from_str::<Sureness>(&text).expect("it can be read"),
            sureness
        );
    }
}
