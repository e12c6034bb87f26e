//! The session controller, which handles actions and clock ticks and decides what to show next.

mod answering;
mod clock;
mod own_words;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::app::messages::result::count_returned;
use crate::app::messages::{AfterAnswer, Notice, Warning, key, of_waiting, verdict};
use crate::app::{ActiveSession, App};
use crate::learn::{Missed, PersonalNotes};
use crate::model::{Bank, CellRef, Fact, QuestionId};
use crate::quiz::{
    Ending, Event, Feedback, Kind, Moment, Outcome, Rejection, Session, Slot, WhenClosed,
};

/// An active session and the state that both front ends share.
pub struct Controller {
    pub active: ActiveSession,
    pub bank: Arc<Bank>,
    /// The problems that the learner has reported with questions.
    disputes: BTreeMap<QuestionId, String>,
    notes: PersonalNotes,
    /// The missed questions, each with the number of sessions in which it has been answered
    /// correctly since then.
    waiting: HashMap<QuestionId, usize>,
    /// The number of time notices shown so far.
    noticed: usize,
    /// The last problem reported to the learner.
    trouble: Option<String>,
    /// True if a new fact is currently shown before its question.
    shows_fact: bool,
    /// True if the back of the open flash card is shown.
    revealed: bool,
    /// The highest number of correct answers in an earlier drill with the same time limit.
    best: Option<usize>,
    /// True if the learner has left the session.
    left: bool,
    notices: Vec<Notice>,
}

/// The result of an action or a clock tick.
#[derive(Debug, PartialEq)]
#[must_use]
pub struct Response {
    pub notices: Vec<Notice>,
    pub then: NextScreen,
}

/// The screen to show next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextScreen {
    /// The current view with updated content.
    Stay,
    /// The open question or the fact that is shown before it.
    Show,
    /// The open question with its key.
    Explain,
    /// The review page that is shown before the session ends.
    Review,
    /// The result, because the session has ended.
    Result,
}

/// The verdict on an answer.
#[derive(Debug, PartialEq, Eq)]
pub struct AnswerOutcome {
    pub right: bool,
    /// The verdict in words, which also depends on the learner's confidence.
    pub says: &'static str,
    /// The key if the answer was incorrect.
    pub key: String,
    /// A note that says whether the question is on the list of missed questions.
    pub note: &'static str,
}

impl Controller {
    /// Opens `sitting` at its current question.
    pub fn open(sitting: ActiveSession, app: &mut App, now: &Moment) -> (Self, Response) {
        let at = sitting.session.at();
        let mut controller = Self {
            bank: Arc::clone(app.bank()),
            disputes: BTreeMap::new(),
            notes: app.personal_notes(now),
            waiting: HashMap::new(),
            noticed: sitting.passed_notices(now),
            trouble: None,
            shows_fact: false,
            revealed: false,
            best: None,
            left: false,
            notices: Vec::new(),
            active: sitting,
        };
        if controller.kind() == Kind::Drill && controller.session().policy.limit.is_some() {
            controller.best = app.best_drill(&controller.active.header);
        }
        if !controller.kind().answers_at_once() {
            let overview = app.overview(now).unwrap_or_default();
            let missed = overview.record.missed.iter();
            let waiting = missed.map(|it| (it.question.clone(), it.righted));
            controller.waiting = waiting.collect();
            controller.read_own_words(app, now);
        }
        let begins = controller.session().slots().iter().all(|it| !it.visited);
        if begins && let Some(many) = count_returned(&controller.bank, controller.session()) {
            controller.notices.push(Notice::Repeats(many));
        }
        let response = controller.go_to(at, app, now);
        (controller, response)
    }

    pub fn kind(&self) -> Kind {
        self.active.header.kind
    }

    pub fn session(&self) -> &Session {
        &self.active.session
    }

    /// Returns the index of the open question.
    pub fn place(&self) -> usize {
        self.session().at()
    }

    /// Returns the highest number of correct answers in an earlier drill with the same time limit.
    pub fn best(&self) -> Option<usize> {
        self.best
    }

    /// Returns the open question.
    pub fn slot(&self) -> &Slot {
        &self.session().slots()[self.place()]
    }

    /// Returns the number of questions in the session.
    pub fn count(&self) -> usize {
        self.session().slots().len()
    }

    pub fn is_over(&self) -> bool {
        self.session().ending().is_some()
    }

    /// Returns whether feedback follows each answer.
    pub fn explains_each(&self) -> bool {
        self.session().policy.feedback == Feedback::Each
    }

    /// Returns whether hints are available in this session. Exams and drills do not have hints.
    pub fn has_hints(&self) -> bool {
        self.explains_each() && !self.kind().answers_at_once()
    }

    /// Returns whether the open question is shown with its key.
    pub fn is_explained(&self) -> bool {
        self.slot().answered && self.explains_each()
    }

    /// Returns the table cell that the correct answer refers to.
    pub fn cell(&self) -> Option<&CellRef> {
        let mut right = self.slot().question.choices.iter().filter(|it| it.correct);
        let claim = right.find_map(|choice| choice.claims.first())?;
        Some(&claim.cell)
    }

    /// Returns the new fact that is shown before its question, if any.
    pub fn fact(&self) -> Option<&Fact> {
        let mut facts = self.bank.facts_of(&self.slot().question);
        facts.next().filter(|_| self.shows_fact)
    }

    /// Returns whether a fact is shown before its question.
    pub fn shows_fact(&self) -> bool {
        self.shows_fact
    }

    /// Returns whether the back of the open flash card is shown.
    pub fn is_revealed(&self) -> bool {
        self.revealed
    }

    /// Returns the verdict on the answer to the open question.
    pub fn verdict(&self) -> AnswerOutcome {
        let slot = self.slot();
        if self.session().outcome(self.place()) == Outcome::Right {
            let waiting = self.waiting.get(&Missed::id_of(&slot.question)).copied();
            return AnswerOutcome {
                right: true,
                says: verdict(true, slot),
                key: String::new(),
                note: of_waiting(slot, waiting),
            };
        }
        AnswerOutcome {
            right: false,
            says: verdict(false, slot),
            key: key(slot),
            note: "Now on your list of missed questions.",
        }
    }

    /// Opens the question at index `place`.
    pub fn go_to(&mut self, place: usize, app: &mut App, now: &Moment) -> Response {
        self.apply(Event::Visited { place }, app, now);
        self.revealed = false;
        let slot = self.slot();
        self.shows_fact = self.session().policy.shown_first.contains(&self.place())
            && !slot.answered
            && slot.chosen.is_empty();
        self.respond(NextScreen::Show)
    }

    /// Continues to the next question, or shows the open question if its fact is currently shown.
    pub fn go_on(&mut self, app: &mut App, now: &Moment) -> Response {
        if std::mem::take(&mut self.shows_fact) {
            return self.respond(NextScreen::Show);
        }
        if !self.explains_each() {
            if self.place() + 1 >= self.count() {
                return self.respond(NextScreen::Review);
            }
            return self.go_to(self.place() + 1, app, now);
        }
        match self.session().next_open() {
            Some(place) => self.go_to(place, app, now),
            None => self.finish(app, now),
        }
    }

    /// Opens the next question. If the current question is not done, reports that it was skipped.
    pub fn next(&mut self, app: &mut App, now: &Moment) -> Response {
        if self.place() + 1 < self.count() {
            if !self.session().is_done(self.place()) {
                self.notices.push(Notice::Skipped(self.place()));
            }
            return self.go_to(self.place() + 1, app, now);
        }
        self.shows_fact = false;
        self.go_on(app, now)
    }

    /// Opens the previous question.
    pub fn previous(&mut self, app: &mut App, now: &Moment) -> Response {
        match self.place().checked_sub(1) {
            Some(place) => self.go_to(place, app, now),
            None => self.note(Notice::FirstQuestion),
        }
    }

    /// Ends the session and scores its answers.
    pub fn finish(&mut self, app: &mut App, now: &Moment) -> Response {
        let ending = Ending::Finished;
        self.apply(Event::Ended { ending }, app, now);
        self.respond(NextScreen::Stay)
    }

    /// Refuses to show `what` before the open question is answered. Returns `None` if it has been
    /// answered.
    pub fn not_yet(&mut self, what: AfterAnswer) -> Option<Response> {
        let is_hint = !self.is_explained();
        is_hint.then(|| self.note(Notice::AfterAnswer(what)))
    }

    /// Explains why the open question was selected.
    pub fn why(&mut self) -> Response {
        if let Some(response) = self.not_yet(AfterAnswer::Why) {
            return response;
        }
        self.note(Notice::Why(self.slot().why.clone()))
    }

    /// Returns a warning to show before the learner leaves if answers are unsaved, if the session
    /// would be discarded or can be, or if the clock would continue to run.
    pub fn warning(&self) -> Option<Warning> {
        if let Some(why) = self.active.unsaved_because() {
            return Some(Warning::Unsaved(why.to_owned()));
        }
        if self.is_over() || self.active.taken {
            return None;
        }
        let is_test = matches!(self.kind(), Kind::Exam | Kind::Placement);
        if is_test && self.session().is_unanswered() {
            return Some(Warning::NothingAnswered(self.kind()));
        }
        if self.kind() == Kind::Placement {
            return Some(Warning::KeepOrDiscard {
                question: self.place() + 1,
                answered: self.session().done_count(),
            });
        }
        let runs = self.session().policy.away == WhenClosed::Runs;
        runs.then(|| Warning::runs_on(&self.active))
    }

    /// Leaves the session after its warning was shown. Discards it if nothing is answered.
    pub fn leave_anyway(&mut self, app: &mut App, now: &Moment) {
        match self.warning() {
            Some(Warning::NothingAnswered(_)) => self.discard(app, now),
            _ => self.leave(app, now),
        }
    }

    /// Ends the session so that nothing in it counts, and it cannot be resumed.
    pub fn discard(&mut self, app: &mut App, now: &Moment) {
        app.discard(&mut self.active, now);
    }

    /// Leaves the session so that it can be resumed later.
    pub fn leave(&mut self, app: &mut App, now: &Moment) {
        if !self.left && !self.is_over() && !self.active.taken {
            self.apply(Event::Left, app, now);
            self.left = true;
        }
    }

    /// Applies `event` and returns whether it was accepted. Adds a notice if it was refused or
    /// could not be saved.
    fn apply(&mut self, event: Event, app: &mut App, now: &Moment) -> bool {
        self.left = false;
        let applied = app.apply(&mut self.active, event, now);
        match applied {
            // The next view already shows the problem, the key, or the result.
            Ok(()) | Err(Rejection::Taken | Rejection::TimeUp | Rejection::QuestionTimeUp) => {}
            Err(refused) => self.notices.push(Notice::Refused(refused)),
        }
        let trouble = self.active.trouble_in_words();
        // If another process has taken over the session, repeat the warning on every attempt.
        if self.active.taken || trouble != self.trouble {
            self.notices.extend(trouble.clone().map(Notice::Trouble));
        }
        self.trouble = trouble;
        applied.is_ok()
    }

    fn note(&mut self, notice: Notice) -> Response {
        self.notices.push(notice);
        self.respond(NextScreen::Stay)
    }

    fn respond(&mut self, then: NextScreen) -> Response {
        Response {
            notices: std::mem::take(&mut self.notices),
            then: if self.is_over() {
                NextScreen::Result
            } else {
                then
            },
        }
    }
}
