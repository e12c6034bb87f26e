//! The setup form for a practice session or an exam. Typing a line number with a value changes that
//! line. An empty line starts the session.

use super::context::{PlainContext, number};
use super::session;
use crate::app::messages::form::NO_MATCH;
use crate::app::{Field, Form, HistorySnapshot, Value};
use crate::model::SectionId;
use crate::quiz::Kind;

/// Shows the form until the learner starts a session or goes back.
pub fn open(desk: &mut PlainContext, kind: Kind) -> anyhow::Result<()> {
    let overview = desk.overview()?;
    let now = desk.now();
    let mut form = Form::open(kind, &desk.app, &overview, &now);
    show(desk, &form, &overview)?;
    loop {
        let wanted = "Press Enter to start. Type a number and a value (such as 3 20) to change a \
                      line, a number alone to list its values, or q to go back.";
        let line = desk.ask(wanted)?;
        match line.as_str() {
            "q" | "quit" => return Ok(()),
            "" => {
                let now = desk.now();
                match form.begin(&mut desk.app, &overview, &now) {
                    Some(sitting) => return session::run_session(desk, sitting),
                    None => desk.say(NO_MATCH)?,
                }
            }
            "?" => {
                for at in 0..form.fields().len() {
                    desk.say(&values(&form, at))?;
                }
            }
            line => change(&mut form, line, desk, &overview)?,
        }
    }
}

fn show(desk: &mut PlainContext, form: &Form, overview: &HistorySnapshot) -> anyhow::Result<()> {
    desk.paper.gap()?;
    desk.say(&format!("{}.", form.kind().title()))?;
    for at in 0..form.fields().len() {
        self::line(desk, form, at)?;
    }
    desk.say(&form.summary())?;
    match form.ends_open(overview) {
        Some(said) => desk.say(&said),
        None => Ok(()),
    }
}

/// Prints a line of the form with its value.
fn line(desk: &mut PlainContext, form: &Form, at: usize) -> anyhow::Result<()> {
    let field = form.fields()[at];
    let value = match form.value(field) {
        Some(value) => value.label(),
        None if form.has_all_topics() => "all".into(),
        None => form.selected_titles().join("; "),
    };
    let text = format!("{}: {value}", field.name());
    Ok(desk.paper.item(&format!("{}. ", at + 1), &text)?)
}

/// Lists the values that can be typed for a line.
fn values(form: &Form, at: usize) -> String {
    let (field, number) = (form.fields()[at], at + 1);
    if field == Field::Topics {
        let sections = form.outline.sections.iter();
        let sections = sections.filter(|section| !section.topics.is_empty());
        let names = sections.map(|section| match &section.id {
            // A task title already starts with the task number.
            SectionId::Task(_) => section.title.clone(),
            id => format!("{} {}", id.as_str(), section.title),
        });
        let names: Vec<_> = names.collect();
        return format!(
            "Type {number} all, or {number} and the first words of any of these: {}.",
            names.join("; ")
        );
    }
    let most = match field.most() {
        Some(usize::MAX) => Some("a number".to_owned()),
        most => most.map(|most| format!("1 to {most}")),
    };
    let values = form.values(field).into_iter();
    let words = values.filter(|it| it.number().is_none()).map(Value::label);
    let values: Vec<_> = most.into_iter().chain(words).collect();
    format!("Type {number} and one of these: {}.", values.join(", "))
}

/// Changes a line of the form and prints its new value. If `text` is invalid, lists the possible
/// values instead.
fn change(
    form: &mut Form,
    text: &str,
    desk: &mut PlainContext,
    overview: &HistorySnapshot,
) -> anyhow::Result<()> {
    let mut words = text.split([' ', ',']).filter(|it| !it.is_empty());
    let last = form.fields().len();
    let Some(at) = words.next().and_then(|it| number(it, last)) else {
        return desk.say(&format!(
            "Choose a line from 1 to {last}, or type ? for help."
        ));
    };
    let field = form.fields()[at];
    let typed: Vec<_> = words.collect();
    let known = match field {
        Field::Topics => match *typed {
            [] => None,
            ["all"] => {
                let all = (0..form.bank.topics.len()).collect();
                form.set_topics(all, &desk.app, overview);
                Some(())
            }
            _ => select(form, &typed, desk, overview).then_some(()),
        },
        field => {
            let value = form.typed(field, &typed.join(" "));
            value.map(|value| form.set(value, &desk.app, overview))
        }
    };
    if known.is_none() {
        return desk.say(&values(form, at));
    }
    line(desk, form, at)?;
    desk.say(&form.summary())
}

/// Selects the sections in `typed`, which lists either IDs or topic numbers.
fn select(
    form: &mut Form,
    typed: &[&str],
    desk: &PlainContext,
    overview: &HistorySnapshot,
) -> bool {
    if form.select(typed, &desk.app, overview) {
        return true;
    }
    let of = form.bank.topics.len();
    let topics: Option<_> = typed.iter().map(|it| number(it, of)).collect();
    let known = topics.map(|topics| form.set_topics(topics, &desk.app, overview));
    known.is_some()
}
