//! The list of missed questions, cells, and terms in plain mode.

use crate::support::{Home, Talk, tables, terms};

/// Answers both cells of the table `leaf` incorrectly.
fn misses_cells(home: &Home) -> String {
    let bank = tables();
    let mut drill = home.talk(&["drill", "--table", "leaf", "--bank", &bank]);
    let mut said = drill.hears("Cell 1 of 2").clone();
    for next in ["Cell 2 of 2", "Drill result."] {
        said += &drill.hears("?");
        let wrong = if said.contains("Oak: are") { "b" } else { "a" };
        said = drill.types(wrong).hears(next);
    }
    bank
}

fn opens_list(home: &Home, bank: &str) -> (Talk, String) {
    let mut menu = home.talk(&["--bank", bank]);
    menu.hears("or q to quit.");
    let list = menu.types("3").hears("q to go back.");
    (menu, list)
}

#[test]
fn cells_are_listed_opened_practiced_and_reviewed_like_questions() {
    let home = Home::new();
    let bank = misses_cells(&home);
    let (mut menu, list) = opens_list(&home, &bank);
    assert!(list.contains("(cell, missed today, due "), "{list}");
    assert!(!list.contains("Leaves of oaks are lobed."), "{list}");
    assert!(list.contains("review all 2"), "{list}");
    let oak = list.lines().find(|line| line.contains(". Oak: are"));
    let number = &oak.expect("it is listed")[..1];
    let page = menu.types(&format!("o {number}")).hears("q to go back.");
    for words in [
        "- Oak: Yes. Leaves of oaks are lobed.",
        "Table: Leaves of trees",
        "Asked today, drill: No",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    menu.types("o 9").hears("Type a number from 1 to 2.");
    menu.types("").hears("Question 1 of 2.");
    drop(menu);
    let (mut menu, _) = opens_list(&home, &bank);
    menu.types("trees").hears("Question 1 of 2.");
    drop(menu);
    let (mut menu, _) = opens_list(&home, &bank);
    menu.types("p 1").hears("Cell 1 of ");
    drop(menu);
    let review = home.talk(&["review", "--bank", &bank]);
    review.hears("Question 1 of 2.");
}

#[test]
fn a_term_that_was_not_recalled_is_listed_with_its_definition_on_request() {
    let home = Home::new();
    let bank = terms();
    let cards = ["terms", "--cards", "--topic", "network", "--bank", &bank];
    home.script(&cards, &["", "1"]);
    let (mut menu, list) = opens_list(&home, &bank);
    let words: Vec<_> = list.split_whitespace().collect();
    assert!(
        words.join(" ").contains("(term, missed today, due "),
        "{list}"
    );
    assert!(!list.contains("Route table"), "{list}");
    let page = menu.types("o 1").hears("q to go back.");
    assert!(page.contains("Route table."), "{page}");
    assert!(page.contains("Asked today, flash cards: "), "{page}");
    menu.types("").hears("Which term is this?");
}
