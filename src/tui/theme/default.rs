//! The default theme as code: nothing needs to be parsed on the way to the first screen.

use ratatui::style::{Color, Style};

use super::{Role, Theme};

pub const DEFAULT: &str = "default";

/// What `assets/themes/default.toml` says, which tells why.
pub fn default() -> Theme {
    let plain = Style::new();
    let value = |ink, ground| plain.fg(ink).bg(ground);
    let roles = Role::ALL.map(|role| match role {
        Role::Text => plain,
        Role::Strong | Role::Accent => plain.bold(),
        Role::Muted | Role::Faint => plain.dim(),
        Role::Struck => plain.dim().crossed_out(),
        Role::Link => plain.dim().underlined(),
        Role::Hit => plain.bold().underlined(),
        Role::Correct => plain.fg(Color::Cyan).bold(),
        Role::Wrong => plain.fg(Color::Red).bold(),
        Role::Warning | Role::Flagged => plain.fg(Color::Magenta).bold(),
        Role::Value1 => value(Color::Black, Color::Yellow),
        Role::Value2 => value(Color::Black, Color::Cyan),
        Role::Value3 => value(Color::White, Color::Blue),
        Role::Value4 => value(Color::White, Color::Magenta),
        Role::Value5 => value(Color::Black, Color::Green),
        Role::Value6 => value(Color::Black, Color::Gray),
    });
    Theme {
        roles,
        selected: plain.bold(),
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
