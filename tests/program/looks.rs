//! The program in terminals without color or with ASCII only.

use vt100::Color;

use crate::support::{ENTER, Home, Program, small};

fn answers_one_wrong(home: &Home, environment: &[(&'static str, &str)]) -> Program {
    let bank = small();
    let args = [
        "practice",
        "--bank",
        &bank,
        "--topic",
        "alpha",
        "--minutes",
        "9",
    ];
    home.start_with(80, 24, &args, environment)
}

#[test]
fn no_color_writes_not_one_color_and_says_all_in_words() {
    let home = Home::new();
    let mut program = answers_one_wrong(&home, &[("NO_COLOR", "1")]);
    let screen = program.answers_wrong();
    assert!(!screen.has_color());
    assert!(screen.shows("✗ Incorrect. The answer is"));
    assert!(screen.cell_at("✗ Incorrect").bold());
    let bytes = String::from_utf8_lossy(&program.bytes()).into_owned();
    for color in ["\x1b[38;", "\x1b[48;", "\x1b[31m", "\x1b[36m"] {
        assert!(!bytes.contains(color), "{color:?} was written");
    }
    // With color enabled, the same page is colored.
    let mut program = answers_one_wrong(&Home::new(), &[]);
    assert!(program.answers_wrong().has_color());
}

#[test]
fn a_plain_locale_gets_ascii_alone() {
    for environment in [
        ("LC_ALL", "C"),
        ("LC_ALL", "POSIX"),
        ("LC_ALL", "de_DE.ISO-8859-1"),
        // Symbols may be two columns wide in these locales.
        ("LC_ALL", "ja_JP.UTF-8"),
        ("LC_CTYPE", "zh_CN.UTF-8"),
        ("LANG", "ko_KR.UTF-8"),
    ] {
        let home = Home::new();
        let mut program = answers_one_wrong(&home, &[environment]);
        program.sees("How sure?");
        let letter = program.screen().letters_of("Wrong option")[0];
        program.press(&format!("f{letter}\r").to_lowercase());
        let screen = program.sees("x Incorrect. The answer is");
        assert!(screen.text().is_ascii(), "{}", screen.text());
        assert!(screen.title().contains(" F "), "{}", screen.title());
    }
}

#[test]
fn a_theme_is_chosen_for_one_run_and_written_nowhere() {
    let home = Home::new();
    let args = ["--bank", &small(), "--theme", "light"];
    let program = home.start_with(80, 24, &args, &[("COLORTERM", "truecolor")]);
    let screen = program.sees("theme light");
    assert_eq!(screen.cell(79, 0).bgcolor(), Color::Rgb(0xfb, 0xfa, 0xf6));
    assert_eq!(
        screen.cell_at("certdrill").fgcolor(),
        Color::Rgb(0x10, 0x12, 0x14)
    );
    assert!(!home.config().exists());
}

#[test]
fn a_terminal_with_fewer_colors_gets_a_theme_in_them() {
    let home = Home::new();
    let args = ["--bank", &small(), "--theme", "dark"];
    for (term, ground) in [("xterm-256color", 234), ("xterm", 0)] {
        let program = home.start_with(80, 24, &args, &[("TERM", term)]);
        let screen = program.sees("New here?");
        assert_eq!(screen.cell(79, 0).bgcolor(), Color::Idx(ground), "{term}");
        let bytes = String::from_utf8_lossy(&program.bytes()).into_owned();
        assert!(!bytes.contains("38;2;"), "{term} knows no true color");
    }
}

#[test]
fn no_color_wins_over_every_theme() {
    let home = Home::new();
    home.writes_config("config.toml", "theme = \"dark\"\n");
    let environment = [("NO_COLOR", "1"), ("COLORTERM", "truecolor")];
    let mut program = home.start_with(80, 24, &["--bank", &small()], &environment);
    assert!(!program.sees("New here?").has_color());
    program.press("9");
    let screen = program.sees("NO_COLOR is set");
    assert!(!screen.has_color());
    assert!(screen.cell_at("dark").inverse(), "the row under the cursor");
}

#[test]
fn a_theme_of_ones_own_is_found_by_its_name() {
    let home = Home::new();
    home.writes_config("config.toml", "theme = \"dusk\"\n");
    let theme = "ground = 17\nstrong = { ink = \"light-cyan\", bold = true }\n";
    std::fs::create_dir_all(home.config().with_file_name("themes")).expect("a folder");
    home.writes_config("themes/dusk.toml", theme);
    let program = home.start(&["--bank", &small()]);
    let screen = program.sees("theme dusk");
    assert_eq!(screen.cell(79, 0).bgcolor(), Color::Idx(17));
    assert_eq!(screen.cell_at("certdrill").fgcolor(), Color::Idx(14));
}

#[test]
fn a_broken_theme_is_told_with_its_line_and_the_default_is_used() {
    let home = Home::new();
    home.writes_config("config.toml", "theme = \"dusk\"\nmuose = \"off\"\n");
    std::fs::create_dir_all(home.config().with_file_name("themes")).expect("a folder");
    home.writes_config("themes/dusk.toml", "ground = 17\nwrong = \"mauve\"\n");
    let mut program = home.start_at(100, 30, &["--bank", &small()]);
    let screen = program.sees("Settings · 2 problems");
    assert!(screen.says("unknown key `muose`"), "{}", screen.text());
    assert!(screen.says("did you mean `mouse`?"), "{}", screen.text());
    program.press("j");
    let screen = program.sees("`mauve` is not a color");
    assert!(screen.says("dusk.toml:2:9"), "{}", screen.text());
    program.press(ENTER);
    let screen = program.sees("New here?");
    assert_eq!(screen.cell(99, 0).bgcolor(), Color::Default);
}
