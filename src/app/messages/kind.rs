//! The names of session kinds.

use crate::quiz::Kind;

impl Kind {
    /// Returns the name for a screen title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Practice => "Practice",
            Self::Exam => "Timed exam",
            Self::Review => "Review missed",
            Self::Drill => "Drill",
            Self::Cards => "Flash cards",
            Self::Learn => "Lesson",
            Self::Placement => "Placement test",
        }
    }

    /// Returns the name for use within a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Exam => "timed exam",
            Self::Review => "review",
            Self::Drill => "drill",
            Self::Cards => "flash cards",
            Self::Learn => "lesson",
            Self::Placement => "placement test",
        }
    }
}
