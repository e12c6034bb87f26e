//! Splits texts that contain several options or a question and its options.

use super::{option, without_letters};
use crate::exchange::entry::ParsedOption;
use crate::exchange::html;

/// Returns the question and the options in `text`. The options are lines or parts that begin with
/// letters in alphabetical order.
pub fn options_in(text: &str) -> Option<(String, Vec<ParsedOption>)> {
    let (mut stem, mut options) = (String::new(), Vec::<ParsedOption>::new());
    for line in text.lines() {
        match option(line).filter(|it| it.0 == options.len()) {
            Some((_, text)) => options.push(ParsedOption::new(text, false)),
            None => match options.last_mut() {
                Some(last) => last.text += &format!("\n{line}"),
                None => stem += &format!("{line}\n"),
            },
        }
    }
    if options.len() < 2 {
        let starts = starts_in_a_row(text);
        let begins = *starts.first().filter(|it| **it > 0 && starts.len() > 1)?;
        text[..begins].clone_into(&mut stem);
        options = in_a_row(&text[begins..]);
        without_letters(&mut options);
    }
    Some((stem.trim().to_owned(), options)).filter(|(stem, _)| !stem.is_empty())
}

/// Splits text into options, which are lines or parts between separators, with or without
/// letters.
pub fn split(text: &str) -> Vec<ParsedOption> {
    let parts = |sign: &str| -> Vec<ParsedOption> {
        let parts = text.split(sign).map(str::trim).filter(|it| !it.is_empty());
        parts.map(|it| ParsedOption::new(it, false)).collect()
    };
    if let Some(list) = text
        .trim()
        .strip_prefix('[')
        .and_then(|it| it.strip_suffix(']'))
    {
        return quoted(list);
    }
    if text.contains("<li")
        && let Some((_, items)) = html::list(&html::read(text).pieces)
    {
        // The texts remain HTML, like those of options in other forms.
        let options = items
            .iter()
            .map(|it| ParsedOption::new(html::escape(it), false));
        return options.collect();
    }
    let signs = ["\n", "||", "|", ";", "<br>", "<br/>", "<br />"];
    let mut options = signs
        .iter()
        .filter(|it| text.trim().contains(**it))
        .map(|it| parts(it))
        .find(|it| it.len() > 1)
        .unwrap_or_else(|| in_a_row(text));
    without_letters(&mut options);
    options
}

/// Parses a list in the syntax of a programming language, such as `'one', "two"`.
fn quoted(list: &str) -> Vec<ParsedOption> {
    let (mut parts, mut part, mut quote) = (Vec::new(), String::new(), None);
    let mut chars = list.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\\', Some(_)) => part.extend(chars.next()),
            (c, Some(sign)) if c == sign => quote = None,
            ('"' | '\'', None) if part.trim().is_empty() => quote = Some(c),
            (',', None) => parts.push(std::mem::take(&mut part)),
            (c, _) => part.push(c),
        }
    }
    parts.push(part);
    let parts = parts.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
    parts.map(|it| ParsedOption::new(it, false)).collect()
}

/// Returns the byte offsets of the options in `A) one B) two C) three`.
pub fn starts_in_a_row(text: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let words = text.match_indices(|c: char| c.is_ascii_alphabetic());
    for (at, letter) in words {
        let begins = at == 0 || text[..at].ends_with([' ', ',', '(']);
        let wanted = b'A' + starts.len() as u8;
        let is_next = letter.as_bytes()[0].to_ascii_uppercase() == wanted;
        let mut after = text[at + 1..].chars();
        let is_label = matches!(after.next(), Some(')' | '.' | ':'))
            && after.next().is_some_and(char::is_whitespace);
        if begins && is_next && is_label {
            starts.push(if text[..at].ends_with('(') {
                at - 1
            } else {
                at
            });
        }
    }
    starts
}

/// Splits a line of options, such as `A) one B) two C) three` or parts separated by commas.
fn in_a_row(text: &str) -> Vec<ParsedOption> {
    let text = text.trim();
    let starts = starts_in_a_row(text);
    let parts: Vec<&str> = if starts.len() > 1 && starts[0] == 0 {
        let ends = starts[1..].iter().copied().chain([text.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(from, to)| &text[*from..to])
            .collect()
    } else {
        text.split(',').collect()
    };
    let parts = parts
        .into_iter()
        .map(|it| it.trim().trim_end_matches(',').trim());
    let parts = parts.filter(|it| !it.is_empty());
    parts.map(|it| ParsedOption::new(it, false)).collect()
}

#[cfg(test)]
mod tests {
    use super::{options_in, split};

    #[test]
    fn options_in_one_text_are_split() {
        for text in [
            "Mars|Saturn|Io",
            "A) Mars\nB) Saturn\nC) Io",
            "A. Mars B. Saturn C. Io",
        ] {
            let texts: Vec<_> = split(text).into_iter().map(|it| it.text).collect();
            assert_eq!(texts, ["Mars", "Saturn", "Io"], "{text}");
        }
    }

    #[test]
    fn options_below_or_behind_a_question_are_found() {
        for text in [
            "Which?\nA) Mars\nB) Saturn",
            "Which? A) Mars B) Saturn",
            "Which? (a) Mars (b) Saturn",
        ] {
            let (stem, options) = options_in(text).expect(text);
            let texts: Vec<_> = options.into_iter().map(|it| it.text).collect();
            assert_eq!(
                (stem.as_str(), texts),
                ("Which?", vec!["Mars".into(), "Saturn".into()])
            );
        }
        assert_eq!(options_in("Which? A. Mars"), None);
    }
}
