//! Messages about sessions, shared by the screens and plain mode.

pub mod analysis;
pub mod drill;
pub mod form;
mod kind;
mod notice;
pub mod plan;
mod reason;
pub mod result;
mod warning;

pub use notice::{AfterAnswer, CONFIDENCE_NAMES, Notice, confidence_name, grade};
pub use warning::{Warning, not_saved};

use crate::app::words::{self, clock_left, number};
use crate::app::{ActiveSession, SessionFilter, standing};
use crate::counts::{count, list};
use crate::learn::{Calendar, FutureSessions, SITTINGS_TO_CLEAR};
use crate::model::{Bank, Choice, Component, Question};
use crate::quiz::{Confidence, Feedback, Kind, Moment, Outcome, Session, Slot};
use crate::store::StoredSession;

/// Returns the source of a drill question: the table title for a cell or the topic title for a
/// term.
pub fn drilled_part(bank: &Bank, slot: &Slot) -> String {
    let part = slot
        .question
        .components
        .iter()
        .find_map(|asked| match asked {
            Component::Cell(cell) => Some(&bank.matrix(&cell.matrix)?.title),
            Component::Term(_) => Some(&bank.topic(&slot.question.topic)?.title),
            Component::Fact(_) => None,
        });
    part.cloned().unwrap_or_default()
}

/// Returns the noun for the question in `slot`: `cell`, `term`, `card`, or `question`.
pub fn noun(slot: &Slot) -> &'static str {
    match slot.question.generated_from() {
        Some(Component::Cell(_)) => "cell",
        Some(Component::Term(_)) if slot.question.is_card() => "card",
        Some(Component::Term(_)) => "term",
        _ => "question",
    }
}

/// Describes how many records in the history are unreadable. Returns `None` if all are readable.
pub fn unread(count: usize) -> Option<String> {
    let records = match count {
        0 => return None,
        1 => "1 record in the history cannot be read and is left out.".to_owned(),
        many => format!("{many} records in the history cannot be read and are left out."),
    };
    Some(format!(
        "{records} Run `certdrill history check` for details."
    ))
}

/// Describes the sessions dated in the future. Returns `None` if there are none.
pub fn ahead(ahead: Option<FutureSessions>, calendar: Calendar) -> Option<String> {
    let FutureSessions { sessions, from_ms } = ahead?;
    let day = words::date(calendar.day_of(from_ms, calendar.offset_s));
    Some(match sessions {
        1 => format!("1 session is dated in the future. Its answers will not count until {day}."),
        many => format!(
            "{many} sessions are dated in the future. Their answers will not count until those dates. The earliest is {day}."
        ),
    })
}

/// Explains that the key has been corrected since the question was answered. Returns `None` if the
/// correction did not change the verdict.
pub fn former_verdict(slot: &Slot) -> Option<&'static str> {
    Some(match slot.former_outcome? {
        Outcome::Right => {
            "The answer key has since been corrected. At the time, this answer counted as correct."
        }
        _ => {
            "The answer key has since been corrected. At the time, this answer counted as incorrect."
        }
    })
}

/// Formats question numbers as text, such as `Questions 3, 7, and 14`. If there are many, returns
/// only their count, such as `9 questions`.
fn places(places: &[usize]) -> String {
    const MOST: usize = 8;
    if places.len() > MOST {
        return count(places.len(), "question", "questions");
    }
    let names: Vec<_> = places.iter().map(|place| (place + 1).to_string()).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let noun = if names.len() == 1 {
        "Question"
    } else {
        "Questions"
    };
    format!("{noun} {}", list(&names, "and"))
}

/// Returns the verdict on an option, which is shown before its reason. The verdict is empty for an
/// incorrect option that was not selected. `chosen` is `None` if the question was not answered.
pub fn of_option(choice: &Choice, several: bool, chosen: Option<bool>) -> &'static str {
    match (choice.correct, chosen) {
        (true, Some(true)) => "Your answer is correct.",
        (true, Some(false)) if several => "Correct, but not selected.",
        (true, _) => "Correct.",
        (false, Some(true)) => "Your answer is incorrect.",
        (false, _) => "",
    }
}

/// Returns the verdict on the answer to `slot`, including the learner's confidence or the use of a
/// hint.
pub fn verdict(is_correct: bool, slot: &Slot) -> &'static str {
    match (is_correct, slot.confidence) {
        (true, _) if slot.hinted.is_some() => "Correct, with a hint.",
        (false, _) if slot.hinted.is_some() => "Incorrect, even with a hint.",
        (true, None) => "Correct.",
        (true, Some(Confidence::Sure)) => "Correct, and you were sure.",
        (true, Some(Confidence::Unsure)) => "Correct, though you were unsure.",
        (true, Some(Confidence::Guess)) => "Correct, but you were guessing.",
        (false, None) => "Incorrect.",
        (false, Some(Confidence::Sure)) => "Incorrect, and you were sure.",
        (false, Some(Confidence::Unsure)) => "Incorrect, and you were unsure.",
        (false, Some(Confidence::Guess)) => "Incorrect, and you were guessing.",
    }
}

/// Formats the key as a sentence, such as `The answer is C.` or `The answers are B, E.`
pub fn key(slot: &Slot) -> String {
    let verb = if slot.question.is_multiple_response() {
        "answers are"
    } else {
        "answer is"
    };
    let letters = slot.key_letters();
    let letters: Vec<_> = letters.split(", ").collect();
    format!("The {verb} {}.", list(&letters, "and"))
}

/// Explains how a correct answer affects the list of missed questions. `righted` is the number of
/// sessions in which the question has been answered correctly since it was missed, or `None` if the
/// question is not on the list.
pub fn of_waiting(slot: &Slot, righted: Option<usize>) -> &'static str {
    match righted {
        Some(_) if slot.hinted.is_some() => {
            "Still on your list of missed questions, because you used a hint."
        }
        None if slot.hinted.is_some() => "Not counted as known, because you used a hint.",
        Some(_) if slot.confidence == Some(Confidence::Guess) => {
            "Still on your list of missed questions, because you guessed."
        }
        Some(righted) if righted + 1 >= SITTINGS_TO_CLEAR => {
            "Removed from your list of missed questions."
        }
        Some(_) => "Answer it correctly in one more session to remove it from your list.",
        None => "",
    }
}

/// Warns that starting a new session ends the open session of the same kind. Returns a title and
/// two sentences.
pub fn asks_to_replace(sat: &StoredSession, now: &Moment) -> (String, [String; 2]) {
    let kind = sat.header.kind.name();
    let title = format!("Another {kind} session is open");
    let says = [
        words::sentence(&standing(sat, now)),
        format!("If you start a new {kind} session, the open one ends, and its answers count."),
    ];
    (title, says)
}

/// Describes the saved state of a session that was left open.
pub fn kept(sitting: &ActiveSession) -> String {
    let kind = sitting.header.kind;
    let at = sitting.session.at();
    let position = match sitting.session.slots().get(at) {
        Some(slot) if kind.answers_at_once() => format!("{} {}", noun(slot), at + 1),
        _ => place_in(&sitting.session, kind),
    };
    let kind = kind.name();
    if sitting.is_saved() {
        format!("Saved: {kind}, {position}. Run certdrill to continue.")
    } else {
        format!("Some answers could not be saved: {kind}, {position}.")
    }
}

/// Returns the sentences for the review page that is shown before the session ends. A sentence
/// about questions is paired with the filter that selects those questions.
pub fn before_end(sitting: &ActiveSession, now: &Moment) -> Vec<(Option<SessionFilter>, String)> {
    let session = &sitting.session;
    let of = session.slots().len();
    let answered = session.done_count();
    let mut says = vec![(None, format!("{answered} of {of} answered."))];
    if session.is_unanswered() {
        says.push((None, "Without any answer, nothing counts.".to_owned()));
    }
    for filter in [
        SessionFilter::Unfinished,
        SessionFilter::Flagged,
        SessionFilter::NotSure,
    ] {
        let found = filter.places(session);
        let what = match (filter, session.policy.feedback) {
            (SessionFilter::Unfinished, _) if session.is_unanswered() => "unfinished",
            (SessionFilter::Unfinished, Feedback::Each) => "unfinished and will not count",
            (SessionFilter::Unfinished, _) if found.len() == 1 => {
                "unfinished and counts as incorrect"
            }
            (SessionFilter::Unfinished, _) => "unfinished and count as incorrect",
            (SessionFilter::Flagged, _) => "flagged",
            _ => "unsure",
        };
        let verb = if found.len() == 1 { "is" } else { "are" };
        if !found.is_empty() {
            says.push((Some(filter), format!("{} {verb} {what}.", places(&found))));
        }
    }
    if let Some(left) = sitting.left(now) {
        says.push((
            None,
            format!("{} of your time would be unused.", clock_left(left)),
        ));
    }
    says.push((
        None,
        "After this, you cannot change any answers.".to_owned(),
    ));
    says
}

/// Returns the progress of a session as text, such as `question 3 of 10`, or `step 2 of 5` in a
/// lesson, where each new fact is a step.
pub fn place_in(session: &Session, kind: Kind) -> String {
    let shown_first = &session.policy.shown_first;
    if kind == Kind::Learn && !shown_first.is_empty() {
        let number = shown_first.iter().filter(|at| **at <= session.at()).count();
        return format!("step {} of {}", number.max(1), shown_first.len());
    }
    let (at, of) = (session.at() + 1, session.slots().len());
    format!("question {at} of {of}")
}

/// Introduces a fact that is shown before its question because the fact is new or was often missed.
pub fn fact_number(session: &Session, kind: Kind) -> String {
    let shown_first = &session.policy.shown_first;
    let number = shown_first.iter().filter(|at| **at <= session.at()).count();
    let of = shown_first.len();
    match kind {
        Kind::Learn => "A new fact.".to_owned(),
        _ => format!("Often missed: fact {number} of {of}."),
    }
}

/// Describes the outcome of a question in an ended session: the verdict and the selected options.
pub fn outcome(session: &Session, place: usize) -> (&'static str, String) {
    let slot = &session.slots()[place];
    let hint = if slot.hinted.is_some() {
        ", with a hint"
    } else {
        ""
    };
    let letters = slot.letters(&slot.chosen);
    let letters: Vec<_> = letters.split(", ").collect();
    let chosen = format!("{}{hint}", list(&letters, "and"));
    match session.outcome(place) {
        Outcome::Right => ("Correct.", format!("You chose {chosen}.")),
        Outcome::Blank => ("Blank.", key(slot)),
        Outcome::Wrong | Outcome::Open => {
            ("Incorrect.", format!("You chose {chosen}. {}", key(slot)))
        }
    }
}

/// Notes that `question` has been reworded in the bank since the session.
pub fn rewritten(bank: &Bank, question: &Question) -> Option<&'static str> {
    let today = bank.question(&question.id)?;
    let said = "This question has changed in the bank since then; it is shown as you saw it.";
    (!today.reads_like(question)).then_some(said)
}

/// Formats the problem that the learner reported with a question.
pub fn disputed(words: &str) -> String {
    format!("You reported: {words}")
}

/// Formats a personal note on an item.
pub fn noted(text: &str) -> String {
    format!("Your note: {text}")
}

/// Explains when a missed question leaves the list.
pub fn leaves_the_list() -> String {
    let sessions = number(SITTINGS_TO_CLEAR);
    format!(
        "An item leaves the list once you answer it correctly in {sessions} different sessions."
    )
}

/// The message for an empty list of questions.
pub const NONE_OF_THIS_KIND: &str = "There are no questions of this kind.";
/// The message for a topic that has nothing new to learn.
pub const ALL_LEARNED: &str =
    "You have learned every fact in this topic. Keep studying so that you do not forget them.";
/// The message for a bank that has no facts.
pub const NO_FACTS: &str = "This bank has no facts to learn. Practice its questions instead.";
/// Explains how a lesson works.
pub const LESSON: &str = "Each fact is followed by a question about it, and earlier facts \
                          come up again. A fact counts as known while you are likely to recall it. For details, see Progress.";

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn few_places_are_named_and_many_counted() {
        assert_eq!(places(&[2]), "Question 3");
        assert_eq!(places(&[2, 6, 13]), "Questions 3, 7, and 14");
        assert_eq!(places(&[0; 9]), "9 questions");
    }
}
