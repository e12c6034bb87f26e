//! Every figure is the same on all screens and in all commands.

mod support;

use std::collections::BTreeSet;

use certdrill::app::{App, Scope, Selection, TodayQueue};
use certdrill::learn::Mastery;
use certdrill::quiz::{Confidence, Ending, Event};
use certdrill::store::SessionId;
use support::{Home, at, before_now, small};

const DAY_MS: u64 = 86_400_000;
/// Finished after one minute.
const FINISHED: (Ending, u64) = (Ending::Finished, 60_000);

/// Answers the first questions of a session and returns the session's ID.
fn answers(
    app: &mut App,
    ms: u64,
    exam: bool,
    given: &[(bool, Option<Confidence>)],
    (ending, ended_ms): (Ending, u64),
) -> SessionId {
    let overview = app.overview(&at(ms)).expect("a history");
    let selection = Selection {
        count: 4,
        seed: Some(7),
        ..Selection::default()
    };
    let sitting = if exam {
        app.exam(&selection, &overview, &at(ms))
    } else {
        app.practice(&selection, &overview, &at(ms))
    };
    let mut sitting = sitting.expect("there are questions");
    for (place, (right, confidence)) in given.iter().enumerate() {
        let question = &sitting.session.slots()[place].question;
        let options = question.choices.iter().filter(|it| it.correct == *right);
        let chosen: BTreeSet<_> = options
            .take(question.correct_count())
            .map(|it| it.id.clone())
            .collect();
        let confidence = *confidence;
        let now = at(ms + 1_000 * (place as u64 + 1));
        for event in [
            Event::Visited { place },
            Event::Chose { place, chosen },
            Event::Sure { place, confidence },
        ] {
            app.apply(&mut sitting, event, &now).expect("it is open");
        }
        if !exam {
            app.apply(&mut sitting, Event::Answered { place }, &now)
                .expect("it may be answered");
        }
    }
    app.apply(&mut sitting, Event::Ended { ending }, &at(ms + ended_ms))
        .expect("it may end");
    sitting.header.id
}

#[test]
fn what_is_due_is_one_figure_on_home_in_the_plan_and_in_the_forecast() {
    let home = Home::new();
    let mut app = home.library();
    // An incorrect answer that the learner was sure of makes the item due immediately rather than
    // tomorrow.
    let given = [(false, Some(Confidence::Sure)), (true, None), (false, None)];
    answers(&mut app, 0, false, &given, FINISHED);
    for days in [0, 1, 2, 30] {
        let now = at(120_000 + days * DAY_MS);
        let overview = app.overview(&now).expect("a history");
        let home = app.home_of(&overview);
        let due = TodayQueue::of(&home, home.plan).due;
        let insight = app.insight(&overview, &Scope::default());
        assert!(due > 0, "after {days} days");
        assert_eq!(home.due(), due);
        assert_eq!(insight.due(), due);
        assert_eq!(home.summary.forecast(home.today, 14), insight.forecast);
        let known = overview.record.knowledge.values();
        let is_due = known.filter(|it| it.memory.is_due(overview.today));
        assert_eq!(is_due.count(), due);
    }
}

#[test]
fn commands_say_the_same_of_today() {
    let home = Home::new();
    let mut program = home.start(&["practice", "--count", "2", "--bank", &small()]);
    program.asks();
    program.press("s");
    program.answers_wrong();
    program.press("q");
    let plan = home.run(&["plan", "--bank", &small(), "--json"]).json();
    let stats = home.run(&["stats", "--bank", &small(), "--json"]).json();
    assert_eq!(plan["due"], stats["forecast"][0]);
    let told = home.run(&["stats", "--bank", &small()]).out;
    let today = format!(
        "Today: {} due, 1 question missed, {} facts new.",
        plan["due"], plan["new"]
    );
    assert!(told.contains(&today), "{told}");
}

#[test]
fn facts_are_counted_once_for_all() {
    let home = Home::new();
    let list = home.run(&["bank", "list", "--json"]).json();
    let stats = home.run(&["bank", "stats", "--json"]).json();
    assert_eq!(list["facts"], stats["all"]["facts"]);
    let check = home.run(&["bank", "check"]);
    let facts = format!("on {} facts", list["facts"]);
    let said = format!("{}{}", check.out, check.err);
    assert!(said.contains(&facts), "{said}");
    let plan = home.run(&["plan", "--json"]).json();
    assert_eq!(plan["new"], list["facts"], "nothing was asked yet");
    let home = home.start(&[]).sees("New here?");
    assert!(home.says(&facts), "{}", home.text());
}

#[test]
fn readiness_on_home_is_that_of_progress() {
    let home = Home::new();
    let mut app = home.library();
    for session in 0..6 {
        let given = [
            (true, None),
            (session > 2, None),
            (true, None),
            (false, None),
        ];
        answers(&mut app, session * DAY_MS, false, &given, FINISHED);
    }
    for days in [6, 20] {
        let now = at(days * DAY_MS);
        let overview = app.overview(&now).expect("a history");
        let insight = app.insight(&overview, &Scope::default());
        // Read the figures twice. The second time, they come from the cache.
        for _ in 0..2 {
            let summary = app.home(&now).expect("a history").summary;
            assert_eq!(summary.ready.map(|it| it.share), insight.readiness.all);
            let pass = insight.readiness.passing.as_ref().ok();
            assert_eq!(summary.passing.map(|it| it.share), pass.map(|it| it.pass));
        }
    }
}

#[test]
fn known_is_one_figure_on_home_in_topics_in_tables_and_in_lessons() {
    let home = Home::new();
    let mut app = home.library();
    let given = [(true, None), (true, None), (false, None), (true, None)];
    answers(&mut app, 0, false, &given, FINISHED);
    for days in [0, 40] {
        let overview = app
            .overview(&at(60_000 + days * DAY_MS))
            .expect("a history");
        let insight = app.insight(&overview, &Scope::default());
        let facts = insight.facts_in_all();
        let summary = app.home_of(&overview).summary;
        assert_eq!(summary.facts, facts);
        assert_eq!(facts.total(), app.stats().all.facts);
        let tables = app.tables(&overview);
        let recalled = tables
            .iter()
            .flat_map(|it| &it.entries)
            .map(|it| it.recalled);
        assert_eq!(summary.cells.all_known(), recalled.sum::<usize>());
        let known = insight.facts();
        let known = known.filter(|it| it.mastery >= Mastery::Known).count();
        assert_eq!(known, facts.all_known());
    }
}

#[test]
fn an_exam_that_was_left_has_no_score_anywhere() {
    let home = Home::new();
    let mut app = home.library();
    let given = [(true, None), (true, None)];
    let left = answers(&mut app, 0, true, &given, (Ending::Abandoned, 30_000));
    let more = [(true, None); 4];
    answers(&mut app, 60_000, true, &more, FINISHED);
    let overview = app.overview(&at(120_000)).expect("a history");
    let insight = app.insight(&overview, &Scope::default());
    assert_eq!((insight.exams.len(), insight.exams_left), (1, 1));
    let past = overview.past.iter().find(|it| it.id == left);
    let past = past.expect("it is listed");
    assert_eq!((past.score.of, past.left_of), (2, Some(4)));
    drop(app);
    let bank = small();
    let results = home.run(&["results", "--bank", &bank]).out;
    assert!(results.contains("left after 2 of 4"), "{results}");
    let stats = home.run(&["stats", "--bank", &bank]).out;
    assert!(stats.contains("left after 2 of 4"), "{stats}");
    assert!(stats.contains("1 exam was left before the end"), "{stats}");
    let mut program = home.open_small();
    program.sees("Today");
    program.press("4\t");
    program.sees("left after 2 of 4");
}

#[test]
fn a_practice_that_was_left_is_shown_as_left_everywhere() {
    let home = Home::new();
    let mut app = home.library();
    let given = [(true, None), (false, None)];
    // The session ends on the next day, when another practice session starts.
    let left = answers(&mut app, 0, false, &given, (Ending::Abandoned, DAY_MS));
    let began_ms = app.sat(left).expect("it is there").header.began.utc_ms;
    drop(app);
    let (bank, says) = (small(), "left after 2 of 4, 1 correct");
    let stats = home.run(&["stats", "--bank", &bank]).out;
    assert!(stats.contains(says), "{stats}");
    let stats = home.run(&["stats", "--json", "--bank", &bank]).json();
    let session = &stats["sessions"][0];
    assert_eq!(session["left_of"], 4);
    assert_eq!(session["began_ms"], began_ms);
    let listed = home
        .script(&["--bank", &bank], &["4", "1", "", "q", "q"])
        .out;
    let listed = listed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(listed.contains(says), "{listed}");
    assert!(
        listed.contains("Left after 2 of 4: 1 of 2 correct"),
        "{listed}"
    );
    let mut program = home.start_at(120, 40, &["--bank", &bank]);
    program.sees(says);
    program.press("4\t");
    program.sees(says);
    program.press("\r");
    let result = program.sees("Left after 2 of 4: 1 of 2 correct");
    assert!(!result.shows("so far"), "no best score: {}", result.text());
}

#[test]
fn a_session_is_dated_by_its_start() {
    let home = Home::new();
    let mut app = home.library();
    let given = [(true, None)];
    // The first session is abandoned three days later, when another one starts.
    answers(&mut app, 0, false, &given, (Ending::Abandoned, 3 * DAY_MS));
    answers(&mut app, 3 * DAY_MS, false, &given, FINISHED);
    let overview = app.overview(&at(4 * DAY_MS)).expect("a history");
    let days: BTreeSet<_> = overview
        .past
        .iter()
        .map(|it| overview.calendar.day_of(it.began_ms, it.offset_s))
        .collect();
    assert_eq!(days.len(), 2);
    drop(app);
    let stats = home.run(&["stats", "--bank", &small()]).out;
    // The moments in this test start on November 14, 2023.
    assert!(stats.contains("2023-11-14"), "{stats}");
    assert!(stats.contains("2023-11-17"), "{stats}");
}

#[test]
fn a_period_narrows_confidence_and_time() {
    let home = Home::new();
    let mut app = home.library();
    let given = [
        (true, Some(Confidence::Sure)),
        (false, Some(Confidence::Guess)),
    ];
    answers(&mut app, 0, false, &given, FINISHED);
    let overview = app.overview(&at(20 * DAY_MS)).expect("a history");
    let answered = |days: Option<i32>| {
        let scope = Scope {
            days,
            ..Scope::default()
        };
        let insight = app.insight(&overview, &scope);
        let sum = |tallies: &[certdrill::quiz::Tally]| tallies.iter().map(|it| it.of).sum();
        let confidence: usize = sum(&insight.confidence);
        let times: usize = sum(&insight.times);
        (confidence, times)
    };
    assert_eq!(answered(None), (2, 2));
    assert_eq!(answered(Some(30)), (2, 2));
    assert_eq!(answered(Some(7)), (0, 0));
}

#[test]
fn recall_is_not_stated_while_a_fact_is_being_learned() {
    let home = Home::new();
    let mut app = home.library();
    answers(&mut app, 0, false, &[(false, None)], FINISHED);
    let overview = app.overview(&at(60_000)).expect("a history");
    let insight = app.insight(&overview, &Scope::default());
    let fact = insight.items.first().expect("one was asked");
    assert_eq!((fact.mastery, fact.recall), (Mastery::Learning, None));
}

#[test]
fn a_few_answers_are_not_stated_in_percent_and_say_nothing_of_confidence() {
    let home = Home::new();
    let mut app = home.library();
    let given = [(true, Some(Confidence::Sure)); 2];
    answers(&mut app, 0, false, &given, FINISHED);
    drop(app);
    let stats = home.run(&["stats", "--bank", &small()]).out;
    assert!(stats.contains("Sure: 2 of 2 correct.\n"), "{stats}");
    assert!(!stats.contains("When you were sure"), "{stats}");
}

#[test]
fn the_pass_line_is_explained_in_points_and_percent() {
    let home = Home::new();
    let path = home.history_to_be();
    let store = certdrill::store::Store::open(&path).map_err(|error| error.to_string());
    let bank = certdrill::bank::load(&certdrill::bank::Origin::Embedded);
    let mut app = App::new(bank, store).expect("the bank is embedded");
    let now = before_now(std::time::Duration::from_secs(60));
    let overview = app.overview(&now).expect("a history");
    let selection = Selection {
        count: 1,
        ..Selection::default()
    };
    let mut exam = app.exam(&selection, &overview, &now).expect("questions");
    let chosen = [exam.session.slots()[0].question.choices[0].id.clone()].into();
    for event in [
        Event::Chose { place: 0, chosen },
        Event::Ended {
            ending: Ending::Finished,
        },
    ] {
        app.apply(&mut exam, event, &now).expect("it is open");
    }
    drop(app);
    let stats = home.run(&["stats"]).out;
    let line = "The passing score is 700 of 1,000 points, about 67% correct.";
    assert!(stats.contains(line), "{stats}");
}

#[test]
fn known_weak_and_ready_each_stand_for_one_figure() {
    let home = Home::new();
    let mut app = home.library();
    // The sessions end today, because the commands below use the current time.
    let today = (before_now(std::time::Duration::from_secs(60)).utc_ms - at(0).utc_ms) as u64;
    let given = [(true, None), (true, None), (true, None), (false, None)];
    for days in [300, 240, 150, 60, 0] {
        let given = if days == 0 { &given[..] } else { &given[..3] };
        answers(&mut app, today - days * DAY_MS, false, given, FINISHED);
    }
    let overview = app.overview(&at(today + 60_000)).expect("a history");
    let insight = app.insight(&overview, &Scope::default());
    let facts = insight.facts_in_all();
    let items = app.bank().terms.len() + app.stats().all.cells + facts.total();
    let guide = app.guide(&overview);
    assert!(
        facts.mastered > 0 && facts.known + facts.learning > 0,
        "{facts:?}"
    );
    let terms = app.term_counts(&overview, &Scope::default());
    assert_eq!(guide.all.items.total(), items);
    let cells: usize = app
        .tables(&overview)
        .iter()
        .flat_map(|it| &it.entries)
        .map(|it| it.recalled)
        .sum();
    assert_eq!(
        guide.all.items.all_known(),
        facts.all_known() + cells + terms.all_known()
    );
    drop(app);
    let stats = home.run(&["stats", "--bank", &small()]).out;
    let all = stats
        .lines()
        .find(|it| it.trim_start().starts_with("All:"))
        .expect("all topics");
    assert!(
        all.contains(&format!("{} known", facts.all_known())),
        "{all}"
    );
    assert!(
        !stats.contains("% known"),
        "readiness is not called known: {stats}"
    );
    let mut program = home.open_small();
    program.sees("Today");
    let learn = program.press("8").sees("facts known");
    let known = format!("{} of {} facts known", facts.all_known(), facts.total());
    assert!(learn.says(&known), "{}", learn.text());
    let ready = program.press("q4\t\t").sees("Domain or task");
    assert!(
        ready.shows("ready") && !ready.shows(" known"),
        "{}",
        ready.text()
    );
    let overview = program.press("\x1b[Z\x1b[Z").sees("of them mastered");
    assert!(
        overview.says(&format!("{} known", facts.all_known())),
        "{}",
        overview.text()
    );
}

#[test]
fn one_answer_is_no_percentage_in_the_form_and_no_range_in_the_result() {
    let home = Home::new();
    let bank = small();
    let args = [
        "practice", "--count", "1", "--topic", "alpha", "--bank", &bank,
    ];
    let mut program = home.start(&args);
    program.asks();
    program.answers_right();
    program.press("\r");
    let result = program.sees("1 of 1 correct");
    assert!(
        result.says("A likely range requires at least 10 questions."),
        "{}",
        result.text()
    );
    program.press("q").sees("Today");
    let form = program.press("1").sees("questions match");
    assert!(form.shows("1 of 1 correct"), "{}", form.text());
    assert!(!form.shows("100%"), "{}", form.text());
}
