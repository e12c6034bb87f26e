//! The options that all commands accept.

use crate::bank::Origin;
use crate::config::Config;

/// The options that all commands accept, as one command uses them.
#[derive(Clone, Copy)]
pub struct GlobalOptions<'a> {
    /// The bank to open.
    pub origin: &'a Origin,
    /// The settings, with the theme from the command line.
    pub config: &'a Config,
    /// True if plain mode was requested.
    pub plain: bool,
}
