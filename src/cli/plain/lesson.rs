//! The page that starts a lesson. A lesson shows the facts in a topic one by one, each followed by
//! a question.

use super::context::{PlainContext, number};
use super::session;
use crate::app::Selection;
use crate::app::messages::{ALL_LEARNED, LESSON, NO_FACTS};
use crate::app::words::count;
use crate::learn::Masteries;
use crate::model::{Component, Outline};

/// Lists the topics with the learner's progress in each one and starts a lesson.
pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    let overview = desk.overview()?;
    let bank = std::sync::Arc::clone(desk.app.bank());
    let ways = desk.app.learning_paths(&overview);
    desk.paper.gap()?;
    if ways.iter().all(Vec::is_empty) {
        desk.say(NO_FACTS)?;
        return Ok(());
    }
    desk.say(&format!("Learn. {LESSON}"))?;
    let outline = Outline::of(&bank);
    let mut numbered = Vec::new();
    for (at, section) in outline.sections.iter().enumerate() {
        let facts = section.topics.iter().flat_map(|at| &ways[*at]);
        let facts: Vec<_> = facts.map(|it| Component::Fact(it.fact.clone())).collect();
        if facts.is_empty() {
            continue;
        }
        let known = Masteries::of(&facts, &overview.record.knowledge, overview.today);
        let facts = count(known.total(), "fact", "facts");
        let text = format!("{}: {} of {facts} known", section.title, known.all_known());
        if outline.below(at).is_empty() {
            numbered.push(at);
            desk.paper.item(&format!("{}. ", numbered.len()), &text)?;
        } else {
            desk.paper.gap()?;
            desk.say(&format!("{text} ({})", section.id.as_str()))?;
        }
    }
    loop {
        let wanted = "Which topic? Type its number, or the ID of a domain, a task, or a topic. \
                      Press Enter for the first topic with facts to learn, or type q to go back.";
        let line = desk.ask(wanted)?;
        let at = number(&line, numbered.len()).map(|at| numbered[at]);
        let at = at.or_else(|| outline.find(&bank, &line));
        let at = at.filter(|at| !outline.sections[*at].topics.is_empty());
        let topics = match at {
            Some(at) => outline.topics(&bank, at),
            None if line == "q" => return Ok(()),
            None if line.is_empty() => Vec::new(),
            None => {
                desk.not_in_list(numbered.len())?;
                continue;
            }
        };
        let selection = Selection {
            topics,
            ..Selection::default()
        };
        let topic = desk.app.next_to_learn(&selection, &overview);
        let now = desk.now();
        let sitting =
            topic.and_then(|topic| desk.app.resume_or_start_lesson(&topic, &overview, &now));
        match sitting {
            Some(sitting) => return session::run_session(desk, sitting),
            None => desk.say(ALL_LEARNED)?,
        }
    }
}
