//! Determines the number of options that a stem asks for, as in "Choose TWO".

const NUMBERS: [&str; 9] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

/// Returns the number in `(Choose two.)`, `Select 3`, and the like. These words count only at the
/// start of a sentence or in brackets, because a stem can also mention a choice.
pub fn how_many(stem: &str) -> Option<usize> {
    let lower = stem.to_lowercase();
    let mut begins = true;
    let mut words = Vec::new();
    for word in lower.split_whitespace() {
        let opens = word.starts_with(['(', '[', '*', '_']);
        words.push((begins || opens, word));
        begins = word.ends_with(['.', '?', '!', ':', ')']);
    }
    words.windows(2).enumerate().find_map(|(at, pair)| {
        let [(begins, verb), (_, number)] = pair else {
            return None;
        };
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        if !begins || !["choose", "select", "pick"].contains(&bare(verb).as_str()) {
            return None;
        }
        let number = bare(number);
        let (number, next) = match number.as_str() {
            "the" | "any" | "exactly" => (bare(words.get(at + 2)?.1), words.get(at + 3)),
            _ => (number, words.get(at + 2)),
        };
        // "Choose one or more" does not ask for a fixed number.
        if next.is_some_and(|(_, word)| *word == "or") {
            return None;
        }
        let named = NUMBERS.iter().position(|it| *it == number);
        named.map(|at| at + 1).or_else(|| {
            let digit = number.parse().ok()?;
            (1..=9).contains(&digit).then_some(digit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::how_many;

    #[test]
    fn only_a_sentence_that_asks_counts() {
        for (stem, number) in [
            ("Which are managed? (Choose TWO.)", Some(2)),
            ("Which? Select three answers.", Some(3)),
            ("Which? [Pick 2]", Some(2)),
            ("Choose the two that apply: which?", Some(2)),
            ("Select one or more: which?", None),
            ("Should the company choose two zones?", None),
            ("What did they select?", None),
            ("Which?", None),
        ] {
            assert_eq!(how_many(stem), number, "{stem}");
        }
    }
}
