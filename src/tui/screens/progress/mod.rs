//! Progress: how ready one is, and what the answers so far say, in charts or in words.

mod charts;
mod readiness;

use std::rc::Rc;
use std::sync::Arc;

use charts::Place;

use super::question::Question;
use super::result::ResultPage;
use super::sections::{Narrowed, narrow_key};
use crate::app::words::{count, day};
use crate::app::{Insight, Overview, Scope, Selection, session_score};
use crate::model::{Bank, BankId};
use crate::quiz::Moment;
use crate::store::{Past, SessionId};
use crate::tui::cursor::{moved, turned};
use crate::tui::keymap::{
    Action, Binding, Group, back, go, left_right, letter, paging, scroll, tabs, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::{entry, names, start, start_key};

const PAGES: [&str; 9] = [
    "Overview",
    "Sessions",
    "Readiness",
    "Exams",
    "Topics",
    "Days",
    "Confidence",
    "Due",
    "Mix-ups",
];
const SESSIONS: usize = 1;
/// The periods that can be looked at, in days.
const PERIODS: [(Option<i32>, &str); 4] = [
    (None, "all time"),
    (Some(90), "90 days"),
    (Some(30), "30 days"),
    (Some(7), "7 days"),
];

pub struct Progress {
    bank: Arc<Bank>,
    overview: Rc<Overview>,
    insight: Insight,
    narrowed: Narrowed,
    /// The full mock exams, in their order.
    mocks: Vec<SessionId>,
    period: usize,
    page: usize,
    /// Charts are told in words.
    in_words: bool,
    /// The session under the cursor.
    at: usize,
}

/// Which page was looked at, and of what.
struct ProgressLeft {
    bank: BankId,
    section: Option<usize>,
    period: usize,
    page: usize,
    in_words: bool,
}

/// The answers of a section and of a period.
fn scope(narrowed: &Narrowed, period: usize) -> Scope {
    Scope {
        topics: narrowed.topics().to_vec(),
        days: PERIODS[period].0,
    }
}

impl Progress {
    pub fn new(overview: Rc<Overview>, cx: &Context<'_>) -> Self {
        let bank = Arc::clone(cx.app.bank());
        let left = cx.left.get::<ProgressLeft>();
        let left = left.filter(|left| left.bank == bank.id);
        let narrowed = Narrowed::new(&bank, left.and_then(|left| left.section));
        let period = left.map_or(0, |left| left.period);
        Self {
            page: left.map_or(0, |left| left.page),
            in_words: left.is_some_and(|left| left.in_words),
            insight: cx.app.insight(&overview, &scope(&narrowed, period)),
            mocks: cx.app.mock_exams(),
            narrowed,
            period,
            bank,
            overview,
            at: 0,
        }
    }

    fn as_left(&self) -> ProgressLeft {
        ProgressLeft {
            bank: self.bank.id.clone(),
            section: self.narrowed.at(),
            period: self.period,
            page: self.page,
            in_words: self.in_words,
        }
    }

    fn is_empty(&self) -> bool {
        self.overview.record.days.is_empty()
    }

    /// The sessions of the period, newest first.
    fn sessions(&self) -> Vec<&Past> {
        let since = PERIODS[self.period].0;
        let since = since.map_or(i32::MIN, |days| self.overview.today - days + 1);
        let past = self.overview.past.iter();
        past.filter(|it| self.overview.calendar.day_of(it.began_ms, it.offset_s) >= since)
            .collect()
    }

    fn look_again(&mut self, cx: &Context<'_>) {
        let scope = scope(&self.narrowed, self.period);
        self.insight = cx.app.insight(&self.overview, &scope);
        self.at = 0;
    }

    fn begin(cx: &mut Context<'_>) -> Flow {
        let overview = cx.app.overview(&cx.now).unwrap_or_default();
        let selection = Selection::default();
        match cx.app.practice(&selection, &overview, &cx.now) {
            Some(sitting) => Flow::Replace(Box::new(Question::open(sitting, cx))),
            None => Flow::Stay,
        }
    }

    /// Whether what is shown can be narrowed to a topic.
    fn has_topics(&self) -> bool {
        self.in_words || matches!(PAGES[self.page], "Overview" | "Topics" | "Days" | "Due")
    }

    /// The page that stands in the second column: one that is narrow enough for it,
    /// and of one topic or of all as the first one is.
    fn beside(&self) -> &'static str {
        match PAGES[self.page] {
            "Sessions" | "Confidence" | "Mix-ups" => "Exams",
            "Exams" => "Mix-ups",
            "Due" => "Days",
            _ => "Due",
        }
    }

    fn draw(&self, name: &str, sheet: &mut Sheet, place: Place) {
        match name {
            "Overview" => self.overview(sheet, place),
            "Readiness" => self.readiness(sheet, place),
            "Exams" => self.exams(sheet, place),
            "Topics" => self.topics(sheet, place),
            "Days" => self.days(sheet, place),
            "Confidence" => self.confidence(sheet, place),
            "Due" => self.forecast(sheet, place),
            _ => self.mix_ups(sheet, place),
        }
    }

    fn tell(&self, sheet: &mut Sheet, page: &Page) {
        for part in self.insight.in_words(&self.bank.about) {
            let mut title = part.title.to_owned();
            if self.narrowed.at().is_some() && !matches!(part.title, "Topics" | "Days" | "Due") {
                title += ", all topics";
            }
            sheet.push(Row::new().at(page.margin, title, Role::Strong));
            for text in part.lines {
                sheet.text(
                    page.margin + 2,
                    page.width_from(page.margin + 2),
                    &text,
                    Role::Text,
                );
            }
            sheet.gap();
        }
    }

    fn list(&self, sheet: &mut Sheet, page: &Page) {
        let sessions = self.sessions();
        if sessions.is_empty() {
            let text = "A session is listed here once it has ended.";
            sheet.push(Row::new().at(page.columns.mark, text, Role::Muted));
        }
        let calendar = self.overview.calendar;
        for (at, past) in sessions.into_iter().enumerate() {
            let when = day(calendar.day_of(past.began_ms, past.offset_s), calendar);
            let row = Row::new()
                .at(page.columns.mark, when, Role::Text)
                .at(page.columns.mark + 12, self.title_of(past), Role::Text)
                .until(page.end(), session_score(past), Role::Text);
            entry(sheet, page, row, at, at == self.at);
        }
    }

    fn title_of(&self, past: &Past) -> String {
        match self.mocks.iter().position(|id| *id == past.id) {
            Some(at) => format!("Mock exam {}", at + 1),
            None => past.kind.title().to_owned(),
        }
    }

    /// Which answers are looked at, for the title's right end.
    fn scope(&self) -> String {
        let topic = if self.has_topics() {
            self.narrowed.title()
        } else {
            "all topics"
        };
        format!("{} · {}", cut(topic, 36), PERIODS[self.period].1)
    }
}

impl Screen for Progress {
    fn bindings(&self) -> Vec<Binding> {
        if self.is_empty() {
            let mut table = vec![start_key()];
            table.extend(paging());
            table.push(back("back", "back to home"));
            return table;
        }
        let other = if self.in_words { "charts" } else { "as text" };
        let does = "charts, or the same as text";
        let mut table = Vec::new();
        let lists = self.page == SESSIONS && !self.in_words && !self.sessions().is_empty();
        if lists {
            table.push(go("open", "the result of the session"));
        }
        table.push(tabs("next page").hint("next page"));
        table.push(letter('v', Action::OtherView, Group::Look, does).hint(other));
        if lists {
            table.push(up_down("move").hint("move"));
        } else {
            table.push(scroll());
        }
        table.push(left_right("period").hint("period"));
        if self.has_topics() {
            table.push(narrow_key());
        }
        table.extend(paging());
        table.push(back("back", "back to home"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        if let Some(page) = turned(self.page, PAGES.len(), action) {
            self.page = page;
            self.in_words = false;
            return Flow::Changed;
        }
        let sessions = self.sessions().len();
        if self.page == SESSIONS
            && !self.in_words
            && let Some(at) = moved(self.at, sessions, action)
        {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go if self.is_empty() => return Self::begin(cx),
            Action::Go if self.page == SESSIONS => {
                let past = self.sessions().get(self.at).map(|past| past.id);
                if let Some(sat) = past.and_then(|id| cx.app.sat(id).ok()) {
                    return Flow::Push(Box::new(ResultPage::of_sat(&sat, cx)));
                }
            }
            Action::Row(at) => self.at = at.min(sessions.saturating_sub(1)),
            Action::Left | Action::Right => {
                let step = if action == Action::Right {
                    1
                } else {
                    PERIODS.len() - 1
                };
                self.period = (self.period + step) % PERIODS.len();
                self.look_again(cx);
            }
            Action::Narrow if self.has_topics() => return self.narrowed.choose(),
            Action::OtherView => self.in_words = !self.in_words,
            Action::Leave => {
                cx.left.set(self.as_left());
                return Flow::Pop;
            }
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn receive(&mut self, message: Message, cx: &mut Context<'_>) -> Flow {
        if let Message::Section(at) = message {
            self.narrowed.set(at);
            self.look_again(cx);
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        self.page == SESSIONS && !self.in_words
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut main = Sheet::default();
        let mut side = Sheet::default();
        let place = Place {
            at: page.margin,
            width: page.main,
        };
        let mut upper = Sheet::default();
        if self.is_empty() {
            nothing_yet(&mut main, page, self.bank.questions.len());
        } else if self.in_words {
            self.tell(&mut main, page);
        } else {
            upper.push(names(page.margin, page.main, &PAGES, self.page));
            if self.page == SESSIONS {
                self.list(&mut main, page);
            } else {
                self.draw(PAGES[self.page], &mut main, place);
            }
            if page.side > 0 {
                let beside = Place {
                    at: page.side_at(),
                    width: page.side,
                };
                let other = self.beside();
                // The others have a heading of their own.
                if other == "Days" {
                    side.push(Row::new().at(beside.at, other, Role::Strong));
                    side.gap();
                }
                self.draw(other, &mut side, beside);
            }
        }
        let right = if self.is_empty() {
            count(0, "answer", "answers")
        } else {
            self.scope()
        };
        View {
            head: Head {
                place: "Progress".into(),
                right: line(right, Role::Muted),
                ..Head::default()
            },
            upper,
            main,
            side,
            shows: format!("progress {} {}", self.page, self.in_words),
            ..View::default()
        }
    }
}

fn nothing_yet(main: &mut Sheet, page: &Page, questions: usize) {
    let at = page.columns.text;
    let text = "Nothing here yet. With your first answers this page shows how ready you are, how \
                many were right, topic by topic, and how your sessions went.";
    main.text(at, page.width_from(at), text, Role::Text);
    main.gap();
    main.push(start(page, questions));
}
