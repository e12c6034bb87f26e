//! Decodes the bytes from a terminal into keys, clicks, and pasted text.
//!
//! The terminal library has such a decoder (crossterm 0.29, `event/sys/unix/parse.rs`), but it
//! cannot be used, for three reasons:
//! - After the start of a paste, it returns nothing until the paste ends. If the end is lost, every
//!   key is blocked, including Ctrl-C.
//! - It reads `ESC ]` as Alt-`]` and `ESC P` as Alt-`P`, so it treats the terminal's reply to
//!   another program as typed keys.
//! - It reads `ESC` and `[A` as three keys if they arrive in two reads.
//!
//! The `vte` crate parses the grammar of escape sequences. This module adds two features: it skips
//! strings (OSC, DCS, APC, PM, and SOS), and it ends an incomplete sequence at a control character
//! or a pause so that a lost end never blocks the input that follows.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use vte::{Params, Parser, Perform};

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const CTRL_C: u8 = 0x03;

/// A decoder that keeps its state between reads, even in the middle of a sequence.
#[derive(Default)]
pub struct Decoder {
    parser: Parser,
    /// True while a string is being skipped.
    in_string: bool,
    last: u8,
    meaning: Meaning,
}

impl Decoder {
    /// Returns the events in `bytes`, which come from a single read. If the bytes followed a pause
    /// (`paused`), they do not belong to an earlier string or paste.
    pub fn decode(&mut self, bytes: &[u8], paused: bool) -> Vec<Event> {
        // A Ctrl-C that was pressed arrives alone; a Ctrl-C inside a paste does not.
        if paused || bytes == [CTRL_C] {
            self.meaning.pasted = None;
            if self.in_string {
                self.restart();
            }
        }
        // A letter pressed with Alt arrives in a single read, so an earlier `ESC` was the Esc key.
        let continues = |first: &u8| matches!(first, b'[' | b'O' | b'\\') || begins_string(*first);
        if !bytes.first().is_none_or(continues) {
            self.end_escape();
        }
        for byte in bytes {
            self.read(*byte);
        }
        let pasted = self.meaning.pasted.as_mut().map(std::mem::take);
        self.meaning.emit_pasted(pasted);
        std::mem::take(&mut self.meaning.events)
    }

    /// Returns whether the last byte could still be either the Esc key or the start of a sequence.
    pub fn may_be_escape(&self) -> bool {
        self.last == ESC && !self.in_string
    }

    /// Returns the Esc key if the last byte was `ESC` and nothing followed it.
    pub fn lone_escape(&mut self) -> Option<Event> {
        self.end_escape();
        self.meaning.events.pop()
    }

    fn end_escape(&mut self) {
        if self.may_be_escape() {
            self.restart();
            self.meaning.pasted = None;
            self.meaning.press(KeyCode::Esc);
        }
    }

    fn restart(&mut self) {
        self.parser = Parser::new();
        self.meaning.expected = Expected::default();
        self.in_string = false;
        self.last = 0;
    }

    fn read(&mut self, byte: u8) {
        if self.in_string {
            return self.skip(byte);
        }
        match byte {
            ESC => self.end_escape(),
            // Control characters are never part of a sequence, so they end an incomplete one.
            ..b' ' => self.restart(),
            _ if self.last == ESC && begins_string(byte) => self.in_string = true,
            _ => {}
        }
        self.last = byte;
        if !self.in_string {
            self.parser.advance(&mut self.meaning, &[byte]);
        }
    }

    /// Skips a byte of a string or ends the string.
    fn skip(&mut self, byte: u8) {
        let after_escape = std::mem::replace(&mut self.last, byte) == ESC;
        match byte {
            ESC => {}
            _ if after_escape => {
                self.restart();
                // Without a backslash, the `ESC` was the start of another sequence.
                if byte != b'\\' {
                    self.read(ESC);
                    self.read(byte);
                }
            }
            BEL => self.restart(),
            ..b' ' => {
                self.restart();
                self.read(byte);
            }
            _ => {}
        }
    }
}

/// Returns whether `ESC` and this byte start a string: DCS, SOS, OSC, PM, or APC.
fn begins_string(byte: u8) -> bool {
    matches!(byte, b'P' | b'X' | b']' | b'^' | b'_')
}

/// The interpretation of the characters that follow a sequence.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Expected {
    #[default]
    Text,
    /// The last character of `ESC O A`, or of `ESC [ [ A` from the Linux console.
    Key { of_console: bool },
    /// The remaining characters of a mouse report in the oldest format, which was not requested.
    Skipped(u8),
}

/// Converts parser output into events.
#[derive(Default)]
struct Meaning {
    events: Vec<Event>,
    /// The text of a paste that has not ended yet.
    pasted: Option<String>,
    expected: Expected,
}

impl Meaning {
    fn press(&mut self, code: KeyCode) {
        self.press_with(code, KeyModifiers::NONE);
    }

    fn press_with(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.events.push(Event::Key(KeyEvent::new(code, modifiers)));
    }

    fn emit_pasted(&mut self, text: Option<String>) {
        let text = text.filter(|it| !it.is_empty());
        self.events.extend(text.map(Event::Paste));
    }
}

impl Perform for Meaning {
    fn print(&mut self, c: char) {
        match std::mem::take(&mut self.expected) {
            Expected::Key { of_console } => {
                let code = match (c, of_console) {
                    ('A', true) => Some(KeyCode::F(1)),
                    (_, true) => None,
                    (c, false) => final_letter(c),
                };
                if let Some(code) = code {
                    self.press(code);
                }
            }
            Expected::Skipped(left) => {
                self.expected = match left {
                    1 => Expected::Text,
                    _ => Expected::Skipped(left - 1),
                };
            }
            Expected::Text => match (&mut self.pasted, c) {
                // The parser produces this character for bytes that are not UTF-8.
                (_, char::REPLACEMENT_CHARACTER) => {}
                (Some(pasted), c) => pasted.push(c),
                (None, '\x7f') => self.press(KeyCode::Backspace),
                (None, c) => self.press(KeyCode::Char(c)),
            },
        }
    }

    fn execute(&mut self, byte: u8) {
        if let Some(pasted) = &mut self.pasted {
            if matches!(byte, b'\r' | b'\n' | b'\t') {
                pasted.push(char::from(byte));
            }
            return;
        }
        match byte {
            b'\r' => self.press(KeyCode::Enter),
            b'\t' => self.press(KeyCode::Tab),
            1..ESC => {
                let letter = char::from(byte - 1 + b'a');
                self.press_with(KeyCode::Char(letter), KeyModifiers::CONTROL);
            }
            _ => {}
        }
    }

    fn esc_dispatch(&mut self, _intermediates: &[u8], _ignore: bool, byte: u8) {
        match byte {
            _ if self.pasted.is_some() => {}
            b'O' => self.expected = Expected::Key { of_console: false },
            // The end of a string whose start was read by another program.
            b'\\' => {}
            byte => self.press_with(KeyCode::Char(char::from(byte)), KeyModifiers::ALT),
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], ignore: bool, last: char) {
        let mut params = params.iter();
        let mut next = || params.next().unwrap_or_default();
        let (first, second, third) = (next(), next(), next());
        let number = |of: &[u16]| of.first().copied().unwrap_or_default();
        match (last, number(first)) {
            ('~', 200) => self.pasted = Some(String::new()),
            ('~', 201) => {
                let text = self.pasted.take();
                self.emit_pasted(text);
            }
            _ if ignore || self.pasted.is_some() => {}
            ('M' | 'm', what) if intermediates == b"<" => {
                let mouse = mouse(what, number(second), number(third), last == 'M');
                self.events.extend(mouse);
            }
            ('M', 0) => self.expected = Expected::Skipped(3),
            ('[', _) => self.expected = Expected::Key { of_console: true },
            _ if intermediates.is_empty() => self.events.extend(key(first, second, last)),
            _ => {}
        }
    }
}

/// Returns the key for a control sequence that ends in `last`. `modifiers` contains the modifier
/// keys and, after a colon, the kind of event: press, repeat, or release.
fn key(which: &[u16], modifiers: &[u16], last: char) -> Option<Event> {
    let code = match (last, which) {
        ('Z', _) => KeyCode::BackTab,
        ('~', [1 | 7, ..]) => KeyCode::Home,
        ('~', [3, ..]) => KeyCode::Delete,
        ('~', [4 | 8, ..]) => KeyCode::End,
        ('~', [5, ..]) => KeyCode::PageUp,
        ('~', [6, ..]) => KeyCode::PageDown,
        ('~', [11, ..]) => KeyCode::F(1),
        // The third number is the letter at the same position on a Latin keyboard.
        ('u', [_, _, number] | [number, ..]) => by_number(*number)?,
        _ => final_letter(last)?,
    };
    let mask = modifiers.first().map_or(0, |it| it.saturating_sub(1));
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        held.set(modifier, mask & bit != 0);
    }
    let code = match code {
        KeyCode::Char(c) if held.contains(KeyModifiers::SHIFT) => {
            KeyCode::Char(c.to_uppercase().next().unwrap_or(c))
        }
        other => other,
    };
    let kind = match modifiers.get(1) {
        Some(2) => KeyEventKind::Repeat,
        Some(3) => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    Some(Event::Key(KeyEvent::new_with_kind(code, held, kind)))
}

fn final_letter(last: char) -> Option<KeyCode> {
    Some(match last {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'H' => KeyCode::Home,
        'F' => KeyCode::End,
        'P' => KeyCode::F(1),
        _ => return None,
    })
}

/// Returns the key for a character code. Codes in the private use area represent keys without a
/// character, such as Caps Lock.
fn by_number(number: u16) -> Option<KeyCode> {
    Some(match number {
        27 => KeyCode::Esc,
        13 => KeyCode::Enter,
        9 => KeyCode::Tab,
        127 => KeyCode::Backspace,
        0xe000..=0xf8ff => return None,
        _ => KeyCode::Char(char::from_u32(number.into()).filter(|c| !c.is_control())?),
    })
}

/// Returns a press of the left button or a scroll event; `None` for other mouse events. `x` and `y`
/// start at 1.
fn mouse(what: u16, x: u16, y: u16, pressed: bool) -> Option<Event> {
    // The bits that are masked out represent modifier keys.
    let kind = match (what & !0b1_1100, pressed) {
        (0, true) => MouseEventKind::Down(MouseButton::Left),
        (64, true) => MouseEventKind::ScrollUp,
        (65, true) => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent {
        kind,
        column: x.checked_sub(1)?,
        row: y.checked_sub(1)?,
        modifiers: KeyModifiers::NONE,
    }))
}

#[cfg(test)]
mod tests;
