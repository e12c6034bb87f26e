//! Reads list items: options with checkboxes, and questions with numbers.

use super::Reader;
use crate::exchange::markdown::blocks::{Block, Kind, Line, joined};
use crate::exchange::markdown::open::Open;
use crate::exchange::markdown::signs::{Expects, is_first_option, is_part};
use crate::exchange::{ParsedOption, lettered};

impl Reader<'_, '_> {
    pub(super) fn item(
        &mut self,
        block: &Block,
        checked: Option<bool>,
        number: Option<u64>,
        after: &[Block],
    ) {
        let text = block.text();
        let mark = number.map_or("- ".to_owned(), |it| format!("{it}. "));
        let is_answered = self.in_answer() && self.open.as_ref().is_some_and(Open::has_key);
        if let Some(is_right) = checked.filter(|_| !is_answered) {
            self.option_with_box(block, text, is_right);
        } else if let Some(open) = &mut self.open
            && open.is_of_option(block.depth)
            && open.key.is_none()
            && open.explanation.is_empty()
        {
            open.add_why(&format!("{mark}{text}"));
        } else if !self.in_answer() && self.begins_question(block, number, after) {
            let open = self.begin(block.line, "");
            (open.numbered, open.number) = (number.is_some(), number);
            (self.last_number, self.last_item) = (number, None);
            self.paragraph(&block.lines, block.line, block.depth);
        } else if is_part(&block.lines) {
            self.paragraph(&block.lines, block.line, block.depth);
        } else if let Some(open) = &mut self.open
            && open.has_list_in_option()
            && self.expects == Expects::Nothing
        {
            open.add_to_option(block.line, &format!("{mark}{text}"));
        } else {
            // The line with the answer can follow the last item without a blank line in between.
            let is_rule = |it: &Line| self.note_rule(&it.text).is_some();
            let lines = &block.lines;
            let end = (1..lines.len())
                .find(|it| is_rule(&lines[*it]))
                .unwrap_or(lines.len());
            let text = joined(&lines[..end]);
            let item = format!("{mark}{text}");
            if let Some(open) = &mut self.open {
                let strong = block.lines.iter().map(|it| it.strong).sum::<usize>();
                let is_strong = strong > 0 && strong >= text.len();
                open.items.push((item.clone(), is_strong));
            }
            self.last_item = number;
            self.say_item(block.line, item);
            self.paragraph(&lines[end..], block.line, block.depth);
        }
    }

    /// Adds a list item to the question or the explanation.
    pub(super) fn say_item(&mut self, at: usize, text: String) {
        match &mut self.open {
            Some(open) if open.options.is_empty() => open.add_stem(&text),
            Some(open) if open.has_key() || self.expects != Expects::Key => {
                open.explanation.push((at, text));
            }
            _ => self.say(at, &text),
        }
    }

    pub(super) fn option_with_box(&mut self, block: &Block, text: String, is_right: bool) {
        let has_prose = |it: &Open| !it.options.is_empty() && !it.explanation.is_empty();
        if let Some(open) = self.open.as_mut().filter(|it| has_prose(it)) {
            // Below a heading, prose between two options belongs to the first of the two.
            let is_one = open.boxes && open.heading.is_some() && self.expects == Expects::Nothing;
            if is_one {
                open.absorb();
            } else {
                self.continue_line(block.line);
            }
        }
        let open = self.open.get_or_insert_default();
        if !open.boxes && !open.has_key() && !open.options.is_empty() {
            open.turn_into_statements();
        }
        open.line = if open.line == 0 {
            block.line
        } else {
            open.line
        };
        open.boxes = true;
        open.option_depth = block.depth;
        open.add_option(ParsedOption::new(text, is_right), false);
    }

    /// Returns whether an item without a checkbox is a question. Options must follow it before any
    /// other item.
    pub(super) fn begins_question(
        &self,
        block: &Block,
        number: Option<u64>,
        after: &[Block],
    ) -> bool {
        let ordered = number.is_some();
        // An explanation can contain a list, which starts again at 1.
        let is_inner = |it: &Open| it.numbered && it.has_key() && it.heading.is_none();
        if self.open.as_ref().is_some_and(is_inner)
            && self.expects == Expects::Reason
            && number.is_some_and(|it| self.last_number.is_some_and(|last| it <= last))
        {
            return false;
        }
        if is_part(&block.lines[..block.lines.len().min(1)]) {
            return false;
        }
        let states = |it: &Line| {
            lettered::answer(&it.text).is_some_and(|it| lettered::true_or_false(it).is_some())
        };
        let mut below = block.lines.iter().skip(1);
        let is_below = |it: &&Block| it.depth > block.depth || it.kind == Kind::Text;
        let next = after.first().filter(is_below);
        let mut next = next.into_iter().flat_map(|it| &it.lines);
        if below.any(|it| is_first_option(it) || states(it)) || (ordered && next.any(states)) {
            return true;
        }
        let asks = block.text().trim_end().ends_with(['?', '？']);
        // The item must have the next number in the sequence of questions, unless that is also the
        // next number in a list in prose.
        let continues = |it: &Open| {
            let is_next = number.is_some() && number == it.number.map(|it| it + 1);
            let counts_on = number == self.last_item.map(|it| it + 1);
            is_next && !counts_on && it.has_key() && !it.options.is_empty()
        };
        if self.open.as_ref().is_some_and(continues) {
            return true;
        }
        // Below a heading that is a question with checkboxes, a list belongs to an option.
        let is_within = |it: &Open| it.heading.is_some() && it.boxes && !it.options.is_empty();
        let is_answered = |it: &Open| number.is_none() && it.has_key();
        let is_part_of = |it: &Open| is_within(it) || is_answered(it);
        if !asks && self.open.as_ref().is_some_and(is_part_of) {
            return false;
        }
        // Below a heading that is already a question, an item may be part of that question.
        let is_free = self.open.as_ref().is_none_or(|open| {
            !open.options.is_empty() || (ordered && (asks || !open.is_question()))
        });
        for next in after {
            let has_options = match next.kind {
                Kind::Heading { .. } | Kind::Rule => return false,
                Kind::Item { checked, .. } => {
                    checked.is_some() || next.lines.iter().any(is_first_option)
                }
                _ if next.lines.iter().any(is_first_option) => true,
                _ => continue,
            };
            return if has_options {
                is_free || next.depth > block.depth
            } else {
                ordered && asks && is_free
            };
        }
        false
    }
}
