//! Splits a file at its `[[name]]` headers so that every table is parsed separately and an error
//! affects only its own table.

use std::ops::Range;

use memchr::memmem::Finder;

/// Returns the byte ranges of `text` that contain one top-level table each. The first range
/// contains the text before the first header and can be empty.
pub fn split_tables(text: &str) -> impl Iterator<Item = Range<usize>> {
    let first = is_header(text).then_some(0);
    let starts = memchr::memmem::find_iter(text.as_bytes(), "\n[[").map(|at| at + 1);
    let starts = starts.filter(|at| is_header(&text[*at..]));
    let mut starts = first.into_iter().chain(starts);
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let from = at?;
        at = starts.next();
        Some(from..at.unwrap_or(text.len()))
    })
}

/// Returns the name in an array header on the first line of `text`. Names of nested arrays contain
/// a dot.
fn header(text: &str) -> Option<&str> {
    let line = text.lines().next()?;
    Some(line.strip_prefix("[[")?.split_once("]]")?.0)
}

/// Returns whether `text` starts with the header of a table in a top-level array.
fn is_header(text: &str) -> bool {
    header(text).is_some_and(|name| !name.contains('.'))
}

/// Returns whether `part` is a single question and does not contain a header that opens another
/// table.
pub fn is_question(part: &str) -> bool {
    const OWN: &str = "[[question.";
    let bytes = part.as_bytes();
    let opens_line = |at: usize| {
        let before = bytes[..at].iter().rev();
        let mut before = before.skip_while(|byte| matches!(byte, b' ' | b'\t'));
        matches!(before.next(), None | Some(b'\n'))
    };
    let mut headers = memchr::memchr_iter(b'[', bytes);
    header(part) == Some("question")
        && headers.all(|at| at < 2 || part[at..].starts_with(OWN) || !opens_line(at))
}

/// Returns whether a multiline string is still open at the end of `part`, in which case a header
/// after `part` may belong to that string.
pub fn ends_in_text(part: &str) -> bool {
    let mut rest = part;
    while let Some(at) = rest.find(['"', '\'', '#']) {
        let opened = &rest[at..];
        let after = if opened.starts_with('#') {
            opened.find('\n')
        } else if let Some(text) = opened.strip_prefix("\"\"\"") {
            match closing(text, "\"\"\"") {
                None => return true,
                Some(end) => Some(3 + after_quotes(text, end, b'"')),
            }
        } else if let Some(text) = opened.strip_prefix("'''") {
            match text.find("'''") {
                None => return true,
                Some(end) => Some(3 + after_quotes(text, end + 3, b'\'')),
            }
        } else if let Some(text) = opened.strip_prefix('"') {
            closing(text, "\"").map(|end| 1 + end)
        } else {
            opened[1..].find('\'').map(|end| 2 + end)
        };
        match after {
            Some(after) => rest = &opened[after..],
            None => return false,
        }
    }
    false
}

/// Returns the index after the quotes that end at `end`. Up to two more quotes belong to the
/// string.
fn after_quotes(text: &str, end: usize, quote: u8) -> usize {
    let more = text[end..].bytes().take(2).take_while(|it| *it == quote);
    end + more.count()
}

/// Returns the index after the first `quotes` in `text` that are not escaped with a backslash.
fn closing(text: &str, quotes: &str) -> Option<usize> {
    let finder = Finder::new(quotes);
    let mut from = 0;
    loop {
        let at = from + finder.find(&text.as_bytes()[from..])?;
        let escapes = text[..at].bytes().rev().take_while(|it| *it == b'\\');
        if escapes.count().is_multiple_of(2) {
            return Some(at + quotes.len());
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{ends_in_text, is_question, split_tables};

    #[test]
    fn nested_tables_stay_with_their_parent() {
        let text = "a = 1\n[[q]]\nb = 2\n[[q.option]]\nc = 3\n[[q]]\nd = 4\n";
        let parts: Vec<_> = split_tables(text).map(|part| &text[part]).collect();
        assert_eq!(
            parts,
            [
                "a = 1\n",
                "[[q]]\nb = 2\n[[q.option]]\nc = 3\n",
                "[[q]]\nd = 4\n"
            ]
        );
    }

    #[test]
    fn an_empty_file_is_one_empty_part() {
        assert_eq!(split_tables("").collect::<Vec<_>>(), vec![0..0]);
    }

    #[test]
    fn a_header_at_the_very_start_leaves_an_empty_part_before_it() {
        assert_eq!(
            split_tables("[[q]]\n[[ q\n]]").collect::<Vec<_>>(),
            [0..0, 0..13]
        );
    }

    #[test]
    fn a_question_is_told_from_one_with_other_tables_behind_it() {
        let question = "[[question]]\nasks = [\"a\"]\n[[question.option]]\n  # [x]\n";
        assert!(is_question(question));
        for other in ["[bank]\n", "  [exam]\n", "\t[[fact]]", " [question]\n"] {
            assert!(!is_question(&format!("{question}{other}")), "{other:?}");
        }
        assert!(!is_question("[[fact]]\n"));
        assert!(!is_question("[[ question ]]\n"));
    }

    #[test]
    fn texts_that_stand_open_are_seen() {
        for open in [
            "a = \"\"\"\n",
            "a = '''\n \"\"\" ",
            "a = \"b\" # \"\nc = \"\"\"x\\\"\"\"\n",
            "a = \"\"\"x\\\\\"\"\"\nb = '''",
        ] {
            assert!(ends_in_text(open), "{open:?}");
        }
        for closed in [
            "",
            "a = \"\"\"\n\"\"\"\n",
            "a = \"\"\"b\"\"\"\"\"\n",
            "a = \"\"\"b\"\"\"\"\nc = ''''d'''''\n",
            "# \"\"\"\n",
            "a = '\"\"\"'\n",
            "a = \"it's\"\nb = '''\n'''\n",
            "a = \"\\\"\"\n",
        ] {
            assert!(!ends_in_text(closed), "{closed:?}");
        }
    }
}
