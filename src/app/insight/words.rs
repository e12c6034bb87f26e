//! Statistics in words: the values shown in the charts, for screen readers and pipes.

mod answers;
mod items;
mod readiness;
mod sessions;

use super::{PartInsight, ProgressReport, Scope};
use crate::app::words::{part_of, stated_percent, thousands};
use crate::learn::{Masteries, Mastery};
use crate::quiz::{Kind, Tally};
use crate::store::PastSession;

pub use answers::CONFIDENCE;
use items::mix_ups_in_words;
pub use readiness::{HONEST, day_of_probability, missing_in_short};
pub use sessions::exam_in_words;

/// The content of one chart as sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartText {
    pub title: &'static str,
    pub lines: Vec<String>,
}

/// The maximum number of mix-ups, exams, and days to list. The JSON output contains all of them.
const MOST: usize = 8;

impl ProgressReport {
    /// Describes every chart. `about` names the subject of the bank.
    pub fn chart_text(&self, about: &str) -> Vec<ChartText> {
        let all = [
            ("Readiness", self.readiness_in_words(about)),
            ("Domains and tasks", self.parts_in_words(&Scope::default())),
            ("Exams", self.exams_in_words()),
            ("Domains", parts_in_words(&self.domains)),
            ("Topics", self.topics_in_words()),
            ("Days", self.days_in_words()),
            ("Confidence", self.confidence_in_words()),
            ("Time", self.times_in_words()),
            ("Due", self.forecast_in_words()),
            ("Mix-ups", mix_ups_in_words(&self.mix_ups)),
            ("Items, weakest first", self.items_in_words()),
        ];
        let all = all
            .into_iter()
            .map(|(title, lines)| ChartText { title, lines });
        all.filter(|it| !it.lines.is_empty()).collect()
    }

    /// Describes each topic in the scope in a sentence and then all of them together in a final
    /// sentence.
    pub fn topics_in_words(&self) -> Vec<String> {
        let mut lines = parts_in_words(&self.topics);
        if self.gone.of > 0 {
            lines.push(format!("No longer in the bank: {}.", correct(self.gone)));
        }
        if self.topics.len() > 1 || self.gone.of > 0 {
            let tallies = self.topics.iter().map(|it| it.tally);
            let tally = tallies.fold(self.gone, Tally::and);
            lines.push(part_in_words("All", tally, self.facts_in_all()));
        }
        lines
    }
}

fn parts_in_words(parts: &[PartInsight]) -> Vec<String> {
    let parts = parts.iter();
    parts
        .map(|it| part_in_words(&it.title, it.tally, it.facts))
        .collect()
}

fn part_in_words(name: &str, tally: Tally, facts: Masteries) -> String {
    let answered = correct(tally);
    let facts = masteries_in_words(facts);
    if facts.is_empty() {
        return format!("{name}: {answered}.");
    }
    format!("{name}: {answered}; facts: {facts}.")
}

/// Formats `masteries` as text, such as `3 new, 2 known (1 mastered)`. Returns an empty string if
/// all counts are 0.
fn masteries_in_words(masteries: Masteries) -> String {
    let states = [Mastery::New, Mastery::Learning, Mastery::Fading];
    let counts = states.map(|it| (masteries.get(it), it.name()));
    let known = [(masteries.all_known(), Mastery::Known.name())];
    let counts = counts.into_iter().chain(known);
    let words = counts.filter(|(count, _)| *count > 0);
    let mut words: Vec<_> = words
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    if let (Some(last), 1..) = (words.last_mut(), masteries.mastered) {
        *last += &format!(" ({} mastered)", masteries.mastered);
    }
    words.join(", ")
}

/// Formats a tally as `3 of 4 correct`, with the percentage if there are enough answers.
pub fn correct(tally: Tally) -> String {
    if tally.of == 0 {
        return "no answers yet".to_owned();
    }
    format!(
        "{} correct{}",
        part_of(tally.right, tally.of),
        with_percent(tally)
    )
}

/// Formats a tally as `2,182 of 2,937`, with the percentage if there are enough answers.
pub fn correct_in_short(tally: Tally) -> String {
    part_of(tally.right, tally.of) + &with_percent(tally)
}

fn with_percent(tally: Tally) -> String {
    stated_percent(tally).map_or(String::new(), |it| format!(", {it}%"))
}

/// Formats the score of a session as `3 of 4 correct` or `left after 3 of 10, 2 correct`. An
/// abandoned exam has no score.
pub fn session_score(past: &PastSession) -> String {
    match past.left_of {
        Some(of) if past.kind == Kind::Exam => format!("left after {}", part_of(past.score.of, of)),
        Some(of) => format!(
            "left after {}, {} correct",
            part_of(past.score.of, of),
            thousands(past.score.right)
        ),
        _ => correct(past.score),
    }
}

/// Formats the score of a session like [`session_score`], but in fewer words: `3 of 4`, or
/// `2 of 3, left` for a session that was left after three answers.
pub fn session_score_in_short(past: &PastSession) -> String {
    let score = part_of(past.score.right, past.score.of);
    match past.left_of {
        Some(_) if past.kind == Kind::Exam => format!("left after {}", thousands(past.score.of)),
        Some(_) => format!("{score}, left"),
        None => score,
    }
}

#[cfg(test)]
mod tests {
    use super::correct;
    use crate::quiz::Tally;

    #[test]
    fn few_answers_are_not_stated_in_percent() {
        assert_eq!(correct(Tally { right: 1, of: 1 }), "1 of 1 correct");
        assert_eq!(correct(Tally { right: 7, of: 10 }), "7 of 10 correct, 70%");
    }
}
