//! A session as a state machine. [`Session::decide`] checks whether an event is allowed, and
//! [`Session::evolve`] applies it. Folding `evolve` over the events in the history restores an
//! interrupted session.

use std::sync::Arc;
use std::time::Duration;

use super::slot::Slot;
use super::{DrawnQuestion, Ending, Event, Feedback, Policy, Rejection, TimestampedEvent};
use crate::model::{Choice, Question, QuestionId};

#[derive(Clone, Debug)]
pub struct Session {
    pub policy: Policy,
    slots: Vec<Slot>,
    at: usize,
    elapsed: Duration,
    ended: Option<(Ending, i64)>,
}

impl Session {
    /// Creates a session that shows only `question`, with its options in bank order. It is never
    /// started.
    pub fn showing(question: &Arc<Question>) -> Self {
        let draw = DrawnQuestion::in_bank_order(Arc::clone(question));
        Self::new(Policy::practice(None), vec![draw])
    }

    /// Creates a session from `draws`, before its first event.
    pub fn new(policy: Policy, draws: Vec<DrawnQuestion>) -> Self {
        Self {
            policy,
            slots: draws.into_iter().map(Slot::new).collect(),
            at: 0,
            elapsed: Duration::ZERO,
            ended: None,
        }
    }

    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Excludes the question at `place` from everything that is derived from the session, because
    /// one of its events cannot be read.
    pub fn set_aside(&mut self, place: usize) {
        if let Some(slot) = self.slots.get_mut(place) {
            slot.aside = true;
        }
    }

    /// Applies the current key to each question for which `current` returns a version with the same
    /// options. The meaning of an option ID never changes, so only a correction in the bank can
    /// change a result.
    pub fn regrade<'a>(&mut self, current: impl Fn(&QuestionId) -> Option<&'a Question>) {
        for slot in &mut self.slots {
            let Some(current) = current(&slot.question.id) else {
                continue;
            };
            let is_correct =
                |choice: &Choice| current.choice(&choice.id).is_some_and(|it| it.correct);
            let mut choices = slot.question.choices.iter();
            if !current.same_options(&slot.question)
                || choices.all(|choice| choice.correct == is_correct(choice))
            {
                continue;
            }
            let then = slot.graded();
            let question = Arc::make_mut(&mut slot.question);
            for choice in &mut question.choices {
                choice.correct = current.choice(&choice.id).is_some_and(|it| it.correct);
            }
            slot.former_outcome = Some(then).filter(|then| *then != slot.graded());
        }
    }

    /// Returns the index of the current question.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Returns the time that the session's clock showed at the last event.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    pub fn ending(&self) -> Option<Ending> {
        self.ended.map(|(ending, _)| ending)
    }

    /// Returns the time when the session ended, in UTC milliseconds.
    pub fn ended_ms(&self) -> Option<i64> {
        self.ended.map(|(_, at_ms)| at_ms)
    }

    /// Returns the number of questions in the session if it was abandoned.
    pub fn left_of(&self) -> Option<usize> {
        (self.ending() == Some(Ending::Abandoned)).then(|| self.slots().len())
    }

    /// Returns whether the session gives feedback at its end and was left before that, or ended
    /// without any answer. Its score then covers only the answered questions, so it is not evidence
    /// for a pass.
    pub fn is_left_exam(&self) -> bool {
        let is_left = self.left_of().is_some() || self.is_over_unanswered();
        self.policy.feedback == Feedback::End && is_left
    }

    /// Returns whether the session ended without any answer. Nothing in it counts.
    pub fn is_over_unanswered(&self) -> bool {
        self.ending().is_some() && self.is_unanswered()
    }

    /// Returns whether the question at `place` is done from the learner's point of view. If
    /// feedback follows each answer, the answer must be submitted. Otherwise, the required number
    /// of options must be selected.
    pub fn is_done(&self, place: usize) -> bool {
        let slot = &self.slots[place];
        match self.policy.feedback {
            Feedback::Each => slot.answered,
            Feedback::End => slot.answered || slot.is_complete(),
        }
    }

    /// Returns whether no option is selected in any question.
    pub fn is_unanswered(&self) -> bool {
        self.slots.iter().all(|slot| slot.chosen.is_empty())
    }

    /// Returns the index of the next question that is not done, wrapping around at the end.
    pub fn next_open(&self) -> Option<usize> {
        let count = self.slots.len();
        (1..=count)
            .map(|step| (self.at + step) % count)
            .find(|place| !self.is_done(*place))
    }

    /// Returns the question whose answer an undo withdraws: the current question if its answer is
    /// submitted or, if not, the one answered last.
    pub fn newest_answer(&self) -> Option<usize> {
        let answered = |at: &usize| self.slots.get(*at).is_some_and(|slot| slot.answered);
        if answered(&self.at) {
            return Some(self.at);
        }
        (0..self.slots.len())
            .filter(answered)
            .max_by_key(|at| self.slots[*at].touched_ms)
    }

    pub fn done_count(&self) -> usize {
        (0..self.slots.len()).filter(|at| self.is_done(*at)).count()
    }

    /// Returns the remaining time when the session's clock shows `elapsed`.
    pub fn left(&self, elapsed: Duration) -> Option<Duration> {
        Some(self.policy.limit?.saturating_sub(elapsed))
    }

    /// Returns the remaining time for the current question if there is a time limit per question.
    pub fn question_left(&self, elapsed: Duration) -> Option<Duration> {
        let each = self.policy.each?;
        let slot = self
            .slots
            .get(self.at)
            .filter(|slot| slot.visited && !slot.answered)?;
        let spent = slot.spent + elapsed.saturating_sub(self.elapsed);
        Some(each.saturating_sub(spent))
    }

    /// Checks whether `event` is allowed when the session's clock shows `elapsed` and adds its
    /// timestamps.
    ///
    /// When the limit is reached exactly, time is up, and only the end of the session is accepted.
    pub fn decide(
        &self,
        event: Event,
        elapsed: Duration,
        at_ms: i64,
    ) -> Result<TimestampedEvent, Rejection> {
        if self.ended.is_some() {
            return Err(Rejection::Ended);
        }
        let elapsed = elapsed.max(self.elapsed);
        let up = self.policy.limit.filter(|limit| elapsed >= *limit);
        let expires = matches!(
            event,
            Event::Ended {
                ending: Ending::Expired
            }
        );
        match (up, expires) {
            (Some(_), false) => return Err(Rejection::TimeUp),
            (None, true) => return Err(Rejection::TimeLeft),
            _ => {}
        }
        let ran_out = self.question_left(elapsed) == Some(Duration::ZERO);
        match event {
            Event::RanOut { place } if !ran_out || place != self.at => {
                return Err(Rejection::TimeLeft);
            }
            Event::RanOut { .. } => {}
            _ if ran_out && changes_answer(&event, self.at) => {
                return Err(Rejection::QuestionTimeUp);
            }
            _ => {}
        }
        self.allows(&event)?;
        Ok(TimestampedEvent {
            elapsed: up.unwrap_or(elapsed),
            at_ms,
            event,
        })
    }

    fn allows(&self, event: &Event) -> Result<(), Rejection> {
        let each = self.policy.feedback == Feedback::Each;
        match event {
            Event::Visited { place } | Event::Flagged { place, .. } => {
                self.slot(*place)?;
            }
            Event::Chose { place, chosen } => {
                let slot = self.open(*place)?;
                if chosen.iter().any(|id| slot.position(id).is_none()) {
                    return Err(Rejection::NoSuchChoice);
                }
                if chosen.iter().any(|id| slot.is_removed(id)) {
                    return Err(Rejection::Removed);
                }
                if chosen.len() > slot.question.correct_count() {
                    return Err(Rejection::TooMany);
                }
            }
            Event::Struck { place, choice, .. } => {
                let slot = self.open(*place)?;
                slot.position(choice).ok_or(Rejection::NoSuchChoice)?;
                if slot.is_removed(choice) {
                    return Err(Rejection::Removed);
                }
            }
            Event::Hinted { place, choice } => {
                let slot = self.open(*place)?;
                if !each {
                    return Err(Rejection::NoFeedback);
                }
                if slot.hinted.is_some() {
                    return Err(Rejection::HintUsed);
                }
                let is_incorrect = |it: &Choice| it.id == *choice && !it.correct;
                if !slot.question.choices.iter().any(is_incorrect) {
                    return Err(Rejection::NoSuchChoice);
                }
            }
            Event::Sure { place, .. } => {
                self.open(*place)?;
            }
            Event::Answered { place } => {
                let slot = self.open(*place)?;
                if !each {
                    return Err(Rejection::NoFeedback);
                }
                if slot.chosen.is_empty() {
                    return Err(Rejection::NothingMarked);
                }
            }
            Event::TookBack { place } => {
                if !self.slot(*place)?.answered {
                    return Err(Rejection::NotAnswered);
                }
            }
            Event::RanOut { place } => {
                self.open(*place)?;
            }
            Event::Left | Event::Resumed | Event::Ended { .. } => {}
        }
        Ok(())
    }

    fn slot(&self, place: usize) -> Result<&Slot, Rejection> {
        self.slots.get(place).ok_or(Rejection::NoSuchPlace)
    }

    /// Returns the slot at `place` if it can still be changed.
    fn open(&self, place: usize) -> Result<&Slot, Rejection> {
        let slot = self.slot(place)?;
        if slot.answered {
            return Err(Rejection::Answered);
        }
        Ok(slot)
    }

    /// Applies the event `stamped`, which comes from [`Session::decide`] or from the history.
    /// Events for nonexistent questions are ignored.
    pub fn evolve(&mut self, stamped: &TimestampedEvent) {
        let passed = stamped.elapsed.saturating_sub(self.elapsed);
        self.elapsed = self.elapsed.max(stamped.elapsed);
        // Time away does not count toward any question.
        if stamped.event != Event::Resumed
            && let Some(slot) = self.slots.get_mut(self.at)
            && slot.visited
            && !slot.answered
        {
            slot.spent += passed;
        }
        match &stamped.event {
            Event::Left | Event::Resumed => {}
            Event::Ended { ending } => {
                self.ended.get_or_insert((*ending, stamped.at_ms));
            }
            Event::Visited { place } => {
                if let Some(slot) = self.slots.get_mut(*place) {
                    slot.visited = true;
                    self.at = *place;
                }
            }
            Event::Chose { place, .. }
            | Event::Struck { place, .. }
            | Event::Hinted { place, .. }
            | Event::Flagged { place, .. }
            | Event::Sure { place, .. }
            | Event::Answered { place }
            | Event::RanOut { place }
            | Event::TookBack { place } => {
                if let Some(slot) = self.slots.get_mut(*place) {
                    slot.evolve(stamped);
                }
            }
        }
    }
}

/// Returns whether `event` would change the answer to the question at `place`.
fn changes_answer(event: &Event, place: usize) -> bool {
    matches!(
        event,
        Event::Chose { place: at, .. }
            | Event::Hinted { place: at, .. }
            | Event::Answered { place: at } if *at == place
    )
}
