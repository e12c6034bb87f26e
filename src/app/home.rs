//! The data for the home screen. A summary is cached with the derived record so that the first
//! screen can be shown before the bank and the record are loaded.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::insight::{WeakestPart, topics_of};
use super::snapshot::{open_session, passed};
use super::{App, HistorySnapshot, PartInsight, Parts, Streak, StudyPlan, missing_in_short};
use crate::bank::BankStats;
use crate::learn::{
    Calendar, FutureSessions, Interval, LearnerRecord, Masteries, Pace, Readiness, ReadyPoint,
};
use crate::model::{Bank, Component};
use crate::quiz::{Kind, Moment, Tally};
use crate::store::{Found, PastSession, SessionId, StoredSession};

/// The maximum number of ended sessions to list.
const RECENT: usize = 7;
/// The number of days stored individually, including today: half a year for the calendar.
const DAYS: i32 = 26 * 7;

/// The figures on the home screen, derived from the bank and the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HomeSummary {
    pub stats: BankStats,
    /// The local date of the summary, in days since 1970, and the hour when study days began at the
    /// time of the summary.
    day: i32,
    day_starts: u8,
    /// Sessions dated in the future. Their answers are not counted.
    pub ahead: Option<FutureSessions>,
    pub all: Tally,
    /// The number of sessions and answers that could not be read.
    unread: usize,
    /// True if the learner has ever answered a question, even one in a topic that was reset later.
    pub begun: bool,
    /// The number of questions answered at least once.
    pub seen: usize,
    /// The numbers of missed items: all missed items, those missed while the learner was sure, and
    /// those answered correctly in one session since then.
    pub missed: usize,
    pub sure: usize,
    pub righted: usize,
    /// The number of missed questions in the bank, excluding cells and terms.
    #[serde(default)]
    pub missed_questions: usize,
    /// The number of flagged questions.
    pub flagged: usize,
    /// The numbers of facts, cells, and terms on `day`, by mastery.
    pub facts: Masteries,
    pub cells: Masteries,
    pub terms: Masteries,
    /// The exam domains, or the bank's topics if the bank does not define an exam.
    pub parts: Vec<PartInsight>,
    /// The task whose study gains most at the exam.
    pub weakest: Option<WeakestPart>,
    pub streak: Streak,
    /// The usual response time, or zero before the first answer.
    #[serde(default)]
    usual: Duration,
    /// The numbers of items that become due on each local day.
    due: BTreeMap<i32, DueItems>,
    /// The recent days with at least one answer.
    days: BTreeMap<i32, DayStudied>,
    /// The readiness on `day`.
    pub ready: Option<ReadyPoint>,
    /// The passing probability on `day`. If it is not available, `missing` explains why.
    pub passing: Option<Interval>,
    pub missing: String,
    /// Recently ended sessions with at least one answer, newest first, followed by the last
    /// practice session and the last exam if they are older.
    pub past: Vec<PastSession>,
    /// Sessions that are not in the cached record yet, each with the number of its next event.
    after: Vec<(SessionId, u64)>,
}

/// The numbers of items that become due on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct DueItems {
    /// Facts, cells, and terms.
    all: usize,
    /// Cells that no question in the bank covers.
    cells: usize,
    terms: usize,
}

/// The learner's activity on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DayStudied {
    pub all: Tally,
    /// The number of answers in drills and to flash cards.
    pub drilled: usize,
    pub took: Duration,
}

/// All data on the home screen.
#[derive(Debug, Default)]
pub struct Home {
    pub summary: HomeSummary,
    /// Open sessions, oldest first.
    pub open: Vec<StoredSession>,
    /// The session whose time has just run out.
    pub ran_out: Option<SessionId>,
    pub plan: StudyPlan,
    /// The number of notes, sessions, and answers that could not be read and are not counted.
    pub unread: usize,
    /// Today's local date, in days since 1970, and the rules for counting days.
    pub today: i32,
    pub calendar: Calendar,
}

impl HomeSummary {
    fn of(overview: &HistorySnapshot, bank: &Bank, stats: &BankStats) -> Self {
        let (record, today) = (&overview.record, overview.today);
        let readiness = Readiness::of(bank, &record.knowledge, today);
        let passing = readiness.passing.as_ref();
        let mut due: BTreeMap<i32, DueItems> = BTreeMap::new();
        let questions = bank.questions.iter();
        let asked: HashSet<&Component> = questions.flat_map(|it| &it.components).collect();
        for (component, knowledge) in &record.knowledge {
            let Some(day) = knowledge.memory.due() else {
                continue;
            };
            let due = due.entry(day).or_default();
            due.all += 1;
            match component {
                Component::Cell(_) => due.cells += usize::from(!asked.contains(component)),
                Component::Term(_) => due.terms += 1,
                Component::Fact(_) => {}
            }
        }
        let first = today.saturating_sub(DAYS - 1);
        let mut days: BTreeMap<i32, DayStudied> = BTreeMap::new();
        for (number, day) in record.days.range(first..) {
            // After a time zone change, a day can be later than today. Count such a day as today.
            let studied = days.entry((*number).min(today)).or_default();
            studied.all = studied.all.and(day.all());
            studied.drilled += day.drilled.of;
            studied.took += day.took;
        }
        let mut past: Vec<PastSession> = overview.past.iter().take(RECENT).cloned().collect();
        for kind in [Kind::Practice, Kind::Exam] {
            let last = overview.past.iter().find(|it| it.kind == kind);
            past.extend(last.filter(|it| !past.contains(it)).cloned());
        }
        let missed = &record.missed;
        let parts = Parts::of(bank, record, &topics_of(bank), i32::MIN, today);
        let facts = parts.topics.iter();
        let facts = facts.fold(Masteries::default(), |all, it| all.and(it.facts));
        let shown = if parts.domains.is_empty() {
            &parts.topics
        } else {
            &parts.domains
        };
        let tables = bank.matrices.iter();
        let cells: Vec<_> = tables
            .flat_map(|matrix| {
                let cells = matrix.drilled_cells();
                cells.map(|(row, column, _)| Component::Cell(matrix.cell_ref(row, column)))
            })
            .collect();
        let terms = bank.terms.iter();
        let terms: Vec<_> = terms.map(|it| Component::Term(it.id.clone())).collect();
        Self {
            stats: stats.clone(),
            day: today,
            day_starts: overview.calendar.day_starts,
            ahead: overview.ahead,
            all: record.all,
            unread: overview.unread_sessions,
            begun: !record.days.is_empty(),
            seen: record.last_seen.len(),
            missed: missed.len(),
            sure: missed.iter().filter(|it| it.sure).count(),
            righted: missed.iter().filter(|it| it.righted > 0).count(),
            missed_questions: missed.iter().filter(|it| it.of.is_none()).count(),
            flagged: record.flagged.len(),
            facts,
            cells: Masteries::of(&cells, &record.knowledge, today),
            terms: Masteries::of(&terms, &record.knowledge, today),
            parts: shown.clone(),
            weakest: parts.weakest(&readiness),
            streak: Streak::of(record.days.keys().copied(), today),
            usual: record.usual,
            due,
            days,
            ready: readiness.all.map(|share| ReadyPoint {
                day: today,
                share,
                pass: passing.ok().map(|it| it.pass),
            }),
            passing: passing.ok().map(|it| Interval {
                share: it.pass,
                low: it.low,
                high: it.high,
            }),
            missing: passing
                .err()
                .map_or(String::new(), |it| missing_in_short(it)),
            past,
            after: overview.after.clone(),
        }
    }

    /// Returns the number of facts, cells, and terms that are due on the local day `today`.
    pub fn due(&self, today: i32) -> usize {
        self.due.range(..=today).map(|(_, due)| due.all).sum()
    }

    /// Returns the number of cells that no question covers and the number of terms that are due on
    /// the local day `today`. Only drills can ask about these items.
    pub fn due_in_drills(&self, today: i32) -> (usize, usize) {
        let due = self.due.range(..=today);
        due.fold((0, 0), |(cells, terms), (_, due)| {
            (cells + due.cells, terms + due.terms)
        })
    }

    /// Returns the number of facts, cells, and terms that become due on each of the next `days`
    /// days. The first day is `today`, and its number includes overdue items.
    pub fn forecast(&self, today: i32, days: usize) -> Vec<usize> {
        let due = |ahead: usize| match ahead {
            0 => self.due(today),
            ahead => {
                let day = today.saturating_add(ahead as i32);
                self.due.get(&day).map_or(0, |due| due.all)
            }
        };
        (0..days).map(due).collect()
    }

    /// Returns the length of the streak in days as of the local day `today`, which may be later
    /// than the date of the summary.
    pub fn streak_on(&self, today: i32) -> usize {
        let last = self.days.keys().next_back();
        let goes_on = last.is_some_and(|day| *day >= today.saturating_sub(1));
        if goes_on { self.streak.days } else { 0 }
    }

    /// Returns the activity on the local day `number`. The activity is empty if that day is more
    /// than half a year ago.
    pub fn on(&self, number: i32) -> DayStudied {
        self.days.get(&number).copied().unwrap_or_default()
    }

    /// Returns whether the sessions outside the record have not changed since the summary was
    /// computed. `rest` contains those sessions in their current state.
    fn is_current(&self, rest: &[StoredSession]) -> bool {
        self.after
            .iter()
            .copied()
            .eq(rest.iter().map(StoredSession::reached))
    }
}

impl Home {
    /// Returns the session to resume.
    pub fn open_session(&self) -> Option<&StoredSession> {
        open_session(&self.open)
    }

    /// Returns the last session of `kind`.
    pub fn last(&self, kind: Kind) -> Option<&PastSession> {
        self.summary.past.iter().find(|past| past.kind == kind)
    }

    /// Returns the number of facts, cells, and terms that are due today.
    pub fn due(&self) -> usize {
        self.summary.due(self.today)
    }

    /// Returns the learner's pace.
    pub fn pace(&self) -> Pace {
        Pace::of(self.summary.usual)
    }
}

impl App {
    /// Returns the data for the home screen from the cached summary if it is still valid.
    /// Otherwise, computes a new summary from the whole history.
    pub fn home(&mut self, now: &Moment) -> anyhow::Result<Home> {
        // If the cache cannot be read, the full computation below reports or repairs the problem.
        if let Ok(Some(home)) = self.kept_home(now, true) {
            return Ok(home);
        }
        let overview = self.overview(now)?;
        let home = self.home_of(&overview);
        // If the summary cannot be cached, it is computed again next time.
        let _unless_unwritable = self.keep_home(&home.summary);
        Ok(home)
    }

    /// Computes the data for the home screen from `overview`.
    pub fn home_of(&self, overview: &HistorySnapshot) -> Home {
        Home {
            summary: HomeSummary::of(overview, self.bank(), self.stats()),
            open: overview.open.clone(),
            ran_out: overview.ran_out,
            plan: overview.plan,
            unread: overview.unread,
            today: overview.today,
            calendar: overview.calendar,
        }
    }

    fn keep_home(&mut self, summary: &HomeSummary) -> anyhow::Result<()> {
        let body = serde_json::to_string(summary)?;
        Ok(self.store.keep_home(&summary.stats.id, &body)?)
    }

    /// Returns the cached summary if it belongs to this bank and no session has changed since then.
    /// If `of_today` is set, the summary must also be from today.
    pub(super) fn kept_home(&self, now: &Moment, of_today: bool) -> anyhow::Result<Option<Home>> {
        let Some((body, mark)) = self.store.home(self.shelf.fingerprint)? else {
            return Ok(None);
        };
        let summary: HomeSummary = serde_json::from_str(&body)?;
        let calendar = self.calendar(now);
        let today = calendar.today;
        let id = &summary.stats.id;
        let (mut open, mut unusable) = (Vec::new(), 0);
        self.store
            .each_session(id, mark, &|_| None, |found| match found {
                Found::Session(sat) => open.push(*sat),
                Found::Unusable { .. } => unusable += 1,
            })?;
        let is_current = (summary.day == today || !of_today)
            && summary.day_starts == self.settings.day_starts
            && summary.is_current(&open)
            && !open.iter().any(|sat| passed(sat, now).is_some());
        if !is_current {
            return Ok(None);
        }
        open.retain(|sat| sat.session.ending().is_none());
        let (notes, unread_notes) = self.store.notes(id, now.utc_ms)?;
        Ok(Some(Home {
            unread: summary.unread + unread_notes,
            summary,
            open,
            ran_out: None,
            plan: StudyPlan::of(&notes),
            today,
            calendar,
        }))
    }

    /// Returns whether the cached summary, if there is one, matches a new one computed from
    /// `record` and the ended sessions `past`, which are sorted by start time.
    pub(super) fn home_agrees(
        &self,
        record: LearnerRecord,
        past: Vec<PastSession>,
    ) -> anyhow::Result<bool> {
        let Some((body, _)) = self.store.home(self.shelf.fingerprint)? else {
            return Ok(true);
        };
        let kept: HomeSummary = serde_json::from_str(&body)?;
        // A summary that includes sessions outside the record cannot be compared.
        if !kept.after.is_empty() {
            return Ok(true);
        }
        let mut past = past;
        past.sort_by_key(|it| (std::cmp::Reverse(it.ended_ms), it.id.0));
        let overview = HistorySnapshot {
            today: kept.day,
            calendar: Calendar {
                today: kept.day,
                day_starts: kept.day_starts,
                ..Calendar::default()
            },
            ahead: record.ahead,
            unread_sessions: kept.unread,
            record,
            past,
            ..HistorySnapshot::default()
        };
        Ok(kept == self.home_of(&overview).summary)
    }

    /// Returns the bank's statistics from the cached summary without loading the bank.
    pub(super) fn kept_stats(&self) -> Option<BankStats> {
        let (body, _) = self.store.home(self.shelf.fingerprint).ok()??;
        let summary: HomeSummary = serde_json::from_str(&body).ok()?;
        Some(summary.stats)
    }
}
