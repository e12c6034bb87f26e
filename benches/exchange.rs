//! Benchmarks of imports and exports: 10,000 questions in every format, and a check that import
//! time grows linearly with the length of the text, regardless of its content.
//!
//! `cargo bench --bench exchange` prints a table. Compare only figures of the same run.

use certdrill::exchange::{
    ExportBank, Format, ParsedOption, ParsedQuestion, ParsedTopic, export, import,
};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

const QUESTIONS: usize = 10_000;

fn book(questions: usize) -> ExportBank {
    let entry = |number: usize| ParsedQuestion {
        id: Some(format!("q-{number}")),
        topic: Some(ParsedTopic::titled(format!("Topic {}", number / 100))),
        stem: format!(
            "Which of these four things is the one that is meant by the number {number}?"
        ),
        explanation: format!(
            "The first one is meant by {number}, since that is how they were made."
        ),
        options: (0..4)
            .map(|at| ParsedOption {
                why: format!("A reason of some length for option {at} of question {number}."),
                ..ParsedOption::new(format!("Thing {at} of question {number}"), at == 0)
            })
            .collect(),
        ..ParsedQuestion::default()
    };
    ExportBank {
        id: "bench".into(),
        title: "Bench".into(),
        entries: (0..questions).map(entry).collect(),
        ..ExportBank::default()
    }
}

#[divan::bench(args = Format::READABLE.iter().map(|it| it.name()), sample_count = 5, sample_size = 1)]
fn import_ten_thousand(bencher: Bencher<'_, '_>, name: &str) {
    let format: Format = name.parse().expect("a format");
    let text = export(&book(QUESTIONS), format).text;
    bencher
        .counter(ItemsCount::new(QUESTIONS))
        .counter(BytesCount::of_str(&text))
        .bench(|| import(&text, format));
}

#[divan::bench(args = Format::READABLE.iter().map(|it| it.name()), sample_count = 3, sample_size = 1)]
fn export_ten_thousand(bencher: Bencher<'_, '_>, name: &str) {
    let format: Format = name.parse().expect("a format");
    let book = book(QUESTIONS);
    bencher
        .counter(ItemsCount::new(QUESTIONS))
        .bench(|| export(&book, format));
}

/// Input that is known to make Markdown parsers slow. It is parsed at two sizes; the doubled input
/// should take about twice as long.
const HOSTILE: [(&str, &str); 8] = [
    ("brackets", "[a]("),
    ("open brackets", "["),
    ("stars", "*a_"),
    ("quotes", "> "),
    ("details", "<details>"),
    ("tags", "<a "),
    ("items", "- a\n"),
    ("options", "A. x\n"),
];

#[divan::bench(
    args = HOSTILE.iter().flat_map(|(name, _)| [(*name, 50_000), (*name, 100_000)]),
    sample_count = 3,
    sample_size = 1
)]
fn hostile_markdown(bencher: Bencher<'_, '_>, (name, times): (&str, usize)) {
    let piece = HOSTILE
        .iter()
        .find(|it| it.0 == name)
        .expect("it is there")
        .1;
    let text = piece.repeat(times);
    bencher.bench(|| import(&text, Format::Markdown));
}
