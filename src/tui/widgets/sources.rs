//! The official pages for an item, either on a single line or with their full addresses.

use unicode_width::UnicodeWidthStr as _;

use super::answer::labeled;
use crate::counts::counted;
use crate::model::{Bank, Question, Source, SourceId};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate, wrap};

/// Returns the pages whose IDs are in `sources`. Pages with the same address are listed once.
pub fn pages<'b, 's>(
    bank: &'b Bank,
    sources: impl IntoIterator<Item = &'s SourceId>,
) -> Vec<&'b Source> {
    let mut pages: Vec<&Source> = Vec::new();
    for source in sources.into_iter().filter_map(|id| bank.source(id)) {
        if pages.iter().all(|known| known.url != source.url) {
            pages.push(source);
        }
    }
    pages
}

/// Returns the source pages for the facts that `question` tests.
pub fn pages_of<'b>(bank: &'b Bank, question: &Question) -> Vec<&'b Source> {
    let facts: Vec<_> = bank.facts_of(question).collect();
    pages(bank, facts.iter().flat_map(|fact| &fact.sources))
}

/// Adds a single line for all `pages`: the title of the first page and the number of other pages.
pub fn folded(sheet: &mut Sheet, page: &Page, pages: &[&Source]) {
    let Some(first) = pages.first() else {
        return;
    };
    let others = match pages.len() - 1 {
        0 => String::new(),
        others => format!(" and {}", counted(others, "more page")),
    };
    let at = page.label_end();
    let room = page.width_from(at).saturating_sub(others.width());
    let title = truncate(&first.title, room);
    let end = at + title.width() as u16;
    let row = Row::new()
        .at(page.columns.mark, "From", Role::Muted)
        .at(at, title, Role::Link)
        .link_on(at..end, &first.url)
        .at(end, others, Role::Muted);
    sheet.push(row);
}

/// Adds the titles and full addresses of the pages whose IDs are in `sources`.
pub fn sources<'s>(
    sheet: &mut Sheet,
    page: &Page,
    bank: &Bank,
    sources: impl IntoIterator<Item = &'s SourceId>,
) {
    let pages = pages(bank, sources);
    let at = page.label_end();
    for source in &pages {
        labeled(sheet, page, "From", &source.title, Role::Muted);
        if sheet.rows.last().is_some_and(|row| row.spare) {
            sheet.rows.pop();
        }
        address(sheet, at, page.width_from(at), &source.url);
    }
    if !pages.is_empty() {
        sheet.gap();
    }
}

/// Adds `pages` in `width` columns, starting at column `at`.
pub fn listed(sheet: &mut Sheet, at: u16, width: usize, pages: &[&Source]) {
    for source in pages {
        for part in wrap(&source.title, width) {
            sheet.push(Row::new().at(at, part, Role::Text));
        }
        address(sheet, at, width, &source.url);
    }
}

/// Adds an address. A long address is split into pieces instead of truncated, because it is useful
/// only if it is complete. Every piece is a link to the whole address.
pub fn address(sheet: &mut Sheet, at: u16, width: usize, url: &str) {
    let letters: Vec<char> = url.chars().collect();
    for piece in letters.chunks(width.max(1)) {
        let piece: String = piece.iter().collect();
        let end = at + piece.width() as u16;
        sheet.push(Row::new().at(at, piece, Role::Link).link_on(at..end, url));
    }
}
