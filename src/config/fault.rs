//! Problems in key-value files, such as settings and themes.

use std::ops::Range;

use crate::counts::list;
use crate::diagnostic::{Fault, SourceFile};
use crate::parse_error;
use crate::text::nearest;

impl Fault {
    /// Creates a fault for a file that is not valid TOML.
    pub fn malformed(file: &SourceFile, error: &toml::de::Error) -> Self {
        let explained = parse_error::explain(&file.text, error, |_, _| None);
        let help = format!("{}; the defaults are used until then", explained.help);
        let span = error.span().unwrap_or(0..0);
        Self::new(span, "malformed", explained.message, help)
    }

    /// Creates a fault for an unknown key.
    pub fn unknown_key(span: Range<usize>, key: &str, known: &[&str]) -> Self {
        let keys = list(known, "and");
        let help = match nearest(key, known) {
            Some(near) => format!("did you mean `{near}`? The keys are {keys}"),
            None => format!("the keys are {keys}"),
        };
        Self::new(span, "unknown-key", format!("unknown key `{key}`"), help)
    }

    /// Creates a fault for a value that is not valid for its key.
    pub fn wrong_value(span: Range<usize>, message: String, help: String) -> Self {
        Self::new(span, "wrong-value", message, help)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::nearest;

    #[test]
    fn slips_are_seen_through() {
        let known = ["theme", "mouse", "motion"];
        assert_eq!(nearest("tehme", &known), Some("theme"));
        assert_eq!(nearest("MOUSE", &known), Some("mouse"));
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest(&"x".repeat(100_000), &known), None);
    }
}
