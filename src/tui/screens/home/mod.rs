//! The home screen, which suggests the next step and lists all other places.

mod commands;
mod dashboard;
mod notes;
mod open;
mod rows;

use dashboard::DomainSize;
use rows::HomeEntry;

use super::banks::Banks;
use super::colors::Colors;
use super::problems::Problems;
use super::result::ResultPage;
use crate::app::messages;
use crate::app::words::{count, on_facts, sentence, shortened, thousands};
use crate::app::{self, MENU, Next, TodayQueue, has_place};
use crate::bank::ItemCounts;
use crate::quiz::Moment;
use crate::store::{HistoryReset, SessionId};
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{
    Action, Binding, Command, Group, Key, QuickAction, commands, go, inactive_escape, leave,
    letter, search, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View};

/// Returns the menu rows. The row for the settings is added here, because plain mode does not have
/// it.
fn all_rows() -> impl Iterator<Item = (char, &'static str)> {
    MENU.into_iter().chain([('9', "Settings")])
}

#[derive(Default)]
pub struct Home {
    title: String,
    description: String,
    lines: Vec<String>,
    next: Next,
    /// Today's study queue, even if another session is open.
    queue: Next,
    today: TodayQueue,
    notes: Vec<String>,
    state: app::Home,
    /// True until the bank has been read.
    loading: bool,
    /// A mock exam whose expiration was noticed when another screen was opened.
    found: Option<SessionId>,
    trouble: Option<String>,
    /// The reason the history is new, if the learner should be informed.
    history_reset: Option<HistoryReset>,
    kept_in: String,
    /// The mock exams, in chronological order.
    mocks: Vec<SessionId>,
    /// The exam domains with the number of questions in each.
    domains: Vec<DomainSize>,
    /// The number of banks to choose from.
    banks: usize,
    /// The number of items of each kind in the bank.
    size: ItemCounts,
    has_placement: bool,
    /// The menu rows that apply to this bank.
    rows: Vec<(char, &'static str)>,
    /// The index of the row under the cursor, counting only selectable rows.
    at: usize,
}

impl Home {
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the result of a mock exam that expired while it was closed.
    pub fn exam_expired(&self, cx: &mut Context) -> Option<ResultPage> {
        let sat = cx.app.sat(self.state.ran_out?).ok()?;
        Some(ResultPage::of_stored(&sat, cx))
    }

    fn refresh(&mut self, cx: &mut Context) {
        self.loading = !cx.app.knows_stats();
        if self.loading {
            return;
        }
        match cx.app.home(&cx.now) {
            Ok(state) => {
                self.state = state;
                self.trouble = None;
            }
            Err(error) => self.trouble = Some(sentence(&error.to_string())),
        }
        self.state.ran_out = self.state.ran_out.or(self.found.take());
        self.history_reset = cx.app.history_reset().cloned();
        let stats = cx.app.stats();
        let (questions, seen) = (stats.all.questions, self.state.summary.seen);
        self.title.clone_from(&stats.title);
        self.description.clone_from(&stats.about);
        let total = count(questions, "question", "questions");
        let facts = on_facts(stats.all.facts);
        self.lines = if seen == 0 {
            vec![format!("{total}{facts}. {}", stats.says)]
        } else {
            vec![format!("Seen: {} of {total}{facts}.", thousands(seen))]
        };
        self.lines.extend(stats.domains_covered());
        self.next = cx.app.next(&self.state, &cx.now);
        self.queue = cx.app.queue(&self.state);
        self.today = TodayQueue::of(&self.state, self.state.plan);
        self.size = stats.all;
        self.has_placement = cx.app.has_placement();
        self.rows = all_rows()
            .filter(|(key, _)| has_place(*key, stats))
            .collect();
        self.mocks = cx.app.mock_exams_in(&self.state.summary.past);
        self.domains = dashboard::domains(cx.app.stats());
        self.banks = cx.app.banks.origins.len();
        // The bank that was just opened may have fewer rows.
        self.at = self.at.min(self.entries().len().saturating_sub(1));
        self.notes = self.notes(questions, cx);
        self.kept_in = crate::paths::history().map_or(String::new(), |path| {
            shortened(path.parent().unwrap_or(&path))
        });
    }
}

impl Screen for Home {
    fn bindings(&self) -> Vec<Binding> {
        let entries = self.entries();
        let keys = entries.iter().enumerate();
        let keys: Vec<_> = keys
            .filter_map(|(at, entry)| Some((Key::char(Self::key_of(*entry)?), Action::Row(at))))
            .collect();
        let banks = letter('b', Action::Banks, Group::Look, "choose another bank").hint("banks");
        let banks = Some(banks).filter(|_| self.banks > 1);
        let colors = letter('c', Action::Colors, Group::Look, "choose a theme");
        let first_time = !self.state.summary.begun;
        if self.loading || self.next == Next::Nothing {
            return banks.into_iter().chain([leave("quit", "quit")]).collect();
        }
        let enter = match (entries.get(self.at), &self.next) {
            (Some(HomeEntry::Next), Next::GoOn { .. }) => "continue",
            (Some(HomeEntry::Next | HomeEntry::Queue), _) => "start",
            (Some(HomeEntry::Weakest), _) => "practice",
            (Some(HomeEntry::Plan), _) => "change",
            _ => "open",
        };
        let notes = Action::QuickAction(QuickAction::Notes);
        let sprint = Action::QuickAction(QuickAction::Sprint);
        let mut table = vec![
            go(enter, "open the selected row"),
            Binding::new("1-9", keys, Group::Answer, "open the row with that key").hint("open"),
            search().hint("search"),
            commands().hint("commands"),
            up_down("move"),
            letter('r', Action::LookBack, Group::Look, "review missed"),
            letter('n', notes, Group::Look, "personal notes"),
            letter('s', sprint, Group::Answer, "sprint: 5 minutes of questions"),
        ];
        table.extend(banks);
        table.push(colors.hint_while(first_time, "colors"));
        table.push(leave("quit", "quit"));
        table.push(inactive_escape());
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        if let Some(at) = move_cursor(self.at, self.entries().len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go => self.open(self.at, cx),
            Action::Row(at) | Action::Place(at) => self.open(at, cx),
            Action::QuickAction(action) => self.run(action, cx),
            Action::LookBack => self.open_place('3', cx),
            Action::Colors => Flow::Push(Box::new(Colors::new(cx))),
            Action::Banks => Flow::Push(Box::new(Banks::new(false, cx))),
            Action::Leave => Flow::Quit,
            _ => Flow::Unused,
        }
    }

    fn places(&self, cx: &Context) -> Vec<Command> {
        if self.next == Next::Nothing {
            return Vec::new();
        }
        self.commands(cx.app.bank())
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let mut main = Sheet::default();
        if self.loading {
            main.push(Row::new().at(columns.text, "Reading the bank …", Role::Muted));
            return View::page("certdrill", main);
        }
        let begins = page.margin;
        main.push(Row::new().at(begins, self.description.clone(), Role::Strong));
        for text in &self.lines {
            main.text(page.at(begins), text, Role::Muted);
        }
        main.gap();
        if self.next == Next::Nothing {
            let said = "This bank has no usable questions. Run `certdrill bank check` to \
                        see why, or open another bank with --bank.";
            main.text(page.at(begins), said, Role::Warning);
        } else {
            self.today_rows(&mut main, page);
            main.gap();
            self.place_rows(&mut main, page);
            self.below(&mut main, page);
        }
        let advice = self.history_reset.as_ref().and_then(HistoryReset::advice);
        let status = match (self.state.summary.all.of, advice) {
            _ if self.state.ran_out.is_some() => {
                "An exam ran out of time. Progress shows its result.".into()
            }
            (_, Some(advice)) => sentence(advice),
            (0, None) if !self.kept_in.is_empty() => {
                format!("No account, no network. History: {}", self.kept_in)
            }
            _ => String::new(),
        };
        View::page("certdrill", main)
            .right(self.title.clone())
            .side(self.beside(page))
            .note(status)
    }

    fn returned(&mut self, cx: &mut Context) {
        self.refresh(cx);
        if self.state.open_session().is_some() {
            self.at = 0;
        }
    }

    fn receive(&mut self, message: Message, cx: &mut Context) -> Flow {
        if message == Message::Reload && cx.app.reload_bank() {
            self.refresh(cx);
            if !cx.app.problems().is_empty() {
                return Flow::Push(Box::new(Problems::new(&cx.app, true)));
            }
        }
        Flow::Stay
    }

    fn banner(&self) -> Option<String> {
        let history_reset = self
            .history_reset
            .as_ref()
            .map(|it| sentence(&it.to_string()));
        let unread = messages::unread(self.state.unread);
        let ahead = messages::ahead(self.state.summary.ahead, self.state.calendar);
        self.trouble.clone().or(history_reset).or(unread).or(ahead)
    }
}
