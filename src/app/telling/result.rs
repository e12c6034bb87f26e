//! What a session came to: the score, what it says, and what it cannot say.

use std::collections::BTreeSet;

use crate::app::words::{clock, thousands};
use crate::model::{Bank, Blueprint, Question, QuestionId};
use crate::quiz::{Estimate, Feedback, Session, Tally};

/// Said of a session that its clock ended.
pub const EXPIRED: &str = "Time is up. What was marked is scored.";

/// `8 of 10 right, 80 %; 2 wrong`.
pub fn score(session: &Session) -> String {
    let score = session.score();
    let Some(percent) = score.all.percent() else {
        return "Nothing was answered.".into();
    };
    let wrong = score.all.of - score.all.right - score.blank;
    let mut text = format!("{} of {} right, {percent} %", score.all.right, score.all.of);
    text += &format!("; {wrong} wrong");
    if score.blank > 0 {
        text += &format!(", {} blank", score.blank);
    }
    text
}

/// `24:00 of 24:00 used`.
pub fn used(session: &Session) -> String {
    let used = clock(session.score().used);
    match session.policy.limit {
        Some(limit) => format!("{used} of {} used", clock(limit)),
        None => format!("{used} used"),
    }
}

/// The blueprint, where the session was an exam after all of it: only such a
/// one has unscored questions to show for.
pub fn whole<'a>(bank: &'a Bank, session: &Session) -> Option<&'a Blueprint> {
    let exam = bank.exam.as_ref()?;
    let scored = session.slots().iter().filter(|slot| slot.scored).count();
    let whole = session.policy.feedback == Feedback::End
        && scored == exam.scored as usize
        && session.slots().len() == exam.shown() as usize;
    whole.then_some(exam)
}

/// Whether it is a pass, as far as an estimate can say it, and that in words; of
/// a whole exam only.
pub fn verdict(bank: &Bank, session: &Session) -> Option<(bool, &'static str)> {
    let exam = whole(bank, session)?;
    let estimate = Estimate::of(session.score().all)?;
    let pass = exam.scale.estimate(estimate.share) >= exam.scale.pass;
    let words = if pass {
        "Pass, as estimated"
    } else {
        "Not a pass yet, as estimated"
    };
    Some((pass, words))
}

/// Where the level behind the score is likely to lie; `None` of nothing.
pub fn likely(bank: &Bank, session: &Session) -> Option<String> {
    let estimate = Estimate::of(session.score().all)?;
    if let Some(exam) = whole(bank, session) {
        let scale = &exam.scale;
        return Some(format!(
            "{} of {}; likely {} to {}; the line is {}.",
            scale.estimate(estimate.share),
            thousands(scale.max),
            scale.estimate(estimate.low),
            scale.estimate(estimate.high),
            scale.pass,
        ));
    }
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let mut likely = format!(
        "Likely {} to {} %.",
        percent(estimate.low),
        percent(estimate.high)
    );
    if let Some(missing) = missing_domains(bank, session) {
        likely += &format!(" No pass or fail: {missing}");
    }
    Some(likely)
}

/// Why a part of the exam says nothing about all of it.
fn missing_domains(bank: &Bank, session: &Session) -> Option<String> {
    let exam = bank.exam.as_ref()?;
    if session.policy.feedback == Feedback::Each {
        return None;
    }
    let slots = session.slots().iter();
    let asked: BTreeSet<_> = slots
        .filter_map(|slot| domain_of(bank, &slot.question))
        .collect();
    let (asked, of) = (asked.len(), exam.domains.len());
    (asked < of).then(|| {
        let verb = if asked == 1 { "was" } else { "were" };
        format!("{asked} of the exam's {of} domains {verb} asked.")
    })
}

/// What the questions that do not count came to, where there are any.
pub fn unscored(session: &Session) -> Option<String> {
    let Tally { right, of } = session.score().unscored;
    (of > 0).then(|| format!("Of {of} unscored questions {right} were right; they do not count."))
}

/// How the numbers came about.
pub fn how(bank: &Bank, session: &Session) -> &'static str {
    match whole(bank, session) {
        Some(_) => {
            "The exam's own table is not published: a score is estimated as a straight line \
             from the lowest to the highest. Likely is where 8 of 10 sittings at this level \
             would end."
        }
        None => {
            "Likely is where 8 of 10 sittings at this level would end. Few questions say \
             little about a topic."
        }
    }
}

/// The parts of the score: the domains in the exam's order, or the topics, weakest first.
pub fn parts(bank: &Bank, session: &Session) -> Vec<(String, Tally)> {
    if let Some(exam) = whole(bank, session) {
        let tally_of = |domain: &str| {
            let mut tally = Tally::default();
            for (place, slot) in session.slots().iter().enumerate() {
                if slot.scored && domain_of(bank, &slot.question) == Some(domain) {
                    tally.add(!session.outcome(place).is_miss());
                }
            }
            tally
        };
        let domains = exam.domains.iter();
        return domains
            .map(|domain| (domain.title.clone(), tally_of(&domain.id)))
            .collect();
    }
    let mut topics = session.score().topics;
    let share = |tally: &Tally| tally.share().unwrap_or(0.0);
    topics.sort_by(|a, b| share(&a.tally).total_cmp(&share(&b.tally)));
    // Cells of a matrix have no topic of the bank's.
    let known = topics.into_iter().filter_map(|it| {
        let title = bank.topic(&it.topic)?.title.clone();
        Some((title, it.tally))
    });
    known.collect()
}

/// The questions that were missed and that the bank still has. Cells of a
/// matrix are drilled again, not practised.
pub fn missed(bank: &Bank, session: &Session) -> Vec<QuestionId> {
    let slots = session.slots().iter().enumerate();
    slots
        .filter(|(place, _)| session.outcome(*place).is_miss())
        .map(|(_, slot)| &slot.question.id)
        .filter(|id| bank.question(id).is_some())
        .cloned()
        .collect()
}

fn domain_of<'a>(bank: &'a Bank, question: &Question) -> Option<&'a str> {
    bank.topic(&question.topic)?.domain.as_deref()
}
