//! A screen as a learner sees it: text, its position, and its style.

use std::ops::RangeInclusive;

use vt100::{Cell, Color};

/// The content of the terminal at one moment, between two frames.
#[derive(Clone)]
pub struct Screen {
    screen: vt100::Screen,
}

impl Screen {
    pub fn new(screen: vt100::Screen) -> Self {
        Self { screen }
    }

    pub fn columns(&self) -> u16 {
        self.screen.size().1.get()
    }

    pub fn height(&self) -> u16 {
        self.screen.size().0.get()
    }

    /// Returns the rows without trailing blanks.
    pub fn rows(&self) -> Vec<String> {
        let rows = self.screen.rows(0, self.columns());
        rows.map(|row| row.trim_end().to_owned()).collect()
    }

    pub fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// Returns whether a row contains `text`.
    pub fn shows(&self, text: &str) -> bool {
        self.place_of(text).is_some()
    }

    /// Returns whether the screen contains `sentence`, which may span several rows.
    pub fn says(&self, sentence: &str) -> bool {
        let text = self.text();
        let words: Vec<_> = text.split_whitespace().collect();
        words.join(" ").contains(sentence)
    }

    /// Returns the first row, which contains the name of the screen and the position in it.
    pub fn title(&self) -> String {
        self.rows()[0].clone()
    }

    /// Returns the second row from the bottom, which contains messages.
    pub fn status(&self) -> String {
        let rows = self.rows();
        rows[rows.len().saturating_sub(2)].clone()
    }

    /// Returns the last row, which lists the keys that work now.
    pub fn footer(&self) -> String {
        self.rows().pop().unwrap_or_default()
    }

    /// Returns the keys in the footer, each with its description.
    pub fn hints(&self) -> Vec<(String, String)> {
        let footer = self.footer();
        let hints = footer.split("  ").map(str::trim);
        hints
            .filter_map(|hint| hint.split_once(' '))
            .map(|(key, does)| (key.to_owned(), does.to_owned()))
            .collect()
    }

    /// Returns the first row that contains `text`.
    pub fn row_with(&self, text: &str) -> Option<String> {
        self.rows().into_iter().find(|row| row.contains(text))
    }

    /// Returns the column and row where `text` begins. If it occurs several times, returns the
    /// topmost occurrence.
    pub fn place_of(&self, text: &str) -> Option<(u16, u16)> {
        self.rows().iter().enumerate().find_map(|(y, row)| {
            let bytes = row.find(text)?;
            // Everything that the program draws is one column wide.
            Some((row[..bytes].chars().count() as u16, y as u16))
        })
    }

    /// Returns the cell where `text` begins.
    #[track_caller]
    pub fn cell_at(&self, text: &str) -> &Cell {
        let Some((column, row)) = self.place_of(text) else {
            panic!("`{text}` is not on the screen:\n{}", self.text());
        };
        self.cell(column, row)
    }

    pub fn cell(&self, column: u16, row: u16) -> &Cell {
        self.screen
            .cell(row, column)
            .expect("the cell is on the screen")
    }

    /// Returns whether anything on the screen has a color.
    pub fn has_color(&self) -> bool {
        let cells = (0..self.height()).flat_map(|y| (0..self.columns()).map(move |x| (x, y)));
        cells
            .map(|(x, y)| self.cell(x, y))
            .any(|cell| cell.fgcolor() != Color::Default || cell.bgcolor() != Color::Default)
    }

    /// Returns the letters of the options whose text begins with `text`, from top to bottom.
    pub fn letters_of(&self, text: &str) -> Vec<char> {
        let letter = |row: &String| {
            let (before, _) = row.split_once(text)?;
            let letter = before.trim_end().chars().last()?;
            LETTERS.contains(&letter).then_some(letter)
        };
        self.rows().iter().filter_map(letter).collect()
    }

    /// Returns the options in the order shown. Each row begins with its letter.
    pub fn options(&self) -> Vec<String> {
        let option = |row: &String| {
            let at = row.find(" option ")?;
            let from = row[..at].rfind("  ")?;
            let letter = row[..from].trim_end().chars().last()?;
            LETTERS
                .contains(&letter)
                .then(|| format!("{letter} {}", row[from..].trim()))
        };
        self.rows().iter().filter_map(option).collect()
    }

    /// Returns the mark in front of the option with this letter, such as `●` or `–`.
    pub fn mark_of(&self, letter: char) -> String {
        let label = format!("{letter}  ");
        let option = |row: &&String| {
            row.find(&label)
                .is_some_and(|at| row[..at].chars().all(|c| !c.is_alphanumeric()))
        };
        let rows = self.rows();
        let row = rows.iter().find(option);
        let row = row.unwrap_or_else(|| panic!("no option {letter} in:\n{}", self.text()));
        let before = row.split(&label).next().unwrap_or_default();
        before.replace('▸', "").trim().to_owned()
    }

    /// Returns the ID of the question shown, such as `q07`.
    pub fn question(&self) -> Option<String> {
        let row = self.row_with("Stem of ")?;
        let (_, after) = row.split_once("Stem of ")?;
        Some(after.split(':').next()?.to_owned())
    }

    /// Returns the number before ` of ` in the title: the position in the session.
    pub fn place(&self) -> Option<usize> {
        let title = self.title();
        let (before, _) = title.split_once(" of ")?;
        before.split_whitespace().last()?.parse().ok()
    }

    /// Returns the time left on the clock in the title, in seconds.
    pub fn seconds_left(&self) -> Option<u64> {
        let title = self.title();
        let before = title.strip_suffix(" left")?;
        let clock = before.split_whitespace().last()?;
        clock.split(':').try_fold(0, |seconds, part| {
            Some(seconds * 60 + part.parse::<u64>().ok()?)
        })
    }

    /// Returns whether the screen is the same as before the program took over the terminal.
    pub fn is_normal(&self) -> bool {
        !self.screen.alternate_screen()
            && !self.screen.hide_cursor()
            && self.screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }
}

const LETTERS: RangeInclusive<char> = 'A'..='I';
