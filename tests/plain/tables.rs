//! Tables in lines: listed, read, and drilled one by one.

use crate::support::{Home, tables};

#[test]
fn tables_are_listed_and_read_by_row_and_column() {
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &tables()]);
    talk.hears("6. Tables");
    let list = talk.types("6").hears("Which table?");
    assert!(list.contains("Plants · 1.1 Know trees:"), "{list}");
    assert!(
        list.contains("1. Leaves of trees: 2 rows, 2 columns, 0 of 2 cells recalled"),
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
        told.contains("Correct: ") || told.contains("Incorrect. The answer is "),
        "{told}"
    );
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
