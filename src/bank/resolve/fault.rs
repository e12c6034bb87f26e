//! Why an item is left out.

use std::ops::Range;

use crate::bank::load::Item;

/// A reason to leave an item out: where, and what is wrong.
pub struct Fault {
    pub span: Range<usize>,
    pub rule: &'static str,
    pub message: String,
    pub label: String,
    pub help: String,
}

impl Fault {
    pub fn new(span: Range<usize>, rule: &'static str, message: String, help: &str) -> Self {
        Self {
            span,
            rule,
            message,
            label: String::new(),
            help: help.into(),
        }
    }

    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }
}

pub fn unknown<R>(item: &Item<R>, id: &toml::Spanned<String>, what: &str, among: &str) -> Fault {
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
