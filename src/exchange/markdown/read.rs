//! Reads questions block by block and determines whether a block begins, continues, or ends a
//! question.

mod items;
mod prose;

use super::blocks::{Block, Kind, Line, blocks};
use super::keys::{Keys, key_with_more, keys_after_word, keys_in};
use super::open::Open;
use super::signs::{Expects, PARTS, is_first_option, is_title_of_keys};
use super::source::prepared;
use super::tables::take_tables;
use crate::exchange::collector::ImportCollector;
use crate::exchange::lettered::without_number;
use crate::exchange::{ParsedTopic, lettered};

pub fn read(text: &str, intake: &mut ImportCollector<'_>) {
    let text = take_tables(text, intake);
    let source = prepared(&text);
    let blocks = blocks(&source.text);
    let mut reader = Reader {
        topics: Vec::new(),
        open: None,
        expects: Expects::Nothing,
        details: 0,
        line: 1,
        last_number: None,
        last_item: None,
        open_fences: source.open_fences,
        had_question: false,
        keys: Keys::default(),
        intake,
    };
    for (at, block) in blocks.iter().enumerate() {
        reader.line = block.line;
        reader.block(block, &blocks[at + 1..]);
    }
    reader.line = usize::MAX;
    reader.close();
    reader.keys.resolve(reader.intake);
    for line in reader.open_fences {
        reader.intake.note(line, OPEN_FENCE);
    }
}

/// The message for a question with an unclosed code fence.
const OPEN_FENCE: &str = "a code fence starts here but is not closed before the next heading or checkbox; close it with ```";

struct Reader<'r, 'i> {
    /// The levels and texts of the preceding headings that are not questions.
    topics: Vec<(usize, String)>,
    open: Option<Open>,
    expects: Expects,
    /// The number of open `<details>` elements.
    details: usize,
    /// The line of the current block.
    line: usize,
    /// The number of the current question in its list.
    last_number: Option<u64>,
    /// The number of the last list item that was part of prose.
    last_item: Option<u64>,
    /// The lines of unclosed code fences.
    open_fences: Vec<usize>,
    had_question: bool,
    keys: Keys,
    intake: &'r mut ImportCollector<'i>,
}

impl Reader<'_, '_> {
    fn block(&mut self, block: &Block, after: &[Block]) {
        if self.reads_keys(block) {
            return;
        }
        match block.kind {
            Kind::Heading { level, underlined } => self.heading(level, underlined, block),
            Kind::Item { checked, number } => self.item(block, checked, number, after),
            Kind::Text | Kind::Code | Kind::Preformatted => self.text(block),
            Kind::Opens => {
                self.details += 1;
                self.expects = Expects::Key;
            }
            Kind::Closes => {
                self.details = self.details.saturating_sub(1);
                self.expects = Expects::Nothing;
            }
            Kind::Rule => self.rule(),
        }
        if block.had_media
            && let Some(open) = &mut self.open
        {
            open.had_media = true;
            let is_alone = block.text().trim().is_empty() && block.kind == Kind::Text;
            if is_alone && open.explanation.is_empty() && !open.options.is_empty() {
                open.picture_after = Some(open.options.len());
            }
        }
    }

    /// Reads the block if it is part of an answer key below the questions. Returns whether it is
    /// part of one.
    fn reads_keys(&mut self, block: &Block) -> bool {
        let number = match block.kind {
            Kind::Item { number, .. } => number,
            Kind::Text | Kind::Code | Kind::Preformatted => None,
            _ => {
                self.end_keys();
                return false;
            }
        };
        let mut is_awaited = self.expects == Expects::Key && self.details == 0;
        let follows_options =
            self.open.as_ref().is_some_and(|it| !it.options.is_empty()) || self.keys.is_awaited();
        if self.details == 0 && follows_options && block.kind == Kind::Text {
            let first = block.lines.first().map_or("", |it| &it.text);
            if is_title_of_keys(first) {
                self.expects = Expects::Key;
                if block.lines.len() == 1 {
                    return true;
                }
                is_awaited = true;
            }
            is_awaited |= keys_after_word(first).is_some();
        }
        if !is_awaited && !self.keys.is_reading() {
            return false;
        }
        if self.keys.is_reading() && block.depth > 0 && number.is_none() {
            self.keys.add_reason(&block.text());
            return true;
        }
        let mut keys = Vec::<(u64, String)>::new();
        for (at, line) in block.lines.iter().enumerate() {
            let number = number
                .filter(|_| at == 0)
                .map_or(String::new(), |it| format!("{it}. "));
            let text = format!("{number}{}", line.text);
            let mut found = keys_after_word(&line.text).unwrap_or_else(|| keys_in(&text));
            if found.is_empty() {
                found.extend(key_with_more(&text));
            }
            if found.is_empty() && line.soft {
                // The line continues the reason given for a key.
                if let Some((_, stated)) = keys.last_mut() {
                    stated.push(' ');
                    stated.push_str(&line.text);
                    continue;
                }
            }
            let is_header = at == 0 && line.text.trim_start().starts_with('|');
            let is_title = lettered::awaits_answer(&line.text) || is_title_of_keys(&line.text);
            let is_rule = line.text.contains("---") || is_header || is_title;
            if found.is_empty() && !is_rule {
                self.end_keys();
                return false;
            }
            keys.extend(found);
        }
        if keys.is_empty() {
            return false;
        }
        self.close();
        self.keys.add(keys);
        true
    }

    fn end_keys(&mut self) {
        if self.keys.is_reading() {
            self.keys.resolve(self.intake);
            self.expects = Expects::Nothing;
        }
    }

    /// Returns whether the block is in a question's `<details>` element, which contains the answer.
    fn in_answer(&self) -> bool {
        self.details > 0 && self.open.as_ref().is_some_and(|it| !it.options.is_empty())
    }

    /// Returns the key in `line`, which belongs to the current question.
    fn note_rule<'l>(&self, line: &'l str) -> Option<&'l str> {
        let stated = lettered::answer(line);
        stated.or_else(|| lettered::any_key(line).filter(|_| self.expects == Expects::Key))
    }

    fn rule(&mut self) {
        if self.open.as_ref().is_some_and(|it| !it.options.is_empty()) {
            self.close();
        }
    }

    fn heading(&mut self, level: usize, underlined: bool, block: &Block) {
        let in_options = self.open.as_ref().is_some_and(|it| !it.options.is_empty());
        let has_key = self.open.as_ref().is_some_and(Open::has_key);
        let is_part = |line: &Line| {
            self.note_rule(&line.text).is_some()
                || lettered::awaits_answer(&line.text)
                || (!has_key && lettered::option(&line.text).is_some())
        };
        if (in_options && block.lines.iter().any(is_part))
            || block.lines.iter().skip(1).any(is_first_option)
            || (underlined && block.lines.iter().any(is_first_option))
        {
            self.text(block);
            // A line of dashes below a paragraph makes it a heading, even if a rule was intended.
            if underlined {
                self.rule();
            }
            return;
        }
        let text = block.text();
        let bare = text.trim().trim_end_matches(':').to_lowercase();
        if (self.open.is_some() || self.keys.is_awaited())
            && let Some((_, expects)) = PARTS.iter().find(|(name, _)| *name == bare)
        {
            self.expects = *expects;
            return;
        }
        self.close();
        self.details = 0;
        self.topics.retain(|(above, _)| *above < level);
        self.begin(block.line, &text).heading = Some(level);
    }

    /// Begins a question with `text`, which may start with its number.
    fn begin(&mut self, line: usize, text: &str) -> &mut Open {
        self.close();
        let (numbered, stem) = without_number(text.trim());
        let number = number_of(text).filter(|_| numbered);
        let open = self.open.insert(Open {
            line,
            numbered,
            number,
            ..Open::default()
        });
        open.add_stem(stem);
        open
    }

    /// Begins a question when new options appear without a heading. The last paragraph becomes the
    /// stem.
    fn continue_line(&mut self, line: usize) {
        let Some(open) = &mut self.open else { return };
        let last = open.explanation.pop();
        let begins = last.as_ref().map_or(line, |it| it.0);
        if !open.has_key() {
            let why =
                format!("it has no answer key before the next question starts on line {begins}");
            open.fault.get_or_insert(why);
        }
        self.begin(begins, &last.map_or(String::new(), |it| it.1));
        self.expects = Expects::Nothing;
    }

    fn close(&mut self) {
        self.expects = Expects::Nothing;
        let Some(mut open) = self.open.take() else {
            return;
        };
        let end = self.line;
        if open.options.is_empty() {
            open.promote_items(None);
        }
        let is_inside = |it: &usize| (open.line..end).contains(it);
        if let Some(at) = self.open_fences.iter().position(is_inside) {
            let line = self.open_fences.remove(at);
            self.open_fences.retain(|it| !(open.line..end).contains(it));
            open.fault = Some(format!("{OPEN_FENCE} (line {line})"));
        }
        if !open.options.is_empty() {
            self.had_question = true;
            let topic = self
                .topics
                .last()
                .map(|(_, title)| ParsedTopic::titled(title));
            if open.fault.is_none() && !open.boxes && !open.is_answered() {
                return self.keys.wait(open, topic);
            }
            return open.take(topic.as_ref(), self.intake);
        }
        if open.is_question() {
            let items = open.stem.iter().filter(|it| it.starts_with("- ")).count();
            let why = open.fault.unwrap_or_else(|| {
                if items > 1 {
                    "its list has no letters or checkboxes, so its options are unknown".into()
                } else {
                    "no options with letters or checkboxes follow it".into()
                }
            });
            return self.intake.leave_out(open.line, why);
        }
        let mut words = open.stem.into_iter();
        if let Some(level) = open.heading
            && let Some(title) = words.next()
        {
            self.topics.push((level, title));
        }
        if words.next().is_some() {
            self.intake
                .note(open.line, "text outside of questions was not imported");
        }
    }
}

/// Returns the first number in `text`.
fn number_of(text: &str) -> Option<u64> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit());
    digits[..end.unwrap_or(digits.len())].parse().ok()
}

/// Returns whether `text` is a key for the question.
fn is_named(text: &str, open: &Open) -> bool {
    let (key, _) = lettered::key_and_more(text, &open.options);
    key.mark(&mut open.options.clone()).is_ok()
}
