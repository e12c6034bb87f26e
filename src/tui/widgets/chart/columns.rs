//! A column chart, with a value above each column that has room for it.

use super::Area;
use crate::app::words::date_of;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// A column of the chart.
#[derive(Clone, Debug)]
pub struct Column {
    pub label: String,
    pub value: usize,
    pub role: Role,
}

/// Returns columns for the number of items that are due on each day, starting `today`.
pub fn forecast(due: &[usize], today: i32) -> Vec<Column> {
    let columns = due.iter().zip(today..).map(|(value, day)| Column {
        label: if day == today {
            "today".into()
        } else {
            date_of(day)
        },
        value: *value,
        role: if day == today {
            Role::Warning
        } else {
            Role::Accent
        },
    });
    columns.collect()
}

/// Blocks that fill one to eight eighths of a row.
const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// The number of additional rows: one for the value above the highest column and one for the
/// labels.
const AROUND: usize = 2;

/// Draws `columns` across the width of `place`. The highest column uses all rows.
pub fn columns(sheet: &mut Sheet, place: Area, columns: &[Column]) {
    let each = usize::from(place.width) / columns.len().max(1);
    let wide = each.saturating_sub(1).clamp(1, 8);
    let each = (wide + 1).min(each.max(1)) as u16;
    let rows = place.rows.saturating_sub(AROUND).max(1);
    let most = columns.iter().map(|it| it.value).max().unwrap_or(0).max(1);
    // Compute the height in eighths of a row, rounded up so that every nonzero value is visible.
    let height = |value: usize| (value * rows * EIGHTHS.len()).div_ceil(most);
    for y in 0..=rows {
        let below = (rows - y) * EIGHTHS.len();
        let mut row = Row::new();
        let mut free = place.at;
        for (at, column) in columns.iter().enumerate() {
            let x = place.at + at as u16 * each;
            let height_here = height(column.value);
            let top = height_here.div_ceil(EIGHTHS.len());
            if rows - y == top {
                let number = format!("{:^wide$}", column.value);
                let end = x + number.chars().count() as u16;
                let is_next_higher = columns
                    .get(at + 1)
                    .is_some_and(|next| height(next.value) > below);
                // A number that is wider than its column is left out if it would touch the number
                // before it or the next column, because the digits of two numbers would read as
                // one number.
                if x >= free && (end < x + each || !is_next_higher) {
                    row = row.at(x, number, Role::Text);
                    free = end + 1;
                }
            } else if height_here > below {
                let step = (height_here - below).min(EIGHTHS.len());
                row = row.at(x, EIGHTHS[step - 1].repeat(wide), column.role);
            }
        }
        sheet.push(row);
    }
    let mut labels = Row::new();
    let mut free = place.at;
    for (at, column) in columns.iter().enumerate() {
        let x = place.at + at as u16 * each;
        if x >= free && x + column.label.chars().count() as u16 <= place.end() {
            labels = labels.at(x, column.label.clone(), Role::Muted);
            free = x + column.label.chars().count() as u16 + 1;
        }
    }
    sheet.push(labels);
}

#[cfg(test)]
mod tests {
    use super::{Column, columns};
    use crate::tui::theme::Role;
    use crate::tui::view::{Row, Sheet};
    use crate::tui::widgets::chart::Area;

    fn column(value: usize) -> Column {
        Column {
            label: format!("d{value}"),
            value,
            role: Role::Accent,
        }
    }

    fn drawn(width: u16, values: &[usize]) -> Vec<String> {
        let mut sheet = Sheet::default();
        let place = Area {
            at: 0,
            width,
            rows: 6,
        };
        let all: Vec<Column> = values.iter().copied().map(column).collect();
        columns(&mut sheet, place, &all);
        let text = |row: &Row| {
            let mut cells = [' '; 16];
            for span in &row.spans {
                for (at, symbol) in span.text.chars().enumerate() {
                    cells[usize::from(span.at) + at] = symbol;
                }
            }
            cells.iter().collect::<String>().trim_end().to_owned()
        };
        sheet.rows.iter().map(text).collect()
    }

    #[test]
    fn numbers_of_narrow_columns_do_not_run_together() {
        let expected = ["80", "█", "█", "█ 17  8", "█ ▇ ▆ ▄", "d80 d14"];
        assert_eq!(drawn(8, &[80, 17, 14, 8]), expected);
    }

    #[test]
    fn a_column_is_as_high_as_its_share_of_the_highest() {
        let drawn = drawn(16, &[0, 8, 4, 1]);
        let expected = [
            "     8",
            "    ███",
            "    ███  4",
            "    ███ ███  1",
            " 0  ███ ███ ▄▄▄",
            "d0  d8  d4  d1",
        ];
        assert_eq!(drawn, expected);
    }
}
