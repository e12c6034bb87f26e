//! Mistakes that first-time authors make when they write a bank by hand. Every message explains in
//! plain words what is wrong, on which line, and what to write instead.

mod support;

use std::fs;

use support::Home;

const HEAD: &str = "format = 2\n[bank]\nid = \"b\"\ntitle = \"B\"\n\n";
const QUESTION: &str = "[[question]]\nid = \"q1\"\nstem = \"What is the capital of France?\"\n\
                        explanation = \"Paris is the capital of France.\"\n";
const OPTIONS: &str = "[[question.option]]\ntext = \"Paris\"\ncorrect = true\nwhy = \"It is.\"\n\n\
                       [[question.option]]\ntext = \"Lyon\"\nwhy = \"It is not.\"\n";

/// Parser jargon that must not appear in messages to authors.
const JARGON: [&str; 13] = [
    "struct ",
    "sequence",
    " map",
    "boolean",
    "literal",
    "variant",
    "invalid type",
    "expected",
    "u8",
    "u32",
    "i64",
    "Spanned",
    "fix the TOML",
];

/// Returns the messages that `bank check` prints for a bank with `text`.
fn messages(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    fs::write(&path, text).expect("the folder is ours");
    let path = path.to_str().expect("the path is UTF-8");
    let checked = Home::new().run(&["bank", "check", path]);
    assert_eq!(checked.code, 3, "{}", checked.out);
    checked.out.replace(path, "bank.toml")
}

/// Applies `change` to a bank with one question. Checks that this leads to a message on `line` that
/// contains `parts`.
#[track_caller]
fn reported(change: impl FnOnce(String) -> String, line: usize, parts: &[&str]) {
    let text = change(format!("{HEAD}{QUESTION}{OPTIONS}"));
    let messages = messages(&text);
    let place = format!("bank.toml:{line}:");
    assert!(messages.contains(&place), "{place} in\n{messages}");
    for part in parts {
        assert!(messages.contains(part), "{part} in\n{messages}");
    }
    let own = messages
        .lines()
        .filter(|it| it.starts_with("error") || it.contains("= help: "));
    for line in own {
        let word = JARGON.iter().find(|word| line.contains(**word));
        assert!(word.is_none(), "{word:?} in {line}");
    }
}

/// Replaces the options of the question.
fn options(instead: &str) -> impl FnOnce(String) -> String {
    move |text| text.replace(OPTIONS, instead)
}

fn replace(from: &'static str, to: &'static str) -> impl FnOnce(String) -> String {
    move |text| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    }
}

/// Adds lines to the question.
fn add(lines: &'static str) -> impl FnOnce(String) -> String {
    move |text| text.replace(QUESTION, &format!("{QUESTION}{lines}\n"))
}

#[test]
fn options_of_another_form() {
    let example = "option = [{ text = \"Paris\", correct = true }, { text = \"Lyon\" }]";
    let strings = "every entry of `option` must be a table in braces, not the text \"Paris\"";
    reported(
        options("option = [\"Paris\", \"Lyon\"]\n"),
        10,
        &[strings, example],
    );
    let one = "`option` must be a list in brackets, not the text \"Paris\"";
    reported(options("option = \"Paris\"\n"), 10, &[one, example]);
    let plural = "options = [\"Paris\", \"Lyon\"]\nanswer = \"Paris\"\n";
    let parts = [
        "did you mean `option`?",
        "unknown field `answer`",
        "mark the correct option",
    ];
    reported(options(plural), 10, &parts);
    reported(options(""), 6, &["has no options", example]);
    let single = OPTIONS.replace("[[question.option]]", "[question.option]");
    let parts = [
        "`[question.option]` is used more than once",
        "write `[[question.option]]`",
    ];
    reported(options(&single), 15, &parts);
    let top = OPTIONS.replace("question.", "");
    reported(
        options(&top),
        10,
        &["write `[[question.option]]` below the `[[question]]`"],
    );
    let before = |text: String| text.replace(OPTIONS, "").replace(QUESTION, OPTIONS) + QUESTION;
    reported(
        before,
        6,
        &["has no `[[question]]` above it", "move it below"],
    );
    let map = "[question.option]\nA = \"Paris\"\n";
    reported(
        options(map),
        10,
        &["`[question.option]` needs two brackets"],
    );
    let comma = "option = [\n{ text = \"A\", correct = true }\n{ text = \"B\" }\n]\n";
    reported(
        options(comma),
        12,
        &["a comma is missing before this point"],
    );
}

#[test]
fn keys_of_another_form() {
    let right = ["no correct option", "mark one option with `correct = true`"];
    reported(replace("correct = true\n", ""), 6, &right);
    let right = [
        "every option of question `q1` is correct",
        "remove `correct`",
    ];
    reported(replace("\"Lyon\"", "\"Lyon\"\ncorrect = true"), 6, &right);
    let right = [
        "`correct` must be true or false, not the text \"yes\"",
        "correct = true",
    ];
    reported(replace("correct = true", "correct = \"yes\""), 12, &right);
    let right = [
        "`correct` cannot be True",
        "write true or false in lowercase",
    ];
    reported(replace("correct = true", "correct = True"), 12, &right);
    for field in ["answer = \"A\"", "correct = \"Paris\"", "key = 1"] {
        reported(
            add(field),
            10,
            &["mark the correct option instead: option = ["],
        );
    }
    let two = "stem = \"Which are in France? (Select TWO.)\"";
    let parts = [
        "says \"Select TWO\", but 1 of its options is correct",
        "fix the answer key",
    ];
    reported(
        replace("stem = \"What is the capital of France?\"", two),
        8,
        &parts,
    );
}

#[test]
fn fields_of_another_type() {
    for (lines, parts) in [
        (
            "difficulty = \"hard\"",
            ["`difficulty` must be a whole number", "difficulty = 2"],
        ),
        (
            "difficulty = 9",
            ["has difficulty 9", "use 1 (easy), 2, or 3 (hard)"],
        ),
        (
            "shape = \"multiple\"",
            ["`shape` cannot be \"multiple\"", "\"direct\", \"scenario\""],
        ),
        (
            "order = true",
            ["`order` cannot be true", "order = \"fixed\""],
        ),
        (
            "asks = \"capital\"",
            ["`asks` must be a list in brackets", "asks = [\"fact-id\"]"],
        ),
        (
            "negated = 1",
            [
                "`negated` must be true or false, not the number 1",
                "negated = true",
            ],
        ),
        (
            "facts = [\"capital\"]",
            ["unknown field `facts`", "did you mean `asks`?"],
        ),
        (
            "topic = \"geo\"",
            [
                "unknown topic `geo`",
                "add the lines [[topic]], id = \"geo\", and title",
            ],
        ),
        (
            "stem = \"Again?\"",
            ["`stem` appears twice in this table", "remove one of them"],
        ),
    ] {
        reported(add(lines), 10, &parts);
    }
    let number = [
        "`stem` must be text in quotes, not the number 42",
        "stem = \"What is",
    ];
    reported(
        replace("\"What is the capital of France?\"", "42"),
        8,
        &number,
    );
    let list = ["`explanation` must be text in quotes, not a list"];
    reported(
        replace("\"Paris is the capital of France.\"", "[\"It is.\"]"),
        9,
        &list,
    );
    let text = [
        "`format` must be a whole number, not the text \"2\"",
        "format = 2",
    ];
    reported(replace("format = 2", "format = \"2\""), 1, &text);
    let id = [
        "is not a valid question ID",
        "for example: id = \"question-1\"",
    ];
    reported(replace("\"q1\"", "\"Question 1\""), 7, &id);
}

#[test]
fn fields_that_are_missing() {
    let stem = [
        "this `[[question]]` has no `stem`",
        "stem = \"What is the capital of France?\"",
    ];
    reported(
        replace("stem = \"What is the capital of France?\"\n", ""),
        6,
        &stem,
    );
    let id = [
        "this `[[question]]` has no `id`",
        "id = \"capital-of-france\"",
    ];
    reported(replace("id = \"q1\"\n", ""), 6, &id);
    let text = [
        "this `[[question.option]]` has no `text`",
        "text = \"Paris\"",
    ];
    reported(replace("text = \"Lyon\"\n", ""), 15, &text);
    let inline = options("option = [{ text = \"A\" }, { correct = true }]\n");
    reported(inline, 10, &["this entry of `option` has no `text`"]);
    reported(
        replace("id = \"b\"\n", ""),
        2,
        &["this `[bank]` has no `id`", "id = \"my-bank\""],
    );
    let term = "[[term]]\nname = \"Paris\"\n\n[[question]]";
    reported(
        replace("[[question]]", term),
        6,
        &["this `[[term]]` has no `id`"],
    );
    let exam = "[exam]\nminutes = 90\n\n[[question]]";
    reported(
        replace("[[question]]", exam),
        6,
        &["this `[exam]` has no `scored`", "scored = 50"],
    );
}

#[test]
fn tables_in_other_places() {
    let single = ["`[question]` needs two brackets", "write `[[question]]`"];
    reported(replace("[[question]]", "[question]"), 6, &single);
    let topic = "[topic]\nid = \"geo\"\ntitle = \"Geo\"\n\n[[question]]";
    reported(
        replace("[[question]]", topic),
        6,
        &["`[topic]` needs two brackets"],
    );
    let topic = "title = \"B\"\ntopic = \"geo\"";
    reported(
        replace("title = \"B\"", topic),
        5,
        &["write a line [[topic]] with id = "],
    );
    let topics = "[[topics]]\nid = \"geo\"\ntitle = \"Geo\"\n\n[[question]]";
    reported(
        replace("[[question]]", topics),
        6,
        &["did you mean `topic`?"],
    );
    let names = "format = 2\ntopic = [\"geo\"]";
    let parts = [
        "every entry of `topic` must be a table in braces",
        "a line [[topic]] with id",
    ];
    reported(replace("format = 2", names), 2, &parts);
    let domain = "[[topic]]\nid = \"geo\"\ntitle = \"Geo\"\ndomain = \"europe\"\n\n[[question]]";
    let parts = [
        "unknown domain `europe`",
        "{ id = \"europe\", title = \"…\", weight = 20 }",
    ];
    reported(replace("[[question]]", domain), 9, &parts);
    let title = "title = \"Bank\"\nformat = 2";
    reported(
        replace("format = 2", title),
        1,
        &["write it below a line [bank]"],
    );
    let twice = |text: String| text + QUESTION + OPTIONS;
    reported(
        twice,
        19,
        &["the question ID `q1` is used twice", "rename one of them"],
    );
}

#[test]
fn quotes_and_signs_of_another_form() {
    let stem = "\"What is the capital of France?\"";
    for (written, parts) in [
        (
            "'What's the capital?'",
            ["continues after the end", "put the text in double quotes"],
        ),
        (
            "\"What is \"Paris\"?\"",
            ["continues after the end", "write \\\" for a quote"],
        ),
        (
            "What is it?",
            ["the text of `stem` has no quotes", "stem = \"…\""],
        ),
        (
            "“What is it?”",
            [
                "has typographic quotes",
                "straight double quotes: stem = \"…\"",
            ],
        ),
        (
            "\"What is it?",
            [
                "this text has no closing quote",
                "between \"\"\" and \"\"\"",
            ],
        ),
        (
            "\"What is in C:\\Users?\"",
            ["a backslash", "write \\\\ for a backslash"],
        ),
    ] {
        let text = move |text: String| text.replace(stem, written);
        reported(text, 8, &parts);
    }
    let colon = [
        "`stem` is followed by a colon instead of an equals sign",
        "write stem = \"…\"",
    ];
    reported(replace("stem =", "stem:"), 8, &colon);
    let json = |_| "{\"questions\": [{\"question\": \"What?\"}]}\n".to_owned();
    reported(
        json,
        1,
        &[
            "this file is JSON, not TOML",
            "certdrill bank import FILE --into FOLDER",
        ],
    );
    let yaml = |_| "questions:\n  - stem: What?\n".to_owned();
    reported(yaml, 1, &["`questions` is followed by a colon"]);
}

#[test]
fn a_bank_of_another_program_is_corrected_in_one_round() {
    let text = "title = \"Geography\"\n\n[[questions]]\nquestion = \"What is it?\"\n\
                options = [\"Paris\", \"Lyon\"]\nanswer = \"Paris\"\n";
    let messages = messages(text);
    for part in [
        "write it below a line [bank]",
        "did you mean `question`?",
        "did you mean `stem`?",
        "did you mean `option`?",
        "mark the correct option instead",
    ] {
        assert!(messages.contains(part), "{part} in\n{messages}");
    }
}

#[test]
fn an_unknown_bullet_is_reported_under_its_own_rule() {
    let text = format!(
        "{HEAD}[[task]]\nid = \"1.1\"\ntitle = \"Capitals\"\n\
         bullets = [{{ id = \"europe\", title = \"Capitals in Europe\" }}]\n\n\
         [[topic]]\nid = \"capitals\"\ntitle = \"Capitals\"\ntask = \"1.1\"\n\n\
         [[fact]]\nid = \"paris\"\ntopic = \"capitals\"\nsays = \"Paris is in France.\"\n\
         bullets = [\"asia\"]\nsources = []\n\n{QUESTION}{OPTIONS}"
    );
    let messages = messages(&text);
    let error = "error[unknown-bullet]: unknown bullet `asia`";
    assert!(messages.contains(error), "{messages}");
}
