//! The logic of sessions and their setup form, shared by the screens and plain mode. A front end
//! translates keys or lines, calls this module, and shows what it returns.

mod controller;
mod field;
mod filter;
mod form;
mod sections;

pub use controller::{AnswerOutcome, Controller, NextScreen, Response};
pub use field::{Field, Value};
pub use filter::{MissedFilter, SessionFilter};
pub use form::Form;
pub use sections::Selected;
