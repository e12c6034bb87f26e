//! The questions answered so far, which are shown next to the current question.

use crate::model::Bank;
use crate::model::markup::one_line;
use crate::quiz::{Outcome, Session};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};

/// Returns the questions answered so far, for the second column.
pub fn session_so_far(page: &Page, bank: &Bank, session: &Session) -> Sheet {
    let mut sheet = Sheet::default();
    let score = session.score();
    if score.all.of == 0 {
        return sheet;
    }
    let at = page.side_at();
    let title = format!(
        "This session: {} of {} correct",
        score.all.right, score.all.of
    );
    sheet.push(Row::new().at(at, title, Role::Strong));
    sheet.gap();
    for (place, slot) in session.slots().iter().enumerate() {
        let (mark, role) = match session.outcome(place) {
            Outcome::Right => ("✓", Role::Correct),
            Outcome::Wrong | Outcome::Blank => ("✗", Role::Wrong),
            Outcome::Open => continue,
        };
        let fact = bank.facts_of(&slot.question).next();
        let about = fact.map_or(one_line(&slot.question.stem), |fact| fact.title.clone());
        let room = usize::from(page.side).saturating_sub(6);
        sheet.push(
            Row::new()
                .at(at, mark, role)
                .until(at + 4, (place + 1).to_string(), Role::Muted)
                .at(at + 6, truncate(&about, room), Role::Text),
        );
    }
    sheet
}
