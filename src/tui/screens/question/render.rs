//! Draws the page: the title and the clock, the question, and the status row.

use super::Question;
use super::answering::chosen_of;
use crate::app::messages::place_in;
use crate::quiz::{Kind, Moment};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Head, Line, Row, View, line};
use crate::tui::widgets::{
    ExplainedQuestion, all_places, clock_line, explained, explained_aside, is_sprint, open_options,
    session_so_far, stem, verdict_bar,
};

impl Question {
    pub(super) fn look(&self, page: &Page, now: &Moment) -> View {
        let session = self.session.session();
        let slot = self.slot();
        let mut view = View {
            head: self.head(page, now),
            status: self.status(page.short && page.narrow),
            side: session_so_far(page, &self.session.bank, session),
            shows: format!("{}/{}", self.session.place(), self.session.is_explained()),
            ..View::default()
        };
        if self.session.shows_fact() {
            view.main = self.fact_page(page);
            view.side = self.fact_row(page.at_side());
            view.status = self.telling_status();
            view.shows += "/fact";
        } else if self.session.is_explained() {
            let mut side = explained_aside(page, &self.session.bank, &slot.question);
            if !side.is_empty() {
                side.push(Row::new());
            }
            side.rows.append(&mut view.side.rows);
            view.side = side;
            let verdict = self.session.verdict();
            let words = format!("{} {}", verdict.says, verdict.key);
            view.upper
                .push(verdict_bar(page, verdict.right, words.trim()));
            view.main = explained(
                page,
                &ExplainedQuestion {
                    bank: &self.session.bank,
                    slot,
                    answered: true,
                    disputed: self.session.disputed(),
                    notes: self.session.notes(),
                },
            );
        } else {
            view.upper = stem(page, slot);
            view.main = open_options(page, slot, self.cursor);
            if !self.each() {
                view.side = all_places(page, &self.session.active);
            }
        }
        view
    }

    fn head(&self, page: &Page, now: &Moment) -> Head {
        let session = self.session.session();
        let slot = self.slot();
        let (at, of) = (self.session.place() + 1, session.slots().len());
        let done = session.done_count();
        let sprint = is_sprint(&self.session.active);
        let is_lesson = self.session.kind() == Kind::Learn;
        let stands = if sprint {
            format!("question {at}")
        } else if is_lesson {
            place_in(session, Kind::Learn)
        } else {
            format!("{at} of {of}")
        };
        let mut right: Line = line(stands, Role::Muted);
        if slot.flagged {
            right.push((" ⚑".into(), Role::Flagged));
        }
        let (time, at_clock) = clock_line(page, &self.session.active, now, self.face);
        if time.is_empty() && !is_lesson {
            right.push((format!(" · {} left", of - done), Role::Muted));
        }
        right.extend(time);
        if let Some(left) = self.session.active.question_left(now) {
            right.push((
                format!(" · {} for this one", self.face.words(left)),
                Role::Strong,
            ));
        }
        // Hide the topic before the answer, because the topic could be a hint.
        let topic = self
            .session
            .bank
            .topic(&slot.question.topic)
            .filter(|_| self.session.is_explained() || self.session.shows_fact());
        Head {
            place: self.session.active.title.clone(),
            part: topic.map_or(String::new(), |topic| topic.title.clone()),
            right,
            // In a sprint, the progress bar shows the elapsed time.
            done: if sprint {
                at_clock.map(|used| ((used * 1000.0) as usize, 1000))
            } else {
                Some((done, of))
            },
            clock: at_clock.filter(|_| !sprint),
        }
    }

    /// Returns the status row: a message or a description of what is missing. If `brief` is true,
    /// the text is shortened for narrow windows.
    fn status(&self, brief: bool) -> Line {
        let slot = self.slot();
        if let Some(said) = self.said.as_ref().filter(|_| !self.session.is_explained()) {
            let mut words = line(said.clone(), Role::Text);
            let several = slot.question.is_multiple_response();
            if several && !said.contains("selected") {
                words.push((format!(" {}", chosen_of(slot)), Role::Muted));
            }
            return words;
        }
        if let Some(why) = slot.why.as_ref().filter(|_| self.asks_why) {
            let asked = if brief { "" } else { "Why now: " };
            return vec![
                (asked.to_owned(), Role::Muted),
                (why.to_string(), Role::Text),
            ];
        }
        if self.session.is_explained() {
            return match &self.said {
                Some(said) => line(said.clone(), Role::Text),
                None => self.note(),
            };
        }
        if slot.question.is_multiple_response() {
            return line(chosen_of(slot), Role::Muted);
        }
        if self.fresh && slot.chosen.is_empty() && self.session.place() == 0 {
            let how = match (self.answers_at_once(), brief) {
                (true, true) => "Press a letter.",
                (false, true) => "A letter, then Enter.",
                (true, false) => "Press a letter to answer.",
                (false, false) => "Press a letter to select, then Enter.",
            };
            return line(how, Role::Muted);
        }
        Line::new()
    }

    /// Returns a message about the effect of the answer, with a warning if the answer is not saved.
    fn note(&self) -> Line {
        let saved = if self.session.active.is_saved() {
            ""
        } else {
            "Not saved. "
        };
        vec![
            (saved.to_owned(), Role::Strong),
            (self.session.verdict().note.to_owned(), Role::Muted),
        ]
    }
}
