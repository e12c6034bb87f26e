//! The progress pages and the filters that apply to each.

use strum::{IntoStaticStr, VariantArray};

use crate::app::Scope;
use crate::tui::screens::sections::Narrowed;

/// A progress page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(const_into_str)]
pub enum Tab {
    Overview,
    Sessions,
    Readiness,
    Domains,
    Topics,
    Days,
    Confidence,
    Time,
    Due,
    #[strum(serialize = "Mix-ups")]
    MixUps,
    Items,
}

impl Tab {
    /// Returns whether a period can be selected for the page.
    pub fn has_period(self) -> bool {
        matches!(
            self,
            Self::Sessions | Self::Domains | Self::Days | Self::Confidence | Self::Time
        )
    }

    /// Returns whether a domain, a task, or a topic can be selected for the page.
    pub fn has_topic(self) -> bool {
        matches!(
            self,
            Self::Topics | Self::Items | Self::Days | Self::Due | Self::MixUps
        )
    }
}

/// The periods that can be selected, in days; `None` for all time.
pub const PERIODS: [(Option<i32>, &str); 4] = [
    (None, "all time"),
    (Some(90), "90 days"),
    (Some(30), "30 days"),
    (Some(7), "7 days"),
];

/// Returns the scope of the answers that `tab` covers.
pub fn scope(narrowed: &Narrowed, tab: Tab, in_words: bool, period: usize) -> Scope {
    let topics = narrowed.topics().iter();
    Scope {
        topics: topics
            .filter(|_| tab.has_topic() && !in_words)
            .cloned()
            .collect(),
        days: PERIODS[period].0.filter(|_| tab.has_period() && !in_words),
    }
}
