//! The fields of an object and their roles. Each name is looked up only once per file.

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::values::{all_words, localized};
use crate::exchange::columns::{self, Role, rank, role};

/// A cache of the roles and ranks of the names in a file.
#[derive(Default)]
pub struct Names(RefCell<HashMap<String, (Option<Role>, usize)>>);

impl Names {
    /// Returns the role of `name` and its rank, where 0 is the most reliable.
    pub fn of(&self, name: &str) -> (Option<Role>, usize) {
        if let Some(known) = self.0.borrow().get(name) {
            return *known;
        }
        let found = (role(name), rank(name));
        self.0.borrow_mut().insert(name.to_owned(), found);
        found
    }
}

/// A field of an object.
pub struct Field<'o> {
    pub name: &'o str,
    pub value: &'o Value,
    pub role: Option<Role>,
    rank: usize,
}

/// The fields of an object, in file order.
pub struct Fields<'o>(Vec<Field<'o>>);

impl<'o> Fields<'o> {
    pub fn of(object: &'o Map<String, Value>, names: &Names) -> Self {
        let known: Vec<_> = object.keys().map(|name| names.of(name)).collect();
        let keys: Vec<_> = object.keys().map(String::as_str).collect();
        let roles = columns::roles(&keys, known.iter().map(|it| it.0).collect());
        let fields = object.iter().zip(roles).zip(known);
        let fields = fields.map(|(((name, value), role), (_, rank))| Field {
            name,
            value,
            role,
            rank,
        });
        Self(fields.collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Field<'o>> {
        self.0.iter()
    }

    /// Returns the fields with the role `wanted`.
    pub fn all(&self, wanted: Role) -> impl Iterator<Item = &Field<'o>> {
        self.iter().filter(move |it| it.role == Some(wanted))
    }

    /// Returns the value of the most reliable field with the role `wanted`.
    pub fn get(&self, wanted: Role) -> Option<&'o Value> {
        let value = self.all(wanted).min_by_key(|it| it.rank)?.value;
        Some(value).filter(|it| !it.is_null())
    }

    /// Returns the text of the question. A number is used only as a last resort, because it is
    /// usually the number of the question in the file.
    pub fn question(&self) -> Option<&'o Value> {
        let has_text = |it: &&Field<'_>| {
            let text = localized(it.value).0;
            text.is_some_and(|it| !it.trim().is_empty())
        };
        let fields = self.all(Role::Question).filter(has_text);
        let found = fields.min_by_key(|it| (is_number(it.value), it.rank));
        found.map(|it| it.value)
    }

    /// Returns whether no part of `field` is imported.
    pub fn is_lost(&self, field: &Field<'_>) -> bool {
        let value = field.value;
        let is_other = |used: Option<&Value>| !used.is_some_and(|it| std::ptr::eq(it, value));
        match field.role {
            None => true,
            Some(Role::Question) => is_other(self.question()) && !is_number(value),
            Some(role @ (Role::Topic | Role::Difficulty)) => is_other(self.get(role)),
            Some(Role::Explanation) => value.is_object() && localized(value).0.is_none(),
            Some(_) => false,
        }
    }

    /// Returns the texts of all fields with the role `wanted`, as separate paragraphs.
    pub fn all_text(&self, wanted: Role) -> String {
        let mut fields: Vec<_> = self.all(wanted).collect();
        fields.sort_by_key(|it| it.rank);
        let texts = fields.into_iter().filter_map(|it| match it.value {
            Value::Array(_) => Some(all_words(it.value).join("\n\n")),
            one => localized(one).0,
        });
        let texts: Vec<_> = texts.filter(|it| !it.trim().is_empty()).collect();
        texts.join("\n\n")
    }
}

fn is_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::String(text) => text.trim().trim_end_matches('.').parse::<u32>().is_ok(),
        _ => false,
    }
}
