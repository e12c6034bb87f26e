//! Formats counts for sentences.

/// Formats a number with its noun as text, such as `2,308 questions` or `1 question`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(number),
        if number == 1 { one } else { many }
    )
}

/// Formats a number with a noun whose plural ends in `s`, such as `2,308 questions`.
pub fn counted(number: usize, noun: &str) -> String {
    count(number, noun, &format!("{noun}s"))
}

/// Formats a number with thousands separators as text, such as `1,000`.
pub fn thousands(number: usize) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (above, rest) => format!("{},{rest:03}", thousands(above)),
    }
}

/// Formats a part and its whole as text, such as `825 of 2,308`.
pub fn part_of(part: usize, whole: usize) -> String {
    format!("{} of {}", thousands(part), thousands(whole))
}

/// Joins `names` with commas and the conjunction `last_by`. The result is text such as `a`, `a or
/// b`, or `a, b, or c`.
pub fn list(names: &[&str], last_by: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} {last_by} {other}"),
        [rest @ .., last] => format!("{}, {last_by} {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{count, counted, list, part_of};

    #[test]
    fn numbers_have_separators_and_nouns_agree() {
        assert_eq!(count(1, "question", "questions"), "1 question");
        assert_eq!(count(2_308, "question", "questions"), "2,308 questions");
        assert_eq!(counted(1, "term"), "1 term");
        assert_eq!(counted(0, "term"), "0 terms");
        assert_eq!(part_of(9, 1_000_007), "9 of 1,000,007");
    }

    #[test]
    fn lists_have_a_conjunction_before_the_last_name() {
        assert_eq!(list(&[], "and"), "");
        assert_eq!(list(&["a"], "and"), "a");
        assert_eq!(list(&["a", "b"], "and"), "a and b");
        assert_eq!(list(&["a", "b", "c"], "or"), "a, b, or c");
    }
}
