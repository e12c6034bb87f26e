//! The command palette, which lists every available command by name.

use crate::support::{
    CTRL_L, DOWN, END, ENTER, ESC, HOME, Home, PAGE_DOWN, Program, Screen, UP, small,
};

const CTRL_P: &str = "\x10";

#[track_caller]
fn opens(program: &mut Program) -> Screen {
    program.press(":");
    program.sees("─ Commands ─")
}

/// Returns the row under the cursor of the list.
fn chosen(screen: &Screen) -> String {
    let row = screen.row_with("│ ▸").expect("a cursor");
    let (_, row) = row.split_once("▸ ").expect("it was just seen");
    let (row, _) = row.split_once('│').expect("a frame");
    row.trim().to_owned()
}

#[test]
fn a_place_is_found_by_some_of_its_letters_and_enter_goes_there() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    let all = opens(&mut program);
    assert!(all.shows("Enter run") && all.shows("Esc close"));
    program.press("tex");
    let screen = program.waits("found the exam", |it| chosen(it).starts_with("Timed exam"));
    assert!(chosen(&screen).ends_with('2'), "its key stands beside it");
    program.press(ENTER);
    program.sees("questions match");
}

#[test]
fn it_opens_over_a_field_of_text_too() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("/q03");
    program.sees("1 of 12 questions");
    program.press(CTRL_P);
    program.sees("─ Commands ─");
    program.press("progress").press(ENTER);
    program.sees("Nothing here yet.");
    program.press("q");
    program.sees("New here?");
}

#[test]
fn what_a_screen_does_is_listed_with_its_key_and_done() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank, "--topic", "alpha"]);
    program.asks_number(1);
    let keys = program.screen().hints();
    opens(&mut program);
    for (key, does) in keys {
        // The palette finds every command by its description in the footer.
        if key.contains('-') || key == "?" {
            continue;
        }
        program.press(&does);
        program.waits(&format!("listed `{key} {does}`"), |screen| {
            screen.rows().iter().any(|row| {
                row.split_once('│')
                    .is_some_and(|(_, row)| row.trim_end_matches([' ', '│']).ends_with(&key))
            })
        });
        program.press("\x15");
    }
    program.press("flag").press(ENTER);
    let screen = program.sees("f unflag");
    assert!(screen.title().contains('⚑'));
    opens(&mut program);
    program.press("strike out or restore").press(ENTER);
    let screen = program.sees("A is struck out.");
    assert_eq!(screen.mark_of('A'), "–");
    // If there were an entry for each option letter, these entries would fill the list.
    let listed = opens(&mut program);
    assert!(!listed.shows("select: a"), "{}", listed.text());
}

#[test]
fn a_place_leaves_a_practice_as_q_does_and_keeps_it() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank]);
    program.answers_right();
    opens(&mut program);
    program.press("browse").press(ENTER);
    program.sees("12 of 12 questions");
    program.press("q");
    program.reads("Continue the practice session: question 1 of 10");
}

#[test]
fn in_an_exam_only_what_an_exam_allows_is_listed() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["exam", "--bank", &bank]);
    program.asks_number(1);
    let screen = opens(&mut program);
    let left = screen.seconds_left().expect("the clock stays");
    for place in ["browse", "search all", "progress", "this question wrong"] {
        program.press(place);
        program.sees("│ 0 of ");
        program.press("\x15");
        program.sees_no("│ 0 of ");
    }
    program.waits("counted down", |it| {
        it.seconds_left().is_some_and(|now| now < left)
    });
    program.press("unflag").press(ENTER);
    program.waits("flagged it", |it| it.title().contains('⚑'));
    // A confirmation accepts only its own keys.
    program.press("ry");
    program.sees("Finish the exam?");
    program.press(":");
    assert!(!program.settles().shows("Commands"));
}

#[test]
fn arrows_and_the_mouse_choose_and_esc_closes() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    let first = chosen(&opens(&mut program));
    program.press(DOWN);
    program.waits("moved", |it| chosen(it) != first);
    program.press(ESC);
    program.sees_no("Commands ─");
    opens(&mut program);
    program.press("browse");
    program.waits("found it", |it| chosen(it).starts_with("Browse"));
    program.click_on("Browse ");
    program.sees("12 of 12 questions");
    program.press("q");
    opens(&mut program);
    program.press("unheard of").press(ENTER).press(CTRL_L);
    let screen = program.sees("│ 0 of ");
    assert!(screen.shows("─ Commands ─"), "nothing to do, nothing done");
}

#[test]
fn help_and_leaving_work_from_it() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    opens(&mut program);
    program.press("keys for this").press(ENTER);
    program.waits("opened help", |it| it.title().contains("Help"));
    program.press(ESC);
    program.sees("New here?");
    opens(&mut program);
    program.press("quit the program").press(ENTER);
    assert_eq!(program.ends().code, 0);
}

#[test]
fn what_is_chosen_stays_in_sight_at_every_size_with_its_key() {
    let home = Home::new();
    let bank = small();
    let args = ["practice", "--bank", &bank, "--topic", "alpha"];
    let mut program = home.start_at(60, 20, &args);
    program.asks_number(1);
    opens(&mut program);
    program.press("leave;");
    let screen = program.waits("found it", |it| chosen(it).starts_with("Leave; the"));
    assert!(chosen(&screen).ends_with('q'), "{}", screen.text());
    program.press("\x15");
    program.sees("▏");
    for (columns, rows) in [(40, 12), (80, 24), (60, 20), (200, 50), (44, 13)] {
        program.press(UP).press(DOWN.repeat(40).as_str());
        program.resize(columns, rows);
        program.waits("kept the last one in sight", |screen| {
            screen
                .row_with("│ ▸")
                .is_some_and(|row| row.contains("Redraw the screen"))
        });
    }
}

#[test]
fn what_has_no_row_on_home_is_begun_from_it() {
    let home = Home::new();
    let bank = small();
    let mut program = home.start(&["exam", "--bank", &bank]);
    program.asks_number(1);
    program.marks("Wrong option");
    program.finishes();
    opens(&mut program);
    program.press("walk through the last").press(ENTER);
    program.sees("walk-through");
    opens(&mut program);
    program.press("you missed in the last exam").press(ENTER);
    let screen = program.asks_number(1);
    assert!(screen.title().contains("1 of 12"), "{}", screen.title());
    opens(&mut program);
    program.press("sprint").press(ENTER);
    program.waits("began a sprint", |it| {
        it.shows("How sure?") && it.seconds_left().is_some_and(|left| left <= 300)
    });
    program.press("q");
    program.sees("Continue the practice session");
    opens(&mut program);
    program.press("review missed");
    program.sees("│ 1 of ");
}

#[test]
fn commands_are_found_by_other_words_and_show_their_section() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    opens(&mut program);
    for (typed, name, section) in [
        ("theme", "Settings", "Go to"),
        ("dark", "Settings", "Go to"),
        ("timer", "Timed exam", "Go to"),
        ("reset", "Reset a topic", "Shell"),
        ("sprint", "Sprint: 5 minutes of questions", "Do"),
        ("daily", "Study what you need most", "Start"),
        ("another bank", "Choose another bank", "Go to"),
        ("report", "Write an exam report", "Shell"),
        ("mine", "Show bank statistics", "Shell"),
    ] {
        program.press(typed);
        program.waits(&format!("found {name} by {typed}"), |screen| {
            let row = screen.rows().into_iter().find(|row| row.contains(name));
            row.is_some_and(|row| row.contains(section))
        });
        program.press("\x15");
        program.sees("│ ▏");
    }
    program.press("mine").press(ENTER);
    program.sees("Copied for your shell: certdrill bank stats --mine");
}

#[test]
fn the_form_of_a_practice_starts_a_sprint_and_a_study() {
    for (key, title) in [("s", "1 of 12"), ("w", "1 of 10")] {
        let home = Home::new();
        let mut program = home.open_small();
        program.sees("New here?");
        program.press("1");
        program.sees("s 5-minute sprint");
        program.press(key);
        program.waits("began it", |it| {
            it.shows("How sure?") && it.title().contains(title)
        });
    }
}

#[test]
fn a_table_and_a_group_of_terms_open_by_their_titles() {
    let home = Home::new();
    let mut program = home.start_at(80, 24, &[]);
    program.sees("New here?");
    opens(&mut program);
    program.press("balanc");
    program.waits("found the table", |it| {
        chosen(it).starts_with("Load balancers")
    });
    program.press(ENTER);
    let map = program.sees("o cover");
    assert!(map.title().contains("Load balancers"));
    // From another page, `q` then goes back to the home screen.
    opens(&mut program);
    program.press("security info");
    program.waits("found the terms", |it| chosen(it).ends_with("Terms"));
    let title = chosen(&program.screen());
    let title = title.trim_end_matches("Terms").trim_end();
    program.press(ENTER);
    let terms = program.waits("opened the terms", |it| {
        it.title().trim_start().starts_with("Terms ")
    });
    let here = terms.row_with("▸").expect("a cursor");
    assert!(here.contains(title), "{title} in {here}");
    program.press("q").sees("New here?");
}

#[test]
fn the_list_is_as_tall_as_the_window_allows_and_moves_by_pages_and_to_its_ends() {
    let home = Home::new();
    let mut program = home.start_at(120, 40, &["--bank", &small()]);
    program.sees("New here?");
    let screen = opens(&mut program);
    let framed = screen.rows().iter().filter(|row| row.contains('│')).count();
    assert_eq!(framed, 26, "{}", screen.text());
    let first = chosen(&screen);
    program.press(PAGE_DOWN);
    program.waits("moved by a page", |it| chosen(it) != first);
    program.press(END);
    program.waits("moved to the end", |it| {
        chosen(it).contains("Redraw the screen")
    });
    program.press(HOME);
    program.waits("moved to the start", |it| chosen(it) == first);
}
