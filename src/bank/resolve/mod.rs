//! Resolves the tables of a bank and checks that IDs are unique, that references are valid, and
//! that every question can be asked and graded. Items with faults are left out and reported.

mod exam;
mod fact;
mod fault;
mod known_values;
mod matrix;
mod question;
mod source;
mod task;
mod term;
mod topic;

use std::collections::{HashMap, HashSet};

pub use fault::check_id;
use fault::{bad_id, duplicate_table, unknown, used_twice};
pub use question::{QuestionValidator, are_alike};

use super::located::Located;
use super::tables::{Item, Tables};
use super::{BankSpans, Origin, raw, spans};
use crate::diagnostic::{Diagnostic, Fault, SourceFile};
use crate::model::{Bank, BankId, FactId, SourceId, Task, Topic, TopicId};
use crate::text::clean;

/// Returns the bank without its questions and the positions of its items. Items with faults are
/// left out and reported in `problems`.
pub fn resolve(
    tables: Tables,
    files: &[SourceFile],
    origin: &Origin,
    problems: &mut Vec<Diagnostic>,
) -> (Bank, BankSpans) {
    let mut desk = Resolver {
        files,
        problems,
        format: tables.format,
        known: Known::default(),
    };
    for (item, name) in tables.again {
        desk.report(&item, duplicate_table(item.span.clone(), name));
    }
    let exam = tables.exam.as_ref().and_then(|item| desk.exam(item));
    let domains = tables.exam.iter().flat_map(|item| &item.value.domains);
    desk.known.domains = domains.map(|domain| text(&domain.id)).collect();

    let card_place = tables.bank.as_ref().map(spans::card);
    let (tasks, topics) = desk.tasks_and_topics(tables.tasks, tables.topics, exam.is_some());
    let (documents, document_places) = desk.each(
        tables.documents,
        "document",
        |raw| &raw.id,
        |_, item| Ok(source::document(&item.value)),
        spans::document,
    );
    let (sources, source_places) = desk.each(
        tables.sources,
        "source",
        |raw| &raw.id,
        |_, item| Ok(source::source(&item.value)),
        spans::source,
    );
    desk.known.sources = sources.iter().map(|it| it.id.clone()).collect();
    desk.known.documents = documents
        .iter()
        .map(|it| (it.id.to_string(), it.headings.iter().cloned().collect()))
        .collect();

    let (facts, fact_places) = desk.each(
        tables.facts,
        "fact",
        |raw| &raw.id,
        Resolver::fact,
        spans::fact,
    );
    desk.known.facts = facts.iter().map(|it| it.id.clone()).collect();
    let (matrices, matrix_places) = desk.each(
        tables.matrices,
        "matrix",
        |raw| &raw.id,
        Resolver::matrix,
        spans::matrix,
    );

    let (terms, term_places) = desk.each(
        tables.terms,
        "term",
        |raw| &raw.id,
        Resolver::term,
        spans::term,
    );

    if let Some(item) = &tables.bank {
        desk.check_bank_id(item);
    }
    let (id, card) = match tables.bank {
        Some(item) => (text(&item.value.id), Some(item.value)),
        None => (name_from(origin), None),
    };
    let title = card.as_ref().map_or(id.clone(), |card| text(&card.title));
    let bank = Bank {
        id: BankId::new(id),
        about: card
            .as_ref()
            .and_then(|card| card.about.as_deref().map(text))
            .unwrap_or_else(|| title.clone()),
        title,
        says: card.as_ref().map_or(String::new(), |card| text(&card.says)),
        license: card.map_or(String::new(), |card| text(&card.license)),
        exam,
        tasks,
        topics,
        sources,
        documents,
        facts,
        matrices,
        terms,
        ..Bank::default()
    }
    .indexed();
    let places = BankSpans {
        card: card_place,
        sources: source_places,
        documents: document_places,
        facts: fact_places,
        matrices: matrix_places,
        terms: term_places,
        questions: Vec::new(),
    };
    (bank, places)
}

/// The items that later tables can refer to.
#[derive(Default)]
struct Known {
    domains: HashSet<String>,
    tasks: HashMap<String, Task>,
    topics: HashMap<TopicId, Topic>,
    sources: HashSet<SourceId>,
    documents: HashMap<String, HashSet<String>>,
    facts: HashSet<FactId>,
}

struct Resolver<'p> {
    files: &'p [SourceFile],
    problems: &'p mut Vec<Diagnostic>,
    /// The newest format that any file in the bank declares.
    format: i64,
    known: Known,
}

impl Resolver<'_> {
    /// Builds the models of `items` and collects their positions. Items with faults are reported
    /// and left out, and so is the second of two items with the same ID.
    fn each<R, M, P>(
        &mut self,
        items: Vec<Item<R>>,
        what: &str,
        id_of: fn(&R) -> &Located<String>,
        make: fn(&Self, &Item<R>) -> Result<M, Fault>,
        place: fn(&Item<R>) -> P,
    ) -> (Vec<M>, Vec<P>) {
        let mut seen = HashSet::new();
        let mut models = Vec::with_capacity(items.len());
        let mut places = Vec::with_capacity(items.len());
        for item in items {
            let id = id_of(&item.value);
            let checked = check_id(item.inside(id.span()), id, what, &mut seen)
                .and_then(|()| make(self, &item));
            match checked {
                Ok(model) => {
                    models.push(model);
                    places.push(place(&item));
                }
                Err(fault) => self.report(&item, fault),
            }
        }
        (models, places)
    }

    fn report<R>(&mut self, item: &Item<R>, fault: Fault) {
        self.problems
            .push(fault.into_diagnostic(&self.files[item.file]));
    }

    /// Reports an invalid bank ID. The bank keeps the ID, because a history may refer to it.
    fn check_bank_id(&mut self, item: &Item<raw::Bank>) {
        let id = &item.value.id;
        if !crate::model::is_valid_id(id) {
            self.report(item, bad_id(item.inside(id.span()), id, "bank"));
        }
    }

    fn check_topic<R>(&self, item: &Item<R>, id: &Located<String>) -> Result<(), Fault> {
        let known = self.known.topics.contains_key(id.as_str());
        known.then_some(()).ok_or_else(|| {
            let topics = self.known.topics.keys().map(TopicId::as_str);
            unknown(item, id, "topic", "the bank's topics").near(id, topics)
        })
    }

    fn check_source<R>(&self, item: &Item<R>, id: &Located<String>) -> Result<(), Fault> {
        let known = self.known.sources.contains(id.as_str());
        known.then_some(()).ok_or_else(|| {
            let sources = self.known.sources.iter().map(SourceId::as_str);
            unknown(item, id, "source", "the bank's sources").near(id, sources)
        })
    }

    fn check_fact<R>(&self, item: &Item<R>, id: &Located<String>) -> Result<(), Fault> {
        let known = self.known.facts.contains(id.as_str());
        known.then_some(()).ok_or_else(|| {
            let facts = self.known.facts.iter().map(FactId::as_str);
            unknown(item, id, "fact", "the bank's facts").near(id, facts)
        })
    }
}

/// Returns the former IDs that an item replaces.
fn replaced<R, I: for<'a> From<&'a str>>(
    item: &Item<R>,
    ids: &[Located<String>],
) -> Result<Vec<I>, Fault> {
    let id = |id: &Located<String>| {
        let name = id.as_str();
        let is_valid = crate::model::is_valid_id(name);
        is_valid
            .then(|| I::from(name))
            .ok_or_else(|| bad_id(item.inside(id.span()), name, "replaced item"))
    };
    ids.iter().map(id).collect()
}

fn text(raw: &str) -> String {
    clean(raw.trim()).into_owned()
}

/// Returns the ID for a bank without a header, based on the name of its file or folder.
fn name_from(origin: &Origin) -> String {
    let name = match origin {
        Origin::Embedded => None,
        Origin::Path(path) => path
            .file_stem()
            .map(|it| it.to_string_lossy().to_lowercase()),
    };
    let slug: String = name
        .unwrap_or_default()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    match slug.trim_matches('-') {
        "" => "bank".to_owned(),
        slug => slug.to_owned(),
    }
}
