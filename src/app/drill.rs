//! Drills on table cells and terms, including flash cards.

use std::time::Duration;

use super::random::random_seed;
use super::{ActiveSession, App, HistorySnapshot};
use crate::learn::Mastery;
use crate::model::{CellRef, Component, MatrixId, Term, TermId};
use crate::quiz::{DrawnQuestion, Kind, Moment, Policy, draw_cards, draw_cells, draw_terms};

/// The priority of a cell or a term in a drill. The most urgent comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Learning: the last answer was incorrect, unsure, or a guess.
    Missed,
    /// Fading: known before, but recall has fallen.
    Due,
    /// Never asked about.
    New,
    Later,
}

impl Urgency {
    fn of(component: &Component, overview: &HistorySnapshot) -> Self {
        match overview.mastery(component) {
            Mastery::New => Self::New,
            Mastery::Learning => Self::Missed,
            Mastery::Fading => Self::Due,
            Mastery::Known | Mastery::Mastered => Self::Later,
        }
    }

    fn of_cell(cell: &CellRef, overview: &HistorySnapshot) -> Self {
        Self::of(&Component::Cell(cell.clone()), overview)
    }

    fn of_term(term: &Term, overview: &HistorySnapshot) -> Self {
        Self::of(&Component::Term(term.id.clone()), overview)
    }
}

/// The format of a term drill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TermDrill {
    /// Multiple-choice questions in both directions.
    #[default]
    Options,
    /// Self-graded flash cards.
    Cards,
}

/// The limits of a drill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DrillLimits {
    pub time: Option<Duration>,
    /// The maximum number of questions.
    pub count: Option<usize>,
    /// The random seed. If `None`, a new one is generated.
    pub seed: Option<u64>,
}

impl App {
    /// Starts a drill on the cells of all tables, with missed and due cells first. The time limit
    /// is optional. Returns `None` if the bank has no cells to drill.
    pub fn drill(
        &mut self,
        limit: Option<Duration>,
        seed: Option<u64>,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let tables = self.all_tables();
        self.drill_tables(&tables, limit, seed, overview, now)
    }

    /// Starts a drill on the cells of `tables`. Returns `None` if they have no cells to drill.
    pub fn drill_tables(
        &mut self,
        tables: &[MatrixId],
        limit: Option<Duration>,
        seed: Option<u64>,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let limits = DrillLimits {
            time: limit,
            seed,
            ..DrillLimits::default()
        };
        self.drill_where(tables, |_| true, limits, overview, now)
    }

    /// Starts a drill on the cells of `tables` for which `is_asked` returns `true`, with missed and
    /// due cells first.
    pub(super) fn drill_where(
        &mut self,
        tables: &[MatrixId],
        is_asked: impl Fn(&CellRef) -> bool,
        limits: DrillLimits,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let seed = limits.seed.unwrap_or_else(random_seed);
        let urgency = |cell: &CellRef| Urgency::of_cell(cell, overview) as u8;
        let mut draws = draw_cells(self.bank(), tables, urgency, seed);
        draws.retain(|draw| {
            let mut asked = draw.question.components.iter();
            asked.any(|it| matches!(it, Component::Cell(cell) if is_asked(cell)))
        });
        draws.truncate(limits.count.unwrap_or(usize::MAX));
        let policy = Policy::practice(limits.time);
        self.begin(Kind::Drill, policy, draws, seed, overview, now)
    }

    /// Starts a drill on `terms`, with missed and due terms first. Returns `None` if there are no
    /// terms to ask about.
    pub fn drill_terms(
        &mut self,
        terms: &[TermId],
        drill: TermDrill,
        limits: DrillLimits,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let seed = limits.seed.unwrap_or_else(random_seed);
        let bank = self.bank();
        let urgency = |term: &Term| Urgency::of_term(term, overview) as u8;
        let chosen = terms.iter().filter_map(|id| bank.term(id)).collect();
        let (kind, mut draws) = match drill {
            TermDrill::Options => (Kind::Drill, draw_terms(bank, chosen, urgency, seed)),
            TermDrill::Cards => (Kind::Cards, draw_cards(chosen, urgency, seed)),
        };
        draws.truncate(limits.count.unwrap_or(usize::MAX));
        let policy = Policy::practice(limits.time);
        self.begin(kind, policy, draws, seed, overview, now)
    }

    /// Starts a drill on all cells and terms with the priority `urgency`. Returns `None` if no cell or
    /// term has it.
    pub fn drill_urgent(
        &mut self,
        urgency: Urgency,
        overview: &HistorySnapshot,
        now: &Moment,
    ) -> Option<ActiveSession> {
        let seed = random_seed();
        let (mut draws, terms) = self.urgent_draws(urgency, overview, seed);
        draws.extend(terms);
        let policy = Policy::practice(None);
        self.begin(Kind::Drill, policy, draws, seed, overview, now)
    }

    fn urgent_draws(
        &self,
        urgency: Urgency,
        overview: &HistorySnapshot,
        seed: u64,
    ) -> (Vec<DrawnQuestion>, Vec<DrawnQuestion>) {
        let bank = self.bank();
        let mut cells = draw_cells(bank, &self.all_tables(), |_| 0, seed);
        cells.retain(|draw| {
            let mut asked = draw.question.components.iter();
            asked.all(|it| Urgency::of(it, overview) == urgency)
        });
        let terms = bank.terms.iter();
        let terms = terms.filter(|term| Urgency::of_term(term, overview) == urgency);
        (cells, draw_terms(bank, terms.collect(), |_| 0, seed))
    }

    fn all_tables(&self) -> Vec<MatrixId> {
        let tables = self.bank().matrices.iter();
        tables.map(|matrix| matrix.id.clone()).collect()
    }
}
