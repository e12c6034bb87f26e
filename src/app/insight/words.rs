//! Statistics in words: the values shown in the charts, for screen readers and pipes.

use std::fmt;

use super::{AHEAD, MixUpEntry, PartInsight, ProgressReport, mean_time};
use crate::app::share_in_words;
use crate::app::words::{as_percent, count, date_of, part_of, sentence, stated_percent, thousands};
use crate::learn::{ExamResult, Masteries, Mastery, Missing, PartShare, Passing, TIMES};
use crate::quiz::{Kind, Tally};
use crate::store::PastSession;

/// The content of one chart as sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartText {
    pub title: &'static str,
    pub lines: Vec<String>,
}

/// The maximum number of mix-ups, exams, and days to list. The JSON output contains all of them.
const MOST: usize = 8;
/// The maximum number of tasks to list as the most valuable.
const MOST_WORTH: usize = 3;
/// The maximum number of items to list as the least known.
const LEAST_KNOWN: usize = 10;

/// An explanation of what counts toward the estimate.
pub const HONEST: &str = "The readiness of a task is the share of new questions on it that you would answer correctly without guessing. Blank first answers count as incorrect, facts beyond the exam do not count, and \
    drills refresh memory but do not count as evidence.";

/// The names of the confidence levels, including the absence of one.
pub const CONFIDENCE: [&str; 4] = ["Sure", "Unsure", "Guess", "Unmarked"];

impl ProgressReport {
    /// Describes every chart. `about` names the subject of the bank.
    pub fn chart_text(&self, about: &str) -> Vec<ChartText> {
        let all = [
            ("Readiness", self.readiness_in_words(about)),
            ("Domains and tasks", self.parts_in_words()),
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

    /// Lists the least known facts, cells, and terms.
    fn items_in_words(&self) -> Vec<String> {
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

    /// Describes the passing probability, or the available estimates if there is none. Then lists
    /// the tasks that would raise the probability the most and describes the trend.
    pub fn readiness_in_words(&self, about: &str) -> Vec<String> {
        let mut lines = self.estimate_in_words(about);
        lines.extend(self.worth_in_words());
        if let (Some(first), Some(last)) = (self.trend.first(), self.trend.last())
            && self.trend.len() > 1
        {
            lines.push(format!(
                "From {} to {}, the share of new questions that you would answer correctly went from {} to \
                 {}.",
                date_of(first.day),
                date_of(last.day),
                as_percent(first.share.share),
                as_percent(last.share.share)
            ));
        }
        lines
    }

    /// Describes the passing probability, or the available estimates if there is none.
    pub fn estimate_in_words(&self, about: &str) -> Vec<String> {
        let mut lines = Vec::new();
        match (&self.readiness.passing, self.readiness.all) {
            (Ok(passing), _) => lines.push(chance(passing)),
            (Err(missing), share) => {
                if let Some(share) = share {
                    let [low, middle, high] = [share.low, share.share, share.high].map(as_percent);
                    lines.push(format!(
                        "{about}: you would answer about {middle} of new questions correctly, likely {low} \
                         to {high}."
                    ));
                }
                lines.push(format!(
                    "Passing probability not available yet: {}",
                    missing_in_words(missing)
                ));
            }
        }
        if let Some(average) = self.plain_average {
            lines.push(format!(
                "So far, {} of all answers have been correct.",
                as_percent(average)
            ));
        }
        lines
    }

    /// Lists the tasks that would raise the passing probability the most, best first.
    pub fn worth_in_words(&self) -> Vec<String> {
        let mut tasks: Vec<_> = self.readiness.tasks.iter().collect();
        let points = |task: &PartShare| (task.worth.unwrap_or_default() * 100.0).round() as i32;
        tasks.retain(|task| task.known.is_some() && points(task) > 0);
        tasks.sort_by_key(|task| std::cmp::Reverse(points(task)));
        let best = tasks.into_iter().take(MOST_WORTH);
        best.map(|task| {
            let ready = as_percent(task.known.unwrap_or_default());
            let points = count(points(task) as usize, "point", "points");
            format!(
                "{}: {ready} ready; more study could add about {points}.",
                task.title
            )
        })
        .collect()
    }

    /// Lists the domains and tasks, each with its estimate.
    pub fn parts_in_words(&self) -> Vec<String> {
        let readiness = &self.readiness;
        let each = |part: &PartShare| {
            let weight = part.weight.map_or(String::new(), |weight| {
                format!(", {}", share_in_words(weight))
            });
            let position = match part.known {
                Some(ready) => format!("{} ready", as_percent(ready)),
                None => "too few answers".to_owned(),
            };
            format!("{}: {position}{weight}.", part.title)
        };
        let of_domain = |domain: &PartShare| {
            let tasks = readiness.tasks.iter();
            let tasks = tasks.filter(|it| it.domain == domain.domain).map(each);
            std::iter::once(each(domain))
                .chain(tasks)
                .collect::<Vec<_>>()
        };
        let mut lines: Vec<_> = readiness.domains.iter().flat_map(of_domain).collect();
        lines.push(HONEST.to_owned());
        lines
    }

    fn exams_in_words(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.real_exams.iter().filter_map(exam_in_words).collect();
        let left = match self.exams_left {
            0 => None,
            left => Some(format!(
                "{} left before the end, without a score.",
                count(left, "exam was", "exams were")
            )),
        };
        let Some(last) = self.exams.last() else {
            if left.is_none() && lines.is_empty() {
                lines.push("You have not finished an exam yet.".to_owned());
            }
            lines.extend(left);
            return lines;
        };
        let mut line = format!(
            "{} finished; most recent: {}",
            count(self.exams.len(), "exam", "exams"),
            correct(last.score)
        );
        if let (Some(share), Some(pass)) = (last.score.share(), self.pass_share()) {
            line += if share >= pass {
                ", above the passing score"
            } else {
                ", below the passing score"
            };
        }
        let shown = self.exams.len().saturating_sub(MOST);
        let shares = self.exams[shown..].iter();
        let shares: Vec<_> = shares
            .filter_map(|it| Some(as_percent(it.score.share()?)))
            .collect();
        lines.push(line + ".");
        lines.push(format!("Oldest to newest: {}.", shares.join(", ")));
        lines.extend(self.pass_line());
        lines.extend(left);
        lines
    }

    /// States the passing score in a sentence. Returns `None` if the bank does not define an exam.
    fn pass_line(&self) -> Option<String> {
        let scale = self.scale.as_ref()?;
        Some(format!(
            "The passing score is {} of {} points, about {} correct.",
            scale.pass,
            thousands(scale.max as usize),
            as_percent(scale.pass_share())
        ))
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

    /// Describes, in a sentence, the number of answers, days, and minutes.
    pub fn answers_in_words(&self) -> String {
        let answers: usize = self.days.iter().map(|(_, day)| day.answers.of).sum();
        let seconds: u64 = self.days.iter().map(|(_, day)| day.took.as_secs()).sum();
        format!(
            "{} on {}, {} in all.",
            count(answers, "answer", "answers"),
            count(self.days.len(), "day", "days"),
            count((seconds / 60) as usize, "minute", "minutes"),
        )
    }

    fn days_in_words(&self) -> Vec<String> {
        let mut lines = vec![self.answers_in_words(), self.streak_in_words()];
        for (day, it) in self.days.iter().rev().take(MOST) {
            let mut line = format!("{}: {}", self.day(*day), correct(it.answers));
            if it.drilled > 0 {
                line += &format!(", {} drilled", count(it.drilled, "cell", "cells"));
            }
            lines.push(line + ".");
        }
        lines
    }

    /// Describes the streak in a sentence.
    pub fn streak_in_words(&self) -> String {
        let longest = count(self.streak.longest, "day", "days");
        match self.streak.days {
            0 => format!("No streak at the moment; the longest was {longest}."),
            days if days == self.streak.longest => {
                format!(
                    "Streak: {}, the longest so far.",
                    count(days, "day", "days")
                )
            }
            days => format!(
                "Streak: {}; the longest was {longest}.",
                count(days, "day", "days")
            ),
        }
    }

    fn day(&self, day: i32) -> String {
        match self.today.saturating_sub(day) {
            ..=0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            _ => date_of(day),
        }
    }

    fn confidence_in_words(&self) -> Vec<String> {
        let marked = CONFIDENCE.into_iter().zip(self.confidence);
        let marked = marked.filter(|(_, tally)| tally.of > 0);
        let mut lines: Vec<_> = marked
            .map(|(name, tally)| format!("{name}: {}.", correct(tally)))
            .collect();
        if lines.is_empty() {
            lines.push("No answers in this period.".to_owned());
        }
        lines.extend(self.calibration());
        lines
    }

    /// Describes how often answers marked as sure were correct. Returns `None` if there are too few
    /// such answers.
    pub fn calibration(&self) -> Option<String> {
        /// The minimum number of answers needed to state a share.
        const LEAST: usize = 20;
        let sure = self.confidence[0];
        let share = sure.share().filter(|_| sure.of >= LEAST)?;
        let advice = if share >= 0.9 {
            "your confidence is accurate"
        } else {
            "you are sure too often; aim for 90% or more"
        };
        Some(format!(
            "When you were sure, {} of your answers were correct: {advice}.",
            as_percent(share)
        ))
    }

    fn times_in_words(&self) -> Vec<String> {
        let taken = (0..self.times.len()).filter(|at| self.times[*at].of > 0);
        let mut lines: Vec<_> = taken
            .map(|at| {
                format!(
                    "{}: {}.",
                    sentence_case(&Self::time(at)),
                    correct(self.times[at])
                )
            })
            .collect();
        if lines.is_empty() {
            return vec!["No answers in this period.".to_owned()];
        }
        lines.extend(self.time_in_words());
        lines
    }

    /// Describes the mean time per answer overall and on the last day. Returns `None` if there are
    /// no answers.
    pub fn time_in_words(&self) -> Option<String> {
        let mean = self.mean_time()?;
        let (last, day) = self.days.last()?;
        let of_day = mean_time(std::iter::once(day))?;
        Some(format!(
            "Mean time per answer: {} s; {}: {} s.",
            mean.as_secs(),
            self.day(*last).to_lowercase(),
            of_day.as_secs()
        ))
    }

    /// Formats the time range at index `at` as text, such as `10 to 20 s`.
    pub fn time(at: usize) -> String {
        match at {
            0 => format!("up to {} s", TIMES[0]),
            at if at < TIMES.len() => format!("{} to {} s", TIMES[at - 1], TIMES[at]),
            _ => format!("over {} s", TIMES[TIMES.len() - 1]),
        }
    }

    fn forecast_in_words(&self) -> Vec<String> {
        let days = self.forecast.iter().enumerate();
        let lines: Vec<_> = days
            .filter(|(_, due)| **due > 0)
            .map(|(ahead, due)| {
                let when = match ahead {
                    0 => "Today".to_owned(),
                    1 => "Tomorrow".to_owned(),
                    _ => date_of(self.today + ahead as i32),
                };
                format!("{when}: {due} due.")
            })
            .collect();
        if lines.is_empty() {
            return vec![format!("Nothing is due in the next {AHEAD} days.")];
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

fn mix_ups_in_words(mix_ups: &[MixUpEntry]) -> Vec<String> {
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

/// Compares, in a sentence, the result of a real exam with the forecast.
pub fn exam_in_words(result: &ExamResult) -> Option<String> {
    let day = result.exam.strftime("%B %-d, %Y");
    let went = if result.passed? {
        "passed"
    } else {
        "not passed"
    };
    let score = result
        .score
        .map_or(String::new(), |it| format!(" with a score of {it}"));
    let forecast = match result.forecast {
        Some(percent) => format!("The forecast was a passing probability of {percent}%."),
        None => "There were too few answers for a forecast.".to_owned(),
    };
    Some(format!("Exam on {day}: {went}{score}. {forecast}"))
}

/// Formats the passing probability as a sentence.
pub fn chance(passing: &Passing) -> String {
    let [pass, low, high] = [passing.pass, passing.low, passing.high].map(as_percent);
    let likely = if low == high {
        String::new()
    } else {
        format!(", likely {low} to {high}")
    };
    format!("Passing probability if you took the exam tomorrow: {pass}{likely}.")
}

/// Formats a requirement for the passing probability that is not met yet.
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blueprint => f.write_str("This bank does not describe its exam."),
            Self::Questions { domain } => write!(f, "No questions yet on {domain}."),
            Self::Answers { domain, more } => {
                let questions = if *more == 1 { "question" } else { "questions" };
                write!(f, "Answer {more} more new {questions}")?;
                match domain {
                    Some(domain) => write!(f, " on {domain}."),
                    None => f.write_str("."),
                }
            }
            Self::Memory { more } => {
                let answers = if *more == 1 { "answer" } else { "answers" };
                write!(
                    f,
                    "Needed: at least {more} more {answers} to questions from an earlier day."
                )
            }
        }
    }
}

/// Describes briefly why there is no passing probability.
pub fn missing_in_short(missing: &[Missing]) -> String {
    let is_empty = |it: &&Missing| matches!(it, Missing::Questions { .. });
    let empty = missing.iter().filter(is_empty).count();
    if empty > 0 {
        let parts = count(empty, "exam part", "exam parts");
        return format!("not available: no questions on {parts}");
    }
    let more = missing.iter().map(|it| match it {
        Missing::Answers { more, .. } | Missing::Memory { more } => *more,
        Missing::Blueprint | Missing::Questions { .. } => 0,
    });
    match more.sum() {
        0 => "not available: the bank does not describe its exam".to_owned(),
        more => format!(
            "passing probability after {}",
            count(more, "more answer", "more answers")
        ),
    }
}

/// Describes all requirements for the passing probability that are not met yet. Domains without
/// questions are counted but not named.
fn missing_in_words(missing: &[Missing]) -> String {
    let is_empty = |it: &&Missing| matches!(it, Missing::Questions { .. });
    let empty = missing.iter().filter(is_empty).count();
    let others = missing.iter().filter(|it| !is_empty(it));
    let mut words: Vec<String> = others.map(ToString::to_string).collect();
    if empty > 0 {
        let domains = count(empty, "domain has", "domains have");
        words.push(format!("{domains} no questions yet."));
    }
    words.join(" ")
}

/// Formats a tally as `3 of 4 correct`, with the percentage if there are enough answers.
pub fn correct(tally: Tally) -> String {
    if tally.of == 0 {
        return "no answers yet".to_owned();
    }
    let share = stated_percent(tally).map_or(String::new(), |it| format!(", {it}%"));
    format!("{} correct{share}", part_of(tally.right, tally.of))
}

/// Formats the score of a session as `3 of 4 correct` or `left after 3 of 10, 2 correct`. An
/// abandoned exam has no score.
pub fn session_score(past: &PastSession) -> String {
    match past.left_of {
        Some(of) if past.kind == Kind::Exam => format!("left after {} of {of}", past.score.of),
        Some(of) => format!(
            "left after {} of {of}, {} correct",
            past.score.of, past.score.right
        ),
        _ => correct(past.score),
    }
}

fn with_stop(text: &str) -> String {
    let has_stop = text.ends_with(['.', '!', '?']);
    if has_stop {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

fn sentence_case(words: &str) -> String {
    sentence(words).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{MOST, correct, mix_ups_in_words};
    use crate::app::MixUpEntry;
    use crate::learn::Mastery;
    use crate::model::Component;
    use crate::quiz::Tally;

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

    #[test]
    fn few_answers_are_not_stated_in_percent() {
        assert_eq!(correct(Tally { right: 1, of: 1 }), "1 of 1 correct");
        assert_eq!(correct(Tally { right: 7, of: 10 }), "7 of 10 correct, 70%");
    }
}
