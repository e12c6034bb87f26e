//! Pieces of text, and how they are wrapped and truncated.

use unicode_width::UnicodeWidthStr as _;

use crate::tui::theme::Role;

/// Pieces of text with their roles, without a position.
pub type Line = Vec<(String, Role)>;

/// Returns a line with a single piece of text.
pub fn line(text: impl Into<String>, role: Role) -> Line {
    vec![(text.into(), role)]
}

/// Returns the width of `line` in columns.
pub fn width(line: &Line) -> usize {
    line.iter().map(|(text, _)| text.width()).sum()
}

/// Wraps `text` between words into lines of at most `width` columns.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width.max(1))
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// Truncates `text` to `width` columns. Truncated text ends with `…`.
pub fn truncate(text: &str, width: usize) -> String {
    use unicode_width::UnicodeWidthChar as _;
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 0;
    let mut kept = String::new();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > width {
            break;
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    if width > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::truncate;

    #[test]
    fn cut_counts_columns() {
        assert_eq!(truncate("abcdef", 6), "abcdef");
        assert_eq!(truncate("abcdef", 4), "abc…");
        assert_eq!(truncate("日本語", 5), "日本…");
        assert_eq!(truncate("ab cd", 4), "ab…");
        assert_eq!(truncate("abc", 0), "");
    }
}
