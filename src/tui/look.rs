//! How the pages look: what the settings ask for, within what the environment
//! says that the terminal can show. The terminal is asked nothing.

use super::paint::Look;
use super::theme::{AUTO, Depth, automatic, load};
use crate::config::{Locale, Settings, Symbols};

/// What the environment says about the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Environment {
    /// Colours are not wanted, whatever else is said.
    no_color: bool,
    /// Only ASCII can be shown.
    ascii: bool,
    depth: Depth,
    /// The theme that the automatic one stands for here.
    automatic: &'static str,
}

impl Environment {
    pub fn read() -> Self {
        let var = |name| std::env::var(name).unwrap_or_default();
        let locale = Locale::read();
        let term = var("TERM");
        Self {
            no_color: !var("NO_COLOR").is_empty(),
            ascii: !locale.utf8 || locale.wide,
            depth: Depth::of(&var("COLORTERM"), &term),
            automatic: automatic(&var("COLORFGBG")),
        }
    }

    /// Whether no theme may show its colours.
    pub fn no_color(self) -> bool {
        self.no_color
    }

    /// Returns the name of the theme that `name` stands for.
    pub fn theme(self, name: &str) -> &str {
        if name == AUTO { self.automatic } else { name }
    }

    /// Whether `settings` come to nothing but ASCII.
    pub fn is_ascii(self, settings: &Settings) -> bool {
        match settings.symbols {
            Symbols::Auto => self.ascii,
            Symbols::Unicode => false,
            Symbols::Ascii => true,
        }
    }

    /// The look that `settings` ask for. A theme with an error is the default one.
    pub fn look(self, settings: &Settings) -> Look {
        let theme = if self.no_color {
            load("monochrome").theme
        } else {
            load(self.theme(&settings.theme)).theme.at(self.depth)
        };
        Look {
            theme,
            ascii: self.is_ascii(settings),
        }
    }
}
