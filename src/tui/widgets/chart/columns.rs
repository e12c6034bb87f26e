//! A column chart, with a value above each column.

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
        for (at, column) in columns.iter().enumerate() {
            let x = place.at + at as u16 * each;
            let height = height(column.value);
            let top = height.div_ceil(EIGHTHS.len());
            if rows - y == top {
                let number = format!("{:^wide$}", column.value);
                row = row.at(x, number, Role::Text);
            } else if height > below {
                let step = (height - below).min(EIGHTHS.len());
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
    use crate::tui::view::Sheet;
    use crate::tui::widgets::chart::Area;

    #[test]
    fn a_column_is_as_high_as_its_share_of_the_highest() {
        let column = |value: usize| Column {
            label: format!("d{value}"),
            value,
            role: Role::Accent,
        };
        let mut sheet = Sheet::default();
        let place = Area {
            at: 0,
            width: 16,
            rows: 6,
        };
        columns(
            &mut sheet,
            place,
            &[column(0), column(8), column(4), column(1)],
        );
        let drawn: Vec<String> = sheet
            .rows
            .iter()
            .map(|row| {
                let mut cells = [' '; 16];
                for span in &row.spans {
                    for (at, symbol) in span.text.chars().enumerate() {
                        cells[usize::from(span.at) + at] = symbol;
                    }
                }
                cells.iter().collect::<String>().trim_end().to_owned()
            })
            .collect();
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
