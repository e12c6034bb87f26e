//! Escapes table cells that a spreadsheet would execute as formulas.

/// The characters that can begin a formula.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Prefixes `text` with a quote if it begins like a formula, even after other quotes. This allows
/// [`bare`] to restore the text.
pub fn harmless(text: &str) -> String {
    if is_like_formula(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Removes the quote that [`harmless`] adds.
pub fn bare(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_like_formula(rest) => rest,
        _ => text,
    }
}

fn is_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use super::{bare, harmless};

    #[test]
    fn no_cell_begins_like_a_formula_and_each_comes_back() {
        for text in [
            "=1+1", "+1", "-x", "@sum", "'=1", "''-", "'quoted'", "plain", "", "'",
        ] {
            let cell = harmless(text);
            assert!(!cell.starts_with(super::FORMULA), "{cell}");
            assert_eq!(bare(&cell), text);
        }
    }
}
