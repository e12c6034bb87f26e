//! The help for a session.

use super::Quiz;

/// The commands that work only on an answered question that shows its key.
const AFTER_ANSWER: [&str; 4] = ["m", "w", "! and words", "note and words"];

impl Quiz<'_> {
    pub(super) fn help(&mut self) -> anyhow::Result<()> {
        let (answer, undo) = if self.session().explains_each() {
            ("answer", "undo the last answer")
        } else {
            ("select and go to the next question", "clear the selection")
        };
        let answer = format!(
            "{answer}; for a question with two answers, type both, such as a c, or select or \
             deselect them one by one and press Enter"
        );
        let is_offered = |typed: &str| match typed {
            "hint" => self.seat.controller.has_hints(),
            typed => self.session().explains_each() || !AFTER_ANSWER.contains(&typed),
        };
        let commands = [
            ("a, b, c …", &*answer),
            (
                "s sure, s unsure, s guess, s none",
                "set your confidence before you answer",
            ),
            ("x b", "strike out option B, or restore it"),
            (
                "hint",
                "remove an incorrect option; your answer will not count as known",
            ),
            ("f", "flag the question, or remove the flag"),
            ("u", undo),
            (
                "Enter",
                "submit the selected options, or go to the next question",
            ),
            (
                "n, p",
                "go to the next or previous question, even if this one is unanswered",
            ),
            ("g 3", "go to question 3; g alone lists all questions"),
            (
                "g unfinished, g flagged, g unsure",
                "list only those questions",
            ),
            ("l", "show this question again"),
            ("m", "show the row in the table, after you answer"),
            ("w", "show why this question came up now, after you answer"),
            (
                "! and words",
                "report a problem, after you answer; ! alone withdraws the report",
            ),
            (
                "note and words",
                "write a personal note, after you answer; note alone removes it",
            ),
            ("t", "show the time left"),
            (
                "r",
                "review unfinished, flagged, and unsure questions; y then finishes",
            ),
            ("q", "leave; the session is saved"),
        ];
        let offered: Vec<_> = commands
            .into_iter()
            .filter(|(typed, _)| is_offered(typed))
            .collect();
        self.desk.paper.gap()?;
        for (typed, does) in offered {
            self.desk.paper.item(&format!("{typed}: "), does)?;
        }
        Ok(())
    }
}
