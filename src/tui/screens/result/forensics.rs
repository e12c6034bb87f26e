//! The second page of a result: edits, flags, sureness, time and wrong beliefs.

use std::time::Duration;

use crate::model::Bank;
use crate::quiz::{Forensics, Myth, Session, Tally, Times};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};
use crate::tui::words::clock;

const STEPS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Rows of the chart up to the pace, and above it.
const ROWS_TO_PACE: usize = 3;
const ROWS_ABOVE: usize = 2;

/// All that there is to say about how `session` went.
pub fn sheet(page: &Page, bank: &Bank, session: &Session) -> Sheet {
    let found = Forensics::of(session);
    let mut sheet = Sheet::default();
    let edits = found.edits;
    let text = match edits.count() {
        0 => "no answer was changed for another".to_owned(),
        count => format!(
            "{count} changed: {} wrong to right, {} right to wrong, {} wrong to wrong",
            edits.wrong_to_right, edits.right_to_wrong, edits.wrong_to_wrong
        ),
    };
    labelled(&mut sheet, page, "Edits", &text);
    let text = match found.flagged.of {
        0 => "nothing was flagged".to_owned(),
        of => {
            let Tally { right, .. } = found.flagged;
            format!(
                "{of} flagged: {right} right in the end, {} wrong",
                of - right
            )
        }
    };
    labelled(&mut sheet, page, "Flags", &text);
    labelled(&mut sheet, page, "Sure", &sureness(&found.sureness));
    sheet.push(Row::new());
    times(&mut sheet, page, &found.time);
    chart(&mut sheet, page, session, &found.time);
    sheet.push(Row::new());
    myths(&mut sheet, page, bank, &found.myths);
    sheet
}

fn labelled(sheet: &mut Sheet, page: &Page, label: &str, text: &str) {
    let at = page.columns.mark + 6;
    let from = sheet.len();
    sheet.text(at, page.width_from(at), text, Role::Text);
    if let Some(first) = sheet.rows.get_mut(from) {
        *first = std::mem::take(first).at(page.columns.mark, label, Role::Muted);
    }
}

fn sureness(marked: &[Tally; 4]) -> String {
    let names = ["sure", "unsure", "guess", "unmarked"];
    let parts: Vec<_> = names
        .iter()
        .zip(marked)
        .filter(|(_, tally)| tally.of > 0)
        .map(|(name, tally)| format!("{name} {} of {} right", tally.right, tally.of))
        .collect();
    parts.join("   ")
}

fn times(sheet: &mut Sheet, page: &Page, time: &Times) {
    let seconds = |time: Duration| format!("{} s", time.as_secs());
    let Some(mean) = time.mean else { return };
    let mut text = format!("{} a question", seconds(mean));
    if let (Some(missed), Some(right)) = (time.mean_missed, time.mean_right) {
        text += &format!(
            ": {} on a miss, {} on the others",
            seconds(missed),
            seconds(right)
        );
    }
    text += &format!(
        ". {} went to questions that were missed.",
        clock(time.on_missed)
    );
    labelled(sheet, page, "Time", &text);
    let at = page.columns.mark + 6;
    let text = match (&time.broke, time.pace) {
        (Some((run, over)), _) if run.len() == 1 => {
            format!(
                "The pace broke at {}: {} over.",
                run.start + 1,
                clock(*over)
            )
        }
        (Some((run, over)), _) => format!(
            "The pace broke at {} to {}: {} over in {} questions.",
            run.start + 1,
            run.end,
            clock(*over),
            run.len()
        ),
        (None, Some(_)) => "The pace held from first to last.".to_owned(),
        (None, None) => return,
    };
    sheet.text(at, page.width_from(at), &text, Role::Text);
}

/// Time by question, one column each; what rises past the pace was too slow,
/// and a miss has its mark below.
fn chart(sheet: &mut Sheet, page: &Page, session: &Session, time: &Times) {
    let scale = time.pace.or_else(|| time.each.iter().max().copied());
    let Some(scale) = scale.filter(|scale| !scale.is_zero()) else {
        return;
    };
    let at = page.columns.mark + 7;
    let count = time.each.len();
    let room = page.width_from(at);
    // Two columns and a space each while they fit, one column each where not.
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

fn myths(sheet: &mut Sheet, page: &Page, bank: &Bank, myths: &[(Myth, usize)]) {
    if myths.is_empty() {
        return labelled(sheet, page, "Myths", "none was chosen");
    }
    let columns = page.columns;
    for (at, (myth, times)) in myths.iter().enumerate() {
        let text = words(bank, myth);
        let from = sheet.len();
        let text_at = columns.mark + 10;
        sheet.text(text_at, page.width_from(text_at), &text, Role::Text);
        let first = std::mem::take(&mut sheet.rows[from]);
        let label = if at == 0 { "Myths" } else { "" };
        sheet.rows[from] = first.at(columns.mark, label, Role::Muted).at(
            columns.mark + 6,
            format!("{times}×"),
            Role::Strong,
        );
    }
}

/// What a wrong belief was about, and what is so.
fn words(bank: &Bank, myth: &Myth) -> String {
    match myth {
        Myth::Cell(claim) => {
            let matrix = bank.matrices.iter().find(|it| it.id == claim.cell.matrix);
            let names = matrix.and_then(|matrix| {
                let row = matrix.rows.iter().find(|it| it.id == claim.cell.row)?;
                let column = matrix
                    .columns
                    .iter()
                    .find(|it| it.id == claim.cell.column)?;
                Some((row.title.clone(), column.title.clone()))
            });
            let is = bank.cell(&claim.cell).map_or("", |cell| cell.is.as_str());
            match names {
                Some((row, column)) => {
                    format!("{row} × {column}: {}, not {}", owner(is), owner(&claim.is))
                }
                None => claim.cell.to_string(),
            }
        }
        Myth::Against(fact) => match bank.fact(fact) {
            Some(fact) => format!("{}: {}", fact.title, fact.says),
            None => fact.to_string(),
        },
    }
}

fn owner(value: &str) -> &str {
    if value == "aws" { "AWS" } else { value }
}
