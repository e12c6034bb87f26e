//! What the rules on the bank as a whole look at: of each question only what they
//! need, since there may be very many.

use std::collections::HashSet;

use super::absolutes::absolutes_of;
use super::case::{Asked, Case, Ground};
use super::key::lead_of;
use super::rule::{Note, Subject};
use super::truth::proved_by;
use super::words::{Vocabulary, Word};
use crate::bank::{Excuse, Place};
use crate::model::{CellRef, Component, QuestionId, Shape};

#[derive(Debug)]
pub struct Whole<'a> {
    pub ground: Ground<'a>,
    pub questions: Vec<Kept>,
    /// The cells that true claims are on.
    pub proved: HashSet<CellRef>,
    /// How much was wrong on the way here.
    pub problems: usize,
    vocabulary: Vocabulary,
}

/// What is kept of a question when it was looked at.
#[derive(Debug)]
pub struct Kept {
    pub id: QuestionId,
    pub shape: Shape,
    /// Whether the exam would ask it.
    pub in_scope: bool,
    /// The former questions whose history it takes over.
    pub replaces: Box<[QuestionId]>,
    /// The facts that it asks for, by their places in the bank.
    pub facts: Box<[u32]>,
    /// Its words, as numbers of the whole bank.
    pub stem: Box<[Word]>,
    pub place: Place,
    /// For each option in the order of the file whether it is right.
    pub key: Box<[bool]>,
    /// By how many characters one option is longer than all others, and whether it is right.
    pub lead: Option<(usize, bool)>,
    pub absolutes: Absolutes,
    /// How many claims the matrices bear out.
    pub proved: usize,
    pub excuses: Box<[Excuse]>,
}

/// How many right and wrong options have an absolute word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Absolutes {
    pub right: usize,
    pub wrong: usize,
}

impl Kept {
    /// How many of its options are right.
    pub fn rights(&self) -> usize {
        self.key.iter().filter(|right| **right).count()
    }

    /// A note at the stem of the question, which has the place `at` in the bank.
    pub fn note(&self, at: usize, message: String, help: impl Into<String>) -> Note {
        Note::new(Subject::Question(at), Some(self.place), message, help)
    }
}

/// What is to be kept of the questions of a case.
#[derive(Debug)]
pub struct Digest {
    questions: Vec<Kept>,
    proved: HashSet<CellRef>,
    vocabulary: Vocabulary,
}

impl Digest {
    pub fn of(case: Case<'_>) -> Self {
        let mut proved = HashSet::new();
        let absolutes = absolutes_of(&case);
        let kept = |asked: Asked<'_>| {
            let question = asked.question;
            let facts = question.asks.iter().filter_map(|asked| match asked {
                Component::Fact(id) => Some(case.ground.bank.fact_place(id.as_str())? as u32),
                Component::Cell(_) | Component::Term(_) => None,
            });
            Kept {
                id: question.id.clone(),
                shape: question.shape,
                in_scope: case.ground.bank.is_in_scope(question),
                replaces: question.replaces.iter().cloned().collect(),
                facts: facts.collect(),
                stem: asked.stem.into(),
                place: asked.places.stem,
                key: question.choices.iter().map(|it| it.correct).collect(),
                lead: lead_of(question),
                absolutes: absolutes(asked),
                proved: proved_by(&case, asked, &mut proved),
                excuses: asked.places.excuses.iter().cloned().collect(),
            }
        };
        Self {
            questions: case.questions().map(kept).collect(),
            proved,
            vocabulary: case.vocabulary,
        }
    }
}

impl<'a> Whole<'a> {
    pub fn new(ground: Ground<'a>) -> Self {
        Self {
            ground,
            questions: Vec::new(),
            proved: HashSet::new(),
            problems: 0,
            vocabulary: Vocabulary::default(),
        }
    }

    /// Adds the questions that follow those that are there.
    pub fn add(&mut self, digest: Digest) {
        let numbers = self.vocabulary.add(&digest.vocabulary);
        for mut question in digest.questions {
            for word in &mut question.stem {
                *word = numbers[word.number() as usize];
            }
            self.questions.push(question);
        }
        self.proved.extend(digest.proved);
    }
}
