//! The names of the kinds of sessions.

use crate::quiz::Kind;

impl Kind {
    /// The kind as a screen's title has it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Practice => "Practice",
            Self::Exam => "Timed exam",
            Self::Review => "Review missed",
            Self::Drill => "Drill",
            Self::Cards => "Flash cards",
            Self::Learn => "Lesson",
        }
    }

    /// As it is called within a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Exam => "timed exam",
            Self::Review => "review",
            Self::Drill => "drill",
            Self::Cards => "flash cards",
            Self::Learn => "lesson",
        }
    }
}
