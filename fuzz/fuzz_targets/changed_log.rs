//! The log of a sound history with changes, merged. The bytes say which changes.
#![no_main]

#[path = "../../tests/hostile/changes.rs"]
mod changes;
#[path = "../../tests/hostile/logs.rs"]
mod logs;

const SOUND: &str = include_str!("../../tests/fixtures/history.jsonl");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = changes::changed(SOUND, &changes::changes(bytes));
    logs::log(
        text.as_bytes(),
        &certdrill::bank::Origin::Path("tests/fixtures/small".into()),
    );
});
