//! Checks all escape sequences that the program writes.

/// Asserts that `bytes` contain no control sequences other than the program's own, and no other
/// control or format characters that affect a terminal.
#[track_caller]
pub fn only_its_own(bytes: &[u8]) {
    let text = String::from_utf8(bytes.to_vec()).expect("it writes UTF-8");
    let mut rest = text.as_str();
    while let Some(at) = rest.find('\x1b') {
        plain(&rest[..at]);
        let end = length(&rest[at..]).unwrap_or_else(|| {
            let shown: String = rest[at..].chars().take(20).collect();
            panic!("{shown:?} is none of the program's own")
        });
        rest = &rest[at + end..];
    }
    plain(rest);
}

#[track_caller]
fn plain(text: &str) {
    let acts = |c: &char| {
        (c.is_control() && !matches!(c, '\r' | '\n'))
            || matches!(c, '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
    };
    let found = text.chars().find(acts);
    assert_eq!(found, None, "in {text:?}");
}

/// Returns the length of the sequence at the beginning of `text` if the program writes such a
/// sequence: modes, colors, cursor positions, and erasing.
fn length(text: &str) -> Option<usize> {
    const WHOLE: [&str; 14] = [
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1b[?1000h",
        "\x1b[?1000l",
        "\x1b[?1006h",
        "\x1b[?1006l",
        "\x1b[?2004h",
        "\x1b[?2004l",
        "\x1b[?2026h",
        "\x1b[?2026l",
        "\x1b[?25h",
        "\x1b[?25l",
        "\x1b[2J",
        "\x1b[0m",
    ];
    if let Some(whole) = WHOLE.iter().find(|it| text.starts_with(**it)) {
        return Some(whole.len());
    }
    let body = text.strip_prefix("\x1b[")?;
    let numbers = body
        .find(|c: char| !c.is_ascii_digit() && c != ';')
        .unwrap_or(body.len());
    body[numbers..]
        .starts_with(['m', 'H'])
        .then_some(2 + numbers + 1)
}

#[test]
fn what_is_not_its_own_is_found() {
    only_its_own(b"\x1b[?1049h\x1b[1;1Hplain\x1b[38;5;1m\x1b[0m\r\n\x1b[?1049l");
    for foreign in [
        "\x1b]52;c;aGk=\x07",
        "\x1b[5n",
        "\x1bc",
        "a\x07",
        "\u{9b}2J",
        "\u{202e}",
        "\x1b[2",
    ] {
        let found = std::panic::catch_unwind(|| only_its_own(foreign.as_bytes()));
        assert!(found.is_err(), "{foreign:?} went through");
    }
}
