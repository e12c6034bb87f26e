//! The questions of a bank on their way in: parsed and resolved a batch at a time on
//! all cores, so that no more of a large bank is in memory at once than somebody keeps.

use std::collections::HashSet;
use std::ops::Range;

use super::load::{Frame, sort};
use super::places::{self, QuestionPlaces};
use super::resolve::{Referee, bad_id, used_twice};
use super::tables::{Item, questions};
use super::{Diagnostic, SourceFile, cores, raw};
use crate::model::{Question, is_valid_id};

/// How many bytes of a file one core takes at a time.
const PORTION: usize = 64 * 1024;
/// How many bytes make a batch.
const BATCH: usize = 2 * 1024 * 1024;

/// The questions that wait to be read, in the order of files and lines.
pub struct Queue {
    /// The last one first.
    waiting: Vec<Portion>,
    done: usize,
    /// Bytes of all questions.
    all: usize,
    seen: HashSet<String>,
    /// What could not be parsed.
    unread: Vec<Diagnostic>,
    /// What was parsed and cannot be used.
    faults: Vec<Diagnostic>,
}

/// Some questions of a file.
struct Portion {
    /// The file's index.
    file: usize,
    parts: Vec<Range<usize>>,
    bytes: usize,
}

/// A question that can be asked, and where it stands.
pub type Placed = (Question, QuestionPlaces);

/// What became of a part of a file.
enum Read {
    /// It is no TOML, or not what it should be.
    Malformed(Diagnostic),
    /// It has no id by which it could be named.
    Nameless(Diagnostic),
    Named(Box<Named>),
}

/// A question with an id, which another one may have had before.
struct Named {
    id: String,
    /// The file's index, and the bytes of the id.
    place: (usize, Range<usize>),
    made: Result<Placed, Diagnostic>,
}

impl Queue {
    /// The questions at `parts` of each file, with what was found wrong before them.
    pub fn new(
        parts: Vec<Vec<Range<usize>>>,
        unread: Vec<Diagnostic>,
        faults: Vec<Diagnostic>,
    ) -> Self {
        let mut waiting: Vec<Portion> = Vec::new();
        for (file, parts) in parts.into_iter().enumerate() {
            let mut open = None;
            for part in parts {
                let portion = open.get_or_insert_with(|| Portion {
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

    /// The next questions that can be asked; `None` when all were read.
    pub fn next(&mut self, frame: &Frame) -> Option<Vec<Placed>> {
        let mut portions = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH
            && let Some(portion) = self.waiting.pop()
        {
            bytes += portion.bytes;
            portions.push(portion);
        }
        if portions.is_empty() {
            return None;
        }
        self.done += bytes;
        let referee = Referee::new(&frame.bank);
        let read = cores::each(&portions, |portion| portion.read(frame, &referee));
        let read = read.into_iter().flatten();
        Some(read.filter_map(|it| self.take(it, frame)).collect())
    }

    /// The question, if it can be used; else it is noted why not.
    fn take(&mut self, read: Read, frame: &Frame) -> Option<Placed> {
        let named = match read {
            Read::Malformed(problem) => {
                self.unread.push(problem);
                return None;
            }
            Read::Nameless(problem) => {
                self.faults.push(problem);
                return None;
            }
            Read::Named(named) => *named,
        };
        if self.seen.contains(&named.id) {
            let (file, span) = named.place;
            let fault = used_twice(span, &named.id, "question");
            self.faults.push(fault.told(&frame.files[file]));
            return None;
        }
        self.seen.insert(named.id);
        named.made.map_err(|fault| self.faults.push(fault)).ok()
    }

    /// How many of how many bytes were read.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.all)
    }

    /// What was found wrong, in the order of files and lines.
    pub fn problems(self, files: &[SourceFile]) -> Vec<Diagnostic> {
        let mut problems = self.unread;
        problems.extend(self.faults);
        sort(&mut problems, files);
        problems
    }
}

impl Portion {
    fn read(&self, frame: &Frame, referee: &Referee<'_>) -> Vec<Read> {
        let file = &frame.files[self.file];
        let mut read = Vec::new();
        for part in &self.parts {
            match questions(file, self.file, part) {
                Err(problem) => read.push(Read::Malformed(problem)),
                Ok(items) => read.extend(items.map(|item| judged(&item, file, referee))),
            }
        }
        read
    }
}

fn judged(item: &Item<raw::Question>, file: &SourceFile, referee: &Referee<'_>) -> Read {
    let id = &item.value.id;
    let (name, span) = (id.get_ref(), item.inside(id.span()));
    if !is_valid_id(name) {
        return Read::Nameless(bad_id(span, name, "question").told(file));
    }
    let made = referee.question(item);
    Read::Named(Box::new(Named {
        id: name.clone(),
        place: (item.file, span),
        made: made
            .map(|question| (question, places::question(item)))
            .map_err(|fault| fault.told(file)),
    }))
}
