//! Reads standard input line by line with a limit on line length.

use std::io::{self, BufRead, Read as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

/// The maximum length of a line in bytes, much longer than any command. The rest of a longer line
/// is skipped.
const LONGEST: u64 = 1024;

/// The result of waiting for input.
#[derive(Debug, PartialEq, Eq)]
pub enum PlainInput {
    Line(String),
    /// The end of the input.
    End,
    /// No input arrived in time.
    Nothing,
}

/// Standard input, read by a separate thread so that deadlines take effect while the learner is not
/// typing.
pub struct LineReader(Receiver<io::Result<Option<String>>>);

impl LineReader {
    /// Starts the thread. Returns an error if this fails.
    pub fn listen() -> io::Result<Self> {
        // The thread reads at most one line ahead, so the rest of a long script stays in the pipe.
        let (sender, receiver) = sync_channel(0);
        let listen = move || {
            let mut input = io::stdin().lock();
            loop {
                let line = read(&mut input);
                let last = !matches!(line, Ok(Some(_)));
                if sender.send(line).is_err() || last {
                    return;
                }
            }
        };
        thread::Builder::new().name("lines".into()).spawn(listen)?;
        Ok(Self(receiver))
    }

    /// Waits for the next line for at most `time` and trims the line.
    pub fn next(&self, time: Option<Duration>) -> io::Result<PlainInput> {
        let heard = match time {
            None => self.0.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(time) => self.0.recv_timeout(time),
        };
        match heard {
            Ok(line) => Ok(line?.map_or(PlainInput::End, PlainInput::Line)),
            Err(RecvTimeoutError::Timeout) => Ok(PlainInput::Nothing),
            Err(RecvTimeoutError::Disconnected) => Ok(PlainInput::End),
        }
    }
}

/// Reads a line from `input`. Returns `None` at the end of the input.
fn read(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let mut whole = line.ends_with(b"\n");
    while !whole {
        let more = input.fill_buf()?;
        let end = more.iter().position(|byte| *byte == b'\n');
        whole = end.is_some() || more.is_empty();
        let skipped = end.map_or(more.len(), |at| at + 1);
        input.consume(skipped);
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn all(input: &[u8]) -> Vec<String> {
        let mut input = std::io::BufReader::with_capacity(3, input);
        let next = || read(&mut input).expect("it is read from memory");
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn lines_come_one_by_one_however_they_end() {
        assert_eq!(all(b"a c\r\n\n  q  \nlast"), ["a c", "", "q", "last"]);
        assert!(all(b"").is_empty());
    }

    #[test]
    fn a_line_without_an_end_takes_no_more_room_than_any() {
        let mut long = vec![b'x'; 1_000_000];
        long.extend_from_slice(b"\nq\n");
        let lines = all(&long);
        assert_eq!(lines[0].len(), 1024);
        assert_eq!(lines[1..], ["q"]);
    }

    #[test]
    fn what_is_no_text_is_no_trouble() {
        assert_eq!(all(b"\xff\0\n"), ["\u{fffd}\0"]);
    }
}
