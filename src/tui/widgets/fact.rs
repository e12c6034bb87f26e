//! A fact on a page: its statement, its official sources, and the documents that state it.

use super::answer::{labeled, notes};
use super::sources::sources;
use crate::model::{Bank, Fact};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

pub fn fact(page: &Page, bank: &Bank, fact: &Fact, personal: Option<&str>) -> Sheet {
    let mut sheet = Sheet::default();
    let at = page.columns.stem;
    let width = page.width_from(at);
    sheet.text((at, width), &fact.title, Role::Strong);
    sheet.gap();
    sheet.rich((at, width), &fact.statement, Role::Text);
    sheet.push(Row::new());
    notes(&mut sheet, page, personal.as_slice());
    if let Some(note) = &fact.note {
        labeled(&mut sheet, page, "Note", note, Role::Muted);
    }
    sources(&mut sheet, page, bank, &fact.sources);
    for (number, stated) in fact.stated.iter().enumerate() {
        let document = bank.documents.iter().find(|it| it.id == stated.document);
        let title = document.map_or(stated.document.as_str(), |it| it.title.as_str());
        let text = format!("{title} › {}", stated.heading);
        let label = if number == 0 { "Stated" } else { "" };
        if number > 0 && sheet.rows.last().is_some_and(|row| row.spare) {
            sheet.rows.pop();
        }
        labeled(&mut sheet, page, label, &text, Role::Muted);
    }
    sheet
}
