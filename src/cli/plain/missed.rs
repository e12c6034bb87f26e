//! The list of missed questions. Answers are not shown, so a review still tests the learner.

use super::context::{Nav, PlainContext, number};
use super::{listing, session};
use crate::app::messages::{NONE_OF_THIS_KIND, leaves_the_list};
use crate::app::words::{cells_and_terms, day};
use crate::app::{MissedFilter, Urgency};
use crate::model::Outline;
use crate::quiz::Kind;

/// The width of a stem in the list, in columns.
const STEM: usize = 60;

pub fn open(desk: &mut PlainContext) -> anyhow::Result<Nav> {
    let overview = desk.overview()?;
    let bank = std::sync::Arc::clone(desk.app.bank());
    let missed = overview.record.missed.iter();
    let list: Vec<_> = missed
        .filter_map(|it| Some((it, bank.question(&it.question)?)))
        .collect();
    let outline = Outline::of(&bank);
    desk.paper.gap()?;
    let (cells, terms) = desk.app.urgent(Urgency::Missed, &overview);
    if list.is_empty() && cells + terms == 0 {
        desk.say("You have nothing to review.")?;
        return Ok(Nav::Back);
    }
    desk.say(&format!("Review missed. {}", leaves_the_list()))?;
    for (at, (missed, question)) in list.iter().enumerate() {
        let mut about = format!("missed {}", day(missed.day, overview.calendar));
        if missed.sure {
            about += ", marked sure";
        }
        if missed.righted > 0 {
            about += &format!(", correct sessions since: {}", missed.righted);
        }
        let stem = listing::shortened(&question.stem, STEM);
        desk.paper
            .item(&format!("{}. ", at + 1), &format!("{stem} ({about})"))?;
    }
    loop {
        let mut wanted = match list.len() {
            0 => "Type q to go back.".to_owned(),
            1 => "Press Enter to review it, or type q to go back.".to_owned(),
            all => format!(
                "Press Enter to review all {all}. Or type the numbers of some questions, sure for \
                 those that you marked sure, since for those that you answered correctly since, \
                 the id of a domain, a task, or a topic for its questions, or q to go back."
            ),
        };
        if cells + terms > 0 {
            let missed = cells_and_terms(cells, terms);
            wanted = format!("Type c to drill {missed} that you missed. {wanted}");
        }
        let Some(line) = desk.ask(&wanted)? else {
            return Ok(Nav::Out);
        };
        if line == "q" {
            return Ok(Nav::Back);
        }
        if line == "c" {
            let now = desk.now();
            let drill = desk.app.drill_urgent(Urgency::Missed, &overview, &now);
            return match drill {
                Some(sitting) => session::run_session(desk, sitting),
                None => Ok(Nav::Back),
            };
        }
        let filter = MissedFilter::typed(&line);
        let section = outline.find(&bank, &line).filter(|_| filter.is_none());
        let named = line.split([' ', ',']).filter(|it| !it.is_empty());
        let named: Option<Vec<_>> = named.map(|it| number(it, list.len())).collect();
        let chosen: Vec<usize> = match named {
            _ if filter.is_some() => {
                let lets = |at: &usize| filter.is_some_and(|it| it.lets(list[*at].0));
                (0..list.len()).filter(lets).collect()
            }
            _ if section.is_some() => {
                let topics = section.map(|at| outline.topics(&bank, at));
                let topics = topics.unwrap_or_default();
                let is_in = |at: &usize| topics.contains(&list[*at].1.topic);
                (0..list.len()).filter(is_in).collect()
            }
            Some(named) if named.is_empty() => (0..list.len()).collect(),
            Some(named) => named,
            None => {
                desk.say(&format!("Type a number from 1 to {}.", list.len()))?;
                continue;
            }
        };
        if chosen.is_empty() {
            desk.say(NONE_OF_THIS_KIND)?;
            continue;
        }
        let ids: Vec<_> = chosen.iter().map(|at| list[*at].1.id.clone()).collect();
        let now = desk.now();
        return match desk.app.start_with_questions(Kind::Review, &ids, &now) {
            Some(sitting) => session::run_session(desk, sitting),
            None => Ok(Nav::Back),
        };
    }
}
