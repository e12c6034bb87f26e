//! The two sides that a matrix of owners knows, as texts call them.

use super::words::split;

/// AWS, and what scenarios call its customer; and what stands for both or none.
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
/// What may stand beside them in an answer that is nothing but an owner.
const BESIDE: &[&str] = &[
    "alone", "and", "by", "nor", "of", "only", "or", "parties", "sides", "the", "together", "two",
    "with",
];
/// What opens the reason that follows an owner.
const REASON: &[&str] = &["as", "because", "since"];

/// Whether an option answers with an owner, and perhaps a reason: `AWS, since it runs the hosts`.
pub fn answers_with_side(text: &str) -> bool {
    let head = text.split([',', ';', ':']).next().unwrap_or(text);
    let words: Vec<_> = split(head).map(bare).collect();
    let owner = words.split(|word| REASON.contains(&word.as_str())).next();
    let owner = owner.unwrap_or_default();
    let is_side = |word: &String| SIDES.contains(&word.as_str());
    let rest = text[head.len()..].trim_start_matches([',', ' ']);
    // "AWS, which has to …" answers with a deed.
    let tells_deed = rest.starts_with("which") || rest.starts_with("who");
    owner.iter().any(is_side)
        && owner
            .iter()
            .all(|word| is_side(word) || BESIDE.contains(&word.as_str()))
        && !tells_deed
}

/// In small letters, and without the mark of an owner: `The company's` is `the company`.
fn bare(word: &str) -> String {
    let lower = word.to_lowercase();
    let lower = lower.strip_suffix('\'').unwrap_or(&lower);
    lower.strip_suffix("'s").unwrap_or(lower).to_owned()
}

#[cfg(test)]
mod tests {
    use super::answers_with_side;

    #[test]
    fn an_owner_with_or_without_a_reason() {
        for text in [
            "AWS",
            "The customer, on its own hosts",
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
            "Together with the vendor",
            "",
        ] {
            assert!(!answers_with_side(text), "{text}");
        }
    }
}
