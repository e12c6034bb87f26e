//! The fields of the setup form and their possible values.

use crate::learn::{QuestionLimit, QuestionSource, Setup, TimeLimit};
use crate::quiz::{Feedback, Kind, Order};

/// The maximum time limit for a session, in minutes.
const MOST_MINUTES: usize = 1440;
/// The maximum time limit for a question, in seconds.
const MOST_SECONDS: usize = 3600;

/// A field in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Topics,
    Which,
    Count,
    Limit,
    Each,
    Show,
    Order,
}

impl Field {
    /// Returns the fields for a practice session or an exam, in display order.
    pub fn of(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Exam => &[Self::Topics, Self::Count, Self::Limit],
            _ => &[
                Self::Topics,
                Self::Which,
                Self::Count,
                Self::Limit,
                Self::Each,
                Self::Show,
                Self::Order,
            ],
        }
    }

    /// Returns a label of at most five letters.
    pub fn label(self) -> &'static str {
        match self {
            Self::Topics => "Topic",
            Self::Which => "Which",
            Self::Count => "Count",
            Self::Limit => "Limit",
            Self::Each => "Each",
            Self::Show => "Show",
            Self::Order => "Order",
        }
    }

    /// Returns the full name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Topics => "Topics",
            Self::Which => "Which questions",
            Self::Count => "Number of questions",
            Self::Limit => "Time limit",
            Self::Each => "Time limit per question",
            Self::Show => "Show",
            Self::Order => "Order",
        }
    }

    /// Returns the predefined values to choose from. There are none for topics.
    pub(super) fn offered(self, kind: Kind, usual: usize, whole: Option<usize>) -> Vec<Value> {
        match self {
            Self::Topics => Vec::new(),
            Self::Which => [
                QuestionSource::All,
                QuestionSource::Unseen,
                QuestionSource::Missed,
                QuestionSource::Flagged,
                QuestionSource::Due,
            ]
            .map(Value::Which)
            .into(),
            Self::Count => {
                let mut numbers = match kind {
                    Kind::Exam => vec![10, usual, 30, 65],
                    _ => vec![5, 10, 20, 30],
                };
                numbers.sort_unstable();
                numbers.dedup();
                numbers.retain(|number| Some(*number) != whole);
                let most = match kind {
                    Kind::Exam => whole.map(|_| QuestionLimit::Whole),
                    _ => Some(QuestionLimit::All),
                };
                let numbers = numbers.into_iter().map(QuestionLimit::Number);
                numbers.chain(most).map(Value::Count).collect()
            }
            Self::Limit => {
                let limits: &[TimeLimit] = match kind {
                    Kind::Exam => &[
                        TimeLimit::Pace,
                        TimeLimit::Extra,
                        TimeLimit::Minutes(15),
                        TimeLimit::Minutes(30),
                        TimeLimit::Minutes(90),
                    ],
                    _ => &[
                        TimeLimit::None,
                        TimeLimit::Minutes(5),
                        TimeLimit::Minutes(10),
                        TimeLimit::Pace,
                    ],
                };
                limits.iter().copied().map(Value::Limit).collect()
            }
            Self::Each => [None, Some(30), Some(60), Some(90)].map(Value::Each).into(),
            Self::Show => [Feedback::Each, Feedback::End].map(Value::Show).into(),
            Self::Order => [Order::Mixed, Order::Harder].map(Value::Order).into(),
        }
    }

    /// Returns the largest number that can be typed. Returns `None` if the field does not accept
    /// numbers.
    pub fn most(self) -> Option<usize> {
        match self {
            Self::Count => Some(usize::MAX),
            Self::Limit => Some(MOST_MINUTES),
            Self::Each => Some(MOST_SECONDS),
            _ => None,
        }
    }

    /// Parses `text` as a number for this field.
    pub(super) fn number(self, text: &str) -> Option<Value> {
        let most = self.most()?;
        let number = text.parse().ok().filter(|it| (1..=most).contains(it))?;
        match self {
            Self::Count => Some(Value::Count(QuestionLimit::Number(number))),
            Self::Limit => Some(Value::Limit(TimeLimit::Minutes(number as u64))),
            _ => Some(Value::Each(Some(number as u64))),
        }
    }
}

/// The value of a field that has a single value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Which(QuestionSource),
    Count(QuestionLimit),
    Limit(TimeLimit),
    Each(Option<u64>),
    Show(Feedback),
    Order(Order),
}

impl Value {
    /// Returns the value of `field` in `setup`.
    pub(super) fn of(field: Field, setup: &Setup) -> Option<Self> {
        match field {
            Field::Topics => None,
            Field::Which => Some(Self::Which(setup.which)),
            Field::Count => Some(Self::Count(setup.count)),
            Field::Limit => Some(Self::Limit(setup.limit)),
            Field::Each => Some(Self::Each(setup.each_s)),
            Field::Show => Some(Self::Show(setup.feedback)),
            Field::Order => Some(Self::Order(setup.order)),
        }
    }

    /// Formats the value for the form. The learner can select the value by typing any word in the
    /// label that is unique within the field.
    pub fn label(self) -> String {
        let label = match self {
            Self::Which(QuestionSource::All) | Self::Count(QuestionLimit::All) => "all",
            Self::Which(QuestionSource::Unseen) => "unseen",
            Self::Which(QuestionSource::Missed) => "missed",
            Self::Which(QuestionSource::Flagged) => "flagged",
            Self::Which(QuestionSource::Due) => "due",
            Self::Count(QuestionLimit::Whole) => "mock exam",
            Self::Limit(TimeLimit::None) | Self::Each(None) => "none",
            Self::Limit(TimeLimit::Pace) => "exam pace",
            Self::Limit(TimeLimit::Extra) => "extra time",
            Self::Show(Feedback::Each) => "explanations immediately",
            Self::Show(Feedback::End) => "explanations at the end",
            Self::Order(Order::Mixed | Order::Given) => "mixed",
            Self::Order(Order::Harder) => "increasing difficulty",
            Self::Count(QuestionLimit::Number(number)) => return number.to_string(),
            Self::Limit(TimeLimit::Minutes(minutes)) => return format!("{minutes} min"),
            Self::Each(Some(seconds)) => return format!("{seconds} s"),
        };
        label.to_owned()
    }

    /// Returns the value as a number, if it is one.
    pub fn number(self) -> Option<u64> {
        match self {
            Self::Count(QuestionLimit::Number(number)) => Some(number as u64),
            Self::Limit(TimeLimit::Minutes(number)) | Self::Each(Some(number)) => Some(number),
            _ => None,
        }
    }
}
