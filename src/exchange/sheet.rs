//! Writes a bank as a study sheet in Markdown, with its facts, tables, and terms in exam guide
//! order.

use std::fmt::Write as _;

use crate::model::{Bank, Fact, Matrix, Outline, Section, SectionId, SourceId, Term, TopicId};

/// The mark for content beyond the scope of the exam.
const BEYOND: &str = " *(beyond the exam)*";
/// The mark for a statement with a second defensible answer.
const CONTESTED: &str = " *(contested)*";

/// Returns a study sheet for `topics`, or for the whole bank if `topics` is empty.
pub fn sheet(bank: &Bank, topics: &[TopicId]) -> String {
    let mut out = String::new();
    heading(&mut out, 1, &format!("{}: study sheet", bank.title));
    if let Some(guide) = bank.exam.as_ref().and_then(|exam| exam.guide.as_ref()) {
        paragraph(&mut out, &format!("Exam guide: {}.", escaped(guide)));
    }
    let outline = Outline::of(bank);
    let is_wanted = |at: &usize| topics.is_empty() || topics.contains(&bank.topics[*at].id);
    for (at, section) in outline.sections.iter().enumerate() {
        if !section.topics.iter().any(is_wanted) {
            continue;
        }
        let level = section.depth + 2;
        heading(&mut out, level, &section.title);
        share(&mut out, bank, section);
        bullets(&mut out, bank, section);
        // Topics in a subsection are written under that subsection.
        if outline.below(at).is_empty() {
            let topics = section.topics.iter().filter(|at| is_wanted(at));
            for topic in topics.map(|at| &bank.topics[*at].id) {
                content(&mut out, bank, topic, level + 1);
            }
        }
    }
    out
}

fn heading(out: &mut String, level: usize, title: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    // Markdown has only six heading levels.
    let signs = "#".repeat(level.min(6));
    let _writing_to_a_string = writeln!(out, "{signs} {}", escaped(title));
}

fn paragraph(out: &mut String, text: &str) {
    let _writing_to_a_string = writeln!(out, "\n{text}");
}

/// Writes the weight of a domain.
fn share(out: &mut String, bank: &Bank, section: &Section) {
    let SectionId::Domain(id) = &section.id else {
        return;
    };
    let mut domains = bank.exam.iter().flat_map(|exam| &exam.domains);
    if let Some(domain) = domains.find(|it| it.id == *id) {
        paragraph(out, &format!("{}% of the exam.", domain.weight));
    }
}

/// Writes the points that the exam guide lists under a task.
fn bullets(out: &mut String, bank: &Bank, section: &Section) {
    let SectionId::Task(id) = &section.id else {
        return;
    };
    let bullets = bank.task(id).map_or(&[][..], |task| &task.bullets);
    if bullets.is_empty() {
        return;
    }
    paragraph(out, "The exam guide lists:\n");
    for bullet in bullets {
        let _writing_to_a_string = writeln!(out, "- {}", escaped(&bullet.title));
    }
}

/// Writes the facts, tables, and terms in `topic` and the pages against which they were checked.
fn content(out: &mut String, bank: &Bank, topic: &TopicId, level: usize) {
    let mut sources: Vec<&SourceId> = Vec::new();
    let facts: Vec<_> = bank.facts.iter().filter(|it| it.topic == *topic).collect();
    if !facts.is_empty() {
        heading(out, level, "Facts");
        out.push('\n');
    }
    for item in facts {
        fact(out, item);
        sources.extend(&item.sources);
    }
    let tables = bank.matrices.iter();
    for matrix in tables.filter(|it| it.topic.as_ref() == Some(topic)) {
        heading(out, level, &matrix.title);
        table(out, matrix);
        let cells = matrix
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().flatten());
        sources.extend(cells.filter_map(|cell| cell.source.as_ref()));
    }
    let terms: Vec<_> = bank.terms.iter().filter(|it| it.topic == *topic).collect();
    if !terms.is_empty() {
        heading(out, level, "Terms");
        out.push('\n');
    }
    for item in terms {
        term(out, item);
        sources.extend(&item.sources);
    }
    let used = bank.sources.iter().filter(|it| sources.contains(&&it.id));
    let used: Vec<_> = used.collect();
    if !used.is_empty() {
        heading(out, level, "Sources");
        out.push('\n');
    }
    for source in used {
        let (title, url, day) = (escaped(&source.title), &source.url, &source.checked);
        let _writing_to_a_string = writeln!(out, "- {title}, last read {day}: <{url}>");
    }
}

fn fact(out: &mut String, fact: &Fact) {
    let beyond = if fact.beyond { BEYOND } else { "" };
    let contested = if fact.contested { CONTESTED } else { "" };
    let (title, says) = (escaped(&fact.title), escaped(&fact.statement));
    let _writing_to_a_string = writeln!(out, "- **{title}**{beyond}{contested}: {says}");
    note(out, fact.note.as_deref());
}

fn term(out: &mut String, term: &Term) {
    let beyond = if term.beyond { BEYOND } else { "" };
    let name = escaped(&term.name);
    let also = match term.aliases.as_slice() {
        [] => String::new(),
        also => format!(" (also {})", escaped(&also.join(", "))),
    };
    let definition = escaped(&term.definition);
    let end = if definition.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    let _writing_to_a_string = writeln!(out, "- **{name}**{also}{beyond}: {definition}{end}");
    note(out, term.closed.as_deref());
    note(out, term.note.as_deref());
}

/// Writes a note below a list item.
fn note(out: &mut String, note: Option<&str>) {
    if let Some(note) = note {
        let _writing_to_a_string = writeln!(out, "  Note: {}", escaped(note));
    }
}

fn table(out: &mut String, matrix: &Matrix) {
    let columns = matrix.columns.iter().map(|it| escaped(&it.title));
    let columns: Vec<_> = columns.collect();
    let rule = vec!["---"; columns.len() + 1].join(" | ");
    let _writing_to_a_string = writeln!(out, "\n|  | {} |\n| {rule} |", columns.join(" | "));
    for row in &matrix.rows {
        let cells = row.cells.iter().map(|cell| {
            let Some(cell) = cell else {
                return String::new();
            };
            let value = matrix.value(row, cell);
            let title = escaped(value.map_or(&cell.value, |value| &value.title));
            let contested = if cell.contested { CONTESTED } else { "" };
            format!("{title}{contested}")
        });
        let cells: Vec<_> = cells.collect();
        let title = escaped(&row.title);
        let _writing_to_a_string = writeln!(out, "| {title} | {} |", cells.join(" | "));
    }
}

/// Converts `text` to a single line and escapes the characters that are special in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn signs_of_markdown_are_shown_as_they_are() {
        assert_eq!(escaped("a *b* | `c`\n<d>"), r"a \*b\* \| \`c\` \<d\>");
    }
}
