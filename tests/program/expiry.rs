//! The deadline of an exam applies no matter which screen is open.

use std::time::Duration;

use certdrill::app::{ActiveSession, App, HistorySnapshot, Selection};
use certdrill::clock::Clock;
use certdrill::quiz::{Event, Moment};

use crate::support::{ENTER, Home, before_now, small};

const LIMIT: Duration = Duration::from_secs(24 * 60);

/// Creates an exam with one correct answer and `left` seconds remaining.
fn exam_with_left(home: &Home, left: u64) -> (App, ActiveSession) {
    exam_begun(home, LIMIT.saturating_sub(Duration::from_secs(left)))
}

/// Creates an exam that started `ago`, with one correct answer.
fn exam_begun(home: &Home, ago: Duration) -> (App, ActiveSession) {
    let mut library = home.library();
    let began = before_now(ago);
    let overview = library.overview(&began).expect("an empty history");
    let selection = Selection {
        count: 12,
        limit: Some(LIMIT),
        ..Selection::default()
    };
    let mut sitting = library
        .exam(&selection, &overview, &began)
        .expect("the bank has questions");
    let right = sitting.session.slots()[0].question.choices.iter();
    let chosen = right.filter(|it| it.correct).map(|it| it.id.clone());
    let marked = Event::Chose {
        place: 0,
        chosen: chosen.collect(),
    };
    for event in [Event::Visited { place: 0 }, marked] {
        let applied = library.apply(&mut sitting, event, &began);
        applied.expect("the exam has just begun");
    }
    assert!(sitting.is_saved());
    (library, sitting)
}

#[test]
fn an_exam_whose_deadline_passed_while_away_has_ended_and_is_scored() {
    let home = Home::new();
    drop(exam_begun(&home, Duration::from_secs(2 * 60 * 60)));
    let mut program = home.open_small();
    program.reads("Time is up. Your selections are scored.");
    program.press("q");
    let screen = program.sees("2  Timed exam");
    assert!(!screen.says("Continue the"), "{}", screen.text());
    let exam = screen.row_with("2  Timed exam").expect("it was seen");
    assert!(exam.contains("last: 1 of 12"), "{exam}");
    program.press("4");
    program.sees("Overview");
    program.press("\t");
    let listed = program.sees("1 of 12");
    assert!(listed.shows("Timed exam"));
    program.press(ENTER);
    let result = program.reads("Time is up. Your selections are scored.");
    assert!(result.says("1 of 12 correct, 8%; 11 left blank"));
    assert!(result.says("24:00 of 24:00 used"));
}

#[test]
fn it_ended_at_its_deadline_and_not_when_somebody_looked() {
    let home = Home::new();
    let (_, sitting) = exam_begun(&home, Duration::from_secs(2 * 60 * 60));
    let deadline = sitting.header.began.utc_ms + LIMIT.as_millis() as i64;
    let stats = home.run(&["stats", "--json", "--bank", &small()]).json();
    assert_eq!(stats["sessions"][0]["ended_ms"], deadline);
    assert_eq!(stats["sessions"][0]["seconds"], LIMIT.as_secs());
}

#[test]
fn an_exam_ends_by_itself_while_somebody_sits_it() {
    let home = Home::new();
    drop(exam_with_left(&home, 5));
    let mut program = home.open_small();
    program.reads("Continue the timed exam");
    program.press(ENTER);
    let late = program.waits("showed the last seconds", |screen| {
        screen.seconds_left().is_some_and(|left| left <= 5)
    });
    assert!(late.title().contains("! 0:0"), "it warns: {}", late.title());
    let result = program.reads("Time is up. Your selections are scored.");
    assert!(result.says("1 of 12 correct"));
}

#[test]
fn an_exam_ends_by_itself_under_a_confirmation_and_under_help() {
    // Run the programs at the same time, so that their last seconds pass together.
    let sat = ["q", "?", "g", "ry"].map(|above| {
        let home = Home::new();
        drop(exam_with_left(&home, 3));
        let mut program = home.open_small();
        program.reads("Continue the timed exam");
        program.press(ENTER).press(above);
        (home, program)
    });
    for (_home, program) in sat {
        program.reads("Time is up. Your selections are scored.");
    }
}

#[test]
fn half_of_the_time_is_told_once_it_is_reached() {
    let home = Home::new();
    drop(exam_with_left(&home, 12 * 60 + 2));
    let mut program = home.open_small();
    program.reads("Continue the timed exam");
    program.press(ENTER);
    program.asks_number(1);
    let screen = program.sees("12:00 left.");
    assert!(screen.status().contains("12:00 left."));
    // The next key clears the message and still performs its action.
    program.press("f");
    program.waits("flagged it", |screen| screen.title().contains('⚑'));
    program.sees_no("12:00 left.");
}

#[test]
fn two_running_exams_do_not_hide_each_other() {
    let home = Home::new();
    let (mut library, _first) = exam_begun(&home, Duration::from_secs(60));
    let now: Moment = Clock::new().now();
    // Create the second exam in the same way as a program that does not know about the first one.
    let second = library.exam(&Selection::default(), &HistorySnapshot::default(), &now);
    assert!(second.is_some());
    drop(library);
    let program = home.open_small();
    let screen = program.reads("Continue the timed exam");
    assert!(screen.says("question 1 of 10"), "the newest one");
}
