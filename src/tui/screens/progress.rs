//! Scores so far: sessions, topics and the trend.

use std::sync::Arc;

use super::question::Question;
use super::result::ResultPage;
use crate::app::{Overview, Selection};
use crate::model::Bank;
use crate::quiz::{Moment, Tally};
use crate::store::Past;
use crate::tui::cursor::moved;
use crate::tui::keymap::{Action, Binding, go, leave, paging, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line};
use crate::tui::widgets::{bar, entry};
use crate::tui::words::{about, count, day};

pub struct Progress {
    bank: Arc<Bank>,
    all: Tally,
    topics: Vec<(String, Tally)>,
    /// Newest first.
    sessions: Vec<Past>,
    at: usize,
    offset_s: i32,
}

impl Progress {
    pub fn new(overview: &Overview, cx: &Context<'_>) -> Self {
        let bank = Arc::clone(cx.app.bank());
        let tally = |id| overview.record.topics.get(id).copied().unwrap_or_default();
        let topics = bank.topics.iter();
        Self {
            all: overview.record.all,
            topics: topics.map(|it| (it.title.clone(), tally(&it.id))).collect(),
            sessions: overview.past.clone(),
            bank,
            at: 0,
            offset_s: cx.now.offset_s,
        }
    }

    fn is_empty(&self) -> bool {
        self.all.of == 0
    }
}

impl Screen for Progress {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        if self.is_empty() {
            table.push(go("start a practice of 10", "start a practice of 10"));
        } else if !self.sessions.is_empty() {
            table.push(go("open the session", "the result of the session"));
            table.push(up_down("move").hint("move"));
        }
        table.extend(paging());
        table.push(leave("back", "back to home"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let last = self.sessions.len().saturating_sub(1);
        if let Some(at) = moved(self.at, self.sessions.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        match action {
            Action::Go if self.is_empty() => {
                let overview = cx.app.overview(&cx.now).unwrap_or_default();
                let selection = Selection::default();
                let sitting = cx.app.practice(&selection, &overview, &cx.now);
                return match sitting {
                    Some(sitting) => Flow::Replace(Box::new(Question::open(sitting, cx))),
                    None => Flow::Stay,
                };
            }
            Action::Go => {
                let past = self.sessions.get(self.at);
                if let Some(sat) = past.and_then(|past| cx.app.sat(past.id).ok()) {
                    return Flow::Push(Box::new(ResultPage::of_sat(&sat, cx)));
                }
            }
            Action::Row(at) => self.at = at.min(last),
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, page: &Page, now: &Moment) -> View {
        let mut main = Sheet::default();
        let mut side = Sheet::default();
        if self.is_empty() {
            Self::nothing_yet(&mut main, page);
        } else {
            self.topics(&mut main, page);
            main.gap();
            if page.side > 0 {
                self.trend(&mut side, page.side_at(), usize::from(page.side));
            } else {
                self.trend(&mut main, page.margin, page.width_from(page.margin));
                main.gap();
            }
            self.sessions(&mut main, page, now);
        }
        View {
            head: Head {
                place: "Progress".into(),
                part: self.bank.about.clone(),
                right: line(count(self.all.of, "answer", "answers"), Role::Muted),
                ..Head::default()
            },
            main,
            side,
            shows: "progress".into(),
            ..View::default()
        }
    }
}

impl Progress {
    fn nothing_yet(main: &mut Sheet, page: &Page) {
        let at = page.columns.text;
        let text = "Nothing here yet. With your first answers this page shows how many were \
                    right, topic by topic, and how your sessions went.";
        main.text(at, page.width_from(at), text, Role::Text);
        main.gap();
        main.push(
            Row::new()
                .at(page.columns.cursor, "▸", Role::Accent)
                .at(at, "Start a practice of 10", Role::Strong)
                .until(page.end(), about(10), Role::Muted)
                .click(Action::Go),
        );
    }

    fn topics(&self, main: &mut Sheet, page: &Page) {
        let width = if page.narrow { 12 } else { 20 };
        let bar_at = page.end() - 7 - width;
        let room = usize::from(bar_at - page.margin).saturating_sub(14);
        let all = ("All answers".to_owned(), self.all);
        for (at, (name, tally)) in std::iter::once(&all).chain(&self.topics).enumerate() {
            let role = if at == 0 { Role::Strong } else { Role::Text };
            let percent = tally.percent().map_or("–".into(), |it| format!("{it} %"));
            let counts = match tally.of {
                0 => "not asked".to_owned(),
                of => format!("{} of {of}", tally.right),
            };
            let row = Row::new()
                .at(page.columns.mark, cut(name, room), role)
                .until(bar_at - 2, counts, Role::Muted)
                .until(page.end(), percent, role);
            main.push(bar(row, bar_at, width, *tally, None));
        }
    }

    /// One column a session, the newest at the right.
    fn trend(&self, sheet: &mut Sheet, column: u16, width: usize) {
        const STEPS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        const LABELS: usize = 8;
        if self.sessions.len() < 2 {
            let text = "The trend begins with your second session.";
            sheet.push(Row::new().at(column, cut(text, width), Role::Muted));
            return;
        }
        let most = width.saturating_sub(2 * LABELS) / 2;
        let shares: Vec<_> = self
            .sessions
            .iter()
            .take(most)
            .filter_map(|past| past.score.share())
            .collect();
        let chart: Vec<_> = shares
            .iter()
            .rev()
            .map(|share| STEPS[((share * 8.0) as usize).min(STEPS.len() - 1)])
            .collect();
        let percent =
            |share: Option<&f64>| share.map_or(String::new(), |it| format!("{:.0} %", it * 100.0));
        let chart = chart.join(" ");
        let after = column + LABELS as u16 + (2 * shares.len()) as u16;
        sheet.push(
            Row::new()
                .at(column, "Trend", Role::Muted)
                .at(column + LABELS as u16, chart, Role::Accent)
                .at(after, percent(shares.first()), Role::Text),
        );
        let text = format!(
            "{}, oldest to newest",
            count(shares.len(), "session", "sessions")
        );
        let text = cut(&text, width.saturating_sub(LABELS));
        sheet.push(Row::new().at(column + LABELS as u16, text, Role::Muted));
    }

    fn sessions(&self, main: &mut Sheet, page: &Page, now: &Moment) {
        if self.sessions.is_empty() {
            let text = "A session is listed here once it has ended.";
            main.push(Row::new().at(page.columns.mark, text, Role::Muted));
        }
        for (at, past) in self.sessions.iter().enumerate() {
            let here = at == self.at;
            let tally = past.score;
            let percent = tally
                .percent()
                .map_or(String::new(), |it| format!("{it} %"));
            let row = Row::new()
                .at(
                    page.columns.mark,
                    day(past.ended_ms, now.utc_ms, self.offset_s),
                    Role::Text,
                )
                .at(page.columns.mark + 12, past.kind.title(), Role::Text)
                .until(
                    page.end() - 9,
                    format!("{} of {}", tally.right, tally.of),
                    Role::Muted,
                )
                .until(page.end(), percent, Role::Text);
            entry(main, page, row, at, here);
        }
    }
}
