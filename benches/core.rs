//! What the core costs: loading the bank, drawing an exam, keeping an answer.
//!
//! `cargo bench` prints a table; compare figures of one run with each other.

use std::collections::{BTreeSet, HashMap};
use std::hint::black_box;
use std::time::Duration;

use certdrill::app::{App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::quiz::{Event, Moment, Order, Wish, draw};
use certdrill::store::Store;
use divan::Bencher;

fn main() {
    divan::main();
}

fn moment(utc_ms: i64) -> Moment {
    Moment {
        utc_ms,
        offset_s: 0,
        boot: Some("bench".into()),
        boot_ms: utc_ms as u64,
    }
}

/// From the embedded TOML to a checked bank.
#[divan::bench]
fn load_embedded_bank() {
    black_box(load(&Origin::Embedded));
}

/// An exam of 65 questions from the embedded bank.
#[divan::bench]
fn draw_an_exam(bencher: Bencher<'_, '_>) {
    let bank = load(&Origin::Embedded).bank;
    let wish = Wish {
        count: 65,
        order: Order::Mixed,
        seed: 7,
    };
    bencher.bench(|| draw(&bank.questions, &HashMap::new(), wish));
}

/// One marked answer of an exam, on the disk when it returns. The bare cost of
/// the disk is `append_and_sync`.
#[divan::bench]
fn durable_answer(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("history.db")).expect("a history");
    let mut app = App::new(load(&Origin::Embedded), Ok(store)).expect("an app");
    let now = moment(1_000_000);
    let overview = app.overview(&now).expect("an overview");
    let selection = Selection {
        count: 20,
        limit: Some(Duration::from_secs(3600)),
        ..Selection::default()
    };
    let mut sitting = app.exam(&selection, &overview, &now).expect("an exam");
    let first = sitting.session.slots()[0].order[0].clone();
    bencher.bench_local(|| {
        let chosen = BTreeSet::from([first.clone()]);
        app.apply(&mut sitting, Event::Chose { place: 0, chosen }, &now)
            .expect("it may be chosen");
    });
}

/// 200 bytes appended to a file and synced: what any durable write costs at least.
#[divan::bench]
fn append_and_sync(bencher: Bencher<'_, '_>) {
    use std::io::Write as _;
    let mut file = tempfile::tempfile().expect("a file");
    bencher.bench_local(|| {
        file.write_all(&[b'x'; 200]).expect("written");
        file.sync_data().expect("synced");
    });
}
