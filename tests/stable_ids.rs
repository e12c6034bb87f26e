//! IDs keep their meaning: compares the built-in bank with its former version, so that no edit
//! silently changes the grade of past answers.

use std::collections::BTreeMap;

use certdrill::bank::{Origin, load};
use certdrill::model::{Bank, ChoiceId, QuestionId};
use serde::Deserialize;

/// A question in the former bank.
#[derive(Clone, Deserialize)]
struct Former {
    asks: Vec<String>,
    options: BTreeMap<String, FormerOption>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct FormerOption {
    correct: bool,
    about: Option<String>,
    /// In the form `cell = value`.
    claims: Vec<String>,
}

#[derive(Deserialize)]
struct Corrections {
    #[serde(default)]
    correction: Vec<Correction>,
}

/// A change that intentionally regrades past answers.
#[derive(Clone, Deserialize)]
struct Correction {
    question: String,
    option: String,
    because: String,
}

fn former() -> BTreeMap<String, Former> {
    serde_json::from_str(include_str!("fixtures/bank-of-407.json")).expect("it is JSON")
}

fn corrections() -> Vec<Correction> {
    let file: Corrections =
        toml::from_str(include_str!("fixtures/corrections.toml")).expect("it is TOML");
    file.correction
}

/// Returns a message for every ID that was removed, and for every unlisted change under an existing
/// ID.
fn violations(
    bank: &Bank,
    former: &BTreeMap<String, Former>,
    corrections: &[Correction],
) -> Vec<String> {
    let mut found = Vec::new();
    for (id, then) in former {
        let id = QuestionId::from(id.as_str());
        let Some(now) = bank.question(&id) else {
            if bank.question_for(&id).is_none() {
                found.push(format!("question {id} is gone, and nothing replaces it"));
            }
            continue;
        };
        let asks: Vec<_> = now.components.iter().map(ToString::to_string).collect();
        if !then.asks.is_empty() && !then.asks.iter().any(|it| asks.contains(it)) {
            found.push(format!("question {id} asks for something else"));
        }
        for (option, then) in &then.options {
            let Some(choice) = now.choice(&ChoiceId::from(option.as_str())) else {
                continue;
            };
            let now = FormerOption {
                correct: choice.correct,
                about: choice.fact.as_ref().map(ToString::to_string),
                claims: choice
                    .claims
                    .iter()
                    .map(|claim| format!("{} = {}", claim.cell, claim.value))
                    .collect(),
            };
            let is_listed = corrections
                .iter()
                .any(|it| it.question == id.as_str() && it.option == *option);
            if now != *then && !is_listed {
                found.push(format!(
                    "option {option} of {id} changed: {then:?} became {now:?}"
                ));
            }
        }
    }
    found
}

#[test]
fn kept_ids_keep_key_fact_and_claims() {
    let bank = load(&Origin::Embedded).bank;
    let former = former();
    assert!(former.len() > 400, "{} former questions", former.len());
    assert_eq!(violations(&bank, &former, &corrections()), [""; 0]);
}

#[test]
fn corrections_are_of_this_bank_and_give_reasons() {
    let bank = load(&Origin::Embedded).bank;
    for correction in corrections() {
        let question = bank.question(&QuestionId::from(correction.question.as_str()));
        let question = question.expect("a corrected question is in the bank");
        let option = ChoiceId::from(correction.option.as_str());
        assert!(question.choice(&option).is_some(), "{}", correction.option);
        assert!(correction.because.split_whitespace().count() > 4);
    }
}

/// Tests the check itself: a changed key is reported, a reworded option is not, and a listed
/// correction is accepted.
#[test]
fn a_flipped_key_is_found_and_a_reworded_option_is_not() {
    let text = |key: &str, second: &str| {
        format!(
            "[[question]]\nid = \"q\"\nstem = \"Who?\"\noption = [\n\
             {{ id = \"aws\", text = \"AWS\"{key} }},\n\
             {{ id = \"you\", text = \"{second}\", correct = true }},\n\
             {{ id = \"both\", text = \"Both\" }},\n]\n"
        )
    };
    let folder = tempfile::tempdir().expect("a folder");
    let bank = |text: &str| {
        let path = folder.path().join("bank.toml");
        std::fs::write(&path, text).expect("written");
        load(&Origin::Path(path)).bank
    };
    let option = |correct| FormerOption {
        correct,
        about: None,
        claims: Vec::new(),
    };
    let options = [("aws", false), ("you", true), ("both", false)];
    let options = options.map(|(id, correct)| (id.to_owned(), option(correct)));
    let former = BTreeMap::from([(
        "q".to_owned(),
        Former {
            asks: Vec::new(),
            options: options.into(),
        },
    )]);
    let reworded = bank(&text("", "The customer"));
    assert_eq!(violations(&reworded, &former, &[]), [""; 0]);
    let flipped = bank(&text(", correct = true", "You"));
    let found = violations(&flipped, &former, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("option aws of q changed"), "{found:?}");
    let listed = Correction {
        question: "q".into(),
        option: "aws".into(),
        because: "the key was wrong".into(),
    };
    assert_eq!(violations(&flipped, &former, &[listed]), [""; 0]);
    let gone = bank(&text("", "You").replace("\"q\"", "\"new\""));
    assert_eq!(
        violations(&gone, &former, &[]),
        ["question q is gone, and nothing replaces it"]
    );
    let replaced = text("", "You").replace("id = \"q\"", "id = \"new\"\nreplaces = [\"q\"]");
    assert_eq!(violations(&bank(&replaced), &former, &[]), [""; 0]);
}
