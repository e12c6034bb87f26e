//! The result of a session: its score, the suggested next steps, and the scores of its sections.

mod analysis;
mod score;

use std::sync::Arc;

use super::question::Question;
use super::walk::Walk;
use crate::app::messages::result::Section;
use crate::app::messages::{not_saved, result as telling};
use crate::app::words::date_time;
use crate::app::{ActiveSession, Report, Step};
use crate::model::{Bank, Blueprint, QuestionId};
use crate::quiz::{Moment, Session};
use crate::store::{Header, StoredSession};
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, tabs_and_arrows, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View};

pub struct ResultPage {
    bank: Arc<Bank>,
    session: Session,
    report: Report,
    ended: String,
    /// The index of the row under the cursor. The rows are the next steps and the sections.
    at: usize,
    /// True if the page was opened from the history, in which case leaving it returns to the
    /// history.
    past: bool,
    /// A message that explains why answers could not be saved.
    trouble: Option<String>,
    /// True while the second page is shown.
    analysis: bool,
}

/// The content of a row.
#[derive(Clone, Copy)]
enum Line<'a> {
    Step(&'a Step),
    Section(&'a Section),
}

impl ResultPage {
    /// Returns the result of a session that has just ended.
    pub fn of_active(sitting: &ActiveSession, cx: &mut Context) -> Self {
        let (else_ms, offset_s) = (cx.now.utc_ms, sitting.header.began.offset_s);
        let page = Self::new(&sitting.header, &sitting.session, else_ms, offset_s, cx);
        Self {
            trouble: sitting.unsaved_because().map(not_saved),
            ..page
        }
    }

    /// Returns the result of a session in the history.
    pub fn of_stored(sat: &StoredSession, cx: &mut Context) -> Self {
        let began = &sat.header.began;
        let page = Self::new(&sat.header, &sat.session, began.utc_ms, began.offset_s, cx);
        Self { past: true, ..page }
    }

    fn new(
        header: &Header,
        session: &Session,
        else_ms: i64,
        offset_s: i32,
        cx: &mut Context,
    ) -> Self {
        // A session that was left before its end is dated by its start.
        let ended_ms = session.ended_ms().filter(|_| session.left_of().is_none());
        let began_ms = session.left_of().map(|_| header.began.utc_ms);
        let at_ms = ended_ms.or(began_ms).unwrap_or(else_ms);
        Self {
            report: cx.app.report(header, session, &cx.now),
            bank: Arc::clone(cx.app.bank()),
            ended: date_time(at_ms, offset_s),
            session: session.clone(),
            at: 0,
            past: false,
            trouble: None,
            analysis: false,
        }
    }

    /// Returns the exam blueprint if the session was a mock exam.
    fn whole(&self) -> Option<&Blueprint> {
        telling::whole(&self.bank, &self.session)
    }

    /// Returns the rows that the cursor can select.
    fn lines(&self) -> Vec<Line<'_>> {
        let steps = self.report.steps.iter().map(Line::Step);
        let sections = self.report.sections.iter().map(Line::Section);
        steps.chain(sections).collect()
    }

    /// Returns the missed questions that the row under the cursor refers to.
    fn missed(&self) -> Vec<QuestionId> {
        let mut missed = telling::missed(&self.bank, &self.session);
        if let Some(Line::Section(section)) = self.lines().get(self.at) {
            let is_in = |id: &QuestionId| {
                let question = self.bank.question(id);
                question.is_some_and(|it| section.topics.contains(&it.topic))
            };
            missed.retain(is_in);
        }
        missed
    }

    /// Returns the step that Enter starts.
    fn step(&self) -> Option<Step> {
        match self.lines().get(self.at)? {
            Line::Step(step) => Some((*step).clone()),
            Line::Section(_) => {
                let missed = self.missed();
                (!missed.is_empty()).then_some(Step::Missed(missed))
            }
        }
    }

    fn take(&self, step: &Step, cx: &mut Context) -> Flow {
        if let Step::Walk(_) = step {
            return self.walk(cx);
        }
        Question::start_instead(cx.app.take_step(step, &cx.now), cx)
    }

    /// Opens the walk-through of the questions.
    fn walk(&self, cx: &mut Context) -> Flow {
        let walk = Walk::new(self.session.clone(), self.report.title.clone(), cx);
        Flow::Push(Box::new(walk))
    }
}

/// Returns the footer label for a step.
fn hint(step: &Step) -> String {
    match step {
        Step::Placement => "placement test".into(),
        Step::Weakest { .. } => "practice weakest".into(),
        Step::Study { .. } => "study weakest".into(),
        Step::Walk(_) => "walk through".into(),
        Step::Missed(missed) => format!("practice {} missed", missed.len()),
        Step::DrillMissed(missed) => format!("{} missed again", missed.len()),
        Step::Another => "practice more".into(),
    }
}

impl Screen for ResultPage {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if let Some(step) = self.step() {
            table.push(go(hint(&step), "open the selected row"));
        }
        let under = self.step();
        for (at, step) in self.report.steps.iter().enumerate() {
            let does = match step {
                // Every result has the key for the walk-through.
                Step::Walk(_) => continue,
                Step::Study { .. } => "study your weakest tasks",
                Step::Placement => "take the placement test",
                Step::Weakest { .. } => "practice your weakest tasks",
                Step::Missed(_) => "practice only the questions you missed",
                Step::DrillMissed(_) => "drill only what you missed",
                Step::Another => "practice 10 more questions",
            };
            let key = letter(step.key(), Action::Step(at), Group::Answer, does);
            table.push(if under.as_ref() == Some(step) {
                key
            } else {
                key.hint(hint(step))
            });
        }
        if !self.session.is_over_unanswered() {
            let does = "walk through the questions";
            let walk = letter('r', Action::LookBack, Group::Look, does);
            table.push(walk.hint("walk through"));
        }
        let other = if self.analysis { "result" } else { "analysis" };
        table.push(tabs_and_arrows("switch between result and analysis").hint(other));
        let does = if self.analysis { "scroll" } else { "move" };
        table.push(up_down(does).hint(does));
        table.push(if self.past {
            back("back", "go back")
        } else {
            back("home", "go back to the home screen")
        });
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let rows = self.lines().len();
        if let Some(at) = move_cursor(self.at, rows, action).filter(|_| !self.analysis) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::NextTab | Action::PreviousTab => self.analysis = !self.analysis,
            Action::Tab(at) => self.analysis = at == 1,
            Action::Row(at) => self.at = at.min(rows.saturating_sub(1)),
            Action::Go => {
                return match self.step() {
                    Some(step) => self.take(&step, cx),
                    None => Flow::Stay,
                };
            }
            Action::Step(at) => {
                return match self.report.steps.get(at) {
                    Some(step) => self.take(step, cx),
                    None => Flow::Stay,
                };
            }
            Action::LookBack => return self.walk(cx),
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn banner(&self) -> Option<String> {
        self.trouble.clone()
    }

    fn wheel_moves(&self) -> bool {
        false
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let score = self.session.score();
        let mut main = Sheet::default();
        let mut side = Sheet::default();
        if score.all.of > 0 {
            main.push(self.tabs(page));
            main.push(Row::new());
        }
        if self.analysis {
            main.rows
                .extend(analysis::sheet(page, &self.bank, &self.session).rows);
        } else {
            self.result(&mut main, page);
        }
        if page.side > 0 && !self.analysis && score.all.of > 0 {
            // Draw the second column as if it were a page and then shift it to the right.
            let beside = Page {
                main: page.side,
                margin: 0,
                ..*page
            };
            side = analysis::sheet(&beside, &self.bank, &self.session);
            for span in side.rows.iter_mut().flat_map(|row| &mut row.spans) {
                span.at += page.side_at() - page.columns.mark;
            }
        }
        View::page(self.report.title.clone(), main)
            .part(if self.analysis { "analysis" } else { "result" })
            .right(self.ended.clone())
            .done((score.all.of + score.unscored.of, self.session.slots().len()))
            .side(side)
            .shows(format!("result {}", self.analysis))
    }
}

impl ResultPage {
    fn tabs(&self, page: &Page) -> Row {
        let mut row = Row::new();
        let mut at = page.margin;
        for (number, name) in ["Result", "Analysis"].into_iter().enumerate() {
            let chosen = (number == 1) == self.analysis;
            let end = at + name.len() as u16;
            let role = if chosen { Role::Accent } else { Role::Muted };
            row = row
                .at(at, name, role)
                .click_on(at..end, Action::Tab(number));
            at = end + 3;
        }
        row
    }
}
