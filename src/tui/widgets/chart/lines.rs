//! A line chart of percentages over time, with a linear axis from 0% to 100%, dates below, and a
//! labeled horizontal line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget as _};
use strum::VariantArray as _;
use unicode_width::UnicodeWidthStr as _;

use super::Area;
use crate::app::words::date_of;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};

/// A line of values over days.
#[derive(Clone, Debug)]
pub struct Series {
    /// Points with a local day and a value from 0 to 1. Days are counted from January 1, 1970, with
    /// a fraction for the time of day.
    pub points: Vec<(f64, f64)>,
    pub role: Role,
    /// True if every value is drawn as a separate dot.
    pub dots: bool,
}

/// A level that is drawn as a line across the chart, with its label.
#[derive(Clone, Debug)]
pub struct LevelLine {
    pub level: f64,
    pub label: String,
}

/// The number of rows for the horizontal axis and its labels.
const BELOW: usize = 2;
/// The maximum number of rows in a chart. Larger charts are hard to read.
const MOST_ROWS: usize = 23;

/// Draws `lines` across the full width and height of `place`, with the last line in front.
pub fn lines(sheet: &mut Sheet, place: Area, lines: &[Series], mark: Option<&LevelLine>) {
    let days = || {
        lines
            .iter()
            .flat_map(|line| &line.points)
            .map(|(day, _)| *day)
    };
    let (first, last) = (
        days().fold(f64::MAX, f64::min),
        days().fold(f64::MIN, f64::max),
    );
    if first > last {
        return;
    }
    // Show a single day in the middle of the axis.
    let bounds = if last - first < 1.0 {
        [first.floor() - 1.0, last.ceil() + 1.0]
    } else {
        [first, last]
    };
    let scaled = lines.iter().map(|line| {
        let points = line.points.iter();
        let points = points.map(|(day, value)| (*day, value.clamp(0.0, 1.0) * 100.0));
        points.collect::<Vec<_>>()
    });
    let scaled: Vec<_> = scaled.collect();
    let level = mark.map(|mark| mark.level.clamp(0.0, 1.0) * 100.0);
    let across = level.map(|level| [(bounds[0], level), (bounds[1], level)]);
    let mut sets: Vec<_> = across
        .iter()
        .map(|points| line_of(points, Role::Faint))
        .collect();
    for (line, points) in lines.iter().zip(&scaled) {
        sets.push(line_of(points, line.role));
        if line.dots {
            let dots = line_of(points, line.role);
            sets.push(
                dots.graph_type(GraphType::Scatter)
                    .marker(Marker::Custom('●')),
            );
        }
    }
    let label = mark.map_or("", |mark| &mark.label);
    let beside = if label.is_empty() {
        0
    } else {
        label.width() as u16 + 1
    };
    let rows = odd(place.rows.min(MOST_ROWS).saturating_sub(BELOW));
    let area = Rect::new(
        0,
        0,
        place.width.saturating_sub(beside),
        (rows + BELOW) as u16,
    );
    let mut buffer = Buffer::empty(area);
    let axis = || Axis::default().style(style(Role::Faint));
    let text = |text: String| ratatui::text::Span::styled(text, style(Role::Muted));
    let levels: &[u32] = if rows >= 9 {
        &[0, 25, 50, 75, 100]
    } else {
        &[0, 50, 100]
    };
    let levels = levels.iter().map(|it| text(format!("{it:>3}%")));
    Chart::new(sets)
        .legend_position(None)
        .x_axis(
            axis()
                .bounds(bounds)
                .labels(dates(bounds, area.width).into_iter().map(text)),
        )
        .y_axis(axis().bounds([0.0, 100.0]).labels(levels))
        .render(area, &mut buffer);
    for y in 0..area.height {
        let mut row = row_of(&buffer, place.at, y);
        if level.is_some_and(|level| row_at(level, rows) == usize::from(y)) {
            row = row.until(place.end(), label, Role::Muted);
        }
        sheet.push(row);
    }
}

/// Returns the row in which `level`, in percent, is drawn in a chart with `rows` rows.
fn row_at(level: f64, rows: usize) -> usize {
    /// The number of dots in each column of a Braille character.
    const DOTS: usize = 4;
    let dots = (rows * DOTS).saturating_sub(1) as f64;
    ((100.0 - level) / 100.0 * dots).round() as usize / DOTS
}

/// Rounds the number of rows down to an odd number so that each level is in the middle of a row.
fn odd(rows: usize) -> usize {
    rows.saturating_sub(1 - rows % 2).max(3)
}

fn line_of(points: &[(f64, f64)], role: Role) -> Dataset<'_> {
    Dataset::default()
        .marker(Marker::Braille)
        .graph_type(GraphType::Line)
        .style(style(role))
        .data(points)
}

/// Returns as many evenly spaced dates as fit in `width` columns, including the first and the last
/// day.
fn dates(bounds: [f64; 2], width: u16) -> Vec<String> {
    let days = (bounds[1] - bounds[0]).max(1.0);
    let most = usize::from(width / 16).clamp(2, 5);
    // Do not repeat any dates.
    let count = most.min(days as usize + 1).max(2);
    let step = (bounds[1] - bounds[0]) / (count - 1) as f64;
    let at = |number: usize| (bounds[0] + step * number as f64).floor() as i32;
    (0..count).map(|number| date_of(at(number))).collect()
}

/// Encodes a role as a style, because the chart library supports only styles.
fn style(role: Role) -> Style {
    Style::default().fg(Color::Indexed(role as u8))
}

/// Returns row `y` of `buffer` as spans, starting at column `at`.
fn row_of(buffer: &Buffer, at: u16, y: u16) -> Row {
    let mut row = Row::new();
    let mut span: Option<(u16, Role, String)> = None;
    for x in 0..buffer.area.width {
        let cell = &buffer[(x, y)];
        let role = match cell.fg {
            Color::Indexed(number) => Role::VARIANTS.get(usize::from(number)).copied(),
            _ => None,
        };
        let role = role.unwrap_or(Role::Muted);
        match &mut span {
            Some((_, of, text)) if *of == role => text.push_str(cell.symbol()),
            _ => {
                if let Some((x, role, text)) = span.take() {
                    row = with_span(row, at + x, &text, role);
                }
                span = Some((x, role, cell.symbol().to_owned()));
            }
        }
    }
    match span {
        Some((x, role, text)) => with_span(row, at + x, &text, role),
        None => row,
    }
}

/// Adds `text` without leading or trailing blanks.
fn with_span(row: Row, at: u16, text: &str, role: Role) -> Row {
    let begins = text.chars().take_while(|it| is_blank(*it)).count();
    let text = text.trim_matches(is_blank);
    if text.is_empty() {
        return row;
    }
    row.at(at + begins as u16, text, role)
}

/// Returns whether `symbol` is blank: a space or a Braille pattern without dots.
fn is_blank(symbol: char) -> bool {
    matches!(symbol, ' ' | '\u{2800}')
}

#[cfg(test)]
mod tests {
    use super::{LevelLine, Series, lines, row_at};
    use crate::tui::theme::Role;
    use crate::tui::view::{Row, Sheet};
    use crate::tui::widgets::chart::Area;

    const DAY: f64 = 20_000.0;

    fn drawn(values: &[f64], rows: usize, mark: Option<&LevelLine>) -> Vec<String> {
        let mut sheet = Sheet::default();
        let place = Area {
            at: 0,
            width: 60,
            rows,
        };
        let points = values.iter().enumerate();
        let line = Series {
            points: points
                .map(|(at, value)| (DAY + at as f64, *value))
                .collect(),
            role: Role::Accent,
            dots: true,
        };
        lines(&mut sheet, place, &[line], mark);
        let text = |row: &Row| {
            let mut cells = vec![' '; 60];
            for span in &row.spans {
                for (at, symbol) in span.text.chars().enumerate() {
                    cells[usize::from(span.at) + at] = symbol;
                }
            }
            cells.into_iter().collect::<String>()
        };
        sheet.rows.iter().map(text).collect()
    }

    /// Returns the row of the dot at the left end, or at the right end if `last` is true.
    fn row_of_dot(rows: &[String], last: bool) -> usize {
        let at = |row: &String| {
            let column = |at: usize| row[..at].chars().count();
            if last {
                row.rfind('●').map(column)
            } else {
                row.find('●').map(|at| row.chars().count() - column(at))
            }
        };
        let rows = rows
            .iter()
            .enumerate()
            .filter_map(|(y, row)| Some((at(row)?, y)));
        rows.max().expect("a dot").1
    }

    #[test]
    fn every_value_stands_in_the_row_of_its_percentage() {
        // Of these rows, 21 are for the levels: one row per 5%.
        let rows = 23;
        for percent in 0..=100_u32 {
            let drawn = drawn(&[0.5, f64::from(percent) / 100.0], rows, None);
            let y = row_of_dot(&drawn, true);
            let expected = (f64::from(100 - percent) / 5.0).round() as usize;
            assert!(
                y.abs_diff(expected) <= 1,
                "{percent}% in row {y}:\n{}",
                drawn.join("\n")
            );
        }
        let drawn = drawn(&[0.0, 0.5, 1.0], rows, None);
        let y = |label: &str| {
            drawn
                .iter()
                .position(|row| row.trim_start().starts_with(label))
        };
        assert_eq!(y("100%"), Some(0));
        assert_eq!(y("50%"), Some(10));
        assert_eq!(y("0%"), Some(20));
        assert_eq!(row_of_dot(&drawn, true), 0);
        assert_eq!(row_of_dot(&drawn, false), 20);
    }

    #[test]
    fn the_mark_is_drawn_and_labeled_at_its_level() {
        let mark = LevelLine {
            level: 0.7,
            label: "pass 70%".to_owned(),
        };
        let drawn = drawn(&[0.2, 0.3], 23, Some(&mark));
        let y = drawn
            .iter()
            .position(|row| row.contains("pass 70%"))
            .expect("a label");
        assert_eq!(y, row_at(70.0, 21));
        assert_eq!(y, 6);
        let across = drawn[y]
            .chars()
            .filter(|it| ('\u{2801}'..='\u{28ff}').contains(it));
        assert!(across.count() > 30, "{}", drawn[y]);
    }

    #[test]
    fn dates_stand_below() {
        let last = drawn(&[0.2, 0.3, 0.4], 9, None).pop().expect("rows");
        // Day 20,000 is October 4, 2024.
        assert!(
            last.contains("Oct 4") && last.trim_end().ends_with("Oct 6"),
            "{last}"
        );
        assert_eq!(last.matches("Oct 5").count(), 1, "{last}");
    }

    #[test]
    fn nothing_is_drawn_of_nothing_and_one_day_has_a_chart() {
        assert!(drawn(&[], 9, None).is_empty());
        let one = drawn(&[0.5], 9, None);
        assert_eq!(one.concat().matches('●').count(), 1);
    }
}
