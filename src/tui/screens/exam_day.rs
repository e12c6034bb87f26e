//! A page that is shown after the exam date. It asks for the result of the real exam once and
//! compares the result with the program's forecast.

use crate::app::{self, App, exam_in_words};
use crate::learn::ExamResult;
use crate::quiz::Moment;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View};
use crate::tui::widgets::{Field, entry};
use ratatui::crossterm::event::KeyCode;

const ANSWERS: [(&str, Option<bool>); 3] = [
    ("I passed", Some(true)),
    ("I did not pass", Some(false)),
    ("I prefer not to say", None),
];
/// The maximum number of digits in a score.
const SCORE: usize = 5;

pub struct ExamDay {
    exam: app::ExamDay,
    /// The index of the answer under the cursor.
    at: usize,
    stage: Stage,
    /// The reason the input is invalid or could not be saved.
    trouble: Option<String>,
}

enum Stage {
    /// Asks whether the learner passed.
    Asked,
    /// Asks for the score.
    Score(bool, Field),
    /// Shows the result and the forecast.
    Kept(ExamResult),
}

impl ExamDay {
    /// Returns the page if the exam date has passed and the learner has not reported the result.
    pub fn of(app: &mut App, now: &Moment) -> Option<Self> {
        if !app.knows_stats() {
            return None;
        }
        Some(Self {
            exam: app.exam_to_ask_about(now)?,
            at: 0,
            stage: Stage::Asked,
            trouble: None,
        })
    }

    fn answer(&mut self, at: usize, cx: &mut Context) -> Flow {
        match ANSWERS[at].1 {
            Some(passed) => {
                self.stage = Stage::Score(passed, Field::new("", SCORE));
                Flow::Changed
            }
            // Also save this answer so that the question is not asked again.
            None => match cx.app.report_exam(self.exam.result(None, None), &cx.now) {
                Ok(()) => Flow::Pop,
                Err(error) => self.not_kept(&error),
            },
        }
    }

    fn keep(&mut self, cx: &mut Context) -> Flow {
        let Stage::Score(passed, field) = &self.stage else {
            return Flow::Pop;
        };
        let result = match self.exam.score(field.text(), *passed) {
            Ok(score) => self.exam.result(Some(*passed), score),
            Err(why) => {
                self.trouble = Some(why);
                return Flow::Stay;
            }
        };
        match cx.app.report_exam(result, &cx.now) {
            Ok(()) => {
                self.stage = Stage::Kept(result);
                Flow::Changed
            }
            Err(error) => self.not_kept(&error),
        }
    }

    fn not_kept(&mut self, error: &anyhow::Error) -> Flow {
        self.trouble = Some(format!(
            "The result could not be saved: {error}. Press Esc to continue."
        ));
        Flow::Stay
    }
}

impl Screen for ExamDay {
    fn bindings(&self) -> Vec<Binding> {
        let later = [(Key::of(KeyCode::Esc), Action::Escape)];
        let later = Binding::new("Esc", later, Group::Everywhere, "ask again next time");
        let mut table = match self.stage {
            Stage::Asked => vec![
                go("answer", "submit the selected answer"),
                up_down("move").hint("move"),
                later.hint("later"),
            ],
            Stage::Score(..) => return vec![go("save", "save the result"), later.hint("back")],
            Stage::Kept(_) => vec![go("continue", "continue to the home screen")],
        };
        table.push(letter('q', Action::Quit, Group::Everywhere, "quit").hint("quit"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        if let Stage::Score(_, field) = &mut self.stage
            && field.act(action)
        {
            self.trouble = None;
            return Flow::Stay;
        }
        match (&self.stage, action) {
            (Stage::Asked, Action::Go) => self.answer(self.at, cx),
            (Stage::Asked, Action::Row(at)) => self.answer(at.min(ANSWERS.len() - 1), cx),
            (Stage::Score(..), Action::Escape) => {
                self.stage = Stage::Asked;
                self.trouble = None;
                Flow::Changed
            }
            (Stage::Score(..), Action::Go) => self.keep(cx),
            (Stage::Asked | Stage::Kept(_), Action::Go | Action::Escape | Action::Leave) => {
                Flow::Pop
            }
            (Stage::Asked, action) => match move_cursor(self.at, ANSWERS.len(), action) {
                Some(at) => {
                    self.at = at;
                    Flow::Stay
                }
                None => Flow::Unused,
            },
            _ => Flow::Unused,
        }
    }

    fn takes_text(&self) -> bool {
        matches!(self.stage, Stage::Score(..))
    }

    fn wheel_moves(&self) -> bool {
        false
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        let (at, width) = (page.columns.mark, page.width_from(page.columns.mark));
        match &self.stage {
            Stage::Asked => {
                main.text((at, width), &self.exam.question(), Role::Strong);
                main.gap();
                for (number, (name, _)) in ANSWERS.iter().enumerate() {
                    let row = Row::new().at(at, *name, Role::Text);
                    entry(&mut main, page, row, number, number == self.at);
                }
                main.gap();
                let why = "Your answer shows how accurate the program's forecast was. It stays in \
                           your history on this computer.";
                main.text((at, width), why, Role::Muted);
            }
            Stage::Score(_, field) => {
                main.text((at, width), &self.exam.score_prompt(), Role::Strong);
                main.push(
                    Row::new()
                        .at(at, ">", Role::Accent)
                        .line(at + 2, &field.line(SCORE + 1)),
                );
            }
            Stage::Kept(result) => {
                let said = exam_in_words(result).unwrap_or_default();
                main.text((at, width), &said, Role::Strong);
                main.gap();
                let where_ = "Progress shows this result on the Overview page.";
                main.text((at, width), where_, Role::Muted);
            }
        }
        if let Some(trouble) = &self.trouble {
            main.gap();
            main.text((at, width), trouble, Role::Warning);
        }
        View::page("Your exam", main)
    }
}
