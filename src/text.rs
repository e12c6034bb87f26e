//! Text from outside, made harmless once.
//!
//! What could steer a terminal, hide text or reorder it becomes a visible mark
//! such as `<U+202E>`; letters of every script stay as they are.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use unicode_width::UnicodeWidthChar as _;

/// Combining marks that one letter may carry; more would be drawn over other lines.
const MARKS_A_LETTER: usize = 4;

/// Makes `text` safe to show. Line breaks of every kind become `\n`, tabs a space.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Nearly every text is ASCII, which takes no tables.
    let is_print = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    if text.bytes().all(is_print) || text.chars().all(|c| c == '\n' || is_plain(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Terminals do not agree on how wide it makes what stands before it.
        if is_variation(c) {
            continue;
        }
        if is_combining(c) {
            marks += 1;
            if marks <= MARKS_A_LETTER {
                out.push(c);
            }
            continue;
        }
        marks = 0;
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\t' => out.push(' '),
            '\n' => out.push('\n'),
            _ if is_hidden(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Makes `text` safe to show within one line.
pub fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Makes a path safe to show.
pub fn shown_path(path: impl AsRef<Path>) -> String {
    clean(&path.as_ref().to_string_lossy()).replace('\n', "<U+000A>")
}

fn is_plain(c: char) -> bool {
    !is_hidden(c) && !is_combining(c)
}

/// Control characters, and format characters that show nothing or reorder what stands around them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// What asks for an emoji to be drawn in colours, or for a sign to be drawn without.
fn is_variation(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}')
}

fn is_combining(c: char) -> bool {
    !c.is_control() && !is_hidden(c) && c.width() == Some(0)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn every_sign_is_as_wide_alone_as_among_others() {
        for text in ["⚠\u{FE0F} 1\u{FE0F}\u{20E3} ☎\u{FE0E}", "⚠ 1\u{20E3} ☎"] {
            assert_eq!(clean(text), "⚠ 1\u{20E3} ☎");
        }
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(
            clean("Größe, naïve, 日本, שלום\n"),
            std::borrow::Cow::Borrowed(_)
        ));
    }

    #[test]
    fn what_steers_or_hides_becomes_a_mark() {
        assert_eq!(clean("a\u{1b}[2Jb"), "a<U+001B>[2Jb");
        assert_eq!(clean("\u{9b}31m"), "<U+009B>31m");
        assert_eq!(clean("abc\u{202e}def"), "abc<U+202E>def");
        assert_eq!(clean("zero\u{200b}width"), "zero<U+200B>width");
    }

    #[test]
    fn every_line_break_is_one() {
        assert_eq!(clean("a\r\nb\rc\td"), "a\nb\nc d");
    }

    #[test]
    fn marks_on_a_letter_are_capped() {
        let zalgo = format!("a{}b", "\u{301}".repeat(1_000_000));
        assert_eq!(clean(&zalgo), format!("a{}b", "\u{301}".repeat(4)));
    }
}
