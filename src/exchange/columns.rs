//! Determines the roles of table columns and object fields from their names.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lettered::latin;

/// The content of a column or field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Id,
    /// The number of the question in the file.
    Number,
    Topic,
    Question,
    /// A single text that contains all options.
    Options,
    /// The option at this position, counted from 0.
    Option(usize),
    /// The reason for the option at this position.
    Why(usize),
    /// A flag that says whether the option at this position is correct.
    Flag(usize),
    /// The incorrect options if the answer gives the text of the correct option.
    WrongTexts,
    Answer,
    /// The answer as letters only.
    AnswerLetters,
    /// The answer as a zero-based number.
    AnswerIndex,
    Explanation,
    /// Source code that belongs to the question.
    Code,
    Difficulty,
    Shape,
    Negated,
    /// The order of the options. The value `fixed` means that they keep their order.
    Order,
    Beyond,
}

/// The names of each role, in lowercase and without punctuation, most reliable first. In the case
/// of roles with a position, the name is followed by a letter or number.
#[rustfmt::skip]
const ALIASES: &[(Role, &[&str])] = &[
    (Role::Id, &["id", "guid", "uid", "uuid", "questionid"]),
    (Role::Number, &["no", "nr", "num", "number", "sno", "slno", "qno", "questionno",
        "questionnr", "questionnum", "questionnumber", "serialnumber"]),
    (Role::Topic, &["topic", "category", "tag", "tags", "domain", "section", "subject", "deck",
        "chapter", "unit", "topicname", "subjectname", "categoryname", "kategorie", "thema",
        "tema", "categoria", "catégorie", "thème", "分类"]),
    (Role::Question, &["question", "questiontext", "questiontitle", "questionbody",
        "questioncontent", "questionstem", "questiondescription", "questionname",
        "questionprompt", "questions", "ques", "stem", "prompt", "query", "q", "front", "frage",
        "fragen", "fragetext", "pregunta", "preguntas", "enunciado", "domanda", "pergunta",
        "вопрос", "题目", "题干", "问题", "問題", "문제", "text", "title", "term", "name"]),
    (Role::Options, &["options", "choices", "alternatives", "possibleanswers", "answeroptions",
        "answerchoices", "answerslist", "optionlist", "optionslist", "responses", "variants",
        "multiplechoiceoptions", "opts", "mcqoptions", "choicelist", "endings", "optionen",
        "antworten", "antwortmöglichkeiten", "opciones", "respuestas", "opzioni", "risposte",
        "opções", "opcoes", "alternativas", "réponses", "choix", "варианты", "选项", "選択肢",
        "보기"]),
    (Role::Option(0), &["option", "answer", "choice", "opt", "op", "alternative", "response",
        "answeroption", "answerchoice", "possibleanswer", "optiontext", "answertext",
        "choicetext", "antwort", "antwortmöglichkeit", "opción", "opcion", "opzione",
        "risposta", "respuesta", "resposta", "opção", "opcao", "alternativa", "réponse",
        "reponse", "choix", "proposition", "вариант", "ответ", "选项", "選択肢", ""]),
    (Role::Why(0), &["why", "explanation", "feedback", "rationale", "reason", "comment",
        "optionexplanation", "optionfeedback", "answerexplanation", "answerfeedback"]),
    (Role::Flag(0), &["iscorrect", "correctflag", "correct", "isright"]),
    (Role::Answer, &["answer", "answers", "correct", "correctanswer", "correctanswers",
        "correctoption", "correctoptions", "correctchoice", "correctchoices",
        "correctresponse", "correctresponses", "rightanswer", "rightanswers", "rightoption",
        "rightoptions", "rightchoice", "solution", "solutions", "key", "answerkey", "back",
        "definition", "answertext", "correctanswertext", "correctkey", "ans", "cop",
        "correctans", "correctchoiceid", "correctchoiceids", "correctoptionid",
        "correctanswerid", "correctanswerids", "correctoptionids", "correctids", "answerid",
        "answerids", "antwort", "richtigeantwort", "richtigeantworten", "richtig", "lösung",
        "loesung", "respuesta", "respuestacorrecta", "correcta", "risposta",
        "rispostacorretta", "rispostaesatta", "resposta", "respostacorreta", "gabarito",
        "réponse", "reponse", "bonneréponse", "bonnereponse", "réponsecorrecte", "ответ",
        "правильныйответ", "答案", "正确答案", "正解", "정답"]),
    (Role::AnswerLetters, &["correctletters", "answerletters", "correctletter",
        "answerletter"]),
    (Role::AnswerIndex, &["correctindex", "answerindex", "correctanswerindex",
        "correctoptionindex", "correctindices", "correctindexes", "answerindices",
        "correctanswerindices", "correctchoiceindex", "correctanswernumber", "correctid",
        "correctindexnumber", "answeridx", "correctidx"]),
    (Role::WrongTexts, &["incorrectanswers", "wronganswers", "distractors", "incorrectoptions",
        "wrongoptions", "incorrectchoices", "incorrect", "wrong", "falscheantworten",
        "incorrectanswer", "wronganswer", "distractor", "incorrectoption", "wrongoption",
        "falscheantwort"]),
    (Role::Explanation, &["explanation", "explanations", "rationale", "reason", "feedback",
        "comment", "generalfeedback", "answerexplanation", "exp", "expl", "explain", "why",
        "details", "correctanswerexplanation", "solutiontext", "support", "justification",
        "erklärung", "erläuterung", "begründung", "explicación", "explicacion",
        "justificación", "spiegazione", "explicação", "explicacao", "explication",
        "объяснение", "解析", "解説", "해설"]),
    (Role::Code, &["code", "codesnippet", "snippet", "codeblock", "codeexample", "sourcecode",
        "questioncode"]),
    (Role::Difficulty, &["difficulty", "level"]),
    (Role::Shape, &["shape"]),
    (Role::Negated, &["negated"]),
    (Role::Order, &["order"]),
    (Role::Beyond, &["beyond"]),
];

/// The number of names for [`Role::Question`] that have no other meaning.
pub const CERTAIN: usize = 9;

/// The names of fields inside JSON objects, where the same names have different meanings than in
/// tables.
#[rustfmt::skip]
const PARTS: &[(Part, &[&str])] = &[
    (Part::Group, &["questions", "items", "data", "quiz", "quizzes", "results", "exam", "test",
        "list", "rows", "cards", "content", "elements", "pages", "entries", "records", "mcqs",
        "questionlist", "questionslist", "fragen", "preguntas", "perguntas", "domande"]),
    (Part::Text, &["text", "optiontext", "answertext", "choicetext", "option", "answer",
        "choice", "content", "body", "html", "description", "label", "title", "value", "name",
        "question", "stem"]),
    (Part::Label, &["id", "key", "letter", "label", "index", "value", "identifier", "optionid",
        "choiceid", "name", "option"]),
    (Part::Flag, &["correct", "iscorrect", "right", "isright", "isanswer", "iscorrectanswer",
        "correctanswer", "istrue", "valid", "score", "points", "weight", "fraction", "answer"]),
    (Part::Why, &["why", "explanation", "feedback", "rationale", "reason", "comment"]),
];

/// The content of a field inside a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A group of questions. The name of the field is not a topic.
    Group,
    /// The text of an option, answer, or question.
    Text,
    /// The label that an answer uses to refer to an option.
    Label,
    /// A flag that says whether an option is correct.
    Flag,
    /// The reason for an option.
    Why,
}

impl Part {
    /// Returns the names of this part, most reliable first.
    pub fn names(self) -> &'static [&'static str] {
        let found = PARTS.iter().find(|(part, _)| *part == self);
        found.map_or(&[], |(_, names)| names)
    }

    /// Returns whether `name` is one of this part's names.
    pub fn has(self, name: &str) -> bool {
        self.names().contains(&name) || self.names().contains(&&*plain(name))
    }
}

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

/// Adjusts the roles of the names in a file or object, because some names change the meaning of
/// others.
pub fn roles(names: &[&str], mut roles: Vec<Option<Role>>) -> Vec<Option<Role>> {
    let named = |wanted: &str| names.iter().position(|it| it.eq_ignore_ascii_case(wanted));
    let has_options = roles.contains(&Some(Role::Options));
    // `q` and `a` are the question and the answer, unless there is also a `b`.
    if let (Some(at), None, true) = (named("a"), named("b"), has_options || named("q").is_some()) {
        roles[at] = Some(Role::Answer);
    }
    // If there are options named `A` and `B`, then `Answer 1` and `Answer 2` are answers.
    if let (Some(_), Some(_)) = (named("a"), named("b")) {
        for (name, role) in names.iter().zip(&mut roles) {
            if matches!(role, Some(Role::Option(_))) && name.len() > 1 && is_answer(name) {
                *role = Some(Role::Answer);
            }
        }
    }
    roles
}

/// Returns whether `name` has a form such as `Answer 1`.
pub fn is_answer(name: &str) -> bool {
    let plain = plain(name);
    let word = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    word.len() < plain.len() && alias(word).is_some_and(|(role, _)| role == Role::Answer)
}

/// Returns the position of the option named by `Option B`, `answer_2`, or `answer_b_correct`.
pub fn option_named(text: &str) -> Option<usize> {
    /// The minimum length of a name, which excludes bare letters and numbers.
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

/// Returns the rank of a name within its role, where 0 is the most reliable.
pub fn rank(name: &str) -> usize {
    alias(&plain(name)).map_or(usize::MAX, |(_, rank)| rank)
}

/// Returns whether `role` has a position, in which case its names are followed by a letter or
/// number.
fn has_place(role: Role) -> bool {
    matches!(role, Role::Option(_) | Role::Why(_) | Role::Flag(_))
}

fn alias(plain: &str) -> Option<(Role, usize)> {
    static KNOWN: LazyLock<HashMap<&str, (Role, usize)>> = LazyLock::new(|| {
        let whole = ALIASES.iter().filter(|(role, _)| !has_place(*role));
        let all = whole.flat_map(|(role, names)| {
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
    let latin: String = match name.chars().count() {
        1 => name.chars().map(latin).collect(),
        _ => name.to_owned(),
    };
    let name = &*latin;
    let place = |name: &str, wanted: Role| {
        let names = ALIASES.iter().filter(|(role, _)| *role == wanted);
        let mut tails = names.flat_map(|(_, names)| names.iter().map(|it| name.strip_prefix(it)));
        tails.find_map(|tail| match tail?.as_bytes() {
            [letter @ b'a'..=b'j'] => Some(usize::from(letter - b'a')),
            // A bare number is not a name.
            [digit @ b'1'..=b'9'] if name.len() > 1 => Some(usize::from(digit - b'1')),
            _ => None,
        })
    };
    let option = |name: &str| place(name, Role::Option(0));
    let is_flag = ["iscorrect", "correct", "isright", "istrue", "flag"];
    let flagged = is_flag.iter().find_map(|it| {
        let name = name.strip_suffix(it)?;
        option(name).or_else(|| option(name.strip_prefix("is")?))
    });
    if let Some(at) = flagged.or_else(|| place(name, Role::Flag(0))) {
        Some(Role::Flag(at))
    } else if place(name, Role::WrongTexts).is_some() {
        Some(Role::WrongTexts)
    } else {
        let why = || place(name, Role::Why(0)).map(Role::Why);
        option(name).map(Role::Option).or_else(why)
    }
}

/// Normalizes a name so that `Correct Answer`, `correct_answer`, and `correctAnswer` are the same.
/// Drops remarks in brackets or after a dash and a suffix that marks English text.
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
            ("Is B correct", Role::Flag(1)),
            ("Antwort C", Role::Option(2)),
            ("Réponse B", Role::Option(1)),
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
        let whole = ALIASES.iter().filter(|(role, _)| !super::has_place(*role));
        let mut names: Vec<_> = whole.flat_map(|(_, names)| *names).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
