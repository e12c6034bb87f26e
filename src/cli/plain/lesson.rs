//! Learning a topic: its facts told one by one, each followed by a question.

use super::desk::{Desk, Way, number};
use super::session::Quiz;
use super::{question, session};
use crate::app::Selection;
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
        desk.say("This bank has no facts to learn. Practice asks its questions.")?;
        return Ok(Way::Back);
    }
    desk.say(
        "Learn. The fact first, then a question on it, with earlier ones in between. A fact is \
         learnt once you have answered right on it.",
    )?;
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
        let sitting = topic.and_then(|topic| desk.app.learn(&topic, None, &overview, &now));
        match sitting {
            Some(sitting) => return session::sit(desk, sitting),
            None => desk.say("All of it is learnt. Practice and review keep it.")?,
        }
    }
}

impl Quiz<'_> {
    /// Whether the open question's fact is told before it is asked.
    pub(super) fn tells_first(&self) -> bool {
        let tells = &self.seat.sitting.session.policy.tells;
        let slot = self.slot();
        tells.contains(&self.place()) && !slot.answered && slot.chosen.is_empty()
    }

    /// Tells the new fact that the open question asks for.
    pub(super) fn tell_fact(&mut self) -> anyhow::Result<()> {
        let tells = &self.seat.sitting.session.policy.tells;
        let number = tells.iter().filter(|at| **at <= self.place()).count();
        let said = format!("New: fact {number} of {}.", tells.len());
        self.desk.say(&said)?;
        self.desk.paper.gap()?;
        let asked = std::sync::Arc::clone(&self.slot().question);
        match self.bank.facts_of(&asked).next() {
            Some(fact) => Ok(question::fact(&mut self.desk.paper, &self.bank, fact)?),
            None => Ok(()),
        }
    }
}
