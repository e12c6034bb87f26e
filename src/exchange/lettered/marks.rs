//! Signs next to options that show which of them are correct.

use crate::exchange::entry::ParsedOption;

/// The signs in front of correct options and behind them.
const SIGNS: [&str; 4] = ["✅", "✓", "✔", "☑"];
/// The words behind correct options.
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

/// Marks the options that have a check mark or a word such as "(correct)", and removes it, if some
/// options have one and others do not. Returns whether options were marked.
pub fn mark_by_sign(options: &mut [ParsedOption]) -> bool {
    mark(options, without_sign)
}

/// Marks the options that have an asterisk, like [`mark_by_sign`]. An asterisk can also be a part
/// of an option, so this is the last resort for a question without a key.
pub fn mark_by_star(options: &mut [ParsedOption]) -> bool {
    let star = |text: &str| {
        let bare = text.strip_prefix('*').or_else(|| text.strip_suffix('*'))?;
        let is_beside = !bare.starts_with([' ', '*']) && !bare.ends_with([' ', '*']);
        (is_beside && !bare.is_empty()).then(|| bare.to_owned())
    };
    mark(options, star)
}

fn mark(options: &mut [ParsedOption], unmarked: impl Fn(&str) -> Option<String>) -> bool {
    let bare: Vec<_> = options.iter().map(|it| unmarked(it.text.trim())).collect();
    let count = bare.iter().flatten().count();
    if !(1..options.len()).contains(&count) {
        return false;
    }
    for (option, bare) in options.iter_mut().zip(bare) {
        if let Some(text) = bare {
            option.text = text;
            option.correct = true;
        }
    }
    true
}

/// Returns `text` without its sign, or `None` if it has none.
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
    use super::{ParsedOption, mark_by_sign, mark_by_star};

    fn options(texts: [&str; 2]) -> [ParsedOption; 2] {
        texts.map(|it| ParsedOption::new(it, false))
    }

    #[test]
    fn signs_mark_some_of_the_options() {
        for second in ["✅ Saturn", "Saturn ✓", "Saturn (correct)"] {
            let mut options = options(["Mars", second]);
            assert!(mark_by_sign(&mut options), "{second}");
            assert_eq!(options[1], ParsedOption::new("Saturn", true));
        }
        for second in ["*Saturn", "Saturn*"] {
            let mut options = options(["Mars", second]);
            assert!(!mark_by_sign(&mut options) && mark_by_star(&mut options));
            assert_eq!(options[1], ParsedOption::new("Saturn", true));
        }
        for texts in [["*Mars", "*Saturn"], ["SELECT", "SELECT *"], ["x", "**y**"]] {
            assert!(!mark_by_star(&mut options(texts)), "{texts:?}");
        }
    }
}
