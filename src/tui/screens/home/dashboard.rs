//! The dashboard of the home screen, if it fits: domains, the calendar, upcoming reviews, and the
//! last sessions.

use super::Home;
use crate::app::words::{as_percent, count, date_of, day};
use crate::app::{AHEAD, correct, session_score};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut};
use crate::tui::widgets::chart::{self, Column, Place};

const SESSIONS: usize = 7;
/// The maximum number of weeks in the calendar.
const WEEKS: usize = 26;
/// If the second column is at least this wide, the calendar moves below the rows of the first
/// column.
const WIDE: u16 = 60;
/// The width of a day's name.
const DAY: u16 = 11;

impl Home {
    /// Returns the second column. It is empty before the first answer, or if the window is too
    /// narrow.
    pub(super) fn beside(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        if !self.state.summary.begun || page.side == 0 {
            return sheet;
        }
        let place = Place {
            at: page.side_at(),
            width: page.side,
            rows: 0,
        };
        self.parts(&mut sheet, place);
        sheet.gap();
        if page.side < WIDE {
            self.calendar(&mut sheet, place);
            sheet.gap();
        }
        self.due(&mut sheet, place, page.body_height());
        sheet.gap();
        self.last_sessions(&mut sheet, place);
        sheet
    }

    /// Draws the part of the dashboard below the rows, in a wide window.
    pub(super) fn below(&self, main: &mut Sheet, page: &Page) {
        if !self.state.summary.begun || page.side < WIDE {
            return;
        }
        main.push(Row::new());
        let place = Place {
            at: page.margin,
            width: page.main,
            rows: 0,
        };
        self.calendar(main, place);
        main.push(Row::new().at(page.margin, chart::SHADES, Role::Muted));
    }

    /// Draws the learner's knowledge of each domain.
    fn parts(&self, sheet: &mut Sheet, place: Place) {
        let parts = &self.state.summary.parts;
        sheet.push(Row::new().at(place.at, "How much you know", Role::Strong));
        for part in parts {
            let known = part.all.recalled_share().unwrap_or_default();
            let mut said = as_percent(known);
            if place.width >= WIDE {
                said += " known";
                if part.tally.of > 0 {
                    said = format!("{}   {said}", correct(part.tally));
                }
            }
            let room = usize::from(place.width).saturating_sub(said.chars().count() + 2);
            sheet.push(
                Row::new()
                    .at(place.at, cut(&part.name, room), Role::Text)
                    .until(place.end(), said, Role::Muted),
            );
            sheet.push(chart::stacked(Row::new(), place.at, place.width, part.all));
        }
        chart::legend(sheet, place, None);
    }

    fn calendar(&self, sheet: &mut Sheet, place: Place) {
        const TITLE: &str = "Answers by day";
        let summary = &self.state.summary;
        let streak = summary.streak;
        let said = match streak.days {
            0 => String::new(),
            days if days == streak.longest && days > 1 => {
                format!("{} in a row, your longest", count(days, "day", "days"))
            }
            days => format!("{} in a row", count(days, "day", "days")),
        };
        let row = Row::new().at(place.at, TITLE, Role::Strong);
        let fits = TITLE.len() + said.len() + 2 <= usize::from(place.width);
        let said = if fits { said.as_str() } else { "" };
        sheet.push(row.until(place.end(), said, Role::Muted));
        let weeks = chart::weeks(place.width).min(WEEKS);
        chart::calendar(sheet, place, weeks, self.state.today, |day| {
            let day = summary.on(day);
            day.all.of + day.drilled
        });
    }

    /// Draws the forecast of due items, as tall as the page allows.
    fn due(&self, sheet: &mut Sheet, place: Place, height: usize) {
        /// The rows for the last sessions, including their heading and the blank row above.
        const BELOW: usize = SESSIONS + 2;
        /// The width of a day.
        const DAY: u16 = 4;
        let days = AHEAD.min(usize::from(place.width / DAY));
        let due = self.state.summary.forecast(self.state.today, days);
        if due.iter().all(|count| *count == 0) {
            return;
        }
        let title = format!("Due in the next {days} days");
        sheet.push(Row::new().at(place.at, title, Role::Strong));
        let columns = due.into_iter().enumerate().map(|(ahead, value)| Column {
            label: match ahead {
                0 => "today".to_owned(),
                _ => date_of(self.state.today + ahead as i32),
            },
            value,
            role: if ahead == 0 {
                Role::Warning
            } else {
                Role::Accent
            },
        });
        let columns: Vec<_> = columns.collect();
        let rows = height.saturating_sub(sheet.len() + BELOW).clamp(5, 12);
        chart::columns(sheet, place.of(rows), &columns);
    }

    fn last_sessions(&self, sheet: &mut Sheet, place: Place) {
        let past = &self.state.summary.past;
        if past.is_empty() {
            return;
        }
        let calendar = self.state.calendar;
        sheet.push(Row::new().at(place.at, "Last sessions", Role::Strong));
        for past in past.iter().take(SESSIONS) {
            let when = day(calendar.day_of(past.began_ms, past.offset_s), calendar);
            let score = if place.width < WIDE && past.left_of.is_none() {
                format!("{} of {}", past.score.right, past.score.of)
            } else {
                session_score(past)
            };
            // The score of a very long session leaves less room for its kind, or none.
            let taken = DAY + 1 + score.chars().count() as u16;
            let room = usize::from(place.width.saturating_sub(taken));
            sheet.push(
                Row::new()
                    .at(place.at, when, Role::Muted)
                    .at(place.at + DAY, cut(past.kind.title(), room), Role::Text)
                    .until(place.end(), score, Role::Muted),
            );
        }
    }
}
