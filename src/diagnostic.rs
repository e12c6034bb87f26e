//! Diagnostics for user-written files: what is wrong, where it is, and how to fix it.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet, renderer::DecorStyle};

use crate::text::{clean, nearest};

/// The maximum number of bytes to show on either side of the error in its line, before cleaning.
const EXCERPT_LIMIT: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A definite mistake. Items that cannot be used are left out.
    Error,
    /// A probable mistake. The item is still used.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// The text of a file. Several texts can share one allocation.
#[derive(Clone, Debug)]
pub struct FileText {
    whole: Arc<String>,
    place: Range<usize>,
}

impl FileText {
    /// Creates a file text from the byte range `place` in `whole`.
    pub fn part(whole: &Arc<String>, place: Range<usize>) -> Self {
        Self {
            whole: Arc::clone(whole),
            place,
        }
    }
}

impl<T: Into<String>> From<T> for FileText {
    fn from(text: T) -> Self {
        let whole = Arc::new(text.into());
        let place = 0..whole.len();
        Self { whole, place }
    }
}

impl Deref for FileText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.whole[self.place.clone()]
    }
}

/// The text of a file and its display name.
#[derive(Debug)]
pub struct SourceFile {
    pub name: String,
    pub text: FileText,
    /// The byte offset of the start of each line, computed on first use.
    line_starts: OnceLock<Vec<usize>>,
}

impl SourceFile {
    pub fn new(name: impl Into<String>, text: impl Into<FileText>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        }
    }

    /// Returns the 1-based number of the line that contains the byte offset `at`.
    pub fn line_of(&self, at: usize) -> usize {
        let starts = self.line_starts.get_or_init(|| {
            let breaks = self.text.match_indices('\n').map(|(at, _)| at + 1);
            [0].into_iter().chain(breaks).collect()
        });
        starts.partition_point(|&start| start <= at)
    }
}

/// A single problem. Includes an excerpt from the source so that the source itself can be dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// The name of the rule, such as `no-right-option`.
    pub rule: &'static str,
    pub message: String,
    pub file: String,
    /// The 1-based line and column, with the column counted in characters; `None` if the problem
    /// concerns the whole file.
    pub at: Option<(usize, usize)>,
    /// The suggested fix.
    pub help: String,
    /// The ID of the affected question, if any.
    pub question: Option<String>,
    excerpt: String,
    marked: Range<usize>,
    label: String,
}

/// The contents of a diagnostic without its location.
#[derive(Debug)]
pub struct Finding {
    pub severity: Severity,
    pub rule: &'static str,
    pub message: String,
    /// A short label to show next to the marked text.
    pub label: String,
    pub help: String,
}

impl Finding {
    /// Creates an error without a label.
    pub fn error(rule: &'static str, message: String, help: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            rule,
            message,
            label: String::new(),
            help: help.into(),
        }
    }
}

/// An error in a file, with its byte range.
#[derive(Debug)]
pub struct Fault {
    span: Range<usize>,
    finding: Finding,
}

impl Fault {
    pub fn new(
        span: Range<usize>,
        rule: &'static str,
        message: String,
        help: impl Into<String>,
    ) -> Self {
        Self {
            span,
            finding: Finding::error(rule, message, help),
        }
    }

    #[must_use]
    pub fn label(mut self, label: String) -> Self {
        self.finding.label = label;
        self
    }

    /// Adds a suggestion to the help: the ID in `known` that the author probably meant by `id`.
    #[must_use]
    pub fn near<'a>(mut self, id: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<_> = known.into_iter().collect();
        if let Some(near) = nearest(id, &known) {
            self.finding.help = format!("did you mean `{near}`? {}", self.finding.help);
        }
        self
    }

    /// Converts the fault into a diagnostic that shows the affected line in `file`.
    pub fn into_diagnostic(self, file: &SourceFile) -> Diagnostic {
        Diagnostic::at(file, self.span, &self.finding)
    }
}

impl Diagnostic {
    /// Creates a diagnostic for the byte range `span` in `file`.
    pub fn at(file: &SourceFile, span: Range<usize>, finding: &Finding) -> Self {
        let text = &*file.text;
        let start = floor_boundary(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor_boundary(text, span.end).clamp(start, line_end);
        let from = floor_boundary(text, line_start.max(start.saturating_sub(EXCERPT_LIMIT)));
        let to = floor_boundary(text, line_end.min(start + EXCERPT_LIMIT));
        let end = end.min(to);

        // Clean the pieces separately so that the marked range stays in place.
        let before = clean(&text[from..start]);
        let within = clean(&text[start..end]);
        let after = clean(&text[end..to]);
        let marked = before.len()..before.len() + within.len();
        let column = 1 + text[line_start..start].chars().count();
        Self {
            at: Some((file.line_of(start), column)),
            excerpt: [before, within, after].concat().replace('\n', " "),
            marked,
            label: clean(&finding.label).into_owned(),
            ..Self::whole(&file.name, finding)
        }
    }

    /// Creates a diagnostic for the whole file `name`.
    pub fn whole(name: &str, finding: &Finding) -> Self {
        Self {
            severity: finding.severity,
            rule: finding.rule,
            message: clean(&finding.message).into_owned(),
            file: name.to_owned(),
            at: None,
            help: clean(&finding.help).into_owned(),
            question: None,
            excerpt: String::new(),
            marked: 0..0,
            label: String::new(),
        }
    }

    /// Returns `file:line:column`, or only the file name if there is no location.
    pub fn place(&self) -> String {
        match self.at {
            Some((line, column)) => format!("{}:{line}:{column}", self.file),
            None => self.file.clone(),
        }
    }

    /// Renders the diagnostic like a compiler message. Draws the frame in ASCII.
    pub fn render(&self, color: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(&*self.message).id(self.rule);
        let mut group = match self.at {
            Some((line, _)) => {
                let mark = AnnotationKind::Primary.span(self.marked.clone());
                let mark = match self.label.as_str() {
                    "" => mark,
                    label => mark.label(Cow::Borrowed(label)),
                };
                title.element(
                    Snippet::source(&*self.excerpt)
                        .path(&*self.file)
                        .line_start(line)
                        .annotation(mark),
                )
            }
            None => title.element(annotate_snippets::Origin::path(&*self.file)),
        };
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(&*self.help));
        }
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Finding, Severity, SourceFile};

    fn finding() -> Finding {
        Finding {
            severity: Severity::Error,
            rule: "no-right-option",
            message: "question `a` has no correct option".into(),
            label: "none of its 2 options is correct".into(),
            help: "mark one option with `correct = true`".into(),
        }
    }

    #[test]
    fn it_names_file_line_column_and_way_out() {
        let file = SourceFile::new("q.toml", "# ü\nid = 'ä' x\n");
        let at = file.text.find('x').expect("there is one");
        let shown = Diagnostic::at(&file, at..at + 1, &finding());
        assert_eq!(shown.place(), "q.toml:2:10");
        let text = shown.render(false);
        for part in [
            "error[no-right-option]",
            "q.toml:2:",
            "help: mark one option",
        ] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }

    #[test]
    fn escapes_in_the_source_are_not_shown() {
        let file = SourceFile::new("q.toml", "a = \"\u{1b}[31m\" oops");
        let shown = Diagnostic::at(&file, 13..17, &finding()).render(false);
        assert!(!shown.contains('\u{1b}'), "{shown}");
        assert!(shown.contains("<U+001B>"), "{shown}");
    }

    #[test]
    fn spans_outside_the_text_do_no_harm() {
        let file = SourceFile::new("q.toml", "é");
        for span in [0..0, 1..1, 1..9, 5..9] {
            Diagnostic::at(&file, span, &finding()).render(false);
        }
    }
}
