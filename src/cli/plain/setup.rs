//! The form before a practice or an exam: which questions, how many, how long.
//! A line's number and a value set it; an empty line starts.

use std::time::Duration;

use super::desk::{Desk, Way, number};
use super::session;
use crate::app::telling::ends_open;
use crate::app::words::{about, count};
use crate::app::{Overview, Selection, Sitting, Which};
use crate::quiz::{Away, Feedback, Kind, Order};

/// The lines of the form; an exam has the first three.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Topics,
    Count,
    Minutes,
    Each,
    Which,
    Show,
    Order,
}

struct Setup {
    kind: Kind,
    selection: Selection,
    /// Sat as on the day, while nothing of it is changed.
    whole: bool,
}

/// Shows the form until a session is begun from it.
pub fn open(desk: &mut Desk, kind: Kind) -> anyhow::Result<Way> {
    let overview = desk.overview()?;
    let mut setup = Setup {
        kind,
        selection: Selection {
            count: match kind {
                Kind::Exam => desk.app.exam_size(),
                _ => Selection::default().count,
            },
            ..Selection::default()
        },
        whole: kind == Kind::Exam && desk.app.whole_exam().is_some(),
    };
    setup.show(desk, &overview)?;
    loop {
        let wanted = "Enter to start, a number and a value to change a line (such as 2 20), a \
                      number to hear its values, q to go back.";
        let Some(line) = desk.ask(wanted)? else {
            return Ok(Way::Out);
        };
        match line.as_str() {
            "q" | "quit" => return Ok(Way::Back),
            "" => match setup.begin(desk, &overview) {
                Some(sitting) => return session::sit(desk, sitting),
                None => desk.say("No question matches; choose more topics, or another kind.")?,
            },
            "?" => setup.help(desk)?,
            line => setup.change(line, desk, &overview)?,
        }
    }
}

impl Setup {
    fn fields(&self) -> &'static [Field] {
        match self.kind {
            Kind::Exam => &[Field::Topics, Field::Count, Field::Minutes],
            _ => &[
                Field::Topics,
                Field::Count,
                Field::Minutes,
                Field::Each,
                Field::Which,
                Field::Show,
                Field::Order,
            ],
        }
    }

    fn show(&self, desk: &mut Desk, overview: &Overview) -> anyhow::Result<()> {
        desk.paper.gap()?;
        desk.say(&format!("{}.", self.kind.title()))?;
        for field in self.fields() {
            self.line(*field, desk)?;
        }
        let says = self.says(desk, overview);
        desk.say(&says)?;
        let away = match self.kind {
            Kind::Exam => Away::Runs,
            _ => Away::Pauses,
        };
        match ends_open(overview, away) {
            Some(said) => desk.say(&said),
            None => Ok(()),
        }
    }

    /// What may be typed, line by line.
    fn help(&self, desk: &mut Desk) -> anyhow::Result<()> {
        for field in self.fields() {
            let values = self.values(*field, desk);
            desk.say(&format!("Type {values}"))?;
        }
        Ok(())
    }

    fn line(&self, field: Field, desk: &mut Desk) -> anyhow::Result<()> {
        let number = self.number(field);
        let text = self.told(field, desk);
        Ok(desk.paper.item(&format!("{number}. "), &text)?)
    }

    /// The number that a line goes by.
    fn number(&self, field: Field) -> usize {
        let at = self.fields().iter().position(|it| *it == field);
        at.map_or(0, |at| at + 1)
    }

    /// A line of the form with its value.
    fn told(&self, field: Field, desk: &Desk) -> String {
        let selection = &self.selection;
        match field {
            Field::Topics if selection.topics.is_empty() => "Topics: all".into(),
            Field::Topics => {
                let topics = desk.app.bank().topics.iter();
                let chosen = topics.filter(|topic| selection.topics.contains(&topic.id));
                let names: Vec<_> = chosen.map(|topic| topic.title.as_str()).collect();
                format!("Topics: {}", names.join("; "))
            }
            Field::Count if self.whole => "Questions: the whole exam".into(),
            Field::Count if selection.count == usize::MAX => "Questions: all".into(),
            Field::Count => format!("Questions: {}", selection.count),
            Field::Minutes => match selection.limit {
                Some(limit) => format!("Minutes: {}", limit.as_secs() / 60),
                None if self.kind == Kind::Exam => "Minutes: at the exam's pace".into(),
                None => "Minutes: no limit".into(),
            },
            Field::Each => match selection.each {
                Some(each) => format!("Seconds for each question: {}", each.as_secs()),
                None => "Seconds for each question: no limit".into(),
            },
            Field::Which => {
                let which = match selection.which {
                    Which::All => "all",
                    Which::Due => "due",
                    Which::Unseen => "unseen",
                    Which::Missed => "missed",
                    Which::Flagged => "flagged",
                };
                format!("Which questions: {which}")
            }
            Field::Show => {
                let when = match selection.feedback {
                    Feedback::Each => "at once",
                    Feedback::End => "at the end",
                };
                format!("Reasons: {when}")
            }
            Field::Order => {
                let order = match selection.order {
                    Order::Harder => "growing harder",
                    Order::Mixed | Order::Given => "mixed",
                };
                format!("Order: {order}")
            }
        }
    }

    /// What may be typed for a line.
    fn values(&self, field: Field, desk: &Desk) -> String {
        let number = self.number(field);
        match field {
            Field::Topics => {
                let topics = desk.app.bank().topics.iter().enumerate();
                let names: Vec<_> = topics
                    .map(|(at, topic)| format!("{} {}", at + 1, topic.title))
                    .collect();
                format!(
                    "{number} all, or {number} and the numbers of topics: {}.",
                    names.join("; ")
                )
            }
            Field::Count => format!("{number} 20, or {number} all."),
            Field::Minutes => format!("{number} 15, or {number} none."),
            Field::Each => format!("{number} 60, or {number} none."),
            Field::Which => {
                format!(
                    "{number} due, {number} all, {number} unseen, {number} missed or {number} flagged."
                )
            }
            Field::Show => format!("{number} once, or {number} end."),
            Field::Order => format!("{number} mixed, or {number} harder."),
        }
    }

    /// What will be begun, in words.
    fn says(&self, desk: &Desk, overview: &Overview) -> String {
        if let Some(exam) = desk.app.whole_exam().filter(|_| self.whole) {
            return format!(
                "As on the day: {} questions in {} minutes, {} of them unscored and not marked as \
                 such. No pause: the clock runs on when you leave.",
                exam.shown(),
                exam.minutes,
                exam.unscored
            );
        }
        let drawn = self.drawn(desk, overview);
        let questions = count(drawn, "question", "questions");
        match (self.kind, self.selection.limit) {
            (Kind::Exam, limit) => {
                let limit = limit.unwrap_or_else(|| desk.app.exam_time(drawn));
                let minutes = count(limit.as_secs() as usize / 60, "minute", "minutes");
                format!(
                    "{questions} in {minutes}, reasons at the end. No pause: the clock runs on \
                     when you leave."
                )
            }
            (_, Some(limit)) => {
                let minutes = count(limit.as_secs() as usize / 60, "minute", "minutes");
                format!("{questions} in {minutes}. The clock waits while you are away.")
            }
            (_, None) => format!("{questions}, no time limit: {}.", about(drawn)),
        }
    }

    fn drawn(&self, desk: &Desk, overview: &Overview) -> usize {
        let pool = desk.app.pool(&self.selection, overview).len();
        self.selection.count.min(pool)
    }

    fn begin(&self, desk: &mut Desk, overview: &Overview) -> Option<Sitting> {
        let now = desk.now();
        if self.whole {
            return desk.app.sit_whole_exam(None, overview, &now);
        }
        let selection = Selection {
            count: self.drawn(desk, overview),
            ..self.selection.clone()
        };
        match self.kind {
            Kind::Exam => desk.app.exam(&selection, overview, &now),
            _ => desk.app.practice(&selection, overview, &now),
        }
    }

    /// Sets a line of the form and says what it is now, or what it may be.
    fn change(&mut self, line: &str, desk: &mut Desk, overview: &Overview) -> anyhow::Result<()> {
        let mut words = line.split([' ', ',']).filter(|it| !it.is_empty());
        let last = self.fields().len();
        let at = words.next().and_then(|it| number(it, last));
        let Some(field) = at.map(|at| self.fields()[at]) else {
            let words = format!("The lines are 1 to {last}; ? tells what can be typed.");
            return desk.say(&words);
        };
        let values: Vec<_> = words.collect();
        if self.set(field, &values, desk).is_none() {
            let values = self.values(field, desk);
            return desk.say(&format!("Type {values}"));
        }
        self.whole = false;
        self.line(field, desk)?;
        let says = self.says(desk, overview);
        desk.say(&says)
    }

    fn set(&mut self, field: Field, values: &[&str], desk: &Desk) -> Option<()> {
        const MOST_MINUTES: u64 = 1440;
        const MOST_SECONDS: u64 = 3600;
        let first = *values.first()?;
        let within = |most: u64| first.parse().ok().filter(|it| (1..=most).contains(it));
        let selection = &mut self.selection;
        match field {
            Field::Topics if first == "all" => selection.topics.clear(),
            Field::Topics => {
                let topics = &desk.app.bank().topics;
                let named = values.iter().map(|it| number(it, topics.len()));
                let named: Option<Vec<_>> = named.collect();
                let named = named?.into_iter().map(|at| topics[at].id.clone());
                selection.topics = named.collect();
            }
            Field::Count if first == "all" => selection.count = usize::MAX,
            Field::Count => selection.count = first.parse().ok().filter(|it| *it > 0)?,
            Field::Minutes if first == "none" => selection.limit = None,
            Field::Minutes => {
                selection.limit = Some(Duration::from_secs(within(MOST_MINUTES)? * 60));
            }
            Field::Each if first == "none" => selection.each = None,
            Field::Each => selection.each = Some(Duration::from_secs(within(MOST_SECONDS)?)),
            Field::Which => {
                selection.which = match first {
                    "all" => Which::All,
                    "due" => Which::Due,
                    "unseen" => Which::Unseen,
                    "missed" => Which::Missed,
                    "flagged" => Which::Flagged,
                    _ => return None,
                }
            }
            Field::Show => {
                selection.feedback = match *values.last()? {
                    "once" => Feedback::Each,
                    "end" => Feedback::End,
                    _ => return None,
                }
            }
            Field::Order => {
                selection.order = match first {
                    "mixed" => Order::Mixed,
                    "harder" => Order::Harder,
                    _ => return None,
                }
            }
        }
        Some(())
    }
}
