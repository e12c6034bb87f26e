//! Practice on a single item, question, or table row.

use std::collections::{BTreeSet, HashSet};

use super::{ActiveSession, App, DrillLimits, HistorySnapshot, Selection};
use crate::learn::components;
use crate::model::{CellRef, Component, Question, QuestionId};
use crate::quiz::{Kind, Moment};

impl App {
    /// Starts a practice session with the questions about `item`, with unseen questions first. If
    /// there are no questions, starts a drill on the cell's row or on both directions of the term.
    /// Returns `None` if the item cannot be asked about at all.
    pub fn practice_on(
        &mut self,
        item: &Component,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let asking = self.asking(std::slice::from_ref(item), overview);
        match item {
            Component::Cell(cell) if asking.is_empty() => self.drill_row(cell, overview, now),
            Component::Term(term) if asking.is_empty() => {
                let both = [term.asks_name(), term.asks_definition()];
                self.start_with_questions(Kind::Drill, &both, now)
            }
            _ => self.start_with_questions(Kind::Practice, &asking, now),
        }
    }

    /// Starts a practice session with `question`, followed by other questions about the same facts.
    pub fn practice_question(
        &mut self,
        question: &Question,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let mut asking = self.asking(&components(question), overview);
        asking.retain(|id| *id != question.id);
        asking.insert(0, question.id.clone());
        asking.truncate(Selection::default().count);
        self.start_with_questions(Kind::Practice, &asking, now)
    }

    /// Starts a drill on the cells in the same row as `at`. Returns `None` if none of them can be
    /// drilled.
    pub fn drill_row(
        &mut self,
        at: &CellRef,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let tables = std::slice::from_ref(&at.matrix);
        let is_asked = |cell: &CellRef| cell.row == at.row;
        self.drill_where(tables, is_asked, DrillLimits::default(), overview, now)
    }

    /// Starts a drill on `cells`. Returns `None` if none of them can be drilled.
    pub fn drill_cells(
        &mut self,
        cells: &HashSet<CellRef>,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let tables: BTreeSet<_> = cells.iter().map(|cell| cell.matrix.clone()).collect();
        let tables = Vec::from_iter(tables);
        let is_asked = |cell: &CellRef| cells.contains(cell);
        self.drill_where(&tables, is_asked, DrillLimits::default(), overview, now)
    }

    /// Starts a practice session of the usual length with some of `questions`. Unseen questions
    /// come first, followed by those seen longest ago and those reserved for mock exams.
    pub fn practice_some(
        &mut self,
        questions: Vec<QuestionId>,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let questions = self.first_to_practice(questions, overview);
        self.start_with_questions(Kind::Practice, &questions, now)
    }

    /// Returns the questions about any of `items`, with unseen questions first and those reserved
    /// for mock exams last. The number of questions is limited to the usual length of a practice
    /// session.
    fn asking(&self, items: &[Component], overview: &HistorySnapshot) -> Vec<QuestionId> {
        let questions = self.bank().questions.iter();
        let asking = questions.filter(|it| components(it).iter().any(|it| items.contains(it)));
        self.first_to_practice(asking.map(|it| it.id.clone()).collect(), overview)
    }

    /// Returns the first of `questions` to practice, as many as a practice session usually has.
    /// Unseen questions in the reserve for mock exams come last.
    fn first_to_practice(
        &self,
        mut questions: Vec<QuestionId>,
        overview: &HistorySnapshot,
    ) -> Vec<QuestionId> {
        let exposure = self.exposure(overview);
        questions.sort_by_key(|id| exposure.rank(id));
        questions.truncate(Selection::default().count);
        questions
    }
}
