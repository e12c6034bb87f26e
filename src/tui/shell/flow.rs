//! Applies the effect of an action to the stack of screens and notifies the screens.

use super::{AfterEvent, Layer, Shell};
use crate::tui::keymap::{Action, Binding};
use crate::tui::screen::Flow;

impl Shell {
    pub(super) fn apply_flow(&mut self, flow: Flow, action: Option<Action>) -> AfterEvent {
        let at = self.layers.len() - 1;
        match flow {
            Flow::Stay | Flow::Changed => {}
            Flow::Unused => self.scroll_with(action),
            Flow::PageOr(_) if !self.layers[at].scroll.is_at_end() => {
                self.scroll_with(Some(Action::PageDown));
            }
            Flow::PageOr(action) => return self.act(action),
            Flow::Push(screen) => self.layers.push(Layer::new(screen)),
            Flow::Replace(screen) => self.layers[at] = Layer::new(screen),
            Flow::Pop | Flow::Answer(_) | Flow::Run(_) if at == 0 => return AfterEvent::Quit,
            Flow::Pop => {
                self.layers.pop();
                self.returned();
            }
            Flow::Answer(message) => {
                self.layers.pop();
                let flow = self.layers[at - 1]
                    .screen
                    .receive(message, &mut self.context);
                return self.apply_flow(flow, None);
            }
            Flow::Home => {
                self.layers.truncate(1);
                self.returned();
            }
            Flow::Quit => return AfterEvent::Quit,
            Flow::Run(action) => {
                self.layers.pop();
                return self.act(action);
            }
        }
        AfterEvent::Draw
    }

    /// Returns a hint such as `q leaves.`, for learners who expect `Esc` to leave the screen.
    fn way_out(&self) -> Option<String> {
        let bindings = self.bindings();
        let leaves = |it: &&Binding| it.keys.iter().any(|(_, does)| *does == Action::Leave);
        let binding = bindings.iter().find(leaves)?;
        Some(format!("{} {}s.", binding.shown, binding.hint.as_ref()?))
    }

    fn returned(&mut self) {
        if let Some(layer) = self.layers.last_mut() {
            layer.screen.returned(&mut self.context);
        }
    }

    /// Scrolls with an action that the screen does not use. If the action does not scroll, explains
    /// why it has no effect.
    fn scroll_with(&mut self, action: Option<Action>) {
        let page = self.page.body_height().saturating_sub(2).max(1) as isize;
        let end = isize::MAX / 2;
        let rows = match action {
            Some(Action::Up) => -1,
            Some(Action::Down) => 1,
            Some(Action::PageUp) => -page,
            Some(Action::PageDown) => page,
            Some(Action::First) => -end,
            Some(Action::Last) => end,
            Some(Action::Escape) => {
                self.toast = self.way_out();
                return;
            }
            _ => return,
        };
        if let Some(layer) = self.layers.last_mut() {
            layer.scroll.by(rows);
        }
    }
}
