//! The messages and commands for flash cards.

use crate::learn::Rating;

pub const BEGINS: &str = "Flash cards: press Enter to reveal the definition, then grade yourself. \
                          Type ? for the other commands.";

pub const HELP: &str = "Enter: reveal the definition. 1 or a: again, 2 or h: hard, 3 or g: good, \
                        4 or e: easy. u: undo the last grade. l: show the card again. note \
                        and words: write a personal note. t: show the time left. r: show the score. y: finish and show the result. q: \
                        leave; the session is saved.";

/// A command for a flash card.
pub enum CardInput {
    Reveal,
    Grade(Rating),
}

impl CardInput {
    /// Parses `line`. Returns `None` if the line is not a flash card command.
    pub fn of(line: &str) -> Option<Self> {
        Some(match line.trim().to_lowercase().as_str() {
            "" => Self::Reveal,
            "1" | "a" | "again" => Self::Grade(Rating::Again),
            "2" | "h" | "hard" => Self::Grade(Rating::Hard),
            "3" | "g" | "good" => Self::Grade(Rating::Good),
            "4" | "e" | "easy" => Self::Grade(Rating::Easy),
            _ => return None,
        })
    }
}

/// Returns the prompt for a flash card.
pub fn wanted(is_revealed: bool) -> &'static str {
    if is_revealed {
        "1 again, 2 hard, 3 good, 4 easy?"
    } else {
        "Press Enter to reveal the definition."
    }
}
