//! `certdrill config` and the effect of an invalid settings file on the command line.
#![cfg(unix)]

mod support;

use support::{Home, small};

#[test]
fn without_a_file_it_says_where_one_would_be_and_what_holds() {
    let home = Home::new();
    let printed = home.run(&["config"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    let place = home.config().display().to_string();
    assert!(printed.out.contains(&place), "{}", printed.out);
    for line in [
        "(does not exist; the defaults are used)",
        "\ntheme     default\n",
        "\nsymbols   auto\n",
        "\nanswer    enter\n",
        "\nmouse     on\n",
        "\nbank      the built-in bank\n",
    ] {
        assert!(printed.out.contains(line), "{line} in\n{}", printed.out);
    }
}

#[test]
fn the_documented_file_can_be_put_in_place_and_changes_nothing() {
    let home = Home::new();
    let before = home.run(&["config"]).out;
    let documented = home.run(&["config", "--default"]);
    assert_eq!(documented.code, 0);
    assert!(documented.out.contains("# bank = "), "{}", documented.out);
    home.writes_config("config.toml", &documented.out);
    let after = home.run(&["config"]);
    assert_eq!(after.code, 0, "{}", after.out);
    assert_eq!(
        after.out,
        before.replace(" (does not exist; the defaults are used)", "")
    );
}

#[test]
fn what_is_wrong_is_shown_as_in_a_bank_and_exits_with_3() {
    let home = Home::new();
    home.writes_config("config.toml", "clock = \"hidden\"\n\ntheme = \"drak\"\n");
    let printed = home.run(&["config"]);
    assert_eq!(printed.code, 3);
    for part in [
        "\nclock     hidden\n",
        "\ntheme     default\n",
        "error[wrong-value]: `theme` cannot be `drak`",
        "config.toml:3:",
        "help: use \"default\", \"dark\", \"light\", \"auto\", or \"monochrome\"",
    ] {
        assert!(printed.out.contains(part), "{part} in\n{}", printed.out);
    }
}

#[test]
fn a_broken_theme_is_shown_too() {
    let home = Home::new();
    home.writes_config("config.toml", "theme = \"dusk\"\n");
    std::fs::create_dir_all(home.config().with_file_name("themes")).expect("a folder");
    home.writes_config("themes/dusk.toml", "text = \"mauve\"\n");
    let printed = home.run(&["config"]);
    assert_eq!(printed.code, 3);
    assert!(printed.out.contains("dusk.toml:1:8"), "{}", printed.out);
}

#[test]
fn a_settings_file_that_cannot_be_read_is_a_problem_and_not_an_end() {
    let home = Home::new();
    std::fs::create_dir_all(home.config()).expect("a folder in its place");
    let printed = home.run(&["config"]);
    assert_eq!(printed.code, 3);
    assert!(
        printed.out.contains("not a regular file"),
        "{}",
        printed.out
    );
    std::fs::remove_dir(home.config()).expect("it is empty");
    std::fs::write(home.config(), [0xff, 0xfe, b'a', 0]).expect("the folder is ours");
    let printed = home.run(&["config"]);
    assert_eq!(printed.code, 3);
    assert!(printed.out.contains("save it as UTF-8"), "{}", printed.out);
}

#[test]
fn the_bank_of_the_settings_opens_where_none_is_named() {
    let home = Home::new();
    home.writes_config("config.toml", &format!("bank = {:?}\n", small()));
    let printed = home.run(&["bank", "list", "--json"]);
    assert!(printed.out.contains("alpha"), "{}", printed.out);
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/long.toml");
    let printed = home.run(&["bank", "list", "--bank", fixtures]);
    assert!(!printed.out.contains("alpha"), "{}", printed.out);
}

#[test]
fn a_command_that_prints_says_on_the_side_that_the_settings_are_wrong() {
    let home = Home::new();
    home.writes_config("config.toml", "theme = 3\n");
    let one_line = "certdrill: problems in the settings: 1; run `certdrill config` for details\n";
    let printed = home.run(&["stats", "--json"]);
    assert_eq!(printed.code, 0);
    assert_eq!(printed.err, one_line);
    printed.json();
    assert_eq!(home.run(&["--plain"]).err, one_line);
    // `certdrill config` reports the problem in its own output.
    assert_eq!(home.run(&["config"]).err, "");
}

#[test]
fn a_theme_that_is_not_there_is_wrong_usage() {
    let printed = Home::new().run(&["--theme", "../dusk"]);
    assert_eq!(printed.code, 2);
    assert!(
        printed
            .err
            .contains("use one of these themes: default, dark, light, auto, monochrome"),
        "{}",
        printed.err
    );
}
