//! Resolves terms: names with definitions, and references to the terms that are offered with them.

use toml::Spanned;

use super::{Resolver, replaced, text};
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::{SourceId, Term, TermId, TopicId};

impl Resolver<'_> {
    /// Builds the model of a term. The ids of other terms can be unknown: the checker reports them,
    /// and drills ignore them.
    pub(super) fn term(&self, item: &Item<raw::Term>) -> Result<Term, Fault> {
        let raw = &item.value;
        self.check_topic(item, &raw.topic)?;
        for source in &raw.sources {
            self.check_source(item, source)?;
        }
        for (field, value) in [("name", &raw.name), ("definition", &raw.definition)] {
            if value.get_ref().trim().is_empty() {
                return Err(Fault::new(
                    item.inside(value.span()),
                    "blank-text",
                    format!("term `{}` has no {field}", raw.id.get_ref()),
                    format!("write it in `{field}`"),
                ));
            }
        }
        Ok(Term {
            id: TermId::new(raw.id.get_ref()),
            topic: TopicId::new(raw.topic.get_ref()),
            name: text(raw.name.get_ref()),
            aliases: raw.also.iter().map(|it| text(it)).collect(),
            definition: text(raw.definition.get_ref()),
            group: text(raw.group.get_ref()),
            sources: raw
                .sources
                .iter()
                .map(|it| SourceId::new(it.get_ref()))
                .collect(),
            confused_with: ids(&raw.confused_with),
            overlaps: ids(&raw.overlaps),
            closed: raw.closed.as_deref().map(text),
            note: raw.note.as_deref().map(text),
            beyond: raw.beyond,
            replaces: replaced(item, &raw.replaces)?,
        })
    }
}

fn ids(raw: &[Spanned<String>]) -> Vec<TermId> {
    raw.iter().map(|id| TermId::new(id.get_ref())).collect()
}
