//! Wraps text with markup. Code keeps its line breaks, and code and bold text have their own roles.

use std::ops::Range;

use super::theme::Role;
use super::view::{Line, wrap};
use crate::model::markup::{Block, Piece, Style, blocks, has_marks};

/// The indentation of a code block.
const CODE: &str = "  ";

/// Wraps `text` into lines of at most `width` columns. `role` applies to text without markup.
pub fn rich(text: &str, width: usize, role: Role) -> Vec<Line> {
    if !has_marks(text) {
        let lines = wrap(text, width).into_iter();
        return lines.map(|line| vec![(line, role)]).collect();
    }
    let mut lines = Vec::new();
    for block in blocks(text) {
        match block {
            Block::Code(line) => code(&mut lines, line, width),
            Block::Line { bullet, pieces } => words(&mut lines, (bullet, &pieces), width, role),
        }
    }
    lines
}

/// Adds a line of code. If the line is too long, it continues on the next row.
fn code(lines: &mut Vec<Line>, line: &str, width: usize) {
    let letters: Vec<char> = line.chars().collect();
    let width = width.saturating_sub(CODE.len()).max(1);
    let mut parts: Vec<String> = letters.chunks(width).map(String::from_iter).collect();
    if parts.is_empty() {
        parts.push(String::new());
    }
    let parts = parts.into_iter();
    lines.extend(parts.map(|part| vec![(CODE.to_owned(), Role::Text), (part, Role::Code)]));
}

/// Wraps a line of text and adds it. Text after a bullet is indented.
fn words(lines: &mut Vec<Line>, (bullet, pieces): (&str, &[Piece<'_>]), width: usize, role: Role) {
    let mut text = String::new();
    let mut styled: Vec<(Range<usize>, Role)> = Vec::new();
    for piece in pieces {
        let from = text.len();
        text += piece.text;
        let role = match piece.style {
            Style::Plain => role,
            Style::Bold => Role::Strong,
            Style::Code => Role::Code,
        };
        styled.push((from..text.len(), role));
    }
    let first = if bullet.is_empty() {
        String::new()
    } else {
        format!("{bullet} ")
    };
    let indent = first.chars().count();
    let mut at = 0;
    for (number, part) in wrap(&text, width.saturating_sub(indent))
        .into_iter()
        .enumerate()
    {
        let from = text[at..].find(&part).map_or(at, |found| found + at);
        at = from + part.len();
        let mut line = Line::new();
        if indent > 0 {
            let before = if number == 0 {
                first.clone()
            } else {
                " ".repeat(indent)
            };
            line.push((before, role));
        }
        for (range, role) in &styled {
            let (start, end) = (range.start.max(from), range.end.min(at));
            if start < end {
                line.push((text[start..end].to_owned(), *role));
            }
        }
        if line.is_empty() {
            line.push((String::new(), role));
        }
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::rich;
    use crate::tui::theme::Role;

    #[test]
    fn code_keeps_its_lines_and_words_are_wrapped_with_their_roles() {
        let text = "Use `aws s3 ls` or **nothing**.\n```\nkind: Pod\n  a: b\n```\n- a long item";
        let lines = rich(text, 16, Role::Text);
        let shown: Vec<String> = lines
            .iter()
            .map(|line| line.iter().map(|(text, _)| text.as_str()).collect())
            .collect();
        assert_eq!(
            shown,
            [
                "Use aws s3 ls or",
                "nothing.",
                "  kind: Pod",
                "    a: b",
                "• a long item"
            ]
        );
        assert_eq!(lines[0][1], ("aws s3 ls".into(), Role::Code));
        assert_eq!(lines[1][0], ("nothing".into(), Role::Strong));
        assert_eq!(lines[3][1], ("  a: b".into(), Role::Code));
        assert_eq!(
            rich("plain", 20, Role::Muted),
            [[("plain".into(), Role::Muted)]]
        );
        assert_eq!(rich("", 20, Role::Text).len(), 1, "as with other texts");
    }
}
