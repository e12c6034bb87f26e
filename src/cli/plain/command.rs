//! Parses lines typed during a session.

use std::collections::BTreeSet;

use super::notes;
use crate::app::{SessionFilter, latin_line};
use crate::quiz::Confidence;

#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// An empty line, which continues if the question is done.
    Go,
    /// Select the options with these indices.
    Options(BTreeSet<usize>),
    /// A letter without a matching option.
    NoOption,
    /// Set the learner's confidence; `None` clears it.
    Sure(Option<Confidence>),
    /// `sure` without a level.
    SureHow,
    Strike(usize),
    /// Remove one incorrect option.
    Hint,
    Flag,
    Undo,
    Next,
    Previous,
    /// Go to the question with this number.
    Jump(usize),
    /// List the matching questions in the session.
    List(SessionFilter),
    /// Show the review page: unfinished, flagged, and unsure questions.
    Review,
    Finish,
    Time,
    /// Show the question again.
    Again,
    Map,
    /// Explain why the question was selected.
    Why,
    /// Report a problem with the question, or withdraw the report if the text is empty.
    Dispute(String),
    /// Write a personal note, or remove it if the text is empty.
    Note(String),
    Help,
    /// Discard the session with its answers.
    Discard,
    Leave,
    Unknown,
}

/// The maximum number of options that are labeled with letters. If there are more, digits are used.
const LETTERS: usize = 5;

impl Command {
    /// Parses `line` as a command for a question with the given number of `options`.
    pub fn parse(line: &str, options: usize) -> Self {
        if let Some(words) = line.strip_prefix('!') {
            return Self::Dispute(words.trim().to_owned());
        }
        if let Some(text) = notes::typed(line) {
            return Self::Note(text.to_owned());
        }
        match Self::parse_command(&line.to_lowercase(), options) {
            // On non-Latin keyboard layouts, the same keys send other letters.
            Self::Unknown => Self::parse_command(&latin_line(line).to_lowercase(), options),
            command => command,
        }
    }

    fn parse_command(line: &str, options: usize) -> Self {
        if let Some(options) = chosen(line, options) {
            return options;
        }
        let mut words = line.split_whitespace();
        let (word, rest) = (words.next().unwrap_or_default(), words.next());
        match (word, rest) {
            ("", _) => Self::Go,
            ("s", Some("s" | "sure")) | ("sure", None) => Self::Sure(Some(Confidence::Sure)),
            ("s", Some("u" | "unsure")) | ("unsure", None) => Self::Sure(Some(Confidence::Unsure)),
            ("s", Some("g" | "guess")) | ("guess", None) => Self::Sure(Some(Confidence::Guess)),
            ("s", Some("none")) => Self::Sure(None),
            ("s", _) => Self::SureHow,
            ("x", Some(option)) => match chosen(option, options) {
                Some(Self::Options(at)) if at.len() == 1 => {
                    at.first().map_or(Self::NoOption, |at| Self::Strike(*at))
                }
                _ => Self::NoOption,
            },
            ("hint", None) => Self::Hint,
            ("f" | "flag" | "unflag", None) => Self::Flag,
            ("u" | "undo", None) => Self::Undo,
            ("n" | "next", None) => Self::Next,
            ("p" | "previous", None) => Self::Previous,
            ("g", None) => Self::List(SessionFilter::All),
            ("g", Some(word)) => match SessionFilter::typed(&SessionFilter::DURING, word) {
                Some(filter) => Self::List(filter),
                None => word.parse().map_or(Self::Unknown, Self::Jump),
            },
            ("r" | "review", None) => Self::Review,
            ("y" | "yes", None) => Self::Finish,
            ("t" | "time", None) => Self::Time,
            ("l" | "again", None) => Self::Again,
            ("m" | "map", None) => Self::Map,
            ("w" | "why", None) => Self::Why,
            ("?" | "h" | "help", None) => Self::Help,
            ("discard", None) => Self::Discard,
            ("q" | "quit", None) => Self::Leave,
            _ => Self::Unknown,
        }
    }
}

/// Parses `line` as a list of options. Returns `None` if it contains anything else.
fn chosen(line: &str, options: usize) -> Option<Command> {
    let mut found = BTreeSet::new();
    for c in line.chars().filter(|c| !c.is_whitespace() && *c != ',') {
        found.insert(match c {
            '1'..='9' => c as usize - '1' as usize,
            'a'..='e' if options <= LETTERS => c as usize - 'a' as usize,
            _ => return None,
        });
    }
    let last = found.last()?;
    Some(if *last < options {
        Command::Options(found)
    } else {
        Command::NoOption
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Command, SessionFilter};
    use crate::quiz::Confidence;

    fn options(at: &[usize]) -> Command {
        Command::Options(at.iter().copied().collect())
    }

    #[test]
    fn options_are_named_by_letters_and_digits_in_any_manner() {
        for (line, at) in [
            ("b", &[1][..]),
            ("B", &[1]),
            ("2", &[1]),
            ("a c", &[0, 2]),
            ("ac", &[0, 2]),
            ("C, a", &[0, 2]),
            ("aa", &[0]),
            ("ф с", &[0, 2]),
            ("２", &[1]),
        ] {
            assert_eq!(Command::parse(line, 4), options(at), "{line}");
        }
        assert_eq!(Command::parse("e", 4), Command::NoOption);
        assert_eq!(Command::parse("e", 5), options(&[4]));
        assert_eq!(Command::parse("6", 6), options(&[5]));
        assert_eq!(Command::parse("b", 6), Command::Unknown);
    }

    proptest! {
        #[test]
        fn no_line_names_an_option_that_is_not_there(line in ".{0,40}|[a-e1-9, x]{0,9}", count in 2_usize..=9) {
            match Command::parse(&line, count) {
                Command::Options(at) => prop_assert!(!at.is_empty() && at.iter().all(|at| *at < count)),
                Command::Strike(at) => prop_assert!(at < count),
                _ => {}
            }
        }
    }

    #[test]
    fn commands_are_letters_or_words() {
        for (line, command) in [
            ("", Command::Go),
            ("s sure", Command::Sure(Some(Confidence::Sure))),
            ("unsure", Command::Sure(Some(Confidence::Unsure))),
            ("s g", Command::Sure(Some(Confidence::Guess))),
            ("s none", Command::Sure(None)),
            ("s", Command::SureHow),
            ("x b", Command::Strike(1)),
            ("x ab", Command::NoOption),
            ("x", Command::Unknown),
            ("g 12", Command::Jump(12)),
            ("g", Command::List(SessionFilter::All)),
            ("g unsure", Command::List(SessionFilter::NotSure)),
            ("g twelve", Command::Unknown),
            ("?", Command::Help),
            ("quit", Command::Leave),
            ("! It Is b", Command::Dispute("It Is b".into())),
            ("!", Command::Dispute(String::new())),
            ("note It Is b", Command::Note("It Is b".into())),
            ("note", Command::Note(String::new())),
            ("hint", Command::Hint),
            ("q now", Command::Unknown),
            ("\u{1b}[A", Command::Unknown),
            (",", Command::Unknown),
            ("й", Command::Leave),
            ("Ч и", Command::Strike(1)),
            ("п 12", Command::Jump(12)),
            ("日", Command::Unknown),
        ] {
            assert_eq!(Command::parse(line, 4), command, "{line:?}");
        }
    }
}
