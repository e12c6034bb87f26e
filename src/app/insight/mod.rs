//! What the answers so far say: the figures behind the progress screens, `stats`
//! and their text forms.

mod words;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use serde::Serialize;

use super::{App, Overview};
use crate::learn::{
    Day, ExamPoint, Knowledge, Mastery, Readiness, ReadyPoint, TIMES, components, forecast,
};
use crate::model::{Bank, Component, FactId, TopicId};
use crate::quiz::{Myth, Tally};

pub use words::Part;

/// Days that the forecast looks ahead.
pub const AHEAD: usize = 14;

/// Which answers are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only these topics, where figures are kept by topic; none named is all.
    pub topics: Vec<TopicId>,
    /// Only so many days up to today.
    pub days: Option<i32>,
}

impl Scope {
    pub fn has(&self, topic: &TopicId) -> bool {
        self.topics.is_empty() || self.topics.contains(topic)
    }
}

/// What the answers so far say of one bank.
#[derive(Clone, Debug)]
pub struct Insight {
    /// The local day since 1970.
    pub today: i32,
    pub readiness: Readiness,
    pub trend: Vec<ReadyPoint>,
    /// Oldest first.
    pub exams: Vec<ExamPoint>,
    /// The share right that the exam asks for, 0 to 1.
    pub pass_share: Option<f64>,
    pub topics: Vec<TopicInsight>,
    /// Answers by local day since 1970.
    pub days: Vec<(i32, DayInsight)>,
    /// Days in a row on which something was answered, up to the newest day or yesterday.
    pub streak: usize,
    /// Right answers by how sure one was: sure, unsure, guess and unmarked.
    pub sureness: [Tally; 4],
    /// Right answers by the time they took; [`TIMES`] has the bounds.
    pub times: [Tally; TIMES.len() + 1],
    /// Reviews that fall due on each of the next days, today first.
    pub forecast: Vec<usize>,
    /// What was believed wrongly, in a sentence, most often first.
    pub myths: Vec<(String, usize)>,
    /// Facts on their way, the least known first.
    pub facts: Vec<FactInsight>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TopicInsight {
    pub topic: TopicId,
    pub title: String,
    pub tally: Tally,
    pub mastery: Masteries,
}

/// How many facts and cells are how far learnt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Masteries {
    pub new: usize,
    pub shaky: usize,
    pub solid: usize,
    pub mastered: usize,
    pub fading: usize,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct DayInsight {
    pub answers: Tally,
    /// Cells of a matrix, in drills.
    pub drilled: usize,
    pub took: Duration,
}

/// One fact with how well it is known.
#[derive(Clone, Debug)]
pub struct FactInsight {
    pub fact: FactId,
    pub title: String,
    pub mastery: Mastery,
    /// The chance that it is recalled today, 0 to 1.
    pub recall: f64,
    pub lapses: u32,
    /// Days until recall falls to 90 %, counted from the last answer.
    pub lasts: f64,
}

impl DayInsight {
    fn add(&mut self, other: Self) {
        self.answers = self.answers.and(other.answers);
        self.drilled += other.drilled;
        self.took += other.took;
    }
}

impl Masteries {
    fn add(&mut self, mastery: Mastery) {
        *match mastery {
            Mastery::New => &mut self.new,
            Mastery::Shaky => &mut self.shaky,
            Mastery::Solid => &mut self.solid,
            Mastery::Mastered => &mut self.mastered,
            Mastery::Fading => &mut self.fading,
        } += 1;
    }

    /// Each with its name, from the least to the most.
    pub fn named(self) -> [(&'static str, usize); 5] {
        [
            ("new", self.new),
            ("shaky", self.shaky),
            ("solid", self.solid),
            ("mastered", self.mastered),
            ("fading", self.fading),
        ]
    }

    pub fn sum(topics: &[TopicInsight]) -> Self {
        topics.iter().fold(Self::default(), |all, topic| Self {
            new: all.new + topic.mastery.new,
            shaky: all.shaky + topic.mastery.shaky,
            solid: all.solid + topic.mastery.solid,
            mastered: all.mastered + topic.mastery.mastered,
            fading: all.fading + topic.mastery.fading,
        })
    }
}

impl App {
    /// What the answers so far say, as far as `scope` looks.
    pub fn insight(&self, overview: &Overview, scope: &Scope) -> Insight {
        let (bank, record, today) = (self.bank(), &overview.record, overview.today);
        let since = scope.days.map_or(i32::MIN, |days| today - days + 1);
        let topic_of = topics_of(bank);
        let in_scope = |component: &Component| {
            scope.topics.is_empty() || topic_of.get(component).is_some_and(|it| scope.has(it))
        };
        let known: BTreeMap<Component, Knowledge> = record
            .knowledge
            .iter()
            .filter(|(component, _)| in_scope(component))
            .map(|(component, known)| (component.clone(), known.clone()))
            .collect();
        let mut days: BTreeMap<i32, DayInsight> = BTreeMap::new();
        for (number, day) in record.days.range(since..) {
            // What a journey put after today counts as today.
            days.entry((*number).min(today))
                .or_default()
                .add(day_of(day, scope));
        }
        Insight {
            today,
            readiness: Readiness {
                linear: record.all.share(),
                ..Readiness::of(bank, &record.knowledge, today)
            },
            trend: record
                .ready
                .iter()
                .filter(|it| it.day >= since)
                .copied()
                .collect(),
            exams: record
                .exams
                .iter()
                .filter(|it| it.day >= since)
                .copied()
                .collect(),
            pass_share: bank.exam.as_ref().map(|exam| exam.scale.pass_share()),
            topics: topics(bank, overview, scope, &topic_of),
            days: days.into_iter().collect(),
            streak: streak(&record.days, today),
            sureness: record.sureness,
            times: record.times,
            forecast: forecast(&known, today, AHEAD),
            myths: myths(bank, &record.myths),
            facts: facts(bank, &known, today),
        }
    }
}

/// The topic of each fact and cell that questions ask for.
pub(super) fn topics_of(bank: &Bank) -> HashMap<Component, TopicId> {
    let mut topics = HashMap::new();
    for question in &bank.questions {
        for component in components(question) {
            topics
                .entry(component)
                .or_insert_with(|| question.topic.clone());
        }
    }
    topics
}

fn topics(
    bank: &Bank,
    overview: &Overview,
    scope: &Scope,
    topic_of: &HashMap<Component, TopicId>,
) -> Vec<TopicInsight> {
    let since = scope
        .days
        .map_or(i32::MIN, |days| overview.today - days + 1);
    let record = &overview.record;
    let mut topics: Vec<_> = bank
        .topics
        .iter()
        .filter(|topic| scope.has(&topic.id))
        .map(|topic| TopicInsight {
            topic: topic.id.clone(),
            title: topic.title.clone(),
            tally: if scope.days.is_some() {
                let days = record.days.range(since..);
                days.filter_map(|(_, day)| day.topics.get(&topic.id))
                    .fold(Tally::default(), |all, it| all.and(*it))
            } else {
                record.topics.get(&topic.id).copied().unwrap_or_default()
            },
            mastery: Masteries::default(),
        })
        .collect();
    for (component, topic) in topic_of {
        if let Some(topic) = topics.iter_mut().find(|it| it.topic == *topic) {
            let known = record.knowledge.get(component);
            let mastery = known.map_or(Mastery::New, |it| it.mastery(overview.today));
            topic.mastery.add(mastery);
        }
    }
    topics
}

fn day_of(day: &Day, scope: &Scope) -> DayInsight {
    if scope.topics.is_empty() {
        return DayInsight {
            answers: day.all(),
            drilled: day.drilled.of,
            took: day.took,
        };
    }
    let topics = scope
        .topics
        .iter()
        .filter_map(|topic| day.topics.get(topic));
    DayInsight {
        answers: topics.fold(Tally::default(), |all, it| all.and(*it)),
        ..DayInsight::default()
    }
}

fn streak(days: &BTreeMap<i32, Day>, today: i32) -> usize {
    // After a journey the newest day may be tomorrow. A day that is not over breaks no
    // streak.
    let newest = days.range(today..).next_back().map(|(day, _)| *day);
    let last = newest.unwrap_or(today - 1);
    (0..=days.len() as i32)
        .take_while(|back| days.contains_key(&(last - back)))
        .count()
}

fn myths(bank: &Bank, counted: &HashMap<Myth, usize>) -> Vec<(String, usize)> {
    let mut myths: Vec<_> = counted
        .iter()
        .filter_map(|(myth, count)| Some((in_words(bank, myth)?, *count)))
        .collect();
    myths.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    myths
}

/// The belief as a sentence, with what is so; `None` of what has left the bank.
fn in_words(bank: &Bank, myth: &Myth) -> Option<String> {
    match myth {
        Myth::Cell(claim) => {
            let at = &claim.cell;
            let matrix = bank.matrix(&at.matrix)?;
            let row = matrix.rows.iter().find(|it| it.id == at.row)?;
            let column = matrix.columns.iter().find(|it| it.id == at.column)?;
            let is = &matrix.cell(&at.row, &at.column)?.is;
            Some(format!(
                "{}, {}: {}, not {}.",
                row.short,
                column.title,
                bank.value_title(at, is),
                bank.value_title(at, &claim.is)
            ))
        }
        Myth::Against(fact) => Some(bank.fact(fact)?.says.clone()),
    }
}

fn facts(bank: &Bank, known: &BTreeMap<Component, Knowledge>, today: i32) -> Vec<FactInsight> {
    let mut facts: Vec<_> = known
        .iter()
        .filter_map(|(component, known)| {
            let Component::Fact(id) = component else {
                return None;
            };
            let fact = bank.fact(id)?;
            Some(FactInsight {
                fact: id.clone(),
                title: fact.title.clone(),
                mastery: known.mastery(today),
                recall: known.memory.recall(today),
                lapses: known.memory.lapses(),
                lasts: known.memory.stability(),
            })
        })
        .collect();
    // Right after an answer all is recalled; what lasts least is known least.
    facts.sort_by(|a, b| a.lasts.total_cmp(&b.lasts));
    facts
}
