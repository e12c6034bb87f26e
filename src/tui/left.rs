//! Pages as they were left, for as long as the program runs.

use std::any::{Any, TypeId};
use std::collections::HashMap;

/// The state in which each kind of page was left last. A page keeps a type of its own here,
/// so that nothing below the screens names them.
#[derive(Default)]
pub struct AsLeft(HashMap<TypeId, Box<dyn Any>>);

impl AsLeft {
    /// Returns what a page of this kind left, if there was one.
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// Replaces what the last page of this kind left.
    pub fn set<T: Any>(&mut self, page: T) {
        self.0.insert(TypeId::of::<T>(), Box::new(page));
    }
}
