//! The progress screen. It shows the learner's readiness and statistics on past answers, either as
//! charts or as text.

mod charts;
mod lists;
mod open;
mod pages;
mod readiness;
mod tab;

use std::rc::Rc;
use std::sync::Arc;

use strum::VariantArray as _;
use tab::{PERIODS, Tab, scope};

use super::sections::{Narrowed, narrow_key};
use crate::app::{HistorySnapshot, ProgressReport, Scope};
use crate::model::{Bank, BankId};
use crate::quiz::Moment;
use crate::store::{PastSession, SessionId};
use crate::tui::cursor::{move_cursor, switch_tab};
use crate::tui::keymap::{
    Action, Binding, Group, back, go, h_l, letter, scroll, tabs_and_arrows, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::view::View;
use crate::tui::widgets::{Groups, fold_keys, start_key};

pub struct Progress {
    bank: Arc<Bank>,
    overview: Rc<HistorySnapshot>,
    insight: ProgressReport,
    /// The scope of `insight`.
    scope: Scope,
    narrowed: Narrowed,
    /// The topics, grouped by domain and task.
    groups: Groups,
    /// The mock exams, in chronological order.
    mocks: Vec<SessionId>,
    period: usize,
    tab: Tab,
    /// True while charts are shown as text.
    in_words: bool,
    /// The index of the row under the cursor.
    at: usize,
}

/// The last state of the screen: the page and its filters.
struct ProgressState {
    bank: BankId,
    section: Option<usize>,
    period: usize,
    tab: Tab,
    in_words: bool,
}

/// Returns the number of rows for a list of topics in the window.
fn rows_for_list(cx: &Context) -> usize {
    const AROUND: u16 = 10;
    usize::from(cx.rows.saturating_sub(AROUND))
}

impl Progress {
    pub fn new(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let bank = Arc::clone(cx.app.bank());
        let left = cx.left.get::<ProgressState>();
        let left = left.filter(|left| left.bank == bank.id);
        let tab = left.map_or(Tab::Overview, |left| left.tab);
        let narrowed = Narrowed::new(&bank, left.and_then(|left| left.section));
        let period = left.map_or(0, |left| left.period);
        let in_words = left.is_some_and(|left| left.in_words);
        let scope = scope(&narrowed, tab, in_words, period);
        let insight = cx.app.insight(&overview, &scope);
        let mut progress = Self {
            tab,
            in_words,
            insight,
            scope,
            mocks: cx.app.mock_exams_in(&overview.past),
            groups: Groups::new(&bank),
            narrowed,
            period,
            bank,
            overview,
            at: 0,
        };
        if !progress.tabs().contains(&tab) {
            progress.tab = Tab::Overview;
        }
        progress.group_topics();
        progress.groups.reset_folds(rows_for_list(cx));
        progress
    }

    fn as_left(&self) -> ProgressState {
        ProgressState {
            bank: self.bank.id.clone(),
            section: self.narrowed.at(),
            period: self.period,
            tab: self.tab,
            in_words: self.in_words,
        }
    }

    fn is_empty(&self) -> bool {
        self.overview.record.days.is_empty()
    }

    /// Returns the pages that apply to this bank.
    fn tabs(&self) -> Vec<Tab> {
        let has_domains = !self.insight.domains.is_empty();
        let tabs = Tab::VARIANTS.iter().copied();
        tabs.filter(|tab| *tab != Tab::Domains || has_domains)
            .collect()
    }

    /// Returns the sessions in the selected period, newest first.
    fn sessions(&self) -> Vec<&PastSession> {
        let since = PERIODS[self.period].0;
        let since = since.map_or(i32::MIN, |days| self.overview.today - days + 1);
        let past = self.overview.past.iter();
        past.filter(|it| self.overview.calendar.day_of(it.began_ms, it.offset_s) >= since)
            .collect()
    }

    /// Returns the number of rows that the cursor can select, or 0 on a page without a cursor.
    fn rows(&self) -> usize {
        match self.tab {
            _ if self.in_words => 0,
            Tab::Sessions => self.sessions().len(),
            Tab::Readiness => self.ready_parts().len(),
            Tab::Domains => self.insight.domains.len(),
            Tab::Topics => self.groups.lines().len(),
            Tab::Items => self.insight.items.len(),
            Tab::MixUps => self.insight.mix_ups.len(),
            _ => 0,
        }
    }

    /// Updates the page after the history has changed.
    fn refresh(&mut self, cx: &Context) {
        self.scope = scope(&self.narrowed, self.tab, self.in_words, self.period);
        self.insight = cx.app.insight(&self.overview, &self.scope);
        self.group_topics();
        self.mocks = cx.app.mock_exams_in(&self.overview.past);
        self.at = self.at.min(self.rows().saturating_sub(1));
    }

    /// Updates the page after its tab or its filters have changed, which may leave its scope
    /// unchanged.
    fn update(&mut self, cx: &Context) {
        if self.scope != scope(&self.narrowed, self.tab, self.in_words, self.period) {
            self.refresh(cx);
        }
    }
}

impl Screen for Progress {
    fn bindings(&self) -> Vec<Binding> {
        if self.is_empty() {
            return vec![start_key(), back("back", "go back to the home screen")];
        }
        let other = if self.in_words { "charts" } else { "as text" };
        let does = "switch between charts and text";
        let mut table = Vec::new();
        let lists = self.rows() > 0;
        match self.tab {
            Tab::Sessions if lists => table.push(go("open", "show the result of the session")),
            Tab::Readiness | Tab::Domains | Tab::Topics | Tab::Items | Tab::MixUps if lists => {
                table.push(go("practice", "practice the selected item"));
            }
            _ => {}
        }
        table.push(tabs_and_arrows("go to the next page; ← and → work, too").hint("next page"));
        if lists {
            table.push(up_down("move").hint("move"));
        } else {
            table.push(scroll());
        }
        if self.tab.has_period() && !self.in_words {
            table.push(h_l("change the period").hint("period"));
        }
        if self.tab.has_topic() && !self.in_words {
            table.push(narrow_key());
        }
        if self.tab == Tab::Topics && !self.in_words {
            table.extend(fold_keys(self.groups.lines()));
        }
        table.push(letter('v', Action::OtherView, Group::Look, does).hint(other));
        table.push(back("back", "go back to the home screen"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let tabs = self.tabs();
        let at = tabs.iter().position(|it| *it == self.tab).unwrap_or(0);
        if let Some(at) = switch_tab(at, tabs.len(), action) {
            self.tab = tabs[at];
            self.in_words = false;
            self.at = 0;
            self.update(cx);
            return Flow::Changed;
        }
        let rows = self.rows();
        if rows > 0
            && let Some(at) = move_cursor(self.at, rows, action)
        {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go if self.is_empty() => return Self::begin(cx),
            Action::Go => return self.open(cx),
            // A click moves the cursor. A click on the row under the cursor opens the row.
            Action::Row(at) if at == self.at => return self.open(cx),
            Action::Row(at) => self.at = at.min(rows.saturating_sub(1)),
            Action::Left | Action::Right => {
                let step = if action == Action::Right {
                    1
                } else {
                    PERIODS.len() - 1
                };
                self.period = (self.period + step) % PERIODS.len();
                self.update(cx);
                self.at = self.at.min(self.rows().saturating_sub(1));
            }
            Action::Fold if self.tab == Tab::Topics => self.at = self.groups.toggle(self.at),
            Action::FoldAll if self.tab == Tab::Topics => {
                self.groups.toggle_all();
                self.at = 0;
            }
            Action::Narrow if self.tab.has_topic() => return self.narrowed.choose(),
            Action::OtherView => {
                self.in_words = !self.in_words;
                self.update(cx);
            }
            Action::Leave => {
                cx.left.set(self.as_left());
                return Flow::Pop;
            }
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn receive(&mut self, message: Message, cx: &mut Context) -> Flow {
        if let Message::Section(at) = message {
            self.narrowed.set(at);
            self.refresh(cx);
            self.groups.reset_folds(rows_for_list(cx));
            self.at = self.at.min(self.rows().saturating_sub(1));
        }
        Flow::Stay
    }

    fn returned(&mut self, cx: &mut Context) {
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.overview = overview;
            self.refresh(cx);
        }
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        self.look(page)
    }
}
