//! The input of bank-wide rules. It contains only those parts of a question that these rules need,
//! because a bank may have very many questions.

use std::collections::HashSet;

use super::absolutes::absolutes_of;
use super::batch::{BankContext, CheckedQuestion, QuestionBatch};
use super::key::lead_of;
use super::rule::{RuleFinding, Subject};
use super::truth::proved_by;
use super::words::{Vocabulary, Word};
use crate::bank::{FileSpan, Suppression};
use crate::model::{CellRef, Component, Framing, QuestionId};

#[derive(Debug)]
pub struct BankDigest<'a> {
    pub ground: BankContext<'a>,
    pub questions: Vec<QuestionDigest>,
    /// The cells with confirmed claims.
    pub proved: HashSet<CellRef>,
    /// The number of problems found while reading the bank.
    pub problems: usize,
    vocabulary: Vocabulary,
}

/// The data of a question that is kept after checking it.
#[derive(Debug)]
pub struct QuestionDigest {
    pub id: QuestionId,
    pub shape: Framing,
    /// True if the question is in the scope of the exam.
    pub in_scope: bool,
    /// The former questions whose history this one continues.
    pub replaces: Box<[QuestionId]>,
    /// The facts that the question asks about, by their indexes in the bank.
    pub facts: Box<[u32]>,
    /// The words of the stem, as numbers in the vocabulary of the whole bank.
    pub stem: Box<[Word]>,
    pub place: FileSpan,
    /// The correctness of every option, in the order of the file.
    pub key: Box<[bool]>,
    /// The result of [`lead_of`].
    pub lead: Option<(usize, bool)>,
    pub absolutes: Absolutes,
    /// The number of claims that the tables confirm.
    pub proved: usize,
    pub excuses: Box<[Suppression]>,
}

/// The numbers of correct and incorrect options with an absolute word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Absolutes {
    pub right: usize,
    pub wrong: usize,
}

impl QuestionDigest {
    /// Returns the number of correct options.
    pub fn correct_options(&self) -> usize {
        self.key.iter().filter(|right| **right).count()
    }

    /// Creates a finding at the stem of the question, which has the index `at` in the bank.
    pub fn note(&self, at: usize, message: String, help: impl Into<String>) -> RuleFinding {
        RuleFinding::new(Subject::Question(at), Some(self.place), message, help)
    }
}

/// The data to keep from a batch of questions.
#[derive(Debug)]
pub struct BatchDigest {
    questions: Vec<QuestionDigest>,
    proved: HashSet<CellRef>,
    vocabulary: Vocabulary,
}

impl BatchDigest {
    pub fn of(case: QuestionBatch<'_>) -> Self {
        let mut proved = HashSet::new();
        let absolutes = absolutes_of(&case);
        let kept = |asked: CheckedQuestion<'_>| {
            let question = asked.question;
            let facts = question.components.iter().filter_map(|asked| match asked {
                Component::Fact(id) => Some(case.ground.bank.fact_index(id.as_str())? as u32),
                Component::Cell(_) | Component::Term(_) => None,
            });
            QuestionDigest {
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

impl<'a> BankDigest<'a> {
    pub fn new(ground: BankContext<'a>) -> Self {
        Self {
            ground,
            questions: Vec::new(),
            proved: HashSet::new(),
            problems: 0,
            vocabulary: Vocabulary::default(),
        }
    }

    /// Appends the next questions of the bank.
    pub fn add(&mut self, digest: BatchDigest) {
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
