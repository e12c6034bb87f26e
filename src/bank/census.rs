//! What is in a bank, counted: for its author, who wants to know what is missing.

use std::collections::BTreeMap;

use super::check::FEWEST_QUESTIONS;
use crate::model::{Bank, Component, FactId, Question, Shape, TopicId};

/// All shapes, in the order in which they are told.
pub const SHAPES: [Shape; 3] = [Shape::Direct, Shape::Scenario, Shape::Reverse];

#[derive(Debug, Default)]
pub struct Census {
    pub topics: Vec<(TopicId, Part)>,
    pub all: Part,
    /// For each number of options and of right ones: how often each place in the
    /// file is right.
    pub places: BTreeMap<(usize, usize), Vec<usize>>,
    /// Facts with fewer questions than a fact needs, and how many they have.
    pub short: Vec<(FactId, usize)>,
}

/// A part of the bank, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub questions: usize,
    pub facts: usize,
    /// By [`SHAPES`].
    pub shapes: [usize; 3],
    /// Easy, medium, hard.
    pub difficulty: [usize; 3],
    /// Questions with several right options.
    pub several: usize,
    /// Questions for what is not so.
    pub negated: usize,
}

impl Census {
    pub fn of(bank: &Bank) -> Self {
        let mut census = Self::default();
        for topic in &bank.topics {
            let mut part = Part {
                facts: bank.facts.iter().filter(|it| it.topic == topic.id).count(),
                ..Part::default()
            };
            let questions = bank.questions.iter().filter(|it| it.topic == topic.id);
            questions.for_each(|question| part.take(question));
            census.topics.push((topic.id.clone(), part));
        }
        census.all.facts = bank.facts.len();
        for question in &bank.questions {
            census.all.take(question);
            let count = question.choices.len();
            let places = census
                .places
                .entry((count, question.right_count()))
                .or_insert_with(|| vec![0; count]);
            for (place, choice) in places.iter_mut().zip(&question.choices) {
                *place += usize::from(choice.correct);
            }
        }
        let asked = bank.facts.iter().filter(|fact| !fact.contested);
        let asked = asked.map(|fact| {
            let component = Component::Fact(fact.id.clone());
            let asking = bank.questions.iter();
            let asking = asking.filter(|question| question.asks.contains(&component));
            (fact.id.clone(), asking.count())
        });
        census.short = asked
            .filter(|(_, count)| *count < FEWEST_QUESTIONS)
            .collect();
        census
    }
}

impl Part {
    fn take(&mut self, question: &Question) {
        self.questions += 1;
        for (count, shape) in self.shapes.iter_mut().zip(SHAPES) {
            *count += usize::from(question.shape == shape);
        }
        for (count, level) in self.difficulty.iter_mut().zip(1..) {
            *count += usize::from(question.difficulty == level);
        }
        self.several += usize::from(question.is_multiple_response());
        self.negated += usize::from(question.negated);
    }
}

#[cfg(test)]
mod tests {
    use super::Census;
    use crate::bank::{Origin, load};

    #[test]
    fn the_parts_of_the_embedded_bank_make_the_whole() {
        let bank = load(&Origin::Embedded).bank;
        let census = Census::of(&bank);
        let sum = |of: fn(&super::Part) -> usize| -> usize {
            census.topics.iter().map(|(_, part)| of(part)).sum()
        };
        assert_eq!(census.all.questions, bank.questions.len());
        assert_eq!(sum(|it| it.questions), bank.questions.len());
        assert_eq!(sum(|it| it.facts), bank.facts.len());
        assert_eq!(sum(|it| it.several), census.all.several);
        let all = &census.all;
        assert_eq!(all.shapes.iter().sum::<usize>(), all.questions);
        assert_eq!(all.difficulty.iter().sum::<usize>(), all.questions);
        let rights = census.places.values().flatten().sum::<usize>();
        let keys = bank.questions.iter().map(|it| it.right_count());
        assert_eq!(rights, keys.sum::<usize>());
        assert_eq!(census.short, []);
    }
}
