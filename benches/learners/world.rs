//! The banks that simulated learners study: the embedded one, and an artificial one similar to
//! imported banks.

use std::collections::HashMap;

use certdrill::bank::{Origin, load};
use certdrill::learn::{chance, components};
use certdrill::model::{
    Bank, BankId, Blueprint, Choice, Component, Domain, FactId, Framing, Question, QuestionId,
    Scale, Topic, TopicId,
};
use certdrill::quiz::{Forms, Weights, apportion, made_questions};

/// A bank with its facts and questions by index.
pub struct World {
    pub bank: Bank,
    pub forms: Forms,
    /// The items that are remembered: facts, cells, and terms.
    pub facts: Vec<Component>,
    /// The number of items that the bank's own questions ask about; these come first.
    pub own_facts: usize,
    /// The number of the bank's own questions; generated questions follow.
    pub own: usize,
    /// Each fact's share of the exam; the shares add up to 1.
    pub weights: Vec<f64>,
    /// The part of the exam that each fact belongs to.
    pub part_of_fact: Vec<usize>,
    pub questions: Vec<Asked>,
    /// The indices of the questions on each fact.
    pub on_fact: Vec<Vec<usize>>,
    /// The in-scope questions and the share of each part of the exam.
    pub parts: Vec<(Vec<usize>, f64)>,
    place_of: HashMap<QuestionId, usize>,
}

/// The properties of a question that the simulation needs.
pub struct Asked {
    pub id: QuestionId,
    pub facts: Vec<usize>,
    pub options: usize,
    pub right: usize,
    /// The probability that a blind guess is correct.
    pub chance: f64,
}

impl World {
    /// Returns the program's bank: 19 tasks with their weights, facts, and cells.
    pub fn embedded() -> Self {
        Self::of(load(&Origin::Embedded).bank)
    }

    /// Returns a bank with one question per fact and two options per question, as imported banks
    /// may have.
    pub fn imported() -> Self {
        Self::of(made_up())
    }

    fn of(bank: Bank) -> Self {
        let weights = Weights::of(&bank);
        let mut at: HashMap<Component, usize> = HashMap::new();
        let (mut facts, mut part_of_fact, mut in_scope) = (Vec::new(), Vec::new(), Vec::new());
        let mut on_fact: Vec<Vec<usize>> = Vec::new();
        let mut questions = Vec::new();
        let made = made_questions(&bank, 0);
        let (mut own_facts, own) = (0, bank.questions.len());
        for (place, question) in bank.questions.iter().chain(&made).enumerate() {
            let part = weights.part_of(&question.topic).unwrap_or_default();
            let mut asked = Vec::new();
            for component in components(question) {
                let fact = *at.entry(component.clone()).or_insert_with(|| {
                    facts.push(component);
                    part_of_fact.push(part);
                    in_scope.push(false);
                    on_fact.push(Vec::new());
                    facts.len() - 1
                });
                in_scope[fact] |= place < own && bank.is_in_scope(question);
                on_fact[fact].push(place);
                asked.push(fact);
            }
            if place < own {
                own_facts = facts.len();
            }
            questions.push(Asked {
                id: question.id.clone(),
                facts: asked,
                options: question.choices.len(),
                right: question.correct_count(),
                chance: chance(question),
            });
        }
        let share = |part: usize| weights.parts()[part].share.unwrap_or_default();
        let of_part = |part: usize| {
            let facts = part_of_fact.iter().zip(&in_scope);
            facts.filter(|(it, is_in)| **it == part && **is_in).count()
        };
        let weight = |(part, is_in): (&usize, &bool)| match is_in {
            true => share(*part) / of_part(*part) as f64,
            false => 0.0,
        };
        let weight_of_fact = part_of_fact.iter().zip(&in_scope).map(weight).collect();
        let parts = (0..weights.parts().len()).map(|part| {
            let here = bank.questions.iter().enumerate();
            let here = here
                .filter(|(_, it)| bank.is_in_scope(it) && weights.part_of(&it.topic) == Some(part));
            (here.map(|(place, _)| place).collect(), share(part))
        });
        let parts = parts.collect();
        let ids = bank.questions.iter().chain(&made).enumerate();
        Self {
            own,
            own_facts,
            forms: Forms::of(&bank),
            weights: weight_of_fact,
            place_of: ids.map(|(place, it)| (it.id.clone(), place)).collect(),
            parts,
            facts,
            part_of_fact,
            questions,
            on_fact,
            bank,
        }
    }

    /// Returns the index of the question `id` in `questions`.
    pub fn place(&self, id: &QuestionId) -> Option<usize> {
        self.place_of.get(id).copied()
    }

    /// Returns the number of questions in each part of the exam, out of `total` scored questions.
    pub fn shares(&self, total: usize) -> Vec<usize> {
        let weights = self.parts.iter().map(|(_, share)| (share * 1e4) as u32);
        apportion(total, &weights.collect::<Vec<_>>())
    }

    /// Describes the size of the bank in a sentence.
    pub fn in_words(&self) -> String {
        let count = |of: fn(&&Component) -> bool| self.facts.iter().filter(of).count();
        format!(
            "Bank: {} questions on {} facts, {} cells, and {} terms in {} tasks; {} mock exams without a \
             repeat, {} questions in reserve.",
            self.own,
            count(|it| matches!(it, Component::Fact(_))),
            count(|it| matches!(it, Component::Cell(_))),
            count(|it| matches!(it, Component::Term(_))),
            self.parts.len(),
            self.forms.len(),
            self.forms.reserve().len(),
        )
    }
}

const DOMAINS: [(&str, u32); 4] = [("d0", 24), ("d1", 30), ("d2", 34), ("d3", 12)];
const TOPICS_OF_DOMAIN: usize = 2;
const FACTS_OF_TOPIC: usize = 15;

fn made_up() -> Bank {
    let domains = DOMAINS.map(|(id, weight)| Domain {
        id: id.into(),
        title: id.into(),
        weight,
    });
    let topics = (0..DOMAINS.len() * TOPICS_OF_DOMAIN).map(|topic| Topic {
        id: TopicId::new(format!("t{topic}")),
        title: format!("t{topic}"),
        domain: Some(DOMAINS[topic / TOPICS_OF_DOMAIN].0.into()),
        task: None,
    });
    let facts = DOMAINS.len() * TOPICS_OF_DOMAIN * FACTS_OF_TOPIC;
    Bank {
        id: BankId::new("made-up"),
        exam: Some(Blueprint {
            minutes: 90,
            scored: 50,
            unscored: 15,
            scale: Scale {
                min: 100,
                max: 1000,
                pass: 700,
            },
            guide: None,
            domains: domains.into(),
        }),
        topics: topics.collect(),
        ..Bank::default()
    }
    .with((0..facts).map(question))
}

fn question(fact: usize) -> Question {
    let choice = |at: u8| Choice {
        id: char::from(b'a' + at).to_string().as_str().into(),
        text: String::new(),
        correct: at == 0,
        fact: None,
        claims: Vec::new(),
        reason: String::new(),
    };
    Question {
        id: QuestionId::new(format!("q-{fact}")),
        topic: TopicId::new(format!("t{}", fact / FACTS_OF_TOPIC)),
        components: vec![Component::Fact(FactId::new(format!("f{fact:03}")))],
        shape: Framing::Direct,
        difficulty: 2,
        negated: false,
        fixed_order: false,
        beyond: false,
        replaces: Vec::new(),
        stem: String::new(),
        explanation: String::new(),
        choices: (0..2).map(choice).collect(),
    }
}
