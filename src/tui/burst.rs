//! Recognizes pasted text if the terminal does not mark pastes.

use std::collections::BTreeSet;
use std::time::Duration;

use ratatui::crossterm::event::{Event, KeyCode, KeyModifiers};

/// The minimum number of characters and the minimum number of distinct characters that count as
/// pasted text if they arrive in a single read. A learner who types ahead on a slow connection
/// repeats only a few keys.
const LEAST: usize = 20;
const DIFFERENT: usize = 8;
/// Text of at least this length may be the first part of a paste. Keys that arrive within
/// [`MOMENT`] of it belong to the same paste.
const PART: usize = 500;
const MOMENT: Duration = Duration::from_millis(20);

/// A detector for pasted text that checks each read in turn.
#[derive(Debug, Default)]
pub struct Burst {
    is_part: bool,
}

impl Burst {
    /// Returns whether `events`, the input from a single read, are pasted text. `since` is the time
    /// since the previous read.
    pub fn is_pasted(&mut self, events: &[Event], since: Duration) -> bool {
        let text: Option<String> = events.iter().map(typed).collect();
        let text = text.unwrap_or_default();
        let different: BTreeSet<_> = text.chars().collect();
        let length = text.chars().count();
        let is_text = length >= LEAST && different.len() >= DIFFERENT;
        let is_pasted = is_text || (self.is_part && since < MOMENT && length > 0);
        self.is_part = is_pasted && length >= PART;
        is_pasted
    }
}

/// Returns the character that `event` types, if it types one.
fn typed(event: &Event) -> Option<char> {
    let Event::Key(key) = event else {
        return None;
    };
    let is_plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
    match key.code {
        // Terminals send a line feed as Ctrl-J.
        KeyCode::Char('j') if key.modifiers == KeyModifiers::CONTROL => Some('\n'),
        _ if !is_plain => None,
        KeyCode::Char(c) => Some(c),
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Burst;
    use crate::tui::decode::Decoder;

    fn is_pasted(burst: &mut Burst, bytes: &str, since: u64) -> bool {
        let events = Decoder::default().decode(bytes.as_bytes(), false);
        burst.is_pasted(&events, Duration::from_millis(since))
    }

    #[test]
    fn text_at_once_is_pasted_with_what_follows_a_long_one() {
        let mut burst = Burst::default();
        let text = "Bob added a bad cab.\rA decade ago.\r";
        assert!(is_pasted(&mut burst, text, 900));
        assert!(!is_pasted(&mut burst, "b\r", 1));
        assert!(is_pasted(&mut burst, &text.repeat(20), 900));
        assert!(is_pasted(&mut burst, "b\r", 1));
        assert!(!is_pasted(&mut burst, "b\r", 1));
        assert!(is_pasted(&mut burst, &text.repeat(20), 900));
        assert!(!is_pasted(&mut burst, "b\r", 90));
        assert!(is_pasted(&mut burst, &text.replace('\r', "\n"), 900));
    }

    #[test]
    fn keys_typed_ahead_are_keys() {
        for keys in [
            "a\r\rb\r\rc\r\r".repeat(9),
            "j".repeat(99),
            "\x1b[B".repeat(50),
        ] {
            assert!(!is_pasted(&mut Burst::default(), &keys, 1), "{keys:?}");
        }
    }
}
