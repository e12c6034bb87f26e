//! What a record comes to at a glance: all that a first screen says of it, and small
//! however much was learnt, so that nobody waits for the record to begin.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{ReadyPoint, Record};
use crate::model::{Component, QuestionId};
use crate::quiz::Tally;

/// The version of what a brief holds: one of another is made anew.
pub const BRIEF_VERSION: u32 = 2;

/// Days that are told one by one, today among them.
const DAYS: i32 = 7;

/// A record in a few numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// The local day on which it was made.
    day: i32,
    pub all: Tally,
    /// Sessions and answers that could not be read.
    pub unread: usize,
    /// Something was answered, whatever was begun anew since.
    pub begun: bool,
    /// Questions that were answered at least once.
    pub seen: usize,
    /// Questions that wait to be put right; those missed by someone sure; those
    /// that were right in one sitting since.
    pub missed: usize,
    pub sure: usize,
    pub righted: usize,
    /// Flagged questions.
    pub flagged: usize,
    /// Cells that were right more often than wrong.
    pub cells: usize,
    /// Facts that were asked for.
    pub known: usize,
    /// How many facts and cells are due from each local day on.
    due: BTreeMap<i32, usize>,
    /// The last days, as far as something was answered on them.
    days: BTreeMap<i32, Studied>,
    /// How ready the learner was when that was last told.
    pub ready: Option<ReadyPoint>,
}

/// One day in two numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Studied {
    pub all: Tally,
    pub took: Duration,
}

impl Brief {
    /// What `record` comes to on the local day `today`, and later.
    pub fn of(record: &Record, today: i32) -> Self {
        let mut due: BTreeMap<i32, usize> = BTreeMap::new();
        let mut known = 0;
        for (component, it) in &record.knowledge {
            let memory = &it.memory;
            let Some(day) = memory.due() else {
                continue;
            };
            let day = if memory.sure_and_wrong { i32::MIN } else { day };
            *due.entry(day).or_default() += 1;
            // A question that names no fact is one of its own.
            if let Component::Fact(id) = component
                && !record
                    .questions
                    .contains_key(&QuestionId::from(id.as_str()))
            {
                known += 1;
            }
        }
        let first = today.saturating_sub(DAYS - 1);
        let days = record.days.range(first..).map(|(number, day)| {
            let (all, took) = (day.all(), day.took);
            (*number, Studied { all, took })
        });
        let missed = &record.missed;
        Self {
            day: today,
            all: record.all,
            unread: record.unread,
            begun: !record.days.is_empty(),
            seen: record.last_seen.len(),
            missed: missed.len(),
            sure: missed.iter().filter(|it| it.sure).count(),
            righted: missed.iter().filter(|it| it.righted > 0).count(),
            flagged: record.flagged.len(),
            cells: {
                let cells = record.cells.values();
                cells.filter(|(right, wrong)| right > wrong).count()
            },
            known,
            due,
            days: days.collect(),
            ready: record.ready.last().copied(),
        }
    }

    /// Whether `record` comes to this.
    pub fn is_of(&self, record: &Record) -> bool {
        *self == Self::of(record, self.day)
    }

    /// Whether it says of the local day `today` what the record would: days before
    /// the one on which it was made are left out of it.
    pub fn holds_on(&self, today: i32) -> bool {
        self.day <= today
    }

    /// How many facts and cells are due on the local day `today`.
    pub fn due(&self, today: i32) -> usize {
        self.due.range(..=today).map(|(_, count)| count).sum()
    }

    /// What was done on the local day `number`, one of the last seven.
    pub fn on(&self, number: i32) -> Studied {
        self.days.get(&number).copied().unwrap_or_default()
    }
}
