//! What the program promises to somebody in front of a terminal: the real
//! binary in a pseudo-terminal, one file a subject.
#![cfg(unix)]

#[path = "../support/mod.rs"]
mod support;

mod start;
