//! certdrill, an exam-prep quiz for the terminal.

pub mod bank;
pub mod model;
