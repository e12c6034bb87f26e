//! What a bank holds, seen at a glance: its card and how many parts there are of
//! each kind, without reading the parts. That is all that a first screen needs.
//!
//! Counts are of what stands in the files; a part that turns out to be unusable is
//! found when the bank is loaded, and [`Outline::of`] then tells the counts that hold.

use super::counts::Counts;
use super::cut::cut;
use super::files::SourceFile;
use super::load::load_files;
use super::{Files, Origin};
use crate::model::{Bank, Parts};
use crate::quiz::drillable;

const EMBEDDED_COUNTS: Counts = include!(concat!(env!("OUT_DIR"), "/embedded_counts.rs"));

#[derive(Debug, PartialEq)]
pub struct Outline {
    /// The bank without its parts: id, titles, topics, the exam.
    pub card: Bank,
    pub questions: usize,
    /// Facts that can be asked.
    pub facts: usize,
    /// Rows and columns of the first matrix.
    pub table: Option<(usize, usize)>,
    /// Cells of all matrices that can be asked.
    pub cells: usize,
}

impl Outline {
    /// The embedded bank's, whose parts were counted when the program was built.
    pub fn embedded() -> Self {
        let card = include_str!(concat!(env!("OUT_DIR"), "/embedded_card.toml"));
        Self::of_card(
            vec![SourceFile::new("card", card)],
            EMBEDDED_COUNTS,
            &Origin::Embedded,
        )
    }

    /// Looks at `files` without parsing more than their cards.
    pub fn glance(files: &Files, origin: &Origin) -> Self {
        let mut counts = Counts::default();
        let mut cards = Vec::new();
        for file in &files.read {
            let mut card = String::new();
            for part in cut(&file.text) {
                counts.take(&file.text[part], &mut card);
            }
            if !card.is_empty() {
                cards.push(SourceFile::new(file.name.clone(), card));
            }
        }
        Self::of_card(cards, counts, origin)
    }

    fn of_card(read: Vec<SourceFile>, counts: Counts, origin: &Origin) -> Self {
        let files = Files {
            read,
            ..Files::default()
        };
        Self {
            card: load_files(files, origin).bank,
            questions: counts.questions,
            facts: counts.facts,
            table: counts.table,
            cells: counts.cells,
        }
    }

    /// The outline of a bank that is loaded.
    pub fn of(bank: &Bank) -> Self {
        let first = bank.matrices.first();
        Self {
            card: Bank::new(Parts {
                id: bank.id.clone(),
                title: bank.title.clone(),
                about: bank.about.clone(),
                says: bank.says.clone(),
                licence: bank.licence.clone(),
                exam: bank.exam.clone(),
                tasks: bank.tasks.clone(),
                topics: bank.topics.clone(),
                sources: Vec::new(),
                documents: Vec::new(),
                facts: Vec::new(),
                matrices: Vec::new(),
                terms: Vec::new(),
                questions: Vec::new(),
            }),
            questions: bank.questions.len(),
            facts: bank.facts.iter().filter(|fact| !fact.contested).count(),
            table: first.map(|matrix| (matrix.rows.len(), matrix.columns.len())),
            cells: drillable(bank),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Outline};
    use crate::bank::{Files, Origin, load};

    #[test]
    fn a_glance_at_the_embedded_bank_tells_what_loading_it_tells() {
        let origin = Origin::Embedded;
        let seen = Outline::glance(&Files::read(&origin), &origin);
        assert_eq!(seen, Outline::embedded());
        let loaded = Outline::of(&load(&origin).bank);
        assert_eq!(seen.questions, loaded.questions);
        assert_eq!(seen.facts, loaded.facts);
        assert_eq!(seen.table, loaded.table);
        assert_eq!(seen.cells, loaded.cells);
        assert_eq!(seen.card.id, loaded.card.id);
        assert_eq!(seen.card.title, loaded.card.title);
        assert_eq!(seen.card.topics, loaded.card.topics);
        assert_eq!(seen.card.exam, loaded.card.exam);
    }

    #[test]
    fn a_glance_at_a_bank_from_disk_tells_what_loading_it_tells() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small");
        let origin = Origin::Path(path.into());
        let seen = Outline::glance(&Files::read(&origin), &origin);
        assert_eq!(seen, Outline::of(&load(&origin).bank));
    }

    #[test]
    fn comments_alone_are_no_part_of_a_card() {
        let mut counts = Counts::default();
        let mut card = String::new();
        counts.take("#:schema bank.schema.json\n\n  # Facts.\n", &mut card);
        assert_eq!(card, "");
        counts.take("# The format.\nformat = 1\n", &mut card);
        assert_eq!(card, "# The format.\nformat = 1\n");
    }

    #[test]
    fn an_empty_bank_has_an_outline() {
        let seen = Outline::glance(&Files::default(), &Origin::Embedded);
        assert_eq!((seen.questions, seen.facts, seen.table), (0, 0, None));
    }
}
