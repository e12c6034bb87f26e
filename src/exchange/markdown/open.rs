//! The state of the question that is being read and the rules that complete it.

use super::marks::{append, is_item, paragraphs};
use super::signs::asks;
use crate::exchange::collector::ImportCollector;
use crate::exchange::key::{Key, letter};
use crate::exchange::lettered::{self, marks};
use crate::exchange::{ParsedOption, ParsedQuestion, ParsedTopic};

/// The line and the text of a paragraph.
pub type Paragraph = (usize, String);

#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is found on its own")]
pub struct Open {
    pub line: usize,
    /// The level of the heading that began the question, if any.
    pub heading: Option<usize>,
    /// True if the question began with a number. Only questions have numbers.
    pub numbered: bool,
    /// The number of the question.
    pub number: Option<u64>,
    pub stem: Vec<String>,
    /// True if a paragraph of the stem ends with a question mark.
    pub has_question_mark: bool,
    pub options: Vec<ParsedOption>,
    /// The list depth of the options.
    pub option_depth: usize,
    /// True if the options have checkboxes.
    pub boxes: bool,
    /// The text of the key, exactly as written.
    pub key: Option<String>,
    pub explanation: Vec<Paragraph>,
    /// The reason the question cannot be used, regardless of its key.
    pub fault: Option<String>,
    pub had_media: bool,
    /// The number of options that precede a picture.
    pub picture_after: Option<usize>,
    /// True if a word such as "Explanation" introduced the explanation.
    pub is_explained: bool,
    /// True if paragraphs between options belong to the options.
    pub absorbs: bool,
    /// The items without letters below the question, each with a flag that is `true` if the item is
    /// bold.
    pub items: Vec<(String, bool)>,
    /// The lists below options.
    pub lists: Vec<ListInOption>,
    /// One entry per option: `true` if the option is bold.
    pub strong: Vec<bool>,
}

/// A list below an option with a letter.
#[derive(Clone, Debug)]
pub struct ListInOption {
    /// The number of options up to and including the option that contains the list.
    option: usize,
    /// The length of the option without the list, in bytes.
    len: usize,
    line: usize,
}

impl Open {
    /// Adds a paragraph to the stem.
    pub fn add_stem(&mut self, text: &str) {
        if !text.is_empty() {
            self.has_question_mark |= text.trim_end().ends_with(['?', '？']);
            self.stem.push(text.to_owned());
        }
    }

    /// Adds an option. `strong` is true if the option's text is bold.
    pub fn add_option(&mut self, option: ParsedOption, strong: bool) {
        if self.picture_after.is_some_and(|it| it > 0) {
            self.fault
                .get_or_insert("its options are pictures".to_owned());
        }
        self.options.push(option);
        self.strong.push(strong);
    }

    /// Returns the level and the text of the heading if it is the title of a group of questions and
    /// `text` is the first of these questions. The flag is true if the text between the heading and
    /// `text` does not belong to a question.
    pub fn title_above(&self, text: &str, had_question: bool) -> Option<(usize, String, bool)> {
        /// The maximum number of words in a title if the text below it does not look like a
        /// question.
        const MOST_WORDS: usize = 4;
        let level = self.heading.filter(|_| !self.numbered)?;
        let title = self.stem.first().filter(|it| !asks(it))?;
        if self.has_question_mark {
            return None;
        }
        let is_short = title.split_whitespace().count() <= MOST_WORDS;
        let is_title = asks(text) || (is_short && self.stem.len() == 1 && level > 1);
        is_title.then(|| (level, title.clone(), level == 1 && !had_question))
    }

    /// Moves the options into the stem, because they are only statements and are followed by the
    /// actual options, which have checkboxes.
    pub fn turn_into_statements(&mut self) {
        let options = std::mem::take(&mut self.options);
        let lines = options.iter().enumerate();
        let lines: Vec<_> = lines
            .map(|(at, it)| format!("{}. {}", letter(at), it.text))
            .collect();
        self.stem.push(lines.join("\n"));
        self.strong.clear();
        self.fault = None;
    }

    /// Adds the paragraphs below the last option to that option.
    pub fn absorb(&mut self) {
        self.absorbs = true;
        let paragraphs = std::mem::take(&mut self.explanation);
        if let Some(option) = self.options.last_mut() {
            for (_, text) in paragraphs {
                option.text += &format!("\n{text}");
            }
        }
    }

    /// Removes a label such as `ResultsArgs:` from the end of the stem.
    pub fn drop_label(&mut self) {
        let Some(last) = self.stem.last_mut().filter(|_| self.options.is_empty()) else {
            return;
        };
        let labels = [
            "Options:", "Choices:", "Answers:", "OPTIONS:", "options:", "choices:",
        ];
        let bare = last.trim_end_matches('*').trim_end();
        if let Some(bare) = labels.iter().find_map(|it| bare.strip_suffix(*it)) {
            *last = bare.trim_end_matches(['*', ' ', '\n']).to_owned();
        }
        self.stem.retain(|it| !it.is_empty());
    }

    /// Turns the items below the question into its options if some of them are marked or if
    /// `stated` names one.
    pub fn promote_items(&mut self, stated: Option<&str>) {
        let count = self.items.len();
        let are_last = self.stem.len() > count
            && self.stem.ends_with(
                &self
                    .items
                    .iter()
                    .map(|(text, _)| text.clone())
                    .collect::<Vec<_>>(),
            );
        if count < 2 || !are_last {
            return;
        }
        let mut tried = self.clone();
        for (text, strong) in std::mem::take(&mut tried.items) {
            let bare = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let bare = bare.get(2..).unwrap_or_default();
            tried.add_option(ParsedOption::new(bare, false), strong);
        }
        tried.stem.truncate(self.stem.len() - count);
        let is_named = stated.is_some_and(|stated| {
            let (key, _) = lettered::key_and_more(stated, &tried.options);
            key.mark(&mut tried.options.clone()).is_ok()
        });
        if is_named || tried.mark_by_look() {
            *self = tried;
        }
    }

    /// Returns whether a key exists or a mark shows the correct options.
    pub fn is_answered(&mut self) -> bool {
        self.has_key() || self.mark_by_look()
    }

    /// Marks the options that are bold or have a check mark next to them as correct. Returns
    /// whether any options were marked.
    fn mark_by_look(&mut self) -> bool {
        if ParsedOption::mark(&mut self.options, marks::by_sign) {
            return true;
        }
        let strong = self.strong.iter().filter(|it| **it).count();
        if (1..self.options.len()).contains(&strong) {
            for (option, strong) in self.options.iter_mut().zip(&self.strong) {
                option.correct = *strong;
            }
        }
        self.ticked()
    }

    pub fn ticked(&self) -> bool {
        self.options.iter().any(|it| it.correct)
    }

    pub fn has_key(&self) -> bool {
        self.ticked() || self.key.is_some()
    }

    /// Returns whether the text alone shows that this is a question.
    pub fn is_question(&self) -> bool {
        let asks = || self.stem.iter().any(|it| it.contains(['?', '？']));
        let is_numbered = self.numbered && (self.stem.is_empty() || asks());
        self.key.is_some() || self.has_question_mark || is_numbered
    }

    /// Returns whether text at list depth `depth` belongs to the last option.
    pub fn is_of_option(&self, depth: usize) -> bool {
        !self.options.is_empty() && depth > self.option_depth
    }

    /// Adds a list item to the last option.
    pub fn add_to_option(&mut self, at: usize, item: &str) {
        if let Some(option) = self.options.last_mut() {
            if self
                .lists
                .last()
                .is_none_or(|it| it.option < self.strong.len())
            {
                self.lists.push(ListInOption {
                    option: self.strong.len(),
                    len: option.text.len(),
                    line: at,
                });
            }
            option.text += &format!("\n{item}");
        }
    }

    /// Moves a list below the last option to the explanation unless the option introduces the list
    /// or other options also have lists.
    fn move_list(&mut self) {
        let [list] = self.lists.as_slice() else {
            return;
        };
        let Some(option) = self.options.last_mut() else {
            return;
        };
        let is_last = list.option == self.strong.len();
        if is_last && !option.text[..list.len].ends_with([':', '：']) {
            let items = option.text.split_off(list.len);
            let items = items.trim().to_owned();
            self.explanation.insert(0, (list.line, items));
        }
    }

    /// Returns whether a list item belongs to the last option. This is the case if the options have
    /// letters and are not yet followed by a key or an explanation.
    pub fn has_list_in_option(&self) -> bool {
        let is_open = !self.boxes && !self.options.is_empty();
        is_open && !self.has_key() && self.explanation.is_empty()
    }

    /// Returns whether a line with the letter A at list depth `depth` begins the options of another
    /// question. After the key, letters can also refer to the existing options.
    pub fn ends_at_option(&self, depth: usize) -> bool {
        let last = self.explanation.last();
        let is_question =
            last.is_some_and(|(_, text)| asks(text) || !(is_item(text) || self.is_explained));
        !self.has_key() || (depth <= self.option_depth && is_question)
    }

    /// Adds `text` to the reason for the option at index `place`.
    pub fn add_reason(&mut self, place: usize, text: &str) {
        let last = self.options.len().saturating_sub(1);
        if let Some(option) = self.options.get_mut(place.min(last)) {
            append(&mut option.why, text.trim());
        }
    }

    /// Adds `text` to the reason for the last option.
    pub fn add_why(&mut self, text: &str) {
        self.add_reason(usize::MAX, text);
    }

    pub fn take(mut self, topic: Option<&ParsedTopic>, intake: &mut ImportCollector<'_>) {
        if self.had_media {
            intake.note(self.line, "a picture was not imported");
        }
        if self.absorbs && self.options.last().is_some_and(|it| it.text.ends_with(':')) {
            self.absorb();
        }
        self.move_list();
        for option in &mut self.options {
            // A single item is a sentence rather than a list.
            if let Some(only) = option
                .why
                .strip_prefix("- ")
                .filter(|it| !it.contains('\n'))
            {
                option.why = only.to_owned();
            }
        }
        if self.boxes {
            lettered::without_letters(&mut self.options);
        }
        if self.had_media && self.options.iter().any(|it| it.text.trim().is_empty()) {
            self.fault
                .get_or_insert("its options are pictures".to_owned());
        }
        if let Some(fault) = self.fault.take() {
            return intake.leave_out(self.line, fault);
        }
        // If options are also marked, the marks must agree with the answer.
        let is_marked = self.ticked() || (self.key.is_some() && self.mark_by_look());
        let stated = self.key.take().map(|stated| {
            let (key, more) = lettered::key_and_more(&stated, &self.options);
            if !more.is_empty() {
                self.explanation.insert(0, (self.line, more));
            }
            key
        });
        let key = match stated {
            Some(key) if is_marked => Key::All(vec![
                (
                    if self.boxes { "checkboxes" } else { "marks" }.to_owned(),
                    Key::Marked,
                ),
                ("answer line".to_owned(), key),
            ]),
            Some(key) => key,
            None if self.is_answered() => Key::Marked,
            None => {
                let why = if self.boxes {
                    "it has no answer key: no checkbox is checked"
                } else {
                    "it has no answer key: no line names the answer, and no option is marked"
                };
                return intake.leave_out(self.line, why);
            }
        };
        let explanation = self.explanation.iter().map(|it| it.1.as_str());
        let entry = ParsedQuestion {
            line: self.line,
            topic: topic.cloned(),
            stem: paragraphs(self.stem.iter().map(String::as_str)),
            explanation: paragraphs(explanation),
            options: self.options,
            ..ParsedQuestion::default()
        };
        intake.take(entry, &key);
    }
}
