//! Full mock exams, their score reports, and the questions after the real exam.

use super::parity::bank_with_an_exam;
use super::{Home, letters, small};

/// Takes a mock exam, answers the first `right` questions correctly, and returns the result.
fn takes_an_exam(home: &Home, args: &[&str], right: usize) -> String {
    let mut exam = home.talk(args);
    for number in 0..4 {
        let said = exam.hears("answer");
        let text = if number < right {
            "Right option"
        } else {
            "Wrong option"
        };
        let mut typed = letters(&said, text);
        typed.truncate(if said.contains("two answers") { 2 } else { 1 });
        exam.types(&typed);
    }
    exam.hears("y to finish and score");
    exam.types("y").hears("Enter to leave.")
}

#[test]
fn mock_exams_are_numbered_and_compared_with_the_last_and_the_best() {
    let home = Home::new();
    let bank = bank_with_an_exam(&home);
    let args = ["exam", "--bank", &*bank];
    let first = takes_an_exam(&home, &args, 0);
    assert!(first.contains("Mock exam 1 result."), "{first}");
    assert!(first.contains("Not a pass yet (estimate)."), "{first}");
    assert!(first.contains("needs improvement"), "{first}");
    assert!(
        first.contains("3 incorrect; also missed: the unscored question."),
        "{first}"
    );
    assert!(first.contains("Practice the 4 questions you missed."));
    assert!(
        !first.contains(", likely "),
        "fewer than ten give no range: {first}"
    );
    let second = takes_an_exam(&home, &args, 4);
    assert!(second.contains("Mock exam 2 result."), "{second}");
    assert!(second.contains("Pass (estimate)."), "{second}");
    assert!(second.contains("meets competencies"), "{second}");
    for said in [
        "1,000 of 1,000. Passing score: 700.",
        "Up 900 from Mock exam 1 (100).",
        "Your first pass in a mock exam.",
        "Your best mock exam so far: 1,000, 900 more than your previous best.",
    ] {
        assert!(second.contains(said), "{said}: {second}");
    }
    assert!(!first.contains("Your first"), "{first}");
    let listed = home.run(&["results", "--bank", &bank]).out;
    assert!(
        listed.contains("Mock exam 1") && listed.contains("Mock exam 2"),
        "{listed}"
    );
    let mut menu = home.talk(&["--bank", &bank]);
    menu.types("2").hears("Mock exam 3, like the real exam");
}

/// Answers the first question of a mock exam correctly and the second one incorrectly, and leaves
/// the exam for a new one.
fn leaves_an_exam(home: &Home, bank: &str) {
    let mut exam = home.talk(&["exam", "--bank", bank]);
    for text in ["Right option", "Wrong option"] {
        let said = exam.hears("answer");
        let mut typed = letters(&said, text);
        typed.truncate(if said.contains("two answers") { 2 } else { 1 });
        exam.types(&typed);
    }
    exam.hears("Question 3 of 4");
    exam.types("q");
    exam.ends();
    let mut menu = home.talk(&["--bank", bank]);
    menu.types("2").hears("Mock exam 2, like the real exam");
    menu.types("").hears("y to end it and start the new one");
    menu.types("y").hears("Question 1 of 4");
}

#[test]
fn a_mock_exam_that_was_left_has_no_verdict_and_misses_nothing_that_was_not_answered() {
    let home = Home::new();
    let bank = bank_with_an_exam(&home);
    leaves_an_exam(&home, &bank);
    let mut menu = home.talk(&["--bank", &bank]);
    menu.types("4").hears("left after");
    let result = menu.types("1").hears("Enter to leave.");
    let said = result.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Left after"), "{said}");
    assert!(said.contains("No pass or fail: you left this exam early."));
    assert!(said.contains("Practice the question you missed."), "{said}");
    for wrong in [
        "estimate",
        "Passing score",
        " of 1,000",
        "competencies",
        "0 of 0",
    ] {
        assert!(!said.contains(wrong), "{wrong}: {said}");
    }
    let walked = menu.types("r").hears("or q to go back");
    assert!(walked.contains("1 of 1 in this list"), "{walked}");
    let walked = menu.types("all").hears("or q to go back");
    assert!(walked.contains("1 of 2 in this list"), "{walked}");
    drop(menu);

    let listed = home
        .run(&["results", "1", "--json", "--bank", &bank])
        .json();
    let right = listed["slots"].as_array().expect("a list").iter();
    let right = right.map(|it| it["right"].as_bool()).collect::<Vec<_>>();
    assert_eq!(right, [Some(true), Some(false), None, None]);
    assert!(listed["likely"].is_null(), "{listed}");
    let report = home.run(&["results", "1", "--bank", &bank]).out;
    assert!(!report.contains("likely range"), "{report}");
    assert_eq!(report.matches("\n## ").count(), 2, "{report}");

    let mut program = home.start_at(120, 40, &["--bank", &bank]);
    program.sees("Today");
    program.press("4\t");
    program.sees("left after");
    program.press("\r");
    let result = program.sees("No pass or fail: you left this exam early.");
    for wrong in ["estimate", "pass 700", "of 1,000", "competencies", "likely"] {
        assert!(!result.says(wrong), "{wrong}: {}", result.text());
    }
    assert!(result.says("Practice the question you missed"));
}

#[test]
fn an_exam_that_repeats_questions_says_so_when_it_begins_and_on_its_result() {
    let home = Home::new();
    let bank = bank_with_an_exam(&home);
    let args = ["exam", "--bank", &*bank];
    let mut repeats = 0;
    while repeats == 0 {
        let mut exam = home.talk(&args);
        let begins = exam.hears("answer");
        let said = " asked before. The bank has no others left.";
        let number = |said: &str| said.split_whitespace().rev().nth(2)?.parse().ok();
        repeats = begins
            .split_once(said)
            .map_or(0, |(before, _)| number(before).expect("a number"));
        // Without any answer, the exam would not count.
        exam.types("a");
        exam.types("r").hears("y to finish and score");
        let result = exam.types("y").hears("Enter to leave.");
        let on_result = format!("{repeats} of the 4 questions had been asked before.");
        let one = "1 question had been asked before.";
        assert_eq!(
            result.contains(&on_result) || repeats == 1 && result.contains(one),
            repeats > 0,
            "{begins}\n{result}"
        );
    }
    let mut program = home.start(&args);
    program.reads("asked before. The bank has no others left.");
    program.press("a");
    program.sees("1 of 4");
}

#[test]
fn extra_time_is_thirty_minutes_more_and_still_a_full_mock_exam() {
    let home = Home::new();
    let bank = bank_with_an_exam(&home);
    let exam = home.talk(&["exam", "--extra-time", "--bank", &bank]);
    let said = exam.hears("answer");
    assert!(said.contains("Mock exam 1."), "{said}");
    assert!(said.contains("Question 1 of 4. 54:00 left."), "{said}");
    drop(exam);
    let other = Home::new();
    let mut menu = other.talk(&["--bank", &bank]);
    menu.types("2").hears("4 questions in 24 minutes");
    menu.types("3 extra")
        .hears("4 questions in 54 minutes, with 30 extra minutes");
}

/// Returns a home with one answer in the small bank and an exam date that has passed.
fn after_the_exam() -> Home {
    after_the_exam_on("small", &["--bank", &small()])
}

/// Returns a home with one answer in the bank with the ID `id`, which `args` opens, and an exam date
/// that has passed.
fn after_the_exam_on(id: &str, args: &[&str]) -> Home {
    let home = Home::new();
    let practice = [&["practice", "--count", "1"], args].concat();
    home.script(&practice, &["a", "", "q"]);
    let log = home.banks().join("plan.jsonl");
    std::fs::create_dir_all(home.banks()).expect("the folder is the test's");
    let lines = format!(
        "{{\"certdrill\":{{\"log\":2}}}}\n{{\"note\":{{\"id\":\"00112233445566778899aabbccddeeff\",\
                 \"bank\":\"{id}\",\"at_ms\":1577836800000,\"offset_s\":0,\"body\":{{\"kind\":\
                 \"planned\",\"exam\":\"2020-02-03\",\"minutes_per_day\":20}}}}}}\n"
    );
    std::fs::write(&log, lines).expect("the folder is the test's");
    let log = log.to_str().expect("a plain path");
    assert_eq!(home.run(&["history", "merge", log]).code, 0);
    home
}

#[test]
fn after_the_exam_it_is_asked_once_how_it_went_and_that_is_kept_and_merged() {
    let home = after_the_exam();
    let bank = small();
    let mut menu = home.talk(&["--bank", &bank]);
    menu.hears("Your exam was on February 3, 2020. How did it go?");
    menu.types("p")
        .hears("Your score, from 100 to 1,000 (leave it empty if you do not know it):");
    menu.types("7600").hears("Enter a score from 100 to 1,000.");
    menu.types("699")
        .hears("A score below 700 is not a pass. Correct the score, or leave it empty.");
    menu.types("760")
        .hears("Exam on February 3, 2020: passed with a score of 760.");
    drop(menu);
    let menu = home.talk(&["--bank", &bank]);
    let said = menu.hears("Type a number or letter from the menu, or q to quit.");
    assert!(!said.contains("How did it go?"), "{said}");
    drop(menu);

    let log = home.banks().join("all.jsonl");
    let log = log.to_str().expect("a plain path");
    assert_eq!(home.run(&["history", "export", log]).code, 0);
    let text = std::fs::read_to_string(log).expect("it was written");
    assert!(text.contains("\"kind\":\"result\""), "{text}");
    let other = Home::new();
    assert_eq!(other.run(&["history", "merge", log]).code, 0);
    let stats = other.run(&["stats", "--json", "--bank", &bank]).json();
    assert_eq!(stats["real_exams"][0]["score"], 760);
    let told = other.run(&["stats", "--bank", &bank]).out;
    assert!(
        told.contains("Exam on February 3, 2020: passed with a score of 760."),
        "{told}"
    );
    assert!(
        told.contains("There were too few answers for a forecast."),
        "{told}"
    );
}

#[test]
fn the_screen_asks_as_well_and_who_would_rather_not_say_is_not_asked_again() {
    let home = after_the_exam();
    let mut program = home.open_small();
    program.reads("Your exam was on February 3, 2020. How did it go?");
    program.press("jj").press(super::support::ENTER);
    program.sees("1  Practice");
    program.press("q");
    program.ends();
    let mut program = home.open_small();
    program.sees("1  Practice");
    program.press("q");
    program.ends();

    let home = after_the_exam();
    let mut program = home.open_small();
    program.reads("How did it go?");
    program.press(super::support::ENTER);
    program.reads("Your score");
    program.press("640").press(super::support::ENTER);
    program.reads("A score below 700 is not a pass. Correct the score, or leave it empty.");
    program.press(super::support::ESC);
    program.reads("How did it go?");
    program.press("j").press(super::support::ENTER);
    program.reads("Your score");
    program.press("700").press(super::support::ENTER);
    program.reads("A score of 700 or more is a pass.");
    program
        .press("\x7f\x7f\x7f640")
        .press(super::support::ENTER);
    program.reads("not passed with a score of 640.");
}

#[test]
fn the_first_start_after_a_merge_asks_as_well() {
    let home = after_the_exam_on("clf-c02", &[]);
    // After a merge, nothing is known about the bank until it has been read.
    let mut program = home.start(&[]);
    program.reads("Your exam was on February 3, 2020. How did it go?");
    program.press(super::support::ESC);
    program.sees("1  Practice");
    program.press("q");
    program.ends();
    // Esc asks again at the next start.
    let mut program = home.start(&[]);
    program.reads("How did it go?");
    program.press(super::support::ENTER);
    program.reads("Your score, from 100 to 1,000");
    program.press("99").press(super::support::ENTER);
    program.reads("Enter a score from 100 to 1,000.");
    program.press(super::support::ESC);
    program.reads("How did it go?");
    program.press("j").press(super::support::ENTER);
    program.reads("Your score, from 100 to 1,000");
    program.press(super::support::ENTER);
    program.reads("Exam on February 3, 2020: not passed.");
    program.press(super::support::ENTER);
    program.sees("1  Practice");
}
