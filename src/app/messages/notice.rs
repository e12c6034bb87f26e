//! Notices during a session, as data and as sentences.

use std::fmt;
use std::time::Duration;

use crate::app::words::{clock, count, number, sentence};
use crate::learn::Rating;
use crate::quiz::{Confidence, Reason, Rejection};

/// The effect of an action or of the clock, or the reason why an action was refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    Refused(Rejection),
    /// A persistent problem with saving.
    Trouble(String),
    /// This many questions of the mock exam that begins were asked before.
    Repeats(usize),
    TimeLeft(Duration),
    TimeUp,
    TimeUpFor(usize),
    FirstQuestion,
    /// The question at this index was skipped.
    Skipped(usize),
    /// The fact is shown first, followed by its question.
    FactFirst,
    AlreadyAnswered,
    /// The question requires this many options to be selected.
    Wants(usize),
    ChooseFirst,
    ChooseMore {
        chosen: usize,
        of: usize,
    },
    Full(usize),
    StruckOut(char),
    /// A selected option was struck out, which deselects it.
    StruckSelected(char),
    Restored(char),
    Marked(String),
    /// The selected options of a multiple-response question.
    Selected {
        letters: String,
        of: usize,
    },
    /// A hint removed this option.
    Hinted(char),
    /// Drills and exams have no hints.
    NoHints,
    NothingMarked,
    MarksRemoved,
    Sure(Option<Confidence>),
    Flagged(bool),
    NothingAnswered,
    /// The answer to the question at this index was undone.
    Reopened {
        noun: &'static str,
        place: usize,
    },
    /// The requested information is shown only after the question is answered.
    AfterAnswer(AfterAnswer),
    Why(Option<Reason>),
    Disputed,
    Withdrawn,
    NotDisputed,
    NoteSaved,
    NoteRemoved,
    /// There is no note to remove.
    NoNote,
    NotKept(String),
    /// The verdict on an answer in a drill.
    Drilled {
        right: bool,
        answer: String,
        why: String,
    },
    /// The grade given to a flash card.
    Graded(Rating),
    /// The flash card must be turned over before it is graded.
    RevealFirst,
}

/// Information that would give away the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterAnswer {
    Why,
    Map,
    Dispute,
    Note,
}

impl Notice {
    /// Returns whether a page that shows the question and its marks makes this notice redundant.
    pub fn is_on_page(&self) -> bool {
        matches!(
            self,
            Self::Trouble(_)
                | Self::Marked(_)
                | Self::Selected { .. }
                | Self::Sure(_)
                | Self::Flagged(_)
                | Self::Restored(_)
                | Self::Why(_)
                | Self::Drilled { .. }
                | Self::Graded(_)
        )
    }
}

impl Notice {
    /// Formats the message for the full-screen program, which names its own pages instead of
    /// commands.
    pub fn on_screen(&self) -> String {
        match self {
            Self::Disputed => "Report saved. It is listed in Browse, Reported.".to_owned(),
            Self::NoteSaved => "Note saved. It is listed under n on the home screen.".to_owned(),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => f.write_str(&sentence(&refused.to_string())),
            Self::Trouble(words) => f.write_str(words),
            Self::Repeats(many) => {
                let questions = count(*many, "question was", "questions were");
                write!(f, "{questions} asked before. The bank has no others left.")
            }
            Self::TimeLeft(left) => write!(f, "{} left.", clock(*left)),
            Self::TimeUp => f.write_str("The time for this question is up."),
            Self::TimeUpFor(place) => {
                write!(f, "The time for question {} is up.", place + 1)
            }
            Self::FirstQuestion => f.write_str("This is the first question."),
            Self::Skipped(place) => {
                let number = place + 1;
                write!(f, "Skipped question {number}. Press p to return to it.")
            }
            Self::FactFirst => f.write_str("Press Enter to see the question first."),
            Self::AlreadyAnswered => {
                f.write_str("This question is answered. Press Enter to continue, or u to undo.")
            }
            Self::Wants(1) => f.write_str("Type one letter."),
            Self::Wants(many) => {
                let many = number(*many);
                write!(f, "Type {many} letters on one line, such as a c.")
            }
            Self::ChooseFirst => f.write_str("Select an option first."),
            Self::ChooseMore { chosen, of } => {
                write!(f, "{chosen} of {of} selected. Select more first.")
            }
            Self::Full(most) => write!(f, "{most} are selected. Deselect one first."),
            Self::StruckOut(letter) => {
                write!(
                    f,
                    "{letter} is struck out. Strike it out again to restore it."
                )
            }
            Self::StruckSelected(letter) => write!(
                f,
                "{letter} is struck out and no longer selected. Strike it out again to restore it."
            ),
            Self::Restored(letter) => write!(f, "{letter} is restored."),
            Self::Marked(letters) => write!(f, "Selected: {letters}."),
            Self::Selected { letters, of } if letters.is_empty() => {
                write!(f, "0 of {of} selected.")
            }
            Self::Selected { letters, of } => {
                let count = letters.split(", ").count();
                write!(f, "{count} of {of} selected: {letters}.")
            }
            Self::Hinted(letter) => {
                write!(
                    f,
                    "{letter} is incorrect. Your answer will not count as known."
                )
            }
            Self::NoHints => f.write_str("Hints are not available in exams and drills."),
            Self::NothingMarked => f.write_str("Nothing is selected here."),
            Self::MarksRemoved => f.write_str("Selection cleared."),
            Self::Sure(confidence) => {
                write!(
                    f,
                    "Confidence: {}.",
                    confidence.map_or("not set", confidence_name)
                )
            }
            Self::Flagged(true) => f.write_str("Flagged."),
            Self::Flagged(false) => f.write_str("No longer flagged."),
            Self::NothingAnswered => f.write_str("No answer to undo yet."),
            Self::Reopened { noun, place } => {
                let said = sentence(&format!("{noun} {} is open again", place + 1));
                write!(f, "Undone. {said}")
            }
            Self::AfterAnswer(topic) => topic.fmt(f),
            Self::Why(Some(why)) => why.fmt(f),
            Self::Why(None) => f.write_str("It came next in the order of the session."),
            Self::Disputed => {
                f.write_str("Report saved. Run `certdrill bank disputes` to list all reports.")
            }
            Self::Withdrawn => f.write_str("Report withdrawn."),
            Self::NotDisputed => f.write_str("You have not reported a problem with this question."),
            Self::NoteSaved => f.write_str("Note saved. Run `certdrill notes` to list all notes."),
            Self::NoteRemoved => f.write_str("Note removed."),
            Self::NoNote => f.write_str("No note to remove."),
            Self::NotKept(why) => write!(f, "Not saved: {why}."),
            Self::Drilled { right, answer, why } => {
                let incorrect = "Incorrect. Correct answer:";
                let verdict = if *right { "Correct:" } else { incorrect };
                write!(f, "{verdict} {answer}. {why}")
            }
            Self::Graded(rating) => write!(f, "Grade: {}.", grade(*rating).to_lowercase()),
            Self::RevealFirst => f.write_str("Reveal the definition first."),
        }
    }
}

impl fmt::Display for AfterAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Why => "After you answer, you can see why you got this question.",
            Self::Map => "You can see the table after you answer.",
            Self::Dispute => "You can report a problem after you answer.",
            Self::Note => "You can write a note after you answer.",
        })
    }
}

/// Returns the name of a grade.
pub fn grade(rating: Rating) -> &'static str {
    match rating {
        Rating::Again => "Again",
        Rating::Hard => "Hard",
        Rating::Good => "Good",
        Rating::Easy => "Easy",
    }
}

/// The words for the confidence levels and for unmarked answers.
pub const CONFIDENCE_NAMES: [&str; 4] = ["sure", "unsure", "guess", "unmarked"];

/// Returns the word for a confidence level.
pub fn confidence_name(confidence: Confidence) -> &'static str {
    CONFIDENCE_NAMES[confidence as usize]
}
