//! Progress: its pages, its text form, and what narrows it.

use crate::support::{ENTER, ESC, Home};

/// A home on which a practice of two was finished, one right and one wrong.
fn practised() -> Home {
    let home = Home::new();
    let bank = crate::support::small();
    let mut program = home.start(&["practice", "--count", "2", "--bank", &bank]);
    program.answers_right();
    program.press(ENTER);
    program.answers_wrong();
    program.press(ENTER);
    program.sees("1 of 2 correct");
    program.press("q");
    home
}

#[test]
fn every_page_is_a_tab_away() {
    let home = practised();
    let mut program = home.open_small();
    program.press("4");
    program.sees("Streak 1 day");
    for heading in [
        "Practice",
        "Domain or task",
        "No exam yet",
        "Facts, the least known first",
        "Readiness, day by day",
        "Correct by confidence",
        "Due in the next 14 days",
        "What you mixed up",
    ] {
        program.press("\t");
        program.sees(heading);
    }
    program.press("\t");
    program.sees("Streak 1 day");
}

#[test]
fn the_same_can_be_read_as_text() {
    let home = practised();
    let mut program = home.open_small();
    program.press("4");
    program.sees("Overview");
    program.press("v");
    program.reads("Passing probability not available yet");
    program.press("v");
    program.sees("Streak 1 day");
    let told = home.run(&["stats", "--bank", &crate::support::small()]);
    assert!(told.out.contains("Today: 1 of 2 correct."), "{}", told.out);
    assert!(
        told.out.contains("Unmarked: 1 of 2 correct."),
        "{}",
        told.out
    );
}

#[test]
fn a_topic_and_a_period_narrow_it() {
    let home = practised();
    let mut program = home.open_small();
    program.press("4");
    program.sees("all topics · all time");
    program.press("l");
    program.sees("all topics · 90 days");
    program.press("h").press("h");
    program.sees("all topics · 7 days");
    program.press("t");
    program.sees("─ Only ─");
    program.press("j").press(ENTER);
    let screen = program.waits("narrowed", |screen| !screen.shows("all topics ·"));
    assert!(screen.shows("· 7 days"), "{}", screen.text());
    program.reads("This is of all topics.");
    // Sessions, Exams and Sureness are of all of them; topics and days are not.
    for (page, narrowed) in [
        ("Practice", false),
        ("Domain or task", false),
        ("No exam yet", false),
        ("Facts, the least known first", true),
        ("Readiness, day by day", true),
        ("Correct by confidence", false),
        ("Due in the next", true),
    ] {
        program.press("\t");
        let screen = program.sees(page);
        let keys = screen.hints();
        assert_eq!(!screen.shows("all topics · 7 days"), narrowed, "{page}");
        assert_eq!(keys.iter().any(|(key, _)| key == "t"), narrowed, "{page}");
    }
}

#[test]
fn a_session_is_opened_from_its_list() {
    let home = practised();
    let mut program = home.open_small();
    program.press("4");
    program.sees("Overview");
    program.press("\t");
    program.sees("1 of 2");
    program.press(ENTER);
    program.sees("1 of 2 correct");
}

#[test]
fn an_answered_question_says_why_it_came() {
    let home = Home::new();
    let bank = crate::support::small();
    let mut program = home.start(&["study", "--count", "2", "--bank", &bank]);
    program.asks();
    for (key, said) in [
        ("w", "The reason why it came is shown after the answer."),
        ("!", "A question is disputed after its answer."),
    ] {
        program.press(key);
        program.sees(said);
    }
    // The bank has no map, and nothing speaks of one.
    let help = program.opens_help();
    assert!(
        help.shows("w ") && !help.says("its cell in the map"),
        "{}",
        help.text()
    );
    program.closes_help();
    program.press(":");
    program.sees("─ Commands ─");
    program.press("once it is answered");
    program.sees("Nothing has such a name.");
    program.press(ESC);
    program.sees_no("─ Commands ─");
    program.answers_right();
    program.press("w");
    program.reads("Why now: New to you: this fact was not asked yet.");
    program.press("j");
    program.sees("✓ Correct");
}

#[test]
fn a_plan_is_made_and_taken_back_on_the_command_line() {
    let home = Home::new();
    let made = home.run(&["plan", "--exam", "2999-01-15", "--minutes-per-day", "20"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("15 January 2999"), "{}", made.out);
    let json = home.run(&["plan", "--json"]).json();
    assert_eq!(json["exam"], "2999-01-15");
    assert_eq!(json["minutes_per_day"], 20);
    assert_eq!(home.run(&["plan", "--exam", "1999-01-15"]).code, 2);
    let said = home.run(&["plan", "--exam", "foo"]);
    let words = "certdrill: foo is no day. Type it such as 2027-01-15\n";
    assert_eq!((said.code, &*said.err), (2, words));
    home.run(&["plan", "--clear"]);
    assert!(home.run(&["plan", "--json"]).json()["exam"].is_null());
}
