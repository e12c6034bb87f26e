//! The terms of the bank, grouped by domain and task, to drill or to learn with flash cards.

use std::rc::Rc;
use std::sync::Arc;

use super::question::Question;
use crate::app::words::count;
use crate::app::{DrillLimits, Overview, TermCounts, TermDrill, TermGroup, TermSection};
use crate::model::{Bank, TermId};
use crate::quiz::Moment;
use crate::tui::cursor::moved;
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, paging, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::entry;

/// Columns from the end of each count to the end of the page, and of all counts.
const COUNTS: [u16; 3] = [17, 6, 0];
const COUNTED: u16 = 23;

pub struct Terms {
    bank: Arc<Bank>,
    overview: Rc<Overview>,
    sections: Vec<TermSection>,
    at: usize,
}

impl Terms {
    pub fn new(overview: Rc<Overview>, cx: &Context<'_>) -> Self {
        Self {
            bank: Arc::clone(cx.app.bank()),
            sections: cx.app.terms(&overview),
            overview,
            at: 0,
        }
    }

    fn groups(&self) -> impl Iterator<Item = &TermGroup> {
        self.sections.iter().flat_map(|section| &section.groups)
    }

    fn here(&self) -> Option<&TermGroup> {
        self.groups().nth(self.at)
    }

    /// Returns the terms of the sections that `is_in` finds to belong with the one under the
    /// cursor.
    fn of_sections(&self, is_in: fn(&TermSection, &TermSection) -> bool) -> Vec<TermId> {
        let mut at = self.at;
        let here = self.sections.iter().find(|section| {
            let is_here = at < section.groups.len();
            at = at.saturating_sub(section.groups.len());
            is_here
        });
        let Some(here) = here else {
            return Vec::new();
        };
        let sections = self.sections.iter().filter(|it| is_in(it, here));
        sections.flat_map(TermSection::terms).cloned().collect()
    }

    fn begin(&self, terms: &[TermId], drill: TermDrill, cx: &mut Context<'_>) -> Flow {
        let limits = DrillLimits::default();
        let begun = cx
            .app
            .drill_terms(terms, drill, limits, &self.overview, &cx.now);
        match begun {
            Some(sitting) => Flow::Push(Box::new(Question::open(sitting, cx))),
            None => Flow::Stay,
        }
    }

    fn of_group(&self) -> Vec<TermId> {
        self.here().map_or(Vec::new(), |group| group.terms.clone())
    }

    fn all(&self) -> Vec<TermId> {
        self.of_sections(|_, _| true)
    }

    /// Shows the terms of the group under the cursor in the second column.
    fn preview(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        let (at, width) = (page.side_at(), usize::from(page.side));
        let terms = self.here().into_iter().flat_map(|group| &group.terms);
        for term in terms.filter_map(|id| self.bank.term(id)) {
            sheet.text(at, width, &term.name, Role::Strong);
            sheet.text(at, width, &term.definition, Role::Muted);
            sheet.gap();
        }
        sheet
    }
}

impl Screen for Terms {
    fn bindings(&self) -> Vec<Binding> {
        let drill = |key, action, does| letter(key, action, Group::Answer, does);
        let group = "drill the terms of this group";
        let task = "drill the terms of this task";
        let domain = "drill the terms of this domain";
        let cards = "flash cards of this group";
        let mut bindings = vec![
            go("drill", group),
            up_down("move").hint("move"),
            drill('c', Action::Cards, cards).hint("cards"),
            drill('t', Action::DrillTask, task).hint("task"),
            drill('D', Action::DrillDomain, domain).hint("domain"),
            drill('a', Action::DrillAll, "drill all terms").hint("all"),
            drill('C', Action::CardsAll, "flash cards of all terms").hint("all cards"),
            letter('d', Action::Drill, Group::Answer, group),
        ];
        bindings.extend(paging());
        bindings.push(back("back", "back to home"));
        bindings
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        if let Some(at) = moved(self.at, self.groups().count(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go | Action::Drill => self.begin(&self.of_group(), TermDrill::Options, cx),
            Action::Cards => self.begin(&self.of_group(), TermDrill::Cards, cx),
            Action::DrillTask => {
                let task = self.of_sections(|it, here| it.title == here.title);
                self.begin(&task, TermDrill::Options, cx)
            }
            Action::DrillDomain => {
                let domain = self.of_sections(|it, here| match &here.domain {
                    Some(domain) => it.domain.as_ref() == Some(domain),
                    None => it.title == here.title,
                });
                self.begin(&domain, TermDrill::Options, cx)
            }
            Action::DrillAll => self.begin(&self.all(), TermDrill::Options, cx),
            Action::CardsAll => self.begin(&self.all(), TermDrill::Cards, cx),
            Action::Row(at) if at == self.at => self.act(Action::Go, cx),
            Action::Row(at) => {
                self.at = at;
                Flow::Stay
            }
            Action::Leave => Flow::Pop,
            _ => Flow::Unused,
        }
    }

    fn returned(&mut self, cx: &mut Context<'_>) {
        if let Ok(overview) = cx.app.overview(&cx.now) {
            self.sections = cx.app.terms(&overview);
            self.overview = overview;
        }
    }

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let ends = COUNTS.map(|before| page.end() - before);
        let room = page.width_from(columns.text) - usize::from(COUNTED);
        let counted = |row: Row, cells: [String; 3], role: Role| {
            ends.into_iter()
                .zip(cells)
                .fold(row, |row, (end, cell)| row.until(end, cell, role))
        };
        let mut main = Sheet::default();
        let heads = ["known", "learning", "new"].map(str::to_owned);
        main.push(counted(Row::new(), heads, Role::Faint));
        let mut at = 0;
        for section in &self.sections {
            if !section.title.is_empty() {
                let title = cut(&section.title, page.width_from(columns.mark));
                main.push(Row::new().at(columns.mark, title, Role::Muted));
            }
            for group in &section.groups {
                let TermCounts {
                    known,
                    learning,
                    new,
                } = group.counts;
                let row =
                    Row::new().at(columns.text, cut(&group.names.join(", "), room), Role::Text);
                let cells = [known, learning, new].map(|it| match it {
                    0 => "·".to_owned(),
                    some => some.to_string(),
                });
                let mut row = counted(row, cells, Role::Muted);
                if known == group.counts.all() {
                    row = row.at(columns.key, "✓", Role::Correct);
                }
                entry(&mut main, page, row, at, at == self.at);
                at += 1;
            }
            main.gap();
        }
        let total = self
            .groups()
            .fold(TermCounts::default(), |sum, it| sum.and(it.counts));
        let terms = count(total.all(), "term", "terms");
        View {
            head: Head {
                place: "Terms".into(),
                right: line(format!("{} of {terms} known", total.known), Role::Muted),
                done: Some((total.known, total.all())),
                ..Head::default()
            },
            main,
            side: self.preview(page),
            shows: "terms".into(),
            ..View::default()
        }
    }
}
