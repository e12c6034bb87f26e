//! Converts text to ASCII. Characters without a similar ASCII character are written as code points.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Converts `text` to ASCII. Symbols become similar ASCII characters. Characters without an
/// equivalent become code points such as `<U+00E9>`, as control characters do in all output.
pub fn to_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if c.is_ascii() => out.push(c),
            '\u{00A0}' | '\u{202F}' | '\u{2009}' => out.push(' '),
            '‐' | '‑' | '–' | '−' => out.push('-'),
            '—' => out.push_str("--"),
            '‘' | '’' => out.push('\''),
            '“' | '”' | '„' => out.push('"'),
            '…' => out.push_str("..."),
            '×' => out.push('x'),
            '·' | '•' => out.push('*'),
            '›' => out.push('>'),
            '→' => out.push_str("->"),
            '≤' => out.push_str("<="),
            '≥' => out.push_str(">="),
            c => {
                // Writing to a string cannot fail.
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::to_ascii;

    #[test]
    fn signs_have_twins_and_letters_their_codes() {
        assert_eq!(to_ascii("plain"), "plain");
        assert_eq!(to_ascii("1 – 2 × “3”…"), "1 - 2 x \"3\"...");
        assert_eq!(to_ascii("é日"), "<U+00E9><U+65E5>");
    }
}
