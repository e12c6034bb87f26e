//! Draws the readiness by domain and task and lists the tasks that would raise the passing
//! probability the most.

use super::Progress;
use super::charts::draw_text;
use crate::app::HONEST;
use crate::app::words::{as_percent, count, exam_weight};
use crate::learn::PartShare;
use crate::quiz::Tally;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};
use crate::tui::widgets::chart::Area;
use crate::tui::widgets::{bar, entry};

/// The widths of the columns: the readiness, the gain in passing probability, the share of the
/// exam, and the bar.
const READY: u16 = 6;
const WORTH: u16 = 7;
const EXAM: u16 = 7;
const BAR: u16 = 16;
/// The distances from the end of a row to the readiness and to the title of a task that is worth
/// studying.
const POINTS: u16 = 17;
const WORTH_ROOM: u16 = POINTS + 11;
/// The minimum width of a page with bars.
const WIDE: u16 = 70;

impl Progress {
    /// Draws the estimate, the tasks that are most worth studying, and a row for each domain and
    /// task.
    pub(super) fn readiness(&self, sheet: &mut Sheet, place: Area, page: &Page) {
        self.estimate(sheet, place);
        let worth = self.insight.most_worth();
        if !worth.is_empty() {
            sheet.gap();
            draw_text(
                sheet,
                place,
                "What would raise your passing probability most",
                Role::Strong,
            );
            for (task, ready, points) in worth {
                let points = format!("about +{}", count(points, "point", "points"));
                let room = place.width.saturating_sub(WORTH_ROOM);
                let row = Row::new()
                    .at(
                        place.at,
                        truncate(&task.title, usize::from(room)),
                        Role::Text,
                    )
                    .until(place.end() - POINTS, ready, Role::Muted)
                    .until(place.end(), points, Role::Accent);
                sheet.push(row);
            }
        }
        sheet.gap();
        let end = place.end();
        let head = Row::new()
            .at(place.at, "Domain or task", Role::Muted)
            .until(end, "exam", Role::Muted)
            .until(end - EXAM, "worth", Role::Muted)
            .until(end - EXAM - WORTH, "ready", Role::Muted);
        sheet.push(head);
        let rows = Area {
            at: page.columns.mark,
            width: end - page.columns.mark,
            ..place
        };
        let parts = self.ready_parts();
        let last = parts.len().saturating_sub(1);
        for (at, (part, role)) in parts.into_iter().enumerate() {
            entry(sheet, page, part_row(part, rows, role), at, at == self.at);
        }
        sheet.gap();
        draw_text(sheet, place, HONEST, Role::Muted);
        // Keep the text above visible while the cursor is on the first row, and the text below
        // while it is on the last row.
        match &mut sheet.focus {
            Some(focus) if self.at == 0 => focus.start = 0,
            Some(focus) if self.at == last => focus.end = sheet.rows.len(),
            _ => {}
        }
    }

    /// Returns the domains and tasks with a role for each name. Each domain is followed by its
    /// tasks.
    pub(super) fn ready_parts(&self) -> Vec<(&PartShare, Role)> {
        let readiness = &self.insight.readiness;
        let mut parts = Vec::new();
        for domain in &readiness.domains {
            parts.push((domain, Role::Strong));
            let tasks = readiness.tasks.iter();
            let tasks = tasks.filter(|it| it.domain == domain.domain);
            parts.extend(tasks.map(|it| (it, Role::Text)));
        }
        parts
    }
}

fn part_row(part: &PartShare, place: Area, role: Role) -> Row {
    let end = place.end();
    let ready_end = end - EXAM - WORTH;
    let mut name_end = ready_end - READY;
    let indent = if role == Role::Strong { 0 } else { 2 };
    let mut row = Row::new();
    if place.width >= WIDE {
        name_end -= BAR + 2;
        if let Some(ready) = part.known {
            let tally = Tally {
                right: (ready * 100.0).round() as usize,
                of: 100,
            };
            row = bar(row, name_end + 1, BAR, tally, None);
        }
    }
    let at = place.at + indent;
    let name = truncate(&part.title, usize::from(name_end.saturating_sub(at)));
    let ready = part.known.map_or("–".to_owned(), as_percent);
    row = row.at(at, name, role).until(ready_end, ready, role);
    if let Some(worth) = part.worth.filter(|it| *it >= 0.005) {
        let worth = format!("+{:.0}", worth * 100.0);
        row = row.until(end - EXAM, worth, Role::Accent);
    }
    match part.weight {
        Some(weight) => row.until(end, exam_weight(weight), Role::Muted),
        None => row,
    }
}
