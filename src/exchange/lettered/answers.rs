//! Parses lines that name the answer or give the explanation.

use super::is_label_list;
use crate::exchange::entry::{ParsedOption, normal};
use crate::exchange::key::Key;

/// Words that introduce an answer, in several languages.
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
    "đáp án", "jawaban", "odpověď", "válasz", "răspuns", "vastaus", "отговор", "απάντηση",
    "σωστή απάντηση", "תשובה", "الإجابة", "उत्तर", "правильный ответ", "ответ", "відповідь", "正确答案", "參考答案",
    "参考答案", "答案", "正解", "答え", "정답",
];

/// The separators between a word that introduces an answer and the answer itself.
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

/// Returns the text after a word that introduces an answer and whether "is" or a separator comes
/// between them.
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

/// Returns the key in a line such as `word: B`, where the word can be any word in any language.
pub fn any_key(line: &str) -> Option<&str> {
    let (word, text) = line.split_once([':', '：'])?;
    let words = word.split_whitespace().count();
    let text = text.trim().trim_matches(['*', '_', '`']).trim();
    ((1..=4).contains(&words) && is_label_list(text)).then_some(text)
}

/// Words that introduce an explanation.
#[rustfmt::skip]
const EXPLANATIONS: &[&str] = &[
    "explanation", "rationale", "reason", "reasoning", "feedback", "general feedback", "comment",
    "@comments", "erklärung", "begründung", "explication", "explicación", "spiegazione",
    "explicação", "объяснение", "解析", "解説",
];

/// Returns the text after a label such as `Explanation:`.
pub fn explanation(line: &str) -> Option<&str> {
    let (word, text) = line.trim().split_once([':', '：'])?;
    let word = word.trim().to_lowercase();
    EXPLANATIONS.contains(&word.as_str()).then(|| text.trim())
}

/// Splits `text` into a key for `options` and the remaining text, as in `B. Because …`.
pub fn key_and_more(text: &str, options: &[ParsedOption]) -> (Key, String) {
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
    // From the first few separators, select the last one that is preceded by a key and followed by
    // prose, as in `A; C – because …`.
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
        // `B. Amazon S3` either repeats the text of option B or names another option.
        let same = tried.iter().find(|it| normal(&it.text) == normal(more));
        return match same {
            Some(option) if option.correct => (head, String::new()),
            Some(_) => (whole, String::new()),
            None => (head, more.to_owned()),
        };
    }
    (whole, String::new())
}

/// Returns whether `text` is the value of a flag that is set, such as "true".
pub fn is_true(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    ["true", "yes", "1", "x", "correct", "y", "wahr", "ja", "✓"].contains(&text.as_str())
}

/// Parses `True`, `f`, and the like.
pub fn true_or_false(text: &str) -> Option<bool> {
    match text.trim().trim_end_matches('.').to_lowercase().as_str() {
        "true" | "t" | "wahr" | "vrai" | "verdadero" => Some(true),
        "false" | "f" | "falsch" | "faux" | "falso" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, ParsedOption, answer, any_key, awaits_answer, key_and_more};

    #[test]
    fn lines_that_tell_the_answer() {
        for (line, stated) in [
            ("Answer: B", "B"),
            ("**Correct answers:** A, C", "A, C"),
            ("The correct answer is B.", "B."),
            ("Correct option: D", "D"),
            ("ANSWER - C", "C"),
        ] {
            assert_eq!(answer(line), Some(stated), "{line}");
        }
        for (line, stated) in [
            ("Answer B", "B"),
            ("Solution: B", "B"),
            ("Correct: B", "B"),
            ("Answer → B", "B"),
            ("✅ Answer: B", "B"),
            ("Correct choice: B", "B"),
            ("Réponse : B", "B"),
            ("答案：B", "B"),
        ] {
            assert_eq!(answer(line), Some(stated), "{line}");
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
    fn a_reason_may_follow_the_key() {
        let options = ["Amazon S3", "A bucket policy"].map(|it| ParsedOption::new(it, false));
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
        assert_eq!(
            key_and_more("B. Amazon S3", &options),
            (letters("B. Amazon S3"), String::new())
        );
        let (key, _) = key_and_more("A bucket policy", &options);
        assert_eq!(key, letters("A bucket policy"));
    }
}
