//! Builds the models of sources and documents, which refer to nothing.

use super::text;
use crate::bank::raw;
use crate::model::{Document, Source, SourceId};

pub(super) fn document(raw: &raw::Document) -> Document {
    let headings = raw.headings.iter();
    Document {
        id: raw.id.as_str().into(),
        title: text(&raw.title),
        headings: headings.map(|it| text(it)).collect(),
    }
}

pub(super) fn source(raw: &raw::Source) -> Source {
    Source {
        id: SourceId::new(raw.id.as_str()),
        title: text(&raw.title),
        url: text(&raw.url),
        checked: text(&raw.checked),
    }
}
