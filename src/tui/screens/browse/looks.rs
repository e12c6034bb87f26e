//! How the page looks: what is looked for, the list, and a preview.

use std::sync::Arc;

use super::{Browse, CELLS, LEVELS};
use crate::model::Question;
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, cut, line, wrap};
use crate::tui::widgets::{self, marked};

/// The marks of a difficulty.
fn dots(level: usize) -> String {
    (1..=LEVELS)
        .map(|it| if it <= level { '●' } else { '○' })
        .collect()
}

impl Browse {
    pub(super) fn look_of(&self, page: &Page) -> View {
        let mut main = Sheet::default();
        self.choices(&mut main, page);
        let shown = self.shown(self.filter);
        // Without a second column the list takes a third, and the preview stands below.
        let rows = if page.side > 0 {
            page.body_height().saturating_sub(main.len())
        } else {
            (page.body_height() / 3).max(4)
        };
        let from = self
            .at
            .saturating_sub(rows / 2)
            .min(shown.len().saturating_sub(rows));
        for (at, question) in shown.iter().enumerate().skip(from).take(rows) {
            main.push(self.row(page, at, question));
        }
        let mut side = Sheet::default();
        let here = shown.get(self.at);
        match here {
            None => {
                let text = if self.filter == CELLS {
                    "No cell matches."
                } else {
                    "No question is of this kind."
                };
                main.push(Row::new().at(page.columns.text, text, Role::Muted));
            }
            Some(question) if page.side > 0 => {
                self.preview(&mut side, page.side_at(), usize::from(page.side), question);
            }
            Some(question) => {
                let width = usize::from(page.end() - page.margin);
                main.push(Row::new().at(page.margin, "─".repeat(width), Role::Faint));
                let at = page.columns.mark;
                self.preview(&mut main, at, page.width_from(at), question);
            }
        }
        View {
            head: Head {
                place: "Browse".into(),
                right: line(
                    if self.filter == CELLS {
                        format!("{} of {} cells", shown.len(), self.cells.len())
                    } else {
                        format!("{} of {} questions", shown.len(), self.bank.questions.len())
                    },
                    Role::Muted,
                ),
                ..Head::default()
            },
            main,
            side,
            status: here.map_or(Vec::new(), |question| {
                line(self.about(question), Role::Muted)
            }),
            shows: format!("browse {} {}", self.filter, self.topic),
            ..View::default()
        }
    }

    /// What is looked for, the filters, and topic and difficulty.
    fn choices(&self, main: &mut Sheet, page: &Page) {
        let label = page.columns.mark;
        let at = label + 6;

        let mut find = Row::new()
            .at(label, "Find", Role::Muted)
            .click(Action::Search);
        find = if self.typing {
            find.line(at, &self.field.line(page.width_from(at)))
        } else if self.field.text().is_empty() {
            find.at(at, "/ stems, options, facts, reasons", Role::Faint)
        } else {
            find.at(at, cut(self.field.text(), page.width_from(at)), Role::Text)
        };
        main.push(find);
        let names: Vec<_> = self
            .filters()
            .iter()
            .enumerate()
            .map(|(at, name)| (*name, self.shown(at).len()))
            .collect();
        let tabs = if page.narrow {
            widgets::tabs(label, page.end() - label, &names, self.filter)
        } else {
            widgets::tabs(at, page.end() - at, &names, self.filter).at(label, "Show", Role::Muted)
        };
        main.push(tabs);
        main.push(self.topic_and_level(page, label, at));
        main.gap();
    }

    fn topic_and_level(&self, page: &Page, label: u16, at: u16) -> Row {
        const EACH: u16 = 5;
        let levels_at = page.end() - EACH * LEVELS as u16 + 2;
        let topic = self.only_topic();
        let name = topic.map_or("all topics", |topic| topic.title.as_str());
        let name = cut(name, usize::from(levels_at.saturating_sub(at + 2)));
        let role = if topic.is_some() {
            Role::Accent
        } else {
            Role::Muted
        };
        let mut row = Row::new()
            .at(label, "In", Role::Muted)
            .at(at, name, role)
            .click_on(label..levels_at - 2, Action::Right);
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

    fn row(&self, page: &Page, at: usize, question: &Arc<Question>) -> Row {
        let columns = page.columns;
        let here = at == self.at;
        let (mark, role) = match self.tally(question) {
            None => ("·", Role::Muted),
            Some(_) if self.missed.contains(&question.id) => ("✗", Role::Wrong),
            Some(_) => ("✓", Role::Correct),
        };
        let room = page.width_from(columns.text).saturating_sub(5);
        let stem = cut(&question.stem.replace('\n', " "), room);
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

    fn preview(&self, sheet: &mut Sheet, column: u16, width: usize, question: &Question) {
        let covered = self.is_covered(question);
        for part in wrap(&question.stem, width) {
            let hits = self.query.hits(&part);
            sheet.push(marked(Row::new(), column, &part, &hits, Role::Text));
        }
        sheet.gap();
        for (at, choice) in question.choices.iter().enumerate() {
            let right = choice.correct && !covered;
            for (line, part) in wrap(&choice.text, width.saturating_sub(5))
                .into_iter()
                .enumerate()
            {
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
        if covered {
            sheet.gap();
            let text = if self.typing {
                "Never asked: Enter opens it with its answer."
            } else {
                "Never asked: Space uncovers the answer."
            };
            for line in wrap(text, width) {
                sheet.push(Row::new().at(column, line, Role::Muted));
            }
        }
    }
}
