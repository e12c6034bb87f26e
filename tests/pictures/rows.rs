//! Parses `rows.txt`, the table of pictures.

use crate::support::{ENTER, SPACE, TAB};

/// The random seed of the history in the pictures. The sessions in the table use the same seed.
pub const SEED: u64 = 7;

pub struct Picture {
    /// The file name without `.svg`.
    pub name: &'static str,
    /// The title, which screen readers announce.
    pub title: &'static str,
    /// The size in columns and rows.
    pub size: (u16, u16),
    pub begins: Begins,
    pub steps: Vec<Step>,
}

/// The initial state: the arguments, the history, and the banks.
pub enum Begins {
    /// Without a history.
    Fresh(&'static [&'static str]),
    /// With three weeks of practice.
    Later,
    /// With a bank that contains an unusable question.
    Broken,
    /// With the learner's own bank in addition to the embedded one.
    TwoBanks,
}

pub enum Step {
    /// Waits until this text is on the screen.
    Reads(&'static str),
    Types(String),
    /// Answers the open question correctly.
    Right,
    Wrong,
    /// Answers this many questions of an exam. Most of the answers are correct.
    Marks(usize),
}

/// Returns all rows of the table.
pub fn pictures() -> Vec<Picture> {
    let rows = include_str!("rows.txt").lines();
    rows.filter(|row| !row.is_empty() && !row.starts_with('#'))
        .map(|row| picture(row).unwrap_or_else(|| panic!("no picture: {row}")))
        .collect()
}

fn picture(row: &'static str) -> Option<Picture> {
    let (row, title) = row.split_once(" | ")?;
    let (name, row) = row.split_once(' ')?;
    let (size, row) = row.trim_start().split_once(' ')?;
    let (begins, steps) = row.trim_start().split_once(' ')?;
    let (columns, rows) = size.split_once('x')?;
    Some(Picture {
        name,
        title,
        size: (columns.parse().ok()?, rows.parse().ok()?),
        begins: begins_as(begins)?,
        steps: steps_of(steps.trim())?,
    })
}

fn begins_as(word: &str) -> Option<Begins> {
    Some(match word {
        "fresh" => Begins::Fresh(&[]),
        "practice" => Begins::Fresh(&["practice", "--topic", "moves", "--seed", "7"]),
        "exam" => Begins::Fresh(&["exam", "--count", "20", "--seed", "7"]),
        "drill" => Begins::Fresh(&[
            "drill",
            "--table",
            "owner",
            "--minutes",
            "30",
            "--seed",
            "7",
        ]),
        "light" => Begins::Fresh(&["--theme", "light"]),
        "later" => Begins::Later,
        "broken" => Begins::Broken,
        "banks" => Begins::TwoBanks,
        _ => return None,
    })
}

fn steps_of(mut text: &'static str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    while !text.is_empty() {
        if let Some(rest) = text.strip_prefix('{') {
            let (wanted, rest) = rest.split_once('}')?;
            steps.push(Step::Reads(wanted));
            text = rest.trim_start();
            continue;
        }
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        text = rest.trim_start();
        steps.push(match word {
            "<right>" => Step::Right,
            "<wrong>" => Step::Wrong,
            word if word.starts_with("<marks") => {
                let count = word.trim_start_matches("<marks").trim_end_matches('>');
                Step::Marks(count.parse().ok()?)
            }
            word => Step::Types(
                word.replace("<enter>", ENTER)
                    .replace("<tab>", TAB)
                    .replace("<space>", SPACE),
            ),
        });
    }
    Some(steps)
}
