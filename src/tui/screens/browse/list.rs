//! The list on the page and its cursor. The list contains either foldable groups or search results.

use super::Browse;
use super::shown::Item;
use crate::tui::widgets::{Line, first_entry};

impl Browse {
    /// Updates the list after the filters, the search, or the history have changed. Search results
    /// are not grouped, because the best match comes first.
    pub(super) fn update(&mut self) {
        let filters = self.filters().into_iter();
        self.counts = filters.map(|it| (it, self.shown(it).len())).collect();
        self.shown = self.shown(self.filter);
        self.standings = self.shown.iter().map(|at| self.standing(*at)).collect();
        let is_search = self.found.is_some();
        let topic = |at: &usize| self.filter.topic(&self.bank, &self.cells, *at);
        let topics = self.shown.iter().map(|at| topic(at).filter(|_| !is_search));
        self.groups.set(topics);
    }

    /// Updates the list and moves the cursor to the first item.
    pub(super) fn begin_list(&mut self) {
        self.update();
        self.groups.reset_folds(self.rows);
        self.at = first_entry(self.groups.lines());
    }

    /// Moves the cursor to the item with the given `id` and unfolds its group. If the item is not
    /// shown, moves the cursor to the first item.
    pub(super) fn point_at(&mut self, id: Option<&str>) {
        let is_here = |at: &usize| self.entry(*at).is_some_and(|it| Some(it.id()) == id);
        let entry = (0..self.shown.len()).find(is_here);
        let at = entry.map(|at| self.shown[at]);
        let topic = at.and_then(|at| self.filter.topic(&self.bank, &self.cells, at));
        if let Some(topic) = topic {
            self.groups.reveal(topic);
        }
        let lines = self.groups.lines();
        let line = lines
            .iter()
            .position(|line| line.entry() == entry && entry.is_some());
        self.at = line.unwrap_or_else(|| first_entry(lines));
    }

    /// Returns the item at entry `at` of the list.
    pub(super) fn entry(&self, at: usize) -> Option<Item<'_>> {
        self.filter
            .item(&self.bank, &self.cells, *self.shown.get(at)?)
    }

    /// Returns the item under the cursor; `None` on a heading.
    pub(super) fn here(&self) -> Option<Item<'_>> {
        self.entry(self.groups.lines().get(self.at)?.entry()?)
    }

    /// Unfolds all groups, or folds all if none is folded. The cursor stays on the same item if
    /// possible.
    pub(super) fn fold_all(&mut self) {
        let here = self.groups.lines().get(self.at).and_then(|it| it.entry());
        self.groups.toggle_all();
        let lines = self.groups.lines().iter();
        let same = |line: &Line| here.is_some() && line.entry() == here;
        self.at = lines.copied().position(|line| same(&line)).unwrap_or(0);
    }
}
