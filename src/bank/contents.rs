//! What each topic of a bank holds, counted without keeping its questions.

use std::collections::HashMap;

use super::load::{Progress, begin};
use super::queue::Placed;
use super::{Files, Origin};
use crate::model::{Bank, TopicId};

#[derive(Debug)]
pub struct Contents {
    /// The bank without its questions.
    pub bank: Bank,
    /// Questions and facts of each topic of the bank.
    pub topics: Vec<(usize, usize)>,
    pub questions: usize,
    /// How many things are wrong with the bank.
    pub problems: usize,
}

impl Contents {
    /// Counts what is in `files`. `progress` is told now and then how many of how
    /// many bytes of questions were read.
    pub fn of(files: Files, origin: &Origin, progress: Progress<'_>) -> Self {
        let (frame, mut queue) = begin(files, origin);
        let mut of_topic: HashMap<TopicId, (usize, usize)> = HashMap::new();
        for topic in &frame.bank.topics {
            of_topic.insert(topic.id.clone(), (0, 0));
        }
        let mut questions = 0;
        let topics = |placed: Vec<Placed>| placed.into_iter().map(|(it, _)| it.topic).collect();
        while let Some(batch) = queue.next::<Vec<TopicId>>(&frame, topics) {
            for topic in batch.iter().flatten() {
                questions += 1;
                if let Some(counts) = of_topic.get_mut(topic) {
                    counts.0 += 1;
                }
            }
            let (done, all) = queue.progress();
            progress(done, all);
        }
        for fact in &frame.bank.facts {
            if let Some(counts) = of_topic.get_mut(&fact.topic) {
                counts.1 += 1;
            }
        }
        let topics = frame.bank.topics.iter();
        let topics = topics.map(|it| of_topic.get(&it.id).copied().unwrap_or_default());
        Self {
            topics: topics.collect(),
            questions,
            problems: queue.problems(&frame.files).len(),
            bank: frame.bank,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Contents;
    use crate::bank::{Files, Origin, load};

    #[test]
    fn it_counts_what_loading_brings() {
        let origin = Origin::Embedded;
        let bank = load(&origin).bank;
        let mut last = (0, 1);
        let contents = Contents::of(Files::read(&origin), &origin, &mut |done, all| {
            last = (done, all);
        });
        assert_eq!(last.0, last.1, "in the end all is read");
        assert_eq!(contents.questions, bank.questions.len());
        assert_eq!(contents.problems, 0);
        for (topic, counts) in bank.topics.iter().zip(&contents.topics) {
            let questions = bank.questions.iter().filter(|it| it.topic == topic.id);
            let facts = bank.facts.iter().filter(|it| it.topic == topic.id);
            assert_eq!(*counts, (questions.count(), facts.count()));
        }
    }
}
