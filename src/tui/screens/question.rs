//! A session's questions, one at a time: practice, exam and review alike.
//! What differs between them is in the session's policy.

use std::sync::Arc;
use std::time::Duration;

use super::confirm::Confirm;
use super::grid::Grid;
use super::result::ResultPage;
use super::review::Review;
use crate::app::Sitting;
use crate::model::Bank;
use crate::quiz::{Away, Confidence, Ending, Event, Feedback, Moment, Outcome, Pace, Slot};
use crate::tui::keymap::{
    Action, Binding, Group, Key, go, leave, left_right, letter, paging, space, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Line, Row, Sheet, View, line};
use crate::tui::widgets::{Told, duty, open_options, session_so_far, stem, told};
use crate::tui::words::{clock, clock_left};

pub struct Question {
    sitting: Sitting,
    bank: Arc<Bank>,
    cursor: Option<usize>,
    /// Said in the status row until the next key.
    said: Option<String>,
    clock_hidden: bool,
    /// How many of the policy's notices have been given.
    noticed: usize,
    /// Show how to answer: nothing was answered in this session yet.
    fresh: bool,
}

impl Question {
    /// Opens the session at the question where it stands.
    pub fn open(sitting: Sitting, cx: &mut Context<'_>) -> Self {
        let noticed = passed_notices(&sitting, &cx.now);
        let at = sitting.session.at();
        let mut screen = Self {
            bank: Arc::clone(&cx.app.bank),
            sitting,
            cursor: None,
            said: None,
            clock_hidden: false,
            noticed,
            fresh: true,
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

    fn each(&self) -> bool {
        self.sitting.session.policy.feedback == Feedback::Each
    }

    /// Lets an event happen; what is refused is said.
    fn apply(&mut self, event: Event, cx: &mut Context<'_>) -> bool {
        match cx.app.apply(&mut self.sitting, event, &cx.now) {
            Ok(()) => true,
            Err(refused) => {
                let mut words = refused.to_string();
                words[..1].make_ascii_uppercase();
                self.said = Some(words + ".");
                false
            }
        }
    }

    fn go_to(&mut self, place: usize, cx: &mut Context<'_>) {
        self.apply(Event::Visited { place }, cx);
        self.cursor = None;
        let slot = self.slot();
        if !slot.answered
            && !slot.question.is_multiple_response()
            && let Some(chosen) = slot.chosen.first()
        {
            self.cursor = slot.position(chosen);
        }
    }

    /// The next place that is not done, from here on and round.
    fn next_open(&self) -> Option<usize> {
        let session = &self.sitting.session;
        let count = session.slots().len();
        (1..=count)
            .map(|step| (self.place() + step) % count)
            .find(|place| !session.is_done(*place))
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
        match self.next_open() {
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
        self.apply(Event::Ended { ending }, cx);
        self.result(cx)
    }

    fn result(&self, cx: &Context<'_>) -> Flow {
        Flow::Replace(Box::new(ResultPage::of_sitting(&self.sitting, cx)))
    }

    fn review(&self) -> Flow {
        Flow::Push(Box::new(Review::new(self.sitting.clone())))
    }

    /// Marks `chosen` as the answer, or takes it off.
    fn choose(&mut self, at: usize, cx: &mut Context<'_>) {
        let place = self.place();
        let Some(id) = self.slot().order.get(at).cloned() else {
            return;
        };
        self.cursor = Some(at);
        let slot = self.slot();
        if slot.struck.contains(&id) {
            self.said = Some(format!(
                "{} is struck out; x brings it back.",
                slot.label(at)
            ));
            return;
        }
        let most = slot.question.right_count();
        let mut chosen = slot.chosen.clone();
        if chosen.contains(&id) {
            chosen.remove(&id);
        } else if most == 1 {
            chosen.clear();
            chosen.insert(id);
        } else if chosen.len() < most {
            chosen.insert(id);
        } else {
            self.said = Some(format!("{most} are chosen; take one off first."));
            return;
        }
        self.apply(Event::Chose { place, chosen }, cx);
    }

    fn move_cursor(&mut self, down: bool, cx: &mut Context<'_>) {
        let count = self.slot().order.len();
        let at = match (self.cursor, down) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.cursor = Some(at);
        // In practice one answer's mark goes with the cursor; where answers
        // stand until the end, moving about changes none.
        let slot = self.slot();
        let id = &slot.order[at];
        let free = !slot.question.is_multiple_response() && !slot.struck.contains(id);
        if self.each() && free && !slot.chosen.contains(id) {
            self.choose(at, cx);
        }
    }

    fn strike(&mut self, at: usize, cx: &mut Context<'_>) {
        let place = self.place();
        let slot = self.slot();
        let Some(choice) = slot.order.get(at).cloned() else {
            return;
        };
        let on = !slot.struck.contains(&choice);
        let letter = slot.label(at);
        let mut chosen = slot.chosen.clone();
        if on && chosen.remove(&choice) {
            self.apply(Event::Chose { place, chosen }, cx);
        }
        if self.apply(Event::Struck { place, choice, on }, cx) && on {
            self.said = Some(format!("{letter} is struck out; x brings it back."));
        }
        self.cursor = Some(at);
    }

    fn answer(&mut self, cx: &mut Context<'_>) -> Flow {
        let place = self.place();
        let slot = self.slot();
        if slot.answered {
            return self.go_on(cx);
        }
        if !self.each() {
            if let Some(at) = self.cursor
                && !slot.question.is_multiple_response()
                && !slot.chosen.contains(&slot.order[at])
            {
                self.choose(at, cx);
                if self.said.is_some() {
                    return Flow::Stay;
                }
            }
            return self.go_on(cx);
        }
        if !slot.is_complete() {
            self.said = Some(if slot.question.is_multiple_response() {
                format!("{} Choose more first.", chosen_of(slot))
            } else {
                "Choose with a letter or an arrow first.".into()
            });
            return Flow::Stay;
        }
        self.fresh = false;
        self.cursor = None;
        self.apply(Event::Answered { place }, cx);
        Flow::Stay
    }

    fn undo(&mut self, cx: &mut Context<'_>) {
        let session = &self.sitting.session;
        // From the question that is open now, the one answered before it is meant.
        let place = if self.slot().answered {
            Some(self.place())
        } else {
            let answered = session
                .slots()
                .iter()
                .enumerate()
                .filter(|(_, slot)| slot.answered);
            answered
                .max_by_key(|(_, slot)| slot.touched_ms)
                .map(|(place, _)| place)
        };
        match place {
            Some(place) => {
                if self.apply(Event::TookBack { place }, cx) {
                    self.go_to(place, cx);
                    self.said = Some(format!("Undone. Question {} is open again.", place + 1));
                }
            }
            None => self.said = Some("Nothing is answered yet.".into()),
        }
    }

    fn sure(&mut self, cx: &mut Context<'_>) {
        let place = self.place();
        let confidence = match self.slot().confidence {
            None => Some(Confidence::Sure),
            Some(Confidence::Sure) => Some(Confidence::Unsure),
            Some(Confidence::Unsure) => Some(Confidence::Guess),
            Some(Confidence::Guess) => None,
        };
        self.apply(Event::Sure { place, confidence }, cx);
    }

    /// A confirmation before a session is left whose clock runs on.
    fn ask_to_leave(&self, program: bool) -> Option<Box<dyn Screen>> {
        let session = &self.sitting.session;
        let runs = session.policy.away == Away::Runs && session.ending().is_none();
        runs.then(|| {
            let says = vec![
                ("", "The clock runs on while you are away.".to_owned()),
                (
                    "",
                    format!(
                        "Until it stops, home offers question {} again.",
                        self.place() + 1
                    ),
                ),
            ];
            let confirm = Confirm::new(
                "Leave the exam?",
                says,
                "Stay",
                "Leave, keep the exam",
                Message::Leave { program },
            );
            Box::new(confirm) as Box<dyn Screen>
        })
    }

    fn keep(&mut self, cx: &mut Context<'_>) {
        if self.sitting.session.ending().is_none() {
            self.apply(Event::Left, cx);
        }
    }

    /// Whether the clock is drawn: always again in its last part.
    fn shows_clock(&self, left: Duration) -> bool {
        !self.clock_hidden || self.warns(left)
    }

    fn warns(&self, left: Duration) -> bool {
        let from = self.sitting.session.policy.warns_from();
        from.is_some_and(|from| left <= from)
    }
}

impl Screen for Question {
    fn bindings(&self) -> Vec<Binding> {
        let slot = self.slot();
        let mut table = Vec::new();
        if slot.answered {
            let more = if self.next_open().is_some() {
                "next"
            } else {
                "finish"
            };
            table.push(go(more, "the next question"));
            table.push(up_down("scroll").hint("scroll"));
            table.push(
                letter('u', Action::Undo, Group::Answer, "take the answer back").hint("undo"),
            );
        } else {
            table.extend(self.answer_bindings(slot));
        }
        let flag = if slot.flagged { "unflag" } else { "flag" };
        table.push(letter('f', Action::Flag, Group::Answer, "flag, unflag").hint(flag));
        if !slot.answered && self.each() {
            table.push(letter(
                'u',
                Action::Undo,
                Group::Answer,
                "take the last answer back",
            ));
        }
        let next = [
            (Key::char('n'), Action::Next),
            (Key::char('p'), Action::Previous),
        ];
        table.push(Binding::new(
            "n p",
            next,
            Group::Move,
            "next, previous, without answering",
        ));
        table.push(left_right("previous, next question"));
        let grid = letter(
            'g',
            Action::Grid,
            Group::Move,
            "all questions of the session",
        );
        let review = letter('r', Action::LookBack, Group::Move, "review and finish");
        if self.each() {
            table.extend([grid.hint("grid"), review]);
        } else {
            table.extend([grid.hint("grid"), review.hint("review")]);
        }
        if self.sitting.session.policy.limit.is_some() {
            let does = "hide or show the clock";
            table.push(letter('t', Action::Clock, Group::Look, does));
        }
        table.extend(paging());
        table.push(leave("leave", "leave; the session is kept"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        self.said = None;
        let place = self.place();
        let answered = self.slot().answered;
        match action {
            Action::Go => return self.answer(cx),
            Action::Next | Action::Right => return self.step(true, cx),
            Action::Previous | Action::Left => return self.step(false, cx),
            Action::Up | Action::Down if answered => return Flow::Unused,
            Action::Up => self.move_cursor(false, cx),
            Action::Down => self.move_cursor(true, cx),
            Action::Option(at) => self.choose(at, cx),
            Action::Tick => {
                if let Some(at) = self.cursor {
                    self.choose(at, cx);
                }
            }
            Action::Strike(at) => self.strike(at, cx),
            Action::StrikeHere => match self.cursor {
                Some(at) => self.strike(at, cx),
                None => self.said = Some("Move the cursor to an option first.".into()),
            },
            Action::Sure => self.sure(cx),
            Action::Flag => {
                let on = !self.slot().flagged;
                self.apply(Event::Flagged { place, on }, cx);
            }
            Action::Undo => self.undo(cx),
            Action::Grid => {
                let grid = Grid::new(self.sitting.clone());
                return Flow::Push(Box::new(grid));
            }
            Action::LookBack => return self.review(),
            Action::Clock => self.clock_hidden = !self.clock_hidden,
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
        let session = &self.sitting.session;
        let slot = self.slot();
        let mut view = View {
            head: self.head(page, now),
            status: self.status(),
            side: session_so_far(page, &self.bank, session),
            shows: format!("{}/{}", self.place(), slot.answered),
            ..View::default()
        };
        if slot.answered {
            let mut side = duty(page, &self.bank, &slot.question);
            if !side.is_empty() {
                side.push(Row::new());
            }
            side.rows.append(&mut view.side.rows);
            view.side = side;
            view.main = told(
                page,
                &Told {
                    bank: &self.bank,
                    slot,
                    answered: true,
                },
            );
        } else {
            view.upper = stem(page, slot);
            view.main = open_options(page, slot, self.cursor);
            if !self.each() {
                view.side = Sheet::default();
            }
        }
        view
    }

    fn least(&self) -> (u16, u16) {
        (40, 12)
    }

    fn wake(&self, now: &Moment) -> Option<Duration> {
        if self.sitting.session.ending().is_some() {
            return None;
        }
        let left = self.sitting.left(now)?;
        if self.shows_clock(left) {
            // When the second that is shown goes over to the next.
            let part = (left.as_millis() % 1000) as u64;
            return Some(Duration::from_millis(if part == 0 { 1000 } else { part }).min(left));
        }
        let policy = &self.sitting.session.policy;
        let next = policy.notices().into_iter().chain(policy.warns_from());
        let next = next.filter(|at| *at < left).max().unwrap_or(Duration::ZERO);
        Some(left.saturating_sub(next))
    }

    fn tick(&mut self, cx: &mut Context<'_>) -> Flow {
        if self.sitting.session.ending().is_none()
            && self.sitting.left(&cx.now) == Some(Duration::ZERO)
        {
            let ending = Ending::Expired;
            self.apply(Event::Ended { ending }, cx);
        }
        if self.sitting.session.ending().is_some() {
            return self.result(cx);
        }
        let passed = passed_notices(&self.sitting, &cx.now);
        if passed > self.noticed {
            self.noticed = passed;
            let notices = self.sitting.session.policy.notices();
            self.said = Some(format!("{} left.", clock(notices[passed - 1])));
        }
        Flow::Stay
    }

    fn receive(&mut self, message: Message, cx: &mut Context<'_>) -> Flow {
        match message {
            Message::GoTo(place) => {
                self.go_to(place, cx);
                Flow::Stay
            }
            Message::Finish => self.finish(cx),
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
        if self.sitting.taken {
            return Some(
                "Another certdrill went on with this session; here it is read only.".into(),
            );
        }
        let why = self.sitting.trouble.as_ref()?;
        Some(format!(
            "Not saved: {why}. Kept here and tried again with each answer."
        ))
    }

    fn last_words(&self) -> Option<String> {
        let session = &self.sitting.session;
        if session.ending().is_some() {
            return None;
        }
        let kind = self.sitting.header.kind.title().to_lowercase();
        let (at, of) = (self.place() + 1, session.slots().len());
        Some(if self.sitting.is_saved() {
            format!("Kept: {kind}, question {at} of {of}. Go on with certdrill.")
        } else {
            format!("Not all of this {kind} could be saved: question {at} of {of}.")
        })
    }
}

impl Question {
    fn answer_bindings(&self, slot: &Slot) -> Vec<Binding> {
        let count = slot.order.len();
        let last = slot.label(count - 1).to_ascii_lowercase();
        let lettered = last.is_ascii_alphabetic();
        let letters = |from: u8, action: fn(usize) -> Action| {
            (0..count).map(move |at| (Key::char(char::from(from + at as u8)), action(at)))
        };
        let mut options: Vec<_> = letters(b'1', Action::Option).collect();
        let shown = if lettered {
            options.splice(0..0, letters(b'a', Action::Option));
            format!("a-{last}")
        } else {
            format!("1-{last}")
        };
        let mut table = Vec::new();
        let several = slot.question.is_multiple_response();
        let ready = !self.each() || slot.is_complete();
        let hint = match (self.each(), several) {
            (true, true) => "check".to_owned(),
            (true, false) => format!("answer {}", slot.letters(&slot.chosen)),
            (false, _) => "next".to_owned(),
        };
        let mut enter = go(hint, "answer what is marked; in an exam go on");
        if !ready {
            enter.hint = None;
        }
        let tick = space("choose what the cursor is on");
        if several {
            table.extend([enter, tick.hint("choose")]);
        } else {
            table.extend([enter, tick]);
        }
        let does = if several {
            "choose, take off"
        } else {
            "choose"
        };
        table.push(Binding::new(shown, options, Group::Answer, does).hint("choose"));
        table.push(up_down("move the cursor"));
        let strike = letter(
            'x',
            Action::StrikeHere,
            Group::Answer,
            "strike out, bring back",
        );
        table.push(strike.hint("strike"));
        if lettered {
            let shown = format!("A-{}", last.to_ascii_uppercase());
            let strikes = letters(b'A', Action::Strike);
            table.push(Binding::new(
                shown,
                strikes,
                Group::Answer,
                "strike that option out",
            ));
        }
        table.push(letter(
            's',
            Action::Sure,
            Group::Answer,
            "sure, unsure, guess, none",
        ));
        table
    }

    fn head(&self, page: &Page, now: &Moment) -> Head {
        let session = &self.sitting.session;
        let slot = self.slot();
        let (at, of) = (self.place() + 1, session.slots().len());
        let done = session.done_count();
        let mut right: Line = line(format!("{at} of {of}"), Role::Muted);
        if slot.flagged {
            right.push((" ⚑".into(), Role::Flagged));
        }
        let mut at_clock = None;
        match (self.sitting.left(now), session.policy.limit) {
            (Some(left), Some(limit)) if self.shows_clock(left) => {
                let elapsed = limit.saturating_sub(left);
                if !page.narrow && !self.each() {
                    let pace = match Pace::of(done, of, elapsed, limit) {
                        Pace::Ahead(by) => format!(" · {} ahead", clock(by)),
                        Pace::On => " · on pace".to_owned(),
                        Pace::Behind(by) => format!(" · {} behind", clock(by)),
                    };
                    right.push((pace, Role::Muted));
                }
                right.push((" · ".into(), Role::Muted));
                let text = format!("{} left", clock_left(left));
                right.push(if self.warns(left) {
                    (format!("! {text}"), Role::Warning)
                } else {
                    (text, Role::Strong)
                });
                at_clock = Some(elapsed.as_secs_f64() / limit.as_secs_f64());
            }
            (Some(_), Some(_)) => right.push((" · clock hidden".into(), Role::Muted)),
            _ => right.push((format!(" · {} left", of - done), Role::Muted)),
        }
        // Before the answer the topic would be a hint.
        let topic = self
            .bank
            .topic(&slot.question.topic)
            .filter(|_| slot.answered);
        Head {
            place: self.sitting.header.kind.title().into(),
            part: topic.map_or(String::new(), |topic| topic.title.clone()),
            right,
            done: Some((done, of)),
            clock: at_clock,
        }
    }

    fn status(&self) -> Line {
        let slot = self.slot();
        if let Some(said) = &self.said {
            return line(said.clone(), Role::Text);
        }
        if slot.answered {
            let key = slot.key_letters();
            return match self.sitting.session.outcome(self.place()) {
                Outcome::Right => vec![
                    ("✓ Right.".into(), Role::Correct),
                    (" Saved.".into(), Role::Muted),
                ],
                _ => vec![
                    ("✗ Wrong.".into(), Role::Wrong),
                    (format!(" The answer is {key}."), Role::Text),
                    (" It waits in Review missed.".into(), Role::Muted),
                ],
            };
        }
        if slot.question.is_multiple_response() {
            return line(chosen_of(slot), Role::Muted);
        }
        if self.fresh && slot.chosen.is_empty() && self.place() == 0 {
            return line("Press a letter to choose, then Enter.", Role::Muted);
        }
        Line::new()
    }
}

fn chosen_of(slot: &Slot) -> String {
    format!(
        "{} of {} chosen.",
        slot.chosen.len(),
        slot.question.right_count()
    )
}

fn passed_notices(sitting: &Sitting, now: &Moment) -> usize {
    let Some(left) = sitting.left(now) else {
        return 0;
    };
    let notices = sitting.session.policy.notices();
    notices.iter().filter(|at| left <= **at).count()
}
