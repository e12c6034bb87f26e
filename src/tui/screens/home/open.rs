//! Opens the page or starts the session that a row or a command of the home screen names.

use std::rc::Rc;
use std::time::Duration;

use super::Home;
use super::rows::HomeEntry;
use crate::app::words::sentence;
use crate::app::{DRILL, HistorySnapshot, Next, QuestionSource, Selection};
use crate::quiz::Kind;
use crate::tui::keymap::QuickAction;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::screens::banks::Banks;
use crate::tui::screens::browse::Browse;
use crate::tui::screens::guide::GuidePage;
use crate::tui::screens::learn::Learn;
use crate::tui::screens::map::Map;
use crate::tui::screens::missed::MissedList;
use crate::tui::screens::notes::Notes;
use crate::tui::screens::progress::Progress;
use crate::tui::screens::question::Question;
use crate::tui::screens::result::ResultPage;
use crate::tui::screens::settings::SettingsPage;
use crate::tui::screens::setup::Setup;
use crate::tui::screens::tables::Tables;
use crate::tui::screens::terms::Terms;
use crate::tui::screens::walk::Walk;

/// The duration of a sprint.
const SPRINT: Duration = Duration::from_secs(5 * 60);

/// A page to open, or `None` if there is nothing to open.
type Opened = Option<Box<dyn Screen>>;

impl Home {
    pub(super) fn open(&mut self, row: usize, cx: &mut Context) -> Flow {
        let Some(entry) = self.entries().get(row).copied() else {
            return Flow::Stay;
        };
        self.at = row;
        let page = match entry {
            HomeEntry::Next => self.go(cx),
            HomeEntry::Queue => self.begin(&self.queue.clone(), cx),
            HomeEntry::Plan => self
                .overview(cx)
                .map(|it| Box::new(SettingsPage::on_plan(&it, cx)) as _),
            HomeEntry::Weakest => self.study_weakest(cx),
            HomeEntry::Place(key) => self.page(key, cx),
        };
        pushed(page)
    }

    pub(super) fn open_place(&mut self, key: char, cx: &mut Context) -> Flow {
        pushed(self.page(key, cx))
    }

    /// Runs a command that has no row on the home screen.
    pub(super) fn run(&mut self, action: QuickAction, cx: &mut Context) -> Flow {
        pushed(self.quick_page(action, cx))
    }

    /// Returns the page of the place with this key.
    fn page(&mut self, key: char, cx: &mut Context) -> Opened {
        if cx.app.stats().all.is_empty() {
            return None;
        }
        let overview = self.overview(cx)?;
        Some(match key {
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
            _ => {
                let drill = cx.app.drill(Some(DRILL), None, &overview, &cx.now)?;
                Question::open(drill, cx)
            }
        })
    }

    fn quick_page(&mut self, action: QuickAction, cx: &mut Context) -> Opened {
        Some(match action {
            QuickAction::Practice => return self.practice(&Selection::default(), cx),
            QuickAction::Study => {
                let due = Selection {
                    which: QuestionSource::Due,
                    ..Selection::default()
                };
                return self.practice(&due, cx);
            }
            QuickAction::Sprint => {
                let sprint = Selection {
                    count: usize::MAX,
                    limit: Some(SPRINT),
                    ..Selection::default()
                };
                return self.practice(&sprint, cx);
            }
            QuickAction::Placement => {
                let overview = self.overview(cx)?;
                let placement = cx.app.placement(None, &overview, &cx.now)?;
                Question::open(placement, cx)
            }
            QuickAction::Banks => Box::new(Banks::new(false, cx)),
            QuickAction::Notes => Box::new(Notes::new(self.overview(cx)?, cx)),
            QuickAction::DailyGoal => {
                let overview = self.overview(cx)?;
                Box::new(SettingsPage::on_daily_goal(&overview, cx))
            }
            QuickAction::Table(at) => Box::new(Map::of_table(self.overview(cx)?, at, cx)?),
            QuickAction::TermGroup(first) => {
                Box::new(Terms::at_group_of(first, self.overview(cx)?, cx))
            }
            QuickAction::Result(id) => Box::new(ResultPage::of_stored(&cx.app.sat(id).ok()?, cx)),
            QuickAction::Walk(id) => {
                let sat = cx.app.sat(id).ok()?;
                let title = cx.app.title_of(id, sat.header.kind);
                Box::new(Walk::new(sat.session, title, cx))
            }
            QuickAction::Misses(id) => {
                let sat = cx.app.sat(id).ok()?;
                let missed: Vec<_> = sat.session.missed().cloned().collect();
                let kind = Kind::Practice;
                let begun = cx.app.start_with_questions(kind, &missed, &cx.now)?;
                Question::open(begun, cx)
            }
        })
    }

    fn go(&mut self, cx: &mut Context) -> Opened {
        let open = self.state.open_session();
        let open = open.filter(|_| matches!(self.next, Next::GoOn { .. }));
        match open.cloned() {
            Some(sat) => {
                let sitting = cx.app.resume(sat, &cx.now);
                Some(Question::open(sitting, cx))
            }
            None => self.begin(&self.next.clone(), cx),
        }
    }

    fn begin(&mut self, next: &Next, cx: &mut Context) -> Opened {
        let overview = self.overview(cx)?;
        let begun = cx.app.begin_next(next, &overview, &cx.now)?;
        Some(Question::open(begun, cx))
    }

    fn practice(&mut self, selection: &Selection, cx: &mut Context) -> Opened {
        let overview = self.overview(cx)?;
        let begun = cx.app.practice(selection, &overview, &cx.now)?;
        Some(Question::open(begun, cx))
    }

    /// Starts a study session on the weakest task. Due items come first.
    fn study_weakest(&mut self, cx: &mut Context) -> Opened {
        let weakest = self.state.summary.weakest.as_ref();
        let selection = Selection {
            topics: weakest.map(|it| it.part.topics.clone()).unwrap_or_default(),
            which: QuestionSource::Due,
            ..Selection::default()
        };
        self.practice(&selection, cx)
    }

    /// Returns the history snapshot for the screens that open from here. If the history cannot be
    /// read, the home screen shows the error.
    fn overview(&mut self, cx: &mut Context) -> Option<Rc<HistorySnapshot>> {
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

fn pushed(page: Opened) -> Flow {
    page.map_or(Flow::Stay, Flow::Push)
}
