//! certdrill, an exam-prep quiz for the terminal.

pub mod app;
pub mod bank;
pub mod clock;
pub mod learn;
pub mod model;
pub mod paths;
pub mod quiz;
pub mod store;
