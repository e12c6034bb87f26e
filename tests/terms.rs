//! Terms as units of memory: the options of a drill, the effect of an answer, and the export to
//! another machine.

mod support;

use std::collections::HashSet;

use certdrill::app::{
    ActiveSession, App, DrillLimits, QuestionSource, Scope, Selection, StudyPlan, TermDrill,
};
use certdrill::bank::{Origin, load};
use certdrill::learn::{DailyGoal, Knowledge, Mastery};
use certdrill::model::{Component, TermId};
use certdrill::quiz::{Event, Kind, Moment};
use certdrill::store::Store;
use support::{Home, terms};

fn moment(day: i64) -> Moment {
    Moment {
        // Noon.
        utc_ms: day * 86_400_000 + 43_200_000,
        offset_s: 0,
        boot: Some("one".into()),
        boot_ms: 1_000_000,
    }
}

fn app(origin: &Origin) -> App {
    let store = Store::in_memory().expect("a store");
    App::new(load(origin), Ok(store)).expect("an app")
}

fn drill(app: &mut App, terms: &[TermId], drill: TermDrill, day: i64) -> ActiveSession {
    let overview = app.overview(&moment(day)).expect("a history");
    let limits = DrillLimits {
        seed: Some(7),
        ..DrillLimits::default()
    };
    let begun = app.drill_terms(terms, drill, limits, &overview, &moment(day));
    begun.expect("there are terms")
}

/// Answers question `place` correctly or incorrectly.
fn answer(app: &mut App, sitting: &mut ActiveSession, place: usize, right: bool, day: i64) {
    let choices = &sitting.session.slots()[place].question.choices;
    let choice = choices.iter().find(|it| it.correct == right);
    let chosen = [choice.expect("an option").id.clone()].into();
    for event in [
        Event::Visited { place },
        Event::Chose { place, chosen },
        Event::Answered { place },
    ] {
        app.apply(sitting, event, &moment(day)).expect("it may be");
    }
}

fn known(app: &mut App, term: &str, day: i64) -> Option<Knowledge> {
    let overview = app.overview(&moment(day)).expect("a history");
    let component = Component::Term(term.into());
    overview.record.knowledge.get(&component).cloned()
}

#[test]
fn every_term_of_the_embedded_bank_gets_four_options_and_only_one_of_them_fits() {
    let mut app = app(&Origin::Embedded);
    let all: Vec<_> = app.bank().terms.iter().map(|it| it.id.clone()).collect();
    for seed in 0..4 {
        let overview = app.overview(&moment(0)).expect("a history");
        let limits = DrillLimits {
            seed: Some(seed),
            ..DrillLimits::default()
        };
        let begun = app.drill_terms(&all, TermDrill::Options, limits, &overview, &moment(0));
        let sitting = begun.expect("there are terms");
        let bank = app.bank();
        let slots = sitting.session.slots();
        assert_eq!(slots.len(), all.len());
        let mut names_asked = 0;
        for slot in slots {
            let [Component::Term(id)] = slot.question.components.as_slice() else {
                panic!("it asks {:?}", slot.question.components);
            };
            let term = bank.term(id).expect("the bank's");
            names_asked += usize::from(slot.question.id == id.asks_name());
            assert_eq!(slot.question.choices.len(), 4, "{id}");
            let others: Vec<_> = slot
                .question
                .choices
                .iter()
                .filter(|it| !it.correct)
                .collect();
            for other in &others {
                let other = bank.term(&other.id.as_str().into()).expect("a term");
                assert!(!term.overlaps(other), "{id} and {}", other.id);
            }
            // Terms that are often confused with this one come first.
            let offered: HashSet<_> = others.iter().map(|it| it.id.as_str()).collect();
            let confused = term.confused_with.iter();
            let confused = confused.filter(|it| bank.term(it).is_some_and(|it| !term.overlaps(it)));
            let confused: Vec<_> = confused.collect();
            let there = confused.iter().filter(|it| offered.contains(it.as_str()));
            assert_eq!(there.count(), confused.len().min(3), "{id}");
        }
        assert!((100..325).contains(&names_asked), "{names_asked} names");
    }
}

#[test]
fn former_names_and_overlaps_keep_terms_apart() {
    let bank = load(&Origin::Path(terms().into())).bank;
    let term = |id: &str| bank.term(&id.into()).expect("it is there").clone();
    assert!(term("buckets").overlaps(&term("tapes")));
    assert!(!term("buckets").overlaps(&term("shares")));
    let mut renamed = term("shares");
    renamed.aliases = vec!["amazon s3".into()];
    assert!(renamed.overlaps(&term("buckets")) && term("buckets").overlaps(&renamed));
}

#[test]
fn an_answer_is_remembered_of_the_term_and_counts_for_no_question() {
    let mut app = app(&Origin::Path(terms().into()));
    let ids: [TermId; 1] = ["shares".into()];
    let mut sitting = drill(&mut app, &ids, TermDrill::Options, 0);
    answer(&mut app, &mut sitting, 0, true, 0);
    let known_term = known(&mut app, "shares", 0).expect("it is known");
    assert_eq!(known_term.mastery(0), Mastery::Known);
    assert_eq!((known_term.answers, known_term.right), (1, 1));
    let overview = app.overview(&moment(0)).expect("a history");
    assert_eq!(overview.record.all.of, 0);
    assert_eq!(overview.record.days[&0].drilled.of, 1);
    assert!(overview.record.missed.is_empty());
    assert_eq!(app.term_counts(&overview, &Scope::default()).known, 1);
}

#[test]
fn the_grade_of_a_flash_card_is_the_rating_of_the_memory() {
    use certdrill::quiz::Confidence;
    let stability = |confidence, right| {
        let mut app = app(&Origin::Path(terms().into()));
        let ids: [TermId; 1] = ["shares".into()];
        let mut sitting = drill(&mut app, &ids, TermDrill::Cards, 0);
        assert_eq!(sitting.header.kind, Kind::Cards);
        let place = 0;
        let sure = Event::Sure { place, confidence };
        app.apply(&mut sitting, Event::Visited { place }, &moment(0))
            .expect("it may be");
        app.apply(&mut sitting, sure, &moment(0))
            .expect("it may be");
        answer(&mut app, &mut sitting, 0, right, 0);
        let known = known(&mut app, "shares", 0).expect("it is known");
        known.memory.stability()
    };
    let again = stability(None, false);
    let hard = stability(Some(Confidence::Unsure), true);
    let good = stability(None, true);
    let easy = stability(Some(Confidence::Sure), true);
    assert!(again < hard && hard < good && good < easy);
}

/// Returns the items that a study session asks about on `day`.
fn studied(app: &mut App, count: usize, day: i64) -> Vec<Component> {
    let overview = app.overview(&moment(day)).expect("a history");
    let selection = Selection {
        which: QuestionSource::Due,
        count,
        seed: Some(3),
        ..Selection::default()
    };
    let begun = app.practice(&selection, &overview, &moment(day));
    let sitting = begun.expect("there is something to study");
    let slots = sitting.session.slots().iter();
    slots
        .flat_map(|slot| slot.question.components.clone())
        .collect()
}

#[test]
fn a_study_session_mixes_facts_cells_and_terms_and_with_a_date_what_is_due_comes_first() {
    let mut app = app(&Origin::Embedded);
    let begin = &studied(&mut app, 100, 0);
    let of =
        |is: fn(&Component) -> bool, among: &[Component]| among.iter().filter(|it| is(it)).count();
    let is_fact = |it: &Component| matches!(it, Component::Fact(_));
    let is_cell = |it: &Component| matches!(it, Component::Cell(_));
    let is_term = |it: &Component| matches!(it, Component::Term(_));
    for (kind, count) in [
        ("facts", of(is_fact, begin)),
        ("cells", of(is_cell, begin)),
        ("terms", of(is_term, begin)),
    ] {
        assert!((1..=95).contains(&count), "{count} {kind} of 100");
    }
    let plan = StudyPlan {
        exam: Some(jiff::civil::date(1970, 5, 1)),
        daily: Some(DailyGoal::Minutes(20)),
    };
    app.note(plan.into(), &moment(0)).expect("kept");
    let ids: [TermId; 2] = ["efs".into(), "ebs".into()];
    let mut sitting = drill(&mut app, &ids, TermDrill::Options, 0);
    answer(&mut app, &mut sitting, 0, true, 0);
    answer(&mut app, &mut sitting, 1, false, 0);
    let due: HashSet<_> = studied(&mut app, 2, 60).into_iter().collect();
    let ids = ids.map(Component::Term);
    assert_eq!(due, ids.into_iter().collect());
}

#[test]
fn an_answer_in_a_study_session_counts_for_the_term_and_not_for_questions() {
    let mut app = app(&Origin::Path(terms().into()));
    let overview = app.overview(&moment(0)).expect("a history");
    let selection = Selection {
        which: QuestionSource::Due,
        count: usize::MAX,
        ..Selection::default()
    };
    let begun = app.practice(&selection, &overview, &moment(0));
    let mut sitting = begun.expect("there is something to study");
    let slots = sitting.session.slots();
    let place = slots
        .iter()
        .position(|slot| slot.question.generated_from().is_some());
    answer(&mut app, &mut sitting, place.expect("a term"), true, 0);
    let overview = app.overview(&moment(0)).expect("a history");
    assert_eq!(overview.record.all.of, 0);
    assert_eq!(app.term_counts(&overview, &Scope::default()).known, 1);
    assert_eq!(overview.record.days[&0].drilled.of, 1);
}

#[test]
fn exports_of_two_machines_merge_in_both_directions() {
    let (here, there) = (Home::new(), Home::new());
    let bank = terms();
    let answered = |home: &Home, args: &[&str], lines: &[&str]| {
        let args = [args, &["--bank", &bank]].concat();
        let said = home.script(&args, lines);
        assert_eq!(said.code, 0, "{}", said.err);
    };
    answered(&here, &["terms", "--topic", "storage"], &["a", "b", "a"]);
    let cards = ["terms", "--cards", "--topic", "network"];
    answered(&there, &cards, &["", "3"]);
    let stats = |home: &Home| {
        let stats = home.run(&["stats", "--json", "--bank", &bank]).json();
        (stats["terms"].clone(), stats["days"].clone())
    };
    let export = |home: &Home| home.run(&["history", "export"]).out;
    for (to, from) in [(&here, &there), (&there, &here)] {
        let log = to.history().with_file_name("other.jsonl");
        std::fs::write(&log, export(from)).expect("written");
        let merged = to.run(&["history", "merge", log.to_str().expect("a name")]);
        assert_eq!(merged.code, 0, "{}", merged.err);
    }
    assert_eq!(export(&here), export(&there));
    assert_eq!(stats(&here), stats(&there));
    assert_eq!(stats(&here).0["new"], 0, "{}", stats(&here).0);
    assert_eq!(stats(&here).1[0]["drilled"], 4);
    assert_eq!(here.run(&["history", "check"]).code, 0);
}
