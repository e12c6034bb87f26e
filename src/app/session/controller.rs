//! The controller of a session: what a sitter may do, what the clock does, and what follows.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use crate::app::telling::{AfterAnswer, Notice, Warning, key, noun, of_waiting, verdict};
use crate::app::{App, Sitting};
use crate::learn::Rating;
use crate::model::{Bank, CellRef, ChoiceId, Fact, QuestionId};
use crate::quiz::{
    AGAIN, Away, Confidence, Ending, Event, Feedback, Kind, Moment, Outcome, RECALLED, Refused,
    Session, Slot,
};
use crate::store::Sat;

/// An active session, with what both front ends know about it.
pub struct Controller {
    pub sitting: Sitting,
    pub bank: Arc<Bank>,
    /// What is wrong with a question, in the learner's words.
    disputes: BTreeMap<QuestionId, String>,
    /// Missed questions, and in how many sessions each was right since.
    waiting: HashMap<QuestionId, usize>,
    /// How many of the policy's notices have been given.
    noticed: usize,
    /// The trouble that was reported last.
    trouble: Option<String>,
    /// A new fact is shown; its question comes next.
    shows_fact: bool,
    /// The back of the open flash card is shown.
    revealed: bool,
    /// The session was left.
    left: bool,
    notices: Vec<Notice>,
}

/// What an action or the clock led to.
#[derive(Debug, PartialEq)]
#[must_use]
pub struct Response {
    pub notices: Vec<Notice>,
    pub then: Then,
}

/// What is to be shown next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The question that is shown, as it stands.
    Stay,
    /// The question that is open now, or its fact.
    Show,
    /// The open question with its key.
    Explain,
    /// The page before the end.
    Review,
    /// The result: the session has ended.
    Result,
}

/// The verdict on an answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Answered {
    pub right: bool,
    /// Whether it was correct, and how sure the learner was.
    pub says: &'static str,
    /// The key, where the answer was wrong.
    pub key: String,
    /// What becomes of the question.
    pub note: &'static str,
}

impl Controller {
    /// Opens `sitting` at the question where it stands.
    pub fn open(sitting: Sitting, app: &mut App, now: &Moment) -> (Self, Response) {
        let at = sitting.session.at();
        let mut controller = Self {
            bank: Arc::clone(app.bank()),
            disputes: BTreeMap::new(),
            waiting: HashMap::new(),
            noticed: sitting.passed_notices(now),
            trouble: None,
            shows_fact: false,
            revealed: false,
            left: false,
            notices: Vec::new(),
            sitting,
        };
        if !controller.kind().answers_at_once() {
            let overview = app.overview(now).unwrap_or_default();
            let missed = overview.record.missed.iter();
            let waiting = missed.map(|it| (it.question.clone(), it.righted));
            controller.waiting = waiting.collect();
            controller.read_disputes(app, now);
        }
        let response = controller.go_to(at, app, now);
        (controller, response)
    }

    pub fn kind(&self) -> Kind {
        self.sitting.header.kind
    }

    pub fn session(&self) -> &Session {
        &self.sitting.session
    }

    /// Returns the place of the open question.
    pub fn place(&self) -> usize {
        self.session().at()
    }

    /// Returns the open session that ends if this one begins, until that is decided.
    pub fn replaces(&self) -> Option<&Sat> {
        self.sitting.replaces.last()
    }

    /// Ends the open session that this one replaces, and begins this one.
    pub fn settle(&mut self, app: &mut App, now: &Moment) {
        app.settle(&mut self.sitting, now);
    }

    /// Returns the open question.
    pub fn slot(&self) -> &Slot {
        &self.session().slots()[self.place()]
    }

    /// Returns how many questions the session has.
    pub fn count(&self) -> usize {
        self.session().slots().len()
    }

    pub fn is_over(&self) -> bool {
        self.session().ending().is_some()
    }

    /// Returns whether reasons follow each answer.
    pub fn explains_each(&self) -> bool {
        self.session().policy.feedback == Feedback::Each
    }

    /// Returns whether the open question is shown with its key.
    pub fn is_explained(&self) -> bool {
        self.slot().answered && self.explains_each()
    }

    /// Returns what the learner disputes about the open question.
    pub fn disputed(&self) -> Option<&String> {
        self.disputes.get(&self.slot().question.id)
    }

    /// Returns the cell of a matrix that the right answer speaks of.
    pub fn cell(&self) -> Option<&CellRef> {
        let mut right = self.slot().question.choices.iter().filter(|it| it.correct);
        let claim = right.find_map(|choice| choice.claims.first())?;
        Some(&claim.cell)
    }

    /// Returns the new fact that is shown before its question; `None` where none is.
    pub fn fact(&self) -> Option<&Fact> {
        let mut facts = self.bank.facts_of(&self.slot().question);
        facts.next().filter(|_| self.shows_fact)
    }

    /// Returns whether a fact is shown before its question.
    pub fn shows_fact(&self) -> bool {
        self.shows_fact
    }

    /// Whether the back of the open flash card is shown.
    pub fn is_revealed(&self) -> bool {
        self.revealed
    }

    /// Returns the verdict on the answer to the open question.
    pub fn verdict(&self) -> Answered {
        let slot = self.slot();
        if self.session().outcome(self.place()) == Outcome::Right {
            let waiting = self.waiting.get(&slot.question.id).copied();
            return Answered {
                right: true,
                says: verdict(true, slot.confidence),
                key: String::new(),
                note: of_waiting(slot, waiting),
            };
        }
        Answered {
            right: false,
            says: verdict(false, slot.confidence),
            key: key(slot),
            note: "It is on your list of missed questions.",
        }
    }

    /// Opens the question at `place`.
    pub fn go_to(&mut self, place: usize, app: &mut App, now: &Moment) -> Response {
        self.apply(Event::Visited { place }, app, now);
        self.revealed = false;
        let slot = self.slot();
        self.shows_fact = self.session().policy.tells.contains(&self.place())
            && !slot.answered
            && slot.chosen.is_empty();
        self.respond(Then::Show)
    }

    /// Goes on from a question that is done.
    pub fn go_on(&mut self, app: &mut App, now: &Moment) -> Response {
        if std::mem::take(&mut self.shows_fact) {
            return self.respond(Then::Show);
        }
        if !self.explains_each() {
            if self.place() + 1 >= self.count() {
                return self.respond(Then::Review);
            }
            return self.go_to(self.place() + 1, app, now);
        }
        match self.session().next_open() {
            Some(place) => self.go_to(place, app, now),
            None => self.finish(app, now),
        }
    }

    /// Opens the next question. Reports a question that is skipped without an answer.
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

    /// Ends the session; what was answered is scored.
    pub fn finish(&mut self, app: &mut App, now: &Moment) -> Response {
        let ending = Ending::Finished;
        self.apply(Event::Ended { ending }, app, now);
        self.respond(Then::Stay)
    }

    /// Selects option number `at`. In multiple response, a selected option is deselected; a
    /// single choice is never cleared.
    pub fn select(&mut self, at: usize, app: &mut App, now: &Moment) -> Response {
        let slot = self.slot();
        let Some(id) = slot.order.get(at).cloned() else {
            return self.respond(Then::Stay);
        };
        if slot.struck.contains(&id) {
            return self.note(Notice::StruckOut(slot.label(at)));
        }
        let most = slot.question.right_count();
        let mut chosen = slot.chosen.clone();
        if most == 1 {
            if chosen.contains(&id) {
                return self.respond(Then::Stay);
            }
            chosen = [id].into();
        } else if !chosen.remove(&id) {
            if chosen.len() >= most {
                return self.note(Notice::Full(most));
            }
            chosen.insert(id);
        }
        if self.mark(chosen, app, now) {
            return self.respond(Then::Stay);
        }
        self.refused(app, now)
    }

    /// Selects or deselects each of the options `at`, and reports what is selected then.
    fn select_some(&mut self, at: &BTreeSet<usize>, app: &mut App, now: &Moment) -> Response {
        for at in at {
            let response = self.select(*at, app, now);
            if !response.notices.is_empty() || response.then != Then::Stay {
                return response;
            }
        }
        let slot = self.slot();
        let (letters, of) = (slot.letters(&slot.chosen), slot.question.right_count());
        self.note(Notice::Selected { letters, of })
    }

    /// Gives what is marked as the answer; where answers stand until the end, goes on.
    pub fn answer(&mut self, app: &mut App, now: &Moment) -> Response {
        let slot = self.slot();
        if slot.answered || self.shows_fact || !self.explains_each() {
            return self.go_on(app, now);
        }
        let (chosen, of) = (slot.chosen.len(), slot.question.right_count());
        if chosen < of {
            return self.note(match of {
                1 => Notice::ChooseFirst,
                _ => Notice::ChooseMore { chosen, of },
            });
        }
        let place = self.place();
        match self.apply(Event::Answered { place }, app, now) {
            true if self.kind().answers_at_once() => self.next_drilled(app, now),
            true => self.respond(Then::Explain),
            false => self.refused(app, now),
        }
    }

    /// Answers with the options `at`; where reasons come at the end, selects them and moves on.
    /// Fewer options than the question asks for are only selected or deselected.
    pub fn answer_with(&mut self, at: &BTreeSet<usize>, app: &mut App, now: &Moment) -> Response {
        if self.shows_fact {
            return self.note(Notice::FactFirst);
        }
        let slot = self.slot();
        if slot.answered {
            return self.note(if self.explains_each() {
                Notice::AlreadyAnswered
            } else {
                Notice::TimeUp
            });
        }
        let wanted = slot.question.right_count();
        if at.len() < wanted {
            return self.select_some(at, app, now);
        }
        if at.len() > wanted {
            return self.note(Notice::Wants(wanted));
        }
        let mut struck = at
            .iter()
            .filter(|at| slot.struck.contains(&slot.order[**at]));
        if let Some(struck) = struck.next() {
            return self.note(Notice::StruckOut(slot.label(*struck)));
        }
        let chosen: BTreeSet<_> = at.iter().map(|at| slot.order[*at].clone()).collect();
        let letters = slot.letters(&chosen);
        if !self.mark(chosen, app, now) {
            return self.refused(app, now);
        }
        if !self.explains_each() {
            self.notices.push(Notice::Marked(letters));
        }
        self.answer(app, now)
    }

    /// Shows the back of the open flash card.
    pub fn reveal(&mut self) -> Response {
        self.revealed = true;
        self.respond(Then::Show)
    }

    /// Gives the open flash card a grade, and opens the next one.
    pub fn grade(&mut self, rating: Rating, app: &mut App, now: &Moment) -> Response {
        if !self.revealed {
            return self.note(Notice::RevealFirst);
        }
        let place = self.place();
        let confidence = rating.confidence();
        let answer = if rating == Rating::Again {
            AGAIN
        } else {
            RECALLED
        };
        self.apply(Event::Sure { place, confidence }, app, now);
        if !self.mark([answer.into()].into(), app, now) {
            return self.refused(app, now);
        }
        self.answer(app, now)
    }

    /// Reports the verdict on what was answered in a drill, and opens the next question.
    fn next_drilled(&mut self, app: &mut App, now: &Moment) -> Response {
        let place = self.place();
        let slot = self.slot();
        let right = self.session().outcome(place) == Outcome::Right;
        if slot.question.is_card() {
            let rating = Rating::of_card(right, slot.confidence);
            self.notices.push(Notice::Graded(rating));
        } else if let Some(answer) = slot.question.choices.iter().find(|it| it.correct) {
            self.notices.push(Notice::Drilled {
                right,
                answer: answer.text.clone(),
                why: answer.why.clone(),
            });
        }
        if place + 1 < self.count() {
            return self.go_to(place + 1, app, now);
        }
        self.finish(app, now)
    }

    /// Strikes option number `at` out, or restores it.
    pub fn strike(&mut self, at: usize, app: &mut App, now: &Moment) -> Response {
        let place = self.place();
        let slot = self.slot();
        let Some(choice) = slot.order.get(at).cloned() else {
            return self.respond(Then::Stay);
        };
        let (letter, on) = (slot.label(at), !slot.struck.contains(&choice));
        let mut chosen = slot.chosen.clone();
        let was_chosen = on && chosen.remove(&choice);
        if was_chosen {
            self.mark(chosen, app, now);
        }
        if self.apply(Event::Struck { place, choice, on }, app, now) {
            self.notices.push(match (on, was_chosen) {
                (true, true) => Notice::StruckSelected(letter),
                (true, false) => Notice::StruckOut(letter),
                (false, _) => Notice::Restored(letter),
            });
        }
        self.respond(Then::Stay)
    }

    /// Says how sure the sitter is; `None` removes that.
    pub fn sure(
        &mut self,
        confidence: Option<Confidence>,
        app: &mut App,
        now: &Moment,
    ) -> Response {
        let place = self.place();
        if self.apply(Event::Sure { place, confidence }, app, now) {
            self.notices.push(Notice::Sure(confidence));
        }
        self.respond(Then::Stay)
    }

    /// Flags the open question, or removes its flag.
    pub fn flag(&mut self, app: &mut App, now: &Moment) -> Response {
        let (place, on) = (self.place(), !self.slot().flagged);
        if self.apply(Event::Flagged { place, on }, app, now) {
            self.notices.push(Notice::Flagged(on));
        }
        self.respond(Then::Stay)
    }

    /// Undoes the last answer; where answers stand until the end, removes the marks here.
    pub fn undo(&mut self, app: &mut App, now: &Moment) -> Response {
        if !self.explains_each() {
            if self.slot().chosen.is_empty() {
                return self.note(Notice::NothingMarked);
            }
            if self.mark(BTreeSet::new(), app, now) {
                self.notices.push(Notice::MarksRemoved);
            }
            return self.respond(Then::Stay);
        }
        let Some(place) = self.session().newest_answer() else {
            return self.note(Notice::NothingAnswered);
        };
        if !self.apply(Event::TookBack { place }, app, now) {
            return self.respond(Then::Stay);
        }
        let noun = noun(&self.session().slots()[place]);
        self.notices.push(Notice::Reopened { noun, place });
        self.go_to(place, app, now)
    }

    /// Returns why `what` is not shown yet; `None` where the question is answered.
    pub fn not_yet(&mut self, what: AfterAnswer) -> Option<Response> {
        let is_hint = !self.is_explained();
        is_hint.then(|| self.note(Notice::AfterAnswer(what)))
    }

    /// Says why the open question came now.
    pub fn why(&mut self) -> Response {
        if let Some(response) = self.not_yet(AfterAnswer::Why) {
            return response;
        }
        self.note(Notice::Why(self.slot().why.clone()))
    }

    /// Keeps what the learner says is wrong with the open question; nothing withdraws it.
    pub fn dispute(&mut self, words: &str, app: &mut App, now: &Moment) -> Response {
        if let Some(response) = self.not_yet(AfterAnswer::Dispute) {
            return response;
        }
        let notice = app.dispute(&self.slot().question.id, words, now);
        self.read_disputes(app, now);
        self.note(notice)
    }

    /// Reads the disputes anew, because one was changed elsewhere.
    pub fn read_disputes(&mut self, app: &App, now: &Moment) {
        self.disputes = app.disputes(now).unwrap_or_default();
    }

    /// Lets the clock end what has run out, and gives the notices that are due.
    pub fn tick(&mut self, app: &mut App, now: &Moment) -> Response {
        if self.sitting.taken || self.is_over() {
            return self.respond(Then::Stay);
        }
        if self.sitting.left(now) == Some(Duration::ZERO) {
            let ending = Ending::Expired;
            self.apply(Event::Ended { ending }, app, now);
            return self.respond(Then::Stay);
        }
        if self.sitting.question_left(now) == Some(Duration::ZERO) {
            let place = self.place();
            if self.apply(Event::RanOut { place }, app, now) {
                return self.ran_out(app, now);
            }
            return self.respond(Then::Stay);
        }
        let passed = self.sitting.passed_notices(now);
        if passed > self.noticed {
            self.noticed = passed;
            let left = self.session().policy.notices()[passed - 1];
            self.notices.push(Notice::TimeLeft(left));
        }
        self.respond(Then::Stay)
    }

    /// Goes on where the time for the open question ran out: to its reasons, or to the next one.
    fn ran_out(&mut self, app: &mut App, now: &Moment) -> Response {
        self.shows_fact = false;
        if self.explains_each() {
            self.notices.push(Notice::TimeUp);
            return self.respond(Then::Explain);
        }
        self.notices.push(Notice::TimeUpFor(self.place()));
        match self.session().next_open() {
            Some(next) => self.go_to(next, app, now),
            None => self.finish(app, now),
        }
    }

    /// Returns how long until the clock next does something.
    pub fn next_deadline(&self, now: &Moment) -> Option<Duration> {
        if self.sitting.taken || self.is_over() {
            return None;
        }
        let runs = !self.sitting.waits();
        let of_session = self.sitting.left(now).filter(|_| runs).map(|left| {
            let policy = &self.session().policy;
            let steps = policy.notices().into_iter().chain(policy.warns_from());
            let next = steps.filter(|at| *at < left).max();
            left.saturating_sub(next.unwrap_or_default())
        });
        let of_question = self.sitting.question_left(now);
        of_session.into_iter().chain(of_question).min()
    }

    /// Returns what leaving now would lose, or what runs on meanwhile.
    pub fn warning(&self) -> Option<Warning> {
        if let Some(why) = self.sitting.unsaved_because() {
            return Some(Warning::Unsaved(why.to_owned()));
        }
        let runs = self.session().policy.away == Away::Runs && !self.is_over();
        runs.then(|| Warning::runs_on(&self.sitting))
    }

    /// Keeps the session as it stands, to be resumed later.
    pub fn leave(&mut self, app: &mut App, now: &Moment) {
        if !self.left && !self.is_over() && !self.sitting.taken {
            self.apply(Event::Left, app, now);
            self.left = true;
        }
    }

    fn mark(&mut self, chosen: BTreeSet<ChoiceId>, app: &mut App, now: &Moment) -> bool {
        let place = self.place();
        self.apply(Event::Chose { place, chosen }, app, now)
    }

    /// Lets `event` happen, and reports what is refused or not saved.
    fn apply(&mut self, event: Event, app: &mut App, now: &Moment) -> bool {
        self.left = false;
        let applied = app.apply(&mut self.sitting, event, now);
        match applied {
            // What follows shows it: the trouble, the key, or the result.
            Ok(()) | Err(Refused::Taken | Refused::TimeUp | Refused::QuestionTimeUp) => {}
            Err(refused) => self.notices.push(Notice::Refused(refused)),
        }
        let trouble = self.sitting.trouble_in_words();
        // Where nothing can be added any more, each try says so.
        if self.sitting.taken || trouble != self.trouble {
            self.notices.extend(trouble.clone().map(Notice::Trouble));
        }
        self.trouble = trouble;
        applied.is_ok()
    }

    fn note(&mut self, notice: Notice) -> Response {
        self.notices.push(notice);
        self.respond(Then::Stay)
    }

    /// Follows an answer that could not be given: its time may have run out with it.
    fn refused(&mut self, app: &mut App, now: &Moment) -> Response {
        if self.slot().answered && !self.is_over() {
            return self.ran_out(app, now);
        }
        self.respond(Then::Stay)
    }

    fn respond(&mut self, then: Then) -> Response {
        Response {
            notices: std::mem::take(&mut self.notices),
            then: if self.is_over() { Then::Result } else { then },
        }
    }
}
