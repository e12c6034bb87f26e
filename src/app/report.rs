//! The report on an ended session: its title, a comparison with earlier sessions, its sections, and
//! suggested next steps.

use super::messages::result::{self, Section};
use super::rewards::{Reached, Reward};
use super::words::thousands;
use super::{ActiveSession, App, HistorySnapshot, QuestionSource, Selection};
use crate::counts::list;
use crate::learn::{LEAST, Readiness};
use crate::model::{Bank, QuestionId, TopicId};
use crate::quiz::{Kind, Moment, Session, Tally};
use crate::store::{Header, PastSession, SessionId};

/// The maximum number of weakest tasks to practice together.
const WEAKEST: usize = 3;
/// The minimum numbers of scored questions needed to compare a session with earlier ones
/// (`COMPARABLE`) and to identify weak tasks (`SAYS_WEAK`).
const COMPARABLE: usize = 5;
const SAYS_WEAK: usize = 20;
/// The minimum number of questions on a task in a session that calls it weak.
const LEAST_OF_TASK: usize = 3;

/// The information that the result page shows in addition to the session itself.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The title, such as `Mock exam 3` or the name of the session kind.
    pub title: String,
    pub sections: Vec<Section>,
    pub change: Option<Change>,
    /// The milestones reached in the session, rarest first.
    pub rewards: Vec<Reward>,
    /// A caveat that the first few answers do not prove much.
    pub proves_little: Option<String>,
    /// Suggested next steps, best first.
    pub steps: Vec<Step>,
}

/// A comparison with earlier sessions of the same kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The share of correct answers in the previous session, from 0 to 1, and the title of that
    /// session.
    pub last: (f64, String),
    /// The best share in an earlier session and the title of that session.
    pub best: (f64, String),
}

/// A suggested next step after a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Take a placement test because there is not enough data for an estimate yet.
    Placement,
    /// Practice the weakest tasks. `titles` contains their numbers if there are several.
    Weakest {
        topics: Vec<TopicId>,
        titles: Vec<String>,
    },
    /// Study the weakest tasks of a placement test, which contain `topics`, or anything if nothing
    /// was missed. `titles` contains the numbers of the tasks.
    Study {
        topics: Vec<TopicId>,
        titles: Vec<String>,
    },
    /// Walk through the missed questions. The number is their count.
    Walk(usize),
    /// Practice exactly the missed questions.
    Missed(Vec<QuestionId>),
    /// Drill exactly the missed cells and terms again.
    DrillMissed(Vec<QuestionId>),
    /// Start another practice session.
    Another,
}

impl Step {
    /// Returns the key that starts the step, regardless of the cursor position.
    pub fn key(&self) -> char {
        match self {
            Self::Placement => 'p',
            Self::Weakest { .. } => 'w',
            Self::Study { .. } => 's',
            Self::Walk(_) => 'r',
            Self::Missed(_) | Self::DrillMissed(_) => 'm',
            Self::Another => 'a',
        }
    }

    /// Describes the step in the imperative mood.
    pub fn offer(&self) -> String {
        match self {
            Self::Placement => "Take the placement test: 24 questions across all tasks".into(),
            Self::Weakest { titles, .. } => {
                let names: Vec<_> = titles.iter().map(String::as_str).collect();
                let names = list(&names, "and");
                match titles.len() {
                    1 => format!("Practice your weakest task: {names}"),
                    2 => format!("Practice your weakest tasks: {names}"),
                    number => format!("Practice your {number} weakest tasks: {names}"),
                }
            }
            Self::Study { titles, .. } => {
                let names: Vec<_> = titles.iter().map(String::as_str).collect();
                match titles.len() {
                    0 => "Study what you need most".into(),
                    1 => format!("Study your weakest task: {}", names[0]),
                    _ => format!("Study your weakest tasks: {}", list(&names, "and")),
                }
            }
            Self::Walk(1) => "Walk through the question you missed".into(),
            Self::Walk(missed) => format!("Walk through the {missed} questions you missed"),
            Self::Missed(missed) if missed.len() == 1 => "Practice the question you missed".into(),
            Self::Missed(missed) => format!(
                "Practice the {} questions you missed",
                thousands(missed.len())
            ),
            Self::DrillMissed(missed) if missed.len() == 1 => "Drill the missed item again".into(),
            Self::DrillMissed(missed) => {
                format!("Drill the {} missed items again", thousands(missed.len()))
            }
            Self::Another => "Practice 10 more questions".into(),
        }
    }
}

impl App {
    /// Creates a report on `session`, which has the header `header`.
    pub fn report(&mut self, header: &Header, session: &Session, now: &Moment) -> Report {
        let bank = std::sync::Arc::clone(self.bank());
        let sections = result::sections(&bank, session);
        let overview = self.overview(now).unwrap_or_default();
        let mocks = self.mock_exams();
        // A mock exam proves something even if most of it was left blank.
        let score = session.score();
        let answered = overview.record.all.of.max(score.all.of + score.unscored.of);
        let past = self.past(now).unwrap_or_default();
        let change = change(header, session, &mocks, &past);
        let rewards = self.rewards(&Reached {
            header,
            session,
            record: &overview.record,
            past: &past,
            mocks: &mocks,
            change: change.as_ref(),
        });
        Report {
            title: session_title(header.id, header.kind, &mocks),
            change,
            rewards,
            proves_little: self.caveat(header.kind, session, answered),
            steps: self.steps(&bank, header.kind, session, &sections, &overview, answered),
            sections,
        }
    }

    /// Returns the title of a session, such as `Mock exam 3` or the name of its kind.
    pub fn title_of(&self, id: SessionId, kind: Kind) -> String {
        let mocks = (kind == Kind::Exam).then(|| self.mock_exams());
        session_title(id, kind, &mocks.unwrap_or_default())
    }

    /// Returns the mock exams like [`Self::mock_exams`], but none if no session in `past` can be
    /// one. The whole history is then not searched.
    pub fn mock_exams_in(&self, past: &[PastSession]) -> Vec<SessionId> {
        let exam = self.stats().exam.as_ref();
        let can_be_one = |past: &PastSession| {
            past.kind == Kind::Exam
                && exam.is_some_and(|exam| {
                    // Answers that cannot be read are missing from the score.
                    2 * past.score.of > exam.scored as usize
                        || past.left_of == Some(exam.shown() as usize)
                })
        };
        let mocks = past.iter().any(can_be_one).then(|| self.mock_exams());
        mocks.unwrap_or_default()
    }

    /// Returns the mock exams for this bank in the order in which they started.
    pub fn mock_exams(&self) -> Vec<SessionId> {
        let Some(exam) = &self.stats().exam else {
            return Vec::new();
        };
        let all = self
            .store
            .exams_of(&self.stats().id, exam.shown(), exam.scored);
        // An unreadable history is reported elsewhere.
        all.unwrap_or_default()
    }

    /// Explains why a few answers do not prove much, and what to do then.
    fn caveat(&self, kind: Kind, session: &Session, answered: usize) -> Option<String> {
        if kind == Kind::Placement && session.score().all.of > 0 {
            let said = "A few questions on each task show where to start, not whether you would \
                        pass.";
            return Some(said.to_owned());
        }
        proves_little(kind, session, answered).map(|said| said + self.next_after_few())
    }

    /// Returns the advice to append if there are only a few answers.
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
        overview: &HistorySnapshot,
        answered: usize,
    ) -> Vec<Step> {
        if kind.answers_at_once() {
            let missed = drilled_and_missed(session);
            let again = (!missed.is_empty()).then_some(Step::DrillMissed(missed));
            return again.into_iter().collect();
        }
        let missed = result::missed(bank, session);
        let mut steps = Vec::new();
        if kind == Kind::Placement && session.score().all.of > 0 {
            steps.push(to_study(bank, sections));
            if !missed.is_empty() {
                steps.push(Step::Walk(missed.len()));
                steps.push(Step::Missed(missed));
            }
            return steps;
        }
        if answered < LEAST as usize && self.has_placement() {
            steps.push(Step::Placement);
        }
        if session.score().all.of >= SAYS_WEAK {
            steps.extend(weakest(bank, sections, overview));
        }
        if !missed.is_empty() {
            steps.push(Step::Missed(missed));
        }
        if steps.is_empty() {
            steps.push(Step::Another);
        }
        steps
    }

    /// Starts the session that `step` suggests. Returns `None` if there are no matching questions.
    pub fn take_step(&mut self, step: &Step, now: &Moment) -> Option<ActiveSession> {
        let overview = self.overview(now).unwrap_or_default();
        match step {
            Step::Placement => self.placement(None, &overview, now),
            Step::Weakest { topics, .. } => {
                let selection = Selection {
                    topics: topics.clone(),
                    which: QuestionSource::All,
                    ..Selection::default()
                };
                self.practice(&selection, &overview, now)
            }
            Step::Study { topics, .. } => {
                let selection = Selection {
                    topics: topics.clone(),
                    which: QuestionSource::Due,
                    ..Selection::default()
                };
                self.practice(&selection, &overview, now)
            }
            Step::Walk(_) => None,
            Step::Missed(missed) => self.start_with_questions(Kind::Practice, missed, now),
            Step::DrillMissed(missed) => self.start_with_questions(Kind::Drill, missed, now),
            Step::Another => self.practice(&Selection::default(), &overview, now),
        }
    }
}

/// Returns the title of a session. `mocks` lists all mock exams in order.
pub fn session_title(id: SessionId, kind: Kind, mocks: &[SessionId]) -> String {
    match mocks.iter().position(|it| *it == id) {
        Some(at) => format!("Mock exam {}", at + 1),
        None => kind.title().to_owned(),
    }
}

/// Compares a session with the earlier sessions of the same kind in `past`. An exam that was left
/// early is compared with nothing, and nothing is compared with it.
fn change(
    header: &Header,
    session: &Session,
    mocks: &[SessionId],
    past: &[PastSession],
) -> Option<Change> {
    let is_mock = mocks.contains(&header.id);
    let scored = session.slots().iter().filter(|slot| slot.scored).count();
    let is_comparable = |past: &&PastSession| {
        past.kind == header.kind
            && mocks.contains(&past.id) == is_mock
            && (past.began_ms, past.id.0) < (header.began.utc_ms, header.id.0)
            && (past.kind != Kind::Exam || past.left_of.is_none())
            // A mock exam with unreadable answers is not comparable to a complete one.
            && past.score.of >= if is_mock { scored } else { COMPARABLE }
    };
    if session.is_left_exam() || !is_mock && session.score().all.of < COMPARABLE {
        return None;
    }
    let before = || past.iter().filter(is_comparable);
    let named = |past: &PastSession| {
        let share = past.score.share()?;
        Some((share, session_title(past.id, past.kind, mocks)))
    };
    let last = before().max_by_key(|past| (past.began_ms, past.id.0));
    let best = before().max_by(|a, b| {
        let share = |it: &PastSession| it.score.share().unwrap_or_default();
        share(a).total_cmp(&share(b))
    });
    Some(Change {
        last: named(last?)?,
        best: named(best?)?,
    })
}

/// Returns the missed cells and terms of a drill, in order.
fn drilled_and_missed(session: &Session) -> Vec<QuestionId> {
    let mut ids: Vec<QuestionId> = Vec::new();
    for id in session.missed() {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// Explains why the first few answers do not prove much.
fn proves_little(kind: Kind, session: &Session, answered: usize) -> Option<String> {
    let of = session.score().all.of;
    let is_early = kind != Kind::Drill && of > 0 && answered < LEAST as usize;
    is_early.then(|| {
        format!(
            "{of} {} little: on 10 questions, luck alone can change the score by 15 points either way. \
             Estimates start after about 30 answers.",
            if of == 1 {
                "answer proves"
            } else {
                "answers prove"
            }
        )
    })
}

/// Suggests practice on the weakest tasks among those with enough questions in the session and at
/// least one miss. The order is that of the readiness, as on the home screen, and then that of the
/// shares of correct answers in the session. Names several tasks by their numbers, because their
/// titles do not fit in a row.
fn weakest(bank: &Bank, sections: &[Section], overview: &HistorySnapshot) -> Option<Step> {
    let mut tasks: Vec<_> = sections.iter().filter(|it| !it.is_domain).collect();
    tasks.retain(|it| it.tally.of >= LEAST_OF_TASK && it.tally.right < it.tally.of);
    let readiness = Readiness::of(bank, &overview.record.knowledge, overview.today);
    let ranking = readiness.weakest();
    let rank = |section: &Section| {
        let place = ranking.iter().position(|it| it.topics == section.topics);
        place.unwrap_or(ranking.len())
    };
    let share = |tally: Tally| tally.share().unwrap_or_default();
    tasks.sort_by(|a, b| {
        let by_rank = rank(a).cmp(&rank(b));
        by_rank.then(share(a.tally).total_cmp(&share(b.tally)))
    });
    tasks.truncate(WEAKEST);
    let (topics, titles) = named(bank, &tasks);
    (!topics.is_empty()).then_some(Step::Weakest { topics, titles })
}

/// Suggests study of the tasks with the lowest shares of correct answers in a placement test.
fn to_study(bank: &Bank, sections: &[Section]) -> Step {
    let mut tasks: Vec<_> = sections.iter().filter(|it| !it.is_domain).collect();
    tasks.retain(|it| it.tally.right < it.tally.of);
    // A second incorrect answer says more than the first one.
    tasks.sort_by(|a, b| {
        let share = |it: &Section| it.tally.share().unwrap_or_default();
        share(a)
            .total_cmp(&share(b))
            .then(b.tally.of.cmp(&a.tally.of))
    });
    tasks.truncate(WEAKEST);
    let (topics, titles) = named(bank, &tasks);
    Step::Study { topics, titles }
}

/// Returns the topics of `tasks` and the names of the tasks: a title or, if there are several, their
/// numbers.
fn named(bank: &Bank, tasks: &[&Section]) -> (Vec<TopicId>, Vec<String>) {
    let topics = tasks.iter().flat_map(|it| it.topics.clone()).collect();
    let number = |section: &Section| bank.topic(section.topics.first()?)?.task.clone();
    let titles = tasks.iter().map(|it| {
        let number = number(it).filter(|_| tasks.len() > 1);
        number.unwrap_or_else(|| it.title.clone())
    });
    (topics, titles.collect())
}
