//! Changes to the log of a valid history. Both the tests and the fuzzer read the changes from
//! bytes.

use std::collections::BTreeMap;
use std::ops::Range;

use xxhash_rust::xxh3::xxh3_128;

const NUMBERS: &[&str] = &[
    "-1",
    "0",
    "1",
    "7",
    "11",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "1e308",
    "0.5",
];
const WORDS: &[&str] = &[
    "",
    "small",
    "practice",
    "exam",
    "drill",
    "answered",
    "chose",
    "tookback",
    "ranout",
    "ended",
    "left",
    "resumed",
    "place",
    "right",
    "wrong-one",
    "correct",
    "runs",
    "end",
    "2279daf8311f7925d50f434aead02659",
    "436f2b88ff183a10b4460ef08c585d9a",
    "\\u001b[2J",
    "\\ud800",
];
/// The characters used in raw text.
const SIGNS: &[u8] = b"[]{}:,\"az09\n";
/// The maximum number of changes. With more, nothing would be left of the log.
const MOST: usize = 8;

/// A change to a text in JSON Lines. Positions are fractions of the text, from 0 to 1.
#[derive(Clone, Debug)]
pub enum Change {
    /// Replaces a number or a word, or replaces some characters with raw text.
    Number(f64, &'static str),
    Word(f64, &'static str),
    Raw(f64, usize, String),
    /// Removes a line, repeats it, or swaps it with another.
    Drop(f64),
    Twice(f64, f64),
    Move(f64, f64),
    /// Updates the hashes of changed questions so that they are not rejected.
    Rehash,
}

/// Reads changes from `bytes` until they are used up.
pub fn changes(bytes: &[u8]) -> Vec<Change> {
    let mut bytes = bytes.iter().copied();
    std::iter::from_fn(|| Change::read(&mut bytes))
        .take(MOST)
        .collect()
}

/// Applies all `changes` to `log`, one after another.
pub fn changed(log: &str, changes: &[Change]) -> String {
    let start = log.to_owned();
    changes.iter().fold(start, |text, it| it.made_to(&text))
}

impl Change {
    /// Reads the next change; `None` if there are too few bytes for one.
    fn read(bytes: &mut impl Iterator<Item = u8>) -> Option<Self> {
        let kind = bytes.next()?;
        let mut place = || {
            let [high, low] = [bytes.next()?, bytes.next()?];
            Some(f64::from(u16::from_be_bytes([high, low])) / 65_536.0)
        };
        let at = place()?;
        Some(match kind % 18 {
            0..6 => Self::Number(at, NUMBERS[usize::from(bytes.next()?) % NUMBERS.len()]),
            6..10 => Self::Word(at, WORDS[usize::from(bytes.next()?) % WORDS.len()]),
            10..12 => {
                let (cut, length) = (bytes.next()? % 20, bytes.next()? % 7);
                let signs = bytes.take(usize::from(length));
                let signs = signs.map(|it| char::from(SIGNS[usize::from(it) % SIGNS.len()]));
                Self::Raw(at, usize::from(cut), signs.collect())
            }
            12..14 => Self::Drop(at),
            14..16 => Self::Twice(at, place()?),
            16 => Self::Move(at, place()?),
            _ => Self::Rehash,
        })
    }

    /// Applies this change to `text`.
    fn made_to(&self, text: &str) -> String {
        let mut lines: Vec<&str> = text.lines().collect();
        let line = |at: f64| (at * lines.len() as f64) as usize;
        match *self {
            Self::Number(at, instead) => {
                replaced(text, &runs(text, |c| c.is_ascii_digit()), at, instead)
            }
            Self::Word(at, instead) => {
                let words = runs(text, |c| c.is_ascii_alphanumeric() || c == '-');
                replaced(text, &words, at, instead)
            }
            Self::Raw(at, cut, ref instead) => {
                let all: Vec<char> = text.chars().collect();
                let from = (at * all.len() as f64) as usize;
                let to = (from + cut).min(all.len());
                let (before, after) = (&all[..from], &all[to..]);
                before
                    .iter()
                    .copied()
                    .chain(instead.chars())
                    .chain(after.iter().copied())
                    .collect()
            }
            Self::Rehash => rehashed(text),
            _ if lines.is_empty() => text.to_owned(),
            Self::Drop(at) => {
                lines.remove(line(at));
                lines.join("\n")
            }
            Self::Twice(from, to) => {
                let (from, to) = (line(from), line(to));
                lines.insert(to, lines[from]);
                lines.join("\n")
            }
            Self::Move(from, to) => {
                let (from, to) = (line(from), line(to));
                lines.swap(from, to);
                lines.join("\n")
            }
        }
    }
}

/// Returns the hash of a question in `bank` with this `body`, computed in the same way as in the
/// store.
pub fn hash(bank: &str, body: &str) -> String {
    format!("{:032x}", xxh3_128(format!("{bank}\n{body}").as_bytes()))
}

/// Replaces the hash of every question in `log` with that of its current text, in all places.
fn rehashed(log: &str) -> String {
    let between = |text: &str, before: &str, after: &str| {
        let (_, rest) = text.split_once(before)?;
        rest.split_once(after).map(|(it, _)| it.to_owned())
    };
    let hashes: BTreeMap<_, _> = log
        .lines()
        .filter_map(|line| {
            let item = line.strip_prefix("{\"item\":")?;
            let (_, body) = item.strip_suffix("}}")?.split_once("\"body\":")?;
            let bank = between(item, "\"bank\":\"", "\"")?;
            Some((between(item, "\"hash\":\"", "\"")?, hash(&bank, body)))
        })
        .filter(|(old, new)| old.len() == new.len() && old != new)
        .collect();
    let mut log = log.to_owned();
    for (old, new) in hashes {
        log = log.replace(&old, &new);
    }
    log
}

/// Returns the ranges of `text` in which all characters satisfy `is`.
fn runs(text: &str, is: fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is(*c)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + c.len_utf8(),
            _ => runs.push(at..at + c.len_utf8()),
        }
    }
    runs
}

fn replaced(text: &str, runs: &[Range<usize>], at: f64, instead: &str) -> String {
    let Some(run) = runs.get((at * runs.len() as f64) as usize) else {
        return text.to_owned();
    };
    format!("{}{instead}{}", &text[..run.start], &text[run.end..])
}
