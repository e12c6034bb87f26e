//! Roles of table columns and object fields, found by the names that files use.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The content of a column or field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Id,
    /// The number of the question in its file.
    Number,
    Topic,
    Question,
    /// All options in one text.
    Options,
    /// The option at this position, from 0.
    Option(usize),
    /// The reason of the option at this position.
    Why(usize),
    /// A flag that is set if the option at this position is correct.
    Flag(usize),
    /// The incorrect options, if the answer gives the text of the correct one.
    WrongTexts,
    Answer,
    /// The answer, in letters only.
    AnswerLetters,
    /// The answer as a number that counts from 0.
    AnswerIndex,
    Explanation,
    /// Source code that belongs to the question.
    Code,
    Difficulty,
    Shape,
    Negated,
    /// `fixed` if the options keep their order.
    Order,
    Beyond,
}

/// The names of each role, in lowercase and without punctuation, the most certain first.
#[rustfmt::skip]
const ALIASES: &[(Role, &[&str])] = &[
    (Role::Id, &["id", "guid", "uid", "uuid", "questionid"]),
    (Role::Number, &["no", "nr", "num", "number", "sno", "slno", "qno", "questionno",
        "questionnr", "questionnum", "questionnumber", "serialnumber"]),
    (Role::Topic, &["topic", "category", "tag", "tags", "domain", "section", "subject", "deck",
        "chapter", "unit", "kategorie", "thema", "tema", "categoria", "分类"]),
    (Role::Question, &["question", "questiontext", "questiontitle", "questionbody",
        "questioncontent", "questionstem", "questiondescription", "questionname",
        "questionprompt", "stem", "prompt", "text", "query", "q", "front", "frage",
        "fragetext", "pregunta", "domanda", "pergunta", "вопрос", "题目", "题干", "问题",
        "問題", "문제", "title", "name"]),
    (Role::Options, &["options", "choices", "alternatives", "possibleanswers", "answeroptions",
        "answerchoices", "answerslist", "optionlist", "optionslist", "responses", "variants",
        "multiplechoiceoptions", "opts", "mcqoptions", "choicelist", "optionen", "antworten",
        "opciones", "respuestas", "opzioni", "risposte", "opcoes", "варианты", "选项",
        "選択肢", "보기"]),
    (Role::Answer, &["answer", "answers", "correct", "correctanswer", "correctanswers",
        "correctoption", "correctoptions", "correctchoice", "correctchoices",
        "correctresponse", "correctresponses", "rightanswer", "rightanswers", "rightoption",
        "solution", "solutions", "key", "answerkey", "back", "answertext", "correctkey",
        "ans", "correctans", "correctchoiceid",
        "correctoptionid", "correctanswerid", "correctanswerids", "correctoptionids",
        "antwort", "richtigeantwort", "lösung", "loesung", "respuesta", "respuestacorrecta",
        "risposta", "rispostacorretta", "resposta", "respostacorreta", "réponse",
        "bonneréponse", "ответ", "правильныйответ", "答案", "正确答案", "正解", "정답"]),
    (Role::AnswerLetters, &["correctletters", "answerletters", "correctletter",
        "answerletter"]),
    (Role::AnswerIndex, &["correctindex", "answerindex", "correctanswerindex",
        "correctoptionindex", "correctindices", "correctindexes", "answerindices",
        "correctanswerindices", "correctchoiceindex", "correctanswernumber", "correctid"]),
    (Role::WrongTexts, &["incorrectanswers", "wronganswers", "distractors",
        "incorrectoptions", "wrongoptions", "incorrect", "wrong"]),
    (Role::Explanation, &["explanation", "explanations", "rationale", "reason", "feedback",
        "comment", "generalfeedback", "answerexplanation", "exp", "expl", "explain", "why", "details",
        "correctanswerexplanation", "erklärung", "erläuterung", "explicación", "explicacion",
        "spiegazione", "explicação", "explicacao", "объяснение", "解析", "解説", "해설"]),
    (Role::Code, &["code", "codesnippet", "snippet", "codeblock", "codeexample", "sourcecode",
        "questioncode"]),
    (Role::Difficulty, &["difficulty", "level"]),
    (Role::Shape, &["shape"]),
    (Role::Negated, &["negated"]),
    (Role::Order, &["order"]),
    (Role::Beyond, &["beyond"]),
];

/// Returns the role of a name, or `None` if certdrill does not import its content.
pub fn role(name: &str) -> Option<Role> {
    let plain = plain(name);
    if name.trim_end().ends_with('#') {
        return Some(Role::Number);
    }
    alias(&plain)
        .map(|(role, _)| role)
        .or_else(|| numbered(&plain))
}

/// Returns the position of the option named by `Option B`, `answer_2`, or `answer_b_correct`.
pub fn option_named(text: &str) -> Option<usize> {
    /// The minimum length, so that a bare letter or number is not a name.
    const SHORTEST: usize = 4;
    let text = text.trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_- ".contains(c);
    match role(text)? {
        Role::Option(at) | Role::Flag(at) => {
            (text.len() >= SHORTEST && text.len() < 24 && text.chars().all(is_name)).then_some(at)
        }
        _ => None,
    }
}

/// Returns the rank of a name within its role: 0 is the most certain.
pub fn rank(name: &str) -> usize {
    alias(&plain(name)).map_or(usize::MAX, |(_, rank)| rank)
}

fn alias(plain: &str) -> Option<(Role, usize)> {
    static KNOWN: LazyLock<HashMap<&str, (Role, usize)>> = LazyLock::new(|| {
        let all = ALIASES.iter().flat_map(|(role, names)| {
            let ranked = names.iter().enumerate();
            ranked.map(|(rank, name)| (*name, (*role, rank)))
        });
        all.collect()
    });
    KNOWN.get(plain).copied()
}

/// Parses `option a`, `Answer 2`, `choiceC`, `why_b`, `A`, `answer_a_correct`, or `Incorrect Answer
/// 1`.
fn numbered(name: &str) -> Option<Role> {
    const OPTIONS: [&str; 9] = [
        "option",
        "answer",
        "choice",
        "opt",
        "alternative",
        "response",
        "answeroption",
        "possibleanswer",
        "",
    ];
    const WHYS: [&str; 4] = ["why", "explanation", "feedback", "rationale"];
    const WRONG: [&str; 4] = [
        "incorrectanswer",
        "wronganswer",
        "distractor",
        "incorrectoption",
    ];
    const FLAGS: [&str; 3] = ["iscorrect", "correctflag", "correct"];
    let place = |name: &str, prefixes: &[&str]| {
        let mut tails = prefixes.iter().filter_map(|it| name.strip_prefix(it));
        tails.find_map(|tail| match tail.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')),
            // A bare number is not a name.
            [digit @ b'1'..=b'9'] if tail.len() < name.len() => Some(usize::from(digit - b'1')),
            _ => None,
        })
    };
    let flagged = ["iscorrect", "correct", "isright", "istrue", "flag"]
        .iter()
        .find_map(|it| place(name.strip_suffix(it)?, &OPTIONS));
    if let Some(at) = flagged.or_else(|| place(name, &FLAGS)) {
        return Some(Role::Flag(at));
    }
    if place(name, &WRONG).is_some() {
        return Some(Role::WrongTexts);
    }
    place(name, &OPTIONS)
        .map(Role::Option)
        .or_else(|| place(name, &WHYS).map(Role::Why))
}

/// Normalizes a name, so that `Correct Answer`, `correct_answer`, and `correctAnswer` are the same.
/// Drops remarks in brackets or after a dash, and a suffix for English.
pub fn plain(name: &str) -> String {
    let letters = |text: &str| -> String {
        let parts = text.chars().filter(|c| c.is_alphanumeric());
        parts.flat_map(char::to_lowercase).collect()
    };
    let lines = name.trim().lines().next().unwrap_or_default();
    let short = [" - ", " – ", " — ", "("]
        .iter()
        .filter_map(|it| lines.find(it))
        .min()
        .map_or(lines, |at| &lines[..at]);
    let english = ["_en", "-en", ".en", "_EN", "-EN"]
        .iter()
        .find_map(|it| short.trim_end().strip_suffix(it));
    let found = letters(english.unwrap_or(short));
    if found.is_empty() {
        letters(name)
    } else {
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIASES, Role, role};

    #[test]
    fn names_are_known_in_any_spelling() {
        for (name, known) in [
            ("Correct Answer", Role::Answer),
            ("correctAnswer", Role::Answer),
            ("Correct answer(s) - choose at least one", Role::Answer),
            ("Correct Answer(s)\n(Only include Answer #)", Role::Answer),
            ("option_b", Role::Option(1)),
            ("Option 3", Role::Option(2)),
            ("Answer 3\n(Optional)", Role::Option(2)),
            ("Answer 1 - max 75 characters", Role::Option(0)),
            ("D", Role::Option(3)),
            ("answer1", Role::Option(0)),
            ("answer_a_correct", Role::Flag(0)),
            ("Option 2 is correct", Role::Flag(1)),
            ("Incorrect Answer 2", Role::WrongTexts),
            ("why_c", Role::Why(2)),
            ("answer_index", Role::AnswerIndex),
            ("Question", Role::Question),
            ("Question - max 120 characters", Role::Question),
            ("question_en", Role::Question),
            ("Question #", Role::Number),
            ("questionNumber", Role::Number),
        ] {
            assert_eq!(role(name), Some(known), "{name}");
        }
        for other in ["color", "3", "", "source", "option 10"] {
            assert_eq!(role(other), None, "{other}");
        }
    }

    #[test]
    fn every_alias_has_one_role() {
        let mut names: Vec<_> = ALIASES.iter().flat_map(|(_, names)| *names).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
