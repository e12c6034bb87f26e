//! Converts HTML in cards and quizzes to text and back.

use std::collections::HashSet;

/// A piece of text: a list item or the text around lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    pub is_item: bool,
    /// The number of an item in an ordered list.
    pub number: Option<usize>,
    pub text: String,
}

/// The text of an HTML document and a flag that says whether the document contained images, audio,
/// or video.
#[derive(Debug, Default)]
pub struct Read {
    pub pieces: Vec<Piece>,
    pub had_media: bool,
}

/// The effect of a tag on text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A style that applies to part of a line.
    Inline,
    /// A superscript. It is written with `^`, because it would otherwise look like part of the
    /// number before it.
    Raised,
    Break,
    /// A paragraph or another block, separated from the text around it by line breaks.
    Block,
    /// Text that keeps its line breaks and spaces.
    Preformatted,
    Row,
    Cell,
    Ordered,
    Unordered,
    Item,
    Media,
}

/// Returns the effect of the tag with this name. Other names, such as those in `Vec<String>` and
/// `<title>`, are text.
#[rustfmt::skip]
pub fn tag(name: &str) -> Option<Tag> {
    Some(match name.to_ascii_lowercase().as_str() {
        "b" | "i" | "u" | "em" | "strong" | "span" | "font" | "a" | "sub" | "small" | "big"
        | "mark" | "s" | "del" | "ins" | "tt" | "kbd" | "samp" | "code" | "var" | "center"
        | "abbr" | "cite" | "q" | "wbr" => Tag::Inline,
        "sup" => Tag::Raised,
        "br" => Tag::Break,
        "p" | "div" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "table"
        | "thead" | "tbody" | "section" | "article" => Tag::Block,
        "pre" => Tag::Preformatted,
        "tr" => Tag::Row,
        "td" | "th" => Tag::Cell,
        "ol" => Tag::Ordered,
        "ul" => Tag::Unordered,
        "li" => Tag::Item,
        "img" | "audio" | "video" | "object" | "iframe" | "svg" => Tag::Media,
        _ => return None,
    })
}

/// Returns the name of a tag without its slash and attributes and whether the tag is a closing tag.
pub fn name(tag: &str) -> (&str, bool) {
    let bare = tag.trim_start_matches('/');
    let end = bare.find(|c: char| !c.is_ascii_alphanumeric());
    let (name, rest) = bare.split_at(end.unwrap_or(bare.len()));
    // `<p:x>` and `<b-c>` are different tags.
    let is_whole = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '/');
    (if is_whole { name } else { "" }, tag.starts_with('/'))
}

/// Splits HTML into pieces. Text that is neither a tag nor an entity stays unchanged.
pub fn read(html: &str) -> Read {
    let mut reader = Reader::default();
    let mut rest = html;
    // After an unclosed tag, do not search for the end of other tags, so that parsing takes linear
    // time.
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
            if !reader.tag(&rest[1..end]) {
                reader.piece.text += &rest[..=end];
            }
            rest = &rest[end + 1..];
        } else if c == '&'
            && let Some((decoded, len)) = entity(rest)
        {
            reader.piece.text += &decoded;
            rest = &rest[len..];
        } else {
            reader.sign(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    reader.close(None, false);
    reader.read
}

#[derive(Default)]
struct Reader {
    read: Read,
    piece: Piece,
    /// True if the current text keeps its line breaks and spaces.
    is_preformatted: bool,
    /// The open lists. The entry for an ordered list is the number of its last item.
    lists: Vec<Option<usize>>,
}

impl Reader {
    fn sign(&mut self, c: char) {
        let text = &mut self.piece.text;
        if !c.is_ascii_whitespace() || self.is_preformatted {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }

    /// Applies a tag. Returns `false` if it is text rather than a tag.
    fn tag(&mut self, inside: &str) -> bool {
        let (name, closes) = name(inside);
        let Some(tag) = tag(name) else {
            // Drop comments and declarations, which are not text.
            return inside.starts_with('!');
        };
        match tag {
            Tag::Inline => {}
            Tag::Raised if closes => {}
            Tag::Raised => self.piece.text.push('^'),
            Tag::Break => self.piece.text.push('\n'),
            Tag::Block | Tag::Row => self.begin_line(),
            Tag::Preformatted => {
                self.begin_line();
                self.is_preformatted = !closes;
            }
            Tag::Cell if closes || self.piece.text.is_empty() => {}
            Tag::Cell if self.piece.text.ends_with('\n') => {}
            Tag::Cell => self.piece.text += " | ",
            Tag::Item if closes => self.close(None, false),
            Tag::Item => {
                let last = self.lists.last_mut().and_then(Option::as_mut);
                let number = last.map(|it| {
                    *it += 1;
                    *it
                });
                self.close(number, true);
            }
            Tag::Ordered | Tag::Unordered => {
                self.close(None, false);
                if closes {
                    self.lists.pop();
                } else {
                    self.lists.push((tag == Tag::Ordered).then_some(0));
                }
            }
            Tag::Media => self.read.had_media = true,
        }
        true
    }

    fn begin_line(&mut self) {
        let text = &mut self.piece.text;
        let begun = !text.is_empty() && !text.ends_with('\n');
        text.extend(begun.then_some('\n'));
    }

    /// Ends the current piece and begins the next one. An item is kept even if it is empty.
    fn close(&mut self, number: Option<usize>, is_item: bool) {
        let next = Piece {
            is_item,
            number,
            text: String::new(),
        };
        let done = std::mem::replace(&mut self.piece, next);
        if done.is_item || !done.text.trim().is_empty() {
            self.read.pieces.push(done);
        }
    }
}

/// Returns the text before a list and the items of the list.
pub fn list(pieces: &[Piece]) -> Option<(String, Vec<&str>)> {
    let items = pieces.iter().filter(|it| it.is_item);
    let items: Vec<_> = items.map(|it| it.text.trim()).collect();
    let before = pieces.iter().take_while(|it| !it.is_item);
    (items.len() > 1).then(|| (before.map(|it| it.text.as_str()).collect(), items))
}

/// Converts HTML to text with items on separate lines. Also returns whether it contained media.
pub fn to_text(html: &str) -> (String, bool) {
    let read = read(html);
    let texts = read.pieces.iter().map(|it| {
        let text = it.text.trim_matches('\n').trim_end();
        match it.number {
            Some(number) => format!("{number}. {}", text.trim_start()),
            None if it.is_item => format!("- {}", text.trim_start()),
            None => text.to_owned(),
        }
    });
    let texts: Vec<_> = texts.collect();
    (texts.join("\n").trim().to_owned(), read.had_media)
}

/// Returns the text of a field that may contain HTML. A tag counts only if its name is known and,
/// in the case of styles, items, and cells, if it is closed, because the text may be about a tag.
pub fn guess(text: &str) -> (String, bool) {
    if has_tags(text) {
        let (plain, had_media) = to_text(text);
        if !plain.is_empty() || had_media {
            return (plain, had_media);
        }
    }
    (entities(text), false)
}

/// Returns whether `text` contains HTML tags, as described for [`guess`]. Takes linear time,
/// because a file can contain any number of unclosed tags.
fn has_tags(text: &str) -> bool {
    let Some(last_end) = text.rfind('>') else {
        return false;
    };
    let closed: HashSet<&str> = text
        .match_indices("</")
        .filter_map(|(at, _)| {
            let after = &text[at + 2..];
            let end = after.find(|c: char| !c.is_ascii_alphanumeric())?;
            after[end..].starts_with('>').then(|| &after[..end])
        })
        .collect();
    text.match_indices('<').any(|(at, _)| {
        // The name ends before the next bracket.
        let inside = text[at + 1..].split_inclusive(['<', '>']).next();
        let (name, _) = name(inside.unwrap_or_default().trim_end_matches('>'));
        match tag(name) {
            Some(Tag::Inline | Tag::Raised | Tag::Item | Tag::Cell) => closed.contains(name),
            Some(_) => at < last_end,
            None => false,
        }
    })
}

/// Decodes the entities in `text`.
pub fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out += &rest[..at];
        rest = &rest[at..];
        let (sign, len) = entity(rest).unwrap_or_else(|| ("&".to_owned(), 1));
        out += &sign;
        rest = &rest[len..];
    }
    out + rest
}

/// Returns the text that the entity at the start of `text` represents and the length of the entity.
fn entity(text: &str) -> Option<(String, usize)> {
    /// The maximum length of an entity, including `&` and `;`.
    const LONGEST: usize = 33;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let entity = &text[..=end];
    let decoded = htmlize::unescape(entity);
    let is_whole = decoded != entity && !decoded.ends_with(';') || entity == "&semi;";
    (is_whole && !decoded.contains('\u{FFFD}')).then(|| (decoded.replace('\u{A0}', " "), end + 1))
}

/// Escapes `text` as HTML that reads back unchanged, including every space and line break.
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
    use super::{Piece, escape, guess, read, to_text};

    #[test]
    fn lists_fall_into_items() {
        let html = "<p>Which?</p><ol type=\"A\"><li>one</li><li></li><li>a &lt; b<br>c</li></ol>";
        let piece = |number: Option<usize>, text: &str| Piece {
            is_item: number.is_some(),
            number,
            text: text.into(),
        };
        let expected = [
            piece(None, "Which?\n"),
            piece(Some(1), "one"),
            piece(Some(2), ""),
            piece(Some(3), "a < b\nc"),
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
    fn names_that_are_no_layout_are_text() {
        for text in [
            "git checkout -b <name>",
            "Vec<String>",
            "There is no <title> element.",
            "What does <b> do?",
            "<strong>",
        ] {
            assert_eq!(guess(text).0, text);
        }
    }

    #[test]
    fn fields_in_html_become_text() {
        for (html, text) in [
            ("<p>Which has <b>rings</b>?</p>", "Which has rings?"),
            ("caf&eacute; &uuml;ber &#8364; &notin;", "café über € ∉"),
            ("<pre>a:\n    b</pre>", "a:\n    b"),
            ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
            (
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
                "a | b\nc",
            ),
            ("10<sup>3</sup>", "10^3"),
            ("two  spaces\nand a line", "two  spaces\nand a line"),
        ] {
            assert_eq!(guess(html).0, text);
        }
    }

    #[test]
    fn tags_that_never_end_cost_no_more_than_others() {
        // If every tag were searched for its end, this test would take minutes.
        for tag in ["<a", "<p", "</li"] {
            let tags = tag.repeat(1 << 20);
            assert_eq!(to_text(&tags).0.len(), tags.len());
            assert_eq!(guess(&tags).0.len(), tags.len());
        }
    }
}
