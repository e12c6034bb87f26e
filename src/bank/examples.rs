//! Examples of the fields in a bank, for use in messages.

/// Fields, each with an example. A name with a dot applies only in the table that precedes the dot.
#[rustfmt::skip]
const EXAMPLES: &[(&str, &str)] = &[
    (".bank", "a line [bank] with id and title below it"),
    (".exam", "a line [exam] with minutes, scored, scale, and domains below it"),
    (".question", "a line [[question]] with id, stem, and option below it"),
    (".topic", "a line [[topic]] with id = \"geography\" and title = \"Geography\" below it"),
    (".task", "a line [[task]] with id = \"1.1\" and title = \"Europe\" below it"),
    (".fact", "a line [[fact]] with id, topic, and says below it"),
    (".term", "a line [[term]] with id, topic, name, definition, and group below it"),
    (".source", "a line [[source]] with id, title, url, and checked below it"),
    (".document", "a line [[document]] with id, title, and headings below it"),
    (".matrix", "a line [[matrix]] with id, title, and columns below it"),
    ("bank.id", "id = \"my-bank\""),
    ("bank.title", "title = \"My bank\""),
    ("question.id", "id = \"capital-of-france\""),
    ("task.id", "id = \"1.1\""),
    ("task.bullets", "bullets = [{ id = \"capitals\", title = \"Capitals\" }]"),
    ("fact.bullets", "bullets = [\"capitals\"]"),
    ("id", "id = \"geography\""),
    ("title", "title = \"Geography\""),
    ("format", "format = 2"),
    ("topic", "topic = \"geography\""),
    ("task", "task = \"1.1\""),
    ("domain", "domain = \"europe\""),
    ("asks", "asks = [\"fact-id\"]"),
    ("shape", "shape = \"direct\""),
    ("difficulty", "difficulty = 2"),
    ("negated", "negated = true"),
    ("contested", "contested = true"),
    ("beyond", "beyond = true"),
    ("order", "order = \"fixed\" or order = \"shuffled\""),
    ("replaces", "replaces = [\"former-id\"]"),
    ("stem", "stem = \"What is the capital of France?\""),
    ("explanation", "explanation = \"Paris is the capital of France.\""),
    ("option", "option = [{ text = \"Paris\", correct = true }, { text = \"Lyon\" }]"),
    ("text", "text = \"Paris\""),
    ("correct", "correct = true"),
    ("why", "why = \"Paris is the capital.\""),
    ("about", "about = \"fact-id\""),
    ("claims", "claims = [{ cell = \"matrix/row/column\", is = \"value\" }]"),
    ("allow", "allow = [{ lint = \"unexplained\", because = \"It is obvious.\" }]"),
    ("lint", "lint = \"unexplained\""),
    ("because", "because = \"It is obvious.\""),
    ("says", "says = \"Paris is the capital of France.\""),
    ("sources", "sources = [\"source-id\"]"),
    ("source", "source = \"source-id\""),
    ("fact", "fact = \"fact-id\""),
    ("stated", "stated = [{ document = \"guide\", heading = \"Capitals\" }]"),
    ("document", "document = \"guide\""),
    ("heading", "heading = \"Capitals\""),
    ("headings", "headings = [\"Capitals\"]"),
    ("url", "url = \"https://example.com/page\""),
    ("checked", "checked = \"2026-01-31\""),
    ("name", "name = \"Paris\""),
    ("definition", "definition = \"The capital of France\""),
    ("group", "group = \"Capitals\""),
    ("also", "also = [\"Another name\"]"),
    ("confused_with", "confused_with = [\"term-id\"]"),
    ("overlaps", "overlaps = [\"term-id\"]"),
    ("note", "note = \"The pages disagree.\""),
    ("columns", "columns = [{ id = \"paris\", title = \"Paris\" }]"),
    ("values", "values = [{ id = \"yes\", title = \"Yes\" }, { id = \"no\", title = \"No\" }]"),
    ("row", "a line [[matrix.row]] with id and title below it"),
    ("cells", "cells = { paris = { is = \"yes\", why = \"It is a capital.\" } }"),
    ("otherwise", "otherwise = { is = \"no\", why = \"It is not a capital.\" }"),
    ("is", "is = \"yes\""),
    ("cell", "cell = \"matrix/row/column\""),
    ("kind", "kind = \"ownership\""),
    ("minutes", "minutes = 90"),
    ("scored", "scored = 50"),
    ("unscored", "unscored = 15"),
    ("scale", "scale = { min = 100, max = 1000, pass = 700 }"),
    ("min", "min = 100"),
    ("max", "max = 1000"),
    ("pass", "pass = 700"),
    ("weight", "weight = 30"),
    ("domains", "domains = [{ id = \"europe\", title = \"Europe\", weight = 100 }]"),
];

/// Field names that authors use by mistake, each with the corresponding names in the format.
#[rustfmt::skip]
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("question", &["stem"]), ("prompt", &["stem"]), ("title", &["stem"]), ("text", &["stem", "says"]),
    ("choices", &["option"]), ("choice", &["option"]), ("options", &["option"]),
    ("answers", &["option"]), ("alternatives", &["option"]),
    ("reason", &["why", "explanation"]), ("feedback", &["why", "explanation"]),
    ("rationale", &["why", "explanation"]), ("why", &["explanation"]),
    ("explanation", &["why", "says"]), ("facts", &["asks"]), ("fact", &["asks", "says"]),
    ("statement", &["says"]), ("tag", &["topic"]), ("tags", &["topic"]), ("category", &["topic"]),
    ("level", &["difficulty"]), ("is_correct", &["correct"]), ("right", &["correct"]),
    ("link", &["url"]), ("author", &["about"]), ("description", &["about", "definition"]),
    ("meaning", &["definition"]), ("front", &["name"]), ("back", &["definition"]),
];

/// Field names that authors use for the key of a question.
const KEYS: &[&str] = &["answer", "correct", "key", "solution", "correct_answer"];

/// Tables that a file can contain at its top level.
const TABLES: &[&str] = &[
    "bank", "exam", "task", "topic", "source", "document", "fact", "matrix", "term", "question",
];

/// Returns an example of `field` in `table`. `table` is empty for fields at the top level.
pub fn example(table: &str, field: &str) -> Option<&'static str> {
    let whole = format!("{table}.{field}");
    let found = |name: &str| EXAMPLES.iter().find(|(it, _)| *it == name);
    found(&whole)
        .or_else(|| found(field))
        .map(|(_, example)| *example)
}

/// Returns the field in `known` that other programs call `name`.
pub fn other_name<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let (_, names) = OTHER_NAMES.iter().find(|(it, _)| *it == name)?;
    let mut names = names.iter();
    names.find_map(|name| known.iter().find(|it| *it == name).copied())
}

/// Returns advice about the unknown field `name` in a table whose fields are `known`.
pub fn advice(name: &str, known: &[&str]) -> Option<String> {
    let is_top = known.contains(&"bank");
    if is_top && matches!(name, "option" | "options") {
        return Some("write `[[question.option]]` below the `[[question]]` of the option".into());
    }
    if KEYS.contains(&name) && known.contains(&"option") {
        let help = "mark the correct option instead: \
                    option = [{ text = \"Paris\", correct = true }, { text = \"Lyon\" }]";
        return Some(help.into());
    }
    if is_top && name == "title" {
        return Some("write it below a line [bank], with an ID".into());
    }
    if !is_top && TABLES.contains(&name) && other_name(name, known).is_none() {
        return example("", name).map(|example| format!("write {example}"));
    }
    None
}
