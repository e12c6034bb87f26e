//! What home offers to do next.

use unicode_width::UnicodeWidthStr as _;

use super::Home;
use crate::app::Next;
use crate::app::words::{about, cells_and_terms, count};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};
use crate::tui::widgets::entry;

impl Home {
    pub(super) fn next_rows(&self, main: &mut Sheet, page: &Page) {
        let columns = page.columns;
        if self.next == Next::Nothing {
            let said = "This bank has no question that can be used: `certdrill bank check` says \
                        why. Another one is opened with --bank.";
            return main.text(
                columns.text,
                page.width_from(columns.text),
                said,
                Role::Warning,
            );
        }
        let first_time = self.state.summary.all.of == 0;
        let (said, questions) = match &self.next {
            Next::GoOn { .. } => ("A session is open.".to_owned(), None),
            Next::Today { questions } => {
                let today = &self.today;
                let due = count(today.due, "fact is", "facts are");
                let said = format!(
                    "{due} due, {} missed, {} new.",
                    count(today.missed, "question", "questions"),
                    count(today.new, "fact", "facts")
                );
                (said, Some(*questions))
            }
            Next::Drill { cells, terms } => {
                let verb = if cells + terms == 1 { "is" } else { "are" };
                let due = cells_and_terms(*cells, *terms);
                (format!("{due} {verb} due."), None)
            }
            Next::Practice { questions } if first_time => {
                let many = match questions {
                    10 => "ten mixed questions".to_owned(),
                    many => count(*many, "question", "mixed questions"),
                };
                let said = format!("First time here: {many}, each one explained.");
                (said, Some(*questions))
            }
            Next::Practice { questions } => ("Nothing is due.".to_owned(), Some(*questions)),
            Next::Nothing => return,
        };
        let takes = questions.map_or(String::new(), about);
        main.text(
            columns.text,
            page.width_from(columns.text),
            &said,
            Role::Text,
        );
        let offer = self.next.offer();
        let fits = offer.width() + takes.width() < page.width_from(columns.text);
        let takes = if fits { takes } else { String::new() };
        let row =
            Row::new()
                .at(columns.text, offer, Role::Strong)
                .until(page.end(), takes, Role::Muted);
        entry(main, page, row, 0, self.at == 0);
    }
}
