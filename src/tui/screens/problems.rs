//! The problems in the bank or in the settings, shown before the home screen. Valid content can
//! still be used. Each problem is listed with its location and a way to fix it.

use crate::app::App;
use crate::app::words::{count, part_of};
use crate::diagnostic::{Diagnostic, Severity};
use crate::quiz::Moment;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, Group, go, letter, reload, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::pointed;

pub struct Problems {
    list: Vec<Diagnostic>,
    of: ProblemSource,
    at: usize,
    /// True if the screen below can reload the files.
    reloads: bool,
}

/// The place where the problems were found.
enum ProblemSource {
    /// A bank with its number of usable questions.
    Bank {
        usable: usize,
        /// The number of items that could not be loaded.
        left_out: usize,
    },
    Settings,
}

impl Problems {
    pub fn new(app: &App, reloads: bool) -> Self {
        let list = app.problems().to_vec();
        let errors = list.iter().filter(|it| it.severity == Severity::Error);
        Self {
            of: ProblemSource::Bank {
                usable: app.bank().questions.len(),
                left_out: errors.count(),
            },
            list,
            at: 0,
            reloads,
        }
    }

    /// Creates a page for the findings of the loader and the checker. The screen below this page
    /// can reload the files.
    pub fn of(list: Vec<Diagnostic>, usable: usize, left_out: usize) -> Self {
        Self {
            list,
            of: ProblemSource::Bank { usable, left_out },
            at: 0,
            reloads: true,
        }
    }

    /// Creates a page for the problems in the settings, including those in the theme.
    pub fn of_settings(list: Vec<Diagnostic>) -> Self {
        Self {
            list,
            of: ProblemSource::Settings,
            reloads: false,
            at: 0,
        }
    }

    /// Summarizes the consequences of the problems for the learner.
    fn summary(&self) -> String {
        match self.of {
            ProblemSource::Bank { usable: 0, .. } => {
                "Nothing in this bank can be used until the errors are fixed.".to_owned()
            }
            ProblemSource::Bank { left_out: 0, .. } => {
                "Everything loads, but these places need attention.".to_owned()
            }
            ProblemSource::Bank { left_out, .. } => {
                let entries = count(left_out, "entry is", "entries are");
                let them = if left_out == 1 { "it" } else { "them" };
                format!("The rest is ready. {entries} left out until you fix {them}.")
            }
            ProblemSource::Settings => {
                "Valid settings are in effect. Defaults replace the others until you fix them."
                    .to_owned()
            }
        }
    }
}

impl Screen for Problems {
    fn bindings(&self) -> Vec<Binding> {
        let go_on = match self.of {
            ProblemSource::Bank { usable, .. } => format!("continue with {usable}"),
            ProblemSource::Settings => "continue".to_owned(),
        };
        let mut table = vec![
            go(go_on, "continue with the usable entries"),
            up_down("move").hint("move"),
        ];
        if self.reloads {
            table.push(reload().hint("reload"));
        }
        let quit = letter('q', Action::Quit, Group::Everywhere, "quit").hint("quit");
        table.push(quit);
        table
    }

    fn act(&mut self, action: Action, _cx: &mut Context) -> Flow {
        let last = self.list.len().saturating_sub(1);
        if let Some(at) = move_cursor(self.at, self.list.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go | Action::Escape | Action::Leave => return Flow::Pop,
            Action::Reload => return Flow::Answer(Message::Reload),
            Action::Row(at) => self.at = at.min(last),
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let mut main = Sheet::default();
        main.text(page.at(page.margin), &self.summary(), Role::Text);
        main.gap();
        // The list takes half of the page, and the details of the selected problem take the rest.
        let most = (page.body_height().saturating_sub(6) / 2).max(3);
        let from = (self.at + 1).saturating_sub(most);
        for (at, problem) in self.list.iter().enumerate().skip(from).take(most) {
            let (mark, role) = match problem.severity {
                Severity::Error => ("✗", Role::Wrong),
                Severity::Warning => ("!", Role::Warning),
            };
            let text = format!("{}  {}", problem.place(), problem.message);
            let text = truncate(&text, page.width_from(columns.key));
            let row = Row::new()
                .at(columns.mark, mark, role)
                .at(columns.key, text, Role::Text);
            main.push(pointed(row, columns.cursor, at, at == self.at));
        }
        main.gap();
        if let Some(problem) = self.list.get(self.at) {
            let width = page.width_from(columns.key);
            let report = problem.render(false);
            for text in report.lines() {
                // Wrap sentences, but truncate lines of source code.
                let is_sentence = text.starts_with(char::is_alphabetic) || text.contains("= help");
                if is_sentence {
                    main.text((columns.key, width), text, Role::Muted);
                } else {
                    main.push(Row::new().at(columns.key, truncate(text, width), Role::Muted));
                }
            }
        }
        let (place, right, status) = match self.of {
            ProblemSource::Bank { usable, left_out } => (
                "Bank",
                format!("{} entries usable", part_of(usable, usable + left_out)),
                "For scripts, run `certdrill bank check --json`.",
            ),
            ProblemSource::Settings => (
                "Settings",
                String::new(),
                "Run `certdrill config` to print this list.",
            ),
        };
        View::page(place, main)
            .part(count(self.list.len(), "problem", "problems"))
            .right(right)
            .note(status)
    }
}
