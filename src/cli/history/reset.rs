//! `history reset`: resets domains, tasks, and topics. Their earlier answers stay in the history
//! but no longer count.

use std::io::{self, Write as _};

use crate::app::words::count;
use crate::cli::exit::OK;
use crate::cli::global_options::GlobalOptions;
use crate::cli::scope::ScopeArgs;
use crate::clock::Clock;
use crate::learn::Note;
use crate::model::Bank;

/// Resets all topics in `scope` and in the domains, tasks, and topics with these `ids`.
pub fn run(global: GlobalOptions<'_>, ids: &[String], scope: &ScopeArgs) -> anyhow::Result<u8> {
    let mut app = crate::cli::open::app_with_history(global)?;
    let topics = with(ids, scope, app.bank()).topics(app.bank())?;
    let now = Clock::new().now();
    for topic in &topics {
        let topic = topic.clone();
        app.note(Note::Reset { topic }, &now)?;
    }
    let titles = topics.iter().filter_map(|id| app.bank().topic(id));
    let titles: Vec<_> = titles.map(|topic| topic.title.as_str()).collect();
    writeln!(
        io::stdout(),
        "Reset {}: {}. Earlier answers no longer count. Earlier backups and exports still contain \
         them.",
        count(topics.len(), "topic", "topics"),
        crate::text::one_line(&titles.join(", ")),
    )?;
    Ok(OK)
}

/// Adds `ids` to `scope`. Each ID belongs to a domain or a task or, if neither has that ID, to a
/// topic.
fn with(ids: &[String], scope: &ScopeArgs, bank: &Bank) -> ScopeArgs {
    let mut scope = scope.clone();
    let domains = || bank.exam.iter().flat_map(|exam| &exam.domains);
    for id in ids {
        if domains().any(|domain| domain.id == *id) {
            scope.domain.push(id.clone());
        } else if bank.task(id).is_some() {
            scope.task.push(id.clone());
        } else {
            scope.topic.push(id.clone());
        }
    }
    scope
}
