//! `history reset`: starts a topic over. Its earlier answers stay in the history, but no longer
//! count.

use std::io::{self, Write as _};

use crate::bank::Origin;
use crate::cli::exit::{OK, Usage};
use crate::clock::Clock;
use crate::learn::Note;

pub fn run(origin: &Origin, topic: &str) -> anyhow::Result<u8> {
    let mut app = crate::cli::open::app(origin)?;
    if let Some(why) = &app.no_history {
        return Err(anyhow::anyhow!("{why}"));
    }
    let topics = &app.stats().topics;
    let Some(found) = topics.iter().find(|it| it.id.as_str() == topic) else {
        let known: Vec<_> = topics.iter().map(|it| it.id.as_str()).collect();
        let known = known.join(", ");
        return Err(Usage(format!(
            "there is no topic `{topic}`; the topics are {known}"
        ))
        .into());
    };
    let (id, title) = (found.id.clone(), found.title.clone());
    app.note(Note::Reset { topic: id }, &Clock::new().now())?;
    writeln!(
        io::stdout(),
        "{title} begins anew: its answers so far count no more. A backup or an export from \
         before has them as they were."
    )?;
    Ok(OK)
}
