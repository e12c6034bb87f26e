//! A question that the learner can still answer.

use unicode_width::UnicodeWidthStr as _;

use crate::quiz::{Confidence, Slot};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// Returns the stem, which scrolls separately from the options.
pub fn stem(page: &Page, slot: &Slot) -> Sheet {
    let mut sheet = Sheet::default();
    let at = page.columns.stem;
    let flag = if slot.flagged && !page.narrow {
        "⚑"
    } else {
        ""
    };
    let first = Row::new().at(page.columns.mark, flag, Role::Flagged);
    sheet.hanging_rich(first, page.at(at), &slot.question.stem, Role::Text);
    sheet
}

/// Returns the options, which can be selected, and the row for the learner's confidence.
pub fn open_options(page: &Page, slot: &Slot, cursor: Option<usize>) -> Sheet {
    let mut sheet = Sheet::default();
    let columns = page.columns;
    let several = slot.question.is_multiple_response();
    for (at, choice) in slot.shown().enumerate() {
        let chosen = slot.chosen.contains(&choice.id);
        let struck = slot.struck.contains(&choice.id);
        let under = cursor == Some(at);
        let mark = match (struck, several, chosen) {
            (true, ..) => "–",
            (_, true, true) => "■",
            (_, true, false) => "□",
            (_, false, true) => "●",
            (_, false, false) => "○",
        };
        let role = match (struck, chosen) {
            (true, _) => Role::Struck,
            (_, true) => Role::Strong,
            (_, false) => Role::Text,
        };
        let mark_role = if chosen { Role::Chosen } else { Role::Muted };
        let from = sheet.len();
        let first = Row::new()
            .selected(under)
            .click(Action::Option(at))
            .at(columns.cursor, if under { "▸" } else { "" }, Role::Accent)
            .at(columns.mark, mark, mark_role)
            .at(columns.key, slot.label(at).to_string(), Role::Strong);
        sheet.hanging_rich(first, page.at(columns.text), &choice.text, role);
        if under {
            sheet.focus = Some(from..sheet.len());
        }
        sheet.even_gap();
    }
    sheet.gap();
    sheet.push(confidence(page, slot.confidence));
    // Keep the content below the last option visible while the cursor is on that option.
    if cursor.is_some_and(|at| at + 1 == slot.order.len())
        && let Some(focus) = &mut sheet.focus
    {
        focus.end = sheet.rows.len();
    }
    sheet
}

/// Returns the row that asks about the learner's confidence, with `s  How sure?` and three choices.
fn confidence(page: &Page, confidence: Option<Confidence>) -> Row {
    /// The width of the row with its full text.
    const WIDEST: usize = 38;
    let columns = page.columns;
    let (asks, gap) = if page.width_from(columns.text) < WIDEST {
        ("Sure?", 2)
    } else {
        ("How sure?", 3)
    };
    let asks_end = columns.text + asks.width() as u16;
    let mut row = Row::new()
        .at(columns.key, "s", Role::Muted)
        .at(columns.text, asks, Role::Muted)
        .click_on(columns.key..asks_end, Action::Sure);
    let mut at = asks_end + 2;
    for (number, (value, name)) in [
        (Confidence::Sure, "sure"),
        (Confidence::Unsure, "unsure"),
        (Confidence::Guess, "guess"),
    ]
    .into_iter()
    .enumerate()
    {
        let chosen = confidence == Some(value);
        let (mark, role) = if chosen {
            ("●", Role::Sure)
        } else {
            ("○", Role::Muted)
        };
        let end = at + name.width() as u16 + 2;
        row = row
            .at(at, format!("{mark} {name}"), role)
            .click_on(at..end, Action::SureAs(number));
        at = end + gap;
    }
    row
}
