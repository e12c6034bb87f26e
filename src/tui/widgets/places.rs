//! The questions of a session as a grid of numbers with marks: what is answered,
//! flagged, not sure.

use crate::app::Sitting;
use crate::quiz::{Confidence, Feedback, Outcome};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// Columns that one question takes.
const CELL: u16 = 7;
const CELL_NARROW: u16 = 6;

/// Where things stand in the cell of a question, in columns from its first.
struct Stand {
    width: u16,
    pointer: u16,
    /// Where the number ends.
    number: u16,
    mark: u16,
}

impl Stand {
    fn on(page: &Page) -> Self {
        if page.narrow {
            // Closer together, so that the tenth has room for its flag.
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

/// A grid from column `from` on, `columns` questions in a row.
pub struct Grid<'a> {
    pub sitting: &'a Sitting,
    pub from: u16,
    pub columns: usize,
    /// What stands before the one that is meant.
    pub pointer: &'static str,
}

impl Grid<'_> {
    /// Adds `places`; the one at `here` is pointed at, and has to be in sight.
    pub fn rows(&self, sheet: &mut Sheet, page: &Page, places: &[usize], here: usize) {
        let stand = Stand::on(page);
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

    fn cell(&self, row: Row, at: u16, stand: &Stand, place: usize, here: bool) -> Row {
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

/// All questions of the session for the second column, as many in a row as fit;
/// nothing where there is none.
pub fn all_places(page: &Page, sitting: &Sitting) -> Sheet {
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
    let grid = Grid {
        sitting,
        // A cell begins with a column for the cursor, and numbers stand at its right.
        from: at.saturating_sub(2),
        columns: usize::from((page.side + 2) / CELL),
        // No cursor: Enter answers what that one is on.
        pointer: "›",
    };
    grid.rows(&mut sheet, page, &places, session.at());
    // The second column does not scroll: where it ends is decided by its rows alone.
    sheet.focus = None;
    sheet
}
