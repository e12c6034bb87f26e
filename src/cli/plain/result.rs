//! What a session came to, and what to do with it.

use std::io;

use super::desk::{Desk, Way};
use super::paper::Paper;
use super::walk;
use crate::app::Sitting;
use crate::app::telling::{self, forensics, result};
use crate::app::words::{count, date_time};
use crate::model::Bank;
use crate::quiz::{Ending, Forensics, Kind, Moment, Session};

/// Tells the result of a session that has just ended.
pub fn after(desk: &mut Desk, sitting: &Sitting) -> anyhow::Result<Way> {
    if let Some(why) = sitting.unsaved_because() {
        desk.say(&telling::not_saved(why))?;
    }
    let now = desk.now();
    let ended = sitting.session.ended_ms().unwrap_or(now.utc_ms);
    let when = date_time(ended, sitting.header.began.offset_s);
    open(desk, sitting.header.kind, &sitting.session, &when)
}

/// Tells a result, and does what is asked about it.
pub fn open(desk: &mut Desk, kind: Kind, session: &Session, when: &str) -> anyhow::Result<Way> {
    let bank = std::sync::Arc::clone(desk.app.bank());
    desk.paper.gap()?;
    desk.say(&format!("{}, result. {when}", kind.title()))?;
    score(&mut desk.paper, &bank, session)?;
    let missed = result::missed(&bank, session);
    let something = session.score().all.of > 0;
    loop {
        let mut offers = Vec::new();
        if !missed.is_empty() {
            offers.push(format!("m to practise the {} missed", missed.len()));
        }
        if something {
            offers.push("r to walk through the questions".into());
            offers.push("d for details".into());
        }
        offers.push("Enter to leave.".into());
        let Some(line) = desk.ask(&offers.join(", "))? else {
            return Ok(Way::Out);
        };
        match line.as_str() {
            "" | "q" | "quit" => return Ok(Way::Back),
            "m" if !missed.is_empty() => {
                let now = desk.now();
                if let Some(sitting) = desk.app.these(Kind::Practice, &missed, &now) {
                    return Ok(Way::Sit(Box::new(sitting)));
                }
            }
            "r" if something => {
                if let Way::Out = walk::through(desk, &bank, session)? {
                    return Ok(Way::Out);
                }
            }
            "d" if something => details(&mut desk.paper, &bank, session)?,
            _ => {}
        }
    }
}

fn score(paper: &mut Paper, bank: &Bank, session: &Session) -> io::Result<()> {
    if session.ending() == Some(Ending::Expired) {
        paper.say(result::EXPIRED)?;
    }
    if let Some((_, words)) = result::verdict(bank, session) {
        paper.say(&format!("{words}."))?;
    }
    let (score, used) = (result::score(session), result::used(session));
    paper.say(&format!("{}. {used}.", score.trim_end_matches('.')))?;
    let Some(likely) = result::likely(bank, session) else {
        return Ok(());
    };
    paper.say(&likely)?;
    paper.gap()?;
    for (name, tally) in result::parts(bank, session) {
        let percent = tally
            .percent()
            .map_or(String::new(), |it| format!(", {it} %"));
        let text = format!("{name}: {} of {}{percent}", tally.right, tally.of);
        paper.item("- ", &text)?;
    }
    paper.gap()?;
    if let Some(unscored) = result::unscored(session) {
        paper.say(&unscored)?;
    }
    paper.say(result::how(bank, session))
}

/// What the sitting tells beyond its score.
fn details(paper: &mut Paper, bank: &Bank, session: &Session) -> io::Result<()> {
    let found = Forensics::of(session);
    paper.gap()?;
    paper.item("Edits: ", &format!("{}.", forensics::edits(found.edits)))?;
    paper.item("Flags: ", &format!("{}.", forensics::flags(found.flagged)))?;
    let sureness = forensics::sureness(&found.sureness).join(", ");
    paper.item("How sure: ", &format!("{sureness}."))?;
    if let Some(time) = forensics::time(&found.time) {
        paper.item("Time: ", &time)?;
    }
    if let Some(pace) = forensics::pace(&found.time) {
        paper.item("Pace: ", &pace)?;
    }
    if found.myths.is_empty() {
        return paper.item("Myths: ", "none was chosen.");
    }
    for (myth, times) in &found.myths {
        let times = count(*times, "time", "times");
        paper.item(
            "Myth: ",
            &format!("chosen {times}. {}", forensics::myth(bank, myth)),
        )?;
    }
    Ok(())
}

/// When a session of the history ended, or began where it did not end, in local time.
pub fn when(session: &Session, began: &Moment) -> String {
    date_time(session.ended_ms().unwrap_or(began.utc_ms), began.offset_s)
}
