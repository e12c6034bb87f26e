//! What is wrong with the bank, before home: what loads is ready, the rest is
//! listed with its place and a way out.

use crate::app::App;
use crate::bank::{Diagnostic, Severity};
use crate::quiz::Moment;
use crate::tui::cursor::moved;
use crate::tui::keymap::{Action, Binding, Group, go, letter, paging, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::words::count;

pub struct Problems {
    list: Vec<Diagnostic>,
    usable: usize,
    at: usize,
}

impl Problems {
    pub fn new(app: &App) -> Self {
        Self {
            list: app.problems().to_vec(),
            usable: app.bank().questions.len(),
            at: 0,
        }
    }
}

impl Screen for Problems {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = vec![
            go(
                format!("go on with {}", self.usable),
                "go on with what loads",
            ),
            up_down("move").hint("move"),
        ];
        table.extend(paging());
        let quit = letter('q', Action::Quit, Group::Everywhere, "quit").hint("quit");
        table.push(quit);
        table
    }

    fn act(&mut self, action: Action, _cx: &mut Context<'_>) -> Flow {
        let last = self.list.len().saturating_sub(1);
        if let Some(at) = moved(self.at, self.list.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go | Action::Escape => return Flow::Pop,
            Action::Row(at) => self.at = at.min(last),
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let mut main = Sheet::default();
        let left_out = self
            .list
            .iter()
            .filter(|it| it.severity == Severity::Error)
            .count();
        let said = if self.usable == 0 {
            "Nothing in this bank can be used until it is mended.".to_owned()
        } else {
            let items = count(left_out, "item is", "items are");
            format!("What loads is ready. {items} left out until mended.")
        };
        main.text(page.margin, page.width_from(page.margin), &said, Role::Text);
        main.gap();
        // The list keeps half of the page, the report on one entry the rest.
        let most = (page.body_height().saturating_sub(6) / 2).max(3);
        let from = (self.at + 1).saturating_sub(most);
        for (at, problem) in self.list.iter().enumerate().skip(from).take(most) {
            let here = at == self.at;
            let (mark, role) = match problem.severity {
                Severity::Error => ("✗", Role::Wrong),
                Severity::Warning => ("!", Role::Warning),
            };
            let text = format!("{}  {}", problem.place(), problem.message);
            let mut row = Row::new()
                .at(columns.mark, mark, role)
                .at(
                    columns.key,
                    cut(&text, page.width_from(columns.key)),
                    Role::Text,
                )
                .selected(here)
                .click(Action::Row(at));
            if here {
                row = row.at(columns.cursor, "▸", Role::Accent);
            }
            main.push(row);
        }
        main.gap();
        if let Some(problem) = self.list.get(self.at) {
            let width = page.width_from(columns.key);
            let report = problem.render(false);
            for text in report.lines() {
                // Sentences are read whole; of the source the marked place is enough.
                let is_sentence = text.starts_with(char::is_alphabetic) || text.contains("= help");
                if is_sentence {
                    main.text(columns.key, width, text, Role::Muted);
                } else {
                    main.push(Row::new().at(columns.key, cut(text, width), Role::Muted));
                }
            }
        }
        let of = self.usable + left_out;
        View {
            head: Head {
                place: "Bank".into(),
                part: count(self.list.len(), "problem", "problems"),
                right: line(format!("{} of {of} items usable", self.usable), Role::Muted),
                ..Head::default()
            },
            main,
            status: line(
                "The same list for scripts: certdrill bank check --json",
                Role::Muted,
            ),
            shows: "problems".into(),
            ..View::default()
        }
    }
}
