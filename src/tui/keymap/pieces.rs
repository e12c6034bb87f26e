//! Arrow keys that arrive in pieces on a slow connection.

use ratatui::crossterm::event::KeyCode;

use super::Key;

/// An assembler for arrow keys that arrive as `Esc`, `[`, and `A`, which happens on slow
/// connections. `[` is never bound, so waiting for the next key delays nothing.
#[derive(Debug, Default)]
pub struct ArrowAssembler {
    escape: bool,
    bracket: bool,
}

impl ArrowAssembler {
    /// Returns the key that `key` completes; `None` while more pieces may follow.
    pub fn put_together(&mut self, key: Key) -> Option<Key> {
        let (escape, bracket) = (self.escape, self.bracket);
        self.escape = key == Key::of(KeyCode::Esc);
        self.bracket = escape && key == Key::char('[');
        if self.bracket {
            return None;
        }
        let whole = match key.code {
            KeyCode::Char('A') => KeyCode::Up,
            KeyCode::Char('B') => KeyCode::Down,
            KeyCode::Char('C') => KeyCode::Right,
            KeyCode::Char('D') => KeyCode::Left,
            KeyCode::Char('F') => KeyCode::End,
            KeyCode::Char('H') => KeyCode::Home,
            _ => return Some(key),
        };
        Some(if bracket { Key::of(whole) } else { key })
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyCode;

    use super::{ArrowAssembler, Key};

    #[test]
    fn an_arrow_in_pieces_is_one_arrow() {
        let mut pieces = ArrowAssembler::default();
        let escape = Key::of(KeyCode::Esc);
        assert_eq!(pieces.put_together(escape), Some(escape));
        assert_eq!(pieces.put_together(Key::char('[')), None);
        let up = Key::of(KeyCode::Up);
        assert_eq!(pieces.put_together(Key::char('A')), Some(up));
        let letter = Key::char('A');
        assert_eq!(pieces.put_together(letter), Some(letter), "and no more");
    }
}
