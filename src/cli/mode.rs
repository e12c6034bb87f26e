//! The choice between screens and plain mode.

use super::exit::Usage;
use crate::tui;

/// The interface of the quiz.
#[derive(Clone, Copy)]
pub enum Mode {
    Screens,
    /// Plain mode, which works line by line. If it was not requested, `because` gives the reason
    /// for using it.
    Lines {
        because: Option<&'static str>,
    },
}

impl Mode {
    /// Returns the requested mode, or plain mode if the terminal cannot show screens. Returns an
    /// error if screens are requested but there is no terminal.
    pub fn of(plain: bool) -> anyhow::Result<Self> {
        if plain {
            return Ok(Self::Lines { because: None });
        }
        if !tui::has_terminal() {
            let text = "no terminal: certdrill needs one for its screens. In a pipe, use \
                        `certdrill --plain`, `certdrill stats`, or `certdrill bank list`; run \
                        `certdrill --help` for all commands.";
            return Err(Usage(text.into()).into());
        }
        Ok(if std::env::var_os("TERM").is_some_and(|it| it == "dumb") {
            Self::Lines {
                because: Some(
                    "This terminal cannot show screens (TERM=dumb), so certdrill runs line by line, as with --plain.",
                ),
            }
        } else {
            Self::Screens
        })
    }
}

/// Returns an error if the terminal cannot show screens.
pub fn need_screens() -> anyhow::Result<()> {
    match Mode::of(false)? {
        Mode::Screens => Ok(()),
        Mode::Lines { .. } => Err(Usage(
            "this command needs a terminal that can show screens (TERM=dumb cannot); use another terminal".into(),
        )
        .into()),
    }
}
