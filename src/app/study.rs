//! The study plan, today's queue, and the reason for each question in the queue.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::{App, HistorySnapshot, QuestionSource, Selection};
use crate::learn::{DailyGoal, Goal, Missed, Note, Planned, Request, is_last_round, plan};
use crate::model::{Component, Question, QuestionId};
use crate::quiz::{DrawnQuestion, Reason};
use crate::store::TimedNote;

/// The exam date and the daily goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StudyPlan {
    pub exam: Option<Date>,
    /// `None` if the learner did not set a goal.
    pub daily: Option<DailyGoal>,
}

impl StudyPlan {
    /// Returns the latest plan in `notes`.
    pub(super) fn of(notes: &[TimedNote]) -> Self {
        let made = notes.iter().rev().find_map(|noted| match &noted.note {
            Note::Planned {
                exam,
                minutes_per_day,
                questions_per_day,
            } => Some(Self {
                exam: *exam,
                daily: minutes_per_day
                    .map(DailyGoal::Minutes)
                    .or(questions_per_day.map(DailyGoal::Questions)),
            }),
            _ => None,
        });
        made.unwrap_or_default()
    }

    pub fn goal_or_default(self) -> DailyGoal {
        self.daily.unwrap_or_default()
    }

    /// Converts the plan to a goal for scheduling. `today` is the local date, in days since 1970.
    pub fn goal(self, today: i32) -> Goal {
        Goal {
            today,
            exam: self.exam.map(day_number),
            daily: self.goal_or_default(),
        }
    }
}

impl From<StudyPlan> for Note {
    fn from(plan: StudyPlan) -> Self {
        Self::Planned {
            exam: plan.exam,
            minutes_per_day: plan.daily.and_then(DailyGoal::minutes),
            questions_per_day: plan.daily.and_then(DailyGoal::questions),
        }
    }
}

/// Returns the number of days from January 1, 1970, to `date`.
pub fn day_number(date: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    (date - epoch).get_days()
}

impl App {
    /// Returns all questions that are worth asking, most useful first.
    pub fn study_order(&self, overview: &HistorySnapshot, count: usize, seed: u64) -> Vec<Planned> {
        let goal = overview.plan.goal(overview.today);
        let record = &overview.record;
        let request = Request { count, seed };
        plan(
            self.bank(),
            &record.knowledge,
            self.exposure(overview),
            goal,
            request,
        )
    }

    /// Returns today's queue with the reason for each question. The queue contains one question
    /// about every due fact, cell, and term, followed by other missed questions, questions about
    /// new facts, and the remaining questions.
    pub(super) fn todays_pool(
        &self,
        selection: &Selection,
        overview: &HistorySnapshot,
        seed: u64,
    ) -> Vec<Planned> {
        let (bank, record) = (self.bank(), &overview.record);
        let mut planned = self.study_order(overview, usize::MAX, seed);
        planned.retain(|it| selection.has_topic(&it.question.topic));
        if is_last_round(bank, overview.plan.goal(overview.today)) {
            return planned;
        }
        let is_due = |it: &Planned| {
            let known = record.knowledge.get(&it.component);
            it.why != Reason::Another && known.is_some_and(|it| it.memory.is_due(overview.today))
        };
        let (mut queue, rest): (Vec<_>, Vec<_>) = planned.into_iter().partition(is_due);
        let missed: HashSet<&QuestionId> = record.missed.iter().map(|it| &it.question).collect();
        let (missed, rest): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|it| missed.contains(&it.question.id));
        let missed = missed.into_iter().map(|it| Planned {
            why: drawn_because(&it.question, QuestionSource::Missed, overview),
            ..it
        });
        queue.extend(missed);
        queue.extend(rest);
        queue
    }
}

/// Sets the reason for each drawn question.
pub(super) fn explain(
    draws: &mut [DrawnQuestion],
    which: QuestionSource,
    planned: &[Planned],
    overview: &HistorySnapshot,
) {
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

/// Sets the reason for each mock exam question that the learner has seen before.
pub(super) fn explain_returned(draws: &mut [DrawnQuestion], overview: &HistorySnapshot) {
    for draw in draws {
        if overview.record.last_seen.contains_key(&draw.question.id) {
            draw.why = Some(drawn_because(&draw.question, QuestionSource::All, overview));
        }
    }
}

/// Returns the indices of the drawn questions whose fact was missed so often that the fact is shown
/// before the question.
pub(super) fn facts_to_show_first(draws: &[DrawnQuestion], planned: &[Planned]) -> Vec<usize> {
    let is_leech = |draw: &DrawnQuestion| {
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

fn drawn_because(
    question: &Arc<Question>,
    which: QuestionSource,
    overview: &HistorySnapshot,
) -> Reason {
    let record = &overview.record;
    let calendar = overview.calendar;
    let id = Missed::id_of(question);
    let missed = record.missed.iter().find(|it| it.question == id);
    match (which, missed, record.last_seen.get(&question.id)) {
        (QuestionSource::Missed, Some(missed), _) => Reason::Missed {
            days: calendar.days_ago(missed.day),
            sure: missed.sure,
            righted: missed.righted > 0,
        },
        (QuestionSource::Flagged, _, _) => Reason::Flagged,
        (_, _, None) => Reason::NotSeen,
        (_, _, Some(at_ms)) => Reason::Seen {
            days: calendar.days_ago(calendar.day_of(*at_ms, overview.offset_s)),
        },
    }
}
