//! The setup form for a practice session or an exam, with fields for the questions, their number,
//! and the time limit. The form starts with the values from the last session and saves those of the
//! new session.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::{Field, Value};
use crate::app::messages::form::{ends_open, summary};
use crate::app::{ActiveSession, App, HistorySnapshot, Selection};
use crate::learn::{Note, QuestionLimit, Setup, TimeLimit};
use crate::model::{Bank, Outline, TopicId};
use crate::quiz::{Kind, Moment};

/// The form for one kind of session.
pub struct Form {
    pub bank: Arc<Bank>,
    pub outline: Outline,
    /// The indices of the selected topics.
    pub(in crate::app) topics: BTreeSet<usize>,
    pub(in crate::app) setup: Setup,
    /// The setup of the last session.
    recalled: Option<Setup>,
    /// The default number of questions in an exam that is not a mock exam.
    usual: usize,
    /// The number of questions in a mock exam, if the bank can fill it.
    whole: Option<usize>,
    /// The number of the next mock exam.
    pub(in crate::app) number: usize,
    /// True if the next mock exam must repeat questions that were asked before.
    pub(in crate::app) returns: bool,
    /// The number of matching questions.
    pub matching: usize,
    pub(in crate::app) limit: Option<Duration>,
}

impl Form {
    pub fn open(kind: Kind, app: &App, overview: &HistorySnapshot, now: &Moment) -> Self {
        let bank = Arc::clone(app.bank());
        let mut form = Self {
            topics: (0..bank.topics.len()).collect(),
            outline: Outline::of(&bank),
            bank,
            setup: Setup::first(kind),
            recalled: None,
            usual: app.exam_size(),
            whole: app.full_exam().map(|exam| exam.shown() as usize),
            number: app.mock_exams().len() + 1,
            returns: kind == Kind::Exam && app.next_exam_returns(overview),
            matching: 0,
            limit: None,
        };
        if kind == Kind::Exam {
            form.setup.count = form
                .whole
                .map_or(QuestionLimit::Number(form.usual), |_| QuestionLimit::Whole);
        }
        form.recall(app, now);
        form.refresh(app, overview);
        form
    }

    /// Applies the last setup, except for parts that are no longer in the bank.
    fn recall(&mut self, app: &App, now: &Moment) {
        // An unreadable history is reported elsewhere.
        let notes = app.notes(now).unwrap_or_default();
        let last = notes.into_iter().rev().find_map(|noted| match noted.note {
            Note::SetUp(setup) if setup.session == self.kind() => Some(setup),
            _ => None,
        });
        let Some(last) = last else {
            return;
        };
        let named = self.topics_of(&last);
        if !named.is_empty() {
            self.topics = named;
        }
        let count = match last.count {
            QuestionLimit::Whole if self.whole.is_none() => self.setup.count,
            count => count,
        };
        self.setup = Setup { count, ..last };
        self.recalled = Some(self.setup());
    }

    pub fn kind(&self) -> Kind {
        self.setup.session
    }

    pub fn fields(&self) -> &'static [Field] {
        Field::of(self.kind())
    }

    /// Returns the values to offer for `field`, including the value from the last session and the
    /// selected value.
    pub fn values(&self, field: Field) -> Vec<Value> {
        let mut values = field.offered(self.kind(), self.usual, self.whole);
        let setups = self.recalled.iter().chain([&self.setup]);
        for value in setups.filter_map(|setup| Value::of(field, setup)) {
            let is_less =
                |other: &Value| other.number().is_some_and(|it| Some(it) < value.number());
            let is_number = |other: &Value| other.number().is_some();
            if !values.contains(&value) {
                let at = match values.iter().rposition(is_less) {
                    Some(less) => less + 1,
                    None => values.iter().position(is_number).unwrap_or(0),
                };
                values.insert(at, value);
            }
        }
        values
    }

    /// Returns the selected value of `field`. Returns `None` for topics, which can have several
    /// values.
    pub fn value(&self, field: Field) -> Option<Value> {
        Value::of(field, &self.setup)
    }

    pub fn has_all_topics(&self) -> bool {
        self.topics.len() == self.bank.topics.len()
    }

    /// Selects exactly `topics`.
    pub fn set_topics(&mut self, topics: BTreeSet<usize>, app: &App, overview: &HistorySnapshot) {
        self.topics = topics;
        self.uncheck_mock_exam();
        self.refresh(app, overview);
    }

    /// Selects `value` in its field.
    pub fn set(&mut self, value: Value, app: &App, overview: &HistorySnapshot) {
        match value {
            Value::Which(which) => self.setup.which = which,
            Value::Count(count) => {
                self.setup.count = count;
                if count == QuestionLimit::Whole {
                    self.topics = (0..self.bank.topics.len()).collect();
                    if self.setup.limit != TimeLimit::Extra {
                        self.setup.limit = TimeLimit::Pace;
                    }
                }
            }
            Value::Limit(limit) => {
                self.setup.limit = limit;
                // An exam with the extra-time accommodation still counts as a mock exam.
                if !matches!(limit, TimeLimit::Pace | TimeLimit::Extra) {
                    self.uncheck_mock_exam();
                }
            }
            Value::Each(seconds) => self.setup.each_s = seconds,
            Value::Show(feedback) => self.setup.feedback = feedback,
            Value::Order(order) => self.setup.order = order,
        }
        self.refresh(app, overview);
    }

    /// Changes a mock exam to a shorter exam, because a mock exam has fixed topics and a fixed time.
    fn uncheck_mock_exam(&mut self) {
        if self.setup.count == QuestionLimit::Whole {
            self.setup.count = QuestionLimit::Number(self.usual);
        }
    }

    /// Parses `text` as a value of `field`: a number, or a word that occurs in the label of only
    /// one value.
    pub fn typed(&self, field: Field, text: &str) -> Option<Value> {
        let offered = field.offered(self.kind(), self.usual, self.whole);
        let named = |value: &&Value| {
            let label = value.label();
            value.number().is_none() && (label == text || label.split(' ').any(|it| it == text))
        };
        let mut named = offered.iter().filter(named).copied();
        let word = named.next().filter(|_| named.next().is_none());
        field.number(text).or(word)
    }

    fn refresh(&mut self, app: &App, overview: &HistorySnapshot) {
        self.matching = if self.topics.is_empty() {
            0
        } else {
            app.pool(&self.selection(), overview).len()
        };
        self.limit = match self.setup.limit {
            TimeLimit::None => None,
            TimeLimit::Pace => Some(app.exam_time(self.drawn())),
            TimeLimit::Extra => Some(app.exam_time(self.drawn()) + app.extra_time(self.drawn())),
            TimeLimit::Minutes(minutes) => Some(Duration::from_secs(minutes * 60)),
        };
    }

    /// Returns the number of questions to draw.
    pub fn drawn(&self) -> usize {
        match self.setup.count {
            QuestionLimit::Number(number) => number.min(self.matching),
            QuestionLimit::All | QuestionLimit::Whole => self.matching,
        }
    }

    pub fn is_whole(&self) -> bool {
        self.setup.count == QuestionLimit::Whole
    }

    pub fn has_extra_time(&self) -> bool {
        self.setup.limit == TimeLimit::Extra
    }

    /// Describes, in a sentence, the session to start or the input that is missing from the form.
    pub fn summary(&self) -> String {
        summary(self)
    }

    /// Warns that the open session of this kind, if there is one, will end.
    pub fn ends_open(&self, overview: &HistorySnapshot) -> Option<String> {
        ends_open(overview, self.kind())
    }

    /// Starts the session and saves its setup. Returns `None` if no questions match.
    pub fn begin(
        &self,
        app: &mut App,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        if self.matching == 0 {
            return None;
        }
        let setup = self.setup();
        if self.recalled.as_ref() != Some(&setup) {
            // If the setup cannot be saved, the next form starts with the earlier values.
            let _a_convenience = app.note(Note::SetUp(setup), now);
        }
        let selection = self.selection();
        match self.kind() {
            Kind::Exam if self.is_whole() => {
                app.start_full_exam(None, self.has_extra_time(), overview, now)
            }
            Kind::Exam => app.exam(&selection, overview, now),
            _ => app.practice(&selection, overview, now),
        }
    }

    /// Returns the setup to save. If all topics are selected, the setup does not list any. The
    /// setup also lists the domains and tasks that are completely selected so that topics added to
    /// them later will be selected.
    fn setup(&self) -> Setup {
        let all = self.has_all_topics();
        let (domains, tasks) = if all {
            Default::default()
        } else {
            self.whole_parts()
        };
        Setup {
            topics: self.named_topics(),
            domains,
            tasks,
            ..self.setup.clone()
        }
    }

    fn named_topics(&self) -> Vec<TopicId> {
        let topics = self.topics.iter().filter(|_| !self.has_all_topics());
        topics.map(|at| self.bank.topics[*at].id.clone()).collect()
    }

    fn selection(&self) -> Selection {
        Selection {
            topics: self.named_topics(),
            which: self.setup.which,
            count: match self.setup.count {
                QuestionLimit::Number(number) => number,
                QuestionLimit::All | QuestionLimit::Whole => usize::MAX,
            },
            limit: self.limit,
            each: self.setup.each_s.map(Duration::from_secs),
            feedback: self.setup.feedback,
            order: self.setup.order,
            seed: None,
        }
    }
}
