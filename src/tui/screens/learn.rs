//! Which topic to learn: how far one has come in each, fact by fact.

use std::rc::Rc;
use std::sync::Arc;

use super::question::Question;
use crate::app::Overview;
use crate::app::telling::{ALL_LEARNT, LESSON, NO_FACTS};
use crate::app::words::{about, count};
use crate::model::{Bank, TopicId};
use crate::quiz::{Moment, Tally, Waypoint};
use crate::tui::cursor::moved;
use crate::tui::keymap::{Action, Binding, back, go, paging, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::bar;

pub struct Learn {
    bank: Arc<Bank>,
    overview: Rc<Overview>,
    /// The topics that have facts, with the way through each.
    topics: Vec<(TopicId, Vec<Waypoint>)>,
    at: usize,
    said: Option<String>,
}

impl Learn {
    /// Opens at the first topic that has something new.
    pub fn new(overview: Rc<Overview>, cx: &Context<'_>) -> Self {
        let bank = Arc::clone(cx.app.bank());
        let topics = bank.topics.iter();
        let ways = topics.map(|topic| (topic.id.clone(), cx.app.way(&topic.id, &overview)));
        let topics: Vec<_> = ways.filter(|(_, way)| !way.is_empty()).collect();
        let has_new = |(_, way): &(_, Vec<Waypoint>)| way.iter().any(|it| !it.learnt);
        Self {
            at: topics.iter().position(has_new).unwrap_or(0),
            bank,
            overview,
            topics,
            said: None,
        }
    }

    fn begin(&mut self, cx: &mut Context<'_>) -> Flow {
        let Some((topic, _)) = self.topics.get(self.at) else {
            return Flow::Stay;
        };
        match cx.app.learn_on(topic, &self.overview, &cx.now) {
            Some(sitting) => Flow::Replace(Box::new(Question::open(sitting, cx))),
            None => {
                self.said = Some(ALL_LEARNT.into());
                Flow::Stay
            }
        }
    }

    /// What the topic under the cursor teaches, for the second column.
    fn facts(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        let at = page.side_at();
        for point in self.topics.get(self.at).into_iter().flat_map(|it| &it.1) {
            let Some(fact) = self.bank.fact(&point.fact) else {
                continue;
            };
            let (mark, role) = if point.learnt {
                ("✓", Role::Correct)
            } else {
                ("·", Role::Muted)
            };
            let title = cut(&fact.title, usize::from(page.side).saturating_sub(2));
            let row = Row::new().at(at, mark, role);
            sheet.push(row.at(at + 2, title, Role::Muted));
        }
        sheet
    }
}

fn learnt(way: &[Waypoint]) -> Tally {
    Tally {
        right: way.iter().filter(|it| it.learnt).count(),
        of: way.len(),
    }
}

impl Screen for Learn {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if !self.topics.is_empty() {
            table.push(go("learn", "learn the topic under the cursor"));
            table.push(up_down("move").hint("move"));
        }
        table.extend(paging());
        table.push(back("back", "back to home"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        self.said = None;
        if let Some(at) = moved(self.at, self.topics.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go => return self.begin(cx),
            Action::Row(at) => self.at = at.min(self.topics.len().saturating_sub(1)),
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let columns = page.columns;
        let (bar_width, facts) = if page.narrow { (6, "") } else { (12, " facts") };
        let count_width = "10 of 10".len() + facts.len() + 3;
        let mut main = Sheet::default();
        main.text(
            columns.text,
            page.width_from(columns.text),
            LESSON,
            Role::Muted,
        );
        main.gap();
        for (number, (id, way)) in self.topics.iter().enumerate() {
            let here = number == self.at;
            let tally = learnt(way);
            let title = self.bank.topic(id).map_or(id.as_str(), |it| &it.title);
            let bar_at = page.end() - bar_width;
            let room = usize::from(bar_at.saturating_sub(columns.text)).saturating_sub(count_width);
            let row = Row::new()
                .at(columns.text, cut(title, room), Role::Text)
                .until(
                    bar_at - 2,
                    format!("{} of {}{facts}", tally.right, tally.of),
                    Role::Muted,
                )
                .selected(here)
                .click(Action::Row(number));
            let mut row = bar(row, bar_at, bar_width, tally, None);
            if tally.right == tally.of {
                row = row.at(columns.mark, "✓", Role::Correct);
            }
            if here {
                row = row.at(columns.cursor, "▸", Role::Accent);
                main.focus = Some(main.len()..main.len() + 1);
            }
            main.push(row);
        }
        if self.topics.is_empty() {
            main.push(Row::new().at(columns.text, NO_FACTS, Role::Muted));
        }
        let of_all = self.topics.iter().map(|(_, way)| learnt(way));
        let (known, all) = of_all.fold((0, 0), |sum, it| (sum.0 + it.right, sum.1 + it.of));
        let left = self.topics.get(self.at).map(|(_, way)| learnt(way));
        let status = match (&self.said, left.map(|it| it.of - it.right)) {
            (Some(said), _) => line(said.clone(), Role::Text),
            (None, Some(left @ 1..)) => {
                let new = count(left, "new fact", "new facts");
                line(format!("{new}, {}.", about(left * 2)), Role::Muted)
            }
            _ => Vec::new(),
        };
        View {
            head: Head {
                place: "Learn".into(),
                right: line(format!("{known} of {all} facts learnt"), Role::Muted),
                done: Some((known, all)),
                ..Head::default()
            },
            main,
            side: self.facts(page),
            status,
            shows: "learn".into(),
            ..View::default()
        }
    }
}
