//! The second page of a result: changed answers, flags, confidence, time, and mix-ups.

use crate::app::messages::analysis as messages;
use crate::model::Bank;
use crate::quiz::{Analysis, Session, Times};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

const STEPS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// The number of chart rows up to the expected pace and the number of chart rows above it.
const ROWS_TO_PACE: usize = 3;
const ROWS_ABOVE: usize = 2;

/// The width of the labels.
const LABEL: u16 = 12;
/// The distance from a label to the number of times that a mix-up was chosen.
const TIMES: u16 = 8;

/// Returns a sheet with statistics on `session`.
pub fn sheet(page: &Page, bank: &Bank, session: &Session) -> Sheet {
    let found = Analysis::of(session);
    let mut sheet = Sheet::default();
    labeled(&mut sheet, page, "Changes", &messages::edits(found.edits));
    labeled(&mut sheet, page, "Flags", &messages::flags(found.flagged));
    let parts = messages::confidence_summary(&found.sureness);
    let in_one = parts.join("   ");
    if in_one.chars().count() <= page.width_from(page.columns.mark + LABEL) {
        labeled(&mut sheet, page, "Confidence", &in_one);
    } else {
        for (at, part) in parts.iter().enumerate() {
            labeled(
                &mut sheet,
                page,
                if at == 0 { "Confidence" } else { "" },
                part,
            );
        }
    }
    sheet.push(Row::new());
    times(&mut sheet, page, &found.time);
    chart(&mut sheet, page, session, &found.time);
    sheet.push(Row::new());
    mix_ups(&mut sheet, page, bank, session);
    sheet
}

fn labeled(sheet: &mut Sheet, page: &Page, label: &str, text: &str) {
    let at = page.columns.mark + LABEL;
    let first = Row::new().at(page.columns.mark, label, Role::Muted);
    sheet.hanging(first, page.at(at), text, Role::Text);
}

fn times(sheet: &mut Sheet, page: &Page, time: &Times) {
    let Some(text) = messages::time(time) else {
        return;
    };
    labeled(sheet, page, "Time", &text);
    let at = page.columns.mark + LABEL;
    if let Some(text) = messages::pace(time) {
        sheet.text(page.at(at), &text, Role::Text);
    }
}

/// Draws a bar chart of the time per question. A bar above the pace means that the answer took too
/// long, and a mark below a bar means that the question was missed.
fn chart(sheet: &mut Sheet, page: &Page, session: &Session, time: &Times) {
    let scale = time.pace.or_else(|| time.each.iter().max().copied());
    let Some(scale) = scale.filter(|scale| !scale.is_zero()) else {
        return;
    };
    let at = page.columns.mark + LABEL + 1;
    let count = time.each.len();
    let room = page.width_from(at);
    // Use the widest bars that fit: two columns with a gap, one column with a gap, or one column
    // without a gap.
    let (width, step) = match count {
        count if count * 3 <= room => (2, 3),
        count if count * 2 <= room => (1, 2),
        _ => (1, 1),
    };
    let fits = (room / step).min(count);
    let rows = ROWS_TO_PACE + if time.pace.is_some() { ROWS_ABOVE } else { 0 };
    for row in (0..rows).rev() {
        let mut line = Row::new();
        if row + 1 == ROWS_TO_PACE {
            line = line.at(
                page.columns.mark,
                format!("{} s", scale.as_secs()),
                Role::Muted,
            );
        }
        for (number, spent) in time.each.iter().take(fits).enumerate() {
            let filled =
                spent.as_secs_f64() / scale.as_secs_f64() * ROWS_TO_PACE as f64 - row as f64;
            let symbol = STEPS[(filled.clamp(0.0, 1.0) * 8.0).round() as usize];
            if symbol != " " {
                let role = if row >= ROWS_TO_PACE {
                    Role::Warning
                } else {
                    Role::Accent
                };
                line = line.at(at + (number * step) as u16, symbol.repeat(width), role);
            }
        }
        if !line.spans.is_empty() {
            sheet.push(line);
        }
    }
    let (mut marks, mut numbers) = (Row::new(), Row::new());
    for place in 0..fits {
        let x = at + (place * step) as u16;
        let miss = session.outcome(place).is_miss();
        let (mark, role) = if miss {
            ("✗", Role::Wrong)
        } else {
            ("·", Role::Faint)
        };
        marks = marks.at(x, mark, role);
        if place == 0 || (place + 1) % 5 == 0 {
            numbers = numbers.at(x, (place + 1).to_string(), Role::Muted);
        }
    }
    sheet.push(marks);
    sheet.push(numbers);
}

fn mix_ups(sheet: &mut Sheet, page: &Page, bank: &Bank, session: &Session) {
    let mix_ups = messages::mix_ups(bank, session);
    if mix_ups.is_empty() {
        return labeled(sheet, page, "Mix-ups", messages::NO_MIX_UPS);
    }
    let columns = page.columns;
    for (at, (text, times)) in mix_ups.iter().enumerate() {
        let label = if at == 0 { "Mix-ups" } else { "" };
        let first = Row::new().at(columns.mark, label, Role::Muted).at(
            columns.mark + TIMES,
            format!("{times}×"),
            Role::Strong,
        );
        sheet.hanging(first, page.at(columns.mark + LABEL), text, Role::Text);
    }
}
