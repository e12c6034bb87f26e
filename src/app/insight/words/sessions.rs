//! Exams and days of study in words.

use std::time::Duration;

use super::super::ProgressReport;
use super::{MOST, correct};
use crate::app::words::{as_percent, capitalized, count, day, long_date, thousands};
use crate::learn::ExamResult;

impl ProgressReport {
    pub(super) fn exams_in_words(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.real_exams.iter().filter_map(exam_in_words).collect();
        let left = match self.exams_left {
            0 => None,
            left => Some(format!(
                "{} left before the end, without a score.",
                count(left, "exam was", "exams were")
            )),
        };
        let Some(last) = self.exams.last() else {
            if left.is_none() && lines.is_empty() {
                lines.push("You have not finished an exam yet.".to_owned());
            }
            lines.extend(left);
            return lines;
        };
        let mut line = format!(
            "{} finished; most recent: {}",
            count(self.exams.len(), "exam", "exams"),
            correct(last.score)
        );
        if let (Some(share), Some(pass)) = (last.score.share(), self.pass_share()) {
            line += if share >= pass {
                ", above the passing score"
            } else {
                ", below the passing score"
            };
        }
        let shown = self.exams.len().saturating_sub(MOST);
        let shares = self.exams[shown..].iter();
        let shares: Vec<_> = shares
            .filter_map(|it| Some(as_percent(it.score.share()?)))
            .collect();
        lines.push(line + ".");
        lines.push(format!("Oldest to newest: {}.", shares.join(", ")));
        lines.extend(self.pass_line());
        lines.extend(left);
        lines
    }

    /// States the passing score in a sentence. Returns `None` if the bank does not define an exam.
    fn pass_line(&self) -> Option<String> {
        let scale = self.scale.as_ref()?;
        Some(format!(
            "The passing score is {} of {} points, about {} correct.",
            thousands(scale.pass as usize),
            thousands(scale.max as usize),
            as_percent(scale.pass_share())
        ))
    }

    /// Describes, in a sentence, the number of answers, days, and minutes. Leaves out the minutes
    /// if there are none yet, or if the scope is only part of the bank, because the time is not
    /// recorded by topic.
    pub fn answers_in_words(&self) -> String {
        let answers: usize = self.days.iter().map(|(_, day)| day.answers.of).sum();
        let drilled: usize = self.days.iter().map(|(_, day)| day.drilled).sum();
        let took: Duration = self.days.iter().map(|(_, day)| day.took).sum();
        let answers = match (answers, drilled) {
            (_, 0) => count(answers, "answer", "answers"),
            (0, _) => in_drills(drilled),
            _ => {
                let answers = count(answers, "answer", "answers");
                format!("{answers} and {} in drills", thousands(drilled))
            }
        };
        let days = count(self.days.len(), "day", "days");
        match took.as_secs() / 60 {
            0 => format!("{answers} on {days}."),
            minutes => {
                let minutes = count(minutes as usize, "minute", "minutes");
                format!("{answers} on {days}, {minutes} in all.")
            }
        }
    }

    pub(super) fn days_in_words(&self) -> Vec<String> {
        let mut lines = vec![self.answers_in_words(), self.streak_in_words()];
        for (date, it) in self.days.iter().rev().take(MOST) {
            let mut said = Vec::new();
            if it.answers.of > 0 {
                said.push(correct(it.answers));
            }
            if it.drilled > 0 {
                said.push(in_drills(it.drilled));
            }
            let date = capitalized(&day(*date, self.calendar));
            lines.push(format!("{date}: {}.", said.join("; ")));
        }
        lines
    }

    /// Describes the streak in a sentence.
    pub fn streak_in_words(&self) -> String {
        let longest = count(self.streak.longest, "day", "days");
        match self.streak.days {
            0 => format!("No streak at the moment; the longest was {longest}."),
            days if days == self.streak.longest => {
                format!(
                    "Streak: {}, the longest so far.",
                    count(days, "day", "days")
                )
            }
            days => format!(
                "Streak: {}; the longest was {longest}.",
                count(days, "day", "days")
            ),
        }
    }
}

/// Formats a number of answers in drills and to flash cards as text, such as `3 answers in drills`.
fn in_drills(answers: usize) -> String {
    format!("{} in drills", count(answers, "answer", "answers"))
}

/// Compares, in a sentence, the result of a real exam with the forecast.
pub fn exam_in_words(result: &ExamResult) -> Option<String> {
    let day = long_date(result.exam);
    let went = if result.passed? {
        "passed"
    } else {
        "not passed"
    };
    let score = result.score.map_or(String::new(), |it| {
        format!(" with a score of {}", thousands(it as usize))
    });
    let forecast = match result.forecast {
        Some(percent) => format!("The forecast was a passing probability of {percent}%."),
        None => "There were too few answers for a forecast.".to_owned(),
    };
    Some(format!("Exam on {day}: {went}{score}. {forecast}"))
}
