//! Progress pages with a cursor: sessions, domains, topics, items, and mix-ups.

use super::Progress;
use super::charts::{draw_text, heading};
use crate::app::session_title;
use crate::app::words::{as_percent, count, day};
use crate::app::{ItemInsight, MixUpEntry, PartInsight, correct, session_score};
use crate::learn::{Masteries, Mastery};
use crate::model::markup::one_line;
use crate::model::{Bank, Component};
use crate::quiz::Tally;
use crate::store::PastSession;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};
use crate::tui::widgets::chart::{self, Area};
use crate::tui::widgets::{Line, entry};

impl Progress {
    pub(super) fn sessions_rows(&self, sheet: &mut Sheet, page: &Page) {
        let sessions = self.sessions();
        if sessions.is_empty() {
            let text = "Sessions are listed here after they end.";
            sheet.push(Row::new().at(page.columns.mark, text, Role::Muted));
        }
        let calendar = self.overview.calendar;
        for (at, past) in sessions.into_iter().enumerate() {
            let when = day(calendar.day_of(past.began_ms, past.offset_s), calendar);
            let row = Row::new()
                .at(page.columns.mark, when, Role::Text)
                .at(
                    page.columns.mark + 12,
                    session_title(past.id, past.kind, &self.mocks),
                    Role::Text,
                )
                .until(page.end(), session_score(past), Role::Text);
            entry(sheet, page, row, at, at == self.at);
        }
    }

    /// Draws the details of the session under the cursor.
    pub(super) fn session_beside(&self, sheet: &mut Sheet, place: Area) {
        let Some(past) = self.sessions().get(self.at).copied() else {
            return;
        };
        heading(
            sheet,
            place,
            &session_title(past.id, past.kind, &self.mocks),
            &session_score(past),
        );
        let began = crate::app::words::date_time(past.began_ms, past.offset_s);
        draw_text(sheet, place, &began, Role::Muted);
        sheet.gap();
        for text in described(past) {
            draw_text(sheet, place, &text, Role::Text);
        }
        sheet.gap();
    }

    pub(super) fn domain_rows(&self, sheet: &mut Sheet, page: &Page) {
        let place = Area {
            at: page.columns.mark,
            width: page.end() - page.columns.mark,
            rows: 0,
        };
        for (at, part) in self.insight.domains.iter().enumerate() {
            let row = self.domain_row(at, part, place);
            entry(sheet, page, row, at, at == self.at);
        }
    }

    /// Groups the topics by domain and task.
    pub(super) fn group_topics(&mut self) {
        let topics = self.insight.topics.iter();
        self.groups.set(topics.map(|it| it.topics.first()));
    }

    /// Returns the statistics for the topic in `line`. For a heading, returns the combined
    /// statistics for the listed topics below it.
    pub(super) fn part(&self, line: Line) -> PartInsight {
        let section = match line {
            Line::Entry(at) => return self.insight.topics[at].clone(),
            Line::Heading { section, .. } => section,
        };
        let topics = self.groups.topics(section);
        let listed = self.insight.topics.iter();
        let listed = listed.filter(|part| part.topics.iter().all(|it| topics.contains(it)));
        let sum = PartInsight {
            id: String::new(),
            title: self.groups.title(section).to_owned(),
            topics: Vec::new(),
            tally: Tally::default(),
            facts: Masteries::default(),
            all: Masteries::default(),
        };
        listed.fold(sum, |sum, part| PartInsight {
            topics: [sum.topics, part.topics.clone()].concat(),
            tally: sum.tally.and(part.tally),
            facts: sum.facts.and(part.facts),
            all: sum.all.and(part.all),
            ..sum
        })
    }

    pub(super) fn topic_rows(&self, sheet: &mut Sheet, page: &Page) {
        const KNOWN: u16 = 12;
        let bar = if page.narrow { 12 } else { 28 };
        let bar_at = page.end() - bar;
        let name_end = bar_at - KNOWN;
        let mut depth_here = 0;
        for (at, line) in self.groups.lines().iter().copied().enumerate() {
            let part = self.part(line);
            let known = part.facts.known_share().unwrap_or_default();
            let known = format!("{} known", as_percent(known));
            let row = match line {
                Line::Heading { section, depth, .. } => {
                    depth_here = depth + 1;
                    self.groups.heading(page, section, depth, name_end)
                }
                Line::Entry(_) => {
                    let from = page.columns.mark + 2 * depth_here as u16;
                    let room = usize::from(name_end.saturating_sub(from));
                    Row::new().at(from, truncate(&part.title, room), Role::Text)
                }
            };
            let row = row.until(bar_at - 2, known, Role::Muted);
            let row = chart::three_part_bar(row, bar_at, bar, part.facts);
            entry(sheet, page, row, at, at == self.at);
        }
        sheet.gap();
        let place = Area {
            at: page.columns.mark,
            width: page.end() - page.columns.mark,
            rows: 0,
        };
        chart::legend(sheet, place, Some(self.insight.facts_in_all()));
        if self.insight.gone.of > 0 {
            let said = format!("No longer in the bank: {}.", correct(self.insight.gone));
            draw_text(sheet, place, &said, Role::Muted);
        }
    }

    /// Draws the items in the topics under the cursor, starting with the least-known items.
    pub(super) fn topic_beside(&self, sheet: &mut Sheet, place: Area) {
        let Some(line) = self.groups.lines().get(self.at).copied() else {
            return;
        };
        let part = self.part(line);
        heading(sheet, place, &part.title, &correct(part.tally));
        chart::legend(sheet, place, Some(part.facts));
        sheet.gap();
        let items = self.insight.items.iter();
        let here = items.filter(|it| {
            let topic = it.topic.as_ref();
            topic.is_some_and(|topic| part.topics.contains(topic))
        });
        let rows = place.rows.saturating_sub(sheet.len() + 1);
        items_beside(sheet, place, here.take(rows));
    }

    /// Draws all items that the learner was asked about, starting with the least-known items.
    pub(super) fn least_known(&self, sheet: &mut Sheet, place: Area) {
        heading(sheet, place, "Least known first", "");
        let rows = place.rows.saturating_sub(sheet.len() + 1);
        items_beside(sheet, place, self.insight.items.iter().take(rows));
    }

    /// Lists all items that the learner was asked about, each with its kind, starting with the
    /// least-known items.
    pub(super) fn item_rows(&self, sheet: &mut Sheet, page: &Page) {
        const KIND: u16 = 8;
        let (text, end) = (page.columns.mark, page.end());
        if self.insight.items.is_empty() {
            let empty = "You have not been asked about any facts, cells, or terms yet.";
            return sheet.text(page.at(text), empty, Role::Muted);
        }
        let room = page.width_from(text) - usize::from(KNOWN_FOR + KIND);
        for (at, item) in self.insight.items.iter().enumerate() {
            let row = Row::new()
                .at(text, truncate(&one_line(&item.title), room), Role::Text)
                .at(end - KNOWN_FOR - KIND + 2, item.kind(), Role::Muted)
                .until(end, known_for(item), mastery_role(item.mastery));
            entry(sheet, page, row, at, at == self.at);
        }
    }

    /// Describes the item under the cursor and how well the learner knows it.
    pub(super) fn item_beside(&self, sheet: &mut Sheet, place: Area) {
        let Some(item) = self.insight.items.get(self.at) else {
            return;
        };
        draw_text(sheet, place, &one_line(&item.title), Role::Strong);
        sheet.gap();
        for text in truth(&self.bank, &item.item) {
            draw_text(sheet, place, &text, Role::Text);
        }
        sheet.gap();
        draw_text(
            sheet,
            place,
            &format!("Now: {}.", known_for(item)),
            Role::Muted,
        );
        if item.lapses > 0 {
            let lapses = count(item.lapses as usize, "time", "times");
            draw_text(sheet, place, &format!("Forgotten {lapses}."), Role::Muted);
        }
    }

    pub(super) fn mix_up_rows(&self, sheet: &mut Sheet, page: &Page) {
        let mix_ups = &self.insight.mix_ups;
        if mix_ups.is_empty() {
            let text = "Nothing yet. When you choose an incorrect option, this page shows what you \
                        chose and what is true.";
            return sheet.text(page.at(page.columns.mark), text, Role::Muted);
        }
        for (at, mix_up) in mix_ups.iter().enumerate() {
            let here = at == self.at;
            let times = format!("{}×", mix_up.times);
            let known = mix_up.mastery >= Mastery::Known;
            let said = if known { "now known" } else { "" };
            let text = page.columns.mark + 5;
            let room = page.width_from(text).saturating_sub(said.len() + 1);
            let about = if known { Role::Muted } else { Role::Text };
            let row = Row::new()
                .until(text - 2, times, Role::Muted)
                .at(text, truncate(&mix_up.about, room), about)
                .until(page.end(), said, Role::Correct);
            let begins = sheet.len();
            entry(sheet, page, row, at, here);
            // If there is no second column, show the pair below the selected row.
            if here && page.side == 0 {
                let place = Area {
                    at: text,
                    width: page.end() - text,
                    rows: 0,
                };
                pair(sheet, place, mix_up);
                sheet.focus = Some(begins..sheet.len());
            }
        }
    }

    /// Draws the mix-up under the cursor and the question in which it last occurred.
    pub(super) fn mix_up_beside(&self, sheet: &mut Sheet, place: Area) {
        let Some(mix_up) = self.insight.mix_ups.get(self.at) else {
            return;
        };
        let times = count(mix_up.times, "time", "times");
        heading(
            sheet,
            place,
            &truncate(&mix_up.about, usize::from(place.width) - 10),
            &times,
        );
        sheet.gap();
        pair(sheet, place, mix_up);
        if let Some(question) = self.bank.question(&mix_up.question) {
            sheet.gap();
            draw_text(sheet, place, "Most recently in this question:", Role::Muted);
            draw_text(sheet, place, &question.stem, Role::Text);
        }
        sheet.gap();
        let now = format!("Now: {}.", mix_up.mastery.name());
        draw_text(sheet, place, &now, Role::Muted);
    }
}

/// The width of the column that shows how well an item is known.
const KNOWN_FOR: u16 = 14;

/// Draws `items` with their mastery and the estimated recall today.
fn items_beside<'a>(sheet: &mut Sheet, place: Area, items: impl Iterator<Item = &'a ItemInsight>) {
    for item in items {
        let said = known_for(item);
        let room = usize::from(place.width).saturating_sub(said.chars().count() + 2);
        let title = truncate(&one_line(&item.title), room);
        let row = Row::new().at(place.at, title, Role::Text);
        sheet.push(row.until(place.end(), said, Role::Muted));
    }
}

/// Describes how well `item` is known in text such as `known 97%`.
fn known_for(item: &ItemInsight) -> String {
    let recall = item.recall.map(|it| format!(" {}", as_percent(it)));
    format!("{}{}", item.mastery.name(), recall.unwrap_or_default())
}

fn mastery_role(mastery: Mastery) -> Role {
    match mastery {
        Mastery::Learning => Role::Wrong,
        Mastery::Fading => Role::Warning,
        _ => Role::Muted,
    }
}

/// Returns the correct statement or value for `item`.
fn truth(bank: &Bank, item: &Component) -> Vec<String> {
    match item {
        Component::Fact(id) => bank
            .fact(id)
            .map(|it| it.statement.clone())
            .into_iter()
            .collect(),
        Component::Cell(at) => {
            let matrix = bank.matrix(&at.matrix);
            let Some(cell) = matrix.and_then(|it| it.cell(&at.row, &at.column)) else {
                return Vec::new();
            };
            let value = format!(
                "{}.",
                bank.value_title(at, &cell.value).trim_end_matches('.')
            );
            vec![value, cell.reason.clone()]
        }
        Component::Term(id) => bank
            .term(id)
            .map(|it| it.definition.clone())
            .into_iter()
            .collect(),
    }
}

/// Draws the statement that the learner chose and the correct one.
fn pair(sheet: &mut Sheet, place: Area, mix_up: &MixUpEntry) {
    const LABEL: u16 = 11;
    let chosen = mix_up.chosen.as_deref().unwrap_or("–");
    for (label, text, role) in [
        ("You chose", chosen, Role::Wrong),
        ("Correct", mix_up.truth.as_str(), Role::Correct),
    ] {
        let width = usize::from(place.width.saturating_sub(LABEL));
        let first = Row::new().at(place.at, label, role);
        sheet.hanging(first, (place.at + LABEL, width), text, Role::Text);
    }
}

/// Describes a session in complete sentences.
fn described(past: &PastSession) -> Vec<String> {
    let answered = past.score.of - past.blank;
    let minutes = past.seconds / 60;
    let mut lines = vec![format!(
        "{} in {}.",
        count(answered, "answer", "answers"),
        count(minutes as usize, "minute", "minutes")
    )];
    if let Some(each) = past.seconds.checked_div(answered as u64) {
        lines.push(format!("{each} s per answer."));
    }
    if past.blank > 0 {
        lines.push(format!(
            "{} left blank.",
            count(past.blank, "question", "questions")
        ));
    }
    if let Some(of) = past.left_of {
        lines.push(format!(
            "You left this session of {of} questions before the end."
        ));
    }
    lines
}
