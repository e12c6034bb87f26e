//! Cuts a file at its `[[name]]` headers, so that each table is parsed, and fails, alone.

use std::ops::Range;

/// The byte ranges of `text` that hold one top-level table each. The first one
/// is what stands before the first header, and may be empty.
pub fn cut(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_header(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(from, to)| from..to)
        .collect()
}

/// Whether `line` opens a table of a top-level array. Nested ones have a dot in their name.
fn is_header(line: &str) -> bool {
    line.strip_prefix("[[")
        .and_then(|rest| rest.split_once("]]"))
        .is_some_and(|(name, _)| !name.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn nested_tables_stay_with_their_parent() {
        let text = "a = 1\n[[q]]\nb = 2\n[[q.option]]\nc = 3\n[[q]]\nd = 4\n";
        let parts: Vec<_> = cut(text).into_iter().map(|part| &text[part]).collect();
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
        assert_eq!(cut(""), vec![0..0]);
    }
}
