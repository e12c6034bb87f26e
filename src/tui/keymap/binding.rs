//! Key bindings, and how the footer and help show them.

use super::{Action, Key};

/// The heading under which help lists a binding.
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

/// Keys, their actions, and how they are shown.
#[derive(Clone, Debug)]
pub struct Binding {
    pub keys: Vec<(Key, Action)>,
    /// The keys, as help and the footer show them.
    pub shown: String,
    /// The current effect, for the footer; `None` if the footer does not list it.
    pub hint: Option<String>,
    /// The effect, for help.
    pub description: &'static str,
    pub group: Group,
    /// True for a binding that only scrolls, which the footer lists only while there is something
    /// to scroll to.
    pub only_scrolls: bool,
    /// True while the keys only explain when the action will be available. Until then, it is not a
    /// command.
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

    /// Marks the action as unavailable for now; its keys explain when it will be available.
    pub fn not_yet(mut self) -> Self {
        self.unavailable = true;
        self
    }

    /// Lists the binding in the footer only while it has an effect.
    pub fn hint_while(self, works: bool, hint: impl Into<String>) -> Self {
        if works { self.hint(hint) } else { self }
    }

    /// Returns the action for a click on the hint: the only action of the keys, or the step forward
    /// if the keys move in both directions; `None` if there are several other actions.
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
