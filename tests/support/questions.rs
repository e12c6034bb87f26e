//! Generates questions and moments in time for tests.

use std::sync::Arc;

use certdrill::model::{Choice, Component, Framing, Question, TopicId};
use certdrill::quiz::{DrawnQuestion, Moment};

/// Returns a question with the ID `id` and `options` options with the IDs `a`, `b`, and so on. The
/// first `right` options are correct. The question asks about `fact`, if there is one.
pub fn question(
    id: &str,
    topic: &str,
    fact: Option<&str>,
    options: usize,
    right: usize,
) -> Question {
    let choice = |at: usize| Choice {
        id: char::from(b'a' + at as u8).to_string().as_str().into(),
        text: format!("Option {at} of {id}"),
        correct: at < right,
        fact: None,
        claims: Vec::new(),
        reason: format!("Reason {at} of {id}"),
    };
    Question {
        id: id.into(),
        topic: TopicId::new(topic),
        components: fact
            .map(|fact| Component::Fact(fact.into()))
            .into_iter()
            .collect(),
        shape: Framing::Direct,
        difficulty: 1 + (id.len() % 3) as u8,
        negated: false,
        fixed_order: false,
        beyond: false,
        replaces: Vec::new(),
        stem: format!("Stem of {id}"),
        explanation: format!("Rule of {id}"),
        choices: (0..options).map(choice).collect(),
    }
}

/// Returns a pool with `sizes[n]` questions on topic `tn`. None of the questions asks about a fact.
pub fn questions(sizes: &[usize]) -> Vec<Arc<Question>> {
    let of_topic = |(topic, size): (usize, &usize)| {
        let topic = format!("t{topic}");
        (0..*size)
            .map(|number| question(&format!("{topic}-{number}"), &topic, None, 4, 1))
            .collect::<Vec<_>>()
    };
    let all = sizes.iter().enumerate().flat_map(of_topic);
    all.map(Arc::new).collect()
}

/// Returns the question as drawn, with its options in file order.
pub fn draw_of(question: Question) -> DrawnQuestion {
    DrawnQuestion {
        order: question.choices.iter().map(|it| it.id.clone()).collect(),
        question: Arc::new(question),
        scored: true,
        why: None,
    }
}

/// Returns the moment `ms` milliseconds after the common start time of all tests.
pub fn at(ms: u64) -> Moment {
    Moment {
        utc_ms: 1_700_000_000_000 + ms as i64,
        offset_s: 0,
        boot: Some("one run of the machine".into()),
        boot_ms: 1_000_000 + ms,
    }
}
