//! Forecasts the number of reviews on the coming days.

use std::collections::BTreeMap;

use crate::learn::Knowledge;
use crate::model::Component;

/// Returns the number of facts, cells, and terms that become due on each of `days` days, starting
/// with `today`. Overdue items count as due today.
pub fn forecast(knowledge: &BTreeMap<Component, Knowledge>, today: i32, days: usize) -> Vec<usize> {
    let mut due = vec![0; days];
    for day in knowledge.values().filter_map(|it| it.memory.due()) {
        let ahead = (i64::from(day) - i64::from(today)).max(0);
        if let Some(count) = due.get_mut(ahead as usize) {
            *count += 1;
        }
    }
    due
}
