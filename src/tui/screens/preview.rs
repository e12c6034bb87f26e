//! A preview of a bank for its author. It shows each question with and without its answer, together
//! with the checker's findings, and can reload the files.

use std::path::PathBuf;
use std::sync::Arc;

use super::problems::Problems;
use crate::app::Draft;
use crate::app::words::count;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model;
use crate::quiz::{Moment, Session};
use crate::tui::keymap::{
    Action, Binding, Group, go, inactive_escape, leave, left_right, letter, previous_next, reload,
    tabs, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Line, Row, Sheet, View, line};
use crate::tui::widgets::{ExplainedQuestion, explained, explained_aside, open_options, stem};

pub struct Preview {
    path: PathBuf,
    draft: Draft,
    cursor: usize,
    /// True while the page shows the key and all reasons.
    shows_answer: bool,
    said: Option<String>,
}

impl Preview {
    pub fn new(path: PathBuf, draft: Draft) -> Self {
        Self {
            path,
            draft,
            cursor: 0,
            shows_answer: false,
            said: None,
        }
    }

    /// Returns a page with all findings; `None` if there are none.
    pub fn problems(&self) -> Option<Problems> {
        let Draft {
            questions,
            findings,
            left_out,
            ..
        } = &self.draft;
        let list = (!findings.is_empty()).then(|| findings.clone())?;
        Some(Problems::of(list, questions.len(), *left_out))
    }

    fn question(&self) -> Option<&Arc<model::Question>> {
        self.draft.questions.get(self.cursor)
    }

    /// Returns the findings for the current question.
    fn findings(&self) -> Vec<&Diagnostic> {
        let id = self.question().map(|question| question.id.as_str());
        let found = self.draft.findings.iter();
        found
            .filter(|it| it.question.is_some() && it.question.as_deref() == id)
            .collect()
    }

    /// Reloads the files. The same question stays selected if possible.
    fn reload(&mut self, cx: &mut Context) {
        let id = self.question().map(|question| question.id.clone());
        self.draft = Draft::load(&self.path);
        cx.app.open_bank(0, self.draft.shelf.clone());
        let questions = &self.draft.questions;
        let found = questions
            .iter()
            .position(|question| Some(&question.id) == id.as_ref());
        self.cursor = found.unwrap_or(self.cursor.min(questions.len().saturating_sub(1)));
        self.said = Some("Reloaded.".into());
    }

    fn go_to(&mut self, at: usize) {
        if at < self.draft.questions.len() {
            self.cursor = at;
        }
    }

    fn status(&self) -> Line {
        if let Some(said) = &self.said {
            return line(said.clone(), Role::Text);
        }
        match self.findings().len() {
            0 => Line::new(),
            found => vec![
                ("!".into(), Role::Warning),
                (
                    format!(" {} below.", count(found, "finding", "findings")),
                    Role::Text,
                ),
            ],
        }
    }
}

/// Draws the findings below the question.
fn show_message(sheet: &mut Sheet, page: &Page, findings: &[&Diagnostic]) {
    let columns = page.columns;
    let at = page.at(columns.text);
    for finding in findings {
        sheet.gap();
        let (mark, role) = match finding.severity {
            Severity::Error => ("✗", Role::Wrong),
            Severity::Warning => ("!", Role::Warning),
        };
        let text = format!("{}: {}", finding.rule, finding.message);
        let first = Row::new().at(columns.mark, mark, role);
        sheet.hanging(first, at, &text, Role::Text);
        sheet.text(at, &finding.help, Role::Muted);
        sheet.text(at, &finding.place(), Role::Muted);
    }
}

impl Screen for Preview {
    fn bindings(&self) -> Vec<Binding> {
        let other = if self.shows_answer {
            "question"
        } else {
            "answer"
        };
        let mut table = Vec::new();
        if self.question().is_some() {
            table.push(go("next", "go to the next question"));
            table.push(tabs("switch between question and answer").hint(other));
        }
        table.push(reload().hint("reload"));
        if !self.draft.findings.is_empty() {
            let does = "show all findings in the bank";
            table.push(letter('r', Action::LookBack, Group::Look, does).hint("findings"));
        }
        if self.question().is_some() {
            let [previous, next] = previous_next();
            table.extend([
                previous.hint("previous"),
                next,
                left_right("go to the previous or next question"),
                up_down("scroll"),
            ]);
        }
        table.push(leave("quit", "quit"));
        table.push(inactive_escape());
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        self.said = None;
        match action {
            Action::Go | Action::Next | Action::Right => self.go_to(self.cursor + 1),
            Action::Previous | Action::Left => self.go_to(self.cursor.saturating_sub(1)),
            Action::NextTab | Action::PreviousTab => self.shows_answer = !self.shows_answer,
            Action::LookBack => {
                return match self.problems() {
                    Some(problems) => Flow::Push(Box::new(problems)),
                    None => Flow::Stay,
                };
            }
            Action::Reload => self.reload(cx),
            Action::Leave => return Flow::Quit,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn receive(&mut self, message: Message, cx: &mut Context) -> Flow {
        if message == Message::Reload {
            self.reload(cx);
            if let Some(problems) = self.problems() {
                return Flow::Push(Box::new(problems));
            }
        }
        Flow::Stay
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let bank = self.draft.shelf.bank();
        let of = self.draft.questions.len();
        let mut view = View::page("Preview", Sheet::default())
            .status(self.status())
            .shows(format!("{}/{}", self.cursor, self.shows_answer));
        let Some(question) = self.question() else {
            let text = "There are no usable questions. Press Ctrl-L to reload the files.";
            view.main
                .push(Row::new().at(page.columns.text, text, Role::Text));
            return view;
        };
        let session = Session::showing(question);
        let slot = &session.slots()[0];
        if self.shows_answer {
            view.side = explained_aside(page, bank, question);
            view.main = explained(
                page,
                &ExplainedQuestion {
                    bank,
                    slot,
                    answered: false,
                    disputed: None,
                    notes: Vec::new(),
                },
            );
        } else {
            view.upper = stem(page, slot);
            view.main = open_options(page, slot, None);
        }
        show_message(&mut view.main, page, &self.findings());
        view.head.part = question.id.to_string();
        view.head.right = line(
            format!(
                "{} · difficulty {} of 3 · {} of {of}",
                question.shape,
                question.difficulty,
                self.cursor + 1
            ),
            Role::Muted,
        );
        view.head.done = Some((self.cursor + 1, of));
        view
    }
}
