//! The color depth of a terminal and the conversion of themes to fewer colors.

use ratatui::style::{Color, Style};

use super::Theme;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    Sixteen,
    /// The 16 colors, a 6 × 6 × 6 color cube, and 24 grays.
    Indexed,
    True,
}

/// Substrings of `TERM` that identify terminals with true color.
const TRUE: [&str; 6] = ["direct", "kitty", "alacritty", "foot", "ghostty", "wezterm"];
/// The levels on each axis of the color cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Depth {
    /// Returns the color depth according to `COLORTERM` and `TERM`. The terminal itself is not
    /// queried.
    pub fn of(colorterm: &str, term: &str) -> Self {
        if matches!(colorterm, "truecolor" | "24bit") || TRUE.iter().any(|it| term.contains(it)) {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

impl Theme {
    /// Reduces the theme to the colors that `depth` offers.
    pub fn at(mut self, depth: Depth) -> Self {
        for style in self
            .roles
            .iter_mut()
            .chain([&mut self.selected, &mut self.ground])
        {
            *style = reduce_colors(*style, depth);
        }
        // If the selected row now has the same background as the page, use bold text instead.
        if self.selected.bg.is_some() && self.selected.bg == self.ground.bg {
            self.selected = self.selected.bg(Color::Reset).bold();
            self.selected.bg = None;
        }
        self
    }
}

fn reduce_colors(style: Style, depth: Depth) -> Style {
    let to = |color: Color| match (color, depth) {
        (Color::Rgb(red, green, blue), Depth::Indexed) => indexed([red, green, blue]),
        (Color::Rgb(red, green, blue), Depth::Sixteen) => one_of_16([red, green, blue]),
        (Color::Indexed(index @ 16..), Depth::Sixteen) => one_of_16(parts(index)),
        (color, _) => color,
    };
    Style {
        fg: style.fg.map(to),
        bg: style.bg.map(to),
        ..style
    }
}

/// Returns the nearest of the 240 colors that look the same in all terminals.
fn indexed(wanted: [u8; 3]) -> Color {
    let distance = |index: &u8| {
        let parts = parts(*index);
        let apart = parts
            .iter()
            .zip(wanted)
            .map(|(a, b)| u32::from(a.abs_diff(b)).pow(2));
        apart.sum::<u32>()
    };
    Color::Indexed((16..=255).min_by_key(distance).unwrap_or(16))
}

/// Returns the red, green, and blue components of a color with an index of at least 16.
fn parts(index: u8) -> [u8; 3] {
    if index >= 232 {
        return [8 + 10 * (index - 232); 3];
    }
    let at = usize::from(index.saturating_sub(16));
    [at / 36, at / 6 % 6, at % 6].map(|level| LEVELS[level])
}

/// Returns one of the 16 colors. It is chosen by hue instead of distance so that a soft red stays
/// red. A color with almost no hue becomes black, white, or one of the two grays.
fn one_of_16(parts: [u8; 3]) -> Color {
    const GREY: u8 = 40;
    let [red, green, blue] = parts;
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    if most - least < GREY {
        return match most {
            0..=63 => Color::Black,
            64..=127 => Color::DarkGray,
            128..=207 => Color::Gray,
            _ => Color::White,
        };
    }
    let middle = least + (most - least) / 2;
    let bright = most > 200;
    let color = |dark, light| if bright { light } else { dark };
    match (red > middle, green > middle, blue > middle) {
        (true, false, false) => color(Color::Red, Color::LightRed),
        (true, true, false) => color(Color::Yellow, Color::LightYellow),
        (false, true, false) => color(Color::Green, Color::LightGreen),
        (false, true, true) => color(Color::Cyan, Color::LightCyan),
        (false, false, true) => color(Color::Blue, Color::LightBlue),
        _ => color(Color::Magenta, Color::LightMagenta),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::{Depth, indexed, one_of_16};
    use crate::tui::theme::{Role, load};

    #[test]
    fn two_variables_tell_how_many_colors_there_are() {
        for (colorterm, term, depth) in [
            ("truecolor", "xterm-256color", Depth::True),
            ("24bit", "", Depth::True),
            ("", "xterm-kitty", Depth::True),
            ("", "xterm-256color", Depth::Indexed),
            ("yes", "xterm", Depth::Sixteen),
            ("", "linux", Depth::Sixteen),
        ] {
            assert_eq!(Depth::of(colorterm, term), depth, "{colorterm} {term}");
        }
    }

    #[test]
    fn the_nearest_color_is_found() {
        assert_eq!(indexed([0, 0, 0]), Color::Indexed(16));
        assert_eq!(indexed([255, 95, 0]), Color::Indexed(202));
        assert_eq!(indexed([38, 42, 48]), Color::Indexed(235));
        assert_eq!(one_of_16([0xee, 0x75, 0x66]), Color::LightRed);
        assert_eq!(one_of_16([0x2c, 0x72, 0x1d]), Color::Green);
        assert_eq!(one_of_16([0x98, 0x96, 0x8e]), Color::Gray);
        assert_eq!(one_of_16([0xd9, 0xd7, 0xd0]), Color::White);
        assert_eq!(one_of_16([0xfb, 0xfa, 0xf6]), Color::White);
    }

    #[test]
    fn in_16_colors_dark_and_light_keep_apart_what_has_to_be_told_apart() {
        for name in ["dark", "light"] {
            let theme = load(name).theme.at(Depth::Sixteen);
            let ink = |role| theme.style(role).fg;
            assert_ne!(ink(Role::Correct), ink(Role::Wrong), "{name}");
            assert_ne!(ink(Role::Text), theme.ground().bg, "{name}");
            assert_ne!(ink(Role::Text), ink(Role::Muted), "{name}");
            assert_ne!(ink(Role::Muted), theme.ground().bg, "{name}");
            let selected = theme.selected();
            let found = selected.bg.is_some() || selected.add_modifier.contains(Modifier::BOLD);
            assert!(found, "{name} shows the row under the cursor");
        }
    }
}
