//! Statistics on the size and composition of a bank. The home screen shows them before the bank is
//! loaded, and authors use them to find gaps.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::check::FEWEST_QUESTIONS;
use crate::model::{
    Bank, BankId, Blueprint, Component, FactId, Framing, MatrixId, Question, Task, Topic, TopicId,
};

/// All question shapes, in the order in which they are listed.
pub const SHAPES: [Framing; 3] = [Framing::Direct, Framing::Scenario, Framing::Reverse];

/// A summary of a bank without its items, such as its name, its exam, and its size.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BankStats {
    pub id: BankId,
    pub title: String,
    pub about: String,
    pub says: String,
    #[serde(rename = "licence")]
    pub license: String,
    pub exam: Option<Blueprint>,
    pub tasks: Vec<Task>,
    pub topics: Vec<Topic>,
    /// The counts for each topic, in the order of `topics`.
    pub counts: Vec<ItemCounts>,
    /// The counts for the whole bank.
    pub all: ItemCounts,
    pub tables: Vec<TableStats>,
    /// The number of questions in which each position in the file is correct, for every combination
    /// of the number of options and the number of correct options.
    pub positions: Vec<Positions>,
    /// Facts that too few questions ask about, each with the number of questions about it.
    pub seldom_asked: Vec<(FactId, usize)>,
}

/// The numbers of items in a bank or a topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemCounts {
    pub questions: usize,
    /// Questions within the exam's scope.
    pub in_scope: usize,
    /// Facts that can be learned: those that are not contested and that at least one question asks
    /// about.
    pub facts: usize,
    pub contested_facts: usize,
    /// Facts that are not contested but that no question asks about.
    #[serde(default)]
    pub unasked_facts: usize,
    pub terms: usize,
    /// Table cells that can be drilled.
    pub cells: usize,
    /// The number of questions of each shape, in the order of [`SHAPES`].
    pub shapes: [usize; 3],
    /// The numbers of easy, medium, and hard questions.
    pub difficulty: [usize; 3],
    /// Questions with more than one correct option.
    pub multiple_response: usize,
    /// Questions that ask for an incorrect statement.
    pub negated: usize,
}

/// The size of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableStats {
    pub id: MatrixId,
    pub title: String,
    pub topic: Option<TopicId>,
    pub rows: usize,
    pub columns: usize,
    /// Cells that can be drilled.
    pub cells: usize,
}

/// The number of questions in which each position is correct, among questions with the same number
/// of options and the same number of correct options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Positions {
    pub options: usize,
    pub correct: usize,
    pub counts: Vec<usize>,
}

impl BankStats {
    pub fn of(bank: &Bank) -> Self {
        let mut stats = Self {
            id: bank.id.clone(),
            title: bank.title.clone(),
            about: bank.about.clone(),
            says: bank.says.clone(),
            license: bank.license.clone(),
            exam: bank.exam.clone(),
            tasks: bank.tasks.clone(),
            topics: bank.topics.clone(),
            counts: vec![ItemCounts::default(); bank.topics.len()],
            ..Self::default()
        };
        let topics = bank.topics.iter().enumerate();
        let topic_at: HashMap<&TopicId, usize> = topics.map(|(at, it)| (&it.id, at)).collect();
        let mut asked: HashMap<&FactId, usize> = HashMap::new();
        for question in &bank.questions {
            let in_scope = bank.is_in_scope(question);
            stats.each(topic_at.get(&question.topic), |it| {
                it.add(question, in_scope);
            });
            stats.add_positions(question);
            for component in &question.components {
                if let Component::Fact(fact) = component {
                    *asked.entry(fact).or_default() += 1;
                }
            }
        }
        for fact in &bank.facts {
            let count = asked.get(&fact.id).copied().unwrap_or_default();
            let contested = usize::from(fact.contested);
            let unasked = usize::from(!fact.contested && count == 0);
            stats.each(topic_at.get(&fact.topic), |it| {
                it.contested_facts += contested;
                it.facts += usize::from(contested + unasked == 0);
                it.unasked_facts += unasked;
            });
            if !fact.contested && !fact.beyond && count < FEWEST_QUESTIONS {
                stats.seldom_asked.push((fact.id.clone(), count));
            }
        }
        for term in &bank.terms {
            stats.each(topic_at.get(&term.topic), |it| it.terms += 1);
        }
        for matrix in &bank.matrices {
            let cells = matrix.drilled_cells().count();
            let topic = matrix.topic.as_ref().and_then(|it| topic_at.get(it));
            stats.each(topic, |it| it.cells += cells);
            stats.tables.push(TableStats {
                id: matrix.id.clone(),
                title: matrix.title.clone(),
                topic: matrix.topic.clone(),
                rows: matrix.rows.len(),
                columns: matrix.columns.len(),
                cells,
            });
        }
        stats
    }

    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == *id)
    }

    /// Returns a sentence with the number of exam domains that the bank covers. Returns `None` if
    /// it covers all of them.
    pub fn domains_covered(&self) -> Option<String> {
        let domains = &self.exam.as_ref()?.domains;
        let is_covered = |id: &str| {
            let mut topics = self.topics.iter();
            topics.any(|topic| topic.domain.as_deref() == Some(id))
        };
        let covered = domains.iter().filter(|it| is_covered(&it.id)).count();
        let all = domains.len();
        (covered < all).then(|| format!("It covers {covered} of the {all} domains of the exam."))
    }

    /// Changes the counts for the whole bank and those for the topic at index `topic`.
    fn each(&mut self, topic: Option<&usize>, change: impl Fn(&mut ItemCounts)) {
        change(&mut self.all);
        if let Some(counts) = topic.and_then(|at| self.counts.get_mut(*at)) {
            change(counts);
        }
    }

    fn add_positions(&mut self, question: &Question) {
        let (options, correct) = (question.choices.len(), question.correct_count());
        let form = (options, correct);
        let at = self
            .positions
            .binary_search_by_key(&form, |it| (it.options, it.correct))
            .unwrap_or_else(|at| {
                let counts = vec![0; options];
                let positions = Positions {
                    options,
                    correct,
                    counts,
                };
                self.positions.insert(at, positions);
                at
            });
        let counts = &mut self.positions[at].counts;
        for (count, choice) in counts.iter_mut().zip(&question.choices) {
            *count += usize::from(choice.correct);
        }
    }
}

impl ItemCounts {
    /// Returns whether there is nothing to ask: no questions, no terms, and no cells to drill.
    pub fn is_empty(&self) -> bool {
        self.questions + self.terms + self.cells == 0
    }

    fn add(&mut self, question: &Question, in_scope: bool) {
        self.questions += 1;
        self.in_scope += usize::from(in_scope);
        for (count, shape) in self.shapes.iter_mut().zip(SHAPES) {
            *count += usize::from(question.shape == shape);
        }
        for (count, level) in self.difficulty.iter_mut().zip(1..) {
            *count += usize::from(question.difficulty == level);
        }
        self.multiple_response += usize::from(question.is_multiple_response());
        self.negated += usize::from(question.negated);
    }
}

#[cfg(test)]
mod tests {
    use super::{BankStats, ItemCounts};
    use crate::bank::{Origin, load};

    #[test]
    fn the_topics_of_the_embedded_bank_add_up() {
        let bank = load(&Origin::Embedded).bank;
        let stats = BankStats::of(&bank);
        let sum = |of: fn(&ItemCounts) -> usize| -> usize { stats.counts.iter().map(of).sum() };
        assert_eq!(stats.all.questions, bank.questions.len());
        assert_eq!(sum(|it| it.questions), bank.questions.len());
        assert_eq!(
            sum(|it| it.facts + it.contested_facts + it.unasked_facts),
            bank.facts.len()
        );
        assert_eq!(sum(|it| it.terms), bank.terms.len());
        assert_eq!(sum(|it| it.multiple_response), stats.all.multiple_response);
        let all = &stats.all;
        assert_eq!(all.shapes.iter().sum::<usize>(), all.questions);
        assert_eq!(all.difficulty.iter().sum::<usize>(), all.questions);
        let correct = stats.positions.iter().flat_map(|it| &it.counts);
        let keys = bank.questions.iter().map(|it| it.correct_count());
        assert_eq!(correct.sum::<usize>(), keys.sum::<usize>());
        assert_eq!(stats.seldom_asked, []);
    }
}
