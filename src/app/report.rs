//! The report on a session that has ended: its name, the change from earlier ones, its
//! sections, and what to do next.

use super::telling::result::{self, Section};
use super::{App, Selection, Sitting, Which};
use crate::learn::LEAST;
use crate::model::{Bank, QuestionId, TopicId};
use crate::quiz::{Kind, Moment, Session, Tally};
use crate::store::{Header, Past, SessionId};

/// The weakest tasks that are practiced together.
const WEAKEST: usize = 3;
/// Counted questions from which a session says which tasks are weak, and is compared.
const COMPARABLE: usize = 5;
const SAYS_WEAK: usize = 20;

/// What a result shows beyond the session itself.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// `Mock exam 3`, or the kind of session.
    pub title: String,
    pub sections: Vec<Section>,
    pub change: Option<Change>,
    /// How far the learner's answers are from saying anything, in the first sessions.
    pub proves_little: Option<String>,
    /// What to do next, the best first.
    pub steps: Vec<Step>,
}

/// A score beside earlier ones of the same kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The share of the session before, 0 to 1, and its name.
    pub last: (f64, String),
    /// The best share of all sessions before, and its name.
    pub best: (f64, String),
}

/// Something to do after a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A placement test, while there is too little to estimate anything.
    Placement,
    /// A practice on the weakest tasks.
    Weakest {
        topics: Vec<TopicId>,
        titles: Vec<String>,
    },
    /// A practice on exactly the questions that were missed.
    Missed(Vec<QuestionId>),
    /// Another practice.
    Another,
}

impl Step {
    /// Returns the key that takes the step, wherever the cursor is.
    pub fn key(&self) -> char {
        match self {
            Self::Placement => 'p',
            Self::Weakest { .. } => 'w',
            Self::Missed(_) => 'm',
            Self::Another => 'a',
        }
    }

    /// Returns what the step does, as an imperative.
    pub fn offer(&self) -> String {
        match self {
            Self::Placement => "Take the placement test: 24 questions across all tasks".into(),
            Self::Weakest { titles, .. } => {
                format!("Practice your weakest: {}", titles.join("; "))
            }
            Self::Missed(missed) if missed.len() == 1 => "Practice the one you missed".into(),
            Self::Missed(missed) => format!("Practice exactly the {} you missed", missed.len()),
            Self::Another => "Practice ten more questions".into(),
        }
    }
}

impl App {
    /// Returns the report on `session`, which began as `header` says.
    pub fn report(&mut self, header: &Header, session: &Session, now: &Moment) -> Report {
        let bank = std::sync::Arc::clone(self.bank());
        let mocks = self.mock_exams();
        let sections = result::sections(&bank, session);
        let answered = self.overview(now).map_or(0, |it| it.record.all.of);
        Report {
            title: title(header.id, header.kind, &mocks),
            change: self.change(header, session, &mocks, now),
            proves_little: proves_little(header.kind, session, answered)
                .map(|said| said + self.next_after_few()),
            steps: self.steps(&bank, header.kind, session, &sections, answered),
            sections,
        }
    }

    /// Returns the name of a session: `Mock exam 3`, or its kind.
    pub fn title_of(&self, id: SessionId, kind: Kind) -> String {
        title(id, kind, &self.mock_exams())
    }

    /// Returns the full mock exams of this bank in the order in which they began.
    pub fn mock_exams(&self) -> Vec<SessionId> {
        let Some(exam) = &self.stats().exam else {
            return Vec::new();
        };
        let all = self
            .store
            .exams_of(&self.stats().id, exam.shown(), exam.scored);
        // A history that cannot be read is reported elsewhere.
        all.unwrap_or_default()
    }

    /// Compares a session with those of its kind that began before it.
    fn change(
        &mut self,
        header: &Header,
        session: &Session,
        mocks: &[SessionId],
        now: &Moment,
    ) -> Option<Change> {
        let is_mock = mocks.contains(&header.id);
        let scored = session.slots().iter().filter(|slot| slot.scored).count();
        let mut before = self.past(now).ok()?;
        before.retain(|past| {
            past.kind == header.kind
                && mocks.contains(&past.id) == is_mock
                && (past.began_ms, past.id.0) < (header.began.utc_ms, header.id.0)
                // A mock exam that was left says nothing of a whole one.
                && past.score.of >= if is_mock { scored } else { COMPARABLE }
        });
        if !is_mock && session.score().all.of < COMPARABLE {
            return None;
        }
        let named = |past: &Past| {
            let share = past.score.share()?;
            Some((share, title(past.id, past.kind, mocks)))
        };
        let last = before.iter().max_by_key(|past| (past.began_ms, past.id.0));
        let best = before.iter().max_by(|a, b| {
            let share = |it: &Past| it.score.share().unwrap_or_default();
            share(a).total_cmp(&share(b))
        });
        Some(Change {
            last: named(last?)?,
            best: named(best?)?,
        })
    }

    /// Returns what to do while there are few answers, as a sentence behind others.
    fn next_after_few(&self) -> &'static str {
        if self.has_placement() {
            " Keep practicing, or take the placement test."
        } else {
            " Keep practicing."
        }
    }

    fn steps(
        &self,
        bank: &Bank,
        kind: Kind,
        session: &Session,
        sections: &[Section],
        answered: usize,
    ) -> Vec<Step> {
        if kind == Kind::Drill {
            return Vec::new();
        }
        let missed = result::missed(bank, session);
        let mut steps = Vec::new();
        if answered < LEAST as usize && self.has_placement() {
            steps.push(Step::Placement);
        }
        if session.score().all.of >= SAYS_WEAK {
            steps.extend(weakest(bank, sections));
        }
        if !missed.is_empty() {
            steps.push(Step::Missed(missed));
        }
        if steps.is_empty() {
            steps.push(Step::Another);
        }
        steps
    }

    /// Begins what `step` offers; `None` where no question is left for it.
    pub fn take_step(&mut self, step: &Step, now: &Moment) -> Option<Sitting> {
        let overview = self.overview(now).unwrap_or_default();
        match step {
            Step::Placement => self.placement(None, &overview, now),
            Step::Weakest { topics, .. } => {
                let selection = Selection {
                    topics: topics.clone(),
                    which: Which::All,
                    ..Selection::default()
                };
                self.practice(&selection, &overview, now)
            }
            Step::Missed(missed) => self.these(Kind::Practice, missed, now),
            Step::Another => self.practice(&Selection::default(), &overview, now),
        }
    }
}

/// Returns the name of a session, where `mocks` are the full mock exams in their order.
pub(super) fn title(id: SessionId, kind: Kind, mocks: &[SessionId]) -> String {
    match mocks.iter().position(|it| *it == id) {
        Some(at) => format!("Mock exam {}", at + 1),
        None => kind.title().to_owned(),
    }
}

/// Says how little the first answers prove.
fn proves_little(kind: Kind, session: &Session, answered: usize) -> Option<String> {
    let of = session.score().all.of;
    let is_early = kind != Kind::Drill && of > 0 && answered < LEAST as usize;
    is_early.then(|| {
        format!(
            "{of} {} little: luck alone moves a score of ten questions by 15 points either way. \
             The program estimates nothing before about 30 answers.",
            if of == 1 {
                "answer proves"
            } else {
                "answers prove"
            }
        )
    })
}

/// Returns a practice on the tasks with the lowest shares, among those with a miss.
fn weakest(bank: &Bank, sections: &[Section]) -> Option<Step> {
    let mut tasks: Vec<_> = sections.iter().filter(|it| !it.is_domain).collect();
    tasks.retain(|it| it.tally.right < it.tally.of);
    let share = |tally: Tally| tally.share().unwrap_or_default();
    // Where shares are equal, the one with more misses is weaker.
    tasks.sort_by(|a, b| {
        let misses = |tally: Tally| tally.of - tally.right;
        share(a.tally)
            .total_cmp(&share(b.tally))
            .then(misses(b.tally).cmp(&misses(a.tally)))
    });
    tasks.truncate(WEAKEST);
    let topics: Vec<_> = tasks.iter().flat_map(|it| it.topics(bank)).collect();
    let titles: Vec<_> = tasks.iter().map(|it| it.title.clone()).collect();
    (!topics.is_empty()).then_some(Step::Weakest { topics, titles })
}
