//! Scripted sessions in plain mode: practice, exam, and review, with the same history as on
//! screens.

use crate::support::{Home, small};
use crate::{letters, questions, script};

/// Returns an answer to every question in the exam. The answers at the indices in `wrong` are
/// incorrect.
fn answers(args: &[&str], wrong: &[usize]) -> Vec<String> {
    // Read the questions on another machine, where the same seed draws the same exam.
    let told = script(&Home::new(), args, &["n"; 11]);
    let told = questions(&told);
    assert_eq!(told.len(), 12, "{told:?}");
    let answer = |(place, said): (usize, &&str)| {
        if wrong.contains(&place) {
            let many = letters(said, "Right option").len();
            letters(said, "Wrong option")[..many].to_owned()
        } else {
            letters(said, "Right option")
        }
    };
    told.iter().enumerate().map(answer).collect()
}

const EXAM: [&str; 7] = ["exam", "--seed", "3", "--count", "12", "--minutes", "30"];

#[test]
fn a_whole_exam_by_pipe_is_scored_and_in_the_history() {
    let home = Home::new();
    let mut lines = answers(&EXAM, &[2, 5, 7]);
    assert!(lines.iter().any(|line| line.len() == 2), "{lines:?}");
    lines.push("y".into());
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let out = script(&home, &EXAM, &lines);
    assert!(out.contains("Question 1 of 12. 30:00 left."), "{out}");
    assert!(out.contains("Review. 12 of 12 answered."), "{out}");
    assert!(out.contains("9 of 12 correct, 75%; 3 incorrect."), "{out}");
    assert!(out.contains("Topic alpha: "), "{out}");
    assert!(
        out.contains("m. Practice the 3 questions you missed"),
        "{out}"
    );

    let bank = small();
    let stats = home.run(&["stats", "--json", "--bank", &bank]).json();
    let session = &stats["sessions"][0];
    assert_eq!(session["kind"], "exam");
    assert_eq!(
        (&session["right"], &session["questions"]),
        (&9.into(), &12.into())
    );
    assert_eq!(stats["missed"].as_array().map(Vec::len), Some(3));
    let results = home.run(&["results", "--bank", &bank]);
    assert!(results.out.contains("9 of 12"), "{}", results.out);
    let report = home.run(&["results", "1", "--bank", &bank]).out;
    assert!(report.contains(". 0 left blank. 0:0"), "{report}");
    assert!(!report.contains("minutes used"), "{report}");
}

#[test]
fn an_exam_says_nothing_before_its_end() {
    let mut lines = answers(&EXAM, &[0]);
    lines.extend(["g".into(), "r".into()]);
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let out = script(&Home::new(), &EXAM, &lines);
    for word in ["Correct.", "Incorrect.", "Reason of", "Rule"] {
        assert!(!out.contains(word), "{word} in {out}");
    }
    assert!(out.contains("1: selected "), "{out}");
    assert!(
        out.contains("Saved: timed exam, question 12 of 12."),
        "{out}"
    );
    assert!(out.contains("The clock keeps running until "), "{out}");
}

#[test]
fn y_finishes_only_after_the_review() {
    let home = Home::new();
    let mut exam = home.talk(&["exam", "--bank", &small()]);
    exam.hears("Your");
    exam.types("y")
        .hears("Type r to review the session before you finish it with y.");
    let review = exam.types("r").hears("y to finish and score");
    assert!(
        review.contains("Without any answer, nothing counts."),
        "{review}"
    );
    exam.types("a");
    exam.types("r").hears("and count as incorrect.");
    // Another line in between cancels the review.
    exam.types("").hears(" of 12. ");
    exam.types("y").hears("before you finish it with y.");
    exam.types("r").hears("y to finish and score");
    exam.types("y").hears("; 11 left blank.");
    assert_eq!(exam.ends().code, 0);
}

#[test]
fn the_verdict_comes_first_then_the_reasons_the_rule_and_the_source() {
    let home = Home::new();
    let bank = small();
    let mut practice = home.talk(&["practice", "--topic", "alpha", "--bank", &bank]);
    let asked = practice.hears("Your answer? Type a letter and press Enter");
    assert!(
        !asked.contains("Topic alpha"),
        "it would be a hint: {asked}"
    );
    let wrong = &letters(&asked, "Wrong option")[..1];
    let right = letters(&asked, "Right option").to_uppercase();
    let told = practice.types(wrong).hears("Enter for the next question.");
    let at = |text: &str| {
        told.find(text)
            .unwrap_or_else(|| panic!("{text} in {told}"))
    };
    let order = [
        at(&format!(
            "Incorrect. The answer is {right}. Now on your list of missed questions."
        )),
        at("Your answer is incorrect. Reason of wrong option"),
        at("Rule: Rule of q0"),
        at("Source: Source page of alpha"),
        at("https://example.org/alpha"),
        at("Fact: Fact alpha "),
    ];
    assert_eq!(told.trim_start().find("Incorrect."), Some(0), "{told}");
    assert!(order[0] < order[1] && order[1] < order[2], "{told}");
    assert!(order[2..].is_sorted(), "{told}");
    assert!(told.contains("Correct. Reason of right option"), "{told}");

    let asked = practice.types("").hears("Your answer?");
    let told = practice
        .types(&letters(&asked, "Right option"))
        .hears("Enter for the next");
    assert!(told.trim_start().starts_with("Correct."), "{told}");
    assert!(
        told.contains("Your answer is correct. Reason of right"),
        "{told}"
    );
}

#[test]
fn marks_are_set_told_and_taken_back() {
    let home = Home::new();
    let mut practice = home.talk(&["practice", "--topic", "alpha", "--bank", &small()]);
    practice.hears("Your answer?");
    practice
        .types("s")
        .hears("How sure are you? Type s sure, s unsure, s guess, or s none.");
    practice.types("s guess").hears("Confidence: guess.");
    practice.types("f").hears("Flagged.");
    practice.types("x b").hears("B is struck out.");
    practice
        .types("b")
        .hears("B is struck out. Strike it out again to restore it.");
    let again = practice.types("l").hears("Confidence: guess.");
    assert!(again.contains("Question 1 of 6, flagged."), "{again}");
    assert!(again.contains("B. (struck out) "), "{again}");
    practice.types("x b").hears("B is restored.");
    practice.types("b").hears("Enter for the next question.");
    practice.types("a").hears("This question is answered.");
    practice
        .types("! Says Nothing\u{1b}[31m")
        .hears("Report saved. Run `certdrill bank disputes` to list all reports.");
    practice
        .types("l")
        .hears("You reported: Says Nothing<U+001B>[31m");
    practice.types("!").hears("Report withdrawn.");
    practice.types("").hears("Question 2 of 6.");
    practice
        .types("u")
        .hears("Undone. Question 1 is open again.");
    let listed = practice.types("g").hears("6: blank.");
    assert!(
        listed.contains("1: selected B, flagged, guess, you are here."),
        "{listed}"
    );
    practice
        .types("g 7")
        .hears("Choose a question from 1 to 6.");
    practice.types("g 4").hears("Question 4 of 6.");
    practice.types("p").hears("Question 3 of 6.");
    practice.types("e").hears("Choose an option from A to D.");
    practice.types("a c").hears("Type one letter.");
    practice
        .types("m")
        .hears("You can see the table after you answer.");
    practice
        .types("! no")
        .hears("You can report a problem after you answer.");
    practice.types("t").hears("No time limit.");
    practice.types("what").hears("type ? for help.");
    practice.types("?").hears("q: leave; the session is saved");
    practice
        .types("q")
        .hears("Saved: practice, question 3 of 6. Run certdrill to continue.");
    assert_eq!(practice.ends().code, 0);
}

#[test]
fn options_are_selected_one_by_one_and_an_empty_line_submits_them() {
    let home = Home::new();
    let mut practice = home.talk(&["practice", "--topic", "beta", "--bank", &small()]);
    let mut asked = practice.hears("Type");
    while !asked.contains("(Select TWO.)") {
        practice.types("n").hears("Press p to return to it.");
        asked = practice.hears("answer");
    }
    let right = letters(&asked, "Right option");
    let wrong = &letters(&asked, "Wrong option")[..1];
    practice.types(wrong).hears("1 of 2 selected: ");
    practice.types(wrong).hears("0 of 2 selected.");
    practice.types(&right[..1]).hears("1 of 2 selected: ");
    practice
        .types("")
        .hears("1 of 2 selected. Select more first.");
    practice.types(&right[1..]).hears("2 of 2 selected: ");
    practice.hears("Enter to answer");
    practice.types("").hears("Reason of right option");
}

#[test]
fn an_exam_s_answers_can_be_changed_until_its_end() {
    let home = Home::new();
    let mut exam = home.talk(&["exam", "--topic", "alpha", "--bank", &small()]);
    exam.hears("Your answer?");
    exam.types("a").hears("Selected: A.");
    exam.types("p")
        .hears("Selected: A. Press Enter to continue, or type another answer.");
    exam.types("c").hears("Selected: C.");
    exam.types("g 1").hears("Selected: C.");
    exam.types("u").hears("Selection cleared.");
    exam.types("").hears("Type a letter to answer");
    exam.types("u").hears("Nothing is selected here.");
    exam.types("g").hears("1: blank, you are here.");
}

#[test]
fn what_was_missed_is_practiced_from_the_result_and_reviewed() {
    let home = Home::new();
    let bank = small();
    let args = [
        "practice", "--topic", "alpha", "--count", "1", "--bank", &bank,
    ];
    let mut practice = home.talk(&args);
    let asked = practice.hears("Your answer?");
    let stem = asked.lines().find(|line| line.starts_with("Stem of"));
    let stem = stem.expect("a stem").to_owned();
    practice
        .types(&letters(&asked, "Wrong option")[..1])
        .hears("Enter for the result.");
    practice.types("").hears("0 of 1 correct, 0%; 1 incorrect.");
    practice
        .types("d")
        .hears("Changes: no answers were changed.");
    let walk = practice
        .types("r")
        .hears("Press Enter for the next question. Type p for the previous one");
    assert!(
        walk.contains(&stem) && walk.contains("Incorrect. You chose "),
        "{walk}"
    );
    practice
        .types("flagged")
        .hears("There are no questions of this kind.");
    for word in ["incorrect", "wrong"] {
        let walk = practice.types(word).hears("Press Enter for the next");
        assert!(walk.contains(&stem), "{word}: {walk}");
    }
    practice
        .types("q")
        .hears("m for that step, r to walk through");
    let again = practice.types("m").hears("Your answer?");
    assert!(again.contains(&stem), "{again}");
    drop(practice);

    let mut review = home.talk(&["review", "--bank", &bank]);
    let asked = review.hears("Your answer?");
    assert!(
        asked.contains("Review missed.") && asked.contains(&stem),
        "{asked}"
    );
    review
        .types(&letters(&asked, "Right option"))
        .hears("Correct. Answer it correctly in one more session to remove it from your list.");
}

#[test]
fn what_cannot_be_saved_is_said_and_not_lost_by_a_slip() {
    let home = Home::new();
    let mut practice = home.talk(&["practice", "--topic", "alpha", "--bank", &small()]);
    practice.hears("Your answer?");
    let db = rusqlite::Connection::open(home.history()).expect("it is a database");
    db.execute_batch("ALTER TABLE event RENAME TO hidden")
        .expect("it can be changed");
    let told = practice.types("a").hears("Enter for the next question.");
    assert!(told.contains("Not saved: "), "{told}");
    practice
        .types("q")
        .hears("Unsaved answers are lost if you leave. Type q again to leave.");
    practice
        .types("q")
        .hears("Some answers could not be saved: practice, question 1 of 6.");
    let printed = practice.ends();
    assert_eq!(printed.code, 1, "{}", printed.out);

    // Once saving works again, the pending events are saved, too.
    db.execute_batch("ALTER TABLE hidden RENAME TO event")
        .expect("it can be changed");
    let mut practice = home.talk(&["--bank", &small()]);
    practice.types("0").hears("Your answer?");
    db.execute_batch("ALTER TABLE event RENAME TO hidden")
        .expect("it can be changed");
    practice.types("f").hears("Not saved: ");
    db.execute_batch("ALTER TABLE hidden RENAME TO event")
        .expect("it can be changed");
    practice.types("s guess").hears("Confidence: guess.");
    practice
        .types("q")
        .hears("Saved: practice, question 1 of 6.");
    assert_eq!(practice.ends().code, 0);
    let again = home.script(&["--bank", &small()], &["0", "q"]).out;
    assert!(again.contains("Question 1 of 6, flagged."), "{again}");
}

#[test]
fn the_same_seed_and_script_give_the_same_twice() {
    let args = ["practice", "--seed", "11", "--count", "4"];
    let lines = [
        "b", "s sure", "a", "", "n", "c", "a c", "", "f", "r", "y", "d", "q",
    ];
    let untimed = |out: &str| {
        // Ignore the lines with times: the end and the duration.
        let timed = ["used.", "result.", "Time:"];
        let lines = out
            .lines()
            .filter(|line| !timed.iter().any(|it| line.contains(it)));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let (once, twice) = (
        script(&Home::new(), &args, &lines),
        script(&Home::new(), &args, &lines),
    );
    assert!(once.contains("Question 4 of 4"), "{once}");
    assert_eq!(untimed(&once), untimed(&twice));
    let other = script(
        &Home::new(),
        &["practice", "--seed", "12", "--count", "4"],
        &lines,
    );
    assert_ne!(untimed(&once), untimed(&other));
}

#[test]
fn another_session_of_a_kind_asks_before_it_ends_the_open_one() {
    let home = Home::new();
    let practice = ["practice", "--topic", "alpha", "--seed", "2"];
    let first = script(&home, &practice, &["a", "q"]);
    assert!(!first.contains("is open"), "{first}");
    // Reaching the end of the input must not end the open session.
    let asked = script(&home, &practice, &[]);
    assert!(
        asked.contains("Another practice session is open. Practice session: question 1 of "),
        "{asked}"
    );
    assert!(
        asked.contains("y to end it and start the new one"),
        "{asked}"
    );
    let resumed = script(&home, &practice, &["", "q"]);
    assert!(resumed.contains("Question 1 of"), "{resumed}");
    assert!(resumed.contains("orrect"), "as it was answered: {resumed}");
    let ended = script(&home, &practice, &["y", "q"]);
    assert!(ended.contains("Your answer?"), "{ended}");
    // Only an open session of the same kind leads to this prompt.
    let lesson = script(&home, &["learn", "--topic", "alpha"], &["q"]);
    assert!(!lesson.contains("is open"), "{lesson}");
}

#[test]
fn a_placement_test_has_its_own_name_from_the_start_to_the_result() {
    let home = Home::new();
    let mut lines = home.talk(&["placement", "--seed", "3"]);
    lines.hears("Placement test. Question 1 of 24.");
    lines.types("a").hears("Question 2 of 24.");
    lines
        .types("q")
        .hears("Type q again to leave and resume later, or type discard.");
    lines.types("q").hears("Saved: placement test, question ");
    assert_eq!(lines.ends().code, 0);
    let mut lines = home.talk(&[]);
    lines.hears("Continue the placement test: question ");
    lines.types("").hears("Placement test.");
    lines.types("r");
    lines.types("y").hears("Placement test result.");
    let offered = lines.hears("press Enter to leave.");
    assert!(
        offered.contains("s. Study your weakest tasks: "),
        "{offered}"
    );
    assert!(offered.contains("r. Walk through the 2"), "{offered}");
    assert!(!offered.contains("placement test:"), "{offered}");
    lines.types("r").hears("or q to go back");
    let stats = home.run(&["stats", "--json"]).json();
    assert_eq!(stats["sessions"][0]["kind"], "placement");
}

#[test]
fn what_is_left_without_an_answer_is_discarded_and_a_placement_test_when_asked() {
    let home = Home::new();
    let mut lines = home.talk(&["exam"]);
    lines.hears("Mock exam 1. Question 1 of 65.");
    let asked = lines.types("q").hears("Type q again to leave.");
    assert!(asked.contains("Nothing is answered yet."), "{asked}");
    lines.types("q").hears("The timed exam was discarded.");
    assert_eq!(lines.ends().code, 0);
    let mut lines = home.talk(&["placement"]);
    lines.hears("Placement test. Question 1 of 24.");
    lines.types("a").hears("Question 2 of 24.");
    lines.types("q").hears("or type discard.");
    lines
        .types("discard")
        .hears("The placement test was discarded.");
    assert_eq!(lines.ends().code, 0);
    let mut menu = home.talk(&[]);
    let listed = menu.hears("or q to quit.");
    assert!(!listed.contains("Continue"), "{listed}");
    menu.types("2").hears("Mock exam 1");
    let stats = home.run(&["stats", "--json"]).json();
    assert_eq!(stats["seen"], 0, "{stats}");
}
