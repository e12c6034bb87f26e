//! The learning content: banks, topics, facts, questions, tables, and terms, with their IDs.
//!
//! This module does not access files, clocks, or terminals. Values of these types have already been
//! checked and cleaned by the code that created them (see [`crate::bank`]).

mod bank;
mod fact;
mod id;
pub mod markup;
mod matrix;
mod outline;
mod question;
mod term;

pub use bank::{Bank, Blueprint, Bullet, Document, Domain, Index, Scale, Source, Task, Topic};
pub use fact::{Fact, Stated};
pub use id::is_valid as is_valid_id;
pub use id::{
    BankId, ChoiceId, DocumentId, FactId, MatrixId, QuestionId, SourceId, TermId, TopicId,
};
pub use matrix::{Cell, CellRef, Column, Matrix, MatrixKind, Row, Value};
pub use outline::{Outline, Section, SectionId};
pub use question::{Choice, Claim, Component, Framing, Question};
pub use term::Term;
