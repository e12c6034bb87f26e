//! After a bank update, a page lists the new content. It is shown only once.

use std::fs;

use crate::support::{ENTER, Home};

/// Returns a bank with `questions` questions in the topic `old`, and ten in each of `topics`.
fn bank(questions: usize, topics: &[&str]) -> String {
    let mut text = String::from(
        "format = 2\n[bank]\nid = \"grows\"\ntitle = \"A growing bank\"\n\
         [exam]\nminutes = 90\nscored = 50\nscale = { min = 100, max = 1000, pass = 700 }\n\
         domains = [{ id = \"d\", title = \"The domain\", weight = 100 }]\n\
         [[topic]]\nid = \"old\"\ntitle = \"Old topic\"\ndomain = \"d\"\n",
    );
    for topic in topics {
        text +=
            &format!("[[topic]]\nid = \"{topic}\"\ntitle = \"Topic {topic}\"\ndomain = \"d\"\n");
    }
    let mut add = |topic: &str, number: usize| {
        text += &format!(
            "[[question]]\nid = \"{topic}-{number}\"\ntopic = \"{topic}\"\n\
             stem = \"What is so in {topic} {number}?\"\n\
             option = [{{ text = \"This\", correct = true }}, {{ text = \"That\" }}]\n"
        );
    };
    (0..questions).for_each(|number| add("old", number));
    for topic in topics {
        (0..10).for_each(|number| add(topic, number));
    }
    text
}

#[test]
fn a_returning_learner_sees_once_what_is_new() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    let name = path.to_str().expect("a name");
    fs::write(&path, bank(12, &[])).expect("written");
    let mut practice = home.start(&["practice", "--bank", name]);
    practice.sees("What is so");
    practice.press("a").press(ENTER).press("q");
    practice.sees("Continue the");
    practice.press("q");
    practice.ends();
    // A bank that is opened for the first time has no news.
    let mut first = home.start(&["--bank", name]);
    first.sees("Practice");
    first.press("q").press("q");
    first.ends();

    fs::write(&path, bank(80, &["first", "second"])).expect("written");
    let mut program = home.start(&["--bank", name]);
    let page = program.sees("What's new");
    for said in [
        "The bank has grown from 12 to 100 questions",
        "The domain: Topic first; Topic second",
        "Everything that you have learned still counts.",
        "Nothing new is due today.",
    ] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    program.press(ENTER);
    program.sees("Practice");
    program.press("q").press("q");
    program.ends();
    let again = home.start(&["--bank", name]);
    let screen = again.sees("Practice");
    assert!(!screen.says("What's new"));
}

#[test]
fn lines_say_it_too() {
    let home = Home::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.toml");
    let name = path.to_str().expect("a name");
    fs::write(&path, bank(12, &[])).expect("written");
    home.script(&["practice", "--bank", name], &["a", "", "q"]);
    home.script(&["--bank", name], &["q"]);
    fs::write(&path, bank(12, &["third"])).expect("written");
    let printed = home.script(&["--bank", name], &["q"]);
    assert!(
        printed.out.contains("New: The domain: Topic third"),
        "{}",
        printed.out
    );
    let printed = home.script(&["--bank", name], &["q"]);
    assert!(!printed.out.contains("Topic third"), "{}", printed.out);
}
