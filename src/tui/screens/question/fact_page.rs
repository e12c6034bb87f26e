//! The lesson page that shows a new fact before its question.

use super::super::own_words::note_key;
use super::super::sources::source_keys;
use super::Question;
use crate::app::messages::fact_number;
use crate::model;
use crate::tui::keymap::{Action, Binding, Group, go, letter, page_on, previous_next, scroll};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Line, Row, Sheet, line};
use crate::tui::widgets::{fact, row_of_cells};

impl Question {
    pub(super) fn telling_table(&self) -> Vec<Binding> {
        let [previous, next] = previous_next();
        let [open, copy] = source_keys();
        let grid = "show all questions in the session";
        vec![
            go("ask me", "ask the question about this fact"),
            page_on(),
            scroll(),
            next,
            previous.hint_while(self.session.place() > 0, "previous"),
            open.hint("source"),
            copy,
            letter('g', Action::Grid, Group::Move, grid).hint("grid"),
            note_key(),
        ]
    }

    /// Returns the fact. If there is no second column, adds the table row for the fact below it.
    pub(super) fn fact_page(&self, page: &Page) -> Sheet {
        let Some(new_fact) = self.session.fact() else {
            return Sheet::default();
        };
        let mut sheet = fact(
            page,
            &self.session.bank,
            new_fact,
            self.session.notes().first().copied(),
        );
        sheet.trim();
        if page.side == 0 {
            let row_of = self.fact_row(page.at(page.columns.stem));
            if !row_of.is_empty() {
                // Keep this blank row in short windows, because it separates the sources from the
                // table row.
                sheet.push(Row::new());
            }
            sheet.rows.extend(row_of.rows);
        }
        sheet
    }

    /// Returns the table row that supports the fact. To find it, looks for a correct option with a
    /// claim about a cell: first in this question and then in other questions on the same fact.
    pub(super) fn fact_row(&self, at: (u16, usize)) -> Sheet {
        let asked = &self.slot().question;
        let Some(new_fact) = self.session.fact() else {
            return Sheet::default();
        };
        let on_it = |it: &&model::Question| {
            self.session
                .bank
                .facts_of(it)
                .any(|fact| fact.id == new_fact.id)
        };
        let cells = std::iter::once(asked)
            .chain(&self.session.bank.questions)
            .map(AsRef::as_ref)
            .filter(on_it)
            .flat_map(|it| &it.choices)
            .filter(|choice| choice.correct && choice.fact.as_ref() == Some(&new_fact.id))
            .map(|choice| &choice.claims)
            .find(|claims| !claims.is_empty());
        let cells: Vec<_> = cells.into_iter().flatten().map(|it| &it.cell).collect();
        row_of_cells(at, &self.session.bank, &cells)
    }

    pub(super) fn telling_status(&self) -> Line {
        if let Some(said) = &self.said {
            return line(said.clone(), Role::Text);
        }
        let session = &self.session;
        let number = fact_number(session.session(), session.kind());
        line(
            format!("{number} Press Enter for the question."),
            Role::Muted,
        )
    }
}
