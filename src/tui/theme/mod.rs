//! Text roles and the styles that a theme assigns to them. Screens refer to roles only.

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

/// The role of a piece of text, which determines its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Normal text.
    Text,
    /// The title of the page, the first words of a verdict, keys, and the selected row.
    Strong,
    /// Additional information: labels, counts, and sources.
    Muted,
    /// Rules and frames.
    Faint,
    /// An option that was crossed out.
    Struck,
    /// A web address.
    Link,
    /// The cursor, the completed part of a bar, and the selected tab.
    Accent,
    /// The mark of a selected option.
    Chosen,
    /// The learner's confidence.
    Sure,
    /// Code within text.
    Code,
    /// Text that matches a search.
    Hit,
    Correct,
    Wrong,
    Warning,
    Flagged,
    /// The bands behind correct and incorrect answers.
    CorrectBand,
    WrongBand,
    /// Table values, numbered by tone.
    Value1,
    Value2,
    Value3,
    Value4,
    Value5,
    Value6,
}

impl Role {
    /// All roles, in declaration order.
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

    /// Returns the role for a value with the given `tone`, from 1 to 6.
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

    /// Returns whether marks such as `✓` and the words next to them have this role.
    pub fn is_mark(self) -> bool {
        matches!(
            self,
            Self::Correct | Self::Wrong | Self::Warning | Self::Flagged | Self::Chosen | Self::Sure
        )
    }

    /// Returns the role that theme files call `name`. The first three values used to be named after
    /// responsible parties, and themes with those names still load.
    fn named(name: &str) -> Option<Self> {
        match name {
            "aws" => Some(Self::Value1),
            "both" => Some(Self::Value2),
            "customer" => Some(Self::Value3),
            _ => Self::ALL.into_iter().find(|it| it.key() == name),
        }
    }

    /// Returns the name of the role in theme files.
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

/// A theme: a style for every role.
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

    /// Returns the style of words next to a mark with this role. If the theme gives the mark a
    /// background, the words have the color of normal text.
    pub fn words(&self, role: Role) -> Style {
        match self.style(role) {
            style if role.is_mark() && style.bg.is_some() => self.style(Role::Strong),
            style => style,
        }
    }

    /// Returns the style of drawn lines and blocks with this role.
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

    /// Returns whether the theme writes words on a band with this role. If not, the band is drawn
    /// next to the words.
    pub fn carries_words(&self, band: Role) -> bool {
        let style = self.style(band);
        style.fg.is_some() || style.add_modifier.contains(Modifier::REVERSED)
    }

    /// Returns the background behind all text.
    pub fn ground(&self) -> Style {
        self.ground
    }

    /// Returns the style that is applied on top of the roles in the selected row.
    pub fn selected(&self) -> Style {
        self.selected
    }

    /// Returns whether the selected row has its own background over its full width.
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
