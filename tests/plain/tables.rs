//! Tables in plain mode: listed, read, and drilled one by one.

use std::fs;

use crate::support::{Home, tables};

#[test]
fn tables_are_listed_and_read_by_row_and_column() {
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &tables()]);
    talk.hears("6. Tables");
    let list = talk.types("6").hears("Which table?");
    assert!(list.contains("Plants · 1.1 Know trees:"), "{list}");
    assert!(
        list.contains("1. Leaves of trees: 2 rows, 2 columns, 0 of 2 cells known"),
        "{list}"
    );
    talk.types("1").hears("Which property or tree?");
    let row = talk.types("1").hears("Which property or tree?");
    assert!(
        row.contains("- Oak: Yes. Leaves of oaks are lobed."),
        "{row}"
    );
    assert!(
        row.contains("- Larch: Has no leaves. Larches have needles."),
        "{row}"
    );
    let column = talk.types("3").hears("Which property or tree?");
    assert!(
        column.contains("- Bare in winter: Yes (contested)."),
        "{column}"
    );
}

#[test]
fn one_table_is_drilled_with_its_own_values() {
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &tables()]);
    talk.hears("6. Tables");
    talk.types("6").hears("Which table?");
    let asked = talk.types("d 3").hears("Cell 1 of 4 (Saws).");
    let asked = format!("{asked}{}", talk.hears("?"));
    assert!(!asked.contains("who is responsible"), "{asked}");
    let told = talk.types("a").hears("Cell 2 of 4 (Saws).");
    assert!(
        told.contains("Correct: ") || told.contains("Incorrect. Correct answer: "),
        "{told}"
    );
}

#[test]
fn one_row_of_a_table_is_drilled() {
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &tables()]);
    talk.hears("6. Tables");
    talk.types("6").hears("Which table?");
    talk.types("3").hears("q to go back.");
    talk.types("d 9").hears("Type a number from 1 to 2.");
    let asked = talk.types("d 1").hears("Cell 1 of 2 (Saws).");
    assert!(!asked.contains("Cell 1 of 4"), "{asked}");
}

#[test]
fn the_command_line_drills_one_table_or_one_domain() {
    let home = Home::new();
    let bank = tables();
    let talk = home.talk(&["drill", "--table", "saw", "--bank", &bank]);
    talk.hears("Cell 1 of 4 (Saws).");
    let talk = home.talk(&["drill", "--domain", "plants", "--bank", &bank]);
    talk.hears("Cell 1 of 4 (");
    let refused = home.run(&["drill", "--table", "axe", "--bank", &bank, "--plain"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("leaf, use, saw"), "{}", refused.err);
}

/// Returns the `bank check` report for the fixture with one change and the list of tables that
/// still load.
#[track_caller]
fn checked(from: &str, to: &str) -> (String, String) {
    let home = Home::new();
    let text = fs::read_to_string(tables()).expect("the fixture is there");
    assert!(text.contains(from), "{from}");
    let path = home.banks().join("changed.toml");
    fs::write(&path, text.replacen(from, to, 1)).expect("the folder is the test's");
    let path = path.to_str().expect("the path is UTF-8");
    let report = home.run(&["bank", "check", path]);
    let list = home.script(&["--bank", path], &["6", "q", "q"]).out;
    (format!("{}{}", report.out, report.err), list)
}

#[test]
fn a_table_that_cannot_work_is_left_out_with_its_line_and_help() {
    let dry = "  { id = \"dry\", title = \"Dry wood\", sign = \"D\" },\n";
    for (from, to, rule, line, help) in [
        (
            dry,
            "  { id = \"dry\", title = \"Dry wood\", sign = \"D\", applies = false },\n",
            "too-few-values",
            ":119:",
            "at least two values",
        ),
        (
            dry,
            "  { id = \"dry\", title = \"Dry wood\", sign = \"G\" },\n",
            "bad-value",
            ":119:",
            "its own ID, sign, and title",
        ),
        (
            dry,
            "  { id = \"dry\", title = \"Green wood\", sign = \"D\" },\n",
            "bad-value",
            ":119:",
            "its own ID, sign, and title",
        ),
        (
            "asks = \"which wood is it made for?\"\n",
            "",
            "row-without-prompt",
            ":119:",
            "add `asks",
        ),
        (
            dry,
            "  { id = \"green\", title = \"Dry wood\", sign = \"D\" },\n",
            "bad-value",
            ":119:",
            "its own ID, sign, and title",
        ),
        (
            dry,
            "  { id = \"dry\", title = \"Dry wood\", sign = \"Dry\" },\n",
            "bad-value",
            ":119:",
            "one or two characters",
        ),
        (
            "  { id = \"bow\", title = \"Bow saw\" },",
            "  { id = \"rip\", title = \"Bow saw\" },",
            "duplicate-id",
            ":97:",
            "rename one of the columns",
        ),
        (
            "id = \"wood\"\n",
            "id = \"grain\"\n",
            "duplicate-id",
            ":119:",
            "rename one of them",
        ),
        (
            "rip = { is = \"dry\"",
            "rip = { is = \"wet\"",
            "unknown-value",
            ":127:",
            "one of the values of the table",
        ),
        (
            "bow = { is = \"green\"",
            "axe = { is = \"green\"",
            "unknown-column",
            ":128:",
            "one of the columns of the table",
        ),
        (
            "id = \"saw\"\n",
            "id = \"use\"\n",
            "duplicate-id",
            ":98:",
            "the first one is used",
        ),
    ] {
        let (report, list) = checked(from, to);
        assert!(
            report.contains(&format!("error[{rule}]")),
            "{rule}: {report}"
        );
        assert!(report.contains(help), "{rule}: {report}");
        assert!(report.contains(line), "{rule}: {report}");
        // The other tables still load.
        assert!(list.contains("Uses of wood"), "{rule}: {list}");
        assert!(!list.contains("Saws:"), "{rule}: {list}");
    }
}

#[test]
fn a_question_on_an_unknown_row_is_left_out_and_the_tables_load() {
    let first = "[[question]]\nid = \"q\"";
    let faulty = "[[question]]\nid = \"r\"\nasks = [\"saw/teeth/rip\"]\nstem = \"Is it sharp?\"\n\
                  option = [{ text = \"Yes\", correct = true }, { text = \"No\" }]\n\n";
    let (report, list) = checked(first, &format!("{faulty}{first}"));
    assert!(
        report.contains("error[unknown-cell]: unknown cell `saw/teeth/rip`"),
        "{report}"
    );
    assert!(report.contains(":132:9"), "{report}");
    assert!(list.contains("Saws: 2 rows"), "{list}");
}

#[test]
fn the_checker_warns_of_a_table_that_one_value_fills() {
    let (report, list) = checked(
        "rip = { is = \"dry\", why = \"Carpenters",
        "rip = { is = \"green\", why = \"Carpenters",
    );
    assert!(!report.contains("table-one-value"), "{report}");
    assert!(list.contains("Saws"), "{list}");
    let (report, list) = checked("yew = { is = \"two\"", "yew = { is = \"one\"");
    assert!(
        report.contains(
            "warning[table-one-value]: table `use`: 2 of 2 cells have the value \"Handles\""
        ),
        "{report}"
    );
    assert!(list.contains("Uses of wood"), "{list}");
}

#[test]
fn histories_of_drills_on_tables_merge_in_both_directions() {
    let bank = tables();
    let (one, other) = (Home::new(), Home::new());
    let log = |home: &Home, table: &str| {
        let args = ["drill", "--table", table, "--bank", &bank];
        let drilled = home.script(&args, &["a", "a", "a", "a"]);
        assert!(drilled.out.contains("Drill result."), "{}", drilled.out);
        let path = home.banks().join("history.jsonl");
        let path = path.to_str().expect("the path is UTF-8").to_owned();
        let exported = home.run(&["history", "export"]);
        fs::write(&path, exported.out).expect("the folder is the test's");
        path
    };
    let (first, second) = (log(&one, "saw"), log(&other, "use"));
    for (home, path) in [(&one, second), (&other, first)] {
        let merged = home.run(&["history", "merge", &path]);
        assert_eq!(merged.code, 0, "{}", merged.err);
    }
    let tables =
        |home: &Home| home.run(&["stats", "--json", "--bank", &bank]).json()["tables"].clone();
    assert_eq!(tables(&one), tables(&other));
    assert_eq!(tables(&one)[2]["cells"], 4);
}
