//! What the columns of a table and the fields of an object are for, by the
//! names that people give them.

/// What a column or field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Id,
    Topic,
    Question,
    /// The option at this place, from 0.
    Option(usize),
    /// The reason of the option at this place.
    Why(usize),
    /// The wrong options, where the answer is the right one.
    WrongTexts,
    Answer,
    /// The answer in letters and nothing else.
    AnswerLetters,
    /// The answer as a number that counts from 0.
    AnswerIndex,
    Explanation,
    Difficulty,
    Shape,
    Negated,
    /// `fixed` where the options keep their order.
    Order,
    Beyond,
}

/// What a name stands for; `None` for what certdrill has no place for.
pub fn role(name: &str) -> Option<Role> {
    let name = plain(name);
    Some(match name.as_str() {
        "id" | "guid" | "uid" => Role::Id,
        "topic" | "category" | "tag" | "tags" | "domain" | "section" | "subject" | "deck" => {
            Role::Topic
        }
        "question" | "questiontext" | "stem" | "text" | "prompt" | "q" | "front" | "title" => {
            Role::Question
        }
        "answer" | "answers" | "correct" | "correctanswer" | "correctanswers" | "correctoption"
        | "correctoptions" | "rightanswer" | "solution" | "key" | "back" => Role::Answer,
        "correctletters" | "answerletters" | "correctletter" | "answerletter" => {
            Role::AnswerLetters
        }
        "correctindex" | "answerindex" | "correctanswerindex" | "correctoptionindex"
        | "correctindices" | "correctindexes" => Role::AnswerIndex,
        "incorrectanswers" | "wronganswers" | "distractors" => Role::WrongTexts,
        "explanation" | "rationale" | "reason" | "feedback" | "comment" | "generalfeedback" => {
            Role::Explanation
        }
        "difficulty" | "level" => Role::Difficulty,
        "shape" => Role::Shape,
        "negated" => Role::Negated,
        "order" => Role::Order,
        "beyond" => Role::Beyond,
        other => return numbered(other),
    })
}

/// `option a`, `Answer 2`, `choiceC`, `why_b`, `A`.
fn numbered(name: &str) -> Option<Role> {
    const OPTIONS: [&str; 5] = ["option", "answer", "choice", "opt", ""];
    const WHYS: [&str; 4] = ["why", "explanation", "feedback", "rationale"];
    let place = |prefixes: &[&str]| {
        let mut tails = prefixes.iter().filter_map(|it| name.strip_prefix(it));
        tails.find_map(|tail| match tail.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')),
            // A bare number names nothing.
            [digit @ b'1'..=b'9'] if tail.len() < name.len() => Some(usize::from(digit - b'1')),
            _ => None,
        })
    };
    place(&OPTIONS)
        .map(Role::Option)
        .or_else(|| place(&WHYS).map(Role::Why))
}

/// `Correct Answer`, `correct_answer` and `correctAnswer` are one name.
fn plain(name: &str) -> String {
    let parts = name.chars().filter(|c| c.is_alphanumeric());
    parts.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Role, role};

    #[test]
    fn names_are_known_however_they_are_written() {
        for (name, known) in [
            ("Correct Answer", Role::Answer),
            ("correctAnswer", Role::Answer),
            ("option_b", Role::Option(1)),
            ("Option 3", Role::Option(2)),
            ("D", Role::Option(3)),
            ("answer1", Role::Option(0)),
            ("why_c", Role::Why(2)),
            ("answer_index", Role::AnswerIndex),
            ("Question", Role::Question),
        ] {
            assert_eq!(role(name), Some(known), "{name}");
        }
        for other in ["colour", "3", "", "source", "option 10"] {
            assert_eq!(role(other), None, "{other}");
        }
    }
}
