//! The form before a practice or an exam: which questions, how many, how long.

mod fields;
mod memory;

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use fields::{Field, Value, fields};

use super::question::Question;
use crate::app::telling::ends_open;
use crate::app::{Overview, Selection};
use crate::learn::Note;
use crate::model::{Bank, Domain};
use crate::quiz::{Away, Kind, Moment};
use crate::tui::cursor::moved;
use crate::tui::keymap::{Action, Binding, back, go, left_right, paging, space, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::entry;
use crate::tui::words::{about, count};
use unicode_width::UnicodeWidthStr as _;

pub struct Setup {
    kind: Kind,
    bank: Arc<Bank>,
    overview: Rc<Overview>,
    ticked: BTreeSet<usize>,
    fields: Vec<Field>,
    /// Topics first, then the fields.
    at: usize,
    matching: usize,
    /// Seconds a question at the exam's pace, for words.
    pace: u64,
    /// What was chosen the last time, if that is what the form began with.
    recalled: Option<Note>,
}

/// Where values begin: a label of five letters stands before them.
fn values_at(page: &Page) -> u16 {
    page.columns.mark + 6
}

impl Setup {
    pub fn new(kind: Kind, overview: Rc<Overview>, cx: &Context<'_>) -> Self {
        let bank = Arc::clone(cx.app.bank());
        let pace = cx.app.exam_time(1000).as_secs() / 1000;
        let mut setup = Self {
            ticked: (0..bank.topics.len()).collect(),
            fields: fields(kind, cx.app, pace),
            at: bank.topics.len(),
            kind,
            bank,
            overview,
            matching: 0,
            pace,
            recalled: None,
        };
        setup.recall(cx);
        setup.count_matching(cx);
        setup
    }

    fn value(&self, label: &str) -> Option<Value> {
        let field = self.fields.iter().find(|field| field.label == label)?;
        Some(field.values.get(field.chosen)?.1)
    }

    fn selection(&self) -> Selection {
        let all = self.ticked.len() == self.bank.topics.len();
        let topics = self
            .ticked
            .iter()
            .map(|at| self.bank.topics[*at].id.clone());
        let mut selection = Selection {
            topics: if all { Vec::new() } else { topics.collect() },
            ..Selection::default()
        };
        if let Some(Value::Which(which)) = self.value("Which") {
            selection.which = which;
        }
        if let Some(Value::Each(seconds)) = self.value("Limit") {
            selection.each = Some(Duration::from_secs(seconds));
        }
        if let Some(Value::Count(count)) = self.value("Count") {
            selection.count = count;
        }
        if let Some(Value::Feedback(feedback)) = self.value("Show") {
            selection.feedback = feedback;
        }
        if let Some(Value::Order(order)) = self.value("Order") {
            selection.order = order;
        }
        selection
    }

    fn count_matching(&mut self, cx: &Context<'_>) {
        self.matching = if self.ticked.is_empty() {
            0
        } else {
            cx.app.pool(&self.selection(), &self.overview).len()
        };
    }

    /// Whether the exam is sat as on the day; topics and limit are its own then.
    fn is_whole(&self) -> bool {
        self.value("Count") == Some(Value::Whole)
    }

    fn drawn(&self) -> usize {
        self.selection().count.min(self.matching)
    }

    fn limit(&self, cx: &Context<'_>) -> Option<Duration> {
        match self.value("Limit") {
            Some(Value::Minutes(minutes)) => Some(Duration::from_secs(minutes * 60)),
            Some(Value::Pace) => Some(cx.app.exam_time(self.drawn())),
            _ => None,
        }
    }

    fn begin(&mut self, cx: &mut Context<'_>) -> Flow {
        if self.ticked.is_empty() || self.matching == 0 {
            return Flow::Stay;
        }
        self.remember(cx);
        let selection = Selection {
            limit: self.limit(cx),
            ..self.selection()
        };
        let sitting = match self.kind {
            Kind::Exam if self.is_whole() => cx.app.sit_whole_exam(None, &self.overview, &cx.now),
            Kind::Exam => cx.app.exam(&selection, &self.overview, &cx.now),
            _ => cx.app.practice(&selection, &self.overview, &cx.now),
        };
        match sitting {
            Some(sitting) => Flow::Replace(Box::new(Question::open(sitting, cx))),
            None => Flow::Stay,
        }
    }

    fn turn(&mut self, forward: bool) {
        let topics = self.bank.topics.len();
        if let Some(field) = self
            .at
            .checked_sub(topics)
            .and_then(|at| self.fields.get_mut(at))
        {
            let last = field.values.len() - 1;
            field.chosen = if forward {
                (field.chosen + 1).min(last)
            } else {
                field.chosen.saturating_sub(1)
            };
        }
    }

    /// Why this is not the whole exam, where the bank declares one.
    fn part_of_exam(&self) -> String {
        let Some(exam) = self
            .bank
            .exam
            .as_ref()
            .filter(|exam| !exam.domains.is_empty())
        else {
            return String::new();
        };
        let has = |domain: &Domain| {
            self.bank
                .topics
                .iter()
                .any(|topic| topic.domain.as_ref() == Some(&domain.id))
        };
        let (covered, of) = (
            exam.domains.iter().filter(|it| has(it)).count(),
            exam.domains.len(),
        );
        if covered == of {
            return String::new();
        }
        let whole = count(exam.shown() as usize, "question", "questions");
        format!(
            " The exam has {whole} from {of} domains, of which this bank has {covered}: this is a \
             part of it."
        )
    }

    /// How long it takes, in words.
    fn says(&self) -> String {
        if self.is_whole()
            && let Some(exam) = &self.bank.exam
        {
            return format!(
                "As on the day: {} questions in {} minutes, {} of them unscored and not marked as \
                 such. No pause: the clock runs on when you leave.",
                exam.shown(),
                exam.minutes,
                exam.unscored,
            );
        }
        if self.ticked.is_empty() {
            return "Tick a topic first.".into();
        }
        let drawn = self.drawn();
        if drawn == 0 {
            return "No question matches; choose more topics, or another kind.".into();
        }
        let questions = count(drawn, "question", "questions");
        let minutes = match self.value("Limit") {
            Some(Value::Minutes(minutes)) => minutes,
            Some(Value::Pace) => (self.pace * drawn as u64).div_ceil(60).max(1),
            Some(Value::Each(seconds)) => {
                return format!(
                    "{questions}, {seconds} seconds for each; what is marked then counts."
                );
            }
            _ => return format!("{questions}, no time limit: {}.", about(drawn)),
        };
        let limit = count(minutes as usize, "minute", "minutes");
        match self.kind {
            Kind::Exam => format!(
                "{questions} in {limit}, reasons at the end. No pause: the clock runs on when you \
                 leave.{}",
                self.part_of_exam()
            ),
            _ => format!("{questions} in {limit}. The clock waits while you are away."),
        }
    }

    fn topic_rows(&self, main: &mut Sheet, page: &Page) {
        let columns = page.columns;
        for (at, topic) in self.bank.topics.iter().enumerate() {
            let here = at == self.at;
            let questions = self
                .bank
                .questions
                .iter()
                .filter(|it| it.topic == topic.id)
                .count();
            let tally = self.overview.record.topics.get(&topic.id);
            let so_far = match tally.and_then(|it| it.percent()) {
                Some(percent) => format!("{percent} % right"),
                None => "not asked yet".into(),
            };
            let ticked = self.ticked.contains(&at);
            let mark = if ticked { "■" } else { "□" };
            let text = values_at(page) + 2;
            let room = page.width_from(text).saturating_sub(22);
            let mut row = Row::new()
                .at(
                    values_at(page),
                    mark,
                    if ticked { Role::Accent } else { Role::Muted },
                )
                .at(text, cut(&topic.title, room), Role::Text)
                .until(page.end() - 15, questions.to_string(), Role::Muted)
                .until(page.end(), so_far, Role::Muted);
            if at == 0 {
                row = row.at(columns.mark, "Topic", Role::Muted);
            }
            entry(main, page, row, at, here);
        }
    }

    fn field_row(&self, page: &Page, at: usize, field: &Field) -> Row {
        let columns = page.columns;
        let here = self.at == self.bank.topics.len() + at;
        let mut row = Row::new()
            .at(columns.mark, field.label, Role::Muted)
            .selected(here);
        let mut x = values_at(page);
        for (number, (name, _)) in field.values.iter().enumerate() {
            let chosen = number == field.chosen;
            let (mark, role) = if chosen {
                ("●", Role::Text)
            } else {
                ("○", Role::Muted)
            };
            let text = format!("{mark} {name}");
            let end = x + text.width() as u16;
            row = row
                .at(x, text, role)
                .click_on(x..end, Action::Pick(at, number));
            x = end + if page.narrow { 2 } else { 3 };
        }
        if here {
            row = row.at(columns.cursor, "▸", Role::Accent);
        }
        row
    }
}

impl Screen for Setup {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.matching > 0 {
            table.push(go("start", "start the session"));
        }
        table.push(space("tick a topic, or the next value").hint("tick"));
        table.push(up_down("field").hint("field"));
        table.push(left_right("choice").hint("choice"));
        table.extend(paging());
        table.push(back("back", "back to home"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let topics = self.bank.topics.len();
        let rows = topics + self.fields.len();
        if let Some(at) = moved(self.at, rows, action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go => return self.begin(cx),
            Action::Left => self.turn(false),
            Action::Right => self.turn(true),
            Action::Tick if self.at >= topics => {
                let field = &mut self.fields[self.at - topics];
                field.chosen = (field.chosen + 1) % field.values.len();
            }
            Action::Row(at) if at >= topics => return Flow::Unused,
            Action::Tick | Action::Row(_) => {
                if let Action::Row(at) = action {
                    self.at = at;
                }
                if !self.ticked.remove(&self.at) {
                    self.ticked.insert(self.at);
                }
            }
            Action::Pick(field, value) => {
                self.at = topics + field;
                self.fields[field].chosen = value;
            }
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        self.count_matching(cx);
        Flow::Stay
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        self.topic_rows(&mut main, page);
        main.gap();
        for (at, field) in self.fields.iter().enumerate() {
            if self.at == self.bank.topics.len() + at {
                main.focus = Some(main.len()..main.len() + 1);
            }
            main.push(self.field_row(page, at, field));
            main.gap();
        }
        let text = values_at(page);
        main.text(text, page.width_from(text), &self.says(), Role::Muted);
        let away = if self.kind == Kind::Exam {
            Away::Runs
        } else {
            Away::Pauses
        };
        if let Some(said) = ends_open(&self.overview, away) {
            main.text(text, page.width_from(text), &said, Role::Warning);
        }
        let right = count(self.matching, "question matches", "questions match");
        View {
            head: Head {
                place: self.kind.title().into(),
                right: line(right, Role::Muted),
                ..Head::default()
            },
            main,
            shows: "setup".into(),
            ..View::default()
        }
    }
}
