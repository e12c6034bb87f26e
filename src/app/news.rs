//! News about a bank: the content that was added since the learner last saw the bank and the effect
//! on the learner's study plan.

use std::collections::HashSet;

use super::words::count;
use super::{App, StudyPlan, day_number};
use crate::quiz::Moment;
use crate::store::KnownBank;

/// The minimum number of new questions that count as news if there is no new topic.
const FEWEST: usize = 50;
/// The number of new facts to learn per day, in addition to reviews, if no exam date is planned.
const USUAL_A_DAY: usize = 10;

/// News about a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    pub title: String,
    /// The sections in reading order: headings and paragraphs.
    pub parts: Vec<(&'static str, Vec<String>)>,
}

impl App {
    /// Returns news about the content that was added since the learner last saw the bank. Additions
    /// are reported only once, so the next call returns `None`. A bank without earlier sessions has
    /// no news.
    pub fn news(&mut self, now: &Moment) -> Option<News> {
        let stats = self.stats();
        let id = stats.id.clone();
        let current = KnownBank {
            questions: stats.all.questions,
            facts: stats.all.facts,
            topics: stats.topics.iter().map(|it| it.id.clone()).collect(),
        };
        let known = self.store.known_bank(&id).ok()?;
        if known.as_ref() == Some(&current) {
            return None;
        }
        // If the current size cannot be saved, the news is shown again next time.
        let _unless_unwritable = self.store.note_known_bank(&id, &current);
        let has_sessions = self.store.has_sessions(&id).ok()?;
        let known = known.filter(|_| has_sessions)?;
        let topics: HashSet<_> = known.topics.iter().collect();
        let is_new = current.topics.iter().any(|it| !topics.contains(it));
        if !is_new && current.questions < known.questions + FEWEST {
            return None;
        }
        let today = self.calendar(now).today;
        let plan = self.plan(now);
        Some(News {
            title: self.stats().title.clone(),
            parts: vec![
                ("New", self.additions(&known, &current)),
                (
                    "Your answers",
                    vec![
                        "Everything that you have learned still counts. Your streak, your missed \
                     questions, and your known facts are unchanged."
                            .to_owned(),
                    ],
                ),
                (
                    "Your plan",
                    vec![in_portions(&known, &current, plan, today)],
                ),
                (
                    "Passing probability",
                    vec![
                        "It covers the entire exam, so it needs answers in every domain. Progress \
                     shows what is missing."
                            .to_owned(),
                    ],
                ),
            ],
        })
    }

    fn plan(&self, now: &Moment) -> StudyPlan {
        self.notes(now)
            .map_or_else(|_| StudyPlan::default(), |notes| StudyPlan::of(&notes))
    }

    /// Describes the additions: the numbers of questions and facts and the new topics by domain.
    fn additions(&self, known: &KnownBank, current: &KnownBank) -> Vec<String> {
        let card = self.stats();
        let mut lines = vec![format!(
            "The bank has grown from {} to {}, and from {} to {}.",
            known.questions,
            count(current.questions, "question", "questions"),
            known.facts,
            count(current.facts, "fact", "facts"),
        )];
        let domains = card.exam.iter().flat_map(|exam| &exam.domains);
        for domain in domains {
            let topics = card.topics.iter();
            let new = topics.filter(|topic| {
                topic.domain.as_ref() == Some(&domain.id) && !known.topics.contains(&topic.id)
            });
            let titles: Vec<_> = new.map(|topic| topic.title.as_str()).collect();
            if !titles.is_empty() {
                lines.push(format!("{}: {}", domain.title, titles.join("; ")));
            }
        }
        lines
    }
}

/// Describes how the new facts are spread over the coming days.
fn in_portions(known: &KnownBank, current: &KnownBank, plan: StudyPlan, today: i32) -> String {
    let new = current.facts.saturating_sub(known.facts);
    let days = plan.exam.map(|exam| day_number(exam) - today);
    match days {
        Some(days) if days > 0 => {
            let a_day = new.div_ceil(days as usize).max(1);
            format!(
                "Nothing new is due today. To see all {} before your exam in {}, learn about \
                 {a_day} a day.",
                count(new, "new fact", "new facts"),
                count(days as usize, "day", "days"),
            )
        }
        _ => format!(
            "Nothing new is due today. New facts come in small portions, about {USUAL_A_DAY} a \
             day in addition to your reviews."
        ),
    }
}
