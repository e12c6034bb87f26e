//! The Browse page: incremental search, filters, and a question with its history.

use crate::support::{DOWN, END, ENTER, ESC, Home, SPACE, Screen, TAB, small, terms};

#[test]
fn what_is_typed_narrows_the_list_and_is_underlined_in_it() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("/");
    program.sees("12 of 12 questions");
    program.press("stem q07");
    let screen = program.sees("1 of 12 questions");
    let row = screen.row_with("▸").expect("a cursor");
    assert!(row.contains("Stem of q07"), "{row}");
    assert!(screen.cell_at("q07: what").underline());
    assert!(screen.cell_at("Stem of").underline());
    assert!(!screen.cell_at("what is so").underline());
    // The search also finds text in reasons.
    for _ in 0.."stem q07".len() {
        program.press("\x7f");
    }
    program.sees("12 of 12 questions");
    program.press("reason three q02");
    let screen = program.sees("1 of 12 questions");
    assert!(screen.shows("Stem of q02"));
}

#[test]
fn letters_are_text_in_the_field_and_keys_again_outside_it() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("5");
    program.sees("12 of 12 questions");
    program.press("/jq?:1");
    let screen = program.sees("jq?:1▏");
    assert!(screen.shows("0 of 12 questions"), "{}", screen.text());
    assert!(screen.says("There are no questions of this kind."));
    // The first Esc leaves the field and keeps the search text; the next one clears it.
    program.press(ESC);
    let screen = program.sees("Esc clear");
    assert!(screen.shows("0 of 12 questions"));
    program.press(ESC);
    program.sees("12 of 12 questions");
    program.press("2");
    program.sees("4 of 12 questions");
    program.press("q");
    program.sees("New here?");
}

#[test]
fn arrows_move_in_what_was_found_and_enter_opens_it() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("/");
    program.sees("Enter open");
    program.press("fact beta");
    let found = program.sees("6 of 12 questions");
    assert!(!found.shows("Stem of q06"), "{}", found.text());
    program.press(DOWN);
    program.waits("moved", |it| {
        it.row_with("▸").is_some_and(|row| row.contains("q08"))
    });
    program.press(ENTER);
    let screen = program.sees("Correct.");
    assert_eq!(screen.question().as_deref(), Some("q08"));
    program.press("q");
    let back = program.sees("6 of 12 questions");
    assert!(back.shows("fact beta"), "{}", back.text());
}

#[test]
fn filters_topics_and_difficulties_narrow_what_was_found() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank, "--topic", "alpha"]);
    let missed = program.asks();
    program.answers_wrong();
    program.press("f");
    program.sees("f unflag");
    program.goes_home();
    program.press("/");
    program.sees("12 of 12 questions");
    let screen = program.reads("All 12 Missed questions 1 Flagged 1 Unseen 11 Reported 0");
    assert!(screen.shows("●○○  ●●○  ●●●"));
    program.press(TAB);
    let screen = program.sees("1 of 12 questions");
    assert!(screen.shows(&format!("Stem of {missed}")));
    program.press(TAB).press(TAB);
    program.sees("11 of 12 questions");
    program.press("alpha");
    program.sees("5 of 12 questions");
    // Leave the field, and then filter by topic and difficulty. Pressing the same key again removes
    // the filter.
    program.press(ESC);
    program.sees("Esc clear");
    program.press("l");
    let screen = program.sees("Topic alpha");
    assert!(screen.shows("5 of 12 questions"));
    program.press("l");
    program.sees("0 of 12 questions");
    program.press("hh").press(ESC);
    program.sees("11 of 12 questions");
    program.press(TAB).press(TAB);
    program.sees("12 of 12 questions");
    for level in ["1", "2", "3"] {
        program.press(level);
        program.sees("4 of 12 questions");
        program.press(level);
        program.sees("12 of 12 questions");
    }
}

#[test]
fn terms_are_listed_searched_and_opened_under_their_own_tab() {
    let home = Home::new();
    let mut program = home.start_at(80, 24, &["--bank", &terms()]);
    program.sees("New here?");
    program.press("5");
    program.sees("1 of 1 questions");
    program.reads("All 1 Terms 4 Missed questions 0");
    program.press(TAB);
    let screen = program.sees("4 of 4 terms");
    for name in ["Amazon S3", "Amazon EFS", "Amazon Tapes", "Route table"] {
        assert!(screen.shows(name), "{}", screen.text());
    }
    let closed = screen.row_with("Amazon Tapes").expect("a row");
    assert!(closed.ends_with("closed"), "{closed}");
    assert!(screen.shows("Also called Amazon Simple Storage Service"));
    assert!(screen.shows("Objects in buckets of any size"));
    assert!(!screen.shows("●○○"), "terms have no difficulty");
    // Select the domain, its task, a topic, and then all topics again.
    program.press("lll");
    let screen = program.sees("1 of 4 terms");
    assert!(screen.shows("Topic network") && screen.shows("Route table"));
    program.press("l");
    program.sees("4 of 4 terms");
    // The search finds the term by a former name. Enter opens the page of the term.
    program.press("/simple");
    let screen = program.sees("1 of 4 terms");
    assert!(screen.cell_at("Simple").underline());
    program.press(ENTER);
    let screen = program.sees("https://example.com/storage");
    assert!(screen.title().contains("Browse · Topic storage"));
    assert!(screen.says("Also Amazon Simple Storage Service"));
    assert!(screen.says("Topic Topic storage"));
    assert!(screen.says("Note The oldest of them."));
    assert!(screen.says("From Page about storage"));
    program.press("q");
    program.sees("1 of 4 terms");
    program.press(ESC).sees("Esc clear");
    // Reopening the list restores the search, the filter, and the selected term.
    program.press("q");
    program.sees("New here?");
    program.press("5");
    program.sees("1 of 4 terms");
}

#[test]
fn a_closed_term_says_so_and_a_search_among_questions_counts_terms() {
    let home = Home::new();
    let mut program = home.start_at(120, 40, &["--bank", &terms()]);
    program.sees("New here?");
    program.press("/");
    program.sees("1 of 1 questions");
    program.press("magnetic");
    program.sees("0 of 1 questions");
    program.reads("There are no questions of this kind. Matching terms: 1.");
    program.press(TAB);
    program.sees("1 of 4 terms");
    program.press(ENTER);
    let screen = program.sees("term, beyond the exam");
    let closed = screen.row_with("Closed to new customers.").expect("a row");
    assert!(closed.trim().starts_with('!'), "{closed}");
    program.press("q");
    program.sees("1 of 4 terms");
    program.press("unheard");
    program.sees("No terms match.");
}

#[test]
fn a_reported_question_is_found_among_the_reported() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("/");
    program.sees("Enter open");
    program.press("q05");
    program.sees("1 of 12 questions");
    program.press(ESC);
    program.sees("Esc clear");
    program.press("!");
    program.sees("What is wrong with this question?");
    program.types_a_line("No.");
    program.reads("Reported 1");
    program.press(ESC);
    program.sees("12 of 12 questions");
    // Move backward to the last filter.
    program.press("\x1b[Z");
    let screen = program.sees("1 of 12 questions");
    assert!(screen.shows("Stem of q05"), "{}", screen.text());
}

#[test]
fn a_question_in_full_tells_its_history_and_leads_to_what_else_asks_its_fact() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank, "--topic", "alpha"]);
    let name = program.asks();
    program.press("s");
    program.sees("● sure");
    program.answers_wrong();
    program.goes_home();
    program.press("/");
    program.sees("Enter open");
    program.press(&name);
    program.sees("1 of 12 questions");
    program.press(ENTER);
    let screen = program.sees("Correct.");
    assert!(screen.status().contains("Asked 1 time, 0 correct."));
    program.press("\x1b[F");
    let end = program.sees("today, practice, sure: Wrong option");
    assert!(end.says("Fact alpha"), "{}", end.text());

    program.press(TAB);
    let screen = program.sees("Enter open");
    let row = screen.row_with("▸").expect("a cursor");
    let (_, other) = row.split_once("Stem of ").expect("another question");
    let other = other[..3].to_owned();
    assert_ne!(other, name);
    program.press(ENTER);
    let screen = program.waits("opened the other", |it| {
        it.question().as_ref() == Some(&other)
    });
    assert!(screen.status().contains("Unseen."));
    program.press("q");
    program.sees("Asked 1 time");
}

#[test]
fn the_answer_of_a_question_never_asked_stays_covered_in_the_preview() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("5");
    let screen = program.sees("Unseen. Press Space to uncover the answer.");
    assert!(!screen.shows("✓"));
    program.press(SPACE);
    program.sees("✓ A");
}

#[test]
fn a_slash_on_a_question_searches_and_comes_back_to_it() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank]);
    program.asks_number(1);
    let name = program.asks();
    program.press("/q11");
    program.sees("1 of 12 questions");
    program.press(ESC);
    program.sees("Esc clear");
    program.press("q");
    program.asks_number(1);
    assert_eq!(program.asks(), name);
}

#[test]
fn nothing_is_looked_up_in_an_exam() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["exam", "--bank", &bank]);
    program.asks_number(1);
    program.press("/");
    assert!(program.settles().shows("How sure?"));
    let help = program.opens_help();
    assert!(!help.says("search all questions"), "{}", help.text());
    program.closes_help();
    program.press("g");
    program.sees("○ unanswered");
    program.press("/");
    assert!(program.settles().shows("○ unanswered"));
}

#[test]
fn browse_is_found_again_as_it_was_left() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("5");
    program.sees("12 of 12 questions");
    let pointed_at = |name: &'static str| {
        move |it: &Screen| it.row_with("▸").is_some_and(|row| row.contains(name))
    };
    // Filter by topic and difficulty, and select the last question.
    program.press("ll3").press(END);
    program.waits("pointed at its end", pointed_at("q11"));
    // Open a question and return.
    program.press(ENTER);
    program.sees("Correct.");
    program.press("q");
    program.waits("came back to its row", pointed_at("q11"));
    program.sees("2 of 12 questions");
    // Go to the home screen and return.
    program.press("q");
    program.sees("New here?");
    program.press("5");
    let back = program.waits("came back to its row", pointed_at("q11"));
    assert!(back.shows("Topic beta") && back.shows("2 of 12 questions"));
    // The search text is restored, too. A search that is opened from another screen starts with an
    // empty field.
    program.press("hh3").press("/q07");
    program.waits("found it", pointed_at("q07"));
    program.press(ESC).sees("Esc clear");
    program.press("q");
    program.sees("New here?");
    program.press("5").sees("Esc clear");
    program.waits("found it again", pointed_at("q07"));
    program.press("q");
    program.sees("New here?");
    program.press("/").sees("12 of 12 questions");
}

#[test]
fn map_and_progress_are_found_again_as_they_were_left() {
    let home = Home::new();
    let mut program = home.start(&["drill", "--table", "owner"]);
    program.sees("Responsibilities by service");
    program.press("ay");
    program.sees("of 1 correct");
    program.press("q6").sees("rows × columns");
    program.press("jj").press(ENTER);
    let first = program.sees("B Both").row_with("▸");
    program.press("j");
    let moved = program.waits("moved", |it| it.row_with("▸") != first);
    program.press("q");
    program.sees("rows × columns");
    program.press(ENTER);
    program.waits("came back to its duty", |it| {
        it.row_with("▸") == moved.row_with("▸")
    });
    program.press("qq4").sees("Overview");
    program.press(TAB).press(TAB).press(TAB);
    program.press("l").sees("90 days");
    program.press("q4");
    program.waits("came back to its page", |it| {
        it.shows("Cloud Concepts") && it.shows("90 days")
    });
}
