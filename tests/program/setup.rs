//! The form before a session remembers the last choices.

use crate::support::{DOWN, END, ENTER, Home, LEFT, RIGHT, Screen};

#[test]
fn the_last_set_up_is_there_at_the_next_start_and_for_its_kind_alone() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("1");
    program.sees("■ Topic beta");
    // Set the count to five, and deselect the second topic, which is the last row.
    program.press(DOWN).press(LEFT);
    program.sees("● 5 ");
    program.press("jjjjjjjj").press(" ");
    program.sees("□ Topic beta");
    program.sees("● 5 ");
    program.press(ENTER);
    program.asks();
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    program.ends();

    let mut program = home.open_small();
    program.sees("Continue the");
    program.press("1");
    let screen = program.sees("□ Topic beta");
    assert!(screen.shows("■ Topic alpha"), "{}", screen.text());
    assert!(screen.shows("● 5 "), "{}", screen.text());
    program.press("q");
    program.sees("Continue the");
    program.press("2");
    let screen = program.sees("■ Topic beta");
    assert!(
        screen.shows("● 12"),
        "an exam is another form: {}",
        screen.text()
    );
}

#[test]
fn a_set_up_that_was_only_looked_at_is_not_remembered() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("1");
    program.sees("● 10");
    program.press(DOWN).press(RIGHT);
    program.sees("● 20");
    program.press("q");
    program.sees("New here?");
    program.press("1");
    program.sees("● 10");
}

/// Returns the number of questions that match the choices in the form.
fn matching(screen: &Screen) -> usize {
    let title = screen.title();
    let words: Vec<_> = title.split_whitespace().collect();
    let at = words.iter().position(|it| it.starts_with("question"));
    let number = at.and_then(|at| words[at - 1].replace(',', "").parse().ok());
    number.unwrap_or_else(|| panic!("no number in {title}"))
}

#[test]
fn domains_and_tasks_are_ticked_in_a_tree_that_folds() {
    for size in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let home = Home::new();
        let mut program = home.start_at(size.0, size.1, &[]);
        program.sees("New here?");
        program.press("1");
        let all = matching(&program.sees("questions match"));
        program.press(END);
        let last = |row: String| row.contains("■ Billing") || row.contains("■ 4.3");
        let here = program.waits("went to the end", |it| it.row_with("▸").is_some_and(last));
        // A tall window starts with open domains.
        if here.shows("3.1 Deploying") {
            program.press("kkkkkk");
        } else {
            program.press("k").press(RIGHT);
            // The cursor and the tasks under the expanded domain are visible.
            program.sees("3.1 Deploying");
            program.press("jjjjjj");
        }
        let here = program.waits("moved", |it| {
            it.row_with("▸")
                .is_some_and(|row| row.contains("■ 3.6 Storage"))
        });
        assert!(here.shows("■ 3.5 Network"), "{}", here.text());
        program.press(" ");
        let less = program.sees("□ 3.6 Storage");
        assert!(matching(&less) < all);
        program.press(LEFT).press(LEFT);
        let folded = program.waits("folded", |it| !it.shows("3.6 Storage"));
        assert!(folded.shows("◐ Cloud Technology"), "{}", folded.text());
        program.press(" ");
        let again = program.sees("■ Cloud Technology");
        assert_eq!(matching(&again), all);
    }
}

#[test]
fn a_domain_and_a_task_are_remembered_with_their_topics() {
    let home = Home::new();
    let mut program = home.start(&[]);
    program.sees("New here?");
    program.press("1");
    program.sees("questions match");
    // Deselect the security domain, and then select one task in it.
    program.press(END).press("kk");
    program.sees("▸");
    program.press(" ");
    program.sees("□ Security and");
    program.press(RIGHT).press("jj");
    program.sees("□ 2.2");
    program.press(" ");
    program.sees("■ 2.2");
    program.press(ENTER);
    program.asks_something();
    program.press("q");
    program.sees("Continue the");
    program.press("q");
    program.ends();

    let log = home.run(&["history", "export"]).out;
    let setup = log.lines().find(|line| line.contains(r#""domains":["#));
    let setup = setup.expect("it was kept");
    for kept in [
        r#""domains":["concepts","technology","billing"]"#,
        r#""tasks":["2.2"]"#,
        r#""storage""#,
        r#""compliance""#,
    ] {
        assert!(setup.contains(kept), "{kept} in {setup}");
    }
    assert!(!setup.contains("of-the-cloud"), "{setup}");

    let mut program = home.start(&[]);
    program.sees("Continue the");
    program.press("1");
    let screen = program.sees("◐ Security and");
    assert!(screen.shows("■ Cloud Concepts"), "{}", screen.text());
}
