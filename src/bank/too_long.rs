//! Finds strings that are too long to be useful on any screen.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Fault, SourceFile};

/// The maximum length of a string, in bytes.
const LIMIT: usize = 16 * 1024;

/// Reports the first field in the part `part` of `file` that is too long.
pub fn too_long(file: &SourceFile, part: &Range<usize>) -> Option<Diagnostic> {
    // Fast path: a part that is shorter than the limit cannot contain such a field.
    let text = file.text.get(part.clone()).filter(|it| it.len() > LIMIT)?;
    let table = DeTable::parse(text).ok()?;
    let (span, length) = table.get_ref().values().find_map(|value| {
        let value_span = value.span();
        longer(value.get_ref(), value_span)
    })?;
    let message = format!("this string is too long: {length} bytes");
    let help = "shorten it to 16 KiB or less; the item with this string is left out";
    let span = part.start + span.start..part.start + span.end;
    Some(Fault::new(span, "too-long", message, help).into_diagnostic(file))
}

fn longer(value: &DeValue<'_>, span: Range<usize>) -> Option<(Range<usize>, usize)> {
    match value {
        DeValue::String(text) => (text.len() > LIMIT).then_some((span, text.len())),
        DeValue::Array(values) => values
            .iter()
            .find_map(|value| longer(value.get_ref(), value.span())),
        DeValue::Table(fields) => fields
            .values()
            .find_map(|value| longer(value.get_ref(), value.span())),
        _ => None,
    }
}
