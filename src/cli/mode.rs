//! Whether the quiz is shown in screens or line by line.

use super::exit::Usage;
use crate::tui;

/// How the quiz is shown.
pub enum Mode {
    Screens,
    /// Line by line; `because` says why where nobody asked for it.
    Lines {
        because: Option<&'static str>,
    },
}

impl Mode {
    /// What was asked for, as far as there is a terminal for it.
    pub fn of(plain: bool) -> anyhow::Result<Self> {
        if plain {
            return Ok(Self::Lines { because: None });
        }
        if !tui::has_terminal() {
            let text = "no terminal: certdrill draws on one. In a pipe, use `certdrill --plain`, \
                        `certdrill stats` or `certdrill bank list`; `certdrill --help` names all \
                        commands.";
            return Err(Usage(text.into()).into());
        }
        Ok(if std::env::var_os("TERM").is_some_and(|it| it == "dumb") {
            Self::Lines {
                because: Some(
                    "This terminal cannot be drawn on (TERM=dumb), so all is told line by line, as with --plain.",
                ),
            }
        } else {
            Self::Screens
        })
    }
}

/// Refuses where nothing can be drawn.
pub fn need_screens() -> anyhow::Result<()> {
    match Mode::of(false)? {
        Mode::Screens => Ok(()),
        Mode::Lines { .. } => {
            Err(Usage("this needs a terminal that can be drawn on (TERM=dumb)".into()).into())
        }
    }
}
