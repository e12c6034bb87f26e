//! The questions of a bank on their way in: parsed, resolved and put to use on all
//! cores, a batch at a time, so that no more of a large bank is in memory at once
//! than somebody keeps.

use std::collections::HashSet;
use std::ops::Range;

use super::load::{Frame, sort};
use super::places::{self, QuestionPlaces};
use super::resolve::{Referee, bad_id, used_twice};
use super::tables::{Item, questions};
use super::{cores, raw};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::model::{Question, is_valid_id};

/// How many bytes of a file one core takes at a time: enough that most words of a
/// portion were met in it before.
const PORTION: usize = 512 * 1024;
/// How many portions of a batch there are for each core, so that none waits long for
/// the slowest …
const EACH: usize = 8;
/// … and in all, so that many cores neither hold much at once nor say nothing for long.
const MOST: usize = 32;

/// The questions that wait to be read, in the order of files and lines.
pub struct Queue {
    /// The last one first.
    waiting: Vec<Portion>,
    done: usize,
    /// Bytes of all questions.
    all: usize,
    /// The ids that were read so far.
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

/// What became of a portion.
#[derive(Default)]
struct Read {
    /// The questions that can be asked.
    questions: Vec<Placed>,
    /// All that have an id, those at fault among them.
    named: Vec<Named>,
    /// What is no TOML, or not what it should be.
    unread: Vec<Diagnostic>,
    /// Questions without an id by which they could be named.
    nameless: Vec<Diagnostic>,
}

/// An id, which another question may have had before.
struct Named {
    id: String,
    /// The bytes of the id.
    span: Range<usize>,
    /// Why the question cannot be used.
    fault: Option<Diagnostic>,
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

    /// Reads the next questions, and hands those that can be asked to `put`, several
    /// portions at a time; what becomes of them stands in the order of the files.
    /// `None` when all were read.
    pub fn next<T: Send + Sync>(
        &mut self,
        frame: &Frame,
        put: impl Fn(Vec<Placed>) -> T + Sync,
    ) -> Option<Vec<T>> {
        if self.waiting.is_empty() {
            return None;
        }
        let next = EACH.saturating_mul(cores::count()).min(MOST);
        let left = self.waiting.len().saturating_sub(next);
        let portions: Vec<_> = self.waiting.drain(left..).rev().collect();
        let bytes = portions.iter().map(|it| it.bytes).sum();
        self.done += bytes;
        let referee = Referee::new(&frame.bank);
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
            // It is seldom, and costs less than to know all ids beforehand.
            put(portion.read(frame, &referee, &twice).questions)
        });
        Some(taken.collect())
    }

    /// Notes what is wrong in a portion of the file with the index `file`; hands out
    /// where the ids stand that another question had before.
    fn take(&mut self, file: usize, read: Read, frame: &Frame) -> HashSet<usize> {
        self.unread.extend(read.unread);
        self.faults.extend(read.nameless);
        let mut twice = HashSet::new();
        for Named { id, span, fault } in read.named {
            if self.seen.contains(&id) {
                twice.insert(span.start);
                let fault = used_twice(span, &id, "question");
                self.faults.push(fault.told(&frame.files[file]));
            } else {
                self.seen.insert(id);
                self.faults.extend(fault);
            }
        }
        twice
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
    /// Reads all questions but those whose ids stand at `twice`.
    fn read(&self, frame: &Frame, referee: &Referee<'_>, twice: &HashSet<usize>) -> Read {
        let file = &frame.files[self.file];
        let mut read = Read::default();
        for part in &self.parts {
            match questions(file, self.file, part) {
                Err(problems) => read.unread.extend(problems),
                Ok(items) => items.for_each(|item| read.judge(item, file, referee, twice)),
            }
        }
        read
    }
}

impl Read {
    fn judge(
        &mut self,
        item: Item<raw::Question>,
        file: &SourceFile,
        referee: &Referee<'_>,
        twice: &HashSet<usize>,
    ) {
        let id = &item.value.id;
        let (name, span) = (id.get_ref(), item.inside(id.span()));
        if !is_valid_id(name) {
            let fault = bad_id(span, name, "question");
            return self.nameless.push(fault.told(file));
        }
        if twice.contains(&span.start) {
            return;
        }
        let id = name.clone();
        let places = places::question(&item);
        let fault = match referee.question(item) {
            Ok(question) => {
                self.questions.push((question, places));
                None
            }
            Err(fault) => Some(fault.told(file)),
        };
        self.named.push(Named { id, span, fault });
    }
}
