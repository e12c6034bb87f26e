//! Finds the objects that are questions, at any level of nesting.

use std::collections::HashMap;

use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::cursor::{Cursor, Members};
use super::fields::{Fields, Names};
use super::groups::{is_number, is_question, languages, own_title, unfolded};
use super::{lists, object, relaxed};
use crate::exchange::collector::ImportCollector;
use crate::exchange::columns::{Part, Role};
use crate::exchange::excerpt::listed;
use crate::exchange::line_starts::LineStarts;

/// The maximum depth of objects and lists around a question.
const DEPTH_LIMIT: usize = 12;

/// An object in the file and the line on which it begins.
pub struct Found {
    pub line: usize,
    pub object: Map<String, Value>,
    /// The name of the group that contains the object.
    pub group: Option<String>,
}

/// The content of a file.
#[derive(Default)]
struct File {
    found: Vec<Found>,
    /// The titles of topics, by topic ID.
    topics: HashMap<String, String>,
    /// True if certdrill wrote the file. The texts in the file are then plain text, not HTML.
    is_ours: bool,
    /// The lines of those items in question lists that are not objects.
    others: Vec<usize>,
    notes: Vec<(usize, String)>,
    /// Objects that are not questions and do not contain any.
    unknown: Vec<Unknown>,
}

/// An object that is not a question and the names of its fields.
struct Unknown {
    line: usize,
    names: Vec<String>,
    /// True if the object is in a list of questions.
    is_among_questions: bool,
}

/// The position of a syntax error and the message.
type Broken = (usize, String);

pub fn read(text: &str, intake: &mut ImportCollector<'_>) {
    let (strict, comment) = relaxed::strict(text);
    if let Some(at) = comment {
        let line = LineStarts::of(text).number(at);
        intake.note(line, "the comments in the file were not imported");
    }
    let text = &*strict;
    let mut walk = Walk {
        text,
        lines: LineStarts::of(text),
        file: File::default(),
        names: Names::default(),
    };
    let mut cursor = Cursor::new(text);
    // The file contains a single value or one value per line.
    while cursor.peek().is_some() {
        let start = cursor.at;
        if let Err((at, what)) = walk.value(&mut cursor, None, 0) {
            let line = walk.lines.number(at);
            // If the file contains one object per line, only the current line is lost.
            let is_row = |at: &usize| text[*at..].starts_with('{');
            let next = walk.lines.next_after(start);
            let next = next.filter(|it| is_row(it) && is_row(&start));
            let rest = match next {
                Some(_) => "this line was skipped",
                None => "the rest of the file was not read",
            };
            intake.leave_out(line, format!("invalid JSON: {what}; {rest}"));
            match next {
                Some(next) => cursor.at = next,
                None => break,
            }
        }
        cursor.eat(b',');
    }
    let mut file = walk.file;
    let found_none = file.found.is_empty();
    let mut unknown: Vec<_> = file.unknown.drain(..).collect();
    if found_none {
        unknown.truncate(1);
    } else {
        unknown.retain(|it| it.is_among_questions);
    }
    for Unknown { line, names, .. } in unknown {
        intake.leave_out(line, no_question(&names));
    }
    for (line, what) in file.notes {
        intake.note(line, what);
    }
    for line in file.others {
        intake.leave_out(line, "it is not an object with fields");
    }
    let names = walk.names;
    let fields = file.found.iter().map(|it| Fields::of(&it.object, &names));
    let fields: Vec<_> = fields.collect();
    let base = object::base(&fields);
    let context = object::Context {
        base,
        topics: &file.topics,
        is_ours: file.is_ours,
    };
    for (found, fields) in file.found.iter().zip(&fields) {
        object::read(fields, found.line, found.group.clone(), &context, intake);
    }
}

fn no_question(names: &[String]) -> String {
    if names.is_empty() {
        return "it has no fields".into();
    }
    let names = listed(names.iter().map(String::as_str));
    format!("none of its fields is recognized as a question with options; its fields are {names}")
}

struct Walk<'t> {
    text: &'t str,
    lines: LineStarts,
    file: File,
    names: Names,
}

impl<'t> Walk<'t> {
    fn value(
        &mut self,
        cursor: &mut Cursor<'t>,
        group: Option<&str>,
        depth: usize,
    ) -> Result<usize, Broken> {
        match cursor.peek() {
            Some(b'[') if depth < DEPTH_LIMIT => self.list(cursor, group, depth),
            Some(b'{') if depth < DEPTH_LIMIT => self.object(cursor, group, depth),
            _ if depth == 0 => Err((cursor.at, "expected a list or an object".to_owned())),
            _ => cursor.value::<IgnoredAny>().map(|_| 0),
        }
    }

    /// Reads a list and returns the number of questions in it.
    fn list(
        &mut self,
        cursor: &mut Cursor<'t>,
        group: Option<&str>,
        depth: usize,
    ) -> Result<usize, Broken> {
        cursor.eat(b'[');
        let mut count = 0;
        let others = self.file.others.len();
        let before = self.file.unknown.len();
        while !cursor.eat(b']') {
            let next = cursor.peek();
            if !matches!(next, Some(b'{' | b'[')) {
                let line = self.lines.number(cursor.at);
                self.file.others.push(line);
            }
            count += self.value(cursor, group, depth + 1)?;
            if !cursor.eat(b',') && cursor.peek() != Some(b']') {
                return Err((cursor.at, "expected a comma or ]".to_owned()));
            }
        }
        if count > 0 || depth == 0 {
            for unknown in &mut self.file.unknown[before..] {
                unknown.is_among_questions |= count > 0;
            }
        } else {
            self.file.others.truncate(others);
        }
        Ok(count)
    }

    /// Reads an object as a question or searches it for questions.
    fn object(
        &mut self,
        cursor: &mut Cursor<'t>,
        group: Option<&str>,
        depth: usize,
    ) -> Result<usize, Broken> {
        let line = self.lines.number(cursor.at);
        let start = cursor.at;
        let Ok(members) = cursor.value::<Members<'t>>() else {
            cursor.at = start;
            return self.broken(cursor, depth);
        };
        if lists::are_columns(&members.0) {
            let rows = lists::rows(&members.0);
            let count = rows.len();
            self.file.found.extend(rows.into_iter().map(|object| Found {
                line,
                object,
                group: group.map(str::to_owned),
            }));
            return Ok(count);
        }
        if is_question(&members.0, &self.names) {
            let object = serde_json::from_str(&self.text[start..cursor.at])
                .map_err(|error| (start, error.to_string()))?;
            let object = unfolded(object, &self.names);
            self.file.found.push(Found {
                line,
                object,
                group: group.map(str::to_owned),
            });
            return Ok(1);
        }
        self.note_topics(&members.0, depth);
        if let Some((language, inner)) = languages(&members.0) {
            let what = format!("the questions are in several languages; {language} was used");
            self.file.notes.push((line, what));
            let mut cursor = self.inside(inner);
            return self.value(&mut cursor, group, depth + 1);
        }
        let own = own_title(&members.0, &self.names).filter(|_| depth > 0);
        let before = self.file.unknown.len();
        let mut count = 0;
        for (name, raw) in &members.0 {
            let is_topic = !Part::Group.has(name) && !is_number(name);
            let name = Some(name.as_str()).filter(|_| is_topic);
            let group = own.as_deref().or(name).or(group);
            let mut inner = self.inside(raw);
            if depth + 1 < DEPTH_LIMIT && raw.get().starts_with(['{', '[']) {
                count += self.value(&mut inner, group, depth + 1)?;
            }
        }
        if count == 0 {
            let names = members.0.into_iter().map(|(name, _)| name);
            // Report only the outermost object, because it contains the others.
            self.file.unknown.truncate(before);
            self.file.unknown.push(Unknown {
                line,
                names: names.collect(),
                is_among_questions: false,
            });
        }
        Ok(count)
    }

    /// Returns a cursor at the start of a value in the file.
    fn inside(&self, raw: &RawValue) -> Cursor<'t> {
        let mut cursor = Cursor::new(self.text);
        cursor.at = raw.get().as_ptr() as usize - self.text.as_ptr() as usize;
        cursor
    }

    /// Reads the members of an incomplete object so that the questions before the syntax error are
    /// not lost.
    fn broken(&mut self, cursor: &mut Cursor<'t>, depth: usize) -> Result<usize, Broken> {
        cursor.eat(b'{');
        let mut is_question = false;
        let mut count = 0;
        while !cursor.eat(b'}') {
            let name: String = cursor.value()?;
            if !cursor.eat(b':') {
                return Err((cursor.at, "expected a colon".to_owned()));
            }
            let role = self.names.of(&name).0;
            is_question |= role.is_some_and(|it| it != Role::Topic) && !Part::Group.has(&name);
            if is_question {
                cursor.value::<IgnoredAny>()?;
            } else {
                count += self.value(cursor, None, depth + 1)?;
            }
            if !cursor.eat(b',') && cursor.peek() != Some(b'}') {
                return Err((cursor.at, "expected a comma or }".to_owned()));
            }
        }
        Ok(count)
    }

    /// Records the titles of topics and whether certdrill wrote the file.
    fn note_topics(&mut self, members: &[(String, &RawValue)], depth: usize) {
        let get = |wanted: &str| {
            let found = members.iter().find(|(name, _)| name == wanted);
            found.and_then(|(_, raw)| serde_json::from_str::<Value>(raw.get()).ok())
        };
        let Some(Value::Array(topics)) = get("topics") else {
            return;
        };
        for topic in &topics {
            if let (Some(id), Some(title)) = (topic["id"].as_str(), topic["title"].as_str()) {
                self.file.topics.insert(id.to_owned(), title.to_owned());
            }
        }
        let is_card = |it: Value| it["id"].is_string() && it["licence"].is_string();
        self.file.is_ours |= depth == 0 && get("bank").is_some_and(is_card);
    }
}
