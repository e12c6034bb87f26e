//! The screens, one file each.

mod banks;
mod browse;
mod confirm;
mod dispute;
mod grid;
mod guide;
mod help;
mod home;
mod learn;
mod map;
mod missed;
mod news;
mod palette;
mod preview;
mod problems;
mod progress;
mod question;
mod reader;
mod result;
mod review;
mod settings;
mod setup;
mod stack;
mod tables;
mod term;
mod terms;
mod walk;

pub use banks::Banks;
pub use browse::Browse;
pub use help::Help;
pub use home::Home;
pub use news::News;
pub use palette::Palette;
pub use preview::Preview;
pub use problems::Problems;
pub use question::Question;
