//! A session that is being sat: what happens is kept first, deadlines pass
//! before the line that came after them counts, and leaving keeps it.

use std::time::Duration;

use super::desk::Desk;
use super::lines::Heard;
use crate::app::Sitting;
use crate::app::words::{clock, clock_left, sentence, time_of_day};
use crate::quiz::{Away, Ending, Event, Moment};

pub struct Seat {
    pub sitting: Sitting,
    /// How many of the policy's notices have passed.
    noticed: usize,
    /// The trouble that was said last.
    trouble: Option<String>,
    /// It was said that leaving loses what is not saved.
    warned: bool,
    /// It was left.
    kept: bool,
}

/// What comes next in a session.
pub enum Turn {
    Line(String),
    /// There will be no more lines.
    Closed,
    /// The time for the open question is up.
    QuestionOver,
    /// The session has ended.
    Over,
}

enum Passed {
    Nothing,
    Question,
    Session,
}

impl Seat {
    pub fn take(sitting: Sitting, now: &Moment) -> Self {
        Self {
            noticed: sitting.passed_notices(now),
            trouble: None,
            warned: false,
            kept: false,
            sitting,
        }
    }

    pub fn is_over(&self) -> bool {
        self.sitting.session.ending().is_some()
    }

    /// Lets an event happen; what is refused is said. Says whether it happened.
    pub fn apply(&mut self, desk: &mut Desk, event: Event) -> anyhow::Result<bool> {
        let now = desk.now();
        let applied = desk.app.apply(&mut self.sitting, event, &now);
        if let Err(refused) = applied
            && !self.sitting.taken
        {
            desk.say(&sentence(&refused.to_string()))?;
        }
        let trouble = self.sitting.trouble_in_words();
        // Where nothing can be added any more, each try is told so.
        let news = self.sitting.taken || trouble != self.trouble;
        if let Some(words) = trouble.as_ref().filter(|_| news) {
            desk.say(words)?;
        }
        self.trouble = trouble;
        Ok(applied.is_ok())
    }

    /// Ends the session; what was answered is scored.
    pub fn finish(&mut self, desk: &mut Desk) -> anyhow::Result<()> {
        let ending = Ending::Finished;
        self.apply(desk, Event::Ended { ending })?;
        Ok(())
    }

    /// Says what is wanted, and waits for a line or a deadline.
    pub fn turn(&mut self, desk: &mut Desk, wanted: &str) -> anyhow::Result<Turn> {
        desk.paper.gap()?;
        desk.paper.say(wanted)?;
        loop {
            desk.paper.flush()?;
            let time = self.wake(&desk.now());
            let heard = desk.lines.next(time)?;
            // A deadline that passed is seen before the line that came after it,
            // which was meant for what was asked then and goes to nobody.
            match (self.tick(desk, heard == Heard::Nothing)?, heard) {
                (Passed::Session, _) => return Ok(Turn::Over),
                (Passed::Question, _) => return Ok(Turn::QuestionOver),
                (Passed::Nothing, Heard::Line(line)) => return Ok(Turn::Line(line)),
                (Passed::Nothing, Heard::End) => return Ok(Turn::Closed),
                (Passed::Nothing, Heard::Nothing) => {}
            }
        }
    }

    /// What the clock did meanwhile; `unasked` where somebody may be typing.
    fn tick(&mut self, desk: &mut Desk, unasked: bool) -> anyhow::Result<Passed> {
        if self.sitting.taken || self.is_over() {
            return Ok(Passed::Nothing);
        }
        let now = desk.now();
        let session_over = self.sitting.left(&now) == Some(Duration::ZERO);
        let question_over = self.sitting.question_left(&now) == Some(Duration::ZERO);
        let passed = self.sitting.passed_notices(&now);
        let notice = passed > self.noticed;
        self.noticed = self.noticed.max(passed);
        if unasked && (session_over || question_over || notice) {
            desk.paper.interrupt()?;
        }
        if session_over {
            let ending = Ending::Expired;
            self.apply(desk, Event::Ended { ending })?;
            return Ok(Passed::Session);
        }
        if question_over {
            let place = self.sitting.session.at();
            self.apply(desk, Event::RanOut { place })?;
            return Ok(Passed::Question);
        }
        if notice {
            let at = self.sitting.session.policy.notices()[passed - 1];
            desk.say(&format!("{} left.", clock(at)))?;
        }
        Ok(Passed::Nothing)
    }

    /// When the clock next changes something.
    fn wake(&self, now: &Moment) -> Option<Duration> {
        if self.sitting.taken || self.is_over() {
            return None;
        }
        let of_session = self.sitting.left(now).map(|left| {
            let notices = self.sitting.session.policy.notices();
            let next = notices.into_iter().find(|at| *at < left);
            left.saturating_sub(next.unwrap_or(Duration::ZERO))
        });
        let of_question = self.sitting.question_left(now);
        of_session.into_iter().chain(of_question).min()
    }

    /// The time left, in sentences; empty where there is no limit.
    pub fn time(&self, now: &Moment) -> String {
        let mut words = Vec::new();
        if let Some(left) = self.sitting.left(now) {
            words.push(format!("{} left.", clock_left(left)));
        }
        if let Some(left) = self.sitting.question_left(now) {
            words.push(format!("{} for this question.", clock_left(left)));
        }
        words.join(" ")
    }

    /// Says the time left, or that there is no limit.
    pub fn tell_time(&self, desk: &mut Desk) -> anyhow::Result<()> {
        let time = self.time(&desk.now());
        desk.say(if time.is_empty() {
            "No time limit."
        } else {
            &time
        })
    }

    /// Keeps the session, to be gone on with.
    pub fn keep(&mut self, desk: &mut Desk) {
        if !self.kept && !self.is_over() && !self.sitting.taken {
            self.kept = true;
            let now = desk.now();
            // One whose time is up ends instead and needs no keeping.
            let _ended_anyhow = desk.app.apply(&mut self.sitting, Event::Left, &now);
        }
        desk.lost |= self.sitting.unsaved_because().is_some();
    }

    /// Keeps the session and says so. Where that would lose answers it is said
    /// first, and the session is left only when asked again.
    pub fn leave(&mut self, desk: &mut Desk, words: &str) -> anyhow::Result<bool> {
        if let Some(why) = self.sitting.unsaved_because()
            && !self.warned
        {
            let said = format!(
                "Not all of it is saved: {why}. What is not saved is lost when you leave; q \
                 again leaves."
            );
            self.warned = true;
            desk.say(&said)?;
            return Ok(false);
        }
        self.keep(desk);
        // Its last moment may have passed just now: then there is a result to tell.
        if self.is_over() {
            return Ok(false);
        }
        self.say_kept(desk, words)?;
        Ok(true)
    }

    /// Says that it is kept, and what its clock does meanwhile.
    pub fn say_kept(&self, desk: &mut Desk, words: &str) -> anyhow::Result<()> {
        desk.say(words)?;
        if let (Some(limit), Away::Runs) = (
            self.sitting.session.policy.limit,
            self.sitting.session.policy.away,
        ) {
            let began = &self.sitting.header.began;
            let ends = began.utc_ms.saturating_add(limit.as_millis() as i64);
            let ends = time_of_day(ends, began.offset_s);
            desk.say(&format!("The clock runs on, to {ends}."))?;
        }
        Ok(())
    }
}
