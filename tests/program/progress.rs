//! The progress screen: its pages, its text form, and its filters.

use crate::support::{ENTER, ESC, Home, LEFT, RIGHT, small, tables, terms};

/// Returns a home with a finished practice session of two questions. One answer is correct, and the
/// other is incorrect.
fn practiced() -> Home {
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
    let home = practiced();
    let mut program = home.open_small();
    program.press("4");
    program.sees("So far, 50% of all");
    for heading in [
        "1 of 2 correct",
        "Domain or task",
        "━━ First domain",
        "Topic alpha",
        "answers on 1 day",
        "Correct answers by confidence",
        "Mean time per answer",
        "Due in the next 14 days",
        "You chose",
        "fact  ",
    ] {
        program.press("\t");
        program.sees(heading);
    }
    program.press("\t");
    program.sees("So far, 50% of all");
}

#[test]
fn the_same_can_be_read_as_text() {
    let home = practiced();
    let mut program = home.open_small();
    program.press("4");
    program.sees("Overview");
    program.press("v");
    program.reads("Passing probability not available yet");
    program.press("v");
    program.sees("So far, 50% of all");
    let told = home.run(&["stats", "--bank", &crate::support::small()]);
    assert!(told.out.contains("Today: 1 of 2 correct."), "{}", told.out);
    assert!(
        told.out.contains("Unmarked: 1 of 2 correct."),
        "{}",
        told.out
    );
}

#[test]
fn a_topic_and_a_period_are_offered_where_they_narrow_the_whole_page() {
    let home = practiced();
    let mut program = home.open_small();
    program.press("4");
    program.sees("So far, 50% of all");
    for (heading, period, topic) in [
        ("1 of 2 correct", true, false),
        ("Domain or task", false, false),
        ("━━ First domain", true, false),
        ("Topic alpha", false, true),
        ("answers on 1 day", true, true),
        ("Correct answers by confidence", true, false),
        ("Mean time per answer", true, false),
        ("Due in the next", false, true),
        ("You chose", false, true),
    ] {
        program.press("\t");
        let screen = program.sees(heading);
        let keys = screen.hints();
        let offers = |key: &str| keys.iter().any(|(it, _)| it == key);
        assert_eq!(offers("h/l"), period, "{heading}");
        assert_eq!(screen.shows("all time"), period, "{heading}");
        assert_eq!(offers("t"), topic, "{heading}");
        assert_eq!(screen.shows("all topics"), topic, "{heading}");
    }
}

#[test]
fn a_period_and_a_topic_narrow_a_page() {
    let home = practiced();
    let mut program = home.open_small();
    program.press("4");
    program.sees("So far, 50% of all");
    program.press("\t\t\t\t\t");
    let all = program.sees("all topics · all time");
    assert!(all.shows("Streak: "), "{}", all.text());
    program.press("l");
    let days = program.sees("all topics · 90 days");
    assert!(
        !days.shows("Streak: "),
        "it is counted over all days: {}",
        days.text()
    );
    program.press("h").press("h");
    program.sees("all topics · 7 days");
    program.press("t");
    program.sees("─ Show only ─");
    program.press("j").press(ENTER);
    let screen = program.waits("narrowed", |screen| !screen.shows("all topics ·"));
    assert!(screen.shows("· 7 days"), "{}", screen.text());
}

#[test]
fn practice_starts_from_a_domain_a_topic_an_item_and_a_mix_up() {
    for (tabs, heading) in [
        (2, "Domain or task"),
        (3, "━━ First domain"),
        (4, "Topic alpha"),
        (9, "You chose"),
        (10, "fact  "),
    ] {
        let home = practiced();
        let mut program = home.open_small();
        program.press("4");
        program.sees("So far, 50% of all");
        program.press(&"\t".repeat(tabs));
        let screen = program.sees(heading);
        assert!(screen.footer().contains("Enter practice"), "{heading}");
        program.press(ENTER);
        program.asks();
        program.press("q");
        program.sees("Continue the practice session");
    }
}

#[test]
fn the_period_is_that_of_the_sessions_too() {
    let home = practiced();
    let mut program = home.open_small();
    program.press("4");
    program.sees("So far, 50% of all");
    program.press("\t");
    let screen = program.sees("1 of 2 correct");
    assert!(screen.shows("today"), "{}", screen.text());
    assert!(
        !screen.shows("Exams, in percent"),
        "one exam makes no chart"
    );
}

#[test]
fn a_session_is_opened_from_its_list() {
    let home = practiced();
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
        (
            "w",
            "After you answer, you can see why you got this question.",
        ),
        ("!", "You can report a problem after you answer."),
    ] {
        program.press(key);
        program.sees(said);
    }
    // The bank has no map, and nothing on the screen mentions one.
    let help = program.opens_help();
    assert!(
        help.shows("w ") && !help.says("the cell in the table"),
        "{}",
        help.text()
    );
    program.closes_help();
    program.press(":");
    program.sees("─ Commands ─");
    program.press("after you answer");
    program.sees("No commands match.");
    program.press(ESC);
    program.sees_no("─ Commands ─");
    program.answers_right();
    program.press("w");
    program.reads("Why now: New: you have not been asked about this fact.");
    program.press("j");
    program.sees("✓ Correct");
}

#[test]
fn a_plan_is_made_and_taken_back_on_the_command_line() {
    let home = Home::new();
    let made = home.run(&["plan", "--exam", "2999-01-15", "--minutes-per-day", "20"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("January 15, 2999"), "{}", made.out);
    let json = home.run(&["plan", "--json"]).json();
    assert_eq!(json["exam"], "2999-01-15");
    assert_eq!(json["minutes_per_day"], 20);
    assert_eq!(home.run(&["plan", "--exam", "1999-01-15"]).code, 2);
    let said = home.run(&["plan", "--exam", "foo"]);
    let words = "certdrill: `foo` is not a date; use a date such as 2027-01-15\n";
    assert_eq!((said.code, &*said.err), (2, words));
    home.run(&["plan", "--clear"]);
    assert!(home.run(&["plan", "--json"]).json()["exam"].is_null());
}

#[test]
fn cells_and_terms_are_listed_like_facts_and_practiced_from_there() {
    for (bank, drill, kind, title) in [
        (tables(), ["drill", "--table", "saw"], "cell", "saw: "),
        (terms(), ["terms", "--task", "3.6"], "term", "Amazon "),
    ] {
        let home = Home::new();
        let mut program = home.start(&[&drill[..], &["--bank", &bank]].concat());
        let mut screen = program.sees(&format!("{kind} 1 of"));
        while screen.title().contains(&format!("{kind} ")) {
            program.press("a");
            screen = program.waits("answered", |it| it.title() != screen.title());
        }
        program.press("q");
        program.sees("4  Progress");
        program.press("4");
        program.sees("Overview");
        let items = program.press("\x1b[Z").waits("an item", |it| {
            it.row_with("▸").is_some_and(|row| row.contains(kind))
        });
        let row = items.row_with("▸").expect("a row");
        assert!(row.contains(title), "{row}");
        assert!(row.contains("known 1") || row.contains("learning"), "{row}");
        assert!(items.footer().contains("Enter practice"), "{row}");
        let words = home.run(&["stats", "--bank", &bank]).out;
        assert!(words.contains(&format!("({kind}): ")), "{words}");
        program.press(ENTER);
        program.waits("practice", |it| {
            it.title().contains(&format!("{kind} 1 of 2"))
        });
    }
}

#[test]
fn all_tabs_are_visible_in_a_wide_window_and_the_arrow_keys_switch_between_them() {
    let home = practiced();
    let mut program = home.start_at(120, 40, &["--bank", &small()]);
    program.sees("Progress");
    program.press("4");
    let screen = program.sees("So far, 50% of all");
    let tabs = screen.row_with("Overview ").expect("the tabs");
    for tab in [
        "Sessions",
        "Domains",
        "Confidence",
        "Due",
        "Mix-ups",
        "Items",
    ] {
        assert!(tabs.contains(tab), "{tab} in {tabs}");
    }
    program.press(RIGHT).press(RIGHT).sees("Domain or task");
    program.press(LEFT).press(LEFT).sees("So far, 50% of all");
    program.press(LEFT).sees("fact  ");
}

#[test]
fn numbers_next_to_bars_are_never_cut() {
    let home = practiced();
    for columns in [60, 80, 100, 120, 200] {
        let mut program = home.start_at(columns, 40, &["--bank", &small()]);
        program.sees("Progress");
        program.press("4");
        program.sees("So far, 50% of all");
        program.press(&"\t".repeat(6));
        let screen = program.sees("Correct answers by confidence");
        let row = screen.row_with("Unmarked").expect("its numbers");
        let said = row.split_once("Unmarked").map(|(_, said)| said);
        let said = said
            .expect("it was just seen")
            .trim_start_matches([' ', '━', '─']);
        assert!(said.starts_with("1 of 2"), "{columns} columns: {row}");
    }
}
