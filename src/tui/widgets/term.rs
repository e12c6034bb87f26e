//! A term on a page: its names, its definition, and its official sources.

use super::answer::{labeled, notes};
use super::sources::sources;
use crate::model::{Bank, Term};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

pub fn term(page: &Page, bank: &Bank, term: &Term, personal: Option<&str>) -> Sheet {
    let mut sheet = Sheet::default();
    let at = page.columns.stem;
    let width = page.width_from(at);
    sheet.text(at, width, &term.name, Role::Strong);
    sheet.gap();
    sheet.rich(at, width, &term.definition, Role::Text);
    sheet.push(Row::new());
    notes(&mut sheet, page, personal.as_slice());
    if let Some(closed) = &term.closed {
        let from = sheet.len();
        sheet.text(
            page.columns.text,
            page.width_from(page.columns.text),
            closed,
            Role::Text,
        );
        if let Some(row) = sheet.rows.get_mut(from) {
            *row = std::mem::take(row).at(page.columns.mark, "!", Role::Warning);
        }
        sheet.gap();
    }
    labeled(
        &mut sheet,
        page,
        "Also",
        &term.aliases.join(", "),
        Role::Text,
    );
    if let Some(topic) = bank.topic(&term.topic) {
        labeled(&mut sheet, page, "Topic", &topic.title, Role::Muted);
    }
    if let Some(note) = &term.note {
        labeled(&mut sheet, page, "Note", note, Role::Muted);
    }
    sources(&mut sheet, page, bank, &term.sources);
    while sheet.rows.last().is_some_and(|row| row.spare) {
        sheet.rows.pop();
    }
    sheet
}
