//! Short notes in the home screen rows.

use super::{Home, all_rows};
use crate::app::words::{count, day, thousands};
use crate::app::{correct, session_score};
use crate::config::Setting;
use crate::quiz::Kind;
use crate::tui::look::Environment;
use crate::tui::screen::Context;

impl Home {
    pub(super) fn notes(&self, questions: usize, cx: &Context) -> Vec<String> {
        let calendar = cx.app.calendar(&cx.now);
        let brief = &self.state.summary;
        let last = |kind: Kind| {
            let past = self.state.last(kind)?;
            let when = day(calendar.day_of(past.began_ms, past.offset_s), calendar);
            Some(format!("last: {}, {when}", session_score(past)))
        };
        let size = cx.app.exam_size();
        let minutes = cx.app.exam_time(size).as_secs() / 60;
        vec![
            last(Kind::Practice).unwrap_or_else(|| "choose topics, length, and time limit".into()),
            last(Kind::Exam).unwrap_or_else(|| {
                if cx.app.may_fill_an_exam() {
                    return "a mock exam, or a shorter exam".into();
                }
                format!(
                    "{} in {minutes} minutes, explained at the end",
                    count(size, "question", "questions")
                )
            }),
            match (brief.missed, brief.righted) {
                (0, _) if brief.all.of == 0 => "nothing missed yet".into(),
                (0, _) => "nothing to review".into(),
                (missed, 0) => format!("{} to review", thousands(missed)),
                (missed, nearly) => {
                    let (missed, nearly) = (thousands(missed), thousands(nearly));
                    format!("{missed} to review, {nearly} one correct answer away")
                }
            },
            correct(brief.all),
            "domains and tasks, with your progress".into(),
            match brief.flagged {
                0 => format!("read {}", count(questions, "question", "questions")),
                flagged => format!(
                    "{}, {flagged} flagged",
                    count(questions, "question", "questions")
                ),
            },
            tables_note(cx),
            self.terms_note(),
            self.drill_note(),
            self.learn_note(cx),
            settings_note(cx),
        ]
    }

    /// Returns the note for the row with the key `digit`.
    pub(super) fn note_of(&self, digit: char) -> &str {
        let at = all_rows().position(|(it, _)| it == digit);
        let note = at.and_then(|at| self.notes.get(at));
        note.map_or("", String::as_str)
    }

    /// Describes the progress of the open lesson, if there is one.
    fn learn_note(&self, cx: &Context) -> String {
        let open = self.state.open_session();
        let lesson = open.filter(|sat| sat.header.kind == Kind::Learn);
        let step = lesson.and_then(|sat| {
            let session = &sat.session;
            let topic = &session.slots().get(session.at())?.question.topic;
            let topic = cx.app.stats().topic(topic)?;
            let shown_first = &session.policy.shown_first;
            let number = shown_first.iter().filter(|at| **at <= session.at()).count();
            Some(format!(
                "{}, step {number} of {}",
                topic.title,
                shown_first.len()
            ))
        });
        step.unwrap_or_else(|| "first the fact, then a question about it".into())
    }

    fn terms_note(&self) -> String {
        let terms = count(self.size.terms, "term", "terms");
        match self.state.summary.terms.all_known() {
            0 => format!("{terms}, with drills and flash cards"),
            known => format!("{known} of {terms} known"),
        }
    }

    fn drill_note(&self) -> String {
        let cells = self.size.cells;
        match self.state.summary.cells.all_known() {
            0 => format!("{}, one key for each", count(cells, "cell", "cells")),
            known => format!(
                "{} of {} known",
                thousands(known),
                count(cells, "cell", "cells")
            ),
        }
    }
}

fn settings_note(cx: &Context) -> String {
    let settings = &cx.app.settings;
    let symbols = if Environment::read().is_ascii(settings) {
        "ASCII"
    } else {
        "Unicode"
    };
    let mouse = settings.get(Setting::Mouse);
    format!("theme {}, {symbols}, mouse {mouse}", settings.theme)
}

fn tables_note(cx: &Context) -> String {
    match cx.app.stats().tables.as_slice() {
        [] => String::new(),
        [table] => format!(
            "{}: {} × {}",
            table.title,
            count(table.rows, "row", "rows"),
            count(table.columns, "column", "columns")
        ),
        tables => format!("{} tables to view, recall, and drill", tables.len()),
    }
}
