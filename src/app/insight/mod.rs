//! Statistics on the answers so far, in figures and words, for the home screen, the progress
//! screens, and the `stats` command.

mod items;
mod mix_ups;
mod parts;
mod topics;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{App, HistorySnapshot};
use crate::learn::{
    Calendar, Day, ExamPoint, ExamResult, Knowledge, Masteries, Readiness, ReadyPoint, TIMES,
    forecast,
};
use crate::model::{Component, Scale, TopicId};
use crate::quiz::Tally;

pub use items::ItemInsight;
pub use mix_ups::MixUpEntry;
use parts::DomainPositions;
pub use parts::{PartInsight, Parts, WeakestPart};
pub(super) use topics::topics_of;
pub use words::{
    CONFIDENCE, ChartText, HONEST, correct, exam_in_words, missing_in_short, session_score,
};

/// The number of days in the forecast.
pub const AHEAD: usize = 14;

/// A filter for the answers to include.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The topics to include; empty means all. Applies only to figures that are recorded by topic.
    pub topics: Vec<TopicId>,
    /// The number of days to include, ending today.
    pub days: Option<i32>,
}

impl Scope {
    pub fn has(&self, topic: &TopicId) -> bool {
        self.topics.is_empty() || self.topics.contains(topic)
    }
}

/// Statistics on the answers in one bank.
#[derive(Clone, Debug)]
pub struct ProgressReport {
    /// The calendar for counting days, including today's date.
    pub calendar: Calendar,
    pub readiness: Readiness,
    /// The share of correct answers among all answers, including old and repeated ones. Other
    /// programs show this figure. `None` if there are no answers.
    pub plain_average: Option<f64>,
    pub trend: Vec<ReadyPoint>,
    /// Finished exams, oldest first.
    pub exams: Vec<ExamPoint>,
    /// The number of abandoned exams, which have no score.
    pub exams_left: usize,
    /// Reported results of real exams, oldest first.
    pub real_exams: Vec<ExamResult>,
    /// The scale of exam scores, including the passing score.
    pub scale: Option<Scale>,
    pub topics: Vec<PartInsight>,
    pub tasks: Vec<PartInsight>,
    pub domains: Vec<PartInsight>,
    /// Answers on topics that are no longer in the bank and are therefore not in `topics`.
    pub gone: Tally,
    /// Answers by local date, in days since 1970.
    pub days: Vec<(i32, DayInsight)>,
    pub streak: Streak,
    /// Answers by confidence: sure, unsure, guess, and unmarked.
    pub confidence: [Tally; 4],
    /// Answers by response time. [`TIMES`] lists the bounds.
    pub times: [Tally; TIMES.len() + 1],
    /// The number of facts, cells, and terms that become due on each of the next [`AHEAD`] days.
    /// The first day is today, and its number includes overdue items.
    pub forecast: Vec<usize>,
    /// Mix-ups, most urgent first.
    pub mix_ups: Vec<MixUpEntry>,
    /// Facts, cells, and terms that have been asked about, least known first.
    pub items: Vec<ItemInsight>,
}

/// The answers given on one day.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DayInsight {
    pub answers: Tally,
    /// The number of answers in drills and to flash cards. Like `took`, it is recorded only for the
    /// whole bank, and is 0 in a narrower scope.
    pub drilled: usize,
    pub took: Duration,
    /// The answers by exam domain, in exam order.
    pub domains: Vec<Tally>,
}

/// Consecutive days with at least one answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streak {
    /// The current streak up to today, or up to yesterday if nothing was answered today.
    pub days: usize,
    pub longest: usize,
}

impl DayInsight {
    fn add(&mut self, other: &Self) {
        self.answers = self.answers.and(other.answers);
        self.drilled += other.drilled;
        self.took += other.took;
        self.domains.resize(other.domains.len(), Tally::default());
        add_each(&mut self.domains, &other.domains);
    }
}

impl App {
    /// Returns statistics on the answers within `scope`.
    pub fn insight(&self, overview: &HistorySnapshot, scope: &Scope) -> ProgressReport {
        let (bank, record, today) = (self.bank(), &overview.record, overview.today);
        let since = scope.days.map_or(i32::MIN, |days| today - days + 1);
        let topic_of = topics_of(bank);
        let known = in_topics(&topic_of, &record.knowledge, scope);
        let domain_at = DomainPositions::of(bank);
        let mut days: BTreeMap<i32, DayInsight> = BTreeMap::new();
        let mut confidence = [Tally::default(); 4];
        let mut times = [Tally::default(); TIMES.len() + 1];
        for (number, day) in record.days.range(since..) {
            // After a time zone change, a day can be later than today. Count such a day as today.
            days.entry((*number).min(today))
                .or_default()
                .add(&day_of(&domain_at, day, scope));
            add_each(&mut confidence, &day.confidence);
            add_each(&mut times, &day.times);
        }
        if !scope.topics.is_empty() {
            days.retain(|_, day| day.answers.of > 0);
        }
        let exams = record.exams.iter().copied();
        let trend = record.ready.iter().copied();
        let left = record.exams_left.iter();
        let parts = Parts::of(bank, record, &topic_of, since, today);
        let mut topics = parts.topics;
        topics.retain(|it| scope.has(&TopicId::new(it.id.as_str())));
        let mut mix_ups = mix_ups::of(bank, record, today);
        if !scope.topics.is_empty() {
            mix_ups.retain(|it| topic_of.get(&it.component).is_some_and(|it| scope.has(it)));
        }
        ProgressReport {
            calendar: overview.calendar,
            readiness: Readiness::of(bank, &record.knowledge, today),
            plain_average: record.all.share(),
            trend: trend.filter(|it| it.day >= since).collect(),
            exams: exams.filter(|it| it.day >= since).collect(),
            exams_left: left.filter(|day| **day >= since).count(),
            real_exams: overview.real_exams.clone(),
            scale: bank.exam.as_ref().map(|exam| exam.scale.clone()),
            topics,
            tasks: parts.tasks,
            domains: parts.domains,
            gone: if scope.topics.is_empty() {
                parts.gone
            } else {
                Tally::default()
            },
            days: days.into_iter().collect(),
            streak: Streak::of(record.days.keys().copied(), today),
            confidence,
            times,
            forecast: forecast(&known, today, AHEAD),
            mix_ups,
            items: items::of(bank, &known, &topic_of, today),
        }
    }
}

impl ProgressReport {
    /// Returns the share of correct answers required to pass the exam, from 0 to 1.
    pub fn pass_share(&self) -> Option<f64> {
        self.scale.as_ref().map(Scale::pass_share)
    }

    /// Returns the number of facts in all topics within the scope, by mastery.
    pub fn facts_in_all(&self) -> Masteries {
        let topics = self.topics.iter();
        topics.fold(Masteries::default(), |all, it| all.and(it.facts))
    }

    /// Returns the facts that have been asked about, least known first.
    pub fn facts(&self) -> impl Iterator<Item = &ItemInsight> {
        let is_fact = |it: &&ItemInsight| matches!(it.item, Component::Fact(_));
        self.items.iter().filter(is_fact)
    }

    /// Returns the number of facts, cells, and terms that are due today.
    pub fn due(&self) -> usize {
        self.forecast.first().copied().unwrap_or_default()
    }

    /// Returns the mean time per answer within the scope.
    pub fn mean_time(&self) -> Option<Duration> {
        mean_time(self.days.iter().map(|(_, day)| day))
    }
}

/// Returns the mean time per answer on `days`.
pub fn mean_time<'a>(days: impl Iterator<Item = &'a DayInsight>) -> Option<Duration> {
    let (answers, took) = days.fold((0, Duration::ZERO), |(answers, took), day| {
        (answers + day.answers.of + day.drilled, took + day.took)
    });
    let answers = u32::try_from(answers).ok().filter(|it| *it > 0)?;
    Some(took / answers)
}

impl Streak {
    /// Computes the streak from `days`: the local dates with at least one answer, in days since
    /// 1970 and in ascending order.
    pub fn of(days: impl Iterator<Item = i32>, today: i32) -> Self {
        let (mut run, mut longest, mut last) = (0, 0, i32::MIN);
        for day in days {
            run = if i64::from(day) - i64::from(last) == 1 {
                run + 1
            } else {
                1
            };
            longest = longest.max(run);
            last = day;
        }
        // A day that is not over yet does not break the streak.
        let goes_on = i64::from(today) - i64::from(last) <= 1;
        Self {
            days: if goes_on { run } else { 0 },
            longest,
        }
    }
}

fn add_each(sums: &mut [Tally], tallies: &[Tally]) {
    for (sum, tally) in sums.iter_mut().zip(tallies) {
        *sum = sum.and(*tally);
    }
}

/// Returns the knowledge of all items in the topics within `scope`.
fn in_topics(
    topic_of: &HashMap<Component, TopicId>,
    knowledge: &BTreeMap<Component, Knowledge>,
    scope: &Scope,
) -> BTreeMap<Component, Knowledge> {
    if scope.topics.is_empty() {
        return knowledge.clone();
    }
    let known = knowledge.iter();
    known
        .filter(|(component, _)| topic_of.get(component).is_some_and(|it| scope.has(it)))
        .map(|(component, known)| (component.clone(), known.clone()))
        .collect()
}

fn day_of(domain_at: &DomainPositions<'_>, day: &Day, scope: &Scope) -> DayInsight {
    if scope.topics.is_empty() {
        return DayInsight {
            answers: day.all(),
            drilled: day.drilled.of,
            took: day.took,
            domains: domain_at.sums(&day.topics),
        };
    }
    let mut topics = day.topics.clone();
    topics.retain(|topic, _| scope.has(topic));
    DayInsight {
        answers: topics.values().copied().fold(Tally::default(), Tally::and),
        domains: domain_at.sums(&topics),
        ..DayInsight::default()
    }
}

#[cfg(test)]
mod tests {
    use super::Streak;

    #[test]
    fn a_day_that_is_not_over_breaks_no_streak() {
        let streak = |days: &[i32]| {
            let Streak { days, longest } = Streak::of(days.iter().copied(), 10);
            (days, longest)
        };
        assert_eq!(streak(&[]), (0, 0));
        assert_eq!(streak(&[10]), (1, 1));
        assert_eq!(streak(&[8, 9]), (2, 2));
        assert_eq!(streak(&[1, 2, 3, 9, 10]), (2, 3));
        assert_eq!(streak(&[6, 7, 8]), (0, 3));
    }
}
