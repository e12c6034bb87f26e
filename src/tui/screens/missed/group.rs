//! Describes a group in the list of missed items: its counts, and its items by task.

use super::MissedList;
use crate::app::words::sentence;
use crate::app::{MissedItem, missed_in_words};
use crate::model::markup::one_line;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};

/// The minimum number of rows for a group below the list.
const LEAST: usize = 4;

impl MissedList {
    /// Describes the group under the cursor, such as `3 questions and 1 cell; 2 due today; 1 marked
    /// sure.`. Returns `None` if the cursor is not on a heading.
    pub(super) fn group_in_words(&self) -> Option<String> {
        self.groups.section_at(self.at)?;
        let entries = self.groups.entries_at(self.at);
        let items: Vec<&MissedItem> = entries.iter().map(|at| self.item(*at)).collect();
        let mut parts = vec![missed_in_words(items.iter().map(|it| &it.missed))];
        let today = self.overview.today;
        let is_due = |it: &&&MissedItem| it.due.is_some_and(|day| day <= today);
        let due = items.iter().filter(is_due).count();
        let sure = items.iter().filter(|it| it.missed.sure).count();
        if due > 0 {
            parts.push(format!("{due} due today"));
        }
        if sure > 0 {
            parts.push(format!("{sure} marked sure"));
        }
        Some(sentence(&parts.join("; ")))
    }

    /// Draws the group under the cursor below the list if there are enough free rows. `upper` is the
    /// number of rows above the list.
    pub(super) fn group_below(&self, main: &mut Sheet, page: &Page, upper: usize) {
        // The tabs are followed by a blank row, and the rule needs one.
        let free = page.body_height().saturating_sub(upper + main.len() + 2);
        if free < LEAST || self.groups.section_at(self.at).is_none() {
            return;
        }
        main.rule(page);
        let mut below = Sheet::default();
        self.group(&mut below, page.at(page.columns.mark), free);
        below.cut(free, page.columns.mark);
        main.rows.extend(below.rows);
    }

    /// Draws the group under the cursor, but not many more than `visible` rows. Does nothing if the
    /// cursor is not on a heading.
    pub(super) fn group(&self, sheet: &mut Sheet, (column, width): (u16, usize), visible: usize) {
        let (Some(section), Some(words)) = (self.groups.section_at(self.at), self.group_in_words())
        else {
            return;
        };
        sheet.text((column, width), self.groups.title(section), Role::Strong);
        sheet.text((column, width), &words, Role::Muted);
        let end = column + width as u16;
        for (part, entries) in self.groups.parts_at(self.at) {
            sheet.gap();
            // The title of the group is above, so it is not repeated.
            if part != section {
                let count = entries.len().to_string();
                let title = truncate(
                    self.groups.title(part),
                    width.saturating_sub(count.len() + 2),
                );
                let row = Row::new().at(column, title, Role::Text);
                sheet.push(row.until(end, count, Role::Muted));
            }
            for at in entries {
                if sheet.len() > visible {
                    return;
                }
                let stem = one_line(&self.item(at).question.stem);
                let stem = truncate(&stem, width.saturating_sub(2));
                let row = Row::new().at(column, "✗", Role::Wrong);
                sheet.push(row.at(column + 2, stem, Role::Muted));
            }
        }
    }

    /// Returns the item of the entry at index `at` in the groups.
    pub(super) fn item(&self, at: usize) -> &MissedItem {
        &self.list[self.shown[at]]
    }
}
