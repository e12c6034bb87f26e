//! Items and mix-ups in words.

use super::super::{MixUpEntry, ProgressReport};
use super::MOST;
use crate::app::words::{as_percent, count, with_stop};

/// The maximum number of items to list as the least known.
const LEAST_KNOWN: usize = 10;

impl ProgressReport {
    /// Lists the least known facts, cells, and terms.
    pub(super) fn items_in_words(&self) -> Vec<String> {
        let least = self.items.iter().take(LEAST_KNOWN);
        let words = least.map(|it| {
            let recall = it.recall.map(|it| format!(", recall {}", as_percent(it)));
            let recall = recall.unwrap_or_default();
            format!(
                "{} ({}): {}{recall}.",
                it.title,
                it.kind(),
                it.mastery.name()
            )
        });
        words.collect()
    }
}

pub(super) fn mix_ups_in_words(mix_ups: &[MixUpEntry]) -> Vec<String> {
    if mix_ups.is_empty() {
        return vec!["No mix-ups yet.".to_owned()];
    }
    let shown = mix_ups.iter().take(MOST);
    let mut lines: Vec<_> = shown
        .map(|it| {
            let times = count(it.times, "time", "times");
            let chosen = it.chosen.as_ref();
            let chosen = chosen.map_or(String::new(), |chosen| {
                format!(" You chose: {}", with_stop(chosen))
            });
            format!(
                "{} ({times}).{chosen} Correct: {}",
                it.about,
                with_stop(&it.truth)
            )
        })
        .collect();
    if mix_ups.len() > MOST {
        lines.push(format!("And {} more.", mix_ups.len() - MOST));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{MOST, mix_ups_in_words};
    use crate::app::MixUpEntry;
    use crate::learn::Mastery;
    use crate::model::Component;

    #[test]
    fn a_mix_up_says_what_was_chosen_and_what_is_true() {
        let mix_up = MixUpEntry {
            about: "Patching".to_owned(),
            chosen: Some("AWS".to_owned()),
            truth: "The customer".to_owned(),
            times: 2,
            mastery: Mastery::Learning,
            question: "q".into(),
            component: Component::Fact("f".into()),
        };
        let said = mix_ups_in_words(std::slice::from_ref(&mix_up));
        let words = "Patching (2 times). You chose: AWS. Correct: The customer.";
        assert_eq!(said, [words]);
        let many = mix_ups_in_words(&vec![mix_up; MOST + 3]);
        assert_eq!(many.len(), MOST + 1);
        assert_eq!(many.last().map(String::as_str), Some("And 3 more."));
    }
}
