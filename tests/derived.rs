//! Derived state has a version so that every machine recomputes it when the rules change. This test
//! fails if the rules change but the version does not.

mod support;

use certdrill::app::App;
use certdrill::bank::{Origin, load};
use certdrill::learn::DERIVED_VERSION;
use certdrill::quiz::Moment;
use certdrill::store::Store;
use certdrill::text::clean;
use serde_json::Value;
use support::{history_log, small};
use xxhash_rust::xxh3::xxh3_64;

/// The version of the derived state, and the hash of the record computed from the fixture. If the
/// hash differs, increase `DERIVED_VERSION` and update both values here.
const DERIVED: (u32, u64) = (18, 13_756_107_049_185_754_677);

/// Sorts the lists in `value`, because some of them are sets without a defined order. Maps are
/// already sorted by key.
fn sort(value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.iter_mut().for_each(sort);
            list.sort_by_key(ToString::to_string);
        }
        Value::Object(map) => map.values_mut().for_each(sort),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_change_of_the_record_comes_with_a_new_version() {
    let mut store = Store::in_memory().expect("there is memory");
    let log = std::fs::read(history_log()).expect("the fixture can be read");
    store
        .merge_log(&mut log.as_slice(), |text| clean(text) == text)
        .expect("it merges");
    let bank = load(&Origin::Path(small().into()));
    let mut app = App::new(bank, Ok(store)).expect("an app");
    let now = Moment {
        utc_ms: 1_796_000_000_000,
        offset_s: 0,
        boot: None,
        boot_ms: 0,
    };
    let overview = app.overview(&now).expect("a history");
    assert!(overview.record.all.of > 0, "the fixture has answers");
    let mut record = serde_json::to_value(&overview.record).expect("it is JSON");
    sort(&mut record);
    let hash = xxh3_64(record.to_string().as_bytes());
    assert_eq!((DERIVED_VERSION, hash), DERIVED);
}
