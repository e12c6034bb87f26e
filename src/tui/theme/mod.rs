//! Roles, and the looks that a theme gives them. Screens name roles only.

#[cfg(test)]
mod contrast;
mod default;
mod depth;
mod file;
mod load;
mod symbols;

use ratatui::style::{Modifier, Style};

pub use depth::Depth;
pub use load::{AUTO, automatic, load, names, problems};
pub use symbols::ascii;

/// What a piece of text is, as far as looks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What is read.
    Text,
    /// The place, the verdict's first words, keys, the row under the cursor.
    Strong,
    /// What is about the text: labels, counts, sources.
    Muted,
    /// Rules and frames.
    Faint,
    /// An option struck out.
    Struck,
    /// An address.
    Link,
    /// The cursor, the done part of a bar, the chosen tab.
    Accent,
    /// The mark of a selected option.
    Chosen,
    /// How sure the learner is.
    Sure,
    /// Code in a text.
    Code,
    /// What a search found in a text.
    Hit,
    Correct,
    Wrong,
    Warning,
    Flagged,
    /// The band behind a correct answer and behind an incorrect one.
    CorrectBand,
    WrongBand,
    /// The values of a table, by their tones.
    Value1,
    Value2,
    Value3,
    Value4,
    Value5,
    Value6,
}

impl Role {
    /// In the order of their declaration.
    pub const ALL: [Self; 23] = [
        Self::Text,
        Self::Strong,
        Self::Muted,
        Self::Faint,
        Self::Struck,
        Self::Link,
        Self::Accent,
        Self::Chosen,
        Self::Sure,
        Self::Code,
        Self::Hit,
        Self::Correct,
        Self::Wrong,
        Self::Warning,
        Self::Flagged,
        Self::CorrectBand,
        Self::WrongBand,
        Self::Value1,
        Self::Value2,
        Self::Value3,
        Self::Value4,
        Self::Value5,
        Self::Value6,
    ];

    /// Returns the role of a value with the tone `tone`, 1 to 6.
    pub fn of_tone(tone: u8) -> Self {
        match tone {
            1 => Self::Value1,
            2 => Self::Value2,
            3 => Self::Value3,
            4 => Self::Value4,
            5 => Self::Value5,
            _ => Self::Value6,
        }
    }

    /// Whether it is the role of marks, such as `✓`, and of the words beside them.
    pub fn is_mark(self) -> bool {
        matches!(
            self,
            Self::Correct | Self::Wrong | Self::Warning | Self::Flagged | Self::Chosen | Self::Sure
        )
    }

    /// Returns the role that a theme's file calls `name`. The first three tones were once named
    /// after owners, and themes of that time still load.
    fn named(name: &str) -> Option<Self> {
        match name {
            "aws" => Some(Self::Value1),
            "both" => Some(Self::Value2),
            "customer" => Some(Self::Value3),
            _ => Self::ALL.into_iter().find(|it| it.key() == name),
        }
    }

    /// As a theme's file spells it.
    fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Strong => "strong",
            Self::Muted => "muted",
            Self::Faint => "faint",
            Self::Struck => "struck",
            Self::Link => "link",
            Self::Accent => "accent",
            Self::Chosen => "chosen",
            Self::Sure => "sure",
            Self::Code => "code",
            Self::Hit => "hit",
            Self::Correct => "correct",
            Self::Wrong => "wrong",
            Self::Warning => "warning",
            Self::Flagged => "flagged",
            Self::CorrectBand => "correct-band",
            Self::WrongBand => "wrong-band",
            Self::Value1 => "value1",
            Self::Value2 => "value2",
            Self::Value3 => "value3",
            Self::Value4 => "value4",
            Self::Value5 => "value5",
            Self::Value6 => "value6",
        }
    }
}

/// A look for every role.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    roles: [Style; Role::ALL.len()],
    selected: Style,
    ground: Style,
}

impl Theme {
    pub fn style(&self, role: Role) -> Style {
        self.roles[role as usize]
    }

    /// Returns how words look that stand beside a mark with this role. Where the theme gives
    /// marks a ground, words keep the color of text.
    pub fn words(&self, role: Role) -> Style {
        match self.style(role) {
            style if role.is_mark() && style.bg.is_some() => self.style(Role::Strong),
            style => style,
        }
    }

    /// Returns how lines and blocks look that are drawn in this role.
    pub fn lines(&self, role: Role) -> Style {
        match self.style(role) {
            style if style.bg.is_some() => Style {
                fg: style.bg,
                bg: None,
                ..style
            },
            style => style,
        }
    }

    /// Whether words are written on a band of this role. Otherwise the band is drawn beside
    /// them.
    pub fn carries_words(&self, band: Role) -> bool {
        let style = self.style(band);
        style.fg.is_some() || style.add_modifier.contains(Modifier::REVERSED)
    }

    /// What lies under all text.
    pub fn ground(&self) -> Style {
        self.ground
    }

    /// What the row under the cursor has on top of its roles.
    pub fn selected(&self) -> Style {
        self.selected
    }

    /// Whether the row under the cursor has a ground of its own, from edge to edge.
    pub fn fills_selected(&self) -> bool {
        self.selected.bg.is_some() || self.selected.add_modifier.contains(Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn a_role_s_number_is_its_place() {
        for (at, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, at);
        }
    }
}
