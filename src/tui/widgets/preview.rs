//! A preview of a question, shown next to a list of questions.

use std::ops::Range;

use super::marked;
use crate::model::{ChoiceId, Question};
use crate::tui::rich::rich;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// Adds the stem and the options, starting at `column`. Every option has the label for its position
/// in `order` and the mark that `mark` returns, if any. The parts of texts that `hits` returns are
/// highlighted.
pub fn preview<'a>(
    sheet: &mut Sheet,
    (column, width): (u16, usize),
    question: &Question,
    order: impl IntoIterator<Item = &'a ChoiceId>,
    mark: impl Fn(&ChoiceId) -> Option<(&'static str, Role)>,
    hits: impl Fn(&str) -> Vec<Range<usize>>,
) {
    let found = |text: &str, width| {
        let lines = rich(text, width, Role::Text).into_iter();
        lines.map(|it| marked(it, &hits)).collect::<Vec<_>>()
    };
    sheet.lines(Row::new(), column, found(&question.stem, width));
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
        let label = char::from(first + at as u8).to_string();
        let (mark, role) = mark(id).unwrap_or(("", Role::Text));
        let first = Row::new()
            .at(column + 2, label, Role::Strong)
            .at(column, mark, role);
        let text = found(&choice.text, width.saturating_sub(5));
        sheet.lines(first, column + 5, text);
    }
}
