//! Reads a key as letters, as numbers, or as the texts of options.

use crate::exchange::entry::{ParsedOption, normal};
use crate::exchange::lettered;

/// The result of interpreting text as one kind of key.
pub enum Reading {
    None,
    /// The text is of this kind but names an option that does not exist.
    Beyond(String),
    Options(Vec<usize>),
}

/// Returns whether only spaces separate the pieces of `text`.
pub fn is_spaced(text: &str) -> bool {
    text.trim().contains(' ') && text.split_whitespace().eq(pieces(text))
}

/// Parses `B`, `(b)`, `A, C`, `A and C`, or `AC`.
pub fn letters(text: &str, count: usize) -> Reading {
    let text: String = text.chars().map(lettered::narrow).collect();
    let bare = |piece: &str| {
        piece
            .trim_matches(|c: char| "().[]:*`\"'".contains(c))
            .to_owned()
    };
    let pieces: Vec<_> = pieces(&text)
        .map(bare)
        .filter(|it| {
            let is_joint = [
                "and", "und", "et", "y", "и", "both", "option", "options", "choice",
            ];
            !it.is_empty() && !is_joint.contains(&it.to_lowercase().as_str())
        })
        // Only a single letter is a label. `ДА` is a word.
        .map(|it| match it.chars().count() {
            1 => it.chars().map(lettered::latin).collect(),
            _ => it,
        })
        .collect();
    let run = match pieces.as_slice() {
        [one] => one.clone(),
        many if many.iter().all(|it| it.len() == 1) => many.concat(),
        _ => return Reading::None,
    };
    // There are only 26 letters. The text must be ASCII so that each byte is a character.
    if run.len() > 26 || !run.is_ascii() {
        return Reading::None;
    }
    let alone = run.len() == 1;
    let distinct = run
        .chars()
        .enumerate()
        .all(|(at, c)| !run[..at].contains(c));
    let is_run = if pieces.len() > 1 || alone {
        run.bytes().all(|byte| byte.is_ascii_alphabetic())
    } else {
        // A sequence without separators may be a word. `AC` is a key, but `Ace` is not.
        run.bytes().all(|byte| byte.is_ascii_uppercase()) && run.len() <= 9
    };
    if run.is_empty() || !distinct || !is_run {
        return Reading::None;
    }
    let mut found = Vec::new();
    for byte in run.bytes() {
        let at = usize::from(byte.to_ascii_uppercase() - b'A');
        if at >= count {
            // A word in capitals, such as `EBS`, is not a list of letters.
            let is_word = !alone && pieces.len() == 1 && at >= 9;
            return if is_word {
                Reading::None
            } else {
                Reading::Beyond(char::from(byte).to_string())
            };
        }
        found.push(at);
    }
    found.sort_unstable();
    Reading::Options(found)
}

pub fn numbers(text: &str, from: usize, count: usize) -> Reading {
    let mut found = Vec::new();
    for piece in pieces(text) {
        let Ok(number) = piece.parse::<usize>() else {
            return Reading::None;
        };
        match number.checked_sub(from).filter(|at| *at < count) {
            Some(at) => found.push(at),
            None => return Reading::Beyond(number.to_string()),
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.is_empty() {
        Reading::None
    } else {
        Reading::Options(found)
    }
}

/// Returns the options whose texts `text` consists of: the text of one option or the texts of
/// several options with separators between them.
pub fn texts(text: &str, options: &[ParsedOption]) -> Option<Vec<usize>> {
    let find = |text: &str| {
        let exact = options.iter().position(|it| it.text.trim() == text.trim());
        let wanted = normal(text);
        let alike = |it: &ParsedOption| normal(&it.text) == wanted;
        // If options differ only in case, the key must match exactly.
        let is_one = options.iter().filter(|it| alike(it)).count() == 1;
        let whole = exact.or_else(|| options.iter().position(|it| is_one && alike(it)));
        // `B. Object storage` consists of the letter and the text of one option.
        whole.or_else(|| {
            let (place, text) = lettered::option(text)?;
            let same = normal(&options.get(place)?.text) == normal(text);
            same.then_some(place)
        })
    };
    if let Some(at) = find(text) {
        return Some(vec![at]);
    }
    for separator in ['\n', '|', ';', ','] {
        if text.contains(separator) {
            let each = text.split(separator).filter(|it| !it.trim().is_empty());
            if let Some(mut found) = each.map(find).collect::<Option<Vec<_>>>() {
                found.sort_unstable();
                found.dedup();
                return Some(found);
            }
        }
    }
    None
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_gap = |c: char| c.is_whitespace() || ",;|/&+、，；".contains(c);
    text.split(is_gap).filter(|it| !it.is_empty())
}
