//! Banks for tests of the rules.

use std::path::PathBuf;

use crate::bank::load::load_files;
use crate::bank::{Files, Loaded, Origin};
use crate::diagnostic::SourceFile;

/// A table with three cells, including a contested one.
pub const MATRIX: &str = r#"
    [[matrix]]
    id = "owner"
    title = "Who?"
    values = ["aws", "customer", "both"]
    columns = [{ id = "ec2", title = "EC2" }, { id = "rds", title = "RDS" }]

    [[matrix.row]]
    id = "os"
    title = "OS"
    [matrix.row.cells]
    ec2 = { is = "customer", why = "You do." }
    rds = { is = "aws", why = "AWS does." }

    [[matrix.row]]
    id = "engine"
    title = "Engine"
    [matrix.row.cells]
    rds = { is = "both", why = "Open.", contested = true }
"#;

/// Loads a bank from its text, which must be valid.
pub fn loaded(bank: &str) -> Loaded {
    let files = Files {
        read: vec![SourceFile::new("bank.toml", bank.to_owned())],
        unreadable: Vec::new(),
    };
    let loaded = load_files(files, &Origin::Path(PathBuf::from("bank.toml")));
    let problems: Vec<_> = loaded.problems.iter().map(|it| it.render(false)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    loaded
}

/// Returns the messages of `rule` about a bank.
pub fn found(rule: &str, bank: &str) -> Vec<String> {
    let report = super::check(&loaded(bank), None);
    let diagnostics = report.diagnostics.into_iter();
    diagnostics
        .filter(|it| it.rule == rule)
        .map(|it| it.message)
        .collect()
}
