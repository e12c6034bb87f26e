//! The pages that the learner can open from the home screen and the recommended next step.

use std::time::Duration;

use super::drill::Urgency;
use super::words::{clock_left, count, items};
use super::{ActiveSession, App, HistorySnapshot, Home, QuestionSource, Selection, TodayQueue};
use crate::bank::BankStats;
use crate::quiz::{Kind, Moment, WhenClosed};
use crate::store::StoredSession;

/// The pages of a bank and the key that opens each page.
pub const MENU: [(char, &str); 10] = [
    ('1', "Practice"),
    ('2', "Timed exam"),
    ('3', "Review missed"),
    ('4', "Progress"),
    ('g', "Exam guide"),
    ('5', "Browse"),
    ('6', "Tables"),
    ('t', "Terms"),
    ('7', "Drill"),
    ('8', "Learn"),
];

/// Returns whether a bank with these `stats` has the page that `key` opens. Practice and exams
/// require questions, the pages for tables and drills require table cells, the page for terms
/// requires terms, lessons require facts, and the exam guide requires domains or tasks.
pub fn has_place(key: char, stats: &BankStats) -> bool {
    let (cells, facts) = (stats.all.cells, stats.all.facts);
    match key {
        '1' | '2' => stats.all.questions > 0,
        'g' => stats.exam.is_some() || !stats.tasks.is_empty(),
        '6' | '7' => cells > 0,
        't' => stats.all.terms > 0,
        '8' => facts > 0,
        _ => true,
    }
}

/// The time limit of the drill on the home screen.
pub const DRILL: Duration = Duration::from_secs(120);

/// The recommended next step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// The bank has no usable questions.
    #[default]
    Nothing,
    /// Resume an interrupted session.
    GoOn { words: String },
    /// Study this many questions from today's queue, until the daily goal is reached.
    Today {
        questions: usize,
        /// The number of minutes that they take.
        minutes: usize,
        /// The numbers of due, missed, and new items among them; `None` if the most useful
        /// questions come first, due or not.
        parts: Option<[usize; 3]>,
    },
    /// Drill the due items that only drills can ask about: terms, and cells that no question
    /// covers.
    Drill { cells: usize, terms: usize },
    /// Practice with ten mixed questions, or with all questions if the bank has fewer.
    Practice { questions: usize },
}

impl Next {
    /// Creates the default recommendation for a bank with this many `questions`.
    pub fn practice(questions: usize) -> Self {
        Self::Practice {
            questions: questions.min(Selection::default().count),
        }
    }

    /// Describes the recommendation.
    pub fn offer(&self) -> String {
        match self {
            Self::GoOn { words } => format!("Continue the {words}"),
            Self::Today {
                questions, parts, ..
            } => {
                let questions = count(*questions, "question", "questions");
                let parts = parts
                    .iter()
                    .flat_map(|it| it.iter().zip(["due", "missed", "new"]));
                let parts = parts.filter(|(count, _)| **count > 0);
                let parts: Vec<_> = parts
                    .map(|(count, name)| format!("{count} {name}"))
                    .collect();
                match parts.as_slice() {
                    [] => format!("Study {questions}"),
                    parts => format!("Study {questions}: {}", parts.join(", ")),
                }
            }
            Self::Drill { cells, terms } => {
                format!("Drill due items: {}", items(0, *cells, *terms))
            }
            Self::Practice { questions } => {
                let questions = count(*questions, "question", "questions");
                format!("Start a practice session of {questions}")
            }
            Self::Nothing => String::new(),
        }
    }
}

impl App {
    /// Returns the pages that this bank has.
    pub fn places(&self) -> impl Iterator<Item = (char, &'static str)> {
        let stats = self.stats();
        MENU.into_iter().filter(|(key, _)| has_place(*key, stats))
    }

    /// Returns the recommended next step, which is to resume the open session if there is one or to
    /// study today's queue otherwise.
    pub fn next(&self, home: &Home, now: &Moment) -> Next {
        match home.open_session() {
            Some(sat) if !self.stats().all.is_empty() => Next::GoOn {
                words: standing(sat, now),
            },
            _ => self.queue(home),
        }
    }

    /// Returns the recommended step for today's queue, ignoring open sessions.
    pub fn queue(&self, home: &Home) -> Next {
        let all = &self.stats().all;
        if all.is_empty() {
            return Next::Nothing;
        }
        let questions = all.questions;
        let today = TodayQueue::of(home, home.plan);
        let (due_cells, due_terms) = home.summary.due_in_drills(home.today);
        if home.summary.missed_questions == 0 && today.due > 0 && today.due == due_cells + due_terms
        {
            return Next::Drill {
                cells: due_cells,
                terms: due_terms,
            };
        }
        if home.summary.seen == 0 && questions > 0 {
            return Next::practice(questions);
        }
        let questions = self.study_count(home);
        Next::Today {
            questions,
            minutes: home.pace().minutes_for(questions) as usize,
            parts: self.study_parts(home, questions),
        }
    }

    /// Returns the number of questions in a study session: as many as today's goal still requires,
    /// or as many as in a practice session if the goal is reached.
    pub fn study_count(&self, home: &Home) -> usize {
        let left = match TodayQueue::of(home, home.plan).left {
            0 => Selection::default().count,
            left => left,
        };
        let all = &self.stats().all;
        // Every term is asked about in both directions.
        left.min(all.questions + 2 * all.terms + all.cells)
    }

    /// Returns the numbers of due, missed, and new items in a study session with `questions`
    /// questions before an exam. Missed items are due, too, from the day after the answer.
    fn study_parts(&self, home: &Home, questions: usize) -> Option<[usize; 3]> {
        let goal = home.plan.goal(home.today);
        if goal.is_last_round(self.stats().all.facts) {
            return None;
        }
        let today = TodayQueue::of(home, home.plan);
        let due = today.due.min(questions);
        let missed = today.missed.saturating_sub(today.due).min(questions - due);
        // Without an exam date, other items are mixed with new ones.
        let is_dated = goal.exam.is_some_and(|exam| exam >= goal.today);
        let new = if is_dated { today.new } else { 0 };
        Some([due, missed, new.min(questions - due - missed)])
    }

    /// Starts or resumes the recommended session. Returns `None` if there is nothing to do.
    pub fn begin_next(
        &mut self,
        next: &Next,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        match *next {
            Next::Nothing => None,
            Next::GoOn { .. } => {
                let sat = overview.open_session()?.clone();
                Some(self.resume(sat, now))
            }
            Next::Today { questions, .. } => {
                let selection = Selection {
                    which: QuestionSource::Due,
                    count: questions,
                    ..Selection::default()
                };
                self.practice(&selection, overview, now)
            }
            Next::Drill { .. } => {
                // Missed items also count as due.
                let mut urgent = [Urgency::Due, Urgency::Missed].into_iter();
                urgent.find_map(|urgency| self.drill_urgent(urgency, overview, now))
            }
            Next::Practice { .. } => self.practice(&Selection::default(), overview, now),
        }
    }
}

/// Describes the progress of an open session in words, such as `practice session: question 3 of 10,
/// 8:20 left`.
pub fn standing(sat: &StoredSession, now: &Moment) -> String {
    let session = &sat.session;
    let left = session.policy.limit.map(|limit| match session.policy.away {
        WhenClosed::Runs => limit.saturating_sub(now.since(&sat.header.began)),
        WhenClosed::Pauses => limit.saturating_sub(session.elapsed()),
    });
    let left = left.map_or(String::new(), |left| format!(", {} left", clock_left(left)));
    let name = match sat.header.kind {
        Kind::Practice => "practice session",
        kind => kind.name(),
    };
    format!(
        "{name}: {}{left}",
        super::messages::place_in(session, sat.header.kind),
    )
}
