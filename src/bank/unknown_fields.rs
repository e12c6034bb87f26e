//! Finds all unknown fields in a part of a file. The parser stops at the first unknown field, so
//! that field is either renamed to the field that was probably meant or replaced with spaces, and
//! the part is parsed again.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike};

use super::{examples, raw};
use crate::diagnostic::{Diagnostic, Finding, SourceFile};
use crate::parse_error;
use crate::text::nearest;

/// The maximum number of unknown fields to report.
const MOST: usize = 20;

/// Reports the unknown fields in the part of `file` that starts at `base` and contains `text`.
/// `error` is the parser error. If it has another cause, nothing is reported.
pub fn unknown_fields(
    file: &SourceFile,
    base: usize,
    text: &str,
    error: &toml::de::Error,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut text = text.to_owned();
    // The positions of renamed fields and the differences in length, in bytes.
    let mut shifts: Vec<(usize, isize)> = Vec::new();
    let mut next = Some(error.clone());
    while let Some(error) = next.take() {
        let Some((field, span)) = unknown_field(&error) else {
            break;
        };
        let before = shifts.iter().filter(|(at, _)| *at < span.start);
        let shift: isize = before.map(|(_, bytes)| bytes).sum();
        let start = base + span.start.saturating_add_signed(-shift);
        problems.push(Diagnostic::at(
            file,
            start..start + span.len(),
            &field.finding(),
        ));
        if problems.len() == MOST {
            break;
        }
        let renamed = field.near().and_then(|near| {
            let mut renamed = text.clone();
            renamed.replace_range(span.clone(), near);
            let error = toml::from_str::<raw::File>(&renamed).err();
            // If the value did not fit the new name, the resulting error would hide the remaining
            // unknown fields.
            let fits = error.is_none_or(|it| {
                let message = it.message();
                message.starts_with("unknown field") || message.starts_with("missing field")
            });
            fits.then_some((renamed, near.len() as isize - span.len() as isize))
        });
        if let Some((renamed, bytes)) = renamed {
            text = renamed;
            for (at, _) in shifts.iter_mut().filter(|(at, _)| *at > span.start) {
                *at = at.saturating_add_signed(bytes);
            }
            shifts.push((span.start, bytes));
        } else if !blank_out(&mut text, span.start) {
            break;
        }
        next = toml::from_str::<raw::File>(&text).err();
    }
    problems
}

/// A field that does not exist and the names of the fields that do.
struct UnknownField<'e> {
    name: &'e str,
    known: Vec<&'e str>,
}

impl<'e> UnknownField<'e> {
    fn near(&self) -> Option<&'e str> {
        let other = examples::other_name(self.name, &self.known);
        other.or_else(|| nearest(self.name, &self.known))
    }

    fn finding(&self) -> Finding {
        // The British spelling of a field is accepted, too.
        let known = self.known.iter().filter(|it| **it != "licence");
        let fields = known.copied().collect::<Vec<_>>().join(", ");
        let help = match (examples::advice(self.name, &self.known), self.near()) {
            (Some(advice), _) => advice,
            (None, Some("option")) => {
                let example = examples::example("", "option").unwrap_or_default();
                format!("did you mean `option`? For example: {example}")
            }
            (None, Some(near)) => format!("did you mean `{near}`? The fields here are {fields}"),
            (None, None) => format!("the fields here are {fields}"),
        };
        let message = format!("unknown field `{}`", parse_error::shortened(self.name));
        Finding::error("malformed", message, help)
    }
}

/// Returns the unknown field that `error` names and the position of that field.
fn unknown_field(error: &toml::de::Error) -> Option<(UnknownField<'_>, Range<usize>)> {
    let message = error.message().lines().next()?;
    let names = message.strip_prefix("unknown field ")?;
    let mut names = names.split('`').skip(1).step_by(2);
    let name = names.next()?;
    let known = names.collect();
    Some((UnknownField { name, known }, error.span()?))
}

/// Overwrites the field whose name starts at `at` with spaces. Returns whether the field was found.
fn blank_out(text: &mut String, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let range = if text[line..].trim_start().starts_with('[') {
        // A table with its own header extends to the next header.
        let end = text[at..].find("\n[").map_or(text.len(), |end| at + end);
        Some(line..end)
    } else {
        let document = Document::parse(text.as_str());
        document.ok().and_then(|it| field(it.as_table(), at))
    };
    let Some(mut range) = range else {
        return false;
    };
    // Once the field is removed, an inline table would have an extra comma.
    let after = text[range.end..].trim_start();
    if after.starts_with(',') {
        range.end = text.len() - after.len() + 1;
    } else if let Some(before) = text[..range.start].trim_end().strip_suffix(',')
        && after.starts_with('}')
    {
        range.start = before.len();
    }
    let blank: String = text[range.clone()]
        .chars()
        .map(|c| {
            if c == '\n' {
                "\n".to_owned()
            } else {
                " ".repeat(c.len_utf8())
            }
        })
        .collect();
    text.replace_range(range, &blank);
    true
}

/// Returns the range of the field whose name starts at `at`, including its value.
fn field(table: &dyn TableLike, at: usize) -> Option<Range<usize>> {
    for (name, item) in table.iter() {
        let key = table.key(name).and_then(toml_edit::Key::span);
        if key.as_ref().is_some_and(|key| key.start == at) {
            return Some(at..item.span()?.end);
        }
        let below = match item {
            Item::ArrayOfTables(tables) => tables.iter().find_map(|it| field(it, at)),
            Item::Value(toml_edit::Value::Array(values)) => values
                .iter()
                .filter_map(toml_edit::Value::as_inline_table)
                .find_map(|it| field(it, at)),
            item => item.as_table_like().and_then(|it| field(it, at)),
        };
        if below.is_some() {
            return below;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::unknown_fields;
    use crate::bank::raw;
    use crate::diagnostic::SourceFile;

    fn found(text: &str) -> Vec<(String, String, String)> {
        let file = SourceFile::new("a.toml", text.to_owned());
        let error = toml::from_str::<raw::File>(text).expect_err("it has unknown fields");
        let problems = unknown_fields(&file, 0, text, &error).into_iter();
        problems
            .map(|it| (it.place(), it.message.clone(), it.help.clone()))
            .collect()
    }

    #[test]
    fn all_of_a_question_are_found_with_what_may_be_meant() {
        let text = "[[question]]\nid = \"a\"\nstern = \"What?\"\nanswer = \"\"\"\nA\n\"\"\"\n\
                    option = [{ txt = \"A\", correct = true }, { text = \"B\", wy = \"no\" }]\n";
        let found = found(text);
        let mut found = found;
        found.sort();
        let messages: Vec<_> = found.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(
            messages,
            [
                "unknown field `stern`",
                "unknown field `answer`",
                "unknown field `txt`",
                "unknown field `wy`"
            ]
        );
        let places: Vec<_> = found.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(
            places,
            ["a.toml:3:1", "a.toml:4:1", "a.toml:7:13", "a.toml:7:56"]
        );
        assert!(found[0].2.starts_with("did you mean `stem`? "));
        assert!(found[1].2.starts_with("mark the correct option instead"));
        assert!(found[2].2.starts_with("did you mean `text`? "));
        assert!(found[3].2.starts_with("did you mean `why`? "));
    }

    #[test]
    fn tables_with_an_unknown_name_are_found_once_each() {
        let text = "[[question]]\nid = \"a\"\n[[question.options]]\ntext = \"A\"\n\
                    [[question.options]]\ntext = \"B\"\n";
        let found = found(text);
        assert_eq!(found[0].1, "unknown field `options`");
        assert!(found[0].2.starts_with("did you mean `option`? "));
        assert!(found.len() <= 2, "{found:?}");
    }
}
