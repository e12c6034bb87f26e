//! The home screen, which suggests the next step and lists all other places.

mod dashboard;
mod notes;
mod quick_actions;
mod rows;

use std::rc::Rc;

use dashboard::DomainSize;
use quick_actions::{IN_A_SHELL, contents};
use rows::HomeEntry;

use super::banks::Banks;
use super::browse::Browse;
use super::colors::Colors;
use super::guide::GuidePage;
use super::learn::Learn;
use super::map::Map;
use super::missed::MissedList;
use super::problems::Problems;
use super::progress::Progress;
use super::question::Question;
use super::result::ResultPage;
use super::settings::SettingsPage;
use super::setup::Setup;
use super::tables::Tables;
use super::terms::Terms;
use crate::app::messages;
use crate::app::words::{count, on_facts, sentence, shortened, thousands};
use crate::app::{
    self, DRILL, HistorySnapshot, MENU, Next, QuestionSource, Selection, TodayQueue, has_place,
};
use crate::bank::ItemCounts;
use crate::quiz::{Kind, Moment};
use crate::store::{HistoryReset, SessionId};
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{
    Action, Binding, Command, Group, Key, QuickAction, commands, go, inactive_escape, leave,
    letter, of_place, search, synonyms, up_down,
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
    /// The reason why the history is new, if the learner should be informed.
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
    pub fn exam_expired(&self, cx: &mut Context<'_>) -> Option<ResultPage> {
        let sat = cx.app.sat(self.state.ran_out?).ok()?;
        Some(ResultPage::of_stored(&sat, cx))
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
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
        self.today = cx.app.today(&self.state);
        self.size = stats.all;
        self.has_placement = cx.app.has_placement();
        self.rows = all_rows()
            .filter(|(key, _)| has_place(*key, stats))
            .collect();
        self.mocks = cx.app.mock_exams();
        self.domains = dashboard::domains(cx.app.stats());
        self.banks = cx.app.banks.origins.len();
        // The bank that was just opened may have fewer rows.
        self.at = self.at.min(self.entries().len().saturating_sub(1));
        self.notes = self.notes(questions, cx);
        self.kept_in = crate::paths::history().map_or(String::new(), |path| {
            shortened(path.parent().unwrap_or(&path))
        });
    }

    fn open(&mut self, row: usize, cx: &mut Context<'_>) -> Flow {
        let entries = self.entries();
        let Some(entry) = entries.get(row) else {
            return Flow::Stay;
        };
        self.at = row;
        match *entry {
            HomeEntry::Next => self.go(cx),
            HomeEntry::Queue => {
                let queue = self.queue.clone();
                self.begin(&queue, cx)
            }
            HomeEntry::Plan => match self.overview(cx) {
                Some(overview) => Flow::Push(Box::new(SettingsPage::on_plan(&overview, cx))),
                None => Flow::Stay,
            },
            HomeEntry::Weakest => self.study_weakest(cx),
            HomeEntry::Place(key) => self.open_place(key, cx),
        }
    }

    fn open_place(&mut self, digit: char, cx: &mut Context<'_>) -> Flow {
        if cx.app.stats().all.is_empty() {
            return Flow::Stay;
        }
        let Some(overview) = self.overview(cx) else {
            return Flow::Stay;
        };
        let screen: Box<dyn Screen> = match digit {
            '1' => Box::new(Setup::new(Kind::Practice, overview, cx)),
            '2' => Box::new(Setup::new(Kind::Exam, overview, cx)),
            '3' => Box::new(MissedList::new(overview, cx)),
            '4' => Box::new(Progress::new(overview, cx)),
            '5' => Box::new(Browse::new(overview, cx)),
            // Skip the list of tables if the bank has only one table.
            '6' => match Map::only(Rc::clone(&overview), cx) {
                Some(map) => Box::new(map),
                None => Box::new(Tables::new(overview, cx)),
            },
            't' => Box::new(Terms::new(overview, cx)),
            '8' => Box::new(Learn::new(overview, cx)),
            'g' => Box::new(GuidePage::new(overview, cx)),
            '9' => Box::new(SettingsPage::new(&overview, cx)),
            _ => match cx.app.drill(Some(DRILL), None, &overview, &cx.now) {
                Some(sitting) => Box::new(Question::open(sitting, cx)),
                None => return Flow::Stay,
            },
        };
        Flow::Push(screen)
    }

    fn go(&mut self, cx: &mut Context<'_>) -> Flow {
        let open = self.state.open_session();
        let open = open.filter(|_| matches!(self.next, Next::GoOn { .. }));
        match open.cloned() {
            Some(sat) => {
                let sitting = cx.app.resume(sat, &cx.now);
                Flow::Push(Box::new(Question::open(sitting, cx)))
            }
            None => {
                let next = self.next.clone();
                self.begin(&next, cx)
            }
        }
    }

    fn begin(&mut self, next: &Next, cx: &mut Context<'_>) -> Flow {
        let overview = self.overview(cx);
        let begun = overview.and_then(|it| cx.app.begin_next(next, &it, &cx.now));
        Question::start(begun, cx)
    }

    /// Starts a study session on the weakest task. Due items come first.
    fn study_weakest(&mut self, cx: &mut Context<'_>) -> Flow {
        let weakest = self.state.summary.weakest.as_ref();
        let selection = Selection {
            topics: weakest.map(|it| it.topics.clone()).unwrap_or_default(),
            which: QuestionSource::Due,
            ..Selection::default()
        };
        let overview = self.overview(cx);
        Question::start(
            overview.and_then(|it| cx.app.practice(&selection, &it, &cx.now)),
            cx,
        )
    }

    /// Returns the history snapshot for the screens that open from here. If the history cannot be
    /// read, the home screen shows the error.
    fn overview(&mut self, cx: &mut Context<'_>) -> Option<Rc<HistorySnapshot>> {
        match cx.app.overview(&cx.now) {
            Ok(overview) => {
                self.found = self.found.or(overview.ran_out);
                Some(overview)
            }
            Err(error) => {
                self.trouble = Some(sentence(&error.to_string()));
                None
            }
        }
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

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
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

    fn places(&self, cx: &Context<'_>) -> Vec<Command> {
        let entries = self.entries().into_iter().enumerate();
        let rows = &self.rows;
        let place = |(at, entry): (usize, HomeEntry)| {
            let name = match entry {
                HomeEntry::Next | HomeEntry::Queue => return None,
                HomeEntry::Plan => "Exam date",
                HomeEntry::Weakest => "Practice the weakest task",
                HomeEntry::Place(key) => rows.iter().find(|(it, _)| *it == key)?.1,
            };
            Some(Command {
                name: name.to_owned(),
                hint: String::new(),
                also: Self::key_of(entry).map_or("", of_place),
                section: "Go to",
                key: Self::key_of(entry).map_or(String::new(), String::from),
                action: Action::Place(at),
            })
        };
        let quick_action = |(name, action): (&str, QuickAction)| Command {
            name: name.to_owned(),
            hint: String::new(),
            also: synonyms(Action::QuickAction(action)),
            section: match action {
                QuickAction::Notes
                | QuickAction::Banks
                | QuickAction::DailyGoal
                | QuickAction::Result(_)
                | QuickAction::Walk(_) => "Go to",
                _ => "Start",
            },
            key: String::new(),
            action: Action::QuickAction(action),
        };
        let shell = |(name, also, command): (&str, _, _)| Command {
            name: name.to_owned(),
            hint: String::new(),
            also,
            section: "Shell",
            key: String::new(),
            action: Action::Shell(command),
        };
        if self.next == Next::Nothing {
            return Vec::new();
        }
        entries
            .filter_map(place)
            .chain(self.quick_actions().into_iter().map(quick_action))
            .chain(IN_A_SHELL.into_iter().map(shell))
            .chain(contents(cx.app.bank()))
            .collect()
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
        let status = match self.state.summary.all.of {
            _ if self.state.ran_out.is_some() => {
                "An exam ran out of time. Progress shows its result.".into()
            }
            _ if self.history_reset.as_ref().is_some_and(|it| it.restorable) => {
                "Run `certdrill history restore` to list backups.".into()
            }
            0 if !self.kept_in.is_empty() => {
                format!("No account, no network. History: {}", self.kept_in)
            }
            _ => String::new(),
        };
        View::page("certdrill", main)
            .right(self.title.clone())
            .side(self.beside(page))
            .note(status)
    }

    fn returned(&mut self, cx: &mut Context<'_>) {
        self.refresh(cx);
        if self.state.open_session().is_some() {
            self.at = 0;
        }
    }

    fn receive(&mut self, message: Message, cx: &mut Context<'_>) -> Flow {
        if message == Message::Reload && cx.app.reload_bank() {
            self.refresh(cx);
            if !cx.app.problems().is_empty() {
                return Flow::Push(Box::new(Problems::new(cx.app, true)));
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
