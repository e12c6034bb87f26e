//! Synonyms for commands, which let the palette find a command by other words that people type.

use super::{Action, QuickAction};

/// Returns synonyms for `action`.
pub fn synonyms(action: Action) -> &'static str {
    match action {
        Action::Colors => "theme dark light mode contrast",
        Action::Clock => "timer time remaining",
        Action::Strike(_) | Action::StrikeHere => "eliminate cross out remove capital letter",
        Action::Hint => "help clue eliminate",
        Action::Flag => "mark bookmark star later",
        Action::Undo => "take back revert reset change",
        Action::Dispute => "report problem wrong error mistake",
        Action::Note => "annotate memo comment remember",
        Action::Sure => "confidence certain guess",
        Action::Why => "reason",
        Action::Map => "table matrix",
        Action::Search => "find",
        Action::Help => "shortcuts keybindings keyboard",
        Action::Quit | Action::Leave => "exit close",
        Action::Repaint => "refresh redraw",
        Action::Reload => "refresh read again",
        Action::Open => "browser link documentation",
        Action::QuickAction(action) => of_quick_action(action),
        _ => "",
    }
}

fn of_quick_action(action: QuickAction) -> &'static str {
    match action {
        QuickAction::Practice => "quiz train ten",
        QuickAction::Study => "due spaced repetition daily queue",
        QuickAction::Sprint => "timer timed quick fast race",
        QuickAction::Placement => "assessment level diagnostic",
        QuickAction::Notes => "annotate memo comment remember",
        QuickAction::DailyGoal => "minutes schedule plan study time questions day",
        QuickAction::Banks => "switch deck question bank open load",
        QuickAction::Result(_) => "score report history past",
        QuickAction::Walk(_) => "review answers history past",
        QuickAction::Misses(_) => "wrong mistakes incorrect",
        QuickAction::Table(_) => "table matrix",
        QuickAction::TermGroup(_) => "terms definitions glossary",
    }
}

/// Returns synonyms for the page that `key` opens from the home screen.
pub fn of_place(key: char) -> &'static str {
    match key {
        '1' => "quiz train setup form sprint study topics",
        '2' => "mock exam timer test simulation",
        '3' => "wrong mistakes incorrect repeat",
        '4' => "statistics stats scores results reports history readiness probability charts",
        'g' => "syllabus domains tasks outline blueprint",
        '5' => "search find read all questions",
        '6' => "matrix map responsibility",
        't' => "flashcards flash cards glossary services definitions",
        '7' => "cells timer quick",
        '8' => "lesson teach facts introduction",
        '9' => {
            "theme dark light colors options preferences configuration keys mouse symbols timer \
             clock default reset"
        }
        'e' => "schedule plan calendar minutes",
        'w' => "worst domain study",
        _ => "",
    }
}
