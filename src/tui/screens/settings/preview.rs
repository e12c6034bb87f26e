//! A sample of the colors in a theme.

use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// Draws a question with an incorrect answer, values, marks, and a bar, starting at `column`. The
/// sample is at most 34 columns wide.
pub fn preview(sheet: &mut Sheet, column: u16) {
    let row = Row::new;
    sheet.push(row().at(column, "Which planet is the largest?", Role::Text));
    sheet.push(row());
    sheet.push(
        row()
            .at(column, "✗", Role::Wrong)
            .at(column + 2, "A", Role::Strong)
            .at(column + 5, "Saturn", Role::Text),
    );
    sheet.push(row().at(column + 5, "Your answer.", Role::Wrong).at(
        column + 18,
        "Saturn comes",
        Role::Text,
    ));
    sheet.push(row().at(column + 5, "second, after Jupiter.", Role::Text));
    sheet.push(
        row()
            .at(column, "✓", Role::Correct)
            .at(column + 2, "B", Role::Strong)
            .at(column + 5, "Jupiter", Role::Text),
    );
    sheet.push(row().at(column + 5, "The answer.", Role::Correct));
    sheet.push(
        row()
            .at(column, "–", Role::Muted)
            .at(column + 2, "C", Role::Strong)
            .at(column + 5, "The Moon", Role::Struck),
    );
    sheet.push(row());
    sheet.push(
        row()
            .at(column, "L", Role::Value1)
            .at(column + 2, "low", Role::Text)
            .at(column + 8, "M", Role::Value2)
            .at(column + 10, "medium", Role::Text)
            .at(column + 19, "H", Role::Value3)
            .at(column + 21, "high", Role::Text),
    );
    sheet.push(
        row()
            .at(column, "⚑", Role::Flagged)
            .at(column + 2, "flagged", Role::Text)
            .at(column + 12, "~", Role::Muted)
            .at(column + 14, "unsure", Role::Muted)
            .at(column + 23, "!", Role::Warning)
            .at(column + 25, "warning", Role::Text),
    );
    sheet.push(
        row()
            .at(column, "Readiness", Role::Muted)
            .at(column + 10, "━".repeat(14), Role::Accent)
            .at(column + 24, "─".repeat(8), Role::Faint),
    );
}
