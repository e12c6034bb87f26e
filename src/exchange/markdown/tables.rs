//! Reads tables with a question in each row.

use std::borrow::Cow;

use csv::StringRecord;

use crate::exchange::ParsedTopic;
use crate::exchange::collector::ImportCollector;
use crate::exchange::columns::{Role, role};
use crate::exchange::table::{Columns, take};

/// Imports the tables of questions in `text`. Returns the text with these tables blanked out so
/// that all other lines keep their line numbers.
pub fn take_tables<'t>(text: &'t str, intake: &mut ImportCollector<'_>) -> Cow<'t, str> {
    let lines: Vec<_> = text.split('\n').collect();
    let mut rest = lines.clone();
    let mut at = 0;
    let mut is_code = false;
    let mut topic = None;
    while at < lines.len() {
        is_code ^= lines[at].trim_start().starts_with("```");
        if !is_code && lines[at].starts_with('#') {
            let title = lines[at].trim_matches(['#', ' ', '*', '_']);
            // A heading that is a question is not a topic.
            topic = Some(title)
                .filter(|it| !it.ends_with('?'))
                .map(ParsedTopic::titled);
        }
        let is_header = lines.get(at + 1).is_some_and(|it| is_rule(it));
        if is_code || !is_header || !has_questions(lines[at]) {
            at += 1;
            continue;
        }
        let rows = lines[at + 2..].iter();
        let end = at + 2 + rows.take_while(|it| it.contains('|')).count();
        let rows = lines[at + 2..end].iter().enumerate();
        let mut rows: Vec<_> = rows.map(|(nth, row)| (at + 3 + nth, cells(row))).collect();
        let header = cells(lines[at]);
        let columns = Columns::named(&header, &rows);
        if !columns.roles.iter().any(|it| it.is_some_and(is_key)) {
            for ((_, row), line) in rows.iter_mut().zip(&lines[at + 2..end]) {
                *row = starred(line, &columns);
            }
        }
        columns.report(&header, &rows, at + 1, intake);
        take(&columns, &rows, topic.as_ref(), intake);
        rest[at..end].fill("");
        at = end;
    }
    if rest == lines {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(rest.join("\n"))
    }
}

/// Returns whether a row names columns for questions and for options.
fn has_questions(row: &str) -> bool {
    let roles: Vec<_> = cells(row).iter().filter_map(role).collect();
    let is_part = |it: &Role| matches!(it, Role::Options | Role::Option(_) | Role::WrongTexts);
    row.contains('|') && roles.contains(&Role::Question) && roles.iter().any(is_part)
}

/// Returns whether a row is the rule below the column names.
fn is_rule(row: &str) -> bool {
    row.contains("--") && row.chars().all(|it| "|-: ".contains(it))
}

/// Returns whether a column with this role shows the correct options.
fn is_key(role: Role) -> bool {
    matches!(
        role,
        Role::Answer | Role::AnswerLetters | Role::AnswerIndex | Role::Flag(_)
    )
}

/// Returns the cells of a row with an asterisk added to bold options, which are the correct ones.
fn starred(row: &str, columns: &Columns) -> StringRecord {
    let is_bold = |it: &str| it.len() > 4 && it.starts_with("**") && it.ends_with("**");
    let bare = cells(row);
    let cells = raw_cells(row).into_iter().zip(&bare).zip(&columns.roles);
    let cells = cells.map(|((raw, bare), role)| match role {
        Some(Role::Option(_)) if is_bold(&raw) => format!("*{bare}"),
        _ => bare.to_owned(),
    });
    cells.collect::<Vec<_>>().into()
}

/// Returns the cells of a row without the markup for bold text.
fn cells(row: &str) -> StringRecord {
    let cells = raw_cells(row).into_iter();
    let cells = cells.map(|it| it.trim_matches('*').to_owned());
    cells.collect::<Vec<_>>().into()
}

fn raw_cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row).replace("\\|", "\u{1}");
    let cells = row.split('|').map(|it| it.trim().replace('\u{1}', "|"));
    cells.collect()
}
