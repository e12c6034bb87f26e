//! The page for browsing the whole bank. The key of a question that was never asked stays hidden
//! until the learner requests it.

use std::sync::Arc;

use super::context::{PlainContext, as_command, number};
use super::{item, listing, notes, question, session};
use crate::app::messages::noted;
use crate::app::words::count;
use crate::learn::Subject;
use crate::model::markup::plain;
use crate::model::{Bank, Component, Outline, Question, TopicId};
use crate::quiz::Session;

/// The width of a stem in the list, in columns.
const STEM: usize = 70;

pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    let bank = Arc::clone(desk.app.bank());
    let outline = Outline::of(&bank);
    loop {
        desk.paper.gap()?;
        desk.say("Browse. Topics:")?;
        let numbered = sections(desk, &bank, &outline)?;
        let wanted = "Which topic? Type its number, the ID of a domain or a task, or q to go back.";
        let Some(line) = desk.ask_or_back(wanted)? else {
            return Ok(());
        };
        let at = number(&line, numbered.len()).map(|at| numbered[at]);
        match at.or_else(|| outline.find(&bank, &line)) {
            Some(at) => {
                let topics = outline.topics(&bank, at);
                list(desk, &bank, &outline.sections[at].title, &topics)?;
            }
            None => desk.not_in_list(numbered.len())?,
        }
    }
}

/// Lists the nonempty sections and returns those that have a number.
fn sections(desk: &mut PlainContext, bank: &Bank, outline: &Outline) -> anyhow::Result<Vec<usize>> {
    let mut numbered = Vec::new();
    for (at, section) in outline.sections.iter().enumerate() {
        let topics = outline.topics(bank, at);
        let of = bank
            .questions
            .iter()
            .filter(|it| topics.contains(&it.topic));
        let terms = bank.terms.iter().filter(|it| topics.contains(&it.topic));
        let terms = match terms.count() {
            0 => String::new(),
            terms => format!(", {}", count(terms, "term", "terms")),
        };
        let questions = count(of.count(), "question", "questions");
        let text = format!("{} ({questions}{terms})", section.title);
        if outline.below(at).is_empty() && !topics.is_empty() {
            numbered.push(at);
            desk.paper.item(&format!("{}. ", numbered.len()), &text)?;
        } else if !topics.is_empty() {
            desk.paper.gap()?;
            desk.say(&format!("{text}: {}", section.id.as_str()))?;
        }
    }
    Ok(numbered)
}

/// Lists the questions in `topics`, then their terms, and shows those that the learner chooses.
fn list(
    desk: &mut PlainContext,
    bank: &Bank,
    title: &str,
    topics: &[TopicId],
) -> anyhow::Result<()> {
    let seen = desk.overview()?.record.questions.clone();
    let questions = bank
        .questions
        .iter()
        .filter(|it| topics.contains(&it.topic));
    let questions: Vec<_> = questions.collect();
    let terms = bank.terms.iter().filter(|it| topics.contains(&it.topic));
    let terms: Vec<_> = terms.collect();
    let count = questions.len() + terms.len();
    desk.paper.gap()?;
    desk.say(&format!("{title}."))?;
    for (at, question) in questions.iter().enumerate() {
        let stem = listing::shortened(&question.stem, STEM);
        desk.paper.item(&format!("{}. ", at + 1), &stem)?;
    }
    if !terms.is_empty() {
        desk.say("Terms:")?;
    }
    for (at, term) in (questions.len()..).zip(&terms) {
        let closed = if term.closed.is_some() {
            " (closed)"
        } else {
            ""
        };
        let name = format!("{}{closed}", term.name);
        desk.paper.item(&format!("{}. ", at + 1), &name)?;
    }
    loop {
        let wanted = if terms.is_empty() {
            "Which question? Type its number. To practice it, type p and its number. To write a note, type note, its number, and the text. Type q to go back."
        } else {
            "Which question or term? Type its number. To practice it, type p and its number. To write a note, type note, its number, and the text. Type q to go back."
        };
        let line = desk.hear(wanted)?;
        if let Some((at, text)) = notes::numbered(&line, count) {
            let subject = match questions.get(at) {
                Some(question) => Subject::Question(question.id.clone()),
                None => Subject::Term(terms[at - questions.len()].id.clone()),
            };
            notes::write(desk, &subject, text)?;
            continue;
        }
        let line = as_command(&line);
        if let Some(typed) = line.strip_prefix('p') {
            let Some(at) = number(typed.trim(), count) else {
                desk.not_in_list(count)?;
                continue;
            };
            let (overview, now) = (desk.overview()?, desk.now());
            let begun = match questions.get(at) {
                Some(question) => desk.app.practice_question(question, &overview, &now),
                None => {
                    let item = Component::Term(terms[at - questions.len()].id.clone());
                    desk.app.practice_on(&item, &overview, &now)
                }
            };
            if let Some(sitting) = begun {
                session::run_session(desk, sitting)?;
            }
            continue;
        }
        match number(&line, count) {
            Some(at) => match questions.get(at) {
                Some(question) => {
                    let known = seen.contains_key(&question.id);
                    read(desk, question, known)?;
                }
                None => {
                    let term = terms[at - questions.len()];
                    item::show(desk, &Component::Term(term.id.clone()))?;
                }
            },
            None if line == "q" || line.is_empty() => return Ok(()),
            None => desk.not_in_list(count)?,
        }
    }
}

/// Prints `question` with its key and reasons. Hides the key at first unless the question was
/// `asked` before.
pub fn read(desk: &mut PlainContext, question: &Arc<Question>, asked: bool) -> anyhow::Result<()> {
    // Rendering requires a session.
    let session = Session::showing(question);
    let slot = &session.slots()[0];
    desk.paper.gap()?;
    if asked {
        desk.say(&plain(&question.stem))?;
        desk.paper.gap()?;
    } else {
        question::ask(&mut desk.paper, slot)?;
        let wanted = "Unseen. Press Enter to reveal the answer, or type q to go back.";
        if desk.ask(wanted)? == "q" {
            return Ok(());
        }
    }
    let bank = Arc::clone(desk.app.bank());
    question::explain(&mut desk.paper, &bank, slot, false)?;
    let personal = desk.app.personal_notes(&desk.now());
    for text in personal.with(question) {
        desk.say(&noted(text))?;
    }
    let calendar = desk.overview()?.calendar;
    for answer in desk.app.answers_to(&question.id).unwrap_or_default() {
        desk.paper.item("Asked ", &answer.in_words(calendar))?;
    }
    Ok(())
}
