//! Untrusted history logs as input of `certdrill history merge`.

#[path = "hostile/logs.rs"]
mod logs;
mod support;

use std::fs;

use certdrill::bank::Origin;
use proptest::collection::vec;
use proptest::prelude::*;
use support::{history_log, small};

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

/// One change to a text with lines of JSON.
#[derive(Clone, Debug)]
enum Change {
    /// Replaces a number, a word, or raw text at this fraction of the text.
    Number(f64, &'static str),
    Word(f64, &'static str),
    Raw(f64, usize, String),
    /// Removes, duplicates, or moves a line.
    Drop(f64),
    Twice(f64, f64),
    Move(f64, f64),
}

fn change() -> impl Strategy<Value = Change> {
    let at = || 0.0..1.0;
    prop_oneof![
        6 => (at(), prop::sample::select(NUMBERS)).prop_map(|(at, it)| Change::Number(at, it)),
        4 => (at(), prop::sample::select(WORDS)).prop_map(|(at, it)| Change::Word(at, it)),
        2 => (at(), 0_usize..20, "[\\[\\]{}:,\"a-z0-9\n]{0,6}")
            .prop_map(|(at, cut, it)| Change::Raw(at, cut, it)),
        2 => at().prop_map(Change::Drop),
        2 => (at(), at()).prop_map(|(from, to)| Change::Twice(from, to)),
        1 => (at(), at()).prop_map(|(from, to)| Change::Move(from, to)),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let line = |at: f64| (at * lines.len() as f64) as usize;
    match *change {
        Change::Number(at, instead) => {
            replaced(text, &runs(text, |c| c.is_ascii_digit()), at, instead)
        }
        Change::Word(at, instead) => {
            let words = runs(text, |c| c.is_ascii_alphanumeric() || c == '-');
            replaced(text, &words, at, instead)
        }
        Change::Raw(at, cut, ref instead) => {
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
        Change::Drop(at) if !lines.is_empty() => {
            lines.remove(line(at));
            lines.join("\n")
        }
        Change::Twice(from, to) if !lines.is_empty() => {
            let (from, to) = (line(from), line(to));
            lines.insert(to, lines[from]);
            lines.join("\n")
        }
        Change::Move(from, to) if !lines.is_empty() => {
            let (from, to) = (line(from), line(to));
            lines.swap(from, to);
            lines.join("\n")
        }
        Change::Drop(_) | Change::Twice(..) | Change::Move(..) => text.to_owned(),
    }
}

/// Returns the ranges of consecutive characters that satisfy `is`.
fn runs(text: &str, is: fn(char) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is(*c)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + c.len_utf8(),
            _ => runs.push(at..at + c.len_utf8()),
        }
    }
    runs
}

fn replaced(text: &str, runs: &[std::ops::Range<usize>], at: f64, instead: &str) -> String {
    let Some(run) = runs.get((at * runs.len() as f64) as usize) else {
        return text.to_owned();
    };
    format!("{}{instead}{}", &text[..run.start], &text[run.end..])
}

fn sound() -> String {
    fs::read_to_string(history_log()).expect("the fixture can be read")
}

fn bank() -> Origin {
    Origin::Path(small().into())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        logs::log(&bytes, &bank());
    }

    #[test]
    fn a_sound_log_that_somebody_changed(changes in vec(change(), 1..4)) {
        let text = changes.iter().fold(sound(), |text, change| changed(&text, change));
        logs::log(text.as_bytes(), &bank());
    }
}

#[test]
fn the_log_that_is_changed_is_sound() {
    assert_eq!(logs::log(sound().as_bytes(), &bank()), Some(2));
}

/// An attacker who forges a log can also compute valid hashes.
#[test]
fn a_session_on_a_question_that_cannot_be_asked_cannot_be_used() {
    let sound = sound();
    let line = sound.lines().nth(1).expect("it begins with the questions");
    let question: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let body = question["item"]["body"].to_string();
    for (from, to) in [
        (r#""correct":true,"#, ""),
        (r#""id":"wrong-two""#, r#""id":"wrong-one""#),
        (r#""id":"wrong-two""#, r#""id":"another""#),
    ] {
        // Use the text of the log, because it has the program's own order of keys.
        let at = line.find("\"body\":").expect("it has a body") + "\"body\":".len();
        let told = &line[at..line.len() - 2];
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(told)
                .expect("JSON")
                .to_string(),
            body
        );
        let made_up = told.replace(from, to);
        assert_ne!(made_up, told, "{from}");
        let hash = |body: &str| {
            let text = format!("small\n{body}");
            format!("{:032x}", xxhash_rust::xxh3::xxh3_128(text.as_bytes()))
        };
        assert!(
            line.contains(&hash(told)),
            "the hash is made as in the store"
        );
        let log = sound
            .replace(told, &made_up)
            .replace(&hash(told), &hash(&made_up));
        assert_eq!(
            logs::log(log.as_bytes(), &bank()),
            Some(1),
            "{from} became {to}: the session that shows it cannot be used"
        );
    }
}
