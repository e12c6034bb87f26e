//! Parses the markup in bank texts: fenced code, lists, inline code, and bold text. All other text
//! is left unchanged.

use std::borrow::Cow;

/// The style of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Bold,
    Code,
}

/// A piece of a line that has a single style. The text does not include markup characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub style: Style,
}

/// A parsed line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// A line of ordinary text. `bullet` is empty, `•`, or a number such as `2.`.
    Line {
        bullet: &'a str,
        pieces: Vec<Piece<'a>>,
    },
    /// A line of a fenced code block, including its indentation.
    Code(&'a str),
}

/// Parses `text` line by line. An unclosed fence ends at the end of the text.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut fenced = false;
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            blocks.push(Block::Code(line));
        } else {
            let (bullet, rest) = bullet(line);
            let pieces = pieces(rest);
            blocks.push(Block::Line { bullet, pieces });
        }
    }
    blocks
}

/// Returns `text` without markup. Line breaks are preserved.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !has_marks(text) {
        return text.into();
    }
    let lines = blocks(text).into_iter().map(|block| match block {
        Block::Code(line) => line.to_owned(),
        Block::Line { bullet, pieces } => {
            let gap = if bullet.is_empty() { "" } else { " " };
            let words: String = pieces.iter().map(|it| it.text).collect();
            format!("{bullet}{gap}{words}")
        }
    });
    lines.collect::<Vec<_>>().join("\n").into()
}

/// Returns `text` as a single line without markup.
pub fn one_line(text: &str) -> String {
    let plain = plain(text);
    let words: Vec<_> = plain.split_whitespace().collect();
    words.join(" ")
}

/// Returns whether `text` may contain markup.
pub fn has_marks(text: &str) -> bool {
    text.contains(['`', '*'])
        || text.contains('\n') && text.split('\n').any(|it| !bullet(it).0.is_empty())
}

/// Splits a line into its list bullet and the remaining text.
pub fn bullet(line: &str) -> (&str, &str) {
    const MOST_SPACES: usize = 3;
    let text = line.trim_start_matches(' ');
    if line.len() - text.len() > MOST_SPACES {
        return ("", line);
    }
    for mark in ["- ", "* ", "• "] {
        if let Some(rest) = text.strip_prefix(mark) {
            return ("•", rest);
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].strip_prefix(". ") {
        Some(rest) if (1..=2).contains(&digits) => (&text[..=digits], rest),
        _ => ("", line),
    }
}

/// Splits a line at its markup characters. A markup character without a counterpart is treated as
/// ordinary text.
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    let mut from = 0;
    while let Some(at) = rest[from..].find(['`', '*']).map(|at| at + from) {
        let (mark, style) = if rest[at..].starts_with("**") {
            ("**", Style::Bold)
        } else if rest[at..].starts_with('`') {
            ("`", Style::Code)
        } else {
            from = at + 1;
            continue;
        };
        let inside = &rest[at + mark.len()..];
        let end = inside.find(mark).filter(|end| {
            let inside = &inside[..*end];
            *end > 0 && (style == Style::Code || inside.trim() == inside)
        });
        let Some(end) = end else {
            from = at + mark.len();
            continue;
        };
        if at > 0 {
            let (text, style) = (&rest[..at], Style::Plain);
            pieces.push(Piece { text, style });
        }
        let text = &inside[..end];
        pieces.push(Piece { text, style });
        rest = &inside[end + mark.len()..];
        from = 0;
    }
    if !rest.is_empty() || pieces.is_empty() {
        let (text, style) = (rest, Style::Plain);
        pieces.push(Piece { text, style });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Block, Piece, Style, blocks, one_line, pieces, plain};

    #[test]
    fn marks_go_and_what_they_mark_stays() {
        let piece = |text, style| Piece { text, style };
        assert_eq!(
            pieces("Run `aws s3 ls` on **every** bucket."),
            [
                piece("Run ", Style::Plain),
                piece("aws s3 ls", Style::Code),
                piece(" on ", Style::Plain),
                piece("every", Style::Bold),
                piece(" bucket.", Style::Plain),
            ]
        );
        for text in ["s3:*", "2 ** 3 ** 4", "a ` b", "**", "``", "* not closed"] {
            assert_eq!(pieces(text), [piece(text, Style::Plain)], "{text}");
        }
    }

    #[test]
    fn fences_lists_and_line_breaks_are_kept_apart() {
        let text = "What is wrong?\n```yaml\nkind: Pod\n  name: a\n```\n- one\n2. two";
        let found = blocks(text);
        assert_eq!(found.len(), 5);
        assert_eq!(
            found[1..3],
            [Block::Code("kind: Pod"), Block::Code("  name: a")]
        );
        assert!(matches!(&found[3], Block::Line { bullet: "•", .. }));
        assert!(matches!(&found[4], Block::Line { bullet: "2.", .. }));
        assert_eq!(
            plain(text),
            "What is wrong?\nkind: Pod\n  name: a\n• one\n2. two"
        );
        assert_eq!(
            one_line(text),
            "What is wrong? kind: Pod name: a • one 2. two"
        );
    }

    proptest! {
        #[test]
        fn no_text_is_lost(text in "[a-z `*\n0-9.-]{0,60}") {
            let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
            // The line that opens a fence may name a language, which `plain` removes.
            prop_assume!(!text.contains("```"));
            prop_assert_eq!(letters(&plain(&text)), letters(&text));
        }
    }
}
