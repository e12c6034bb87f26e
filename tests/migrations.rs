//! Histories of all older versions can be opened, are backed up first, and lose nothing.
#![cfg(unix)]

mod support;

use std::fs;

use rusqlite::Connection;
use support::{Home, lay_history, rows, small};

/// Returns the version of the histories that the program creates.
fn newest() -> usize {
    let home = Home::new();
    drop(home.library());
    version(&home)
}

fn version(home: &Home) -> usize {
    let db = Connection::open(home.history()).expect("it opens");
    let version = db.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0));
    version.expect("it has one") as usize
}

fn older() -> impl Iterator<Item = (usize, Home)> {
    (1..newest()).map(|version| {
        let home = Home::new();
        lay_history(version, &home.history_to_be());
        (version, home)
    })
}

#[test]
fn every_older_history_keeps_every_row() {
    let mut seen = 0;
    for (old, home) in older() {
        let before = rows(&home.history());
        assert!(before.len() > 30, "version {old} has a history");
        let stats = home.run(&["stats", "--bank", &small(), "--json"]).json();
        assert_eq!(version(&home), newest());
        assert_eq!(rows(&home.history()), before, "version {old}");
        assert_eq!(stats["all"]["answers"], 6, "version {old}");
        let checked = home.run(&["history", "check"]);
        assert_eq!(checked.code, 0, "version {old}: {}", checked.out);
        seen += 1;
    }
    assert!(seen > 0, "there are older versions");
}

#[test]
fn before_a_migration_the_older_history_is_kept() {
    for (old, home) in older() {
        let before = rows(&home.history());
        home.run(&["stats", "--bank", &small()]);
        let name = format!("history-v{old}-1.db");
        let kept = home.history().with_file_name("backups").join(&name);
        assert_eq!(rows(&kept), before, "version {old}");
        // Restoring the backup migrates it again.
        let restored = home.run(&["history", "restore", &name]);
        assert_eq!(restored.code, 0, "{}", restored.err);
        let stats = home.run(&["stats", "--bank", &small(), "--json"]).json();
        assert_eq!(stats["all"]["answers"], 6, "version {old}");
        assert!(kept.with_file_name(format!("history-v{old}-2.db")).exists());
    }
}

#[test]
fn without_room_for_the_backup_nothing_is_migrated() {
    let (old, home) = older().next().expect("there are older versions");
    let before = rows(&home.history());
    fs::write(home.history().with_file_name("backups"), "in the way").expect("written");
    let stats = home.run(&["stats", "--bank", &small()]);
    assert_eq!(stats.code, 1);
    assert!(
        stats.err.contains("could not be backed up first"),
        "{}",
        stats.err
    );
    assert_eq!(version(&home), old);
    assert_eq!(rows(&home.history()), before);
}

#[test]
fn checking_an_older_history_leaves_it_as_it_is() {
    for (old, home) in older() {
        let before = fs::read(home.history()).expect("it is there");
        let checked = home.run(&["history", "check"]);
        assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
        assert!(checked.out.contains("6 answers"), "{}", checked.out);
        assert!(fs::read(home.history()).expect("it is there") == before);
        assert_eq!(version(&home), old);
    }
}
