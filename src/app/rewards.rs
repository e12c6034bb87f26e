//! Unobtrusive rewards for a first pass, a personal best, a fully known task, or a streak.

use std::fmt;

use super::messages::result::whole;
use super::{App, Change, Streak};
use crate::app::words::{clock, count, thousands};
use crate::learn::LearnerRecord;
use crate::model::{Bank, Fact};
use crate::quiz::{Kind, Session, Tally, Weights};
use crate::store::{Header, PastSession, SessionId};

/// The minimum length of a streak, in days, that is worth reporting.
const WORTH_A_LINE: usize = 3;

/// A milestone reached in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reward {
    /// The first mock exam with a passing score.
    FirstPass,
    /// A personal best for this kind of session, described in a sentence.
    Best(String),
    /// All facts in these tasks are known for the first time.
    Known(Vec<String>),
    /// The longest streak so far, in days. A streak is reported only in the first session of the
    /// day.
    Streak(usize),
}

impl fmt::Display for Reward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FirstPass => f.write_str("Your first pass in a mock exam."),
            Self::Best(words) => f.write_str(words),
            Self::Known(titles) => write!(f, "You know all facts on {}.", titles.join("; ")),
            Self::Streak(days) => write!(f, "{days} days in a row, your longest streak."),
        }
    }
}

/// A session and the earlier sessions for comparison.
pub(super) struct Reached<'a> {
    pub header: &'a Header,
    pub session: &'a Session,
    pub record: &'a LearnerRecord,
    pub past: &'a [PastSession],
    /// All mock exams, in order.
    pub mocks: &'a [SessionId],
    pub change: Option<&'a Change>,
}

impl App {
    /// Returns the milestones reached in a session, rarest first.
    pub(super) fn rewards(&self, reached: &Reached<'_>) -> Vec<Reward> {
        let Reached {
            header, session, ..
        } = reached;
        if session.score().all.of == 0 || session.left_of().is_some() {
            return Vec::new();
        }
        let bank = self.bank();
        let best = match session.policy.limit {
            Some(limit) if header.kind == Kind::Drill => {
                let best = self.best_drill(header);
                best.and_then(|best| best_drill(session.score().all, best, &clock(limit)))
            }
            _ => best(bank, reached),
        };
        [
            first_pass(bank, reached).then_some(Reward::FirstPass),
            best.map(Reward::Best),
            known(bank, reached).map(Reward::Known),
            self.streak(reached).map(Reward::Streak),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Returns the highest number of correct answers in an earlier drill with the same time limit as
    /// the drill with this `header`. Returns `None` if there is no such drill or no time limit.
    pub fn best_drill(&self, header: &Header) -> Option<usize> {
        let limit = header.policy.limit.filter(|_| header.kind == Kind::Drill)?;
        let drills = self.store.drills_with_limit(&self.stats().id, limit);
        // An unreadable history is reported elsewhere.
        let drills = drills.unwrap_or_default().into_iter();
        let before = drills.take_while(|id| *id != header.id);
        let scores = before.filter_map(|id| self.score_of(id));
        scores.filter(|it| it.of > 0).map(|it| it.right).max()
    }

    /// Returns the score of the session `id` if it has ended.
    fn score_of(&self, id: SessionId) -> Option<Tally> {
        let stored = self.store.stored_score(id).ok()?;
        // A session that began after one that is still open has no summary yet.
        stored.or_else(|| PastSession::of(&self.sat(id).ok()?).map(|it| it.score))
    }

    /// Returns the length of the streak in days if the session was the first one that day and the
    /// streak is the longest so far.
    fn streak(&self, reached: &Reached<'_>) -> Option<usize> {
        let began = &reached.header.began;
        let starts = self.settings.day_starts;
        let day_of = |at_ms, offset_s| crate::learn::Calendar::new(starts, at_ms, offset_s).today;
        let today = day_of(reached.session.ended_ms()?, began.offset_s);
        let same_day = |it: &&PastSession| day_of(it.ended_ms, it.offset_s) == today;
        let mut earlier = reached.past.iter().filter(same_day);
        let ended = (reached.session.ended_ms()?, reached.header.id);
        if earlier.any(|it| (it.ended_ms, it.id.0) < (ended.0, ended.1.0)) {
            return None;
        }
        let days = || reached.record.days.keys().copied();
        let Streak { days: run, .. } = Streak::of(days().filter(|it| *it <= today), today);
        let before = Streak::of(days().filter(|it| *it < today), today).longest;
        (run >= WORTH_A_LINE && run > before && reached.record.days.contains_key(&today))
            .then_some(run)
    }
}

fn is_before(past: &PastSession, header: &Header) -> bool {
    (past.began_ms, past.id.0) < (header.began.utc_ms, header.id.0)
}

/// Returns the reward for more correct answers than in any earlier drill with the time limit
/// `limit`.
fn best_drill(score: Tally, best: usize, limit: &str) -> Option<String> {
    let more = score.right.checked_sub(best).filter(|it| *it > 0)?;
    Some(format!(
        "Your best score in {limit}: {} correct, {more} more than your previous best.",
        score.right
    ))
}

/// Returns the reward for a higher share of correct answers than in any earlier session of the same
/// kind.
fn best(bank: &Bank, reached: &Reached<'_>) -> Option<String> {
    let share = reached.session.score().all.share()?;
    let (before, _) = &reached.change?.best;
    if let Some(exam) = whole(bank, reached.session) {
        let score = |share| exam.scale.estimate(share);
        let more = score(share).checked_sub(score(*before))?;
        return (more > 0).then(|| {
            let [score, more] = [score(share), more].map(|it| thousands(it as usize));
            format!("Your best mock exam so far: {score}, {more} more than your previous best.")
        });
    }
    let percent = |share: f64| (share * 100.0).round() as usize;
    let more = percent(share).checked_sub(percent(*before))?;
    (more > 0).then(|| {
        let kind = reached.header.kind.name();
        let points = count(more, "point", "points");
        let percent = percent(share);
        format!("Your best {kind} so far: {percent}%, {points} more than your previous best.")
    })
}

/// Returns whether the session is the first mock exam with a passing score.
fn first_pass(bank: &Bank, reached: &Reached<'_>) -> bool {
    let Some(exam) = whole(bank, reached.session) else {
        return false;
    };
    let passes = |tally: Tally| {
        let share = tally.share();
        share.is_some_and(|it| exam.scale.estimate(it) >= exam.scale.pass)
    };
    let mut before = reached.past.iter().filter(|it| {
        is_before(it, reached.header) && reached.mocks.contains(&it.id) && it.left_of.is_none()
    });
    passes(reached.session.score().all) && !before.any(|it| passes(it.score))
}

/// Returns the tasks in which all facts became known for the first time in this session. Skips
/// tasks with a missed question in the session, tasks with fewer than two facts, and tasks with
/// facts that no question asks about.
fn known(bank: &Bank, reached: &Reached<'_>) -> Option<Vec<String>> {
    let began_ms = reached.header.began.utc_ms;
    let known = reached.record.parts_known.iter();
    let known = known.filter(|(_, at_ms)| **at_ms == began_ms);
    let weights = Weights::of(bank);
    let session = reached.session;
    let has_miss = |part: usize| {
        session.slots().iter().enumerate().any(|(place, slot)| {
            session.outcome(place).is_miss() && weights.part_of(&slot.question.topic) == Some(part)
        })
    };
    let has_facts = |part: usize| {
        let of_part = |fact: &&Fact| weights.part_of(&fact.topic) == Some(part);
        let asked = bank.asked_facts().filter(of_part).count();
        let facts = bank.facts.iter().filter(of_part);
        asked > 1 && asked == facts.filter(|fact| !fact.contested).count()
    };
    let titles = known.filter_map(|(id, _)| {
        let parts = weights.parts().iter();
        let task = parts.clone().position(|it| it.task.as_ref() == Some(id));
        let topic = || bank.topics.iter().find(|it| it.id.as_str() == id.as_str());
        let at = task.or_else(|| weights.part_of(&topic()?.id))?;
        (!has_miss(at) && has_facts(at)).then(|| weights.title(bank, at))
    });
    let titles: Vec<_> = titles.filter(|it| !it.is_empty()).collect();
    (!titles.is_empty()).then_some(titles)
}
