//! The rows of the settings page and their explanations.

use super::plan::PlanRow;
use super::{PREVIEW, SettingsPage};
use crate::config::Setting;
use crate::tui::look::Environment;
use crate::tui::page::Page;
use crate::tui::theme::{AUTO, Role, load};
use crate::tui::view::{Row, Sheet};
use crate::tui::widgets::entry;

/// The kind of a row: a setting or a study plan value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Set(Setting),
    Plan(PlanRow),
}

/// The rows and their names. There is no row for the bank, which is set in the file or with
/// `--bank`.
pub(super) const ROWS: [(RowKind, &str); 9] = [
    (RowKind::Set(Setting::Theme), "Theme"),
    (RowKind::Set(Setting::Symbols), "Symbols"),
    (RowKind::Set(Setting::Answer), "Letters"),
    (RowKind::Set(Setting::Clock), "Clock"),
    (RowKind::Set(Setting::Motion), "Motion"),
    (RowKind::Set(Setting::Mouse), "Mouse"),
    (RowKind::Set(Setting::DayStarts), "New day"),
    (RowKind::Plan(PlanRow::Exam), "Exam date"),
    (RowKind::Plan(PlanRow::Daily), "Daily goal"),
];
/// The index of the first study plan row.
pub(super) const PLAN: usize = 7;
/// The index of the row for the daily goal.
pub(super) const DAILY_GOAL: usize = 8;
/// The distance from the start of a row's name to its value.
const VALUE: u16 = 11;

/// Returns a message about the selected theme.
pub fn about_theme(name: &str) -> String {
    let environment = Environment::read();
    if environment.no_color() {
        return "NO_COLOR is set, so themes are shown without color.".into();
    }
    if name == AUTO {
        return match environment.theme(name) {
            "default" => "Theme auto: COLORFGBG is not set, so the default theme is used.".into(),
            found => format!("Theme auto: {found} is used, based on COLORFGBG."),
        };
    }
    let loaded = load(name);
    if let Some(problem) = loaded.problems.first() {
        return match problem.at {
            Some((line, _)) => format!("Theme {name}, line {line}: {}.", problem.message),
            None => format!("Theme {name}: {}.", problem.message),
        };
    }
    match name {
        "default" => "Theme default: the terminal's own 16 colors.".into(),
        "dark" | "light" => format!("Theme {name}: true color, with its own {name} background."),
        "monochrome" => "Theme monochrome: no colors.".into(),
        own => format!("Theme {own}: your own theme."),
    }
}

/// Returns the text to show for a value.
fn words(setting: Setting, value: &str) -> &str {
    match (setting, value) {
        (Setting::Answer, "enter") => "select, then Enter",
        (Setting::Answer, _) => "answer at once",
        (_, value) => value,
    }
}

impl SettingsPage {
    /// Returns the explanation for the row under the cursor.
    pub(super) fn about(&self) -> String {
        if let Some(typing) = &self.typing {
            return typing.about().into();
        }
        let setting = match ROWS[self.at].0 {
            RowKind::Set(setting) => setting,
            RowKind::Plan(row) => return self.plan.about(row),
        };
        match setting {
            Setting::Theme => format!(
                "Default uses the terminal's 16 colors. Auto selects light or dark, based on COLORFGBG. Save \
                 your own themes in {}.",
                self.folder
            ),
            Setting::Symbols => {
                "Auto uses Unicode, or ASCII if the locale or the terminal does not support it."
                    .into()
            }
            Setting::Answer => "In practice, with one correct answer. In an exam, letters only \
                                select. Questions with several correct answers always need Enter."
                .into(),
            Setting::Clock => {
                "The clock of a session with a time limit. It always appears in the last minutes."
                    .into()
            }
            Setting::Motion => "Reduced shows whole minutes until the last one, and does not \
                                redraw every second."
                .into(),
            Setting::DayStarts => {
                "When a new day starts for your streak, plan, and reviews. A session at 1:30 a.m. \
                 counts toward the previous day."
                    .into()
            }
            Setting::Mouse | Setting::Bank => {
                "Off leaves clicks, the wheel, and text selection to the terminal.".into()
            }
        }
    }

    pub(super) fn rows(&self, main: &mut Sheet, page: &Page) {
        let column = page.columns.mark;
        for (at, (on, name)) in ROWS.into_iter().enumerate() {
            if at == PLAN {
                main.gap();
                main.push(Row::new().at(column, "Study plan", Role::Strong));
            }
            let here = at == self.at;
            let value = match on {
                RowKind::Set(setting) => words(setting, &self.settings.get(setting)).to_owned(),
                RowKind::Plan(row) => self.plan.words(row),
            };
            let row = Row::new().at(column, name, Role::Muted);
            let value_at = column + VALUE;
            let row = match &self.typing {
                Some(typing) if here => {
                    row.line(value_at, &typing.line(usize::from(PREVIEW - VALUE - 3)))
                }
                _ if here => row.at(value_at, format!("‹ {value} ›"), Role::Text),
                _ => row.at(value_at, value, Role::Text),
            };
            entry(main, page, row, at, here);
        }
    }
}
