//! A session's questions, one at a time: practice, exam and review alike.
//! What differs between them is in the session's policy.

mod answering;
mod keys;
mod leaving;
mod looks;
mod telling;
mod time;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use super::dispute::Dispute;
use super::grid::Grid;
use super::map::Map;
use super::result::ResultPage;
use super::review::Review;
use crate::app::Sitting;
use crate::app::telling::{ended_open, kept};
use crate::config::Answer;
use crate::model::{Bank, QuestionId};
use crate::quiz::{Ending, Event, Feedback, Moment, Slot};
use crate::tui::keymap::{Action, Binding};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::view::View;
use crate::tui::widgets::Face;
use crate::tui::words::sentence;

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a state of its own; they exclude each other nowhere"
)]
pub struct Question {
    sitting: Sitting,
    bank: Arc<Bank>,
    cursor: Option<usize>,
    /// Said in the status row until the next key.
    said: Option<String>,
    face: Face,
    /// A letter answers, where one answer is right and reasons come at once.
    at_once: bool,
    /// The status row says why the question came, until the next key.
    asks_why: bool,
    /// How many of the policy's notices have been given.
    noticed: usize,
    /// Missed questions of the session that wait to be put right, and in how many
    /// sittings each was right so far.
    waiting: HashMap<QuestionId, usize>,
    /// What is wrong with a question, in the learner's words.
    disputes: BTreeMap<QuestionId, String>,
    /// Show how to answer: nothing was answered in this session yet.
    fresh: bool,
    /// A new fact is told now; its question comes next.
    telling: bool,
}

impl Question {
    /// Opens the session at the question where it stands.
    pub fn open(sitting: Sitting, cx: &mut Context<'_>) -> Self {
        let noticed = sitting.passed_notices(&cx.now);
        let at = sitting.session.at();
        let mut screen = Self {
            bank: Arc::clone(cx.app.bank()),
            said: ended_open(&sitting),
            sitting,
            cursor: None,
            face: Face::of(&cx.app.settings),
            at_once: cx.app.settings.answer == Answer::AtOnce,
            asks_why: false,
            noticed,
            waiting: waiting(cx),
            disputes: cx.app.disputes(&cx.now).unwrap_or_default(),
            fresh: true,
            telling: false,
        };
        screen.go_to(at, cx);
        screen
    }

    fn place(&self) -> usize {
        self.sitting.session.at()
    }

    fn slot(&self) -> &Slot {
        &self.sitting.session.slots()[self.place()]
    }

    /// Whether the open question is told with its key: answered, and not in a
    /// session that keeps its answers for the end.
    fn is_told(&self) -> bool {
        self.slot().answered && self.each()
    }

    fn each(&self) -> bool {
        self.sitting.session.policy.feedback == Feedback::Each
    }

    /// Whether a letter answers the open question.
    fn answers_at_once(&self) -> bool {
        self.at_once && self.each() && !self.slot().question.is_multiple_response()
    }

    fn is_chosen(&self, at: usize) -> bool {
        let slot = self.slot();
        let id = slot.order.get(at);
        id.is_some_and(|id| slot.chosen.contains(id))
    }

    /// Lets an event happen; what is refused is said.
    fn apply(&mut self, event: Event, cx: &mut Context<'_>) -> bool {
        match cx.app.apply(&mut self.sitting, event, &cx.now) {
            Ok(()) => true,
            Err(refused) => {
                self.said = Some(sentence(&refused.to_string()));
                false
            }
        }
    }

    fn go_to(&mut self, place: usize, cx: &mut Context<'_>) {
        self.apply(Event::Visited { place }, cx);
        self.cursor = None;
        self.telling = self.tells_first();
        let slot = self.slot();
        if !slot.answered
            && !slot.question.is_multiple_response()
            && let Some(chosen) = slot.chosen.first()
        {
            self.cursor = slot.position(chosen);
        }
    }

    fn go_on(&mut self, cx: &mut Context<'_>) -> Flow {
        let last = self.place() + 1 >= self.sitting.session.slots().len();
        if !self.each() {
            if last {
                return self.review();
            }
            self.go_to(self.place() + 1, cx);
            return Flow::Stay;
        }
        match self.sitting.session.next_open() {
            Some(place) => {
                self.go_to(place, cx);
                Flow::Stay
            }
            None => self.finish(cx),
        }
    }

    fn step(&mut self, forward: bool, cx: &mut Context<'_>) -> Flow {
        let (at, count) = (self.place(), self.sitting.session.slots().len());
        match (forward, at) {
            (true, at) if at + 1 < count => self.go_to(at + 1, cx),
            (true, _) => return self.go_on(cx),
            (false, 0) => self.said = Some("This is the first question.".into()),
            (false, at) => self.go_to(at - 1, cx),
        }
        Flow::Stay
    }

    fn finish(&mut self, cx: &mut Context<'_>) -> Flow {
        let ending = Ending::Finished;
        if !self.apply(Event::Ended { ending }, cx) {
            return Flow::Stay;
        }
        self.result(cx)
    }

    fn result(&self, cx: &Context<'_>) -> Flow {
        Flow::Replace(Box::new(ResultPage::of_sitting(&self.sitting, cx)))
    }

    fn review(&self) -> Flow {
        Flow::Push(Box::new(Review::new(self.sitting.clone(), self.face)))
    }
}

impl Screen for Question {
    fn bindings(&self) -> Vec<Binding> {
        if self.telling {
            return self.telling_table();
        }
        self.table()
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        self.said = None;
        self.asks_why = action == Action::Why;
        let place = self.place();
        let answered = self.is_told();
        if let Some(said) = told_later(action).filter(|_| !answered) {
            self.asks_why = false;
            self.said = Some(said.into());
            return Flow::Stay;
        }
        match action {
            Action::Go if self.telling => self.telling = false,
            Action::Up | Action::Down if self.telling => return Flow::Unused,
            Action::Go => return self.answer(cx),
            Action::Next | Action::Right => return self.step(true, cx),
            Action::Previous | Action::Left => return self.step(false, cx),
            Action::Up | Action::Down if answered => return Flow::Unused,
            Action::Up => self.move_cursor(false, cx),
            Action::Down => self.move_cursor(true, cx),
            Action::Option(at) if self.answers_at_once() => {
                // A letter that is marked already, by the cursor, is not taken off.
                if !self.is_chosen(at) {
                    self.choose(at, cx);
                }
                if self.is_chosen(at) {
                    return self.answer(cx);
                }
            }
            Action::Option(at) => self.choose(at, cx),
            Action::Row(place) => self.go_to(place, cx),
            Action::Tick => {
                // Where the cursor carries the mark, it is not taken off again.
                let several = self.slot().question.is_multiple_response();
                if let Some(at) = self.cursor.filter(|at| several || !self.is_chosen(*at)) {
                    self.choose(at, cx);
                }
            }
            Action::Strike(at) => self.strike(at, cx),
            Action::StrikeHere => match self.cursor {
                Some(at) => self.strike(at, cx),
                None => self.said = Some("Move the cursor to an option first.".into()),
            },
            Action::Sure => self.sure(cx),
            Action::SureAs(number) => self.sure_as(number, cx),
            Action::Flag => {
                let on = !self.slot().flagged;
                self.apply(Event::Flagged { place, on }, cx);
            }
            Action::Undo => self.undo(cx),
            Action::Grid => {
                let grid = Grid::new(self.sitting.clone(), self.face);
                return Flow::Push(Box::new(grid));
            }
            Action::LookBack => return self.review(),
            Action::Map => {
                let overview = cx.app.overview(&cx.now).unwrap_or_default();
                return match Map::new(overview, self.cell(), cx) {
                    Some(map) => Flow::Push(Box::new(map)),
                    None => Flow::Stay,
                };
            }
            Action::Dispute => {
                let id = &self.slot().question.id;
                return Flow::Push(Box::new(Dispute::new(id, self.disputes.get(id))));
            }
            Action::Why => {}
            Action::Clock => self.face.hidden = !self.face.hidden,
            Action::Leave => {
                if let Some(question) = self.ask_to_leave(false) {
                    return Flow::Push(question);
                }
                self.keep(cx);
                return Flow::Home;
            }
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn view(&self, page: &Page, now: &Moment) -> View {
        self.look(page, now)
    }

    fn least(&self) -> (u16, u16) {
        (40, 12)
    }

    fn is_exam(&self) -> bool {
        !self.each() && self.sitting.session.ending().is_none()
    }

    fn wake(&self, now: &Moment) -> Option<Duration> {
        self.next_change(now)
    }

    fn tick(&mut self, cx: &mut Context<'_>) -> Flow {
        self.let_time_pass(cx)
    }

    fn returned(&mut self, cx: &mut Context<'_>) {
        let disputes = cx.app.disputes(&cx.now).unwrap_or_default();
        if disputes != self.disputes {
            let stands = disputes.contains_key(&self.slot().question.id);
            let said = if stands { "Disputed." } else { "Withdrawn." };
            self.said = Some(said.into());
        }
        self.disputes = disputes;
    }

    fn receive(&mut self, message: Message, cx: &mut Context<'_>) -> Flow {
        match message {
            Message::GoTo(place) => {
                self.go_to(place, cx);
                Flow::Stay
            }
            Message::Finish => self.finish(cx),
            // The session keeps the questions that it began with.
            Message::Reload => Flow::Stay,
            Message::Leave { program } => {
                self.keep(cx);
                if program { Flow::Quit } else { Flow::Home }
            }
        }
    }

    fn leaving(&mut self, cx: &mut Context<'_>) {
        self.keep(cx);
    }

    fn may_quit(&mut self, _cx: &mut Context<'_>) -> Option<Box<dyn Screen>> {
        self.ask_to_leave(true)
    }

    fn banner(&self) -> Option<String> {
        self.sitting.trouble_in_words()
    }

    fn last_words(&self) -> Option<String> {
        let session = &self.sitting.session;
        if session.ending().is_some() {
            return None;
        }
        Some(kept(&self.sitting))
    }
}

/// What to say of something that would be a hint before the answer.
fn told_later(action: Action) -> Option<&'static str> {
    match action {
        Action::Why => Some("Why it came is told after the answer."),
        Action::Map => Some("The map is told after the answer."),
        Action::Dispute => Some("A question is disputed after its answer."),
        _ => None,
    }
}

/// What waits in the list of missed questions.
fn waiting(cx: &mut Context<'_>) -> HashMap<QuestionId, usize> {
    let overview = cx.app.overview(&cx.now).unwrap_or_default();
    let missed = overview.record.missed.iter();
    missed.map(|it| (it.question.clone(), it.righted)).collect()
}
