//! Helpers that all tests share: a simulated machine, the real program in a terminal, and methods
//! for a learner's actions.
#![allow(
    dead_code,
    unused_imports,
    reason = "each test crate takes what it needs, and none needs all"
)]

mod fixtures;
mod home;
mod keys;
mod learner;
mod picture;
mod program;
mod questions;
mod rough;
mod screen;
mod talk;

pub use fixtures::{
    broken, history_log, lay_history, long, rows, small, tables, terms, without_questions,
};
pub use home::{BINARY, Home, Printed, before_now};
pub use keys::*;
pub use picture::picture;
pub use program::{Ended, Program};
pub use questions::{at, draw_of, question, questions};
pub use rough::figure;
pub use screen::Screen;
pub use talk::Talk;
