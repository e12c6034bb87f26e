//! Owns the stack of screens: dispatches actions to them, paints them, and determines the next
//! wake-up.

mod flow;
mod keys;
mod painting;

use std::time::Duration;

use ratatui::layout::{Position, Rect};

use super::input::Input;
use super::keymap::{Action, ArrowAssembler, Key};
use super::look::Environment;
use super::page::Page;
use super::paint::{Hits, RenderOptions, Scroll, hit};
use super::screen::{Flow, Screen};
use super::screens::{Browse, ExamDay, Help, News, Palette, Problems};
use super::ui_state::UiState;
use crate::config::{Mouse, Settings};
use crate::quiz::Moment;
use crate::text::clean;

struct Layer {
    screen: Box<dyn Screen>,
    scroll: Scroll,
    /// True once the layer has been painted.
    seen: bool,
}

impl Layer {
    fn new(screen: Box<dyn Screen>) -> Self {
        Self {
            screen,
            scroll: Scroll::default(),
            seen: false,
        }
    }
}

/// The loop's next step after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterEvent {
    Draw,
    Repaint,
    Suspend,
    Quit,
}

pub struct Shell {
    pub desk: UiState,
    layers: Vec<Layer>,
    environment: Environment,
    look: RenderOptions,
    /// The settings that `look` was computed from.
    looks_like: Settings,
    hits: Hits,
    page: Page,
    /// The pieces of an arrow key that have arrived so far on a slow connection.
    pieces: ArrowAssembler,
    /// The time of the last key or click. It shows whether input arrives faster than a person can
    /// type.
    last_heard: Option<Moment>,
    /// True after a request to quit, while a confirmation is open.
    asked_to_quit: bool,
    /// True if the window is too small for its content. Actions are then ignored, because the
    /// learner would not see their effect.
    too_small: bool,
    /// True if the current key or click arrived alone.
    alone: bool,
    /// A message to show in the status row until the next key press.
    toast: Option<String>,
}

impl Shell {
    /// Creates a shell with `screens`, ordered from bottom to top. There must be at least one.
    pub fn new(desk: UiState, screens: Vec<Box<dyn Screen>>, environment: Environment) -> Self {
        Self {
            look: environment.look(&desk.app.settings),
            looks_like: desk.app.settings.clone(),
            environment,
            desk,
            layers: screens.into_iter().map(Layer::new).collect(),
            hits: Hits::new(),
            page: Page::new(Rect::default()),
            pieces: ArrowAssembler::default(),
            last_heard: None,
            asked_to_quit: false,
            too_small: false,
            alone: false,
            toast: None,
        }
    }

    /// Sets whether the next input arrived alone.
    pub fn set_alone(&mut self, alone: bool) {
        self.alone = alone;
    }

    /// Returns whether the terminal should report clicks.
    pub fn wants_mouse(&self) -> bool {
        self.desk.app.settings.mouse == Mouse::On
    }

    /// Returns the time until some layer changes automatically.
    pub fn wake(&self, now: &Moment) -> Option<Duration> {
        self.layers
            .iter()
            .filter_map(|layer| layer.screen.wake(now))
            .min()
    }

    /// Updates all layers to the current time. Returns `None` if nothing has changed.
    pub fn tick(&mut self, now: &Moment) -> Option<AfterEvent> {
        for at in 0..self.layers.len() {
            let mut cx = self.desk.context(now);
            let Some(layer) = self.layers.get_mut(at) else {
                break;
            };
            let flow = layer.screen.tick(&mut cx);
            if !matches!(flow, Flow::Stay | Flow::Unused) {
                // The layers above depend on a state that no longer exists.
                self.hits.clear();
                self.layers.truncate(at + 1);
                return Some(self.apply_flow(flow, None, now));
            }
        }
        None
    }

    /// Shows the problems in the bank and updates the home screen if necessary. Called once the
    /// whole bank has been read. Returns whether anything has changed.
    pub fn bank_is_read(&mut self, now: &Moment) -> bool {
        let is_first_page = self.layers.len() == 1 && !self.desk.app.knows_stats();
        let changed = self.desk.app.bank_is_read();
        if changed {
            let mut cx = self.desk.context(now);
            self.layers[0].screen.returned(&mut cx);
        }
        if let Some(news) = News::of(&mut self.desk.app, now) {
            self.apply_flow(Flow::Push(Box::new(news)), None, now);
        }
        // At the start, the bank was not known well enough to ask about the exam.
        let exam_day = is_first_page.then(|| ExamDay::of(&mut self.desk.app, now));
        if let Some(exam_day) = exam_day.flatten() {
            self.apply_flow(Flow::Push(Box::new(exam_day)), None, now);
        }
        let broken = !self.desk.app.problems().is_empty();
        if broken {
            let problems = Problems::new(&self.desk.app, self.layers.len() == 1);
            self.apply_flow(Flow::Push(Box::new(problems)), None, now);
        }
        changed || broken
    }

    pub fn key(&mut self, key: Key, now: &Moment) -> AfterEvent {
        self.record_input(now);
        let Some(key) = self.pieces.put_together(key) else {
            return AfterEvent::Draw;
        };
        let bindings = self.bindings();
        let bound = |key: Key| bindings.iter().find_map(|binding| binding.action_of(key));
        let takes_text = self.top().takes_text();
        let action = match key.typed() {
            Some(c) if takes_text => bound(key).or(Some(Action::Typed(c))),
            _ => bound(key).or_else(|| key.stand_ins().find_map(bound)),
        };
        if let Some(action) = action {
            return self.act(action, now);
        }
        let foreign = key.typed().filter(|c| !c.is_ascii());
        self.toast = foreign.map(|c| {
            let c = clean(c.encode_utf8(&mut [0; 4])).into_owned();
            format!("{c} does nothing. In any layout, use 1-9, arrows, Enter, Space, or Esc.")
        });
        AfterEvent::Draw
    }

    /// Inserts pasted text into the field on the screen. If there is no field, the text is ignored,
    /// because it would answer questions and end sessions if it were treated as keys.
    pub fn paste(&mut self, text: &str, now: &Moment) -> AfterEvent {
        self.record_input(now);
        let top = self.layers.len() - 1;
        if self.too_small || !self.layers[top].screen.paste(text) {
            self.refuse_paste(now);
        }
        AfterEvent::Draw
    }

    /// Shows a message that pasted text is ignored here.
    pub fn refuse_paste(&mut self, now: &Moment) {
        self.record_input(now);
        self.toast = Some("Pasted text is ignored here.".into());
    }

    /// Returns whether keys that begin with `first` are typed into a field. The first key may open
    /// this field.
    pub fn types(&self, first: &Input) -> bool {
        let Input::Key(key) = first else {
            return false;
        };
        let opens_field = |action| matches!(action, Action::Search | Action::Commands);
        let bindings = self.bindings();
        let mut actions = bindings.iter().filter_map(|it| it.action_of(*key));
        self.top().takes_text() || actions.next().is_some_and(opens_field)
    }

    pub fn click(&mut self, at: Position, now: &Moment) -> AfterEvent {
        self.record_input(now);
        let Some(action) = hit(&self.hits, at) else {
            return AfterEvent::Draw;
        };
        self.act(action, now)
    }

    fn record_input(&mut self, now: &Moment) {
        let last = self.last_heard.replace(now.clone());
        self.desk.quiet = last.map_or(Duration::MAX, |last| now.since(&last));
        self.desk.deliberate = self.alone && self.layers.last().is_some_and(|layer| layer.seen);
        self.toast = None;
    }

    pub fn wheel(&mut self, up: bool, now: &Moment) {
        const ROWS: isize = 3;
        if self.top().wheel_moves() {
            let action = if up { Action::Up } else { Action::Down };
            for _ in 0..ROWS {
                self.act(action, now);
            }
            return;
        }
        if let Some(layer) = self.layers.last_mut() {
            layer.scroll.by(if up { -ROWS } else { ROWS });
        }
    }

    fn in_exam(&self) -> bool {
        self.layers.iter().any(|layer| layer.screen.is_exam())
    }

    fn top(&self) -> &dyn Screen {
        self.layers[self.layers.len() - 1].screen.as_ref()
    }

    fn act(&mut self, action: Action, now: &Moment) -> AfterEvent {
        // Painted areas may now be outdated, so clicks have no effect until the next frame.
        self.hits.clear();
        match action {
            Action::Repaint => return AfterEvent::Repaint,
            Action::Suspend => return AfterEvent::Suspend,
            Action::Help if !self.top().borrows_head() && !self.too_small => {
                let help = Help::new(self.bindings());
                return self.apply_flow(Flow::Push(Box::new(help)), None, now);
            }
            Action::Commands if !self.too_small => {
                let palette = Palette::new(self.commands(now));
                return self.apply_flow(Flow::Push(Box::new(palette)), None, now);
            }
            Action::Place(_) | Action::QuickAction(_) if self.layers.len() > 1 => {
                return self.at_home(action, now);
            }
            Action::Shell(command) => {
                self.desk.copied = Some(command.to_owned());
                self.toast = Some(format!("Copied for your shell: {command}"));
                return AfterEvent::Draw;
            }
            Action::Quit => return self.quit(now),
            Action::Leave if self.too_small => return self.quit(now),
            _ if self.too_small => return AfterEvent::Draw,
            _ => self.asked_to_quit = false,
        }
        let mut cx = self.desk.context(now);
        let at = self.layers.len() - 1;
        let mut flow = self.layers[at].screen.act(action, &mut cx);
        if let (Flow::Unused, Action::Search) = (&flow, action) {
            let overview = cx.app.overview(&cx.now).unwrap_or_default();
            let in_session = self.layers.iter().any(|layer| layer.screen.is_session());
            let browse = Browse::searching(overview, in_session, &cx);
            flow = Flow::Push(Box::new(browse));
        }
        self.apply_flow(flow, Some(action), now)
    }

    /// Closes all open screens in the same way as `q` and performs `action` on the home screen. If
    /// a screen asks for confirmation, stops and keeps the confirmation open.
    fn at_home(&mut self, action: Action, now: &Moment) -> AfterEvent {
        while self.layers.len() > 1 {
            let before = self.layers.len();
            let after = self.act(Action::Leave, now);
            if after != AfterEvent::Draw || self.layers.len() >= before {
                return after;
            }
        }
        self.act(action, now)
    }

    fn quit(&mut self, now: &Moment) -> AfterEvent {
        let mut cx = self.desk.context(now);
        if !self.asked_to_quit {
            self.asked_to_quit = true;
            let question = self
                .layers
                .iter_mut()
                .find_map(|layer| layer.screen.quit_confirmation(&mut cx));
            if let Some(question) = question {
                return self.apply_flow(Flow::Push(question), None, now);
            }
        }
        AfterEvent::Quit
    }

    /// Lets all layers save their state. Called exactly once, no matter how the program ends.
    pub fn leaving(&mut self, now: &Moment) {
        let mut cx = self.desk.context(now);
        for layer in self.layers.iter_mut().rev() {
            layer.screen.leaving(&mut cx);
        }
    }

    /// Returns the line to print on the normal screen after the program has ended.
    pub fn last_words(&self) -> Option<String> {
        self.layers
            .iter()
            .rev()
            .find_map(|layer| layer.screen.last_words())
    }
}
