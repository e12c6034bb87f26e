//! Any exported bank can be imported again, and no import causes damage.

use certdrill::bank::{Origin, load, refers_to_options};
use certdrill::exchange::folder::{FilePart, import_into};
use certdrill::exchange::{
    ExportBank, Format, Imported, ParsedOption, ParsedQuestion, ParsedTopic, export, import,
};
use certdrill::model::Framing;
use proptest::prelude::*;

/// Generates the kind of text that a bank contains: trimmed and without hidden characters.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "B",
        "word",
        "Größe",
        "日本",
        " ",
        "  ",
        "\n",
        "\n\n",
        "=",
        "~",
        "#",
        "{",
        "}",
        ":",
        "::",
        "\\",
        "\\n",
        "%50%",
        "[html]",
        "[x]",
        "- ",
        "* ",
        "1. ",
        "1) ",
        "A. ",
        "b) ",
        "ANSWER: A",
        "Answer: B",
        "\"",
        "'",
        ",",
        ";",
        "\t",
        "<br>",
        "<b>",
        "&amp;",
        "&",
        "<",
        "`",
        "```",
        "**",
        "_",
        "> ",
        "# ",
        "---",
        "|",
        "//",
        "$CATEGORY: x",
        "->",
        "+",
        "@",
        "-",
        "(",
        ")",
        "![",
        "](x)",
        "~~",
        "Explanation: ",
        "Question 2",
        "TRUE",
        "0",
        "2",
        "####",
    ]);
    let text = prop::collection::vec(pieces, 1..8).prop_map(|it| it.concat());
    let tidy = |text: String| text.replace('\t', " ").trim().to_owned();
    text.prop_map(tidy)
        .prop_filter("no text", |it| !it.is_empty())
}

/// Generates words without special characters in any format.
fn plain() -> impl Strategy<Value = String> {
    let words = [
        "river", "Berg", "größer", "it", "lies", "beyond", "seven", "hills", "日本", "don't",
    ];
    let words = prop::collection::vec(prop::sample::select(words.to_vec()), 2..7);
    words.prop_map(|it| it.join(" "))
}

fn normal(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

fn entry<T: Strategy<Value = String> + 'static>(
    text: fn() -> T,
) -> impl Strategy<Value = ParsedQuestion> {
    let option = (text(), any::<bool>(), prop::option::of(text()));
    let options = prop::collection::vec(option, 2..6).prop_filter_map("no options", |options| {
        let mut texts: Vec<_> = options.iter().map(|(text, ..)| normal(text)).collect();
        texts.sort();
        texts.dedup();
        let distinct = texts.len() == options.len() && !texts[0].is_empty();
        let right = options.iter().filter(|(_, right, _)| *right).count();
        let options = options
            .into_iter()
            .map(|(text, correct, why)| ParsedOption {
                id: None,
                text,
                correct,
                why: why.unwrap_or_default(),
            });
        let options: Vec<_> = options.collect();
        (distinct && right > 0 && right < options.len()).then_some(options)
    });
    let topic = prop::sample::select(vec!["Rivers", "Signs/letters: all", "日本"]);
    let shape = prop::sample::select(vec![Framing::Direct, Framing::Scenario, Framing::Reverse]);
    (
        text(),
        options,
        prop::option::of(text()),
        topic,
        shape,
        1_u8..4,
        any::<[bool; 3]>(),
    )
        .prop_map(
            |(stem, options, explanation, topic, shape, difficulty, flags)| ParsedQuestion {
                line: 0,
                id: None,
                topic: Some(ParsedTopic {
                    id: None,
                    title: topic.to_owned(),
                }),
                stem,
                explanation: explanation.unwrap_or_default(),
                options,
                difficulty: Some(difficulty),
                shape: Some(shape),
                negated: flags[0],
                fixed_order: flags[1],
                beyond: flags[2],
                unordered: false,
            },
        )
}

fn book<T: Strategy<Value = String> + 'static>(
    text: fn() -> T,
) -> impl Strategy<Value = ExportBank> {
    prop::collection::vec(entry(text), 1..5).prop_map(|mut entries| {
        // Remove duplicates, because an import would merge them.
        let mut seen = std::collections::HashSet::new();
        entries.retain(|it| {
            let mut options: Vec<_> = it.options.iter().map(|it| normal(&it.text)).collect();
            options.sort();
            seen.insert((normal(&it.stem), options))
        });
        for (at, entry) in entries.iter_mut().enumerate() {
            entry.id = Some(format!("q-{at}"));
        }
        ExportBank {
            id: "book".into(),
            title: "A book".into(),
            entries,
            ..ExportBank::default()
        }
    })
}

/// Returns the parts of `entry` that survive an export to `format` and an import.
fn kept(entry: &ParsedQuestion, format: Format) -> ParsedQuestion {
    let mut kept = entry.clone();
    kept.line = 0;
    let table = matches!(format, Format::Csv | Format::Tsv | Format::Json);
    if !table {
        (kept.difficulty, kept.shape) = (None, None);
        (kept.negated, kept.fixed_order, kept.beyond) = (false, false, false);
    }
    // Options that refer to each other keep their order, regardless of the format.
    let texts = || entry.options.iter().map(|it| it.text.as_str());
    if table && texts().any(refers_to_options) {
        kept.fixed_order = true;
    }
    match format {
        Format::Aiken => {
            let one_line = |text: &mut String| {
                let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
                *text = lines.collect::<Vec<_>>().join(" ");
            };
            (kept.id, kept.topic, kept.explanation) = (None, None, String::new());
            one_line(&mut kept.stem);
            for option in &mut kept.options {
                one_line(&mut option.text);
                option.why.clear();
            }
        }
        Format::Markdown => kept.id = None,
        // The tag is an ID derived from the title.
        Format::Anki => kept.topic = None,
        _ => {}
    }
    kept
}

fn comes_back(book: &ExportBank, format: Format, strict: bool) -> Result<(), TestCaseError> {
    let out = export(book, format);
    let left: Vec<_> = out.left_out.iter().map(|it| it.question.clone()).collect();
    prop_assert!(
        !strict || left.is_empty(),
        "{format} leaves out {:?}",
        out.left_out
    );
    let back = import(&out.text, format);
    prop_assert!(
        back.dropped.is_empty(),
        "{:?} of\n{}",
        back.dropped,
        out.text
    );
    let written = book
        .entries
        .iter()
        .filter(|it| !left.contains(it.id.as_ref().expect("named")));
    let written: Vec<_> = written.map(|it| kept(it, format)).collect();
    let read: Vec<_> = back.questions.iter().map(|it| kept(it, format)).collect();
    prop_assert_eq!(written, read, "through {}\n{}", format, out.text);
    Ok(())
}

/// Generates random sequences of fragments from the formats.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n",
        "\n",
        "\n\n",
        " ",
        "word",
        "Who?",
        "{",
        "}",
        "=",
        "~",
        "%50%",
        "%",
        "#",
        "####",
        "::",
        "\\",
        "->",
        "T",
        "{T}",
        "$CATEGORY: ",
        "//",
        "A. ",
        "B. ",
        "C) ",
        "ANSWER: A",
        "ANSWER:",
        "Answer: B",
        "- [x] ",
        "- [ ] ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "> ",
        "```",
        "---\n",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<!--",
        "-->",
        "<br>",
        "<",
        "&lt;",
        "**",
        "[a](b)",
        "![a](b)",
        "    ",
        "question",
        "option a",
        "answer",
        ",",
        ";",
        "\t",
        "\"",
        "\"\"",
        "#separator:tab\n",
        "#html:true\n",
        "#guid column:1\n",
        "#columns:question\ta\tb\tanswer\n",
        "[",
        "]",
        ":",
        "{\"question\":\"q\",",
        "\"options\":[\"x\",\"y\"],",
        "\"answer\":0}",
        "\"questions\":[",
        "null",
        "1e999",
        "\u{feff}",
        "\u{202e}",
        "\u{1b}[31m",
        "é",
        "日",
        "(Choose two)",
        "\0",
        "../..",
        "<li>",
        "<ol>",
        "\r\n",
        "\r",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exact_formats_bring_back_every_question(book in book(text)) {
        for format in [Format::Json, Format::Gift] {
            comes_back(&book, format, true)?;
        }
    }

    #[test]
    fn other_formats_bring_back_what_they_took(book in book(text)) {
        for format in [Format::Csv, Format::Tsv, Format::Anki, Format::Markdown, Format::Aiken] {
            comes_back(&book, format, false)?;
        }
    }

    #[test]
    fn plain_words_fit_into_every_format(mut book in book(plain)) {
        for format in [Format::Csv, Format::Tsv, Format::Anki, Format::Markdown] {
            comes_back(&book, format, true)?;
        }
        book.entries.retain(|it| it.options.iter().filter(|it| it.correct).count() == 1);
        comes_back(&book, Format::Aiken, true)?;
    }

    #[test]
    fn whatever_comes_in_a_bank_of_it_loads(text in soup(), anything in ".{0,80}") {
        let all = Format::READABLE.iter().flat_map(|format| [import(&text, *format), import(&anything, *format)]);
        let parts: Vec<_> = all.map(part).collect();
        let folder = tempfile::tempdir().expect("a folder");
        let done = import_into(folder.path(), &parts, None, &mut |_, _| {}).expect("it is written");
        let added: usize = done.parts.iter().map(|it| it.added).sum();
        let loaded = load(&Origin::Path(folder.path().to_owned()));
        prop_assert_eq!(loaded.bank.questions.len(), added);
        prop_assert!(loaded.problems.is_empty() || added == 0, "{:?}", loaded.problems);
        // Importing the same parts again adds nothing.
        let again = import_into(folder.path(), &parts, None, &mut |_, _| {}).expect("it is read");
        prop_assert!(again.file.is_none());
    }
}

fn part(imported: Imported) -> FilePart {
    FilePart {
        name: "soup".into(),
        stem: "soup".into(),
        imported,
    }
}

#[test]
fn the_whole_embedded_bank_comes_back() {
    let book = ExportBank::of(&load(&Origin::Embedded).bank);
    for format in [
        Format::Json,
        Format::Gift,
        Format::Csv,
        Format::Anki,
        Format::Markdown,
    ] {
        let out = export(&book, format);
        assert_eq!(out.left_out, [], "{format}");
        let back = import(&out.text, format);
        assert_eq!(back.dropped, [], "{format}");
        assert_eq!(back.questions.len(), book.entries.len(), "{format}");
        for (one, other) in book.entries.iter().zip(&back.questions) {
            assert_eq!(
                (&one.stem, &one.explanation),
                (&other.stem, &other.explanation)
            );
            let words = |entry: &ParsedQuestion| -> Vec<_> {
                let options = entry.options.iter();
                options
                    .map(|it| (it.text.clone(), it.correct, it.why.clone()))
                    .collect()
            };
            assert_eq!(words(one), words(other), "{format}");
            assert!(format == Format::Markdown || one.id == other.id, "{format}");
        }
    }
}

#[test]
fn markup_is_written_as_markdown_and_comes_back() {
    let option = |text: &str, correct, why: &str| ParsedOption {
        id: None,
        text: text.to_owned(),
        correct,
        why: why.to_owned(),
    };
    let entry = ParsedQuestion {
        id: Some("q".into()),
        topic: Some(ParsedTopic {
            id: None,
            title: "Commands".into(),
        }),
        stem: "Which command does **not** change `a_b`?\n```sh\naws s3 ls\n\n  # a_b\n```\n\
               Note:\n- the first\n- the **second** one\n\nNext paragraph,\nnext line"
            .into(),
        options: vec![
            option(
                "Use `aws s3 ls` and **only** that",
                true,
                "It _only_ lists `a`.\nSecond line.\n- item",
            ),
            option(
                "Use:\n```\naws s3 rm\n```",
                false,
                "It **deletes** objects.\n\nMore.",
            ),
        ],
        explanation: "Listing is a `read`.\n1. first\n2. second\n```\ncode\n```".into(),
        ..ParsedQuestion::default()
    };
    let book = ExportBank {
        title: "A book".into(),
        entries: vec![entry],
        ..ExportBank::default()
    };
    comes_back(&book, Format::Markdown, true).expect("it comes back");
    let text = export(&book, Format::Markdown).text;
    for part in [
        "Which command does **not** change `a_b`?\n```sh\naws s3 ls\n\n  # a_b\n```\n",
        "- the first\n- the **second** one\n",
        "- [x] Use `aws s3 ls` and **only** that\n",
        "  > - item\n",
        "- [ ] Use:\n  ```\n  aws s3 rm\n  ```\n",
        "It **deletes** objects.",
        "1. first\n2. second\n```\ncode\n```\n",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    // Imported questions do not change when they are exported and imported again.
    let first = import(&text, Format::Markdown);
    let again = ExportBank {
        entries: first.questions.clone(),
        ..book
    };
    let text = export(&again, Format::Markdown).text;
    let second = import(&text, Format::Markdown);
    let (first, second): (Vec<_>, Vec<_>) = (
        first
            .questions
            .iter()
            .map(|it| kept(it, Format::Markdown))
            .collect(),
        second
            .questions
            .iter()
            .map(|it| kept(it, Format::Markdown))
            .collect(),
    );
    assert_eq!(first, second);
}
