//! What is remembered and what comes next: the algorithm's own figures, and what
//! holds for every history, day and bank.

mod support;

use certdrill::learn::{Memory, Rating};

/// Reviews in turn, each so many days after the one before.
fn reviewed(reviews: &[(Rating, i32)]) -> Memory {
    let mut memory = Memory::default();
    let mut day = 20_000;
    for (rating, days) in reviews {
        day += days;
        memory.review(*rating, i64::from(day) * 86_400_000, day);
    }
    memory
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-4, "{found} for {expected}");
}

// The figures below are those that the algorithm's authors test their own
// implementations with, at the default parameters of FSRS-6.

/// open-spaced-repetition/ts-fsrs, packages/fsrs/__tests__/FSRS-6.test.ts, "first repeat".
#[test]
fn first_reviews_leave_what_the_reference_says() {
    let expected = [
        (Rating::Again, 0.212, 6.4133),
        (Rating::Hard, 1.2931, 5.112_170_71),
        (Rating::Good, 2.3065, 2.118_103_97),
        (Rating::Easy, 8.2956, 1.0),
    ];
    for (rating, stability, difficulty) in expected {
        let memory = reviewed(&[(rating, 0)]);
        close(memory.stability(), stability);
        close(memory.difficulty(), difficulty);
    }
}

/// open-spaced-repetition/fsrs-rs, src/inference.rs, `test_memory_state`; the same
/// in ts-fsrs, "memory state[short-term]".
#[test]
fn six_reviews_leave_what_the_reference_says() {
    let memory = reviewed(&[
        (Rating::Again, 0),
        (Rating::Good, 0),
        (Rating::Good, 1),
        (Rating::Good, 3),
        (Rating::Good, 8),
        (Rating::Good, 21),
    ]);
    close(memory.stability(), 53.62691);
    close(memory.difficulty(), 6.357_486_7);
}

/// ts-fsrs, the same file, "ivl_history": at a recall of 90 % the interval is
/// the stability, rounded.
#[test]
fn intervals_grow_and_fall_as_the_reference_says() {
    let good = (Rating::Good, [0, 0, 2, 11, 46, 163]);
    let mut reviews: Vec<_> = good.1.map(|days| (good.0, days)).into();
    let rounded = |reviews: &[(Rating, i32)]| reviewed(reviews).stability().round() as i32;
    for (at, interval) in [(2, 2), (3, 11), (4, 46), (5, 163), (6, 498)] {
        assert_eq!(rounded(&reviews[..at]), interval);
    }
    reviews.extend([(Rating::Again, 498), (Rating::Again, 0)]);
    for (days, interval) in [(0, 2), (2, 4), (4, 7), (7, 12), (12, 21)] {
        reviews.push((Rating::Good, days));
        assert_eq!(rounded(&reviews), interval);
    }
}

/// ts-fsrs, the same file, "get retrievability": eight days after an easy first review.
#[test]
fn recall_falls_as_the_reference_says() {
    let memory = reviewed(&[(Rating::Easy, 0)]);
    close(memory.recall(20_000), 1.0);
    close(memory.recall(20_008), 0.902_473_3);
    close(Memory::default().recall(20_008), 0.0);
}
