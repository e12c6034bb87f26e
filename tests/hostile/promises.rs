//! Properties that must be true for any file opened as a bank. The property tests and the fuzzer
//! share them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use certdrill::bank::{Origin, check, load};
use certdrill::model::{Bank, Blueprint, Question};
use certdrill::quiz::{
    DrawOptions, DrawnQuestion, Forms, Order, Policy, Session, Weights, draw, draw_cells, draw_exam,
};
use certdrill::text::clean;

/// Writes `bytes` to `path`, opens the file as a bank, and asserts that it is harmless: the bank
/// loads or its problems are reported, and all displayed text is clean.
pub fn bank(bytes: &[u8], path: &Path) {
    fs::write(path, bytes).expect("the folder is the test's");
    let loaded = load(&Origin::Path(path.to_owned()));
    for problem in &loaded.problems {
        is_clean(&problem.render(false));
        assert!(
            problem.render(true).len() < 8_192,
            "a problem is told shortly"
        );
    }
    for text in texts(&loaded.bank) {
        is_clean(text);
    }
    let mut ids = HashSet::new();
    for question in &loaded.bank.questions {
        assert!(ids.insert(&question.id), "{} is there twice", question.id);
        can_be_asked(question);
        assert!(loaded.bank.topic(&question.topic).is_some());
    }
    can_be_sat(&loaded.bank);
    let report = check::check(&loaded, None);
    is_clean(&report.summary());
    for finding in &report.diagnostics {
        is_clean(&finding.render(false));
    }
}

fn can_be_asked(question: &Question) {
    let (right, all) = (question.correct_count(), question.choices.len());
    assert!(
        right > 0 && right < all,
        "{}: {right} of {all}",
        question.id
    );
    assert!(!question.stem.trim().is_empty(), "{}", question.id);
    let mut ids = HashSet::new();
    let mut texts = HashSet::new();
    for choice in &question.choices {
        assert!(ids.insert(&choice.id), "{}", question.id);
        assert!(texts.insert(choice.text.trim()), "{}", question.id);
        assert!(!choice.text.trim().is_empty(), "{}", question.id);
    }
}

/// Draws and starts every kind of session.
fn can_be_sat(bank: &Bank) {
    let wish = DrawOptions {
        count: 10,
        order: Order::Mixed,
        seed: 7,
    };
    let seen = HashMap::new();
    let tables: Vec<_> = bank.matrices.iter().map(|it| it.id.clone()).collect();
    let blueprint = bank.exam.as_ref();
    let pace = blueprint.map(Blueprint::seconds_per_question);
    assert!(pace.is_none_or(|it| it <= 600_000), "{pace:?}");
    let exam = blueprint.and_then(|it| draw_exam(bank, it, &Forms::of(bank), &seen, wish.seed));
    let drawn: [Vec<DrawnQuestion>; 3] = [
        draw(&bank.questions, &Weights::default(), &seen, wish),
        draw_cells(bank, &tables, |_| 0, wish.seed),
        exam.unwrap_or_default(),
    ];
    for draws in drawn {
        let count = draws.len();
        let session = Session::new(Policy::practice(None), draws);
        assert_eq!(session.slots().len(), count);
        assert_eq!(session.score().all.right, 0);
    }
}

/// Returns all text in a bank that can be displayed.
fn texts(bank: &Bank) -> Vec<&str> {
    let mut texts = vec![
        bank.id.as_str(),
        &bank.title,
        &bank.about,
        &bank.says,
        &bank.license,
    ];
    for topic in &bank.topics {
        texts.extend([topic.id.as_str(), &topic.title]);
        texts.extend(topic.domain.as_deref());
        texts.extend(topic.task.as_deref());
    }
    for source in &bank.sources {
        texts.extend([
            source.id.as_str(),
            &source.title,
            &source.url,
            &source.checked,
        ]);
    }
    for document in &bank.documents {
        texts.extend([document.id.as_str(), &document.title]);
        texts.extend(document.headings.iter().map(String::as_str));
    }
    for fact in &bank.facts {
        texts.extend([fact.id.as_str(), &fact.title, &fact.statement]);
        texts.extend(fact.note.as_deref());
        texts.extend(fact.stated.iter().map(|it| it.heading.as_str()));
    }
    for matrix in &bank.matrices {
        texts.extend([matrix.id.as_str(), &matrix.title]);
        let of_rows = matrix.rows.iter().flat_map(|row| &row.values);
        for value in matrix.values.iter().chain(of_rows) {
            texts.extend([&value.id, &value.title, &value.sign].map(String::as_str));
        }
        for column in &matrix.columns {
            texts.extend([&*column.id, &*column.title, &*column.short, &*column.group]);
        }
        for row in &matrix.rows {
            texts.extend([&*row.id, &*row.title, &*row.short, &*row.prompt]);
            let cells = row.cells.iter().flatten();
            texts.extend(cells.flat_map(|cell| [&*cell.value, &*cell.reason]));
        }
    }
    for domain in bank.exam.iter().flat_map(|exam| &exam.domains) {
        texts.extend([&*domain.id, &*domain.title]);
    }
    for question in &bank.questions {
        texts.extend([question.id.as_str(), &question.stem, &question.explanation]);
        for choice in &question.choices {
            texts.extend([choice.id.as_str(), &choice.text, &choice.reason]);
        }
    }
    texts
}

#[track_caller]
fn is_clean(text: &str) {
    assert_eq!(clean(text), text, "a text could steer a terminal");
}
