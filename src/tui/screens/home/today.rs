//! The plan on home: the day of the exam, and what is studied of today's minutes.

use unicode_width::UnicodeWidthStr as _;

use super::Home;
use crate::app::day_number;
use crate::quiz::Tally;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};
use crate::tui::widgets::bar;

/// The width of the bar.
const BAR: u16 = 30;
const BAR_NARROW: u16 = 16;

impl Home {
    /// The bank's name, and the day of the exam where there is one to come.
    pub(super) fn about_row(&self, page: &Page) -> Row {
        let at = page.columns.text;
        let row = Row::new().at(at, self.about.clone(), Role::Strong);
        let exam = self.exam_in_words();
        if self.about.width() + 2 + exam.width() > page.width_from(at) {
            return row;
        }
        row.until(page.end(), exam, Role::Muted)
    }

    fn exam_in_words(&self) -> String {
        let Some(exam) = self.state.plan.exam else {
            return String::new();
        };
        let when = match day_number(exam) - self.state.today {
            ..0 => return String::new(),
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("in {days} days"),
        };
        format!("exam {}, {when}", exam.strftime("%a %-d %B"))
    }

    /// Nothing without minutes planned for a day.
    pub(super) fn today_row(&self, main: &mut Sheet, page: &Page) {
        let Some(minutes) = self.state.plan.minutes_per_day else {
            return;
        };
        let studied = self.state.summary.on(self.state.today).took.as_secs() / 60;
        let tally = Tally {
            right: studied as usize,
            of: minutes as usize,
        };
        let (at, width) = if page.narrow {
            (page.columns.mark + 6, BAR_NARROW)
        } else {
            (page.columns.text, BAR)
        };
        let said = format!("{studied} of {minutes} minutes");
        let row = Row::new().at(page.columns.mark, "Today", Role::Muted).at(
            at + width + 2,
            said,
            Role::Muted,
        );
        main.gap();
        main.push(bar(row, at, width, tally, None));
    }
}
