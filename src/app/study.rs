//! The plan for an exam, what it has one study today, and why each question comes.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::{App, Home, Overview, Selection, Which};
use crate::learn::{Goal, Note, Planned, Request, plan};
use crate::model::{Component, Question, QuestionId};
use crate::quiz::{Draw, Reason};
use crate::store::Noted;

/// When the exam is, and how long one wants to study each day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StudyPlan {
    pub exam: Option<Date>,
    pub minutes_per_day: Option<u32>,
}

impl StudyPlan {
    /// The plan that was made last.
    pub(super) fn of(notes: &[Noted]) -> Self {
        let made = notes.iter().rev().find_map(|noted| match &noted.note {
            Note::Planned {
                exam,
                minutes_per_day,
            } => Some(Self {
                exam: *exam,
                minutes_per_day: *minutes_per_day,
            }),
            _ => None,
        });
        made.unwrap_or_default()
    }

    /// The plan as scheduling takes it; `today` is a local day since 1970.
    pub fn goal(self, today: i32) -> Goal {
        Goal {
            today,
            exam: self.exam.map(day_number),
            minutes: self.minutes_per_day,
        }
    }
}

impl From<StudyPlan> for Note {
    fn from(plan: StudyPlan) -> Self {
        Self::Planned {
            exam: plan.exam,
            minutes_per_day: plan.minutes_per_day,
        }
    }
}

/// Days since 1970.
pub fn day_number(date: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    (date - epoch).get_days()
}

/// What today has one study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// Facts and cells that have fallen below the recall aimed at.
    pub due: usize,
    /// Facts that were never asked for.
    pub new: usize,
    /// What was studied today already.
    pub studied: Duration,
    /// The minutes planned for a day, if there is a plan.
    pub minutes: Option<u32>,
    /// How many questions fit into what is left of them.
    pub fits: Option<usize>,
}

impl App {
    /// All questions worth asking, in the order in which they are needed most.
    pub fn needed(&self, overview: &Overview, count: usize, seed: u64) -> Vec<Planned> {
        let goal = overview.plan.goal(overview.today);
        let record = &overview.record;
        let request = Request { count, seed };
        plan(
            self.bank(),
            &record.knowledge,
            &record.last_seen,
            goal,
            request,
        )
    }

    /// Returns what to study today.
    pub fn today(&self, home: &Home) -> Today {
        let studied = home.summary.on(home.today).took;
        let minutes = home.plan.minutes_per_day;
        let left = minutes.map(|it| it.saturating_sub((studied.as_secs() / 60) as u32));
        let goal = Goal {
            minutes: left,
            ..home.plan.goal(home.today)
        };
        let facts = self.stats().all.askable_facts;
        Today {
            due: home.due(),
            new: facts.saturating_sub(home.summary.known),
            studied,
            minutes,
            fits: goal.fits(),
        }
    }

    /// The questions of a session on what is needed, and why each of them comes.
    pub(super) fn needed_pool(
        &self,
        selection: &Selection,
        overview: &Overview,
        seed: u64,
    ) -> Vec<Planned> {
        let all = self.bank().questions.len();
        let wanted = |it: &Planned| selection.has_topic(&it.question.topic);
        let mut planned = self.needed(overview, all, seed);
        planned.retain(wanted);
        planned
    }
}

/// Says of each draw why it came.
pub(super) fn explain(draws: &mut [Draw], which: Which, planned: &[Planned], overview: &Overview) {
    let whys: HashMap<&QuestionId, &Reason> = planned
        .iter()
        .map(|it| (&it.question.id, &it.why))
        .collect();
    for draw in draws {
        let id = &draw.question.id;
        draw.why = Some(match whys.get(id) {
            Some(why) => (*why).clone(),
            None => drawn_because(&draw.question, which, overview),
        });
    }
}

/// The places whose fact was failed so often that it is told before it is asked.
pub(super) fn leeches(draws: &[Draw], planned: &[Planned]) -> Vec<usize> {
    let is_leech = |draw: &Draw| {
        let mut of_it = planned
            .iter()
            .filter(|it| it.question.id == draw.question.id);
        of_it.any(|it| it.leech && matches!(it.component, Component::Fact(_)))
    };
    let places = draws.iter().enumerate();
    places
        .filter(|(_, draw)| is_leech(draw))
        .map(|(place, _)| place)
        .collect()
}

fn drawn_because(question: &Arc<Question>, which: Which, overview: &Overview) -> Reason {
    let record = &overview.record;
    let days_since = |at_ms: i64| {
        let calendar = overview.calendar;
        calendar.days_ago(calendar.day_of(at_ms, overview.offset_s))
    };
    let missed = record.missed.iter().find(|it| it.question == question.id);
    match (which, missed, record.last_seen.get(&question.id)) {
        (Which::Missed, Some(missed), _) => Reason::Missed {
            days: days_since(missed.at_ms),
            sure: missed.sure,
            righted: missed.righted > 0,
        },
        (Which::Flagged, _, _) => Reason::Flagged,
        (_, _, None) => Reason::NotSeen,
        (_, _, Some(at_ms)) => Reason::Seen {
            days: days_since(*at_ms),
        },
    }
}
