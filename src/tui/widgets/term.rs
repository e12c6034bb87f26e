//! A term on a page: its names, its definition, and its official sources.

use super::answer::{labeled, notes, signed};
use super::sources::sources;
use crate::model::{Bank, Term};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

pub fn term(page: &Page, bank: &Bank, term: &Term, personal: Option<&str>) -> Sheet {
    let mut sheet = Sheet::default();
    let at = page.columns.stem;
    let width = page.width_from(at);
    sheet.text((at, width), &term.name, Role::Strong);
    sheet.gap();
    sheet.rich((at, width), &term.definition, Role::Text);
    sheet.push(Row::new());
    notes(&mut sheet, page, personal.as_slice());
    if let Some(closed) = &term.closed {
        signed(&mut sheet, page, ("!", Role::Warning), closed);
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
    sheet.trim();
    sheet
}
