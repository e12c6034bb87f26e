//! Keys with what they do, as footer and help show them.

use super::{Action, Key};

/// Under which heading help lists a binding.
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
            Self::Look => "Look",
            Self::Everywhere => "Everywhere",
        }
    }
}

/// Keys, what they do, and how they are shown.
#[derive(Clone, Debug)]
pub struct Binding {
    pub keys: Vec<(Key, Action)>,
    /// The keys as help and footer write them.
    pub shown: String,
    /// What it does now, for the footer; `None` keeps it out of there.
    pub hint: Option<String>,
    /// What it does, for help.
    pub does: &'static str,
    pub group: Group,
    /// It moves what is out of sight into it, and is named in the footer only while
    /// there is such.
    pub only_scrolls: bool,
    /// It says for now only when it can be done, and is no command.
    pub not_yet: bool,
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
            does,
            group,
            only_scrolls: false,
            not_yet: false,
        }
    }

    /// Shows it in the footer with these words.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Cannot be done now; its keys say when.
    pub fn not_yet(mut self) -> Self {
        self.not_yet = true;
        self
    }

    /// Shows it in the footer only while it does something.
    pub fn hint_while(self, works: bool, hint: impl Into<String>) -> Self {
        if works { self.hint(hint) } else { self }
    }

    /// What a click on its hint does: the one thing that its keys do, or a step
    /// forward where they go both ways. Of several that are to be chosen from, none.
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
