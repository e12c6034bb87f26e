//! The list of domains, tasks, and topics to learn, with the number of known facts in each.

use std::rc::Rc;
use std::sync::Arc;

use super::question::Question;
use crate::app::messages::{ALL_LEARNED, LESSON, NO_FACTS};
use crate::app::words::{about, count, part_of};
use crate::app::{HistorySnapshot, Selection};
use crate::learn::Mastery;
use crate::model::{Bank, Component, Outline, Section};
use crate::quiz::{Moment, PathStep, Tally};
use crate::tui::keymap::{Action, Binding, back, go, left_right, space, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, line, truncate};
use crate::tui::widgets::{Tree, bar, entry};

pub struct Learn {
    bank: Arc<Bank>,
    overview: Rc<HistorySnapshot>,
    /// The facts in each topic, in learning order. Topics are in bank order.
    ways: Vec<Vec<FactOnPath>>,
    /// The domains, tasks, and topics that have facts.
    tree: Tree,
    said: Option<String>,
}

/// A fact and how well it is known.
struct FactOnPath {
    step: PathStep,
    mastery: Mastery,
}

impl Learn {
    /// Opens the list with the cursor on the first topic that has new facts.
    pub fn new(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let bank = Arc::clone(cx.app.bank());
        let fact = |step: PathStep| FactOnPath {
            mastery: overview.mastery(&Component::Fact(step.fact.clone())),
            step,
        };
        let ways = cx.app.learning_paths(&overview).into_iter();
        let ways: Vec<Vec<_>> = ways
            .map(|way| way.into_iter().map(fact).collect())
            .collect();
        let has_facts = |section: &Section| section.topics.iter().any(|at| !ways[*at].is_empty());
        let mut tree = Tree::new(Outline::of(&bank), has_facts);
        tree.open_domains(cx.rows);
        let next = cx.app.next_to_learn(&Selection::default(), &overview);
        let next = next.and_then(|it| tree.outline.find(&bank, it.as_str()));
        if let Some(at) = next {
            tree.go_to(at);
        }
        Self {
            bank,
            overview,
            ways,
            tree,
            said: None,
        }
    }

    fn begin(&mut self, cx: &mut Context) -> Flow {
        let Some(at) = self.tree.here() else {
            return Flow::Stay;
        };
        let selection = Selection {
            topics: self.tree.outline.topics(&self.bank, at),
            ..Selection::default()
        };
        let topic = cx.app.next_to_learn(&selection, &self.overview);
        let begun =
            topic.and_then(|it| cx.app.resume_or_start_lesson(&it, &self.overview, &cx.now));
        if begun.is_none() {
            self.said = Some(ALL_LEARNED.into());
        }
        Question::start_instead(begun, cx)
    }

    /// Returns the facts in section `at`.
    fn learning_path(&self, at: usize) -> impl Iterator<Item = &FactOnPath> {
        let topics = self.tree.outline.sections[at].topics.iter();
        topics.flat_map(|at| &self.ways[*at])
    }

    /// Counts the known facts in `way`.
    fn known<'a>(way: impl Iterator<Item = &'a FactOnPath>) -> Tally {
        let mut tally = Tally::default();
        for point in way {
            tally.add(point.mastery >= Mastery::Known);
        }
        tally
    }

    /// Returns the second column, which lists the facts in the section under the cursor.
    fn facts(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        let at = page.side_at();
        let here = self.tree.here().into_iter();
        for point in here.flat_map(|at| self.learning_path(at)) {
            let Some(fact) = self.bank.fact(&point.step.fact) else {
                continue;
            };
            let mastery = point.mastery;
            let role = if mastery >= Mastery::Known {
                Role::Correct
            } else {
                Role::Muted
            };
            let title = truncate(&fact.title, usize::from(page.side).saturating_sub(10));
            let row = Row::new().at(at, title, Role::Text);
            sheet.push(row.until(at + page.side, mastery.name(), role));
        }
        sheet
    }
}

impl Screen for Learn {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.tree.here().is_some() {
            table.push(go("learn", "learn the selected topic"));
            table.push(up_down("move").hint("move"));
            let folds = (0..self.tree.outline.sections.len()).any(|at| self.tree.has_below(at));
            if folds {
                table.push(left_right("fold or unfold").hint("fold"));
                table.push(space("fold or unfold"));
            }
        }
        table.push(back("back", "go back to the home screen"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        self.said = None;
        if self.tree.act(action) {
            return Flow::Stay;
        }
        match action {
            Action::Go => return self.begin(cx),
            Action::Tick => self.tree.toggle(self.tree.here().unwrap_or_default()),
            Action::Row(row) => self.tree.go_to_row(row),
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let (bar_width, facts) = if page.narrow { (6, "") } else { (12, " known") };
        let count_width = "10 of 10".len() + facts.len() + 3;
        let mut main = Sheet::default();
        main.text(page.at(columns.text), LESSON, Role::Muted);
        main.gap();
        for (number, at) in self.tree.rows().into_iter().enumerate() {
            let section = &self.tree.outline.sections[at];
            let tally = Self::known(self.learning_path(at));
            let indent = columns.key + 2 * section.depth as u16;
            let text = indent + 2;
            let bar_at = page.end() - bar_width;
            let room = usize::from(bar_at.saturating_sub(text)).saturating_sub(count_width);
            let role = if section.depth == 0 && self.tree.has_below(at) {
                Role::Strong
            } else {
                Role::Text
            };
            let row = Row::new()
                .at(indent, self.tree.mark(at), Role::Muted)
                .at(text, truncate(&section.title, room), role)
                .until(
                    bar_at - 2,
                    format!("{} of {}{facts}", tally.right, tally.of),
                    Role::Muted,
                );
            let mut row = bar(row, bar_at, bar_width, tally, None);
            if tally.right == tally.of {
                row = row.at(columns.mark, "✓", Role::Correct);
            }
            entry(&mut main, page, row, number, Some(at) == self.tree.here());
        }
        if self.tree.here().is_none() {
            main.push(Row::new().at(columns.text, NO_FACTS, Role::Muted));
        }
        let all = Self::known(self.ways.iter().flatten());
        // A lesson teaches only facts that were never answered correctly.
        let to_learn = |at| self.learning_path(at).filter(|it| !it.step.learned).count();
        let status = match (&self.said, self.tree.here().map(to_learn)) {
            (Some(said), _) => line(said.clone(), Role::Text),
            (None, Some(left @ 1..)) => {
                let facts = count(left, "fact", "facts");
                line(
                    format!("{facts} to learn, {}.", about(left * 2)),
                    Role::Muted,
                )
            }
            _ => Vec::new(),
        };
        View::page("Learn", main)
            .right(format!("{} facts known", part_of(all.right, all.of)))
            .done((all.right, all.of))
            .side(self.facts(page))
            .status(status)
    }
}
