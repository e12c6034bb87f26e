//! Describes why a question was selected, in a sentence of at most 48 columns, which fits in the
//! status row of an 80-column terminal.

use std::fmt;

use crate::app::words::{ago, as_percent};
use crate::quiz::Reason;

/// The days of the week, starting with the weekday of January 1, 1970.
const WEEK: [&str; 7] = [
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
];

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SureAndWrong => f.write_str("You were sure of an incorrect answer last time."),
            Self::Exam { without, with } => write!(
                f,
                "Biggest gain: exam-day recall from {} to {}.",
                as_percent(*without),
                as_percent(*with)
            ),
            Self::Due {
                since,
                today,
                recall,
            } => {
                match i64::from(*today) - i64::from(*since) {
                    ..=0 => f.write_str("Due today")?,
                    1 => f.write_str("Due since yesterday")?,
                    2..=6 => write!(f, "Due since {}", WEEK[since.rem_euclid(7) as usize])?,
                    days => write!(f, "Due {days} days ago")?,
                }
                write!(f, ": recall has fallen to {}.", as_percent(*recall))
            }
            Self::New => f.write_str("New: you have not been asked about this fact."),
            Self::NewCell => f.write_str("New: you have not been asked about this cell."),
            Self::NewTerm => f.write_str("New: you have not been asked about this term."),
            Self::Weakest { recall } => {
                let recall = as_percent(*recall);
                write!(f, "Not due yet, but worth asking: recall is {recall}.")
            }
            Self::Another => f.write_str("Another question on a fact from this session."),
            Self::Next => f.write_str("Its fact is the next one in the topic."),
            Self::Again => f.write_str("An earlier fact, asked in another way."),
            Self::Missed {
                days,
                sure,
                righted,
            } => {
                let sure = if *sure { ", though sure" } else { "" };
                let since = if *righted { "; correct once" } else { "" };
                write!(f, "Missed {}{sure}{since}.", ago(*days))
            }
            Self::Flagged => f.write_str("You flagged it."),
            Self::NotSeen => f.write_str("Unseen; unseen questions come in random order."),
            Self::Seen { days } => {
                write!(f, "Last seen {}, earlier than the rest.", ago(*days))
            }
            Self::Sentence(sentence) => f.write_str(sentence),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::quiz::Reason;

    #[test]
    fn every_reason_fits_into_its_row() {
        let recall = 0.9;
        for why in [
            Reason::SureAndWrong,
            Reason::Exam {
                without: recall,
                with: recall,
            },
            Reason::Due {
                since: 19_999,
                today: 20_000,
                recall,
            },
            Reason::Due {
                // This day is a Wednesday, the weekday with the longest name.
                since: 19_998,
                today: 20_000,
                recall,
            },
            Reason::Due {
                since: 19_000,
                today: 20_000,
                recall,
            },
            Reason::New,
            Reason::Weakest { recall },
            Reason::Another,
            Reason::Next,
            Reason::Again,
            Reason::Missed {
                days: 365,
                sure: true,
                righted: true,
            },
            Reason::Flagged,
            Reason::NotSeen,
            Reason::Seen { days: 365 },
        ] {
            let sentence = why.to_string();
            assert!(sentence.len() <= 48, "{sentence}");
        }
    }

    #[test]
    fn a_due_fact_names_its_day() {
        let since = |since| {
            let why = Reason::Due {
                since,
                today: 20_000,
                recall: 0.834,
            };
            why.to_string()
        };
        // Day 20,000 was Friday, October 4, 2024.
        assert_eq!(since(20_000), "Due today: recall has fallen to 83%.");
        assert_eq!(
            since(19_999),
            "Due since yesterday: recall has fallen to 83%."
        );
        assert_eq!(
            since(19_997),
            "Due since Tuesday: recall has fallen to 83%."
        );
        assert_eq!(since(19_980), "Due 20 days ago: recall has fallen to 83%.");
        assert_eq!(since(20_005), "Due today: recall has fallen to 83%.");
    }
}
