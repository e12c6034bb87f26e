//! The exam guide: its tree, its figures, and the actions on a section.

use crate::support::{ENTER, ESC, HOME, Home, Program, RIGHT, Screen, tables, terms};

fn opens_guide(home: &Home, (columns, rows): (u16, u16), args: &[&str]) -> Program {
    let mut program = home.start_at(columns, rows, args);
    program.sees("g  Exam guide");
    program.press("g");
    program.sees("known/weak/new");
    program
}

/// Returns the figures in the row of the section with `title`.
fn figures(screen: &Screen, title: &str) -> Vec<String> {
    let row = screen.row_with(title).unwrap_or_default();
    let after = row.split_once(title).map_or("", |(_, after)| after);
    after.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_domains_have_their_weights_and_the_guide_its_revision_at_every_size() {
    for size in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let home = Home::new();
        let program = opens_guide(&home, size, &[]);
        for (domain, weight) in [
            ("Cloud Concepts", "24%"),
            ("Security and Compliance", "30%"),
            ("Cloud Technology and Servi", "34%"),
            ("Billing, Pricing, and Supp", "12%"),
        ] {
            let rows = program.screen().rows();
            let has = |row: &String| row.contains(domain) && row.contains(weight);
            assert!(rows.iter().any(has), "{size:?}: {domain} in {rows:#?}");
        }
        let screen = program.screen();
        assert!(screen.title().contains("Exam guide"));
        let status = screen.status();
        assert!(status.contains("2026 revision. "), "{status}");
        assert!(status.contains(" sources checked in 20"), "{status}");
        let is_cut = screen.status().contains('…');
        assert!(size.0 < 80 || !is_cut, "{}", screen.status());
    }
}

#[test]
fn the_bullets_of_a_domain_fill_the_space_below_its_figures_at_every_size() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let home = Home::new();
        let program = opens_guide(&home, size, &[]);
        let screen = program.sees("The value proposition of the");
        let mut rows = screen.rows().into_iter().rev();
        let heading = rows.find(|row| row.contains("1.1 Benefits of the AWS Cloud"));
        assert!(heading.is_some(), "{size:?}: {}", screen.text());
        // What does not fit is announced on the last row of the page.
        let is_cut = size.1 == 24;
        let last = screen.rows().into_iter().rev().nth(2);
        assert_eq!(is_cut, last.is_some_and(|it| it.trim() == "…"), "{size:?}");
    }
}

#[test]
fn tasks_unfold_with_their_bullets_and_fold_again() {
    for size in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let home = Home::new();
        let mut program = opens_guide(&home, size, &[]);
        // In a tall window, the domains are already open.
        if program.screen().shows("3.6 Storage") {
            program
                .press("\x1b[D")
                .press("j\x1b[D")
                .press("j\x1b[D")
                .press("j\x1b[D");
            program.press("kkk");
        }
        program.press("jj").press(RIGHT).press(RIGHT);
        let screen = program.sees("3.1 Deploying and");
        let has_weight = |row: &String| row.contains("3.1 Deploying") && row.contains("4.25%");
        assert!(screen.rows().iter().any(has_weight), "{}", screen.text());
        program.press("jjjjj");
        program.reads("Uses of object storage");
        program.press("\x1b[D").press("\x1b[D");
        let is_task = |row: &String| row.contains("3.6 Storage") && row.contains("4.25%");
        let folded = program.waits("folded", |it| !it.rows().iter().any(is_task));
        let here = folded.row_with("▸").expect("a cursor");
        assert!(here.contains("Cloud Technology"), "{here}");
    }
}

#[test]
fn the_menu_counts_new_facts_without_cells_and_terms() {
    let home = Home::new();
    let mut program = opens_guide(&home, (80, 24), &[]);
    program.press(ENTER);
    let menu = program.sees("Read its facts");
    let row = |label| menu.row_with(label).expect("a row");
    assert!(
        row("Learn ").contains("  138 new facts "),
        "{}",
        menu.text()
    );
    assert!(row("Read its").contains("  138 facts "), "{}", menu.text());
}

#[test]
fn a_section_is_practiced_from_its_menu_and_its_figures_follow() {
    let home = Home::new();
    let bank = crate::support::small();
    let mut program = opens_guide(&home, (80, 24), &["--bank", &bank]);
    let unasked = ["0/0/2", "–", "–", "6", "40%"];
    assert_eq!(figures(&program.screen(), "Topic alpha"), unasked);
    program.press("j").press(ENTER);
    let menu = program.sees("Practice");
    for part in [
        "1  Learn",
        "2 new facts",
        "6 unseen",
        "certdrill sheet --topic alpha",
    ] {
        assert!(menu.shows(part), "{part} in {}", menu.text());
    }
    assert!(!menu.shows("Drill its tables"), "the bank has none");
    program.press("2");
    program.asks_number(1);
    program.answers_right();
    program.press("q");
    program.sees("Continue the");
    program.press("g");
    program.waits("counted the answer", |screen| {
        figures(screen, "Topic alpha") == ["1/0/1", "100%", "–", "5", "40%"]
    });
    let domain = figures(&program.screen(), "First domain");
    assert_eq!(domain, ["1/0/1", "100%", "–", "5", "40%"]);
    assert!(program.screen().title().contains("1 of 4 items known"));
    program.press("q");
    program.sees("Continue the");
}

#[test]
fn a_section_is_learned_read_and_drilled_from_its_menu() {
    let home = Home::new();
    let bank = crate::support::small();
    let mut program = opens_guide(&home, (80, 24), &["--bank", &bank]);
    program.press("j").press(ENTER);
    program.sees("1  Learn");
    program.press("1");
    program.sees("step 1 of 2");
    program.press("q");
    program.sees("Continue the");
    program.press("g");
    program.sees("known/weak/new");
    program.press("j").press(ENTER);
    program.sees("3  Read");
    program.press("3");
    program.reads("Fact alpha one is so.");
    program.press("j");
    let read = program.reads("Fact alpha two is so.");
    assert!(
        read.says("Source page of alpha, last checked"),
        "{}",
        read.text()
    );
    program.press(ESC);
    program.sees("known/weak/new");
    drop(program);

    let mut program = opens_guide(&home, (120, 40), &["--bank", &tables()]);
    program.press(ENTER);
    program.sees("Drill its tables");
    program.press("2");
    program.sees("cell 1 of");
}

#[test]
fn terms_are_read_with_their_notes() {
    let home = Home::new();
    let mut program = opens_guide(&home, (120, 40), &["--bank", &terms()]);
    program.press("j").press(ENTER);
    program.sees("Read its facts");
    program.press("3");
    program.reads("Objects in buckets of any size");
    program.reads("Note: The oldest of them.");
    program.press(ESC);
    program.sees("known/weak/new");
    program.press(ENTER);
    program.sees("2  Drill its terms");
    program.press("2");
    program.waits("asked for a term", |it| it.title().contains("term 1 of"));
}

#[test]
fn the_guide_is_found_by_its_name_and_only_where_there_is_one() {
    let home = Home::new();
    let mut program = home.start(&[]);
    program.sees("g  Exam guide");
    program.press(":");
    program.sees("Commands");
    program.press("guide");
    program.sees("guide▏");
    program.press(ENTER);
    program.sees("known/weak/new");
    drop(program);
    let program = home.start(&["--bank", &crate::support::long()]);
    let screen = program.sees("1  Practice");
    assert!(!screen.shows("Exam guide"), "{}", screen.text());
}

/// Opens the tree on a page and selects the section that begins with `title`.
fn narrows(program: &mut Program, title: &str) {
    program.press("t");
    program.sees("─ Show only ─");
    program.press(HOME);
    program.waits("went to the top", |it| it.shows("│ ▸   All topics"));
    for _ in 0..40 {
        let screen = program.screen();
        let row = screen.row_with("│ ▸").unwrap_or_default();
        // The page has rows to unfold, too.
        let here = row.split_once("│ ▸").map_or("", |(_, here)| here);
        let here = here.split('│').next().unwrap_or_default().to_owned();
        if here.contains(title) {
            program.press(ENTER);
            program.waits("closed the tree", |it| !it.shows("─ Show only ─"));
            return;
        }
        // Right expands a section; if it cannot be expanded, move down.
        program.press(if here.contains('›') { RIGHT } else { "j" });
        program.waits("moved", |it| it.row_with("│ ▸").is_some_and(|it| it != row));
    }
    panic!("there is no {title}:\n{}", program.screen().text());
}

#[test]
fn browse_search_and_progress_are_narrowed_to_a_domain_or_a_task() {
    for size in [(60, 20), (80, 24), (120, 40)] {
        let home = Home::new();
        let mut program = home.start_at(size.0, size.1, &[]);
        program.sees("New here?");
        program.press("5");
        program.sees("all topics");
        narrows(&mut program, "3.6 Storage");
        program.sees("In    3.6 Storage services");
        let of_task = program.screen().title();
        program.press("/glacier");
        program.sees("glacier▏");
        let found = program.waits("searched there", |it| it.title() != of_task);
        assert!(found.shows("3.6 Storage services"), "{}", found.text());
        program.press(ESC).press(ESC);
        narrows(&mut program, "All topics");
        program.sees("all topics");
    }
    let home = Home::new();
    let bank = crate::support::small();
    let mut program = home.start(&["practice", "--topic", "alpha", "--bank", &bank]);
    program.asks();
    program.answers_wrong();
    program.press("q");
    program.sees("Continue the");
    program.press("4").press("\t\t\t\t\t");
    program.sees("all topics · all time");
    narrows(&mut program, "Topic beta");
    program.waits("narrowed", |it| it.title().contains("Topic beta ·"));
    program.press("q");
    program.sees("Continue the");
    program.press("3");
    program.sees("r review it");
    narrows(&mut program, "Topic beta");
    let none = program.sees("Review missed · Topic beta");
    assert!(!none.footer().contains("review it"), "{}", none.footer());
    narrows(&mut program, "Topic alpha");
    program.sees("r review it");
}

#[test]
fn lists_of_a_large_bank_begin_folded_and_unfold_by_domain_and_task() {
    let home = Home::new();
    let mut program = home.start_at(80, 24, &[]);
    program.sees("New here?");
    program.press("5");
    let screen = program.sees("› Cloud Concepts");
    let all = screen.title();
    for domain in ["› Cloud Concepts", "› Billing, Pricing, and Support"] {
        assert!(screen.shows(domain), "{}", screen.text());
    }
    // A domain unfolds to show its tasks, and a task to show its questions.
    program.press(ENTER);
    program.sees("› 1.1 ");
    program.press("j").press(ENTER);
    program.sees("▾ 1.1 ");
    program.press("j");
    let screen = program.sees("A  ");
    let row = screen.row_with("▸").expect("a cursor");
    assert!(
        row.ends_with("●○○") || row.ends_with("●●○") || row.ends_with("●●●"),
        "{row}"
    );
    // `z` folds a group from any of its entries. `Z` unfolds all groups, and then folds them again.
    program.press("z");
    program.waits("folded", |it| {
        it.row_with("▸").is_some_and(|row| row.contains("› 1.1 "))
    });
    program.press("Z").sees("▾ 1.1 ");
    program.press("Z").sees("› Security and Compliance");
    // A search lists the best matches first, without groups.
    program.press("/glacier");
    let found = program.waits("searched", |it| it.title() != all);
    assert!(!found.shows("Security and Compliance"), "{}", found.text());
}

#[test]
fn names_of_tasks_are_whole_and_the_foot_says_when_most_sources_were_checked() {
    let home = Home::new();
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut program = home.start_at(columns, rows, &[]);
        program.sees("New here?");
        program.press("g");
        let screen = program.sees("known/weak/new");
        assert!(
            screen.says("sources checked in 2026, oldest"),
            "{}",
            screen.text()
        );
        if rows == 40 {
            for task in [
                "2.1 The shared responsibility model",
                "1.2 Design principles of the AWS Cloud",
            ] {
                assert!(screen.shows(&format!("{task} ")), "{}", screen.text());
            }
        }
    }
}
