//! The banks that the tests use.

use std::path::{Path, PathBuf};

/// Twelve questions `q01` to `q12` on two topics: `alpha` has q01 to q06, all
/// with one right option; of `beta`, q08, q10 and q12 have two. Stems, options,
/// reasons and rules say what they are and of which question.
pub fn small() -> String {
    fixture("small")
}

/// One question whose answered page is longer than a screen.
pub fn long() -> String {
    fixture("long.toml")
}

/// Three tables, one of them with a value that does not apply, one with seven values, and one
/// whose rows have values of their own.
pub fn tables() -> String {
    fixture("tables.toml")
}

/// One question and four terms on two topics: the topic `network` has a term alone, and
/// the term "Amazon Tapes" is closed.
pub fn terms() -> String {
    fixture("terms.toml")
}

/// A bank with one kind of fault in it.
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

/// Lays a history as certdrill of schema `version` left it at `path`: a practice
/// of six with three answers, still open, and an exam of three that was finished.
pub fn lay_history(version: usize, path: &Path) {
    let script = fixture(&format!("history-v{version}.sql"));
    let script = std::fs::read_to_string(script).expect("it can be read");
    let db = rusqlite::Connection::open(path).expect("a new file");
    // As the program had it, so that what is left beside it is the same, too.
    db.pragma_update(None, "journal_mode", "WAL").expect("set");
    // The tables come in the order of their names.
    db.pragma_update(None, "foreign_keys", false).expect("set");
    db.execute_batch(&script).expect("it is SQL");
}

/// The log of such a history, as it is written for another machine.
pub fn history_log() -> String {
    fixture("history.jsonl")
}

/// Every row of the tables in which a history keeps what happened.
pub fn rows(path: &Path) -> Vec<String> {
    let db = rusqlite::Connection::open(path).expect("it opens");
    let mut rows = Vec::new();
    for table in ["session", "slot", "item", "event", "note"] {
        let Ok(mut statement) = db.prepare(&format!("SELECT * FROM {table}")) else {
            // Older versions have no notes.
            continue;
        };
        // The migration fills in which session was the newest when a note came.
        let names = statement.column_names();
        let is_derived = |name: &&str| *name != "newest_session";
        let columns = names.into_iter().filter(is_derived).count();
        let read = statement.query_map([], |row| {
            let values = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at));
            Ok(values.collect::<Result<Vec<_>, _>>())
        });
        for row in read.expect("it can be read") {
            let mut row = row.expect("it can be read").expect("a value");
            // Older versions have not all columns; a new one is empty at first.
            while row.last() == Some(&rusqlite::types::Value::Null) {
                row.pop();
            }
            rows.push(format!("{table} {row:?}"));
        }
    }
    rows.sort_unstable();
    rows
}
