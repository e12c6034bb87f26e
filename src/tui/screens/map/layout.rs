//! Computes the layout of a table: the column widths and the wrapped column names.

use unicode_width::UnicodeWidthStr;

use super::Map;
use crate::model::{Column, Row};
use crate::tui::page::Page;
use crate::tui::view::{truncate, wrap};

/// The minimum, default, and maximum widths of row names.
const NAME_LEAST: u16 = 8;
const NAME: u16 = 22;
const NAME_MOST: u16 = 34;
/// The width of a cell with a one-character symbol, with a two-character symbol, and in a narrow
/// window, followed by the maximum width. A cell consists of a symbol, brackets, and a mark.
const CELL: u16 = 4;
const CELL_OF_TWO: u16 = 5;
const CELL_NARROW: u16 = 7;
const CELL_MOST: u16 = 44;
/// The maximum number of rows for column headings in a normal window and in a tall one.
const HEADS: usize = 3;
const HEADS_TALL: usize = 6;
/// The minimum height of a tall window.
const TALL: u16 = 32;

pub(super) struct Layout {
    /// The column where the first cell starts and the width of each cell.
    pub from: u16,
    pub cell: u16,
    /// The indices of the visible table columns.
    pub columns: Vec<usize>,
    /// Two flags: whether columns are hidden on the left and whether columns are hidden on the
    /// right.
    pub hides: (bool, bool),
    /// The maximum number of rows for the column headings.
    heads: usize,
    /// True if headings use full titles where these fit, because the window is wide or all titles
    /// fit.
    titles: bool,
}

impl Map {
    /// Computes the layout of the columns on `page`. If not all columns fit, only those around the
    /// selected one are shown.
    pub(super) fn layout(&self, page: &Page) -> Layout {
        let matrix = self.matrix();
        let mut columns = self.columns(page.narrow);
        let end = page.margin + page.full();
        let count = columns.len().max(1) as u16;
        let total = end.saturating_sub(page.columns.mark);
        let widest = |name: fn(&Row) -> &str| {
            let names = matrix.rows.iter().map(|row| name(row).width() as u16 + 2);
            names.max().unwrap_or(0)
        };
        let name_least = widest(|row| &row.short).clamp(NAME_LEAST, NAME);
        let name_most = widest(|row| &row.title).clamp(name_least, NAME_MOST);
        // Column names take precedence over long row names, because rows also have short names.
        let word = |name: fn(&Column) -> &str| {
            let words = columns
                .iter()
                .map(|at| longest_word(name(&matrix.columns[*at])));
            words.max().unwrap_or(0) as u16 + 1
        };
        let beside = |cell: u16| {
            total
                .checked_sub(count * cell)
                .filter(|it| *it >= name_least)
        };
        let name = beside(word(|column| &column.title))
            .or_else(|| beside(word(|column| &column.short)))
            .map_or(name_least, |name| name.min(name_most));
        let from = page.columns.mark + name;
        let room = end.saturating_sub(from);
        let all = matrix.rows.iter().flat_map(|row| matrix.values_of(row));
        let least = match all.clone().map(|value| value.sign.width()).max() {
            _ if page.narrow => CELL_NARROW,
            Some(2..) => CELL_OF_TWO,
            _ => CELL,
        };
        let titles = all.map(|value| value.title.width());
        let heads = columns.iter().map(|at| matrix.columns[*at].title.width());
        let wanted = titles.chain(heads).max().unwrap_or(0) as u16 + 4;
        let wanted = wanted.clamp(least, CELL_MOST);
        let cell = (room / count).clamp(least, wanted);
        let capacity = usize::from(room / cell).max(1);
        let selected = columns.iter().position(|at| *at == self.column);
        let before = selected.unwrap_or(0).saturating_sub(capacity / 2);
        let before = before.min(columns.len().saturating_sub(capacity));
        let after = columns.len().saturating_sub(before + capacity);
        columns = columns.into_iter().skip(before).take(capacity).collect();
        let heads = if page.area.height >= TALL {
            HEADS_TALL
        } else {
            HEADS
        };
        let mut titles = columns.iter().map(|at| &matrix.columns[*at].title);
        Layout {
            titles: page.side > 0 || titles.all(|title| fits(title, cell, heads)),
            from,
            cell,
            columns,
            hides: (before > 0, after > 0),
            heads,
        }
    }
}

impl Layout {
    /// Returns the width that is available for row names.
    pub fn name_width(&self, page: &Page) -> usize {
        usize::from(self.from - page.columns.mark - 1)
    }

    /// Returns the name of a column, wrapped to a few lines. Uses the title if it fits. Otherwise,
    /// uses the short name, which is split into pieces if the cells are very narrow.
    pub fn head(&self, column: &Column) -> Vec<String> {
        let width = usize::from(self.cell - 1);
        if self.titles && fits(&column.title, self.cell, self.heads) {
            wrap(&column.title, width)
        } else if fits(&column.short, self.cell, self.heads) {
            wrap(&column.short, width)
        } else if self.cell > CELL_OF_TWO {
            vec![truncate(&column.short, width)]
        } else {
            pieces(&column.short, width)
        }
    }
}

/// Returns whether `name` fits above cells with a width of `cell` columns, in `rows` rows, when it
/// is wrapped only at spaces and hyphens.
fn fits(name: &str, cell: u16, rows: usize) -> bool {
    let width = usize::from(cell - 1);
    longest_word(name) <= width && wrap(name, width).len() <= rows
}

fn longest_word(name: &str) -> usize {
    let words = name.split(' ').flat_map(|word| word.split_inclusive('-'));
    words.map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// Splits the words of `name` into pieces of at most `width` columns and returns the first two
/// pieces.
fn pieces(name: &str, width: usize) -> Vec<String> {
    let pieces = name.split(' ').flat_map(|word| {
        let letters: Vec<char> = word.chars().collect();
        let pieces = letters.chunks(width.max(1));
        pieces
            .map(|it| it.iter().collect::<String>())
            .collect::<Vec<_>>()
    });
    pieces.take(2).collect()
}
