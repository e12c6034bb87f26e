//! The little HTML that cards and quizzes have, as text and back.

/// A stretch of text: an item of a list, or what stands around lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    pub is_item: bool,
    pub text: String,
}

/// What was read, and whether something was left out that is no text.
#[derive(Debug, Default)]
pub struct Read {
    pub pieces: Vec<Piece>,
    pub had_media: bool,
}

/// Takes HTML apart. Tags that structure nothing are dropped; what is no tag
/// and no entity stays as it is.
pub fn read(html: &str) -> Read {
    let mut read = Read::default();
    let mut piece = Piece::default();
    let mut rest = html;
    // Once no tag ends any more, nothing is looked for: time stays linear.
    let mut tags_end = true;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && tags_end
            && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c))
        {
            let Some(end) = rest.find('>') else {
                tags_end = false;
                continue;
            };
            let tag = &rest[1..end];
            rest = &rest[end + 1..];
            read.had_media |= structure(tag, &mut piece, &mut read.pieces);
        } else if c == '&'
            && let Some((decoded, len)) = entity(rest)
        {
            piece.text.push(decoded);
            rest = &rest[len..];
        } else {
            let is_space = c.is_ascii_whitespace();
            if !is_space {
                piece.text.push(c);
            } else if !piece.text.is_empty() && !piece.text.ends_with([' ', '\n']) {
                piece.text.push(' ');
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    close(&mut piece, &mut read.pieces, false);
    read
}

/// HTML as one text, items on lines of their own.
pub fn to_text(html: &str) -> (String, bool) {
    let read = read(html);
    let texts: Vec<_> = read.pieces.iter().map(|it| it.text.trim()).collect();
    (texts.join("\n").trim().to_owned(), read.had_media)
}

/// What the tag does to the text so far. True for pictures, sounds and films.
fn structure(tag: &str, piece: &mut Piece, pieces: &mut Vec<Piece>) -> bool {
    let closing = tag.starts_with('/');
    let name: String = tag
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    match name.to_ascii_lowercase().as_str() {
        "br" => piece.text.push('\n'),
        "p" | "div" | "tr" | "pre" | "hr" | "h1" | "h2" | "h3" | "h4" => {
            let begun = !piece.text.is_empty() && !piece.text.ends_with('\n');
            piece.text.extend(begun.then_some('\n'));
        }
        "li" => {
            close(piece, pieces, !closing);
        }
        "ol" | "ul" => close(piece, pieces, false),
        "img" | "audio" | "video" | "object" | "iframe" => return true,
        _ => {}
    }
    false
}

/// Ends `piece`; an item counts even when it is empty.
fn close(piece: &mut Piece, pieces: &mut Vec<Piece>, next_is_item: bool) {
    let next = Piece {
        is_item: next_is_item,
        text: String::new(),
    };
    let done = std::mem::replace(piece, next);
    if done.is_item || !done.text.trim().is_empty() {
        pieces.push(done);
    }
}

/// The character that `text` begins with as an entity, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "rsquo" => '’',
        "lsquo" => '‘',
        "rdquo" => '”',
        "ldquo" => '“',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

/// `text` as HTML that reads back as it was, every space and line break of it.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = '\n';
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\n' => out += "<br>",
            ' ' if before == ' ' || before == '\n' => out += "&nbsp;",
            c => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Piece, escape, read, to_text};

    #[test]
    fn lists_fall_into_items() {
        let html = "<p>Which?</p><ol type=\"A\"><li>one</li><li></li><li>a &lt; b<br>c</li></ol>";
        let piece = |is_item, text: &str| Piece {
            is_item,
            text: text.into(),
        };
        let expected = [
            piece(false, "Which?\n"),
            piece(true, "one"),
            piece(true, ""),
            piece(true, "a < b\nc"),
        ];
        assert_eq!(read(html).pieces, expected);
    }

    #[test]
    fn what_is_no_html_stays() {
        for text in [
            "a < b && c > d",
            "<3",
            "AT&T; x",
            "&#xZZ;",
            "<unclosed",
            "&#1114112;",
        ] {
            assert_eq!(to_text(text).0, text);
        }
        assert!(to_text("<img src=\"../../etc/passwd\">").1);
    }

    #[test]
    fn escaped_text_reads_back() {
        for text in ["a  b\n  c", "=1 \"<b>\" &amp;", "x \ny", "a\n\n\nb"] {
            assert_eq!(to_text(&escape(text)).0, text);
        }
    }

    #[test]
    fn tags_that_never_end_cost_no_more_than_others() {
        // A search to the end for each of them would take minutes.
        assert_eq!(to_text(&"<a".repeat(1 << 20)).0.len(), 2 << 20);
    }
}
