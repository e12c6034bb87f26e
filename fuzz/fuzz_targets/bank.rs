//! Opens arbitrary bytes as a bank.
#![no_main]

#[path = "../../tests/hostile/promises.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let name = format!("certdrill-fuzz-{}.toml", std::process::id());
    promises::bank(bytes, &std::env::temp_dir().join(name));
});
