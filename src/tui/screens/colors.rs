//! A popup that lists the available themes. A theme is applied as soon as the cursor moves to it.

use super::settings::about_theme;
use crate::config::{self, Setting};
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, back, go, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup, Screen};
use crate::tui::theme::{Role, names};
use crate::tui::view::{Row, Sheet};
use crate::tui::widgets::entry_in;

const WIDTH: u16 = 60;

pub struct Colors {
    themes: Vec<String>,
    at: usize,
    /// The theme that was in effect before.
    before: String,
    /// The reason the choice could not be saved.
    trouble: Option<String>,
}

impl Colors {
    pub fn new(cx: &Context) -> Self {
        let themes = names();
        let before = cx.app.settings.theme.clone();
        Self {
            at: themes.iter().position(|it| *it == before).unwrap_or(0),
            themes,
            before,
            trouble: None,
        }
    }

    /// Applies the theme under the cursor.
    fn show(&self, cx: &mut Context) {
        cx.app.settings.theme.clone_from(&self.themes[self.at]);
    }

    /// Saves the theme and closes the popup. If the theme cannot be saved, shows an error. The
    /// theme then stays in effect until the program ends.
    fn save(&mut self, cx: &Context) -> Flow {
        if self.trouble.is_some() || self.themes[self.at] == self.before {
            return Flow::Pop;
        }
        match config::keep(&cx.app.settings, &[Setting::Theme]) {
            Ok(()) => Flow::Pop,
            Err(why) => {
                let why = crate::text::clean(&why).into_owned();
                self.trouble = Some(format!(
                    "Not saved: {why}. The theme applies until you quit."
                ));
                Flow::Stay
            }
        }
    }
}

impl Screen for Colors {
    fn bindings(&self) -> Vec<Binding> {
        vec![
            go("use it", "use this theme"),
            up_down("select a theme"),
            back("cancel", "restore the previous theme"),
        ]
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        if let Some(at) = move_cursor(self.at, self.themes.len(), action) {
            self.at = at;
            self.show(cx);
            return Flow::Stay;
        }
        match action {
            Action::Go => self.save(cx),
            Action::Row(at) if at < self.themes.len() => {
                self.at = at;
                self.show(cx);
                Flow::Stay
            }
            Action::Leave | Action::Escape => {
                cx.app.settings.theme.clone_from(&self.before);
                Flow::Pop
            }
            _ => Flow::Stay,
        }
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        let width = Popup::width(page, WIDTH);
        let room = usize::from(width).saturating_sub(7);
        let mut rows = Sheet::default();
        rows.gap();
        for (at, name) in self.themes.iter().enumerate() {
            let row = Row::new().at(4, name.as_str(), Role::Strong);
            entry_in(&mut rows, 1, row, at, at == self.at);
        }
        rows.gap();
        rows.push(
            Row::new()
                .at(4, "✓ correct", Role::Correct)
                .at(15, "✗ incorrect", Role::Wrong)
                .at(28, "⚑ flagged", Role::Flagged)
                .at(39, "! warning", Role::Warning),
        );
        rows.gap();
        let says = match &self.trouble {
            Some(trouble) => trouble.clone(),
            None => about_theme(&self.themes[self.at]),
        };
        rows.text((4, room), &says, Role::Text);
        rows.gap();
        Some(Popup {
            title: "Colors".into(),
            rows,
            width,
        })
    }
}
