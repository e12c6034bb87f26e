//! The parties of an ownership table, as texts refer to them.

use super::words::{is_in, split};

/// AWS, the words that scenarios use for its customer, and words for both or neither.
pub const SIDES: &[&str] = &[
    "agency",
    "aws",
    "bank",
    "both",
    "business",
    "company",
    "customer",
    "customers",
    "developer",
    "firm",
    "hospital",
    "insurer",
    "lab",
    "laboratory",
    "neither",
    "nobody",
    "retailer",
    "shop",
    "startup",
    "studio",
    "team",
    "university",
];
/// Words that can accompany a party in an answer that only names an owner.
const BESIDE: &[&str] = &[
    "alone", "and", "by", "nor", "of", "only", "or", "parties", "sides", "the", "together", "two",
    "with",
];
/// Words that introduce a reason after an owner. A condition or a means, as in "AWS, if it is asked
/// to", makes a different answer, which no cell can prove.
const REASON: &[&str] = &["because", "since"];

/// Returns whether an option only names an owner, with or without a reason, as in
/// `AWS, because it runs the hosts`.
pub fn answers_with_side(text: &str) -> bool {
    let words = split(text).map(bare);
    let mut names_one = false;
    for word in words.take_while(|word| !is_in(REASON, word)) {
        if is_in(SIDES, word) {
            names_one = true;
        } else if !is_in(BESIDE, word) {
            return false;
        }
    }
    names_one
}

/// Removes a possessive ending: `The company's` becomes `The company`.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::answers_with_side;

    #[test]
    fn an_owner_with_or_without_a_reason() {
        for text in [
            "AWS",
            "The customers' alone",
            "AWS since it runs the hosts",
            "The company's, because it sets what the function may access",
            "Both AWS and the customer",
            "Neither of the two sides",
        ] {
            assert!(answers_with_side(text), "{text}");
        }
    }

    #[test]
    fn things_and_deeds_are_no_owners() {
        for text in [
            "AWS Artifact",
            "AWS owned keys",
            "A customer managed key",
            "AWS schedules the patches",
            "AWS, which has to correct it",
            "AWS, if it is asked to",
            "The customer, by restarting it",
            "Together with the vendor",
            "",
        ] {
            assert!(!answers_with_side(text), "{text}");
        }
    }
}
