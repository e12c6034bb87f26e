//! Resolves terms, which consist of a name, a definition, and references to the terms that are
//! offered together with them.

use super::{Resolver, replaced, text};
use crate::bank::located::Located;
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::{SourceId, Term, TermId, TopicId};

impl Resolver<'_> {
    /// Builds the model of a term. The IDs of other terms can be unknown. The checker reports such
    /// IDs, and drills ignore them.
    pub(super) fn term(&self, item: &Item<raw::Term>) -> Result<Term, Fault> {
        let raw = &item.value;
        self.check_topic(item, &raw.topic)?;
        for source in &raw.sources {
            self.check_source(item, source)?;
        }
        for (field, value) in [("name", &raw.name), ("definition", &raw.definition)] {
            if value.trim().is_empty() {
                return Err(Fault::new(
                    item.inside(value.span()),
                    "blank-text",
                    format!("term `{}` has no {field}", *raw.id),
                    format!("write it in `{field}`"),
                ));
            }
        }
        Ok(Term {
            id: TermId::new(raw.id.as_str()),
            topic: TopicId::new(raw.topic.as_str()),
            name: text(&raw.name),
            aliases: raw.also.iter().map(|it| text(it)).collect(),
            definition: text(&raw.definition),
            group: text(&raw.group),
            sources: raw
                .sources
                .iter()
                .map(|it| SourceId::new(it.as_str()))
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

fn ids(raw: &[Located<String>]) -> Vec<TermId> {
    raw.iter().map(|id| TermId::new(id.as_str())).collect()
}
