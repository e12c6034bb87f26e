//! The confidence and the time of answers in words, and the number of items that become due.

use super::super::{AHEAD, ProgressReport, mean_time};
use super::correct;
use crate::app::words::{as_percent, date_of, day, sentence};
use crate::learn::TIMES;

/// The names of the confidence levels, including the absence of one.
pub const CONFIDENCE: [&str; 4] = ["Sure", "Unsure", "Guess", "Unmarked"];

impl ProgressReport {
    pub(super) fn confidence_in_words(&self) -> Vec<String> {
        let marked = CONFIDENCE.into_iter().zip(self.confidence);
        let marked = marked.filter(|(_, tally)| tally.of > 0);
        let mut lines: Vec<_> = marked
            .map(|(name, tally)| format!("{name}: {}.", correct(tally)))
            .collect();
        if lines.is_empty() {
            lines.push("No answers in this period.".to_owned());
        }
        lines.extend(self.calibration());
        lines
    }

    /// Describes how often answers marked as sure were correct. Returns `None` if there are too few
    /// such answers.
    pub fn calibration(&self) -> Option<String> {
        /// The minimum number of answers needed to state a share.
        const LEAST: usize = 20;
        let sure = self.confidence[0];
        let share = sure.share().filter(|_| sure.of >= LEAST)?;
        let advice = if share >= 0.9 {
            "your confidence is accurate"
        } else {
            "you are sure too often; aim for 90% or more"
        };
        Some(format!(
            "When you were sure, {} of your answers were correct: {advice}.",
            as_percent(share)
        ))
    }

    pub(super) fn times_in_words(&self) -> Vec<String> {
        let taken = (0..self.times.len()).filter(|at| self.times[*at].of > 0);
        let mut lines: Vec<_> = taken
            .map(|at| {
                format!(
                    "{}: {}.",
                    sentence_case(&Self::time(at)),
                    correct(self.times[at])
                )
            })
            .collect();
        if lines.is_empty() {
            return vec!["No answers in this period.".to_owned()];
        }
        lines.extend(self.time_in_words());
        lines
    }

    /// Describes the mean time per answer overall and on the last day. Returns `None` if there are
    /// no answers.
    pub fn time_in_words(&self) -> Option<String> {
        let mean = self.mean_time()?;
        let (last, answers) = self.days.last()?;
        let of_day = mean_time(std::iter::once(answers))?;
        Some(format!(
            "Mean time per answer: {} s; {}: {} s.",
            mean.as_secs(),
            day(*last, self.calendar),
            of_day.as_secs()
        ))
    }

    /// Formats the time range at index `at` as text, such as `10 to 20 s`.
    pub fn time(at: usize) -> String {
        match at {
            0 => format!("up to {} s", TIMES[0]),
            at if at < TIMES.len() => format!("{} to {} s", TIMES[at - 1], TIMES[at]),
            _ => format!("over {} s", TIMES[TIMES.len() - 1]),
        }
    }

    pub(super) fn forecast_in_words(&self) -> Vec<String> {
        let days = self.forecast.iter().enumerate();
        let lines: Vec<_> = days
            .filter(|(_, due)| **due > 0)
            .map(|(ahead, due)| {
                let when = match ahead {
                    0 => "Today".to_owned(),
                    1 => "Tomorrow".to_owned(),
                    _ => date_of(self.calendar.today + ahead as i32),
                };
                format!("{when}: {due} due.")
            })
            .collect();
        if lines.is_empty() {
            return vec![format!("Nothing is due in the next {AHEAD} days.")];
        }
        lines
    }
}

fn sentence_case(words: &str) -> String {
    sentence(words).trim_end_matches('.').to_owned()
}
