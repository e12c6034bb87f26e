//! What is known: banks, topics, facts, questions and matrices, with their ids.
//!
//! Nothing here reads a file, a clock or a terminal; values of these types are
//! already checked and cleaned by whoever made them (see [`crate::bank`]).

mod bank;
mod fact;
mod id;
pub mod markup;
mod matrix;
mod outline;
mod question;
mod term;

pub use bank::{Bank, Blueprint, Bullet, Document, Domain, Parts, Scale, Source, Task, Topic};
pub use fact::{Fact, Stated};
pub use id::is_valid as is_valid_id;
pub use id::{
    BankId, ChoiceId, DocumentId, FactId, MatrixId, QuestionId, SourceId, TermId, TopicId,
};
pub use matrix::{Cell, CellRef, Column, Matrix, MatrixKind, Row, Value};
pub use outline::{Outline, Section, SectionId};
pub use question::{Choice, Claim, Component, Question, Shape};
pub use term::Term;
