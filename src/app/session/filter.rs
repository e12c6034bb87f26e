//! Filters for lists of questions that are shown during a session, after a session, and on the page
//! of missed questions.

use crate::learn::Missed;
use crate::quiz::{Confidence, Outcome, Session};

/// A filter for the questions of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionFilter {
    All,
    /// Questions that are unfinished, flagged, or not marked as sure.
    WorthALook,
    Unfinished,
    Wrong,
    Flagged,
    NotSure,
    /// Questions whose answer was changed.
    Changed,
}

impl SessionFilter {
    /// The filters during a session.
    pub const DURING: [Self; 4] = [Self::All, Self::Unfinished, Self::Flagged, Self::NotSure];
    /// The filters on the review page that is shown before the session ends.
    pub const BEFORE_END: [Self; 5] = [
        Self::WorthALook,
        Self::Unfinished,
        Self::Flagged,
        Self::NotSure,
        Self::All,
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

    /// Returns the word that selects the filter when typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::WorthALook => "look",
            Self::Unfinished => "unfinished",
            Self::Wrong => "incorrect",
            Self::Flagged => "flagged",
            Self::NotSure => "unsure",
            Self::Changed => "changed",
        }
    }

    /// Returns the filter in `filters` that matches the typed `word`.
    pub fn typed(filters: &[Self], word: &str) -> Option<Self> {
        filters.iter().copied().find(|it| it.word() == word)
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

/// A filter for the list of missed questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissedFilter {
    All,
    Sure,
    /// Questions that have been answered correctly since they were missed, but not often enough to
    /// leave the list.
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
        match word {
            "all" => Some(Self::All),
            "sure" => Some(Self::Sure),
            "since" => Some(Self::Begun),
            _ => None,
        }
    }

    pub fn lets(self, missed: &Missed) -> bool {
        match self {
            Self::All => true,
            Self::Sure => missed.sure,
            Self::Begun => missed.righted > 0,
        }
    }
}
