//! Finds tables that teach little because nearly all of their cells have the same value.

use std::collections::HashMap;

use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding, Subject};
use crate::model::Matrix;

/// The maximum percentage of a table's cells that should have the same value.
const MOST: usize = 70;

pub const ONE_VALUE: Rule = Rule::warning(
    "table-one-value",
    "one value fills most of a table, so it is too easy to guess",
    one_value,
)
.limit("70%");

fn one_value(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let ground = &checked;
    let tables = ground.bank.matrices.iter().zip(&ground.places.matrices);
    let notes = tables.filter_map(|(matrix, places)| {
        let (title, count, all) = most_frequent(matrix)?;
        if count * 100 <= all * MOST {
            return None;
        }
        let place = places.iter().flatten().flatten().next().copied();
        let message = format!(
            "table `{}`: {count} of {all} cells have the value \"{title}\"",
            matrix.id
        );
        let help = "add rows or columns with other values, or remove rows that never differ";
        Some(RuleFinding::new(Subject::Bank, place, message, help))
    });
    notes.collect()
}

/// Returns the title of the most frequent value among the drilled cells in `matrix`, the number of
/// cells with this value, and the total number of drilled cells.
fn most_frequent(matrix: &Matrix) -> Option<(&str, usize, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (row, _, cell) in matrix.drilled_cells() {
        let title = matrix
            .value(row, cell)
            .map_or(cell.value.as_str(), |value| &value.title);
        *counts.entry(title).or_default() += 1;
    }
    let all = counts.values().sum();
    let most = counts
        .into_iter()
        .max_by_key(|(title, count)| (*count, *title));
    most.map(|(title, count)| (title, count, all))
}

#[cfg(test)]
mod tests {
    use crate::bank::check::testing::found;

    fn bank(right: &str) -> String {
        let cells = ["a", "b", "c", "d"].map(|id| {
            let is = if right.contains(id) { "yes" } else { "no" };
            format!("{id} = {{ is = \"{is}\", why = \"So.\" }}\n")
        });
        format!(
            r#"
            [[matrix]]
            id = "t"
            title = "T"
            values = ["yes", "no"]
            columns = [{{ id = "a", title = "A" }}, {{ id = "b", title = "B" }},
                       {{ id = "c", title = "C" }}, {{ id = "d", title = "D" }}]
            [[matrix.row]]
            id = "r"
            title = "R"
            asks = "is it so?"
            [matrix.row.cells]
            {}"#,
            cells.concat()
        )
    }

    #[test]
    fn one_value_does_not_fill_a_table() {
        assert_eq!(found("table-one-value", &bank("ab")).len(), 0);
        assert_eq!(
            found("table-one-value", &bank("abcd")),
            ["table `t`: 4 of 4 cells have the value \"yes\""]
        );
    }
}
