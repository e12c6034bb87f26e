//! Text with highlighted search results.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use crate::tui::theme::Role;
use crate::tui::view::Row;

/// Adds `text` at `column` and underlines `hits`, which are sorted byte ranges that do not overlap.
pub fn marked(mut row: Row, column: u16, text: &str, hits: &[Range<usize>], role: Role) -> Row {
    let mut at = column;
    let mut done = 0;
    for hit in hits {
        let before = &text[done..hit.start];
        row = row.at(at, before, role);
        at += before.width() as u16;
        row = row.at(at, &text[hit.clone()], Role::Hit);
        at += text[hit.clone()].width() as u16;
        done = hit.end;
    }
    row.at(at, &text[done..], role)
}

#[cfg(test)]
mod tests {
    use super::marked;
    use crate::tui::theme::Role;
    use crate::tui::view::Row;

    #[test]
    fn hits_stand_in_their_columns_with_a_role_of_their_own() {
        let text = "日本 RDS patch";
        let row = marked(Row::new(), 9, text, &[7..10, 11..14], Role::Text);
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
