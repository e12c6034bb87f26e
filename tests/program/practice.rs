//! Practice sessions with reasons after each answer.

use crate::support::{DOWN, END, ENTER, ESC, Home, Program, RIGHT, SPACE, Screen, UP, small};

fn practice(home: &Home, more: &[&str]) -> Program {
    let bank = small();
    let mut args = vec!["practice", "--bank", &bank];
    args.extend(more);
    home.start(&args)
}

/// Starts a practice session with questions that have one correct option each.
fn practice_alpha(home: &Home) -> Program {
    practice(home, &["--topic", "alpha", "--count", "6", "--seed", "1"])
}

fn verdict_color(screen: &Screen, verdict: &str) -> vt100::Color {
    screen.cell_at(verdict).fgcolor()
}

#[test]
fn a_right_answer_is_told_by_mark_word_and_color() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    let right = program.answers_right();
    assert!(right.says("Your answer is correct."));
    let letter = right.letters_of("Right option")[0];
    assert_eq!(right.mark_of(letter), "✓");
    let right = verdict_color(&right, "✓ Correct");
    program.goes_on();
    let wrong = verdict_color(&program.answers_wrong(), "✗ Incorrect");
    assert_ne!(right, vt100::Color::Default);
    assert_ne!(right, wrong);
}

#[test]
fn a_wrong_answer_shows_every_reason_the_rule_the_source_and_the_fact() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    let name = program.asks();
    let before = program.screen();
    for early in [
        "Reason of",
        "Rule of",
        "Source page",
        "Fact alpha",
        "Topic alpha",
    ] {
        assert!(!before.shows(early), "{early} comes before the answer");
    }
    let screen = program.answers_wrong();
    for told in [
        "Your answer is incorrect. Reason of wrong option",
        &format!("Correct. Reason of right option of {name}."),
        &format!("Reason of wrong option one of {name}."),
        &format!("Reason of wrong option two of {name}."),
        &format!("Reason of wrong option three of {name}."),
        &format!("Rule of {name}."),
        "From Source page of alpha",
        "Fact alpha",
        "Topic alpha",
    ] {
        assert!(screen.says(told), "{told} in\n{}", screen.text());
    }
    let link = b"\x1b]8;;https://example.org/alpha\x1b\\";
    let bytes = program.bytes();
    assert!(bytes.windows(link.len()).any(|it| it == link));
    let key = screen.letters_of("Right option")[0];
    assert!(screen.shows(&format!("✗ Incorrect. The answer is {key}.")));
    let options = screen.options();
    assert_eq!(options[..4], before.options(), "letters stay");
}

#[test]
fn nothing_is_answered_before_something_is_chosen() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    program.asks_number(1);
    // The arrow keys move the cursor without selecting an option.
    program.press(DOWN).press("j").press(UP);
    let screen = program.sees("Enter select B");
    assert!(!screen.shows("●"), "{}", screen.text());
    // Enter first selects the option under the cursor, and then submits it.
    program.press(ENTER);
    let screen = program.sees("Enter answer B");
    assert_eq!(screen.mark_of('B'), "●");
    assert!(screen.shows("How sure?"));
    program.press("s").sees("● sure");
    program.press(ENTER);
    program.sees("Enter next");
}

#[test]
fn letters_digits_and_arrows_choose_and_enter_names_what_it_will_answer() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    program.asks_number(1);
    for (keys, letter) in [("b", 'B'), ("4", 'D'), ("k ", 'C'), ("\x1b[A ", 'B')] {
        program.press(keys);
        let screen = program.sees(&format!("Enter answer {letter}"));
        assert_eq!(screen.mark_of(letter), "●");
        let row = screen.row_with("▸").expect("a cursor");
        assert!(row.contains(&format!("●  {letter}")), "{row}");
    }
    // Typing the same letter or Space again does not clear the selection.
    program.press("b").press(SPACE).press("s").sees("● sure");
    assert_eq!(program.screen().mark_of('B'), "●");
    // Moving the cursor to another option does not change the selection either.
    program.press(DOWN).sees("Space select");
    assert_eq!(program.screen().mark_of('B'), "●");
    assert!(program.screen().shows("Enter answer B"));
}

#[test]
fn the_arrows_say_that_they_skip_a_question() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    program.asks_number(1);
    program.press(RIGHT);
    program.asks_number(2);
    program.sees("Skipped question 1. Press p to return to it.");
    program.press("p");
    program.asks_number(1);
    program.answers_right();
    program.press("l");
    program.asks_number(2);
    assert!(!program.screen().shows("Skipped"));
}

#[test]
fn several_right_options_are_ticked_then_checked() {
    let home = Home::new();
    let mut program = practice(&home, &["--topic", "beta", "--count", "6"]);
    let screen = program.skips_to_a_question_with_two_right_options();
    assert!(screen.says("0 of 2 selected."));
    let right = screen.letters_of("Right option");
    let wrong = screen.letters_of("Wrong option");
    let key = |letter: char| letter.to_ascii_lowercase().to_string();

    program.press(&key(right[0]));
    let screen = program.sees("1 of 2 selected.");
    assert_eq!(screen.mark_of(right[0]), "■");
    assert_eq!(screen.mark_of(right[1]), "□");
    program.press(ENTER);
    let screen = program.sees("Select more first.");
    assert!(screen.shows("How sure?"), "one of two answers nothing");

    // The letter or Space clears the selection.
    program.press(&key(right[0]));
    program.sees("0 of 2 selected.");
    program.press(SPACE);
    program.sees("1 of 2 selected.");

    program.press(&key(right[1]));
    let screen = program.sees("2 of 2 selected.");
    assert!(screen.footer().contains("Enter check"));
    program.press(&key(wrong[0]));
    let screen = program.sees("2 are selected. Deselect one first.");
    assert_eq!(screen.mark_of(wrong[0]), "□");
    program.press(ENTER);
    program.sees("✓ Correct");
}

#[test]
fn one_of_two_right_options_is_wrong_and_the_missed_one_is_named() {
    let home = Home::new();
    let mut program = practice(&home, &["--topic", "beta", "--count", "6"]);
    let screen = program.skips_to_a_question_with_two_right_options();
    let right = screen.letters_of("Right option")[0];
    let wrong = screen.letters_of("Wrong option")[0];
    program.press(&format!("{right}{wrong}").to_lowercase());
    program.sees("2 of 2 selected.");
    program.press(ENTER);
    let screen = program.sees("✗ Incorrect");
    assert!(screen.says("Your answer is correct. Reason of right option"));
    assert!(screen.says("Correct, but not selected. Reason of right option"));
    assert!(screen.says("Your answer is incorrect. Reason of wrong option"));
}

#[test]
fn questions_can_be_skipped_and_come_back_at_the_end() {
    let home = Home::new();
    let mut program = practice(&home, &["--topic", "alpha", "--count", "2"]);
    program.asks_number(1);
    let skipped = program.asks();
    program.press("n");
    program.asks_number(2);
    assert_ne!(program.asks(), skipped);
    program.press("p");
    program.asks_number(1);
    assert_eq!(program.asks(), skipped);
    program.press("p");
    program.sees("This is the first question.");
    program.press("n");
    program.asks_number(2);
    program.answers_right();
    program.press(ENTER);
    program.asks_number(1);
    assert_eq!(program.asks(), skipped);
}

#[test]
fn a_question_can_be_flagged_and_unflagged() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    program.asks_number(1);
    program.press("f");
    let screen = program.sees("f unflag");
    assert!(screen.title().contains('⚑'));
    program.press("f");
    let screen = program.sees("f flag");
    assert!(!screen.title().contains('⚑'));
}

#[test]
fn an_option_can_be_struck_out_and_brought_back() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    program.asks_number(1);
    program.press("B");
    let screen = program.sees("B is struck out");
    assert_eq!(screen.mark_of('B'), "–");
    program.press("b");
    program.settles();
    assert_eq!(program.screen().mark_of('B'), "–", "it is not chosen");
    assert!(!program.screen().shows("Enter answer"));
    program.press("x");
    program.waits("brought B back", |screen| screen.mark_of('B') == "○");
    // Striking out the selected option clears the selection.
    program.press("c");
    program.sees("Enter answer C");
    program.press("x");
    let screen = program.sees("C is struck out");
    assert!(!screen.shows("Enter answer"));
}

#[test]
fn how_sure_one_is_goes_round() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    program.asks_number(1);
    for word in ["● sure", "● unsure", "● guess"] {
        program.press("s");
        program.sees(word);
    }
    program.press("s");
    program.waits("took it back", |screen| {
        screen.shows("○ sure   ○ unsure   ○ guess")
    });
}

#[test]
fn an_answer_can_be_taken_back_and_given_again() {
    let home = Home::new();
    let mut program = practice_alpha(&home);
    let name = program.asks();
    program.answers_wrong();
    program.press("u");
    let screen = program.sees("Undone. Question 1 is open again.");
    assert!(screen.shows("How sure?"));
    assert_eq!(program.asks(), name);
    program.answers_right();
    // Undo also works from the next question.
    program.goes_on();
    program.press("u");
    program.sees("Undone. Question 1 is open again.");
    assert_eq!(program.asks(), name);
}

#[test]
fn the_last_answer_leads_to_a_result_that_counts_and_walks_through() {
    let home = Home::new();
    let mut program = practice(&home, &["--topic", "alpha", "--count", "3"]);
    program.answers_right();
    program.goes_on();
    let missed = program.asks();
    program.answers_wrong();
    program.goes_on();
    let screen = program.answers_right();
    assert!(screen.footer().contains("Enter finish"));
    program.press(ENTER);
    let result = program.sees("2 of 3 correct, 67%; 1 incorrect");
    assert!(result.title().contains("Practice · result"));
    let topic = result.row_with("Topic alpha").expect("a row a topic");
    assert!(topic.contains("2 of 3") && topic.contains("67%"), "{topic}");

    program.press("r");
    let walk = program.sees("walk-through");
    assert_eq!(walk.question(), Some(missed.clone()));
    assert!(walk.says(&format!("Rule of {missed}.")));
    program.press("q");
    program.sees("2 of 3 correct");

    program.press(ENTER);
    program.asks_number(1);
    assert_eq!(program.asks(), missed, "exactly what was missed");
    program.press("q");
    program.sees("Continue the");
}

#[test]
fn a_practice_shows_only_its_topic_and_its_count() {
    let home = Home::new();
    let mut program = practice(&home, &["--topic", "beta", "--count", "4"]);
    for place in 1..=4 {
        let screen = program.asks_number(place);
        assert!(screen.title().contains(&format!("{place} of 4")));
        let number: usize = program.asks()[1..].parse().expect("q and a number");
        assert!(
            (7..=12).contains(&number),
            "q{number} is of the other topic"
        );
        program.press("n");
    }
}

#[test]
fn a_practice_can_have_a_time_limit_that_waits_while_one_is_away() {
    let home = Home::new();
    let mut program = practice(&home, &["--minutes", "10"]);
    let left = program.asks_number(1).seconds_left().expect("a clock");
    assert!((540..=600).contains(&left), "{left} s");
    let screen = program.goes_home();
    assert!(screen.says("Continue the practice session: question 1 of 10"));
    assert!(screen.says(" left"));
    // Leaving does not require a confirmation, because the clock stops.
    assert!(!screen.shows("Leave the"));
}

#[test]
fn a_session_that_is_set_up_asks_what_was_chosen() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("1");
    program.sees("12 questions match");
    // Set the count to 5, move down to the first topic, and deselect it with Space.
    program.press("jh");
    program.press("jjjjj").press(SPACE);
    program.sees("6 questions match");
    program.sees("5 questions, no time limit");
    program.press(ENTER);
    let screen = program.asks_number(1);
    assert!(screen.title().contains("1 of 5"), "{}", screen.title());
}

#[test]
fn the_rule_of_a_sprint_is_its_time() {
    let home = Home::new();
    let program = home.start(&["sprint", "--minutes", "1"]);
    let begun = program.sees("question 1 · ");
    assert!(begun.seconds_left().is_some(), "{}", begun.title());
    // The rule fills as time passes, even without answers, and it has no tick mark for the clock.
    let filled = program.sees("━━");
    assert!(
        !filled.shows("┿") && !filled.shows("┼"),
        "{}",
        filled.text()
    );
}

#[test]
fn the_footer_of_a_result_names_its_other_page() {
    let home = Home::new();
    let mut program = home.practices_at(80, 24, 1);
    program.answers_right();
    program.press(ENTER);
    program.sees("Tab analysis");
    program.press("\t");
    program.sees("Tab result");
    program.press("\t");
    program.sees("Tab analysis");
}

#[test]
fn a_placement_test_with_answers_can_be_kept_or_discarded() {
    let home = Home::new();
    let mut program = home.start(&["placement"]);
    program.asks_number(1);
    program.press("q");
    let popup = program.sees("Leave the placement test?");
    assert!(popup.says("Nothing is answered yet."), "{}", popup.text());
    program.press(ESC);
    program.asks_number(1);
    program.marks_incorrectly(&home);
    program.press("q");
    let popup = program.sees("Leave the placement test?");
    assert!(popup.says("1 question is answered."), "{}", popup.text());
    assert!(popup.says("d Discard it"), "{}", popup.text());
    program.press("y");
    program.sees("Continue the placement test: question 1 of 24");
    program.press(ENTER);
    program.asks_number(1);
    program.press("q");
    program.sees("Leave the placement test?");
    program.press("d");
    let screen = program.sees("New here?");
    assert!(!screen.says("Continue"), "{}", screen.text());
    let stats = home.run(&["stats", "--json"]).json();
    assert_eq!(stats["seen"], 0, "{stats}");
    assert_eq!(stats["all"]["answers"], 0, "{stats}");
}

#[test]
fn the_result_of_a_placement_test_says_what_to_study_and_offers_no_other_one() {
    let home = Home::new();
    let mut program = home.start_at(100, 30, &["placement"]);
    program.marks_incorrectly(&home);
    let result = program.finishes();
    assert!(
        result.says("Study your weakest tasks: "),
        "{}",
        result.text()
    );
    assert!(result.says("Walk through the 24 questions you missed"));
    assert!(result.says("show where to start, not whether you would pass."));
    for wrong in ["placement test:", "prove little", "Keep practicing"] {
        assert!(!result.says(wrong), "{wrong}: {}", result.text());
    }
    program.press(DOWN).press(ENTER);
    program.sees("walk-through");
    program.press("q");
    program.sees("Study your weakest tasks: ");
    program.press("s");
    program.asks_number(1);
}

#[test]
fn a_reason_is_below_its_option_or_below_the_repeated_option() {
    let args = ["--topic", "alpha", "--count", "6", "--seed", "1"];
    for (rows, in_place) in [(40, true), (12, false)] {
        let home = Home::new();
        let bank = small();
        let mut all = vec!["practice", "--bank", &bank];
        all.extend(args);
        let mut program = home.start_at(80, rows, &all);
        program.asks();
        program.answers_wrong();
        program.press(END);
        let screen = program.waits("showed the other reasons", |screen| {
            let others = |row: &&String| row.trim().starts_with("Reason of wrong option");
            screen.rows().iter().filter(others).count() >= 2
        });
        let shown = screen.rows();
        for pair in shown.windows(2) {
            if pair[1].trim().starts_with("Reason of wrong option") {
                assert!(pair[0].contains("Wrong option"), "{}", screen.text());
            }
        }
        let rule = shown.iter().position(|row| row.contains("Rule of"));
        let reason = |row: &String| row.trim().starts_with("Reason of wrong option");
        let last = shown.iter().rposition(reason);
        assert_eq!(last < rule, in_place, "{}", screen.text());
    }
}

#[test]
fn the_steps_of_a_result_are_set_apart_and_no_row_repeats_the_score() {
    for rows in [24, 30, 40] {
        let home = Home::new();
        let mut program = home.practices_at(80, rows, 2);
        program.answers_wrong();
        program.press(ENTER);
        program.answers_right();
        program.press(ENTER);
        let screen = program.sees("1 of 2 correct");
        assert!(!screen.shows("All questions"), "{}", screen.text());
        let shown = screen.rows();
        let first = shown.iter().position(|row| row.contains('▸'));
        let above = &shown[first.expect("the first step") - 1];
        assert!(above.trim().is_empty(), "{}", screen.text());
        let table = shown.iter().position(|row| row.contains("Section"));
        let above = &shown[table.expect("the sections") - 1];
        assert!(above.trim().is_empty(), "{}", screen.text());
    }
}
