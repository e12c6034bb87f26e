//! Newtypes for IDs, which prevent IDs of different kinds from being mixed up. Most IDs are short
//! enough to need no allocation.

use std::borrow::Borrow;
use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// Returns whether `text` is a valid id: one or more of `a`–`z`, `0`–`9`, and `-`.
pub fn is_valid(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(CompactString);

        impl $name {
            /// Wraps `text` without validating it. Callers that read untrusted text must check it
            /// with `is_valid`.
            pub fn new(text: impl Into<CompactString>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns whether the ID contains only valid characters.
            pub fn is_valid(&self) -> bool {
                is_valid(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }
    )*};
}

ids! {
    /// The ID of a bank, unique among all banks in a history.
    BankId,
    /// The ID of a topic within its bank.
    TopicId,
    /// The ID of a fact within its bank.
    FactId,
    /// The ID of a question within its bank.
    QuestionId,
    /// The ID of an option within its question. The letter of an option depends on its position on
    /// the screen.
    ChoiceId,
    /// The ID of a table within its bank.
    MatrixId,
    /// The ID of a term within its bank.
    TermId,
    /// The ID of an official page within its bank.
    SourceId,
    /// The ID of a document that the bank was compiled from.
    DocumentId,
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn ids_are_lower_case_digits_and_hyphens() {
        assert!(is_valid("rds-os-2"));
        for bad in ["", "RDS", "rds os", "rds_os", "é", "a/b"] {
            assert!(!is_valid(bad), "{bad:?} is not an id");
        }
    }
}
