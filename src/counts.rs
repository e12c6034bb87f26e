//! Formats counts for sentences.

/// Formats a number with its noun: `2,308 questions`, `1 question`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(number),
        if number == 1 { one } else { many }
    )
}

/// Formats a number with thousands separators: `1,000`.
pub fn thousands(number: usize) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (above, rest) => format!("{},{rest:03}", thousands(above)),
    }
}

/// Formats a part and its whole: `825 of 2,308`.
pub fn part_of(part: usize, whole: usize) -> String {
    format!("{} of {}", thousands(part), thousands(whole))
}
