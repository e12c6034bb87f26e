//! An ownership table, and two of its columns shown as stacks.

use crate::support::{ENTER, Home, Program, Screen};

/// Returns whether the screen shows a responsible party in its stacks.
fn tells(screen: &Screen) -> bool {
    screen.rows().iter().any(|row| {
        let owners = ["A  ", "B  ", "C  "];
        row.split_once('│')
            .is_some_and(|(_, cells)| owners.iter().any(|owner| cells.contains(owner)))
    })
}

#[track_caller]
fn stacked(program: &mut Program) -> Screen {
    program.press("v");
    program.waits("opened the stack", |it| it.title().contains("Stack"))
}

#[test]
fn what_is_covered_on_the_map_is_covered_in_the_stack() {
    let home = Home::new();
    let mut program = home.start(&[]);
    program.sees("New here?");
    program.press("6").sees("rows × columns");
    program.press("jj").press(ENTER);
    program.sees("o cover");
    let open = stacked(&mut program);
    assert!(tells(&open), "{}", open.text());
    assert!(open.shows("Marked edges show where the value changes."));
    assert!(open.shows("┝"), "{}", open.text());
    program.press("v");
    program.sees("o cover");
    program.press("o");
    program.sees("o uncover all");
    let covered = stacked(&mut program);
    assert!(covered.says("covered. Press Space in the table to uncover the cell."));
    assert!(!tells(&covered), "{}", covered.text());
    assert!(!covered.shows("┝") && !covered.title().contains("changes"));
    // If a cell is uncovered in the table, it is uncovered here, too.
    program.press("v");
    program.sees("o uncover all");
    program.press(" ");
    program.sees_no("1 AWS");
    let one = stacked(&mut program);
    assert!(tells(&one), "{}", one.text());
}

/// Opens the table with `title` in the built-in bank.
#[track_caller]
fn opens_table(program: &mut Program, title: &str) -> Screen {
    program.sees("New here?");
    program.press(":").sees("─ Commands ─");
    program.press(title).press(ENTER);
    program.waits("opened the table", |it| {
        it.title().contains(title) && it.footer().contains("o cover")
    })
}

#[test]
fn the_legend_explains_the_selected_row_if_symbols_differ_between_rows() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let home = Home::new();
        let mut program = home.start_at(size.0, size.1, &[]);
        let map = opens_table(&mut program, "Migration strategies (the 7 Rs)");
        assert!(map.says("This row: C Runs in the cloud"), "{}", map.text());
        assert!(!map.shows("N No"), "{}", map.text());
        program.press("j");
        if size.0 == 200 {
            // The cells of this row have space for the titles.
            let map = program.sees("[Does not apply]");
            assert!(!map.shows("This row:"), "{}", map.text());
        } else {
            program.sees("This row:  N No  Y Yes");
        }
        program.press("j");
        let map = program.sees("N Not at all");
        assert!(!map.shows("N No "), "{}", map.text());
        assert!(map.shows("~ contested") && map.shows("✗ missed"));
    }
    // Where every symbol has one meaning, the legend explains the whole table.
    let home = Home::new();
    let mut program = home.start_at(120, 40, &[]);
    let map = opens_table(&mut program, "Responsibilities by service");
    assert!(
        map.shows("A AWS  B Both  C Customer  · Does not apply"),
        "{}",
        map.text()
    );
}

#[test]
fn a_drill_spells_the_answer_and_the_value_in_the_same_way() {
    let home = Home::new();
    let args = ["drill", "--table", "owner", "--seed", "5"];
    let mut program = home.start(&args);
    program.waits("asked", |it| it.title().contains("cell 1 of"));
    for at in 2..6 {
        program.press("a");
        let screen = program.waits("went on", |it| {
            it.title().contains(&format!("cell {at} of"))
        });
        assert!(!screen.shows(" customer;"), "{}", screen.text());
    }
    let screen = program.screen();
    assert!(
        screen.shows("Customer; your answer: AWS") || screen.shows("Both; your answer: AWS"),
        "{}",
        screen.text()
    );
}

#[test]
fn covered_cells_are_not_given_away_by_headings_and_column_names_are_whole() {
    let home = Home::new();
    let mut program = home.start(&[]);
    program.sees("New here?");
    program.press(":").sees("─ Commands ─");
    program.press("responsibilities by").press(ENTER);
    let open = program.sees("Customer for every service");
    let heads = open.row_with(" DDB ").expect("the column names");
    for name in ["EBS", "VPC", "Fgt", "RDS", "Aur", "Lam", "S3"] {
        assert!(heads.contains(name), "{name} in {heads}");
    }
    program.press("o");
    let covered = program.sees("?   ?   ?");
    for heading in ["for every service", "Depends on the"] {
        assert!(!covered.shows(heading), "{}", covered.text());
    }
}
