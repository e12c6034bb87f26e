//! Sentences for the setup form.

use crate::app::words::{about, count};
use crate::app::{EXTRA_TIME, Field, Form, HistorySnapshot};
use crate::model::{Bank, Domain};
use crate::quiz::Kind;

/// The message shown if no questions match the form.
pub const NO_MATCH: &str = "No questions match. Select more topics or other questions.";

/// Returns sentences that explain a field or its values.
pub fn explanation(field: Field) -> &'static [&'static str] {
    match field {
        Field::Topics => &[
            "Select the domains, tasks, and topics to draw questions from.",
            "Selecting a domain or a task selects all of it. Open one to select only part of it.",
        ],
        Field::Which => &[
            "All: every question in the selected topics.",
            "Unseen: questions that you have never been asked.",
            "Missed: the questions listed in Review missed.",
            "Flagged: questions that you flagged.",
            "Due: items that you are about to forget, then new ones.",
        ],
        Field::Count => &["The number of questions. You can leave and continue at any time."],
        Field::Limit => &[
            "The time for the whole session.",
            "Exam pace: as much time per question as in the real exam.",
            "In practice, the clock pauses while you are away. In an exam, it keeps running.",
        ],
        Field::Each => {
            &["The time for each question. When it is up, your current selection is the answer."]
        }
        Field::Show => &[
            "Immediately: the answer and its explanation follow each question.",
            "At the end: nothing is shown before the last question, as in the real exam.",
        ],
        Field::Order => &[
            "Mixed: topics and difficulties alternate.",
            "Increasing difficulty: easy questions come first.",
        ],
    }
}

/// Describes the session that `form` will start or the input that is missing.
pub(in crate::app) fn summary(form: &Form) -> String {
    if form.is_whole()
        && let Some(exam) = &form.bank.exam
    {
        let (minutes, extra) = if form.has_extra_time() {
            let minutes = u64::from(exam.minutes) + EXTRA_TIME.as_secs() / 60;
            (minutes, ", with 30 extra minutes")
        } else {
            (exam.minutes.into(), "")
        };
        let returns = if form.returns {
            " The bank does not have enough unseen questions, so those asked longest ago are repeated."
        } else {
            ""
        };
        return format!(
            "Mock exam {}, like the real exam: {} in {minutes} minutes{extra}; {} but not \
             identified. No pausing: the clock keeps running if you leave.{returns}",
            form.number,
            count(exam.shown() as usize, "question", "questions"),
            count(exam.unscored as usize, "is unscored", "are unscored"),
        );
    }
    if form.topics.is_empty() {
        return "Select a topic first.".into();
    }
    let drawn = form.drawn();
    if drawn == 0 {
        return NO_MATCH.into();
    }
    let questions = count(drawn, "question", "questions");
    let minutes = |limit: std::time::Duration| {
        let minutes = limit.as_secs() as usize / 60;
        count(minutes, "minute", "minutes")
    };
    let limit = form.limit.map(minutes);
    let each = form.setup.each_s;
    let each = each.map(|seconds| format!("{seconds} seconds each; then your selection counts."));
    match (form.kind(), limit, each) {
        (Kind::Exam, limit, _) => format!(
            "{questions} in {}, with explanations at the end. No pausing: the clock keeps running if you leave.{}",
            limit.unwrap_or_default(),
            part_of_exam(&form.bank)
        ),
        (_, Some(limit), None) => {
            format!("{questions} in {limit}. The clock pauses while you are away.")
        }
        (_, Some(limit), Some(each)) => {
            format!("{questions} in {limit}, {each} The clock pauses while you are away.")
        }
        (_, None, Some(each)) => format!("{questions}, {each}"),
        (_, None, None) => format!("{questions}, no time limit: {}.", about(drawn)),
    }
}

/// Explains that the session is not a mock exam if the bank defines an exam but does not cover all
/// of its domains.
fn part_of_exam(bank: &Bank) -> String {
    let exam = bank.exam.as_ref();
    let Some(exam) = exam.filter(|exam| !exam.domains.is_empty()) else {
        return String::new();
    };
    let has = |domain: &&Domain| {
        let mut topics = bank.topics.iter();
        topics.any(|topic| topic.domain.as_ref() == Some(&domain.id))
    };
    let (covered, of) = (exam.domains.iter().filter(has).count(), exam.domains.len());
    if covered == of {
        return String::new();
    }
    let whole = count(exam.shown() as usize, "question", "questions");
    format!(
        " The real exam has {whole} from {of} domains; this bank covers {covered} \
         of them."
    )
}

/// Warns that an open session of `kind` ends if another one starts. Returns `None` if no such
/// session is open.
pub(in crate::app) fn ends_open(overview: &HistorySnapshot, kind: Kind) -> Option<String> {
    let open = overview.open_of(kind).next()?;
    let kind = open.header.kind.name();
    Some(format!(
        "Already open: {kind}. It ends if you start another one; you are asked first."
    ))
}
