//! Filters for lists of questions that are shown during a session, after a session, and on the page
//! of missed questions.

use strum::EnumString;

use crate::learn::Missed;
use crate::quiz::{Confidence, Outcome, Session};

/// A filter for the questions of a session. The word to type for a filter is its name in lowercase,
/// unless it is given here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum SessionFilter {
    All,
    /// Questions that are unfinished, flagged, or not marked as sure.
    #[strum(serialize = "look")]
    WorthALook,
    Unfinished,
    #[strum(serialize = "incorrect", serialize = "wrong")]
    Wrong,
    Flagged,
    #[strum(serialize = "unsure")]
    NotSure,
    /// Questions whose answer was changed.
    Changed,
}

impl SessionFilter {
    /// The filters during a session.
    pub const DURING: [Self; 4] = [Self::All, Self::Unfinished, Self::Flagged, Self::NotSure];
    /// The filters on the review page that is shown before the session ends.
    pub const BEFORE_END: [Self; 5] = [
        Self::All,
        Self::WorthALook,
        Self::Unfinished,
        Self::Flagged,
        Self::NotSure,
    ];
    /// The filters in the review of an ended session.
    pub const AFTER: [Self; 5] = [
        Self::All,
        Self::Wrong,
        Self::Flagged,
        Self::NotSure,
        Self::Changed,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::WorthALook => "Worth a look",
            Self::Unfinished => "Unfinished",
            Self::Wrong => "Incorrect",
            Self::Flagged => "Flagged",
            Self::NotSure => "Unsure",
            Self::Changed => "Changed",
        }
    }

    /// Returns the filter in `filters` that matches the typed `word`.
    pub fn typed(filters: &[Self], word: &str) -> Option<Self> {
        word.parse().ok().filter(|it| filters.contains(it))
    }

    /// Returns the indices of the questions in `session` that match the filter.
    pub fn places(self, session: &Session) -> Vec<usize> {
        let places = 0..session.slots().len();
        places.filter(|place| self.lets(session, *place)).collect()
    }

    /// Returns the indices of matching questions that have an outcome.
    pub fn decided(self, session: &Session) -> Vec<usize> {
        let mut places = self.places(session);
        places.retain(|place| session.outcome(*place) != Outcome::Open);
        places
    }

    fn lets(self, session: &Session, place: usize) -> bool {
        let slot = &session.slots()[place];
        match self {
            Self::All => true,
            Self::WorthALook => [Self::Unfinished, Self::Flagged, Self::NotSure]
                .iter()
                .any(|filter| filter.lets(session, place)),
            Self::Unfinished => !session.is_done(place),
            Self::Wrong => session.outcome(place).is_miss(),
            Self::Flagged => slot.flagged,
            Self::NotSure => matches!(
                slot.confidence,
                Some(Confidence::Unsure | Confidence::Guess)
            ),
            Self::Changed => slot.changed(),
        }
    }
}

/// A filter for the list of missed questions. The word to type for a filter is its name in
/// lowercase, unless it is given here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum MissedFilter {
    All,
    Sure,
    /// Questions that have been answered correctly since they were missed, but not often enough to
    /// leave the list.
    #[strum(serialize = "since")]
    Begun,
}

impl MissedFilter {
    pub const EVERY: [Self; 3] = [Self::All, Self::Sure, Self::Begun];

    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Sure => "Sure but incorrect",
            Self::Begun => "Correct since",
        }
    }

    /// Returns the filter that matches the typed `word`.
    pub fn typed(word: &str) -> Option<Self> {
        word.parse().ok()
    }

    pub fn lets(self, missed: &Missed) -> bool {
        match self {
            Self::All => true,
            Self::Sure => missed.sure,
            Self::Begun => missed.righted > 0,
        }
    }
}
