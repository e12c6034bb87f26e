//! The terms in the bank, grouped by domain and task. Terms can be drilled or learned with flash
//! cards.

use std::rc::Rc;

use unicode_width::UnicodeWidthStr;

use super::browse::Browse;
use super::grouped_list::GroupedList;
use super::question::Question;
use crate::app::messages::noted;
use crate::app::words::count;
use crate::app::{DrillLimits, HistorySnapshot, TermDrill, TermGroup};
use crate::learn::{Masteries, PersonalNotes, Subject};
use crate::model::TermId;
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::fold_keys;

/// The distance from the right edge of each count to the right edge of the page, in columns.
const COUNTS: [u16; 3] = [17, 6, 0];
/// The total width of the counts, in columns.
const COUNTED: u16 = 23;

pub struct Terms {
    list: GroupedList<TermGroup>,
    notes: PersonalNotes,
}

impl Terms {
    pub fn new(overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let read = |overview: &HistorySnapshot, cx: &Context| cx.app.terms(overview);
        Self {
            list: GroupedList::new(overview, cx, read),
            notes: cx.app.personal_notes(&cx.now),
        }
    }

    /// Opens the page with the cursor on the group of the term at index `term` in the bank.
    pub fn at_group_of(term: usize, overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let mut terms = Self::new(overview, cx);
        let list = &mut terms.list;
        let term = list.bank.terms.get(term);
        let mut groups = list.sections.entries();
        let at = groups.position(|group| term.is_some_and(|it| group.terms.contains(&it.id)));
        drop(groups);
        if let Some(at) = at {
            list.point_at(at);
        }
        terms
    }

    fn begin<'g>(
        &self,
        groups: impl Iterator<Item = &'g TermGroup>,
        drill: TermDrill,
        cx: &mut Context,
    ) -> Flow {
        let terms: Vec<TermId> = groups.flat_map(|group| group.terms.clone()).collect();
        let (limits, overview) = (DrillLimits::default(), &self.list.overview);
        let begun = cx.app.drill_terms(&terms, drill, limits, overview, &cx.now);
        Question::start(begun, cx)
    }

    /// Opens a list of the terms in the topic under the cursor so that the learner can read them
    /// and add notes.
    fn read(&self, cx: &Context) -> Flow {
        let first = self.list.here().and_then(|group| group.terms.first());
        match first.and_then(|id| self.list.bank.term(id)) {
            Some(term) => {
                let overview = Rc::clone(&self.list.overview);
                let browse = Browse::on_terms(&term.topic, overview, cx);
                Flow::Push(Box::new(browse))
            }
            None => Flow::Stay,
        }
    }

    /// Returns the second column, which lists the terms in the group under the cursor.
    fn preview(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        let (at, width) = page.at_side();
        let terms = self.list.here().into_iter().flat_map(|group| &group.terms);
        for term in terms.filter_map(|id| self.list.bank.term(id)) {
            sheet.text((at, width), &term.name, Role::Strong);
            sheet.text((at, width), &term.definition, Role::Muted);
            if let Some(text) = self.notes.on(&Subject::Term(term.id.clone())) {
                sheet.text((at, width), &noted(text), Role::Accent);
            }
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
        let cards = "study this group with flash cards";
        let mut bindings = vec![
            go("drill", group),
            up_down("move").hint("move"),
            drill('c', Action::Cards, cards).hint("cards"),
            drill('t', Action::DrillTask, task).hint("task"),
            drill('D', Action::DrillDomain, domain).hint("domain"),
            drill('a', Action::DrillAll, "drill all terms").hint("all"),
            drill('C', Action::CardsAll, "study all terms with flash cards").hint("all cards"),
            letter('d', Action::Drill, Group::Answer, group),
            letter(
                'v',
                Action::OtherView,
                Group::Look,
                "read and annotate these terms",
            ),
        ];
        bindings.extend(fold_keys(&self.list.lines()));
        bindings.push(back("back", "go back to the home screen"));
        bindings
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let action = match self.list.act(action) {
            Ok(flow) => return flow,
            Err(action) => action,
        };
        let (list, here) = (&self.list, self.list.selected());
        let options = TermDrill::Options;
        match action {
            Action::Go | Action::Drill => self.begin(here, options, cx),
            Action::Cards => self.begin(here, TermDrill::Cards, cx),
            Action::DrillTask => self.begin(list.sections.of_task(list.at()), options, cx),
            Action::DrillDomain => self.begin(list.sections.of_domain(list.at()), options, cx),
            Action::DrillAll => self.begin(list.sections.entries(), options, cx),
            Action::CardsAll => self.begin(list.sections.entries(), TermDrill::Cards, cx),
            Action::OtherView => self.read(cx),
            _ => Flow::Unused,
        }
    }

    fn returned(&mut self, cx: &mut Context) {
        self.list.read_again(cx);
        self.notes = cx.app.personal_notes(&cx.now);
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let ends = COUNTS.map(|before| page.end() - before);
        let room = page.width_from(columns.text) - usize::from(COUNTED);
        let counted = |row: Row, cells: [String; 3]| {
            let cells = ends.into_iter().zip(cells);
            cells.fold(row, |row, (end, cell)| row.until(end, cell, Role::Muted))
        };
        let mut main = Sheet::default();
        let heads = ["known", "weak", "new"].map(str::to_owned);
        main.push(counted(Row::new(), heads));
        self.list.draw(&mut main, page, |group| {
            let [known, weak, new] = group.counts.known_weak_new();
            let cells = [known, weak, new].map(|it| match it {
                0 => "·".to_owned(),
                some => some.to_string(),
            });
            let title = truncate(&group.title, room);
            let names_at = columns.text + title.width() as u16 + 2;
            let mut row = counted(Row::new().at(columns.text, title, Role::Text), cells);
            // If there is a second column, it lists the names, so they are not repeated here.
            let names_room = page
                .width_from(names_at)
                .saturating_sub(usize::from(COUNTED));
            if page.side == 0 {
                row = row.at(names_at, whole_names(&group.names, names_room), Role::Faint);
            }
            if known == group.counts.total() {
                row = row.at(columns.key, "✓", Role::Correct);
            }
            row
        });
        let groups = self.list.sections.entries().map(|group| group.counts);
        let total = groups.fold(Masteries::default(), Masteries::and);
        let (known, all) = (total.all_known(), total.total());
        let terms = count(all, "term", "terms");
        View::page("Terms", main)
            .right(format!("{known} of {terms} known"))
            .done((known, all))
            .side(self.preview(page))
    }
}

/// Joins as many of the first `names` as fit in `room` columns without truncation. The result is
/// empty if only one of several names fits.
fn whole_names(names: &[String], room: usize) -> String {
    let fitting = (1..=names.len()).rev().find_map(|count| {
        let more = if count < names.len() { ", …" } else { "" };
        let joined = names[..count].join(", ") + more;
        (joined.width() <= room).then_some((count, joined))
    });
    let enough = fitting.filter(|(count, _)| *count > 1 || names.len() == 1);
    enough.map_or(String::new(), |(_, joined)| joined)
}
