//! Detects the format of a file, and recognizes files in formats that cannot be imported.

use super::{Format, lettered};

/// Recognizes an unsupported file by its first bytes, and returns a description that says what to
/// do instead.
pub fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (
            b"PK\x03\x04",
            "a zip archive (an Anki package, a QTI package or an office file); export text instead: \
             from Anki \"Notes in Plain Text\", from Moodle GIFT, from a spreadsheet CSV",
        ),
        (
            b"SQLite format 3\0",
            "a database (an Anki collection perhaps); export \"Notes in Plain Text\" from Anki instead",
        ),
        (b"\x1f\x8b", "a compressed file; unpack it first"),
        (b"\x28\xb5\x2f\xfd", "a compressed file; unpack it first"),
        (b"%PDF", "a PDF; ask for the questions as text"),
        (b"\xd0\xcf\x11\xe0", "an old office file; save it as CSV"),
        (b"\xff\xfe", "written in UTF-16; save it as UTF-8"),
        (b"\xfe\xff", "written in UTF-16; save it as UTF-8"),
    ];
    let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, sentence)) = known {
        return Some(sentence);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    let names = ["<?xml", "<quiz", "<questestinterop", "<manifest"];
    let is_xml = names.iter().any(|it| {
        let head = bytes.get(..it.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(it.as_bytes()))
    });
    is_xml.then_some("XML (Moodle XML or QTI perhaps); export GIFT from Moodle instead")
}

/// Recognizes a text file in an unsupported format by its name or its beginning, and returns a
/// description that says what to do instead.
pub fn other_kind(name: &str, text: &str) -> Option<&'static str> {
    const PROGRAM: &str = "a program; save its list of questions as JSON and import that file";
    const HTML: &str =
        "a web page; copy the questions into a Markdown or CSV file and import that file";
    const KINDS: [(&[&str], &str); 5] = [
        (
            &[
                "js", "mjs", "cjs", "ts", "jsx", "tsx", "py", "java", "kt", "swift", "rs", "go",
                "rb", "php", "c", "h", "cpp", "cs", "dart", "lua", "pl", "r", "sh", "vue", "ipynb",
                "scala", "svelte",
            ],
            PROGRAM,
        ),
        (&["html", "htm", "xhtml"], HTML),
        (
            &["sql"],
            "SQL; export the table of questions from the database as CSV and import that file",
        ),
        (
            &["yaml", "yml"],
            "YAML; convert the file to JSON and import that file",
        ),
        (
            &["toml"],
            "TOML; a bank of certdrill needs no import (use `--bank`), and other files import as JSON",
        ),
    ];
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, it)| it)
        .to_lowercase();
    let known = KINDS.iter().find(|(names, _)| names.contains(&&*extension));
    if let Some((_, kind)) = known {
        return Some(kind);
    }
    let begins = |words: &[&str]| {
        let head: String = text.trim_start().chars().take(40).collect();
        let head = head.to_lowercase();
        words.iter().any(|it| head.starts_with(it))
    };
    let is_named = !matches!(extension.as_str(), "" | "txt" | "text");
    if is_named {
        None
    } else if begins(&["<!doctype", "<html", "<head", "<body"]) {
        Some(HTML)
    } else if begins(&[
        "export ",
        "import ",
        "const ",
        "var ",
        "let ",
        "module.exports",
        "#!/",
    ]) {
        Some(PROGRAM).filter(|_| text.contains(['{', '(']) && text.contains('='))
    } else {
        None
    }
}

/// Returns the format of a file, detected by its extension or by its text.
pub fn format_of(name: &str, text: &str) -> Option<Format> {
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, it)| it)
        .to_lowercase();
    Some(match extension.as_str() {
        "gift" => Format::Gift,
        "md" | "markdown" => Format::Markdown,
        "csv" => Format::Csv,
        "json" | "jsonl" | "ndjson" => Format::Json,
        "tsv" | "tab" => Format::Tsv,
        "aiken" => Format::Aiken,
        _ => return by_text(text),
    })
}

fn by_text(text: &str) -> Option<Format> {
    /// The number of lines to inspect.
    const LINES: usize = 2_000;
    let lines = || text.lines().take(LINES).map(str::trim);
    let first = lines().find(|it| !it.is_empty())?;
    let headers = [
        "#separator:",
        "#html:",
        "#columns:",
        "#deck:",
        "#notetype:",
        "#guid column:",
    ];
    if headers
        .iter()
        .any(|it| first.to_lowercase().starts_with(it))
    {
        return Some(Format::Anki);
    }
    if first.starts_with(['[', '{']) && !first.contains("html]") {
        return Some(Format::Json);
    }
    let has = |test: fn(&str) -> bool| lines().any(test);
    if has(|it| it.starts_with("- [ ]") || it.starts_with("- [x]") || it.starts_with("<details")) {
        return Some(Format::Markdown);
    }
    if has(|it| it.starts_with("::") || it.starts_with("$CATEGORY:"))
        || (has(|it| it.contains('{'))
            && has(|it| it.contains('}'))
            && has(|it| it.contains(['=', '~'])))
    {
        return Some(Format::Gift);
    }
    let is_option = |it: &str| {
        let bytes = it.as_bytes();
        lettered::option(it).is_some()
            || matches!(bytes, [b'A'..=b'E', b'.' | b')', next, ..] if !next.is_ascii_punctuation())
    };
    if has(|it| it.to_uppercase().starts_with("ANSWER:")) && lines().any(is_option) {
        return Some(Format::Aiken);
    }
    if first.starts_with('#') || has(|it| lettered::answer(it).is_some()) {
        return Some(Format::Markdown);
    }
    first.contains('\t').then_some(Format::Anki)
}

#[cfg(test)]
mod tests {
    use super::{Format, foreign, format_of, other_kind};

    #[test]
    fn names_and_texts_tell_the_format() {
        for (name, text, words) in [
            ("a.js", "", "a program"),
            ("a.txt", "export const questions = [{}];", "a program"),
            ("a.html", "", "a web page"),
            ("a.txt", "<!DOCTYPE html>", "a web page"),
            ("a.sql", "", "CSV"),
            ("a.yml", "", "JSON"),
            ("a.toml", "", "--bank"),
        ] {
            let kind = other_kind(name, text);
            assert!(kind.is_some_and(|it| it.contains(words)), "{name} {text}");
        }
        assert_eq!(other_kind("a.txt", "import what?"), None);
        for (name, text, format) in [
            ("a.gift", "", Format::Gift),
            ("A.MD", "", Format::Markdown),
            ("a.txt", "#separator:tab\nx\ty", Format::Anki),
            ("a.txt", "Who?\nA. x\nB. y\nANSWER: A\n", Format::Aiken),
            ("a.txt", "::q:: Who? {=x ~y}", Format::Gift),
            ("a.txt", "1. Who?\n- [ ] x\n", Format::Markdown),
            ("a.txt", "front\tback", Format::Anki),
            ("a", "[{}]", Format::Json),
        ] {
            assert_eq!(format_of(name, text), Some(format), "{name} {text}");
        }
        assert_eq!(format_of("a.txt", "a novel"), None);
    }

    #[test]
    fn other_kinds_of_files_are_named() {
        assert!(foreign(b"PK\x03\x04...").is_some_and(|it| it.contains("Notes in Plain Text")));
        assert!(foreign(b"\xef\xbb\xbf <?xml version").is_some_and(|it| it.contains("GIFT")));
        assert_eq!(foreign(b"# Questions"), None);
    }
}
