//! Detects the format of a file and recognizes files in formats that cannot be imported.

use super::{Format, blackboard, lettered};

/// Recognizes an unsupported file by its first bytes and returns a description of the file with
/// advice on what to do instead.
pub fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (
            b"PK\x03\x04",
            "a zip archive (an Anki package, a QTI package, or an Office file); export text instead: \
             \"Notes in Plain Text\" from Anki, GIFT from Moodle, or CSV from a spreadsheet",
        ),
        (
            b"SQLite format 3\0",
            "a database (perhaps an Anki collection); export \"Notes in Plain Text\" from Anki instead",
        ),
        (b"\x1f\x8b", "a compressed file; unpack it first"),
        (b"\x28\xb5\x2f\xfd", "a compressed file; unpack it first"),
        (b"%PDF", "a PDF; convert it to text first"),
        (b"\xd0\xcf\x11\xe0", "an old Office file; save it as CSV"),
        (b"\xff\xfe", "written in UTF-16; save it as UTF-8"),
        (b"\xfe\xff", "written in UTF-16; save it as UTF-8"),
    ];
    let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, sentence)) = known {
        return Some(sentence);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    let names = ["<?xml", "<questestinterop", "<manifest"];
    let begins = |name: &str| {
        let head = bytes.get(..name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
    };
    // Markdown with checkboxes can begin with `<quiz>`, too.
    let is_moodle = || begins("<quiz") && !bytes.windows(3).take(4096).any(|it| it == b"- [");
    (names.iter().any(|it| begins(it)) || is_moodle())
        .then_some("XML (perhaps Moodle XML or QTI); export GIFT from Moodle instead")
}

const PROGRAM: &str = "a program; save its list of questions as JSON and import that file";
const HTML: &str =
    "a web page; copy the questions into a Markdown or CSV file and import that file";
const SQL: &str =
    "SQL; export the table of questions from the database as CSV and import that file";
const YAML: &str = "YAML; convert the file to JSON and import that file";
const TOML: &str =
    "TOML; open a certdrill bank with `--bank`, or convert another TOML file to JSON and import it";
const LATEX: &str = "LaTeX; copy the questions into a Markdown file and import that file";
const RICH: &str = "rich text; save it as plain text and import that file";

/// Kinds of files, by file name extension.
#[rustfmt::skip]
const ENDINGS: &[(&[&str], &str)] = &[
    (&["js", "mjs", "cjs", "ts", "jsx", "tsx", "py", "java", "kt", "swift", "rs", "go", "rb",
        "php", "c", "h", "cpp", "cs", "dart", "lua", "pl", "r", "sh", "vue", "ipynb", "scala",
        "svelte"], PROGRAM),
    (&["html", "htm", "xhtml"], HTML),
    (&["sql"], SQL),
    (&["yaml", "yml"], YAML),
    (&["toml", "ini"], TOML),
    (&["tex"], LATEX),
    (&["rtf"], RICH),
];

/// Kinds of files, by the words at their beginning.
#[rustfmt::skip]
const BEGINNINGS: &[(&[&str], &str)] = &[
    (&["<!doctype", "<html", "<head", "<body", "<div", "<section", "<table", "<form"], HTML),
    (&["insert into ", "create table ", "drop table "], SQL),
    (&["\\documentclass", "\\begin{", "\\question"], LATEX),
    (&["{\\rtf"], RICH),
];

/// Recognizes a text file in an unsupported format by its name or its beginning and returns a
/// description of the file with advice on what to do instead.
pub fn other_kind(name: &str, text: &str) -> Option<&'static str> {
    let extension = extension(name);
    let known = ENDINGS
        .iter()
        .find(|(names, _)| names.contains(&&*extension));
    if let Some((_, kind)) = known {
        return Some(kind);
    }
    let is_json = matches!(extension.as_str(), "json" | "jsonl");
    if !is_json && !matches!(extension.as_str(), "" | "txt" | "text") {
        return None;
    }
    let is_remark = |it: &&str| {
        let bare = it.trim();
        bare.is_empty() || bare == "---" || (bare.starts_with("--") && !bare.starts_with("---"))
    };
    let mut lines = text.lines().filter(|it| !is_remark(it));
    let first = lines.next()?.trim().to_lowercase();
    let second = lines.next().unwrap_or_default();
    let begins = |words: &&(&[&str], &str)| words.0.iter().any(|it| first.starts_with(it));
    if let Some((_, kind)) = BEGINNINGS.iter().find(begins) {
        return Some(kind);
    }
    if is_program(&first) && text.contains(['{', '(', '[']) && text.contains('=') {
        Some(PROGRAM)
    } else if is_json {
        None
    } else if is_section(&first) {
        Some(TOML)
    } else {
        let is_yaml = is_field(&first) && second.starts_with([' ', '-']) && is_field(second);
        is_yaml.then_some(YAML)
    }
}

/// Returns whether a file that begins with `line` is likely to be source code.
fn is_program(line: &str) -> bool {
    let words = [
        "export ",
        "import ",
        "const ",
        "var ",
        "let ",
        "module.exports",
        "#!/",
    ];
    let assigns = line.split_once('=').is_some_and(|(name, value)| {
        let name = name.trim();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        is_name && value.trim_start().starts_with(['[', '{'])
    });
    assigns || words.iter().any(|it| line.starts_with(it))
}

/// Returns whether `line` is a section header, such as `[quiz]` or `[[question]]`.
fn is_section(line: &str) -> bool {
    let inner = line.trim_start_matches('[').trim_end_matches(']');
    let is_name = |c: char| c.is_alphabetic() || "._-".contains(c);
    line.starts_with('[') && line.ends_with(']') && !inner.is_empty() && inner.chars().all(is_name)
}

/// Returns whether `line` has the form `name: value` or `- name:`, as in YAML.
fn is_field(line: &str) -> bool {
    let bare = line.trim().trim_start_matches("- ");
    bare.split_once(':').is_some_and(|(name, value)| {
        let is_gap = value.is_empty() || value.starts_with(' ');
        let is_name = name.len() > 1 && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        is_gap && is_name && (line.trim() != bare || value.is_empty() || line.starts_with(' '))
    })
}

fn extension(name: &str) -> String {
    let found = name.rsplit_once('.').map_or("", |(_, it)| it);
    found.to_lowercase()
}

/// Detects the format of a file by its extension or its text and returns the format.
pub fn format_of(name: &str, text: &str) -> Option<Format> {
    Some(match extension(name).as_str() {
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
    let has_answer = has(|it| it.to_uppercase().starts_with("ANSWER:"));
    if has_answer && has(|it| lettered::label(it).is_some()) {
        return Some(Format::Aiken);
    }
    // An asterisk before an option marks it as correct.
    let is_starred = |it: &str| {
        it.strip_prefix('*')
            .is_some_and(|it| lettered::option(it).is_some())
    };
    if first.starts_with('#') || has(|it| lettered::answer(it).is_some()) || has(is_starred) {
        return Some(Format::Markdown);
    }
    if blackboard::is_here(first) && first.contains('\t') {
        return Some(Format::Tsv);
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
            ("a.txt", "-- all\nINSERT INTO q VALUES (1);", "SQL"),
            ("a.txt", "- question: Who?\n  answer: I", "YAML"),
            ("a.txt", "[quiz]\nname = 1", "TOML"),
            ("a.json", "const questions = [{}];", "a program"),
            ("a.tex", "", "LaTeX"),
        ] {
            let kind = other_kind(name, text);
            assert!(kind.is_some_and(|it| it.contains(words)), "{name} {text}");
        }
        for text in [
            "import what?",
            "[html]Who? {=I ~you}",
            "Planets:\n\nWho?",
            "Q: Who?\nA: I",
        ] {
            assert_eq!(other_kind("a.txt", text), None, "{text}");
        }
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
