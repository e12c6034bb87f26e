//! Draws the exam guide: the tree with its columns, and the details of the selected section.

use super::GuidePage;
use super::reading::knowledge_mark;
use crate::app::words::{as_percent, count, exam_weight, part_of, sentence, stated_percent};
use crate::app::{
    SectionProgress, all_checked_in_words, answers_in_words, checked_in_words, knowledge_in_words,
    share_in_words,
};
use crate::model::{Component, SectionId};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::{entry, mastery_bar};
use unicode_width::UnicodeWidthStr as _;

/// The minimum number of tree rows if the details are below the tree, in a normal window and in a
/// short one.
const TREE: usize = 6;
const TREE_LOW: usize = 4;
/// The minimum number of rows in a page body that is not short.
const LOW: usize = 17;
/// The minimum number of free rows below the details that are filled with bullets or facts.
const MORE: usize = 4;
/// The width of the `known/weak/new` column.
const KNOWN: u16 = 12;

/// The columns where the figures end. A figure is `None` if it does not fit in a narrow window.
struct FigureColumns {
    known: u16,
    recall: Option<u16>,
    correct: u16,
    unseen: Option<u16>,
    exam: u16,
}

impl FigureColumns {
    /// Returns the columns on `page`. Figures that the details show, too, are omitted if they would
    /// cut names that are `names` columns wide.
    fn on(page: &Page, names: u16) -> Self {
        let end = page.end();
        if page.narrow {
            return Self {
                known: end - 14,
                recall: None,
                correct: end - 6,
                unseen: None,
                exam: end,
            };
        }
        let text = page.columns.mark + 2 + names;
        let fits = |known: u16| text + KNOWN <= known;
        let has_recall = fits(end - 28);
        let has_unseen = has_recall || fits(end - 21);
        let correct = end - if has_unseen { 13 } else { 6 };
        Self {
            known: correct - if has_recall { 15 } else { 8 },
            recall: has_recall.then_some(end - 21),
            correct,
            unseen: has_unseen.then_some(end - 6),
            exam: end,
        }
    }
}

/// Adds `text` so that it ends before column `end`. Does nothing if `end` is `None`.
fn figure(row: Row, end: Option<u16>, text: String, role: Role) -> Row {
    match end {
        Some(end) => row.until(end, text, role),
        None => row,
    }
}

fn or_dash(figure: Option<String>) -> String {
    figure.unwrap_or_else(|| "–".to_owned())
}

impl GuidePage {
    pub(super) fn look(&self, page: &Page) -> View {
        let mut details = Sheet::default();
        let (mut main, mut side) = (Sheet::default(), Sheet::default());
        head_row(&mut main, page, self.names());
        let rows = self.tree.rows();
        if page.side > 0 {
            let at = page.at_side();
            self.details(&mut side, at);
            self.more(&mut side, at);
            side.cut(page.body_height(), at.0);
            self.rows(&mut main, page, &rows, 0, rows.len());
        } else {
            let at = page.at(page.columns.mark);
            self.details(&mut details, at);
            // Reserve one row for the column headings and one for the rule.
            let room = page.body_height().saturating_sub(2);
            let least = if room < LOW { TREE_LOW } else { TREE };
            let shown = room
                .saturating_sub(details.len())
                .max(least)
                .min(rows.len());
            let from = self.tree.row().saturating_sub(shown / 2);
            let from = from.min(rows.len() - shown);
            self.rows(&mut main, page, &rows, from, shown);
            main.rule(page);
            let room = room.saturating_sub(shown);
            if room >= details.len() + MORE {
                self.more(&mut details, at);
            }
            details.cut(room, at.0);
            main.rows.extend(details.rows);
        }
        let all = &self.guide.all;
        let (known, of) = (all.items.all_known(), all.items.total());
        View::page("Exam guide", main)
            .right(format!("{} items known", part_of(known, of)))
            .done((of > 0).then_some((known, of)))
            .side(side)
            .note(self.revision())
    }

    /// Returns the width of the longest name of a domain or a task, including its indentation.
    fn names(&self) -> u16 {
        let sections = self.tree.outline.sections.iter();
        let sections = sections.filter(|it| !matches!(it.id, SectionId::Topic(_)));
        let widths = sections.map(|it| 2 * it.depth + it.title.width());
        widths.max().unwrap_or(0) as u16
    }

    /// Returns the version of the exam guide and the age of the bank's sources.
    fn revision(&self) -> String {
        let exam = self.bank.exam.as_ref();
        let guide = exam.and_then(|exam| exam.guide.as_ref());
        let guide = guide.map(|it| sentence(it));
        let checked = all_checked_in_words(&self.guide, self.overview.today);
        let said: Vec<_> = guide.into_iter().chain(checked).collect();
        said.join(" ")
    }

    /// Draws `count` of `rows`, starting at index `from`.
    fn rows(&self, main: &mut Sheet, page: &Page, rows: &[usize], from: usize, count: usize) {
        for (row, at) in rows.iter().enumerate().skip(from).take(count) {
            let shown = self.row(page, *at);
            entry(main, page, shown, row, Some(*at) == self.tree.here());
        }
    }

    fn row(&self, page: &Page, at: usize) -> Row {
        let section = &self.tree.outline.sections[at];
        let standing = &self.guide.standings[at];
        let columns = FigureColumns::on(page, self.names());
        let indent = page.columns.mark + 2 * section.depth as u16;
        let text = indent + 2;
        let room = usize::from((columns.known - KNOWN).saturating_sub(text));
        let role = if section.depth == 0 {
            Role::Strong
        } else {
            Role::Text
        };
        let [known, weak, new] = standing.items.known_weak_new();
        let known = format!("{known}/{weak}/{new}");
        let unseen = standing.unseen.to_string();
        let correct = stated_percent(standing.answers).map(|it| format!("{it}%"));
        let exam = standing.share.map(exam_weight).unwrap_or_default();
        let mut row = Row::new()
            .at(indent, self.tree.mark(at), Role::Muted)
            .at(text, truncate(&section.title, room), role)
            .until(columns.known, known, Role::Text);
        row = figure(
            row,
            columns.recall,
            or_dash(standing.recall().map(as_percent)),
            Role::Muted,
        );
        row = row.until(columns.correct, or_dash(correct), Role::Muted);
        row = figure(row, columns.unseen, unseen, Role::Muted);
        row.until(columns.exam, exam, Role::Muted)
    }

    /// Draws the learner's knowledge of the section under the cursor and the exam guide bullets for
    /// that section.
    fn details(&self, sheet: &mut Sheet, (column, width): (u16, usize)) {
        let Some(at) = self.tree.here() else {
            return;
        };
        let section = &self.tree.outline.sections[at];
        let standing = &self.guide.standings[at];
        sheet.text((column, width), &section.title, Role::Strong);
        knowledge(sheet, (column, width), standing);
        sheet.text((column, width), &answers_in_words(standing), Role::Muted);
        if let SectionId::Task(id) = &section.id {
            self.bullets(sheet, (column, width), id);
        }
        let content = self.content(at, standing);
        sheet.text((column, width), &content, Role::Muted);
    }

    /// Adds the bullets for all tasks in a domain, or the facts in a task or a topic.
    fn more(&self, sheet: &mut Sheet, (column, width): (u16, usize)) {
        let Some(at) = self.tree.here() else {
            return;
        };
        let sections = &self.tree.outline.sections;
        if let SectionId::Domain(_) = sections[at].id {
            let below = sections[at + 1..].iter();
            let below = below.take_while(|it| it.depth > sections[at].depth);
            for section in below {
                if let SectionId::Task(id) = &section.id {
                    sheet.gap();
                    sheet.text((column, width), &section.title, Role::Strong);
                    self.bullets(sheet, (column, width), id);
                }
            }
            return;
        }
        let topics = self.tree.outline.topics(&self.bank, at);
        let facts = self.bank.facts.iter();
        let facts: Vec<_> = facts.filter(|it| topics.contains(&it.topic)).collect();
        if facts.is_empty() {
            return;
        }
        sheet.gap();
        sheet.text((column, width), "Facts", Role::Strong);
        let knowledge = &self.overview.record.knowledge;
        for fact in facts {
            let known = knowledge.get(&Component::Fact(fact.id.clone()));
            let (mark, role) = knowledge_mark(known.map(|it| it.mastery(self.overview.today)));
            let title = truncate(&fact.title, width.saturating_sub(2));
            sheet.push(
                Row::new()
                    .at(column, mark, role)
                    .at(column + 2, title, Role::Text),
            );
        }
    }

    /// Draws the bullets for the task `id`, with the number of known facts for each bullet.
    fn bullets(&self, sheet: &mut Sheet, (column, width): (u16, usize), id: &str) {
        for bullet in self.guide.bullets(id) {
            let (mark, role) = match (bullet.known, bullet.facts) {
                (known, of) if known == of && of > 0 => ("✓", Role::Correct),
                _ => ("·", Role::Muted),
            };
            let figures = match bullet.facts {
                0 => String::new(),
                of => format!("{}/{of}", bullet.known),
            };
            let room = width.saturating_sub(figures.len() + 3);
            let title = truncate(&bullet.title, room);
            sheet.push(
                Row::new()
                    .at(column, mark, role)
                    .at(column + 2, title, Role::Text)
                    .until(column + width as u16, figures, Role::Muted),
            );
        }
    }

    /// Describes the content that the bank has for section `at` and the weight of the section in
    /// the exam.
    fn content(&self, at: usize, standing: &SectionProgress) -> String {
        let tables = self.guide.tables(&self.bank, at).len();
        let has = [
            (standing.facts, "fact", "facts"),
            (tables, "table", "tables"),
            (standing.terms, "term", "terms"),
        ];
        let has = has.into_iter().filter(|(number, ..)| *number > 0);
        let has: Vec<_> = has.map(|(of, one, many)| count(of, one, many)).collect();
        let mut said = Vec::new();
        if !has.is_empty() {
            said.push(format!("{}.", has.join(", ")));
        }
        said.extend(standing.share.map(|it| format!("{}.", share_in_words(it))));
        said.extend(checked_in_words(standing, self.overview.today));
        said.join(" ")
    }
}

/// Draws the column headings.
fn head_row(main: &mut Sheet, page: &Page, names: u16) {
    let columns = FigureColumns::on(page, names);
    let mut row = Row::new().until(columns.known, "known/weak/new", Role::Faint);
    row = figure(row, columns.recall, "recall".into(), Role::Faint);
    row = row.until(columns.correct, "correct", Role::Faint);
    row = figure(row, columns.unseen, "unseen".into(), Role::Faint);
    main.push(row.until(columns.exam, "exam", Role::Faint));
}

/// Draws a bar for the share of known items, with the numbers next to it or below it.
fn knowledge(sheet: &mut Sheet, (column, width): (u16, usize), standing: &SectionProgress) {
    let parts = standing.items.known_weak_new();
    let Some(words) = knowledge_in_words(standing) else {
        return;
    };
    let (width, taken) = (width as u16, words.len() as u16 + 2);
    if width >= 2 * taken {
        let row = mastery_bar(column, width - taken, parts);
        sheet.push(row.until(column + width, words, Role::Text));
    } else {
        sheet.push(mastery_bar(column, width, parts));
        sheet.push(Row::new().at(column, words, Role::Text));
    }
}
