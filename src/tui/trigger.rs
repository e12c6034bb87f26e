//! Panics where a test asks for it. No part of a released program.

/// Panics where `CERTDRILL_PANIC` names `place`, with a message that was put
/// together, as one about somebody's words would be.
pub fn panic_in(place: &str) {
    let asked = std::env::var("CERTDRILL_PANIC").is_ok_and(|it| it == place);
    assert!(!asked, "asked for, in {place}");
}
