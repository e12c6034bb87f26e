//! Writes a history of a given size by calling the program's own use cases: a year of 20-question
//! practice sessions and occasional exams, with correct and incorrect answers.

use std::collections::BTreeSet;
use std::path::Path;

use certdrill::app::{ActiveSession, App, HistorySnapshot, Selection};
use certdrill::bank::{Origin, load};
use certdrill::quiz::{Confidence, Ending, Event, Moment};
use certdrill::store::Store;

/// The number of questions in a session.
const EACH: usize = 20;
/// The number of sessions per merge.
const PART: usize = 2_000;
/// The maximum time per question.
const THINKS_MS: i64 = 28_000;
const DAY_MS: i64 = 86_400_000;

/// Writes a history of `answers` answers on the built-in bank to `path`. The last answer is at
/// `now_ms` (UTC milliseconds since 1970).
pub fn write(path: &Path, answers: usize, now_ms: i64) -> anyhow::Result<()> {
    let mut kept = Store::open(path)?;
    let sessions = answers.div_ceil(EACH);
    let apart = (365 * DAY_MS / sessions.max(1) as i64).clamp(1, DAY_MS / 2);
    let mut luck = 1_u64;
    // Create sessions in memory, where answers do not wait for a disk, and merge them in batches.
    let numbers: Vec<_> = (0..sessions).collect();
    for part in numbers.chunks(PART) {
        let mut app = App::new(load(&Origin::Embedded), Ok(Store::in_memory()?))?;
        for number in part {
            let began = now_ms - (sessions - number) as i64 * apart;
            let left = answers - number * EACH;
            sit(&mut app, *number, left.min(EACH), began, &mut luck);
        }
        let mut log = Vec::new();
        app.write_log(&mut log)?;
        kept.merge_log(&mut log.as_slice(), |_| true)?;
    }
    // Save the derived state in the same way as the program when it shows the home screen.
    App::new(load(&Origin::Embedded), Ok(kept))?.home(&at(now_ms))?;
    Ok(())
}

fn at(utc_ms: i64) -> Moment {
    Moment {
        utc_ms,
        offset_s: 0,
        boot: None,
        boot_ms: 0,
    }
}

fn sit(app: &mut App, number: usize, count: usize, began: i64, luck: &mut u64) {
    let selection = Selection {
        count,
        seed: Some(number as u64),
        ..Selection::default()
    };
    // Pass an empty snapshot, so that a million answers do not each require a history lookup.
    let overview = HistorySnapshot::default();
    let now = at(began);
    let sitting = if number % 10 == 9 {
        app.exam(&selection, &overview, &now)
    } else {
        app.practice(&selection, &overview, &now)
    };
    let mut sitting = sitting.expect("the bank has questions");
    for place in 0..sitting.session.slots().len() {
        answer(
            app,
            &mut sitting,
            place,
            began + THINKS_MS * place as i64,
            luck,
        );
    }
    let ending = Ending::Finished;
    let end = began + THINKS_MS * EACH as i64 + 1_000;
    happen(app, &mut sitting, Event::Ended { ending }, end);
}

fn answer(app: &mut App, sitting: &mut ActiveSession, place: usize, ms: i64, luck: &mut u64) {
    // A simple random generator, so that the history is always the same.
    *luck = luck.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    let dice = *luck >> 33;
    let question = &sitting.session.slots()[place].question;
    let right = dice % 100 < 74;
    let chosen: BTreeSet<_> = question
        .choices
        .iter()
        .filter(|it| it.correct == right)
        .take(question.correct_count())
        .map(|it| it.id.clone())
        .collect();
    happen(app, sitting, Event::Visited { place }, ms);
    // Response times vary, and correct answers are slightly faster.
    let thinks = THINKS_MS * (20 + (dice % 70) as i64 + if right { 0 } else { 10 }) / 100;
    let ms = ms + thinks;
    happen(app, sitting, Event::Chose { place, chosen }, ms);
    let confidence = match dice % 7 {
        0 => Some(Confidence::Guess),
        1 | 2 => Some(Confidence::Sure),
        _ => None,
    };
    happen(app, sitting, Event::Sure { place, confidence }, ms);
    // An exam rejects this event, because it gives no feedback before its end.
    happen(app, sitting, Event::Answered { place }, ms + 30);
}

fn happen(app: &mut App, sitting: &mut ActiveSession, event: Event, ms: i64) {
    let _refused_in_an_exam = app.apply(sitting, event, &at(ms));
}
