//! Command palette actions that have no row on the home screen.

use std::collections::HashSet;
use std::time::Duration;

use super::Home;
use crate::app::{QuestionSource, Selection};
use crate::model::Bank;
use crate::quiz::Kind;
use crate::tui::keymap::{Action, Command, QuickAction, synonyms};
use crate::tui::screen::{Context, Flow};
use crate::tui::screens::Question;
use crate::tui::screens::banks::Banks;
use crate::tui::screens::map::Map;
use crate::tui::screens::notes::Notes;
use crate::tui::screens::result::ResultPage;
use crate::tui::screens::settings::SettingsPage;
use crate::tui::screens::terms::Terms;
use crate::tui::screens::walk::Walk;

/// The duration of a sprint.
const SPRINT: Duration = Duration::from_secs(5 * 60);

/// Tasks that only the command line can perform, each with a name, synonyms, and the command.
pub(super) const IN_A_SHELL: [(&str, &str, &str); 6] = [
    (
        "Write an exam report",
        "result export markdown score",
        "certdrill results 1 --output report.md",
    ),
    (
        "Show bank statistics with your answers",
        "stats mine",
        "certdrill bank stats --mine",
    ),
    (
        "Reset a topic",
        "reset restart forget begin clear",
        "certdrill history reset TOPIC",
    ),
    (
        "List the backups of the history",
        "restore undo reset recover",
        "certdrill history restore",
    ),
    (
        "Write a study sheet",
        "print export markdown cheat summary",
        "certdrill sheet > sheet.md",
    ),
    (
        "Print a line for a shell prompt",
        "status due streak tmux",
        "certdrill status",
    ),
];

impl Home {
    /// Returns the actions that are currently available, with their names.
    pub(super) fn quick_actions(&self) -> Vec<(&'static str, QuickAction)> {
        let mut actions = vec![
            ("Start mixed practice", QuickAction::Practice),
            ("Study what you need most", QuickAction::Study),
            ("Sprint: 5 minutes of questions", QuickAction::Sprint),
        ];
        if self.has_placement {
            actions.push(("Placement test: 24 questions", QuickAction::Placement));
        }
        actions.push(("Personal notes", QuickAction::Notes));
        actions.push(("Daily goal", QuickAction::DailyGoal));
        actions.push(("Choose another bank", QuickAction::Banks));
        let exam = self.state.last(Kind::Exam);
        if let Some(exam) = exam {
            actions.push(("Result of the last exam", QuickAction::Result(exam.id)));
            actions.push(("Walk through the last exam", QuickAction::Walk(exam.id)));
            let misses = "Practice the questions you missed in the last exam";
            if exam.score.right < exam.score.of {
                actions.push((misses, QuickAction::Misses(exam.id)));
            }
        }
        actions
    }

    pub(super) fn run(&mut self, action: QuickAction, cx: &mut Context<'_>) -> Flow {
        let selection = match action {
            QuickAction::Practice => Selection::default(),
            QuickAction::Study => Selection {
                which: QuestionSource::Due,
                ..Selection::default()
            },
            QuickAction::Sprint => Selection {
                count: usize::MAX,
                limit: Some(SPRINT),
                ..Selection::default()
            },
            QuickAction::Banks => return Flow::Push(Box::new(Banks::new(false, cx))),
            QuickAction::Notes => {
                let Some(overview) = self.overview(cx) else {
                    return Flow::Stay;
                };
                return Flow::Push(Box::new(Notes::new(overview, cx)));
            }
            QuickAction::DailyGoal => {
                let goal = self
                    .overview(cx)
                    .map(|it| SettingsPage::on_daily_goal(&it, cx));
                return goal.map_or(Flow::Stay, |page| Flow::Push(Box::new(page)));
            }
            QuickAction::Table(at) => {
                let map = self.overview(cx).and_then(|it| Map::of_table(it, at, cx));
                return map.map_or(Flow::Stay, |map| Flow::Push(Box::new(map)));
            }
            QuickAction::TermGroup(first) => {
                let Some(overview) = self.overview(cx) else {
                    return Flow::Stay;
                };
                return Flow::Push(Box::new(Terms::at_group_of(first, overview, cx)));
            }
            QuickAction::Placement => {
                let Some(overview) = self.overview(cx) else {
                    return Flow::Stay;
                };
                return Question::start(cx.app.placement(None, &overview, &cx.now), cx);
            }
            QuickAction::Result(id) | QuickAction::Walk(id) | QuickAction::Misses(id) => {
                let Ok(sat) = cx.app.sat(id) else {
                    return Flow::Stay;
                };
                return match action {
                    QuickAction::Walk(_) => {
                        let title = cx.app.title_of(id, sat.header.kind);
                        Flow::Push(Box::new(Walk::new(sat.session, title, cx)))
                    }
                    QuickAction::Misses(_) => {
                        let missed: Vec<_> = sat.session.missed().cloned().collect();
                        let kind = Kind::Practice;
                        Question::start(cx.app.start_with_questions(kind, &missed, &cx.now), cx)
                    }
                    _ => Flow::Push(Box::new(ResultPage::of_stored(&sat, cx))),
                };
            }
        };
        let Some(overview) = self.overview(cx) else {
            return Flow::Stay;
        };
        Question::start(cx.app.practice(&selection, &overview, &cx.now), cx)
    }
}

/// Returns commands that open the tables and the groups of terms of `bank` by their titles.
pub(super) fn contents(bank: &Bank) -> Vec<Command> {
    let command = |name: String, section, action| Command {
        name,
        hint: String::new(),
        also: synonyms(Action::QuickAction(action)),
        section,
        key: String::new(),
        action: Action::QuickAction(action),
    };
    let tables = bank.matrices.iter().enumerate();
    let tables = tables.map(|(at, it)| command(it.title.clone(), "Tables", QuickAction::Table(at)));
    let mut groups = HashSet::new();
    let terms = bank.terms.iter().enumerate();
    let terms = terms.filter(|(_, it)| groups.insert(&it.group));
    let terms =
        terms.map(|(at, it)| command(it.group_title(), "Terms", QuickAction::TermGroup(at)));
    tables.chain(terms).collect()
}
