//! Imports arbitrary bytes as a CSV file.
#![no_main]

#[path = "../../tests/hostile/imports.rs"]
mod imports;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let folder = std::env::temp_dir().join(format!("certdrill-fuzz-{}", std::process::id()));
    imports::import_of(bytes, certdrill::exchange::Format::Csv, &folder);
});
