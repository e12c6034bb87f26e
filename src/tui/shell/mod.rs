//! Holds the stack of screens: hands them actions, paints them, knows when to wake.

mod flow;
mod keys;
mod painting;

use std::time::Duration;

use ratatui::layout::{Position, Rect};

use super::desk::Desk;
use super::keymap::{Action, Key, Pieces};
use super::look::Environment;
use super::page::Page;
use super::paint::{Hits, Look, Scroll, hit};
use super::screen::{Flow, Screen};
use super::screens::{Browse, Help, News, Palette, Problems};
use crate::config::{Mouse, Settings};
use crate::quiz::Moment;
use crate::text::clean;

struct Layer {
    screen: Box<dyn Screen>,
    scroll: Scroll,
    /// It was painted since it is there.
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

/// What the loop has to do after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    Draw,
    Repaint,
    Suspend,
    Quit,
}

pub struct Shell {
    pub desk: Desk,
    layers: Vec<Layer>,
    environment: Environment,
    look: Look,
    /// The settings that `look` was made of.
    looks_like: Settings,
    hits: Hits,
    page: Page,
    /// What has come of an arrow that a slow line sends in pieces.
    pieces: Pieces,
    /// When the last key or click came, to tell a flood from a person.
    last_heard: Option<Moment>,
    /// Leaving the program was asked for, and a confirmation is open.
    asked_to_quit: bool,
    /// The window is too small for what it should show: nothing is done blindly.
    too_small: bool,
    /// The key or click that is handled came alone.
    alone: bool,
    /// Said in the status row until the next key.
    toast: Option<String>,
}

impl Shell {
    /// `screens` from the bottom up; at least one.
    pub fn new(desk: Desk, screens: Vec<Box<dyn Screen>>, environment: Environment) -> Self {
        Self {
            look: environment.look(&desk.app.settings),
            looks_like: desk.app.settings.clone(),
            environment,
            desk,
            layers: screens.into_iter().map(Layer::new).collect(),
            hits: Hits::new(),
            page: Page::new(Rect::default()),
            pieces: Pieces::default(),
            last_heard: None,
            asked_to_quit: false,
            too_small: false,
            alone: false,
            toast: None,
        }
    }

    /// Says whether the next input came alone, or together with others.
    pub fn comes_alone(&mut self, alone: bool) {
        self.alone = alone;
    }

    /// Whether clicks are to be reported.
    pub fn wants_mouse(&self) -> bool {
        self.desk.app.settings.mouse == Mouse::On
    }

    /// How long until some layer changes by itself.
    pub fn wake(&self, now: &Moment) -> Option<Duration> {
        self.layers
            .iter()
            .filter_map(|layer| layer.screen.wake(now))
            .min()
    }

    /// Lets every layer see the time. `None` when nothing came of it.
    pub fn tick(&mut self, now: &Moment) -> Option<After> {
        for at in 0..self.layers.len() {
            let mut cx = self.desk.context(now);
            let Some(layer) = self.layers.get_mut(at) else {
                break;
            };
            let flow = layer.screen.tick(&mut cx);
            if !matches!(flow, Flow::Stay | Flow::Unused) {
                // What lay above spoke of a state that is over.
                self.hits.clear();
                self.layers.truncate(at + 1);
                return Some(self.follow(flow, None, now));
            }
        }
        None
    }

    /// The whole bank is there: what was wrong with it is told, and what the first
    /// screen said of it is mended where it does not hold. Whether anything changed.
    pub fn bank_is_read(&mut self, now: &Moment) -> bool {
        let changed = self.desk.app.bank_is_read();
        if changed {
            let mut cx = self.desk.context(now);
            self.layers[0].screen.returned(&mut cx);
        }
        if let Some(news) = News::of(&mut self.desk.app, now) {
            self.follow(Flow::Push(Box::new(news)), None, now);
        }
        let broken = !self.desk.app.problems().is_empty();
        if broken {
            let problems = Problems::new(&self.desk.app, self.layers.len() == 1);
            self.follow(Flow::Push(Box::new(problems)), None, now);
        }
        changed || broken
    }

    pub fn key(&mut self, key: Key, now: &Moment) -> After {
        self.heard(now);
        let Some(key) = self.pieces.put_together(key) else {
            return After::Draw;
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
            format!("{c} does nothing here. In every layout: 1-9, arrows, Enter, Space, Esc.")
        });
        After::Draw
    }

    /// Hands pasted text to the field on the screen. Where there is none, nothing happens:
    /// as keys, it would answer questions and end sessions.
    pub fn paste(&mut self, text: &str, now: &Moment) -> After {
        self.heard(now);
        let top = self.layers.len() - 1;
        if self.too_small || !self.layers[top].screen.paste(text) {
            self.toast = Some("Pasted text does nothing here.".into());
        }
        After::Draw
    }

    pub fn click(&mut self, at: Position, now: &Moment) -> After {
        self.heard(now);
        let Some(action) = hit(&self.hits, at) else {
            return After::Draw;
        };
        self.act(action, now)
    }

    fn heard(&mut self, now: &Moment) {
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

    fn act(&mut self, action: Action, now: &Moment) -> After {
        // What was painted may be gone now; a click waits for what is painted next.
        self.hits.clear();
        match action {
            Action::Repaint => return After::Repaint,
            Action::Suspend => return After::Suspend,
            Action::Help if !self.top().borrows_head() && !self.too_small => {
                let help = Help::new(self.bindings());
                return self.follow(Flow::Push(Box::new(help)), None, now);
            }
            Action::Commands if !self.too_small => {
                let palette = Palette::new(self.commands(now));
                return self.follow(Flow::Push(Box::new(palette)), None, now);
            }
            Action::Place(_) | Action::QuickAction(_) if self.layers.len() > 1 => {
                return self.at_home(action, now);
            }
            Action::Quit => return self.quit(now),
            Action::Leave if self.too_small => return self.quit(now),
            _ if self.too_small => return After::Draw,
            _ => self.asked_to_quit = false,
        }
        let mut cx = self.desk.context(now);
        let at = self.layers.len() - 1;
        let mut flow = self.layers[at].screen.act(action, &mut cx);
        if let (Flow::Unused, Action::Search) = (&flow, action) {
            let overview = cx.app.overview(&cx.now).unwrap_or_default();
            flow = Flow::Push(Box::new(Browse::searching(overview, &cx)));
        }
        self.follow(flow, Some(action), now)
    }

    /// Leaves all that is open, as `q` does, and does `action` on home. Where a
    /// screen asks before it is left, its question stays.
    fn at_home(&mut self, action: Action, now: &Moment) -> After {
        while self.layers.len() > 1 {
            let before = self.layers.len();
            let after = self.act(Action::Leave, now);
            if after != After::Draw || self.layers.len() >= before {
                return after;
            }
        }
        self.act(action, now)
    }

    fn quit(&mut self, now: &Moment) -> After {
        let mut cx = self.desk.context(now);
        if !self.asked_to_quit {
            self.asked_to_quit = true;
            let question = self
                .layers
                .iter_mut()
                .find_map(|layer| layer.screen.may_quit(&mut cx));
            if let Some(question) = question {
                return self.follow(Flow::Push(question), None, now);
            }
        }
        After::Quit
    }

    /// Lets every layer keep what it has. Called once, whatever ends the program.
    pub fn leaving(&mut self, now: &Moment) {
        let mut cx = self.desk.context(now);
        for layer in self.layers.iter_mut().rev() {
            layer.screen.leaving(&mut cx);
        }
    }

    /// What to say on the normal screen afterwards.
    pub fn last_words(&self) -> Option<String> {
        self.layers
            .iter()
            .rev()
            .find_map(|layer| layer.screen.last_words())
    }
}
