//! The search index: the words of a bank and the questions and terms that contain them.

use std::cmp::Reverse;

use foldhash::HashMap;

use super::Query;
use super::query::{fold, words};
use crate::cores;
use crate::learn::{PersonalNotes, Subject};
use crate::model::{Bank, CellRef, Question, Term};
use crate::quiz::cell_question;

/// The weights of words, which depend on the field in which the words occur.
const STEM: u8 = 8;
const OPTION: u8 = 5;
const FACT: u8 = 4;
const REASON: u8 = 2;
const NAME: u8 = 8;
const DEFINITION: u8 = 5;
const NOTE: u8 = 2;
/// The bonus for a match at the start of a word. It is larger than all other scores combined, so
/// such a match ranks first in any field.
const BEGINS: u32 = 1_000_000;

/// The minimum number of items that are worth indexing on a core of their own.
const FEWEST_ITEMS: usize = 512;

/// An index of the questions and terms of a bank. The index is built once, and each search scans
/// all of it.
pub struct Search {
    /// Every distinct word in the bank, folded, in order of first occurrence.
    words: Vec<String>,
    /// The items that contain each word, by the index of the word.
    found_in: Vec<Vec<Posting>>,
    /// The number of questions and cells, which are the first items. The remaining items are terms.
    questions: usize,
    items: usize,
}

/// The indices of the search results, best first. Cells are numbered after the questions.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub questions: Vec<usize>,
    pub terms: Vec<usize>,
}

/// An item that contains a word and the highest weight of the word in that item. An index can have
/// hundreds of thousands of postings, so both values are packed into four bytes, with the item in
/// the upper three.
#[derive(PartialEq)]
struct Posting(u32);

impl Posting {
    fn new(item: u32, weight: u8) -> Self {
        Self((item << 8) | u32::from(weight))
    }

    fn item(&self) -> u32 {
        self.0 >> 8
    }

    fn weight(&self) -> u32 {
        self.0 & 0xFF
    }
}

/// An index under construction.
#[derive(Default)]
struct IndexBuilder {
    words: Vec<String>,
    found_in: Vec<Vec<Posting>>,
    number_of: HashMap<String, usize>,
    folded: String,
}

impl Search {
    pub fn new(bank: &Bank) -> Self {
        Self::with(bank, &[], &PersonalNotes::default())
    }

    /// Indexes the questions in `bank`, then the table cells in `cells`, and then the terms in
    /// `bank`, together with the `notes` on them.
    pub fn with(bank: &Bank, cells: &[CellRef], notes: &PersonalNotes) -> Self {
        let questions = bank.questions.len() + cells.len();
        let items = questions + bank.terms.len();
        let numbers: Vec<_> = (0..items).collect();
        let size = items.div_ceil(cores::count()).max(FEWEST_ITEMS);
        let parts: Vec<_> = numbers.chunks(size).collect();
        let parts = cores::each(&parts, |numbers| {
            let mut part = IndexBuilder::default();
            for number in *numbers {
                part.item(*number, bank, cells, notes);
            }
            part
        });
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_default();
        for part in parts {
            whole.append(part);
        }
        Self {
            words: whole.words,
            found_in: whole.found_in,
            questions,
            items,
        }
    }

    /// Finds the questions and terms that contain every word of `query`, best first. Items in which
    /// the most query words match the start of a word rank highest. Ties are in bank order. An
    /// empty query finds nothing.
    pub fn find(&self, query: &Query) -> Found {
        let mut total = vec![0_u32; self.items];
        for typed in 0..query.len() {
            let mut best = vec![0_u32; self.items];
            for (word, places) in self.words.iter().zip(&self.found_in) {
                let Some(fit) = query.fit(typed, word) else {
                    continue;
                };
                for place in places {
                    let best = &mut best[place.item() as usize];
                    let counts = fit.quality * place.weight();
                    *best = (*best).max(counts + BEGINS * u32::from(fit.begins));
                }
            }
            for (total, best) in total.iter_mut().zip(best) {
                let so_far = typed == 0 || *total > 0;
                *total = if so_far && best > 0 { *total + best } else { 0 };
            }
        }
        let (questions, terms) = total.split_at(self.questions);
        Found {
            questions: ranked(questions),
            terms: ranked(terms),
        }
    }
}

/// Returns the indices of the scores above zero, highest score first.
fn ranked(scores: &[u32]) -> Vec<usize> {
    let mut found: Vec<_> = (0..scores.len()).filter(|at| scores[*at] > 0).collect();
    found.sort_by_key(|at| Reverse(scores[*at]));
    found
}

impl IndexBuilder {
    /// Adds the item `number`: a question, a cell, or a term.
    fn item(&mut self, number: usize, bank: &Bank, cells: &[CellRef], notes: &PersonalNotes) {
        let item = number as u32;
        let after_questions = number.checked_sub(bank.questions.len());
        let after_cells = after_questions.and_then(|at| at.checked_sub(cells.len()));
        if let Some(at) = after_cells {
            let term = &bank.terms[at];
            self.term(item, term);
            if let Some(text) = notes.on(&Subject::Term(term.id.clone())) {
                self.text(item, NOTE, text);
            }
        } else if let Some(at) = after_questions {
            if let Some(question) = cell_question(bank, &cells[at]) {
                self.question(item, &question, bank, notes);
            }
        } else {
            self.question(item, &bank.questions[number], bank, notes);
        }
    }

    /// Adds the words of `later`, whose items follow those of this part.
    fn append(&mut self, later: Self) {
        for (word, places) in later.words.into_iter().zip(later.found_in) {
            let number = self.number(&word);
            self.found_in[number].extend(places);
        }
    }

    /// Returns the index of `word`, which is added if it is new.
    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.number_of.get(word) {
            return *number;
        }
        let number = self.words.len();
        self.number_of.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        self.found_in.push(Vec::new());
        number
    }

    /// Adds the words of a question. The fields with the highest weight come first because the
    /// first occurrence of a word determines its weight.
    fn question(&mut self, number: u32, question: &Question, bank: &Bank, notes: &PersonalNotes) {
        self.text(number, STEM, &question.stem);
        for choice in &question.choices {
            self.text(number, OPTION, &choice.text);
        }
        for fact in bank.facts_of(question) {
            self.text(number, FACT, &fact.title);
            self.text(number, FACT, &fact.statement);
        }
        self.text(number, REASON, &question.explanation);
        for choice in &question.choices {
            self.text(number, REASON, &choice.reason);
        }
        for text in notes.with(question) {
            self.text(number, NOTE, text);
        }
    }

    fn term(&mut self, number: u32, term: &Term) {
        for name in std::iter::once(&term.name).chain(&term.aliases) {
            self.text(number, NAME, name);
        }
        self.text(number, DEFINITION, &term.definition);
        for text in term.closed.iter().chain(&term.note) {
            self.text(number, NOTE, text);
        }
    }

    fn text(&mut self, item: u32, weight: u8, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        for at in words(text) {
            fold(&text[at], &mut folded);
            let number = self.number(&folded);
            let places = &mut self.found_in[number];
            if places.last().is_none_or(|it| it.item() != item) {
                places.push(Posting::new(item, weight));
            }
        }
        self.folded = folded;
    }
}

#[cfg(test)]
mod tests {
    use super::IndexBuilder;
    use crate::bank::read_embedded;
    use crate::learn::PersonalNotes;
    use crate::quiz::filled_cells;

    #[test]
    fn an_index_of_parts_is_that_of_the_whole() {
        let bank = read_embedded().expect("the bank has no problems");
        let cells = filled_cells(&bank);
        let notes = PersonalNotes::default();
        let of = |items: std::ops::Range<usize>| {
            let mut part = IndexBuilder::default();
            items.for_each(|item| part.item(item, &bank, &cells, &notes));
            part
        };
        let (first, all) = (bank.questions.len() - 10, bank.questions.len() + 10);
        let (whole, mut parts) = (of(0..all), of(0..first));
        parts.append(of(first..all));
        assert_eq!(parts.words, whole.words);
        assert!(parts.found_in == whole.found_in);
    }
}
