//! Reads the questions of a bank on all cores, table by table. The parsed form of a question is
//! dropped once the question is resolved, because it needs much more memory than the model.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::load::Progress;
use super::raw;
use super::resolve::{QuestionValidator, check_id};
use super::spans::{self, QuestionSpans};
use super::tables::Item;
use crate::cores;
use crate::diagnostic::{Diagnostic, Fault, SourceFile};
use crate::model::{Bank, Question};

/// The number of tables that are read between two progress reports.
const PORTION: usize = 512;

/// A parsed question. An earlier question may already use the same ID.
struct ParsedQuestion {
    id: String,
    /// The byte range of the ID.
    span: Range<usize>,
    /// The question and its source positions, or the reason why the question cannot be used. The
    /// question is already at its final place in memory.
    resolved: Result<(Arc<Question>, QuestionSpans), Fault>,
}

/// Reads the questions of `bank` at `parts`. Each part consists of a file index and a byte range,
/// and `read` parses it. Questions that cannot be used are left out and reported in `problems`, and
/// so is the second of two questions with the same ID.
pub fn read_questions(
    bank: &Bank,
    files: &[SourceFile],
    parts: &[(usize, Range<usize>)],
    read: impl Fn(usize, &Range<usize>) -> Result<Vec<Item<raw::Question>>, Vec<Diagnostic>> + Sync,
    problems: &mut Vec<Diagnostic>,
    progress: Progress<'_>,
) -> (Vec<Arc<Question>>, Vec<QuestionSpans>) {
    let validator = QuestionValidator::new(bank);
    let size = |parts: &[(usize, Range<usize>)]| parts.iter().map(|(_, part)| part.len()).sum();
    let (mut done, all): (usize, usize) = (0, size(parts));
    let mut seen = HashSet::new();
    let (mut models, mut places) = (Vec::new(), Vec::new());
    for portion in parts.chunks(PORTION) {
        let bytes = size(portion);
        let parsed = cores::each_of(portion, bytes, |(file, part)| {
            let items = read(*file, part)?.into_iter();
            Ok(items.map(|it| parse(it, &validator)).collect::<Vec<_>>())
        });
        for ((file, _), parsed) in portion.iter().zip(parsed) {
            let parsed = parsed.unwrap_or_else(|broken: Vec<Diagnostic>| {
                problems.extend(broken);
                Vec::new()
            });
            for ParsedQuestion { id, span, resolved } in parsed {
                match check_id(span, &id, "question", &mut seen).and(resolved) {
                    Ok((question, place)) => {
                        models.push(question);
                        places.push(place);
                    }
                    Err(fault) => problems.push(fault.into_diagnostic(&files[*file])),
                }
            }
        }
        done += bytes;
        progress(done, all);
    }
    (models, places)
}

fn parse(item: Item<raw::Question>, validator: &QuestionValidator<'_>) -> ParsedQuestion {
    let id = &item.value.id;
    let (id, span) = (String::clone(id), item.inside(id.span()));
    let places = spans::question(&item);
    let resolved = validator.question(item).map(|it| (Arc::new(it), places));
    ParsedQuestion { id, span, resolved }
}
