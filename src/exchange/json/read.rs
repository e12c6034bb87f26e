//! Finds the objects that are questions.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::cursor::Cursor;
use super::object;
use crate::exchange::intake::Intake;
use crate::exchange::lines::Lines;

/// Under what names a list of questions stands in an object.
const LISTS: [&str; 6] = ["questions", "items", "data", "quiz", "results", "quizzes"];

/// How deep a list of questions may lie in objects.
const DEPTH_LIMIT: usize = 4;

/// An object of the file with the line it begins on.
pub struct Found {
    pub line: usize,
    pub object: Map<String, Value>,
}

/// All that a file holds.
#[derive(Default)]
struct File {
    found: Vec<Found>,
    /// The titles of topics by their ids.
    topics: HashMap<String, String>,
    /// Where it stops being JSON, and why.
    broken: Option<(usize, String)>,
}

pub fn read(text: &str, intake: &mut Intake<'_>) {
    let lines = Lines::of(text);
    let mut file = File::default();
    let mut cursor = Cursor::new(text);
    // One value, or a value a line.
    while file.broken.is_none() && cursor.peek().is_some() {
        if let Err(broken) = whole(&mut cursor, &lines, &mut file) {
            file.broken = Some(broken);
        }
        cursor.eat(b',');
    }
    if let Some((at, what)) = file.broken.take() {
        let why = format!("this is no JSON: {what}; what follows is not read");
        intake.leave_out(lines.number(at), why);
    }
    let base = object::Base::of(&file.found);
    for found in file.found {
        object::read(&found, base, &file.topics, intake);
    }
}

type Broken = (usize, String);

/// A list, an object with a list, or one question.
fn whole(cursor: &mut Cursor<'_>, lines: &Lines, file: &mut File) -> Result<(), Broken> {
    match cursor.peek() {
        Some(b'[') => list(cursor, lines, file),
        Some(b'{') => holder(cursor, lines, file, DEPTH_LIMIT),
        _ => Err((cursor.at, "a list or an object is expected".to_owned())),
    }
}

fn list(cursor: &mut Cursor<'_>, lines: &Lines, file: &mut File) -> Result<(), Broken> {
    cursor.eat(b'[');
    while !cursor.eat(b']') {
        cursor.peek();
        let line = lines.number(cursor.at);
        // What is no object becomes one without fields, and is told as such.
        let object = match cursor.value::<Value>()? {
            Value::Object(object) => object,
            _ => Map::new(),
        };
        file.found.push(Found { line, object });
        if !cursor.eat(b',') && cursor.peek() != Some(b']') {
            return Err((cursor.at, "a comma or ] is expected".to_owned()));
        }
    }
    Ok(())
}

/// An object: its list of questions is walked through; without one it is a
/// question itself. Lists are looked for `deeper` levels down.
fn holder(
    cursor: &mut Cursor<'_>,
    lines: &Lines,
    file: &mut File,
    deeper: usize,
) -> Result<(), Broken> {
    let line = lines.number(cursor.at);
    cursor.eat(b'{');
    let mut own = Map::new();
    let mut had_list = false;
    while !cursor.eat(b'}') {
        let name: String = cursor.value()?;
        if !cursor.eat(b':') {
            return Err((cursor.at, "a colon is expected".to_owned()));
        }
        let may_hold = LISTS.contains(&name.to_lowercase().as_str());
        match cursor.peek() {
            Some(b'[') if may_hold => {
                had_list = true;
                list(cursor, lines, file)?;
            }
            Some(b'{') if may_hold && deeper > 0 => {
                had_list = true;
                holder(cursor, lines, file, deeper - 1)?;
            }
            _ => {
                own.insert(name, cursor.value()?);
            }
        }
        if !cursor.eat(b',') && cursor.peek() != Some(b'}') {
            return Err((cursor.at, "a comma or } is expected".to_owned()));
        }
    }
    if let Some(Value::Array(topics)) = own.get("topics") {
        for topic in topics {
            if let (Some(id), Some(title)) = (topic["id"].as_str(), topic["title"].as_str()) {
                file.topics.insert(id.to_owned(), title.to_owned());
            }
        }
    }
    if !had_list {
        file.found.push(Found { line, object: own });
    }
    Ok(())
}
