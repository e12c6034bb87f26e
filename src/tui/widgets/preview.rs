//! A preview of a question, shown next to a list of questions.

use crate::model::{ChoiceId, Question};
use crate::tui::rich::rich;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// Adds the stem and the options, starting at `column`. Every option has the label for its position
/// in `order` and the mark that `mark` returns, if any.
pub fn preview<'a>(
    sheet: &mut Sheet,
    (column, width): (u16, usize),
    question: &Question,
    order: impl IntoIterator<Item = &'a ChoiceId>,
    mark: impl Fn(&ChoiceId) -> Option<(&'static str, Role)>,
) {
    sheet.rich((column, width), &question.stem, Role::Text);
    sheet.gap();
    // Use the same labels as in a session.
    let first = if question.choices.len() > 5 {
        b'1'
    } else {
        b'A'
    };
    for (at, id) in order.into_iter().enumerate() {
        let Some(choice) = question.choices.iter().find(|it| it.id == *id) else {
            continue;
        };
        let parts = rich(&choice.text, width.saturating_sub(5), Role::Text);
        for (line, part) in parts.into_iter().enumerate() {
            let mut row = Row::new();
            if line == 0 {
                let label = char::from(first + at as u8).to_string();
                row = row.at(column + 2, label, Role::Strong);
                if let Some((mark, role)) = mark(id) {
                    row = row.at(column, mark, role);
                }
            }
            sheet.push(row.line(column + 5, &part));
        }
    }
}
