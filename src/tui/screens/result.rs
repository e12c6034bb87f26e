//! What a session came to.

use std::sync::Arc;

use super::question::Question;
use super::walk::Walk;
use crate::app::Sitting;
use crate::model::{Bank, QuestionId, TopicId};
use crate::quiz::{Ending, Feedback, Kind, Moment, Session, Tally};
use crate::store::Sat;
use crate::tui::keymap::{Action, Binding, Group, go, leave, letter, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::bar;
use crate::tui::words::{clock, date_time};

const BAR: u16 = 20;
const BAR_NARROW: u16 = 12;

pub struct ResultPage {
    bank: Arc<Bank>,
    session: Session,
    kind: Kind,
    ended: String,
    /// All questions, then one row a topic.
    at: usize,
}

impl ResultPage {
    /// The result of a session that has just ended.
    pub fn of_sitting(sitting: &Sitting, cx: &Context<'_>) -> Self {
        Self::new(
            Arc::clone(&cx.app.bank),
            sitting.header.kind,
            sitting.session.clone(),
            cx.now.utc_ms,
            cx.now.offset_s,
        )
    }

    /// The result of a session in the history.
    pub fn of_sat(sat: &Sat, cx: &Context<'_>) -> Self {
        Self::new(
            Arc::clone(&cx.app.bank),
            sat.header.kind,
            sat.session.clone(),
            sat.header.began.utc_ms,
            sat.header.began.offset_s,
        )
    }

    fn new(bank: Arc<Bank>, kind: Kind, session: Session, else_ms: i64, offset_s: i32) -> Self {
        let at_ms = session.ended_ms().unwrap_or(else_ms);
        Self {
            bank,
            kind,
            ended: date_time(at_ms, offset_s),
            session,
            at: 0,
        }
    }

    /// The topics, weakest first.
    fn topics(&self) -> Vec<(TopicId, Tally)> {
        let mut topics: Vec<_> = self
            .session
            .score()
            .topics
            .into_iter()
            .map(|it| (it.topic, it.tally))
            .collect();
        let share = |tally: &Tally| tally.share().unwrap_or(0.0);
        topics.sort_by(|(_, a), (_, b)| share(a).total_cmp(&share(b)));
        topics
    }

    /// What was missed in the row under the cursor.
    fn missed(&self) -> Vec<QuestionId> {
        let topics = self.topics();
        let only = self
            .at
            .checked_sub(1)
            .and_then(|at| topics.get(at))
            .map(|(topic, _)| topic);
        let slots = self.session.slots().iter().enumerate();
        slots
            .filter(|(place, _)| self.session.outcome(*place).is_miss())
            .map(|(_, slot)| &slot.question)
            .filter(|question| only.is_none_or(|topic| question.topic == *topic))
            .map(|question| question.id.clone())
            .collect()
    }

    fn sentence(&self) -> String {
        let score = self.session.score();
        let Some(percent) = score.all.percent() else {
            return "Nothing was answered.".into();
        };
        let wrong = score.all.of - score.all.right - score.blank;
        let mut text = format!("{} of {} right, {percent} %", score.all.right, score.all.of);
        text += &format!("; {wrong} wrong");
        if score.blank > 0 {
            text += &format!(", {} blank", score.blank);
        }
        text
    }

    /// What the result says about the real exam, and what it cannot say.
    fn verdict(&self) -> Option<String> {
        let exam = self.bank.exam.as_ref()?;
        if self.session.policy.feedback == Feedback::Each {
            return None;
        }
        let of = exam.domains.len();
        let covered = exam
            .domains
            .iter()
            .filter(|domain| {
                self.bank
                    .topics
                    .iter()
                    .any(|topic| topic.domain.as_ref() == Some(&domain.id))
            })
            .count();
        (covered < of).then(|| {
            format!("No pass or fail: this bank asks {covered} of the exam's {of} domains.")
        })
    }

    fn row(&self, page: &Page, at: usize, name: &str, tally: Tally) -> Row {
        let here = at == self.at;
        let width = if page.narrow { BAR_NARROW } else { BAR };
        let percent = tally
            .percent()
            .map_or(String::new(), |it| format!("{it} %"));
        let bar_at = page.end() - 7 - width;
        let room = usize::from(bar_at - page.margin).saturating_sub(11);
        let mut row = Row::new()
            .at(page.columns.mark, cut(name, room), Role::Text)
            .until(
                bar_at - 2,
                format!("{} of {}", tally.right, tally.of),
                Role::Muted,
            )
            .until(page.end(), percent, Role::Text)
            .selected(here)
            .click(Action::Row(at));
        row = bar(row, bar_at, width, tally);
        if here {
            row = row.at(page.columns.cursor, "▸", Role::Accent);
        }
        row
    }
}

impl Screen for ResultPage {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        let missed = self.missed().len();
        if missed > 0 {
            let hint = format!("practise {missed} missed");
            table.push(go(hint, "practise what this row missed"));
        }
        table.push(up_down("move").hint("move"));
        let walk = letter(
            'r',
            Action::LookBack,
            Group::Look,
            "walk through the questions",
        );
        table.push(walk.hint("walk through"));
        table.push(leave("home", "back to home"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let last = self.topics().len();
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::First => self.at = 0,
            Action::Last => self.at = last,
            Action::Row(at) => self.at = at.min(last),
            Action::Go => {
                let missed = self.missed();
                return match cx.app.these(Kind::Practice, &missed, &cx.now) {
                    Some(sitting) => Flow::Replace(Box::new(Question::open(sitting, cx))),
                    None => Flow::Stay,
                };
            }
            Action::LookBack => {
                let walk = Walk::new(Arc::clone(&self.bank), self.session.clone(), self.kind);
                return Flow::Push(Box::new(walk));
            }
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        let text = page.columns.stem;
        if self.session.ending() == Some(Ending::Expired) {
            main.push(Row::new().at(
                text,
                "Time is up. What was marked is scored.",
                Role::Warning,
            ));
            main.gap();
        }
        let score = self.session.score();
        let used = match self.session.policy.limit {
            Some(limit) => format!("{} of {} used", clock(score.used), clock(limit)),
            None => format!("{} used", clock(score.used)),
        };
        main.push(Row::new().at(text, self.sentence(), Role::Strong).until(
            page.end(),
            used,
            Role::Muted,
        ));
        if let Some(verdict) = self.verdict() {
            main.text(text, page.width_from(text), &verdict, Role::Muted);
        }
        main.gap();
        main.push(Row::new());
        let title = "All questions".to_owned();
        let rows = std::iter::once((title, score.all)).chain(self.topics().into_iter().map(
            |(topic, tally)| {
                let name = self
                    .bank
                    .topic(&topic)
                    .map_or(topic.to_string(), |it| it.title.clone());
                (name, tally)
            },
        ));
        for (at, (name, tally)) in rows.enumerate() {
            if at == self.at {
                main.focus = Some(main.len()..main.len() + 1);
            }
            main.push(self.row(page, at, &name, tally));
        }
        main.gap();
        let missed = self.missed().len();
        let note = if score.all.of == 0 {
            "Answer a question, and this page says how it went."
        } else if missed == 0 {
            "Nothing was missed here."
        } else {
            "What was missed waits in Review missed until it was right in two sittings."
        };
        main.text(text, page.width_from(text), note, Role::Muted);
        View {
            head: Head {
                place: self.kind.title().into(),
                part: "result".into(),
                right: line(self.ended.clone(), Role::Muted),
                done: Some((score.all.of, self.session.slots().len())),
                clock: None,
            },
            main,
            shows: "result".into(),
            ..View::default()
        }
    }
}
