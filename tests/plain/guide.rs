//! The exam guide in plain mode.

use crate::support::{Home, small, tables, terms};

#[test]
fn the_guide_lists_every_section_with_its_figures() {
    let home = Home::new();
    let mut menu = home.talk(&[]);
    menu.hears("g. Exam guide");
    let list = menu.types("g").hears("q to go back.");
    let words = list.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Exam guide: 2026 revision. ",
        " sources checked in 20",
        "Cloud Concepts (concepts), 24% of the exam: 0 known, 0 weak,",
        "3.6 Storage services, 4.25% of the exam: 0 known, 0 weak, ",
        "questions unseen.",
        "2.1 The shared responsibility model, 7.5% of the exam:",
        "(of-the-cloud)",
    ] {
        assert!(words.contains(part), "{part} in {list}");
    }
    let domain = menu.types("concepts").hears("q to go back.");
    assert!(
        domain.contains("1.1 Benefits of the AWS Cloud:\n- The value proposition of the"),
        "{domain}"
    );
    menu.types("q").hears("q to go back.");
    let task = menu.types("3.6").hears("q to go back.");
    assert!(task.contains("- Uses of object storage (0 of "), "{task}");
    let facts = menu.types("r").hears("q to go back.");
    assert!(
        facts.contains("- Amazon S3 and object storage: "),
        "{facts}"
    );
    assert!(facts.contains("last checked"), "{facts}");
    menu.types("p").hears("Question 1 of 10.");
}

#[test]
fn a_section_is_learned_and_drilled_and_terms_are_read() {
    let home = Home::new();
    let mut menu = home.talk(&["--bank", &small()]);
    menu.types("g").hears("q to go back.");
    menu.types("nothing")
        .hears("Section not found. Type a number or an ID from the list.");
    menu.types("alpha").hears("0 known, 0 weak, 2 new.");
    menu.types("d").hears("There are no cells to drill.");
    menu.types("l")
        .hears("Enter for the question on this fact.");
    drop(menu);
    let mut menu = home.talk(&["--bank", &tables()]);
    menu.types("g").hears("q to go back.");
    menu.types("plants").hears("d to drill its tables");
    menu.types("d").hears("Cell 1 of");
    drop(menu);
    let mut menu = home.talk(&["--bank", &terms()]);
    menu.types("g").hears("q to go back.");
    menu.types("3.6").hears("q to go back.");
    let read = menu.types("r").hears("q to go back.");
    assert!(read.contains("Note: The oldest of them."), "{read}");
}

#[test]
fn a_practice_and_a_lesson_are_on_a_domain_or_a_task() {
    let home = Home::new();
    let mut menu = home.talk(&[]);
    menu.types("1").hears("q to go back.");
    let ids = menu.types("1").hears("q to go back.");
    let words = ids.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("concepts Cloud Concepts; 1.1 Benefits of"),
        "{ids}"
    );
    menu.types("1 3.6, billing")
        .hears("1. Topics: 3.6 Storage services; Billing, Pricing, and Support");
    menu.types("1 nonsense").hears("Type 1 all, or 1 and");
    menu.types("").hears("Question 1 of 10.");
    drop(menu);
    let mut menu = home.talk(&[]);
    let form = menu.types("1").hears("q to go back.");
    let words = form.split_whitespace().collect::<Vec<_>>().join(" ");
    let remembered = "1. Topics: 3.6 Storage services; Billing, Pricing, and Support";
    assert!(words.contains(remembered), "{form}");
    menu.types("q").hears("or q to quit.");
    let list = menu.types("8").hears("q to go back.");
    assert!(list.contains("facts known (technology)"), "{list}");
    let fact = menu
        .types("3.6")
        .hears("Enter for the question on this fact.");
    assert!(fact.contains("A new fact."), "{fact}");
}

#[test]
fn lists_are_narrowed_to_a_domain_or_a_task() {
    let home = Home::new();
    let mut menu = home.talk(&[]);
    let list = menu.types("5").hears("q to go back.");
    assert!(list.contains("2.1 The shared responsibility model (") && list.contains("): 2.1"));
    let domain = menu.types("billing").hears("q to go back.");
    assert!(
        domain.contains("Billing, Pricing, and Support."),
        "{domain}"
    );
    drop(menu);

    let bank = small();
    let mut lines = home.talks_in_practice(1);
    let asked = lines.hears("Your answer?");
    let wrong = crate::letters(&asked, "Wrong option");
    lines.types(&wrong[..1]).hears("Enter for the result.");
    drop(lines);
    let mut menu = home.talk(&["--bank", &bank]);
    let progress = menu.types("4").hears("- Second domain: no answers yet;");
    assert!(
        progress.contains("- First domain: 0 of 1 correct;"),
        "{progress}"
    );
    menu.types("3").hears("Enter to review it");
    menu.types("second")
        .hears("There are no questions of this kind.");
    menu.types("first").hears("Question 1 of 1.");
}

#[test]
fn scores_are_printed_of_a_domain_or_a_task() {
    let home = Home::new();
    let bank = small();
    let mut lines = home.talks_in_practice(1);
    let asked = lines.hears("Your answer?");
    let right = crate::letters(&asked, "Right option");
    lines.types(&right[..1]).hears("Enter for the result.");
    drop(lines);
    let of = |domain: &str| {
        home.run(&["stats", "--domain", domain, "--bank", &bank])
            .out
    };
    assert!(
        of("first").contains("1 answer to questions: 1 of 1 correct. 1 of 6 questions seen."),
        "{}",
        of("first")
    );
    assert!(
        of("second").contains("0 answers to questions: no answers yet. 0 of 6 questions seen.")
    );
    assert!(of("first").contains("Topic alpha") && !of("first").contains("Topic beta"));
    let json = home
        .run(&["stats", "--json", "--domain", "second", "--bank", &bank])
        .json();
    assert_eq!(json["topics"].as_array().map(Vec::len), Some(1));
    // All figures cover only this domain. Figures that are not recorded by topic are omitted.
    assert_eq!((&json["questions"], &json["seen"]), (&6.into(), &0.into()));
    assert_eq!(json["all"]["answers"], 0);
    let domains = &json["readiness"]["domains"];
    assert_eq!(domains.as_array().map(Vec::len), Some(1), "{domains}");
    assert_eq!(domains[0]["domain"], "second");
    for whole in ["sessions", "times", "streak_days", "real_exams"] {
        assert!(json.get(whole).is_none(), "{whole}");
    }
    assert_eq!(json["days"], serde_json::json!([]), "no answers there");
    let json = home
        .run(&["stats", "--json", "--domain", "first", "--bank", &bank])
        .json();
    let day = json["days"][0].as_object().expect("a day with an answer");
    let fields: Vec<_> = day.keys().map(String::as_str).collect();
    assert_eq!(fields, ["answers", "date", "right"]);
    let none = home.run(&["stats", "--task", "9.9", "--bank", &bank]);
    assert_eq!(none.code, 2);
}
