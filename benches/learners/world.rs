//! Made-up banks with the blueprint of the exam: four domains of two topics,
//! fifteen facts a topic.

use certdrill::model::{
    Bank, BankId, Blueprint, Choice, Component, Domain, FactId, Parts, Question, QuestionId, Scale,
    Shape, Topic, TopicId,
};

pub const FACTS_OF_TOPIC: usize = 15;

/// A bank, by what its questions are like.
pub struct World {
    pub bank: Bank,
    pub questions_of_fact: usize,
    pub options: usize,
}

const DOMAINS: [(&str, u32); 4] = [("d0", 24), ("d1", 30), ("d2", 34), ("d3", 12)];
const TOPICS_OF_DOMAIN: usize = 2;

/// The fact numbered `fact` among all.
pub fn component(fact: usize) -> Component {
    Component::Fact(FactId::new(format!("f{fact:03}")))
}

/// The fact that a question of [`bank`] asks for, and which question on it that is.
pub fn numbers(id: &QuestionId) -> (usize, usize) {
    let number = |part: Option<&str>| part.and_then(|it| it.parse().ok()).unwrap_or_default();
    let mut parts = id.as_str().split('-').skip(1);
    (number(parts.next()), number(parts.next()))
}

pub fn facts() -> usize {
    DOMAINS.len() * TOPICS_OF_DOMAIN * FACTS_OF_TOPIC
}

/// The domain of a fact, by its number, and the domain's weight.
pub fn domain(fact: usize) -> (usize, f64) {
    let domain = fact / FACTS_OF_TOPIC / TOPICS_OF_DOMAIN;
    (domain, f64::from(DOMAINS[domain].1) / 100.0)
}

/// How much a fact weighs in the exam; all together 1.
pub fn weight(fact: usize) -> f64 {
    domain(fact).1 / (FACTS_OF_TOPIC * TOPICS_OF_DOMAIN) as f64
}

impl World {
    /// Three questions a fact, four options each, as a bank of certdrill's has them.
    pub fn written() -> Self {
        Self::of(3, 4)
    }

    /// One question a fact, two options each, as imported banks may have them.
    pub fn imported() -> Self {
        Self::of(1, 2)
    }

    fn of(questions_of_fact: usize, options: usize) -> Self {
        Self {
            bank: bank(questions_of_fact, options),
            questions_of_fact,
            options,
        }
    }

    /// The chance that a blind guess is right.
    pub fn chance(&self) -> f64 {
        1.0 / self.options as f64
    }
}

fn bank(questions_of_fact: usize, options: usize) -> Bank {
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
    let questions = (0..facts())
        .flat_map(|fact| (0..questions_of_fact).map(move |number| question(fact, number, options)));
    Bank::new(Parts {
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
        questions: questions.collect(),
        ..Parts::default()
    })
}

fn question(fact: usize, number: usize, options: usize) -> Question {
    let choice = |at: u8| Choice {
        id: char::from(b'a' + at).to_string().as_str().into(),
        text: String::new(),
        correct: at == 0,
        about: None,
        claims: Vec::new(),
        why: String::new(),
    };
    Question {
        id: QuestionId::new(format!("q-{fact}-{number}")),
        topic: TopicId::new(format!("t{}", fact / FACTS_OF_TOPIC)),
        asks: vec![component(fact)],
        shape: Shape::Direct,
        difficulty: 2,
        negated: false,
        fixed_order: false,
        beyond: false,
        replaces: Vec::new(),
        stem: String::new(),
        explanation: String::new(),
        choices: (0..options as u8).map(choice).collect(),
    }
}
