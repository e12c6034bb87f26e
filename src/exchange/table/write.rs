//! Writes a bank as a table with a header and one question per row.

use csv::StringRecord;

use super::{Columns, question};
use crate::exchange::ParsedQuestion;
use crate::exchange::export::{ExportBank, Exported, same_words};
use crate::exchange::{cell, key};

pub fn write(book: &ExportBank, separator: u8) -> Exported {
    if book.entries.is_empty() && !book.cards.is_empty() {
        return write_cards(book, separator);
    }
    let mut out = Exported::default();
    let most = book.entries.iter().map(|it| it.options.len()).max();
    let most = most.unwrap_or(2);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    let mut header = vec!["id".to_owned(), "topic".into(), "question".into()];
    let letters = || (0..most).map(|at| key::letter(at).to_ascii_lowercase());
    header.extend(letters().map(|it| format!("option_{it}")));
    header.extend(["correct_letters".into(), "explanation".into()]);
    header.extend(letters().map(|it| format!("why_{it}")));
    header.extend(["difficulty", "shape", "negated", "order", "beyond"].map(String::from));
    let never = "a row in memory can be written";
    writer.write_record(&header).expect(never);
    let columns = Columns::named(&StringRecord::from(header), &[]);
    for entry in &book.entries {
        let row: Vec<_> = row(entry, most)
            .iter()
            .map(|it| cell::harmless(it))
            .collect();
        let (mut back, key) = question(&columns, &StringRecord::from(row.clone()), 0);
        if key.mark(&mut back.options).is_err() || !same_words(&back, entry) {
            out.leave_out(
                entry,
                "its options begin with letters that would be read as their positions",
            );
            continue;
        }
        if entry.options.iter().any(|it| it.id.is_some()) {
            out.lost("option IDs", entry);
        }
        writer.write_record(&row).expect(never);
    }
    let bytes = writer.into_inner().expect(never);
    out.text = String::from_utf8(bytes).expect("only text was written");
    out
}

/// Writes a table of cards for a bank that has terms but no questions.
fn write_cards(book: &ExportBank, separator: u8) -> Exported {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    let never = "a row in memory can be written";
    let header = ["id", "topic", "front", "back", "explanation"];
    writer.write_record(header).expect(never);
    for card in &book.cards {
        let topic = card.topic.as_ref().map_or("", |topic| topic.title.as_str());
        let id = card.id.as_deref().unwrap_or_default();
        let cells = [id, topic, &card.front, &card.back, &card.note];
        writer.write_record(cells.map(cell::harmless)).expect(never);
    }
    let bytes = writer.into_inner().expect(never);
    Exported {
        text: String::from_utf8(bytes).expect("only text was written"),
        cards: book.cards.len(),
        ..Exported::default()
    }
}

fn row(entry: &ParsedQuestion, most: usize) -> Vec<String> {
    let options = (0..most).map(|at| entry.options.get(at));
    let mut row = vec![
        entry.id.clone().unwrap_or_default(),
        entry
            .topic
            .as_ref()
            .map_or(String::new(), |it| it.title.clone()),
        entry.stem.clone(),
    ];
    row.extend(
        options
            .clone()
            .map(|it| it.map_or(String::new(), |it| it.text.clone())),
    );
    row.push(key::letters_of(&entry.options));
    row.push(entry.explanation.clone());
    row.extend(options.map(|it| it.map_or(String::new(), |it| it.why.clone())));
    row.push(entry.difficulty.map_or(String::new(), |it| it.to_string()));
    row.push(entry.shape.map_or(String::new(), |it| it.to_string()));
    row.push(if entry.negated { "true" } else { "" }.to_owned());
    row.push(if entry.fixed_order { "fixed" } else { "" }.to_owned());
    row.push(if entry.beyond { "true" } else { "" }.to_owned());
    row
}
