//! The mouse has the same effects as the keys.

use crate::support::{Home, Program, click, long, small, wheel_down, wheel_up};

#[test]
fn a_click_chooses_an_option_and_a_click_on_a_hint_does_what_it_says() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank, "--topic", "alpha"]);
    program.asks_number(1);
    program.click_on("Right option");
    let screen = program.sees("Enter answer");
    let letter = screen.letters_of("Right option")[0];
    assert_eq!(screen.mark_of(letter), "●");
    program.click_on("Enter answer");
    program.sees("✓ Correct");
    program.click_on("f flag");
    program.sees("f unflag");
    program.click_on("Enter next");
    program.asks_number(2);
    program.click_on("○ unsure");
    program.sees("● unsure");
    program.click_on("q leave");
    program.sees("Continue the");
}

#[test]
fn a_click_opens_a_row_of_home_and_a_tab() {
    let home = Home::new();
    let mut program = home.open_small();
    program.click_on("Browse");
    program.sees("12 of 12 questions");
    program.click_on("Missed questions 0");
    program.sees("0 of 12 questions");
    program.click_on("q back");
    program.sees("New here?");
}

#[test]
fn a_click_on_the_daily_goal_opens_it_and_one_on_the_exam_date_opens_that() {
    let home = Home::new();
    let mut program = home.open_small();
    for (text, row) in [
        ("questions a day", "Daily goal"),
        ("no exam date set", "Exam date"),
    ] {
        program.sees("New here?");
        program.click_on(text);
        let screen = program.sees("Daily goal");
        let here = screen.row_with("▸").expect("a cursor");
        assert!(here.contains(row), "{here}");
        program.press("q");
    }
    // A new goal is shown on the same row.
    program.sees("New here?");
    program.click_on("questions a day");
    program.sees("Daily goal");
    program.press("l");
    program.sees("30 questions a day");
    program.press("q");
    program.sees("30 questions a day");
}

#[test]
fn a_click_on_nothing_does_nothing() {
    let home = Home::new();
    let mut program = home.open_small();
    let before = program.sees("New here?").text();
    program.press(&click((79, 18)));
    assert_eq!(program.settles().text(), before);
}

#[test]
fn the_wheel_scrolls_a_long_page_and_back() {
    let home = Home::new();
    let bank = long();
    let mut program = home.start(&["practice", "--bank", &bank]);
    let top = program.answers_wrong();
    assert!(top.status().contains("more line"), "{}", top.status());
    for _ in 0..20 {
        program.press(&wheel_down((40, 10)));
    }
    let bottom = program.reads("This is the last line.");
    assert!(!bottom.shows("Stem of long"));
    assert!(bottom.shows("✗ Incorrect"), "the verdict stays");
    for _ in 0..20 {
        program.press(&wheel_up((40, 10)));
    }
    program.sees("Stem of long");
}

#[test]
fn a_click_on_a_hint_that_goes_both_ways_goes_forward() {
    let home = Home::new();
    let mut program = home.open_small();
    program.click_on("/ search");
    program.sees("Esc done");
    program.click_on("Tab filter");
    program.sees("0 of 12 questions");
    program.click_on("Esc done");
    program.sees("t topic");
    program.click_on("All 12");
    program.sees("12 of 12 questions");
    program.click_on("●●○");
    program.sees("4 of 12 questions");
    program.click_on("q back");
    program.press("9");
    program.sees("h/l change");
    let before = program.settles().text();
    program.click_on("h/l change");
    let changed = program.waits("the value changes", |screen| screen.text() != before);
    program.press("l");
    let forward = program.waits("it changes again", |screen| screen.text() != changed.text());
    assert_ne!(forward.text(), before, "the click went forward, as l does");
    program.press("q");
    program.click_on(": commands");
    program.sees("─ Commands ─");
    program.click_on("Esc close");
    program.sees("New here?");
}

/// Answers the open question incorrectly with clicks.
fn answers_with_clicks(program: &mut Program) {
    let screen = program.asks_something();
    let several = screen.says("(Select TWO.)");
    let wanted = if several { 2 } else { 1 };
    for letter in screen.letters_of("Wrong option").into_iter().take(wanted) {
        program.click_on(&format!("{letter}  "));
        // A click has no effect until the answer to the previous one is on the screen.
        program.waits("selected it", |it| {
            matches!(it.mark_of(letter).as_str(), "■" | "●")
        });
    }
    program.click_on(if several {
        "Enter check"
    } else {
        "Enter answer"
    });
    program.sees("✗ Incorrect");
}

#[test]
fn the_mouse_alone_is_enough_from_the_first_start_to_the_end() {
    let home = Home::new();
    let mut program = home.open_small();
    program.click_on("1  Practice");
    program.click_on("○ 5 ");
    program.sees("● 5 ");
    program.click_on("Enter start");
    for place in 1..=5 {
        answers_with_clicks(&mut program);
        program.click_on(if place < 5 {
            "Enter next"
        } else {
            "Enter finish"
        });
    }
    program.sees("of 5 correct");
    program.click_on("q home");
    // The exam date is set from the row of the plan.
    program.click_on("no exam date set");
    program.sees("‹ not set ›");
    program.click_on("h/l change");
    program.waits("a date", |it| {
        it.shows("Exam date  ‹") && !it.shows("Exam date  ‹ not set ›")
    });
    program.click_on("q back");
    program.sees("in 28 days");
    // Missed questions are reviewed.
    program.click_on("3  Review missed");
    program.click_on("r review all 5");
    answers_with_clicks(&mut program);
    program.click_on("q leave");
    // Groups unfold, and a question opens.
    program.click_on("5  Browse");
    program.sees("Tab filter");
    program.click_on("Unseen");
    program.sees("7 of 12 questions");
    program.click_on("Enter open");
    program.waits("opened", |it| !it.shows("Tab filter"));
    program.click_on("q back");
    program.sees("Tab filter");
    program.click_on("q back");
    // The pages of progress open with a click on their tab.
    program.click_on("4  Progress");
    program.click_on("Days");
    program.sees("answers on 1 day");
    program.click_on("Overview");
    program.sees("So far,");
    program.click_on("q back");
    program.click_on("q quit");
    assert_eq!(program.ends().code, 0);
}
