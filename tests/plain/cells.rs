//! Table cells in plain mode, in drills and with questions.

use crate::support::Home;

#[test]
fn a_drill_takes_one_letter_a_cell() {
    let home = Home::new();
    let mut drill = home.talk(&["drill", "--table", "owner", "--minutes", "2", "--seed", "5"]);
    let asked = drill.hears("a AWS, b Both, c Customer?");
    assert!(asked.contains("2:00 left."), "{asked}");
    drill.types("a b").hears("Type one letter.");
    let told = drill.types("b").hears("Cell 2 of");
    assert!(
        told.starts_with("Correct: Both.") || told.starts_with("Incorrect. Correct answer: "),
        "{told}"
    );
    drill
        .types("u")
        .hears("Undone. Cell 1 is open again. Cell 1 of");
    drill.types("c").hears("Cell 2 of");
    let so_far = drill.types("r").hears("median");
    assert!(so_far.contains("of 1 correct, "), "{so_far}");
    assert!(
        so_far.contains(" correct in a row, longest run "),
        "{so_far}"
    );
    drill.types("y").hears("Drill result.");
    assert_eq!(drill.ends().code, 0);
    let stats = home.run(&["stats", "--json"]).json();
    assert_eq!(stats["sessions"][0]["kind"], "drill");
}

#[test]
fn a_drill_names_the_best_score_and_asks_the_missed_ones_again() {
    let home = Home::new();
    let args = ["drill", "--table", "owner", "--minutes", "2", "--seed", "7"];
    let sit = |letters: &[&str]| {
        let mut drill = home.talk(&args);
        drill.hears("Cell 1 of");
        for letter in letters {
            drill.types(letter).hears("Cell ");
        }
        let so_far = drill.types("r").hears("median");
        (drill, so_far)
    };
    let (mut first, so_far) = sit(&["a"; 8]);
    assert!(!so_far.contains("best score"), "{so_far}");
    let result = first.types("y").hears("Enter to leave.");
    assert!(result.contains("m. Drill the "), "{result}");
    assert!(result.contains(" missed item"), "{result}");
    first.types("m").hears("Cell 1 of");
    drop(first);
    let (_second, so_far) = sit(&["a"]);
    assert!(so_far.contains(", best score "), "{so_far}");
}

#[test]
fn the_row_of_an_answered_question_is_told_column_by_column() {
    let home = Home::new();
    let mut practice = home.talk(&["practice", "--task", "2.1", "--seed", "7", "--count", "20"]);
    practice.hears("Your");
    // At least one of twenty questions refers to a cell.
    for place in 2..=20 {
        practice.types("a").hears("nswer");
        let said = practice.types("a b").hears("Enter");
        assert!(!said.is_empty());
        let told = practice.types("m").hears("Enter");
        if told.contains("- Amazon EC2: ") {
            assert!(told.contains("- Amazon S3: "), "{told}");
            return;
        }
        practice
            .types(&format!("g {place}"))
            .hears(&format!("Question {place} of"));
    }
    panic!("no question speaks of the map");
}
