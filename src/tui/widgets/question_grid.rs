//! The questions in a session as a grid of numbers. Marks show which ones are answered, flagged, or
//! unsure.

use crate::app::ActiveSession;
use crate::quiz::{Confidence, Feedback, Outcome};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// The width of a question in the grid on a normal page and on a narrow page.
const CELL: u16 = 7;
const CELL_NARROW: u16 = 6;

/// The layout of a grid cell, in columns relative to its first column.
struct CellLayout {
    width: u16,
    pointer: u16,
    /// The column after the number.
    number: u16,
    mark: u16,
}

impl CellLayout {
    fn on(page: &Page) -> Self {
        if page.narrow {
            // Cells are narrower here so that the flag of the tenth question fits.
            return Self {
                width: CELL_NARROW,
                pointer: 0,
                number: 3,
                mark: 3,
            };
        }
        Self {
            width: CELL,
            pointer: 1,
            number: 4,
            mark: 5,
        }
    }
}

/// A grid of questions that starts at column `from` and has `columns` questions per row.
pub struct QuestionGrid<'a> {
    pub sitting: &'a ActiveSession,
    pub from: u16,
    pub columns: usize,
    /// The pointer before the current question.
    pub pointer: &'static str,
}

impl QuestionGrid<'_> {
    /// Adds the questions at `places`. The one at `here` has the pointer and must stay visible.
    pub fn rows(&self, sheet: &mut Sheet, page: &Page, places: &[usize], here: usize) {
        let stand = CellLayout::on(page);
        for (number, part) in places.chunks(self.columns).enumerate() {
            if number > 0 {
                sheet.gap();
            }
            let mut row = Row::new();
            for (column, place) in part.iter().enumerate() {
                let at = self.from + column as u16 * stand.width;
                row = self.cell(row, at, &stand, *place, *place == here);
                if *place == here {
                    sheet.focus = Some(sheet.len()..sheet.len() + 1);
                }
            }
            sheet.push(row);
        }
    }

    fn mark(&self, place: usize) -> (&'static str, Role) {
        let session = &self.sitting.session;
        let slot = &session.slots()[place];
        match session.outcome(place) {
            Outcome::Right => ("✓", Role::Correct),
            Outcome::Wrong | Outcome::Blank => ("✗", Role::Wrong),
            Outcome::Open if session.is_done(place) => ("●", Role::Text),
            Outcome::Open if !slot.chosen.is_empty() && slot.question.is_multiple_response() => {
                ("◐", Role::Text)
            }
            Outcome::Open
                if session.policy.feedback == Feedback::End && !slot.chosen.is_empty() =>
            {
                ("●", Role::Text)
            }
            Outcome::Open => ("○", Role::Muted),
        }
    }

    fn cell(&self, row: Row, at: u16, stand: &CellLayout, place: usize, here: bool) -> Row {
        let slot = &self.sitting.session.slots()[place];
        let number = (place + 1).to_string();
        let (mark, role) = self.mark(place);
        let number_role = if here { Role::Strong } else { Role::Muted };
        let mut row = row
            .until(at + stand.number, number, number_role)
            .at(at + stand.mark, mark, role)
            .click_on(at + stand.pointer..at + stand.width, Action::Row(place));
        if here {
            row = row.at(at + stand.pointer, self.pointer, Role::Accent);
        }
        let after = at + stand.mark + 1;
        if slot.flagged {
            row = row.at(after, "⚑", Role::Flagged);
        }
        let sure = match slot.confidence {
            Some(Confidence::Unsure) => "~",
            Some(Confidence::Guess) => "?",
            Some(Confidence::Sure) | None => return row,
        };
        row.at(after + u16::from(slot.flagged), sure, Role::Muted)
    }
}

/// Returns a grid of all questions in the session for the second column. The grid is empty if the
/// page has only one column.
pub fn all_places(page: &Page, sitting: &ActiveSession) -> Sheet {
    let session = &sitting.session;
    let of = session.slots().len();
    let mut sheet = Sheet::default();
    if page.side == 0 {
        return sheet;
    }
    let at = page.side_at();
    let title = format!("{} of {of} answered", session.done_count());
    sheet.push(Row::new().at(at, title, Role::Strong));
    sheet.gap();
    let places: Vec<usize> = (0..of).collect();
    let grid = QuestionGrid {
        sitting,
        // A cell starts with a column for the pointer, and the number is aligned to the right.
        from: at.saturating_sub(2),
        columns: usize::from((page.side + 2) / CELL),
        // Do not use the symbol of a cursor, because Enter has no effect on this grid.
        pointer: "›",
    };
    grid.rows(&mut sheet, page, &places, session.at());
    // The second column does not scroll, so no row needs to be kept visible.
    sheet.focus = None;
    sheet
}
