//! The screens, one file each.

mod browse;
mod confirm;
mod grid;
mod help;
mod home;
mod missed;
mod problems;
mod progress;
mod question;
mod reader;
mod result;
mod review;
mod setup;
mod walk;

pub use help::Help;
pub use home::Home;
pub use problems::Problems;
pub use question::Question;
