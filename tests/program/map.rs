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
