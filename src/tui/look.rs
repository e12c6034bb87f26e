//! The appearance of pages, which is based on the settings but limited to what the terminal
//! supports according to the environment. The terminal itself is never queried.

use super::paint::RenderOptions;
use super::theme::{AUTO, Depth, automatic, load};
use crate::config::{Locale, Settings, Symbols};

/// The capabilities of the terminal, according to environment variables.
#[derive(Clone, Copy, Debug)]
pub struct Environment {
    /// True if the user disabled colors, which overrides everything else.
    no_color: bool,
    /// True if only ASCII can be displayed.
    ascii: bool,
    depth: Depth,
    /// The theme to use for [`AUTO`].
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

    /// Returns whether colors are disabled in all themes.
    pub fn no_color(self) -> bool {
        self.no_color
    }

    /// Returns the name of the theme to use for `name`, which may be [`AUTO`].
    pub fn theme(self, name: &str) -> &str {
        if name == AUTO { self.automatic } else { name }
    }

    /// Returns whether `settings` restrict the output to ASCII.
    pub fn is_ascii(self, settings: &Settings) -> bool {
        match settings.symbols {
            Symbols::Auto => self.ascii,
            Symbols::Unicode => false,
            Symbols::Ascii => true,
        }
    }

    /// Returns the appearance for `settings`. If the theme has errors, the default theme is used.
    pub fn look(self, settings: &Settings) -> RenderOptions {
        let theme = if self.no_color {
            load("monochrome").theme
        } else {
            load(self.theme(&settings.theme)).theme.at(self.depth)
        };
        RenderOptions {
            theme,
            ascii: self.is_ascii(settings),
        }
    }
}
