//! Exam preparation in the terminal.
//!
//! The modules and their dependencies (each module uses those below it):
//!
//! ```text
//! cli   tui          arguments and screens; independent of each other's internals
//!   └──┬─┘
//!     app            the use cases that both share
//!   ┌──┼──────┐
//!   │  │   exchange  import from and export to other formats, by way of bank
//!   │  │   ┌──┘
//! store   bank       the history in SQLite; banks in TOML, and settings ([`config`])
//!   └──┬───┘
//!    learn           what the learner remembers: folds over graded answers
//!      │
//!    quiz            what happens in a session: plan, answer, grade, score, time
//!      │
//!    model           what there is to learn: banks, facts, questions, tables
//! ```
//!
//! `model`, `quiz`, and `learn` do not access terminals, files, databases, or clocks. Only [`clock`]
//! reads the system clock, and only [`paths`] decides where files are stored.

pub mod app;
mod atomic_file;
pub mod bank;
pub mod cli;
pub mod clock;
pub mod config;
pub mod counts;
pub mod diagnostic;
pub mod exchange;
pub mod learn;
pub mod logbook;
mod memory;
pub mod model;
#[cfg(unix)]
mod out_of_memory;
mod parse_error;
pub mod paths;
pub mod quiz;
pub mod store;
pub mod text;
pub mod tui;
