//! Explains TOML parser errors in plain words and suggests what to write instead.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike};

/// A problem in a file and how to fix it.
#[derive(Debug, PartialEq, Eq)]
pub struct Explained {
    pub message: String,
    pub help: String,
}

/// A function that returns an example of a table field. The table name is empty for top-level
/// fields.
pub type Examples = fn(table: &str, field: &str) -> Option<&'static str>;

/// Explains an `error` that the parser reported for `text`.
pub fn explain(text: &str, error: &toml::de::Error, examples: Examples) -> Explained {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().lines().next().unwrap_or("invalid TOML");
    let place = Place { text, span };
    let found = place
        .missing_field(message, examples)
        .or_else(|| place.header(message))
        .or_else(|| place.wrong_type(message, examples))
        .or_else(|| place.syntax(message));
    let (message, help) = found.unwrap_or_else(|| {
        let message = format!("this is not valid TOML: {}", shortened(message));
        (
            message,
            "every line must be `name = value` or a header".into(),
        )
    });
    Explained { message, help }
}

/// Truncates a parser message, which can quote input of any length.
pub fn shortened(message: &str) -> String {
    const LIMIT: usize = 240;
    match message.char_indices().nth(LIMIT) {
        Some((at, _)) => format!("{}…", &message[..at]),
        None => message.to_owned(),
    }
}

/// The location of an error in a file.
struct Place<'t> {
    text: &'t str,
    span: Range<usize>,
}

impl Place<'_> {
    fn at_error(&self) -> &str {
        self.text.get(self.span.clone()).unwrap_or_default()
    }

    /// Returns the line that contains the error as two parts: the text before the error and the
    /// rest.
    fn line(&self) -> (&str, &str) {
        let (before, after) = self
            .text
            .split_at_checked(self.span.start)
            .unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        (before, after.lines().next().unwrap_or_default())
    }

    /// Returns the table header on the line with the error, such as `[[question.option]]`.
    fn own_header(&self) -> Option<String> {
        let (before, after) = self.line();
        let line = format!("{before}{after}");
        let line = line.split('#').next().unwrap_or_default().trim();
        line.starts_with('[').then(|| line.to_owned())
    }

    /// Returns the names of the nested fields that contain the error, from the top level to the
    /// innermost field.
    fn path(&self) -> Vec<String> {
        let mut path = Vec::new();
        if let Ok(document) = Document::parse(self.text) {
            descend(document.as_table(), &self.span, &mut path);
        }
        path
    }

    fn missing_field(&self, message: &str, examples: Examples) -> Option<(String, String)> {
        let field = message.strip_prefix("missing field `")?.strip_suffix('`')?;
        let (table, place) = if let Some(header) = self.own_header() {
            let names = header.trim_matches(['[', ']']).to_owned();
            let table = names.rsplit('.').next().unwrap_or_default().to_owned();
            (table, format!("this `{header}`"))
        } else {
            let table = self.path().pop().unwrap_or_default();
            let place = if table.is_empty() {
                "the file".to_owned()
            } else {
                format!("this entry of `{table}`")
            };
            (table, place)
        };
        let message = format!("{place} has no `{field}`");
        let help = match examples(&table, field) {
            Some(example) => format!("add it, for example: {example}"),
            None => format!("add `{field} = …`"),
        };
        Some((message, help))
    }

    /// Explains errors in the brackets or the order of table headers.
    fn header(&self, message: &str) -> Option<(String, String)> {
        let header = self.own_header()?;
        let names = header.trim_matches(['[', ']']);
        let is_single = !header.starts_with("[[");
        let is_list = message.contains("expected a sequence");
        match names.split_once('.') {
            _ if is_single && (is_list || message.starts_with("duplicate key")) => {
                let message = if is_list {
                    format!("`{header}` needs two brackets on each side")
                } else {
                    format!("`{header}` is used more than once")
                };
                Some((message, format!("write `[[{names}]]` above every entry")))
            }
            Some((first, _)) if is_list => {
                let message = format!("this `{header}` has no `[[{first}]]` above it");
                let help = format!("move it below the `[[{first}]]` that it belongs to");
                Some((message, help))
            }
            _ => None,
        }
    }

    fn wrong_type(&self, message: &str, examples: Examples) -> Option<(String, String)> {
        let path = self.path();
        let field = path.last()?;
        let table = path.len().checked_sub(2).map_or("", |at| &path[at]);
        let message = if let Some(kind) = message.strip_prefix("invalid type: ") {
            let (found, expected) = kind.split_once(", expected ")?;
            let is_entry = expected.starts_with("struct") || expected.starts_with("a map");
            let is_list = self.text[..self.span.start]
                .trim_end()
                .ends_with(['[', ',']);
            let subject = if is_entry && is_list {
                format!("every entry of `{field}`")
            } else {
                format!("`{field}`")
            };
            let (expected, found) = (expected_kind(expected), self.found_kind(found));
            format!("{subject} must be {expected}, not {found}")
        } else if let Some(value) = message.strip_prefix("unknown variant `") {
            let (value, known) = value.split_once("`, expected ")?;
            let known = known.trim_start_matches("one of ").replace('`', "\"");
            format!("`{field}` cannot be \"{value}\"; it can be {known}")
        } else if message.starts_with("invalid value: ") || message.starts_with("wanted ") {
            let value = shortened(self.at_error());
            format!("`{field}` cannot be {value}")
        } else {
            return None;
        };
        let help = match examples(table, field) {
            Some(example) => format!("for example: {example}"),
            None => "correct the value".to_owned(),
        };
        Some((shortened(&message), help))
    }

    /// Describes the value that was found, given the parser's name for its type.
    fn found_kind(&self, found: &str) -> String {
        let value = self.at_error();
        let is_table = value.starts_with(['{', '[']);
        match found.split(' ').next() {
            Some("string") => format!("the text {value}"),
            Some("integer" | "floating") => format!("the number {value}"),
            Some("boolean") => value.to_owned(),
            Some("map") if !is_table => "a date without quotes".to_owned(),
            Some("map") => "a table".to_owned(),
            Some("sequence") => "a list".to_owned(),
            _ => found.to_owned(),
        }
    }

    /// Explains TOML syntax errors.
    fn syntax(&self, message: &str) -> Option<(String, String)> {
        let (before, after) = self.line();
        let (name, value) = before.split_once('=').unwrap_or((before, ""));
        let name = name.trim();
        let first = self.text.trim_start();
        let is = |parts: &[&str]| parts.iter().any(|part| message.contains(part));
        let (message, help) = if first.starts_with('{') || first.starts_with("[{") {
            (
                "this file is JSON, not TOML".to_owned(),
                "import it: `certdrill bank import FILE --into FOLDER`".to_owned(),
            )
        } else if is(&["string values must be quoted"]) {
            let problem = if after.starts_with(['“', '”', '‘', '’', '„', '«']) {
                "has typographic quotes"
            } else {
                "has no quotes"
            };
            (
                format!("the text of `{name}` {problem}"),
                format!("put it in straight double quotes: {name} = \"…\""),
            )
        } else if is(&["invalid boolean"]) {
            (
                format!("`{name}` cannot be {}", self.at_error()),
                "write true or false in lowercase, or text in double quotes".to_owned(),
            )
        } else if is(&["escape", "unicode", "backslash"]) {
            (
                "a backslash in double quotes starts a special character".to_owned(),
                "write \\\\ for a backslash, or put the text in single quotes".to_owned(),
            )
        } else if is(&["basic string", "literal string"]) {
            (
                "this text has no closing quote on its line".to_owned(),
                "close it, or put text that spans several lines between \"\"\" and \"\"\""
                    .to_owned(),
            )
        } else if is(&["unexpected key or value"]) {
            let help = if value.trim_start().starts_with('\'') {
                "an apostrophe ends this text; put the text in double quotes"
            } else if value.trim_start().starts_with('"') {
                "a quote ends this text; write \\\" for a quote inside the text"
            } else {
                "put every field on its own line"
            };
            let problem = "the line continues after the end of its value";
            (problem.to_owned(), help.to_owned())
        } else if is(&["key with no value", "missing assignment"]) {
            match name.strip_suffix(':') {
                Some(name) => (
                    format!("`{name}` is followed by a colon instead of an equals sign"),
                    format!("write {name} = \"…\""),
                ),
                None => (
                    "this line is not a field, a header, or a comment".to_owned(),
                    "write name = \"value\", or start a comment with #".to_owned(),
                ),
            }
        } else if is(&["missing value"]) {
            (
                format!("`{name}` has no value"),
                format!("write a value after the equals sign, or remove `{name}`"),
            )
        } else if is(&["duplicate key"]) {
            let name = self.at_error();
            (
                format!("`{name}` appears twice in this table"),
                "remove one of them, or start the next table with its header".to_owned(),
            )
        } else if is(&["missing comma"]) {
            (
                "a comma is missing before this point".to_owned(),
                "put a comma between the entries of a list or of a table in braces".to_owned(),
            )
        } else if is(&["unclosed"]) {
            (
                "a bracket or brace is not closed".to_owned(),
                "close every [ with ], [[ with ]], and { with }".to_owned(),
            )
        } else if is(&["missing key", "invalid key", "invalid unquoted key"]) {
            (
                "this line is not a field, a header, or a comment".to_owned(),
                "write name = \"value\", or start a comment with #".to_owned(),
            )
        } else {
            return None;
        };
        Some((shortened(&message), shortened(&help)))
    }
}

/// Describes the expected value, given the parser's name for its type.
fn expected_kind(expected: &str) -> &str {
    let is_integer = |it: &str| {
        it.strip_prefix(['u', 'i'])
            .is_some_and(|bits| bits == "size" || bits.parse::<u8>().is_ok())
    };
    match expected {
        "a string" | "string" => "text in quotes",
        "a sequence" => "a list in brackets",
        "a boolean" => "true or false",
        it if is_integer(it) => "a whole number",
        it if it.starts_with("struct ") || it == "a map" => "a table in braces",
        it => it,
    }
}

fn descend(table: &dyn TableLike, span: &Range<usize>, path: &mut Vec<String>) -> bool {
    let contains = |range: Option<Range<usize>>| {
        range.is_some_and(|it| it.start <= span.start && span.end <= it.end)
    };
    for (name, item) in table.iter() {
        path.push(name.to_owned());
        let tables: Vec<&dyn TableLike> = match item {
            Item::ArrayOfTables(tables) => tables.iter().map(|it| it as _).collect(),
            Item::Value(toml_edit::Value::Array(values)) => values
                .iter()
                .filter_map(|it| Some(it.as_inline_table()? as _))
                .collect(),
            item => item.as_table_like().into_iter().collect(),
        };
        if tables.into_iter().any(|it| descend(it, span, path)) || contains(item.span()) {
            return true;
        }
        path.pop();
    }
    false
}
