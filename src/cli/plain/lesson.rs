//! Learning a topic: its facts told one by one, each followed by a question.

use super::desk::{Desk, Way, number};
use super::session;
use crate::app::Selection;
use crate::app::telling::{ALL_LEARNT, LESSON, NO_FACTS};
use crate::app::words::count;

/// Lists the topics with how far one has come in each, and begins a lesson.
pub fn open(desk: &mut Desk) -> anyhow::Result<Way> {
    let overview = desk.overview()?;
    let bank = std::sync::Arc::clone(desk.app.bank());
    let topics = bank.topics.iter();
    let ways = topics.map(|topic| (topic, desk.app.way(&topic.id, &overview)));
    let topics: Vec<_> = ways.filter(|(_, way)| !way.is_empty()).collect();
    desk.paper.gap()?;
    if topics.is_empty() {
        desk.say(NO_FACTS)?;
        return Ok(Way::Back);
    }
    desk.say(&format!("Learn. {LESSON}"))?;
    for (at, (topic, way)) in topics.iter().enumerate() {
        let learnt = way.iter().filter(|it| it.learnt).count();
        let facts = count(way.len(), "fact", "facts");
        let text = format!("{}: {learnt} of {facts} learnt", topic.title);
        desk.paper.item(&format!("{}. ", at + 1), &text)?;
    }
    loop {
        let wanted = "Which topic? Its number, Enter for the first with something new, q to go \
                      back.";
        let Some(line) = desk.ask(wanted)? else {
            return Ok(Way::Out);
        };
        let topic = match number(&line, topics.len()) {
            Some(at) => Some(topics[at].0.id.clone()),
            None if line == "q" => return Ok(Way::Back),
            None if line.is_empty() => desk.app.next_to_learn(&Selection::default(), &overview),
            None => {
                desk.say(&format!("The numbers are 1 to {}.", topics.len()))?;
                continue;
            }
        };
        let now = desk.now();
        let sitting = topic.and_then(|topic| desk.app.learn_on(&topic, &overview, &now));
        match sitting {
            Some(sitting) => return session::sit(desk, sitting),
            None => desk.say(ALL_LEARNT)?,
        }
    }
}
