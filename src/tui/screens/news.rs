//! A page that lists content that was added to the bank since the learner last opened it. The page
//! is shown once, before the home screen.

use crate::app::{self, App};
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, Group, go, letter};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View};

pub struct News {
    news: app::News,
}

impl News {
    /// Returns the page if the bank is loaded and has new content.
    pub fn of(app: &mut App, now: &Moment) -> Option<Self> {
        let news = if app.knows_stats() {
            app.news(now)
        } else {
            None
        };
        Some(Self { news: news? })
    }
}

impl Screen for News {
    fn bindings(&self) -> Vec<Binding> {
        vec![
            go("continue", "continue to the home screen"),
            letter('q', Action::Quit, Group::Everywhere, "quit").hint("quit"),
        ]
    }

    fn act(&mut self, action: Action, _cx: &mut Context) -> Flow {
        match action {
            Action::Go | Action::Escape | Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        for (heading, lines) in &self.news.parts {
            main.push(Row::new().at(page.margin, *heading, Role::Strong));
            for text in lines {
                main.text(page.at(page.columns.key), text, Role::Text);
            }
            main.gap();
        }
        View::page("What's new", main)
            .right(self.news.title.clone())
            .note("This page is shown once after the bank is updated.")
    }
}
