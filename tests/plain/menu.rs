//! The menu in plain mode and the numbers that open its entries.

use crate::support::Home;
use crate::{letters, script};

#[test]
fn the_menu_names_what_the_home_screen_does() {
    let home = Home::new();
    let out = script(&home, &[], &["q"]);
    for row in [
        "0. Start a practice session of 10 questions",
        "1. Practice",
        "2. Timed exam",
        "3. Review missed, nothing to review",
        "4. Progress",
        "5. Browse",
        "9. Settings",
    ] {
        assert!(out.contains(row), "{row} in {out}");
    }
    assert!(
        !out.contains("Responsibility map"),
        "this bank has none: {out}"
    );
    assert!(script(&home, &[], &["6", "q"]).contains("Not a valid choice; type ?"));
    let embedded = home.script(&[], &["q"]).out;
    assert!(embedded.contains("7. Drill"), "{embedded}");
}

#[test]
fn the_plan_is_made_line_by_line_and_the_settings_have_their_place() {
    let home = Home::new();
    let mut menu = home.talk(&["--bank", &crate::support::small()]);
    menu.types("9")
        .hears("No exam date is set. Your daily goal is 20 questions, the default.");
    menu.types("2001-02-03")
        .hears("That date is in the past; use today or a later date.");
    menu.types("soon")
        .hears("`soon` is not a date; use a date such as 2027-01-15.");
    menu.types("2000")
        .hears("Use a number of minutes from 1 to 1,440.");
    menu.types("25")
        .hears("No exam date is set. Your daily goal is 25 minutes.");
    menu.types("1001q")
        .hears("Use a number of questions from 1 to 1,000.");
    menu.types("30 questions")
        .hears("No exam date is set. Your daily goal is 30 questions.");
    menu.types("25").hears("Your daily goal is 25 minutes.");
    menu.types("2099-02-03")
        .hears("Your exam is on February 3, 2099, in ");
    menu.hears("25 minutes a day is enough to meet all");
    menu.types("")
        .hears("Type a number or letter from the menu, or q to quit.");
    let plan = || {
        home.run(&["plan", "--bank", &crate::support::small(), "--json"])
            .json()
    };
    let made = plan();
    assert_eq!(
        (&made["exam"], &made["minutes_per_day"]),
        (&"2099-02-03".into(), &25.into())
    );
    menu.types("9").hears("in ");
    menu.types("none").hears("No exam date is set.");
    assert!(plan()["exam"].is_null());
}

#[test]
fn browse_lists_and_shows_terms_after_the_questions_of_a_topic() {
    let home = Home::new();
    let mut menu = home.talk(&["--bank", &crate::support::terms()]);
    menu.hears("Type a number or letter from the menu, or q to quit.");
    let topics = menu.types("5").hears("Which topic?");
    assert!(
        topics.contains("1. 3.6 Storage services (1 question, 3 terms)"),
        "{topics}"
    );
    let listed = menu.types("1").hears("Which question or term?");
    for line in [
        "1. Which service",
        "2. Amazon S3",
        "4. Amazon Tapes (closed)",
    ] {
        assert!(listed.contains(line), "{line} in {listed}");
    }
    let term = menu.types("2").hears("Which question or term?");
    for line in [
        "Amazon S3.",
        "Objects in buckets of any size",
        "Also called: Amazon Simple Storage Service",
        "Topic: Topic storage",
        "Note: The oldest of them.",
        "Source: Page about storage",
        "https://example.com/storage",
    ] {
        assert!(term.contains(line), "{line} in {term}");
    }
    menu.types("4").hears("Closed: Closed to new customers.");
    menu.types("5").hears("Type a number from 1 to 4.");
    menu.types("q").hears("Which topic?");
    menu.types("2").hears("1. Route table");
}

#[test]
fn the_form_is_changed_line_by_line_and_started() {
    let home = Home::new();
    let mut menu = home.talk(&["--bank", &crate::support::small()]);
    menu.hears("Type a number or letter from the menu, or q to quit.");
    menu.types("?").hears(
        "Press Enter alone for line 0. Type q to quit. 0. Start a practice session of 10 questions",
    );
    menu.types("1")
        .hears("10 questions, no time limit: about 8 minutes.");
    let values = menu.types("?").hears("Enter to start");
    for told in [
        "1 all, or 1 and the first words",
        "Type 3 and one of these: a number, all.",
        "Type 4 and one of these: 1 to 1440, none, exam pace.",
        "Type 7 and one of these: mixed, increasing difficulty.",
    ] {
        assert!(values.contains(told), "{told} in {values}");
    }
    menu.types("1")
        .hears("of these: first First domain; alpha Topic alpha; second Second domain; beta");
    menu.types("1 second").hears("1. Topics: Topic beta");
    menu.types("1 alpha").hears("1. Topics: Topic alpha");
    menu.types("1 2").hears("1. Topics: Topic beta");
    menu.types("3 4").hears("3. Number of questions: 4");
    menu.types("4 0")
        .hears("Type 4 and one of these: 1 to 1440");
    menu.types("4 12").hears("4 questions in 12 minutes.");
    menu.types("2 missed")
        .hears("No questions match. Select more topics or other questions.");
    menu.types("")
        .hears("No questions match. Select more topics or other questions.");
    menu.types("2 unseen").hears("4 questions in 12 minutes.");
    menu.types("6 end")
        .hears("6. Show: explanations at the end");
    menu.types("7 increasing")
        .hears("7. Order: increasing difficulty");
    menu.types("8")
        .hears("Choose a line from 1 to 7, or type ? for help.");
    let begun = menu.types("").hears("Question 1 of 4. 12:00 left.");
    assert!(begun.contains("Practice."), "{begun}");
    menu.types("q")
        .hears("0. Continue the practice session: question 1 of 4, 12:00 left");
    menu.types("").hears("Question 1 of 4.");
}

#[test]
fn what_is_due_says_after_its_answer_why_it_came() {
    let home = Home::new();
    let mut menu = home.talk(&["--bank", &crate::support::small()]);
    menu.types("1").hears("Enter to start");
    menu.types("1 1").hears("1. Topics: Topic alpha");
    menu.types("2 due").hears("2. Which questions: due");
    menu.types("").hears("Your answer?");
    menu.types("w")
        .hears("After you answer, you can see why you got this question.");
    menu.types("a").hears("Enter for the next question.");
    let why = menu.types("w").hears("Enter for the next question.");
    assert!(
        why.trim_start()
            .starts_with("New: you have not been asked about this fact."),
        "{why}"
    );
}

#[test]
fn an_exam_from_the_menu_has_the_exam_s_size_and_pace() {
    let home = Home::new();
    let mut menu = home.talk(&["--bank", &crate::support::small()]);
    menu.types("2")
        .hears("12 questions in 24 minutes, with explanations at the end. No pausing");
    menu.types("2 6").hears("6 questions in 12 minutes");
    menu.types("").hears("Question 1 of 6. 12:00 left.");
}

#[test]
fn a_lesson_tells_the_fact_before_its_question_and_goes_on_there() {
    let home = Home::new();
    let bank = crate::support::small();
    let mut menu = home.talk(&["--bank", &bank]);
    menu.types("8").hears("1. Topic alpha: 0 of 2 facts known");
    let told = menu
        .types("1")
        .hears("Enter for the question on this fact.");
    assert!(told.contains("Lesson."), "{told}");
    assert!(
        told.contains("Step 1 of 2.") && told.contains("A new fact."),
        "{told}"
    );
    assert!(told.contains("Fact alpha "), "{told}");
    assert!(!told.contains("Stem of"), "no question yet: {told}");
    menu.types("a")
        .hears("Press Enter to see the question first.");
    let asked = menu.types("").hears("Your answer?");
    let right = letters(&asked, "Right option");
    menu.types("q").hears("0. Continue the lesson: step 1 of ");
    // No option is selected yet, so the fact is shown again.
    menu.types("0")
        .hears("Enter for the question on this fact.");
    menu.types("").hears("Your answer?");
    menu.types(&right).hears("Enter for the next question.");
    menu.types("q").hears("Continue the lesson");
    menu.types("8").hears("1. Topic alpha: 1 of 2 facts known");
}

#[test]
fn setting_up_an_exam_says_what_becomes_of_one_that_is_open() {
    let home = Home::new();
    let mut menu = home.talk(&["--bank", &crate::support::small()]);
    let set_up = menu.types("2").hears("Enter to start");
    assert!(!set_up.contains("Already open"), "{set_up}");
    menu.types("1 1").hears("1. Topics: Topic alpha");
    menu.types("").hears("Your answer?");
    menu.types("a").hears("Selected: A.");
    menu.types("q").hears("Type q again to leave.");
    menu.types("q")
        .hears("Continue the timed exam: question 2 of 6");
    menu.types("2")
        .hears("Already open: timed exam. It ends if you start another one; you are asked first.");
}

#[test]
fn one_of_several_banks_is_chosen() {
    let home = Home::new();
    let (small, long) = (crate::support::small(), crate::support::long());
    let mut menu = home.talk(&["--bank", &small, "--bank", &long]);
    menu.hears("certdrill: A small bank.");
    let listed = menu.types("b").hears("Which bank?");
    assert!(
        listed.contains("1. A small bank: 12 questions, open"),
        "{listed}"
    );
    menu.types("3").hears("Type a number from 1 to 2.");
    let other = menu.types("2").hears("b. Another bank");
    assert!(other.contains("certdrill: "), "{other}");
    menu.types("0").hears("Question 1 of 1.");
    menu.types("q").hears("b. Another bank");
    menu.types("b").hears("Which bank?");
    let first = menu.types("1").hears("b. Another bank");
    assert!(
        first.contains("0. Start a practice session of 10 questions"),
        "{first}"
    );
    // If there is only one bank, the menu does not offer a list of banks.
    let alone = script(&home, &[], &["b", "q"]);
    assert!(alone.contains("Not a valid choice; type ?"), "{alone}");
}

#[test]
fn progress_leads_to_every_session_and_its_questions() {
    let home = Home::new();
    let practice = [
        "practice", "--topic", "alpha", "--count", "2", "--seed", "5",
    ];
    script(&home, &practice, &["a", "", "b", "", "q"]);
    let out = script(&home, &[], &["4", "1", "r", "all", "q", "q", "q", "q"]);
    assert!(out.contains("- Topic alpha: "), "{out}");
    assert!(out.contains("- Topic beta: no answers yet;"), "{out}");
    assert!(out.contains("1. Practice, today: "), "{out}");
    assert!(out.contains("Practice result."), "{out}");
    assert!(out.contains("Question 1, 1 of 2 in this list."), "{out}");
    assert!(out.contains("You chose A"), "{out}");
}

#[test]
fn the_missed_are_listed_without_answers_and_reviewed() {
    let home = Home::new();
    let practice = ["practice", "--topic", "alpha", "--seed", "5"];
    // Giving the same answer to all six questions makes some of the answers incorrect.
    script(
        &home,
        &practice,
        &["a", "", "a", "", "a", "", "a", "", "a", "", "a", ""],
    );
    let out = script(&home, &[], &["3", "2 1", "q", "q"]);
    let listed = out
        .split("Review missed. An item leaves")
        .nth(1)
        .expect("the list");
    assert!(listed.contains("1. Stem of q0"), "{listed}");
    assert!(!listed.contains("Reason of"), "{listed}");
    assert!(out.contains("Question 1 of 2."), "{out}");
    assert!(script(&home, &[], &["3", "99", "q", "q"]).contains("Type a number from 1 to "));
    let noted = script(&home, &[], &["3", "note 1 the second one", "o 1", "q", "q"]);
    assert!(noted.contains("Your note: the second one"), "{noted}");
}

#[test]
fn the_bank_is_read_with_unseen_answers_covered() {
    let home = Home::new();
    let out = script(&home, &[], &["5", "1", "1", "", "q", "q", "q"]);
    assert!(out.contains("1. Topic alpha (6 questions)"), "{out}");
    let covered = out
        .find("Unseen. Press Enter to reveal")
        .expect("it is covered");
    assert!(
        out.find("Reason of").is_some_and(|at| at > covered),
        "{out}"
    );
    assert!(!out.contains("Your answer"), "nobody answered: {out}");
}

#[test]
fn the_map_tells_duties_and_services() {
    let home = Home::new();
    let lines = ["6", "3", "1", "21", "0", "", "q", "q"];
    let out = home.script(&[], &lines).out;
    assert!(out.contains("21. Amazon EC2"), "{out}");
    assert!(
        out.contains("Data and its classification:\n- Amazon EC2: Customer. "),
        "{out}"
    );
    assert!(
        out.contains("Amazon EC2:\n- Data and its classification: Customer. "),
        "{out}"
    );
    assert!(out.contains("Type a number from 1 to 33."), "{out}");
}
