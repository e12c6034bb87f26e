//! Removes the numbers in front of questions.

/// Words that can precede the number of a question.
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
