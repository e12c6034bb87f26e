//! The settings screen: changes take effect immediately and are saved.

use std::fs;

use vt100::Color;

use crate::support::{CTRL_C, DOWN, END, ENTER, ESC, Home, Program, RIGHT, UP, small};

const DARK_GROUND: Color = Color::Rgb(0x16, 0x18, 0x1c);
const TRUE_COLOR: [(&str, &str); 1] = [("COLORTERM", "truecolor")];

fn open_settings(home: &Home) -> Program {
    let bank = small();
    let mut program = home.start_with(80, 24, &["--bank", &bank], &TRUE_COLOR);
    program.sees("theme default, Unicode, mouse on");
    program.press("9");
    program.sees("Which planet is the largest?");
    program
}

#[test]
fn a_theme_shows_at_once_and_is_there_at_the_next_start() {
    let home = Home::new();
    home.writes_config("config.toml", "# mine\ntheme = \"default\" # for now\n");
    let mut program = open_settings(&home);
    assert_eq!(program.screen().cell(79, 23).bgcolor(), Color::Default);
    program.press("l");
    let screen = program.sees("‹ dark ›");
    assert_eq!(
        screen.cell(79, 23).bgcolor(),
        DARK_GROUND,
        "from edge to edge"
    );
    assert_eq!(
        screen.cell_at("✗ A  Saturn").fgcolor(),
        Color::Rgb(0xf7, 0x9a, 0x8d)
    );
    assert!(
        screen
            .status()
            .contains("Theme dark: true color, with its own dark background")
    );
    program.press(ENTER);
    let screen = program.sees("theme dark, Unicode, mouse on");
    assert_eq!(screen.cell(0, 0).bgcolor(), DARK_GROUND);
    assert_eq!(
        fs::read_to_string(home.config()).expect("it is there"),
        "# mine\ntheme = \"dark\" # for now\n"
    );
    program.press("q");
    assert_eq!(program.ends().code, 0);
    let program = home.start_with(80, 24, &["--bank", &small()], &TRUE_COLOR);
    let screen = program.sees("theme dark");
    assert_eq!(screen.cell(40, 12).bgcolor(), DARK_GROUND);
}

#[test]
fn every_change_is_saved_at_once_and_escape_goes_back() {
    let home = Home::new();
    let mut program = open_settings(&home);
    program.press("l");
    program.sees("‹ dark ›");
    let written = fs::read_to_string(home.config()).expect("it was saved");
    assert!(written.contains("\ntheme = \"dark\"\n"), "{written}");
    program.press(ESC);
    let screen = program.sees("theme dark, Unicode, mouse on");
    assert_eq!(screen.cell(0, 0).bgcolor(), DARK_GROUND);
}

#[test]
fn leaving_the_program_keeps_what_was_changed() {
    let home = Home::new();
    let mut program = open_settings(&home);
    program.press("l");
    program.sees("‹ dark ›");
    program.press(CTRL_C);
    assert_eq!(program.ends().code, 0);
    let written = fs::read_to_string(home.config()).expect("it was written");
    assert!(written.contains("\ntheme = \"dark\"\n"), "{written}");
    assert!(
        written.contains("# \"full\" or \"reduced\""),
        "with its words"
    );
}

#[test]
fn symbols_and_the_mouse_change_at_once_and_a_value_goes_round() {
    let home = Home::new();
    let mut program = open_settings(&home);
    program.press(DOWN).press(RIGHT).press(RIGHT);
    let screen = program.sees("< ascii >");
    assert!(screen.text().is_ascii(), "{}", screen.text());
    program.press(RIGHT);
    program.sees("‹ auto ›");
    let from = program.bytes().len();
    program.press(&DOWN.repeat(4)).press(" ");
    program.sees("‹ off ›");
    program.writes("\x1b[?1000l", from);
    program.press("q");
    program.sees("theme default, Unicode, mouse off");
    // A program that starts with the mouse off never asks the terminal to report clicks.
    program.press("q");
    program.ends();
    let program = home.start(&["--bank", &small()]);
    program.sees("mouse off");
    assert!(!String::from_utf8_lossy(&program.bytes()).contains("\x1b[?1000h"));
}

#[test]
fn what_cannot_be_written_is_said_and_holds_until_the_end() {
    let home = Home::new();
    let mut program = open_settings(&home);
    // Put a file where the folder should be.
    let folder = home
        .config()
        .parent()
        .expect("it lies in a folder")
        .to_owned();
    fs::create_dir_all(folder.parent().expect("so does that")).expect("ours");
    fs::write(&folder, "").expect("ours");
    program.press("l");
    program.sees("‹ dark ›");
    program.sees("! Not saved");
    program.press(ENTER).press(ENTER);
    program.sees("theme dark, Unicode, mouse on");
}

#[test]
fn the_plan_is_set_here_too_and_kept_with_the_history() {
    let home = Home::new();
    let mut program = open_settings(&home);
    program.press(END).press("llll");
    program.sees("‹ 10 minutes a day ›");
    program.press(UP).press("l");
    program.sees("In 28 days. 10 minutes a day is enough to meet all");
    program.press(DOWN).press("50q");
    program.sees("50q▏");
    program.press(ENTER);
    program.sees("‹ 50 questions a day ›");
    program.press("l");
    program.sees("‹ 5 minutes a day ›");
    program.press("h");
    program.sees("The default is 20 questions. 50 questions a");
    program.sees("enough to meet all 4 new facts before the exam.");
    program.press(ENTER);
    program.sees("9  Settings");
    program.sees("enough for all");
    program.press("q");
    program.ends();
    let plan = home.run(&["plan", "--bank", &small(), "--json"]).json();
    assert_eq!(plan["questions_per_day"], 50);
    assert!(plan["minutes_per_day"].is_null(), "{plan}");
    assert_eq!(plan["new_met_before_exam"], plan["new"]);
    assert!(plan["exam"].is_string(), "{plan}");
    assert!(!home.config().exists(), "no setting was changed");
}

#[test]
fn the_day_of_the_exam_is_typed_and_taken_back() {
    let home = Home::new();
    let mut program = open_settings(&home);
    program.press(END).press(UP);
    program.sees("‹ not set ›");
    program.press("20");
    let screen = program.sees("Exam date  20▏");
    assert!(screen.shows("Enter set") && screen.shows("Esc cancel"));
    program.press("99-02-30");
    program.sees("2099-02-30▏");
    program.press(ENTER);
    program.sees("! `2099-02-30` is not a date; use a date such as 2027-01-15.");
    program.press("\x15").press("2001-02-03");
    program.sees("2001-02-03▏");
    program.press(ENTER);
    program.sees("! That date is in the past; use today or a later date.");
    program.press("\x15").press("2099-2-3");
    program.sees("2099-2-3▏");
    program.press(ENTER);
    program.sees("‹ February 3, 2099 ›");
    // A canceled entry changes nothing and leaves the page open.
    program.press("3");
    program.sees("3▏");
    program.press(ESC);
    program.sees("‹ February 3, 2099 ›");
    program.press(DOWN).press("25");
    program.sees("25▏");
    program.press(ENTER);
    program.sees("‹ 25 minutes a day ›");
    program.press(ENTER);
    program.sees("9  Settings");
    let plan = || home.run(&["plan", "--bank", &small(), "--json"]).json();
    assert_eq!(
        (&plan()["exam"], &plan()["minutes_per_day"]),
        (&"2099-02-03".into(), &25.into())
    );
    program.press("9").press(END).press(UP);
    program.sees("‹ February 3, 2099 ›");
    program.press("x");
    program.sees("‹ not set ›");
    program.press("q");
    program.sees("9  Settings");
    assert!(plan()["exam"].is_null(), "it was taken back");
}

#[test]
fn a_click_moves_there_and_the_next_one_changes_it() {
    let home = Home::new();
    let mut program = open_settings(&home);
    program.click_on("Clock ");
    program.sees("‹ shown ›");
    program.click_on("Clock ");
    program.sees("‹ hidden ›");
}

#[test]
fn a_letter_answers_at_once_where_the_settings_say_so_but_not_in_an_exam() {
    let home = Home::new();
    home.writes_config("config.toml", "answer = \"at once\"\n");
    let bank = small();
    let mut program = home.start(&["practice", "--bank", &bank, "--topic", "alpha"]);
    program.asks();
    let letter = program.screen().letters_of("Right option")[0];
    program.sees("Press a letter to answer.");
    program.press(&letter.to_lowercase().to_string());
    program.sees("✓ Correct");
    let mut program = home.start(&["exam", "--bank", &bank, "--topic", "alpha"]);
    program.asks();
    program.press("a");
    let screen = program.sees("●");
    assert_eq!(screen.mark_of('A'), "●");
    assert_eq!(screen.place(), Some(1), "it stays until Enter");
}

#[test]
fn with_reduced_motion_the_clock_counts_minutes_and_an_idle_exam_draws_nothing() {
    let home = Home::new();
    home.writes_config("config.toml", "motion = \"reduced\"\n");
    let bank = small();
    let mut program = home.start(&["exam", "--bank", &bank, "--minutes", "30"]);
    program.sees("30 min left");
    let settled = program.settles().title();
    assert!(settled.contains("30 min left"), "{settled}");
    let from = program.bytes().len();
    // To wait until more than two seconds have passed, use another program whose clock shows
    // seconds.
    let other = Home::new();
    let counting = other.start(&["exam", "--bank", &bank, "--minutes", "30"]);
    counting.sees("29:57 left");
    assert_eq!(program.bytes().len(), from, "nothing was drawn meanwhile");
}

#[test]
fn a_hidden_clock_starts_hidden() {
    let home = Home::new();
    home.writes_config("config.toml", "clock = \"hidden\"\n");
    let mut program = home.start(&["exam", "--bank", &small()]);
    program.sees("clock hidden");
    program.press("t");
    program.waits("showed the clock", |it| it.seconds_left().is_some());
}

#[test]
fn the_beginning_of_a_day_is_set_and_kept() {
    let home = Home::new();
    let mut program = open_settings(&home);
    program.press(END).press(UP).press(UP);
    program.sees("‹ 4:00 ›");
    program.press("l");
    program.sees("‹ 5:00 ›");
    program.press(ENTER);
    program.sees("9  Settings ");
    let kept = std::fs::read_to_string(home.config()).expect("it is written");
    assert!(kept.contains("day_starts = \"5:00\""), "{kept}");
}

#[test]
fn the_colors_are_chosen_on_the_first_page_and_shown_at_once() {
    let home = Home::new();
    let bank = small();
    let arguments = ["--bank", bank.as_str()];
    let truecolor = [("COLORTERM", "truecolor"), ("COLORFGBG", "0;15")];
    let mut program = home.start_with(80, 24, &arguments, &truecolor);
    program.sees("New here?");
    program.press("c");
    program.sees("Theme default: the terminal's own 16 colors.");
    program.press("j");
    let dark = program.sees("Theme dark: true color");
    assert_eq!(dark.cell(0, 0).bgcolor(), DARK_GROUND);
    program.press("jj");
    program.sees("Theme auto: light is used, based on COLORFGBG.");
    // Esc restores the previous theme.
    program.press(ESC);
    let before = program.sees_no("Theme auto");
    assert_eq!(before.cell(0, 0).bgcolor(), Color::Default);
    assert!(!home.config().exists());
    program.press("cjj");
    program.sees("Theme light: true color");
    program.press(ENTER);
    program.sees_no("Theme light: true color");
    let written = std::fs::read_to_string(home.config()).expect("it was saved");
    assert!(written.contains("theme = \"light\""), "{written}");
}
