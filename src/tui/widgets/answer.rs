//! An answered question: the options on colored bands with the reasons, the rule, the facts, and
//! the sources.

use super::sources::{folded, listed, pages_of};
use super::{row_of, stem};
use crate::app::messages::{disputed, noted, of_option};
use crate::model::markup::one_line;
use crate::model::{Bank, Choice, Question};
use crate::quiz::Slot;
use crate::tui::page::Page;
use crate::tui::rich::rich;
use crate::tui::theme::Role;
use crate::tui::view::{Line, Row, Sheet, truncate};

/// A question to show together with its key.
pub struct ExplainedQuestion<'a> {
    pub bank: &'a Bank,
    pub slot: &'a Slot,
    /// True if the question was answered. Otherwise, only the key is shown.
    pub answered: bool,
    /// The learner's report of a problem with the question.
    pub disputed: Option<&'a String>,
    /// The learner's notes on the question and on its facts.
    pub notes: Vec<&'a str>,
}

/// Returns the verdict as a bar across the page.
pub fn verdict_bar(page: &Page, right: bool, words: &str) -> Row {
    let (mark, role, band) = if right {
        ("✓", Role::Correct, Role::CorrectBand)
    } else {
        ("✗", Role::Wrong, Role::WrongBand)
    };
    let at = page.columns.mark;
    Row::new()
        .at(at, mark, role)
        .at(at + 2, words, Role::Strong)
        .bar(band)
}

/// Returns the stem and the options with all explanations: the reasons, the rule, the facts, and
/// the sources. If the whole page fits into the window, every reason is below its option.
/// Otherwise, the reasons of the options that are neither correct nor selected come later, so that
/// the rule is visible without scrolling. If there is a second column, the facts and the sources
/// are shown there (see [`explained_aside`]).
pub fn explained(page: &Page, explained: &ExplainedQuestion<'_>) -> Sheet {
    /// The number of rows for the verdict and the blank row below it.
    const VERDICT: usize = 2;
    let room = page.body_height().saturating_sub(VERDICT);
    let whole = with_reasons(page, explained, true);
    let needed = whole.rows.iter().filter(|row| !row.spare).count();
    if needed <= room {
        whole
    } else {
        with_reasons(page, explained, false)
    }
}

/// Returns the page with all reasons below their options if `in_place` is true, and with the less
/// important ones after the rule otherwise.
fn with_reasons(page: &Page, explained: &ExplainedQuestion<'_>, in_place: bool) -> Sheet {
    let mut sheet = stem(page, explained.slot);
    sheet.push(Row::new());
    for (at, choice) in explained.slot.shown().enumerate() {
        option(&mut sheet, page, explained, (at, choice), in_place);
        if at + 1 < explained.slot.order.len() {
            sheet.even_gap();
        }
    }
    sheet.push(Row::new());
    if let Some(words) = explained.disputed {
        signed(&mut sheet, page, ("!", Role::Warning), &disputed(words));
    }
    notes(&mut sheet, page, &explained.notes);
    let question = &explained.slot.question;
    labeled(&mut sheet, page, "Rule", &question.explanation, Role::Text);
    if page.side == 0 {
        facts(&mut sheet, page, explained.bank, question);
    }
    let others = explained.slot.shown().enumerate();
    let others: Vec<_> = others
        .filter(|(_, choice)| !is_banded(explained, choice) && !choice.reason.is_empty())
        .filter(|_| !in_place)
        .collect();
    for (at, choice) in &others {
        let letter = explained.slot.label(*at).to_string();
        let (text, width) = page.at(page.columns.text);
        let option = truncate(&one_line(&choice.text), width);
        let first = Row::new().at(page.columns.key, letter, Role::Strong);
        sheet.push(first.at(text, option, Role::Muted));
        sheet.rich((text, width), &choice.reason, Role::Text);
    }
    if !others.is_empty() {
        sheet.gap();
    }
    if page.side == 0 {
        folded(&mut sheet, page, &pages_of(explained.bank, question));
    }
    sheet.trim();
    sheet
}

/// Returns the second column for a question that is shown with its key: the facts, the sources, and
/// a table row.
pub fn explained_aside(page: &Page, bank: &Bank, question: &Question) -> Sheet {
    let mut sheet = Sheet::default();
    let (at, width) = page.at_side();
    for (number, fact) in bank.facts_of(question).enumerate() {
        if number == 0 {
            sheet.push(Row::new().at(at, "Fact", Role::Strong));
        }
        sheet.rich((at, width), &fact.statement, Role::Text);
        if let Some(note) = &fact.note {
            sheet.rich((at, width), &format!("Note: {note}"), Role::Muted);
        }
        sheet.gap();
    }
    let pages = pages_of(bank, question);
    if !pages.is_empty() {
        sheet.push(Row::new().at(at, "Sources", Role::Strong));
        listed(&mut sheet, at, width, &pages);
        sheet.push(Row::new());
    }
    sheet.rows.extend(row_of(page, bank, question).rows);
    sheet
}

/// Returns whether the option has a band, because it is correct or was selected.
fn is_banded(explained: &ExplainedQuestion<'_>, choice: &Choice) -> bool {
    choice.correct || explained.answered && explained.slot.chosen.contains(&choice.id)
}

/// Adds an option, with its reason if it is correct or was selected, or if all reasons are
/// `in_place`.
fn option(
    sheet: &mut Sheet,
    page: &Page,
    explained: &ExplainedQuestion<'_>,
    (at, choice): (usize, &Choice),
    in_place: bool,
) {
    let columns = page.columns;
    let chosen = explained.answered && explained.slot.chosen.contains(&choice.id);
    let (mark, role, band) = match (choice.correct, chosen) {
        (true, _) => ("✓", Role::Correct, Some(Role::CorrectBand)),
        (false, true) => ("✗", Role::Wrong, Some(Role::WrongBand)),
        (false, false) => ("", Role::Muted, None),
    };
    let letter = explained.slot.label(at).to_string();
    let first =
        Row::new()
            .band(band)
            .at(columns.mark, mark, role)
            .at(columns.key, letter, Role::Strong);
    sheet.hanging_rich(first, page.at(columns.text), &choice.text, Role::Text);
    if band.is_none() {
        if in_place && !choice.reason.is_empty() {
            sheet.rich(page.at(columns.text), &choice.reason, Role::Muted);
        }
        return;
    }
    let several = explained.slot.question.is_multiple_response();
    let verdict = of_option(choice, several, explained.answered.then_some(chosen));
    let reason = format!("{verdict} {}", choice.reason);
    let mut lines = rich(reason.trim(), page.width_from(columns.text), Role::Text);
    if let Some(first) = lines.first_mut() {
        emphasize(first, verdict);
    }
    sheet.lines(Row::new().band(band), columns.text, lines);
}

/// Emphasizes the first words of `line` if they are `words`.
fn emphasize(line: &mut Line, words: &str) {
    let first = line.first_mut();
    if let Some((first, _)) = first.filter(|(first, _)| first.starts_with(words)) {
        *first = first.split_off(words.len());
        line.insert(0, (words.to_owned(), Role::Strong));
    }
}

/// Adds the facts that the question tests.
fn facts(sheet: &mut Sheet, page: &Page, bank: &Bank, question: &Question) {
    for fact in bank.facts_of(question) {
        labeled(sheet, page, "Fact", &fact.statement, Role::Text);
        if let Some(note) = &fact.note {
            labeled(sheet, page, "Note", note, Role::Muted);
        }
    }
}

/// Adds personal notes.
pub fn notes(sheet: &mut Sheet, page: &Page, notes: &[&str]) {
    for text in notes {
        signed(sheet, page, ("*", Role::Accent), &noted(text));
    }
}

/// Adds text after a symbol.
pub(super) fn signed(sheet: &mut Sheet, page: &Page, (sign, role): (&str, Role), text: &str) {
    let first = Row::new().at(page.columns.mark, sign, role);
    sheet.hanging(first, page.at(page.columns.text), text, Role::Text);
    sheet.gap();
}

/// Adds a short label with text next to it.
pub(super) fn labeled(sheet: &mut Sheet, page: &Page, label: &str, text: &str, role: Role) {
    if text.is_empty() {
        return;
    }
    let first = Row::new().at(page.columns.mark, label, Role::Muted);
    sheet.hanging_rich(first, page.at(page.label_end()), text, role);
    sheet.gap();
}
