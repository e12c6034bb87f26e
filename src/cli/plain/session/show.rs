//! Prints the question of a session, its answer, the review, and the prompt.

use super::Quiz;
use crate::app::messages::{self, AfterAnswer};
use crate::app::words::{number, sentence};
use crate::cli::plain::session_loop::say;
use crate::cli::plain::{card, drill, listing, map, question};
use crate::model::markup::plain;

impl Quiz<'_> {
    /// Returns the prompt for the next line.
    pub(super) fn wanted(&mut self) -> String {
        if self.reviewed {
            return "Type y to finish and score, or g and a number to open a question. Press Enter to go back."
                .into();
        }
        let session = self.session();
        if session.shows_fact() {
            return "Press Enter for the question on this fact.".into();
        }
        if session.is_explained() {
            return match session.session().next_open() {
                Some(_) => "Press Enter for the next question.".into(),
                None => "Press Enter for the result.".into(),
            };
        }
        let slot = session.slot();
        if self.is_cards() {
            return card::wanted(session.is_revealed()).to_owned();
        }
        if self.is_drill() {
            return drill::options(slot);
        }
        let count = slot.question.correct_count();
        let mut wanted = match (slot.chosen.is_empty(), count) {
            (false, _) if !session.explains_each() => {
                "Press Enter to continue, or type another answer.".to_owned()
            }
            (false, _) if slot.is_complete() => {
                format!(
                    "Press Enter to answer {}, or type another answer.",
                    slot.letters(&slot.chosen)
                )
            }
            (_, 1) => "Your answer?".to_owned(),
            (_, count) => format!("Your {} answers?", number(count)),
        };
        if std::mem::take(&mut self.fresh) {
            wanted += match count {
                1 => " Type a letter and press Enter, or type ? for help.",
                _ => " Type the letters and press Enter, or type ? for help.",
            };
        }
        wanted
    }

    /// Prints the question number and the time left, then the question or its answer.
    pub(super) fn show(&mut self) -> anyhow::Result<()> {
        let time = self.seat.time(&self.desk.now());
        let session = &self.seat.controller;
        let slot = session.slot();
        let flagged = if slot.flagged { ", flagged" } else { "" };
        let (at, of) = (session.place() + 1, session.count());
        self.desk.paper.gap()?;
        if self.is_drill() {
            if session.is_revealed() {
                self.desk.paper.say(&slot.question.explanation)?;
                for text in session.notes() {
                    self.desk.paper.say(&messages::noted(text))?;
                }
                return Ok(());
            }
            let part = messages::drilled_part(&session.bank, slot);
            let noun = messages::noun(slot);
            let head = sentence(&format!("{noun} {at} of {of} ({part}){flagged}"));
            self.desk.paper.say(format!("{head} {time}").trim())?;
            return self.desk.say(&drill::asked(slot));
        }
        let place = messages::place_in(session.session(), session.kind());
        let head = format!("{} {time}", sentence(&format!("{place}{flagged}")));
        self.desk.paper.say(head.trim())?;
        if let Some(fact) = session.fact() {
            let number = messages::fact_number(session.session(), session.kind());
            self.desk.paper.say(&number)?;
            self.desk.paper.gap()?;
            question::fact(&mut self.desk.paper, &session.bank, fact)?;
            for text in session.notes() {
                self.desk.paper.say(&messages::noted(text))?;
            }
            return Ok(());
        }
        if session.is_explained() {
            self.desk.paper.say(&plain(&slot.question.stem))?;
            return self.explain();
        }
        Ok(question::ask(&mut self.desk.paper, slot)?)
    }

    /// Prints the verdict, then the reasons.
    pub(super) fn explain(&mut self) -> anyhow::Result<()> {
        let session = &self.seat.controller;
        let paper = &mut self.desk.paper;
        let slot = session.slot();
        let verdict = session.verdict();
        let words = [verdict.says, &verdict.key, verdict.note];
        let words: Vec<_> = words.into_iter().filter(|it| !it.is_empty()).collect();
        paper.gap()?;
        paper.say(&words.join(" "))?;
        if let Some(topic) = session.bank.topic(&slot.question.topic) {
            paper.say(&format!("Topic: {}.", topic.title))?;
        }
        if let Some(words) = session.disputed() {
            paper.say(&messages::disputed(words))?;
        }
        for text in session.notes() {
            paper.say(&messages::noted(text))?;
        }
        paper.gap()?;
        Ok(question::explain(paper, &session.bank, slot, true)?)
    }

    pub(super) fn review(&mut self) -> anyhow::Result<()> {
        let now = self.desk.now();
        listing::review(&mut self.desk.paper, &self.seat.controller.active, &now)?;
        self.reviewed = true;
        Ok(())
    }

    /// Prints the table row that contains the answer to an answered question.
    pub(super) fn map(&mut self) -> anyhow::Result<()> {
        if let Some(response) = self.seat.controller.not_yet(AfterAnswer::Map) {
            return say(self.desk, &response);
        }
        let session = &self.seat.controller;
        match session.cell() {
            Some(cell) => Ok(map::row_of(&mut self.desk.paper, &session.bank, cell)?),
            None => self.desk.say("This question is not linked to a table."),
        }
    }
}
