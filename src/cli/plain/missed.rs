//! The list of missed questions, cells, and terms. It hides the answers so that a review still
//! tests the learner.

use super::context::{PlainContext, number};
use super::{browse, item, listing, notes, session};
use crate::app::messages::{NONE_OF_THIS_KIND, leaves_the_list};
use crate::app::{MissedFilter, MissedItem};
use crate::learn::Subject;
use crate::model::Outline;

/// The width of a stem in the list, in columns.
const STEM: usize = 60;

pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    let overview = desk.overview()?;
    let bank = std::sync::Arc::clone(desk.app.bank());
    let list = desk.app.missed_items(&overview);
    let outline = Outline::of(&bank);
    desk.paper.gap()?;
    if list.is_empty() {
        desk.say("You have nothing to review.")?;
        return Ok(());
    }
    desk.say(&format!("Review missed. {}", leaves_the_list()))?;
    for (at, item) in list.iter().enumerate() {
        let about = item.state_in_words(overview.calendar);
        let stem = listing::shortened(&item.question.stem, STEM);
        desk.paper
            .item(&format!("{}. ", at + 1), &format!("{stem} ({about})"))?;
    }
    loop {
        let wanted = match list.len() {
            1 => "Press Enter to review it. Type o 1 to open it with its answer, p 1 to practice \
                  it, note 1 and your text to write a note, or q to go back."
                .to_owned(),
            all => format!(
                "Press Enter to review all {all}, or type the numbers of some items. To choose \
                 items, type sure (the ones that you were sure about), since (the ones that you \
                 have answered correctly since then), or the ID of a domain, a task, or a topic. \
                 Type o and a number to open an item with its answer; p and a number to practice \
                 it; note, a number, and your text to write a note; or q to go back."
            ),
        };
        let line = desk.ask(&wanted)?;
        if line == "q" {
            return Ok(());
        }
        let numbered = |letter: char| {
            let typed = line.strip_prefix(letter)?;
            number(typed.trim(), list.len()).map(|at| &list[at])
        };
        if let Some((at, text)) = notes::numbered(&line, list.len()) {
            notes::write(desk, &Subject::of(&list[at].question), text)?;
            continue;
        }
        if let Some(item) = numbered('o') {
            show(desk, item)?;
            continue;
        }
        if let Some(item) = numbered('p') {
            let now = desk.now();
            return match desk.app.practice_missed(item, &overview, &now) {
                Some(sitting) => session::run_session(desk, sitting),
                None => Ok(()),
            };
        }
        let filter = MissedFilter::typed(&line);
        let section = outline.find(&bank, &line).filter(|_| filter.is_none());
        let named = line.split([' ', ',']).filter(|it| !it.is_empty());
        let named: Option<Vec<_>> = named.map(|it| number(it, list.len())).collect();
        let chosen: Vec<usize> = match named {
            _ if filter.is_some() => {
                let lets = |at: &usize| filter.is_some_and(|it| it.lets(&list[*at].missed));
                (0..list.len()).filter(lets).collect()
            }
            _ if section.is_some() => {
                let topics = section.map(|at| outline.topics(&bank, at));
                let topics = topics.unwrap_or_default();
                let is_in = |at: &usize| topics.contains(&list[*at].question.topic);
                (0..list.len()).filter(is_in).collect()
            }
            Some(named) if named.is_empty() => (0..list.len()).collect(),
            Some(named) => named,
            None => {
                desk.not_in_list(list.len())?;
                continue;
            }
        };
        if chosen.is_empty() {
            desk.say(NONE_OF_THIS_KIND)?;
            continue;
        }
        let chosen: Vec<_> = chosen.iter().map(|at| &list[*at]).collect();
        let now = desk.now();
        return match desk.app.review_items(&chosen, &now) {
            Some(sitting) => session::run_session(desk, sitting),
            None => Ok(()),
        };
    }
}

/// Prints `item` in full.
fn show(desk: &mut PlainContext, item: &MissedItem) -> anyhow::Result<()> {
    match &item.missed.of {
        Some(of) => item::show(desk, of),
        None => browse::read(desk, &item.question, true),
    }
}
