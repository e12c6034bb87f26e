//! The sections of the exam guide as a tree with a cursor. Domains can be folded, and so can tasks
//! with several topics.

use std::collections::BTreeSet;

use crate::model::{Outline, Section};
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::Action;

/// The maximum number of rows in a tree that starts unfolded.
const UNFOLDED: usize = 12;

/// The number of rows above and below a tree on a page.
const AROUND: usize = 10;

#[derive(Clone, Debug)]
pub struct Tree {
    pub outline: Outline,
    /// The sections in the tree, in order.
    listed: Vec<usize>,
    folded: BTreeSet<usize>,
    /// The section under the cursor.
    at: usize,
}

impl Tree {
    /// Creates a tree with the sections for which `is_listed` returns `true`. In a long tree, only
    /// the domains are visible at first.
    pub fn new(outline: Outline, is_listed: impl Fn(&Section) -> bool) -> Self {
        let sections = outline.sections.iter().enumerate();
        let listed = sections.filter(|(_, section)| is_listed(section));
        let listed: Vec<_> = listed.map(|(at, _)| at).collect();
        let mut tree = Self {
            at: listed.first().copied().unwrap_or_default(),
            listed,
            folded: BTreeSet::new(),
            outline,
        };
        if tree.listed.len() > UNFOLDED {
            let folds = |at: &usize| tree.has_below(*at);
            tree.folded = tree.listed.iter().copied().filter(folds).collect();
        }
        tree
    }

    /// Unfolds all domains if the tree then fits in a window with `rows` rows.
    pub fn open_domains(&mut self, rows: u16) {
        let mut opened = self.clone();
        opened
            .folded
            .retain(|at| self.outline.parent(*at).is_some());
        if opened.rows().len() + AROUND <= usize::from(rows) {
            self.folded = opened.folded;
        }
    }

    /// Removes the sections for which `listed` is false.
    pub fn list_only(&mut self, listed: &[bool]) {
        self.listed.retain(|at| listed[*at]);
        if !self.listed.contains(&self.at) {
            self.at = self.listed.first().copied().unwrap_or_default();
        }
    }

    /// Returns the visible sections, from top to bottom.
    pub fn rows(&self) -> Vec<usize> {
        let mut rows = Vec::new();
        let mut hidden_to = 0;
        for at in &self.listed {
            if *at >= hidden_to {
                rows.push(*at);
                if self.folded.contains(at) {
                    hidden_to = self.outline.below(*at).end;
                }
            }
        }
        rows
    }

    /// Returns the section under the cursor; `None` for an empty tree.
    pub fn here(&self) -> Option<usize> {
        self.listed.contains(&self.at).then_some(self.at)
    }

    /// Returns the row that the cursor is on.
    pub fn row(&self) -> usize {
        let rows = self.rows();
        rows.iter().position(|it| *it == self.at).unwrap_or(0)
    }

    /// Moves the cursor to the row at index `row`.
    pub fn go_to_row(&mut self, row: usize) {
        if let Some(at) = self.rows().get(row) {
            self.at = *at;
        }
    }

    /// Moves the cursor to section `at` and unfolds the sections above it.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
        let mut above = self.outline.parent(at);
        while let Some(parent) = above {
            self.folded.remove(&parent);
            above = self.outline.parent(parent);
        }
    }

    /// Folds or unfolds section `at`. If this hides the section under the cursor, the cursor moves
    /// to section `at`.
    pub fn toggle(&mut self, at: usize) {
        if !self.has_below(at) {
            return;
        }
        if !self.folded.remove(&at) {
            self.folded.insert(at);
            if self.outline.below(at).contains(&self.at) {
                self.at = at;
            }
        }
    }

    /// Returns whether the tree contains sections below section `at`.
    pub fn has_below(&self, at: usize) -> bool {
        let below = self.outline.below(at);
        self.listed.iter().any(|it| below.contains(it))
    }

    /// Returns the mark before section `at`, which shows whether the section is folded. The mark is
    /// empty if the section cannot be folded.
    pub fn mark(&self, at: usize) -> &'static str {
        match (self.has_below(at), self.folded.contains(&at)) {
            (false, _) => "",
            (true, false) => "▾",
            (true, true) => "›",
        }
    }

    /// Moves the cursor, or folds or unfolds a section. Returns whether `action` was one of these.
    pub fn act(&mut self, action: Action) -> bool {
        let rows = self.rows();
        if let Some(row) = move_cursor(self.row(), rows.len(), action) {
            self.go_to_row(row);
            return true;
        }
        let is_folded = self.folded.contains(&self.at);
        match action {
            Action::Left if self.has_below(self.at) && !is_folded => self.toggle(self.at),
            Action::Left => {
                let parent = self.outline.parent(self.at);
                self.at = parent.unwrap_or(self.at);
            }
            Action::Right if is_folded => self.toggle(self.at),
            Action::Right if self.has_below(self.at) => self.go_to_row(self.row() + 1),
            Action::Right => {}
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::bank::{Origin, load};
    use crate::model::Outline;
    use crate::tui::keymap::Action;

    #[test]
    fn a_long_tree_begins_folded_and_left_and_right_walk_through_it() {
        let bank = load(&Origin::Embedded).bank;
        let mut tree = Tree::new(Outline::of(&bank), |_| true);
        let titles = |tree: &Tree| -> Vec<String> {
            let rows = tree.rows().into_iter();
            rows.map(|at| tree.outline.sections[at].title.clone())
                .collect()
        };
        let here = |tree: &Tree| {
            let at = tree.here().expect("a section");
            tree.outline.sections[at].title.clone()
        };
        assert_eq!(titles(&tree).len(), 4);
        for action in [Action::Down, Action::Right, Action::Right] {
            assert!(tree.act(action));
        }
        assert_eq!(here(&tree), "2.1 The shared responsibility model");
        assert_eq!(titles(&tree).len(), 8);
        assert!(tree.act(Action::Right) && tree.act(Action::Right));
        assert_eq!(tree.outline.sections[tree.at].depth, 2);
        assert!(tree.act(Action::Left) && tree.act(Action::Left));
        assert_eq!(here(&tree), "2.1 The shared responsibility model");
        assert!(tree.act(Action::Left) && tree.act(Action::Left));
        assert_eq!(here(&tree), "Security and Compliance");
        assert_eq!(titles(&tree).len(), 4);
        let task = tree.outline.find(&bank, "3.6").expect("a task");
        tree.go_to(task);
        assert_eq!(here(&tree), "3.6 Storage services");
        assert_eq!(titles(&tree)[tree.row()], "3.6 Storage services");
        tree.toggle(tree.outline.parent(task).expect("its domain"));
        assert_eq!(here(&tree), "Cloud Technology and Services");
        assert!(!tree.act(Action::Go));
    }
}
