//! Options that begin with letters, and lines that tell the answer: what
//! Markdown, Aiken and cards have in common.

use winnow::Parser as _;
use winnow::ascii::{Caseless, space0};
use winnow::combinator::{alt, delimited, opt, preceded, terminated};
use winnow::error::ContextError;
use winnow::token::{one_of, rest};

use super::entry::{Answer, normal};
use super::key::Key;

type Quiet = ContextError;

/// `B. text`, `b) text`, `(B) text`, `B: text`: the place of the letter, from
/// 0, and the text.
pub fn option(line: &str) -> Option<(usize, &str)> {
    let letter = || one_of::<_, _, Quiet>(('A'..='Z', 'a'..='z'));
    let mut parser = (
        alt((
            delimited('(', letter(), ')'),
            delimited('[', letter(), ']'),
            terminated(letter(), one_of(['.', ')', ':'])),
        )),
        rest,
    );
    let (letter, text) = parser.parse(line.trim()).ok()?;
    let gap = text.is_empty() || text.starts_with(char::is_whitespace);
    let place = u32::from(letter.to_ascii_uppercase()) - u32::from('A');
    gap.then_some((place as usize, text.trim()))
}

/// What stands after `Answer:`, `Correct answers:`, `The correct answer is` and the like.
pub fn answer(line: &str) -> Option<&str> {
    let bare = line.trim().trim_start_matches(['*', '_', '#', ' ']);
    let word = |text: &'static str| terminated(Caseless(text), space0::<_, Quiet>);
    let mut parser = (
        opt(word("the")),
        opt(alt((word("correct"), word("right")))),
        alt((
            word("answer(s)"),
            word("answers"),
            word("answer"),
            word("ans"),
            word("option"),
            word("options"),
            word("key"),
        )),
        opt(alt((word("is"), word("are")))),
        opt(one_of::<_, _, Quiet>(['*', '_'])),
        opt(one_of(['*', '_'])),
        opt(one_of([':', '：', '=', '–', '—', '-'])),
        rest,
    );
    let (_, right, noun, is, _, _, sign, text) = parser.parse(bare).ok()?;
    // "Options are open" tells of options, "Correct option: B" of the key.
    let says = right.is_some() || !noun.to_lowercase().starts_with("option");
    let text = text.trim().trim_matches(['*', '_']).trim();
    (says && (is.is_some() || sign.is_some()) && !text.is_empty()).then_some(text)
}

/// What stands after `Explanation:` and its like.
pub fn explanation(line: &str) -> Option<&str> {
    let mut parser = preceded(
        (
            alt((
                Caseless("explanation"),
                Caseless("rationale"),
                Caseless("reason"),
            )),
            space0::<_, Quiet>,
            ':',
        ),
        rest,
    );
    let text: &str = parser.parse(line.trim()).ok()?;
    Some(text.trim())
}

/// The key that `text` tells of `options`, and what it says besides, as in
/// `B. Because …`.
pub fn key_and_more(text: &str, options: &[Answer]) -> (Key, String) {
    let key = |text: &str| Key::Words {
        text: text.to_owned(),
        from: 1,
    };
    let marked = |key: &Key| {
        let mut tried = options.to_vec();
        key.mark(&mut tried).ok().map(|()| tried)
    };
    let whole = key(text);
    if marked(&whole).is_some() {
        return (whole, String::new());
    }
    // The first sign after which the rest is prose.
    let ends = text.char_indices().filter(|(_, c)| ".):–—-\n".contains(*c));
    for (at, sign) in ends.take(4) {
        let head = key(text[..at].trim_matches(['(', ' ']));
        let Some(tried) = marked(&head) else { continue };
        let more = text[at + sign.len_utf8()..].trim();
        // `B. Amazon S3` only says the option again.
        let again = tried
            .iter()
            .any(|it| it.correct && normal(&it.text) == normal(more));
        let more = if again { "" } else { more };
        return (head, more.to_owned());
    }
    (whole, String::new())
}

/// Takes `A.`, `B.` and so on from the front of all options, where every one
/// has the letter of its place.
pub fn without_letters(options: &mut [Answer]) {
    let lettered = |(at, it): (usize, &Answer)| {
        option(&it.text).is_some_and(|(letter, text)| letter == at && !text.is_empty())
    };
    if options.len() > 1 && options.iter().enumerate().all(lettered) {
        for answer in options {
            if let Some((_, text)) = option(&answer.text) {
                answer.text = text.to_owned();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Key, answer, key_and_more, option};

    #[test]
    fn letters_before_options() {
        assert_eq!(option("B. two words"), Some((1, "two words")));
        assert_eq!(option("(c) x"), Some((2, "x")));
        assert_eq!(option("D) x"), Some((3, "x")));
        for none in ["A bucket", "e.g. this", "AB. x", ""] {
            assert_eq!(option(none), None, "{none}");
        }
    }

    #[test]
    fn lines_that_tell_the_answer() {
        for (line, told) in [
            ("Answer: B", "B"),
            ("**Correct answers:** A, C", "A, C"),
            ("The correct answer is B.", "B."),
            ("Correct option: D", "D"),
            ("ANSWER - C", "C"),
        ] {
            assert_eq!(answer(line), Some(told), "{line}");
        }
        for none in ["Answers differ", "Options: many", "Answer:", "Who answers?"] {
            assert_eq!(answer(none), None, "{none}");
        }
    }

    #[test]
    fn a_reason_may_follow_the_key() {
        let options = ["Amazon S3", "A bucket policy"].map(|it| Answer::new(it, false));
        let letters = |text: &str| Key::Words {
            text: text.into(),
            from: 1,
        };
        assert_eq!(
            key_and_more("B. It is attached to the bucket.", &options),
            (letters("B"), "It is attached to the bucket.".into())
        );
        assert_eq!(
            key_and_more("A) amazon s3", &options),
            (letters("A"), String::new())
        );
        let (key, _) = key_and_more("A bucket policy", &options);
        assert_eq!(key, letters("A bucket policy"));
    }
}
