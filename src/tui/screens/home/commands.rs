//! The commands that the palette lists on every screen: the places on the home screen, ways to
//! start, tables, groups of terms, and commands for a shell.

use std::collections::HashSet;

use super::Home;
use super::rows::HomeEntry;
use crate::model::Bank;
use crate::quiz::Kind;
use crate::tui::keymap::{Action, Command, QuickAction, of_place};

/// Tasks that only the command line can perform, each with a name, synonyms, and the command.
const IN_A_SHELL: [(&str, &str, &str); 6] = [
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
    fn quick_actions(&self) -> Vec<(&'static str, QuickAction)> {
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

    /// Returns the commands that work on every screen.
    pub(super) fn commands(&self, bank: &Bank) -> Vec<Command> {
        let places = self.entries().into_iter().enumerate();
        let places = places.filter_map(|(at, entry)| self.place(at, entry));
        let quick = self.quick_actions().into_iter().map(|(name, action)| {
            let section = match action {
                QuickAction::Notes
                | QuickAction::Banks
                | QuickAction::DailyGoal
                | QuickAction::Result(_)
                | QuickAction::Walk(_) => "Go to",
                _ => "Start",
            };
            Command::new(name, section, Action::QuickAction(action))
        });
        let shell = IN_A_SHELL.into_iter().map(|(name, also, command)| Command {
            also,
            ..Command::new(name, "Shell", Action::Shell(command))
        });
        places
            .chain(quick)
            .chain(shell)
            .chain(contents(bank))
            .collect()
    }

    /// Returns the command that opens the row at index `at`. Returns `None` for suggestions.
    fn place(&self, at: usize, entry: HomeEntry) -> Option<Command> {
        let name = match entry {
            HomeEntry::Next | HomeEntry::Queue => return None,
            HomeEntry::Plan => "Exam date",
            HomeEntry::Weakest => "Practice the weakest task",
            HomeEntry::Place(key) => self.rows.iter().find(|(it, _)| *it == key)?.1,
        };
        let key = Self::key_of(entry);
        Some(Command {
            also: key.map_or("", of_place),
            key: key.map_or(String::new(), String::from),
            ..Command::new(name, "Go to", Action::Place(at))
        })
    }
}

/// Returns commands that open the tables and the groups of terms of `bank` by their titles.
fn contents(bank: &Bank) -> Vec<Command> {
    let command =
        |name: String, section, action| Command::new(name, section, Action::QuickAction(action));
    let tables = bank.matrices.iter().enumerate();
    let tables = tables.map(|(at, it)| command(it.title.clone(), "Tables", QuickAction::Table(at)));
    let mut groups = HashSet::new();
    let terms = bank.terms.iter().enumerate();
    let terms = terms.filter(|(_, it)| groups.insert(&it.group));
    let terms =
        terms.map(|(at, it)| command(it.group_title(), "Terms", QuickAction::TermGroup(at)));
    tables.chain(terms).collect()
}
