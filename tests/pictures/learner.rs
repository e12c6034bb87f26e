//! The learner in the pictures: the answers that the learner knows, and sessions in the preceding
//! weeks.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use certdrill::app::{App, Selection};
use certdrill::bank::{Origin, load};
use certdrill::model::{Bank, Question};
use certdrill::quiz::{Confidence, Ending, Event, Moment};
use certdrill::store::Store;

use crate::rows::SEED;
use crate::support::{Screen, before_now};

static BANK: LazyLock<Arc<Bank>> = LazyLock::new(|| load(&Origin::Embedded).bank.into());

/// The age of each session in days, its number of questions, and whether it was an exam.
const SITTINGS: [(u32, usize, bool); 9] = [
    (23, 10, false),
    (20, 10, false),
    (17, 20, true),
    (12, 10, false),
    (9, 20, true),
    (5, 10, false),
    (4, 10, false),
    (2, 20, true),
    (1, 10, false),
];

/// Creates a history at `path` that contains three weeks of sessions on the built-in bank.
pub fn history(path: &Path) {
    let store = Store::open(path).map_err(|error| error.to_string());
    let mut app = App::new(load(&Origin::Embedded), store).expect("the bank is embedded");
    for (number, (days, count, is_exam)) in SITTINGS.into_iter().enumerate() {
        sits(&mut app, number, count, is_exam, &noon(days));
    }
}

/// Returns noon on the day that was `days` days ago.
fn noon(days: u32) -> Moment {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let day_ms = DAY.as_millis() as i64;
    let then = before_now(DAY * days);
    Moment {
        utc_ms: then.utc_ms - then.utc_ms.rem_euclid(day_ms) + day_ms / 2,
        ..then
    }
}

fn sits(app: &mut App, number: usize, count: usize, is_exam: bool, began: &Moment) {
    let later = |seconds: usize| Moment {
        utc_ms: began.utc_ms + 1000 * seconds as i64,
        boot_ms: began.boot_ms + 1000 * seconds as u64,
        ..began.clone()
    };
    let overview = app.overview(began).expect("it can be read");
    let selection = Selection {
        count,
        seed: Some(SEED + number as u64),
        ..Selection::default()
    };
    let sitting = if is_exam {
        app.exam(&selection, &overview, began)
    } else {
        app.practice(&selection, &overview, began)
    };
    let mut sitting = sitting.expect("there are questions");
    let mut began = 0;
    for place in 0..sitting.session.slots().len() {
        let slot = &sitting.session.slots()[place];
        // Errors become less frequent from session to session.
        let right = !(place + number).is_multiple_of(3 + number / 2);
        let named = slot.question.choices.iter();
        let chosen: BTreeSet<_> = named
            .filter(|it| it.correct == right)
            .take(slot.question.correct_count())
            .map(|it| it.id.clone())
            .collect();
        let confidence = [Some(Confidence::Sure), Some(Confidence::Unsure), None][place % 3];
        // Each answer takes 14 to 98 seconds, and longer if it is incorrect.
        let answered = began + 14 + (place * 29 + number * 17) % 60 + if right { 0 } else { 25 };
        let mut happens = |event, seconds| {
            app.apply(&mut sitting, event, &later(seconds))
                .expect("it is open");
        };
        happens(Event::Visited { place }, began);
        happens(Event::Chose { place, chosen }, answered);
        happens(Event::Sure { place, confidence }, answered);
        if !is_exam {
            happens(Event::Answered { place }, answered);
        }
        began = answered;
    }
    let ending = Ending::Finished;
    let ended = app.apply(&mut sitting, Event::Ended { ending }, &later(began));
    ended.expect("it may end");
}

/// Returns the question on the screen.
fn asked(screen: &Screen) -> &'static Question {
    let found = BANK.questions.iter().find(|it| {
        let beginning: Vec<_> = it.stem.split_whitespace().take(9).collect();
        screen.says(&beginning.join(" "))
    });
    found.unwrap_or_else(|| panic!("not of this bank:\n{}", screen.text()))
}

/// Returns the letters of correct or incorrect options, as many as the question asks for.
fn of_key(screen: &Screen, right: bool) -> String {
    let question = asked(screen);
    let mut letters = String::new();
    for choice in question.choices.iter().filter(|it| it.correct == right) {
        let beginning: Vec<_> = choice.text.split_whitespace().take(4).collect();
        letters.extend(screen.letters_of(&beginning.join(" ")));
    }
    letters
        .chars()
        .take(question.correct_count())
        .collect::<String>()
        .to_lowercase()
}

/// Returns the keys for a correct answer to the question on the screen.
pub fn letters(screen: &Screen) -> String {
    of_key(screen, true)
}

/// Returns the keys for an incorrect answer.
pub fn wide_of_the_mark(screen: &Screen) -> String {
    of_key(screen, false)
}
