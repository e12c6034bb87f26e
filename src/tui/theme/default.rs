//! The default theme, which is built in code so that no file needs to be parsed before the first
//! screen is shown.

use ratatui::style::{Color, Style};

use super::{Role, Theme};

pub const DEFAULT: &str = "default";

/// Returns the theme in `assets/themes/default.toml`, which explains the choice of colors.
pub fn default() -> Theme {
    let plain = Style::new();
    let value = |ink, ground| plain.fg(ink).bg(ground);
    let roles = Role::ALL.map(|role| match role {
        Role::Text | Role::Muted => plain,
        Role::Strong | Role::Accent | Role::Code => plain.bold(),
        Role::Faint => plain.dim(),
        Role::Struck => plain.crossed_out(),
        Role::Link => plain.underlined(),
        Role::Hit => plain.bold().underlined(),
        Role::Correct => value(Color::Black, Color::Green).bold(),
        Role::Wrong => value(Color::White, Color::Red).bold(),
        Role::Warning => value(Color::Black, Color::LightYellow).bold(),
        Role::Flagged => value(Color::White, Color::Magenta).bold(),
        Role::Chosen => value(Color::Black, Color::Cyan).bold(),
        Role::Sure => value(Color::Black, Color::Gray).bold(),
        Role::CorrectBand => plain.bg(Color::Green),
        Role::WrongBand => plain.bg(Color::Red),
        Role::Value1 => value(Color::Black, Color::LightYellow),
        Role::Value2 => value(Color::Black, Color::Cyan),
        Role::Value3 => value(Color::Black, Color::Gray),
        Role::Value4 => value(Color::Black, Color::Green),
        Role::Value5 => value(Color::Black, Color::LightCyan),
        Role::Value6 => value(Color::Black, Color::White),
    });
    Theme {
        roles,
        selected: value(Color::Black, Color::Cyan),
        ground: plain,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::default;
    use crate::diagnostic::SourceFile;
    use crate::tui::theme::file::read;
    use crate::tui::theme::{Role, Theme};

    #[test]
    fn it_is_what_its_file_says() {
        let empty = Theme {
            roles: [Style::new(); Role::ALL.len()],
            selected: Style::new(),
            ground: Style::new(),
        };
        let text = include_str!("../../../assets/themes/default.toml");
        let file = SourceFile::new("default.toml", text);
        assert_eq!(read(&file, &empty), Ok(default()));
    }
}
