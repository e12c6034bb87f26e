//! Asks about the result of the real exam after its date and compares the result with the forecast.

use jiff::civil::Date;

use super::words::long_date;
use super::{App, HistorySnapshot, day_number};
use crate::learn::{ExamResult, Note, Readiness};
use crate::quiz::Moment;

/// A real exam whose date has passed but whose result has not been reported yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExamDay {
    pub exam: Date,
    /// The passing probability (a percentage) on the day before the exam; `None` if unknown.
    forecast: Option<u8>,
    /// The lowest and highest possible scores, if the bank defines them.
    scale: Option<(u32, u32)>,
}

impl ExamDay {
    /// Returns the question to show to the learner.
    pub fn question(&self) -> String {
        let day = long_date(self.exam);
        format!("Your exam was on {day}. How did it go?")
    }

    /// Returns the prompt for the score, with the possible scores if the bank defines them.
    pub fn score_prompt(&self) -> String {
        let scale = self
            .scale
            .map(|(min, max)| format!(", from {min} to {max}"));
        let scale = scale.unwrap_or_default();
        format!("Your score{scale} (leave it empty if you do not know it):")
    }

    /// Parses the exam score in `text`. Returns `None` if the text is empty.
    ///
    /// # Errors
    ///
    /// Returns an error message for the learner if `text` is not a valid score.
    pub fn score(&self, text: &str) -> Result<Option<u32>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let (min, max) = self.scale.unwrap_or((0, u32::MAX));
        let score = text.parse().ok().filter(|it| (min..=max).contains(it));
        let wrong = || match self.scale {
            Some((min, max)) => format!("Enter a score from {min} to {max}."),
            None => "Enter the score as a number.".to_owned(),
        };
        score.map(Some).ok_or_else(wrong)
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
            scale: scale.map(|scale| (scale.min, scale.max)),
        })
    }

    /// Returns the passing probability as a percentage for an exam on the local day `exam`, based
    /// on the answers given before that day.
    fn forecast(&self, overview: &HistorySnapshot, exam: i32) -> Option<u8> {
        let record = &overview.record;
        let last = record.days.keys().next_back()?;
        let pass = if *last <= exam {
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
