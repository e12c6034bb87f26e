//! All questions of the bank, to read. The key of one that was never asked
//! stays covered until it is uncovered.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use super::reader::Reader;
use crate::app::Overview;
use crate::model::{self, Bank, QuestionId};
use crate::quiz::{Moment, Tally};
use crate::tui::cursor::{moved, turned};
use crate::tui::keymap::{Action, Binding, go, leave, left_right, paging, space, tabs, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line, wrap};
use crate::tui::widgets;
use crate::tui::words::count;

const FILTERS: [&str; 4] = ["All", "Missed", "Flagged", "Never seen"];

pub struct Browse {
    bank: Arc<Bank>,
    overview: Rc<Overview>,
    missed: HashSet<QuestionId>,
    uncovered: HashSet<QuestionId>,
    filter: usize,
    /// 0 is all topics, n the topic n - 1.
    topic: usize,
    at: usize,
}

impl Browse {
    pub fn new(overview: Rc<Overview>, cx: &Context<'_>) -> Self {
        let missed = overview.record.missed.iter().map(|it| it.question.clone());
        Self {
            missed: missed.collect(),
            bank: Arc::clone(cx.app.bank()),
            overview,
            uncovered: HashSet::new(),
            filter: 0,
            topic: 0,
            at: 0,
        }
    }

    fn of(&self, filter: usize) -> Vec<&Arc<model::Question>> {
        let topic = self
            .topic
            .checked_sub(1)
            .and_then(|at| self.bank.topics.get(at));
        let wanted = |question: &&Arc<model::Question>| {
            topic.is_none_or(|topic| question.topic == topic.id)
                && match filter {
                    0 => true,
                    1 => self.missed.contains(&question.id),
                    2 => self.overview.record.flagged.contains(&question.id),
                    _ => !self.overview.record.last_seen.contains_key(&question.id),
                }
        };
        self.bank.questions.iter().filter(wanted).collect()
    }

    fn tally(&self, id: &QuestionId) -> Option<Tally> {
        self.overview.record.questions.get(id).copied()
    }

    fn is_covered(&self, id: &QuestionId) -> bool {
        self.tally(id).is_none() && !self.uncovered.contains(id)
    }

    fn history(&self, id: &QuestionId) -> String {
        match self.tally(id) {
            None => "Never asked.".into(),
            Some(Tally { right, of }) => {
                format!("Asked {}, {right} right.", count(of, "time", "times"))
            }
        }
    }

    fn preview(&self, sheet: &mut Sheet, column: u16, width: usize, question: &model::Question) {
        let covered = self.is_covered(&question.id);
        sheet.text(column, width, &question.stem, Role::Text);
        sheet.gap();
        for (at, choice) in question.choices.iter().enumerate() {
            let right = choice.correct && !covered;
            for (line, part) in wrap(&choice.text, width.saturating_sub(5))
                .into_iter()
                .enumerate()
            {
                let mut row = Row::new();
                if line == 0 {
                    let letter = char::from(b'A' + at as u8).to_string();
                    row = row
                        .at(column, if right { "✓" } else { "" }, Role::Correct)
                        .at(column + 2, letter, Role::Strong);
                }
                sheet.push(row.at(column + 5, part, Role::Text));
            }
        }
        if covered {
            sheet.gap();
            let text = "Never asked: Space uncovers the answer.";
            sheet.push(Row::new().at(column, text, Role::Muted));
        }
    }
}

impl Screen for Browse {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = vec![
            go("open", "the question in full"),
            up_down("move").hint("move"),
            tabs("filter").hint("filter"),
            left_right("topic").hint("topic"),
            space("uncover the answer").hint("uncover"),
        ];
        table.extend(paging());
        table.push(leave("back", "back to home"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        const PAGE: usize = 10;
        let shown = self.of(self.filter);
        let last = shown.len().saturating_sub(1);
        let here = shown.get(self.at).map(|question| Arc::clone(question));
        let topics = self.bank.topics.len() + 1;
        if let Some(at) = moved(self.at, last + 1, action) {
            self.at = at;
            return Flow::Stay;
        }
        if let Some(filter) = turned(self.filter, FILTERS.len(), action) {
            (self.filter, self.at) = (filter, 0);
            return Flow::Stay;
        }
        match action {
            Action::Go => {
                if let Some(question) = here {
                    self.uncovered.insert(question.id.clone());
                    let history = self.history(&question.id);
                    let reader = Reader::new(Arc::clone(cx.app.bank()), &question, history);
                    return Flow::Push(Box::new(reader));
                }
            }
            Action::Tick => {
                if let Some(question) = here {
                    self.uncovered.insert(question.id.clone());
                }
            }
            Action::Row(at) => self.at = at.min(last),
            Action::PageUp => self.at = self.at.saturating_sub(PAGE),
            Action::PageDown => self.at = (self.at + PAGE).min(last),
            Action::Left => (self.topic, self.at) = ((self.topic + topics - 1) % topics, 0),
            Action::Right => (self.topic, self.at) = ((self.topic + 1) % topics, 0),
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
        let mut main = Sheet::default();
        let names: Vec<_> = FILTERS
            .iter()
            .enumerate()
            .map(|(at, name)| (*name, self.of(at).len()))
            .collect();
        main.push(widgets::tabs(page.margin, &names, self.filter));
        main.gap();
        let shown = self.of(self.filter);
        // Without a second column the list takes a third, and the preview stands below.
        let rows = if page.side > 0 {
            page.body_height().saturating_sub(2)
        } else {
            (page.body_height() / 3).max(4)
        };
        let from = self
            .at
            .saturating_sub(rows / 2)
            .min(shown.len().saturating_sub(rows));
        for (at, question) in shown.iter().enumerate().skip(from).take(rows) {
            let here = at == self.at;
            let (mark, role) = match self.tally(&question.id) {
                None => ("·", Role::Muted),
                Some(_) if self.missed.contains(&question.id) => ("✗", Role::Wrong),
                Some(_) => ("✓", Role::Correct),
            };
            let level: String = (1..=3)
                .map(|it| {
                    if it <= question.difficulty {
                        '●'
                    } else {
                        '○'
                    }
                })
                .collect();
            let room = page.width_from(columns.text).saturating_sub(5);
            let mut row = Row::new()
                .at(columns.mark, mark, role)
                .at(columns.text, cut(&question.stem, room), Role::Text)
                .until(page.end(), level, Role::Muted)
                .selected(here)
                .click(Action::Row(at));
            if self.overview.record.flagged.contains(&question.id) {
                row = row.at(columns.mark + 2, "⚑", Role::Flagged);
            }
            if here {
                row = row.at(columns.cursor, "▸", Role::Accent);
            }
            main.push(row);
        }
        let mut side = Sheet::default();
        let here = shown.get(self.at);
        match here {
            None => {
                let text = "No question is of this kind.";
                main.push(Row::new().at(columns.text, text, Role::Muted));
            }
            Some(question) if page.side > 0 => {
                self.preview(&mut side, page.side_at(), usize::from(page.side), question);
            }
            Some(question) => {
                let width = usize::from(page.end() - page.margin);
                main.push(Row::new().at(page.margin, "─".repeat(width), Role::Faint));
                self.preview(
                    &mut main,
                    columns.mark,
                    page.width_from(columns.mark),
                    question,
                );
            }
        }
        let topic = self
            .topic
            .checked_sub(1)
            .and_then(|at| self.bank.topics.get(at));
        View {
            head: Head {
                place: "Browse".into(),
                part: topic.map_or("all topics".into(), |topic| topic.title.clone()),
                right: line(
                    format!("{} of {} questions", shown.len(), self.bank.questions.len()),
                    Role::Muted,
                ),
                ..Head::default()
            },
            main,
            side,
            status: here.map_or(Vec::new(), |question| {
                line(self.history(&question.id), Role::Muted)
            }),
            shows: format!("browse {} {}", self.filter, self.topic),
            ..View::default()
        }
    }
}
