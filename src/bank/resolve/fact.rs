//! Resolves facts, with the headings that state them.

use super::{Resolver, replaced, text};
use crate::bank::raw;
use crate::bank::tables::Item;
use crate::diagnostic::Fault;
use crate::model::{Fact, FactId, SourceId, Stated, TopicId};

impl Resolver<'_> {
    pub(super) fn fact(&self, item: &Item<raw::Fact>) -> Result<Fact, Fault> {
        let raw = &item.value;
        self.check_topic(item, &raw.topic)?;
        for source in &raw.sources {
            self.check_source(item, source)?;
        }
        for stated in &raw.stated {
            let Stated { document, heading } = &headings_of(stated);
            let headings = self.known.documents.get(document.as_str());
            if !headings.is_some_and(|all| all.contains(heading)) {
                return Err(Fault::new(
                    item.inside(stated.span()),
                    "unknown-heading",
                    format!("document `{document}` has no heading \"{heading}\""),
                    "add it to the headings of that [[document]]",
                ));
            }
        }
        Ok(Fact {
            id: FactId::new(raw.id.as_str()),
            topic: TopicId::new(raw.topic.as_str()),
            title: text(raw.title.as_ref().unwrap_or(&raw.says)),
            statement: text(&raw.says),
            stated: raw.stated.iter().map(|it| headings_of(it)).collect(),
            sources: raw
                .sources
                .iter()
                .map(|it| SourceId::new(it.as_str()))
                .collect(),
            note: raw.note.as_deref().map(text),
            contested: raw.contested,
            bullets: self.bullets(item, &raw.topic, &raw.bullets)?,
            beyond: raw.beyond,
            replaces: replaced(item, &raw.replaces)?,
        })
    }
}

fn headings_of(raw: &raw::Stated) -> Stated {
    Stated {
        document: text(&raw.document).as_str().into(),
        heading: text(&raw.heading),
    }
}
