//! Fixtures that the tests share: banks and recorded histories.

use std::path::{Path, PathBuf};

use super::Home;

/// Returns the path of a bank with twelve questions, `q01` to `q12`, on two topics. `alpha` has q01
/// to q06, each with one correct option. `beta` has q07 to q12, where q08, q10, and q12 have two.
/// The text of every stem, option, reason, and rule identifies its role and its question.
pub fn small() -> String {
    fixture("small")
}

/// Returns the path of a bank with one question. After the answer, its page is longer than a
/// screen.
pub fn long() -> String {
    fixture("long.toml")
}

/// Returns the path of a bank with three tables: one with a value that does not apply, one with
/// seven values, and one whose rows have their own values.
pub fn tables() -> String {
    fixture("tables.toml")
}

/// Returns the path of a bank with one question and four terms on two topics. The topic `network`
/// has only a term, and the service behind the term "Amazon Tapes" is closed to new customers.
pub fn terms() -> String {
    fixture("terms.toml")
}

/// Returns the path of a bank that contains one kind of error.
pub fn broken(name: &str) -> String {
    fixture(&format!("broken/{name}.toml"))
}

fn fixture(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    assert!(path.exists(), "there is no fixture {}", path.display());
    path.to_str().expect("the path is UTF-8").to_owned()
}

/// Creates a history at `path` with the schema `version`. It contains an open practice session of
/// six questions with three answers and a finished exam of three questions.
pub fn lay_history(version: usize, path: &Path) {
    let script = fixture(&format!("history-v{version}.sql"));
    let script = std::fs::read_to_string(script).expect("it can be read");
    let db = rusqlite::Connection::open(path).expect("a new file");
    // Use WAL mode, like the program, so that the same files are created next to the database.
    db.pragma_update(None, "journal_mode", "WAL").expect("set");
    // The script creates the tables in alphabetical order, regardless of references between them.
    db.pragma_update(None, "foreign_keys", false).expect("set");
    db.execute_batch(&script).expect("it is SQL");
}

/// Returns the path of the exported log of the same history, ready to import on another machine.
pub fn history_log() -> String {
    fixture("history.jsonl")
}

/// Returns all rows of the tables that record events.
pub fn rows(path: &Path) -> Vec<String> {
    let db = rusqlite::Connection::open(path).expect("it opens");
    let mut rows = Vec::new();
    for table in ["session", "slot", "item", "event", "note"] {
        let Ok(mut statement) = db.prepare(&format!("SELECT * FROM {table}")) else {
            // Older schemas have no notes.
            continue;
        };
        // Skip the column that the migration fills in, which records the newest session when a note
        // was written.
        let names = statement.column_names();
        let is_derived = |name: &&str| *name != "newest_session";
        let columns = names.into_iter().filter(is_derived).count();
        let read = statement.query_map([], |row| {
            let values = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at));
            Ok(values.collect::<Result<Vec<_>, _>>())
        });
        for row in read.expect("it can be read") {
            let mut row = row.expect("it can be read").expect("a value");
            // Older schemas lack some columns; new columns are empty after the migration.
            while row.last() == Some(&rusqlite::types::Value::Null) {
                row.pop();
            }
            rows.push(format!("{table} {row:?}"));
        }
    }
    rows.sort_unstable();
    rows
}

/// Writes a copy of `bank` without its questions to the learner's banks folder.
pub fn without_questions(home: &Home, bank: &str) -> String {
    let text = std::fs::read_to_string(bank).expect("the bank can be read");
    let blocks = text.split("\n[[").enumerate().map(|(at, block)| match at {
        0 => block.to_owned(),
        _ => format!("\n[[{block}"),
    });
    let kept: String = blocks
        .filter(|block| !block.starts_with("\n[[question]]"))
        .collect();
    let path = home.banks().join("without-questions.toml");
    std::fs::write(&path, kept).expect("the folder is the test's");
    path.to_str().expect("the path is UTF-8").to_owned()
}
