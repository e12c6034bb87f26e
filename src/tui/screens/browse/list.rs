//! The list of the page and its cursor. The list consists of groups that can be folded, or of
//! search results.

use super::Browse;
use super::shown::Item;
use crate::tui::widgets::{Line, first_entry};

impl Browse {
    /// Resets the folds for the list that is shown now, and moves the cursor to its first entry.
    pub(super) fn begin_list(&mut self) {
        let entries = self.shown(self.filter).len();
        self.groups.begin(entries);
        self.at = first_entry(&self.lines(&self.shown(self.filter)));
    }

    /// Moves the cursor to the entry with the given `id` and unfolds its group. If the entry is not
    /// shown, moves the cursor to the first one.
    pub(super) fn point_at(&mut self, id: Option<&str>) {
        let shown = self.shown(self.filter);
        let entry = shown.iter().position(|it| Some(it.id()) == id);
        if let Some(topic) = entry.map(|at| shown[at].topic().clone()) {
            self.groups.reveal(&topic);
        }
        let lines = self.lines(&self.shown(self.filter));
        let at = lines
            .iter()
            .position(|line| line.entry() == entry && entry.is_some());
        self.at = at.unwrap_or_else(|| first_entry(&lines));
    }

    /// Groups the items in `shown`. Search results are not grouped, and the best match comes first.
    pub(super) fn lines(&self, shown: &[Item<'_>]) -> Vec<Line> {
        if self.found.is_some() {
            return (0..shown.len()).map(Line::Entry).collect();
        }
        self.groups.lines(shown.iter().map(|it| Some(it.topic())))
    }

    /// Returns the item under the cursor; `None` if the cursor is on a heading.
    pub(super) fn item<'a>(&self, shown: &[Item<'a>], lines: &[Line]) -> Option<Item<'a>> {
        shown.get(lines.get(self.at)?.entry()?).copied()
    }

    /// Folds or unfolds the group that contains line `at`.
    pub(super) fn fold(&mut self, at: usize) {
        let lines = self.lines(&self.shown(self.filter));
        self.at = self.groups.toggle(&lines, at);
    }

    /// Unfolds all groups, or folds all if none is folded. The cursor stays on the same entry if
    /// possible.
    pub(super) fn fold_all(&mut self) {
        let shown = self.shown(self.filter);
        let lines = self.lines(&shown);
        let here = self.item(&shown, &lines).map(|it| it.id().to_owned());
        self.groups.toggle_all(&lines);
        let shown = self.shown(self.filter);
        let lines = self.lines(&shown);
        let is_here = |line: &Line| {
            let item = line.entry().and_then(|at| shown.get(at));
            item.is_some_and(|it| Some(it.id()) == here.as_deref())
        };
        let at = lines.iter().position(is_here);
        self.at = at.unwrap_or(0);
    }
}
