//! Sentences about the result of a session: the score and the conclusions that it does and does not
//! support.

use std::collections::BTreeSet;

use crate::app::Change;
use crate::app::words::{as_percent, clock, part_of, thousands};
use crate::model::{Bank, Blueprint, Question, QuestionId, TopicId};
use crate::quiz::{Ending, Estimate, Feedback, Reason, Session, Tally, Weights};

/// The minimum number of questions needed to state a likely range. With fewer questions, the range
/// would be too wide to be useful.
const LEAST_FOR_RANGE: usize = 10;

/// The title of the row for all questions in a session.
pub const ALL_QUESTIONS: &str = "All questions";

/// The message shown if a session ended because its time ran out.
const EXPIRED: &str = "Time is up. Your selections are scored.";
/// The same message if nothing was selected.
const EXPIRED_UNANSWERED: &str = "Time is up.";

/// Returns a message if the session ended because its time ran out.
pub fn expired(session: &Session) -> Option<&'static str> {
    let is_expired = session.ending() == Some(Ending::Expired);
    is_expired.then(|| {
        if session.is_unanswered() {
            EXPIRED_UNANSWERED
        } else {
            EXPIRED
        }
    })
}

/// Formats the score as text, such as `8 of 10 correct, 80%; 2 incorrect`.
pub fn score(session: &Session) -> String {
    let score = session.score();
    let Some(percent) = score.all.percent() else {
        return "No questions were answered, so nothing counts.".into();
    };
    let wrong = score.all.of - score.all.right - score.blank;
    let left = session.left_of().map_or(String::new(), |of| {
        format!("Left after {}: ", part_of(score.all.of, of))
    });
    let correct = part_of(score.all.right, score.all.of);
    let mut text = format!("{left}{correct} correct, {percent}%");
    if wrong > 0 {
        text += &format!("; {} incorrect", thousands(wrong));
    }
    if score.blank > 0 {
        text += &format!("; {} left blank", thousands(score.blank));
    }
    // Explain why there are more missed questions than incorrect answers.
    let unscored = score.unscored;
    match (unscored.of - unscored.right, unscored.of) {
        (0, _) => {}
        (_, 1) => text += "; also missed: the unscored question",
        (missed, of) => text += &format!("; also missed: {missed} of the {of} unscored questions"),
    }
    let changed = session
        .slots()
        .iter()
        .filter(|it| it.former_outcome.is_some());
    match changed.count() {
        0 => {}
        1 => text += "; 1 verdict changed with a corrected answer key",
        many => text += &format!("; {many} verdicts changed with corrected answer keys"),
    }
    text
}

/// Formats the time used as text, such as `24:00 of 24:00 used`.
pub fn used(session: &Session) -> String {
    let used = clock(session.score().used);
    match session.policy.limit {
        Some(limit) => format!("{used} of {} used", clock(limit)),
        None => format!("{used} used"),
    }
}

/// Returns the blueprint if the session was a mock exam that was not left early. Only mock exams
/// have unscored questions.
pub fn whole<'a>(bank: &'a Bank, session: &Session) -> Option<&'a Blueprint> {
    let exam = bank.exam.as_ref()?;
    let scored = session.slots().iter().filter(|slot| slot.scored).count();
    let whole = session.policy.feedback == Feedback::End
        && !session.is_left_exam()
        && scored == exam.scored as usize
        && session.slots().len() == exam.shown() as usize;
    whole.then_some(exam)
}

/// Estimates whether a mock exam was passed and describes the verdict in words. Returns `None`
/// for other sessions.
pub fn verdict(bank: &Bank, session: &Session) -> Option<(bool, &'static str)> {
    let exam = whole(bank, session)?;
    let estimate = Estimate::of(session.score().all)?;
    let pass = exam.scale.estimate(estimate.share) >= exam.scale.pass;
    let words = if pass {
        "Pass (estimate)"
    } else {
        "Not a pass yet (estimate)"
    };
    Some((pass, words))
}

/// Returns whether the session has enough questions to state a likely range. An exam that was left
/// early has none.
pub fn has_range(session: &Session) -> bool {
    session.score().all.of >= LEAST_FOR_RANGE && !session.is_left_exam()
}

/// Describes the scaled score of a mock exam and its likely range. For other sessions,
/// describes only the range, or returns `None` if there are fewer than ten questions.
pub fn likely(bank: &Bank, session: &Session) -> Option<String> {
    let estimate = Estimate::of(session.score().all)?;
    if let Some(exam) = whole(bank, session) {
        let scale = &exam.scale;
        let scored = |share| thousands(scale.estimate(share) as usize);
        let score = scored(estimate.share);
        let (max, pass) = (
            thousands(scale.max as usize),
            thousands(scale.pass as usize),
        );
        return Some(if has_range(session) {
            let (low, high) = (scored(estimate.low), scored(estimate.high));
            format!("{score} of {max} (likely range: {low} to {high}). Passing score: {pass}.")
        } else {
            format!("{score} of {max}. Passing score: {pass}.")
        });
    }
    if !has_range(session) {
        return None;
    }
    Some(format!(
        "Likely range: {} to {}.",
        as_percent(estimate.low),
        as_percent(estimate.high)
    ))
}

/// Explains why there is no pass or fail verdict if the exam was left early or covered only some
/// domains.
pub fn no_verdict(bank: &Bank, session: &Session) -> Option<String> {
    let exam = bank.exam.as_ref()?;
    if session.policy.feedback == Feedback::Each {
        return None;
    }
    if session.is_left_exam() {
        return Some("No pass or fail: you left this exam early.".to_owned());
    }
    let slots = session.slots().iter();
    let asked: BTreeSet<_> = slots
        .filter_map(|slot| domain_of(bank, &slot.question))
        .collect();
    let (asked, of) = (asked.len(), exam.domains.len());
    (asked < of).then(|| {
        let verb = if asked == 1 { "was" } else { "were" };
        format!("No pass or fail: only {asked} of the exam's {of} domains {verb} covered.")
    })
}

/// Describes the result for the unscored questions. Returns `None` if there are none.
pub fn unscored(session: &Session) -> Option<String> {
    Some(match session.score().unscored {
        Tally { of: 0, .. } => return None,
        Tally { right: 1, of: 1 } => "The unscored question was correct; it does not count.".into(),
        Tally { of: 1, .. } => "The unscored question was incorrect; it does not count.".into(),
        Tally { right, of } => {
            let verb = if right == 1 { "was" } else { "were" };
            format!("{right} of the {of} unscored questions {verb} correct; they do not count.")
        }
    })
}

/// States the number of answers given with a hint. Returns `None` if there are none.
pub fn hints(session: &Session) -> Option<String> {
    let slots = session.slots().iter();
    let hinted = slots.filter(|slot| slot.answered && slot.hinted.is_some());
    Some(match hinted.count() {
        0 => return None,
        1 => "1 question answered with a hint does not count as known.".to_owned(),
        many => format!("{many} questions answered with a hint do not count as known."),
    })
}

/// Explains how the numbers are estimated. Returns `None` for an exam that was left early, because
/// nothing is estimated from it.
pub fn how(bank: &Bank, session: &Session) -> Option<String> {
    if session.is_left_exam() {
        return None;
    }
    let exam = whole(bank, session);
    let range = if has_range(session) {
        let noun = if exam.is_some() { "exam" } else { "session" };
        format!(
            "If you repeated this {noun}, you would score within the likely range 8 times out of 10."
        )
    } else {
        "A likely range requires at least 10 questions.".to_owned()
    };
    let Some(exam) = exam else {
        return Some(range);
    };
    let scale = &exam.scale;
    Some(format!(
        "The scaling of exam scores is not published. This estimate is linear, from {} for no correct answers to {} for all {} correct, so a score of {} requires {}. {range} A domain meets competencies at or above that share.",
        thousands(scale.min as usize),
        thousands(scale.max as usize),
        exam.scored,
        thousands(scale.pass as usize),
        as_percent(scale.pass_share())
    ))
}

/// A section of the score: a domain, one of its tasks, or a topic without a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub title: String,
    pub is_domain: bool,
    pub tally: Tally,
    /// The section's share of the exam, from 0 to 1.
    pub weight: Option<f64>,
    pub topics: Vec<TopicId>,
}

/// Returns the sections of the score: each domain followed by its tasks, in exam guide order, and
/// then topics without a domain, weakest first.
pub fn sections(bank: &Bank, session: &Session) -> Vec<Section> {
    let weights = Weights::of(bank);
    // Topics that are not in the bank, such as those of table cells, have no section.
    let scored: Vec<_> = session
        .score()
        .topics
        .into_iter()
        .filter_map(|it| Some((weights.part_of(&it.topic)?, it.tally)))
        .collect();
    let sum = |of: &dyn Fn(usize) -> bool| {
        let here = scored.iter().filter(|(part, _)| of(*part));
        here.fold(Tally::default(), |sum, (_, tally)| sum.and(*tally))
    };
    let topics = |is_in: &dyn Fn(&TopicId) -> bool| {
        let ids = bank.topics.iter().map(|topic| &topic.id);
        ids.filter(|id| is_in(id)).cloned().collect()
    };
    let tasks = |domain: Option<&str>| {
        let parts = weights.parts().iter().enumerate();
        let parts = parts.filter(move |(_, part)| part.domain.as_deref() == domain);
        let tasks = parts.map(|(at, part)| Section {
            title: weights.title(bank, at),
            is_domain: false,
            tally: sum(&|part| part == at),
            weight: part.share,
            topics: topics(&|id| weights.part_of(id) == Some(at)),
        });
        tasks.filter(|it| it.tally.of > 0).collect::<Vec<_>>()
    };
    let mut sections = Vec::new();
    let is_whole = whole(bank, session).is_some();
    for domain in bank.exam.iter().flat_map(|exam| &exam.domains) {
        let is_in = |at: usize| weights.parts()[at].domain.as_ref() == Some(&domain.id);
        let tally = sum(&is_in);
        if tally.of == 0 && !is_whole {
            continue;
        }
        let parts = weights.parts().iter();
        let parts = parts.filter(|it| it.domain.as_ref() == Some(&domain.id));
        sections.push(Section {
            title: domain.title.clone(),
            is_domain: true,
            tally,
            weight: Some(parts.filter_map(|it| it.share).sum()),
            topics: topics(&|id| bank.domain_of(id) == Some(&domain.id)),
        });
        sections.extend(tasks(Some(&domain.id)));
    }
    let mut others = tasks(None);
    let share = |it: &Section| it.tally.share().unwrap_or_default();
    others.sort_by(|a, b| share(a).total_cmp(&share(b)));
    sections.extend(others);
    // In a bank without topics, the only section covers all questions and would repeat the total.
    sections.retain(|it| it.title != ALL_QUESTIONS);
    sections
}

/// Returns the wording that score reports use for the result `tally` in one domain of a full mock
/// exam.
pub fn performance(exam: &Blueprint, tally: Tally) -> Option<&'static str> {
    Some(if tally.share()? >= exam.scale.pass_share() {
        "Meets competencies"
    } else {
        "Needs improvement"
    })
}

/// Compares, in a sentence, the score with those of the last and the best session of the same kind.
/// A new best score is a reward, which [`crate::app::Reward`] reports.
pub fn change(bank: &Bank, session: &Session, change: &Change) -> Option<String> {
    let share = session.score().all.share()?;
    let exam = whole(bank, session);
    let score = |share: f64| match exam {
        Some(exam) => i64::from(exam.scale.estimate(share)),
        None => (share * 100.0).round() as i64,
    };
    let shown = |share: f64| match exam {
        Some(exam) => thousands(exam.scale.estimate(share) as usize),
        None => format!("{}%", score(share)),
    };
    let (last, name) = &change.last;
    let points = |by: i64| match (exam, by) {
        (None, 1) => "1 point".to_owned(),
        (None, by) => format!("{by} points"),
        (Some(_), by) => by.to_string(),
    };
    let name = match exam {
        Some(_) => name.clone(),
        None => format!("the last {}", name.to_lowercase()),
    };
    let from = match score(share) - score(*last) {
        0 => format!("The same as {name}"),
        by if by > 0 => format!("Up {} from {name}", points(by)),
        by => format!("Down {} from {name}", points(-by)),
    };
    let (best, best_name) = &change.best;
    let best = match score(share) - score(*best) {
        by if by > 0 => String::new(),
        0 => "; matches your best".to_owned(),
        _ if exam.is_some() => format!("; your best is {} in {best_name}", shown(*best)),
        _ => format!("; your best is {}", shown(*best)),
    };
    Some(format!("{from} ({}){best}.", shown(*last)))
}

/// Describes how many questions in a mock exam had been seen before. Returns `None` if there
/// were none.
pub fn returned(bank: &Bank, session: &Session) -> Option<String> {
    Some(match count_returned(bank, session)? {
        1 => "1 question had been asked before. The bank has no others left, so the one asked longest ago was repeated.".to_owned(),
        count => format!(
            "{count} of the {} questions had been asked before. The bank has no others left, so those asked longest ago were repeated.",
            session.slots().len()
        ),
    })
}

/// Counts the questions in a mock exam that had been seen before. Returns `None` if there are none.
pub fn count_returned(bank: &Bank, session: &Session) -> Option<usize> {
    whole(bank, session)?;
    let slots = session.slots().iter();
    let returned = slots.filter(|slot| matches!(slot.why, Some(Reason::Seen { .. })));
    Some(returned.count()).filter(|it| *it > 0)
}

/// Returns the missed questions that are still in the bank. Excludes table cells because they are
/// drilled rather than practiced.
pub fn missed(bank: &Bank, session: &Session) -> Vec<QuestionId> {
    let missed = session.missed().filter(|id| bank.question(id).is_some());
    missed.cloned().collect()
}

fn domain_of<'a>(bank: &'a Bank, question: &Question) -> Option<&'a str> {
    bank.topic(&question.topic)?.domain.as_deref()
}
