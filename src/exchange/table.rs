//! CSV and TSV: a header that names the columns, and a question a row.

use csv::{ReaderBuilder, StringRecord};

use super::cards::Card;
use super::columns::{Role, option_named, plain, rank, role};
use super::entry::{Answer, Entry, Topic};
use super::export::{Book, Exported, same_words};
use super::intake::{FIELD_LIMIT, Intake, excerpt};
use super::key::{self, Key};
use super::lines::Lines;
use super::{cell, html, lettered};

/// How often a quote that is never closed is stepped over before the rest is left.
const MOST_RESTARTS: usize = 20;

/// The most rows above the one that names the columns.
const MOST_TITLES: usize = 8;

pub fn read(text: &str, separator: Option<u8>, intake: &mut Intake<'_>) {
    let (told, start) = told_separator(text);
    let separator = told.or(separator).unwrap_or_else(|| likely(&text[start..]));
    let lines = Lines::of(text);
    let mut rows = Rows::new(text, separator);
    rows.restart(start);
    let Some((at, header)) = header(&mut rows) else {
        let first = Rows::new(text, separator).next();
        let names = first.map_or(String::new(), |(_, row)| {
            let names: Vec<_> = row.iter().take(MOST_TITLES).map(excerpt).collect();
            names.join(", ")
        });
        return intake.leave_out(
            1,
            match names.as_str() {
                "" => "the file is empty".to_owned(),
                _ => format!(
                    "no column is named `question`; the first row has to name the columns, and it \
                     has {names}"
                ),
            },
        );
    };
    if at > start {
        let what = "the rows above the names of the columns are not kept";
        intake.note(lines.number(start), what);
    }
    let mut table = Vec::new();
    let mut restarts = 0;
    while let Some((at, row)) = rows.next() {
        let line = lines.number(at);
        if rows.is_unclosed(at) && restarts < MOST_RESTARTS {
            restarts += 1;
            intake.leave_out(line, "a quote is opened in this row and never closed");
            // The rows below are not to be lost with it.
            match lines.next_after(at) {
                Some(next) => rows.restart(next),
                None => break,
            }
        } else if row
            .iter()
            .skip(header.len())
            .any(|it| !it.trim().is_empty())
        {
            let (cells, columns) = (row.len(), header.len());
            let why = format!(
                "it has {cells} cells, and the header names {columns}; put a text with a separator in quotes"
            );
            intake.leave_out(line, why);
        } else if row.iter().any(|it| it.len() > 2 * FIELD_LIMIT) {
            intake.leave_out(line, "a cell is longer than 16 KiB; is a quote left open?");
        } else if row.iter().any(|it| !it.trim().is_empty()) {
            table.push((line, row));
        }
    }
    let columns = Columns::named(&header, &table);
    columns.report(&header, &table, lines.number(at), intake);
    take(&columns, &table, intake);
}

/// The separator in Excel's line `sep=;`, and where the table begins.
fn told_separator(text: &str) -> (Option<u8>, usize) {
    let line = text.split_inclusive('\n').next().unwrap_or_default();
    let bare = line.trim_end_matches('\n').trim_matches('"');
    match bare.get(..4).map(str::to_lowercase).as_deref() {
        Some("sep=") if bare.len() == 5 => (Some(bare.as_bytes()[4]), line.len()),
        _ => (None, 0),
    }
}

/// The row that names the columns, which can be below rows with a title.
fn header(rows: &mut Rows<'_>) -> Option<(usize, StringRecord)> {
    for _ in 0..=MOST_TITLES {
        let (at, row) = rows.next()?;
        let has = |wanted: fn(Role) -> bool| row.iter().filter_map(role).any(wanted);
        if has(|it| it == Role::Question) && row.len() > 1 && has(|it| it != Role::Question) {
            return Some((at, row));
        }
    }
    None
}

/// The roles of a table's columns, and how its rows name their answers.
#[derive(Debug, Default)]
pub struct Columns {
    roles: Vec<Option<Role>>,
    /// Names of the columns, where it has some.
    names: Vec<String>,
    /// certdrill wrote it: its texts are plain.
    is_ours: bool,
    base: Base,
}

/// What numbers of options mean in a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Base {
    /// Nothing shows it; taken for places from 1.
    #[default]
    Unknown,
    From(usize),
    /// They are texts, as all other answers are.
    Texts,
}

impl Columns {
    /// Returns the back of a card, if the row of `entry` is one: the table has no options, and
    /// the row one answer.
    fn back(&self, entry: &Entry, row: &StringRecord) -> Option<String> {
        let are_options = |role: &Option<Role>| {
            matches!(
                role,
                Some(Role::Options | Role::Option(_) | Role::WrongTexts | Role::Flag(_))
            )
        };
        if !entry.options.is_empty() || self.roles.iter().any(are_options) {
            return None;
        }
        let cells = self.roles.iter().zip(row.iter());
        let answers = cells.filter(|(role, _)| **role == Some(Role::Answer));
        let answers: Vec<_> = answers.map(|(_, text)| cell::bare(text.trim())).collect();
        match answers.as_slice() {
            [back] => Some(html::guess(back).0),
            _ => None,
        }
    }

    /// Columns of these roles, for the rows of `table`.
    pub fn of(roles: Vec<Option<Role>>, table: &[(usize, StringRecord)]) -> Self {
        let mut columns = Self {
            roles,
            ..Self::default()
        };
        columns.base = columns.base(table);
        columns
    }

    fn named(header: &StringRecord, table: &[(usize, StringRecord)]) -> Self {
        let mut roles: Vec<_> = header.iter().map(role).collect();
        let is_number = |at: usize| {
            let mut cells = table.iter().filter_map(|(_, row)| row.get(at)).take(100);
            cells.all(|it| it.trim().trim_end_matches('.').parse::<u32>().is_ok())
        };
        // Of several columns with one role, the most certain name counts.
        for wanted in [Role::Question, Role::Topic, Role::Id, Role::Difficulty] {
            let all = (0..roles.len()).filter(|at| roles[*at] == Some(wanted));
            let all: Vec<_> = all.collect();
            let best = all.iter().copied().min_by_key(|at| {
                let is_number = wanted == Role::Question && is_number(*at);
                (is_number, rank(&header[*at]))
            });
            for other in all.into_iter().filter(|at| Some(*at) != best) {
                roles[other] = None;
            }
        }
        // Where nothing else has them, `Answers` are the options.
        let is_answer = |at: &usize| roles[*at] == Some(Role::Answer);
        let answers: Vec<_> = (0..roles.len()).filter(is_answer).collect();
        let is_option = |it: &Option<Role>| {
            matches!(
                it,
                Some(Role::Options | Role::Option(_) | Role::WrongTexts | Role::Flag(_))
            )
        };
        let named = answers
            .iter()
            .copied()
            .find(|at| plain(&header[*at]) == "answers");
        if let Some(at) = named
            && answers.len() > 1
            && !roles.iter().any(is_option)
        {
            roles[at] = Some(Role::Options);
        }
        let ours = [
            Role::AnswerLetters,
            Role::Negated,
            Role::Beyond,
            Role::Order,
        ];
        let is_ours = ours.iter().all(|it| roles.contains(&Some(*it)));
        let mut columns = Self::of(roles, table);
        columns.names = header.iter().map(str::to_owned).collect();
        columns.is_ours = is_ours;
        columns
    }

    /// Reports the columns that are not kept.
    fn report(
        &self,
        header: &StringRecord,
        table: &[(usize, StringRecord)],
        line: usize,
        intake: &mut Intake<'_>,
    ) {
        for (at, name) in header.iter().enumerate() {
            let is_used = || {
                let mut cells = table.iter().filter_map(|(_, row)| row.get(at));
                cells.any(|it| !it.trim().is_empty())
            };
            if matches!(self.roles[at], None | Some(Role::Number)) && is_used() {
                let name = excerpt(name);
                intake.note(line, format!("the column {name} is not kept"));
            }
        }
    }

    /// Whether numbers of options count from 0 or 1: a 0 anywhere shows it, and so
    /// does one that is as high as its row has options.
    fn base(&self, table: &[(usize, StringRecord)]) -> Base {
        let mut from = Base::Unknown;
        let (mut are_texts, mut has_text) = (true, false);
        for (_, row) in table {
            let options = self.options(row).0;
            let is_option = |text: &str| options.iter().any(|it| it.text == text);
            for (role, text) in self.roles.iter().zip(row.iter()) {
                let text = text.trim();
                if !matches!(role, Some(Role::Answer | Role::AnswerIndex)) || text.is_empty() {
                    continue;
                }
                match text.parse::<usize>() {
                    Ok(0) => from = Base::From(0),
                    Ok(number) if number == options.len() && from == Base::Unknown => {
                        from = Base::From(1);
                    }
                    _ => {}
                }
                if text.parse::<usize>().is_ok() {
                    are_texts &= *role == Some(Role::Answer) && is_option(text);
                } else {
                    has_text |= text.len() > 1 && is_option(text);
                }
            }
        }
        if are_texts && has_text {
            Base::Texts
        } else {
            from
        }
    }

    /// The options of a row, and whether an empty one is between two others.
    fn options(&self, row: &StringRecord) -> (Vec<Answer>, bool) {
        let cells = || self.roles.iter().zip(row.iter());
        let text = |wanted: Role| {
            let mut found = cells().filter(|(role, _)| **role == Some(wanted));
            found.next().map_or("", |(_, text)| cell::bare(text.trim()))
        };
        let mut places: Vec<(usize, Answer)> = Vec::new();
        for (role, text) in cells() {
            let text = cell::bare(text.trim());
            if let Some(Role::Option(at)) = role
                && !text.is_empty()
            {
                places.push((*at, Answer::new(text, false)));
            }
        }
        places.sort_by_key(|(at, _)| *at);
        for (at, answer) in &mut places {
            text(Role::Why(*at)).clone_into(&mut answer.why);
            answer.correct = is_true(text(Role::Flag(*at)));
        }
        let gap = places
            .iter()
            .enumerate()
            .any(|(at, (place, _))| at != *place);
        let mut options: Vec<_> = places.into_iter().map(|(_, answer)| answer).collect();
        if options.is_empty() {
            options = lettered::split(text(Role::Options));
        }
        lettered::without_letters(&mut options);
        (options, gap)
    }
}

fn is_true(text: &str) -> bool {
    let text = text.to_lowercase();
    ["true", "yes", "1", "x", "correct", "y", "wahr", "ja", "✓"].contains(&text.as_str())
}

/// Takes the rows of a table.
pub fn take(columns: &Columns, table: &[(usize, StringRecord)], intake: &mut Intake<'_>) {
    for (line, row) in table {
        let (mut entry, key) = question(columns, row, *line);
        if let Key::All(keys) = &key
            && columns.base == Base::Unknown
            && keys.iter().any(
                |(_, it)| matches!(it, Key::Words { text, .. } if text.parse::<usize>().is_ok()),
            )
        {
            let what = "a number is taken for an option's place, counted from 1";
            intake.note(*line, what);
        }
        if !columns.is_ours {
            intake.read_html(&mut entry);
        }
        for (role, text) in columns.roles.iter().zip(row.iter()) {
            if *role == Some(Role::Code) && !entry.add_code(text) && !text.trim().is_empty() {
                intake.note(*line, "a code that is no source code is not kept");
            }
        }
        if let Some(back) = columns.back(&entry, row) {
            intake.take_card(Card {
                line: entry.line,
                id: entry.id,
                topic: entry.topic,
                front: entry.stem,
                back,
                note: entry.explanation,
            });
            continue;
        }
        intake.take(entry, &key);
    }
}

fn question(columns: &Columns, row: &StringRecord, line: usize) -> (Entry, Key) {
    let cells = || columns.roles.iter().zip(row.iter());
    let all = |wanted: Role| {
        let found = cells().filter(move |(role, _)| **role == Some(wanted));
        let texts = found.map(|(_, text)| cell::bare(text.trim()));
        texts.filter(|it| !it.is_empty())
    };
    let text = |wanted: Role| all(wanted).next().unwrap_or_default();
    let (mut options, gap) = columns.options(row);
    let wrong: Vec<_> = all(Role::WrongTexts).collect();
    let unordered = options.is_empty() && !wrong.is_empty();
    let mut key = if gap {
        Key::Untold("an option between two others is empty")
    } else {
        columns.key(row, &options)
    };
    let answers: Vec<_> = all(Role::Answer).collect();
    if unordered {
        let wrong = match wrong.as_slice() {
            [one] => lettered::split(one),
            many => many.iter().map(|it| Answer::new(*it, false)).collect(),
        };
        options = answers.iter().map(|it| Answer::new(*it, true)).collect();
        options.extend(wrong);
        key = Key::Marked;
    } else if options.is_empty()
        && let [answer] = answers.as_slice()
        && let Some(is_so) = lettered::true_or_false(answer)
    {
        options = vec![Answer::new("True", is_so), Answer::new("False", !is_so)];
        key = Key::Marked;
    }
    let some = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
    let explanations: Vec<_> = all(Role::Explanation).collect();
    let entry = Entry {
        line,
        id: some(text(Role::Id)),
        topic: some(text(Role::Topic)).map(Topic::titled),
        stem: text(Role::Question).to_owned(),
        explanation: explanations.join("\n\n"),
        options,
        difficulty: text(Role::Difficulty).parse().ok(),
        shape: serde_json::from_value(text(Role::Shape).into()).ok(),
        negated: text(Role::Negated).eq_ignore_ascii_case("true"),
        fixed_order: text(Role::Order).eq_ignore_ascii_case("fixed"),
        beyond: text(Role::Beyond).eq_ignore_ascii_case("true"),
        unordered,
    };
    (entry, key)
}

impl Columns {
    /// The key that all columns for it name.
    fn key(&self, row: &StringRecord, options: &[Answer]) -> Key {
        let from = match self.base {
            Base::From(from) => from,
            Base::Unknown | Base::Texts => 1,
        };
        let mut keys = Vec::new();
        if options.iter().any(|it| it.correct) {
            keys.push(("the flags".to_owned(), Key::Marked));
        }
        for (at, (role, text)) in self.roles.iter().zip(row.iter()).enumerate() {
            let text = cell::bare(text.trim());
            let text = if self.is_ours {
                text.to_owned()
            } else {
                html::guess(text).0
            };
            let key = match role {
                _ if text.is_empty() => continue,
                Some(Role::AnswerLetters) => Key::Letters(text),
                Some(Role::Answer) if self.base == Base::Texts && text.parse::<usize>().is_ok() => {
                    Key::Text(text)
                }
                // `Option B` and `answer_b` name a column.
                Some(Role::Answer) => match option_named(&text) {
                    Some(place) if !options.iter().any(|it| it.text == text) => {
                        Key::Letters(key::letter(place).to_string())
                    }
                    _ => Key::Words { text, from },
                },
                Some(Role::AnswerIndex) => Key::Words { text, from },
                _ => continue,
            };
            let name = self.names.get(at).cloned().unwrap_or_default();
            keys.push((name, key));
        }
        if keys.is_empty() {
            let text = String::new();
            Key::Words { text, from }
        } else {
            Key::All(keys)
        }
    }
}

/// The separator that stands most often in the first lines.
fn likely(text: &str) -> u8 {
    let head: Vec<_> = text.lines().take(MOST_TITLES).collect();
    let count = |sign: u8| {
        let counts = head
            .iter()
            .map(|it| it.bytes().filter(|byte| *byte == sign).count());
        counts.max().unwrap_or_default()
    };
    let signs = *b",;\t|";
    let named = |sign: u8| {
        head.iter().any(|line| {
            let names = line
                .split(char::from(sign))
                .map(|it| it.trim().trim_matches('"'));
            let roles: Vec<_> = names.filter_map(role).collect();
            roles.len() > 1 && roles.contains(&Role::Question)
        })
    };
    let most = signs
        .iter()
        .copied()
        .max_by_key(|sign| (named(*sign), count(*sign), *sign == b','));
    most.unwrap_or(b',')
}

/// The rows of a text with the bytes they begin at.
pub struct Rows<'t> {
    text: &'t str,
    separator: u8,
    start: usize,
    /// Where the last thing that is no space ends.
    content: usize,
    reader: csv::Reader<&'t [u8]>,
}

impl<'t> Rows<'t> {
    pub fn new(text: &'t str, separator: u8) -> Self {
        Self {
            text,
            separator,
            start: 0,
            content: text.trim_end().len(),
            reader: reader(text, separator),
        }
    }

    fn restart(&mut self, at: usize) {
        self.start = at;
        self.reader = reader(&self.text[at..], self.separator);
    }

    pub fn next(&mut self) -> Option<(usize, StringRecord)> {
        let mut row = StringRecord::new();
        // The text is UTF-8 and rows may be of any length: nothing can fail.
        let more = self.reader.read_record(&mut row).unwrap_or(false);
        let at = row.position().map_or(0, |it| it.byte() as usize);
        // The position is where the row before ended; blank lines stand between.
        let at = self.start + at;
        let gap = self.text[at..].len() - self.text[at..].trim_start_matches('\n').len();
        more.then_some((at + gap, row))
    }

    /// Whether the row that begins at `at` runs to the end of the text inside quotes.
    fn is_unclosed(&self, at: usize) -> bool {
        let end = self.start + self.reader.position().byte() as usize;
        let end = end.min(self.text.len());
        end >= self.content
            && ends_in_quotes(&self.text.as_bytes()[at.min(end)..end], self.separator)
    }
}

fn ends_in_quotes(row: &[u8], separator: u8) -> bool {
    let (mut quoted, mut begins) = (false, true);
    for byte in row {
        match byte {
            // Two in a row close and open again, which comes to the same.
            b'"' if quoted || begins => quoted = !quoted,
            _ => {}
        }
        // After a closing quote the next one opens again: it was an escaped one.
        begins = !quoted && [separator, b'\n', b'"'].contains(byte);
    }
    quoted
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

pub fn write(book: &Book, separator: u8) -> Exported {
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
                "its options begin with letters that read as their places",
            );
            continue;
        }
        if entry.options.iter().any(|it| it.id.is_some()) {
            out.lost("ids of options", entry);
        }
        writer.write_record(&row).expect(never);
    }
    let bytes = writer.into_inner().expect(never);
    out.text = String::from_utf8(bytes).expect("only text was written");
    out
}

/// Writes a table of cards, for a bank that has terms and no questions.
fn write_cards(book: &Book, separator: u8) -> Exported {
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

fn row(entry: &Entry, most: usize) -> Vec<String> {
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
