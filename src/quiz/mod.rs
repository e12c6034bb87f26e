//! The content of a session: plan, answers, grades, score, and timing.
//!
//! All functions depend only on their arguments. Instants and seeds are passed in, and this module
//! does not access clocks, files, or terminals.

mod analysis;
mod blueprint;
mod cell;
mod estimate;
mod event;
mod exposure;
mod first;
mod forms;
mod lesson;
mod made;
mod plan;
mod policy;
mod reason;
mod score;
mod session;
mod slot;
mod term;
mod timing;
mod weights;

pub use analysis::{Analysis, Edits, Misconception, Times};
pub use blueprint::{apportion, draw_exam, fills};
pub use cell::recall_values;
pub use estimate::Estimate;
pub use event::{Confidence, Ending, Event, Rejection, TimestampedEvent};
pub use exposure::Exposure;
pub use first::{PLACEMENT, draw_first, draw_placement};
pub use forms::Forms;
pub use lesson::{Lesson, PathStep, lesson};
pub use made::{
    cell_question, draw_cards, draw_cells, draw_terms, filled_cells, made_question, made_questions,
    question_on, recall_draws,
};
pub use plan::{DrawOptions, DrawnQuestion, Order, draw};
pub use policy::{Feedback, Kind, Policy, WhenClosed};
pub use reason::Reason;
pub use score::{Outcome, Score, Tally, TopicScore, is_correct};
pub use session::Session;
pub use slot::{Slot, Step};
pub use term::{AGAIN, RECALLED};
pub use timing::{Moment, Pace, SessionClock};
pub use weights::{Part, Pool, Weights};
