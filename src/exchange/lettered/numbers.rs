//! Removes the numbers that precede questions.

/// Words that can precede the number of a question.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "question", "questão", "questao", "frage", "pregunta", "domanda", "pergunta", "вопрос",
    "exercise", "problem", "quiz", "item", "task", "no", "nr", "q", "p",
];

/// Removes a prefix such as `Question 3:`, `Q3.`, or `3)` from `text`. Also returns whether there
/// was a prefix.
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
    // `Question no: 3` has two words before the number.
    let rest = match word {
        Some(_) => without_word_number(rest),
        None => rest,
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
        None if word.is_some() && (after.trim().is_empty() || is_points(after)) => (true, ""),
        // The text of the question is on the next line.
        None if word.is_some() && after.starts_with('\n') => (true, after.trim_start()),
        // `Q4 Which?` has no separator after the number.
        None if word == Some(&"q") && after.starts_with(' ') && rest.len() + 1 == text.len() => {
            (true, after.trim_start())
        }
        _ => (false, text),
    }
}

/// Removes "no" or "number" and the punctuation after it from the start of `text`.
fn without_word_number(text: &str) -> &str {
    let bare = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let word = text[..text.len() - bare.len()].to_lowercase();
    if matches!(word.as_str(), "no" | "nr" | "num" | "number") {
        bare.trim_start_matches([' ', '.', ':', '#'])
    } else {
        text
    }
}

/// Returns whether `text` is only a number of points, such as `(2 points)`.
fn is_points(text: &str) -> bool {
    let inside = text.trim().strip_prefix(['(', '[']);
    let inside = inside.and_then(|it| it.strip_suffix([')', ']']));
    inside.is_some_and(|it| {
        let word = it.trim_start_matches(|c: char| c.is_ascii_digit() || " .,½".contains(c));
        let is_word = ["point", "points", "pt", "pts", "mark", "marks", "p"].contains(&word);
        word.len() < it.len() && is_word
    })
}

#[cfg(test)]
mod tests {
    use super::without_number;

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
            ("QUESTION NO: 1\nWho?", "Who?"),
            ("Question 2 (1 point)", ""),
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
