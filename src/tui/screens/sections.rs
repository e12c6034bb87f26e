//! A filter that limits a page to a domain, a task, or a topic. The section is selected in a tree.

use std::sync::Arc;

use crate::model::{Bank, Outline, TopicId};
use crate::tui::keymap::{
    Action, Binding, Group, back, go, left_right, letter, paging, space, up_down,
};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Popup, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};
use crate::tui::widgets::{Tree, entry_in};

const WIDTH: u16 = 58;
/// The maximum number of visible tree rows.
const SHOWN: usize = 14;

/// The section that a page is limited to.
#[derive(Clone, Debug)]
pub struct Narrowed {
    bank: Arc<Bank>,
    outline: Outline,
    cursor: Option<usize>,
    topics: Vec<TopicId>,
}

impl Narrowed {
    /// Creates a filter for section `at` of `bank`. `None` selects the whole bank.
    pub fn new(bank: &Arc<Bank>, at: Option<usize>) -> Self {
        let outline = Outline::of(bank);
        let mut narrowed = Self {
            bank: Arc::clone(bank),
            cursor: None,
            topics: Vec::new(),
            outline,
        };
        narrowed.set(at.filter(|at| *at < narrowed.outline.sections.len()));
        narrowed
    }

    /// Limits the page to section `at` of the outline; `None` removes the limit.
    pub fn set(&mut self, at: Option<usize>) {
        self.cursor = at;
        self.topics = at.map_or(Vec::new(), |at| self.outline.topics(&self.bank, at));
    }

    /// Returns the index of the selected section in the outline; `None` if there is no limit.
    pub fn at(&self) -> Option<usize> {
        self.cursor
    }

    /// Returns the topics in the selected section. The list is empty if there is no limit.
    pub fn topics(&self) -> &[TopicId] {
        &self.topics
    }

    pub fn has(&self, topic: &TopicId) -> bool {
        self.cursor.is_none() || self.topics.contains(topic)
    }

    pub fn title(&self) -> &str {
        let title = self.cursor.map(|at| &self.outline.sections[at].title);
        title.map_or("all topics", String::as_str)
    }

    /// Selects the next or the previous section. A step beyond the last or the first section
    /// removes the limit.
    pub fn step(&mut self, forward: bool) {
        let listed = (0..self.outline.sections.len()).filter(|at| self.is_listed(*at));
        let choices: Vec<_> = [None].into_iter().chain(listed.map(Some)).collect();
        let here = choices
            .iter()
            .position(|it| *it == self.cursor)
            .unwrap_or(0);
        let step = if forward { 1 } else { choices.len() - 1 };
        self.set(choices[(here + step) % choices.len()]);
    }

    /// Returns whether a section is listed. A section without topics is not listed, and neither is
    /// a section with the same topics as its only subsection.
    fn is_listed(&self, at: usize) -> bool {
        let sections = &self.outline.sections;
        let below = self.outline.below(at).start;
        let same =
            self.outline.below(at).len() == 1 && sections[below].topics == sections[at].topics;
        !sections[at].topics.is_empty() && !same
    }

    /// Opens the tree as a popup over the page.
    pub fn choose(&self) -> Flow {
        let listed = |at: usize| self.is_listed(at);
        let sections = self.outline.sections.iter();
        let listed: Vec<_> = sections.enumerate().map(|(at, _)| listed(at)).collect();
        let mut tree = Tree::new(self.outline.clone(), |_| true);
        tree.list_only(&listed);
        if let Some(at) = self.cursor {
            tree.go_to(at);
        }
        Flow::Push(Box::new(Picker {
            tree,
            at_all: self.cursor.is_none(),
        }))
    }
}

/// Returns the key that opens the tree.
pub fn narrow_key() -> Binding {
    let does = "show only a domain, a task, or a topic";
    letter('t', Action::Narrow, Group::Look, does).hint("topic")
}

/// A popup with the tree of sections.
struct Picker {
    tree: Tree,
    /// True while the cursor is on the row above the tree, which selects everything.
    at_all: bool,
}

impl Picker {
    fn row(&self) -> usize {
        if self.at_all { 0 } else { self.tree.row() + 1 }
    }

    fn choose(&self) -> Flow {
        let at = self.tree.here().filter(|_| !self.at_all);
        Flow::Answer(Message::Section(at))
    }
}

impl Screen for Picker {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = vec![
            go("choose", "show only this section"),
            up_down("move").hint("move"),
            left_right("fold or unfold").hint("fold"),
            space("fold or unfold"),
        ];
        table.extend(paging());
        table.push(back("back", "close without changes"));
        table
    }

    fn act(&mut self, action: Action, _cx: &mut Context) -> Flow {
        match action {
            Action::Go => return self.choose(),
            Action::Row(0) => return Flow::Answer(Message::Section(None)),
            Action::Row(row) => {
                self.at_all = false;
                self.tree.go_to_row(row - 1);
                return self.choose();
            }
            Action::Leave | Action::Escape => return Flow::Pop,
            Action::Up if self.tree.row() == 0 => self.at_all = true,
            Action::Down if self.at_all => self.at_all = false,
            Action::First => {
                self.at_all = true;
                self.tree.go_to_row(0);
            }
            Action::Tick if !self.at_all => {
                self.tree.toggle(self.tree.here().unwrap_or_default());
            }
            Action::Left | Action::Right if self.at_all => {}
            action => {
                if self.tree.act(action) {
                    self.at_all = false;
                }
            }
        }
        Flow::Stay
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        let width = Popup::width(page, WIDTH);
        let tree = self.tree.rows();
        let of = tree.len() + 1;
        let shown = SHOWN.min(page.body_height().saturating_sub(2)).min(of);
        let from = self.row().saturating_sub(shown / 2).min(of - shown);
        let all = [None].into_iter().chain(tree.into_iter().map(Some));
        let mut rows = Sheet::default();
        for (number, at) in all.enumerate().skip(from).take(shown) {
            let row = match at {
                None => Row::new().at(5, "All topics", Role::Strong),
                Some(at) => {
                    let section = &self.tree.outline.sections[at];
                    let indent = 3 + 2 * section.depth as u16;
                    let room = usize::from(width.saturating_sub(indent + 5));
                    Row::new().at(indent, self.tree.mark(at), Role::Muted).at(
                        indent + 2,
                        truncate(&section.title, room),
                        Role::Text,
                    )
                }
            };
            entry_in(&mut rows, 1, row, number, number == self.row());
        }
        Some(Popup {
            title: "Show only".into(),
            rows,
            width,
        })
    }
}
