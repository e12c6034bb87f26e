//! Built-in values, which a bank can refer to by ID alone, because format 1 had no other values. A
//! bank must describe all other values that it uses. The IDs of the built-in values occur only in
//! this file.

use crate::bank::raw;

/// A built-in value, which banks can use without describing it.
pub(super) struct KnownValue {
    pub id: &'static str,
    pub title: &'static str,
    pub sign: &'static str,
    pub tone: u8,
    pub applies: bool,
}

/// The parties in responsibility tables, in the order that reads best in a list of answers.
pub(super) const KNOWN_VALUES: [KnownValue; 4] = [
    KnownValue {
        id: "aws",
        title: "AWS",
        sign: "A",
        tone: 1,
        applies: true,
    },
    KnownValue {
        id: "both",
        title: "Both",
        sign: "B",
        tone: 2,
        applies: true,
    },
    KnownValue {
        id: "customer",
        title: "Customer",
        sign: "C",
        tone: 3,
        applies: true,
    },
    KnownValue {
        id: "none",
        title: "Does not apply",
        sign: "·",
        tone: 4,
        applies: false,
    },
];

/// Returns the built-in value with the same ID as `raw` unless `raw` has its own title.
pub(super) fn known_value(raw: &raw::Value) -> Option<&'static KnownValue> {
    let known = KNOWN_VALUES.iter().find(|known| known.id == raw.id);
    known.filter(|_| raw.title.is_none())
}
