//! The question that is being read, and how it ends.

use crate::exchange::intake::Intake;
use crate::exchange::key::Key;
use crate::exchange::{Answer, Entry, Topic, lettered};

/// A paragraph with its line.
pub type Paragraph = (usize, String);

#[derive(Debug, Default)]
pub struct Open {
    pub line: usize,
    /// The level of the heading that it began with, if with one.
    pub heading: Option<usize>,
    /// It began with a number, as only questions do.
    pub numbered: bool,
    pub stem: Vec<String>,
    pub options: Vec<Answer>,
    /// How deep its options lie in lists.
    pub option_depth: usize,
    /// Its options have boxes.
    pub boxes: bool,
    /// What was said of the key, word for word.
    pub key: Option<String>,
    pub explanation: Vec<Paragraph>,
    /// Why it cannot be used, whatever its key.
    pub fault: Option<String>,
    pub had_media: bool,
}

impl Open {
    pub fn ticked(&self) -> bool {
        self.options.iter().any(|it| it.correct)
    }

    pub fn has_key(&self) -> bool {
        self.ticked() || self.key.is_some()
    }

    /// Whether its words alone show that it is a question.
    pub fn is_question(&self) -> bool {
        let asks = |text: &String| text.trim_end().ends_with('?');
        self.key.is_some() || self.stem.iter().any(asks) || (self.numbered && self.stem.is_empty())
    }

    /// Whether what lies `depth` deep is said of the last option.
    pub fn is_of_option(&self, depth: usize) -> bool {
        !self.options.is_empty() && depth > self.option_depth
    }

    /// Adds to the reason of the last option.
    pub fn add_why(&mut self, text: &str) {
        if let Some(option) = self.options.last_mut() {
            if !option.why.is_empty() {
                option.why += "\n\n";
            }
            option.why += text.trim();
        }
    }

    pub fn take(mut self, topic: Option<&Topic>, intake: &mut Intake<'_>) {
        if self.had_media {
            intake.note(self.line, "a picture is not kept");
        }
        if self.boxes {
            lettered::without_letters(&mut self.options);
        }
        let key = if self.ticked() {
            Key::Marked
        } else if let Some(fault) = self.fault {
            return intake.leave_out(self.line, fault);
        } else if let Some(told) = &self.key {
            let (key, more) = lettered::key_and_more(told, &self.options);
            if !more.is_empty() {
                self.explanation.insert(0, (self.line, more));
            }
            key
        } else {
            let why = if self.boxes {
                "it has no key: no box is ticked"
            } else {
                "it has no key: no line tells the answer"
            };
            return intake.leave_out(self.line, why);
        };
        let explanation: Vec<_> = self.explanation.into_iter().map(|it| it.1).collect();
        let entry = Entry {
            line: self.line,
            topic: topic.cloned(),
            stem: self.stem.join("\n\n"),
            explanation: explanation.join("\n\n"),
            options: self.options,
            ..Entry::default()
        };
        intake.take(entry, &key);
    }
}
