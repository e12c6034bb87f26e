//! CSV and TSV: a header that names the columns, and a question a row.

use csv::{ReaderBuilder, StringRecord};

use super::columns::{Role, role};
use super::entry::{Answer, Entry, Topic};
use super::export::{Book, Exported, same_words};
use super::intake::{FIELD_LIMIT, Intake};
use super::key::{self, Key};
use super::lines::Lines;
use super::{cell, lettered};

/// How often a quote that is never closed is stepped over before the rest is left.
const MOST_RESTARTS: usize = 20;

pub fn read(text: &str, separator: Option<u8>, intake: &mut Intake<'_>) {
    let separator = separator.unwrap_or_else(|| likely(text));
    let lines = Lines::of(text);
    let mut rows = Rows::new(text, separator);
    let Some((at, header)) = rows.next() else {
        return intake.leave_out(1, "the file is empty");
    };
    let roles: Vec<_> = header.iter().map(role).collect();
    if !roles.contains(&Some(Role::Question)) {
        let why = "no column is named `question`; the first row has to name the columns";
        return intake.leave_out(lines.number(at), why);
    }
    for (name, role) in header.iter().zip(&roles) {
        if role.is_none() && !name.trim().is_empty() {
            let name = super::intake::excerpt(name);
            intake.note(lines.number(at), format!("the column {name} is not kept"));
        }
    }
    let mut table = Vec::new();
    let mut restarts = 0;
    while let Some((at, row)) = rows.next() {
        let line = lines.number(at);
        if rows.is_unclosed(at) && restarts < MOST_RESTARTS {
            restarts += 1;
            intake.leave_out(line, "a quote is opened in this row and never closed");
            // The rows below are not to be lost with it.
            match lines.next_after(at) {
                Some(next) => rows.restart(next),
                None => break,
            }
        } else if row.len() > roles.len() {
            let (cells, columns) = (row.len(), roles.len());
            let why = format!(
                "it has {cells} cells, and the header names {columns}; put a text with a separator in quotes"
            );
            intake.leave_out(line, why);
        } else if row.iter().any(|it| it.len() > 2 * FIELD_LIMIT) {
            intake.leave_out(line, "a cell is longer than 16 KiB; is a quote left open?");
        } else {
            table.push((line, row));
        }
    }
    take(&roles, &table, intake);
}

/// Takes the rows of a table whose columns have these roles.
pub fn take(roles: &[Option<Role>], table: &[(usize, StringRecord)], intake: &mut Intake<'_>) {
    let from = counts_from(roles, table);
    for (line, row) in table {
        let (entry, key) = question(roles, row, *line, from.unwrap_or(1));
        if let Key::Words { text, .. } = &key
            && from.is_none()
            && text.parse::<usize>().is_ok()
        {
            intake.note(
                *line,
                "a number is taken for an option's place, counted from 1",
            );
        }
        intake.take(entry, &key);
    }
}

fn question(roles: &[Option<Role>], row: &StringRecord, line: usize, from: usize) -> (Entry, Key) {
    let cells = || roles.iter().zip(row.iter());
    let text = |wanted: Role| {
        let mut found = cells().filter(|(role, _)| **role == Some(wanted));
        found.next().map_or("", |(_, text)| cell::bare(text.trim()))
    };
    let mut places: Vec<(usize, Answer)> = Vec::new();
    for (role, text) in cells() {
        let text = cell::bare(text.trim());
        if let Some(Role::Option(at)) = role
            && !text.is_empty()
        {
            places.push((*at, Answer::new(text, false)));
        }
    }
    places.sort_by_key(|(at, _)| *at);
    for (at, answer) in &mut places {
        text(Role::Why(*at)).clone_into(&mut answer.why);
    }
    // An empty cell between two options would move every letter after it.
    let gap = places
        .iter()
        .enumerate()
        .any(|(at, (place, _))| at != *place);
    let mut options: Vec<_> = places.into_iter().map(|(_, answer)| answer).collect();
    lettered::without_letters(&mut options);
    let some = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
    let key = match (text(Role::AnswerLetters), text(Role::AnswerIndex)) {
        _ if gap => Key::Untold("an option between two others is empty"),
        ("", "") => Key::Words {
            text: text(Role::Answer).to_owned(),
            from,
        },
        ("", index) => Key::Words {
            text: index.to_owned(),
            from,
        },
        (letters, _) => Key::Letters(letters.to_owned()),
    };
    let entry = Entry {
        line,
        id: some(text(Role::Id)),
        topic: some(text(Role::Topic)).map(Topic::titled),
        stem: text(Role::Question).to_owned(),
        explanation: text(Role::Explanation).to_owned(),
        options,
        difficulty: text(Role::Difficulty).parse().ok(),
        shape: serde_json::from_value(text(Role::Shape).into()).ok(),
        negated: text(Role::Negated).eq_ignore_ascii_case("true"),
        fixed_order: text(Role::Order).eq_ignore_ascii_case("fixed"),
        beyond: text(Role::Beyond).eq_ignore_ascii_case("true"),
    };
    (entry, key)
}

/// Whether numbers of options count from 0 or 1: a 0 anywhere tells, and so
/// does one that is as high as its row has options.
fn counts_from(roles: &[Option<Role>], table: &[(usize, StringRecord)]) -> Option<usize> {
    let mut from = None;
    for (_, row) in table {
        let (mut count, mut number) = (0, None);
        for (role, text) in roles.iter().zip(row.iter()) {
            match role {
                Some(Role::Option(_)) if !text.trim().is_empty() => count += 1,
                Some(Role::Answer | Role::AnswerIndex) => number = text.trim().parse().ok(),
                _ => {}
            }
        }
        if number == Some(0) {
            return Some(0);
        }
        if number == Some(count) {
            from = Some(1);
        }
    }
    from
}

/// The separator that stands most often in the first line.
fn likely(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    let signs = *b",;\t|";
    let most = signs
        .iter()
        .copied()
        .max_by_key(|sign| (count(*sign), *sign == b','));
    most.unwrap_or(b',')
}

/// The rows of a text with the bytes they begin at.
pub struct Rows<'t> {
    text: &'t str,
    separator: u8,
    start: usize,
    /// Where the last thing that is no space ends.
    content: usize,
    reader: csv::Reader<&'t [u8]>,
}

impl<'t> Rows<'t> {
    pub fn new(text: &'t str, separator: u8) -> Self {
        Self {
            text,
            separator,
            start: 0,
            content: text.trim_end().len(),
            reader: reader(text, separator),
        }
    }

    fn restart(&mut self, at: usize) {
        self.start = at;
        self.reader = reader(&self.text[at..], self.separator);
    }

    pub fn next(&mut self) -> Option<(usize, StringRecord)> {
        let mut row = StringRecord::new();
        // The text is UTF-8 and rows may be of any length: nothing can fail.
        let more = self.reader.read_record(&mut row).unwrap_or(false);
        let at = row.position().map_or(0, |it| it.byte() as usize);
        // The position is where the row before ended; blank lines stand between.
        let at = self.start + at;
        let gap = self.text[at..].len() - self.text[at..].trim_start_matches('\n').len();
        more.then_some((at + gap, row))
    }

    /// Whether the row that begins at `at` runs to the end of the text inside quotes.
    fn is_unclosed(&self, at: usize) -> bool {
        let end = self.start + self.reader.position().byte() as usize;
        let end = end.min(self.text.len());
        end >= self.content
            && ends_in_quotes(&self.text.as_bytes()[at.min(end)..end], self.separator)
    }
}

fn ends_in_quotes(row: &[u8], separator: u8) -> bool {
    let (mut quoted, mut begins) = (false, true);
    for byte in row {
        match byte {
            // Two in a row close and open again, which comes to the same.
            b'"' if quoted || begins => quoted = !quoted,
            _ => {}
        }
        // After a closing quote the next one opens again: it was an escaped one.
        begins = !quoted && [separator, b'\n', b'"'].contains(byte);
    }
    quoted
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

pub fn write(book: &Book, separator: u8) -> Exported {
    let mut out = Exported::default();
    let most = book.entries.iter().map(|it| it.options.len()).max();
    let most = most.unwrap_or(2);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    let mut header = vec!["id".to_owned(), "topic".into(), "question".into()];
    let letters = || (0..most).map(|at| key::letter(at).to_ascii_lowercase());
    header.extend(letters().map(|it| format!("option_{it}")));
    header.extend(["correct_letters".into(), "explanation".into()]);
    header.extend(letters().map(|it| format!("why_{it}")));
    header.extend(["difficulty", "shape", "negated", "order", "beyond"].map(String::from));
    let never = "a row in memory can be written";
    writer.write_record(&header).expect(never);
    let roles: Vec<_> = header.iter().map(|it| role(it)).collect();
    for entry in &book.entries {
        let row: Vec<_> = row(entry, most)
            .iter()
            .map(|it| cell::harmless(it))
            .collect();
        let (mut back, key) = question(&roles, &StringRecord::from(row.clone()), 0, 1);
        if key.mark(&mut back.options).is_err() || !same_words(&back, entry) {
            out.leave_out(
                entry,
                "its options begin with letters that read as their places",
            );
            continue;
        }
        if entry.options.iter().any(|it| it.id.is_some()) {
            out.lost("ids of options", entry);
        }
        writer.write_record(&row).expect(never);
    }
    let bytes = writer.into_inner().expect(never);
    out.text = String::from_utf8(bytes).expect("only text was written");
    out
}

fn row(entry: &Entry, most: usize) -> Vec<String> {
    let options = (0..most).map(|at| entry.options.get(at));
    let mut row = vec![
        entry.id.clone().unwrap_or_default(),
        entry
            .topic
            .as_ref()
            .map_or(String::new(), |it| it.title.clone()),
        entry.stem.clone(),
    ];
    row.extend(
        options
            .clone()
            .map(|it| it.map_or(String::new(), |it| it.text.clone())),
    );
    row.push(key::letters_of(&entry.options));
    row.push(entry.explanation.clone());
    row.extend(options.map(|it| it.map_or(String::new(), |it| it.why.clone())));
    row.push(entry.difficulty.map_or(String::new(), |it| it.to_string()));
    row.push(entry.shape.map_or(String::new(), |it| it.to_string()));
    row.push(if entry.negated { "true" } else { "" }.to_owned());
    row.push(if entry.fixed_order { "fixed" } else { "" }.to_owned());
    row.push(if entry.beyond { "true" } else { "" }.to_owned());
    row
}
