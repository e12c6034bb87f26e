//! Reads and writes Anki's "Notes in Plain Text" format: header lines that begin with `#`, followed
//! by one note per line. The front of a card contains the question and the options, and the back
//! contains the answer and the reasons.

use super::cards::Card;
use super::collector::{FIRST_TOPIC, ImportCollector};
use super::columns::{Role, role};
use super::entry::{ParsedOption, ParsedQuestion, ParsedTopic};
use super::export::{ExportBank, Exported};
use super::key::{self, Key};
use super::line_starts::LineStarts;
use super::table::{Columns, Rows, take};
use super::{cell, html, lettered, naming};

/// The ID prefix of our own cards in the GUID column.
const OURS: &str = "certdrill:";

/// The settings in the header lines. Columns are counted from 0.
#[derive(Debug, Default)]
struct Header {
    separator: Option<u8>,
    is_html: bool,
    guid: Option<usize>,
    tags: Option<usize>,
    deck: Option<usize>,
    note_type: Option<usize>,
    /// The topic of cards that do not have a topic of their own.
    all: Option<String>,
    columns: Option<String>,
}

pub fn read(text: &str, intake: &mut ImportCollector<'_>) {
    let (header, start) = header(text);
    let separator = header.separator.unwrap_or(b'\t');
    let lines = LineStarts::of(text);
    let mut rows = Rows::new(&text[start..], separator);
    let names = header.columns.as_ref().map(|names| {
        let names = names.split(char::from(separator)).map(role);
        names.collect::<Vec<_>>()
    });
    let mut named = Vec::new();
    while let Some((at, row)) = rows.next() {
        let line = lines.number(start + at);
        if row.get(0).is_some_and(|it| it.starts_with('#')) {
            continue;
        }
        let with_options = |roles: &[Option<Role>]| roles.contains(&Some(Role::Option(0)));
        if names.as_deref().is_some_and(with_options) {
            let cells = row.iter().map(|it| header.plain(it).0);
            named.push((line, cells.collect()));
        } else {
            card(&header, &row, line, intake);
        }
    }
    let columns = Columns::of(names.unwrap_or_default(), &named);
    take(&columns, &named, None, intake);
}

/// Parses the header and returns it with the byte offset of the first note.
fn header(text: &str) -> (Header, usize) {
    let mut header = Header::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let Some(stated) = line.strip_prefix('#') else {
            break;
        };
        start += line.len();
        let Some((name, value)) = stated.trim_end_matches('\n').split_once(':') else {
            continue;
        };
        let column = || {
            value
                .trim()
                .parse()
                .ok()
                .and_then(|it: usize| it.checked_sub(1))
        };
        match name.trim().to_lowercase().as_str() {
            "separator" => header.separator = Some(separator(value)),
            "html" => header.is_html = value.trim() == "true",
            "guid column" => header.guid = column(),
            "tags column" => header.tags = column(),
            "deck column" => header.deck = column(),
            "notetype column" => header.note_type = column(),
            "tags" | "deck" => header.all = Some(value.trim().to_owned()),
            "columns" => header.columns = Some(value.to_owned()),
            _ => {}
        }
    }
    (header, start)
}

fn separator(value: &str) -> u8 {
    match value.trim().to_lowercase().as_str() {
        "comma" => b',',
        "semicolon" => b';',
        "pipe" => b'|',
        "colon" => b':',
        "space" => b' ',
        // The separator can also be given as the character itself.
        other if other.len() == 1 => other.as_bytes()[0],
        _ => b'\t',
    }
}

impl Header {
    fn is_field(&self, column: usize) -> bool {
        let others = [self.guid, self.tags, self.deck, self.note_type];
        !others.contains(&Some(column))
    }

    fn pieces(&self, field: &str) -> html::Read {
        if self.is_html {
            return html::read(field);
        }
        let piece = html::Piece {
            text: field.to_owned(),
            ..html::Piece::default()
        };
        html::Read {
            pieces: vec![piece],
            had_media: false,
        }
    }

    fn plain(&self, field: &str) -> (String, bool) {
        if self.is_html {
            html::to_text(field)
        } else {
            (field.to_owned(), false)
        }
    }
}

fn card(header: &Header, row: &csv::StringRecord, line: usize, intake: &mut ImportCollector<'_>) {
    let column = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
    let mut fields = row
        .iter()
        .enumerate()
        .filter(|(at, _)| header.is_field(*at));
    let mut field = || header.pieces(fields.next().map_or("", |(_, text)| text));
    let (front, back) = (field(), field());
    if fields.any(|(_, text)| !text.trim().is_empty()) {
        intake.note(line, "fields after the front and back were not imported");
    }
    if front.had_media || back.had_media {
        intake.note(line, "a picture or sound was not imported");
    }
    let own = column(header.guid).strip_prefix(OURS);
    let mut entry = ParsedQuestion {
        line,
        id: own.and_then(|it| it.rsplit('/').next()).map(str::to_owned),
        topic: topic(
            header,
            column(header.tags),
            column(header.deck),
            line,
            intake,
        ),
        ..ParsedQuestion::default()
    };
    question(&front.pieces, own.is_some(), &mut entry);
    if entry.options.is_empty() {
        let back: Vec<_> = back.pieces.iter().map(|it| it.text.trim()).collect();
        return intake.take_card(Card {
            line,
            id: entry.id,
            topic: entry.topic,
            front: entry.stem,
            back: back.join(" "),
            note: String::new(),
        });
    }
    let key = answer(&back.pieces, own.is_some(), &mut entry);
    intake.take(entry, &key);
}

/// Reads the stem and the options from a list or from lines that begin with letters.
fn question(front: &[html::Piece], is_ours: bool, entry: &mut ParsedQuestion) {
    if let Some((stem, options)) = html::list(front) {
        entry.stem = stem;
        let options = options.iter().map(|it| ParsedOption::new(*it, false));
        entry.options = options.collect();
        if !is_ours {
            lettered::without_letters(&mut entry.options);
        }
        return;
    }
    let texts: Vec<_> = front.iter().map(|it| it.text.as_str()).collect();
    entry.stem = texts.join("\n");
    entry.split_options();
}

/// Reads the key, the explanation, and the reasons of the options.
fn answer(back: &[html::Piece], is_ours: bool, entry: &mut ParsedQuestion) -> Key {
    let items: Vec<_> = back.iter().filter(|it| it.is_item).collect();
    let are_reasons = items.len() == entry.options.len();
    if are_reasons {
        for (option, why) in entry.options.iter_mut().zip(&items) {
            why.text.trim().clone_into(&mut option.why);
        }
    }
    let rest = back.iter().filter(|it| !(it.is_item && are_reasons));
    let rest: Vec<_> = rest.map(|it| it.text.trim()).collect();
    let rest = rest.join("\n");
    let (first, more) = rest.split_once('\n').unwrap_or((&rest, ""));
    let stated = lettered::answer(first).unwrap_or(first.trim());
    if is_ours {
        more.clone_into(&mut entry.explanation);
        return Key::Letters(stated.to_owned());
    }
    let (key, reason) = lettered::key_and_more(stated, &entry.options);
    entry.explanation = [&reason, more.trim()].join("\n");
    key
}

fn topic(
    header: &Header,
    tags: &str,
    deck: &str,
    line: usize,
    intake: &mut ImportCollector<'_>,
) -> Option<ParsedTopic> {
    let mut tags = tags.split_whitespace().map(cell::bare);
    let first = tags.next();
    if tags.next().is_some() {
        intake.note(line, FIRST_TOPIC);
    }
    let name = first.map(str::to_owned).or_else(|| {
        let deck = deck.rsplit("::").next().filter(|it| !it.is_empty());
        deck.map(str::to_owned).or_else(|| header.all.clone())
    })?;
    Some(ParsedTopic {
        id: Some(name.clone()),
        title: name,
    })
}

pub fn write(book: &ExportBank) -> Exported {
    let mut out = Exported::default();
    out.text += "#separator:tab\n#html:true\n#notetype:Basic\n";
    out.text += &format!("#deck:{}\n", book.title.replace('\n', " "));
    out.text += "#guid column:1\n#tags column:4\n";
    for entry in &book.entries {
        let id = entry
            .id
            .clone()
            .unwrap_or_else(|| naming::question_id(entry));
        let tag = entry.topic.as_ref().map_or(String::new(), |topic| {
            let own = topic.id.clone();
            cell::harmless(&own.unwrap_or_else(|| naming::topic_id(&topic.title)))
        });
        if entry.topic.as_ref().is_some_and(|it| it.title != tag) {
            out.lost("topic titles (their IDs are the tags)", entry);
        }
        out.lost_marks(entry);
        let (front, back) = (front(entry), back(entry));
        out.text += &format!("{OURS}{}/{id}\t{front}\t{back}\t{tag}\n", book.id);
    }
    out.cards = book.cards.len();
    for card in &book.cards {
        let id = card.id.as_deref().unwrap_or_default();
        let topic = card.topic.as_ref().and_then(|topic| topic.id.as_deref());
        let tag = cell::harmless(topic.unwrap_or_default());
        let [front, back] = [&card.front, &card.back].map(|it| html::escape(it));
        out.text += &format!("{OURS}{}/term/{id}\t{front}\t{back}\t{tag}\n", book.id);
    }
    out
}

fn front(entry: &ParsedQuestion) -> String {
    let options = entry.options.iter().map(|it| html::escape(&it.text));
    let stem = html::escape(&entry.stem);
    // Write the character as an entity. It is displayed unchanged, but a spreadsheet does not
    // interpret it as the start of a formula.
    let stem = match stem.chars().next() {
        Some(c @ ('=' | '+' | '-' | '@')) => format!("&#{};{}", u32::from(c), &stem[1..]),
        _ => stem,
    };
    format!("{stem}{}", list(options))
}

fn back(entry: &ParsedQuestion) -> String {
    let mut out = format!("Answer: {}", key::letters_of(&entry.options));
    if !entry.explanation.is_empty() {
        out += &format!("<br>{}", html::escape(&entry.explanation));
    }
    if entry.options.iter().any(|it| !it.why.is_empty()) {
        out += &list(entry.options.iter().map(|it| html::escape(&it.why)));
    }
    out
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.map(|it| format!("<li>{it}</li>")).collect();
    format!("<ol type=A>{}</ol>", items.concat())
}
