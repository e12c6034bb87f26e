//! The question page. It shows the questions of any session, such as a practice session or a mock
//! exam, one at a time. The session policy determines how the page behaves.

mod answering;
mod card;
mod drill;
mod fact_page;
mod keys;
mod leaving;
mod render;
mod replacing;

use std::time::Duration;

use super::grid::Grid;
use super::map::Map;
use super::own_words::OwnWords;
use super::result::ResultPage;
use super::review::Review;
use super::sources::act_on;
use crate::app::messages::{AfterAnswer, kept};
use crate::app::{ActiveSession, App, Controller, NextScreen, Response};
use crate::config::LetterAction;
use crate::model::Source;
use crate::quiz::{Kind, Moment, Slot};
use crate::tui::keymap::{Action, Binding};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::view::View;
use crate::tui::widgets::{ClockDisplay, pages, pages_of};
use replacing::Replacing;

/// The maximum interval between automatic repetitions of a key that stays pressed.
const HELD: Duration = Duration::from_millis(150);

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is about another thing, and none excludes another"
)]
pub struct Question {
    session: Controller,
    /// A message in the status row, shown until the next key press.
    said: Option<String>,
    face: ClockDisplay,
    cursor: Option<usize>,
    /// True if the last key was Enter and it selected the option under the cursor.
    entered: bool,
    /// True if the settings let a letter submit the answer immediately. This applies only in
    /// sessions with immediate feedback, and only to questions with one correct option.
    at_once: bool,
    /// True while the status row shows why the question was selected, until the next key press.
    asks_why: bool,
    /// True before the first answer in the session, while the page shows how to answer.
    fresh: bool,
}

impl Question {
    /// Opens the page for a session. If starting the session would end an open one, asks for
    /// confirmation first.
    pub fn open(sitting: ActiveSession, cx: &mut Context) -> Box<dyn Screen> {
        match sitting.replaces.last().cloned() {
            Some(open) => Box::new(Replacing::new(sitting, open, &cx.now)),
            None => Box::new(Self::new(sitting, cx)),
        }
    }

    /// Opens the session at its current question.
    fn new(sitting: ActiveSession, cx: &mut Context) -> Self {
        let (session, response) = Controller::open(sitting, &mut cx.app, &cx.now);
        let mut screen = Self {
            session,
            said: None,
            face: ClockDisplay::of(&cx.app.settings),
            cursor: None,
            entered: false,
            at_once: cx.app.settings.answer == LetterAction::AtOnce,
            asks_why: false,
            fresh: true,
        };
        screen.show(&response);
        screen
    }

    /// Opens the page for a session over the current page, if the session was started.
    pub fn start(begun: Option<ActiveSession>, cx: &mut Context) -> Flow {
        begun.map_or(Flow::Stay, |it| Flow::Push(Self::open(it, cx)))
    }

    /// Opens the page for a session instead of the current page, if the session was started.
    pub fn start_instead(begun: Option<ActiveSession>, cx: &mut Context) -> Flow {
        begun.map_or(Flow::Stay, |it| Flow::Replace(Self::open(it, cx)))
    }

    fn slot(&self) -> &Slot {
        self.session.slot()
    }

    fn each(&self) -> bool {
        self.session.explains_each()
    }

    /// Returns whether a letter submits the answer to the current question.
    fn answers_at_once(&self) -> bool {
        self.at_once && self.each() && !self.slot().question.is_multiple_response()
    }

    fn is_chosen(&self, at: usize) -> bool {
        let slot = self.slot();
        let id = slot.order.get(at);
        id.is_some_and(|id| slot.chosen.contains(id))
    }

    fn is_drill(&self) -> bool {
        self.session.kind() == Kind::Drill
    }

    /// Shows the messages that are not on the page itself and moves the cursor to its initial
    /// position.
    fn show(&mut self, response: &Response) {
        let mut notices = response.notices.iter().filter(|it| !it.is_on_page());
        if let Some(notice) = notices.next_back() {
            self.said = Some(notice.on_screen());
        }
        self.aim(response.then);
    }

    /// Performs an action in the session and opens the page that follows.
    fn follow(
        &mut self,
        cx: &mut Context,
        action: impl FnOnce(&mut Controller, &mut App, &Moment) -> Response,
    ) -> Flow {
        let response = action(&mut self.session, &mut cx.app, &cx.now);
        self.show(&response);
        match response.then {
            NextScreen::Stay => Flow::Stay,
            // Discard keys that were pressed before the page changed, because they were meant for
            // the previous page.
            NextScreen::Show | NextScreen::Explain => Flow::Changed,
            NextScreen::Review => Flow::Push(Box::new(self.review())),
            NextScreen::Result => {
                let result = ResultPage::of_active(&self.session.active, cx);
                Flow::Replace(Box::new(result))
            }
        }
    }

    /// Returns the sources for the question or the fact that the page explains.
    fn pages(&self) -> Vec<&Source> {
        match self.session.fact() {
            Some(fact) => pages(&self.session.bank, &fact.sources),
            None => pages_of(&self.session.bank, &self.slot().question),
        }
    }

    /// Opens the personal note for the current item, or for the last answered one in a drill.
    fn write_note(&self, cx: &Context) -> Flow {
        OwnWords::write_note(self.session.subject(), cx)
    }

    fn review(&self) -> Review {
        Review::new(self.session.active.clone(), self.face)
    }
}

impl Screen for Question {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = if self.is_cards() {
            self.card_table()
        } else if self.is_drill() {
            self.drill_table()
        } else if self.session.shows_fact() {
            self.telling_table()
        } else {
            self.table()
        };
        table.extend(self.session_keys());
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        self.said = None;
        self.asks_why = false;
        let entered = std::mem::take(&mut self.entered);
        if self.is_cards()
            && let Some(flow) = self.act_on_card(action, cx)
        {
            return flow;
        }
        // A note on an item whose answer is shown does not reveal the answer to the open question.
        let takes_note = self.session.takes_note();
        if let Some(response) = hint(action)
            .filter(|_| action != Action::Note || !takes_note)
            .and_then(|it| self.session.not_yet(it))
        {
            self.show(&response);
            return Flow::Stay;
        }
        let reads = self.session.is_explained() || self.session.shows_fact();
        match action {
            Action::Go if entered && cx.quiet < HELD => self.entered = true,
            Action::Go => return self.answer(cx),
            Action::Next | Action::Right => return self.follow(cx, Controller::next),
            Action::Previous | Action::Left => return self.follow(cx, Controller::previous),
            Action::Up | Action::Down if reads => return Flow::Unused,
            Action::Up => self.move_cursor(false),
            Action::Down => self.move_cursor(true),
            Action::Option(at) if self.is_drill() => {
                let at = [at].into();
                return self.follow(cx, |session, app, now| session.answer_with(&at, app, now));
            }
            Action::Yes => return self.follow(cx, Controller::finish),
            Action::Option(at) if self.answers_at_once() => {
                if self.choose(at, cx) && self.is_chosen(at) {
                    return self.answer(cx);
                }
            }
            Action::Option(at) => {
                self.choose(at, cx);
            }
            Action::Row(place) => {
                return self.follow(cx, |session, app, now| session.go_to(place, app, now));
            }
            Action::Tick if reads => return Flow::PageOr(Action::Go),
            Action::Tick => {
                if let Some(at) = self.cursor {
                    self.choose(at, cx);
                }
            }
            Action::Strike(at) => self.strike_by_capital(at, cx),
            Action::StrikeHere => match self.cursor {
                Some(at) => self.strike(at, cx),
                None => return Flow::Unused,
            },
            Action::Sure => return self.sure(cx),
            Action::SureAs(number) => return self.sure_as(number, cx),
            Action::Hint => {
                let flow = self.follow(cx, Controller::hint);
                self.skip_removed();
                return flow;
            }
            Action::Flag => return self.follow(cx, Controller::flag),
            Action::Undo => return self.follow(cx, Controller::undo),
            Action::Grid => {
                let grid = Grid::new(self.session.active.clone(), self.face);
                return Flow::Push(Box::new(grid));
            }
            Action::LookBack => return Flow::Push(Box::new(self.review())),
            Action::Map => {
                let overview = cx.app.overview(&cx.now).unwrap_or_default();
                return match Map::new(overview, self.session.cell(), cx) {
                    Some(map) => Flow::Push(Box::new(map)),
                    None => Flow::Stay,
                };
            }
            Action::Open | Action::Copy if reads => {
                let pages = self.pages();
                return act_on(&pages, action, cx);
            }
            Action::Dispute => {
                let id = &self.slot().question.id;
                return Flow::Push(Box::new(OwnWords::dispute(id, self.session.disputed())));
            }
            Action::Note => return self.write_note(cx),
            Action::Why => self.asks_why = true,
            Action::Clock => self.face.hidden = !self.face.hidden,
            Action::Leave => return self.leave(cx),
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        false
    }

    fn view(&self, page: &Page, now: &Moment) -> View {
        if self.is_cards() {
            return self.card_view(page, now);
        }
        if self.is_drill() {
            return self.drill_view(page, now);
        }
        self.look(page, now)
    }

    fn is_exam(&self) -> bool {
        !self.each() && !self.session.is_over()
    }

    fn is_session(&self) -> bool {
        !self.session.is_over()
    }

    fn wake(&self, now: &Moment) -> Option<Duration> {
        self.next_change(now)
    }

    fn tick(&mut self, cx: &mut Context) -> Flow {
        self.follow(cx, Controller::tick)
    }

    fn returned(&mut self, cx: &mut Context) {
        self.said = self
            .session
            .reread(&cx.app, &cx.now)
            .map(|it| it.on_screen());
    }

    fn receive(&mut self, message: Message, cx: &mut Context) -> Flow {
        match message {
            Message::GoTo(place) => {
                self.follow(cx, |session, app, now| session.go_to(place, app, now))
            }
            Message::Finish => self.follow(cx, Controller::finish),
            // A session keeps the questions that it was started with.
            Message::Reload | Message::Section(_) => Flow::Stay,
            Message::Leave { program } => self.left(program, cx),
            Message::Discard { program } => self.discarded(program, cx),
        }
    }

    fn leaving(&mut self, cx: &mut Context) {
        self.session.leave(&mut cx.app, &cx.now);
    }

    fn quit_confirmation(&mut self, _cx: &mut Context) -> Option<Box<dyn Screen>> {
        self.confirmation(true)
    }

    fn banner(&self) -> Option<String> {
        self.session.active.trouble_in_words()
    }

    fn last_words(&self) -> Option<String> {
        let is_open = !self.session.is_over();
        is_open.then(|| kept(&self.session.active))
    }
}

/// Returns what `action` would reveal if the action is available only after the answer.
fn hint(action: Action) -> Option<AfterAnswer> {
    match action {
        Action::Why => Some(AfterAnswer::Why),
        Action::Map => Some(AfterAnswer::Map),
        Action::Dispute => Some(AfterAnswer::Dispute),
        Action::Note => Some(AfterAnswer::Note),
        _ => None,
    }
}
