//! The page for reading and searching all questions, terms, and table cells in the bank. The key of
//! a question or cell that the learner was never asked about stays covered until the learner
//! uncovers it.

mod list;
mod practice;
mod record;
mod render;
mod shown;

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use self::record::Standing;
use self::shown::{Filter, Item};
use super::own_words::{OwnWords, dispute_key, note_key};
use super::question::Question;
use super::search_field::SearchField;
use super::sections::{Narrowed, narrow_key};
use crate::app::{BackgroundSearch, Found, HistorySnapshot, Query};
use crate::learn::{PersonalNotes, Subject};
use crate::model::{Bank, BankId, CellRef, Outline, QuestionId, TopicId};
use crate::quiz::{Moment, filled_cells};
use crate::tui::cursor::{move_cursor, switch_tab};
use crate::tui::keymap::{
    Action, Binding, Group, Key, go, left_right, letter, practice_key, search, space, tabs, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::view::View;
use crate::tui::widgets::{Groups, Line, fold_keys};

/// The number of difficulty levels. The lowest level is 1.
const LEVELS: usize = 3;
/// The number of rows above and below the list.
const AROUND: u16 = 10;

pub struct Browse {
    bank: Arc<Bank>,
    /// The filled cells in the bank's tables.
    cells: Vec<CellRef>,
    overview: Rc<HistorySnapshot>,
    missed: HashSet<QuestionId>,
    uncovered: HashSet<QuestionId>,
    /// The disputed questions, with the learner's reasons.
    disputes: BTreeMap<QuestionId, String>,
    notes: PersonalNotes,
    field: SearchField,
    query: Query,
    /// The search results; `None` if the search field is empty.
    found: Option<Found>,
    search: BackgroundSearch,
    filter: Filter,
    narrowed: Narrowed,
    /// The selected difficulty, or 0 for any.
    level: usize,
    /// The number of items that match each filter.
    counts: Vec<(Filter, usize)>,
    /// The items that match the filter, as indices of questions, terms, or cells.
    shown: Vec<usize>,
    /// The learner's record on each of these items.
    standings: Vec<Standing>,
    groups: Groups,
    /// The line under the cursor.
    at: usize,
    /// The number of rows for the list in the window.
    rows: usize,
    /// True if the page was opened from a session. No other session can then be started here.
    in_session: bool,
}

/// The saved state of the page: the search text, the filters, and the ID of the row under the
/// cursor.
struct BrowseState {
    bank: BankId,
    text: String,
    filter: Filter,
    section: Option<usize>,
    level: usize,
    groups: Groups,
    here: Option<String>,
}

impl Browse {
    /// Opens the page in the state in which it was last left.
    pub fn new(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let mut browse = Self::reindexed(overview, cx);
        let left = cx.left.get::<BrowseState>();
        if let Some(left) = left.filter(|left| left.bank == browse.bank.id) {
            browse.field = SearchField::new(&left.text, false);
            browse.look();
            if browse.filters().contains(&left.filter) {
                browse.filter = left.filter;
            }
            browse.narrowed = Narrowed::new(&browse.bank, left.section);
            browse.level = left.level;
            browse.groups = left.groups.clone();
            browse.update();
            browse.point_at(left.here.as_deref());
        }
        browse
    }

    fn as_left(&self) -> BrowseState {
        BrowseState {
            bank: self.bank.id.clone(),
            text: self.field.text().to_owned(),
            filter: self.filter,
            section: self.narrowed.at(),
            level: self.level,
            groups: self.groups.clone(),
            here: self.here().map(|it| it.id().to_owned()),
        }
    }

    fn reindexed(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let missed = overview.record.missed.iter().map(|it| it.question.clone());
        let cells = filled_cells(cx.app.bank());
        let notes = cx.app.personal_notes(&cx.now);
        let mut browse = Self {
            groups: Groups::new(cx.app.bank()),
            missed: missed.collect(),
            bank: Arc::clone(cx.app.bank()),
            overview,
            uncovered: HashSet::new(),
            disputes: cx.app.disputes(&cx.now).unwrap_or_default(),
            notes: notes.clone(),
            field: SearchField::new("", false),
            query: Query::new(""),
            found: None,
            search: BackgroundSearch::begin(Arc::clone(cx.app.bank()), notes),
            cells,
            filter: Filter::All,
            narrowed: Narrowed::new(cx.app.bank(), None),
            level: 0,
            counts: Vec::new(),
            shown: Vec::new(),
            standings: Vec::new(),
            at: 0,
            rows: usize::from(cx.rows.saturating_sub(AROUND)),
            in_session: false,
        };
        browse.begin_list();
        browse
    }

    /// Opens the page without filters and with the input focus on the search field.
    pub fn searching(overview: Rc<HistorySnapshot>, in_session: bool, cx: &Context) -> Self {
        Self {
            field: SearchField::new("", true),
            in_session,
            ..Self::reindexed(overview, cx)
        }
    }

    /// Opens the page with the terms in `topic`.
    pub fn on_terms(topic: &TopicId, overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let bank = cx.app.bank();
        let section = Outline::of(bank).find(bank, topic.as_str());
        let mut browse = Self {
            filter: Filter::Terms,
            narrowed: Narrowed::new(bank, section),
            ..Self::reindexed(overview, cx)
        };
        browse.begin_list();
        browse
    }

    /// Starts a search if the query has changed. Additional spaces, and text beyond the maximum
    /// length, do not change the query.
    fn look(&mut self) {
        let query = Query::new(self.field.text());
        if query.is_same(&self.query) {
            return;
        }
        self.query = query;
        self.found = (!self.query.is_empty()).then(|| self.search.get().find(&self.query));
        self.begin_list();
    }
}

impl Screen for Browse {
    fn bindings(&self) -> Vec<Binding> {
        let level = |level: usize| {
            let key = char::from(b'0' + level as u8);
            (Key::char(key), Action::Pick(0, level))
        };
        let lists_terms = self.filter == Filter::Terms;
        let opens = if lists_terms {
            "open the term"
        } else {
            "open the question"
        };
        let lines = self.groups.lines();
        let folds = self.groups.fold_key(self.at);
        let is_entry = folds.is_none();
        let mut table = vec![folds.unwrap_or_else(|| go("open", opens))];
        if self.field.is_typing() {
            table.push(up_down("move").hint("move"));
            table.push(tabs("filter").hint("filter"));
        } else {
            if !self.in_session {
                let does = "practice the questions of the group";
                let group = letter('p', Action::Practice, Group::Answer, does);
                table.push(if is_entry {
                    practice_key()
                } else {
                    group.hint("practice the group")
                });
            }
            table.push(search().hint("search"));
            table.push(tabs("filter").hint("filter"));
            table.push(narrow_key());
            table.push(left_right("go to the previous or next topic"));
            if !lists_terms {
                let does = "show only this difficulty";
                let levels = (1..=LEVELS).map(level);
                table.push(Binding::new("1-3", levels, Group::Move, does).hint("difficulty"));
                if is_entry {
                    table.push(space("uncover the answer").hint("uncover"));
                }
            }
            table.push(up_down("move"));
            if !lists_terms && is_entry {
                table.push(dispute_key());
            }
            if is_entry {
                table.push(note_key());
            }
        }
        if !self.field.is_typing() {
            table.extend(fold_keys(lines));
        }
        self.field.extend_bindings(&mut table);
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        if let Some(changed) = self.field.act(action) {
            if changed {
                self.look();
            }
            return Flow::Stay;
        }
        let lines = self.groups.lines();
        let (here, term) = match self.here() {
            Some(Item::Question(question)) => (Some(question), None),
            Some(Item::Term(term)) => (None, Some(term.clone())),
            None => (None, None),
        };
        if let Some(at) = move_cursor(self.at, lines.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        let filters = self.filters();
        let at = filters.iter().position(|it| *it == self.filter);
        if let Some(at) = switch_tab(at.unwrap_or_default(), filters.len(), action) {
            self.filter = filters[at];
            self.begin_list();
            return Flow::Stay;
        }
        match action {
            Action::Fold => self.at = self.groups.toggle(self.at),
            Action::FoldAll => self.fold_all(),
            Action::Go | Action::Tick
                if matches!(lines.get(self.at), Some(Line::Heading { .. })) =>
            {
                self.at = self.groups.toggle(self.at);
            }
            Action::Go => {
                if let Some(question) = here {
                    return self.open(&question, cx);
                }
                if let Some(term) = term {
                    return self.open_term(term.id, cx);
                }
            }
            Action::Practice if !self.in_session => {
                return Question::start(self.practice(cx), cx);
            }
            Action::Tick => {
                if let Some(question) = here {
                    self.uncovered.insert(question.id.clone());
                }
            }
            Action::Dispute => {
                if let Some(question) = here.filter(|it| self.cell_of(it).is_none()) {
                    let said = self.disputes.get(&question.id);
                    return Flow::Push(Box::new(OwnWords::dispute(&question.id, said)));
                }
            }
            Action::Note => {
                let of_question = here.map(|it| Subject::of(&it));
                let of_term = term.map(|it| Subject::Term(it.id));
                return OwnWords::write_note(of_question.or(of_term), cx);
            }
            Action::Row(at) => match lines.get(at) {
                Some(Line::Heading { .. }) => self.at = self.groups.toggle(at),
                _ => self.at = at.min(lines.len().saturating_sub(1)),
            },
            Action::Left | Action::Right => {
                self.narrowed.step(action == Action::Right);
                self.begin_list();
            }
            Action::Narrow => return self.narrowed.choose(),
            Action::Pick(_, level) => {
                let again = level == self.level;
                self.level = if again { 0 } else { level.min(LEVELS) };
                self.begin_list();
            }
            Action::Leave => {
                cx.left.set(self.as_left());
                return Flow::Pop;
            }
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn takes_text(&self) -> bool {
        self.field.is_typing()
    }

    fn paste(&mut self, text: &str) -> bool {
        let accepts = self.field.paste(text);
        if accepts {
            self.look();
        }
        accepts
    }

    fn receive(&mut self, message: Message, _cx: &mut Context) -> Flow {
        if let Message::Section(at) = message {
            self.narrowed.set(at);
            self.begin_list();
        }
        Flow::Stay
    }

    fn returned(&mut self, cx: &mut Context) {
        self.disputes = cx.app.disputes(&cx.now).unwrap_or_default();
        if let Ok(overview) = cx.app.overview(&cx.now) {
            let missed = overview.record.missed.iter();
            self.missed = missed.map(|it| it.question.clone()).collect();
            self.overview = overview;
        }
        let notes = cx.app.personal_notes(&cx.now);
        if notes != self.notes {
            self.notes = notes.clone();
            self.search = BackgroundSearch::begin(Arc::clone(&self.bank), notes);
            self.found = (!self.query.is_empty()).then(|| self.search.get().find(&self.query));
        }
        self.update();
        self.at = self.at.min(self.groups.lines().len().saturating_sub(1));
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        self.look_of(page)
    }
}
