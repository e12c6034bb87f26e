//! Makes untrusted text safe to display.
//!
//! Characters that could control a terminal, hide text, or reorder it become visible marks such as
//! `<U+202E>`. Letters in all scripts are unchanged.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use strsim::levenshtein;
use unicode_width::UnicodeWidthChar as _;

/// The maximum number of combining marks per letter. Additional marks would be drawn over other
/// lines.
const MARKS_A_LETTER: usize = 4;

/// Makes `text` safe to display. Converts every kind of line break to `\n` and every tab to a
/// space.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Fast path: ASCII needs no Unicode tables.
    let is_print = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    if text.bytes().all(is_print) || text.chars().all(|c| c == '\n' || is_plain(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Drop soft hyphens, because this program does its own line wrapping. Drop variation
        // selectors, because terminals disagree on the width of a character that is followed by
        // one.
        if c == '\u{AD}' || is_variation(c) {
            continue;
        }
        let after = chars.peek().copied();
        if joins(c, before, after) {
            out.push(c);
            continue;
        }
        before = Some(c);
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

/// Makes `text` safe to display on a single line.
pub fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Makes a path safe to display.
pub fn shown_path(path: impl AsRef<Path>) -> String {
    clean(&path.as_ref().to_string_lossy()).replace('\n', "<U+000A>")
}

fn is_plain(c: char) -> bool {
    !is_hidden(c) && !is_combining(c)
}

/// Returns whether `c` is used as a legitimate joiner, which either joins or separates letters, as
/// some scripts require, or joins the parts of an emoji.
fn joins(c: char, before: Option<char>, after: Option<char>) -> bool {
    const ZERO_WIDTH_NON_JOINER: char = '\u{200C}';
    const ZERO_WIDTH_JOINER: char = '\u{200D}';
    const BLACK_FLAG: char = '\u{1F3F4}';
    let Some(before) = before else {
        return false;
    };
    match c {
        ZERO_WIDTH_JOINER if is_emoji(before) => after.is_some_and(is_emoji),
        ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER => {
            is_of_joining_script(before) && after.is_some_and(is_of_joining_script)
        }
        // The flags of England, Scotland, and Wales consist of a black flag and these tag
        // characters.
        '\u{E0061}'..='\u{E007A}' | '\u{E007F}' => before == BLACK_FLAG,
        _ => false,
    }
}

/// Returns whether `c` is a letter or mark in Arabic or a related script, or in a script used in or
/// near India.
fn is_of_joining_script(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{0DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && !is_hidden(c)
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2300}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Returns whether `c` is a control character or a format character that is invisible or reorders
/// the surrounding text.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0D}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Returns whether `c` selects the emoji or text presentation of the preceding character.
fn is_variation(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}')
}

fn is_combining(c: char) -> bool {
    !c.is_control() && !is_hidden(c) && c.width() == Some(0)
}

/// Returns the name in `known` that is closest to `name` if the two names differ by at most two
/// letters.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    const MOST: usize = 2;
    const LONGEST: usize = 32;
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    let distances = known.iter().map(|it| (levenshtein(&name, it), *it));
    let (distance, near) = distances.min()?;
    (distance <= MOST && distance < near.len()).then_some(near)
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
    fn what_no_list_of_controls_has_and_yet_shows_nothing_becomes_a_mark() {
        for hidden in [
            '\u{34F}',
            '\u{180B}',
            '\u{2800}',
            '\u{FE00}',
            '\u{13430}',
            '\u{1BCA0}',
            '\u{1D173}',
            '\u{E0100}',
            '\u{E0061}',
        ] {
            let text = format!("cust{hidden}omer");
            let mark = format!("cust<U+{:04X}>omer", u32::from(hidden));
            assert_eq!(clean(&text), mark);
        }
    }

    #[test]
    fn scripts_and_emoji_that_need_joiners_keep_them_and_others_do_not() {
        for text in [
            "می\u{200C}خواهم",
            "र्\u{200D}य",
            "র\u{200D}্যাব",
            "ශ්\u{200D}රී",
            "👨\u{200D}👩\u{200D}👧",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        ] {
            assert_eq!(clean(text), text);
        }
        assert_eq!(clean("a\u{200D}b"), "a<U+200D>b");
        assert_eq!(clean("می\u{200C}"), "می<U+200C>");
        assert_eq!(clean("Donau\u{AD}dampf"), "Donaudampf");
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
