//! Changed banks: corrected keys, removed topics, and a new ID.

use crate::support::{ENTER, Home};

/// Writes a bank with the ID `id` and one question per topic. The option `key` is correct.
fn bank(home: &Home, id: &str, topics: &[&str], key: &str) -> String {
    let mut text = format!(
        "format = 1\n[bank]\nid = \"{id}\"\ntitle = \"Changing\"\n\
         [[source]]\nid = \"s\"\ntitle = \"S\"\nurl = \"https://example.org/\"\nchecked = \"2026-11-22\"\n"
    );
    for topic in topics {
        let options = ["one", "two", "three"].map(|option| {
            let correct = if option == key {
                "correct = true, "
            } else {
                ""
            };
            format!(
                "{{ id = \"{option}\", text = \"Option {option}\", {correct}about = \"f-{topic}\", \
                 why = \"Reason.\" }}"
            )
        });
        text += &format!(
            "[[topic]]\nid = \"{topic}\"\ntitle = \"Topic {topic}\"\n\
             [[fact]]\nid = \"f-{topic}\"\ntopic = \"{topic}\"\nsays = \"So it is.\"\nsources = [\"s\"]\n\
             [[question]]\nid = \"q-{topic}\"\ntopic = \"{topic}\"\nasks = [\"f-{topic}\"]\n\
             shape = \"direct\"\ndifficulty = 1\nstem = \"Which of {topic}?\"\nexplanation = \"Rule.\"\n\
             order = \"fixed\"\noption = [{}]\n",
            options.join(", ")
        );
    }
    let text = text.replace("format = 1", "format = 2");
    let path = home.banks().with_file_name("changing.toml");
    std::fs::write(&path, text).expect("the folder is the test's");
    path.to_str().expect("UTF-8").to_owned()
}

/// Answers every question with its first option.
fn answers_first(home: &Home, bank: &str, questions: usize) {
    let lines = ["a", "", ""].repeat(questions);
    let said = home.script(&["practice", "--bank", bank], &lines);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn after_a_key_was_corrected_every_place_shows_the_new_verdict() {
    let home = Home::new();
    let path = bank(&home, "changing", &["t1"], "one");
    answers_first(&home, &path, 1);
    let stats = || home.run(&["stats", "--json", "--bank", &path]).json();
    assert_eq!(stats()["all"]["right"], 1);
    bank(&home, "changing", &["t1"], "two");
    let after = stats();
    assert_eq!(after["all"]["right"], 0);
    assert_eq!(after["topics"][0]["right"], 0);
    assert_eq!(after["sessions"][0]["right"], 0);
    assert_eq!(after["missed"][0]["question"], "q-t1");
    // Browse shows the question with the outcome of the earlier answer.
    let mut program = home.start_at(100, 40, &["--bank", &path]);
    program.sees("Review missed");
    program.press("5").sees("all topics");
    program.press(ENTER);
    program.reads("Option one (correct according to the answer key at that time)");
    // The past session shows how the answer counted at the time.
    let said = home
        .script(&["--bank", &path], &["4", "1", "r", "q", "q", "q"])
        .out;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("At the time, this answer counted as correct."),
        "{said}"
    );
    let total = "0 of 1 correct, 0%; 1 incorrect; 1 verdict changed with a corrected answer key.";
    assert!(said.contains(total), "{said}");
}

#[test]
fn totals_add_up_when_a_topic_left_the_bank() {
    let home = Home::new();
    let path = bank(&home, "changing", &["t1", "t2"], "two");
    answers_first(&home, &path, 2);
    bank(&home, "changing", &["t1"], "two");
    let stats = home.run(&["stats", "--json", "--bank", &path]).json();
    assert_eq!(stats["all"]["answers"], 2);
    assert_eq!(stats["topics"][0]["answers"], 1);
    assert_eq!(stats["no_longer_in_the_bank"]["answers"], 1);
    let printed = home.run(&["stats", "--bank", &path]).out;
    assert!(
        printed.contains("No longer in the bank: 0 of 1"),
        "{printed}"
    );
    let mut program = home.start_at(100, 40, &["--bank", &path]);
    program.sees("Review missed");
    program.press("4").sees("Overview");
    program.press("\t\t\t");
    program.reads("No longer in the bank");
}

#[test]
fn a_bank_with_a_new_id_keeps_its_history_once_that_is_moved() {
    let home = Home::new();
    let old = bank(&home, "old-id", &["t1", "t2"], "two");
    answers_first(&home, &old, 2);
    home.run(&["plan", "--minutes-per-day", "20", "--bank", &old]);
    let before = home.run(&["stats", "--json", "--bank", &old]).json();
    let new = bank(&home, "new-id", &["t1", "t2"], "two");
    let all = || home.run(&["stats", "--json", "--bank", &new]).json();
    assert_eq!(all()["all"]["answers"], 0);
    // Without `--apply`, nothing is moved.
    let dry = home.run(&["history", "move", "old-id", "new-id"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(
        dry.out.contains("1 session and 1 note would move"),
        "{}",
        dry.out
    );
    assert!(dry.out.contains("Nothing was changed."), "{}", dry.out);
    assert_eq!(all()["all"]["answers"], 0);
    let moved = home.run(&["history", "move", "old-id", "new-id", "--apply"]);
    assert_eq!(moved.code, 0, "{}", moved.err);
    assert!(
        moved.out.contains("1 session and 1 note moved"),
        "{}",
        moved.out
    );
    let after = all();
    for what in ["all", "topics", "missed", "facts", "days", "sessions"] {
        assert_eq!(after[what], before[what], "{what}");
    }
    let plan = home.run(&["plan", "--json", "--bank", &new]).json();
    assert_eq!(plan["minutes_per_day"], 20);
    let check = home.run(&["history", "check", "--bank", &new]);
    assert!(check.out.contains("is intact"), "{}", check.out);
    assert!(check.out.contains("match the log."), "{}", check.out);
    // A log exported afterward can be merged on another machine.
    let log = home.history().with_file_name("log");
    let log = log.to_str().expect("UTF-8");
    assert_eq!(home.run(&["history", "export", log]).code, 0);
    let merged = Home::new().run(&["history", "merge", log]);
    assert_eq!(merged.code, 0, "{}", merged.err);
    // There is nothing left to move.
    assert_eq!(home.run(&["history", "move", "old-id", "new-id"]).code, 2);
}

#[test]
fn the_result_on_a_bank_without_topics_has_one_row() {
    let home = Home::new();
    let path = bank(&home, "changing", &["t1"], "one");
    let text = std::fs::read_to_string(&path).expect("just written");
    let text = text
        .replace("[[topic]]\nid = \"t1\"\ntitle = \"Topic t1\"\n", "")
        .replace("topic = \"t1\"\n", "topic = \"all\"\n");
    std::fs::write(&path, text).expect("written");
    let mut program = home.start(&["practice", "--bank", &path]);
    program.sees("Which of t1?");
    program.press("a").sees("Enter answer A");
    program.press(ENTER).sees("Correct");
    program.press(ENTER);
    let screen = program.sees("All questions");
    assert_eq!(
        screen.text().matches("All questions").count(),
        1,
        "{}",
        screen.text()
    );
}

#[test]
fn a_dash_is_standard_output_for_exports() {
    let home = Home::new();
    let path = bank(&home, "changing", &["t1"], "one");
    answers_first(&home, &path, 1);
    let printed = home.run(&["history", "export"]);
    let dash = home.run(&["history", "export", "-"]);
    assert_eq!(dash.out, printed.out);
    assert!(dash.out.starts_with("{\"certdrill\""), "{}", dash.out);
    assert!(!std::path::Path::new("-").exists());
}
