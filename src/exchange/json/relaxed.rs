//! Converts handwritten JSON (JSON5), which can contain comments, trailing commas, single quotes,
//! and unquoted names, to strict JSON.

use std::borrow::Cow;
use std::ops::Range;

/// Returns `text` as strict JSON with the same lines and the byte offset of the first comment. Does
/// not change any other syntax errors.
pub fn strict(text: &str) -> (Cow<'_, str>, Option<usize>) {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut comment = None;
    // The position of a comma that may be the last one in its list, and whether a name can come
    // next.
    let (mut comma, mut before_name) = (None, false);
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at).copied() {
        let rest = &text.as_bytes()[at..];
        let len = match byte {
            b'"' => string(rest).0,
            b'\'' if string(rest).1 => {
                let len = string(rest).0;
                edits.push((at..at + len, double_quoted(&text[at + 1..at + len - 1])));
                len
            }
            b'/' if rest.starts_with(b"//") || rest.starts_with(b"/*") => {
                let len = comment_len(&text[at..]);
                let lines = text[at..at + len].matches('\n').count();
                edits.push((at..at + len, "\n".repeat(lines)));
                comment.get_or_insert(at);
                at += len;
                continue;
            }
            b']' | b'}' => {
                edits.extend(comma.map(|at| (at..at + 1, String::new())));
                1
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'$' if before_name => {
                let is_name = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'$');
                let len = rest.iter().take_while(|it| is_name(it)).count();
                if rest[len..].trim_ascii_start().starts_with(b":") {
                    edits.push((at..at + len, format!("\"{}\"", &text[at..at + len])));
                }
                len
            }
            _ => 1,
        };
        if !byte.is_ascii_whitespace() {
            comma = (byte == b',').then_some(at);
            before_name = matches!(byte, b'{' | b',');
        }
        at += len;
    }
    (edited(text, edits), comment)
}

/// Returns the length of the string at the start of `text` and whether the string ends on the same
/// line.
fn string(text: &[u8]) -> (usize, bool) {
    let mut at = 1;
    while let Some(byte) = text.get(at).copied() {
        match byte {
            b'\\' => at += 2,
            b'\n' => return (at, false),
            _ if byte == text[0] => return (at + 1, true),
            _ => at += 1,
        }
    }
    (text.len(), false)
}

fn double_quoted(inside: &str) -> String {
    let inside = inside.replace("\\'", "'").replace("\\\"", "\"");
    format!("\"{}\"", inside.replace('"', "\\\""))
}

fn comment_len(text: &str) -> usize {
    let end = if text.starts_with("//") {
        text.find('\n')
    } else {
        text.find("*/").map(|at| at + 2)
    };
    end.unwrap_or(text.len())
}

fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> Cow<'_, str> {
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (range, instead) in edits {
        out += &text[copied..range.start];
        out += &instead;
        copied = range.end;
    }
    Cow::Owned(out + &text[copied..])
}

#[cfg(test)]
mod tests {
    use super::strict;

    #[test]
    fn json_as_people_write_it_becomes_strict() {
        for (text, expected) in [
            ("// a\n[1, 2, /* b\n */ ] // c", "\n[1, 2 \n ] "),
            (
                "{a: 'it\\'s \"x\"', b_1 : true,}",
                "{\"a\": \"it's \\\"x\\\"\", \"b_1\" : true}",
            ),
            (
                "[\"// no\", \"a, ]\", \"\\\"/*\",]",
                "[\"// no\", \"a, ]\", \"\\\"/*\"]",
            ),
            ("[{x: 1,},\n]", "[{\"x\": 1}\n]"),
        ] {
            assert_eq!(strict(text).0, expected, "{text}");
        }
        for text in [
            "[\"it's\", true]",
            "{\"a\": [1, null]}",
            "[\"open\n, 'a",
            "é, 'é",
        ] {
            assert_eq!(strict(text), (text.into(), None));
        }
        assert_eq!(strict("[] // a").1, Some(3));
    }
}
