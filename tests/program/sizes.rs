//! The program in windows of every size.

use std::fs;

use crate::support::{DOWN, ENTER, ESC, Home, PAGE_DOWN, PAGE_UP, Program, UP, long, small};

fn at(home: &Home, (columns, rows): (u16, u16), args: &[&str]) -> Program {
    let bank = small();
    let mut all = args.to_vec();
    all.extend(["--bank", &*bank]);
    home.start_at(columns, rows, &all)
}

#[test]
fn every_screen_shows_its_footer_and_its_help_at_the_sizes_it_is_made_for() {
    for size in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let home = Home::new();
        let mut program = at(&home, size, &[]);
        program.sees("New here?");
        for (keys, seen) in [
            ("", "q quit"),
            ("1", "questions match"),
            ("q2", "questions match"),
            ("q3", "Nothing to review."),
            ("q4", "Nothing here yet."),
            ("q5", "of 12 questions"),
            ("q8", "Enter learn"),
            ("q1\r", "How sure?"),
            ("g", "○ unanswered"),
            ("\x1b", "How sure?"),
            ("r", "Worth a look"),
        ] {
            program.press(keys);
            let screen = program.sees(seen);
            assert!(
                screen.footer().contains("? help"),
                "{size:?}:\n{}",
                screen.text()
            );
            program.opens_help();
            program.closes_help();
            program.sees(seen);
        }
    }
}

#[test]
fn every_screen_can_be_used_in_the_smallest_window() {
    for size in [(40, 12), (60, 11), (80, 11)] {
        can_be_used_at(size);
    }
}

fn can_be_used_at(size: (u16, u16)) {
    let home = Home::new();
    let mut program = at(&home, size, &[]);
    program.reads("New here?");
    for (keys, title) in [
        ("1", "Practice"),
        ("q2", "Timed exam"),
        ("q3", "Review missed"),
        ("q4", "Progress"),
        ("q5", "Browse"),
        ("q8", "Learn"),
        ("q9", "Settings"),
        ("\x1b", "A small bank"),
        ("1", "Practice"),
        ("\r", "1 of 10"),
    ] {
        program.press(keys);
        let screen = program.waits(&format!("showed {title}"), |it| it.title().contains(title));
        assert!(!screen.shows("needs a window"), "{}", screen.text());
        assert!(!screen.footer().is_empty(), "{}", screen.text());
    }
}

#[test]
fn a_page_stands_in_the_middle_of_a_wide_window_with_a_second_column() {
    let home = Home::new();
    let mut program = at(&home, (200, 50), &["practice", "--topic", "alpha"]);
    program.answers_right();
    let screen = program.sees("This session: 1 of 1 correct");
    let (column, _) = screen.place_of("Practice").expect("the title");
    assert_eq!(column, 3);
    let (side, _) = screen.place_of("This session").expect("it was seen");
    assert_eq!(side, 3 + 96 + 4);
}

#[test]
fn a_window_that_is_too_small_says_so_and_comes_back() {
    let home = Home::new();
    let mut program = at(&home, (39, 12), &[]);
    program.settles();
    let screen = program.reads("certdrill needs a window of at least 40 × 12.");
    assert!(screen.says("This window is 39 × 12."));
    assert!(screen.says("Nothing is lost."));
    program.resize(40, 12);
    program.reads("New here?");
    program.resize(60, 10);
    program.reads("certdrill needs a window of at least 60 × 11. This window is 60 × 10.");
    program.resize(80, 24);
    program.sees("New here?");
    program.resize(30, 5);
    program.reads("This window is 30 × 5.");
    program.resize(20, 8);
    // The message wraps.
    program.reads("certdrill needs a window of at least 40 × 12. This window is 20 × 8.");
    program.press("q");
    program.ends().restored_the_terminal();
}

#[test]
fn a_question_goes_on_in_a_window_that_is_smaller_than_it_is_made_for() {
    let home = Home::new();
    let mut program = at(&home, (50, 15), &["practice", "--topic", "alpha"]);
    let screen = program.sees("Right option");
    let letter = screen.letters_of("Right option")[0];
    program.press(&letter.to_ascii_lowercase().to_string());
    program.sees("50×15, designed for 60×20");
    program.press(ENTER);
    program.sees("✓ Correct");
    program.opens_help();
    program.press(ESC);
    program.sees("✓ Correct");
    program.resize(39, 12);
    program.reads("certdrill needs a window of at least 40 × 12.");
    program.resize(40, 12);
    program.sees("✓ Correct");
}

/// Writes a bank with a single question, which has a long stem and long options. Returns its path.
fn wordy(home: &Home) -> String {
    let stem = "Stem of wordy, which goes on for a while and says little. ".repeat(5);
    let mut text = format!(
        "format = 1\n[bank]\nid = \"wordy\"\ntitle = \"Wordy\"\n\
         [[question]]\nid = \"wordy\"\nstem = \"{stem}What is so?\"\nexplanation = \"A rule.\"\n"
    );
    for (at, name) in ["Right", "Wrong", "False", "Untrue"].iter().enumerate() {
        text += &format!(
            "[[question.option]]\ntext = \"{name} option of wordy, over more than one row\"\n\
             why = \"A reason.\"\ncorrect = {}\n",
            at == 0
        );
    }
    let path = home.banks().join("wordy.toml");
    fs::write(&path, text).expect("the folder is the test's");
    path.to_str().expect("the path is UTF-8").to_owned()
}

#[test]
fn in_the_smallest_window_what_is_out_of_sight_is_marked_and_can_be_reached() {
    let home = Home::new();
    let bank = wordy(&home);
    let mut program = home.start_at(40, 12, &["practice", "--bank", &bank]);
    let first = program.sees("▾ ");
    assert!(first.footer().ends_with("q leave"), "{}", first.text());
    // The page keys scroll the stem. Moving the cursor scrolls to the options.
    program.press(&PAGE_DOWN.repeat(9)).press(UP);
    let end = program.sees("Sure?  ○ sure  ○ unsure  ○ guess");
    assert!(end.says("What is so?"), "{}", end.text());
    assert!(!end.shows("▾"), "{}", end.text());
    assert!(end.footer().contains("▴ "), "{}", end.text());
    program.press(&PAGE_UP.repeat(9)).press(DOWN);
    program.sees("Stem of wordy");
    // Selecting an option scrolls to it.
    for letter in ['A', 'D', 'B', 'C'] {
        program.press(&letter.to_ascii_lowercase().to_string());
        program.sees(&format!("▸● {letter}  "));
    }
    // The confidence row is below the last option and scrolls together with it.
    program.press("ds").sees("● sure");
    // While an option is selected, the page keys scroll only the stem.
    assert!(!program.screen().says("What is so?"));
    program.press(&PAGE_DOWN.repeat(9));
    let screen = program.reads("What is so?");
    assert!(screen.shows("● sure"), "{}", screen.text());
}

#[test]
fn the_confirmation_is_whole_in_the_smallest_window() {
    for size in [(40, 12), (60, 11), (80, 11)] {
        let home = Home::new();
        let mut program = at(&home, size, &["exam"]);
        program.sees("q leave");
        program
            .press("a")
            .waits("selected", |it| it.shows("●") || it.shows("■"));
        program.press("q");
        let screen = program.sees("▸  Stay");
        let rows = screen.rows();
        let inside = rows.iter().filter_map(|row| row.split('│').nth(1));
        let said: String = inside.collect::<Vec<_>>().join(" ").replace('▸', " ");
        let words: Vec<_> = said.split_whitespace().collect();
        let said = words.join(" ");
        assert!(said.contains("The clock keeps running until "), "{said}");
        assert!(
            said.contains("After that, your selections are scored. Stay y Leave"),
            "{said}"
        );
    }
}

#[test]
fn no_size_makes_it_crash() {
    let home = Home::new();
    let mut program = at(
        &home,
        (80, 24),
        &["practice", "--topic", "alpha", "--minutes", "20"],
    );
    program.asks_number(1);
    for (number, layer) in ["", "?", "?g", "\x1br", "y"].iter().enumerate() {
        program.press(layer).settles();
        for (columns, rows) in [(1, 1), (1, 50), (200, 1), (2, 2), (0, 0), (8, 3), (40, 12)] {
            program.resize(columns, rows);
        }
        for columns in (1..100).step_by(7) {
            program.resize(columns, columns / 3 + 1);
        }
        // A new size forces a full redraw.
        program.resize(101 + number as u16, 24);
        program.waits("drew title and footer", |screen| {
            // On the help page, the footer does not offer help.
            let footer = screen.footer();
            let drawn = footer.contains("? help") || footer.ends_with("Esc close");
            screen.title().ends_with(" left") && drawn
        });
    }
    program.sees("Finish the practice?");
}

#[test]
fn a_window_that_shrinks_and_grows_again_at_once_is_drawn_whole() {
    let home = Home::new();
    let mut program = at(&home, (80, 24), &[]);
    program.sees("New here?");
    program.settles();
    for _ in 0..20 {
        program.resize(20, 5).resize(80, 24);
        program.sees("New here?");
        program.sees("q quit");
    }
}

#[test]
fn a_window_that_is_resized_as_the_program_starts_is_drawn_at_its_new_size() {
    for _ in 0..40 {
        let home = Home::new();
        let mut program = at(&home, (80, 24), &[]);
        program.sees("New here?");
        program.resize(61, 21);
        program.waits("drew it at 61 × 21", |screen| {
            screen.footer().contains("q quit") && screen.says("New here?")
        });
    }
}

#[test]
fn a_key_that_comes_together_with_a_resize_is_heard() {
    let home = Home::new();
    let mut program = at(&home, (80, 24), &["practice", "--topic", "alpha"]);
    program.asks_number(1);
    program.settles();
    for round in 0..300 {
        let flag = if round % 2 == 0 { "f unflag" } else { "f flag" };
        program.resize(81 + round % 2, 24).press("f");
        program.sees(flag);
    }
}

#[test]
fn it_starts_in_a_window_of_one_cell() {
    let home = Home::new();
    let mut program = at(&home, (1, 1), &[]);
    program.settles();
    program.resize(80, 24);
    program.sees("New here?");
}

#[test]
fn the_last_of_many_resizes_is_what_is_drawn() {
    let home = Home::new();
    let mut program = at(&home, (80, 24), &[]);
    program.sees("New here?");
    program.settles();
    for round in 0..200 {
        program.resize(60 + round % 60, 20 + round % 20);
    }
    program.resize(77, 23);
    let screen = program.waits("drew the footer at the bottom", |screen| {
        screen.footer().ends_with("q quit") && screen.says("New here?")
    });
    assert_eq!((screen.columns(), screen.height()), (77, 23));
}

#[test]
fn resizing_in_the_middle_keeps_the_question_and_its_marks() {
    let home = Home::new();
    let mut program = at(&home, (80, 24), &["practice", "--topic", "alpha"]);
    program.asks_number(1);
    program.press("nDbf");
    program.sees("f unflag");
    let before = program.settles();
    let (name, options) = (before.question(), before.options());
    for (columns, rows) in [(60, 20), (200, 50), (10, 4), (120, 40), (45, 13), (80, 24)] {
        program.resize(columns, rows);
        if columns >= 60 {
            let screen = program.waits("drew the question", |screen| {
                screen.question() == name && screen.footer().contains("q leave")
            });
            assert_eq!(screen.options(), options);
            assert_eq!((&*screen.mark_of('B'), &*screen.mark_of('D')), ("●", "–"));
        }
    }
    assert_eq!(program.screen().text(), before.text());
}

#[test]
fn the_end_of_a_long_page_is_reached_in_the_smallest_window() {
    let home = Home::new();
    let bank = long();
    let mut program = home.start_at(60, 20, &["practice", "--bank", &bank]);
    program.answers_wrong();
    let mut below = usize::MAX;
    while !program.screen().says("This is the last line.") {
        program.press("\x04");
        let screen = program.settles();
        let left = screen.status().split("▾ ").nth(1).map_or(0, |rest| {
            let number = rest.split(' ').next().unwrap_or_default();
            number.parse().expect("a count of lines")
        });
        assert!(left < below, "it stopped scrolling:\n{}", screen.text());
        below = left;
    }
    program.press("\x1b[H");
    program.sees("Stem of long");
}

#[test]
fn texts_on_a_row_never_touch_in_a_narrow_window() {
    let home = Home::new();
    home.script(&["practice", "--count", "1"], &["a", "", "q"]);
    let mut program = home.start_at(44, 14, &[]);
    let screen = program.sees("Readiness");
    for (label, said) in [
        ("Today", "Study 19 questions"),
        ("Readiness", "estimate after at least"),
        ("Plan", "no exam date set"),
    ] {
        let row = screen.row_with(label).expect("a row");
        let after = row.split(said).nth(1).expect("the text");
        let after = after.strip_prefix(": 1 missed").unwrap_or(after);
        assert!(after.is_empty() || after.starts_with(' '), "{row}");
    }
    let row = screen.row_with("Plan").expect("a row");
    assert!(
        row.contains("no exam date set") && row.trim_end().ends_with("  20 a day"),
        "{row}"
    );
    program.press("g");
    program.reads("items known");
    program.press(ENTER);
    let screen = program.sees("Drill its terms");
    let row = screen.row_with("Read its facts").expect("a row");
    assert!(row.contains("…  138 facts "), "{row}");
}
