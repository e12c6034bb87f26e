//! Faults that several kinds of items can have and that cause an item to be left out of the bank.

use std::collections::HashSet;
use std::ops::Range;

use crate::bank::located::Located;
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::is_valid_id;

pub fn bad_id(span: Range<usize>, id: &str, what: &str) -> Fault {
    let message = format!("`{id}` is not a valid {what} ID");
    let mut help = "use lowercase letters a-z, digits, and hyphens".to_owned();
    let words = id.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|it| !it.is_empty()).collect();
    let near = words.join("-").to_lowercase();
    if is_valid_id(&near) {
        help += &format!(", for example: id = \"{near}\"");
    }
    Fault::new(span, "bad-id", message, help)
}

/// Checks that an ID is valid and not yet in `seen` and adds it to `seen`.
pub fn check_id(
    span: Range<usize>,
    id: &str,
    what: &str,
    seen: &mut HashSet<String>,
) -> Result<(), Fault> {
    if !is_valid_id(id) {
        Err(bad_id(span, id, what))
    } else if !seen.insert(id.to_owned()) {
        Err(used_twice(span, id, what))
    } else {
        Ok(())
    }
}

/// Creates a fault for the second of two items with the same ID.
pub fn used_twice(span: Range<usize>, id: &str, what: &str) -> Fault {
    let message = format!("the {what} ID `{id}` is used twice");
    let help = "rename one of them; until then, the first one is used";
    Fault::new(span, "duplicate-id", message, help)
}

/// Creates a fault for a duplicate of a table that a bank can have only once.
pub fn duplicate_table(span: Range<usize>, name: &str) -> Fault {
    let message = format!("the bank has a second `{name}`");
    let help = "remove one of them; until then, the first one is used";
    Fault::new(span, "second-table", message, help)
}

pub fn unknown<R>(item: &Item<R>, id: &Located<String>, what: &str, among: &str) -> Fault {
    let rule = match what {
        "topic" => "unknown-topic",
        "source" => "unknown-source",
        "fact" => "unknown-fact",
        "cell" => "unknown-cell",
        "domain" => "unknown-domain",
        "column" => "unknown-column",
        "bullet" => "unknown-bullet",
        _ => "unknown-value",
    };
    let span = item.inside(id.span());
    let id = id.as_str();
    let message = format!("unknown {what} `{id}`");
    let add = match what {
        "topic" => format!("add the lines [[topic]], id = \"{id}\", and title = \"…\""),
        "source" => format!("add a [[source]] with id = \"{id}\", title, url, and checked"),
        "fact" => format!("add a [[fact]] with id = \"{id}\", topic, and says"),
        "domain" => {
            format!("add {{ id = \"{id}\", title = \"…\", weight = 20 }} to `domains` under [exam]")
        }
        "cell" => "write it as matrix/row/column, with their IDs".to_owned(),
        "column" => format!("add {{ id = \"{id}\", title = \"…\" }} to `columns`"),
        "bullet" => format!("add {{ id = \"{id}\", title = \"…\" }} to its `bullets`"),
        _ => format!("add \"{id}\" to `values`"),
    };
    let help = format!("use one of {among}, or {add}");
    Fault::new(span, rule, message, help)
}
