//! The JSON Schema of the bank format, which bank authors can use in their editors. It is generated
//! from the tables in `raw/` and their doc comments.

use std::path::Path;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform as _};
use serde_json::{Value, json};

use super::check::{RULES, is_excusable};
use super::raw;

/// The path of the schema, relative to the repository root.
const PATH: &str = "assets/bank.schema.json";

fn schema() -> String {
    // TOML editors support this draft, but not all of them support a newer one.
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<raw::File>();
    schema.insert("title".into(), "A certdrill question bank".into());
    RecursiveTransform(without_null).transform(&mut schema);
    let rules = RULES.iter().filter(|rule| is_excusable(rule));
    let names: Vec<_> = rules.map(|rule| rule.name).collect();
    let lint = schema.pointer_mut("/definitions/Allow/properties/lint");
    lint.expect("an excuse names a rule")["enum"] = json!(names);
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text + "\n"
}

/// Removes null values, because TOML has no null. An optional field is omitted instead.
fn without_null(schema: &mut Schema) {
    if schema.get("default") == Some(&Value::Null) {
        schema.remove("default");
    }
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|it| it != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(any)) = schema.get_mut("anyOf") {
        any.retain(|it| *it != json!({ "type": "null" }));
        if let [only] = any.as_slice() {
            // In this draft, all siblings of a `$ref` are ignored, so move the reference to a
            // separate list.
            let only = json!([only]);
            schema.remove("anyOf");
            schema.insert("allOf".into(), only);
        }
    }
}

#[test]
fn the_schema_is_that_of_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, schema()).expect("the repository can be written to");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == schema(),
        "{PATH} is not up to date; UPDATE_SCHEMA=1 cargo test --lib schema writes it"
    );
}

#[test]
fn every_file_of_the_bank_names_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in super::Files::read(&super::Origin::Embedded).read {
        let first = file.text.lines().next().unwrap_or_default();
        let named = first.strip_prefix("#:schema ").unwrap_or_default();
        let folder = root.join(&file.name);
        let folder = folder.parent().expect("a file is in a folder");
        let found = folder.join(named).canonicalize().ok();
        let schema = root.join(PATH).canonicalize().ok();
        assert!(found.is_some() && found == schema, "{}: {first}", file.name);
    }
}
