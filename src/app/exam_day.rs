//! Asks about the result of the real exam after its date and compares the result with the forecast.

use jiff::civil::Date;

use super::words::{long_date, thousands};
use super::{App, HistorySnapshot, day_number};
use crate::learn::{ExamResult, Note, Readiness};
use crate::model::Scale;
use crate::quiz::Moment;

/// A real exam whose date has passed but whose result has not been reported yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamDay {
    pub exam: Date,
    /// The passing probability (a percentage) on the day before the exam; `None` if unknown.
    forecast: Option<u8>,
    /// The possible scores and the passing score, if the bank defines them.
    scale: Option<Scale>,
}

impl ExamDay {
    /// Returns the question to show to the learner.
    pub fn question(&self) -> String {
        let day = long_date(self.exam);
        format!("Your exam was on {day}. How did it go?")
    }

    /// Returns the prompt for the score, with the possible scores if the bank defines them.
    pub fn score_prompt(&self) -> String {
        let scale = self.scale.as_ref();
        let scale = scale.map_or(String::new(), |it| format!(", {}", possible(it)));
        format!("Your score{scale} (leave it empty if you do not know it):")
    }

    /// Parses the exam score in `text`. Returns `None` if the text is empty.
    ///
    /// # Errors
    ///
    /// Returns an error message for the learner if `text` is not a valid score or contradicts
    /// `passed`.
    pub fn score(&self, text: &str, passed: bool) -> Result<Option<u32>, String> {
        let text = text.trim().replace(',', "");
        if text.is_empty() {
            return Ok(None);
        }
        let score: Option<u32> = text.parse().ok();
        let Some(scale) = &self.scale else {
            let wrong = || "Enter the score as a number.".to_owned();
            return score.map(Some).ok_or_else(wrong);
        };
        let pass = scale.pass;
        match score.filter(|it| (scale.min..=scale.max).contains(it)) {
            None => Err(format!("Enter a score {}.", possible(scale))),
            Some(score) if passed && score < pass => Err(format!(
                "A score below {pass} is not a pass. Correct the score, or leave it empty."
            )),
            Some(score) if !passed && score >= pass => Err(format!(
                "A score of {pass} or more is a pass. Correct the score, or leave it empty."
            )),
            score => Ok(score),
        }
    }

    /// Creates a record of the result that the learner reported.
    pub fn result(&self, passed: Option<bool>, score: Option<u32>) -> ExamResult {
        ExamResult {
            exam: self.exam,
            passed,
            score,
            forecast: self.forecast,
        }
    }
}

impl App {
    /// Returns the exam to ask about: one whose planned date has passed and whose result has not
    /// been reported.
    pub fn exam_to_ask_about(&mut self, now: &Moment) -> Option<ExamDay> {
        // An unreadable history is reported elsewhere.
        let notes = self.notes(now).ok()?;
        let exam = notes.iter().rev().find_map(|it| match it.note {
            Note::Planned { exam, .. } => Some(exam),
            _ => None,
        })??;
        let today = self.calendar(now).today;
        let was_asked = notes
            .iter()
            .any(|it| matches!(&it.note, Note::ExamResult(result) if result.exam == exam));
        if was_asked || day_number(exam) >= today {
            return None;
        }
        let overview = self.overview(now).ok()?;
        let scale = self.stats().exam.as_ref().map(|exam| &exam.scale);
        (!overview.record.days.is_empty()).then(|| ExamDay {
            exam,
            forecast: self.forecast(&overview, day_number(exam)),
            scale: scale.cloned(),
        })
    }

    /// Returns the passing probability as a percentage for an exam on the local day `exam`, based
    /// on the answers given before that day.
    fn forecast(&self, overview: &HistorySnapshot, exam: i32) -> Option<u8> {
        let record = &overview.record;
        let last = record.days.keys().next_back()?;
        let pass = if *last < exam {
            let readiness = Readiness::of(self.bank(), &record.knowledge, exam - 1);
            readiness.passing.ok()?.pass
        } else {
            let mut before = record.ready.iter().rev().filter(|it| it.day < exam);
            before.next()?.pass?
        };
        Some((pass * 100.0).round() as u8)
    }

    /// Saves the reported result of an exam to disk before returning.
    pub fn report_exam(&mut self, result: ExamResult, now: &Moment) -> anyhow::Result<()> {
        self.note(Note::ExamResult(result), now)
    }
}

/// Describes the possible scores, such as `from 100 to 1,000`.
fn possible(scale: &Scale) -> String {
    let [min, max] = [scale.min, scale.max].map(|it| thousands(it as usize));
    format!("from {min} to {max}")
}
