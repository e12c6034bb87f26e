//! Plain mode: the whole quiz line by line, for screen readers, dumb terminals, pipes, and scripts.
//! The output has no escape sequences, colors, or cursor movement. All information is in words.

mod ascii;
mod banks;
mod browse;
mod card;
mod command;
mod context;
mod drill;
mod guide;
mod home;
mod item;
mod lesson;
mod line_reader;
mod line_writer;
mod listing;
mod map;
mod missed;
mod notes;
mod plan;
mod progress;
mod question;
mod result;
mod session;
mod session_loop;
mod setup;
mod terms;
mod walk;

use context::{InputEnded, PlainContext};
use line_reader::LineReader;
use line_writer::LineWriter;

use super::exit::{BadBank, FAILED, OK};
use crate::app::words::sentence;
use crate::app::{ActiveSession, App};
use crate::clock::Clock;

/// Runs `session` and exits, or opens the menu if there is no session. If plain mode was not
/// requested, `because` gives the reason for it.
pub fn run(
    app: App,
    session: Option<ActiveSession>,
    clock: Clock,
    because: Option<&str>,
) -> anyhow::Result<u8> {
    if app.bank().is_empty() {
        return Err(BadBank.into());
    }
    let mut desk = PlainContext {
        paper: LineWriter::new(app.settings.symbols),
        app,
        clock,
        lines: LineReader::listen()?,
        lost: false,
    };
    if let Some(because) = because {
        desk.say(because)?;
    }
    if let Some(why) = &desk.app.no_history {
        let words = format!("Answers are not saved: {why}.");
        desk.say(&words)?;
    }
    if let Some(reset) = desk.app.history_reset() {
        let advice = reset.advice().map(|it| format!(" {}", sentence(it)));
        let words = sentence(&reset.to_string()) + &advice.unwrap_or_default();
        desk.say(&words)?;
    }
    desk.print_problems()?;
    let ended = match session {
        None => home::open(&mut desk),
        Some(sitting) => session::run_session(&mut desk, sitting),
    };
    ended.or_else(|error| error.downcast::<InputEnded>().map(|_| ()))?;
    desk.paper.flush()?;
    Ok(if desk.lost { FAILED } else { OK })
}
