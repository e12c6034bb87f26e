//! Writes imported questions to a bank file, which is formatted like a handwritten one.

use super::cards::Card;
use super::entry::ParsedQuestion;
use super::merge::Placed;
use super::naming;
use crate::text::one_line;

/// A bank file.
#[derive(Debug, Default)]
pub struct Document<'e> {
    /// The ID and the title of the bank if this is the bank's first file.
    pub card: Option<(String, String)>,
    /// The IDs and titles of topics that no other file declares.
    pub topics: Vec<(String, String)>,
    /// The questions, grouped by the name of the imported file.
    pub parts: Vec<(String, Vec<Placed<'e, ParsedQuestion>>)>,
    /// The terms, grouped by the name of the imported file.
    pub cards: Vec<(String, Vec<Placed<'e, Card>>)>,
}

impl Document<'_> {
    pub fn to_toml(&self) -> String {
        // Earlier versions of the program can read everything except terms.
        let format = if self.cards.iter().all(|(_, cards)| cards.is_empty()) {
            1
        } else {
            2
        };
        let mut out = format!("format = {format}\n");
        if let Some((id, title)) = &self.card {
            out += "\n[bank]\n";
            line(&mut out, "id", id);
            line(&mut out, "title", title);
        }
        for (id, title) in &self.topics {
            out += "\n[[topic]]\n";
            line(&mut out, "id", id);
            line(&mut out, "title", title);
        }
        files(&mut out, &self.parts, question);
        files(&mut out, &self.cards, term);
        out
    }
}

/// Writes the items of each file below the file's name.
fn files<T>(
    out: &mut String,
    files: &[(String, Vec<Placed<'_, T>>)],
    write: fn(&mut String, &Placed<'_, T>),
) {
    for (name, items) in files.iter().filter(|(_, items)| !items.is_empty()) {
        *out += &format!("\n# From {}\n", one_line(name));
        for placed in items {
            write(out, placed);
        }
    }
}

fn term(out: &mut String, placed: &Placed<'_, Card>) {
    let card = placed.entry;
    *out += "\n[[term]]\n";
    line(out, "id", &placed.id);
    line(out, "topic", &placed.topic);
    line(out, "name", &card.front);
    line(out, "definition", &card.back);
    // The terms in a topic serve as distractors for each other.
    line(out, "group", &placed.topic);
    if !card.note.is_empty() {
        line(out, "note", &card.note);
    }
}

fn question(out: &mut String, placed: &Placed<'_, ParsedQuestion>) {
    let entry = placed.entry;
    *out += "\n[[question]]\n";
    line(out, "id", &placed.id);
    line(out, "topic", &placed.topic);
    if let Some(shape) = entry.shape {
        line(out, "shape", &shape.to_string());
    }
    if let Some(difficulty) = entry.difficulty {
        *out += &format!("difficulty = {difficulty}\n");
    }
    if entry.negated {
        *out += "negated = true\n";
    }
    if entry.fixed_order {
        line(out, "order", "fixed");
    }
    if entry.beyond {
        *out += "beyond = true\n";
    }
    line(out, "stem", &entry.stem);
    if !entry.explanation.is_empty() {
        line(out, "explanation", &entry.explanation);
    }
    for (option, id) in entry.options.iter().zip(naming::option_ids(entry)) {
        *out += "\n[[question.option]]\n";
        if let Some(id) = id {
            line(out, "id", &id);
        }
        line(out, "text", &option.text);
        if option.correct {
            *out += "correct = true\n";
        }
        if !option.why.is_empty() {
            line(out, "why", &option.why);
        }
    }
}

fn line(out: &mut String, key: &str, text: &str) {
    *out += key;
    *out += " = ";
    *out += &toml_edit::Value::from(text).to_string();
    out.push('\n');
}
