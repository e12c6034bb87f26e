//! Personal notes in plain mode, which can be searched, read, and edited.

use super::context::{PlainContext, number};
use crate::app::{NoteEntry, Query};
use crate::learn::Subject;

/// The word at the start of a line that contains a note.
const WORD: &str = "note";

/// Returns the note text from a line such as `note Think of a meter.` Returns `None` if the line
/// does not contain a note.
pub fn typed(line: &str) -> Option<&str> {
    let (word, text) = line.split_at_checked(WORD.len())?;
    let is_note = word.eq_ignore_ascii_case(WORD) && !text.starts_with(char::is_alphanumeric);
    is_note.then(|| text.trim())
}

/// Parses a line with an entry number and a note, such as `note 3 Think of a meter.` Converts the
/// number to an index below `count` and returns the index and the text.
pub fn numbered(line: &str, count: usize) -> Option<(usize, &str)> {
    let rest = typed(line)?;
    let (at, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Some((number(at, count)?, text.trim()))
}

/// Saves a note on `subject` and reports the result.
pub fn write(desk: &mut PlainContext, subject: &Subject, text: &str) -> anyhow::Result<()> {
    let now = desk.now();
    let notice = desk.app.write_note(subject, text, &now);
    desk.say(&notice.to_string())
}

/// Lists the notes and edits them until the learner goes back.
pub fn open(desk: &mut PlainContext) -> anyhow::Result<()> {
    let mut search = String::new();
    loop {
        let shown = matching(desk, &search);
        desk.paper.gap()?;
        match (shown.len(), search.is_empty()) {
            (0, true) => {
                desk.say(
                    "You have no notes. To write one, type note and your text after an answer.",
                )?;
                return Ok(());
            }
            (0, false) => desk.say("No notes match.")?,
            _ => desk.say("Notes.")?,
        }
        for (at, note) in shown.iter().enumerate() {
            let text = format!(
                "{} ({}: {})",
                note.text,
                note.subject.kind(),
                note.title_in_words()
            );
            desk.paper.item(&format!("{}. ", at + 1), &text)?;
        }
        let wanted = "To change a note, type note, its number, and the new text. To remove it, leave out the text. \
                      Type / and words to search, / alone to show all notes, or q to go back.";
        let line = desk.hear(wanted)?;
        if let Some(words) = line.strip_prefix('/') {
            words.trim().clone_into(&mut search);
        } else if let Some((at, text)) = numbered(&line, shown.len()) {
            write(desk, &shown[at].subject, text)?;
        } else if line.is_empty() || line.eq_ignore_ascii_case("q") {
            return Ok(());
        } else {
            desk.say(&format!(
                "Type the number of a note from 1 to {}.",
                shown.len()
            ))?;
        }
    }
}

fn matching(desk: &PlainContext, search: &str) -> Vec<NoteEntry> {
    let query = Query::new(search);
    let mut notes = desk.app.note_entries(&desk.now());
    notes.retain(|note| note.matches(&query));
    notes
}

#[cfg(test)]
mod tests {
    use super::{numbered, typed};

    #[test]
    fn a_line_is_a_note_if_its_first_word_is_note() {
        assert_eq!(typed("note Think of a meter."), Some("Think of a meter."));
        assert_eq!(typed("NOTE: later"), Some(": later"));
        assert_eq!(typed("note"), Some(""));
        assert_eq!(typed("notes"), None);
        assert_eq!(typed("né"), None);
        assert_eq!(numbered("note 2 x y", 2), Some((1, "x y")));
        assert_eq!(numbered("note 2", 2), Some((1, "")));
        assert_eq!(numbered("note 3 x", 2), None);
    }
}
