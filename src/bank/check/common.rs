//! Words that many term names in a bank share, such as the vendor's name. These words do not
//! identify a single term.

use std::collections::{HashMap, HashSet};

use super::words::split;
use crate::model::Bank;

/// A word is common if it occurs in at least `LEAST` names and in at least one in every `ONE_IN`
/// names.
const LEAST: usize = 4;
const ONE_IN: usize = 25;

/// Returns the common words in all term names, in lowercase, each with its plural.
pub fn common_words(bank: &Bank) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for term in &bank.terms {
        let words = term.names().flat_map(split).map(str::to_lowercase);
        for word in words.collect::<HashSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let least = LEAST.max(bank.terms.len().div_ceil(ONE_IN));
    let common = counts.into_iter().filter(|(_, count)| *count >= least);
    common
        .flat_map(|(word, _)| [format!("{word}s"), word])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::common_words;
    use crate::bank::check::testing::loaded;

    #[test]
    fn a_word_of_many_names_is_common() {
        let term = |(at, name): (usize, &str)| {
            format!(
                "[[term]]\nid = 't{at}'\ntopic = 'all'\nname = '{name}'\n\
                 definition = 'No. {at}'\ngroup = 'g'\n"
            )
        };
        let names = [
            "Acme Disk",
            "Acme Net",
            "Acme Disk Pro",
            "ACME Mail",
            "Disk",
        ];
        let bank: String = names.into_iter().enumerate().map(term).collect();
        let mut common: Vec<_> = common_words(&loaded(&bank).bank).into_iter().collect();
        common.sort();
        assert_eq!(common, ["acme", "acmes"]);
    }
}
