//! The settings page. Every change takes effect and is saved immediately.

mod plan;
mod preview;
mod rows;
mod typing;

use crate::app::HistorySnapshot;
use crate::app::words::{sentence, shortened};
use crate::config::{self, Setting, Settings};
use crate::quiz::Moment;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, Group, Key, back, go, left_right, space, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::{Role, names};
use crate::tui::view::{Sheet, View, line};
use plan::{Plan, PlanRow};
use preview::preview;
use ratatui::crossterm::event::KeyCode;
pub use rows::about_theme;
use rows::{DAILY_GOAL, PLAN, ROWS, RowKind};
use typing::Typing;

/// The distance from the start of a row's name to the preview on the right.
const PREVIEW: u16 = 36;

pub struct SettingsPage {
    settings: Settings,
    /// The settings as they were last saved.
    written: Settings,
    plan: Plan,
    themes: Vec<String>,
    file: String,
    folder: String,
    at: usize,
    /// The text input for the row under the cursor, while it is open.
    typing: Option<Typing>,
    /// A message about the selected theme.
    description: String,
    /// The reason the last change could not be saved.
    trouble: Option<String>,
    /// True if the page has already stayed open once to show that reason.
    warned: bool,
}

impl SettingsPage {
    pub fn new(overview: &HistorySnapshot, cx: &Context) -> Self {
        let in_words = |path: Result<std::path::PathBuf, String>| match path {
            Ok(path) => shortened(&path),
            Err(_) => String::new(),
        };
        let settings = cx.app.settings.clone();
        Self {
            description: about_theme(&settings.theme),
            written: settings.clone(),
            settings,
            plan: Plan::new(overview, cx.app.home_of(overview)),
            themes: names(),
            file: in_words(config::path()),
            folder: in_words(config::themes()),
            at: 0,
            typing: None,
            trouble: None,
            warned: false,
        }
    }

    /// Opens the page with the cursor on the exam date.
    pub fn on_plan(overview: &HistorySnapshot, cx: &Context) -> Self {
        Self {
            at: PLAN,
            ..Self::new(overview, cx)
        }
    }

    /// Opens the page with the cursor on the daily goal.
    pub fn on_daily_goal(overview: &HistorySnapshot, cx: &Context) -> Self {
        Self {
            at: DAILY_GOAL,
            ..Self::new(overview, cx)
        }
    }

    /// Changes the value in the row under the cursor by `by` steps.
    fn turn(&mut self, by: isize, cx: &mut Context) {
        match ROWS[self.at].0 {
            RowKind::Set(setting) => {
                self.turn_setting(setting, by);
                self.apply(cx);
            }
            // The plan is saved when the cursor leaves the row so that intermediate values are not
            // added to the history.
            RowKind::Plan(row) => self.plan.turn(row, by),
        }
    }

    /// Returns the study plan row under the cursor; `None` if the cursor is on another row.
    fn plan_row(&self) -> Option<PlanRow> {
        match ROWS[self.at].0 {
            RowKind::Plan(row) => Some(row),
            RowKind::Set(_) => None,
        }
    }

    /// Handles an action during text input. If the input is invalid, shows a message and keeps the
    /// input open.
    fn type_on(&mut self, mut typing: Typing, action: Action, cx: &mut Context) {
        self.trouble = None;
        let set = match action {
            Action::Go => {
                let set = typing.set(&mut self.plan);
                if set.is_ok() {
                    self.save(cx);
                }
                set
            }
            Action::Escape | Action::Leave => Ok(()),
            action => {
                typing.act(action);
                self.typing = Some(typing);
                return;
            }
        };
        if let Err(why) = set {
            self.trouble = Some(sentence(&why));
            self.typing = Some(typing);
        }
    }

    /// Changes a setting by `by` steps. After the last value, continues with the first one.
    fn turn_setting(&mut self, setting: Setting, by: isize) {
        let values = match setting {
            Setting::Theme => self.themes.clone(),
            setting => setting.values().iter().map(ToString::to_string).collect(),
        };
        let now = self.settings.get(setting);
        let at = values.iter().position(|value| *value == now).unwrap_or(0);
        let count = values.len() as isize;
        let next = (at as isize + by).rem_euclid(count.max(1)) as usize;
        if let Some(value) = values.get(next) {
            self.settings.set(setting, value);
        }
    }

    /// Applies the settings to the whole program and saves them.
    fn apply(&mut self, cx: &mut Context) {
        cx.app.settings = self.settings.clone();
        self.description = about_theme(&self.settings.theme);
        self.save(cx);
    }

    fn changed(&self) -> Vec<Setting> {
        let rows = Setting::ALL.iter().copied();
        rows.filter(|it| self.settings.get(*it) != self.written.get(*it))
            .collect()
    }

    /// Saves the changes. If that fails, shows the reason.
    fn save(&mut self, cx: &mut Context) {
        self.trouble = self.write(cx).err().map(|why| {
            let why = crate::text::clean(&why).into_owned();
            format!("Not saved: {why}. The change applies until you quit.")
        });
    }

    /// Leaves the page. If changes cannot be saved, the page stays open once to show the reason.
    fn leave(&mut self, cx: &mut Context) -> Flow {
        if self.trouble.is_none() {
            self.save(cx);
        }
        match self.trouble {
            Some(_) if !self.warned => {
                self.warned = true;
                Flow::Stay
            }
            _ => Flow::Pop,
        }
    }

    fn write(&mut self, cx: &mut Context) -> Result<(), String> {
        if self.plan.now != self.plan.before {
            let said = cx.app.note(self.plan.now.into(), &cx.now);
            said.map_err(|error| error.to_string())?;
            self.plan.before = self.plan.now;
        }
        let changed = self.changed();
        if !changed.is_empty() {
            config::keep(&self.settings, &changed)?;
            self.written = self.settings.clone();
        }
        Ok(())
    }
}

impl Screen for SettingsPage {
    fn bindings(&self) -> Vec<Binding> {
        let undo = [(Key::of(KeyCode::Esc), Action::Escape)];
        if self.typing.is_some() {
            let does = "keep the old value";
            return vec![
                go("set", "save the typed value; an empty line clears it"),
                Binding::new("Esc", undo, Group::Everywhere, does).hint("cancel"),
            ];
        }
        let mut table = vec![
            go("done", "go back; every change is saved"),
            left_right("change").hint("change"),
        ];
        if let Some(row) = self.plan_row() {
            let digits = ('0'..='9').map(|c| (Key::char(c), Action::Typed(c)));
            let clear = [
                (Key::char('x'), Action::StrikeHere),
                (Key::of(KeyCode::Delete), Action::StrikeHere),
                (Key::of(KeyCode::Backspace), Action::StrikeHere),
            ];
            let does = "type a date or a daily goal";
            table.push(Binding::new("0-9", digits, Group::Answer, does).hint("type it"));
            let does = "clear the value";
            let clear = Binding::new("x", clear, Group::Answer, does);
            table.push(clear.hint_while(self.plan.is_set(row), "clear"));
        }
        table.extend([up_down("move").hint("move"), space("select the next value")]);
        table.push(back("back", "go back; every change is saved"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        if let Some(typing) = self.typing.take() {
            self.type_on(typing, action, cx);
            return Flow::Stay;
        }
        if let Some(at) = move_cursor(self.at, ROWS.len(), action) {
            self.save(cx);
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go | Action::Leave => return self.leave(cx),
            Action::Typed(first) => {
                self.typing = self.plan_row().map(|row| Typing::begin(row, first));
            }
            Action::StrikeHere => {
                if let Some(row) = self.plan_row() {
                    self.plan.clear(row);
                    self.save(cx);
                }
            }
            Action::Left => self.turn(-1, cx),
            Action::Right | Action::Tick => self.turn(1, cx),
            // A click moves the cursor. A click on the row under the cursor changes its value.
            Action::Row(at) if at == self.at => self.turn(1, cx),
            Action::Row(at) => {
                self.save(cx);
                self.at = at.min(ROWS.len() - 1);
            }
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn takes_text(&self) -> bool {
        self.typing.is_some()
    }

    fn paste(&mut self, text: &str) -> bool {
        if let Some(typing) = &mut self.typing {
            typing.insert(text);
        }
        self.typing.is_some()
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        let mut side = Sheet::default();
        self.rows(&mut main, page);
        if page.side > 0 {
            preview(&mut side, page.side_at());
        } else if !page.narrow {
            let mut beside = Sheet::default();
            let column = page.columns.mark + PREVIEW;
            preview(&mut beside, column);
            main.pad(beside.len());
            for (row, other) in main.rows.iter_mut().zip(beside.rows) {
                row.until = Some(column - 3);
                *row = std::mem::take(row).at(column - 2, "│", Role::Faint);
                row.spans.extend(other.spans);
            }
        }
        main.gap();
        let column = page.columns.mark;
        main.text(page.at(column), &self.about(), Role::Muted);
        let status = match &self.trouble {
            Some(trouble) => vec![("! ".into(), Role::Warning), (trouble.clone(), Role::Text)],
            None => line(self.description.clone(), Role::Muted),
        };
        View::page("Settings", main)
            .right(self.file.clone())
            .side(side)
            .status(status)
    }

    fn leaving(&mut self, cx: &mut Context) {
        // Ignore errors, because there is no page on which to show them.
        self.save(cx);
    }
}
