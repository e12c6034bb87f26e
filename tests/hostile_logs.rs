//! Untrusted history logs as input to `certdrill history merge`.

#[path = "hostile/changes.rs"]
mod changes;
#[path = "hostile/logs.rs"]
mod logs;
mod support;

use std::fs;

use certdrill::bank::Origin;
use changes::{Change, changed, changes, hash};
use proptest::collection::vec;
use proptest::prelude::*;
use support::{history_log, small};

fn sound() -> String {
    fs::read_to_string(history_log()).expect("the fixture can be read")
}

fn bank() -> Origin {
    Origin::Path(small().into())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        logs::log(&bytes, &bank());
    }

    #[test]
    fn a_sound_log_that_somebody_changed(bytes in vec(any::<u8>(), 4..24)) {
        let text = changed(&sound(), &changes(&bytes));
        logs::log(text.as_bytes(), &bank());
    }
}

#[test]
fn a_question_under_the_id_of_another_is_refused() {
    let other = sound().replacen(
        "\"question\":\"q06\",\"body\"",
        "\"question\":\"q04\",\"body\"",
        1,
    );
    assert_ne!(other, sound());
    assert_eq!(logs::log(other.as_bytes(), &bank()), None);
}

/// Checks that changed questions get new hashes. Otherwise, all of them would be rejected.
#[test]
fn changed_questions_get_their_hashes() {
    let other = sound().replace("Stem of q06", "Another stem");
    assert_eq!(logs::log(other.as_bytes(), &bank()), None);
    let rehashed = changed(&other, &[Change::Rehash]);
    assert_eq!(logs::log(rehashed.as_bytes(), &bank()), Some(2));
}

#[test]
fn the_log_that_is_changed_is_sound() {
    assert_eq!(logs::log(sound().as_bytes(), &bank()), Some(2));
}

/// An attacker who forges a log can also compute valid hashes.
#[test]
fn a_session_on_a_question_that_cannot_be_asked_cannot_be_used() {
    let sound = sound();
    let line = sound.lines().nth(1).expect("it begins with the questions");
    let question: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let body = question["item"]["body"].to_string();
    for (from, to) in [
        (r#""correct":true,"#, ""),
        (r#""id":"wrong-two""#, r#""id":"wrong-one""#),
        (r#""id":"wrong-two""#, r#""id":"another""#),
    ] {
        // Use the text of the log, because its keys are in the same order as in the program.
        let at = line.find("\"body\":").expect("it has a body") + "\"body\":".len();
        let told = &line[at..line.len() - 2];
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(told)
                .expect("JSON")
                .to_string(),
            body
        );
        let made_up = told.replace(from, to);
        assert_ne!(made_up, told, "{from}");
        let hash = |body: &str| hash("small", body);
        assert!(
            line.contains(&hash(told)),
            "the hash is made as in the store"
        );
        let log = sound
            .replace(told, &made_up)
            .replace(&hash(told), &hash(&made_up));
        assert_eq!(
            logs::log(log.as_bytes(), &bank()),
            Some(1),
            "{from} became {to}: the session that shows it cannot be used"
        );
    }
}
