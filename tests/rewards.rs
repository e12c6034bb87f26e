//! Quiet rewards: a result names a milestone once, when it is reached.

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use certdrill::app::{ActiveSession, App, Reward, Selection};
use certdrill::quiz::{Ending, Event};
use support::{Home, at};

const DAY_MS: u64 = 86_400_000;

/// Answers `right` questions of `sitting` correctly and the rest of `of` incorrectly, and ends it.
fn answers(
    app: &mut App,
    ms: u64,
    mut sitting: ActiveSession,
    right: usize,
    of: usize,
) -> Vec<Reward> {
    for place in 0..of {
        let question = &sitting.session.slots()[place].question;
        let wanted = place < right;
        let options = question.choices.iter().filter(|it| it.correct == wanted);
        let chosen: BTreeSet<_> = options
            .take(question.correct_count())
            .map(|it| it.id.clone())
            .collect();
        let now = at(ms + 10 * (place as u64 + 1));
        for event in [
            Event::Visited { place },
            Event::Chose { place, chosen },
            Event::Answered { place },
        ] {
            app.apply(&mut sitting, event, &now).expect("it is open");
        }
    }
    let (ending, end) = (Ending::Finished, at(ms + 60_000));
    app.apply(&mut sitting, Event::Ended { ending }, &end)
        .expect("it may end");
    app.report(&sitting.header, &sitting.session, &end).rewards
}

/// Returns the rewards of a practice session of ten questions.
fn practices(app: &mut App, ms: u64, right: usize) -> Vec<Reward> {
    let overview = app.overview(&at(ms)).expect("a history");
    let sitting = app.practice(&Selection::default(), &overview, &at(ms));
    answers(app, ms, sitting.expect("there are questions"), right, 10)
}

fn bests(rewards: &[Reward]) -> Vec<String> {
    let bests = rewards.iter().filter(|it| matches!(it, Reward::Best(_)));
    bests.map(ToString::to_string).collect()
}

#[test]
fn a_personal_best_is_better_than_all_before() {
    let home = Home::new();
    let mut app = home.library();
    assert!(
        bests(&practices(&mut app, 0, 5)).is_empty(),
        "nothing came before"
    );
    assert!(bests(&practices(&mut app, 100_000, 5)).is_empty(), "equal");
    let best = bests(&practices(&mut app, 200_000, 8));
    assert_eq!(
        best,
        ["Your best practice so far: 80%, 30 points more than your previous best."]
    );
    assert!(bests(&practices(&mut app, 300_000, 7)).is_empty(), "less");
}

#[test]
fn the_longest_streak_is_reported_by_the_first_session_of_a_day() {
    let home = Home::new();
    let mut app = home.library();
    let mut said = |day: u64, hour: u64| {
        let rewards = practices(&mut app, day * DAY_MS + hour * 3_600_000, 3);
        let streak = rewards.iter().find(|it| matches!(it, Reward::Streak(_)));
        streak.map(ToString::to_string)
    };
    assert_eq!(said(0, 1), None);
    assert_eq!(said(1, 1), None, "two days are not worth a line");
    let three = Some("3 days in a row, your longest streak.".to_owned());
    assert_eq!(said(2, 1), three);
    assert_eq!(said(2, 2), None, "once a day");
    assert_eq!(said(4, 1), None);
    assert_eq!(said(5, 1), None);
    assert_eq!(said(6, 1), None, "equal to the longest");
    let four = Some("4 days in a row, your longest streak.".to_owned());
    assert_eq!(said(7, 1), four);
}

/// Returns the titles of the tasks that were reported as known.
fn known(rewards: &[Reward]) -> Vec<String> {
    let known = rewards.iter().find_map(|it| match it {
        Reward::Known(titles) => Some(titles.clone()),
        _ => None,
    });
    known.unwrap_or_default()
}

#[test]
fn a_task_whose_facts_are_all_known_is_reported_once() {
    let home = Home::new();
    let mut app = home.library();
    let all = |app: &mut App, ms: u64, wrong: usize| {
        let overview = app.overview(&at(ms)).expect("a history");
        let selection = Selection {
            count: 12,
            ..Selection::default()
        };
        let sitting = app.practice(&selection, &overview, &at(ms)).expect("12");
        answers(app, ms, sitting, 12 - wrong, 12)
    };
    assert!(known(&all(&mut app, 0, 12)).is_empty());
    let mut topics = known(&all(&mut app, DAY_MS, 0));
    topics.sort();
    assert_eq!(topics, ["Topic alpha", "Topic beta"]);
    assert!(known(&all(&mut app, 2 * DAY_MS, 12)).is_empty());
    assert!(known(&all(&mut app, 3 * DAY_MS, 0)).is_empty(), "only once");
}

#[test]
fn a_topic_with_a_single_question_is_not_reported_as_known() {
    let home = Home::new();
    let path = home.banks().join("one.toml");
    let question = "[[question]]\nid = 'q'\nstem = 'Is it so?'\n\
                    [[question.option]]\nid = 'yes'\ntext = 'Yes'\ncorrect = true\n\
                    [[question.option]]\nid = 'no'\ntext = 'No'\n";
    std::fs::write(&path, question).expect("a new file");
    let bank = certdrill::bank::load(&certdrill::bank::Origin::Path(path));
    let store = certdrill::store::Store::in_memory().expect("there is memory");
    let mut app = App::new(bank, Ok(store)).expect("an app");
    let overview = app.overview(&at(0)).expect("a history");
    let sitting = app.practice(&Selection::default(), &overview, &at(0));
    let rewards = answers(&mut app, 0, sitting.expect("a question"), 1, 1);
    assert!(rewards.is_empty(), "{rewards:?}");
    // The answer made the question known, as for any other learner.
    let record = app
        .overview(&at(100_000))
        .expect("a history")
        .record
        .clone();
    assert_eq!(record.parts_known.len(), 1);
}

#[test]
fn the_best_score_of_a_drill_is_among_those_with_the_same_time_limit() {
    let bank = certdrill::bank::load(&certdrill::bank::Origin::Embedded);
    let store = certdrill::store::Store::in_memory().expect("there is memory");
    let mut app = App::new(bank, Ok(store)).expect("an app");
    let mut drills = |ms: u64, minutes: Option<u64>, right: usize| {
        let overview = app.overview(&at(ms)).expect("a history");
        let limit = minutes.map(|it| Duration::from_secs(60 * it));
        let sitting = app.drill(limit, Some(ms), &overview, &at(ms));
        bests(&answers(&mut app, ms, sitting.expect("cells"), right, 12))
    };
    assert!(drills(0, Some(2), 6).is_empty());
    assert!(drills(100_000, Some(5), 7).is_empty(), "another limit");
    let best = ["Your best score in 2:00: 8 correct, 2 more than your previous best."];
    assert_eq!(drills(200_000, Some(2), 8), best);
    assert!(drills(300_000, Some(2), 8).is_empty(), "equal");
}
