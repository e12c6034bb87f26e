//! Key bindings and their presentation in the footer and in help.

use super::{Action, Key};

/// The heading under which the help screen lists a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Answer,
    Move,
    Look,
    Everywhere,
}

impl Group {
    pub const ALL: [Self; 4] = [Self::Answer, Self::Move, Self::Look, Self::Everywhere];

    pub fn title(self) -> &'static str {
        match self {
            Self::Answer => "Do",
            Self::Move => "Move",
            Self::Look => "View",
            Self::Everywhere => "Everywhere",
        }
    }
}

/// Keys with their actions and the text that describes them.
#[derive(Clone, Debug)]
pub struct Binding {
    pub keys: Vec<(Key, Action)>,
    /// The names of the keys to show in help and in the footer.
    pub shown: String,
    /// The current effect to show in the footer; `None` if the footer does not list the binding.
    pub hint: Option<String>,
    /// The effect to show in help.
    pub description: &'static str,
    pub group: Group,
    /// True for a binding that only scrolls. The footer lists it only while there is something to
    /// scroll.
    pub only_scrolls: bool,
    /// True while the keys only explain when the action will be available. Until then, the action
    /// is not listed as a command.
    pub unavailable: bool,
}

impl Binding {
    pub fn new(
        shown: impl Into<String>,
        keys: impl IntoIterator<Item = (Key, Action)>,
        group: Group,
        does: &'static str,
    ) -> Self {
        Self {
            keys: keys.into_iter().collect(),
            shown: shown.into(),
            hint: None,
            description: does,
            group,
            only_scrolls: false,
            unavailable: false,
        }
    }

    /// Lists the binding in the footer with this text.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Marks the action as unavailable for now. Until it is available, its keys only explain when
    /// it will be.
    pub fn not_yet(mut self) -> Self {
        self.unavailable = true;
        self
    }

    /// Lists the binding in the footer only if it currently has an effect.
    pub fn hint_while(self, works: bool, hint: impl Into<String>) -> Self {
        if works { self.hint(hint) } else { self }
    }

    /// Returns the action for a click on the hint: the only action of the keys, or the forward
    /// action if the keys move in both directions. Returns `None` in all other cases.
    pub fn clicked(&self) -> Option<Action> {
        let mut actions = self.keys.iter().map(|(_, action)| *action);
        let first = actions.next()?;
        let forward = [Action::Down, Action::Right, Action::NextTab];
        let step = self.keys.iter().find(|(_, it)| forward.contains(it));
        match step {
            Some((_, step)) => Some(*step),
            None => actions.all(|it| it == first).then_some(first),
        }
    }

    pub fn action_of(&self, key: Key) -> Option<Action> {
        let found = self.keys.iter().find(|(it, _)| *it == key);
        found.map(|(_, action)| *action)
    }
}
