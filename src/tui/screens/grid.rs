//! A grid of all questions in a session, which lets the learner jump to any question.

use crate::app::messages::NONE_OF_THIS_KIND;
use crate::app::{ActiveSession, SessionFilter};
use crate::quiz::Moment;
use crate::tui::cursor::switch_tab;
use crate::tui::keymap::{Action, Binding, Group, Key, go, left_right, letter, tabs, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::screens::review::Review;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View};
use crate::tui::widgets::{self, ClockDisplay, clock_line};
use ratatui::crossterm::event::KeyCode;

const COLUMNS: usize = 10;

const FILTERS: [SessionFilter; 4] = SessionFilter::DURING;

pub struct Grid {
    sitting: ActiveSession,
    face: ClockDisplay,
    filter: usize,
    at: usize,
}

impl Grid {
    pub fn new(sitting: ActiveSession, face: ClockDisplay) -> Self {
        Self {
            at: sitting.session.at(),
            sitting,
            face,
            filter: 0,
        }
    }

    fn shown(&self) -> Vec<usize> {
        FILTERS[self.filter].places(&self.sitting.session)
    }

    /// Returns the index of the cursor among the questions that are shown.
    fn index(&self) -> usize {
        self.shown()
            .iter()
            .position(|place| *place == self.at)
            .unwrap_or(0)
    }
}

impl Screen for Grid {
    fn bindings(&self) -> Vec<Binding> {
        let close = [
            (Key::of(KeyCode::Esc), Action::Escape),
            (Key::char('g'), Action::Escape),
            (Key::char('q'), Action::Escape),
        ];
        vec![
            go(format!("go to {}", self.at + 1), "go to that question"),
            left_right("move").hint("move"),
            up_down("move up or down a row"),
            tabs("filter").hint("filter"),
            letter('r', Action::LookBack, Group::Move, "review and finish").hint("review"),
            Binding::new("Esc", close, Group::Everywhere, "go back to the question").hint("back"),
        ]
    }

    fn act(&mut self, action: Action, _cx: &mut Context) -> Flow {
        if let Some(filter) = switch_tab(self.filter, FILTERS.len(), action) {
            self.filter = filter;
            let shown = self.shown();
            if !shown.contains(&self.at) {
                self.at = shown.first().copied().unwrap_or(self.at);
            }
            return Flow::Stay;
        }
        let shown = self.shown();
        let last = shown.len().saturating_sub(1);
        let index = self.index();
        let to = match action {
            Action::Go => return Flow::Answer(Message::GoTo(self.at)),
            Action::Row(place) => return Flow::Answer(Message::GoTo(place)),
            Action::Escape | Action::Leave => return Flow::Pop,
            Action::LookBack => {
                let review = Review::new(self.sitting.clone(), self.face);
                return Flow::Replace(Box::new(review));
            }
            Action::Left => index.saturating_sub(1),
            Action::Right => (index + 1).min(last),
            Action::Up => index.checked_sub(COLUMNS).unwrap_or(index),
            Action::Down if index + COLUMNS <= last => index + COLUMNS,
            Action::Down => index,
            Action::First => 0,
            Action::Last => last,
            _ => return Flow::Unused,
        };
        if let Some(place) = shown.get(to) {
            self.at = *place;
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        false
    }

    fn view(&self, page: &Page, now: &Moment) -> View {
        let session = &self.sitting.session;
        let mut main = Sheet::default();
        let names = FILTERS.map(|it| (it.name(), it.places(session).len()));
        main.push(widgets::tabs(page.margin, page.main, &names, self.filter));
        main.gap();
        let shown = self.shown();
        let grid = widgets::QuestionGrid {
            sitting: &self.sitting,
            from: page.margin.saturating_sub(2),
            columns: COLUMNS,
            pointer: "▸",
        };
        grid.rows(&mut main, page, &shown, self.at);
        if shown.is_empty() {
            main.push(Row::new().at(page.columns.text, NONE_OF_THIS_KIND, Role::Muted));
        }
        main.gap();
        let legend = "● answered  ◐ partial  ○ unanswered  ⚑ flagged  ~ unsure  ? guess";
        main.text(page.at(page.margin), legend, Role::Muted);
        main.gap();
        if shown.contains(&self.at) {
            preview(&mut main, page, &self.sitting, self.at);
        }
        let (done, of) = (session.done_count(), session.slots().len());
        View::page(self.sitting.title.clone(), main)
            .part("questions")
            .right(format!("{done} of {of} answered"))
            .done((done, of))
            .clock(clock_line(page, &self.sitting, now, self.face))
            .shows(format!("grid {}", self.filter))
    }
}

/// Draws the stem of a question and the selected options.
fn preview(main: &mut Sheet, page: &Page, sitting: &ActiveSession, place: usize) {
    let slot = &sitting.session.slots()[place];
    let columns = page.columns;
    let at = page.at(columns.text);
    let first = Row::new().at(columns.mark, (place + 1).to_string(), Role::Strong);
    main.hanging(first, at, &slot.question.stem, Role::Text);
    for (number, choice) in slot.shown().enumerate() {
        if slot.chosen.contains(&choice.id) {
            let letter = slot.label(number).to_string();
            let first = Row::new().at(columns.mark, "●", Role::Accent).at(
                columns.key,
                letter,
                Role::Strong,
            );
            main.hanging(first, at, &choice.text, Role::Text);
        }
    }
}
