//! certdrill, an exam-prep quiz for the terminal.
//!
//! The rooms, and who may call whom (arrows point down, never back):
//!
//! ```text
//! cli   tui          arguments and screens; they do not know each other's insides
//!   └──┬─┘
//!     app            the use cases that both share
//!   ┌──┼──────┐
//!   │  │   exchange  other formats in and out, written through bank
//!   │  │   ┌──┘
//! store   bank       the history in SQLite; banks in TOML, and settings ([`config`])
//!   └──┬───┘
//!    learn           what is remembered: folds over verdicts
//!      │
//!    quiz            what happens in a session: plan, answer, grade, score, time
//!      │
//!    model           what is known: banks, facts, questions, matrices
//! ```
//!
//! `model`, `quiz` and `learn` know no terminal, file, database or clock; only
//! [`clock`] reads one, and only [`paths`] knows where files live.

pub mod app;
mod atomic_file;
pub mod bank;
pub mod cli;
pub mod clock;
pub mod config;
pub mod diagnostic;
pub mod exchange;
pub mod learn;
pub mod logbook;
pub mod model;
#[cfg(unix)]
mod out_of_memory;
pub mod paths;
pub mod quiz;
mod room;
pub mod store;
pub mod text;
pub mod tui;
