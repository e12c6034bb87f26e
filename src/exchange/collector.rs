//! Checks that apply to questions in every format: texts are made safe to display, keys are
//! resolved, and questions are accepted or skipped with a reason.

use std::collections::HashMap;

use super::cards::Card;
use super::entry::{
    ContentHash, DroppedPart, Imported, ParsedOption, ParsedQuestion, SkippedEntry, normal,
};
use super::excerpt::excerpt;
use super::key::Key;
use super::lettered::without_number;
use super::{asks_for, html, naming};
use crate::bank::{are_alike, lists_labels, refers_to_options};
use crate::text::{clean, one_line};

/// The maximum length of one field, in bytes. Banks have the same limit.
pub const FIELD_LIMIT: usize = 16 * 1024;
/// The maximum number of options. Banks have the same limit.
const MOST_OPTIONS: usize = 9;
/// The maximum length of a topic, in bytes.
const TITLE_LIMIT: usize = 200;

/// The note about a question with several topics.
pub const FIRST_TOPIC: &str = "only the first of several tags was imported";

/// A collector that receives questions and cards one at a time.
pub struct ImportCollector<'a> {
    imported: Imported,
    /// The line and the correct options of every question so far, by content hash.
    seen: HashMap<ContentHash, (usize, Vec<String>)>,
    /// The line and the back of every card so far, by the front of the card.
    fronts: HashMap<String, (usize, String)>,
    /// A callback that receives the line of each question to report progress.
    progress: &'a mut dyn FnMut(usize),
}

impl<'a> ImportCollector<'a> {
    pub fn new(progress: &'a mut dyn FnMut(usize)) -> Self {
        Self {
            imported: Imported::default(),
            seen: HashMap::new(),
            fronts: HashMap::new(),
            progress,
        }
    }

    /// Adds `entry`, whose correct options `key` specifies, or skips it.
    pub fn take(&mut self, entry: ParsedQuestion, key: &Key) {
        (self.progress)(entry.line);
        let line = entry.line;
        match self.checked(entry, key) {
            Ok(entry) => self.imported.questions.push(entry),
            Err(why) => self.leave_out(line, why),
        }
    }

    /// Adds `card`, or skips it.
    pub fn take_card(&mut self, mut card: Card) {
        (self.progress)(card.line);
        let line = card.line;
        let checked = self.checked_card(&mut card);
        match checked {
            Ok(()) => self.imported.cards.push(card),
            Err(why) => self.leave_out(line, why),
        }
    }

    fn checked_card(&mut self, card: &mut Card) -> Result<(), String> {
        tidy_text("its front", &mut card.front)?;
        tidy_text("its back", &mut card.back)?;
        tidy_text("its note", &mut card.note)?;
        card.front = one_line(&card.front);
        card.back = one_line(&card.back);
        card.id.take_if(|id| !naming::is_good_id(id));
        if card.front.is_empty() {
            return Err("the card has no front".into());
        }
        if card.back.is_empty() {
            return Err(format!("the card has no back: {}", excerpt(&card.front)));
        }
        if card.front.contains("{{c") {
            return Err(format!(
                "it is a cloze card, which is text with gaps: {}",
                excerpt(&card.front)
            ));
        }
        let (front, back) = (normal(&card.front), normal(&card.back));
        match self.fronts.get(&front) {
            None => {
                self.fronts.insert(front, (card.line, back));
            }
            Some((line, other)) if *other == back => {
                return Err(format!("the same card is on line {line}"));
            }
            Some((line, _)) => {
                return Err(format!(
                    "the card on line {line} has the same front and a different back; that one was imported"
                ));
            }
        }
        let topic = card.topic.take();
        card.topic = topic.and_then(|topic| self.topic(card.line, topic));
        Ok(())
    }

    /// Records that the question on `line` was skipped.
    pub fn leave_out(&mut self, line: usize, why: impl Into<String>) {
        let why = why.into();
        self.imported.dropped.push(SkippedEntry { line, why });
    }

    /// Records that a part of the question on `line` was not imported.
    pub fn note(&mut self, line: usize, what: impl Into<String>) {
        let what = what.into();
        self.imported.notes.push(DroppedPart { line, what });
    }

    /// Returns the difficulty that `text` names. If the difficulty is unknown, adds a note that it
    /// was not imported.
    pub fn difficulty(&mut self, line: usize, text: &str) -> Option<u8> {
        let level = match text.trim().to_lowercase().as_str() {
            "" => return None,
            "1" | "easy" | "beginner" | "leicht" => Some(1),
            "2" | "medium" | "intermediate" | "mittel" => Some(2),
            "3" | "hard" | "difficult" | "advanced" | "schwer" => Some(3),
            _ => None,
        };
        if level.is_none() {
            self.note(
                line,
                format!("the difficulty {} was not imported", excerpt(text)),
            );
        }
        level
    }

    /// Converts the texts of `entry` that contain HTML.
    pub fn read_html(&mut self, entry: &mut ParsedQuestion) {
        let mut had_media = false;
        let mut read = |text: &mut String| {
            let (plain, media) = html::guess(text);
            had_media |= media;
            *text = plain;
        };
        read(&mut entry.stem);
        read(&mut entry.explanation);
        for option in &mut entry.options {
            read(&mut option.text);
            read(&mut option.why);
        }
        if had_media {
            self.note(entry.line, "a picture or sound was not imported");
        }
    }

    pub fn finish(mut self) -> Imported {
        self.imported.questions.sort_by_key(|it| it.line);
        strip_numbers(&mut self.imported.questions);
        self.imported.cards.sort_by_key(|it| it.line);
        self.imported.dropped.sort_by_key(|it| it.line);
        self.imported.notes.sort_by_key(|it| it.line);
        self.imported
    }

    fn checked(&mut self, mut entry: ParsedQuestion, key: &Key) -> Result<ParsedQuestion, String> {
        let topic = entry.topic.take();
        tidy(&mut entry)?;
        match entry.options.len() {
            0 => return Err("it has no options".into()),
            1 => return Err("it has one option; a question needs two or more".into()),
            many if many > MOST_OPTIONS => {
                return Err(format!(
                    "it has {many} options; the maximum is {MOST_OPTIONS}"
                ));
            }
            _ => {}
        }
        for (at, option) in entry.options.iter().enumerate() {
            if option.text.is_empty() {
                return Err(format!("its option {} has no text", at + 1));
            }
            let same = |it: &ParsedOption| are_alike(&it.text, &option.text);
            if entry.options[..at].iter().any(same) {
                return Err(format!(
                    "two options are the same: {}",
                    excerpt(&option.text)
                ));
            }
        }
        if let Some(note) = key.mark(&mut entry.options)? {
            self.note(entry.line, note);
        }
        let right = entry.options.iter().filter(|it| it.correct).count();
        if right == 0 {
            return Err("it has no answer key: no option is marked as correct".into());
        }
        if right == entry.options.len() {
            return Err("all of its options are marked as correct".into());
        }
        // A single option can list all the statements that the stem asks for.
        let lists = |wanted| {
            let mut correct = entry.options.iter().filter(|it| it.correct);
            right == 1 && correct.all(|it| lists_labels(&it.text, wanted))
        };
        if let Some(wanted) = asks_for::how_many(&entry.stem)
            && wanted != right
            && !lists(wanted)
        {
            return Err(format!(
                "it asks for {wanted} options, but marks {right} as correct"
            ));
        }
        self.keep_order(&mut entry)?;
        self.once(&entry)?;
        entry.topic = topic.and_then(|topic| self.topic(entry.line, topic));
        Ok(entry)
    }

    /// Marks the order of the options as fixed if they refer to one another.
    fn keep_order(&mut self, entry: &mut ParsedQuestion) -> Result<(), String> {
        let refers = |it: &ParsedOption| refers_to_options(&it.text);
        if entry.fixed_order || !entry.options.iter().any(refers) {
            return Ok(());
        }
        entry.fixed_order = true;
        if !entry.unordered {
            let what =
                "an option refers to others by letter or position, so the options keep their order";
            self.note(entry.line, what);
            return Ok(());
        }
        // "All of the above" stays true as the last option in any order, but "Both A and C" does
        // not.
        let sums_up = |it: &ParsedOption| {
            let text = it.text.to_lowercase();
            let text = text.trim_end_matches('.');
            text.ends_with("above") && !refers_to_options(text.trim_end_matches("the above"))
        };
        if entry.options.iter().any(|it| refers(it) && !sums_up(it)) {
            return Err(
                "an option refers to others by letter or position, but the file gives the options \
                 no order"
                    .into(),
            );
        }
        entry
            .options
            .sort_by_key(|it| (refers(it), it.text.clone()));
        Ok(())
    }

    /// Rejects `entry` if a previous question has the same text.
    fn once(&mut self, entry: &ParsedQuestion) -> Result<(), String> {
        let right: Vec<_> = entry.options.iter().filter(|it| it.correct).collect();
        let mut right: Vec<_> = right.iter().map(|it| normal(&it.text)).collect();
        right.sort();
        let likeness = ContentHash::of_entry(entry);
        match self.seen.get(&likeness) {
            None => {
                self.seen.insert(likeness, (entry.line, right));
                Ok(())
            }
            Some((line, key)) if *key == right => {
                Err(format!("the same question is on line {line}"))
            }
            Some((line, _)) => Err(format!(
                "the same question is on line {line} with a different answer key; that one was imported"
            )),
        }
    }

    fn topic(&mut self, line: usize, topic: super::ParsedTopic) -> Option<super::ParsedTopic> {
        let title = one_line(topic.title.trim());
        if title.is_empty() {
            return None;
        }
        if naming::is_path(&title) || title.len() > TITLE_LIMIT {
            let what = if naming::is_path(&title) {
                "looks like a path"
            } else {
                "is too long"
            };
            self.note(
                line,
                format!("the topic {} {what} and was not used", excerpt(&title)),
            );
            return None;
        }
        let id = topic.id.filter(|id| naming::is_good_id(id));
        Some(super::ParsedTopic { id, title })
    }
}

/// Removes the question numbers if all questions in the file are numbered.
fn strip_numbers(questions: &mut [ParsedQuestion]) {
    /// The minimum number of questions whose ascending numbers cannot be a coincidence.
    const FEWEST: usize = 3;
    let number = |entry: &ParsedQuestion| {
        let (is_numbered, rest) = without_number(&entry.stem);
        let digits = entry.stem.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        let number = digits[..end].parse::<u32>().ok();
        number.filter(|_| is_numbered && !rest.is_empty())
    };
    // After a word such as "Question", even a single number is certain to be a question number.
    let has_word = |entry: &ParsedQuestion| {
        let word = entry.stem.split(|c: char| !c.is_alphabetic()).next();
        word.is_some_and(|it| it.chars().count() > 3)
    };
    let numbers: Vec<_> = questions.iter().map_while(number).collect();
    let ascend = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let is_certain = numbers.len() >= FEWEST || questions.iter().all(has_word);
    if numbers.len() == questions.len() && is_certain && ascend {
        for question in questions {
            question.stem = without_number(&question.stem).1.to_owned();
        }
    }
}

/// Makes all texts of `entry` safe to display and rejects texts that are too long.
fn tidy(entry: &mut ParsedQuestion) -> Result<(), String> {
    let ParsedQuestion {
        stem,
        explanation,
        options,
        ..
    } = entry;
    tidy_text("its question", stem)?;
    tidy_text("its explanation", explanation)?;
    for (at, option) in options.iter_mut().enumerate() {
        tidy_text(&format!("its option {}", at + 1), &mut option.text)?;
        tidy_text(
            &format!("the reason for its option {}", at + 1),
            &mut option.why,
        )?;
        option.id.take_if(|id| !naming::is_good_id(id));
    }
    entry.id.take_if(|id| !naming::is_good_id(id));
    if entry.stem.is_empty() {
        return Err("it has no question, only options".into());
    }
    Ok(())
}

fn tidy_text(what: &str, text: &mut String) -> Result<(), String> {
    // Remove soft hyphens and zero-width characters, which are invisible, and convert no-break
    // spaces to spaces.
    if text.contains(['\u{AD}', '\u{200B}', '\u{2060}', '\u{FEFF}', '\u{A0}']) {
        *text = text
            .replace(['\u{AD}', '\u{200B}', '\u{2060}', '\u{FEFF}'], "")
            .replace('\u{A0}', " ");
    }
    // Check the length before and after cleaning, because `clean` replaces hidden characters with
    // longer, visible forms.
    let too_long = |len: usize| format!("{what} is {len} bytes long; the limit is 16 KiB");
    if text.len() > FIELD_LIMIT {
        return Err(too_long(text.len()));
    }
    let tidied = clean(text.trim()).trim().to_owned();
    if tidied.len() > FIELD_LIMIT {
        return Err(too_long(tidied.len()));
    }
    *text = tidied;
    Ok(())
}
