//! What the bytes of a terminal say: keys and the mouse.
//!
//! Nothing that is sent can hold up what comes after it: a sequence that does not
//! end is given up at the first byte that cannot belong to it, or when it gets long.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

const ESC: u8 = 0x1b;
/// The longest sequence that is waited for.
const LONGEST: usize = 32;

/// Reads on where a sequence was cut in two.
#[derive(Debug, Default)]
pub struct Decoder {
    held: Vec<u8>,
}

/// How many bytes were understood, and as what.
type Step = Option<(usize, Option<Event>)>;

impl Decoder {
    /// What `bytes` say, together with what was held of those before.
    pub fn decode(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        // What comes later is no letter with Alt: that is sent in one piece.
        if !matches!(bytes.first(), None | Some(b'[' | b'O')) {
            events.extend(self.lone_escape());
        }
        self.held.extend_from_slice(bytes);
        let mut at = 0;
        while let Some((length, event)) = step(&self.held[at..]) {
            events.extend(event);
            at += length;
        }
        self.held.drain(..at);
        events
    }

    /// Whether only time tells what was sent last: the key `Esc`, or a sequence
    /// of which a slow line has brought nothing more yet.
    pub fn may_be_escape(&self) -> bool {
        self.held == [ESC]
    }

    /// Nothing more came, so that it is the key and no sequence.
    pub fn lone_escape(&mut self) -> Option<Event> {
        let alone = self.may_be_escape();
        alone.then(|| {
            self.held.clear();
            key(KeyCode::Esc, KeyModifiers::NONE)
        })
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

/// The first thing that `bytes` say; `None` while more has to come.
fn step(bytes: &[u8]) -> Step {
    match *bytes.first()? {
        ESC => escape(bytes),
        b'\r' => Some((1, Some(key(KeyCode::Enter, KeyModifiers::NONE)))),
        b'\t' => Some((1, Some(key(KeyCode::Tab, KeyModifiers::NONE)))),
        0x7f => Some((1, Some(key(KeyCode::Backspace, KeyModifiers::NONE)))),
        0 => Some((1, Some(key(KeyCode::Char(' '), KeyModifiers::CONTROL)))),
        byte @ 1..0x20 => {
            let first = if byte < 0x1b { b'a' - 1 } else { b'4' - 0x1c };
            let code = KeyCode::Char(char::from(byte.wrapping_add(first)));
            Some((1, Some(key(code, KeyModifiers::CONTROL))))
        }
        _ => letter(bytes),
    }
}

/// A character; bytes that are none are passed over.
fn letter(bytes: &[u8]) -> Step {
    let some = &bytes[..bytes.len().min(4)];
    let (valid, cut) = match std::str::from_utf8(some) {
        Ok(text) => (text, None),
        Err(error) => {
            let text = std::str::from_utf8(&some[..error.valid_up_to()]).unwrap_or_default();
            (text, Some(error.error_len()))
        }
    };
    match (valid.chars().next(), cut) {
        (Some(c), _) => {
            let shift = if c.is_uppercase() {
                KeyModifiers::SHIFT
            } else {
                KeyModifiers::NONE
            };
            Some((c.len_utf8(), Some(key(KeyCode::Char(c), shift))))
        }
        (None, Some(Some(wrong))) => Some((wrong, None)),
        (None, _) => None,
    }
}

fn escape(bytes: &[u8]) -> Step {
    match *bytes.get(1)? {
        ESC => Some((1, Some(key(KeyCode::Esc, KeyModifiers::NONE)))),
        b'[' => sequence(bytes),
        b'O' => {
            let last = *bytes.get(2)?;
            if last < 0x20 {
                return Some((2, None));
            }
            let code = arrow(last);
            Some((3, code.map(|code| key(code, KeyModifiers::NONE))))
        }
        _ => {
            let (length, event) = step(&bytes[1..])?;
            let event = event.map(|event| match event {
                Event::Key(it) => key(it.code, it.modifiers | KeyModifiers::ALT),
                other => other,
            });
            Some((length + 1, event))
        }
    }
}

/// A control sequence: parameters, and the byte that says what it is.
fn sequence(bytes: &[u8]) -> Step {
    let belongs = |b: &u8| (0x20..0x40).contains(b);
    let Some(length) = bytes[2..].iter().take(LONGEST).position(|b| !belongs(b)) else {
        let most = 2 + LONGEST;
        return (bytes.len() >= most).then_some((most, None));
    };
    let (end, last) = (2 + length, bytes[2 + length]);
    let parameters = &bytes[2..end];
    match last {
        // Four bytes more, as the oldest terminals tell of the mouse.
        b'M' if parameters.is_empty() => {
            let rest = &bytes[end + 1..];
            let foreign = rest.iter().take(3).position(|b| *b < 0x20);
            match (foreign, rest) {
                (Some(at), _) => Some((end + 1 + at, None)),
                (None, [what, x, y, ..]) => {
                    let place = |byte: &u8| u16::from(*byte) - 0x20;
                    let event = mouse(place(what), place(x), place(y), true);
                    Some((end + 4, event))
                }
                (None, _) => None,
            }
        }
        // The function keys of Linux's own console.
        b'[' if parameters.is_empty() => match *bytes.get(end + 1)? {
            number @ b'A'..=b'E' => {
                let code = KeyCode::F(number - b'A' + 1);
                Some((end + 2, Some(key(code, KeyModifiers::NONE))))
            }
            _ => Some((end + 1, None)),
        },
        0x40..0x7f => Some((end + 1, meaning(parameters, last))),
        // A byte that belongs to no sequence begins something new.
        _ => Some((end, None)),
    }
}

fn meaning(parameters: &[u8], last: u8) -> Option<Event> {
    let text = std::str::from_utf8(parameters).ok()?;
    if let Some(text) = text.strip_prefix('<') {
        let mut numbers = text.split(';').map_while(|it| it.parse::<u16>().ok());
        let (what, x, y) = (numbers.next()?, numbers.next()?, numbers.next()?);
        return matches!(last, b'M' | b'm')
            .then(|| mouse(what, x, y, last == b'M'))
            .flatten();
    }
    let mut parts = text.split(';');
    let first = parts
        .next()
        .and_then(|it| it.split(':').next()?.parse().ok());
    let (mask, kind) = parts.next().map_or(("", None), |it| {
        it.split_once(':')
            .map_or((it, None), |(mask, kind)| (mask, Some(kind)))
    });
    let mask = mask.parse().map_or(0, |it: u32| it.saturating_sub(1));
    let code = match last {
        b'Z' => KeyCode::BackTab,
        b'~' => special(first?)?,
        b'u' => spelt(first?)?,
        // With numbers it tells where the cursor is, which nobody asked.
        b'R' => return None,
        _ => arrow(last)?,
    };
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        modifiers.set(modifier, mask & bit != 0);
    }
    let code = match code {
        KeyCode::Char(c) if modifiers.contains(KeyModifiers::SHIFT) => {
            KeyCode::Char(c.to_uppercase().next().unwrap_or(c))
        }
        other => other,
    };
    let kind = match kind {
        Some("2") => KeyEventKind::Repeat,
        Some("3") => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    Some(Event::Key(KeyEvent::new_with_kind(code, modifiers, kind)))
}

fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn special(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23 | 24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

/// A key that is told by the number of its character.
fn spelt(number: u32) -> Option<KeyCode> {
    Some(match number {
        27 => KeyCode::Esc,
        13 => KeyCode::Enter,
        9 => KeyCode::Tab,
        127 => KeyCode::Backspace,
        _ => KeyCode::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    })
}

/// A press of the left button or a turn of the wheel; places count from 1.
fn mouse(what: u16, x: u16, y: u16, pressed: bool) -> Option<Event> {
    // The bits between tell of modifiers.
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
mod tests {
    use ratatui::crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, MouseEventKind};

    use super::Decoder;

    fn decode(bytes: &[u8]) -> Vec<Event> {
        let mut decoder = Decoder::default();
        let mut events = decoder.decode(bytes);
        events.extend(decoder.lone_escape());
        events
    }

    fn keys(bytes: &[u8]) -> Vec<KeyCode> {
        let code = |event: Event| event.as_key_event().map(|key| key.code);
        decode(bytes).into_iter().filter_map(code).collect()
    }

    #[test]
    fn letters_and_keys_are_what_a_keyboard_has() {
        let c = KeyCode::Char;
        for (bytes, wanted) in [
            (&b"aB?"[..], vec![c('a'), c('B'), c('?')]),
            ("ü日🙂".as_bytes(), vec![c('ü'), c('日'), c('🙂')]),
            (
                b"\r\t\x7f",
                vec![KeyCode::Enter, KeyCode::Tab, KeyCode::Backspace],
            ),
            (
                b"\x1b[A\x1bOB\x1b[1;5C",
                vec![KeyCode::Up, KeyCode::Down, KeyCode::Right],
            ),
            (
                b"\x1b[H\x1b[4~\x1b[5~\x1b[6~",
                vec![
                    KeyCode::Home,
                    KeyCode::End,
                    KeyCode::PageUp,
                    KeyCode::PageDown,
                ],
            ),
            (
                b"\x1bOP\x1b[11~\x1b[[A\x1b[24~",
                vec![KeyCode::F(1), KeyCode::F(1), KeyCode::F(1), KeyCode::F(12)],
            ),
            (b"\x1b[Z\x1b[3~", vec![KeyCode::BackTab, KeyCode::Delete]),
            (b"\x1b", vec![KeyCode::Esc]),
            (b"\x1b\x1b", vec![KeyCode::Esc, KeyCode::Esc]),
            (b"\x1bx", vec![c('x')]),
        ] {
            assert_eq!(keys(bytes), wanted, "{bytes:?}");
        }
        let ctrl = |bytes: &[u8]| {
            let key = decode(bytes)[0].as_key_event().expect("a key");
            assert!(key.modifiers.contains(KeyModifiers::CONTROL), "{bytes:?}");
            key.code
        };
        for (byte, letter) in [(3, 'c'), (12, 'l'), (26, 'z'), (0, ' '), (0x1c, '4')] {
            assert_eq!(ctrl(&[byte]), c(letter));
        }
    }

    #[test]
    fn what_arrives_in_two_pieces_is_one() {
        let mut decoder = Decoder::default();
        for (first, second) in [
            (&b"\x1b["[..], &b"A"[..]),
            (b"\x1b[1;", b"5A"),
            (b"\x1bO", b"A"),
            (b"\x1b", b"[A"),
            (b"\x1b", b"[<0;3;4M"),
        ] {
            assert_eq!(decoder.decode(first), []);
            assert_eq!(decoder.decode(second).len(), 1, "{first:?}");
        }
        assert_eq!(decoder.decode(&[0xe6, 0x97]), []);
        assert_eq!(decoder.decode(&[0xa5]).len(), 1);
    }

    #[test]
    fn an_escape_with_a_letter_some_time_after_it_is_two_keys() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.decode(b"\x1b"), []);
        assert!(decoder.may_be_escape());
        let keys: Vec<_> = decoder.decode(b"q").into_iter().collect();
        assert_eq!(
            keys,
            decode(b"\x1b")
                .into_iter()
                .chain(decode(b"q"))
                .collect::<Vec<_>>()
        );
        assert!(!decoder.may_be_escape());
    }

    #[test]
    fn nothing_holds_up_what_comes_after_it() {
        for begun in [
            "\x1b[",
            "\x1b[1;",
            "\x1bO",
            "\x1b[<0;1",
            "\x1b[M",
            "\x1b[M!",
            "\x1b[[",
            "\x1b[>",
        ] {
            let after = keys(format!("{begun}\x03").as_bytes());
            assert_eq!(after, [KeyCode::Char('c')], "after {begun:?}");
        }
        // A paste is no sequence of its own: what it brings is typed.
        assert_eq!(keys(b"\x1b[200~q"), [KeyCode::Char('q')]);
        let long = [b"\x1b[".as_slice(), &[b'1'; 100]].concat();
        assert_eq!(
            keys(&[&long, b"q".as_slice()].concat()).last(),
            Some(&KeyCode::Char('q'))
        );
        let mut decoder = Decoder::default();
        decoder.decode(&long);
        assert_eq!(decoder.decode(b"q").len(), 1);
    }

    #[test]
    fn bytes_that_are_no_text_are_passed_over() {
        assert_eq!(
            keys(&[0xff, 0xc0, b'a', 0xe6, b'b', 0x80]),
            [KeyCode::Char('a'), KeyCode::Char('b')]
        );
    }

    #[test]
    fn places_that_no_screen_has_are_no_clicks() {
        assert_eq!(decode(b"\x1b[<0;0;0M\x1b[<0;99999;1M\x1b[0;0R"), []);
        let clicked = decode(b"\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<65;1;1M\x1b[<35;1;1M");
        let kinds: Vec<_> = clicked
            .iter()
            .filter_map(ratatui::crossterm::event::Event::as_mouse_event)
            .map(|mouse| (mouse.kind, mouse.column, mouse.row))
            .collect();
        let left = MouseEventKind::Down(ratatui::crossterm::event::MouseButton::Left);
        assert_eq!(kinds, [(left, 2, 3), (MouseEventKind::ScrollDown, 0, 0)]);
        assert_eq!(clicked.len(), 2);
    }

    #[test]
    fn a_release_is_told_from_a_press() {
        let kinds: Vec<_> = decode(b"\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A")
            .iter()
            .filter_map(ratatui::crossterm::event::Event::as_key_event)
            .map(|key| key.kind)
            .collect();
        let (release, repeat) = (KeyEventKind::Release, KeyEventKind::Repeat);
        assert_eq!(kinds, [KeyEventKind::Press, repeat, release, release]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_in_any_pieces_are_read(pieces: Vec<Vec<u8>>) {
            let mut decoder = Decoder::default();
            for piece in pieces {
                decoder.decode(&piece);
                proptest::prop_assert!(decoder.held.len() <= super::LONGEST + 2);
            }
        }
    }
}
