//! Search: a query finds the questions that contain it, best match first.

mod support;

use certdrill::app::{Query, Search};
use certdrill::bank::{Origin, load};
use certdrill::model::Bank;
use proptest::prelude::*;

fn small() -> Bank {
    load(&Origin::Path(support::small().into())).bank
}

fn found(bank: &Bank, search: &Search, text: &str) -> Vec<String> {
    let places = search.find(&Query::new(text)).questions;
    places
        .into_iter()
        .map(|at| bank.questions[at].id.to_string())
        .collect()
}

#[test]
fn stems_options_facts_and_explanations_are_searched() {
    let bank = small();
    let search = Search::new(&bank);
    for text in [
        "Stem of q03",
        "wrong option q03",
        "rule q03",
        "reason three q03",
    ] {
        assert_eq!(found(&bank, &search, text), ["q03"], "{text}");
    }
    // Only the facts of these six questions contain the words.
    let by_fact = found(&bank, &search, "fact alpha");
    assert_eq!(by_fact, ["q01", "q02", "q03", "q04", "q05", "q06"]);
}

#[test]
fn names_former_names_and_definitions_of_terms_are_searched() {
    let bank = load(&Origin::Path(support::terms().into())).bank;
    let search = Search::new(&bank);
    let found = |text: &str| -> Vec<_> {
        let found = search.find(&Query::new(text)).terms.into_iter();
        found.map(|at| bank.terms[at].id.to_string()).collect()
    };
    assert_eq!(found("efs"), ["shares"]);
    assert_eq!(found("simple storage"), ["buckets"]);
    assert_eq!(found("packets go"), ["routes"]);
    assert_eq!(found("closed"), ["tapes"]);
    assert_eq!(found("amazon"), ["buckets", "shares", "tapes"]);
    assert_eq!(found("volumes"), Vec::<String>::new());
    let both = search.find(&Query::new("buckets"));
    assert_eq!((both.questions.len(), both.terms.len()), (1, 1));
}

#[test]
fn every_word_has_to_be_found_and_nothing_looked_for_finds_nothing() {
    let bank = small();
    let search = Search::new(&bank);
    assert_eq!(found(&bank, &search, "q03 q04"), Vec::<String>::new());
    assert_eq!(found(&bank, &search, "unheard"), Vec::<String>::new());
    assert_eq!(found(&bank, &search, " ?! "), Vec::<String>::new());
}

#[test]
fn a_stem_goes_before_a_reason_and_equals_keep_the_bank_s_order() {
    let bank = load(&Origin::Embedded).bank;
    let search = Search::new(&bank);
    let places = search.find(&Query::new("hypervisor")).questions;
    let in_stem = |at: &usize| {
        bank.questions[*at]
            .stem
            .to_lowercase()
            .contains("hypervisor")
    };
    let with = places.iter().take_while(|at| in_stem(at)).count();
    assert!(with > 0 && with < places.len(), "some have it elsewhere");
    assert!(!places[with..].iter().any(in_stem), "stems come first");
    let equals = &places[..with];
    assert!(equals.is_sorted(), "{equals:?}");
}

#[test]
fn a_word_that_begins_as_typed_goes_before_one_that_has_it_inside() {
    let bank = load(&Origin::Embedded).bank;
    let search = Search::new(&bank);
    let places = search.find(&Query::new("patch rds")).questions;
    let begins = |at: &usize, typed: &str| {
        let question = &bank.questions[*at];
        let mut text = format!("{} {}", question.stem, question.explanation);
        for choice in &question.choices {
            text += &format!(" {} {}", choice.text, choice.reason);
        }
        for fact in bank.facts_of(question) {
            text += &format!(" {} {}", fact.title, fact.statement);
        }
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.starts_with(typed))
    };
    let speaks_of_rds = |at: &usize| begins(at, "rds");
    let first = places.iter().take_while(|at| speaks_of_rds(at)).count();
    assert!(first > 0 && first < places.len(), "reco-rds is found, too");
    assert!(
        !places[first..].iter().any(speaks_of_rds),
        "RDS comes first"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_is_too_odd(text in any::<String>(), query in any::<String>()) {
        let query = Query::new(&query);
        let mut end = 0;
        for hit in query.hits(&text) {
            prop_assert!(end <= hit.start && hit.start < hit.end);
            prop_assert!(text.get(hit.clone()).is_some(), "whole characters");
            end = hit.end;
        }
    }

    #[test]
    fn a_long_query_is_as_safe_as_a_short_one(letter in any::<char>(), length in 1_usize..5000) {
        let word: String = std::iter::repeat_n(letter, length).collect();
        let query = Query::new(&word);
        prop_assert!(query.hits(&word).len() <= length);
    }

    #[test]
    fn a_question_is_found_by_any_words_of_its_own(at in 0_usize..12, from in 0_usize..40, many in 1_usize..6) {
        let bank = small();
        let search = Search::new(&bank);
        let question = &bank.questions[at];
        let mut text = question.stem.clone();
        for choice in &question.choices {
            text += &format!(" {} {}", choice.text, choice.reason);
        }
        let words: Vec<_> = text.split_whitespace().collect();
        let words = words.iter().cycle().skip(from).take(many);
        let query: Vec<_> = words.copied().collect();
        let places = search.find(&Query::new(&query.join(" "))).questions;
        prop_assert!(places.contains(&at), "{query:?} finds {places:?}");
    }

    #[test]
    fn one_word_more_narrows_and_the_same_query_finds_the_same(words in "[a-z0-9]{1,4}( [a-z0-9]{1,4}){0,2}", more in "[a-z0-9]{1,4}") {
        let bank = small();
        let search = Search::new(&bank);
        let before = search.find(&Query::new(&words)).questions;
        prop_assert_eq!(&before, &search.find(&Query::new(&words)).questions);
        for at in search.find(&Query::new(&format!("{words} {more}"))).questions {
            prop_assert!(before.contains(&at));
        }
    }
}
