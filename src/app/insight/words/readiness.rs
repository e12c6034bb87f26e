//! The readiness and the passing probability in words.

use std::fmt;

use super::super::{ProgressReport, Scope};
use crate::app::share_in_words;
use crate::app::words::{as_percent, count, date_of};
use crate::counts::list;
use crate::learn::{Missing, PartShare, Passing};

/// The maximum number of tasks to list as the most valuable.
const MOST_WORTH: usize = 3;

/// An explanation of what counts toward the estimate.
pub const HONEST: &str = "The readiness of a task is the share of new questions on it that you would answer correctly without guessing. Blank first answers count as incorrect, facts beyond the exam do not count, and \
    drills refresh memory but do not count as evidence.";

impl ProgressReport {
    /// Describes the passing probability, or the available estimates if there is none. Then lists
    /// the tasks that would raise the probability the most and describes the trend.
    pub fn readiness_in_words(&self, about: &str) -> Vec<String> {
        let mut lines = self.estimate_in_words(about);
        lines.extend(self.worth_in_words());
        if let (Some(first), Some(last)) = (self.trend.first(), self.trend.last())
            && self.trend.len() > 1
        {
            lines.push(format!(
                "From {} to {}, the share of new questions that you would answer correctly went from {} to \
                 {}.",
                date_of(first.day),
                date_of(last.day),
                as_percent(first.share.share),
                as_percent(last.share.share)
            ));
        }
        lines
    }

    /// Describes the passing probability, or the available estimates if there is none.
    pub fn estimate_in_words(&self, about: &str) -> Vec<String> {
        let mut lines = Vec::new();
        match (&self.readiness.passing, self.readiness.all) {
            (Ok(passing), _) => lines.push(chance(passing)),
            (Err(missing), share) => {
                if let Some(share) = share {
                    let [low, middle, high] = [share.low, share.share, share.high].map(as_percent);
                    lines.push(format!(
                        "{about}: you would answer about {middle} of new questions correctly (likely range: \
                         {low} to {high})."
                    ));
                }
                lines.push(format!(
                    "Passing probability not available yet: {}",
                    missing_in_words(missing)
                ));
            }
        }
        if let Some(average) = self.plain_average {
            lines.push(format!(
                "So far, {} of all answers have been correct.",
                as_percent(average)
            ));
        }
        lines
    }

    /// Returns the tasks that would raise the passing probability the most, best first, each with its
    /// readiness as text and the points that it could add.
    pub fn most_worth(&self) -> Vec<(&PartShare, String, usize)> {
        let tasks = self.readiness.weakest().into_iter();
        let best = tasks.filter(|task| task.points() > 0).take(MOST_WORTH);
        best.map(|task| {
            let ready = as_percent(task.known.unwrap_or_default());
            (task, format!("{ready} ready"), task.points())
        })
        .collect()
    }

    /// Describes the tasks that would raise the passing probability the most, best first.
    pub fn worth_in_words(&self) -> Vec<String> {
        let tasks = self.most_worth().into_iter();
        let sentences = tasks.map(|(task, ready, points)| {
            let points = count(points, "point", "points");
            let title = &task.title;
            format!("{title}: {ready}; more study could add about {points}.")
        });
        sentences.collect()
    }

    /// Lists the domains and tasks that have a topic in `scope`, each with its estimate.
    pub fn parts_in_words(&self, scope: &Scope) -> Vec<String> {
        let readiness = &self.readiness;
        let in_scope = |part: &&PartShare| part.topics.iter().any(|it| scope.has(it));
        let each = |part: &PartShare| {
            let weight = part.weight.map_or(String::new(), |weight| {
                format!(", {}", share_in_words(weight))
            });
            let position = match part.known {
                Some(ready) => format!("{} ready", as_percent(ready)),
                None => "too few answers".to_owned(),
            };
            format!("{}: {position}{weight}.", part.title)
        };
        let of_domain = |domain: &PartShare| {
            let tasks = readiness.tasks.iter();
            let tasks = tasks.filter(in_scope);
            let tasks = tasks.filter(|it| it.domain == domain.domain).map(each);
            std::iter::once(each(domain))
                .chain(tasks)
                .collect::<Vec<_>>()
        };
        let domains = readiness.domains.iter().filter(in_scope);
        let mut lines: Vec<_> = domains.flat_map(of_domain).collect();
        lines.push(HONEST.to_owned());
        lines
    }
}

/// Formats the passing probability as a sentence.
fn chance(passing: &Passing) -> String {
    let [pass, low, high] = [passing.pass, passing.low, passing.high].map(as_percent);
    let likely = if low == high {
        String::new()
    } else {
        format!(" (likely range: {low} to {high})")
    };
    format!("Passing probability for an exam tomorrow: {pass}{likely}.")
}

/// Formats a requirement for the passing probability that is not met yet.
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blueprint => f.write_str("This bank does not describe its exam."),
            Self::Questions { domain } => write!(f, "No questions yet on {domain}."),
            Self::Answers { domain, more } => {
                let questions = count(*more, "more new question", "more new questions");
                write!(f, "Answer {questions}")?;
                match domain {
                    Some(domain) => write!(f, " on {domain}."),
                    None => f.write_str("."),
                }
            }
            Self::Memory { more } => {
                let answers = count(*more, "more answer", "more answers");
                write!(
                    f,
                    "Needed: at least {answers} to questions from an earlier day."
                )
            }
        }
    }
}

/// Describes briefly why there is no passing probability.
pub fn missing_in_short(missing: &[Missing]) -> String {
    let is_empty = |it: &&Missing| matches!(it, Missing::Questions { .. });
    let empty = missing.iter().filter(is_empty).count();
    if empty > 0 {
        let parts = count(empty, "exam part", "exam parts");
        return format!("not available: no questions on {parts}");
    }
    let (mut all, mut of_domains) = (0, 0);
    for it in missing {
        match it {
            Missing::Answers { domain: None, more } | Missing::Memory { more } => all += more,
            Missing::Answers { more, .. } => of_domains += more,
            Missing::Blueprint | Missing::Questions { .. } => {}
        }
    }
    match all.max(of_domains) {
        0 => "not available: the bank does not describe its exam".to_owned(),
        more => format!(
            "estimate after at least {}",
            count(more, "more answer", "more answers")
        ),
    }
}

/// Describes all requirements for the passing probability that are not met yet. Domains without
/// questions are counted but not named.
fn missing_in_words(missing: &[Missing]) -> String {
    let is_empty = |it: &&Missing| matches!(it, Missing::Questions { .. });
    let empty = missing.iter().filter(is_empty).count();
    let others = missing.iter().filter(|it| !is_empty(it));
    let mut words: Vec<String> = others.clone().map(ToString::to_string).collect();
    let of_domains = others.filter_map(|it| match it {
        Missing::Answers { domain, more } => Some(format!("{more} on {}", domain.as_ref()?)),
        _ => None,
    });
    let of_domains: Vec<_> = of_domains.collect();
    if let Some(Missing::Answers { domain: None, more }) = missing.first()
        && !of_domains.is_empty()
    {
        let questions = count(*more, "more new question", "more new questions");
        let of_domains: Vec<&str> = of_domains.iter().map(String::as_str).collect();
        let of_domains = list(&of_domains, "and");
        words = vec![format!("Answer {questions}, including {of_domains}.")];
    }
    if empty > 0 {
        let domains = count(empty, "domain has", "domains have");
        words.push(format!("{domains} no questions yet."));
    }
    words.join(" ")
}
