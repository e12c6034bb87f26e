//! Moves options that share a line with the question or with each other to separate lines.

use super::{Block, Kind, Line};
use crate::exchange::lettered;

/// Moves the first option from the end of the question's line to a new line if the next line is the
/// second option.
pub fn split_first_options(blocks: &mut Vec<Block>) {
    let is_second = |line: &Line| lettered::option(&line.text).is_some_and(|it| it.0 == 1);
    let mut old = std::mem::take(blocks).into_iter().peekable();
    while let Some(mut block) = old.next() {
        let count = block.lines.len();
        let found = (0..count).find_map(|nth| {
            let line = &block.lines[nth];
            let next = block.lines.get(nth + 1);
            let next = next.or_else(|| old.peek()?.lines.first());
            let is_split = next.is_some_and(is_second) && lettered::option(&line.text).is_none();
            let begins = lettered::first_option_in(&line.text).filter(|_| is_split)?;
            Some((nth, begins))
        });
        let mut first = None;
        if let Some((nth, begins)) = found {
            let line = &mut block.lines[nth];
            let option = Line {
                text: line.text[begins..]
                    .trim_start_matches(['-', '*', ' '])
                    .to_owned(),
                number: line.number,
                ..Line::default()
            };
            line.text.truncate(begins);
            match old.peek().filter(|_| nth + 1 == count) {
                // The other options are list items, so the first one becomes a list item, too.
                Some(next) => {
                    first = Some(Block {
                        line: option.number,
                        lines: vec![option],
                        ..next.clone()
                    });
                }
                None => block.lines.insert(nth + 1, option),
            }
        }
        blocks.push(block);
        blocks.extend(first);
    }
}

/// Moves each option in a line that contains several options to a separate line.
pub fn split_rows_of_options(block: &mut Block) {
    if matches!(block.kind, Kind::Code | Kind::Preformatted)
        || matches!(
            block.kind,
            Kind::Item {
                checked: Some(_),
                ..
            }
        )
    {
        return;
    }
    let lines = std::mem::take(&mut block.lines);
    for (at, line) in lines.iter().enumerate() {
        let starts = lettered::starts_in_a_row(&line.text);
        let next = lines.get(at + 1).and_then(|it| lettered::option(&it.text));
        // "A. Vitamin B. complex" is one option if the next line is an option, too.
        let is_row = starts.len() > 2 || (starts.len() == 2 && starts[0] > 0);
        if !is_row || next.is_some() {
            block.lines.push(line.clone());
            continue;
        }
        let ends = starts.iter().copied().chain([line.text.len()]);
        for (nth, (from, to)) in [0]
            .into_iter()
            .chain(starts.iter().copied())
            .zip(ends)
            .enumerate()
        {
            let text = line.text[from..to]
                .trim()
                .trim_end_matches([',', ';'])
                .to_owned();
            if !text.is_empty() {
                let soft = line.soft && nth == 0;
                let part = Line {
                    text,
                    soft,
                    number: line.number,
                    ..Line::default()
                };
                block.lines.push(part);
            }
        }
    }
}
