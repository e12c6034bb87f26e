//! Why a question came now, in a sentence that fits beside what else the status row
//! of 80 columns says: 48 columns.

use std::fmt;

/// The days of a week, beginning with that of 1 January 1970.
const WEEK: [&str; 7] = [
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
];

/// Why a question came now. Chances are 0 to 1, days local ones since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// The fact was missed last time by someone who was sure.
    SureAndWrong,
    /// Asking now raises recall at the exam from `without` to `with`.
    Exam { without: f64, with: f64 },
    /// Recall has been below what is aimed at since the day `since`.
    Due { since: i32, today: i32, recall: f64 },
    /// The fact was never asked for.
    New,
    /// Nothing is due or new.
    Weakest { recall: f64 },
    /// Every fact is in the session already.
    Another,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |chance: f64| (chance * 100.0).round();
        match *self {
            Self::SureAndWrong => f.write_str("You were sure of a wrong answer last time."),
            Self::Exam { without, with } => write!(
                f,
                "Worth most: recall at the exam, {} to {} %.",
                percent(without),
                percent(with)
            ),
            Self::Due {
                since,
                today,
                recall,
            } => {
                let recall = percent(recall);
                match i64::from(today) - i64::from(since) {
                    ..=0 => write!(f, "Due today: recall has fallen to {recall} %."),
                    1 => write!(f, "Due since yesterday: recall has fallen to {recall} %."),
                    2..=6 => {
                        let day = WEEK[since.rem_euclid(7) as usize];
                        write!(f, "Due since {day}: recall has fallen to {recall} %.")
                    }
                    days => write!(f, "Due for {days} days: recall has fallen to {recall} %."),
                }
            }
            Self::New => f.write_str("New to you: this fact was not asked yet."),
            Self::Weakest { recall } => write!(
                f,
                "Nothing is due; your weakest first: recall {} %.",
                percent(recall)
            ),
            Self::Another => f.write_str("Another question on a fact from this session."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Why;

    #[test]
    fn every_reason_fits_into_its_row() {
        let recall = 0.9;
        for why in [
            Why::SureAndWrong,
            Why::Exam {
                without: recall,
                with: recall,
            },
            Why::Due {
                since: 19_999,
                today: 20_000,
                recall,
            },
            Why::Due {
                // A Wednesday, the longest of their names.
                since: 19_998,
                today: 20_000,
                recall,
            },
            Why::Due {
                since: 19_000,
                today: 20_000,
                recall,
            },
            Why::New,
            Why::Weakest { recall },
            Why::Another,
        ] {
            assert!(why.to_string().len() <= 48, "{why}");
        }
    }

    #[test]
    fn a_due_fact_names_its_day() {
        let since = |since| {
            let why = Why::Due {
                since,
                today: 20_000,
                recall: 0.834,
            };
            why.to_string()
        };
        // Day 20,000 was Friday, 4 October 2024.
        assert_eq!(since(20_000), "Due today: recall has fallen to 83 %.");
        assert_eq!(
            since(19_999),
            "Due since yesterday: recall has fallen to 83 %."
        );
        assert_eq!(
            since(19_997),
            "Due since Tuesday: recall has fallen to 83 %."
        );
        assert_eq!(since(19_980), "Due for 20 days: recall has fallen to 83 %.");
        assert_eq!(since(20_005), "Due today: recall has fallen to 83 %.");
    }
}
