//! A list whose entries are grouped by the domains, tasks, and topics of the exam guide. Groups can
//! be folded.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::{Bank, Outline, TopicId};
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, truncate};

/// The maximum number of entries in a list that starts unfolded.
const UNFOLDED: usize = 12;

/// The folded sections of a list.
#[derive(Clone, Debug, Default)]
pub struct Folds(BTreeSet<usize>);

impl Folds {
    pub fn is_folded(&self, section: usize) -> bool {
        self.0.contains(&section)
    }

    /// Returns the mark before a heading, which shows whether the section is folded.
    pub fn mark(&self, section: usize) -> &'static str {
        if self.is_folded(section) {
            "›"
        } else {
            "▾"
        }
    }

    /// Folds or unfolds the section that contains line `at` and returns the line of its heading.
    pub fn toggle(&mut self, lines: &[Line], at: usize) -> usize {
        let above = lines.iter().take(at + 1).enumerate().rev();
        let heading = above.into_iter().find_map(|(at, line)| match line {
            Line::Heading { section, .. } => Some((at, *section)),
            Line::Entry(_) => None,
        });
        let Some((row, section)) = heading else {
            return at;
        };
        if !self.0.remove(&section) {
            self.0.insert(section);
        }
        row
    }

    /// Unfolds all sections. If none is folded, folds all `sections`.
    pub fn toggle_all(&mut self, lines: &[Line], sections: usize) {
        let is_folded = |line: &Line| match line {
            Line::Heading { section, .. } => self.is_folded(*section),
            Line::Entry(_) => false,
        };
        if lines.iter().any(is_folded) {
            self.0.clear();
        } else {
            self.0.extend(0..sections);
        }
    }
}

/// A grouped list. Its lines are computed when its entries or its folds change.
#[derive(Clone, Debug)]
pub struct Groups {
    bank: Arc<Bank>,
    outline: Outline,
    /// The innermost section of each topic.
    section_of: HashMap<TopicId, usize>,
    folds: Folds,
    /// The section of each entry; `None` for an entry that is not below a heading.
    entries: Vec<Option<usize>>,
    lines: Vec<Line>,
}

/// A line of a grouped list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Heading {
        /// The index of the section in the outline.
        section: usize,
        /// The number of headings above this one in the outline.
        depth: usize,
        /// The number of entries in the section, even if it is folded.
        entries: usize,
    },
    /// The index of an entry.
    Entry(usize),
}

impl Line {
    /// Returns the index of the entry; `None` for a heading.
    pub fn entry(self) -> Option<usize> {
        match self {
            Self::Entry(at) => Some(at),
            Self::Heading { .. } => None,
        }
    }
}

/// Returns the keys that fold groups. The list is empty if no line is a heading.
pub fn fold_keys(lines: &[Line]) -> Vec<Binding> {
    if lines.iter().all(|line| line.entry().is_some()) {
        return Vec::new();
    }
    let all = [(Key::char('Z'), Action::FoldAll)];
    vec![
        letter('z', Action::Fold, Group::Look, "fold or unfold the group").hint("fold"),
        Binding::new("Z", all, Group::Look, "fold or unfold all groups"),
    ]
}

/// Returns the index of the first entry in `lines`, or 0 if there is none.
pub fn first_entry(lines: &[Line]) -> usize {
    lines
        .iter()
        .position(|line| line.entry().is_some())
        .unwrap_or(0)
}

impl Groups {
    /// Creates an empty list with the headings of `bank`.
    pub fn new(bank: &Arc<Bank>) -> Self {
        let outline = Outline::of(bank);
        let mut section_of = HashMap::new();
        for (at, section) in outline.sections.iter().enumerate() {
            // A section precedes the sections below it, so the innermost one replaces the others.
            let topics = section.topics.iter().map(|topic| &bank.topics[*topic].id);
            section_of.extend(topics.map(|id| (id.clone(), at)));
        }
        Self {
            bank: Arc::clone(bank),
            outline,
            section_of,
            folds: Folds::default(),
            entries: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Replaces the entries and keeps the folds. `topics` contains the topic of each entry. An
    /// entry without a topic is not below any heading.
    pub fn set<'t>(&mut self, topics: impl Iterator<Item = Option<&'t TopicId>>) {
        let section = |topic| self.section_of.get(topic).copied();
        self.entries = topics.map(|topic| topic.and_then(section)).collect();
        self.lines = self.grouped();
    }

    /// Unfolds all groups of a short list. In a longer one, unfolds all domains if the list then
    /// fits in `rows` rows, and then unfolds as many tasks and topics as fit.
    pub fn reset_folds(&mut self, rows: usize) {
        self.folds = Folds::default();
        if self.entries.len() <= UNFOLDED {
            self.lines = self.grouped();
            return;
        }
        let sections = self.outline.sections.iter().enumerate();
        let (domains, mut others): (Vec<_>, Vec<_>) = sections
            .map(|(at, section)| (section.depth, at))
            .partition(|(depth, _)| *depth == 0);
        others.sort_unstable();
        self.folds.0.extend(0..self.outline.sections.len());
        self.lines = self.grouped();
        let domains: Vec<_> = domains.into_iter().map(|it| it.1).collect();
        if !self.unfold_if_fits(&domains, rows) {
            return;
        }
        for (_, section) in others {
            let own = self.entries.iter().filter(|it| **it == Some(section));
            if self.lines.len() + own.count() <= rows {
                self.unfold_if_fits(&[section], rows);
            }
        }
    }

    /// Unfolds `sections` if the list then fits in `rows` rows. Returns whether it does.
    fn unfold_if_fits(&mut self, sections: &[usize], rows: usize) -> bool {
        let before = self.folds.clone();
        self.folds.0.retain(|it| !sections.contains(it));
        let lines = self.grouped();
        let fits = lines.len() <= rows;
        if fits {
            self.lines = lines;
        } else {
            self.folds = before;
        }
        fits
    }

    /// Returns the entries in line `line`: a single entry, or all entries below a heading, even if
    /// the heading is folded.
    pub fn entries_at(&self, line: usize) -> Vec<usize> {
        match self.lines.get(line) {
            None => Vec::new(),
            Some(Line::Entry(at)) => vec![*at],
            Some(Line::Heading { section, .. }) => {
                let below = self.outline.below(*section);
                let entries = self.entries.iter().enumerate();
                let is_below = |it: usize| it == *section || below.contains(&it);
                let here = entries.filter(|(_, it)| it.is_some_and(is_below));
                here.map(|(at, _)| at).collect()
            }
        }
    }

    /// Returns the entries in line `line` by their innermost sections, in the order of the outline.
    pub fn parts_at(&self, line: usize) -> Vec<(usize, Vec<usize>)> {
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in self.entries_at(line) {
            if let Some(section) = self.entries[at] {
                parts.entry(section).or_default().push(at);
            }
        }
        parts.into_iter().collect()
    }

    /// Returns the section of the heading in line `line`; `None` for an entry.
    pub fn section_at(&self, line: usize) -> Option<usize> {
        match self.lines.get(line)? {
            Line::Heading { section, .. } => Some(*section),
            Line::Entry(_) => None,
        }
    }

    /// Returns the binding of the Enter key for the heading in line `line`; `None` for an entry.
    pub fn fold_key(&self, line: usize) -> Option<Binding> {
        let section = self.section_at(line)?;
        Some(if self.folds.is_folded(section) {
            go("unfold", "unfold the group")
        } else {
            go("fold", "fold the group")
        })
    }

    /// Returns the lines of the list. Entries in folded groups are omitted.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Groups the entries by their sections. A heading is omitted if it would be above all entries,
    /// or above the same entries as the next heading. Entries in a group keep their order.
    fn grouped(&self) -> Vec<Line> {
        let mut own: Vec<Vec<usize>> = vec![Vec::new(); self.outline.sections.len()];
        let mut elsewhere = Vec::new();
        let all = self.entries.len();
        for (at, section) in self.entries.iter().enumerate() {
            match section {
                Some(section) => own[*section].push(at),
                None => elsewhere.push(Line::Entry(at)),
            }
        }
        let entries = |at: usize| {
            let below: usize = own[self.outline.below(at)].iter().map(Vec::len).sum();
            own[at].len() + below
        };
        let mut lines = Vec::new();
        let mut headings: Vec<usize> = Vec::new();
        let mut hidden_to = 0;
        for (section, here) in own.iter().enumerate() {
            let count = entries(section);
            if section < hidden_to || count == 0 {
                continue;
            }
            headings.retain(|above| self.outline.below(*above).contains(&section));
            let below = self.outline.below(section);
            let is_repeated = below.clone().any(|it| entries(it) == count);
            if count < all && !is_repeated {
                lines.push(Line::Heading {
                    section,
                    depth: headings.len(),
                    entries: count,
                });
                headings.push(section);
                if self.folds.is_folded(section) {
                    hidden_to = below.end;
                    continue;
                }
            }
            lines.extend(here.iter().copied().map(Line::Entry));
        }
        lines.extend(elsewhere);
        lines
    }

    /// Returns the topics of section `at`.
    pub fn topics(&self, at: usize) -> Vec<TopicId> {
        self.outline.topics(&self.bank, at)
    }

    /// Folds or unfolds the group that contains line `at` and returns the line of its heading.
    pub fn toggle(&mut self, at: usize) -> usize {
        let heading = self.folds.toggle(&self.lines, at);
        self.lines = self.grouped();
        heading
    }

    /// Unfolds all groups. If none is folded, folds all of them.
    pub fn toggle_all(&mut self) {
        let sections = self.outline.sections.len();
        self.folds.toggle_all(&self.lines, sections);
        self.lines = self.grouped();
    }

    /// Unfolds the groups that contain entries for `topic`.
    pub fn reveal(&mut self, topic: &TopicId) {
        let mut at = self.section_of.get(topic).copied();
        while let Some(section) = at {
            self.folds.0.remove(&section);
            at = self.outline.parent(section);
        }
        self.lines = self.grouped();
    }

    /// Returns the title of section `at`.
    pub fn title(&self, at: usize) -> &str {
        &self.outline.sections[at].title
    }

    /// Draws the heading of `section` without any content to its right. The title ends before
    /// column `end`.
    pub fn heading(&self, page: &Page, section: usize, depth: usize, end: u16) -> Row {
        let at = page.columns.mark + 2 * depth as u16;
        let room = usize::from(end.saturating_sub(at + 3));
        let role = if depth == 0 { Role::Strong } else { Role::Text };
        Row::new().at(at, self.folds.mark(section), Role::Muted).at(
            at + 2,
            truncate(self.title(section), room),
            role,
        )
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Groups, Line, first_entry};
    use crate::bank::{Origin, load};
    use crate::model::TopicId;

    #[test]
    fn entries_are_found_below_the_sections_of_their_topics() {
        let bank = Arc::new(load(&Origin::Embedded).bank);
        let of_task = |task: &str| {
            let topics = bank.topics.iter();
            let topic = topics.filter(|it| it.task.as_deref() == Some(task));
            topic.map(|it| it.id.clone()).next().expect("a topic")
        };
        let topics: Vec<TopicId> = ["3.6", "1.1", "3.6", "3.1"].map(of_task).into();
        let mut groups = Groups::new(&bank);
        groups.set(topics.iter().map(Some));
        groups.reset_folds(0);
        let shown = |groups: &Groups| -> Vec<String> {
            let shown = groups.lines().iter().map(|line| match line {
                Line::Heading {
                    section,
                    depth,
                    entries,
                } => format!("{depth} {entries} {}", &groups.title(*section)[..3]),
                Line::Entry(at) => at.to_string(),
            });
            shown.collect()
        };
        // The domain that contains task 1.1 has the same entries as the task, so the heading of the
        // domain is omitted.
        let all = [
            "0 1 1.1", "1", "0 3 Clo", "1 1 3.1", "3", "1 2 3.6", "0", "2",
        ];
        assert_eq!(shown(&groups), all);
        assert_eq!(first_entry(groups.lines()), 1);
        assert_eq!(groups.toggle(7), 5);
        assert_eq!(shown(&groups), all[..6]);
        assert_eq!(groups.toggle(2), 2);
        assert_eq!(shown(&groups), all[..3]);
        groups.reveal(&topics[2]);
        assert_eq!(shown(&groups), all);
        groups.toggle_all();
        assert_eq!(shown(&groups), [all[0], all[2]]);
        groups.reset_folds(0);
        assert_eq!(shown(&groups), all);
        // A single group does not need a heading.
        groups.set(topics[..1].iter().map(Some));
        assert_eq!(groups.lines(), [Line::Entry(0)]);
        groups.set([None].into_iter());
        assert_eq!(groups.lines(), [Line::Entry(0)]);
    }
}
