//! Terms in plain mode: listed, drilled, and learned with flash cards.

use std::fs;

use crate::support::{Home, tables, terms};

#[test]
fn groups_of_terms_are_listed_and_drilled_by_number_task_and_domain() {
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &terms()]);
    talk.hears("t. Terms");
    let list = talk.types("t").hears("q to go back.");
    assert!(
        list.contains("Technology · 3.6 Storage services:"),
        "{list}"
    );
    assert!(
        list.contains("1. Storage services: Amazon S3, Amazon EFS, Amazon Tapes. 3 new."),
        "{list}"
    );
    for (typed, head) in [
        ("1", "Term 1 of 3 (Topic storage)."),
        ("t 2", "Term 1 of 1 (Topic network)."),
        ("d 2", "Term 1 of 4 ("),
        ("a", "Term 1 of 4 ("),
        ("c 1", "Card 1 of 3 (Topic storage)."),
        ("c a", "Card 1 of 4 ("),
    ] {
        talk.types(typed).hears(head);
        talk.types("q").hears("q to go back.");
    }
    talk.types("3").hears("Type a number from 1 to 2.");
}

#[test]
fn an_answer_says_what_is_correct_and_counts() {
    let home = Home::new();
    let mut talk = home.talk(&["terms", "--topic", "network", "--bank", &terms()]);
    let asked = talk.hears("Term 1 of 1 (Topic network).");
    let asked = format!("{asked}{}", talk.hears("?"));
    let options = talk.hears("?");
    let wrong = if options.contains("b Route table") || options.contains("b Decides") {
        "a"
    } else {
        "b"
    };
    talk.types(wrong).hears("Incorrect. Correct answer:");
    assert!(asked.contains(". Which "), "{asked}");
    drop(talk);
    let stats = home.run(&["stats", "--json", "--bank", &terms()]).json();
    assert_eq!(stats["terms"]["learning"], 1, "{stats}");
    assert_eq!(stats["terms"]["new"], 3, "{stats}");
}

#[test]
fn flash_cards_reveal_and_take_grades_in_digits_letters_and_words() {
    let home = Home::new();
    let mut talk = home.talk(&["terms", "--cards", "--task", "3.6", "--bank", &terms()]);
    talk.hears("Card 1 of 3 (Topic storage).");
    talk.hears("Enter to reveal the definition.");
    talk.types("3").hears("Reveal the definition first.");
    talk.types("").hears("1 again, 2 hard, 3 good, 4 easy?");
    talk.types("4").hears("Grade: easy.");
    talk.hears("Card 2 of 3");
    talk.types("").hears("4 easy?");
    talk.types("a").hears("Grade: again.");
    talk.types("u").hears("Undone. Card 2 is open again.");
    talk.types("").hears("4 easy?");
    talk.types("good").hears("Grade: good.");
    talk.types("y").hears("2 of 2");
}

#[test]
fn answers_in_drills_are_counted_and_named_as_such() {
    let home = Home::new();
    let terms = terms();
    let cards = ["terms", "--cards", "--topic", "network", "--bank", &terms];
    home.script(&cards, &["", "3"]);
    let bank = ["--bank", &*terms];
    let stats = |home: &Home| home.run(&[&["stats"], &bank[..]].concat()).out;
    let only_cards = stats(&home);
    let says = |text: &str, said: &str| assert!(text.contains(said), "{said}: {text}");
    says(&only_cards, "1 answer in drills on 1 day.");
    says(&only_cards, "Today: 1 answer in drills.");
    home.script(
        &[&["practice", "--count", "1"], &bank[..]].concat(),
        &["a", "", "q"],
    );
    let both = stats(&home);
    says(&both, "1 answer and 1 in drills on 1 day.");
    says(&both, "correct; 1 answer in drills.");
    for cells in [" cell drilled", " cells drilled"] {
        assert!(
            !both.contains(cells) && !only_cards.contains(cells),
            "{both}"
        );
    }
}

#[test]
fn a_part_without_terms_is_refused() {
    let home = Home::new();
    let refused = home.run(&["terms", "--topic", "nowhere", "--bank", &terms(), "--plain"]);
    assert_eq!(refused.code, 2);
    let none = home.run(&["terms", "--bank", &crate::support::small(), "--plain"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no terms to drill"), "{}", none.err);
}

#[test]
fn a_term_and_a_question_are_practiced_from_browse() {
    let home = Home::new();
    let mut talk = home.talk(&["--bank", &terms()]);
    talk.hears("5. Browse");
    talk.types("5").hears("q to go back.");
    talk.types("1").hears("q to go back.");
    talk.types("p 9").hears("Type a number from 1 to 4.");
    talk.types("p 2").hears("Term 1 of 2 (Topic storage).");
    talk.types("q").hears("q to go back.");
    talk.types("p 1").hears("Question 1 of 1.");
}

#[test]
fn a_faulty_term_is_named_with_its_line_and_help_and_the_other_terms_load() {
    let tapes = "confused_with = [\"shares\"]\noverlaps = [\"buckets\"]";
    let routes = "group = \"network-parts\"\nsources = [\"page\"]\nconfused_with = [\"buckets\"]";
    let definition = "definition = \"Archives on magnetic reels\"";
    for (from, to, rule, line, help, loads) in [
        (
            "definition = \"Decides where packets go\"",
            "definition = \"A table with paths of packets\"",
            "warning[definition-gives-name-away]",
            ":87:14",
            "does not reveal the name",
            true,
        ),
        (
            routes,
            "group = \"network-parts\"\nsources = [\"page\"]",
            "warning[small-term-group]",
            ":88:9",
            "`confused_with`",
            true,
        ),
        (
            tapes,
            "confused_with = [\"shares\"]",
            "error[one-sided-overlap]",
            ":59:13",
            "to the `overlaps` of `tapes`",
            true,
        ),
        (
            tapes,
            "confused_with = [\"sharks\"]\noverlaps = [\"buckets\"]",
            "error[bad-term-reference]",
            ":78:18",
            "by their IDs",
            true,
        ),
        (
            "name = \"Amazon Tapes\"",
            "name = \"Amazon EFS\"",
            "error[term-name-twice]",
            ":74:8",
            "a name that no other term has",
            true,
        ),
        (
            definition,
            "definition = \"Shared folders for Linux servers.\"",
            "error[term-definition-twice]",
            ":75:14",
            "only to that term",
            true,
        ),
        (
            "id = \"tapes\"\n",
            "id = \"shares\"\n",
            "error[duplicate-id]",
            ":72:6",
            "the first one is used",
            false,
        ),
        (
            "name = \"Amazon Tapes\"",
            "name = \" \"",
            "error[blank-text]",
            ":74:8",
            "write it in `name`",
            false,
        ),
        (
            definition,
            "",
            "error[malformed]",
            ":71:1",
            "add it, for example: definition =",
            false,
        ),
    ] {
        let home = Home::new();
        let text = fs::read_to_string(terms()).expect("the fixture is there");
        assert!(text.contains(from), "{from}");
        let path = home.banks().join("changed.toml");
        fs::write(&path, text.replacen(from, to, 1)).expect("the folder is the test's");
        let path = path.to_str().expect("the path is UTF-8");
        let report = home.run(&["bank", "check", path]);
        let report = format!("{}{}", report.out, report.err);
        for says in [rule, line, help] {
            assert!(report.contains(says), "{says}: {report}");
        }
        let shown = home.script(&["--bank", path], &["t", "q", "q"]);
        let count = if loads { "3 new." } else { "2 new." };
        assert!(shown.out.contains(count), "{rule}: {}", shown.out);
        assert!(shown.out.contains("Route table. 1 new."), "{}", shown.out);
    }
}

/// A log from another machine with a table drill, a term drill, and graded flash cards.
const OTHER_MACHINE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/drills-and-cards.jsonl"
);

#[test]
fn drills_and_flash_cards_of_two_machines_merge_in_both_directions() {
    let (one, other) = (Home::new(), Home::new());
    let (terms, tables) = (terms(), tables());
    let drilled = one.script(&["drill", "--table", "use", "--bank", &tables], &["a", "a"]);
    assert!(drilled.out.contains("Drill result."), "{}", drilled.out);
    let cards = ["terms", "--cards", "--topic", "network", "--bank", &terms];
    one.script(&cards, &["", "3"]);
    let mine = one.banks().join("mine.jsonl");
    let mine = mine.to_str().expect("the path is UTF-8");
    let export = |home: &Home| home.run(&["history", "export"]).out;
    fs::write(mine, export(&one)).expect("the folder is the test's");
    for (home, logs) in [
        (&one, [OTHER_MACHINE, mine]),
        (&other, [OTHER_MACHINE, mine]),
    ] {
        for log in logs {
            let merged = home.run(&["history", "merge", log]);
            assert_eq!(merged.code, 0, "{}", merged.err);
        }
    }
    let stats = |home: &Home, bank: &str| home.run(&["stats", "--json", "--bank", bank]).json();
    let counts = stats(&one, &terms)["terms"].clone();
    assert_eq!(counts, stats(&other, &terms)["terms"]);
    assert_eq!(counts["new"], 0, "{counts}");
    let cells = stats(&one, &tables)["tables"].clone();
    assert_eq!(cells, stats(&other, &tables)["tables"]);
    let drilled = |at: usize| {
        cells[at]["recalled"]
            .as_u64()
            .zip(cells[at]["missed"].as_u64())
    };
    assert_eq!(
        drilled(1).map(|(known, missed)| known + missed),
        Some(2),
        "{cells}"
    );
    assert_eq!(
        drilled(2).map(|(known, missed)| known + missed),
        Some(4),
        "{cells}"
    );
    // Both histories contain the same sessions.
    let sessions = |home: &Home| {
        export(home)
            .lines()
            .filter(|it| it.contains("\"began\""))
            .count()
    };
    assert_eq!(sessions(&one), sessions(&other));
}
