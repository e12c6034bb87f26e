//! What stands beside home where there is room: how ready one is, the days of this
//! week, and how the last sessions went.

use super::Home;
use crate::app::session_score;
use crate::app::words::{count, day};
use crate::learn::Likely;
use crate::quiz::Estimate;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut};
use crate::tui::widgets::{band, bar};

const DAYS: i32 = 7;
const SESSIONS: usize = 7;
/// Columns of a day's name, and of its count.
const NAME: u16 = 11;
const COUNT: u16 = 10;

impl Home {
    /// Nothing before the first answer, and where there is no second column.
    pub(super) fn beside(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        if !self.state.summary.begun || page.side == 0 {
            return sheet;
        }
        self.ready(&mut sheet, page);
        self.days(&mut sheet, page);
        sheet.push(Row::new());
        self.last_sessions(&mut sheet, page);
        sheet
    }

    /// How ready one was when it was last told; nothing while there is too little to go by.
    fn ready(&self, sheet: &mut Sheet, page: &Page) {
        let Some(point) = &self.state.summary.ready else {
            return;
        };
        let at = page.side_at();
        let percent = |share: f64| (share * 100.0).round();
        let Likely { share, low, high } = point.share;
        let of_new = format!("{}% of new questions correct", percent(share));
        let likely = format!("likely {}% to {}%", percent(low), percent(high));
        let (title, says) = match point.pass {
            Some(pass) => {
                let title = format!("Passing probability: {}%", percent(pass));
                (title, vec![of_new, likely])
            }
            None => (format!("Ready: {of_new}"), vec![likely]),
        };
        sheet.push(Row::new().at(at, title, Role::Strong));
        sheet.gap();
        sheet.push(band(at, page.side, Estimate { share, low, high }, None));
        for said in says {
            sheet.push(Row::new().at(at, said, Role::Muted));
        }
        sheet.push(Row::new());
    }

    fn days(&self, sheet: &mut Sheet, page: &Page) {
        let at = page.side_at();
        let edge = at + page.side;
        let (today, calendar) = (self.state.today, self.state.calendar);
        let of_day = |number: i32| self.state.summary.on(number).all;
        let answers = (0..DAYS).map(|back| of_day(today - back).of).sum();
        let title = format!("This week: {}", count(answers, "answer", "answers"));
        sheet.push(Row::new().at(at, title, Role::Strong));
        sheet.gap();
        for back in 0..DAYS {
            let tally = of_day(today - back);
            let name = day(today - back, calendar);
            let mut row = Row::new().at(at, name, Role::Muted);
            if tally.of > 0 {
                let said = format!("{} of {}", tally.right, tally.of);
                row = row.until(edge, said, Role::Text);
                row = bar(row, at + NAME, page.side - NAME - COUNT, tally, None);
            } else {
                row = row.until(edge, "–", Role::Muted);
            }
            sheet.push(row);
        }
    }

    fn last_sessions(&self, sheet: &mut Sheet, page: &Page) {
        let at = page.side_at();
        let edge = at + page.side;
        sheet.push(Row::new().at(at, "The last sessions", Role::Strong));
        sheet.gap();
        if self.state.summary.past.is_empty() {
            let text = "None has ended yet.";
            sheet.push(Row::new().at(at, text, Role::Muted));
        }
        for past in self.state.summary.past.iter().take(SESSIONS) {
            let calendar = self.state.calendar;
            let when = day(calendar.day_of(past.began_ms, past.offset_s), calendar);
            let score = session_score(past);
            // A session of thousands leaves less room for its kind, or none.
            let taken = NAME + 1 + score.chars().count() as u16;
            let room = page.side.saturating_sub(taken);
            sheet.push(
                Row::new()
                    .at(at, when, Role::Muted)
                    .at(at + NAME, cut(past.kind.title(), room.into()), Role::Text)
                    .until(edge, score, Role::Muted),
            );
        }
    }
}
