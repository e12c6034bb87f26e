//! A page for a single question in the bank. It shows the key, all reasons, previous answers, and
//! other questions on the same facts.

use std::rc::Rc;
use std::sync::Arc;

use super::own_words::{OwnWords, dispute_key, note_key};
use super::past_answers::PastAnswers;
use super::question::Question;
use super::sources::{act_on, source_keys};
use crate::app::HistorySnapshot;
use crate::learn::{PersonalNotes, Subject};
use crate::model::markup::one_line;
use crate::model::{self, Bank, Component};
use crate::quiz::{Moment, Session};
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, scroll, tabs};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::{ExplainedQuestion, entry, explained, explained_aside, pages_of};

pub struct Reader {
    bank: Arc<Bank>,
    overview: Rc<HistorySnapshot>,
    /// A session that contains only this question and is never started. It is used to draw the
    /// page.
    shown: Session,
    answers: PastAnswers,
    /// Other questions about at least one of the same facts.
    others: Vec<Arc<model::Question>>,
    /// The index in `others` of the question under the cursor.
    cursor: Option<usize>,
    /// The text of the learner's problem report, if there is one.
    disputed: Option<String>,
    notes: PersonalNotes,
    /// True if the page was opened from a session. No other session can then be started here.
    in_session: bool,
}

impl Reader {
    pub fn new(
        question: &Arc<model::Question>,
        overview: Rc<HistorySnapshot>,
        in_session: bool,
        cx: &Context,
    ) -> Self {
        let disputes = cx.app.disputes(&cx.now).unwrap_or_default();
        let answers = cx.app.answers_to(&question.id).unwrap_or_default();
        Self {
            notes: cx.app.personal_notes(&cx.now),
            disputed: disputes.get(&question.id).cloned(),
            answers: PastAnswers::new(&answers, overview.calendar),
            others: others(cx.app.bank(), question),
            bank: Arc::clone(cx.app.bank()),
            overview,
            shown: Session::showing(question),
            cursor: None,
            in_session,
        }
    }

    fn question(&self) -> &Arc<model::Question> {
        &self.shown.slots()[0].question
    }

    fn open(&self, at: usize, cx: &Context) -> Flow {
        match self.others.get(at) {
            Some(other) => {
                let reader = Self::new(other, Rc::clone(&self.overview), self.in_session, cx);
                Flow::Push(Box::new(reader))
            }
            None => Flow::Stay,
        }
    }

    /// Draws links to the other questions about the same facts.
    fn also(&self, sheet: &mut Sheet, page: &Page) {
        let columns = page.columns;
        let missed = |id: &model::QuestionId| {
            let mut missed = self.overview.record.missed.iter();
            missed.any(|it| it.question == *id)
        };
        for (number, other) in self.others.iter().enumerate() {
            let (mark, role) = if missed(&other.id) {
                ("✗", Role::Wrong)
            } else if self.overview.record.last_seen.contains_key(&other.id) {
                ("✓", Role::Correct)
            } else {
                ("·", Role::Muted)
            };
            let at = page.label_end();
            let label = if number == 0 { "Also" } else { "" };
            let stem = truncate(&one_line(&other.stem), page.width_from(at + 2));
            let row = Row::new()
                .at(columns.mark, label, Role::Muted)
                .at(at, mark, role)
                .at(at + 2, stem, Role::Text);
            entry(sheet, page, row, number, self.cursor == Some(number));
        }
    }
}

/// Returns the other questions in `bank` that share a fact with `question`, in bank order.
fn others(bank: &Bank, question: &model::Question) -> Vec<Arc<model::Question>> {
    let is_asked =
        |it: &Component| matches!(it, Component::Fact(_)) && question.components.contains(it);
    let others = bank
        .questions
        .iter()
        .filter(|other| other.id != question.id && other.components.iter().any(is_asked));
    others.cloned().collect()
}

impl Screen for Reader {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.cursor.is_some() {
            table.push(go("open", "open the selected question"));
        }
        if !self.in_session {
            let does = "practice this question and others on the same facts";
            table.push(letter('p', Action::Practice, Group::Answer, does).hint("practice"));
        }
        table.push(scroll());
        if !self.others.is_empty() {
            let does = "show other questions on the same facts";
            table.push(tabs(does).hint("related questions"));
        }
        table.extend(source_keys());
        table.extend([dispute_key(), note_key(), back("back", "go back")]);
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let count = self.others.len();
        match action {
            Action::NextTab if count > 0 => {
                self.cursor = Some(self.cursor.map_or(0, |at| (at + 1) % count));
            }
            Action::PreviousTab => self.cursor = self.cursor.and_then(|at| at.checked_sub(1)),
            Action::Go => return self.cursor.map_or(Flow::Stay, |at| self.open(at, cx)),
            Action::Row(at) => return self.open(at, cx),
            Action::Open | Action::Copy => {
                return act_on(&pages_of(&self.bank, self.question()), action, cx);
            }
            Action::Practice if !self.in_session => {
                let question = Arc::clone(self.question());
                let begun = cx.app.practice_question(&question, &self.overview, &cx.now);
                return Question::start(begun, cx);
            }
            Action::Dispute => {
                let id = &self.question().id;
                return Flow::Push(Box::new(OwnWords::dispute(id, self.disputed.as_ref())));
            }
            Action::Note => {
                let subject = Subject::Question(self.question().id.clone());
                return OwnWords::write_note(Some(subject), cx);
            }
            Action::Leave => return Flow::Pop,
            _ => {
                // Scrolling removes the cursor from the list.
                self.cursor = None;
                return Flow::Unused;
            }
        }
        Flow::Stay
    }

    fn returned(&mut self, cx: &mut Context) {
        let disputes = cx.app.disputes(&cx.now).unwrap_or_default();
        self.disputed = disputes.get(&self.question().id).cloned();
        self.notes = cx.app.personal_notes(&cx.now);
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let slot = &self.shown.slots()[0];
        let question = &slot.question;
        let topic = self.bank.topic(&question.topic);
        let mut main = explained(
            page,
            &ExplainedQuestion {
                bank: &self.bank,
                slot,
                answered: false,
                disputed: self.disputed.as_ref(),
                notes: self.notes.with(question),
            },
        );
        main.push(Row::new());
        self.answers.draw(&mut main, page);
        self.also(&mut main, page);
        while main.rows.last().is_some_and(|row| row.spans.is_empty()) {
            main.rows.pop();
        }
        View::page("Browse", main)
            .part(topic.map_or(String::new(), |it| it.title.clone()))
            .right(format!(
                "{} · difficulty {} of 3",
                question.shape, question.difficulty
            ))
            .side(explained_aside(page, &self.bank, question))
            .note(self.answers.summary("Unseen."))
            .shows(question.id.to_string())
    }
}
