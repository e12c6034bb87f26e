//! The settings of a practice session or an exam, saved as defaults for the next one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::TopicId;
use crate::quiz::{Feedback, Kind, Order};

/// The values selected in the form before a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct Setup {
    pub session: Kind,
    /// The selected topics. Empty if all topics are selected.
    pub topics: Vec<TopicId>,
    /// The exam domains and tasks whose topics are all selected, including topics that are added to
    /// the bank later. Their current topics are also listed in `topics`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<String>,
    pub which: QuestionSource,
    pub count: QuestionLimit,
    pub limit: TimeLimit,
    /// The time limit per question, in seconds.
    pub each_s: Option<u64>,
    pub feedback: Feedback,
    pub order: Order,
}

/// The questions that a session draws from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionSource {
    All,
    Unseen,
    Missed,
    Flagged,
    /// All questions in order of need, with due questions first.
    Due,
}

/// The number of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionLimit {
    Number(usize),
    All,
    /// The number of questions in a mock exam, with the time limit of the exam.
    Whole,
}

/// The time limit of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeLimit {
    None,
    /// The exam's time per question.
    Pace,
    /// The exam's time per question plus the accommodation for non-native English speakers.
    Extra,
    Minutes(u64),
}

impl Setup {
    /// Returns the defaults for the first practice session or exam.
    pub fn first(session: Kind) -> Self {
        Self {
            session,
            topics: Vec::new(),
            domains: Vec::new(),
            tasks: Vec::new(),
            which: QuestionSource::All,
            count: QuestionLimit::Number(10),
            limit: match session {
                Kind::Exam => TimeLimit::Pace,
                _ => TimeLimit::None,
            },
            each_s: None,
            feedback: Feedback::Each,
            order: Order::Mixed,
        }
    }
}

/// The stored format. Earlier versions stored `values`, which maps the label of each field to the
/// label of its value.
#[derive(Deserialize)]
struct Stored {
    session: Kind,
    topics: Vec<TopicId>,
    #[serde(default)]
    domains: Vec<String>,
    #[serde(default)]
    tasks: Vec<String>,
    which: Option<QuestionSource>,
    count: Option<QuestionLimit>,
    limit: Option<TimeLimit>,
    each_s: Option<u64>,
    feedback: Option<Feedback>,
    order: Option<Order>,
    #[serde(default)]
    values: BTreeMap<String, String>,
}

impl From<Stored> for Setup {
    fn from(stored: Stored) -> Self {
        let mut setup = Self {
            topics: stored.topics,
            domains: stored.domains,
            tasks: stored.tasks,
            each_s: stored.each_s,
            ..Self::first(stored.session)
        };
        for (field, label) in &stored.values {
            setup.read_label(field, label);
        }
        Self {
            which: stored.which.unwrap_or(setup.which),
            count: stored.count.unwrap_or(setup.count),
            limit: stored.limit.unwrap_or(setup.limit),
            feedback: stored.feedback.unwrap_or(setup.feedback),
            order: stored.order.unwrap_or(setup.order),
            ..setup
        }
    }
}

impl Setup {
    /// Applies a value that an earlier version stored as `label`. Unknown values are ignored.
    fn read_label(&mut self, field: &str, label: &str) {
        let number = |text: Option<&str>| text.and_then(|it| it.parse().ok());
        match (field, label) {
            ("Which", "not seen") => self.which = QuestionSource::Unseen,
            ("Which", "missed") => self.which = QuestionSource::Missed,
            ("Which", "flagged") => self.which = QuestionSource::Flagged,
            ("Which", "due") => self.which = QuestionSource::Due,
            ("Count", "all") => self.count = QuestionLimit::All,
            ("Count", label) if label.starts_with("whole exam") => {
                self.count = QuestionLimit::Whole;
            }
            ("Count", label) => {
                self.count =
                    number(Some(label)).map_or(self.count, |it| QuestionLimit::Number(it as usize));
            }
            ("Limit", "exam pace") => self.limit = TimeLimit::Pace,
            ("Limit", label) => {
                self.each_s = number(
                    label
                        .strip_prefix("each ")
                        .and_then(|it| it.strip_suffix(" s")),
                );
                let minutes = number(label.strip_suffix(" min"));
                self.limit = minutes.map_or(self.limit, TimeLimit::Minutes);
            }
            ("Show", "reasons at the end") => self.feedback = Feedback::End,
            ("Order", "growing harder") => self.order = Order::Harder,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{QuestionLimit, QuestionSource, Setup, TimeLimit};
    use crate::learn::Note;
    use crate::quiz::{Feedback, Kind, Order};

    fn read(text: &str) -> Setup {
        match serde_json::from_str(text) {
            Ok(Note::SetUp(setup)) => setup,
            other => panic!("{other:?} of {text}"),
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let setup = Setup {
            topics: vec!["beta".into()],
            domains: vec!["second".into()],
            tasks: vec!["2.1".into()],
            which: QuestionSource::Unseen,
            count: QuestionLimit::Number(7),
            limit: TimeLimit::Minutes(12),
            each_s: Some(45),
            feedback: Feedback::End,
            order: Order::Harder,
            ..Setup::first(Kind::Practice)
        };
        let text = serde_json::to_string(&Note::SetUp(setup.clone())).expect("it is written");
        assert!(text.contains(r#""kind":"setup""#), "{text}");
        assert!(!text.contains("not seen"), "no label of the form: {text}");
        assert_eq!(read(&text), setup);
    }

    #[test]
    fn a_setup_from_before_domains_and_tasks_is_read() {
        let old = r#"{"kind":"setup","session":"practice","topics":["beta"],"which":"unseen",
            "count":{"number":7},"limit":"none","each_s":null,"feedback":"each","order":"mixed"}"#;
        let setup = read(old);
        assert_eq!(setup.topics, ["beta".into()]);
        assert_eq!(
            (setup.which, setup.count),
            (QuestionSource::Unseen, QuestionLimit::Number(7))
        );
        assert!(setup.domains.is_empty() && setup.tasks.is_empty());
        let text = serde_json::to_string(&setup).expect("it is written");
        assert!(
            !text.contains("domains"),
            "as that version wrote it: {text}"
        );
    }

    #[test]
    fn labels_of_earlier_versions_are_understood() {
        let old = r#"{"kind":"setup","session":"practice","topics":["beta"],"values":{
            "Which":"not seen","Count":"30","Limit":"each 60 s",
            "Show":"reasons at the end","Order":"growing harder"}}"#;
        let setup = read(old);
        assert_eq!(setup.which, QuestionSource::Unseen);
        assert_eq!(setup.count, QuestionLimit::Number(30));
        assert_eq!((setup.limit, setup.each_s), (TimeLimit::None, Some(60)));
        assert_eq!(setup.feedback, Feedback::End);
        assert_eq!(setup.order, Order::Harder);
        let of_exam = |count: &str, limit: &str| {
            read(&format!(
                r#"{{"kind":"setup","session":"exam","topics":[],
                    "values":{{"Count":"{count}","Limit":"{limit}"}}}}"#
            ))
        };
        let whole = of_exam("whole exam, 65", "83 s a question");
        assert_eq!(
            (whole.count, whole.limit),
            (QuestionLimit::Whole, TimeLimit::Pace)
        );
        let part = of_exam("20", "30 min");
        assert_eq!(part.count, QuestionLimit::Number(20));
        assert_eq!(part.limit, TimeLimit::Minutes(30));
        let unknown = of_exam("a score", "of hours");
        assert_eq!(unknown, Setup::first(Kind::Exam));
    }
}
