//! The embedded bank's card as code: TOML that need not be parsed when the program starts.

use toml::{Table, Value};

/// An expression for the `Parts` of a bank that has nothing but the card in `text`. A test
/// in `bank/outline.rs` compares it with what reading that card brings.
pub fn code(text: &str) -> String {
    let file: Table = text.parse().expect("the card is TOML");
    let [bank, exam, scale] = [&file["bank"], &file["exam"], &file["exam"]["scale"]];
    let written = |field: &str| string(&bank[field]);
    format!(
        "Parts {{
            id: BankId::new({id}),
            title: {title}, about: {about}, says: {says}, licence: {licence},
            exam: Some(Blueprint {{
                minutes: {minutes}, scored: {scored}, unscored: {unscored},
                scale: Scale {{ min: {min}, max: {max}, pass: {pass} }},
                domains: vec![{domains}],
            }}),
            topics: vec![{topics}],
            sources: Vec::new(),
            documents: Vec::new(),
            facts: Vec::new(),
            matrices: Vec::new(),
            questions: Vec::new(),
        }}",
        id = written("id"),
        title = written("title"),
        about = written("about"),
        says = written("says"),
        licence = written("licence"),
        minutes = number(&exam["minutes"]),
        scored = number(&exam["scored"]),
        unscored = number(&exam["unscored"]),
        min = number(&scale["min"]),
        max = number(&scale["max"]),
        pass = number(&scale["pass"]),
        domains = each(&exam["domains"], domain),
        topics = each(&file["topic"], topic),
    )
}

fn domain(domain: &Value) -> String {
    let [id, title] = ["id", "title"].map(|field| string(&domain[field]));
    let weight = number(&domain["weight"]);
    format!("Domain {{ id: {id}, title: {title}, weight: {weight} }}, ")
}

fn topic(topic: &Value) -> String {
    let [id, title] = ["id", "title"].map(|field| string(&topic[field]));
    let [domain, task] = ["domain", "task"].map(|field| match topic.get(field) {
        Some(value) => format!("Some({})", string(value)),
        None => "None".into(),
    });
    format!("Topic {{ id: TopicId::new({id}), title: {title}, domain: {domain}, task: {task} }}, ")
}

fn each(values: &Value, code: fn(&Value) -> String) -> String {
    let values = values.as_array().expect("an array");
    values.iter().map(code).collect()
}

fn number(value: &Value) -> i64 {
    value.as_integer().expect("a number")
}

/// An owned string.
fn string(value: &Value) -> String {
    format!("String::from({:?})", value.as_str().expect("a text"))
}
