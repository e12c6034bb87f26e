//! Screens and plain mode are two front ends of one program and must behave the same.

use std::time::Duration;

use certdrill::app::App;
use certdrill::bank::{Origin, load};
use certdrill::quiz::Event;
use certdrill::store::Store;

use crate::letters;
use crate::support::{
    DOWN, ENTER, Home, RIGHT, TAB, before_now, long, small, tables, terms, without_questions,
};

#[test]
fn learn_is_offered_only_in_a_bank_with_facts() {
    let home = Home::new();
    let lines = home.talk(&["--bank", &long()]).hears("or q to quit.");
    assert!(!lines.contains("8. Learn"), "{lines}");
    let program = home.start(&["--bank", &long()]);
    let screen = program.sees("1  Practice");
    assert!(!screen.shows("8  Learn"), "{}", screen.text());
    let lines = home.talk(&["--bank", &small()]).hears("or q to quit.");
    assert!(lines.contains("8. Learn"), "{lines}");
    let program = home.open_small();
    program.sees("8  Learn");
}

#[test]
fn a_form_filled_in_lines_is_remembered_on_screens_and_the_other_way_round() {
    let home = Home::new();
    let mut menu = home.talk(&["--bank", &small()]);
    menu.types("1").hears("10 questions, no time limit");
    menu.types("1 2").hears("1. Topics: Topic beta");
    menu.types("3 4").hears("3. Number of questions: 4");
    menu.types("4 12").hears("4 questions in 12 minutes.");
    menu.types("5 45")
        .hears("4 questions in 12 minutes, 45 seconds each; then your selection counts. The clock");
    menu.types("6 end")
        .hears("6. Show: explanations at the end");
    menu.types("").hears("Question 1 of 4. 12:00 left.");
    drop(menu);

    let mut program = home.open_small();
    program.sees("Continue the");
    program.press("1");
    // The form lists the typed values with the predefined ones.
    let form = program.sees("□ Topic alpha");
    for row in [
        "Count ● 4   ○ 5",
        "○ 10 min   ● 12 min",
        "○ 30 s   ● 45 s   ○ 60 s",
        "● explanations at the end",
    ] {
        assert!(form.shows(row), "{row} in {}", form.text());
    }
    program.press(DOWN).press(RIGHT);
    program.sees("○ 4   ● 5").says("5 questions in 12 minutes");
    program.press(ENTER);
    program.asks_number(1);
    program.press("q");
    program.sees("Continue the");
    drop(program);

    let form = home
        .talk(&["--bank", &small()])
        .types("1")
        .hears("q to go back.");
    for line in ["1. Topics: Topic beta", "3. Number of questions: 5", "45 s"] {
        assert!(form.contains(line), "{line} in {form}");
    }
}

#[test]
fn forms_that_earlier_versions_remembered_by_their_labels_are_filled_in() {
    let home = Home::new();
    let fixture = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/set-ups-with-labels.jsonl"
    );
    let merged = home.run(&["history", "merge", fixture]);
    assert_eq!(merged.code, 0, "{}", merged.err);

    let mut menu = home.talk(&["--bank", &small()]);
    let form = menu.types("1").hears("q to go back.");
    for line in [
        "1. Topics: Topic beta",
        "2. Which questions: unseen",
        "3. Number of questions: 5",
        "4. Time limit: none",
        "5. Time limit per question: 60 s",
        "6. Show: explanations at the end",
        "7. Order: increasing difficulty",
    ] {
        assert!(form.contains(line), "{line} in {form}");
    }
    menu.types("q").hears("or q to quit.");
    let form = menu.types("2").hears("q to go back.");
    assert!(form.contains("2. Number of questions: 10"), "{form}");
    assert!(form.contains("3. Time limit: 30 min"), "{form}");
    drop(menu);

    let mut program = home.open_small();
    program.sees("1  Practice");
    program.press("1");
    let form = program.sees("□ Topic alpha");
    for value in [
        "● unseen",
        "● 5 ",
        "Limit ● none",
        "● 60 s",
        "● explanations at the end",
        "● increasing difficulty",
    ] {
        assert!(form.shows(value), "{value} in {}", form.text());
    }
    program.press("q");
    program.sees("1  Practice");
    program.press("2");
    let form = program.sees("● 30 min");
    assert!(form.shows("● 10 "), "{}", form.text());
}

/// Writes a copy of the small bank with an exam of only four questions, which the bank can fill.
pub fn bank_with_an_exam(home: &Home) -> String {
    let folder = home.banks().join("whole");
    std::fs::create_dir_all(&folder).expect("the folder is the test's");
    for name in ["bank.toml", "alpha.toml", "beta.toml"] {
        let text = std::fs::read_to_string(format!("{}/{name}", small())).expect("a fixture");
        let text = text
            .replace("scored = 10\nunscored = 2", "scored = 3\nunscored = 1")
            .replace("weight = 40", "weight = 50")
            .replace(
                "  { id = \"third\", title = \"A domain without questions\", weight = 20 },\n",
                "",
            );
        std::fs::write(folder.join(name), text).expect("the folder is the test's");
    }
    folder.to_str().expect("a plain path").to_owned()
}

#[test]
fn the_whole_exam_is_a_count_and_a_topic_less_makes_a_part_of_it() {
    let home = Home::new();
    let bank = bank_with_an_exam(&home);
    let mut menu = home.talk(&["--bank", &bank]);
    menu.types("2")
        .hears("Mock exam 1, like the real exam: 4 questions in 24");
    menu.types("3 30").hears("12 questions in 30 minutes");
    menu.types("2 mock")
        .hears("Mock exam 1, like the real exam: 4 questions in 24");
    menu.types("1 1").hears("6 questions in 36 minutes");
    drop(menu);

    let mut program = home.start(&["--bank", &bank]);
    program.sees("2  Timed exam");
    program.press("2");
    program.reads("Mock exam 1, like the real exam: 4 questions in 24");
    // The last row is a topic.
    program.press("jjjjjjjj").press(" ");
    let part = program.sees("● 12");
    assert!(part.shows("○ mock exam"), "{}", part.text());
    assert!(part.says("6 questions in 36 minutes"), "{}", part.text());
}

#[test]
fn undo_in_an_exam_removes_what_is_marked() {
    let home = Home::new();
    let exam = ["exam", "--topic", "alpha", "--bank", &small()];
    let mut lines = home.talk(&exam);
    lines.hears("Your answer?");
    lines.types("a").hears("Selected: A.");
    lines.types("p").hears("Selected: A.");
    lines.types("u").hears("Selection cleared.");
    drop(lines);

    let mut program = home.start(&exam);
    program.asks_number(1);
    program.marks("Right option");
    let marked = program.screen().letters_of("Right option")[0];
    program.press("u");
    let screen = program.sees("Selection cleared.");
    assert_eq!(screen.mark_of(marked), "○", "{}", screen.text());
    program.press("u");
    program.sees("Nothing is selected here.");
}

#[test]
fn an_exam_is_left_only_when_that_is_confirmed() {
    let home = Home::new();
    let exam = ["exam", "--bank", &small()];
    let mut lines = home.talk(&exam);
    let asked = lines.hears("Your");
    lines
        .types(&letters(&asked, "Right option"))
        .hears("Question 2 of 12");
    let asked = lines.types("q").hears("Type q again to leave.");
    assert!(asked.contains("The clock keeps running until "), "{asked}");
    // Another line in between cancels the confirmation.
    lines.types("f").hears("Flagged.");
    lines.types("q").hears("Type q again to leave.");
    lines
        .types("q")
        .hears("Saved: timed exam, question 2 of 12.");
    assert_eq!(lines.ends().code, 0);

    let mut program = home.start(&exam);
    program.asks_number(2);
    program.press("q");
    program.reads("The clock keeps running until ");
    program.press("y");
    program.sees("Continue the");
}

#[test]
fn a_lesson_that_is_open_goes_on_from_the_list_of_topics() {
    let home = Home::new();
    let lesson = ["learn", "--topic", "alpha", "--bank", &small()];
    let mut lines = home.talk(&lesson);
    lines.hears("Enter for the question on this fact.");
    let asked = lines.types("").hears("Your answer?");
    lines
        .types(&letters(&asked, "Right option"))
        .hears("Enter for the next question.");
    lines
        .types("")
        .hears("Enter for the question on this fact.");
    drop(lines);
    let mut menu = home.talk(&["--bank", &small()]);
    menu.types("8").hears("1. Topic alpha: 1 of 2 facts known");
    let second = menu
        .types("1")
        .hears("Enter for the question on this fact.");
    assert!(second.contains("Step 2 of 2."), "{second}");
    assert!(second.contains("A new fact."), "{second}");
    drop(menu);

    let mut program = home.open_small();
    program.sees("Continue the");
    program.press("8");
    program.sees("Enter learn");
    program.press(ENTER);
    let screen = program.sees("A new fact. Press Enter for the question.");
    assert!(screen.title().contains("step 2 of 2"), "{}", screen.title());
}

#[test]
fn a_part_of_the_questions_is_listed() {
    let home = Home::new();
    let exam = ["exam", "--topic", "alpha", "--bank", &small()];
    let mut lines = home.talk(&exam);
    lines.hears("Your answer?");
    lines
        .types("g flagged")
        .hears("There are no questions of this kind.");
    lines.types("f").hears("Flagged.");
    let listed = lines.types("g flagged").hears("Your answer?");
    assert!(
        listed.contains("1: blank, flagged, you are here."),
        "{listed}"
    );
    assert!(!listed.contains("2: "), "{listed}");
    drop(lines);

    let mut program = home.start(&exam);
    program.asks_number(1);
    program.press("g");
    program.sees("Flagged 1");
    program.press(TAB).press(TAB);
    program.waits("showed one", |it| it.shows("1 ○⚑") && !it.shows("2 ○"));
}

#[test]
fn a_problem_is_reported_on_the_walk_through_its_session() {
    let home = Home::new();
    let mut lines = home.talks_in_practice(1);
    let asked = lines.hears("Your answer?");
    lines
        .types(&letters(&asked, "Wrong option")[..1])
        .hears("Enter for the result.");
    lines.types("").hears("walk through");
    lines.types("r").hears("! and words to report a problem");
    let again = lines.types("! Says Nothing").hears("q to go back.");
    assert!(
        again.contains("Report saved. Run `certdrill bank disputes` to list all reports."),
        "{again}"
    );
    assert!(again.contains("You reported: Says Nothing"), "{again}");
    drop(lines);

    let mut program = home.open_small();
    program.sees("4  Progress");
    program.press("4\t");
    program.sees("Enter open");
    program.press(ENTER);
    program.sees("result");
    program.press("r");
    program.sees("You reported: Says Nothing");
    program.press("!");
    program.sees("Says Nothing▏");
}

#[test]
fn a_drill_is_finished_at_once_and_its_answers_count() {
    let home = Home::new();
    let mut lines = home.talk(&["drill", "--table", "owner"]);
    lines.hears("a AWS, b Both, c Customer?");
    lines.types("b").hears("Cell 2 of");
    lines.types("y").hears("Drill result.");
    drop(lines);
    let mut program = home.start(&["drill", "--table", "owner"]);
    program.sees("cell 1 of");
    program.press("b");
    program.sees("cell 2 of");
    program.press("u");
    program.sees("Undone. Cell 1 is open again.");
    program.press("b");
    program.sees("cell 2 of");
    program.press("y");
    program.sees("result");
}

/// Saves a two-minute drill that has used 57 seconds.
fn drill_before_its_notice(home: &Home) {
    let store = Store::open(&home.history()).map_err(|error| error.to_string());
    let mut app = App::new(load(&Origin::Embedded), store).expect("it opens");
    let began = before_now(Duration::from_secs(57));
    let overview = app.overview(&began).expect("an empty history");
    let limit = Some(Duration::from_secs(120));
    let drill = app.drill(limit, None, &overview, &began);
    let mut drill = drill.expect("the bank has a matrix");
    let chosen = [drill.session.slots()[0].order[0].clone()].into();
    let place = 0;
    // The clock starts with the first answer.
    app.apply(&mut drill, Event::Visited { place }, &began)
        .expect("time is left");
    app.apply(&mut drill, Event::Chose { place, chosen }, &began)
        .expect("time is left");
    let now = before_now(Duration::ZERO);
    app.apply(&mut drill, Event::Left, &now)
        .expect("time is left");
    assert!(drill.is_saved());
}

#[test]
fn a_drill_reports_the_time_that_is_left() {
    let home = Home::new();
    drill_before_its_notice(&home);
    let mut menu = home.talk(&[]);
    menu.hears("0. Continue the drill");
    menu.types("0").hears("1:00 left.");
    drop(menu);

    let home = Home::new();
    drill_before_its_notice(&home);
    let mut program = home.start(&[]);
    program.reads("Continue the drill");
    program.press(ENTER);
    let screen = program.waits("said it", |it| it.status().contains("1:00 left."));
    assert!(screen.shows("cell 1 of"), "{}", screen.text());
}

#[test]
fn the_missed_leave_their_list_by_the_same_rule_and_are_filtered() {
    const RULE: &str =
        "An item leaves the list once you answer it correctly in two different sessions.";
    let home = Home::new();
    let practice = [
        "practice", "--topic", "alpha", "--count", "2", "--seed", "5",
    ];
    let mut all = practice.to_vec();
    let bank = small();
    all.extend(["--bank", &*bank]);
    let mut lines = home.talk(&all);
    for sure in ["s sure", "s guess"] {
        lines.hears("Your answer?");
        let asked = lines.types(sure).hears("Your answer?");
        let again = lines.types("l").hears("Your answer?");
        let wrong = &letters(&format!("{asked}{again}"), "Wrong option")[..1];
        lines.types(wrong).hears("Enter for the");
        lines.types("");
    }
    drop(lines);
    let mut menu = home.talk(&["--bank", &small()]);
    let listed = menu.types("3").hears("q to go back.");
    let words: Vec<_> = listed.split_whitespace().collect();
    assert!(words.join(" ").contains(RULE), "{listed}");
    menu.types("since")
        .hears("There are no questions of this kind.");
    menu.types("sure").hears("Question 1 of 1.");
    drop(menu);

    let mut program = home.open_small();
    program.sees("3  Review missed");
    program.press("3");
    program.reads(RULE);
    program.reads("All 2 Sure but incorrect 1");
}

#[test]
fn a_bank_without_questions_offers_its_tables_and_terms() {
    for (bank, key, place, drill) in [
        (tables(), "6", "Which table?", "7"),
        (terms(), "t", "Which group?", "t"),
    ] {
        let home = Home::new();
        let bank = without_questions(&home, &bank);
        let mut lines = home.talk(&["--bank", &bank]);
        let menu = lines.hears("or q to quit.");
        assert!(menu.contains("0. Study "), "{menu}");
        lines.types(key).hears(place);
        lines.types("q").hears("or q to quit.");
        lines.types("0").hears("Question 1 of ");
        drop(lines);

        let home = Home::new();
        let bank = without_questions(&home, &bank);
        let mut program = home.start(&["--bank", &bank]);
        let screen = program.sees("Study ");
        assert!(screen.shows(&format!("{key}  T")), "{}", screen.text());
        assert!(screen.shows(&format!("{drill}  ")), "{}", screen.text());
        program.press(ENTER);
        program.asks_number(1);
    }
}
