//! Reads paragraphs: options with letters, answers, explanations, and stems.

use super::{Reader, is_named, number_of};
use crate::exchange::entry::normal;
use crate::exchange::lettered::without_number;
use crate::exchange::markdown::blocks::{Block, Kind, Line, joined};
use crate::exchange::markdown::marks::FENCE;
use crate::exchange::markdown::open::Open;
use crate::exchange::markdown::signs::{Expects, follows};
use crate::exchange::{ParsedOption, lettered};

impl Reader<'_, '_> {
    pub(super) fn text(&mut self, block: &Block) {
        let is_rule =
            |it: &Line| self.note_rule(&it.text).is_some() || lettered::awaits_answer(&it.text);
        let is_ticked = self.open.as_ref().is_some_and(Open::ticked);
        let has_answer = !is_ticked && block.lines.iter().any(is_rule);
        if let Some(open) = &mut self.open
            && block.kind == Kind::Code
            && open.explanation.is_empty()
            && let Some(option) = open.options.last_mut().filter(|it| it.why.is_empty())
        {
            // Some authors place an option's code outside its list item.
            option.text += &format!("\n{}", block.text());
        } else if let Some(open) = &mut self.open
            && open.is_of_option(block.depth)
            && open.key.is_none()
            && open.explanation.is_empty()
            && !has_answer
        {
            open.add_why(&block.text());
        } else if matches!(block.kind, Kind::Code | Kind::Preformatted) && !self.has_options(block)
        {
            self.say(block.line, &block.text());
        } else {
            let is_text = |it: &&Line| block.kind != Kind::Code || !it.text.starts_with(FENCE);
            let lines: Vec<_> = block.lines.iter().filter(is_text).cloned().collect();
            self.paragraph(&lines, block.line, block.depth);
        }
    }

    /// Returns whether a code block contains the options of the current question.
    pub(super) fn has_options(&self, block: &Block) -> bool {
        // `a: 1` is code rather than an option.
        let is_label = |it: &&Line| it.text.trim_start().chars().nth(1) != Some(':');
        let lines = block.lines.iter().filter(is_label);
        let options = lines.filter_map(|it| lettered::option(&it.text));
        let places: Vec<_> = options.map(|it| it.0).collect();
        let is_open = self.open.as_ref().is_some_and(|it| it.options.is_empty());
        is_open && places.starts_with(&[0, 1])
    }

    /// Reads a paragraph line by line. It may contain options, the answer, and prose.
    pub(super) fn paragraph(&mut self, lines: &[Line], at: usize, depth: usize) {
        let mut prose: Vec<Line> = Vec::new();
        let mut goes_on = false;
        for line in lines {
            let ticked = self.open.as_ref().is_some_and(Open::ticked);
            let count = self.open.as_ref().map_or(0, |it| it.options.len());
            let in_answer = self.in_answer() && self.open.as_ref().is_some_and(Open::has_key);
            let bare = line.text.trim_start_matches(['*', ' ']);
            let is_starred = line.text.starts_with('*') && lettered::option(bare).is_some();
            let is_free = !(in_answer || ticked && self.open.as_ref().is_some_and(|it| it.boxes));
            let found = lettered::option(bare).filter(|_| is_free);
            let stated = self
                .note_rule(&line.text)
                .filter(|it| self.is_key(it, ticked));
            if let Some(open) = self.open.as_mut().filter(|_| count == 0)
                && let Some(stated) = stated
            {
                // The options were items without letters, or there are no options at all.
                open.promote_items(Some(stated));
                if let Some(is_so) =
                    lettered::true_or_false(stated).filter(|_| open.options.is_empty())
                {
                    for answer in ParsedOption::true_or_false(is_so) {
                        open.add_option(answer, false);
                    }
                    open.option_depth = depth;
                    self.expects = Expects::Reason;
                    goes_on = false;
                    continue;
                }
            }
            let count = self.open.as_ref().map_or(0, |it| it.options.len());
            if count > 0 && !ticked && lettered::awaits_answer(&line.text) {
                self.flush(&mut prose, at);
                goes_on = false;
                self.expects = Expects::Key;
                continue;
            }
            if self.expects == Expects::Key
                && let Some(open) = self.open.as_mut().filter(|it| count > 0 && !it.has_key())
                && prose.is_empty()
                && is_named(&line.text, open)
            {
                open.key = Some(line.text.trim().to_owned());
                self.expects = Expects::Reason;
                goes_on = false;
                continue;
            }
            if found.is_some() {
                self.flush(&mut prose, at);
            }
            let names_again = |it: &Open| it.key.is_some() && it.explanation.is_empty();
            if let Some((place, text)) = found.filter(|it| it.0 < count)
                && let Some(open) = self.open.as_mut().filter(|it| names_again(it))
            {
                // After the key, lines with letters refer to existing options and give reasons.
                if normal(&open.options[place].text) != normal(text) {
                    open.add_reason(place, text);
                }
                continue;
            }
            let found = found.filter(|it| {
                let begins = |open: &Open| it.0 > 0 || open.ends_at_option(depth);
                follows(it.0, count, self.open.as_ref())
                    && self
                        .open
                        .as_ref()
                        .is_none_or(|open| count == 0 || begins(open))
            });
            if let Some((place, text)) = found {
                // A leading asterisk marks a correct option, like a trailing check mark.
                let tick = if is_starred { " ✓" } else { "" };
                self.option_with_letter(place, format!("{text}{tick}"), line, at);
                if let Some(open) = &mut self.open {
                    open.option_depth = depth;
                }
                goes_on = true;
            } else if let Some(stated) = stated.filter(|_| count > 0) {
                self.flush(&mut prose, at);
                goes_on = false;
                self.expects = Expects::Reason;
                if let Some(open) = &mut self.open {
                    open.key.get_or_insert_with(|| stated.to_owned());
                }
            } else if let Some(reason) = lettered::explanation(&line.text).filter(|_| count > 0) {
                self.flush(&mut prose, at);
                goes_on = false;
                if let Some(open) = &mut self.open {
                    open.is_explained = true;
                }
                prose.push(Line {
                    text: reason.to_owned(),
                    number: line.number,
                    ..Line::default()
                });
                self.expects = Expects::Reason;
            } else if let Some(option) = self.last_option().filter(|_| goes_on) {
                option.text.push(if line.soft { ' ' } else { '\n' });
                option.text += line.text.trim();
            } else {
                prose.push(line.clone());
            }
        }
        self.flush(&mut prose, at);
    }

    /// Adds the option in `line`. `place` is the position of its letter in the alphabet.
    pub(super) fn option_with_letter(
        &mut self,
        place: usize,
        text: String,
        line: &Line,
        at: usize,
    ) {
        if let Some(open) = self.open.as_mut().filter(|_| place == 0) {
            open.drop_label();
        }
        // The prose above may be the stem of the next question.
        if place == 0 && self.last_option().is_some() {
            self.continue_line(line.number);
        }
        let open = self.open.get_or_insert_default();
        open.line = if open.line == 0 { at } else { open.line };
        if place != open.options.len() {
            open.fault = Some("its option letters are not in order (A, B, C)".to_owned());
        }
        let is_strong = line.is_strong(text.len());
        open.add_option(ParsedOption::new(text, false), is_strong);
    }

    /// Returns whether `stated` can be the key at this point. If boxes are checked, a text that
    /// does not name an option is prose rather than a key.
    pub(super) fn is_key(&self, stated: &str, ticked: bool) -> bool {
        self.open.as_ref().is_some_and(|open| {
            !ticked || {
                let (key, _) = lettered::key_and_more(stated, &open.options);
                open.key.is_none() && key.mark(&mut open.options.clone()).is_ok()
            }
        })
    }

    pub(super) fn last_option(&mut self) -> Option<&mut ParsedOption> {
        self.open.as_mut()?.options.last_mut()
    }

    pub(super) fn flush(&mut self, prose: &mut Vec<Line>, at: usize) {
        let text = joined(prose);
        prose.clear();
        if !text.trim().is_empty() {
            // Keep leading no-break spaces, which indent code.
            self.say(at, text.trim_matches([' ', '\n', '\t']));
        }
    }

    /// Adds prose as the key if a key is expected. Otherwise, adds it to the stem or the
    /// explanation.
    pub(super) fn say(&mut self, at: usize, text: &str) {
        let Some(open) = &mut self.open else {
            self.begin(at, text);
            return;
        };
        if open.options.is_empty() {
            if let Some((level, title, at_most)) = open.title_above(text, self.had_question) {
                self.topics.push((level, title));
                open.heading = None;
                open.line = at;
                let intro = open.stem.split_off(1);
                open.stem.clear();
                if at_most {
                    if !intro.is_empty() {
                        let what = "text outside of questions was not imported";
                        self.intake.note(self.line, what);
                    }
                } else {
                    open.stem = intro;
                }
            }
            // The question number can precede the paragraph instead of the heading.
            let (is_numbered, stem) = without_number(text);
            let (is_numbered, stem) = if open.numbered {
                (false, text)
            } else {
                (is_numbered, stem)
            };
            open.numbered |= is_numbered;
            open.number = open.number.or(number_of(text).filter(|_| is_numbered));
            open.add_stem(stem);
            return;
        }
        if self.expects == Expects::Key && !open.has_key() && is_named(text, open) {
            open.key = Some(text.to_owned());
            self.expects = Expects::Reason;
            return;
        }
        let is_numbered = without_number(text).0;
        let has_word = text.starts_with(char::is_alphabetic);
        let is_next = number_of(text) == open.number.map(|it| it + 1) && open.number.is_some();
        let is_open = self.details == 0 && open.has_key() && (has_word || is_next);
        if is_numbered && (self.expects == Expects::Nothing || is_open) {
            self.begin(at, text);
            return;
        }
        open.explanation.push((at, text.to_owned()));
    }
}
