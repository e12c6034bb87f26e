//! Builds the key bindings for the current question.

use super::super::own_words::{dispute_key, note_key};
use super::super::sources::source_keys;
use super::Question;
use crate::quiz::Slot;
use crate::tui::keymap::{
    Action, Binding, Group, Key, go, inactive_escape, leave, left_right, letter, page_on, scroll,
    space, up_down,
};

impl Question {
    /// Returns the keys that every page of a session has: the clock and the way out.
    pub(super) fn session_keys(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.session.session().policy.limit.is_some() {
            let does = "hide or show the clock";
            table.push(letter('t', Action::Clock, Group::Look, does));
        }
        table.push(leave("leave", "leave; the session is saved"));
        table.push(inactive_escape());
        table
    }

    /// Returns the keys of drills and cards, where a key answers at once: `u` and `y`.
    pub(super) fn drill_keys(&self, undo: &'static str, finish: &'static str) -> [Binding; 2] {
        let undo = letter('u', Action::Undo, Group::Answer, undo);
        let finish = letter('y', Action::Yes, Group::Answer, finish);
        [
            undo.hint_while(self.session.place() > 0, "undo"),
            finish.hint("finish"),
        ]
    }

    pub(super) fn table(&self) -> Vec<Binding> {
        let slot = self.slot();
        let mut table = Vec::new();
        if self.session.is_explained() {
            let more = if self.session.session().next_open().is_some() {
                "next"
            } else {
                "finish"
            };
            table.push(go(more, "go to the next question"));
            table.push(page_on());
            table.push(scroll());
            table.push(letter('u', Action::Undo, Group::Answer, "undo the answer").hint("undo"));
            if slot.why.is_some() {
                let does = "show why this question came up now";
                table.push(letter('w', Action::Why, Group::Look, does).hint("why now"));
            }
            if self.session.cell().is_some() {
                let does = "show the cell in the table";
                table.push(letter('m', Action::Map, Group::Look, does).hint("table"));
            }
            let [open, copy] = source_keys();
            table.extend([open.hint("source"), copy]);
        } else {
            table.extend(self.answer_bindings(slot));
            if self.each() {
                // Before the question is answered, these keys only explain that they work
                // afterward.
                let why = "show why this question came up now, after you answer";
                let map = "show the cell in the table, after you answer";
                let dispute = "report a problem, after you answer";
                let note = "write a personal note, after you answer";
                let later = [
                    ('w', Action::Why, why, slot.why.is_some()),
                    ('m', Action::Map, map, self.session.cell().is_some()),
                    ('!', Action::Dispute, dispute, true),
                    ('+', Action::Note, note, true),
                ];
                let later = later.into_iter().filter(|(.., comes)| *comes);
                table.extend(later.map(|(key, action, does, _)| {
                    letter(key, action, Group::Look, does).not_yet()
                }));
            }
        }
        let flag = if slot.flagged { "unflag" } else { "flag" };
        table.push(letter('f', Action::Flag, Group::Answer, "flag or unflag").hint(flag));
        if self.session.has_hints() && !self.session.is_explained() {
            let does = "remove an incorrect option; your answer will not count as known";
            let hint = letter('-', Action::Hint, Group::Answer, does);
            table.push(hint.hint_while(slot.hinted.is_none(), "hint"));
        }
        if self.session.is_explained() {
            table.extend([dispute_key(), note_key()]);
        }
        if !self.session.is_explained() {
            let does = if self.each() {
                "undo the last answer"
            } else {
                "clear the selection"
            };
            table.push(letter('u', Action::Undo, Group::Answer, does));
        }
        let does = "go to the next question, even if unanswered";
        table.push(letter('n', Action::Next, Group::Move, does));
        let does = "go to the previous question";
        table.push(letter('p', Action::Previous, Group::Move, does));
        table.push(left_right(
            "go to the previous or next question, even if unanswered",
        ));
        let grid = letter(
            'g',
            Action::Grid,
            Group::Move,
            "show all questions in the session",
        );
        let review = letter('r', Action::LookBack, Group::Move, "review and finish");
        if self.each() {
            table.extend([grid.hint("grid"), review]);
        } else {
            table.extend([grid.hint("grid"), review.hint("review")]);
            if !self.session.is_explained() {
                // In an exam, the footer has space for this key only in a wide window.
                table.push(strike_key());
            }
        }
        table
    }

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
        let chosen = slot.letters(&slot.chosen);
        let elsewhere = self.cursor.is_some_and(|at| !self.is_chosen(at));
        let hint = match (self.would_select(), self.each(), several) {
            // A struck-out option cannot be selected.
            (Some(at), ..) if self.is_struck(at) => None,
            (Some(at), ..) => Some(format!("select {}", slot.label(at))),
            (None, true, _) if !slot.is_complete() => None,
            (None, true, true) => Some("check".to_owned()),
            (None, true, false) => Some(format!("answer {chosen}")),
            // The cursor is not on the selected option.
            (None, false, false) if elsewhere => Some(format!("keep {chosen}, next")),
            (None, false, _) => Some("next".to_owned()),
        };
        let mut enter = go(
            "",
            "submit the selection, or select the option under the cursor",
        );
        enter.hint = hint;
        let does = if several {
            "select or deselect the option under the cursor"
        } else {
            "select the option under the cursor"
        };
        let tick = space(does);
        let moved = elsewhere && self.would_select().is_none();
        table.push(enter);
        let refused = self.cursor.is_some_and(|at| self.is_struck(at));
        // The footer shows one key that selects, so that it has enough space for `g` and `f`.
        let by_space = moved && !refused;
        table.push(tick.hint_while(by_space, "select"));
        let (does, hint) = match (several, self.answers_at_once()) {
            (true, _) => ("select or deselect", "select"),
            (_, true) => ("answer", "answer"),
            (_, false) => ("select", "select"),
        };
        let option = Binding::new(shown, options, Group::Answer, does);
        table.push(option.hint_while(!by_space, hint));
        table.push(up_down("move the cursor"));
        if self.each() {
            table.push(strike_key());
        }
        if lettered {
            let shown = format!("A-{}", last.to_ascii_uppercase());
            let strikes = letters(b'A', Action::Strike);
            table.push(Binding::new(
                shown,
                strikes,
                Group::Answer,
                "strike out or restore that option",
            ));
        }
        table.push(letter(
            's',
            Action::Sure,
            Group::Answer,
            "set your confidence: sure, unsure, guess, or none",
        ));
        table
    }
}

fn strike_key() -> Binding {
    let does = "strike out or restore the option under the cursor";
    letter('x', Action::StrikeHere, Group::Answer, does).hint("strike")
}
