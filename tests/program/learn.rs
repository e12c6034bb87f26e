//! Lessons, which show each fact first and then ask a question about it.

use crate::support::{ENTER, Home, Program, Screen, small};

/// Waits for the page that shows `fact`, and returns its screen.
#[track_caller]
fn tells(program: &Program, fact: &str) -> Screen {
    let screen = program.sees(&format!("Fact {fact} is so."));
    assert!(!screen.shows("How sure?") && !screen.shows("option"));
    screen
}

/// Returns the fact that question `name` of the small bank asks about.
fn fact_of(name: &str) -> &'static str {
    match name {
        "q01" | "q02" | "q03" => "alpha one",
        "q04" | "q05" | "q06" => "alpha two",
        other => panic!("{other} is of another topic"),
    }
}

#[test]
fn facts_are_told_then_asked_and_earlier_ones_come_in_between() {
    let home = Home::new();
    let mut program = home.open_small();
    program.reads("8 Learn first the fact, then a question about it");
    program.press("8");
    let topics = program.sees("Enter learn");
    assert!(
        topics.says("▸ Topic alpha 0 of 2 known"),
        "{}",
        topics.text()
    );
    program.press(ENTER);

    let page = tells(&program, "alpha one");
    assert!(page.title().contains("step 1 of 2"), "{}", page.title());
    assert!(page.shows("Source page of alpha"));
    assert!(page.status().contains("A new fact."));
    program.press(ENTER);
    let first = program.asks();
    assert_eq!(fact_of(&first), "alpha one");
    program.answers_right();
    program.press(ENTER);

    tells(&program, "alpha two");
    program.press(ENTER);
    assert_eq!(fact_of(&program.asks()), "alpha two");
    program.answers_wrong();
    program.press(ENTER);

    // The earlier fact is asked again immediately, with a different question.
    program.waits("asked the earlier fact", |screen| {
        let question = screen.question().filter(|_| screen.shows("How sure?"));
        question.is_some_and(|it| fact_of(&it) == "alpha one")
    });
    let again = program.asks();
    assert_eq!(fact_of(&again), "alpha one");
    assert_ne!(again, first);
    program.answers_right();
    program.press(ENTER);
    program.sees("2 of 3 correct");
    program.press("q");

    // A fact that was answered incorrectly is not learned, so it is shown again.
    program.reads("· 1 missed");
    program.press("8");
    let topics = program.sees("Enter learn");
    assert!(topics.says("Topic alpha 1 of 2 known"), "{}", topics.text());
    program.press(ENTER);
    tells(&program, "alpha two");
}

#[test]
fn a_lesson_that_was_killed_goes_on_where_it_was() {
    let home = Home::new();
    let bank = small();
    let args = ["learn", "--topic", "alpha", "--bank", &bank];
    let mut program = home.start(&args);
    tells(&program, "alpha one");
    program.press(ENTER);
    program.answers_right();
    program.press(ENTER);
    tells(&program, "alpha two");
    program.kill();

    let mut program = home.open_small();
    program.reads("Continue the lesson: step 2 of 2");
    program.reads("8 Learn Topic alpha, step 2 of 2");
    program.press(ENTER);
    tells(&program, "alpha two");
    program.press(ENTER);
    assert_eq!(fact_of(&program.asks()), "alpha two");
    // Once an option is selected, resuming the lesson shows the question.
    program.press("b");
    program.sees("Enter answer B");
    program.kill();
    let mut program = home.open_small();
    program.reads("Continue the lesson: step 2 of 2");
    program.press(ENTER);
    let screen = program.asks_number(2);
    assert_eq!(screen.mark_of('B'), "●");
}

#[test]
fn a_topic_that_is_learned_says_so_and_the_command_line_goes_on_with_the_next() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["learn", "--bank", &bank]);
    tells(&program, "alpha one");
    program.press(ENTER);
    program.answers_right();
    program.press(ENTER);
    tells(&program, "alpha two");
    program.press(ENTER);
    program.answers_right();
    program.press("q");
    program.sees("8  Learn");
    program.press("8");
    let topics = program.sees("Enter learn");
    assert!(
        topics.says("✓ Topic alpha 2 of 2 known"),
        "{}",
        topics.text()
    );
    assert!(
        topics.says("▸ Topic beta"),
        "the next one is under the cursor"
    );
    program.press("kk").press(ENTER);
    program.reads("You have learned every fact in this topic.");
    program.press("qq");
    program.ends();

    let mut program = home.start(&["learn", "--bank", &bank]);
    program.ends_the_open_one();
    tells(&program, "beta one");
    drop(program);
    let all = home.start(&["learn", "--topic", "alpha", "--bank", &bank]);
    let ended = all.ends();
    assert_eq!(ended.code, 2);
    assert!(ended.screen.says("nothing new to learn"));
}

#[test]
fn a_fact_page_can_be_left_skipped_and_reached_again() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["learn", "--topic", "alpha", "--bank", &bank]);
    tells(&program, "alpha one");
    program.press("n");
    tells(&program, "alpha two");
    program.press("p");
    tells(&program, "alpha one");
    program.press("g");
    program.sees("○ unanswered");
    program.press("q");
    tells(&program, "alpha one");
    program.press("q");
    program.reads("Continue the lesson: step 1 of 2");
}
