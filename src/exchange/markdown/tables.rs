//! Reads tables with a question in each row.

use std::borrow::Cow;

use csv::StringRecord;

use crate::exchange::collector::ImportCollector;
use crate::exchange::columns::{Role, role};
use crate::exchange::table::{Columns, take};

/// Imports the tables of questions in `text`. Returns the text with these tables blanked out, so
/// that all other lines keep their line numbers.
pub fn take_tables<'t>(text: &'t str, intake: &mut ImportCollector<'_>) -> Cow<'t, str> {
    let lines: Vec<_> = text.split('\n').collect();
    let mut rest = lines.clone();
    let mut at = 0;
    let mut is_code = false;
    while at < lines.len() {
        is_code ^= lines[at].trim_start().starts_with("```");
        let is_header = lines.get(at + 1).is_some_and(|it| is_rule(it));
        if is_code || !is_header || !has_questions(lines[at]) {
            at += 1;
            continue;
        }
        let rows = lines[at + 2..].iter();
        let end = at
            + 2
            + rows
                .take_while(|it| it.trim_start().starts_with('|'))
                .count();
        let rows = lines[at + 2..end].iter().enumerate();
        let rows: Vec<_> = rows.map(|(nth, row)| (at + 3 + nth, cells(row))).collect();
        let header = cells(lines[at]);
        let columns = Columns::named(&header, &rows);
        columns.report(&header, &rows, at + 1, intake);
        take(&columns, &rows, intake);
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
    row.trim_start().starts_with('|')
        && roles.contains(&Role::Question)
        && roles.iter().any(is_part)
}

/// Returns whether a row is the rule below the names of columns.
fn is_rule(row: &str) -> bool {
    row.contains("--") && row.chars().all(|it| "|-: ".contains(it))
}

/// Returns the cells of a row without the markup for bold text.
fn cells(row: &str) -> StringRecord {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row).replace("\\|", "\u{1}");
    let cells = row
        .split('|')
        .map(|it| it.trim().trim_matches('*').replace('\u{1}', "|"));
    cells.collect::<Vec<_>>().into()
}
