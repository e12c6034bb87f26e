//! Reads JSON value by value so that each value has a line number and the values before a syntax
//! error are not lost.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

pub struct Cursor<'t> {
    text: &'t str,
    pub at: usize,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Returns the next byte that is not whitespace, without consuming it.
    pub fn peek(&mut self) -> Option<u8> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Consumes the byte `sign` if it comes next. Returns whether it did.
    pub fn eat(&mut self, sign: u8) -> bool {
        let there = self.peek() == Some(sign);
        self.at += usize::from(there);
        there
    }

    /// Parses the next value. An error consists of a position, in bytes, and a message.
    pub fn value<T: Deserialize<'t>>(&mut self) -> Result<T, (usize, String)> {
        self.peek();
        let rest = &self.text[self.at..];
        let mut values = serde_json::Deserializer::from_str(rest).into_iter();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                Ok(value)
            }
            Some(Err(error)) => {
                let lines = rest
                    .split_inclusive('\n')
                    .take(error.line().saturating_sub(1));
                let at = self.at + lines.map(str::len).sum::<usize>();
                let message = error.to_string();
                // Remove the line number, which is relative to this value. The caller reports the
                // line in the file.
                let what = message.split(" at line ").next().unwrap_or_default();
                Err((at.min(self.text.len()), what.to_owned()))
            }
            None => Err((self.at, "unexpected end".to_owned())),
        }
    }
}

/// The members of an object, in file order.
pub struct Members<'t>(pub Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Members<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'t> Visitor<'t> for Collect {
            type Value = Members<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Members<'t>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}
