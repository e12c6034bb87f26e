//! The list of banks. Banks are never merged: only one is open at a time.

use super::problems::Problems;
use crate::app::BankChoice;
use crate::app::words::{count, on_facts};
use crate::quiz::Moment;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, back, go, inactive_escape, leave, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::pointed;

pub struct Banks {
    list: Vec<BankChoice>,
    /// The index of the open bank.
    open: usize,
    at: usize,
    /// True at startup, before a bank is opened. Leaving the list then ends the program.
    first: bool,
    /// The reason the last selected bank cannot be opened.
    said: Option<String>,
}

impl Banks {
    pub fn new(first: bool, cx: &Context) -> Self {
        let open = cx.app.banks.at;
        Self {
            list: cx.app.choosable(),
            open,
            at: open,
            first,
            said: None,
        }
    }

    fn choose(&mut self, cx: &mut Context) -> Flow {
        let Some(bank) = self.list.get(self.at) else {
            return Flow::Stay;
        };
        if let Some(twin) = &bank.twin {
            let id = &bank.shelf.stats().id;
            self.said = Some(format!("Not opened: {twin} also has the ID `{id}`."));
            return Flow::Stay;
        }
        cx.app.open_bank(self.at, bank.shelf.clone());
        if cx.app.problems().is_empty() {
            Flow::Pop
        } else {
            Flow::Replace(Box::new(Problems::new(&cx.app, true)))
        }
    }

    /// Draws the details of the bank under the cursor below the list.
    fn details(&self, main: &mut Sheet, page: &Page) {
        let Some(bank) = self.list.get(self.at) else {
            return;
        };
        let column = page.columns.text;
        let width = page.width_from(column);
        let stats = bank.shelf.stats();
        main.gap();
        main.rule(page);
        main.text((column, width), &stats.about, Role::Strong);
        main.text((column, width), &stats.says, Role::Text);
        main.gap();
        let holds = format!(
            "{}{}; ID {}{}",
            count(stats.all.questions, "question", "questions"),
            on_facts(stats.all.facts),
            stats.id,
            if stats.license.is_empty() {
                String::new()
            } else {
                format!("; license {}", stats.license)
            },
        );
        main.text((column, width), &holds, Role::Muted);
        main.text((column, width), &bank.name, Role::Muted);
        if let Some(twin) = &bank.twin {
            main.gap();
            let text = format!(
                "{} and {twin} have the same ID, `{}`, so their histories would mix. \
                 Give one of them another ID, or open it alone with --bank.",
                bank.name, stats.id
            );
            let first = Row::new().at(page.columns.mark, "!", Role::Warning);
            main.hanging(first, (column, width), &text, Role::Text);
        }
    }
}

impl Screen for Banks {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = vec![
            go("open", "open the selected bank"),
            up_down("move").hint("move"),
        ];
        table.push(if self.first {
            leave("quit", "quit")
        } else {
            back("back", "go back to the home screen")
        });
        if self.first {
            table.push(inactive_escape());
        }
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        self.said = None;
        if let Some(at) = move_cursor(self.at, self.list.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go => self.choose(cx),
            Action::Row(at) if at == self.at => self.choose(cx),
            Action::Row(at) => {
                self.at = at.min(self.list.len().saturating_sub(1));
                Flow::Stay
            }
            Action::Leave if self.first => Flow::Quit,
            Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let mut main = Sheet::default();
        // Limit the list to half of the page so that the details fit below it.
        let most = (page.body_height() / 2).max(3);
        let from = (self.at + 1).saturating_sub(most);
        for (at, bank) in self.list.iter().enumerate().skip(from).take(most) {
            let stats = bank.shelf.stats();
            let nothing_to_ask = stats.all.is_empty();
            let (mark, role) = if bank.twin.is_some() || nothing_to_ask {
                ("!", Role::Warning)
            } else if at == self.open && !self.first {
                ("●", Role::Accent)
            } else {
                ("○", Role::Muted)
            };
            let holds = count(stats.all.questions, "question", "questions");
            let room = page
                .width_from(columns.text)
                .saturating_sub(holds.len() + 2);
            let row = Row::new()
                .at(columns.mark, mark, role)
                .at(columns.text, truncate(&stats.title, room), Role::Text)
                .until(page.end(), holds, Role::Muted);
            main.push(pointed(row, columns.cursor, at, at == self.at));
        }
        self.details(&mut main, page);
        View::page("Banks", main)
            .right(count(self.list.len(), "bank", "banks"))
            .said(self.said.as_ref())
    }
}
