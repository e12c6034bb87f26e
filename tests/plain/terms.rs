//! Terms in plain mode: listed, drilled, and learned with flash cards.

use crate::support::{Home, terms};

#[test]
fn groups_of_terms_are_listed_and_drilled_by_number_task_and_domain() {
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &terms()]);
    talk.hears("t. Terms");
    let list = talk.types("t").hears("q to go back.");
    assert!(
        list.contains("Technology · 3.6 Storage services:"),
        "{list}"
    );
    assert!(
        list.contains("1. Storage services: Amazon S3, Amazon EFS, Amazon Tapes. 3 new."),
        "{list}"
    );
    for (typed, head) in [
        ("1", "Term 1 of 3 (Topic storage)."),
        ("t 2", "Term 1 of 1 (Topic network)."),
        ("d 2", "Term 1 of 4 ("),
        ("a", "Term 1 of 4 ("),
        ("c 1", "Card 1 of 3 (Topic storage)."),
        ("c a", "Card 1 of 4 ("),
    ] {
        talk.types(typed).hears(head);
        talk.types("q").hears("q to go back.");
    }
    talk.types("3").hears("The numbers are 1 to 2.");
}

#[test]
fn an_answer_says_what_is_correct_and_counts() {
    let home = Home::new();
    let mut talk = home.talk(&["terms", "--topic", "network", "--bank", &terms()]);
    let asked = talk.hears("Term 1 of 1 (Topic network).");
    let asked = format!("{asked}{}", talk.hears("?"));
    let options = talk.hears("?");
    let wrong = if options.contains("b Route table") || options.contains("b Decides") {
        "a"
    } else {
        "b"
    };
    talk.types(wrong).hears("Incorrect. The answer is");
    assert!(asked.contains("Term 1 of 1"), "{asked}");
    drop(talk);
    let stats = home.run(&["stats", "--json", "--bank", &terms()]).json();
    assert_eq!(stats["terms"]["learning"], 1, "{stats}");
    assert_eq!(stats["terms"]["new"], 3, "{stats}");
}

#[test]
fn flash_cards_reveal_and_take_grades_in_digits_letters_and_words() {
    let home = Home::new();
    let mut talk = home.talk(&["terms", "--cards", "--task", "3.6", "--bank", &terms()]);
    talk.hears("Card 1 of 3 (Topic storage).");
    talk.hears("Enter to reveal the definition.");
    talk.types("3").hears("Reveal the definition first.");
    talk.types("").hears("1 again, 2 hard, 3 good, 4 easy?");
    talk.types("4").hears("Graded easy.");
    talk.hears("Card 2 of 3");
    talk.types("").hears("4 easy?");
    talk.types("a").hears("Graded again.");
    talk.types("u").hears("Undone. Card 2 is open again.");
    talk.types("").hears("4 easy?");
    talk.types("good").hears("Graded good.");
    talk.types("y").hears("2 of 2");
}

#[test]
fn a_part_without_terms_is_refused() {
    let home = Home::new();
    let refused = home.run(&["terms", "--topic", "nowhere", "--bank", &terms(), "--plain"]);
    assert_eq!(refused.code, 2);
    let none = home.run(&["terms", "--bank", &crate::support::small(), "--plain"]);
    assert_eq!(none.code, 2);
    assert!(
        none.err.contains("there is no term to drill"),
        "{}",
        none.err
    );
}

#[test]
fn a_term_and_a_question_are_practiced_from_browse() {
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &terms()]);
    talk.hears("5. Browse");
    talk.types("5").hears("q to go back.");
    talk.types("1").hears("q to go back.");
    talk.types("p 9").hears("The numbers are 1 to 4.");
    talk.types("p 2").hears("Term 1 of 2 (Topic storage).");
    talk.types("q").hears("q to go back.");
    talk.types("p 1").hears("Question 1 of 1.");
}
