//! What a session came to.

mod forensics;
mod score;

use std::sync::Arc;

use super::question::Question;
use super::walk::Walk;
use crate::app::Sitting;
use crate::app::telling::{not_saved, result as telling};
use crate::app::words::date_time;
use crate::model::{self, Bank, Blueprint, QuestionId, TopicId};
use crate::quiz::{Kind, Moment, Session, Tally};
use crate::store::Sat;
use crate::tui::cursor::moved;
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, paging, tabs, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, line};

pub struct ResultPage {
    bank: Arc<Bank>,
    session: Session,
    kind: Kind,
    ended: String,
    /// All questions, then one row a topic, or a domain where the exam was whole.
    at: usize,
    /// Opened from the history, to which leaving leads back.
    past: bool,
    /// What of it could not be saved, and why.
    trouble: Option<String>,
    /// The page of forensics is open.
    forensics: bool,
}

/// What a row of the page sums up.
enum Part {
    All,
    Domain(String),
    Topic(TopicId),
}

impl ResultPage {
    /// The result of a session that has just ended.
    pub fn of_sitting(sitting: &Sitting, cx: &Context<'_>) -> Self {
        let page = Self::new(
            Arc::clone(cx.app.bank()),
            sitting.header.kind,
            sitting.session.clone(),
            cx.now.utc_ms,
            sitting.header.began.offset_s,
        );
        Self {
            trouble: sitting.unsaved_because().map(not_saved),
            ..page
        }
    }

    /// The result of a session in the history.
    pub fn of_sat(sat: &Sat, cx: &Context<'_>) -> Self {
        let page = Self::new(
            Arc::clone(cx.app.bank()),
            sat.header.kind,
            sat.session.clone(),
            sat.header.began.utc_ms,
            sat.header.began.offset_s,
        );
        Self { past: true, ..page }
    }

    fn new(bank: Arc<Bank>, kind: Kind, session: Session, else_ms: i64, offset_s: i32) -> Self {
        let at_ms = session.ended_ms().unwrap_or(else_ms);
        Self {
            bank,
            kind,
            ended: date_time(at_ms, offset_s),
            session,
            at: 0,
            past: false,
            trouble: None,
            forensics: false,
        }
    }

    /// Whether this was an exam after the whole blueprint, which only such a one
    /// has unscored questions to show for.
    fn whole(&self) -> Option<&Blueprint> {
        telling::whole(&self.bank, &self.session)
    }

    fn domain_of(&self, question: &model::Question) -> Option<&str> {
        self.bank.topic(&question.topic)?.domain.as_deref()
    }

    /// The rows: all, then the domains in the exam's order, or the topics, weakest first.
    fn rows(&self) -> Vec<(Part, String, Tally)> {
        let score = self.session.score();
        let mut rows = vec![(Part::All, "All questions".to_owned(), score.all)];
        if let Some(exam) = self.whole() {
            "All scored questions".clone_into(&mut rows[0].1);
            rows.extend(exam.domains.iter().map(|domain| {
                let mut tally = Tally::default();
                for (place, slot) in self.session.slots().iter().enumerate() {
                    if slot.scored && self.domain_of(&slot.question) == Some(&domain.id) {
                        tally.add(!self.session.outcome(place).is_miss());
                    }
                }
                (Part::Domain(domain.id.clone()), domain.title.clone(), tally)
            }));
            return rows;
        }
        let mut topics = score.topics;
        let share = |tally: &Tally| tally.share().unwrap_or(0.0);
        topics.sort_by(|a, b| share(&a.tally).total_cmp(&share(&b.tally)));
        // Cells of a matrix have no topic of the bank's.
        rows.extend(topics.into_iter().filter_map(|it| {
            let title = self.bank.topic(&it.topic)?.title.clone();
            Some((Part::Topic(it.topic), title, it.tally))
        }));
        // A bank without topics has one that is all questions.
        if rows.len() == 2 && rows[0].1 == rows[1].1 {
            rows.pop();
        }
        rows
    }

    /// What was missed in the row under the cursor.
    fn missed(&self) -> Vec<QuestionId> {
        let rows = self.rows();
        let part = rows.get(self.at).map_or(&Part::All, |(part, ..)| part);
        let slots = self.session.slots().iter().enumerate();
        slots
            .filter(|(place, _)| self.session.outcome(*place).is_miss())
            .map(|(_, slot)| &slot.question)
            // Cells of a matrix are drilled again, not practised.
            .filter(|question| self.bank.question(&question.id).is_some())
            .filter(|question| match part {
                Part::All => true,
                Part::Domain(domain) => self.domain_of(question) == Some(domain),
                Part::Topic(topic) => question.topic == *topic,
            })
            .map(|question| question.id.clone())
            .collect()
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
        let walk = letter(
            'r',
            Action::LookBack,
            Group::Look,
            "walk through the questions",
        );
        table.push(walk.hint("walk through"));
        let does = if self.forensics { "scroll" } else { "move" };
        table.push(up_down(does).hint(does));
        let other = if self.forensics {
            "result"
        } else {
            "forensics"
        };
        table.push(tabs("result, forensics").hint(other));
        table.extend(paging());
        table.push(if self.past {
            back("back", "back to where you were")
        } else {
            back("home", "back to home")
        });
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let last = self.rows().len() - 1;
        if let Some(at) = moved(self.at, last + 1, action).filter(|_| !self.forensics) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::NextTab | Action::PreviousTab => self.forensics = !self.forensics,
            Action::Tab(at) => self.forensics = at == 1,
            Action::Row(at) => self.at = at.min(last),
            Action::Go => {
                let missed = self.missed();
                return match cx.app.these(Kind::Practice, &missed, &cx.now) {
                    Some(sitting) => Flow::Replace(Box::new(Question::open(sitting, cx))),
                    None => Flow::Stay,
                };
            }
            Action::LookBack => {
                let walk = Walk::new(self.session.clone(), self.kind, cx);
                return Flow::Push(Box::new(walk));
            }
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn banner(&self) -> Option<String> {
        self.trouble.clone()
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let score = self.session.score();
        let mut main = Sheet::default();
        let mut side = Sheet::default();
        if score.all.of > 0 {
            main.push(self.tabs(page));
            main.push(Row::new());
        }
        if self.forensics {
            main.rows
                .extend(forensics::sheet(page, &self.bank, &self.session).rows);
        } else {
            self.result(&mut main, page);
        }
        if page.side > 0 && !self.forensics && score.all.of > 0 {
            // The second column is a page of its own, moved to the right.
            let beside = Page {
                main: page.side,
                margin: 0,
                ..*page
            };
            side = forensics::sheet(&beside, &self.bank, &self.session);
            for span in side.rows.iter_mut().flat_map(|row| &mut row.spans) {
                span.at += page.side_at() - page.columns.mark;
            }
        }
        View {
            head: Head {
                place: self.kind.title().into(),
                part: if self.forensics {
                    "forensics"
                } else {
                    "result"
                }
                .into(),
                right: line(self.ended.clone(), Role::Muted),
                done: Some((score.all.of + score.unscored.of, self.session.slots().len())),
                clock: None,
            },
            main,
            side,
            shows: format!("result {}", self.forensics),
            ..View::default()
        }
    }
}

impl ResultPage {
    fn tabs(&self, page: &Page) -> Row {
        let mut row = Row::new();
        let mut at = page.margin;
        for (number, name) in ["Result", "Forensics"].into_iter().enumerate() {
            let chosen = (number == 1) == self.forensics;
            let end = at + name.len() as u16;
            let role = if chosen { Role::Accent } else { Role::Muted };
            row = row
                .at(at, name, role)
                .click_on(at..end, Action::Tab(number));
            at = end + 3;
        }
        row
    }
}
