//! What home offers to do next.

use super::{Home, MOST_AT_ONCE};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};
use crate::tui::widgets::entry;
use crate::tui::words::{about, count};

/// What the first row offers.
pub enum Next {
    /// The bank has no question that can be used.
    Nothing,
    /// An interrupted session.
    GoOn {
        words: String,
    },
    Review {
        missed: usize,
        sure: usize,
    },
    /// Facts that are due, and how many questions are asked of them today.
    Study {
        due: usize,
        questions: usize,
    },
    Practice,
}

impl Home {
    pub(super) fn next_rows(&self, main: &mut Sheet, page: &Page) {
        let columns = page.columns;
        if matches!(self.next, Some(Next::Nothing)) {
            let said = "This bank has no question that can be used: `certdrill bank check` says \
                        why. Another one is opened with --bank.";
            return main.text(
                columns.text,
                page.width_from(columns.text),
                said,
                Role::Warning,
            );
        }
        let first_time = self.overview.record.all.of == 0;
        let (said, offer, takes) = match &self.next {
            Some(Next::GoOn { words }) => (
                "A session is open.".to_owned(),
                format!("Go on with {}", lower_first(words)),
                String::new(),
            ),
            Some(Next::Review { missed, sure }) => {
                let mut said = format!(
                    "{} missed to review",
                    count(*missed, "question", "questions")
                );
                match sure {
                    0 => said += ".",
                    sure if sure == missed => said += "; you were sure of it all.",
                    sure => said += &format!("; of {sure} you were sure."),
                }
                let at_once = (*missed).min(MOST_AT_ONCE);
                let offer = match missed {
                    1 => "Review the one missed".to_owned(),
                    missed if *missed > at_once => {
                        format!("Review {at_once} of the {missed} missed")
                    }
                    missed => format!("Review the {missed} missed"),
                };
                (said, offer, about(at_once))
            }
            Some(Next::Study { due, questions }) => (
                format!(
                    "Nothing missed is waiting; {} due.",
                    count(*due, "fact is", "facts are")
                ),
                format!(
                    "Study what is due: {}",
                    count(*questions, "question", "questions")
                ),
                about(*questions),
            ),
            _ if first_time => (
                "First time here: ten mixed questions, each one explained.".to_owned(),
                "Start a practice of 10".to_owned(),
                about(10),
            ),
            _ => (
                "Nothing missed is waiting.".to_owned(),
                "Start a practice of 10".to_owned(),
                about(10),
            ),
        };
        main.text(
            columns.text,
            page.width_from(columns.text),
            &said,
            Role::Text,
        );
        let row =
            Row::new()
                .at(columns.text, offer, Role::Strong)
                .until(page.end(), takes, Role::Muted);
        entry(main, page, row, 0, self.at == 0);
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
