//! Time limits in plain mode: the time shown with each question, time notices, and the end of the
//! time.

use std::time::{Duration, Instant};

use certdrill::app::Selection;
use certdrill::quiz::Event;
use rustix::process::Signal;

use crate::letters;
use crate::support::{Home, before_now, small};

const LIMIT: Duration = Duration::from_secs(24 * 60);

/// Creates an exam from the small bank with `left` remaining.
fn exam_with_left(home: &Home, left: Duration) {
    begins_an_exam(home, left, false);
}

/// Creates an exam like [`exam_with_left`]. If `answers` is true, selects an option.
fn begins_an_exam(home: &Home, left: Duration, answers: bool) {
    let mut library = home.library();
    let began = before_now(LIMIT.saturating_sub(left));
    let overview = library.overview(&began).expect("an empty history");
    let selection = Selection {
        count: 12,
        limit: Some(LIMIT),
        ..Selection::default()
    };
    let mut sitting = library
        .exam(&selection, &overview, &began)
        .expect("the bank has questions");
    if answers {
        let chosen = [sitting.session.slots()[0].order[0].clone()].into();
        library
            .apply(&mut sitting, Event::Chose { place: 0, chosen }, &began)
            .expect("it is open");
    }
    assert!(sitting.is_saved());
}

#[test]
fn an_exam_ends_by_itself_while_nobody_types() {
    let home = Home::new();
    exam_with_left(&home, Duration::from_secs(8));
    let mut exam = home.talk(&["--bank", &small()]);
    exam.hears("0. Continue the timed exam: question 1 of 12, 0:0");
    let asked = exam.types("0").hears("Your");
    let marked = exam
        .types(&letters(&asked, "Right option"))
        .hears("Time is up. Your selections are scored.");
    assert!(marked.contains("Selected: "), "{marked}");
    exam.hears("1 of 12 correct, 8%; 11 left blank. 24:00 of 24:00 used.");
    exam.types("q")
        .hears("Type a number or letter from the menu, or q to quit.");
    assert_eq!(exam.ends().code, 0);
}

#[test]
fn a_line_that_comes_after_the_deadline_counts_no_more() {
    let home = Home::new();
    let left = Duration::from_secs(5);
    exam_with_left(&home, left);
    let deadline = Instant::now() + left;
    let mut exam = home.talk(&["--bank", &small()]);
    exam.hears("Continue the timed exam");
    let asked = exam.types("0").hears("Your");
    // The program is suspended while the line is typed, and the deadline passes before it resumes.
    exam.signal(Signal::STOP);
    exam.types(&letters(&asked, "Right option"));
    while Instant::now() < deadline {
        std::thread::sleep(deadline - Instant::now());
    }
    exam.signal(Signal::CONT);
    let told = exam.hears("No questions were answered, so nothing counts.");
    assert!(told.contains("Time is up."), "{told}");
    assert!(!told.contains("scored"), "{told}");
    assert!(!told.contains("Selected"), "{told}");
}

#[test]
fn one_that_ran_out_meanwhile_is_told_first() {
    let home = Home::new();
    begins_an_exam(&home, Duration::ZERO, true);
    let mut menu = home.talk(&["--bank", &small()]);
    menu.hears("The time for an exam ran out while you were away.");
    menu.hears("Time is up. Your selections are scored.");
    let listed = menu
        .types("")
        .hears("Type a number or letter from the menu, or q to quit.");
    assert!(!listed.contains("Continue the"), "{listed}");
}

#[test]
fn a_notice_is_told_once_when_its_time_comes() {
    let home = Home::new();
    exam_with_left(&home, Duration::from_secs(12 * 60 + 8));
    let mut exam = home.talk(&["--bank", &small()]);
    exam.hears("Continue the timed exam");
    let said = exam.types("0").hears("12:00 left.");
    assert!(said.contains("Question 1 of 12. 12:0"), "{said}");
    let said = exam.types("f").hears("Flagged.");
    assert!(!said.contains("12:00 left."), "{said}");
}

#[test]
fn the_time_for_a_question_runs_out_and_it_is_told() {
    let home = Home::new();
    let bank = small();
    let args = [
        "practice", "--topic", "alpha", "--each", "1", "--bank", &bank,
    ];
    let mut practice = home.talk(&args);
    practice.hears("for this question.");
    let told = practice.hears("The time for this question is up. Incorrect. The answer is");
    assert!(told.contains("Reason of right option"), "{told}");
    practice.hears("Enter for the next question.");
    practice.types("").hears("Question 2 of 6. 0:0");
}

#[test]
fn in_an_exam_the_next_question_is_asked_then_and_the_last_one_ends_it() {
    let home = Home::new();
    let bank = small();
    let args = [
        "exam", "--topic", "alpha", "--count", "2", "--each", "1", "--bank", &bank,
    ];
    let exam = home.talk(&args);
    exam.hears("The time for question 1 is up. Question 2 of 2.");
    exam.hears("The time for question 2 is up. Timed exam result.");
    let out = exam.ends().out;
    assert!(
        out.contains("No questions were answered, so nothing counts."),
        "{out}"
    );
}
