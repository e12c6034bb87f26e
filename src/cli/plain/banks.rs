//! The list of banks to choose from. Only one bank is open at a time, and banks are never merged.

use super::context::{PlainContext, number};
use crate::app::words::count;

/// Lists the banks and opens the one that the learner chooses.
pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    let list = desk.app.choosable();
    desk.paper.gap()?;
    desk.say("Question banks. Each has its own history.")?;
    for (at, bank) in list.iter().enumerate() {
        let stats = bank.shelf.stats();
        let questions = count(stats.all.questions, "question", "questions");
        let here = if at == desk.app.banks.at {
            ", open"
        } else {
            ""
        };
        let text = format!("{}: {questions}{here} ({})", stats.title, bank.name);
        desk.paper.item(&format!("{}. ", at + 1), &text)?;
    }
    let wanted = "Which bank? Type its number, or q to go back.";
    while let Some(line) = desk.ask_or_back(wanted)? {
        let Some(at) = number(&line, list.len()) else {
            desk.not_in_list(list.len())?;
            continue;
        };
        let bank = &list[at];
        if let Some(twin) = &bank.twin {
            let id = &bank.shelf.stats().id;
            desk.say(&format!("Not opened: {twin} also has the ID `{id}`."))?;
        } else if bank.shelf.bank().is_empty() {
            desk.say(
                "Not opened: this bank has no usable questions. Run `certdrill bank check` for details.",
            )?;
        } else {
            desk.app.open_bank(at, bank.shelf.clone());
            desk.print_problems()?;
            break;
        }
    }
    Ok(())
}
