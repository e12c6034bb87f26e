//! The search index: the words of a bank and the questions and terms that contain them.

use std::cmp::Reverse;
use std::collections::HashMap;

use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use super::Query;
use super::query::{fold, words};
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
struct IndexBuilder {
    search: Search,
    number_of: HashMap<String, u32, Xxh3DefaultBuilder>,
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
        let mut growing = IndexBuilder {
            search: Self {
                words: Vec::new(),
                found_in: Vec::new(),
                questions,
                items: questions + bank.terms.len(),
            },
            number_of: HashMap::default(),
            folded: String::new(),
        };
        for (number, question) in bank.questions.iter().enumerate() {
            growing.question(number as u32, question, bank, notes);
        }
        for (number, cell) in (bank.questions.len()..).zip(cells) {
            if let Some(question) = cell_question(bank, cell) {
                growing.question(number as u32, &question, bank, notes);
            }
        }
        for (number, term) in (questions..).zip(&bank.terms) {
            growing.term(number as u32, term);
            if let Some(text) = notes.on(&Subject::Term(term.id.clone())) {
                growing.text(number as u32, NOTE, text);
            }
        }
        growing.search
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
        let Self {
            search,
            number_of,
            folded,
        } = self;
        for at in words(text) {
            fold(&text[at], folded);
            let number = match number_of.get(folded.as_str()) {
                Some(number) => *number as usize,
                None => {
                    let number = search.words.len();
                    number_of.insert(folded.clone(), number as u32);
                    search.words.push(folded.clone());
                    search.found_in.push(Vec::new());
                    number
                }
            };
            let places = &mut search.found_in[number];
            if places.last().is_none_or(|it| it.item() != item) {
                places.push(Posting::new(item, weight));
            }
        }
    }
}
