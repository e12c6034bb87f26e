//! Reads Blackboard's tab-delimited rows, which contain a type such as `MC`, the question, and the
//! options, each followed by `correct` or `incorrect`.

use super::collector::ImportCollector;
use super::entry::{ParsedOption, ParsedQuestion};
use super::key::Key;
use super::lettered;

/// Returns whether `text` begins with a Blackboard row.
pub fn is_here(text: &str) -> bool {
    let kind = text.split('\t').next().unwrap_or_default();
    ["MC", "MA", "TF"].contains(&kind)
}

pub fn read(text: &str, intake: &mut ImportCollector<'_>) {
    for (at, row) in text
        .lines()
        .enumerate()
        .filter(|(_, it)| !it.trim().is_empty())
    {
        let line = at + 1;
        let mut cells = row.split('\t').map(str::trim);
        let kind = cells.next().unwrap_or_default();
        let stem = cells.next().unwrap_or_default().to_owned();
        let cells: Vec<_> = cells.collect();
        let found = cells.first().and_then(|it| lettered::true_or_false(it));
        let options = match (kind, found) {
            ("TF", Some(found)) => ParsedOption::true_or_false(found),
            ("MC" | "MA", _) => {
                let pairs = cells.chunks(2);
                let is_correct = |pair: &[&str]| pair.get(1) == Some(&"correct");
                let options = pairs.map(|pair| ParsedOption::new(pair[0], is_correct(pair)));
                options.collect()
            }
            _ => {
                let why = format!("questions of type {kind} have no options");
                intake.leave_out(line, why);
                continue;
            }
        };
        let mut entry = ParsedQuestion {
            line,
            stem,
            options,
            ..ParsedQuestion::default()
        };
        intake.read_html(&mut entry);
        intake.take(entry, &Key::Marked);
    }
}
