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
use super::screen::{Context, Flow, Screen};
use super::screens::{Browse, ExamDay, Help, News, Palette, Problems};
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
    pub context: Context,
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
    pub fn new(context: Context, screens: Vec<Box<dyn Screen>>, environment: Environment) -> Self {
        Self {
            look: environment.look(&context.app.settings),
            looks_like: context.app.settings.clone(),
            environment,
            context,
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
        self.context.app.settings.mouse == Mouse::On
    }

    /// Returns the time until some layer changes automatically.
    pub fn wake(&self) -> Option<Duration> {
        self.layers
            .iter()
            .filter_map(|layer| layer.screen.wake(&self.context.now))
            .min()
    }

    /// Updates the context and all layers to the current time, before every event. Returns `None`
    /// if no layer has changed.
    pub fn tick(&mut self, now: Moment) -> Option<AfterEvent> {
        self.context.now = now;
        for at in 0..self.layers.len() {
            let Some(layer) = self.layers.get_mut(at) else {
                break;
            };
            let flow = layer.screen.tick(&mut self.context);
            if !matches!(flow, Flow::Stay | Flow::Unused) {
                // The layers above depend on a state that no longer exists.
                self.hits.clear();
                self.layers.truncate(at + 1);
                return Some(self.apply_flow(flow, None));
            }
        }
        None
    }

    /// Shows the problems in the bank and updates the home screen if necessary. Called once the
    /// whole bank has been read. Returns whether anything has changed.
    pub fn bank_is_read(&mut self) -> bool {
        let is_first_page = self.layers.len() == 1 && !self.context.app.knows_stats();
        let changed = self.context.app.bank_is_read();
        if changed {
            self.layers[0].screen.returned(&mut self.context);
        }
        if let Some(news) = News::of(&mut self.context.app, &self.context.now) {
            self.apply_flow(Flow::Push(Box::new(news)), None);
        }
        // At the start, the bank was not known well enough to ask about the exam.
        let exam_day = is_first_page.then(|| ExamDay::of(&mut self.context.app, &self.context.now));
        if let Some(exam_day) = exam_day.flatten() {
            self.apply_flow(Flow::Push(Box::new(exam_day)), None);
        }
        let broken = !self.context.app.problems().is_empty();
        if broken {
            let problems = Problems::new(&self.context.app, self.layers.len() == 1);
            self.apply_flow(Flow::Push(Box::new(problems)), None);
        }
        changed || broken
    }

    pub fn key(&mut self, key: Key) -> AfterEvent {
        self.record_input();
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
            return self.act(action);
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
    pub fn paste(&mut self, text: &str) -> AfterEvent {
        self.record_input();
        let top = self.layers.len() - 1;
        if self.too_small || !self.layers[top].screen.paste(text) {
            self.refuse_paste();
        }
        AfterEvent::Draw
    }

    /// Shows a message that pasted text is ignored here.
    pub fn refuse_paste(&mut self) {
        self.record_input();
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

    pub fn click(&mut self, at: Position) -> AfterEvent {
        self.record_input();
        let Some(action) = hit(&self.hits, at) else {
            return AfterEvent::Draw;
        };
        self.act(action)
    }

    fn record_input(&mut self) {
        let now = &self.context.now;
        let last = self.last_heard.replace(now.clone());
        self.context.quiet = last.map_or(Duration::MAX, |last| now.since(&last));
        self.context.deliberate = self.alone && self.layers.last().is_some_and(|layer| layer.seen);
        self.toast = None;
    }

    pub fn wheel(&mut self, up: bool) {
        const ROWS: isize = 3;
        if self.top().wheel_moves() {
            let action = if up { Action::Up } else { Action::Down };
            for _ in 0..ROWS {
                self.act(action);
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

    fn act(&mut self, action: Action) -> AfterEvent {
        // Painted areas may now be outdated, so clicks have no effect until the next frame.
        self.hits.clear();
        match action {
            Action::Repaint => return AfterEvent::Repaint,
            Action::Suspend => return AfterEvent::Suspend,
            Action::Help if !self.top().borrows_head() && !self.too_small => {
                let help = Help::new(self.bindings());
                return self.apply_flow(Flow::Push(Box::new(help)), None);
            }
            Action::Commands if !self.too_small => {
                let palette = Palette::new(self.commands());
                return self.apply_flow(Flow::Push(Box::new(palette)), None);
            }
            Action::Place(_) | Action::QuickAction(_) if self.layers.len() > 1 => {
                return self.at_home(action);
            }
            Action::Shell(command) => {
                self.context.copied = Some(command.to_owned());
                self.toast = Some(format!("Copied for your shell: {command}"));
                return AfterEvent::Draw;
            }
            Action::Quit => return self.quit(),
            Action::Leave if self.too_small => return self.quit(),
            _ if self.too_small => return AfterEvent::Draw,
            _ => self.asked_to_quit = false,
        }
        let at = self.layers.len() - 1;
        let mut flow = self.layers[at].screen.act(action, &mut self.context);
        if let (Flow::Unused, Action::Search) = (&flow, action) {
            let overview = self
                .context
                .app
                .overview(&self.context.now)
                .unwrap_or_default();
            let in_session = self.layers.iter().any(|layer| layer.screen.is_session());
            let browse = Browse::searching(overview, in_session, &self.context);
            flow = Flow::Push(Box::new(browse));
        }
        self.apply_flow(flow, Some(action))
    }

    /// Closes all open screens in the same way as `q` and performs `action` on the home screen. If
    /// a screen asks for confirmation, stops and keeps the confirmation open.
    fn at_home(&mut self, action: Action) -> AfterEvent {
        while self.layers.len() > 1 {
            let before = self.layers.len();
            let after = self.act(Action::Leave);
            if after != AfterEvent::Draw || self.layers.len() >= before {
                return after;
            }
        }
        self.act(action)
    }

    fn quit(&mut self) -> AfterEvent {
        if !self.asked_to_quit {
            self.asked_to_quit = true;
            let question = self
                .layers
                .iter_mut()
                .find_map(|layer| layer.screen.quit_confirmation(&mut self.context));
            if let Some(question) = question {
                return self.apply_flow(Flow::Push(question), None);
            }
        }
        AfterEvent::Quit
    }

    /// Lets all layers save their state. Called exactly once, no matter how the program ends.
    pub fn leaving(&mut self) {
        for layer in self.layers.iter_mut().rev() {
            layer.screen.leaving(&mut self.context);
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
