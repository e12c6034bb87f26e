//! The exam guide, which shows the domains and tasks as a tree, with the learner's knowledge of
//! each one and its weight in the exam. A section can be opened to learn, practice, drill, or read.

mod menu;
mod reading;
mod render;

use std::rc::Rc;
use std::sync::Arc;

use menu::Menu;

use crate::app::{Guide, HistorySnapshot};
use crate::model::Bank;
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, back, go, left_right, space, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::view::View;
use crate::tui::widgets::Tree;

pub struct GuidePage {
    bank: Arc<Bank>,
    overview: Rc<HistorySnapshot>,
    guide: Guide,
    tree: Tree,
}

impl GuidePage {
    pub fn new(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let guide = cx.app.guide(&overview);
        let mut tree = Tree::new(guide.outline.clone(), |_| true);
        tree.open_domains(cx.rows);
        Self {
            bank: Arc::clone(cx.app.bank()),
            tree,
            guide,
            overview,
        }
    }

    fn open(&self) -> Flow {
        let Some(at) = self.tree.here() else {
            return Flow::Stay;
        };
        let overview = Rc::clone(&self.overview);
        let menu = Menu::new(Arc::clone(&self.bank), overview, &self.guide, at);
        Flow::Push(Box::new(menu))
    }
}

impl Screen for GuidePage {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.tree.here().is_some() {
            table.push(go("open", "learn, practice, drill, or read this section"));
            table.push(space("fold or unfold a section").hint("fold"));
            table.push(up_down("move").hint("move"));
            table.push(left_right("fold or unfold").hint("fold"));
        }
        table.push(back("back", "go back to the home screen"));
        table
    }

    fn act(&mut self, action: Action, _cx: &mut Context) -> Flow {
        if self.tree.act(action) {
            return Flow::Stay;
        }
        match action {
            Action::Go => return self.open(),
            Action::Tick => self.tree.toggle(self.tree.here().unwrap_or_default()),
            Action::Row(row) if row == self.tree.row() => return self.open(),
            Action::Row(row) => self.tree.go_to_row(row),
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn returned(&mut self, cx: &mut Context) {
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.guide = cx.app.guide(&overview);
            self.overview = overview;
        }
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        self.look(page)
    }
}
