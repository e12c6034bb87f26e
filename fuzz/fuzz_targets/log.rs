//! Merges arbitrary bytes as an exported history log.
#![no_main]

#[path = "../../tests/hostile/logs.rs"]
mod logs;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    logs::log(bytes, &certdrill::bank::Origin::Path("tests/fixtures/small".into()));
});
