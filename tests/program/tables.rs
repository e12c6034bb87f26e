//! Tables of all kinds can be listed, viewed, covered, recalled, and drilled.

use crate::support::{ENTER, ESC, Home, Program, Screen, TAB, tables};

fn at(home: &Home, (columns, rows): (u16, u16)) -> Program {
    let mut program = home.start_at(columns, rows, &["--bank", &tables()]);
    program.sees("New here?");
    program.press("6");
    program.sees("rows × columns");
    program
}

/// Opens the table that is listed as `title`.
fn open(program: &mut Program, title: &str) -> Screen {
    for _ in 0..3 {
        let here = program.screen().row_with("▸").unwrap_or_default();
        if here.contains(title) {
            break;
        }
        program.press("j");
        program.waits("moved", |it| it.row_with("▸").is_none_or(|row| row != here));
    }
    program.press(ENTER);
    program.waits("opened the table", |it| it.title().contains(title))
}

/// Returns the question of a drill, and its answers with their keys.
fn asked(drill: &Screen) -> (String, Vec<String>) {
    let rows: Vec<_> = drill.rows();
    let rows: Vec<_> = rows.iter().map(|row| row.trim()).collect();
    let question = rows.iter().find(|row| row.ends_with('?'));
    let is_answer = |row: &&&str| row.get(1..3) == Some("  ") && row.len() > 3;
    (
        (*question.expect("a question")).to_owned(),
        rows.iter()
            .filter(is_answer)
            .map(|it| (*it).to_owned())
            .collect(),
    )
}

#[test]
fn one_entry_lists_all_tables_by_domain_and_task() {
    let home = Home::new();
    let program = at(&home, (80, 24));
    let list = program.sees("Saws");
    let text = list.text();
    let place = |of: &str| {
        text.find(of)
            .unwrap_or_else(|| panic!("no {of} in\n{text}"))
    };
    assert!(place("Plants · 1.1 Know trees") < place("Leaves of trees"));
    assert!(place("Uses of wood") < place("Tools · 2.1 Choose tools"));
    let leaves = list.row_with("Leaves of trees").expect("it is listed");
    // One of the four cells does not apply, and one is contested.
    assert!(
        leaves.contains("2 × 2") && leaves.contains("0/2"),
        "{leaves}"
    );
    assert!(list.shows("0 of 8 cells known"));
}

#[test]
fn the_lists_of_tables_and_terms_fold_by_task() {
    let home = Home::new();
    let mut program = at(&home, (80, 24));
    program.sees("▾ Plants · 1.1 Know trees");
    program.press("z");
    let folded = program.sees("› Plants · 1.1 Know trees");
    assert!(!folded.shows("Leaves of trees"), "{}", folded.text());
    assert!(folded.shows("Saws"), "{}", folded.text());
    // On the heading, `d` drills the tables below it, and Enter unfolds them.
    program.press("d").sees("cell 1 of 4");
    program.press("q");
    program.sees("Continue the drill");
    program.press("6").sees("▾ Plants · 1.1 Know trees");
    program.press("z").sees("› Plants · 1.1 Know trees");
    program.press(ENTER);
    program.waits("unfolded", |it| {
        it.row_with("▸")
            .is_some_and(|row| row.contains("Leaves of trees"))
    });
    program.press("Z");
    let folded = program.sees("› Tools · 2.1 Choose tools");
    assert!(!folded.shows("Saws"), "{}", folded.text());
    program.press("Z").sees("Saws");
}

#[test]
fn the_map_shows_signs_of_the_table_and_names_what_does_not_apply() {
    for size in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let home = Home::new();
        let mut program = at(&home, size);
        let map = open(&mut program, "Leaves of trees");
        assert!(map.says("Oak: are its leaves lobed?"), "{}", map.text());
        assert!(map.says("Yes. Leaves of oaks are lobed."));
        for owner in ["AWS", "customer", "service"] {
            assert!(!map.shows(owner), "{}", map.text());
        }
        program.press("l");
        let map = program.reads("Has no leaves. Larches have needles.");
        assert!(map.shows("Oak") && map.shows("Larch"));
        program.press("hj");
        program.reads("Contested, never drilled: Yes. Some oaks keep dry leaves until spring.");
        // Only ownership tables have stacks.
        assert!(!program.screen().footer().contains("stack"));
    }
}

#[test]
fn values_in_full_need_no_legend_and_whole_cells_have_the_color() {
    let home = Home::new();
    let mut program = at(&home, (120, 40));
    let map = open(&mut program, "Saws");
    assert_eq!(map.status().trim(), "✗ missed");
    let (column, row) = map.place_of("[Along the grain]").expect("the cell");
    let width = "[Along the grain]".len() as u16;
    let ground = map.cell(column, row).bgcolor();
    assert_ne!(ground, vt100::Color::Default);
    for at in column..column + width {
        assert_eq!(map.cell(at, row).bgcolor(), ground, "column {at}");
    }
    program.press("j");
    let map = program.waits("moved", |it| it.says("which wood is it made for?"));
    assert_eq!(map.status().trim(), "✗ missed");
    // The legend shows the values of all rows, no matter which row is selected.
    program.resize(40, 14);
    let map = program.sees("A Along the grain");
    assert!(map.says("D Dry wood"), "{}", map.text());
}

#[test]
fn a_covered_cell_is_answered_with_a_key() {
    let home = Home::new();
    let mut program = at(&home, (80, 24));
    open(&mut program, "Saws");
    program.press("o");
    program.sees("o uncover all");
    let covered = program.reads("Rip saw: in which direction does it cut?");
    assert!(
        covered.says("1 Along the grain 2 Across the grain"),
        "{}",
        covered.text()
    );
    assert!(!covered.says("chisels"));
    program.press("2");
    let answered = program.reads("Along the grain. Its teeth are chisels.");
    assert!(answered.says("You answered: Across the grain."));
    assert!(answered.title().contains("0 of 1 recalled"));
    program.press("n");
    program.reads("Bow saw: in which direction does it cut?");
    program.press("2");
    let answered = program.reads("✓ Across the grain. Its teeth are knives.");
    assert!(answered.title().contains("1 of 2 recalled"));
    // An answered cell does not accept a second answer.
    program.press("1");
    program.press("o");
    program.waits("uncovered", |it| it.shows("2 rows × 2 columns"));
}

#[test]
fn a_drill_of_one_table_offers_its_values_and_counts_in_the_list() {
    let home = Home::new();
    let mut program = at(&home, (80, 24));
    program.press("d");
    // Two cells can be asked about. The others are contested or do not apply.
    let drill = program.sees("cell 1 of 2");
    assert!(
        drill.title().contains("Leaves of trees"),
        "{}",
        drill.text()
    );
    for _ in 0..2 {
        let screen = program.screen();
        let (question, answers) = asked(&screen);
        assert_eq!(answers, ["a  Yes", "b  No"]);
        let yes = question == "Oak: are its leaves lobed?";
        assert!(yes || question == "Larch: is it bare in winter?");
        let before = screen.title();
        program.press(if yes { "a" } else { "b" });
        program.waits("went on", |it| it.title() != before);
    }
    program.waits("ended", |it| !it.title().contains("cell"));
    program.press("q");
    let list = program.sees("rows × columns");
    let leaves = list.row_with("Leaves of trees").expect("it is listed");
    assert!(leaves.contains("2/2"), "{leaves}");
}

#[test]
fn the_missed_cells_of_a_drill_are_asked_again() {
    let home = Home::new();
    let mut program = at(&home, (80, 24));
    program.press("d");
    for place in ["cell 1 of 2", "cell 2 of 2"] {
        program.sees(place);
        program.press("a");
    }
    program.sees("Drill the missed item again");
    program.press("m");
    let again = program.sees("cell 1 of 1");
    assert!(asked(&again).0.starts_with("Larch"), "{}", again.text());
}

#[test]
fn a_drill_of_a_domain_has_its_tables_and_at_most_five_answers() {
    let home = Home::new();
    let mut program = at(&home, (80, 24));
    program.press("D");
    program.sees("cell 1 of 4");
    for _ in 0..4 {
        let screen = program.screen();
        let (question, answers) = asked(&screen);
        assert!(!question.contains("saw:"), "{question}");
        let right = match question.as_str() {
            "Ash: what is its main use?" => "Handles",
            "Yew: what is its main use?" => "Bows",
            _ => "Yes",
        };
        let is_use = question.ends_with("main use?");
        assert_eq!(answers.len(), if is_use { 5 } else { 2 }, "{answers:?}");
        assert!(answers.iter().any(|it| it.ends_with(right)), "{answers:?}");
        let before = screen.title();
        program.press("a");
        program.waits("went on", |it| it.title() != before);
    }
}

#[test]
fn the_palette_opens_the_tables() {
    let home = Home::new();
    let mut program = home.start(&["--bank", &tables()]);
    program.sees("New here?");
    program.press(":");
    program.sees("Commands");
    program.press("tables");
    program.sees("tables▏");
    program.press(ENTER);
    program.sees("rows × columns");
    program.press(ESC);
    program.sees("New here?");
}

#[test]
fn a_search_finds_cells_and_opens_them_in_their_table() {
    let home = Home::new();
    let mut program = home.start(&["--bank", &tables()]);
    program.sees("New here?");
    program.press("/chisels");
    program.sees("Cells 1");

    // Cells are the last filter.
    program.press(&TAB.repeat(5));
    let found = program.sees("1 of 10 cells");
    assert!(
        found.says("Rip saw: in which direction does it cut?"),
        "{}",
        found.text()
    );
    assert!(!found.says("Along the grain. Its"), "{}", found.text());
    program.press(ENTER);
    let map = program.reads("Along the grain. Its teeth are chisels.");
    assert!(map.title().contains("Saws"), "{}", map.text());
    program.press("q");
    program.sees("1 of 10 cells");
}

#[test]
fn a_row_and_a_found_cell_are_drilled_with_one_key() {
    let home = Home::new();
    let mut program = at(&home, (80, 24));
    open(&mut program, "Saws");
    program.press("r");
    // The row has two cells, and the table has four.
    let drill = program.sees("cell 1 of 2");
    assert!(
        asked(&drill).0.contains("saw: in which direction"),
        "{}",
        drill.text()
    );
    program.press("q");
    program.sees("Continue the");
    program.press("/chisels");
    program.sees("Cells 1");
    program.press(&TAB.repeat(5)).press(ESC);
    let found = program.waits("keys", |it| it.footer().contains("p practice"));
    assert!(found.shows("1 of 10 cells"), "{}", found.text());
    program.press("p");
    program.sees("cell 1 of 2");
}

#[test]
fn no_second_session_begins_from_a_search_in_a_session() {
    let home = Home::new();
    let mut program = home.start(&["drill", "--table", "saw", "--bank", &tables()]);
    program.sees("cell 1 of 4");
    program.press("/chisels");
    program.sees("Cells 1");
    program.press(ESC);
    let found = program.waits("keys", |it| it.footer().contains("search"));
    assert!(!found.footer().contains("practice"), "{}", found.text());
    program.press(&TAB.repeat(5)).press("p").press(ENTER);
    let map = program.reads("Along the grain. Its teeth are chisels.");
    assert!(!map.footer().contains("drill"), "{}", map.text());
    program.press("r").press("q").press("q");
    program.sees("cell 1 of 4");
}

#[test]
fn missed_cells_wait_in_the_list_of_what_was_missed_and_count_in_stats() {
    let home = Home::new();
    let bank = tables();
    let mut program = home.start(&["drill", "--table", "leaf", "--bank", &bank]);
    for left in 1..=2 {
        let screen = program.sees(&format!("cell {left} of 2"));
        let oak = asked(&screen).0.starts_with("Oak");
        program.press(if oak { "b" } else { "a" });
    }
    program.waits("ended", |it| !it.title().contains("cell"));
    program.press("q");
    program.reads("· 2 missed");
    program.press("3");
    let list = program.sees("r review all 2");
    assert!(list.title().contains("2 cells · about"), "{}", list.title());
    let oak = list
        .row_with("Oak: are its leaves lobed?")
        .expect("it is listed");
    assert!(oak.contains("cell") && oak.contains("today"), "{oak}");
    assert!(oak.ends_with("0 of 2"), "{oak}");
    assert!(
        list.status().contains("Cell, missed today, due "),
        "{}",
        list.status()
    );
    // The page of a cell has its value, what was answered, and the table.
    program.press("g").press(ENTER);
    let page = program.sees("Asked 1 time, 0 correct.");
    assert!(page.shows("Table Leaves of trees"), "{}", page.text());
    assert!(page.says("Asked ✗ today, drill: "), "{}", page.text());
    program.press("p");
    program.sees("cell 1 of ");
    program.press("q");
    program.sees("Continue the");
    program.press("3");
    program.sees("r review all 2");
    program.press("r");
    let review = program.sees("1 of 2 · 2 left");
    assert!(
        review.title().contains("Review missed"),
        "{}",
        review.title()
    );
    program.press("q");
    let stats = home.run(&["stats", "--json", "--bank", &bank]).json();
    assert_eq!(stats["tables"][0]["table"], "leaf");
    assert_eq!(stats["tables"][0]["missed"], 2);
    assert_eq!(stats["tables"][0]["recalled"], 0);
    assert_eq!(stats["missed"].as_array().map(Vec::len), Some(2));
    assert_eq!(stats["missed"][0]["kind"], "cell");
    let text = home.run(&["stats", "--bank", &bank]).out;
    assert!(text.contains(" due, 2 cells missed, "), "{text}");
    assert!(
        text.contains("Leaves of trees: 0 of 2 cells known"),
        "{text}"
    );
}

#[test]
fn answers_to_covered_cells_are_saved_as_answers_to_the_cells() {
    let home = Home::new();
    let bank = tables();
    let practice = home.start(&["practice", "--bank", &bank]);
    practice.sees("1 of");
    drop(practice);
    let mut program = home.start(&["--bank", &bank]);
    program.sees("Continue the");
    program.press("6");
    program.sees("rows × columns");
    open(&mut program, "Saws");
    program.press("o");
    program.sees("o uncover all");
    program.reads("Rip saw: in which direction does it cut?");
    program.press("1");
    program.reads("✓ Along the grain. Its teeth are chisels.");
    program.press("n");
    program.reads("Bow saw: in which direction does it cut?");
    program.press("1");
    program.reads("You answered: Along the grain.");
    program.press("q");
    let list = program.sees("rows × columns");
    let saws = list.row_with("Saws").expect("it is listed");
    assert!(saws.contains("1/4"), "{saws}");
    program.press("q");
    // The practice session that was already open is still open.
    program.sees("Continue the");
    drop(program);
    let stats = home.run(&["stats", "--json", "--bank", &bank]).json();
    let saws = stats["tables"].as_array().expect("a list").iter();
    let saws = saws
        .clone()
        .find(|it| it["table"] == "saw")
        .expect("it is there");
    assert_eq!((&saws["recalled"], &saws["missed"]), (&1.into(), &1.into()));
    assert_eq!(stats["sessions"][0]["kind"], "drill");
    assert_eq!(stats["sessions"][0]["right"], 1);
    assert_eq!(stats["sessions"][0]["questions"], 2);
}

#[test]
fn the_time_of_a_drill_is_a_bar_that_starts_with_the_first_key() {
    let home = Home::new();
    let mut program = home.start(&["drill", "--minutes", "2", "--bank", &tables()]);
    // The bar below the title is empty before the first key, and fills with the time.
    let screen = program.sees("2:00 left");
    assert!(!screen.rows()[1].contains('━'), "{}", screen.text());
    program.press("a");
    let bar = |it: &Screen| it.rows()[1].contains('━');
    program.waits("the bar of the time grew", bar);
}
