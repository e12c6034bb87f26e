//! Tests of the program from a user's perspective: the real binary in a pseudo-terminal, with one
//! file per subject.
#![cfg(unix)]

#[path = "../support/mod.rs"]
mod support;

mod backups;
mod banks;
mod broken_banks;
mod disputes;
mod escape;
mod exam;
mod expiry;
mod guide;
mod help;
mod hints;
mod history;
mod learn;
mod log;
mod long_work;
mod looks;
mod map;
mod mouse;
mod news;
mod no_terminal;
mod notes;
mod palette;
mod practice;
mod preview;
mod progress;
mod resume;
mod review;
mod search;
mod settings;
mod setup;
mod signals;
mod sizes;
mod sources;
mod start;
mod tables;
mod terms;
mod wide;
