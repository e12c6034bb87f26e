//! Properties of the merge that must be true for any file used as a history log.

use certdrill::app::{App, TodayQueue};
use certdrill::bank::{Origin, load};
use certdrill::quiz::Moment;
use certdrill::store::Store;
use certdrill::text::clean;

/// Merges `bytes` into an empty history. Asserts that the merged sessions can be replayed,
/// reviewed, and exported again, and that a rejected log changes nothing. Returns the number of
/// usable sessions; `None` if the log was rejected.
pub fn log(bytes: &[u8], bank: &Origin) -> Option<usize> {
    let mut store = Store::in_memory().expect("there is memory");
    let merged = store.merge_log(&mut &*bytes, |text| clean(text) == text);
    if let Err(error) = &merged {
        assert!(error.to_string().len() < 2_048, "a refusal is told shortly");
    }
    let again = written(&store);
    if merged.is_err() {
        assert_eq!(again.lines().count(), 2, "a part of it came in:\n{again}");
    }
    let mut second = Store::in_memory().expect("there is memory");
    second
        .merge_log(&mut again.as_bytes(), |text| clean(text) == text)
        .expect("what came in can go on to the next one");
    assert_eq!(written(&second), again);

    let mut app = App::new(load(bank), Ok(store)).expect("there is memory");
    let now = Moment {
        utc_ms: 1_800_000_000_000,
        offset_s: 3_600,
        boot: None,
        boot_ms: 0,
    };
    let overview = app.overview(&now).expect("the history can be read");
    let _shown = TodayQueue::of(&app.home_of(&overview), overview.plan);
    let sessions = app.sessions().expect("they can be replayed");
    for sat in &sessions {
        let session = &sat.session;
        assert!(session.score().all.right <= session.score().all.of);
        assert!(session.at() < session.slots().len());
        for slot in session.slots() {
            assert_eq!(slot.order.len(), slot.question.choices.len());
            let _lettered = slot.shown().count();
            let _told = slot.key_letters();
        }
    }
    merged.ok().map(|_| sessions.len())
}

fn written(store: &Store) -> String {
    let mut text = Vec::new();
    store.write_log(&mut text).expect("a Vec takes all");
    String::from_utf8(text).expect("JSON is UTF-8")
}
