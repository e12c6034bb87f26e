//! The form that is shown before a practice session or a mock exam. It sets which questions to ask,
//! how many, and the time limit.

use std::rc::Rc;

use super::question::Question;
use crate::app::messages::form::explanation;
use crate::app::words::{count, stated_percent};
use crate::app::{Field, Form, Guide, HistorySnapshot, Selected};
use crate::quiz::{Kind, Moment};
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{
    Action, Binding, Group, QuickAction, back, go, left_right, letter, space, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::{Tree, entry};
use unicode_width::UnicodeWidthStr as _;

pub struct Setup {
    form: Form,
    overview: Rc<HistorySnapshot>,
    guide: Guide,
    /// The domains, tasks, and topics that have questions.
    tree: Tree,
    /// The index of the row under the cursor. The fields come first, followed by the tree rows.
    at: usize,
}

/// The number of rows above the topics, other than the page head.
const FORM: u16 = 12;

/// The keys that start a session without this form.
const OTHER_WAYS: &str = "s 5-minute sprint · w study what you need most";

/// Returns the column where values start, to the right of a label with five letters.
fn values_at(page: &Page) -> u16 {
    page.columns.mark + 6
}

impl Setup {
    pub fn new(kind: Kind, overview: Rc<HistorySnapshot>, cx: &Context) -> Self {
        let form = Form::open(kind, &cx.app, &overview, &cx.now);
        let guide = cx.app.guide(&overview);
        let mut tree = Tree::new(guide.outline.clone(), |section| !section.topics.is_empty());
        tree.open_domains(cx.rows.saturating_sub(FORM));
        Self {
            at: 0,
            guide,
            tree,
            form,
            overview,
        }
    }

    /// Returns the fields that have a choice of values.
    fn fields(&self) -> &'static [Field] {
        &self.form.fields()[1..]
    }

    /// Returns the field under the cursor.
    fn field(&self) -> Option<Field> {
        self.fields().get(self.at).copied()
    }

    /// Moves the cursor to the row at index `at`.
    fn go_to(&mut self, at: usize) {
        self.at = at;
        if let Some(row) = at.checked_sub(self.fields().len()) {
            self.tree.go_to_row(row);
        }
    }

    /// Folds or unfolds a section of the tree.
    fn fold(&mut self, action: Action) {
        if self.tree.act(action) {
            self.at = self.fields().len() + self.tree.row();
        }
    }

    fn begin(&mut self, cx: &mut Context) -> Flow {
        Question::start_instead(self.form.begin(&mut cx.app, &self.overview, &cx.now), cx)
    }

    /// Selects another value for the field under the cursor. `to` computes the index of this value
    /// from the current index and the last index.
    fn turn(&mut self, to: impl FnOnce(usize, usize) -> usize, cx: &Context) {
        let Some(field) = self.field() else {
            return;
        };
        let values = self.form.values(field);
        let chosen = values
            .iter()
            .position(|it| Some(*it) == self.form.value(field));
        let to = to(chosen.unwrap_or(0), values.len() - 1);
        if let Some(value) = values.get(to) {
            self.form.set(*value, &cx.app, &self.overview);
        }
    }

    /// Draws the domains, tasks, and topics, each with a checkbox.
    fn tree_rows(&self, main: &mut Sheet, page: &Page) {
        let fields = self.fields().len();
        let has_folds = self.tree.outline.sections.iter().any(|it| it.depth > 0);
        for (row_number, at) in self.tree.rows().into_iter().enumerate() {
            let section = &self.tree.outline.sections[at];
            let standing = &self.guide.standings[at];
            let answers = standing.answers;
            let so_far = match stated_percent(answers) {
                Some(percent) => format!("{percent}% correct"),
                None if answers.of > 0 => format!("{} of {} correct", answers.right, answers.of),
                None => "no answers yet".into(),
            };
            let (mark, role) = match self.form.selected(at) {
                Selected::All => ("■", Role::Accent),
                Selected::Part => ("◐", Role::Accent),
                Selected::Nothing => ("□", Role::Muted),
            };
            let fold = values_at(page) + 2 * section.depth as u16;
            let tick = if has_folds { fold + 2 } else { fold };
            let text = tick + 2;
            let title = if section.depth == 0 && self.tree.has_below(at) {
                Role::Strong
            } else {
                Role::Text
            };
            let room = page.width_from(text).saturating_sub(22);
            let mut row = Row::new()
                .at(fold, self.tree.mark(at), Role::Muted)
                .at(tick, mark, role)
                .at(text, truncate(&section.title, room), title)
                .until(page.end() - 15, standing.questions.to_string(), Role::Muted)
                .until(page.end(), so_far, Role::Muted);
            if has_folds {
                row = row.click_on(fold..tick, Action::Pick(fields, at));
            }
            if row_number == 0 {
                row = row.at(page.columns.mark, "Topic", Role::Muted);
            }
            let here = self.at == fields + row_number;
            entry(main, page, row, fields + row_number, here);
        }
    }

    /// Explains the field under the cursor.
    fn details(&self, side: &mut Sheet, page: &Page) {
        let at = page.side_at();
        let width = usize::from(page.side);
        let field = self.field().unwrap_or(Field::Topics);
        side.push(Row::new().at(at, field.name(), Role::Strong));
        for said in explanation(field) {
            side.text((at, width), said, Role::Text);
        }
    }

    fn field_row(&self, page: &Page, at: usize, field: Field) -> Row {
        let mut row = Row::new().at(page.columns.mark, field.label(), Role::Muted);
        let mut x = values_at(page);
        for (number, value) in self.form.values(field).into_iter().enumerate() {
            let (mark, role) = if Some(value) == self.form.value(field) {
                ("●", Role::Text)
            } else {
                ("○", Role::Muted)
            };
            let text = format!("{mark} {}", value.label());
            let end = x + text.width() as u16;
            row = row
                .at(x, text, role)
                .click_on(x..end, Action::Pick(at, number));
            x = end + if page.narrow { 2 } else { 3 };
        }
        row
    }
}

impl Screen for Setup {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.form.matching > 0 {
            table.push(go("start", "start the session"));
        }
        table.push(space("select a domain, a task, or a topic, or the next value").hint("select"));
        table.push(up_down("select a field").hint("field"));
        if self.field().is_some() {
            table.push(left_right("change the choice").hint("choice"));
        } else {
            table.push(left_right("fold or unfold").hint("fold"));
        }
        if self.form.kind() == Kind::Practice {
            let start =
                |key, action, does| letter(key, Action::QuickAction(action), Group::Answer, does);
            let sprint = "sprint: 5 minutes of questions on all topics";
            let study = "study what you need most, from all topics";
            table.push(start('s', QuickAction::Sprint, sprint).hint("sprint"));
            table.push(start('w', QuickAction::Study, study).hint("weakest"));
        }
        table.push(back("back", "go back to the home screen"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        let fields = self.fields().len();
        let rows = fields + self.tree.rows().len();
        if let Some(at) = move_cursor(self.at, rows, action) {
            self.go_to(at);
            return Flow::Stay;
        }
        match action {
            Action::Go => return self.begin(cx),
            Action::Left | Action::Right if self.at >= fields => self.fold(action),
            Action::Left => self.turn(|at, _| at.saturating_sub(1), cx),
            Action::Right => self.turn(|at, last| (at + 1).min(last), cx),
            Action::Tick if self.at < fields => {
                self.turn(|at, last| if at == last { 0 } else { at + 1 }, cx);
            }
            Action::Row(at) if at < fields => return Flow::Unused,
            Action::Tick | Action::Row(_) => {
                if let Action::Row(at) = action {
                    self.go_to(at);
                }
                if let Some(at) = self.tree.here() {
                    self.form.toggle_section(at, &cx.app, &self.overview);
                }
            }
            Action::Pick(field, section) if field == fields => {
                self.tree.toggle(section);
                if self.at >= fields {
                    self.at = fields + self.tree.row();
                }
            }
            Action::Pick(field, value) => {
                self.at = field;
                self.turn(|_, _| value, cx);
            }
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        false
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        for (at, field) in self.fields().iter().enumerate() {
            let row = self.field_row(page, at, *field);
            entry(&mut main, page, row, at, self.at == at);
            main.gap();
        }
        let text = values_at(page);
        let width = page.width_from(text);
        main.text((text, width), &self.form.summary(), Role::Muted);
        if self.form.kind() == Kind::Practice {
            main.text((text, width), OTHER_WAYS, Role::Faint);
        }
        if let Some(said) = self.form.ends_open(&self.overview) {
            main.text((text, width), &said, Role::Warning);
        }
        main.gap();
        self.tree_rows(&mut main, page);
        let mut side = Sheet::default();
        if page.side > 0 {
            self.details(&mut side, page);
        }
        let right = count(self.form.matching, "question matches", "questions match");
        View::page(self.form.kind().title(), main)
            .right(right)
            .side(side)
    }
}
