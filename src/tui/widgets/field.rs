//! A single-line text field. The screen that contains it returns `true` from `takes_text` and
//! passes every action to [`Field::act`] before handling the action itself.

use tui_input::Input;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::text::clean;
use crate::tui::keymap::{Action, Edit};
use crate::tui::theme::Role;
use crate::tui::view::{Line, truncate};

pub struct Field {
    input: Input,
    /// The maximum length of the text, in characters.
    most: usize,
}

impl Field {
    /// Creates a field that contains `text`, with the cursor at the end.
    pub fn new(text: &str, most: usize) -> Self {
        Self {
            input: text.chars().take(most).collect::<String>().into(),
            most,
        }
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Handles typed characters and edits. Returns whether `action` was one of these.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Typed(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Action::Edit(edit) => {
                self.input.handle(edit);
            }
            _ => return false,
        }
        true
    }

    /// Inserts `text` at the cursor as a single line, up to the maximum length. Invisible
    /// characters and control characters are ignored, because they are never typed.
    pub fn insert(&mut self, text: &str) {
        let mut room = self.most.saturating_sub(self.text().chars().count());
        let mut after_break = false;
        for c in text.chars() {
            if room == 0 {
                return;
            }
            let is_break = matches!(c, '\r' | '\n' | '\t');
            let c = if is_break { ' ' } else { c };
            // Always insert joiners, because their effect depends on the characters that follow.
            let is_joiner = matches!(c, '\u{200C}' | '\u{200D}');
            let shows = is_joiner || clean(c.encode_utf8(&mut [0; 4])).starts_with(c);
            if shows && !(is_break && after_break) {
                self.input.handle(Edit::InsertChar(c));
                room -= 1;
            }
            after_break = is_break;
        }
    }

    /// Returns the text and its cursor in at most `width` columns. Text that does not fit is
    /// truncated so that the cursor stays visible.
    pub fn line(&self, width: usize) -> Line {
        let room = width.saturating_sub(1);
        let from = self.text().char_indices().nth(self.input.cursor());
        let (before, after) = self
            .text()
            .split_at(from.map_or(self.text().len(), |(at, _)| at));
        let before = end_of(before, room);
        let after = truncate(after, room.saturating_sub(before.width()));
        vec![
            (before, Role::Text),
            ("▏".into(), Role::Accent),
            (after, Role::Text),
        ]
    }
}

/// Returns the end of `text`, truncated to `width` columns. Truncated text starts with `…`.
fn end_of(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        match room.checked_sub(c.width().unwrap_or(0)) {
            Some(left) => (room, from) = (left, at),
            None => break,
        }
    }
    format!("…{}", &text[from..])
}

#[cfg(test)]
mod tests {
    use super::Field;
    use crate::tui::keymap::{Action, Edit};

    fn type_into(field: &mut Field, text: &str) {
        for c in text.chars() {
            assert!(field.act(Action::Typed(c)));
        }
    }

    fn shown(field: &Field, width: usize) -> String {
        field
            .line(width)
            .into_iter()
            .map(|(text, _)| text)
            .collect()
    }

    #[test]
    fn it_is_typed_and_edited_at_its_cursor() {
        let mut field = Field::new("", 20);
        type_into(&mut field, "two words");
        field.act(Action::Edit(Edit::DeletePrevWord));
        type_into(&mut field, "lines");
        field.act(Action::Edit(Edit::GoToStart));
        type_into(&mut field, "~");
        assert_eq!(field.text(), "~two lines");
        assert_eq!(shown(&field, 40), "~▏two lines");
        assert!(!field.act(Action::Go), "other actions are the screen's");
    }

    #[test]
    fn it_takes_no_more_than_its_share_and_nothing_that_hides() {
        let mut field = Field::new("abc", 5);
        type_into(&mut field, "d\u{202e}\u{200b}ef");
        assert_eq!(field.text(), "abcde");
    }

    #[test]
    fn pasted_text_becomes_one_line_and_the_rest_is_dropped() {
        let mut field = Field::new("<>", 12);
        field.act(Action::Edit(Edit::GoToPrevChar));
        field.insert("one\r\ntwo\u{202e}\tthree");
        assert_eq!(field.text(), "<one two th>");
        field.insert(&"more".repeat(1_000_000));
        assert_eq!(field.text(), "<one two th>");
    }

    #[test]
    fn the_cursor_stays_in_sight_at_every_width() {
        let mut field = Field::new("", 200);
        type_into(&mut field, "Größe 日本語 and more of it");
        for _ in 0..30 {
            for width in 1..40 {
                let line = shown(&field, width);
                assert!(line.contains('▏'), "{line}");
                let columns = unicode_width::UnicodeWidthStr::width(&*line);
                assert!(columns <= width.max(2), "{line} in {width}");
            }
            field.act(Action::Edit(Edit::GoToPrevChar));
        }
        assert_eq!(shown(&field, 6), "▏Größ…");
    }
}
