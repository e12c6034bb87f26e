//! Roles, and the colours that a theme gives them. Screens name roles only.

use ratatui::style::{Color, Modifier, Style};

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
    /// What a search found in a text.
    Hit,
    /// The cursor, the done part of a bar, the chosen tab.
    Accent,
    Correct,
    Wrong,
    Warning,
    Flagged,
    /// Owners of a duty.
    Aws,
    Both,
    Customer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Made of the terminal's own 16 colours, so that it reads well on any ground.
    Default,
    /// No colour at all: not one colour code is written.
    Monochrome,
}

impl Theme {
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        let coloured = |colour| match self {
            Self::Default => bold.fg(colour),
            Self::Monochrome => bold,
        };
        let chip = |ink, ground| match self {
            Self::Default => plain.fg(ink).bg(ground),
            Self::Monochrome => bold,
        };
        match role {
            Role::Text => plain,
            Role::Strong | Role::Accent => bold,
            Role::Muted | Role::Faint => dim,
            Role::Struck => dim.add_modifier(Modifier::CROSSED_OUT),
            Role::Link => dim.add_modifier(Modifier::UNDERLINED),
            Role::Hit => bold.add_modifier(Modifier::UNDERLINED),
            // Cyan, not green: far from red for every kind of colour vision.
            Role::Correct => coloured(Color::Cyan),
            Role::Wrong => coloured(Color::Red),
            Role::Warning | Role::Flagged => coloured(Color::Magenta),
            // Both colours are set, so that they read on any ground.
            Role::Aws => chip(Color::Black, Color::Yellow),
            Role::Both => chip(Color::Black, Color::Cyan),
            Role::Customer => chip(Color::White, Color::Blue),
        }
    }

    /// The ground of the row under the cursor, where the theme gives it one.
    pub fn ground(self) -> Option<Style> {
        match self {
            Self::Default => None,
            Self::Monochrome => Some(Style::new().add_modifier(Modifier::REVERSED)),
        }
    }
}

/// The ASCII twin of a symbol, one column wide like the symbol itself.
pub fn ascii(c: char) -> char {
    match c {
        '▸' => '>',
        '○' => 'o',
        '●' | '■' => '*',
        '□' => '_',
        '◐' => '%',
        '–' | '─' | '—' => '-',
        '✓' => '+',
        '✗' => 'x',
        '⚑' => 'F',
        '·' => '.',
        '━' => '=',
        '┿' | '┼' => ':',
        '▴' => '^',
        '▾' => 'v',
        '…' | '›' => '>',
        '╭' | '╮' | '╰' | '╯' => '+',
        '│' | '▏' => '|',
        '↑' => '^',
        '↓' => 'v',
        '←' => '<',
        '→' => '>',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '×' => 'x',
        '█' => '@',
        '▁' => '.',
        '▂' => ':',
        '▃' | '▄' => '-',
        '▅' => '=',
        '▆' => '+',
        '▇' => '*',
        c => c,
    }
}
