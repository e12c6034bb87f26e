//! Holds a bank's tables against each other: ids are unique, references hold,
//! every question can be asked and graded. What fails is left out and explained.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::diagnostic::{Finding, Severity};
use super::load::{Item, Tables};
use super::{Diagnostic, Origin, Places, SourceFile, clean, places, raw};
use crate::model::{
    Bank, BankId, Blueprint, Cell, CellRef, Choice, ChoiceId, Claim, Column, Component, Document,
    Domain, Fact, FactId, Matrix, Parts, Question, QuestionId, Row, Scale, Shape, Source, SourceId,
    Stated, Topic, TopicId,
};

/// The longest text of one field, in bytes.
const FIELD_LIMIT: usize = 16 * 1024;
/// The most options a question may have: they are numbered 1 to 9 on screen.
const MOST_OPTIONS: usize = 9;

pub fn resolve(
    tables: Tables,
    files: &[SourceFile],
    origin: &Origin,
    problems: &mut Vec<Diagnostic>,
) -> (Bank, Places) {
    let mut desk = Desk {
        files,
        problems,
        known: Known::default(),
    };
    let exam = tables.exam.map(|item| blueprint(item.value));
    let domains = exam.iter().flat_map(|exam| &exam.domains);
    desk.known.domains = domains.map(|domain| domain.id.clone()).collect();

    let card_place = tables.bank.as_ref().map(places::card);
    let (mut topics, _) = desk.each(tables.topics, "topic", |raw| &raw.id, Desk::topic, |_| ());
    let (documents, document_places) = desk.each(
        tables.documents,
        "document",
        |raw| &raw.id,
        Desk::document,
        places::document,
    );
    let (sources, source_places) = desk.each(
        tables.sources,
        "source",
        |raw| &raw.id,
        Desk::source,
        places::source,
    );
    if topics.is_empty() {
        topics.push(everything());
    }
    desk.known.topics = topics.iter().map(|it| it.id.clone()).collect();
    desk.known.sources = sources.iter().map(|it| it.id.clone()).collect();
    desk.known.documents = documents
        .iter()
        .map(|it| (it.id.to_string(), it.headings.clone()))
        .collect();

    let (facts, fact_places) = desk.each(
        tables.facts,
        "fact",
        |raw| &raw.id,
        Desk::fact,
        places::fact,
    );
    desk.known.facts = facts
        .iter()
        .map(|it| (it.id.clone(), it.topic.clone()))
        .collect();
    let (matrices, matrix_places) = desk.each(
        tables.matrices,
        "matrix",
        |raw| &raw.id,
        Desk::matrix,
        places::matrix,
    );
    desk.known.matrices = matrices;
    let (questions, question_places) = desk.each(
        tables.questions,
        "question",
        |raw| &raw.id,
        Desk::question,
        places::question,
    );
    let matrices = desk.known.matrices;

    let (id, card) = match tables.bank {
        Some(item) => (text(item.value.id.get_ref()), Some(item.value)),
        None => (name_from(origin), None),
    };
    let title = card.as_ref().map_or(id.clone(), |card| text(&card.title));
    let bank = Bank::new(Parts {
        id: BankId::new(id),
        about: card
            .as_ref()
            .and_then(|card| card.about.as_deref().map(text))
            .unwrap_or_else(|| title.clone()),
        title,
        says: card.as_ref().map_or(String::new(), |card| text(&card.says)),
        licence: card.map_or(String::new(), |card| text(&card.licence)),
        exam,
        topics,
        sources,
        documents,
        facts,
        matrices,
        questions,
    });
    let places = Places {
        card: card_place,
        sources: source_places,
        documents: document_places,
        facts: fact_places,
        matrices: matrix_places,
        questions: question_places,
    };
    (bank, places)
}

/// What later tables may refer to.
#[derive(Default)]
struct Known {
    domains: HashSet<String>,
    topics: Vec<TopicId>,
    sources: HashSet<SourceId>,
    documents: HashMap<String, Vec<String>>,
    facts: HashMap<FactId, TopicId>,
    matrices: Vec<Matrix>,
}

impl Known {
    fn cell(&self, at: &CellRef) -> Option<&Cell> {
        self.matrices
            .iter()
            .find(|matrix| matrix.id == at.matrix)?
            .cell(&at.row, &at.column)
    }
}

/// A reason to leave an item out: where, and what is wrong.
struct Fault {
    span: Range<usize>,
    rule: &'static str,
    message: String,
    label: String,
    help: String,
}

impl Fault {
    fn new(span: Range<usize>, rule: &'static str, message: String, help: &str) -> Self {
        Self {
            span,
            rule,
            message,
            label: String::new(),
            help: help.into(),
        }
    }

    fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }
}

struct Desk<'p> {
    files: &'p [SourceFile],
    problems: &'p mut Vec<Diagnostic>,
    known: Known,
}

impl Desk<'_> {
    /// Turns each item into its model, and says where it stands; the second of
    /// two with one id, and any that has a fault, is reported and left out.
    fn each<R, M, P>(
        &mut self,
        items: Vec<Item<R>>,
        what: &str,
        id_of: fn(&R) -> &toml::Spanned<String>,
        make: fn(&Self, &Item<R>) -> Result<M, Fault>,
        place: fn(&Item<R>) -> P,
    ) -> (Vec<M>, Vec<P>) {
        let mut seen = HashSet::new();
        let mut models = Vec::with_capacity(items.len());
        let mut places = Vec::with_capacity(items.len());
        for item in items {
            let id = id_of(&item.value);
            let name = id.get_ref();
            let checked = if !crate::model::is_valid_id(name) {
                Err(Fault::new(
                    item.inside(id.span()),
                    "bad-id",
                    format!("`{name}` cannot be the id of a {what}"),
                    "use lower-case letters a-z, digits and hyphens",
                ))
            } else if !seen.insert(name.clone()) {
                Err(Fault::new(
                    item.inside(id.span()),
                    "duplicate-id",
                    format!("the {what} id `{name}` is used twice"),
                    "rename one of the two; the first one is used",
                ))
            } else {
                make(self, &item)
            };
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
        let finding = Finding {
            severity: Severity::Error,
            rule: fault.rule,
            message: fault.message,
            label: fault.label,
            help: fault.help,
        };
        let file = &self.files[item.file];
        self.problems
            .push(Diagnostic::at(file, fault.span, &finding));
    }

    fn topic(&self, item: &Item<raw::Topic>) -> Result<Topic, Fault> {
        let raw = &item.value;
        if let Some(domain) = &raw.domain
            && !self.known.domains.contains(domain.get_ref())
        {
            return Err(unknown(item, domain, "domain", "the domains of [exam]"));
        }
        Ok(Topic {
            id: TopicId::new(raw.id.get_ref()),
            title: text(&raw.title),
            domain: raw.domain.as_ref().map(|it| text(it.get_ref())),
            task: raw.task.as_deref().map(text),
        })
    }

    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "one of Desk::each's kinds"
    )]
    fn document(&self, item: &Item<raw::Document>) -> Result<Document, Fault> {
        let headings = item.value.headings.iter();
        Ok(Document {
            id: item.value.id.get_ref().as_str().into(),
            title: text(&item.value.title),
            headings: headings.map(|it| text(it.get_ref())).collect(),
        })
    }

    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "one of Desk::each's kinds"
    )]
    fn source(&self, item: &Item<raw::Source>) -> Result<Source, Fault> {
        Ok(Source {
            id: SourceId::new(item.value.id.get_ref()),
            title: text(&item.value.title),
            url: text(&item.value.url),
            checked: text(item.value.checked.get_ref()),
        })
    }

    fn fact(&self, item: &Item<raw::Fact>) -> Result<Fact, Fault> {
        let raw = &item.value;
        self.check_topic(item, &raw.topic)?;
        for source in &raw.sources {
            self.check_source(item, source)?;
        }
        for stated in &raw.stated {
            let Stated { document, heading } = &stated_of(stated.get_ref());
            let headings = self.known.documents.get(document.as_str());
            if !headings.is_some_and(|all| all.contains(heading)) {
                return Err(Fault::new(
                    item.inside(stated.span()),
                    "unknown-heading",
                    format!("there is no heading \"{heading}\" in a document `{document}`"),
                    "list it in the headings of that [[document]]",
                ));
            }
        }
        Ok(Fact {
            id: FactId::new(raw.id.get_ref()),
            topic: TopicId::new(raw.topic.get_ref()),
            title: text(raw.title.as_ref().unwrap_or(&raw.says)),
            says: text(&raw.says),
            stated: raw
                .stated
                .iter()
                .map(|it| stated_of(it.get_ref()))
                .collect(),
            sources: raw
                .sources
                .iter()
                .map(|it| SourceId::new(it.get_ref()))
                .collect(),
            note: raw.note.as_deref().map(text),
            contested: raw.contested,
        })
    }

    fn matrix(&self, item: &Item<raw::Matrix>) -> Result<Matrix, Fault> {
        let raw = &item.value;
        let columns = raw.columns.iter().map(column).collect::<Vec<_>>();
        let mut rows: Vec<Row> = Vec::with_capacity(raw.row.len());
        for row in &raw.row {
            let row = row.get_ref();
            if rows.iter().any(|other| other.id == *row.id.get_ref()) {
                return Err(Fault::new(
                    item.inside(row.id.span()),
                    "duplicate-id",
                    format!("the row id `{}` is used twice", row.id.get_ref()),
                    "rename one of the two rows",
                ));
            }
            if let Some(stray) = row
                .cells
                .keys()
                .find(|key| !columns.iter().any(|column| column.id == *key.get_ref()))
            {
                return Err(unknown(item, stray, "column", "the matrix's columns"));
            }
            let cells = columns.iter().map(|column| {
                let cell = row.cell(&column.id);
                cell.map(|cell| self.cell(item, cell)).transpose()
            });
            rows.push(Row {
                id: row.id.get_ref().clone(),
                title: text(&row.title),
                asks: text(row.asks.as_ref().unwrap_or(&row.title)),
                cells: cells.collect::<Result<_, _>>()?,
            });
        }
        Ok(Matrix {
            id: raw.id.get_ref().as_str().into(),
            title: text(&raw.title),
            values: raw.values.iter().map(|it| text(it)).collect(),
            columns,
            rows,
        })
    }

    fn cell(&self, item: &Item<raw::Matrix>, raw: &raw::Cell) -> Result<Cell, Fault> {
        if !item.value.values.contains(raw.is.get_ref()) {
            return Err(unknown(item, &raw.is, "value", "the matrix's values"));
        }
        if let Some(source) = &raw.source {
            self.check_source(item, source)?;
        }
        if let Some(fact) = &raw.fact {
            self.check_fact(item, fact)?;
        }
        Ok(Cell {
            is: text(raw.is.get_ref()),
            why: text(&raw.why),
            source: raw.source.as_ref().map(|it| SourceId::new(it.get_ref())),
            fact: raw.fact.as_ref().map(|it| FactId::new(it.get_ref())),
            contested: raw.contested,
        })
    }

    fn question(&self, item: &Item<raw::Question>) -> Result<Question, Fault> {
        let raw = &item.value;
        let id = raw.id.get_ref();
        if raw.stem.get_ref().trim().is_empty() {
            return Err(Fault::new(
                item.inside(raw.stem.span()),
                "blank-text",
                format!("question `{id}` has no stem"),
                "write the question into `stem`",
            ));
        }
        let options = raw.option.iter().map(toml::Spanned::get_ref);
        let mut texts = [Some(&raw.stem), raw.explanation.as_ref()]
            .into_iter()
            .chain(options.flat_map(|it| [Some(&it.text), it.why.as_ref()]))
            .flatten()
            .map(toml::Spanned::get_ref);
        if let Some(long) = texts.find(|text| text.len() > FIELD_LIMIT) {
            return Err(Fault::new(
                item.span.clone(),
                "too-long",
                format!("question `{id}` has a text of {} bytes", long.len()),
                "keep every text below 16 KiB",
            ));
        }
        let difficulty = raw.difficulty.as_ref().map_or(2, |it| *it.get_ref());
        if !(1..=3).contains(&difficulty) {
            return Err(Fault::new(
                raw.difficulty
                    .as_ref()
                    .map_or(item.span.clone(), |it| item.inside(it.span())),
                "bad-difficulty",
                format!("question `{id}` has difficulty {difficulty}"),
                "use 1 (easy), 2 or 3 (hard)",
            ));
        }
        let (topic, asks) = self.place(item)?;
        let choices = self.choices(item)?;
        Ok(Question {
            id: QuestionId::new(id),
            topic,
            asks,
            shape: raw.shape.unwrap_or(Shape::Direct),
            difficulty,
            negated: raw.negated,
            stem: text(raw.stem.get_ref()),
            explanation: or_empty(raw.explanation.as_ref()),
            choices,
        })
    }

    /// The question's topic, its own or its first fact's, and what it asks for.
    fn place(&self, item: &Item<raw::Question>) -> Result<(TopicId, Vec<Component>), Fault> {
        let mut topic = None;
        if let Some(own) = &item.value.topic {
            self.check_topic(item, own)?;
            topic = Some(TopicId::new(own.get_ref()));
        }
        let mut asks = Vec::new();
        for asked in &item.value.asks {
            let component = Component::from(asked.get_ref().clone());
            match &component {
                Component::Fact(fact) => {
                    self.check_fact(item, asked)?;
                    topic = topic.or_else(|| self.known.facts.get(fact).cloned());
                }
                Component::Cell(cell) => {
                    if self.known.cell(cell).is_none() {
                        return Err(unknown(item, asked, "cell", "the cells of the matrices"));
                    }
                }
            }
            asks.push(component);
        }
        let only = match self.known.topics.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        let topic = topic.or(only).ok_or_else(|| {
            Fault::new(
                item.span.clone(),
                "no-topic",
                format!("question `{}` belongs to no topic", item.value.id.get_ref()),
                "give it a `topic`, or a fact in `asks`",
            )
        })?;
        Ok((topic, asks))
    }

    fn choices(&self, item: &Item<raw::Question>) -> Result<Vec<Choice>, Fault> {
        let raw = &item.value;
        let (id, count) = (raw.id.get_ref(), raw.option.len());
        let whole = || item.span.clone();
        if !(2..=MOST_OPTIONS).contains(&count) {
            let message = format!("question `{id}` has {count} options");
            return Err(Fault::new(
                whole(),
                "option-count",
                message,
                "give it 2 to 9 options",
            ));
        }
        let right = raw.option.iter().filter(|it| it.get_ref().correct).count();
        if right == 0 {
            let message = format!("question `{id}` has no right option");
            let help = "mark one option with `correct = true`";
            return Err(Fault::new(whole(), "no-right-option", message, help)
                .label(format!("none of its {count} options has `correct = true`")));
        }
        if right == count {
            let message = format!("every option of question `{id}` is right");
            let help = "leave `correct` out where an option is wrong";
            return Err(Fault::new(whole(), "all-right", message, help));
        }
        let mut choices: Vec<Choice> = Vec::with_capacity(count);
        for (at, option) in raw.option.iter().enumerate() {
            let made = self.choice(item, at, option.get_ref())?;
            let span = || item.inside(option.get_ref().text.span());
            if let Some(twin) = choices.iter().find(|it| it.id == made.id) {
                let message = format!("two options of question `{id}` have the id `{}`", twin.id);
                return Err(Fault::new(
                    span(),
                    "duplicate-id",
                    message,
                    "rename one of the two",
                ));
            }
            if choices
                .iter()
                .any(|it| normal(&it.text) == normal(&made.text))
            {
                let message = format!("two options of question `{id}` say the same");
                return Err(Fault::new(
                    span(),
                    "options-alike",
                    message,
                    "reword one of the two",
                ));
            }
            choices.push(made);
        }
        Ok(choices)
    }

    fn choice(
        &self,
        item: &Item<raw::Question>,
        at: usize,
        raw: &raw::Choice,
    ) -> Result<Choice, Fault> {
        let question = item.value.id.get_ref();
        if raw.text.get_ref().trim().is_empty() {
            return Err(Fault::new(
                item.inside(raw.text.span()),
                "blank-text",
                format!("an option of question `{question}` has no text"),
                "write the option into `text`, or take it out",
            ));
        }
        if let Some(fact) = &raw.about {
            self.check_fact(item, fact)?;
        }
        let claims = raw.claims.iter().map(|claim| {
            let raw::Claim { cell, is } = claim.get_ref();
            let at = CellRef::parse(cell).filter(|at| self.known.cell(at).is_some());
            at.map(|cell| Claim {
                cell,
                is: is.clone(),
            })
            .ok_or_else(|| {
                Fault::new(
                    item.inside(claim.span()),
                    "unknown-cell",
                    format!("there is no cell `{cell}`"),
                    "a cell is matrix/row/column, by their ids",
                )
            })
        });
        let id = match &raw.id {
            Some(id) => ChoiceId::new(id.get_ref()),
            // Options are in the order of the file, which an author keeps.
            None => ChoiceId::new((at + 1).to_string()),
        };
        Ok(Choice {
            id,
            text: text(raw.text.get_ref()),
            correct: raw.correct,
            about: raw.about.as_ref().map(|it| FactId::new(it.get_ref())),
            claims: claims.collect::<Result<_, _>>()?,
            why: or_empty(raw.why.as_ref()),
        })
    }

    fn check_topic<R>(&self, item: &Item<R>, id: &toml::Spanned<String>) -> Result<(), Fault> {
        let known = self
            .known
            .topics
            .iter()
            .any(|it| it.as_str() == id.get_ref());
        known
            .then_some(())
            .ok_or_else(|| unknown(item, id, "topic", "the bank's topics"))
    }

    fn check_source<R>(&self, item: &Item<R>, id: &toml::Spanned<String>) -> Result<(), Fault> {
        let known = self.known.sources.contains(id.get_ref().as_str());
        known
            .then_some(())
            .ok_or_else(|| unknown(item, id, "source", "the bank's sources"))
    }

    fn check_fact<R>(&self, item: &Item<R>, id: &toml::Spanned<String>) -> Result<(), Fault> {
        let known = self.known.facts.contains_key(id.get_ref().as_str());
        known
            .then_some(())
            .ok_or_else(|| unknown(item, id, "fact", "the bank's facts"))
    }
}

fn unknown<R>(item: &Item<R>, id: &toml::Spanned<String>, what: &str, among: &str) -> Fault {
    let rule = match what {
        "topic" => "unknown-topic",
        "source" => "unknown-source",
        "fact" => "unknown-fact",
        "cell" => "unknown-cell",
        "domain" => "unknown-domain",
        "column" => "unknown-column",
        _ => "unknown-value",
    };
    let message = format!("there is no {what} `{}`", id.get_ref());
    let help = format!("name one of {among}, or add it there");
    Fault::new(item.inside(id.span()), rule, message, &help)
}

/// The topic of a bank that names none.
fn everything() -> Topic {
    Topic {
        id: "all".into(),
        title: "All questions".into(),
        domain: None,
        task: None,
    }
}

fn blueprint(raw: raw::Exam) -> Blueprint {
    Blueprint {
        minutes: raw.minutes,
        scored: raw.scored,
        unscored: raw.unscored,
        scale: Scale {
            min: raw.scale.min,
            max: raw.scale.max,
            pass: raw.scale.pass,
        },
        domains: raw
            .domains
            .into_iter()
            .map(|domain| Domain {
                id: text(&domain.id),
                title: text(&domain.title),
                weight: domain.weight,
            })
            .collect(),
    }
}

fn column(raw: &raw::Column) -> Column {
    Column {
        id: raw.id.clone(),
        title: text(&raw.title),
        short: text(raw.short.as_ref().unwrap_or(&raw.title)),
        group: text(&raw.group),
    }
}

fn stated_of(raw: &raw::Stated) -> Stated {
    Stated {
        document: text(&raw.document).as_str().into(),
        heading: text(&raw.heading),
    }
}

fn text(raw: &str) -> String {
    clean(raw.trim()).into_owned()
}

fn or_empty(raw: Option<&toml::Spanned<String>>) -> String {
    raw.map_or(String::new(), |it| text(it.get_ref()))
}

/// Texts that differ in case, spaces and a full stop read the same.
fn normal(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

/// The name of a bank without a card: that of its file or folder.
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
