//! Timed exams: no feedback before the end.

use crate::support::{CTRL_C, ENTER, ESC, Home, Program, Screen, TAB, click, small};

/// Starts an exam with all twelve questions.
fn exam(home: &Home) -> Program {
    home.start(&["exam", "--bank", &small(), "--seed", "3"])
}

/// Selects an option that begins with `text`, and goes to the next question.
#[track_caller]
fn mark_and_go_on(program: &mut Program, text: &str) {
    let place = program.screen().place();
    program.marks(text);
    program.press(ENTER);
    program.waits("went on", |screen| {
        screen.place() != place || screen.title().contains("review")
    });
}

fn gives_nothing_away(screen: &Screen) -> bool {
    !["✓", "✗", "Reason of", "Rule of", "Topic ", "Source page"]
        .iter()
        .any(|hint| screen.shows(hint))
}

#[test]
fn an_exam_gives_no_feedback_before_its_end() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    mark_and_go_on(&mut program, "Right option");
    assert!(gives_nothing_away(&program.asks_number(2)));
    mark_and_go_on(&mut program, "Wrong option");
    assert!(gives_nothing_away(&program.asks_number(3)));
    // Selections are kept and can be changed until the end.
    program.press("p");
    let screen = program.asks_number(2);
    assert!(gives_nothing_away(&screen));
    let marked = screen.letters_of("Wrong option")[0];
    assert!(["●", "■"].contains(&&*screen.mark_of(marked)));
    program.press("g");
    assert!(gives_nothing_away(&program.sees("● answered")));
    program.press(ESC).press("r");
    assert!(gives_nothing_away(&program.sees("Press y to finish.")));
}

#[test]
fn the_clock_stands_in_the_title_runs_and_can_be_hidden() {
    let home = Home::new();
    let mut program = exam(&home);
    let first = program.asks_number(1).seconds_left().expect("a clock");
    assert!((1400..=1440).contains(&first), "24 minutes, not {first} s");
    program.waits("counted down", |screen| {
        screen.seconds_left().is_some_and(|left| left < first)
    });
    program.press("t");
    let hidden = program.sees("clock hidden");
    assert_eq!(hidden.seconds_left(), None);
    program.press("t");
    program.sees_no("clock hidden");
}

#[test]
fn the_minutes_that_are_asked_for_are_the_limit() {
    let home = Home::new();
    let program = home.start(&["exam", "--bank", &small(), "--minutes", "90"]);
    let left = program.asks_number(1).seconds_left().expect("a clock");
    assert!((5300..=5400).contains(&left), "{left} s");
}

#[test]
fn the_grid_shows_what_is_answered_and_flagged_and_jumps() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    mark_and_go_on(&mut program, "Right option");
    program.asks_number(2);
    program.press("f").press("g");
    let grid = program.sees("▸ 2 ○");
    assert!(
        grid.title().contains("1 of 12 answered"),
        "{}",
        grid.title()
    );
    assert!(grid.shows("1 ●"));
    assert!(grid.shows("2 ○⚑"));
    assert!(grid.says("Unfinished 11"));
    assert!(grid.says("Flagged 1"));
    program.press("lll");
    program.sees("Enter go to 5");
    program.press(ENTER);
    program.asks_number(5);
}

#[test]
fn the_footer_of_every_question_names_the_key_of_the_review_page() {
    let home = Home::new();
    let mut program = exam(&home);
    for place in 1..=12 {
        let question = program.asks_number(place);
        let footer = question.footer();
        for hint in ["f flag", "g grid", "r review", "? help", "q leave"] {
            assert!(footer.contains(hint), "question {place}: {footer}");
        }
        program.press("n");
    }
}

#[test]
fn the_review_page_lists_what_is_worth_a_look_and_jumps_there() {
    let home = Home::new();
    let mut program = exam(&home);
    for place in 1..=12 {
        program.asks_number(place);
        match place {
            4 => {
                // Leave the question blank.
                program.press("n");
            }
            7 => {
                program.press("f").press("s").press("s");
                program.sees("● unsure");
                mark_and_go_on(&mut program, "Right option");
            }
            _ => mark_and_go_on(&mut program, "Right option"),
        }
    }
    // After the last question, the review page opens automatically.
    let review = program.sees("Press y to finish.");
    assert!(
        review.says("1 unfinished, 1 flagged, 1 unsure. Unfinished questions count as incorrect.")
    );
    assert!(review.says("Worth a look 2"));
    assert!(review.title().contains("11 of 12 answered"));
    program.press(TAB);
    program.sees("Enter go to 4");
    program.press(TAB);
    let flagged = program.sees("Enter go to 7");
    assert!(flagged.shows("●⚑ ~"), "{}", flagged.text());
    program.press(ENTER);
    program.asks_number(7);
}

#[test]
fn a_question_answered_in_part_is_unfinished_wherever_it_is_listed() {
    let home = Home::new();
    let mut program = home.start(&["exam", "--bank", &small(), "--topic", "beta"]);
    program.skips_to_a_question_with_two_right_options();
    program.press("a");
    program.sees("1 of 2 selected.");
    program.press("r");
    let review = program.sees("Unfinished 6");
    let row = review.row_with("◐").expect("what has one of two answers");
    assert!(row.ends_with(" A"), "{row}");
    program.press(ESC);
    program.asks();
    program.press("g");
    program.waits("showed the grid", |it| {
        it.shows("Unfinished 6") && it.shows("◐ partial")
    });
}

#[test]
fn a_flood_of_enter_and_y_cannot_finish_an_exam() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.press("r");
    program.sees("Press y to finish.");
    for flood in [
        "y".repeat(300),
        "y\r".repeat(300),
        "\ry".repeat(300),
        "yr".repeat(300),
    ] {
        program.press(&flood);
        let screen = program.settles();
        assert!(!screen.title().contains("result"), "{}", screen.text());
        assert!(screen.title().contains("Timed exam"), "{}", screen.text());
    }
}

#[test]
fn a_flood_of_clicks_cannot_finish_an_exam() {
    for tabs in 0..=4 {
        let home = Home::new();
        let mut program = exam(&home);
        program.asks_number(1);
        program.press("r");
        program.sees("Press y to finish.");
        program.press(&TAB.repeat(tabs));
        let review = program.settles();
        let place = review.place_of("y finish…").expect("a hint");
        program.press(&click(place).repeat(5));
        let screen = program.settles();
        assert!(!screen.title().contains("result"), "{}", screen.text());
    }
}

#[test]
fn a_confirmation_takes_the_first_key_that_comes_alone() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.marks("Wrong option");
    program.press("ry");
    let popup = program.sees("Finish the exam?");
    assert!(popup.says("1 of 12 answered."));
    assert!(popup.says("count as incorrect"));
    assert!(popup.says("After this, you cannot change any answers."));
    assert!(popup.says("would be unused"));
    let cursor = popup.row_with("▸").expect("the safe choice");
    assert!(cursor.contains("Go back"), "{cursor}");
    // Two keys that arrive together are more likely part of a paste than a confirmation.
    program.press("yy");
    program.sees("Several keys arrived at once. Press only one.");
    program.press("y");
    program.sees("0 of 12 correct, 0%");
}

#[test]
fn enter_and_escape_go_back_from_the_confirmation() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.press("r");
    for key in [ENTER, ESC, "q"] {
        program.press("y");
        program.sees("Finish the exam?");
        program.press(key);
        program.sees_no("Finish the exam?");
        program.sees("Press y to finish.");
    }
}

#[test]
fn an_arrow_that_arrives_in_pieces_strikes_nothing_out() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.press(ESC);
    program.sees("q leaves.");
    program.press("[A");
    let screen = program.settles();
    assert_ne!(screen.mark_of('A'), "–", "{}", screen.text());
}

#[test]
fn the_result_counts_blanks_and_topics_and_the_wrong_ones_are_walked_through() {
    let home = Home::new();
    let mut program = exam(&home);
    let mut wrong = Vec::new();
    for place in 1..=6 {
        program.asks_number(place);
        if place % 3 == 0 {
            wrong.push(program.asks());
            mark_and_go_on(&mut program, "Wrong option");
        } else {
            mark_and_go_on(&mut program, "Right option");
        }
    }
    program.asks_number(7);
    let result = program.finishes();
    assert!(
        result.says("4 of 12 correct, 33%; 2 incorrect; 6 left blank"),
        "{}",
        result.text()
    );
    assert!(result.says("No pass or fail: only 2 of the exam's 3 domains"));
    assert!(result.says("of 24:00 used"));
    for topic in ["Topic alpha", "Topic beta"] {
        let row = result.row_with(topic).expect("a row a topic");
        assert!(row.contains(" of 6") && row.contains('%'), "{row}");
    }
    program.press("r");
    let walk = program.sees("walk-through");
    assert!(walk.says("All 12") && walk.says("Incorrect 8"));
    assert_eq!(walk.question().as_ref(), wrong.first());
    let chosen = walk.letters_of("Wrong option");
    assert!(chosen.iter().any(|letter| walk.mark_of(*letter) == "✗"));
    assert!(walk.status().contains("You chose"), "{}", walk.status());
    assert!(walk.says(&format!("Rule of {}.", wrong[0])));
    program.press("n");
    let second = program.waits("went on", |screen| {
        screen.question().as_ref() == wrong.get(1)
    });
    assert!(second.title().contains("incorrect 2 of 8"));
    program.press("n");
    program.sees("✗ Blank.");
    program.click_on("All 12");
    let all = program.sees("✓ Correct");
    assert!(all.title().contains("1 of 12"), "{}", all.title());
}

#[test]
fn leaving_an_exam_asks_and_home_offers_to_go_on() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.marks("Right option");
    program.press("n");
    program.asks_number(2);
    program.press("q");
    let popup = program.sees("Leave the exam?");
    assert!(popup.shows("The clock keeps running until "));
    assert!(popup.shows("Until then, you can resume at question 2."));
    assert!(popup.row_with("▸").is_some_and(|row| row.contains("Stay")));
    for no in [ENTER, "n", ESC] {
        program.press(no);
        program.sees_no("Leave the exam?");
        program.asks_number(2);
        program.press("q");
        program.sees("Leave the exam?");
    }
    program.press("y");
    let screen = program.sees("Continue the");
    assert!(screen.says("Continue the timed exam: question 2 of 12, 2"));
    // Another exam would end the open one, so there is a warning; a practice session would not.
    program.press("2");
    program
        .reads("Already open: timed exam. It ends if you start another one; you are asked first.");
    program.press("q");
    program.sees("Continue the");
    program.press("1");
    let practice = program.sees("about 8 minutes");
    assert!(!practice.says("You are asked"), "{}", practice.text());
}

#[test]
fn ctrl_c_asks_once_in_an_exam_and_twice_leaves_it_kept() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.press(CTRL_C);
    program.sees("Leave the exam?");
    program.press(CTRL_C);
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    ended.restored_the_terminal();
    assert!(ended.screen.says("Saved: timed exam, question 1 of 12."));
}

#[test]
fn a_practice_with_reasons_at_the_end_is_as_silent_as_an_exam() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("1");
    program.sees("● explanations immediately");
    // The rows are two topics, followed by Which, Count, Limit, Each, and Show. The cursor is on
    // Which.
    program.press("jjjjl");
    program.sees("● explanations at the end");
    program.press(ENTER);
    program.asks_number(1);
    mark_and_go_on(&mut program, "Wrong option");
    assert!(gives_nothing_away(&program.asks_number(2)));
}

#[test]
fn a_question_with_two_correct_options_names_the_grid_in_80_columns() {
    let home = Home::new();
    let bank = small();
    let args = ["exam", "--topic", "beta", "--bank", &bank];
    let mut program = home.start_at(80, 24, &args);
    program.skips_to_a_question_with_two_right_options();
    let names = |screen: &crate::support::Screen| {
        let hints = screen.hints();
        let has = |key: &str, does: &str| hints.contains(&(key.into(), does.into()));
        assert!(has("g", "grid") && has("f", "flag"), "{hints:?}");
    };
    names(&program.screen());
    for keys in ["a", "j", "b", "j"] {
        let before = program.screen().text();
        program.press(keys);
        names(&program.waits("changed", |it| it.text() != before));
    }
}

/// Returns the IDs of the questions in the newest session, sorted.
fn newest_session(home: &Home) -> Vec<String> {
    let db = rusqlite::Connection::open(home.history()).expect("a history");
    let mut found = db
        .prepare(
            "SELECT item.item FROM slot JOIN item ON item.key = slot.item
             WHERE session = (SELECT max(key) FROM session) ORDER BY item.item",
        )
        .expect("it is SQL");
    let ids = found.query_map([], |row| row.get(0)).expect("it runs");
    ids.collect::<Result<_, _>>().expect("they are texts")
}

#[test]
fn a_result_starts_exactly_the_misses_or_the_weakest_tasks() {
    let home = Home::new();
    let mut program = home.start_at(80, 24, &["exam", "--count", "60", "--seed", "4"]);
    program.asks_something();
    let asked = newest_session(&home);
    assert_eq!(asked.len(), 60);
    program.marks_incorrectly(&home);
    let result = program.finishes();
    let offer = result
        .row_with("Practice your 3 weakest tasks: ")
        .expect("an offer");
    program.press("m");
    program.waits("practiced the misses", |it| {
        it.title().contains("1 of 60 ·")
    });
    assert_eq!(newest_session(&home), asked);
    program.press("q").sees("Continue the practice session");
    program.press(":result of").sees("Result of the last exam");
    program.press(ENTER).sees("weakest tasks");
    program.press("w");
    program.waits("practiced the weakest", |it| {
        it.title().contains("1 of 10 ·")
    });
    let bank = certdrill::bank::load(&certdrill::bank::Origin::Embedded).bank;
    let tasks = newest_session(&home).into_iter().map(|id| {
        let question = bank.question(&id.as_str().into()).expect("it is there");
        let topic = bank.topic(&question.topic).expect("it is there");
        topic.task.clone().expect("every topic has a task")
    });
    let tasks: std::collections::BTreeSet<String> = tasks.collect();
    assert!((1..=3).contains(&tasks.len()), "{tasks:?}");
    for task in tasks {
        assert!(offer.contains(&task), "{task} in {offer}");
    }
}

#[test]
fn practice_from_browse_leaves_the_reserve_for_mock_exams() {
    let home = Home::new();
    let mut program = home.start_at(120, 40, &[]);
    program.sees("5  Browse");
    program.press("5");
    program.sees("1.1 Benefits of the AWS Cloud");
    program.press("p");
    program.waits("practiced the domain", |it| {
        it.title().contains("1 of 10 ·")
    });
    let bank = certdrill::bank::load(&certdrill::bank::Origin::Embedded).bank;
    let forms = certdrill::quiz::Forms::of(&bank);
    let is_reserved = |id: &String| forms.reserve().contains(id.as_str());
    let reserved: Vec<_> = newest_session(&home)
        .into_iter()
        .filter(is_reserved)
        .collect();
    assert_eq!(reserved, Vec::<String>::new());
}

#[test]
fn an_exam_that_is_left_without_an_answer_leaves_no_trace() {
    let home = Home::new();
    let mut program = home.start_at(100, 30, &[]);
    program.sees("New here?");
    program.press("2");
    program.sees("Mock exam 1");
    program.press(ENTER);
    program.asks_number(1);
    // A cleared selection does not count as an answer.
    let is_marked = |screen: &Screen| matches!(&*screen.mark_of('A'), "●" | "■");
    program.press("a").waits("selected A", is_marked);
    program.press("u").waits("cleared it", |it| !is_marked(it));
    program.press("q");
    let popup = program.sees("Leave the exam?");
    assert!(popup.says("Nothing is answered yet."), "{}", popup.text());
    assert!(popup.says("y Leave and discard it"), "{}", popup.text());
    program.press("y");
    let screen = program.sees("New here?");
    assert!(!screen.says("Continue"), "{}", screen.text());
    program.press("2");
    program.sees("Mock exam 1");
    program.press(ENTER);
    program.asks_number(1);
    // Finishing it without an answer counts as little.
    let result = program.finishes();
    assert!(result.says("No questions were answered, so nothing counts."));
    assert!(
        !result.footer().contains("walk through"),
        "{}",
        result.footer()
    );
    program.press("q");
    let screen = program.sees("New here?");
    assert!(screen.says("nothing missed yet"), "{}", screen.text());
    program.press("2");
    program.sees("Mock exam 1");
    let stats = home.run(&["stats", "--json"]).json();
    assert_eq!(stats["seen"], 0, "{stats}");
    assert_eq!(stats["sessions"], serde_json::json!([]), "{stats}");
    let results = home.run(&["results", "--json"]).json();
    assert_eq!(results, serde_json::json!([]));
}
