//! The list of missed questions, cells, and terms that have not been corrected yet. It hides the
//! answers so that a review still tests the learner.

mod group;
mod render;

use std::collections::BTreeSet;
use std::rc::Rc;

use super::item::ItemPage;
use super::own_words::{OwnWords, note_key};
use super::question::Question;
use super::reader::Reader;
use super::sections::{Narrowed, narrow_key};
use crate::app::{HistorySnapshot, MissedFilter, MissedItem, Selection};
use crate::learn::Subject;
use crate::model::QuestionId;
use crate::quiz::Moment;
use crate::tui::cursor::{move_cursor, switch_tab};
use crate::tui::keymap::{
    Action, Binding, Group, back, go, letter, practice_key, space, tabs_and_arrows, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::view::View;
use crate::tui::widgets::{self, Groups, Line, first_entry, fold_keys};

const FILTERS: [MissedFilter; 3] = MissedFilter::EVERY;

/// The number of rows above and below the list.
const AROUND: u16 = 14;

pub struct MissedList {
    overview: Rc<HistorySnapshot>,
    list: Vec<MissedItem>,
    /// The indices in `list` of the items that match the filter.
    shown: Vec<usize>,
    /// The question IDs of the selected items.
    ticked: BTreeSet<QuestionId>,
    narrowed: Narrowed,
    filter: usize,
    groups: Groups,
    /// The line under the cursor.
    at: usize,
    /// The number of questions in the bank.
    questions: usize,
    /// The number of rows for the list in the window.
    rows: usize,
}

impl MissedList {
    pub fn new(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let mut list = Self {
            groups: Groups::new(cx.app.bank()),
            shown: Vec::new(),
            list: cx.app.missed_items(&overview),
            overview,
            ticked: BTreeSet::new(),
            narrowed: Narrowed::new(cx.app.bank(), None),
            filter: 0,
            at: 0,
            questions: cx.app.bank().questions.len(),
            rows: usize::from(cx.rows.saturating_sub(AROUND)),
        };
        list.begin_list();
        list
    }

    /// Lists the items that match the filter and moves the cursor to the first one.
    fn begin_list(&mut self) {
        self.list_matching();
        self.groups.reset_folds(self.rows);
        self.at = first_entry(self.groups.lines());
    }

    /// Lists the items that match the filter. In each group, the item that was missed most recently
    /// comes first.
    fn list_matching(&mut self) {
        self.shown = self.of(self.filter);
        let topics = self.shown.iter().map(|at| &self.list[*at].question.topic);
        self.groups.set(topics.map(Some));
    }

    /// Returns the item under the cursor; `None` on a heading.
    fn here(&self) -> Option<&MissedItem> {
        let at = self.groups.lines().get(self.at)?.entry()?;
        Some(&self.list[*self.shown.get(at)?])
    }

    /// Returns the subject of a note on the item under the cursor.
    fn subject(&self) -> Option<Subject> {
        Some(Subject::of(&self.here()?.question))
    }

    /// Returns the question IDs of the items in line `at`: a single item, or all items below a
    /// heading.
    fn items_at(&self, at: usize) -> Vec<QuestionId> {
        let entries = self.groups.entries_at(at).into_iter();
        let listed = entries.map(|at| &self.list[self.shown[at]].missed);
        listed.map(|it| it.question.clone()).collect()
    }

    /// Selects the items in line `at`, or deselects them if all of them are selected.
    fn tick(&mut self, at: usize) {
        let items = self.items_at(at);
        if items.iter().all(|id| self.ticked.contains(id)) {
            self.ticked.retain(|id| !items.contains(id));
        } else {
            self.ticked.extend(items);
        }
    }

    /// Returns the indices of the items that match `filter`.
    fn of(&self, filter: usize) -> Vec<usize> {
        let lets = |at: &usize| {
            let MissedItem {
                missed, question, ..
            } = &self.list[*at];
            FILTERS[filter].lets(missed) && self.narrowed.has(&question.topic)
        };
        (0..self.list.len()).filter(lets).collect()
    }

    /// Returns the items to review: the selected items, or all items that are shown if none is
    /// selected.
    fn chosen(&self) -> Vec<&MissedItem> {
        let shown = self.shown.iter().map(|at| &self.list[*at]);
        let is_chosen =
            |it: &&MissedItem| self.ticked.is_empty() || self.ticked.contains(&it.missed.question);
        shown.filter(is_chosen).collect()
    }

    /// Opens the page for the item under the cursor.
    fn open(&self, cx: &Context) -> Flow {
        let overview = || Rc::clone(&self.overview);
        match self.here() {
            None => Flow::Stay,
            Some(it) => Flow::Push(match &it.missed.of {
                Some(of) => Box::new(ItemPage::new(of.clone(), overview(), false, cx)),
                None => Box::new(Reader::new(&it.question, overview(), false, cx)),
            }),
        }
    }
}

impl Screen for MissedList {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        let chosen = self.chosen().len();
        if chosen > 0 {
            let folds = self.groups.fold_key(self.at);
            table.push(folds.unwrap_or_else(|| go("open", "open the item with its answer")));
            let review = match (self.ticked.is_empty(), chosen) {
                (true, 1) => "review it".to_owned(),
                (true, all) => format!("review all {all}"),
                (false, ticked) => format!("review {ticked}"),
            };
            let does = "review the selected items, or all";
            table.push(letter('r', Action::Review, Group::Answer, does).hint(review));
            if self.here().is_some() {
                table.push(practice_key());
            }
            table.push(space("select, to review only these").hint("select"));
            table.push(tabs_and_arrows("filter").hint("filter"));
        } else if self.list.is_empty() {
            table.push(widgets::start_key());
        } else {
            table.push(tabs_and_arrows("filter").hint("filter"));
        }
        if !self.list.is_empty() {
            table.push(narrow_key());
            table.extend(fold_keys(self.groups.lines()));
        }
        if self.subject().is_some() {
            table.push(note_key());
        }
        table.push(up_down("move"));
        table.push(back("back", "go back to the home screen"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let lines = self.groups.lines();
        if let Some(at) = move_cursor(self.at, lines.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        if let Some(filter) = switch_tab(self.filter, FILTERS.len(), action) {
            self.filter = filter;
            self.begin_list();
            return Flow::Stay;
        }
        match action {
            Action::Go if self.list.is_empty() => {
                let practice = Selection::default();
                let begun = cx.app.practice(&practice, &self.overview, &cx.now);
                return Question::start_instead(begun, cx);
            }
            Action::Go if self.here().is_none() => self.at = self.groups.toggle(self.at),
            Action::Go => return self.open(cx),
            Action::Review => {
                let begun = cx.app.review_items(&self.chosen(), &cx.now);
                return Question::start_instead(begun, cx);
            }
            Action::Practice => {
                let Some(item) = self.here() else {
                    return Flow::Stay;
                };
                let begun = cx.app.practice_missed(item, &self.overview, &cx.now);
                return Question::start(begun, cx);
            }
            Action::Note => return OwnWords::write_note(self.subject(), cx),
            Action::Tick => self.tick(self.at),
            Action::Row(at) => match lines.get(at) {
                Some(Line::Heading { .. }) => self.at = self.groups.toggle(at),
                Some(Line::Entry(_)) => {
                    self.at = at;
                    self.tick(at);
                }
                None => {}
            },
            Action::Fold => self.at = self.groups.toggle(self.at),
            Action::FoldAll => {
                self.groups.toggle_all();
                self.at = 0;
            }
            Action::Narrow => return self.narrowed.choose(),
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn receive(&mut self, message: Message, _cx: &mut Context) -> Flow {
        if let Message::Section(at) = message {
            self.narrowed.set(at);
            self.begin_list();
        }
        Flow::Stay
    }

    fn returned(&mut self, cx: &mut Context) {
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.list = cx.app.missed_items(&overview);
            self.overview = overview;
        }
        self.list_matching();
        self.at = self.at.min(self.groups.lines().len().saturating_sub(1));
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        self.look(page)
    }
}
