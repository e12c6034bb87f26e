//! If the program is killed at any moment, it later resumes at the same point.

use crate::support::{CTRL_C, ENTER, ESC, Home, Program, Screen, small};

/// Starts the program again after a kill, and continues the open session.
#[track_caller]
fn go_on(home: &Home, offer: &str) -> Program {
    let mut program = home.open_small();
    let screen = program.reads(&format!("Continue the {offer}"));
    let cursor = screen.row_with("▸").expect("a cursor");
    assert!(cursor.contains("Continue the"), "{cursor}");
    program.press(ENTER);
    program.waits("opened the question", |screen| {
        screen.question().is_some() && !screen.shows("certdrill")
    });
    program
}

/// Returns the rows that show a question and the selections on it.
fn page(screen: &Screen) -> String {
    // Ignore the cursor, which is not saved. Also ignore the title and the rule, which show the
    // position in the session.
    let rows = screen.rows();
    let body = rows
        .iter()
        .skip(2)
        .take_while(|row| !row.contains("How sure?"));
    let body: Vec<_> = body.map(|row| row.replace('▸', " ")).collect();
    body.join("\n")
}

fn practice(home: &Home) -> Program {
    home.practices_at(80, 24, 6)
}

fn exam(home: &Home) -> Program {
    home.start(&["exam", "--bank", &small()])
}

#[test]
fn a_drill_with_answers_that_could_not_be_saved_is_not_left_by_a_slip() {
    let home = Home::new();
    let mut program = home.start(&["drill", "--seed", "5"]);
    program.sees("cell 1 of");
    let db = rusqlite::Connection::open(home.history()).expect("it is a database");
    db.execute_batch("ALTER TABLE event RENAME TO hidden")
        .expect("it can be changed");
    program.press("a");
    program.sees("Not saved: ");
    for leave in ["q", CTRL_C] {
        program.press(leave);
        program.sees("Leave without saving?");
        program.press(ENTER);
        program.sees("cell 2 of");
    }
    db.execute_batch("ALTER TABLE hidden RENAME TO event")
        .expect("it can be changed");
    program.press("b");
    program.sees("cell 3 of");
    program.press("q");
    program.reads("Continue the drill");
}

#[test]
fn after_an_answer_the_next_question_is_open_again() {
    let home = Home::new();
    let mut program = practice(&home);
    program.answers_right();
    program.goes_on();
    let before = program.asks_number(2);
    program.kill();
    let program = go_on(&home, "practice session: question 2 of 6");
    let after = program.asks_number(2);
    assert_eq!(page(&after), page(&before));
    assert!(
        after.title().contains("2 of 6 · 5 left"),
        "{}",
        after.title()
    );
}

#[test]
fn while_reasons_are_read_they_are_there_again() {
    let home = Home::new();
    let mut program = practice(&home);
    let before = program.answers_wrong();
    program.kill();
    let program = go_on(&home, "practice session: question 1 of 6");
    let after = program.sees("✗ Incorrect");
    assert_eq!(page(&after), page(&before));
    assert_eq!(after.status(), before.status());
}

#[test]
fn in_the_middle_of_a_question_every_mark_is_kept() {
    let home = Home::new();
    let mut program = practice(&home);
    program.asks_number(1);
    program.press("n");
    program.asks_number(2);
    program.press("Dbfss");
    let before = program.sees("● unsure");
    assert_eq!((&*before.mark_of('B'), &*before.mark_of('D')), ("●", "–"));
    program.kill();
    let program = go_on(&home, "practice session: question 2 of 6");
    let after = program.asks_number(2);
    assert_eq!(page(&after), page(&before));
    assert!(after.shows("● unsure"));
    assert!(after.title().contains('⚑'));
    assert!(after.footer().contains("Enter answer B"));
}

#[test]
fn a_ticked_half_of_several_right_options_is_kept() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank, "--topic", "beta"]);
    program.skips_to_a_question_with_two_right_options();
    program.press("e");
    let before = program.sees("1 of 2 selected.");
    program.kill();
    let program = go_on(&home, "practice session: question");
    let after = program.sees("1 of 2 selected.");
    assert_eq!(page(&after), page(&before));
    assert_eq!(after.mark_of('E'), "■");
}

#[test]
fn in_an_exam_the_marks_are_kept_and_the_clock_ran_on() {
    let home = Home::new();
    let mut program = exam(&home);
    let mut pages = Vec::new();
    for place in 1..=3 {
        program.asks_number(place);
        if place == 2 {
            program.press("f");
            program.waits("showed the flag", |it| it.title().contains('⚑'));
        }
        pages.push(page(&program.marks("Wrong option")));
        program.press("n");
    }
    let left = program.asks_number(4).seconds_left().expect("a clock");
    program.kill();
    let mut program = go_on(&home, "timed exam: question 4 of 12");
    let again = program.asks_number(4).seconds_left().expect("a clock");
    assert!(
        again <= left,
        "{again} s left, and {left} s before the kill"
    );
    assert!(again + 30 > left, "{again} s left of {left} s");
    for (at, before) in pages.iter().enumerate().rev() {
        program.press("p");
        let after = program.asks_number(at + 1);
        assert_eq!(page(&after), *before, "question {}", at + 1);
    }
    program.press("g");
    let grid = program.sees("2 ●⚑");
    assert!(grid.title().contains("3 of 12 answered"));
}

#[test]
fn under_a_confirmation_nothing_is_finished_and_all_is_kept() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.marks("Right option");
    program.press("ry");
    program.sees("Finish the exam?");
    program.kill();
    let program = go_on(&home, "timed exam: question 1 of 12");
    let screen = program.asks_number(1);
    let letter = screen.letters_of("Right option")[0];
    assert!(["●", "■"].contains(&&*screen.mark_of(letter)));
}

#[test]
fn killed_after_each_answer_a_practice_still_comes_to_its_end() {
    let home = Home::new();
    let mut program = practice(&home);
    for place in 1..=6 {
        program.asks_number(place);
        // The verdict appears once the answer is saved. The program is killed at that moment.
        let answered = program.answers_right();
        assert!(!answered.says("Not saved."));
        program.kill();
        program = go_on(&home, &format!("practice session: question {place} of 6"));
        program.sees("✓ Correct");
        program.press(ENTER);
    }
    program.sees("6 of 6 correct, 100%");
}

#[test]
fn killed_on_the_result_page_the_session_has_ended() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.marks("Wrong option");
    program.finishes();
    program.kill();
    let program = home.open_small();
    let screen = program.sees("2  Timed exam");
    assert!(!screen.says("Continue the"));
    assert!(screen.says("last: 0 of 12 correct, 0%, today"));
}

#[test]
fn leaving_says_what_is_kept_and_how_to_go_on() {
    let home = Home::new();
    let mut program = practice(&home);
    program.answers_right();
    program.goes_on();
    program.press(CTRL_C);
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    let words = "Saved: practice, question 2 of 6. Run certdrill to continue.";
    assert!(ended.screen.says(words), "{}", ended.screen.text());
    go_on(&home, "practice session: question 2 of 6").asks_number(2);
}

#[test]
fn a_new_practice_ends_the_one_left_and_its_answers_count() {
    let home = Home::new();
    let mut program = practice(&home);
    program.answers_wrong();
    program.kill();
    let mut program = practice(&home);
    program.ends_the_open_one();
    program.asks_number(1);
    program.goes_home();
    program.reads("Continue the practice session: question 1 of 6");
    program.press("3");
    program.sees("0 of 2");
}

#[test]
fn an_exam_that_another_window_goes_on_with_cannot_be_finished_here() {
    let home = Home::new();
    let mut first = exam(&home);
    first.asks_number(1);
    go_on(&home, "timed exam: question 1 of 12").asks_number(1);
    first.press("f");
    first.reads("This session is open in another window, so it is read-only here.");
    first.press("ry");
    first.press("y");
    let screen = first.settles();
    assert!(!screen.title().contains("result"), "{}", screen.text());
}

#[test]
fn a_session_that_another_window_goes_on_with_is_read_only_here() {
    let home = Home::new();
    let mut first = practice(&home);
    first.asks_number(1);
    let mut second = go_on(&home, "practice session: question 1 of 6");
    second.asks_number(1);
    first.press("b");
    first.reads("This session is open in another window, so it is read-only here.");
    second.answers_right();
}

#[test]
fn a_session_of_each_kind_stays_open() {
    let home = Home::new();
    let mut program = home.start(&["learn", "--topic", "alpha", "--bank", &small()]);
    program.sees("Press Enter for the question.");
    program.press(ENTER);
    program.answers_right();
    program.goes_home();
    program.press("q");
    program.ends();
    // Use the other topic, so that this one still has something to learn.
    let mut program = home.start(&["practice", "--topic", "beta", "--bank", &small()]);
    program.asks_number(1);
    program.answers_right();
    program.press("q");
    program.sees("practice session: question 1 of");
    // The lesson is still open.
    program.press("8");
    program.sees("Enter learn");
    program.press(ENTER);
    program.waits("resumed the lesson", |it| it.title().contains("Lesson"));
    program.sees("✓ Correct");
}

#[test]
fn another_session_of_a_kind_asks_before_it_ends_the_open_one() {
    let home = Home::new();
    let args = ["practice", "--bank", &small()];
    let mut program = home.start(&args);
    let first = program.asks();
    program.answers_right();
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    program.ends();

    let sessions = |home: &Home| {
        let stats = home.run(&["stats", "--json", "--bank", &small()]).json();
        stats["sessions"].as_array().map_or(0, Vec::len)
    };
    let mut program = home.start(&args);
    let asked = program.sees("Another practice session is open");
    assert!(
        asked.says("Practice session: question 1 of 10."),
        "{}",
        asked.text()
    );
    assert!(asked.shows("answers count."), "{}", asked.text());
    program.press(ESC);
    program.sees("practice session: question 1 of 10");
    assert_eq!(sessions(&home), 0, "nothing has ended");
    program.press("q");
    program.ends();

    // Enter resumes the open session.
    let mut program = home.start(&args);
    program.sees("Another practice session is open");
    program.press(ENTER);
    let screen = program.sees("✓ Correct");
    assert_eq!(screen.question(), Some(first));
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    program.ends();

    // `y` ends the open session. The answer in that session still counts.
    let mut program = home.start(&args);
    program.sees("Another practice session is open");
    program.press("y");
    program.asks_number(1);
    assert_eq!(sessions(&home), 1);
}

#[test]
fn a_session_without_answers_ends_without_a_question() {
    let home = Home::new();
    let mut program = home.start(&["drill", "--seed", "5"]);
    program.sees("cell 1 of");
    program.press("q");
    let mut program = home.start(&["drill"]);
    let again = program.sees("cell 1 of");
    assert!(!again.shows("is open"), "{}", again.text());
    program.press("q");
}
