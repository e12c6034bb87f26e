//! Reads the questions of a bank in batches: each batch is parsed, resolved, and processed on all
//! cores. Memory is needed only for the current batch and for the results that the caller keeps.

use std::collections::HashSet;
use std::ops::Range;

use super::load::{BankWithoutQuestions, sort};
use super::resolve::{QuestionValidator, bad_id, used_twice};
use super::spans::{self, QuestionSpans};
use super::tables::{Item, questions};
use super::{cores, raw};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::model::{Question, is_valid_id};

/// The size of a portion, which one core processes at a time, in bytes. Portions are large enough
/// that most of their words occur more than once.
const PORTION: usize = 512 * 1024;
/// The number of portions per core in a batch. Several small portions per core shorten the wait for
/// the slowest core.
const EACH: usize = 8;
/// The maximum number of portions in a batch. On machines with many cores, this limits memory use
/// and the time between progress reports.
const MOST: usize = 32;

/// The questions that have not been read yet, in the order of files and lines.
pub struct QuestionQueue {
    /// In reverse order.
    waiting: Vec<Chunk>,
    done: usize,
    /// The total size of all questions, in bytes.
    all: usize,
    /// The ids read so far.
    seen: HashSet<String>,
    /// Problems with text that could not be parsed.
    unread: Vec<Diagnostic>,
    /// Problems with parsed questions that cannot be used.
    faults: Vec<Diagnostic>,
}

/// Consecutive questions of a file.
struct Chunk {
    /// The index of the file.
    file: usize,
    parts: Vec<Range<usize>>,
    bytes: usize,
}

/// A question that can be asked, with its source positions.
pub type PlacedQuestion = (Question, QuestionSpans);

/// The result of reading a portion.
#[derive(Default)]
struct ParsedChunk {
    /// The questions that can be asked.
    questions: Vec<PlacedQuestion>,
    /// All questions with a valid id, including those that cannot be used.
    named: Vec<NamedId>,
    /// Problems with text that is not valid TOML or does not match the format.
    unread: Vec<Diagnostic>,
    /// Problems with questions that have no valid id.
    nameless: Vec<Diagnostic>,
}

/// The id of a parsed question. An earlier question may already use the same id.
struct NamedId {
    id: String,
    /// The byte range of the id.
    span: Range<usize>,
    /// The reason why the question cannot be used, if there is one.
    fault: Option<Diagnostic>,
}

impl QuestionQueue {
    /// Creates a queue of the questions at `parts` of every file, with the problems found so far.
    pub fn new(
        parts: Vec<Vec<Range<usize>>>,
        unread: Vec<Diagnostic>,
        faults: Vec<Diagnostic>,
    ) -> Self {
        let mut waiting: Vec<Chunk> = Vec::new();
        for (file, parts) in parts.into_iter().enumerate() {
            let mut open = None;
            for part in parts {
                let portion = open.get_or_insert_with(|| Chunk {
                    file,
                    parts: Vec::new(),
                    bytes: 0,
                });
                portion.bytes += part.len();
                portion.parts.push(part);
                if portion.bytes >= PORTION {
                    waiting.extend(open.take());
                }
            }
            waiting.extend(open);
        }
        waiting.reverse();
        Self {
            done: 0,
            all: waiting.iter().map(|it| it.bytes).sum(),
            waiting,
            seen: HashSet::new(),
            unread,
            faults,
        }
    }

    /// Reads the next batch, and passes the questions that can be asked to `put`, one portion per
    /// call and on several cores. Returns the results in the order of the files, or `None` once all
    /// questions have been read.
    pub fn next<T: Send + Sync>(
        &mut self,
        frame: &BankWithoutQuestions,
        put: impl Fn(Vec<PlacedQuestion>) -> T + Sync,
    ) -> Option<Vec<T>> {
        if self.waiting.is_empty() {
            return None;
        }
        let next = EACH.saturating_mul(cores::count()).min(MOST);
        let left = self.waiting.len().saturating_sub(next);
        let portions: Vec<_> = self.waiting.drain(left..).rev().collect();
        let bytes = portions.iter().map(|it| it.bytes).sum();
        self.done += bytes;
        let referee = QuestionValidator::new(&frame.bank);
        let read = cores::each_of(&portions, bytes, |portion| {
            let mut read = portion.read(frame, &referee, &HashSet::new());
            let questions = std::mem::take(&mut read.questions);
            (put(questions), read)
        });
        let taken = portions.iter().zip(read).map(|(portion, (made, read))| {
            let twice = self.take(portion.file, read, frame);
            if twice.is_empty() {
                return made;
            }
            // Duplicates are rare, and parsing a portion again costs less than collecting all ids
            // first.
            put(portion.read(frame, &referee, &twice).questions)
        });
        Some(taken.collect())
    }

    /// Records the problems in a portion of the file with the index `file`. Returns the offsets of
    /// the ids that an earlier question already uses.
    fn take(
        &mut self,
        file: usize,
        read: ParsedChunk,
        frame: &BankWithoutQuestions,
    ) -> HashSet<usize> {
        self.unread.extend(read.unread);
        self.faults.extend(read.nameless);
        let mut twice = HashSet::new();
        for NamedId { id, span, fault } in read.named {
            if self.seen.contains(&id) {
                twice.insert(span.start);
                let fault = used_twice(span, &id, "question");
                self.faults.push(fault.into_diagnostic(&frame.files[file]));
            } else {
                self.seen.insert(id);
                self.faults.extend(fault);
            }
        }
        twice
    }

    /// Returns the number of bytes read so far, and the total.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.all)
    }

    /// Returns all problems, sorted by file and line.
    pub fn problems(self, files: &[SourceFile]) -> Vec<Diagnostic> {
        let mut problems = self.unread;
        problems.extend(self.faults);
        sort(&mut problems, files);
        problems
    }
}

impl Chunk {
    /// Reads all questions except those whose ids are at the offsets in `twice`.
    fn read(
        &self,
        frame: &BankWithoutQuestions,
        referee: &QuestionValidator<'_>,
        twice: &HashSet<usize>,
    ) -> ParsedChunk {
        let file = &frame.files[self.file];
        let mut read = ParsedChunk::default();
        for part in &self.parts {
            match questions(file, self.file, part) {
                Err(problems) => read.unread.extend(problems),
                Ok(items) => items.for_each(|item| read.judge(item, file, referee, twice)),
            }
        }
        read
    }
}

impl ParsedChunk {
    fn judge(
        &mut self,
        item: Item<raw::Question>,
        file: &SourceFile,
        referee: &QuestionValidator<'_>,
        twice: &HashSet<usize>,
    ) {
        let id = &item.value.id;
        let (name, span) = (id.as_str(), item.inside(id.span()));
        if !is_valid_id(name) {
            let fault = bad_id(span, name, "question");
            return self.nameless.push(fault.into_diagnostic(file));
        }
        if twice.contains(&span.start) {
            return;
        }
        let id = name.to_owned();
        let places = spans::question(&item);
        let fault = match referee.question(item) {
            Ok(question) => {
                self.questions.push((question, places));
                None
            }
            Err(fault) => Some(fault.into_diagnostic(file)),
        };
        self.named.push(NamedId { id, span, fault });
    }
}
