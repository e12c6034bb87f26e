//! A summary of the learner's progress for a shell prompt. Neither the bank nor the log is read if
//! nothing has changed since the home screen was last shown.

use serde::Serialize;

use super::words::count;
use super::{App, day_number};
use crate::quiz::Moment;

/// The values that a prompt can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The number of facts, cells, and terms that are due today.
    pub due: usize,
    /// The number of missed questions, cells, and terms waiting for a review.
    pub missed: usize,
    /// The length, in days, of the streak that ends today or yesterday.
    pub streak_days: usize,
    /// The number of days until the exam, which is 0 on exam day; `None` if no exam is planned or
    /// its date has passed.
    pub exam_in_days: Option<i32>,
}

impl App {
    /// Returns the status at `now`. An unreadable history counts as empty.
    pub fn status(&mut self, now: &Moment) -> Status {
        let home = match self.kept_home(now, false) {
            Ok(Some(home)) => home,
            // Without this check, the first call would read the whole bank.
            _ if self.store.is_blank().unwrap_or(false) => return Status::default(),
            _ => self.home(now).unwrap_or_default(),
        };
        let exam = home.plan.exam.map(|day| day_number(day) - home.today);
        Status {
            due: home.due(),
            missed: home.summary.missed,
            streak_days: home.summary.streak_on(home.today),
            exam_in_days: exam.filter(|days| *days >= 0),
        }
    }
}

impl Status {
    /// Formats the status as a single line, such as `12 due · 9-day streak · exam in 11 days`.
    pub fn line(&self) -> String {
        let mut parts = vec![format!("{} due", self.due)];
        if self.streak_days > 0 {
            parts.push(format!("{}-day streak", self.streak_days));
        }
        parts.extend(match self.exam_in_days {
            None => None,
            Some(0) => Some("exam today".to_owned()),
            Some(days) => Some(format!("exam in {}", count(days as usize, "day", "days"))),
        });
        parts.join(" · ")
    }

    /// Returns `format` with each placeholder replaced by its value, or by an empty string if the
    /// value does not apply.
    ///
    /// # Errors
    ///
    /// Returns an error message about the first unknown placeholder or unclosed brace.
    pub fn formatted(&self, format: &str) -> Result<String, String> {
        let mut text = String::with_capacity(format.len());
        let mut rest = format;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                return Err("a `{` has no matching `}`".into());
            };
            text.push_str(&match name {
                "due" => self.due.to_string(),
                "missed" => self.missed.to_string(),
                "streak" => self.streak_days.to_string(),
                "exam" => self.exam_in_days.map_or(String::new(), |it| it.to_string()),
                name => {
                    return Err(format!(
                        "unknown placeholder `{{{name}}}`; use {{due}}, {{missed}}, {{streak}}, or {{exam}}"
                    ));
                }
            });
            rest = after;
        }
        text.push_str(rest);
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Status;

    #[test]
    fn the_line_has_only_what_applies() {
        let of = |due, streak_days, exam_in_days| {
            Status {
                due,
                streak_days,
                exam_in_days,
                ..Status::default()
            }
            .line()
        };
        assert_eq!(
            of(12, 9, Some(11)),
            "12 due · 9-day streak · exam in 11 days"
        );
        assert_eq!(of(0, 0, None), "0 due");
        assert_eq!(of(1, 1, Some(1)), "1 due · 1-day streak · exam in 1 day");
        assert_eq!(of(1, 0, Some(0)), "1 due · exam today");
    }

    #[test]
    fn placeholders_are_replaced_and_unknown_ones_refused() {
        let status = Status {
            due: 12,
            missed: 3,
            ..Status::default()
        };
        let format = |text: &str| status.formatted(text);
        assert_eq!(format("{due}/{missed} [{exam}]").as_deref(), Ok("12/3 []"));
        assert_eq!(format("no { more"), Err("a `{` has no matching `}`".into()));
        let unknown = format("{days}").expect_err("there is no such placeholder");
        assert!(
            unknown.contains("unknown placeholder `{days}`"),
            "{unknown}"
        );
    }
}
