//! Reads and writes CSV and TSV: a header with the column names and one question per row.

mod layout;
mod rows;
mod write;

pub use layout::Columns;
pub use rows::Rows;
pub use write::write;

use layout::FIRST;
use rows::likely;

use csv::StringRecord;

use super::cards::Card;
use super::collector::{FIELD_LIMIT, ImportCollector};
use super::columns::{Role, role};
use super::entry::{ParsedOption, ParsedQuestion, ParsedTopic};
use super::excerpt::listed;
use super::key::Key;
use super::line_starts::LineStarts;
use super::{cell, html, lettered};

/// The maximum number of unclosed quotes to skip. After that, the rest of the file is read as one
/// row.
const MOST_RESTARTS: usize = 20;

/// The maximum number of rows above the header.
const MOST_TITLES: usize = 8;

pub fn read(text: &str, separator: Option<u8>, intake: &mut ImportCollector<'_>) {
    let (declared, start) = declared_separator(text);
    let separator = declared
        .or(separator)
        .unwrap_or_else(|| likely(&text[start..]));
    let lines = LineStarts::of(text);
    let mut rows = Rows::new(text, separator);
    rows.restart(start);
    let Some((at, header)) = header(&mut rows) else {
        let first = Rows::new(text, separator).next();
        let names = first.map_or(String::new(), |(_, row)| listed(row.iter()));
        return intake.leave_out(
            1,
            match names.as_str() {
                "" => "the file is empty".to_owned(),
                _ => format!(
                    "no column is named `question`; the first row must name the columns, but it \
                     has {names}"
                ),
            },
        );
    };
    if at > start {
        let what = "the rows above the column names were not imported";
        intake.note(lines.number(start), what);
    }
    let mut table = Vec::new();
    let mut restarts = 0;
    while let Some((at, row)) = rows.next() {
        let line = lines.number(at);
        if rows.is_unclosed(at) && restarts < MOST_RESTARTS {
            restarts += 1;
            intake.leave_out(
                line,
                "a quotation mark is opened in this row but never closed",
            );
            // Continue on the next line so that the following rows are not lost.
            match lines.next_after(at) {
                Some(next) => rows.restart(next),
                None => break,
            }
        } else if row
            .iter()
            .skip(header.len())
            .any(|it| !it.trim().is_empty())
        {
            let (cells, columns) = (row.len(), header.len());
            let why = format!(
                "it has {cells} cells, but the header has {columns}; put text that contains a separator in quotation marks"
            );
            intake.leave_out(line, why);
        } else if row.iter().any(|it| it.len() > 2 * FIELD_LIMIT) {
            intake.leave_out(
                line,
                "a cell is longer than 16 KiB; check for a missing quotation mark",
            );
        } else if row.iter().any(|it| !it.trim().is_empty()) {
            table.push((line, row));
        }
    }
    let columns = Columns::named(&header, &table);
    columns.report(&header, &table, lines.number(at), intake);
    take(&columns, &table, None, intake);
}

/// Returns the separator in a line such as `sep=;`, which Excel writes, and the offset of the
/// table.
fn declared_separator(text: &str) -> (Option<u8>, usize) {
    let line = text.split_inclusive('\n').next().unwrap_or_default();
    let bare = line.trim_end_matches('\n').trim_matches('"');
    match bare.get(..4).map(str::to_lowercase).as_deref() {
        Some("sep=") if bare.len() == 5 => (Some(bare.as_bytes()[4]), line.len()),
        _ => (None, 0),
    }
}

/// Returns the header row, which can follow rows that contain a title.
fn header(rows: &mut Rows<'_>) -> Option<(usize, StringRecord)> {
    for _ in 0..=MOST_TITLES {
        let (at, row) = rows.next()?;
        let has = |wanted: fn(Role) -> bool| row.iter().filter_map(role).any(wanted);
        if has(|it| it == Role::Question) && row.len() > 1 && has(|it| it != Role::Question) {
            return Some((at, row));
        }
    }
    None
}

/// The note about a question without a key whose options are marked.
const MARKED: &str = "no column has the answer; options with a mark were imported as correct";

/// Imports the rows of a table. Rows without a topic are assigned to `topic`.
pub fn take(
    columns: &Columns,
    table: &[(usize, StringRecord)],
    topic: Option<&ParsedTopic>,
    intake: &mut ImportCollector<'_>,
) {
    for (line, row) in table {
        let (mut entry, mut key) = question(columns, row, *line);
        for (role, text) in columns.roles.iter().zip(row.iter()) {
            match role {
                Some(Role::Answer | Role::AnswerIndex) => {
                    columns.base.note(text, FIRST, *line, intake);
                }
                Some(Role::Difficulty) => entry.difficulty = intake.difficulty(*line, text),
                _ => {}
            }
        }
        entry.topic = entry.topic.or_else(|| topic.cloned());
        if !columns.is_ours {
            entry.split_list();
            intake.read_html(&mut entry);
            entry.split_options();
            if key.is_empty() && entry.mark_options() {
                intake.note(*line, MARKED);
                key = Key::Marked;
            }
        }
        for (role, text) in columns.roles.iter().zip(row.iter()) {
            if *role == Some(Role::Code) && !entry.add_code(text) && !text.trim().is_empty() {
                intake.note(*line, "a code field without source code was not imported");
            }
        }
        if let Some(back) = columns.back(&entry, row) {
            intake.take_card(Card {
                line: entry.line,
                id: entry.id,
                topic: entry.topic,
                front: entry.stem,
                back,
                note: entry.explanation,
            });
            continue;
        }
        if entry.options.is_empty() && !columns.names.is_empty() {
            let names = listed(columns.names.iter().map(String::as_str));
            let why =
                format!("none of the columns is recognized as options; the columns are {names}");
            intake.leave_out(*line, why);
            continue;
        }
        intake.take(entry, &key);
    }
}

fn question(columns: &Columns, row: &StringRecord, line: usize) -> (ParsedQuestion, Key) {
    let cells = || columns.roles.iter().zip(row.iter());
    let all = |wanted: Role| {
        let found = cells().filter(move |(role, _)| **role == Some(wanted));
        let texts = found.map(|(_, text)| cell::bare(text.trim()));
        texts.filter(|it| !it.is_empty())
    };
    let text = |wanted: Role| all(wanted).next().unwrap_or_default();
    let (mut options, gap) = columns.options(row);
    let wrong: Vec<_> = all(Role::WrongTexts).collect();
    let unordered = options.is_empty() && !wrong.is_empty();
    let mut key = if gap {
        Key::Untold("an option between two others is empty")
    } else {
        columns.key(row, &options)
    };
    let answers: Vec<_> = all(Role::Answer).collect();
    if unordered {
        let wrong = match wrong.as_slice() {
            [one] => lettered::split(one),
            many => many
                .iter()
                .map(|it| ParsedOption::new(*it, false))
                .collect(),
        };
        options = answers
            .iter()
            .map(|it| ParsedOption::new(*it, true))
            .collect();
        options.extend(wrong);
        key = Key::Marked;
    } else if options.is_empty()
        && let [answer] = answers.as_slice()
        && html::list(&html::read(answer).pieces).is_some()
    {
        options = lettered::split(answer);
        key = Key::Untold("it has no answer key: its answer is a list of options");
    } else if options.is_empty()
        && let [answer] = answers.as_slice()
        && let Some(found) = lettered::true_or_false(answer)
    {
        options = ParsedOption::true_or_false(found);
        key = Key::Marked;
    }
    let some = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
    let explanations: Vec<_> = all(Role::Explanation).collect();
    let entry = ParsedQuestion {
        line,
        id: some(text(Role::Id)),
        topic: some(text(Role::Topic)).map(ParsedTopic::titled),
        stem: text(Role::Question).to_owned(),
        explanation: explanations.join("\n\n"),
        options,
        difficulty: None,
        shape: serde_json::from_value(text(Role::Shape).into()).ok(),
        negated: text(Role::Negated).eq_ignore_ascii_case("true"),
        fixed_order: text(Role::Order).eq_ignore_ascii_case("fixed"),
        beyond: text(Role::Beyond).eq_ignore_ascii_case("true"),
        unordered,
    };
    (entry, key)
}
