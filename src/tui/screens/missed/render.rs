//! Draws the list of missed items, and next to it the question or the group under the cursor.

use super::{FILTERS, MissedList};
use crate::app::messages::leaves_the_list;
use crate::app::words::{about, day, sentence};
use crate::app::{MissedItem, missed_in_words};
use crate::learn::SITTINGS_TO_CLEAR;
use crate::model::markup::one_line;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::{self, Line, entry};

impl MissedList {
    pub(super) fn look(&self, page: &Page) -> View {
        let mut upper = Sheet::default();
        let mut main = Sheet::default();
        let mut side = Sheet::default();
        let columns = page.columns;
        if self.list.is_empty() {
            let text = format!(
                "Nothing to review. Questions, table cells, and terms that you miss appear here. {}",
                leaves_the_list()
            );
            main.text(page.at(columns.text), &text, Role::Text);
            main.gap();
            main.push(widgets::start(page, self.questions));
        } else {
            let names: Vec<_> = FILTERS
                .iter()
                .enumerate()
                .map(|(at, filter)| (filter.name(), self.of(at).len()))
                .collect();
            upper.push(widgets::tabs(page.margin, page.main, &names, self.filter));
            self.rows(&mut main, page);
            main.gap();
            let text = format!("{} Answers are not shown here.", leaves_the_list());
            main.text(page.at(columns.text), &text, Role::Muted);
            let place = page.at_side();
            if let Some(MissedItem { question, .. }) = self.here() {
                let order = question.choices.iter().map(|choice| &choice.id);
                widgets::preview(&mut side, place, question, order, |_| None, |_| vec![]);
            } else if page.side > 0 {
                self.group(&mut side, place, page.body_height());
                side.cut(page.body_height(), place.0);
            } else {
                self.group_below(&mut main, page, upper.len());
            }
        }
        let shown = self.of(0);
        let right = match shown.len() {
            0 => String::new(),
            items => {
                let missed = missed_in_words(shown.iter().map(|at| &self.list[*at].missed));
                format!("{missed} · {}", about(items))
            }
        };
        View::page("Review missed", main)
            .part(match self.narrowed.at() {
                Some(_) => self.narrowed.title().to_owned(),
                None => String::new(),
            })
            .right(right)
            .upper(upper)
            .side(side)
            .note(match self.ticked.len() {
                0 => self.state(page),
                ticked => format!("{ticked} selected."),
            })
            .shows(format!("missed {}", self.filter))
    }

    /// Describes the item or the group under the cursor for the status row. In wide windows, the
    /// second column describes the group.
    fn state(&self, page: &Page) -> String {
        let item = self.here();
        let item = item.map(|it| sentence(&it.state_in_words(self.overview.calendar)));
        let group = self.group_in_words().filter(|_| page.side == 0);
        group.or(item).unwrap_or_default()
    }

    fn rows(&self, main: &mut Sheet, page: &Page) {
        const RIGHT: u16 = 8;
        const MISSED: u16 = 12;
        const KIND: u16 = 10;
        let columns = page.columns;
        let calendar = self.overview.calendar;
        // A list that contains only questions does not need a column for the kinds, and a narrow
        // page does not have enough space for it.
        let is_mixed = !page.narrow && self.list.iter().any(|it| it.missed.of.is_some());
        let end = page.end() - RIGHT - MISSED;
        let text_end = if is_mixed { end - KIND } else { end };
        let mut head = Row::new().at(columns.text, "question", Role::Muted);
        if is_mixed {
            head = head.until(end, "kind", Role::Muted);
        }
        let head = head.until(page.end() - RIGHT, "missed", Role::Muted);
        main.push(head.until(page.end(), "correct", Role::Muted));
        for (at, line) in self.groups.lines().iter().copied().enumerate() {
            // Rows that are too far from the cursor to be visible stay empty.
            if at.abs_diff(self.at) > page.body_height() {
                main.push(Row::new());
                continue;
            }
            let here = at == self.at;
            let item = match line {
                Line::Entry(at) => self.item(at),
                Line::Heading {
                    section,
                    depth,
                    entries,
                } => {
                    let row = self.groups.heading(page, section, depth, end - 4);
                    let row = row.until(end, entries.to_string(), Role::Muted);
                    entry(main, page, row, at, here);
                    continue;
                }
            };
            let missed = &item.missed;
            let (mark, role) = if self.ticked.contains(&missed.question) {
                ("■", Role::Accent)
            } else {
                ("✗", Role::Wrong)
            };
            let room = usize::from(text_end.saturating_sub(columns.text));
            let stem = truncate(&one_line(&item.question.stem), room);
            let row = Row::new().at(columns.mark, mark, role);
            let mut row = row.at(columns.text, stem, Role::Text);
            if is_mixed {
                row = row.until(end, item.kind().name(), Role::Muted);
            }
            let correct = format!("{} of {SITTINGS_TO_CLEAR}", missed.righted);
            let mut row = row
                .until(page.end() - RIGHT, day(missed.day, calendar), Role::Muted)
                .until(page.end(), correct, Role::Muted);
            if missed.sure {
                row = row.at(columns.mark + 1, "!", Role::Warning);
            }
            entry(main, page, row, at, here);
        }
    }
}
