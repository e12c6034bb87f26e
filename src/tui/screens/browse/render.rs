//! Draws the page: the search field, the filters, the list, and a preview.

use std::sync::Arc;

use super::shown::{Filter, Item};
use super::{Browse, LEVELS};
use crate::app::messages::noted;
use crate::app::words::part_of;
use crate::learn::Subject;
use crate::model::markup::{one_line, plain};
use crate::model::{Component, Question, Term};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, line, truncate, wrap};
use crate::tui::widgets::{self, Line, explained_aside, marked, preview};

/// Returns dots that show a difficulty level.
fn dots(level: usize) -> String {
    (1..=LEVELS)
        .map(|it| if it <= level { '●' } else { '○' })
        .collect()
}

impl Browse {
    pub(super) fn look_of(&self, page: &Page) -> View {
        let mut main = Sheet::default();
        self.choices(&mut main, page);
        let lines = self.groups.lines();
        // Without a second column, the list takes a third of the page, and the preview is below it.
        let rows = if page.side > 0 {
            page.body_height().saturating_sub(main.len())
        } else {
            (page.body_height() / 3).max(4)
        };
        let from = self
            .at
            .saturating_sub(rows / 2)
            .min(lines.len().saturating_sub(rows));
        for (at, line) in lines.iter().enumerate().skip(from).take(rows) {
            main.push(match line {
                Line::Heading { .. } => self.heading(page, at, *line),
                Line::Entry(entry) => match self.entry(*entry) {
                    Some(Item::Question(question)) => self.row(page, at, &question),
                    Some(Item::Term(term)) => self.term_row(page, at, term),
                    None => Row::new(),
                },
            });
        }
        let mut side = Sheet::default();
        let here = self.here();
        match &here {
            None if !lines.is_empty() => {
                if page.side > 0 {
                    let place = page.at_side();
                    self.group(&mut side, place, page.body_height());
                } else {
                    let width = usize::from(page.end() - page.margin);
                    main.push(Row::new().at(page.margin, "─".repeat(width), Role::Faint));
                    let at = page.columns.mark;
                    let rows = page.body_height();
                    self.group(&mut main, (at, page.width_from(at)), rows);
                }
            }
            None => {
                let at = page.columns.text;
                main.text(page.at(at), &self.none_shown(), Role::Muted);
            }
            Some(item) if page.side > 0 => {
                let (at, width) = page.at_side();
                self.preview(&mut side, at, width, item);
                if let Item::Question(question) = item
                    && !self.is_covered(question)
                {
                    side.gap();
                    side.push(Row::new().at(at, "Rule", Role::Strong));
                    side.rich((at, width), &question.explanation, Role::Text);
                    side.gap();
                    side.rows
                        .extend(explained_aside(page, &self.bank, question).rows);
                }
            }
            Some(item) => {
                let width = usize::from(page.end() - page.margin);
                main.push(Row::new().at(page.margin, "─".repeat(width), Role::Faint));
                let at = page.columns.mark;
                self.preview(&mut main, at, page.width_from(at), item);
            }
        }
        View::page("Browse", main)
            .right(self.how_many(self.shown.len()))
            .side(side)
            .status(here.as_ref().map_or(Vec::new(), |item| {
                let text = match item {
                    Item::Question(question) => self.about(question),
                    Item::Term(term) => {
                        let topic = self.bank.topic(&term.topic);
                        topic.map_or(String::new(), |it| format!("Topic: {}.", it.title))
                    }
                };
                line(text, Role::Muted)
            }))
            .shows(format!(
                "browse {} {}",
                self.filter.name(),
                self.narrowed.title()
            ))
    }

    fn how_many(&self, shown: usize) -> String {
        match self.filter {
            Filter::Terms => format!("{} terms", part_of(shown, self.bank.terms.len())),
            Filter::Cells => format!("{} cells", part_of(shown, self.cells.len())),
            _ => format!("{} questions", part_of(shown, self.bank.questions.len())),
        }
    }

    /// Explains why the list is empty and counts the terms that match.
    fn none_shown(&self) -> String {
        match self.filter {
            Filter::Terms => return "No terms match.".into(),
            Filter::Cells => return "No cells match.".into(),
            _ => {}
        }
        let none = "There are no questions of this kind.";
        match self.counts.iter().find(|(it, _)| *it == Filter::Terms) {
            None | Some((_, 0)) => none.into(),
            Some((_, terms)) => format!("{none} Matching terms: {terms}."),
        }
    }

    /// Draws the search field, the filters, and the row for the section and the difficulty.
    fn choices(&self, main: &mut Sheet, page: &Page) {
        let label = page.columns.mark;
        let at = label + 6;

        let hint = if self.bank.terms.is_empty() {
            "/ stems, options, facts, reasons"
        } else {
            "/ stems, options, facts, reasons, terms"
        };
        main.push(self.field.row(page, hint));
        let names = self.counts.iter().map(|(it, shown)| (it.name(), *shown));
        let names: Vec<_> = names.collect();
        let chosen = self.counts.iter().position(|(it, _)| *it == self.filter);
        let chosen = chosen.unwrap_or_default();
        let tabs = if page.narrow {
            widgets::tabs(label, page.end() - label, &names, chosen)
        } else {
            widgets::tabs(at, page.end() - at, &names, chosen).at(label, "Show", Role::Muted)
        };
        main.push(tabs);
        main.push(self.topic_and_level(page, label, at));
        main.gap();
    }

    fn topic_and_level(&self, page: &Page, label: u16, at: u16) -> Row {
        const EACH: u16 = 5;
        let levels_at = page.end() - EACH * LEVELS as u16 + 2;
        let name = self.narrowed.title();
        let name = truncate(name, usize::from(levels_at.saturating_sub(at + 2)));
        let role = if self.narrowed.at().is_some() {
            Role::Accent
        } else {
            Role::Muted
        };
        let mut row = Row::new()
            .at(label, "In", Role::Muted)
            .at(at, name, role)
            .click_on(label..levels_at - 2, Action::Narrow);
        if self.filter == Filter::Terms {
            return row;
        }
        for level in 1..=LEVELS {
            let from = levels_at + EACH * (level as u16 - 1);
            let role = if level == self.level {
                Role::Accent
            } else {
                Role::Faint
            };
            row = row
                .at(from, dots(level), role)
                .click_on(from..from + LEVELS as u16, Action::Pick(0, level));
        }
        row
    }

    /// Returns the row for a heading, which includes the number of entries below it.
    fn heading(&self, page: &Page, at: usize, line: Line) -> Row {
        let Line::Heading {
            section,
            depth,
            entries,
        } = line
        else {
            return Row::new();
        };
        let here = at == self.at;
        let row = self.groups.heading(page, section, depth, page.end() - 6);
        let row = row
            .until(page.end(), entries.to_string(), Role::Muted)
            .selected(here)
            .click(Action::Row(at));
        if here {
            row.at(page.columns.cursor, "▸", Role::Accent)
        } else {
            row
        }
    }

    /// Lists the first items in the group under the cursor, up to row `rows` of the sheet.
    fn group(&self, sheet: &mut Sheet, (column, width): (u16, usize), rows: usize) {
        let Some(section) = self.groups.section_at(self.at) else {
            return;
        };
        let entries = self.groups.entries_at(self.at);
        sheet.text((column, width), self.groups.title(section), Role::Strong);
        if self.filter != Filter::Terms {
            let seen = entries.iter().filter(|at| self.is_seen(**at)).count();
            let missed = entries.iter().filter(|at| self.is_missed(**at)).count();
            let text = format!("{} seen, {missed} missed", part_of(seen, entries.len()));
            sheet.text((column, width), &text, Role::Muted);
        }
        sheet.gap();
        for item in entries.iter().filter_map(|at| self.entry(*at)) {
            if sheet.len() + 1 >= rows {
                sheet.push(Row::new().at(column, "…", Role::Muted));
                return;
            }
            let (mark, role, text) = match item {
                Item::Question(question) => {
                    let (mark, role) = self.mark(&question);
                    (mark, role, one_line(&question.stem))
                }
                Item::Term(term) => ("·", Role::Muted, term.name.clone()),
            };
            let text = truncate(&text, width.saturating_sub(2));
            let row = Row::new().at(column, mark, role);
            sheet.push(row.at(column + 2, text, Role::Text));
        }
    }

    /// Returns the mark for the last answer to `question`.
    fn mark(&self, question: &Question) -> (&'static str, Role) {
        match self.tally(question) {
            None => ("·", Role::Muted),
            Some(_) if self.missed.contains(&question.id) => ("✗", Role::Wrong),
            Some(_) => ("✓", Role::Correct),
        }
    }

    fn row(&self, page: &Page, at: usize, question: &Arc<Question>) -> Row {
        let columns = page.columns;
        let here = at == self.at;
        let (mark, role) = self.mark(question);
        let room = page.width_from(columns.text).saturating_sub(5);
        let stem = truncate(&one_line(&question.stem), room);
        let hits = self.query.hits(&stem);
        let row = Row::new().at(columns.mark, mark, role);
        let mut row = marked(row, columns.text, &stem, &hits, Role::Text)
            .until(
                page.end(),
                dots(usize::from(question.difficulty)),
                Role::Muted,
            )
            .selected(here)
            .click(Action::Row(at));
        if self.disputes.contains_key(&question.id) {
            row = row.at(columns.mark + 2, "!", Role::Warning);
        } else if self.overview.record.flagged.contains(&question.id) {
            row = row.at(columns.mark + 2, "⚑", Role::Flagged);
        }
        if here {
            row = row.at(columns.cursor, "▸", Role::Accent);
        }
        row
    }

    fn term_row(&self, page: &Page, at: usize, term: &Term) -> Row {
        const CLOSED: &str = "closed";
        let columns = page.columns;
        let closed = if term.closed.is_some() { CLOSED } else { "" };
        let room = page
            .width_from(columns.text)
            .saturating_sub(CLOSED.len() + 2);
        let name = truncate(&term.name, room);
        let hits = self.query.hits(&name);
        let item = Component::Term(term.id.clone());
        let record = &self.overview.record;
        let (mark, role) = if record.is_missed(&item) {
            ("✗", Role::Wrong)
        } else if record.knowledge.contains_key(&item) {
            ("✓", Role::Correct)
        } else {
            ("·", Role::Muted)
        };
        let row = Row::new().at(columns.mark, mark, role);
        let row = marked(row, columns.text, &name, &hits, Role::Text)
            .until(page.end(), closed, Role::Warning)
            .selected(at == self.at)
            .click(Action::Row(at));
        if at == self.at {
            row.at(columns.cursor, "▸", Role::Accent)
        } else {
            row
        }
    }

    fn preview(&self, sheet: &mut Sheet, column: u16, width: usize, item: &Item<'_>) {
        match item {
            Item::Question(question) => self.preview_question(sheet, column, width, question),
            Item::Term(term) => self.preview_term(sheet, column, width, term),
        }
    }

    fn preview_term(&self, sheet: &mut Sheet, column: u16, width: usize, term: &Term) {
        let mut found = |text: &str, role| {
            for part in wrap(text, width) {
                let hits = self.query.hits(&part);
                sheet.push(marked(Row::new(), column, &part, &hits, role));
            }
        };
        found(&term.name, Role::Strong);
        if !term.aliases.is_empty() {
            found(
                &format!("Also called {}", term.aliases.join(", ")),
                Role::Muted,
            );
        }
        found("", Role::Text);
        found(&term.definition, Role::Text);
        if let Some(text) = self.notes.on(&Subject::Term(term.id.clone())) {
            found("", Role::Text);
            found(&noted(text), Role::Accent);
        }
        if let Some(closed) = &term.closed {
            found("", Role::Text);
            found(closed, Role::Warning);
        }
    }

    /// Draws the stem and the options as plain text, with the matches highlighted.
    fn found_text(&self, sheet: &mut Sheet, column: u16, width: usize, question: &Question) {
        let covered = self.is_covered(question);
        for part in wrap(&plain(&question.stem), width) {
            let hits = self.query.hits(&part);
            sheet.push(marked(Row::new(), column, &part, &hits, Role::Text));
        }
        sheet.gap();
        for (at, choice) in question.choices.iter().enumerate() {
            let right = choice.correct && !covered;
            let parts = wrap(&plain(&choice.text), width.saturating_sub(5));
            for (line, part) in parts.into_iter().enumerate() {
                let mut row = Row::new();
                if line == 0 {
                    let letter = char::from(b'A' + at as u8).to_string();
                    row = row
                        .at(column, if right { "✓" } else { "" }, Role::Correct)
                        .at(column + 2, letter, Role::Strong);
                }
                let hits = self.query.hits(&part);
                sheet.push(marked(row, column + 5, &part, &hits, Role::Text));
            }
        }
    }

    fn preview_question(&self, sheet: &mut Sheet, column: u16, width: usize, question: &Question) {
        let covered = self.is_covered(question);
        if self.query.is_empty() {
            let order = question.choices.iter().map(|it| &it.id);
            preview(sheet, (column, width), question, order, |id| {
                let mut choices = question.choices.iter();
                let right = choices.any(|it| it.id == *id && it.correct);
                (right && !covered).then_some(("✓", Role::Correct))
            });
        } else {
            self.found_text(sheet, column, width, question);
        }
        for text in self.notes.with(question).into_iter().filter(|_| !covered) {
            sheet.gap();
            for part in wrap(&noted(text), width) {
                let hits = self.query.hits(&part);
                sheet.push(marked(Row::new(), column, &part, &hits, Role::Accent));
            }
        }
        if covered {
            sheet.gap();
            let text = if self.field.is_typing() {
                "Unseen. Press Enter to open it with its answer."
            } else {
                "Unseen. Press Space to uncover the answer."
            };
            for line in wrap(text, width) {
                sheet.push(Row::new().at(column, line, Role::Muted));
            }
        }
    }
}
