//! Exam preparation in the terminal.
//!
//! `ARCHITECTURE.md` describes the layers of modules and what each of them does.
//!
//! `model`, `quiz`, and `learn` do not access terminals, files, databases, or clocks. Only [`clock`]
//! reads the system clock, and only [`paths`] decides where files are stored.

pub mod app;
mod atomic_file;
pub mod bank;
pub mod cli;
pub mod clock;
pub mod config;
mod cores;
pub mod counts;
pub mod diagnostic;
mod disk;
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
