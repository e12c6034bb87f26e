use ratatui::crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, MouseEventKind};

use super::Decoder;

fn decode(bytes: &[u8]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut events = decoder.decode(bytes, false);
    events.extend(decoder.lone_escape());
    events
}

fn codes(events: Vec<Event>) -> Vec<KeyCode> {
    let code = |event: Event| event.as_key_event().map(|key| key.code);
    events.into_iter().filter_map(code).collect()
}

fn keys(bytes: &[u8]) -> Vec<KeyCode> {
    codes(decode(bytes))
}

fn c(c: char) -> KeyCode {
    KeyCode::Char(c)
}

#[test]
fn letters_and_keys_are_what_a_keyboard_has() {
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
            b"\x1bOP\x1b[11~\x1b[[A\x1b[[B\x1b[24~",
            vec![KeyCode::F(1), KeyCode::F(1), KeyCode::F(1)],
        ),
        (b"\x1b[Z\x1b[3~", vec![KeyCode::BackTab, KeyCode::Delete]),
        (b"\x1b", vec![KeyCode::Esc]),
        (b"\x1b\x1b", vec![KeyCode::Esc, KeyCode::Esc]),
        (b"\x1bx", vec![c('x')]),
        // A key on a Cyrillic layout, with the Latin letter at the same position.
        ("\x1b[1092::97u\x1b[1092u".as_bytes(), vec![c('a'), c('ф')]),
        // Shift and Caps Lock alone.
        (b"\x1b[57441u\x1b[57358u", vec![]),
    ] {
        assert_eq!(keys(bytes), wanted, "{bytes:?}");
    }
    let ctrl = |bytes: &[u8]| {
        let key = decode(bytes)[0].as_key_event().expect("a key");
        assert!(key.modifiers.contains(KeyModifiers::CONTROL), "{bytes:?}");
        key.code
    };
    for (byte, letter) in [(3, 'c'), (12, 'l'), (26, 'z')] {
        assert_eq!(ctrl(&[byte]), c(letter));
    }
}

#[test]
fn what_arrives_in_two_pieces_is_one() {
    for (first, second) in [
        (&b"\x1b["[..], &b"A"[..]),
        (b"\x1b[1;", b"5A"),
        (b"\x1bO", b"A"),
        (b"\x1b", b"[A"),
        (b"\x1b", b"[<0;3;4M"),
        (&[0xe6, 0x97], &[0xa5]),
    ] {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.decode(first, false), []);
        assert_eq!(decoder.decode(second, false).len(), 1, "{first:?}");
    }
}

#[test]
fn an_escape_with_a_letter_some_time_after_it_is_two_keys() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.decode(b"\x1b", false), []);
    assert!(decoder.may_be_escape());
    let keys = codes(decoder.decode(b"q", false));
    assert_eq!(keys, [KeyCode::Esc, c('q')]);
    assert!(!decoder.may_be_escape());
}

/// Terminal replies to requests from other programs.
const STRINGS: [&str; 9] = [
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]4;1;rgb:cdcd/0000/0000\x07",
    "\x1b]lab title\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP>|XTerm(390)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b^abc\x1b\\",
    "\x1bXabc\x1b\\",
];

#[test]
fn strings_are_skipped_however_they_are_cut() {
    for string in STRINGS {
        let bytes = format!("{string}b").into_bytes();
        for cut in 0..bytes.len() {
            let mut decoder = Decoder::default();
            let (first, second) = bytes.split_at(cut);
            let mut events = decoder.decode(first, false);
            events.extend(decoder.decode(second, false));
            assert_eq!(codes(events), [c('b')], "{string:?} cut at {cut}");
        }
    }
    let long = format!("\x1b]52;c;{}\x07b", "abcd".repeat(100_000));
    assert_eq!(keys(long.as_bytes()), [c('b')]);
    let long = format!("\x1b[{}zb", "1;".repeat(1000));
    assert_eq!(keys(long.as_bytes()), [c('b')]);
}

#[test]
fn a_control_character_ends_whatever_lost_its_end() {
    for begun in [
        "\x1b[",
        "\x1b[1;",
        "\x1bO",
        "\x1b[<0;1",
        "\x1b[M",
        "\x1b[M!",
        "\x1b[[",
        "\x1b[>",
        "\x1b]0;title",
        "\x1bP1$r",
        "\x1b_G",
    ] {
        let after = keys(format!("{begun}\x03q").as_bytes());
        assert_eq!(after, [c('c'), c('q')], "after {begun:?}");
    }
}

#[test]
fn a_pause_ends_a_string_or_a_paste_that_lost_its_end() {
    for begun in ["\x1b]0;title", "\x1bP1$r", "\x1b_G", "\x1b[200~some"] {
        let mut decoder = Decoder::default();
        decoder.decode(begun.as_bytes(), false);
        assert_eq!(codes(decoder.decode(b"q", false)), [], "{begun:?}");
        assert_eq!(codes(decoder.decode(b"q", true)), [c('q')], "{begun:?}");
        assert_eq!(codes(decoder.decode(b"q", false)), [c('q')], "{begun:?}");
    }
    let mut decoder = Decoder::default();
    decoder.decode(b"\x1b[200~some", false);
    assert_eq!(codes(decoder.decode(b"\x03", false)), [c('c')]);
}

#[test]
fn a_paste_is_text_and_no_keys() {
    let pasted = decode("\x1b[200~b\r\nü\tq\x03\x1b[A\x1b[201~a".as_bytes());
    assert_eq!(
        pasted,
        [Event::Paste("b\r\nü\tq".into()), Event::Key(c('a').into()),]
    );
    assert_eq!(decode(b"\x1b[200~\x1b[201~"), []);
    // Pasted text is emitted as it arrives so that long pastes do not use much memory.
    let mut decoder = Decoder::default();
    for piece in [&b"\x1b[200~one"[..], b" two", b" three\x1b", b"[201~"] {
        let whole = decoder.decode(piece, false).len();
        assert_eq!(whole, usize::from(piece != b"[201~"), "{piece:?}");
    }
    assert_eq!(codes(decoder.decode(b"q", false)), [c('q')]);
}

#[test]
fn bytes_that_are_no_text_are_passed_over() {
    assert_eq!(
        keys(&[0xff, 0xc0, b'a', 0xe6, b'b', 0x80]),
        [c('a'), c('b')]
    );
}

#[test]
fn places_that_no_screen_has_are_no_clicks() {
    assert_eq!(decode(b"\x1b[<0;0;0M\x1b[<0;99999;0M\x1b[0;0R"), []);
    let clicked = decode(b"\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<65;1;1M\x1b[<35;1;1M\x1b[M !!");
    let kinds: Vec<_> = clicked
        .iter()
        .filter_map(Event::as_mouse_event)
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
        .filter_map(Event::as_key_event)
        .map(|key| key.kind)
        .collect();
    let (release, repeat) = (KeyEventKind::Release, KeyEventKind::Repeat);
    assert_eq!(kinds, [KeyEventKind::Press, repeat, release, release]);
}

proptest::proptest! {
    #[test]
    fn after_any_bytes_a_pause_and_two_keys_are_heard(pieces: Vec<Vec<u8>>) {
        let mut decoder = Decoder::default();
        for piece in pieces {
            decoder.decode(&piece, false);
        }
        // The incomplete sequence can consume the first key, but no more.
        let mut heard = decoder.decode(b"\x03", true);
        heard.extend(decoder.decode(b"q", false));
        proptest::prop_assert_eq!(codes(heard).pop(), Some(c('q')));
    }
}
