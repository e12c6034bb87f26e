//! Detects options that refer to other options by letter, number, or position.

/// The maximum number of words in an option that consists only of a reference.
const MOST_WORDS: usize = 12;

/// Words that can join or qualify labels.
const FILLERS: &[&str] = &[
    "all",
    "also",
    "alternative",
    "alternatives",
    "and",
    "answer",
    "answers",
    "any",
    "are",
    "being",
    "both",
    "but",
    "choice",
    "choices",
    "correct",
    "each",
    "either",
    "et",
    "except",
    "false",
    "for",
    "incorrect",
    "is",
    "item",
    "items",
    "neither",
    "no",
    "none",
    "nor",
    "not",
    "nur",
    "o",
    "of",
    "only",
    "option",
    "options",
    "or",
    "ou",
    "oder",
    "right",
    "statement",
    "statements",
    "the",
    "to",
    "together",
    "true",
    "und",
    "with",
    "wrong",
    "y",
    "e",
    "ni",
    "sowohl",
    "als",
    "auch",
    "beide",
    "ambas",
    "ambos",
    "entrambe",
    "solo",
    "seulement",
    "和",
    "与",
    "或",
];

/// Words that turn the label after them into a reference to an option.
pub(super) const NOUNS: &[&str] = &[
    "alternative",
    "alternatives",
    "answer",
    "answers",
    "choice",
    "choices",
    "option",
    "options",
];

/// Words that turn the two labels after them into references to options, even in a long sentence.
const PAIRS: &[&str] = &["both", "either", "neither"];

/// Phrases that refer to the options above or below.
const POSITIONS: &[&str] = &[
    "the above",
    "these above",
    "options above",
    "answers above",
    "choices above",
    "listed above",
    "mentioned above",
    "all above",
    "none above",
    "above options",
    "above answers",
    "of above",
    "options below",
    "answers below",
    "choices below",
    "of the following options",
    "first option",
    "second option",
    "third option",
    "last option",
    "first answer",
    "second answer",
    "oben genannten",
    "obigen",
    "las anteriores",
    "los anteriores",
    "ci-dessus",
    "le precedenti",
    "as anteriores",
    "acima",
    "以上",
    "上述",
    "上記",
    "вышеперечисленн",
    "위의",
];

/// Phrases that refer to other options only at the end of an option. Before a noun, as in "the
/// previous month", these phrases mean something else.
const LAST: &[&str] = &[
    "first two",
    "last two",
    "first three",
    "last three",
    "the former",
    "the latter",
    "the preceding",
    "the previous",
    "the below",
    "previous options",
    "preceding options",
    "previous answers",
    "preceding answers",
];

/// Returns whether the text of an option refers to other options. Such an option makes sense only
/// if the options are not shuffled.
pub fn refers_to_options(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<_> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .filter(|it| !it.is_empty())
        .collect();
    let bare = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    let refers =
        POSITIONS.iter().any(|it| holds(&lower, it)) || LAST.iter().any(|it| bare.ends_with(it));
    if words.len() <= MOST_WORDS && refers {
        return true;
    }
    if text.contains(['`', '=', '$']) {
        return false;
    }
    consists_of_labels(text, &words) || names_pair(&words) || names_noun(&words)
}

/// Returns whether `text` is a list of `count` labels, as in `A, C`.
pub fn lists_labels(text: &str, count: usize) -> bool {
    let labels = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty() && !is_filler(it));
    let labels: Vec<_> = labels.collect();
    let is_roman = |it: &&str| it.chars().all(|c| "IVX".contains(c));
    labels.len() == count && labels.iter().all(|it| is_label(it) || is_roman(it))
}

/// Returns whether an option consists of labels, as in `Both A and C`, `1 and 3`, `Only B`, `A, C`,
/// or `All except D`.
fn consists_of_labels(text: &str, words: &[&str]) -> bool {
    // A single lowercase letter can be a word.
    let small = words.iter().filter(|it| is_small_label(it)).count();
    let is_label = |it: &str| is_label(it) || (small > 1 && is_small_label(it));
    let labels = words.iter().filter(|it| is_label(it)).count();
    let is_other = |it: &&&str| !is_label(it) && !is_filler(it);
    if labels == 0 || words.iter().any(|it| is_other(&it)) {
        return false;
    }
    let are_letters = words.iter().any(|it| is_label(it) && !is_number(it));
    let is_joined = text.contains([',', '&', '/', '+', ';', '、']) || words.len() > labels;
    let has_noun = words.iter().any(|it| is_in(NOUNS, it));
    // `3` and `1/2` are values rather than labels, and so is a lone `A`.
    let is_value = !are_letters && text.contains(['/', '+']) || text.contains(". ");
    !is_value && is_joined && (labels > 1 || has_noun || words.iter().any(|it| is_quantity(it)))
}

/// Returns whether `words` name a pair of options, as in `… both A and B …`.
fn names_pair(words: &[&str]) -> bool {
    words.windows(4).any(|it| {
        is_in(PAIRS, it[0])
            && (is_label(it[1]) || is_small_label(it[1]))
            && ["and", "or", "nor"].contains(&it[2].to_lowercase().as_str())
            && (is_label(it[3]) || is_small_label(it[3]) && it[3] != "a")
    })
}

/// Returns whether a letter follows a word that means "option", as in `… option A …`.
fn names_noun(words: &[&str]) -> bool {
    words.len() <= MOST_WORDS
        && words
            .windows(2)
            .any(|it| is_in(NOUNS, it[0]) && is_label(it[1]) && !is_number(it[1]))
}

fn is_quantity(word: &str) -> bool {
    is_in(
        &[
            "all", "both", "except", "neither", "none", "nor", "not", "only", "nur", "solo",
        ],
        word,
    )
}

fn is_filler(word: &str) -> bool {
    is_in(FILLERS, word)
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.contains(&word.to_lowercase().as_str())
}

/// Returns whether `word` is a single capital letter from A to I or a digit other than 0.
pub(super) fn is_label(word: &str) -> bool {
    let mut chars = word.chars();
    let (first, rest) = (chars.next(), chars.next());
    rest.is_none() && first.is_some_and(|c| ('A'..='I').contains(&c) || ('1'..='9').contains(&c))
}

/// Returns whether `word` is a single lowercase letter from a to i.
fn is_small_label(word: &str) -> bool {
    matches!(word.as_bytes(), [b'a'..=b'i'])
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|it| it.is_ascii_digit())
}

/// Returns whether `text` contains `phrase` without an ASCII letter or digit next to it.
fn holds(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(|it| it.is_ascii_alphanumeric());
        !is_letter(before) && !is_letter(after)
    })
}

#[cfg(test)]
mod tests {
    use super::{lists_labels, refers_to_options};

    #[test]
    fn letters_numbers_and_positions_of_options_are_found() {
        for text in [
            "Both A and C",
            "both a and c",
            "a & c",
            "1 and 3",
            "1, 2, and 3",
            "A & B",
            "a is wrong, only B",
            "A, C",
            "Only B",
            "All except D",
            "Neither A nor B",
            "Options 1 and 2",
            "Option B",
            "A and B are correct",
            "It is true for both A and B, because they are close.",
            "All of the above",
            "None of the above.",
            "All of the above except C",
            "The first two",
            "以上都是",
        ] {
            let expected = text != "a is wrong, only B";
            assert_eq!(refers_to_options(text), expected, "{text}");
        }
    }

    #[test]
    fn other_texts_are_not() {
        for text in [
            "A",
            "3",
            "1/2",
            "A bucket policy",
            "Vitamin A and C",
            "Type A",
            "Grade B or higher",
            "Above the clouds",
            "`A, B`",
            "None of these",
            "The data of the previous day",
            "The former prices of the service",
            "The first two weeks of a month",
            "Saturn and Uranus",
            "The answer is a number",
            "I and II",
        ] {
            assert!(!refers_to_options(text), "{text}");
        }
    }

    #[test]
    fn lists_of_labels_are_counted() {
        assert!(lists_labels("A, C", 2));
        assert!(lists_labels("I and III", 2));
        assert!(!lists_labels("A, C", 3));
        assert!(!lists_labels("Mars, Saturn", 2));
    }
}
