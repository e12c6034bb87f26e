//! The figures in words: what a chart shows, for those who listen to a screen or
//! read it in a pipe.

use std::fmt;

use super::{Insight, Masteries};
use crate::app::words::count;
use crate::learn::{Likely, Missing, Passing, TIMES};
use crate::quiz::Tally;

/// What one chart shows, in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub title: &'static str,
    pub lines: Vec<String>,
}

/// Myths, exams and days that are told; the rest is left to JSON.
const MOST: usize = 8;

impl Insight {
    /// All charts in words. `about` is what the bank is about.
    pub fn in_words(&self, about: &str) -> Vec<Part> {
        vec![
            Part {
                title: "Readiness",
                lines: self.readiness_in_words(about),
            },
            Part {
                title: "Exams",
                lines: self.exams_in_words(),
            },
            Part {
                title: "Topics",
                lines: self.topics_in_words(),
            },
            Part {
                title: "Days",
                lines: self.days_in_words(),
            },
            Part {
                title: "Sureness",
                lines: self.sureness_in_words(),
            },
            Part {
                title: "Time",
                lines: self.times_in_words(),
            },
            Part {
                title: "Forecast",
                lines: self.forecast_in_words(),
            },
            Part {
                title: "Myths",
                lines: myths_in_words(&self.myths),
            },
        ]
    }

    /// How ready one is: the chance of passing, or what there is to say without it.
    pub fn readiness_in_words(&self, about: &str) -> Vec<String> {
        let mut lines = Vec::new();
        match (&self.readiness.passing, self.readiness.all) {
            (Ok(passing), _) => lines.push(chance(passing)),
            (Err(_), Some(share)) => lines.push(format!(
                "{about}: {} of new questions right, {}.",
                percent(share.share),
                interval(share)
            )),
            (Err(_), None) => lines.push(format!("{about}: too few answers to say anything yet.")),
        }
        if let Some(linear) = self.readiness.linear {
            lines.push(format!("The plain average says {}.", percent(linear)));
        }
        if let Err(missing) = &self.readiness.passing {
            lines.push(format!(
                "No chance of passing is told: {}",
                missing_in_words(missing)
            ));
        }
        if let (Some(first), Some(last)) = (self.trend.first(), self.trend.last())
            && self.trend.len() > 1
        {
            lines.push(format!(
                "Over {} days it went from {} to {}.",
                last.day.saturating_sub(first.day).saturating_add(1),
                percent(first.share.share),
                percent(last.share.share)
            ));
        }
        lines
    }

    fn exams_in_words(&self) -> Vec<String> {
        let Some(last) = self.exams.last() else {
            return vec!["No exam has been sat.".to_owned()];
        };
        let passed = |score: Tally| Some(score.share()? >= self.pass_share?);
        let mut line = format!(
            "{}; the last one {} of {}",
            count(self.exams.len(), "exam", "exams"),
            last.score.right,
            last.score.of
        );
        if let Some(passed) = passed(last.score) {
            line += if passed {
                ", above the pass line"
            } else {
                ", below the pass line"
            };
        }
        let shares: Vec<_> = self
            .exams
            .iter()
            .rev()
            .take(MOST)
            .rev()
            .filter_map(|it| Some(percent(it.score.share()?)))
            .collect();
        let mut lines = vec![line + "."];
        lines.push(format!("Oldest to newest: {}.", shares.join(", ")));
        if let Some(pass) = self.pass_share {
            lines.push(format!("The line is {}.", percent(pass)));
        }
        lines
    }

    fn topics_in_words(&self) -> Vec<String> {
        let one = |name: &str, tally: Tally, mastery: Masteries| {
            let right = match tally.share() {
                Some(share) => format!("{} of {} right, {}", tally.right, tally.of, percent(share)),
                None => "not asked".to_owned(),
            };
            let named: Vec<_> = mastery
                .named()
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(name, count)| format!("{count} {name}"))
                .collect();
            format!("{name}: {right}; {}.", named.join(", "))
        };
        let mut lines: Vec<_> = self
            .topics
            .iter()
            .map(|it| one(&it.title, it.tally, it.mastery))
            .collect();
        if self.topics.len() > 1 {
            let tally = self
                .topics
                .iter()
                .fold(Tally::default(), |all, it| all.and(it.tally));
            lines.push(one("All", tally, Masteries::sum(&self.topics)));
        }
        lines
    }

    fn days_in_words(&self) -> Vec<String> {
        let answers: usize = self.days.iter().map(|(_, day)| day.answers.of).sum();
        let minutes: u64 = self
            .days
            .iter()
            .map(|(_, day)| day.took.as_secs())
            .sum::<u64>()
            / 60;
        let mut lines = vec![format!(
            "{} on {}, {} in all; streak {}.",
            count(answers, "answer", "answers"),
            count(self.days.len(), "day", "days"),
            count(minutes as usize, "minute", "minutes"),
            count(self.streak, "day", "days")
        )];
        for (day, it) in self.days.iter().rev().take(MOST) {
            let ago = match self.today.saturating_sub(*day) {
                ..=0 => "Today".to_owned(),
                1 => "Yesterday".to_owned(),
                days => format!("{days} days ago"),
            };
            let mut line = format!("{ago}: {} of {} right", it.answers.right, it.answers.of);
            if it.drilled > 0 {
                line += &format!(", {} drilled", count(it.drilled, "cell", "cells"));
            }
            lines.push(line + ".");
        }
        lines
    }

    fn sureness_in_words(&self) -> Vec<String> {
        let names = ["Sure", "Unsure", "Guess", "Unmarked"];
        names
            .into_iter()
            .zip(self.sureness)
            .map(|(name, tally)| match tally.share() {
                Some(share) => format!(
                    "{name}: {} of {} right, {}.",
                    tally.right,
                    tally.of,
                    percent(share)
                ),
                None => format!("{name}: never marked so."),
            })
            .collect()
    }

    fn times_in_words(&self) -> Vec<String> {
        if self.times.iter().all(|tally| tally.of == 0) {
            return vec!["No time taken yet.".to_owned()];
        }
        (0..self.times.len())
            .filter(|at| self.times[*at].of > 0)
            .map(|at| {
                let tally = self.times[at];
                format!("{}: {} of {} right.", Self::time(at), tally.right, tally.of)
            })
            .collect()
    }

    /// The times of the slot `at`, such as `10 to 20 s`.
    pub fn time(at: usize) -> String {
        match at {
            0 => format!("up to {} s", TIMES[0]),
            at if at < TIMES.len() => format!("{} to {} s", TIMES[at - 1], TIMES[at]),
            _ => format!("over {} s", TIMES[TIMES.len() - 1]),
        }
    }

    fn forecast_in_words(&self) -> Vec<String> {
        let all: usize = self.forecast.iter().sum();
        if all == 0 {
            return vec![format!(
                "Nothing falls due in the next {} days.",
                self.forecast.len()
            )];
        }
        let mut lines = Vec::new();
        for (ahead, due) in self
            .forecast
            .iter()
            .enumerate()
            .filter(|(_, due)| **due > 0)
        {
            let when = match ahead {
                0 => "Today".to_owned(),
                1 => "Tomorrow".to_owned(),
                days => format!("In {days} days"),
            };
            lines.push(format!("{when}: {due} due."));
        }
        lines
    }
}

/// What wrong answers went against, and how often.
fn myths_in_words(myths: &[(String, usize)]) -> Vec<String> {
    if myths.is_empty() {
        return vec!["No wrong answer went against a fact yet.".to_owned()];
    }
    let told = myths.iter().take(MOST);
    let mut lines: Vec<_> = told
        .map(|(what, times)| format!("{}: {what}", count(*times, "time", "times")))
        .collect();
    if myths.len() > MOST {
        lines.push(format!("And {} more.", myths.len() - MOST));
    }
    lines
}

/// The chance of passing in a sentence.
pub fn chance(passing: &Passing) -> String {
    let [pass, low, high] = [passing.pass, passing.low, passing.high].map(percent);
    let likely = if low == high {
        String::new()
    } else {
        format!(", likely {low} to {high}")
    };
    format!("The chance of passing an exam tomorrow: {pass}{likely}.")
}

/// Domains without questions are told as a number, once.
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blueprint => f.write_str("This bank does not say what its exam is like."),
            Self::Questions { domain } => write!(f, "No questions yet on {domain}."),
            Self::Answers { domain, more } => {
                let questions = if *more == 1 { "question" } else { "questions" };
                write!(f, "{more} more new {questions} to answer")?;
                match domain {
                    Some(domain) => write!(f, " on {domain}."),
                    None => f.write_str("."),
                }
            }
            Self::Memory { more } => {
                let answers = if *more == 1 { "answer" } else { "answers" };
                write!(
                    f,
                    "At least {more} more {answers} to what was asked on a day before."
                )
            }
        }
    }
}

fn missing_in_words(missing: &[Missing]) -> String {
    let empty = missing
        .iter()
        .filter(|it| matches!(it, Missing::Questions { .. }))
        .count();
    let mut words: Vec<String> = missing
        .iter()
        .filter(|it| !matches!(it, Missing::Questions { .. }))
        .map(ToString::to_string)
        .collect();
    if empty > 0 {
        let domains = count(empty, "domain has", "domains have");
        words.push(format!("{domains} no questions yet."));
    }
    words.join(" ")
}

fn interval(share: Likely) -> String {
    format!(
        "likely {:.0} to {:.0}",
        share.low * 100.0,
        share.high * 100.0
    )
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::{MOST, myths_in_words};

    #[test]
    fn myths_that_are_not_told_are_counted() {
        let myths = |count: usize| vec![("It is so".to_owned(), 2); count];
        assert_eq!(myths_in_words(&myths(1)), ["2 times: It is so"]);
        assert_eq!(myths_in_words(&myths(MOST)).len(), MOST);
        let many = myths_in_words(&myths(MOST + 3));
        assert_eq!(many.len(), MOST + 1);
        assert_eq!(many.last().map(String::as_str), Some("And 3 more."));
    }
}
