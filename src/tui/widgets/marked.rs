//! Text with highlighted search results.

use std::ops::Range;

use crate::tui::theme::Role;
use crate::tui::view::Line;

/// Underlines the parts of `line` that `hits` returns for each piece of text, as sorted byte ranges
/// that do not overlap.
pub fn marked(line: Line, hits: impl Fn(&str) -> Vec<Range<usize>>) -> Line {
    let mut marked = Line::new();
    for (text, role) in line {
        let mut done = 0;
        for hit in hits(&text) {
            marked.push((text[done..hit.start].to_owned(), role));
            marked.push((text[hit.clone()].to_owned(), Role::Hit));
            done = hit.end;
        }
        marked.push((text[done..].to_owned(), role));
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::marked;
    use crate::tui::theme::Role;
    use crate::tui::view::{Row, line};

    #[test]
    fn hits_stand_in_their_columns_with_a_role_of_their_own() {
        let text = "日本 RDS patch";
        let marked = marked(line(text, Role::Text), |_| vec![7..10, 11..14]);
        let row = Row::new().line(9, &marked);
        let spans: Vec<_> = row
            .spans
            .iter()
            .map(|it| (it.at, it.text.as_str(), it.role))
            .collect();
        assert_eq!(
            spans,
            [
                (9, "日本 ", Role::Text),
                (14, "RDS", Role::Hit),
                (17, " ", Role::Text),
                (18, "pat", Role::Hit),
                (21, "ch", Role::Text),
            ]
        );
    }
}
