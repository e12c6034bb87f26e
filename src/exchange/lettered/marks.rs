//! Symbols next to options that show which options are correct.

/// Symbols that precede or follow correct options.
const SIGNS: [&str; 4] = ["✅", "✓", "✔", "☑"];
/// The words after correct options.
const WORDS: [&str; 8] = [
    "(correct)",
    "(correct answer)",
    "(right)",
    "[correct]",
    "<-- correct",
    "← correct",
    "(answer)",
    "(richtig)",
];

/// Finds the options with a check mark or a word such as "(correct)" if some options have one and
/// others do not. Returns the texts of these options without the mark or word, and `None` for the
/// other options.
pub fn by_sign(options: &[&str]) -> Option<Vec<Option<String>>> {
    marked(options, without_sign)
}

/// Finds the options with an asterisk, like [`by_sign`]. An asterisk can also be part of an option,
/// so this function is the last resort for a question without a key.
pub fn by_star(options: &[&str]) -> Option<Vec<Option<String>>> {
    let without_star = |text: &str| {
        let bare = text.strip_prefix('*').or_else(|| text.strip_suffix('*'))?;
        let is_beside = !bare.starts_with([' ', '*']) && !bare.ends_with([' ', '*']);
        (is_beside && !bare.is_empty()).then(|| bare.to_owned())
    };
    marked(options, without_star)
}

fn marked(
    options: &[&str],
    unmarked: impl Fn(&str) -> Option<String>,
) -> Option<Vec<Option<String>>> {
    let bare: Vec<_> = options.iter().map(|it| unmarked(it.trim())).collect();
    let count = bare.iter().flatten().count();
    (1..options.len()).contains(&count).then_some(bare)
}

/// Returns `text` without its symbol, or `None` if it has no symbol.
fn without_sign(text: &str) -> Option<String> {
    let text = text.trim_end_matches('\u{FE0F}').trim_end();
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let mut behind = SIGNS.iter().chain(&WORDS);
    let bare = if let Some(sign) = behind.find(|it| lower.ends_with(**it)) {
        text[..text.len() - sign.len()].trim_end_matches(['*', ' '])
    } else {
        let sign = SIGNS.iter().find(|it| text.starts_with(**it))?;
        text[sign.len()..].trim_start_matches(['\u{FE0F}', ' '])
    };
    Some(bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{by_sign, by_star};

    #[test]
    fn signs_mark_some_of_the_options() {
        let found = Some(vec![None, Some("Saturn".to_owned())]);
        for second in ["✅ Saturn", "Saturn ✓", "Saturn (correct)"] {
            assert_eq!(by_sign(&["Mars", second]), found, "{second}");
        }
        for second in ["*Saturn", "Saturn*"] {
            assert_eq!(by_sign(&["Mars", second]), None);
            assert_eq!(by_star(&["Mars", second]), found);
        }
        for texts in [["*Mars", "*Saturn"], ["SELECT", "SELECT *"], ["x", "**y**"]] {
            assert_eq!(by_star(&texts), None, "{texts:?}");
        }
    }
}
