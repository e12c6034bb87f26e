//! The first page of a result: the score in large digits, the next steps, and the sections.

use super::{Line, ResultPage};
use crate::app::Step;
use crate::app::messages::result::{self as telling, Section};
use crate::app::words::{as_percent, exam_weight, thousands};
use crate::quiz::{Estimate, Tally};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate, wrap};
use crate::tui::widgets::{band, bar, digits, entry};
use unicode_width::UnicodeWidthStr as _;

/// The maximum and minimum widths of the bars next to the scores.
const BAR: u16 = 16;
const BAR_LEAST: u16 = 6;
/// The width of the text `Meets competencies`, including the gap before it.
const PERFORMANCE: u16 = 21;
/// The width of the score of a section, and of its score and weight in a mock exam.
const SCORES: u16 = 14;
const EXAM_SCORES: u16 = 22;
/// The indentation of tasks below their domain.
const INDENT: u16 = 2;

impl ResultPage {
    /// Draws the page.
    pub(super) fn result(&self, main: &mut Sheet, page: &Page) {
        let text = page.columns.mark;
        let width = page.width_from(text);
        if let Some(said) = telling::expired(&self.session) {
            main.push(Row::new().at(text, said, Role::Warning));
        }
        self.score(main, page);
        // These blank rows stay in a short window, because the steps would look like a part of the
        // scale above them or of the table below them.
        if !self.report.steps.is_empty() {
            main.push(Row::new());
        }
        let mut lines = self.lines().into_iter().enumerate().peekable();
        while let Some((at, Line::Step(step))) = lines.peek().copied() {
            lines.next();
            self.step_row(main, page, at, step);
        }
        if let Some(said) = &self.report.proves_little {
            main.text((text, width), said, Role::Muted);
        }
        if self.session.score().all.of == 0 {
            return;
        }
        main.push(Row::new());
        if lines.peek().is_some() {
            self.head_row(main, page);
        }
        for (at, line) in lines {
            if let Line::Section(section) = line {
                self.section_row(main, page, at, section);
            }
        }
        main.gap();
        let sentences = [
            telling::returned(&self.bank, &self.session),
            telling::unscored(&self.session),
            telling::hints(&self.session),
            telling::how(&self.bank, &self.session),
        ];
        for said in sentences.into_iter().flatten() {
            main.text((text, width), &said, Role::Muted);
        }
    }

    /// Draws the score in large digits, with text next to it and a scale below it.
    fn score(&self, sheet: &mut Sheet, page: &Page) {
        let at = page.columns.mark;
        let all = self.session.score().all;
        let verdict = telling::verdict(&self.bank, &self.session);
        let used = telling::used(&self.session);
        let said = telling::score(&self.session);
        let (Some(estimate), Some(share)) = (Estimate::of(all), all.share()) else {
            let row = Row::new().at(at, said, Role::Strong);
            return sheet.push(row.until(page.end(), used, Role::Muted));
        };
        let exam = self.whole();
        let (figure, role) = match (exam, verdict) {
            (Some(exam), Some((true, _))) => (exam.scale.estimate(share), Role::Correct),
            (Some(exam), _) => (exam.scale.estimate(share), Role::Wrong),
            (None, _) => ((share * 100.0).round() as u32, Role::Accent),
        };
        let mut figure = figure.to_string();
        if exam.is_none() {
            figure.push('%');
        }
        let beside = at + digits::width(&figure) + 3;
        let room = page.width_from(beside);
        let mut words: Vec<(String, Role)> = Vec::new();
        if let Some((pass, verdict)) = verdict {
            let mark = if pass { "✓" } else { "✗" };
            words.push((format!("{mark} {verdict}"), role));
        }
        words.push((said, Role::Text));
        let likely = telling::likely(&self.bank, &self.session);
        words.extend(likely.into_iter().map(|it| (it, Role::Muted)));
        let mut rows: Vec<_> = words
            .into_iter()
            .flat_map(|(words, role)| wrap(&words, room).into_iter().map(move |it| (it, role)))
            .collect();
        // Put the time used on the first row if it fits there.
        let fits = rows[0].0.chars().count() + 2 + used.chars().count() <= room;
        if !fits {
            rows.push((used.clone(), Role::Muted));
        }
        for at_row in 0..rows.len().max(digits::HEIGHT) {
            let mut row = Row::new();
            if at_row < digits::HEIGHT {
                row = digits::digits(row, at, at_row, &figure, role);
            }
            if let Some((words, role)) = rows.get(at_row) {
                row = row.at(beside, words.clone(), *role);
            }
            if at_row == 0 && fits {
                row = row.until(page.end(), used.clone(), Role::Muted);
            }
            sheet.push(row);
        }
        let change = self.report.change.as_ref();
        let below = [
            change.and_then(|it| telling::change(&self.bank, &self.session, it)),
            telling::no_verdict(&self.bank, &self.session),
        ];
        for said in below.into_iter().flatten() {
            sheet.text(page.at(at), &said, Role::Text);
        }
        for reward in &self.report.rewards {
            let said = format!("▴ {reward}");
            sheet.text(page.at(at), &said, Role::Accent);
        }
        sheet.gap();
        self.gauge(sheet, page, estimate);
    }

    /// Draws the scale with the score, its likely range, and the passing score.
    fn gauge(&self, sheet: &mut Sheet, page: &Page, estimate: Estimate) {
        let at = page.columns.mark;
        let width = page.width_from(at) as u16;
        let Estimate { share, .. } = estimate;
        let exam = self.bank.exam.as_ref();
        // An exam that was left early has no verdict.
        let exam = exam.filter(|_| !self.session.is_left_exam());
        let pass = exam.map(|exam| exam.scale.pass_share());
        if telling::has_range(&self.session) {
            sheet.push(band(at, width, estimate, pass));
        } else {
            let hundred = Tally {
                right: (share * 100.0).round() as usize,
                of: 100,
            };
            sheet.push(bar(Row::new(), at, width, hundred, pass));
        }
        let (low, high, mark) = match self.whole() {
            Some(exam) => {
                let scale = &exam.scale;
                let pass = format!("pass {}", scale.pass);
                (
                    scale.min.to_string(),
                    thousands(scale.max as usize),
                    Some(pass),
                )
            }
            None => {
                let mark = pass.map(|pass| format!("pass {}", as_percent(pass)));
                ("0%".to_owned(), "100%".to_owned(), mark)
            }
        };
        let mut row = Row::new()
            .at(at, low, Role::Muted)
            .until(page.end(), high, Role::Muted);
        if let (Some(pass), Some(mark)) = (pass, mark) {
            let middle = at + (pass * f64::from(width.saturating_sub(1))).round() as u16;
            let half = mark.chars().count() as u16 / 2;
            row = row.at(middle.saturating_sub(half), mark, Role::Accent);
        }
        sheet.push(row);
    }

    fn step_row(&self, sheet: &mut Sheet, page: &Page, at: usize, step: &Step) {
        let here = at == self.at;
        let role = if at == 0 { Role::Strong } else { Role::Text };
        let room = page.width_from(page.columns.mark).saturating_sub(3);
        let row = Row::new()
            .at(page.columns.mark, truncate(&step.offer(), room), role)
            .until(page.end(), step.key().to_string(), Role::Accent);
        entry(sheet, page, row, at, here);
    }

    fn head_row(&self, sheet: &mut Sheet, page: &Page) {
        let end = self.shares_end(page);
        let mut row = Row::new()
            .at(page.columns.mark, "Section", Role::Muted)
            .until(end, "correct", Role::Muted);
        if self.whole().is_some() {
            row = row.until(end - 15, "exam", Role::Muted);
            if self.has_performance(page) {
                row = row.at(end + 3, "Performance", Role::Muted);
            }
        }
        sheet.push(row);
    }

    /// Returns the column where the scores end.
    fn shares_end(&self, page: &Page) -> u16 {
        page.end() - self.performance_width(page)
    }

    fn has_performance(&self, page: &Page) -> bool {
        self.performance_width(page) > 0
    }

    /// Returns the width of the performance labels, which is 0 if they would cut the name of a
    /// section.
    fn performance_width(&self, page: &Page) -> u16 {
        let fits = self.names_end(page) + EXAM_SCORES + PERFORMANCE <= page.end();
        if self.whole().is_some() && fits {
            PERFORMANCE
        } else {
            0
        }
    }

    /// Returns the width of the bars, which are as wide as the names of the sections allow. It is 0
    /// if there are no bars.
    fn bar_width(&self, page: &Page) -> u16 {
        let taken = self.names_end(page) + SCORES + 2;
        let room = page.end().saturating_sub(taken);
        if self.whole().is_none() && room >= BAR_LEAST {
            room.min(BAR)
        } else {
            0
        }
    }

    /// Returns the column where the longest name of a section ends.
    fn names_end(&self, page: &Page) -> u16 {
        let names = self.report.sections.iter();
        let names = names.map(|it| it.title.width() as u16);
        page.columns.mark + INDENT + names.max().unwrap_or(0)
    }

    fn section_row(&self, sheet: &mut Sheet, page: &Page, at: usize, section: &Section) {
        let (name, tally) = (section.title.as_str(), section.tally);
        let is_task = !section.is_domain && self.has_domains();
        let end = self.shares_end(page);
        let percent = tally
            .percent()
            .map_or("–".to_owned(), |percent| format!("{percent}%"));
        let role = match (
            is_task,
            self.whole().and_then(|it| telling::performance(it, tally)),
        ) {
            (false, Some("Needs improvement")) => Role::Warning,
            (false, Some(_)) => Role::Correct,
            _ => Role::Text,
        };
        let mut row = Row::new().until(end, percent, role).until(
            end - 5,
            format!("{} of {}", tally.right, tally.of),
            Role::Muted,
        );
        let mut name_end = end - SCORES;
        if let Some(exam) = self.whole() {
            name_end = end - EXAM_SCORES;
            if let Some(weight) = section.weight {
                row = row.until(end - 15, exam_weight(weight), Role::Muted);
            }
            let says = telling::performance(exam, tally).filter(|_| !is_task);
            if let Some(says) = says.filter(|_| self.has_performance(page)) {
                row = row.at(end + 3, says, role);
            }
        }
        let bar_width = self.bar_width(page);
        if bar_width > 0 {
            name_end -= bar_width + 2;
            row = bar(row, name_end + 1, bar_width, tally, None);
        }
        let from = page.columns.mark + if is_task { INDENT } else { 0 };
        let room = usize::from(name_end.saturating_sub(from));
        let role = if is_task { Role::Text } else { Role::Strong };
        row = row.at(from, truncate(name, room), role);
        entry(sheet, page, row, at, at == self.at);
    }

    fn has_domains(&self) -> bool {
        self.report.sections.iter().any(|it| it.is_domain)
    }
}
