//! The exam guide, with the learner's knowledge of each domain, task, and topic.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use super::insight::{correct, topics_of};
use super::words::{ago, as_percent, exam_weight, part_of, sentence};
use super::{App, HistorySnapshot, day_number};
use crate::counts::counted;
use crate::learn::{Masteries, Mastery};
use crate::model::{
    Bank, Bullet, Component, Fact, MatrixId, Outline, Section, SectionId, Task, TermId, TopicId,
};
use crate::quiz::{Tally, Weights};

/// The contents of one section of the exam guide and the learner's knowledge of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SectionProgress {
    /// The section's share of the exam, from 0 to 1; `None` if the blueprint does not define one.
    pub share: Option<f64>,
    /// The facts, cells, and terms by mastery.
    pub items: Masteries,
    /// The sum of today's recall probabilities for all items asked about so far.
    recall: f64,
    /// All answers to questions in the section.
    pub answers: Tally,
    pub questions: usize,
    pub unseen: usize,
    pub facts: usize,
    pub new_facts: usize,
    pub terms: usize,
    /// The number of table cells that can be drilled.
    pub cells: usize,
    /// The earliest and latest dates on which a source for the section's facts was checked.
    pub checked: Option<(Date, Date)>,
}

impl SectionProgress {
    /// Returns today's mean recall probability, from 0 to 1, for all items asked about so far.
    pub fn recall(&self) -> Option<f64> {
        let asked = self.items.total() - self.items.new;
        (asked > 0).then(|| self.recall / asked as f64)
    }

    fn add(&mut self, other: &Self) {
        self.items = self.items.and(other.items);
        self.recall += other.recall;
        self.answers = self.answers.and(other.answers);
        self.questions += other.questions;
        self.unseen += other.unseen;
        self.facts += other.facts;
        self.new_facts += other.new_facts;
        self.terms += other.terms;
        self.cells += other.cells;
        if let Some((oldest, newest)) = other.checked {
            self.check(oldest);
            self.check(newest);
        }
    }

    /// Extends the range of check dates to include `day`.
    fn check(&mut self, day: Date) {
        let (oldest, newest) = self.checked.unwrap_or((day, day));
        self.checked = Some((oldest.min(day), newest.max(day)));
    }
}

/// The number of sources, and when most of them were last checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckedSources {
    pub all: usize,
    /// The year in which most sources were last checked, and their number.
    pub most: Option<(i16, usize)>,
}

impl CheckedSources {
    fn of(bank: &Bank) -> Self {
        let cited = bank.asked_facts().flat_map(|fact| &fact.sources);
        let cited: HashSet<_> = cited.collect();
        let sources = bank.sources.iter().filter(|it| cited.contains(&it.id));
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        let mut all = 0;
        for source in sources {
            all += 1;
            if let Ok(day) = source.checked.parse::<Date>() {
                *years.entry(day.year()).or_default() += 1;
            }
        }
        let most = years.into_iter().max_by_key(|(_, count)| *count);
        Self { all, most }
    }
}

/// The exam guide of a bank.
#[derive(Clone, Debug)]
pub struct Guide {
    pub outline: Outline,
    /// The progress in each section, in outline order.
    pub standings: Vec<SectionProgress>,
    pub all: SectionProgress,
    /// The sources of the facts that questions ask about.
    pub sources: CheckedSources,
    /// The bullets listed under each task, by task ID.
    bullets: HashMap<String, Vec<BulletProgress>>,
}

impl App {
    /// Returns the exam guide with the learner's progress today.
    pub fn guide(&self, overview: &HistorySnapshot) -> Guide {
        let bank = self.bank();
        let outline = Outline::of(bank);
        let topics = of_topics(bank, overview);
        let weights = Weights::of(bank);
        let standing = |section: &Section| {
            let mut standing = SectionProgress {
                share: share(bank, &weights, section),
                ..SectionProgress::default()
            };
            for at in &section.topics {
                standing.add(&topics[*at]);
            }
            standing
        };
        let mut all = SectionProgress::default();
        for topic in &topics {
            all.add(topic);
        }
        Guide {
            standings: outline.sections.iter().map(standing).collect(),
            outline,
            all,
            bullets: bullets(bank, overview),
            sources: CheckedSources::of(bank),
        }
    }
}

/// Returns the bullets listed under each task of `bank`, by task ID.
fn bullets(bank: &Bank, overview: &HistorySnapshot) -> HashMap<String, Vec<BulletProgress>> {
    let is_known =
        |fact: &Fact| overview.mastery(&Component::Fact(fact.id.clone())) >= Mastery::Known;
    let mut facts: HashMap<&str, Vec<&Fact>> = HashMap::new();
    for fact in &bank.facts {
        if let Some(task) = bank.topic(&fact.topic).and_then(|it| it.task.as_deref()) {
            facts.entry(task).or_default().push(fact);
        }
    }
    let of_task = |task: &Task| {
        let facts = facts.get(task.id.as_str()).map_or(&[][..], Vec::as_slice);
        let standing = |bullet: &Bullet| {
            let facts = facts.iter().filter(|it| it.bullets.contains(&bullet.id));
            BulletProgress {
                title: bullet.title.clone(),
                known: facts.clone().filter(|fact| is_known(fact)).count(),
                facts: facts.count(),
            }
        };
        (task.id.clone(), task.bullets.iter().map(standing).collect())
    };
    bank.tasks.iter().map(of_task).collect()
}

/// Returns the progress in each topic of `bank`, excluding the topic's share of the exam.
fn of_topics(bank: &Bank, overview: &HistorySnapshot) -> Vec<SectionProgress> {
    let record = &overview.record;
    let mut standings = vec![SectionProgress::default(); bank.topics.len()];
    let topics = bank.topics.iter().enumerate();
    let place: HashMap<&TopicId, usize> = topics.map(|(at, topic)| (&topic.id, at)).collect();
    for (component, topic) in &topics_of(bank) {
        let Some(standing) = place.get(topic).map(|at| &mut standings[*at]) else {
            continue;
        };
        standing.items.add(overview.mastery(component));
        let known = record.knowledge.get(component);
        let memory = known.map(|it| &it.memory).filter(|it| !it.is_new());
        standing.recall += memory.map_or(0.0, |it| it.recall(overview.today));
    }
    let mut each = |topic: &TopicId, change: &dyn Fn(&mut SectionProgress)| {
        if let Some(at) = place.get(topic) {
            change(&mut standings[*at]);
        }
    };
    for question in &bank.questions {
        let is_unseen = !record.last_seen.contains_key(&question.id);
        each(&question.topic, &|it| {
            it.questions += 1;
            it.unseen += usize::from(is_unseen);
        });
    }
    for (topic, tally) in &record.topics {
        each(topic, &|it| it.answers = *tally);
    }
    let days = bank.sources.iter();
    let days: HashMap<_, _> = days
        .filter_map(|it| Some((&it.id, it.checked.parse::<Date>().ok()?)))
        .collect();
    for fact in bank.asked_facts() {
        let component = Component::Fact(fact.id.clone());
        let is_new = overview.mastery(&component) == Mastery::New;
        each(&fact.topic, &|it| {
            it.facts += 1;
            it.new_facts += usize::from(is_new);
            for day in fact.sources.iter().filter_map(|id| days.get(id)) {
                it.check(*day);
            }
        });
    }
    for term in &bank.terms {
        each(&term.topic, &|it| it.terms += 1);
    }
    for matrix in &bank.matrices {
        if let Some(topic) = &matrix.topic {
            let cells = matrix.drilled_cells().count();
            each(topic, &|it| it.cells += cells);
        }
    }
    standings
}

/// Returns the share of the exam that `section` covers. A topic that belongs to a task does not
/// have its own share.
fn share(bank: &Bank, weights: &Weights, section: &Section) -> Option<f64> {
    let of_exam = |is_in: &dyn Fn(&crate::quiz::Part) -> bool| {
        let parts = weights.parts().iter().filter(|part| is_in(part));
        let shares: Option<Vec<f64>> = parts.map(|part| part.share).collect();
        shares.filter(|it| !it.is_empty()).map(|it| it.iter().sum())
    };
    match &section.id {
        SectionId::Domain(id) => of_exam(&|part| part.domain.as_ref() == Some(id)),
        SectionId::Task(id) => of_exam(&|part| part.task.as_ref() == Some(id)),
        SectionId::Topic(id) => {
            let has_task = bank.topic(id).is_some_and(|topic| topic.task.is_some());
            let part = weights.part_of(id).filter(|_| !has_task);
            part.and_then(|at| weights.parts()[at].share)
        }
    }
}

/// A bullet in the exam guide and the number of facts that cover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulletProgress {
    pub title: String,
    pub facts: usize,
    /// The number of those facts that are known.
    pub known: usize,
}

impl Guide {
    /// Returns the bullets listed under the task `id`.
    pub fn bullets(&self, id: &str) -> &[BulletProgress] {
        self.bullets.get(id).map_or(&[], Vec::as_slice)
    }

    /// Returns the terms in the section at index `at`, in bank order.
    pub fn terms(&self, bank: &Bank, at: usize) -> Vec<TermId> {
        let topics = self.outline.topics(bank, at);
        let terms = bank.terms.iter().filter(|it| topics.contains(&it.topic));
        terms.map(|it| it.id.clone()).collect()
    }

    /// Returns the tables in the section at index `at`, in bank order.
    pub fn tables(&self, bank: &Bank, at: usize) -> Vec<MatrixId> {
        let topics = self.outline.topics(bank, at);
        let is_in = |topic: &TopicId| topics.contains(topic);
        let tables = bank.matrices.iter();
        let tables = tables.filter(|it| it.topic.as_ref().is_some_and(is_in));
        tables.map(|it| it.id.clone()).collect()
    }
}

/// Describes how much of a section is known. Returns `None` if the section has no items.
pub fn knowledge_in_words(standing: &SectionProgress) -> Option<String> {
    let [known, weak, new] = standing.items.known_weak_new();
    let words = format!("{known} known, {weak} weak, {new} new");
    (known + weak + new > 0).then_some(words)
}

/// Describes the answers in a section in one sentence.
pub fn answers_in_words(standing: &SectionProgress) -> String {
    let mut parts = Vec::new();
    if let Some(recall) = standing.recall() {
        parts.push(format!("recall {}", as_percent(recall)));
    }
    if standing.answers.of > 0 {
        parts.push(correct(standing.answers));
    }
    parts.push(match (standing.unseen, standing.questions) {
        (_, 0) => "no questions yet".to_owned(),
        (unseen, of) => format!("{} questions unseen", part_of(unseen, of)),
    });
    sentence(&parts.join("; "))
}

/// Formats a share of the exam as text, such as `7.5% of the exam`.
pub fn share_in_words(share: f64) -> String {
    format!("{} of the exam", exam_weight(share))
}

/// Formats the time since `day` as text, such as `8 months ago`. `today` is the local date, in days
/// since 1970.
pub fn age(day: Date, today: i32) -> String {
    match today.saturating_sub(day_number(day)) {
        days @ ..=59 => ago(days),
        days @ 60..=729 => format!("{} months ago", days / 30),
        days => format!("{} years ago", days / 365),
    }
}

/// Describes when the sources of a bank were last checked: how many of them in the most frequent
/// year, and how long ago the oldest check was. Returns `None` for a bank without dates.
pub fn all_checked_in_words(guide: &Guide, today: i32) -> Option<String> {
    let CheckedSources { all, most } = guide.sources;
    let (year, in_year) = most?;
    if in_year == all {
        return Some(format!("All {} checked in {year}.", counted(all, "source")));
    }
    let oldest = guide.all.checked.map(|(oldest, _)| age(oldest, today));
    let oldest = oldest.map_or(String::new(), |it| format!(", oldest {it}"));
    let sources = part_of(in_year, all);
    Some(format!("{sources} sources checked in {year}{oldest}."))
}

/// Describes when the sources for a section were last checked.
pub fn checked_in_words(standing: &SectionProgress, today: i32) -> Option<String> {
    let (oldest, newest) = standing.checked?;
    let (from, to) = (age(oldest, today), age(newest, today));
    Some(if from == to {
        format!("Sources last checked {to}.")
    } else {
        format!("Oldest source check: {from}.")
    })
}
