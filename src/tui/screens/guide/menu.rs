//! The menu for an exam guide section, with actions to learn, practice, drill, and read.

use std::rc::Rc;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr as _;

use super::reading::Reading;
use crate::app::words::count;
use crate::app::{ActiveSession, DrillLimits, Guide, HistorySnapshot, Selection, TermDrill};
use crate::model::{Bank, MatrixId, SectionId, TermId, TopicId};
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, Group, Key, back, go, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup, Screen};
use crate::tui::screens::Question;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};
use crate::tui::widgets::entry_in;

const WIDTH: u16 = 58;

/// An action for a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MenuEntry {
    Learn,
    Practice,
    DrillTables,
    DrillTerms,
    Read,
}

pub struct Menu {
    bank: Arc<Bank>,
    overview: Rc<HistorySnapshot>,
    title: String,
    topics: Vec<TopicId>,
    tables: Vec<MatrixId>,
    terms: Vec<TermId>,
    /// The choices, each with a label and a short note about the available content.
    choices: Vec<(MenuEntry, &'static str, String)>,
    /// The command that prints a study sheet for the section.
    command: String,
    at: usize,
    said: Option<&'static str>,
}

impl Menu {
    pub fn new(bank: Arc<Bank>, overview: Rc<HistorySnapshot>, guide: &Guide, at: usize) -> Self {
        let section = &guide.outline.sections[at];
        let standing = &guide.standings[at];
        let tables = guide.tables(&bank, at);
        let option = match section.id {
            SectionId::Domain(_) => "--domain",
            SectionId::Task(_) => "--task",
            SectionId::Topic(_) => "--topic",
        };
        let new = count(standing.new_facts, "new fact", "new facts");
        let questions = format!("{} unseen", standing.unseen);
        let cells = count(standing.cells, "cell", "cells");
        let terms = count(standing.terms, "term", "terms");
        let facts = count(standing.facts, "fact", "facts");
        let items = tables.len() + standing.terms;
        let choices = [
            (MenuEntry::Learn, "Learn", new, standing.facts),
            (
                MenuEntry::Practice,
                "Practice",
                questions,
                standing.questions,
            ),
            (
                MenuEntry::DrillTables,
                "Drill its tables",
                cells,
                standing.cells,
            ),
            (
                MenuEntry::DrillTerms,
                "Drill its terms",
                terms,
                standing.terms,
            ),
            (
                MenuEntry::Read,
                "Read its facts, tables, and terms",
                facts,
                standing.facts + items,
            ),
        ];
        let choices = choices.into_iter().filter(|(.., has)| *has > 0);
        Self {
            command: format!("certdrill sheet {option} {}", section.id.as_str()),
            title: section.title.clone(),
            topics: guide.outline.topics(&bank, at),
            choices: choices
                .map(|(it, name, note, _)| (it, name, note))
                .collect(),
            terms: guide.terms(&bank, at),
            tables,
            bank,
            overview,
            at: 0,
            said: None,
        }
    }

    fn choose(&mut self, at: usize, cx: &mut Context) -> Flow {
        let Some((choice, ..)) = self.choices.get(at) else {
            return Flow::Stay;
        };
        let selection = Selection {
            topics: self.topics.clone(),
            ..Selection::default()
        };
        let overview = &self.overview;
        let (begun, none) = match choice {
            MenuEntry::Learn => {
                let topic = cx.app.next_to_learn(&selection, overview);
                let begun =
                    topic.and_then(|it| cx.app.resume_or_start_lesson(&it, overview, &cx.now));
                (
                    begun,
                    "You have learned everything here. Practice to retain it.",
                )
            }
            MenuEntry::Practice => {
                let begun = cx.app.practice(&selection, overview, &cx.now);
                (begun, "There are no questions here.")
            }
            MenuEntry::DrillTables => {
                let drill = cx
                    .app
                    .drill_tables(&self.tables, None, None, overview, &cx.now);
                (drill, "There are no cells to drill.")
            }
            MenuEntry::DrillTerms => {
                let (drill, limits) = (TermDrill::default(), DrillLimits::default());
                let begun = cx
                    .app
                    .drill_terms(&self.terms, drill, limits, overview, &cx.now);
                (begun, "There are no terms to drill.")
            }
            MenuEntry::Read => {
                let bank = Arc::clone(&self.bank);
                let overview = Rc::clone(overview);
                let reading = Reading::new(bank, overview, &self.title, &self.topics);
                return Flow::Replace(Box::new(reading));
            }
        };
        self.begin(begun, none, cx)
    }

    fn begin(
        &mut self,
        begun: Option<ActiveSession>,
        none: &'static str,
        cx: &mut Context,
    ) -> Flow {
        if begun.is_none() {
            self.said = Some(none);
        }
        Question::start_instead(begun, cx)
    }
}

impl Screen for Menu {
    fn bindings(&self) -> Vec<Binding> {
        let digit = |at: usize| (Key::char(char::from(b'1' + at as u8)), Action::Row(at));
        let digits = (0..self.choices.len()).map(digit);
        let mut table = vec![
            go("open", "open the selected row"),
            up_down("move").hint("move"),
        ];
        if !self.choices.is_empty() {
            let shown = format!("1-{}", self.choices.len());
            let choose = Binding::new(shown, digits, Group::Answer, "open the row with that key");
            table.push(choose.hint("choose"));
        }
        table.push(back("back", "go back to the exam guide"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        if let Some(at) = move_cursor(self.at, self.choices.len(), action) {
            (self.at, self.said) = (at, None);
            return Flow::Stay;
        }
        match action {
            Action::Go => self.choose(self.at, cx),
            Action::Row(at) => {
                self.at = at;
                self.choose(at, cx)
            }
            Action::Leave | Action::Escape => Flow::Pop,
            _ => Flow::Stay,
        }
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        let width = Popup::width(page, WIDTH);
        let end = width - 4;
        let mut rows = Sheet::default();
        rows.gap();
        for (at, (_, name, note)) in self.choices.iter().enumerate() {
            let room = usize::from(end).saturating_sub(6 + note.width() + 2);
            let row = Row::new()
                .at(3, (at + 1).to_string(), Role::Strong)
                .at(6, truncate(name, room), Role::Text)
                .until(end, note.clone(), Role::Muted);
            entry_in(&mut rows, 1, row, at, at == self.at);
        }
        rows.gap();
        let inside = usize::from(end) - 2;
        match self.said {
            Some(said) => rows.text((3, inside), said, Role::Text),
            None => {
                rows.text((3, inside), "Print a study sheet:", Role::Muted);
                rows.text((3, inside), &self.command, Role::Text);
            }
        }
        Some(Popup {
            title: truncate(&self.title, usize::from(width) - 6),
            rows,
            width,
        })
    }
}
