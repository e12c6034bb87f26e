//! Opens a question or a term and starts practice on an item or on all items below a heading.

use std::rc::Rc;
use std::sync::Arc;

use super::Browse;
use super::shown::{Filter, Item};
use crate::app::{ActiveSession, DrillLimits, TermDrill};
use crate::model::{self, Component, TermId};
use crate::tui::screen::{Context, Flow};
use crate::tui::screens::item::ItemPage;
use crate::tui::screens::map::Map;
use crate::tui::screens::reader::Reader;

impl Browse {
    pub(super) fn open(&mut self, question: &Arc<model::Question>, cx: &Context) -> Flow {
        if let Some(cell) = self.cell_of(question) {
            let map = Map::at_cell(Rc::clone(&self.overview), cell, self.in_session, cx);
            return map.map_or(Flow::Stay, |map| Flow::Push(Box::new(map)));
        }
        self.uncovered.insert(question.id.clone());
        Flow::Push(Box::new(Reader::new(
            question,
            Rc::clone(&self.overview),
            self.in_session,
            cx,
        )))
    }

    pub(super) fn open_term(&self, id: TermId, cx: &Context) -> Flow {
        let (item, overview) = (Component::Term(id), Rc::clone(&self.overview));
        let page = ItemPage::new(item, overview, self.in_session, cx);
        Flow::Push(Box::new(page))
    }

    /// Starts a session on the item under the cursor. On a heading, starts one on the items below
    /// it. Returns `None` if there is nothing to ask.
    pub(super) fn practice(&self, cx: &mut Context) -> Option<ActiveSession> {
        let (overview, now) = (&self.overview, &cx.now);
        match self.here() {
            Some(Item::Question(question)) => match self.cell_of(&question) {
                Some(cell) => cx.app.drill_row(cell, overview, now),
                None => cx.app.practice_question(&question, overview, now),
            },
            Some(Item::Term(term)) => {
                let item = Component::Term(term.id.clone());
                cx.app.practice_on(&item, overview, now)
            }
            None => self.practice_group(cx),
        }
    }

    fn practice_group(&self, cx: &mut Context) -> Option<ActiveSession> {
        let (overview, now) = (&self.overview, &cx.now);
        let entries = self.groups.entries_at(self.at).into_iter();
        let shown = entries.filter_map(|at| self.shown.get(at).copied());
        match self.filter {
            Filter::Terms => {
                let terms = shown.filter_map(|at| self.bank.terms.get(at));
                let terms: Vec<_> = terms.map(|it| it.id.clone()).collect();
                let limits = DrillLimits::default();
                cx.app
                    .drill_terms(&terms, TermDrill::Options, limits, overview, now)
            }
            Filter::Cells => {
                let cells = shown.filter_map(|at| self.cells.get(at).cloned()).collect();
                cx.app.drill_cells(&cells, overview, now)
            }
            _ => {
                let questions = shown.filter_map(|at| self.bank.questions.get(at));
                let questions = questions.map(|it| it.id.clone()).collect();
                cx.app.practice_some(questions, overview, now)
            }
        }
    }
}
