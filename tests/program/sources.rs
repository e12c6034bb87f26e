//! The sources of an answer: links, the browser, and the clipboard.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::support::{Home, Program, small};

/// Starts a practice session and answers its first question. `path` is the `PATH` of the program.
fn answered(home: &Home, path: &str) -> Program {
    let bank = small();
    let args = ["practice", "--bank", &bank, "--topic", "alpha"];
    let mut program = home.start_with(80, 24, &args, &[("PATH", path)]);
    program.answers_right();
    program
}

fn wrote(program: &Program, bytes: &str) -> bool {
    String::from_utf8_lossy(&program.bytes()).contains(bytes)
}

#[test]
fn a_source_opens_in_the_browser_with_its_address_alone() {
    let home = Home::new();
    let folder = home.banks();
    let opened = folder.join("opened");
    let opener = folder.join("xdg-open");
    let script = format!(
        "#!/bin/sh\necho \"$#: $1\" > {0}.new\n/bin/mv {0}.new {0}\n",
        opened.display()
    );
    fs::write(&opener, script).expect("the folder is the test's");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("it is the test's");
    let mut program = answered(&home, &folder.display().to_string());
    program.press("o");
    program.sees("Opened https://example.org/alpha");
    program.waits("opened the page", |_| opened.exists());
    let args = fs::read_to_string(&opened).expect("it was just seen");
    assert_eq!(args, "1: https://example.org/alpha\n");
    program.press("q");
    program.sees_no("Sources");
}

#[test]
fn without_a_browser_the_address_can_still_be_copied() {
    let home = Home::new();
    let mut program = answered(&home, "/nowhere");
    program.press("o");
    program.sees("`xdg-open` is not installed.");
    program.press("y");
    program.sees("Copied https://example.org/alpha");
    // This sequence copies the Base64-encoded link to the clipboard of the terminal.
    let copied = "\x1b]52;c;aHR0cHM6Ly9leGFtcGxlLm9yZy9hbHBoYQ==\x1b\\";
    program.waits("copied", |_| true);
    assert!(wrote(&program, copied));
}

#[test]
fn each_piece_of_an_address_links_to_all_of_it() {
    let home = Home::new();
    let address = format!("https://example.org/{}", "long/".repeat(20));
    let folder = home.banks().join("linked");
    fs::create_dir(&folder).expect("the folder is the test's");
    for name in ["bank.toml", "alpha.toml"] {
        let file = Path::new(&small()).join(name);
        let text = fs::read_to_string(file).expect("the fixture is there");
        let text = text.replace("https://example.org/alpha", &address);
        fs::write(folder.join(name), text).expect("the folder is the test's");
    }
    let path = folder.display().to_string();
    let args = ["practice", "--bank", &path, "--topic", "alpha"];
    let mut program = home.start_at(120, 40, &args);
    program.sees("How sure?");
    program.answers_right();
    program.sees("Sources");
    let bytes = String::from_utf8_lossy(&program.bytes()).into_owned();
    let link = format!("\x1b]8;;{address}\x1b\\");
    let pieces = address.len().div_ceil(36);
    assert_eq!(bytes.matches(&link).count(), pieces, "one for each piece");
    // Every link ends with its piece of the address, so that it does not include any text that
    // follows.
    assert_eq!(bytes.matches("\x1b]8;;\x1b\\").count(), pieces);
}
