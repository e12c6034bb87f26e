//! The review of missed questions: a question is listed until it is answered correctly in two
//! sessions.

use crate::support::{ENTER, HOME, Home, Program, TAB, small};

/// Runs a practice session of `count` questions and answers the first `missed` incorrectly. Returns
/// the IDs of the missed questions.
fn miss(home: &Home, missed: usize, count: usize) -> Vec<String> {
    let mut program = home.practices_at(80, 24, count);
    let mut names = Vec::new();
    for place in 1..=count {
        program.asks_number(place);
        if place <= missed {
            names.push(program.asks());
            program.answers_wrong();
        } else {
            program.answers_right();
        }
        program.press(ENTER);
    }
    program.sees("practice");
    program.press("q");
    program.sees("1  Practice");
    program.press("q");
    assert_eq!(program.ends().code, 0);
    names
}

/// Answers all questions of the open review correctly, until its result is shown.
fn put_right(program: &mut Program, count: usize) {
    for place in 1..=count {
        let screen = program.asks_number(place);
        assert!(screen.title().contains("Review missed"));
        program.answers_right();
        program.press(ENTER);
    }
    program.sees(&format!("{count} of {count} correct, 100%"));
}

#[test]
fn a_missed_question_leaves_the_list_after_two_sittings_right() {
    let home = Home::new();
    let missed = miss(&home, 2, 3);
    let mut program = home.open_small();
    program.reads("· 2 missed");
    program.press("3");
    let list = program.sees("r review all 2");
    for name in &missed {
        assert!(list.shows(&format!("Stem of {name}")), "{}", list.text());
    }
    assert!(list.says("today 0 of 2"));
    assert!(!list.shows("Right option"), "answers are not shown here");

    // After the first session, the questions are still listed, with one more to go.
    program.press("r");
    put_right(&mut program, 2);
    program.press("q");
    let screen = program.reads("· 2 missed");
    assert!(screen.says("2 to review, 2 one correct answer away"));

    // After the second session, the questions are no longer listed.
    program.press("3");
    program.sees("r review all 2");
    program.press("r");
    put_right(&mut program, 2);
    program.press("q");
    let screen = program.reads("· 0 missed");
    assert!(
        screen.says("3 Review missed nothing to review"),
        "{}",
        screen.text()
    );
}

#[test]
fn a_heading_of_the_list_says_what_its_group_contains() {
    for (columns, rows) in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let home = Home::new();
        let args = ["practice", "--count", "12", "--bank", &small()];
        let mut program = home.start(&args);
        let mut missed = Vec::new();
        for place in 1..=12 {
            program.asks_number(place);
            missed.push(program.asks());
            program.answers_wrong();
            program.press(ENTER);
        }
        program.sees("0 of 12 correct");
        drop(program);
        let mut program = home.start_at(columns, rows, &["--bank", &small()]);
        program.sees("3  Review missed");
        program.press("3");
        program.sees("r review all 12");
        program.press(HOME);
        let screen = program.sees("6 questions.");
        let here = screen.row_with("▸").expect("a cursor");
        assert!(here.contains("▾"), "{here}");
        let is_in_status = screen.status().contains("6 questions");
        assert_eq!(is_in_status, columns < 120, "{}", screen.text());
        if columns >= 120 {
            // The second column lists the items of the group, and no answers.
            let twice = |name: &&String| {
                let stem = format!("Stem of {name}");
                let rows = screen.rows();
                rows.iter()
                    .map(|row| row.matches(&stem).count())
                    .sum::<usize>()
                    == 2
            };
            assert_eq!(missed.iter().filter(twice).count(), 6, "{}", screen.text());
            assert!(!screen.shows("Right option"));
        }
    }
}

#[test]
fn right_twice_in_one_sitting_is_once() {
    let home = Home::new();
    miss(&home, 1, 1);
    let mut program = home.start(&["review", "--bank", &small()]);
    program.answers_right();
    program.press("u");
    program.sees("Undone.");
    program.answers_right();
    program.press(ENTER);
    program.sees("1 of 1 correct");
    program.press("q");
    program.reads("1 to review, 1 one correct answer away");
}

#[test]
fn a_right_guess_puts_nothing_right() {
    let home = Home::new();
    miss(&home, 1, 1);
    let mut program = home.start(&["review", "--bank", &small()]);
    program.asks_number(1);
    program.press("sss");
    program.sees("● guess");
    program.answers_right();
    program.press(ENTER);
    program.sees("1 of 1 correct");
    program.press("q");
    let screen = program.reads("· 1 missed");
    assert!(!screen.says("one correct answer away"));
}

#[test]
fn the_newest_miss_comes_first() {
    let home = Home::new();
    let missed = miss(&home, 3, 3);
    let mut program = home.start(&["review", "--bank", &small()]);
    for (at, name) in missed.iter().rev().enumerate() {
        program.asks_number(at + 1);
        assert_eq!(program.asks(), *name);
        program.press("n");
    }
}

#[test]
fn what_was_missed_though_one_was_sure_is_listed_by_itself() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank, "--topic", "alpha"]);
    program.answers_wrong();
    program.goes_on();
    let sure = program.asks();
    program.press("s");
    program.sees("● sure");
    program.answers_wrong();
    program.goes_home();
    program.press("3");
    program.reads("All 2 Sure but incorrect 1");
    program.press(TAB);
    let listed = program.sees("r review it");
    assert!(listed.shows(&format!("Stem of {sure}")));
}

#[test]
fn a_blank_of_an_exam_waits_to_be_reviewed_too() {
    let home = Home::new();
    let mut program = home.start(&["exam", "--bank", &small()]);
    program.asks_number(1);
    program.marks("Wrong option");
    program.finishes();
    program.press("q");
    program.reads("· 12 missed");
}

#[test]
fn a_review_without_anything_missed_says_what_to_do_instead() {
    let home = Home::new();
    let program = home.start(&["review", "--bank", &small()]);
    let ended = program.ends();
    assert_eq!(ended.code, 2);
    assert!(
        ended
            .screen
            .says("no missed questions to review; start with `certdrill practice`")
    );
}

#[test]
fn a_folded_group_is_listed_below_the_list_in_80_columns() {
    let home = Home::new();
    let mut program = home.start(&["exam", "--count", "20", "--seed", "4"]);
    program.marks_incorrectly(&home);
    program.finishes();
    program.press("q").sees("20 to review");
    program.press("3").sees("r review all 20");
    program.press(HOME);
    let screen = program.sees("▸ › ");
    let row = screen.row_with("▸ › ").expect("a folded group");
    let domain = row.trim_start_matches([' ', '▸', '›']);
    let domain = domain.split("  ").next().expect("a title");
    let rows = screen.rows();
    let below = rows.iter().position(|it| it.trim() == domain);
    let below = below.expect("the title is repeated above the items");
    assert!(rows[below + 1].contains("questions."), "{}", screen.text());
    assert!(rows[below + 4].contains("✗ "), "{}", screen.text());
}
