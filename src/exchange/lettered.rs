//! Parses options that begin with letters, and lines with the answer, which are common to Markdown,
//! Aiken, and cards.

use winnow::Parser as _;
use winnow::ascii::{Caseless, space0};
use winnow::combinator::{alt, delimited, preceded, terminated};
use winnow::error::ContextError;
use winnow::token::{one_of, rest};

use super::entry::{Answer, normal};
use super::key::Key;

type Quiet = ContextError;

/// Parses `B. text`, `b) text`, `(B) text`, or `B: text`: returns the position of the letter, from
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

/// The words for an answer, in the languages in which quizzes are written.
#[rustfmt::skip]
const ANSWERS: &[&str] = &[
    "correct answer(s)", "correct answers", "correct answer", "correct options",
    "correct option", "correct choices", "correct choice", "correct response",
    "right answers", "right answer", "right option", "right choice", "answer(s)", "answer key",
    "answers", "answer", "ans", "solutions", "solution", "key", "correct",
    "richtige antworten", "richtige antwort", "antworten", "antwort", "lösung", "réponses",
    "bonne réponse", "réponse", "respuestas", "respuesta correcta", "respuesta", "soluzione",
    "risposta corretta", "risposta esatta", "risposta", "resposta correta", "resposta certa",
    "resposta", "gabarito", "solución", "solução", "antwoord", "svar", "odpowiedź", "cevap",
    "đáp án", "jawaban", "правильный ответ", "ответ", "відповідь", "正确答案", "參考答案",
    "参考答案", "答案", "正解", "答え", "정답",
];

/// The signs between the word for an answer and the answer.
const SIGNS: &[&str] = &[":", "：", "->", "=>", "=", "→", "➜", "➔", "–", "—", "-"];

/// Returns the answer in `Answer: B`, `The correct answer is B`, `Solution → B`, and the like.
pub fn answer(line: &str) -> Option<&str> {
    let (is_certain, text) = after_word(line)?;
    let text = text.trim().trim_matches(['*', '_']).trim();
    (!text.is_empty() && (is_certain || is_label_list(text))).then_some(text)
}

/// Returns whether `line` is `Answer:` or similar, with the answer on the next line.
pub fn awaits_answer(line: &str) -> bool {
    after_word(line).is_some_and(|(is_certain, text)| {
        is_certain && text.trim().trim_matches(['*', '_', '>']).trim().is_empty()
    })
}

/// Returns the text after a word for an answer, and whether "is" or a sign comes between them.
fn after_word(line: &str) -> Option<(bool, &str)> {
    let bare = line
        .trim()
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    if lower.len() != bare.len() {
        return None;
    }
    let skip = if lower.starts_with("the ") { 4 } else { 0 };
    let word = ANSWERS.iter().find(|it| lower[skip..].starts_with(**it))?;
    let rest = bare.get(skip + word.len()..)?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut text = rest.trim_start();
    let verb = ["is ", "are ", "is:", "are:"]
        .iter()
        .find(|it| text.starts_with(**it));
    text = verb.map_or(text, |it| text[it.len() - 1..].trim_start());
    text = text.trim_start_matches(['*', '_']).trim_start();
    let sign = SIGNS.iter().find(|it| text.starts_with(**it));
    text = sign.map_or(text, |it| text[it.len()..].trim_start());
    Some((verb.is_some() || sign.is_some(), text))
}

/// Returns the key in `word: B`, for any word in any language.
pub fn any_key(line: &str) -> Option<&str> {
    let (word, text) = line.split_once([':', '：'])?;
    let words = word.split_whitespace().count();
    let text = text.trim().trim_matches(['*', '_', '`']).trim();
    ((1..=4).contains(&words) && is_label_list(text)).then_some(text)
}

/// Returns whether `text` is only `B`, `A, C`, `(B)`, or `A and C`.
pub fn is_label_list(text: &str) -> bool {
    let mut labels = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty() && !matches!(*it, "and" | "und" | "et" | "y"))
        .peekable();
    let is_label = |it: &str| it.len() == 1 && it.bytes().all(|it| it.is_ascii_uppercase());
    text.len() <= 20 && labels.peek().is_some() && labels.all(is_label)
}

/// Returns the byte offset of a first option at the end of a line, as in `Which? - A. Mars`.
pub fn first_option_in(line: &str) -> Option<usize> {
    let mut places = line.match_indices(char::is_whitespace);
    places.find_map(|(at, _)| {
        let bare = line[at..]
            .trim_start()
            .trim_start_matches(['-', '*'])
            .trim_start();
        let (place, text) = option(bare)?;
        let is_end = line[..at]
            .trim_end()
            .ends_with(['?', ':', '.', ')', '？', '：', '*']);
        (place == 0 && !text.is_empty() && is_end).then_some(at)
    })
}

/// Returns the text after `Explanation:` and similar words.
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

/// Splits `text` into a key for `options` and the remaining text, as in `B. Because …`.
pub fn key_and_more(text: &str, options: &[Answer]) -> (Key, String) {
    let key = |text: &str| Key::Words {
        text: text.to_owned(),
        from: 1,
    };
    let marked = |key: &Key| {
        let mut tried = options.to_vec();
        key.mark(&mut tried).ok().map(|_| tried)
    };
    let whole = key(text);
    if marked(&whole).is_some() {
        return (whole, String::new());
    }
    // Of the first few separators, take the last one that is preceded by a key and followed by
    // prose: `A; C – because …`.
    let ends = text
        .char_indices()
        .filter(|(_, c)| ".):–—-\n(;".contains(*c));
    let ends: Vec<_> = ends.take(4).collect();
    for (at, sign) in ends.into_iter().rev() {
        let head = key(text[..at].trim_matches(['(', ' ', '*', '`']));
        let Some(tried) = marked(&head) else { continue };
        let more = text[at + sign.len_utf8()..].trim();
        let more = match sign {
            '(' => more.strip_suffix(')').unwrap_or(more),
            _ => more,
        };
        // `A; B` names two options.
        if sign == ';' && more.split_whitespace().next().is_some_and(is_label_list) {
            return (whole, String::new());
        }
        // `B. Object storage` only repeats the option.
        let again = tried
            .iter()
            .any(|it| it.correct && normal(&it.text) == normal(more));
        let more = if again { "" } else { more };
        return (head, more.to_owned());
    }
    (whole, String::new())
}

/// Removes `A.`, `B.`, and so on from the options, if each option has the letter of its position.
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

/// Splits one text into options: lines, or parts between separators, with or without letters.
pub fn split(text: &str) -> Vec<Answer> {
    let parts = |sign: &str| -> Vec<Answer> {
        let parts = text.split(sign).map(str::trim).filter(|it| !it.is_empty());
        parts.map(|it| Answer::new(it, false)).collect()
    };
    if let Some(list) = text
        .trim()
        .strip_prefix('[')
        .and_then(|it| it.strip_suffix(']'))
    {
        return quoted(list);
    }
    let signs = ["\n", "||", "|", ";", "<br>", "<br/>"];
    let mut options = signs
        .iter()
        .filter(|it| text.trim().contains(**it))
        .map(|it| parts(it))
        .find(|it| it.len() > 1)
        .unwrap_or_else(|| in_a_row(text));
    without_letters(&mut options);
    options
}

/// Parses `'one', "two"`, the list syntax of programming languages.
fn quoted(list: &str) -> Vec<Answer> {
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
    parts.map(|it| Answer::new(it, false)).collect()
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

/// Splits `A) one B) two C) three` in one line, or parts separated by commas.
fn in_a_row(text: &str) -> Vec<Answer> {
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
    parts.map(|it| Answer::new(it, false)).collect()
}

/// Parses `True`, `f`, and the like.
pub fn true_or_false(text: &str) -> Option<bool> {
    match text.trim().trim_end_matches('.').to_lowercase().as_str() {
        "true" | "t" | "wahr" | "vrai" | "verdadero" => Some(true),
        "false" | "f" | "falsch" | "faux" | "falso" => Some(false),
        _ => None,
    }
}

/// The words before the number of a question.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "question", "questão", "questao", "frage", "pregunta", "domanda", "pergunta", "вопрос",
    "exercise", "problem", "quiz", "item", "task", "no", "nr", "q", "p",
];

/// Removes a prefix such as `Question 3:`, `Q3.`, or `3)` from `text`, and returns whether there
/// was one.
pub fn without_number(text: &str) -> (bool, &str) {
    let lower = text.to_lowercase();
    let word = NUMBERED
        .iter()
        .find(|it| lower.starts_with(**it))
        .filter(|_| lower.len() == text.len());
    let rest = &text[word.map_or(0, |it| it.len())..];
    let rest = if word.is_some() {
        rest.trim_start_matches([' ', '#', '.'])
    } else {
        rest
    };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == rest.len()
        && matches!(word, Some(&("q" | "question" | "frage")))
        && let Some(stem) = rest.strip_prefix(": ")
    {
        return (true, stem.trim_start());
    }
    if after.len() == rest.len() {
        return (false, text);
    }
    let bare = after.strip_prefix(['.', ')', ':', '-', '–', '—', '。', '：', '、', '．']);
    let is_wide = after.starts_with(['。', '：', '、', '．']);
    match bare {
        Some(stem) if is_wide || stem.is_empty() || stem.starts_with(char::is_whitespace) => {
            (true, stem.trim_start())
        }
        None if word.is_some() && after.trim().is_empty() => (true, ""),
        // `Q4 Which?` has no separator.
        None if word == Some(&"q") && after.starts_with(' ') && rest.len() + 1 == text.len() => {
            (true, after.trim_start())
        }
        _ => (false, text),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Answer, Key, answer, any_key, awaits_answer, key_and_more, option, split, without_number,
    };

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
        for (line, told) in [
            ("Answer B", "B"),
            ("Solution: B", "B"),
            ("Correct: B", "B"),
            ("Answer → B", "B"),
            ("✅ Answer: B", "B"),
            ("Correct choice: B", "B"),
            ("Réponse : B", "B"),
            ("答案：B", "B"),
        ] {
            assert_eq!(answer(line), Some(told), "{line}");
        }
        for none in [
            "Answers differ",
            "Options: many",
            "Answer:",
            "Who answers?",
            "Correct the text",
            "Keys: many",
        ] {
            assert_eq!(answer(none), None, "{none}");
        }
        assert!(awaits_answer("**Answer:**"));
        assert_eq!(any_key("Odgovor: B"), Some("B"));
        assert_eq!(any_key("Note: Big"), None);
    }

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
            key_and_more("A - amazon s3", &options),
            (letters("A"), String::new())
        );
        let (key, _) = key_and_more("A bucket policy", &options);
        assert_eq!(key, letters("A bucket policy"));
    }

    #[test]
    fn numbers_before_questions_are_no_part_of_them() {
        for (text, stem) in [
            ("Question 3: Who?", "Who?"),
            ("Q3. Who?", "Who?"),
            ("3) Who?", "Who?"),
            ("Question 12", ""),
            ("Question #4: Who?", "Who?"),
            ("Q1。 Who?", "Who?"),
            ("P2. Who?", "Who?"),
            ("Q4 Who?", "Who?"),
            ("Frage 3: Who?", "Who?"),
            ("5、Who?", "Who?"),
        ] {
            assert_eq!(without_number(text), (true, stem), "{text}");
        }
        for text in [
            "3 zones",
            "1.5 or 2?",
            "Quick?",
            "12",
            "Question of 3",
            "S3: which?",
        ] {
            assert_eq!(without_number(text), (false, text));
        }
    }
}
