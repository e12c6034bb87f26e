//! Draws the page: the search field, the filters, the list, and a preview.

use super::record::Standing;
use super::shown::{Filter, Item};
use super::{Browse, LEVELS};
use crate::app::messages::noted;
use crate::app::words::part_of;
use crate::learn::Subject;
use crate::model::markup::one_line;
use crate::model::{ChoiceId, Question, Term};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{self, Row, Sheet, View, line, truncate, wrap};
use crate::tui::widgets::{self, Line, explained_aside, marked, pointed, preview};

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
                Line::Entry(entry) => {
                    let standing = self.standings[*entry];
                    match self.entry(*entry) {
                        Some(Item::Question(question)) => self.row(page, at, standing, &question),
                        Some(Item::Term(term)) => self.term_row(page, at, standing, term),
                        None => Row::new(),
                    }
                }
            });
        }
        let here = self.here();
        if lines.is_empty() {
            main.text(page.at(page.columns.text), &self.none_shown(), Role::Muted);
        }
        let view = View::page("Browse", main);
        let view = match &here {
            Some(item) => view.details(page, |sheet, at| self.preview(sheet, page, at, item)),
            None if lines.is_empty() => view,
            None => view.details(page, |sheet, at| self.group(sheet, at, page.body_height())),
        };
        view.right(self.how_many(self.shown.len()))
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
                self.filter.into_str(),
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
        let names = self
            .counts
            .iter()
            .map(|(it, shown)| (it.into_str(), *shown));
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
        let row = self.groups.heading(page, section, depth, page.end() - 6);
        let row = row.until(page.end(), entries.to_string(), Role::Muted);
        pointed(row, page.columns.cursor, at, at == self.at)
    }

    /// Lists the first items in the group under the cursor, up to row `rows` of the sheet.
    fn group(&self, sheet: &mut Sheet, (column, width): (u16, usize), rows: usize) {
        let Some(section) = self.groups.section_at(self.at) else {
            return;
        };
        let entries = self.groups.entries_at(self.at);
        sheet.text((column, width), self.groups.title(section), Role::Strong);
        if self.filter != Filter::Terms {
            let standings = entries.iter().map(|at| self.standings[*at]);
            let seen = standings.clone().filter(|it| it.seen).count();
            let missed = standings.filter(|it| it.missed).count();
            let text = format!("{} seen, {missed} missed", part_of(seen, entries.len()));
            sheet.text((column, width), &text, Role::Muted);
        }
        sheet.gap();
        for at in entries {
            let Some(item) = self.entry(at) else {
                continue;
            };
            if sheet.len() + 1 >= rows {
                sheet.push(Row::new().at(column, "…", Role::Muted));
                return;
            }
            let (mark, role, text) = match item {
                Item::Question(question) => {
                    let (mark, role) = self.standings[at].mark();
                    (mark, role, one_line(&question.stem))
                }
                Item::Term(term) => ("·", Role::Muted, term.name.clone()),
            };
            let text = truncate(&text, width.saturating_sub(2));
            let row = Row::new().at(column, mark, role);
            sheet.push(row.at(column + 2, text, Role::Text));
        }
    }

    fn row(&self, page: &Page, at: usize, standing: Standing, question: &Question) -> Row {
        let columns = page.columns;
        let (mark, role) = standing.mark();
        let room = page.width_from(columns.text).saturating_sub(5);
        let stem = truncate(&one_line(&question.stem), room);
        let level = dots(usize::from(question.difficulty));
        let mut row = Row::new()
            .at(columns.mark, mark, role)
            .line(columns.text, &self.marked(stem, Role::Text))
            .until(page.end(), level, Role::Muted);
        if self.disputes.contains_key(&question.id) {
            row = row.at(columns.mark + 2, "!", Role::Warning);
        } else if self.overview.record.flagged.contains(&question.id) {
            row = row.at(columns.mark + 2, "⚑", Role::Flagged);
        }
        pointed(row, columns.cursor, at, at == self.at)
    }

    fn term_row(&self, page: &Page, at: usize, standing: Standing, term: &Term) -> Row {
        const CLOSED: &str = "closed";
        let columns = page.columns;
        let closed = if term.closed.is_some() { CLOSED } else { "" };
        let room = page
            .width_from(columns.text)
            .saturating_sub(CLOSED.len() + 2);
        let name = truncate(&term.name, room);
        let (mark, role) = standing.mark();
        let row = Row::new()
            .at(columns.mark, mark, role)
            .line(columns.text, &self.marked(name, Role::Text))
            .until(page.end(), closed, Role::Warning);
        pointed(row, columns.cursor, at, at == self.at)
    }

    fn preview(&self, sheet: &mut Sheet, page: &Page, at: (u16, usize), item: &Item<'_>) {
        match item {
            Item::Question(question) => {
                self.preview_question(sheet, at, question);
                if page.side > 0 && !self.is_covered(question) {
                    sheet.gap();
                    sheet.push(Row::new().at(at.0, "Rule", Role::Strong));
                    sheet.rich(at, &question.explanation, Role::Text);
                    sheet.gap();
                    let aside = explained_aside(page, &self.bank, question);
                    sheet.rows.extend(aside.rows);
                }
            }
            Item::Term(term) => self.preview_term(sheet, at, term),
        }
    }

    /// Returns `text` with the matches highlighted.
    fn marked(&self, text: String, role: Role) -> view::Line {
        marked(line(text, role), |text| self.query.hits(text))
    }

    /// Adds `text` with the matches highlighted.
    fn found(&self, sheet: &mut Sheet, (column, width): (u16, usize), text: &str, role: Role) {
        let parts = wrap(text, width).into_iter();
        sheet.lines(
            Row::new(),
            column,
            parts.map(|part| self.marked(part, role)),
        );
    }

    fn preview_term(&self, sheet: &mut Sheet, at: (u16, usize), term: &Term) {
        self.found(sheet, at, &term.name, Role::Strong);
        if !term.aliases.is_empty() {
            let also = format!("Also called {}", term.aliases.join(", "));
            self.found(sheet, at, &also, Role::Muted);
        }
        sheet.push(Row::new());
        self.found(sheet, at, &term.definition, Role::Text);
        if let Some(text) = self.notes.on(&Subject::Term(term.id.clone())) {
            sheet.push(Row::new());
            self.found(sheet, at, &noted(text), Role::Accent);
        }
        if let Some(closed) = &term.closed {
            sheet.push(Row::new());
            self.found(sheet, at, closed, Role::Warning);
        }
    }

    fn preview_question(&self, sheet: &mut Sheet, at: (u16, usize), question: &Question) {
        let covered = self.is_covered(question);
        let order = question.choices.iter().map(|it| &it.id);
        let mark = |id: &ChoiceId| {
            let mut choices = question.choices.iter();
            let right = choices.any(|it| it.id == *id && it.correct);
            (right && !covered).then_some(("✓", Role::Correct))
        };
        let hits = |text: &str| self.query.hits(text);
        preview(sheet, at, question, order, mark, hits);
        for text in self.notes.with(question).into_iter().filter(|_| !covered) {
            sheet.gap();
            self.found(sheet, at, &noted(text), Role::Accent);
        }
        if covered {
            sheet.gap();
            let text = if self.field.is_typing() {
                "Unseen. Press Enter to open it with its answer."
            } else {
                "Unseen. Press Space to uncover the answer."
            };
            sheet.text(at, text, Role::Muted);
        }
    }
}
