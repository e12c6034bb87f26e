//! Text roles and the styles that a theme assigns to them. Screens refer to roles only.

#[cfg(test)]
mod contrast;
mod depth;
mod file;
mod load;
mod symbols;

use ratatui::style::{Modifier, Style};
use strum::{EnumString, IntoStaticStr, VariantArray};

pub use depth::Depth;
pub use load::{AUTO, automatic, load, names, problems};
pub use symbols::ascii;

/// The role of a piece of text, which determines its style. Theme files use the names in kebab
/// case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case", const_into_str)]
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
    /// Table values, numbered by tone. The first three used to be named after responsible parties,
    /// and themes with those names still load.
    #[strum(to_string = "value1", serialize = "aws")]
    Value1,
    #[strum(to_string = "value2", serialize = "both")]
    Value2,
    #[strum(to_string = "value3", serialize = "customer")]
    Value3,
    Value4,
    Value5,
    Value6,
}

impl Role {
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
}

/// A theme: a style for every role.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    roles: [Style; Role::VARIANTS.len()],
    selected: Style,
    ground: Style,
}

impl Theme {
    /// A theme without colors and attributes.
    const PLAIN: Self = Self {
        roles: [Style::new(); Role::VARIANTS.len()],
        selected: Style::new(),
        ground: Style::new(),
    };

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
    use strum::VariantArray as _;

    use super::Role;

    #[test]
    fn a_role_s_number_is_its_place_and_its_name_stays() {
        for (at, role) in Role::VARIANTS.iter().enumerate() {
            assert_eq!(*role as usize, at);
            assert_eq!(role.into_str().parse(), Ok(*role));
        }
        for (name, role) in [
            ("text", Role::Text),
            ("correct-band", Role::CorrectBand),
            ("value1", Role::Value1),
            ("value6", Role::Value6),
            ("aws", Role::Value1),
            ("both", Role::Value2),
            ("customer", Role::Value3),
        ] {
            assert_eq!(name.parse(), Ok(role));
        }
        assert_eq!(Role::Value1.into_str(), "value1");
    }
}
