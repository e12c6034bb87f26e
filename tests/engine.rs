//! Session scenarios that use the library directly: drawing questions, allowed events, scores, and
//! the history.

mod support;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use certdrill::app::{ActiveSession, App, HistorySnapshot, QuestionSource, Selection};
use certdrill::bank::{Origin, load};
use certdrill::model::{CellRef, ChoiceId, Claim, Question, QuestionId};
use certdrill::quiz::{
    Confidence, DrawOptions, Ending, Event, Feedback, Kind, Misconception, Order, Outcome, Policy,
    Rejection, Session, Slot, Weights, draw,
};
use certdrill::store::Store;
use support::{Home, at, draw_of, question, questions};

const LIMIT: Duration = Duration::from_secs(60);

fn chose(place: usize, options: &[&str]) -> Event {
    let chosen = options.iter().map(|id| ChoiceId::new(*id)).collect();
    Event::Chose { place, chosen }
}

fn ended(ending: Ending) -> Event {
    Event::Ended { ending }
}

/// Returns a session of `right.len()` questions with five options each. In question n, the first
/// `right[n]` options are correct.
fn session(policy: Policy, right: &[usize]) -> Session {
    let draws = right.iter().enumerate().map(|(at, right)| {
        let name = format!("q{at}");
        draw_of(question(&name, "t", None, 5, *right))
    });
    Session::new(policy, draws.collect())
}

#[test]
fn who_is_asked_what_is_not_so_believes_no_contrary_of_a_true_cell() {
    let claim = |is: &str| Claim {
        cell: CellRef::parse("owner/patches/ec2").expect("a cell"),
        value: is.into(),
    };
    for negated in [false, true] {
        let mut asked = Question {
            negated,
            ..question("q", "t", None, 4, 1)
        };
        asked.choices[1].claims = vec![claim(if negated { "customer" } else { "aws" })];
        asked.choices[1].fact = Some("who-patches".into());
        let mut session = Session::new(Policy::practice(None), vec![draw_of(asked)]);
        happens(&mut session, chose(0, &["b"]), 1).expect("it may");
        happens(&mut session, Event::Answered { place: 0 }, 2).expect("it may");
        let expected = if negated {
            Misconception::Against("who-patches".into())
        } else {
            Misconception::Cell(claim("aws"))
        };
        assert_eq!(session.slots()[0].myths(), [expected]);
    }
}

/// Applies `event` at `seconds` into the session.
fn happens(session: &mut Session, event: Event, seconds: u64) -> Result<(), Rejection> {
    let stamped = session.decide(
        event,
        Duration::from_secs(seconds),
        at(seconds * 1000).utc_ms,
    )?;
    session.evolve(&stamped);
    Ok(())
}

mod drawing {
    use super::*;

    fn wish(count: usize, order: Order, seed: u64) -> DrawOptions {
        DrawOptions { count, order, seed }
    }

    /// Returns the draw as text, one line per question, such as `q03 bcad`.
    fn told(pool: &[Arc<Question>], wish: DrawOptions) -> Vec<String> {
        let draws = draw(pool, &Weights::default(), &HashMap::new(), wish);
        let line = |draw: &certdrill::quiz::DrawnQuestion| {
            let order: Vec<_> = draw.order.iter().map(ChoiceId::as_str).collect();
            format!("{} {}", draw.question.id, order.join(""))
        };
        draws.iter().map(line).collect()
    }

    #[test]
    fn a_seed_draws_the_same_on_every_machine_and_release() {
        // These values must never change, because a seed that someone wrote down must always draw
        // the same questions.
        let pool = questions(&[4, 3, 2]);
        let drawn = [
            "t0-1 cdab",
            "t1-0 acbd",
            "t2-1 dabc",
            "t0-2 abcd",
            "t0-3 acbd",
            "t1-2 dcab",
        ];
        assert_eq!(told(&pool, wish(6, Order::Mixed, 2026)), drawn);
    }

    #[test]
    fn another_seed_draws_something_else() {
        let pool = questions(&[20]);
        let draws: HashSet<_> = (0..20)
            .map(|seed| told(&pool, wish(10, Order::Mixed, seed)))
            .collect();
        assert_eq!(draws.len(), 20);
    }

    #[test]
    fn a_pool_that_is_too_small_gives_what_it_has() {
        let pool = questions(&[2, 1]);
        assert_eq!(
            draw(
                &pool,
                &Weights::default(),
                &HashMap::new(),
                wish(10, Order::Mixed, 1)
            )
            .len(),
            3
        );
        assert!(
            draw(
                &[],
                &Weights::default(),
                &HashMap::new(),
                wish(10, Order::Mixed, 1)
            )
            .is_empty()
        );
        assert!(
            draw(
                &pool,
                &Weights::default(),
                &HashMap::new(),
                wish(0, Order::Mixed, 1)
            )
            .is_empty()
        );
    }

    #[test]
    fn growing_harder_goes_from_easy_to_hard() {
        let mut pool = Vec::new();
        for (number, difficulty) in [3, 1, 2, 2, 1, 3, 1].into_iter().enumerate() {
            let mut question = question(&format!("q{number}"), "t", None, 4, 1);
            question.difficulty = difficulty;
            pool.push(Arc::new(question));
        }
        let draws = draw(
            &pool,
            &Weights::default(),
            &HashMap::new(),
            wish(7, Order::Harder, 5),
        );
        let difficulties: Vec<_> = draws.iter().map(|it| it.question.difficulty).collect();
        assert_eq!(difficulties, [1, 1, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn unseen_questions_come_first_then_those_seen_longest_ago() {
        let pool = questions(&[6]);
        let seen = |name: &str, ms: i64| (QuestionId::new(name), ms);
        let last_seen = HashMap::from([
            seen("t0-0", 40),
            seen("t0-1", 10),
            seen("t0-2", 30),
            seen("t0-3", 20),
        ]);
        let drawn = |count| -> HashSet<String> {
            draw(
                &pool,
                &Weights::default(),
                &last_seen,
                wish(count, Order::Mixed, 9),
            )
            .iter()
            .map(|it| it.question.id.to_string())
            .collect()
        };
        let set = |names: &[&str]| {
            names
                .iter()
                .map(ToString::to_string)
                .collect::<HashSet<_>>()
        };
        assert_eq!(drawn(2), set(&["t0-4", "t0-5"]));
        assert_eq!(drawn(3), set(&["t0-4", "t0-5", "t0-1"]));
        assert_eq!(drawn(4), set(&["t0-4", "t0-5", "t0-1", "t0-3"]));
    }

    #[test]
    fn a_draw_asks_for_other_facts_before_it_asks_for_one_twice() {
        let pool: Vec<_> = (0..12)
            .map(|number| {
                let fact = format!("fact-{}", number % 4);
                Arc::new(question(&format!("q{number}"), "t", Some(&fact), 4, 1))
            })
            .collect();
        for seed in 0..20 {
            let draws = draw(
                &pool,
                &Weights::default(),
                &HashMap::new(),
                wish(4, Order::Mixed, seed),
            );
            let facts: HashSet<_> = draws.iter().map(|it| &it.question.components).collect();
            assert_eq!(facts.len(), 4, "seed {seed}");
        }
    }

    #[test]
    fn no_option_stands_in_one_place_more_often_than_chance_has_it() {
        let pool = questions(&[4]);
        let mut first: HashMap<String, usize> = HashMap::new();
        for seed in 0..500 {
            for draw in draw(
                &pool,
                &Weights::default(),
                &HashMap::new(),
                wish(4, Order::Mixed, seed),
            ) {
                *first.entry(draw.order[0].to_string()).or_default() += 1;
            }
        }
        assert_eq!(first.len(), 4);
        for (option, count) in first {
            assert!(
                (400..600).contains(&count),
                "{option} stood first {count} of 2000 times"
            );
        }
    }
}

mod practising {
    use super::*;

    #[test]
    fn an_answer_stands_until_it_is_taken_back() {
        let mut session = session(Policy::practice(None), &[1, 1]);
        happens(&mut session, chose(0, &["b"]), 1).expect("it is open");
        happens(&mut session, Event::Answered { place: 0 }, 2).expect("something is marked");
        assert_eq!(session.outcome(0), Outcome::Wrong);
        for late in [
            chose(0, &["a"]),
            Event::Answered { place: 0 },
            Event::Sure {
                place: 0,
                confidence: Some(Confidence::Sure),
            },
            Event::Struck {
                place: 0,
                choice: "c".into(),
                on: true,
            },
        ] {
            assert_eq!(happens(&mut session, late, 3), Err(Rejection::Answered));
        }
        happens(&mut session, Event::TookBack { place: 0 }, 4).expect("it is answered");
        assert_eq!(session.outcome(0), Outcome::Open);
        happens(&mut session, chose(0, &["a"]), 5).expect("it is open again");
        happens(&mut session, Event::Answered { place: 0 }, 6).expect("something is marked");
        assert_eq!(session.outcome(0), Outcome::Right);
    }

    #[test]
    fn a_hint_removes_an_incorrect_option_once_and_for_all() {
        let hint = |choice: &str| Event::Hinted {
            place: 0,
            choice: choice.into(),
        };
        let restore = Event::Struck {
            place: 0,
            choice: "b".into(),
            on: false,
        };
        let mut session = session(Policy::practice(None), &[1, 1]);
        happens(&mut session, chose(0, &["b"]), 1).expect("it is open");
        for (event, refused) in [
            (hint("a"), Rejection::NoSuchChoice),
            (hint("z"), Rejection::NoSuchChoice),
        ] {
            assert_eq!(happens(&mut session, event, 2), Err(refused));
        }
        happens(&mut session, hint("b"), 3).expect("it is incorrect");
        assert!(session.slots()[0].chosen.is_empty());
        for (event, refused) in [
            (hint("c"), Rejection::HintUsed),
            (chose(0, &["b"]), Rejection::Removed),
            (restore, Rejection::Removed),
        ] {
            assert_eq!(happens(&mut session, event, 4), Err(refused));
        }
        happens(&mut session, chose(0, &["a"]), 5).expect("it is open");
        happens(&mut session, Event::Answered { place: 0 }, 6).expect("something is marked");
        assert_eq!(session.outcome(0), Outcome::Right);
        // Undoing the answer does not undo the hint.
        happens(&mut session, Event::TookBack { place: 0 }, 7).expect("it is answered");
        assert!(session.slots()[0].is_removed(&"b".into()));

        let mut exam = super::session(Policy::exam(LIMIT), &[1]);
        assert_eq!(happens(&mut exam, hint("b"), 1), Err(Rejection::NoFeedback));
    }

    #[test]
    fn what_makes_no_sense_is_refused_and_changes_nothing() {
        let mut session = session(Policy::practice(Some(LIMIT)), &[1, 2]);
        let before = format!("{session:?}");
        for (event, refused) in [
            (Event::Visited { place: 2 }, Rejection::NoSuchPlace),
            (
                Event::Flagged { place: 9, on: true },
                Rejection::NoSuchPlace,
            ),
            (chose(0, &["z"]), Rejection::NoSuchChoice),
            (chose(0, &["a", "b"]), Rejection::TooMany),
            (chose(1, &["a", "b", "c"]), Rejection::TooMany),
            (Event::Answered { place: 0 }, Rejection::NothingMarked),
            (Event::TookBack { place: 0 }, Rejection::NotAnswered),
            (ended(Ending::Expired), Rejection::TimeLeft),
        ] {
            assert_eq!(happens(&mut session, event, 0), Err(refused));
        }
        assert_eq!(format!("{session:?}"), before);
    }

    #[test]
    fn a_question_without_a_limit_never_runs_out() {
        let mut session = session(Policy::practice(None), &[1, 1]);
        happens(&mut session, Event::Visited { place: 0 }, 0).expect("it is there");
        for place in [0, 1] {
            let ran_out = happens(&mut session, Event::RanOut { place }, 1);
            assert_eq!(ran_out, Err(Rejection::TimeLeft), "question {place}");
        }
    }

    #[test]
    fn several_right_options_are_right_together_and_wrong_apart() {
        for (chosen, outcome) in [
            (&["a", "b"][..], Outcome::Right),
            (&["a"], Outcome::Wrong),
            (&["a", "c"], Outcome::Wrong),
            (&["d", "e"], Outcome::Wrong),
        ] {
            let mut session = session(Policy::practice(None), &[2]);
            happens(&mut session, chose(0, chosen), 1).expect("it is open");
            happens(&mut session, Event::Answered { place: 0 }, 2).expect("something is marked");
            assert_eq!(session.outcome(0), outcome, "{chosen:?}");
        }
    }

    #[test]
    fn questions_that_were_not_answered_do_not_count() {
        let mut session = session(Policy::practice(None), &[1, 1, 1]);
        happens(&mut session, chose(0, &["a"]), 1).expect("it is open");
        happens(&mut session, Event::Answered { place: 0 }, 1).expect("something is marked");
        happens(&mut session, chose(1, &["a"]), 2).expect("it is open");
        happens(&mut session, ended(Ending::Finished), 3).expect("it may end");
        let score = session.score();
        assert_eq!((score.all.right, score.all.of, score.blank), (1, 1, 0));
    }

    #[test]
    fn time_is_spent_on_the_question_that_is_open_until_it_is_answered() {
        let mut session = session(Policy::practice(None), &[1, 1]);
        let visit = |place| Event::Visited { place };
        for (event, seconds) in [
            (visit(0), 0),
            (visit(1), 10),
            (visit(0), 15),
            (chose(0, &["a"]), 18),
            (Event::Answered { place: 0 }, 20),
            (visit(1), 90),
            (Event::Left, 95),
            (Event::Resumed, 95),
            (chose(1, &["b"]), 97),
        ] {
            happens(&mut session, event, seconds).expect("it may happen");
        }
        let spent: Vec<_> = session
            .slots()
            .iter()
            .map(|it| it.spent.as_secs())
            .collect();
        // Time spent reading the reasons counts toward the session but not toward any question.
        assert_eq!(spent, [15, 12]);
        assert_eq!(session.elapsed().as_secs(), 97);
    }
}

mod exams {
    use super::*;

    fn exam() -> Session {
        session(Policy::exam(LIMIT), &[1, 1, 2])
    }

    #[test]
    fn answers_can_be_changed_until_the_end_and_nothing_is_told() {
        let mut session = exam();
        for (option, seconds) in [("b", 1), ("c", 2), ("a", 3)] {
            happens(&mut session, chose(0, &[option]), seconds).expect("it is open");
            assert_eq!(session.outcome(0), Outcome::Open);
        }
        let answered = happens(&mut session, Event::Answered { place: 0 }, 4);
        assert_eq!(answered, Err(Rejection::NoFeedback));
        happens(&mut session, chose(1, &["b"]), 5).expect("it is open");
        happens(&mut session, ended(Ending::Finished), 6).expect("it may end");
        let outcomes: Vec<_> = (0..3).map(|place| session.outcome(place)).collect();
        assert_eq!(outcomes, [Outcome::Right, Outcome::Wrong, Outcome::Blank]);
        let score = session.score();
        assert_eq!((score.all.right, score.all.of, score.blank), (1, 3, 1));
        let path: Vec<_> = session.slots()[0]
            .path
            .iter()
            .map(|step| &step.chosen)
            .collect();
        assert_eq!(path.len(), 3, "how the choice came about is kept");
    }

    #[test]
    fn at_the_very_instant_of_the_limit_an_answer_is_refused() {
        let session = exam();
        let before = LIMIT.saturating_sub(Duration::from_millis(1));
        assert!(session.decide(chose(0, &["a"]), before, 0).is_ok());
        for late in [LIMIT, LIMIT + Duration::from_millis(1), LIMIT * 100] {
            for event in [
                chose(0, &["a"]),
                Event::Visited { place: 1 },
                Event::Left,
                ended(Ending::Finished),
            ] {
                let refused = session.decide(event, late, 0);
                assert_eq!(refused, Err(Rejection::TimeUp));
            }
            let end = session
                .decide(ended(Ending::Expired), late, 0)
                .expect("time is up");
            assert_eq!(end.elapsed, LIMIT, "it took no longer than it may");
        }
    }

    #[test]
    fn nothing_happens_after_the_end() {
        let mut session = exam();
        happens(&mut session, ended(Ending::Finished), 5).expect("it may end");
        for event in [
            chose(0, &["a"]),
            Event::Resumed,
            ended(Ending::Expired),
            ended(Ending::Finished),
        ] {
            assert_eq!(happens(&mut session, event, 7), Err(Rejection::Ended));
        }
        assert_eq!(session.ending(), Some(Ending::Finished));
        assert_eq!(session.ended_ms(), Some(at(5000).utc_ms));
    }
}

/// Sessions with a history, each in its own home folder.
mod keeping {
    use super::*;

    fn overview(app: &mut App, ms: u64) -> std::rc::Rc<HistorySnapshot> {
        app.overview(&at(ms)).expect("the history can be read")
    }

    fn practise(app: &mut App, selection: &Selection, ms: u64) -> ActiveSession {
        let seen = overview(app, ms);
        app.practice(selection, &seen, &at(ms))
            .expect("there are questions")
    }

    fn key(slot: &Slot) -> BTreeSet<ChoiceId> {
        let right = slot.question.choices.iter().filter(|it| it.correct);
        right.map(|it| it.id.clone()).collect()
    }

    fn wrong(slot: &Slot) -> BTreeSet<ChoiceId> {
        let wrong = slot.question.choices.iter().filter(|it| !it.correct);
        wrong.take(1).map(|it| it.id.clone()).collect()
    }

    fn answer(app: &mut App, sitting: &mut ActiveSession, place: usize, right: bool, ms: u64) {
        let slot = &sitting.session.slots()[place];
        let chosen = if right { key(slot) } else { wrong(slot) };
        for event in [
            Event::Visited { place },
            Event::Chose { place, chosen },
            Event::Answered { place },
        ] {
            app.apply(sitting, event, &at(ms)).expect("it is open");
        }
        assert!(sitting.is_saved());
    }

    fn finish(app: &mut App, mut sitting: ActiveSession, ms: u64) {
        let end = ended(Ending::Finished);
        app.apply(&mut sitting, end, &at(ms)).expect("it may end");
    }

    fn missed(app: &mut App, ms: u64) -> Vec<(QuestionId, usize)> {
        let list = overview(app, ms).record.missed.clone();
        list.into_iter()
            .map(|it| (it.question, it.righted))
            .collect()
    }

    fn reopened(home: &Home) -> App {
        home.library()
    }

    #[test]
    fn what_is_read_back_is_what_was_there() {
        let home = Home::new();
        let mut app = home.library();
        let mut sitting = practise(&mut app, &Selection::default(), 0);
        answer(&mut app, &mut sitting, 0, true, 1_500);
        answer(&mut app, &mut sitting, 1, false, 3_001);
        let choice = sitting.session.slots()[2].order[0].clone();
        for event in [
            Event::Visited { place: 2 },
            Event::Struck {
                place: 2,
                choice,
                on: true,
            },
            Event::Flagged { place: 2, on: true },
            Event::Sure {
                place: 2,
                confidence: Some(Confidence::Guess),
            },
            Event::TookBack { place: 1 },
            Event::Left,
        ] {
            app.apply(&mut sitting, event, &at(4_444))
                .expect("it may happen");
        }
        drop(app);
        let kept = Store::open(&home.history()).expect("it opens");
        let kept = kept
            .sessions(&sitting.header.bank, &|_| None)
            .expect("it can be read");
        assert_eq!(kept.len(), 1);
        let there = (
            format!("{:?}", kept[0].header),
            format!("{:?}", kept[0].session),
        );
        let here = (
            format!("{:?}", sitting.header),
            format!("{:?}", sitting.session),
        );
        assert_eq!(there, here);
    }

    #[test]
    fn a_question_is_shared_with_the_bank_only_if_it_has_not_changed() {
        let home = Home::new();
        let mut app = home.library();
        let sitting = practise(&mut app, &Selection::default(), 0);
        let asked: Vec<_> = sitting.session.slots().iter().collect();
        let changed = &asked[0].question;
        let current = |id: &QuestionId| {
            let slot = asked.iter().find(|slot| slot.question.id == *id)?;
            let mut question = Arc::clone(&slot.question);
            if *id == changed.id {
                Arc::make_mut(&mut question).stem.push('!');
            }
            Some(question)
        };
        let kept = Store::open(&home.history()).expect("it opens");
        let kept = kept.sessions(&sitting.header.bank, &current);
        let kept = kept.expect("it can be read").remove(0);
        for (slot, now) in kept.session.slots().iter().zip(&asked) {
            let is_same = slot.question.id != changed.id;
            assert_eq!(slot.question, now.question);
            assert_eq!(Arc::ptr_eq(&slot.question, &now.question), is_same);
        }
    }

    #[test]
    fn going_on_goes_on_and_time_away_is_not_counted_in_practice() {
        let home = Home::new();
        let mut app = home.library();
        let limit = Some(Duration::from_secs(600));
        let selection = Selection {
            limit,
            ..Selection::default()
        };
        let mut sitting = practise(&mut app, &selection, 0);
        answer(&mut app, &mut sitting, 0, true, 60_000);
        drop((app, sitting));
        let mut app = reopened(&home);
        let later = 60_000 + 3_600_000;
        let open = overview(&mut app, later).open_session().cloned();
        let mut sitting = app.resume(open.expect("it is open"), &at(later));
        assert_eq!(sitting.left(&at(later)), Some(Duration::from_secs(540)));
        answer(&mut app, &mut sitting, 1, true, later + 40_000);
        let left = sitting.left(&at(later + 40_000));
        assert_eq!(left, Some(Duration::from_secs(500)));
    }

    #[test]
    fn the_second_of_two_sittings_to_write_is_told_and_overwrites_nothing() {
        let home = Home::new();
        let mut first = home.library();
        let mut here = practise(&mut first, &Selection::default(), 0);
        let mut second = home.library();
        let open = overview(&mut second, 1_000).open_session().cloned();
        let mut there = second.resume(open.expect("it is open"), &at(1_000));
        assert!(!there.taken);
        answer(&mut second, &mut there, 0, true, 2_000);
        let chosen = wrong(&here.session.slots()[0]);
        let late = Event::Chose { place: 0, chosen };
        let _told_by_taken = first.apply(&mut here, late, &at(3_000));
        assert!(here.taken);
        assert!(!here.is_saved());
        let kept = second.sessions().expect("the log can be read");
        assert_eq!(kept[0].session.outcome(0), Outcome::Right);
    }

    #[test]
    fn a_session_that_the_history_has_lost_is_no_other_program_s() {
        let home = Home::new();
        let mut app = home.library();
        let mut sitting = practise(&mut app, &Selection::default(), 0);
        let db = rusqlite::Connection::open(home.history()).expect("it opens");
        db.execute_batch("DELETE FROM event; DELETE FROM slot; DELETE FROM session;")
            .expect("emptied");
        let flagged = Event::Flagged { place: 0, on: true };
        app.apply(&mut sitting, flagged, &at(2_000))
            .expect("one can go on with it");
        assert!(sitting.session.slots()[0].flagged);
        let told = sitting.trouble_in_words().expect("it is told");
        assert!(told.contains("is no longer in the history"), "{told}");
    }

    #[test]
    fn a_missed_question_leaves_after_two_sittings_right_and_not_after_one() {
        let home = Home::new();
        let mut app = home.library();
        let one = Selection {
            count: 1,
            ..Selection::default()
        };
        let mut sitting = practise(&mut app, &one, 0);
        let name = sitting.session.slots()[0].question.id.clone();
        answer(&mut app, &mut sitting, 0, false, 1_000);
        finish(&mut app, sitting, 2_000);
        assert_eq!(missed(&mut app, 3_000), [(name.clone(), 0)]);
        for (number, left) in [(1, Some(1)), (2, None)] {
            let ms = number * 10_000;
            let seen = overview(&mut app, ms);
            let mut sitting = app
                .review(&one, &seen, &at(ms))
                .expect("something is missed");
            assert_eq!(sitting.header.kind, Kind::Review);
            answer(&mut app, &mut sitting, 0, true, ms + 1);
            finish(&mut app, sitting, ms + 2);
            let expected: Vec<_> = left
                .map(|righted| (name.clone(), righted))
                .into_iter()
                .collect();
            assert_eq!(missed(&mut app, ms + 3), expected);
        }
        let seen = overview(&mut app, 90_000);
        assert!(app.review(&one, &seen, &at(90_000)).is_none());
    }

    #[test]
    fn a_new_practice_ends_the_open_one_and_an_exam_goes_on_beside_it() {
        let home = Home::new();
        let mut app = home.library();
        let selection = Selection {
            limit: Some(Duration::from_secs(3_600)),
            ..Selection::default()
        };
        let seen = overview(&mut app, 0);
        app.exam(&selection, &seen, &at(0))
            .expect("there are questions");
        let mut left = practise(&mut app, &Selection::default(), 1_000);
        answer(&mut app, &mut left, 0, true, 2_000);
        let mut next = practise(&mut app, &Selection::default(), 3_000);
        app.settle(&mut next, &at(3_000));
        let kept = overview(&mut app, 4_000);
        let log = app.sessions().expect("the log can be read");
        let endings: Vec<_> = log.iter().map(|it| it.session.ending()).collect();
        assert_eq!(endings, [None, Some(Ending::Abandoned), None]);
        assert_eq!(kept.record.all.of, 1, "what was answered counts");
        let open = kept.open_session().expect("two are open");
        assert_eq!(open.header.kind, Kind::Exam, "its clock runs meanwhile");
    }

    #[test]
    fn an_exam_whose_deadline_passed_is_ended_at_its_deadline_once() {
        let home = Home::new();
        let mut app = home.library();
        let selection = Selection {
            limit: Some(LIMIT),
            ..Selection::default()
        };
        let seen = overview(&mut app, 0);
        app.exam(&selection, &seen, &at(0))
            .expect("there are questions");
        assert!(overview(&mut app, 59_999).open_session().is_some());
        for ms in [60_000, 60_001, 7_200_000] {
            let mut app = reopened(&home);
            let kept = overview(&mut app, ms);
            assert!(kept.open_session().is_none());
            let log = app.sessions().expect("the log can be read");
            let session = &log[0].session;
            assert_eq!(session.ending(), Some(Ending::Expired));
            assert_eq!(session.ended_ms(), Some(at(60_000).utc_ms));
            assert_eq!(log.len(), 1);
        }
    }

    #[test]
    fn flagged_and_unseen_questions_can_be_practiced_by_themselves() {
        let home = Home::new();
        let mut app = home.library();
        let mut sitting = practise(
            &mut app,
            &Selection {
                count: 4,
                ..Selection::default()
            },
            0,
        );
        for place in 0..4 {
            answer(&mut app, &mut sitting, place, true, 1_000);
        }
        let flag = |place, on| Event::Flagged { place, on };
        for event in [flag(1, true), flag(2, true), flag(2, false)] {
            app.apply(&mut sitting, event, &at(2_000)).expect("it may");
        }
        let seen = overview(&mut app, 3_000);
        let names = |which| -> Vec<_> {
            let selection = Selection {
                which,
                ..Selection::default()
            };
            app.pool(&selection, &seen)
                .iter()
                .map(|it| it.id.clone())
                .collect()
        };
        assert_eq!(
            names(QuestionSource::Flagged),
            [sitting.session.slots()[1].question.id.clone()]
        );
        assert_eq!(names(QuestionSource::Unseen).len(), 8);
        assert_eq!(names(QuestionSource::All).len(), 12);
        let asked: HashSet<_> = sitting
            .session
            .slots()
            .iter()
            .map(|it| &it.question.id)
            .collect();
        assert!(
            names(QuestionSource::Unseen)
                .iter()
                .all(|it| !asked.contains(it))
        );
    }

    #[test]
    fn a_flag_stays_until_it_is_taken_off() {
        let home = Home::new();
        let mut app = home.library();
        let flagged_after = |app: &mut App, ms: u64, flags: &[bool]| {
            let all = Selection {
                count: 12,
                ..Selection::default()
            };
            let mut sitting = practise(app, &all, ms);
            let slots = sitting.session.slots();
            let first = |slot: &Slot| slot.question.id.as_str() == "q01";
            let place = slots.iter().position(first).expect("all are asked");
            for on in flags {
                let flag = Event::Flagged { place, on: *on };
                app.apply(&mut sitting, flag, &at(ms + 1_000))
                    .expect("it may");
            }
            for place in 0..12 {
                answer(app, &mut sitting, place, true, ms + 2_000);
            }
            let ending = Ending::Finished;
            app.apply(&mut sitting, Event::Ended { ending }, &at(ms + 3_000))
                .expect("it may");
            overview(app, ms + 4_000).record.flagged.len()
        };
        assert_eq!(flagged_after(&mut app, 0, &[true]), 1);
        assert_eq!(flagged_after(&mut app, 10_000, &[]), 1);
        assert_eq!(flagged_after(&mut app, 20_000, &[true, false]), 0);
    }

    #[test]
    fn a_seed_with_the_same_bank_and_history_gives_the_same_session() {
        let selection = Selection {
            seed: Some(77),
            ..Selection::default()
        };
        let sat = || {
            let home = Home::new();
            let mut app = home.library();
            let sitting = practise(&mut app, &selection, 0);
            assert_eq!(sitting.header.seed, 77);
            format!("{:?}", sitting.session)
        };
        assert_eq!(sat(), sat());
    }

    #[test]
    fn banks_do_not_see_each_other_s_history() {
        let home = Home::new();
        let mut app = home.library();
        let mut sitting = practise(&mut app, &Selection::default(), 0);
        answer(&mut app, &mut sitting, 0, false, 1_000);
        let store = Store::open(&home.history()).expect("it opens");
        let other = load(&Origin::Path(support::long().into()));
        let other = App::new(other, Ok(store)).expect("it opens");
        assert!(other.sessions().expect("it can be read").is_empty());
        assert_eq!(app.sessions().expect("it can be read").len(), 1);
    }

    #[test]
    fn where_the_time_of_session_and_question_end_together_the_session_ends() {
        let home = Home::new();
        let mut app = home.library();
        let selection = Selection {
            limit: Some(LIMIT),
            each: Some(LIMIT),
            ..Selection::default()
        };
        let mut sitting = practise(&mut app, &selection, 0);
        app.apply(&mut sitting, Event::Visited { place: 0 }, &at(0))
            .expect("time is left");
        let chosen = key(&sitting.session.slots()[0]);
        let late = Event::Chose { place: 0, chosen };
        let refused = app.apply(&mut sitting, late, &at(60_000));
        assert_eq!(refused, Err(Rejection::TimeUp));
        assert_eq!(sitting.session.ending(), Some(Ending::Expired));
    }

    #[test]
    fn reasons_at_the_end_come_at_the_end_of_a_practice_too() {
        let home = Home::new();
        let mut app = home.library();
        let selection = Selection {
            feedback: Feedback::End,
            count: 2,
            ..Selection::default()
        };
        let mut sitting = practise(&mut app, &selection, 0);
        let chosen = key(&sitting.session.slots()[0]);
        app.apply(&mut sitting, Event::Chose { place: 0, chosen }, &at(1))
            .expect("it is open");
        assert_eq!(
            overview(&mut app, 2).record.all.of,
            0,
            "nothing is told yet"
        );
        finish(&mut app, sitting, 3);
        let after = overview(&mut app, 4);
        let record = &after.record;
        assert_eq!(record.all.of, 1, "a question left blank is no answer");
        assert_eq!(record.missed.len(), 1, "but it was missed");
    }
}
