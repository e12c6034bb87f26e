//! The fields of the form and the values that each may have.

use crate::app::{App, Which};
use crate::quiz::{Feedback, Kind, Order};

/// A field with one value of several.
pub struct Field {
    pub label: &'static str,
    pub values: Vec<(String, Value)>,
    pub chosen: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Which(Which),
    Count(usize),
    /// The exam's whole blueprint, questions and minutes.
    Whole,
    NoLimit,
    Minutes(u64),
    /// The exam's own pace.
    Pace,
    /// Seconds for each question, and no more.
    Each(u64),
    Feedback(Feedback),
    Order(Order),
}

/// The fields for a practice or an exam; `pace` is in seconds a question.
pub fn fields(kind: Kind, app: &App, pace: u64) -> Vec<Field> {
    let field = |label, values: Vec<(&str, Value)>, chosen| Field {
        label,
        values: values
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        chosen,
    };
    let at_pace = format!("{pace} s a question");
    if kind == Kind::Exam {
        let usual = app.exam_size();
        let mut counts: Vec<_> = [10, usual, 30, 65].into();
        counts.sort_unstable();
        counts.dedup();
        let mut chosen = counts.iter().position(|it| *it == usual).unwrap_or(0);
        let mut sizes: Vec<_> = counts
            .iter()
            .map(|it| (it.to_string(), Value::Count(*it)))
            .collect();
        if let Some(blueprint) = app.whole_exam() {
            sizes.retain(|(_, value)| *value != Value::Count(blueprint.shown() as usize));
            sizes.push((format!("whole exam, {}", blueprint.shown()), Value::Whole));
            chosen = sizes.len() - 1;
        }
        let sizes = sizes.iter().map(|(name, value)| (name.as_str(), *value));
        return vec![
            field("Count", sizes.collect(), chosen),
            field(
                "Limit",
                vec![
                    (&at_pace, Value::Pace),
                    ("15 min", Value::Minutes(15)),
                    ("30 min", Value::Minutes(30)),
                    ("90 min", Value::Minutes(90)),
                ],
                0,
            ),
        ];
    }
    vec![
        field(
            "Which",
            vec![
                ("all", Value::Which(Which::All)),
                ("not seen", Value::Which(Which::Unseen)),
                ("missed", Value::Which(Which::Missed)),
                ("flagged", Value::Which(Which::Flagged)),
                ("due", Value::Which(Which::Due)),
            ],
            0,
        ),
        field(
            "Count",
            vec![
                ("5", Value::Count(5)),
                ("10", Value::Count(10)),
                ("20", Value::Count(20)),
                ("30", Value::Count(30)),
                ("all", Value::Count(usize::MAX)),
            ],
            1,
        ),
        field(
            "Limit",
            vec![
                ("none", Value::NoLimit),
                ("5 min", Value::Minutes(5)),
                ("10 min", Value::Minutes(10)),
                ("exam pace", Value::Pace),
                ("each 60 s", Value::Each(60)),
            ],
            0,
        ),
        field(
            "Show",
            vec![
                ("reasons at once", Value::Feedback(Feedback::Each)),
                ("reasons at the end", Value::Feedback(Feedback::End)),
            ],
            0,
        ),
        field(
            "Order",
            vec![
                ("mixed", Value::Order(Order::Mixed)),
                ("growing harder", Value::Order(Order::Harder)),
            ],
            0,
        ),
    ]
}
