//! Terms can be listed with their progress, drilled in both directions, and learned with flash
//! cards.

use std::collections::BTreeSet;

use crate::support::{ENTER, ESC, Home, Program, Screen, TAB, terms};

fn list(home: &Home, (columns, rows): (u16, u16)) -> Program {
    let mut program = home.start_at(columns, rows, &["--bank", &terms()]);
    program.sees("New here?");
    program.press("t");
    program.sees("weak");
    program
}

/// The names of the terms in the fixture, with their definitions.
const TERMS: [(&str, &str); 4] = [
    ("Amazon S3", "Objects in buckets of any size"),
    ("Amazon EFS", "Shared folders for Linux servers"),
    ("Amazon Tapes", "Archives on magnetic reels"),
    ("Route table", "Decides where packets go"),
];

/// A question of a drill, with the term, the options, and the key of the correct option.
struct Asked {
    term: usize,
    asks_name: bool,
    options: Vec<String>,
    key: String,
}

fn asked(drill: &Screen) -> Asked {
    let rows: Vec<String> = drill.rows().iter().map(|it| it.trim().to_owned()).collect();
    let asks_name = match rows.iter().find(|it| it.starts_with("Which ")) {
        Some(row) if row == "Which term is this?" => true,
        Some(row) if row == "Which definition is correct?" => false,
        other => panic!("{other:?} in {}", drill.text()),
    };
    let stem = |term: &(&str, &str)| if asks_name { term.1 } else { term.0 }.to_owned();
    // Earlier answers are listed below the question.
    let mut terms = rows
        .iter()
        .filter_map(|row| TERMS.iter().position(|it| stem(it) == *row));
    let term = terms.next().expect("a term");
    let is_option = |row: &&String| row.get(1..3) == Some("  ") && row.len() > 3;
    let options: Vec<String> = rows.iter().filter(is_option).cloned().collect();
    let (name, definition) = TERMS[term];
    let answer = if asks_name { name } else { definition };
    let right = options.iter().find(|it| it.ends_with(answer));
    let key = right.expect("the right one is offered")[..1].to_owned();
    Asked {
        term,
        asks_name,
        options,
        key,
    }
}

/// Completes a drill, and returns its questions.
fn drilled(program: &mut Program) -> Vec<Asked> {
    let mut all = Vec::new();
    loop {
        let screen = program.screen();
        if !screen.title().contains("term ") {
            return all;
        }
        let question = asked(&screen);
        let before = screen.title();
        program.press(&question.key);
        program.waits("went on", |it| it.title() != before);
        all.push(question);
    }
}

#[test]
fn the_list_groups_terms_by_domain_and_task_and_counts_what_is_known() {
    for size in [(60, 20), (80, 24), (120, 40)] {
        let home = Home::new();
        let mut program = list(&home, size);
        let shown = program.sees("Technology · 3.6 Storage services");
        let storage = shown.row_with("▸").expect("the group is listed");
        let counts: Vec<_> = storage.split_whitespace().rev().take(3).collect();
        assert_eq!(counts, ["3", "·", "·"], "{storage}");
        assert!(storage.contains(" Storage services"), "{storage}");
        assert!(shown.title().contains("0 of 4 terms known"));
        program.press(ENTER);
        program.sees("term 1 of 3");
        drilled(&mut program);
        program.press("q");
        let shown = program.waits("counted", |it| it.title().contains("3 of 4 terms known"));
        let storage = shown.row_with("▸").expect("the group is listed");
        assert!(storage.contains('✓'), "{storage}");
    }
}

#[test]
fn a_drill_asks_in_both_directions_and_never_offers_two_that_fit() {
    let home = Home::new();
    let mut directions = BTreeSet::new();
    for _ in 0..6 {
        let mut program = list(&home, (80, 24));
        program.press("a");
        program.sees("term 1 of 4");
        let all = drilled(&mut program);
        assert_eq!(all.len(), 4);
        for question in &all {
            directions.insert(question.asks_name);
            assert!(question.options.len() >= 2, "{:?}", question.options);
            // These two terms overlap, because both store archives.
            let offers = |term: usize| {
                let text = [TERMS[term].1, TERMS[term].0][usize::from(question.asks_name)];
                question.options.iter().any(|it| it.ends_with(text))
            };
            let one_of_both = question.term == 0 || question.term == 2;
            assert!(
                !(one_of_both && offers(0) && offers(2)),
                "{:?}",
                question.options
            );
        }
        if directions.len() == 2 {
            return;
        }
    }
    panic!("one direction only: {directions:?}");
}

#[test]
fn a_miss_says_what_the_chosen_term_is_and_waits_to_be_drilled() {
    let home = Home::new();
    let mut program = list(&home, (80, 24));
    program.press(ENTER);
    let screen = program.sees("term 1 of 3");
    let question = asked(&screen);
    let wrong = if question.key == "a" { "b" } else { "a" };
    program.press(wrong);
    let next = program.sees("term 2 of 3");
    assert!(next.shows("; your answer: "), "{}", next.text());
    program.press("y");
    program.waits("ended", |it| !it.title().contains("term "));
    program.press("q");
    program.sees("weak");
    program.press("q");
    program.sees("Terms");
    program.press("3");
    let list = program.sees("r review it");
    assert!(list.title().contains("1 term · about"), "{}", list.title());
    assert!(
        list.status().contains("Term, missed today, due "),
        "{}",
        list.status()
    );
    program.press(ENTER);
    let page = program.sees("Asked 1 time, 0 correct.");
    assert!(page.title().contains("Topic storage"), "{}", page.title());
    program.press("q");
    // It leaves the list after a correct answer in each of two sessions, once in each direction.
    for (direction, left) in [
        ("Which term is this?", "1 of 2"),
        ("Which definition is correct?", ""),
    ] {
        program.sees("r review it");
        program.press("r");
        let screen = program.sees("How sure?");
        assert!(screen.shows(direction), "{}", screen.text());
        let (name, definition) = TERMS[question.term];
        let answer = if left.is_empty() { definition } else { name };
        let letter = screen.letters_of(answer)[0].to_ascii_lowercase();
        program.press(&letter.to_string());
        program.press(ENTER).press(ENTER);
        program.sees("1 of 1 correct");
        program.press("q");
        program.sees("Review missed");
        program.press("3");
        program.sees(if left.is_empty() {
            "Nothing to review."
        } else {
            left
        });
    }
}

#[test]
fn flash_cards_are_revealed_and_graded_and_share_the_memory_of_the_drill() {
    let home = Home::new();
    let mut program = list(&home, (80, 24));
    program.press("c");
    let front = program.sees("card 1 of 3");
    let shown = |screen: &Screen| TERMS.iter().filter(|it| screen.shows(it.1)).count();
    assert_eq!(shown(&front), 0, "{}", front.text());
    // A card cannot be graded before its definition is shown.
    program.press("3");
    program.press(ENTER);
    let back = program.sees("recalled with effort");
    assert_eq!(shown(&back), 1, "{}", back.text());
    assert!(back.title().contains("card 1 of 3"));
    program.press("1");
    program.sees("card 2 of 3");
    program.press(" ");
    program.sees("recalled with effort");
    program.press("g");
    program.sees("card 3 of 3");
    program.press("u");
    program.sees("card 2 of 3");
    program.press(ENTER).press("4");
    program.sees("card 3 of 3");
    program.press(ENTER).press("h");
    program.waits("ended", |it| !it.title().contains("card "));
    program.press("q");
    let list = program.sees("weak");
    assert!(
        list.title().contains("1 of 4 terms known"),
        "{}",
        list.text()
    );
    let group = list.row_with("▸").expect("the group is listed");
    let counts: Vec<_> = group.split_whitespace().rev().take(3).collect();
    assert_eq!(counts, ["·", "2", "1"], "{group}");
}

#[test]
fn the_palette_opens_the_terms() {
    let home = Home::new();
    let mut program = home.start(&["--bank", &terms()]);
    program.sees("New here?");
    program.press(":");
    program.sees("Commands");
    program.press("terms");
    program.sees("terms▏");
    program.press(ENTER);
    program.sees("weak");
}

#[test]
fn a_found_term_is_practiced_with_one_key() {
    for opens in [false, true] {
        let home = Home::new();
        let mut program = home.start(&["--bank", &terms()]);
        program.sees("New here?");
        program.press("/reels");
        program.sees("Terms 1");
        program.press(TAB).press(ESC);
        program.waits("keys", |it| it.footer().contains("p practice"));
        if opens {
            program.press(ENTER);
            program.sees("term");
            program.waits("the term", |it| !it.footer().contains("search"));
        }
        program.press("p");
        let drill = program.sees("term 1 of 2");
        assert_eq!(asked(&drill).term, 2, "{}", drill.text());
    }
}
