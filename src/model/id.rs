//! Ids as types of their own, so that a fact's id is never taken for a question's.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Whether `text` may be an id: one or more of `a`–`z`, `0`–`9` and `-`.
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
        pub struct $name(String);

        impl $name {
            /// Takes `text` as it is; whoever reads it from outside checks it with `is_valid`.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the text keeps to the alphabet of ids.
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
                Self(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A bank, unique among all banks that a history speaks of.
    BankId,
    /// A topic within its bank.
    TopicId,
    /// A fact within its bank.
    FactId,
    /// A question within its bank.
    QuestionId,
    /// An option within its question. Letters are only how a screen shows it.
    ChoiceId,
    /// A matrix within its bank.
    MatrixId,
    /// A term within its bank.
    TermId,
    /// An official page within its bank.
    SourceId,
    /// A document that the bank was built from.
    DocumentId,
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn ids_are_lower_case_digits_and_hyphens() {
        assert!(is_valid("rds-os-2"));
        for bad in ["", "RDS", "rds os", "rds_os", "é", "a/b"] {
            assert!(!is_valid(bad), "{bad:?} is no id");
        }
    }
}
