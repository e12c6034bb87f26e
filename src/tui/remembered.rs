//! The last state of each kind of page, kept in memory until the program ends.

use std::any::{Any, TypeId};
use std::collections::HashMap;

/// The last state of each kind of page. Every page stores its own type here so that modules below
/// the screens do not depend on these types.
#[derive(Default)]
pub struct RememberedPages(HashMap<TypeId, Box<dyn Any>>);

impl RememberedPages {
    /// Returns the last state of this kind of page, if there is one.
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// Replaces the last state of this kind of page.
    pub fn set<T: Any>(&mut self, page: T) {
        self.0.insert(TypeId::of::<T>(), Box::new(page));
    }
}
