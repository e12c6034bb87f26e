//! The reason a question was selected, in the form of data that the history stores and the
//! interface formats.

use serde::{Deserialize, Serialize};

use crate::model::Component;

/// The reason a question was selected. Probabilities range from 0 to 1, and days are counted
/// from January 1, 1970, in local time. The history stores these names and fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The last answer about the question's fact was incorrect and marked as sure.
    SureAndWrong,
    /// Asking now raises recall at the exam from `without` to `with`.
    Exam {
        without: f64,
        with: f64,
    },
    /// Recall has been below the goal since the day `since`.
    Due {
        since: i32,
        today: i32,
        recall: f64,
    },
    /// The question's fact was never asked about.
    New,
    /// The question's table cell or term was never asked about.
    NewCell,
    NewTerm,
    /// The item is not due, but no other item gains more from a question.
    Weakest {
        recall: f64,
    },
    /// Every fact is already in the session, so another question about one of them was selected.
    Another,
    /// A lesson explains the fact and asks about it for the first time.
    Next,
    /// A lesson asks again about a fact that it explained earlier.
    Again,
    /// The question was missed `days` days ago.
    Missed {
        days: i32,
        sure: bool,
        /// `true` if the question has been answered correctly since then.
        righted: bool,
    },
    Flagged,
    NotSeen,
    /// The question was last seen `days` days ago, longer ago than the others.
    Seen {
        days: i32,
    },
    /// A sentence that an earlier version stored in the history.
    #[serde(skip)]
    Sentence(String),
}

impl Reason {
    /// Returns the reason for an item that was never asked about.
    pub fn new(component: &Component) -> Self {
        match component {
            Component::Fact(_) => Self::New,
            Component::Cell(_) => Self::NewCell,
            Component::Term(_) => Self::NewTerm,
        }
    }

    /// Returns the text that the history stores.
    ///
    /// # Errors
    /// Returns an error for a reason that only earlier versions wrote.
    pub fn to_stored(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// Parses a reason stored in the history, which earlier versions wrote as a sentence. Returns
    /// `None` for a reason that a later version wrote.
    pub fn from_stored(text: &str) -> Option<Self> {
        match serde_json::from_str(text) {
            Ok(reason) => Some(reason),
            Err(_) if text.starts_with(['{', '"']) => None,
            Err(_) => Some(Self::Sentence(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn every_reason_is_read_as_it_was_stored() {
        let recall = 0.834;
        for (reason, stored) in [
            (Reason::SureAndWrong, r#""sure-and-wrong""#),
            (
                Reason::Exam {
                    without: 0.5,
                    with: recall,
                },
                r#"{"exam":{"without":0.5,"with":0.834}}"#,
            ),
            (
                Reason::Due {
                    since: 19_999,
                    today: 20_000,
                    recall,
                },
                r#"{"due":{"since":19999,"today":20000,"recall":0.834}}"#,
            ),
            (Reason::New, r#""new""#),
            (Reason::NewCell, r#""new-cell""#),
            (Reason::NewTerm, r#""new-term""#),
            (
                Reason::Weakest { recall },
                r#"{"weakest":{"recall":0.834}}"#,
            ),
            (Reason::Another, r#""another""#),
            (Reason::Next, r#""next""#),
            (Reason::Again, r#""again""#),
            (
                Reason::Missed {
                    days: 2,
                    sure: true,
                    righted: false,
                },
                r#"{"missed":{"days":2,"sure":true,"righted":false}}"#,
            ),
            (Reason::Flagged, r#""flagged""#),
            (Reason::NotSeen, r#""not-seen""#),
            (Reason::Seen { days: 3 }, r#"{"seen":{"days":3}}"#),
        ] {
            assert_eq!(reason.to_stored().expect("it is stored"), stored);
            assert_eq!(Reason::from_stored(stored), Some(reason));
        }
    }

    #[test]
    fn sentences_of_earlier_versions_stay_and_later_reasons_are_skipped() {
        let old = "Not seen yet; new ones come in random order.";
        assert_eq!(Reason::from_stored(old), Some(Reason::Sentence(old.into())));
        assert_eq!(Reason::from_stored(r#"{"later":{"than":"now"}}"#), None);
        assert_eq!(Reason::from_stored(r#""later""#), None);
    }
}
