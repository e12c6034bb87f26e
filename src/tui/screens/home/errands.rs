//! What can be begun from the command palette though no row of home stands for it.

use std::time::Duration;

use super::Home;
use crate::app::{Selection, Sitting, Which};
use crate::model::QuestionId;
use crate::quiz::{Kind, Outcome, Session};
use crate::store::SessionId;
use crate::tui::screen::{Context, Flow};
use crate::tui::screens;
use crate::tui::screens::result::ResultPage;
use crate::tui::screens::walk::Walk;

/// How long a sprint takes.
const SPRINT: Duration = Duration::from_secs(5 * 60);

/// Something to begin at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    Practice,
    Study,
    Sprint,
    /// The result of an exam, a walk through it, a practice on what it missed.
    Result(SessionId),
    Walk(SessionId),
    Misses(SessionId),
}

impl Home {
    /// What can be begun now, by name.
    pub(super) fn errands(&self) -> Vec<(&'static str, Errand)> {
        let mut errands = vec![
            ("Start a mixed practice", Errand::Practice),
            ("Study what needs it most", Errand::Study),
            ("Sprint: all you can in 5 minutes", Errand::Sprint),
        ];
        let exam = self.state.last(Kind::Exam);
        if let Some(exam) = exam {
            errands.push(("Result of the last exam", Errand::Result(exam.id)));
            errands.push(("Walk through the last exam", Errand::Walk(exam.id)));
            let misses = "Practise what the last exam missed";
            if exam.score.right < exam.score.of {
                errands.push((misses, Errand::Misses(exam.id)));
            }
        }
        errands
    }

    pub(super) fn run(&mut self, errand: Errand, cx: &mut Context<'_>) -> Flow {
        let selection = match errand {
            Errand::Practice => Selection::default(),
            Errand::Study => Selection {
                which: Which::Due,
                ..Selection::default()
            },
            Errand::Sprint => Selection {
                count: usize::MAX,
                limit: Some(SPRINT),
                ..Selection::default()
            },
            Errand::Result(id) | Errand::Walk(id) | Errand::Misses(id) => {
                let Ok(sat) = cx.app.sat(id) else {
                    return Flow::Stay;
                };
                return match errand {
                    Errand::Walk(_) => {
                        Flow::Push(Box::new(Walk::new(sat.session, sat.header.kind, cx)))
                    }
                    Errand::Misses(_) => practise(&missed(&sat.session), cx),
                    _ => Flow::Push(Box::new(ResultPage::of_sat(&sat, cx))),
                };
            }
        };
        let Some(overview) = self.overview(cx) else {
            return Flow::Stay;
        };
        begun(cx.app.practice(&selection, &overview, &cx.now), cx)
    }
}

fn missed(session: &Session) -> Vec<QuestionId> {
    let slots = session.slots().iter().enumerate();
    let missed = slots.filter(|(place, _)| {
        let outcome = session.outcome(*place);
        matches!(outcome, Outcome::Wrong | Outcome::Blank)
    });
    missed.map(|(_, slot)| slot.question.id.clone()).collect()
}

fn practise(questions: &[QuestionId], cx: &mut Context<'_>) -> Flow {
    begun(cx.app.these(Kind::Practice, questions, &cx.now), cx)
}

fn begun(sitting: Option<Sitting>, cx: &mut Context<'_>) -> Flow {
    match sitting {
        Some(sitting) => Flow::Push(screens::open(sitting, cx)),
        None => Flow::Stay,
    }
}
