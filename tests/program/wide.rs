//! The second column, which windows with at least 120 columns have. It shows useful details next to
//! each page.

use std::time::Duration;

use certdrill::app::{App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::quiz::{Ending, Event};
use certdrill::store::Store;

use crate::support::{ENTER, Home, Program, Screen, before_now, small};

/// Returns the column where `text` begins.
#[track_caller]
fn column_of(screen: &Screen, text: &str) -> u16 {
    let Some((column, _)) = screen.place_of(text) else {
        panic!("`{text}` is not there:\n{}", screen.text());
    };
    column
}

fn exam(home: &Home, columns: u16) -> Program {
    home.start_at(columns, 40, &["exam", "--bank", &small()])
}

#[test]
fn home_has_the_days_and_the_last_sessions_beside_it() {
    let home = Home::new();
    let mut program = home.practices_at(120, 40, 1);
    program.answers_right();
    program.press(ENTER);
    program.sees("1 of 1 correct");
    program.press("q");
    let screen = program.sees("Recent sessions");
    for heading in [
        "Known facts, cells, and terms",
        "Answers by day",
        "Due in the next",
        "Recent sessions",
    ] {
        assert_eq!(column_of(&screen, heading), 81, "{heading}");
    }
    let is_session = |row: &String| row.contains("Practice") && row.ends_with("1 of 1");
    assert!(screen.rows().iter().any(is_session), "{}", screen.text());
    // Before the first answer, the column describes the first session. A narrow window has no such
    // column.
    let fresh = Home::new();
    let fresh = fresh.start_at(120, 40, &["--bank", &small()]);
    let first = fresh.sees("Your first 10 questions");
    assert!(first.shows("Exam domains") && !first.shows("Recent sessions"));
    let narrow = home.start(&["--bank", &small()]).sees("· 0 missed");
    assert!(!narrow.shows("Recent sessions"));
}

#[test]
fn a_full_window_has_the_dashboard_below_and_beside_the_rows() {
    let home = Home::new();
    practiced(&home, 1, 12);
    let screen = home.start_at(200, 50, &[]).sees("Recent sessions");
    assert_eq!(column_of(&screen, "Answers by day"), 3);
    for heading in [
        "Known facts, cells, and terms",
        "Due in the next 14 days",
        "Recent sessions",
    ] {
        assert_eq!(column_of(&screen, heading), 3 + 96 + 4, "{heading}");
    }
    let rows = screen.rows();
    let used = rows.iter().filter(|row| !row.trim().is_empty());
    assert!(used.count() > 30, "{}", screen.text());
}

/// Creates a practice session with `count` questions from the built-in bank that took place `days`
/// ago. All answers are correct.
fn practiced(home: &Home, days: u64, count: usize) {
    let path = home.history_to_be();
    let store = Store::open(&path).map_err(|error| error.to_string());
    let mut app = App::new(load(&Origin::Embedded), store).expect("the bank is embedded");
    let now = before_now(Duration::from_secs(days * 24 * 60 * 60));
    let overview = app.overview(&now).expect("the history can be read");
    let selection = Selection {
        count,
        seed: Some(1),
        ..Selection::default()
    };
    let sitting = app.practice(&selection, &overview, &now);
    let mut sitting = sitting.expect("there are questions");
    let mut happens = |event| {
        let done = app.apply(&mut sitting, event, &now);
        done.expect("it may happen");
        sitting.session.slots().to_vec()
    };
    for place in 0..count {
        let slots = happens(Event::Visited { place });
        let right = slots[place].question.choices.iter().filter(|it| it.correct);
        let chosen = right.map(|it| it.id.clone()).collect();
        happens(Event::Chose { place, chosen });
        happens(Event::Answered { place });
    }
    let ending = Ending::Finished;
    happens(Event::Ended { ending });
}

#[test]
fn home_says_how_ready_one_is_once_that_can_be_told() {
    let readiness = |home: &Home| {
        let screen = home.start(&[]).sees("   Readiness ");
        screen.row_with("   Readiness ").expect("it was just seen")
    };
    let home = Home::new();
    practiced(&home, 3, 5);
    let row = readiness(&home);
    assert!(row.contains("estimate after at least "), "{row}");
    // Eighty questions cover all domains.
    practiced(&home, 2, 80);
    let row = readiness(&home);
    assert!(
        row.contains("likely to pass if the exam were tomorrow"),
        "{row}"
    );
}

#[test]
fn home_shows_the_plan_where_there_is_one() {
    let home = Home::new();
    let bank = small();
    let plan = [
        "plan",
        "--bank",
        &bank,
        "--exam",
        "2099-01-15",
        "--minutes-per-day",
        "20",
    ];
    assert_eq!(home.run(&plan).code, 0);
    let screen = home.start(&["--bank", &bank]).sees("20 minutes a day");
    let plan = screen.row_with("   Plan ").expect("a plan");
    assert!(plan.contains("exam Jan 15, in "), "{plan}");
    assert!(plan.ends_with("20 minutes a day"), "{plan}");
}

#[test]
fn an_exam_has_its_grid_beside_the_question_and_a_click_goes_there() {
    let home = Home::new();
    let mut program = exam(&home, 120);
    program.asks_number(1);
    program.marks("Right option");
    program.press(ENTER);
    let screen = program.sees("› 2 ○");
    assert_eq!(column_of(&screen, "1 of 12 answered"), 81);
    let cursor = screen.row_with("▸").expect("the first option has it");
    assert!(cursor.contains("  A  "), "{cursor}");
    assert!(screen.shows(" 1 ●"), "{}", screen.text());
    program.click_on("12 ○");
    let screen = program.waits("went there", |it| it.place() == Some(12));
    assert!(screen.shows("›12 ○"), "{}", screen.text());
    assert!(!exam(&Home::new(), 100).sees("How sure?").shows("answered"));
}

#[test]
fn the_review_page_shows_the_question_under_the_cursor_with_what_is_marked() {
    let home = Home::new();
    let mut program = exam(&home, 120);
    program.asks_number(1);
    let marked = program.marks("Right option");
    let letter = marked.letters_of("Right option")[0];
    program.press("r");
    program.sees("Press y to finish");
    program.press("\t\t\t\t");
    let screen = program.sees("▸  1");
    assert_eq!(column_of(&screen, &format!("● {letter}")), 81);
    assert!(!screen.shows("✓"), "and no key");
}

#[test]
fn the_list_of_missed_questions_shows_the_options_but_no_key() {
    let home = Home::new();
    let mut program = home.practices_at(120, 40, 2);
    program.answers_wrong();
    program.goes_on();
    program.press("q");
    program.sees("1 to review");
    program.press("3");
    let screen = program.sees("0 of 2");
    assert_eq!(column_of(&screen, "Right option"), 86);
    assert!(!screen.shows("✓"), "{}", screen.text());
}

#[test]
fn a_walk_through_has_the_session_beside_it() {
    let home = Home::new();
    let mut program = home.practices_at(120, 40, 1);
    program.answers_wrong();
    program.press(ENTER);
    program.sees("0 of 1 correct");
    program.press("r");
    program.sees("walk-through");
    assert_eq!(
        column_of(&program.screen(), "This session: 0 of 1 correct"),
        81
    );
}

#[test]
fn browse_opens_its_groups_as_far_as_the_window_allows() {
    let home = Home::new();
    let mut program = home.start_at(200, 50, &[]);
    program.sees("New here?");
    program.press("5");
    // A group shows its first questions in the second column.
    let screen = program.sees("▸ ▾ Cloud Concepts");
    assert!(
        screen.says("› 1.1 Benefits of the AWS Cloud"),
        "{}",
        screen.text()
    );
    assert!(screen.says("seen, 0 missed"), "{}", screen.text());
    let rows = screen.rows();
    let used = rows.iter().filter(|row| !row.trim().is_empty());
    assert!(used.count() > 30, "{}", screen.text());
    assert!(screen.shows("Enter fold"), "{}", screen.text());
    let folded = program.press(ENTER).sees("▸ › Cloud Concepts");
    assert!(
        folded.shows("Enter unfold") && !folded.says("1.1 Benefits"),
        "{}",
        folded.text()
    );
    // Enter unfolds the group again, and `p` practices its questions.
    program.press("\r").sees("▸ ▾ Cloud Concepts");
    program.press("j").sees("▸   › 1.1");
    program.press("p");
    let asked = program.sees("How sure?");
    assert!(asked.title().contains("1 of 10"), "{}", asked.text());
}

#[test]
fn a_small_window_folds_the_groups_of_browse_and_previews_them_below() {
    let home = Home::new();
    let mut program = home.start_at(80, 24, &[]);
    program.sees("New here?");
    let screen = program.press("5").sees("▸ › Cloud Concepts");
    assert!(
        screen.shows("Enter unfold   p practice the group"),
        "{}",
        screen.text()
    );
    assert!(screen.says("seen, 0 missed"), "{}", screen.text());
    // Groups of terms and of table cells are drilled.
    program.press("\t").sees("terms");
    program.press("p").sees("term 1 of");
}

#[test]
fn a_full_window_lists_tasks_on_a_first_start_and_in_the_form() {
    let home = Home::new();
    let mut program = home.start_at(200, 50, &[]);
    let screen = program.sees("Exam domains");
    assert!(screen.says("3.6 Storage services"), "{}", screen.text());
    let form = program.press("1").sees("questions match");
    assert!(form.says("3.6 Storage services"), "{}", form.text());
    // In a small window, only the domains fit.
    let mut small = home.start_at(80, 24, &[]);
    small.sees("New here?");
    let form = small.press("1").sees("questions match");
    assert!(
        form.says("› ■ Cloud Concepts") && !form.says("3.6"),
        "{}",
        form.text()
    );
}

#[test]
fn browse_explains_an_answered_question_beside_the_list() {
    let home = Home::new();
    let mut program = home.practices_at(200, 50, 1);
    program.answers_right();
    program.press(ENTER);
    program.sees("1 of 1 correct");
    program.press("q5");
    let list = program.sees("12 of 12 questions");
    let row_with = |mark| {
        let mut rows = list.rows().into_iter();
        let row = rows.position(|row| row.chars().take(10).any(|it| it == mark));
        row.unwrap_or_else(|| panic!("no {mark}:\n{}", list.text()))
    };
    let steps = row_with('✓') - row_with('▸');
    program.press(&"j".repeat(steps));
    let screen = program.sees("Sources");
    let column = column_of(&screen, "Rule");
    assert!(column > 100, "{}", screen.text());
    assert_eq!(column_of(&screen, "Fact"), column);
    // An unseen question is covered. The first row of a topic is its heading, so skip that row.
    let is_heading = |at: usize| list.rows()[at].contains("▾ ");
    let below = row_with('✓') + 1;
    program.press(if is_heading(below) { "jj" } else { "j" });
    let covered = program.sees("Press Space to uncover");
    assert!(!covered.shows("Sources"), "{}", covered.text());
}

#[test]
fn the_exam_guide_lists_the_bullets_of_a_domain_and_the_facts_of_a_task() {
    let home = Home::new();
    let mut program = home.start_at(200, 50, &[]);
    program.sees("Exam guide");
    program.press("g");
    let domain = program.sees("The value proposition of the AWS Cloud");
    let column = column_of(&domain, "The value proposition");
    assert_eq!(column_of(&domain, "Rightsizing"), column);
    assert!(column > 100, "{}", domain.text());
    program.press("j");
    let task = program.sees("Stop guessing capacity");
    assert!(!task.shows("Rightsizing"), "{}", task.text());
}
