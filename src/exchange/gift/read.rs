//! Splits a file into questions and parses each question separately.

use winnow::Parser as _;
use winnow::ascii::{Caseless, multispace0};
use winnow::combinator::{alt, delimited, opt, preceded, repeat, terminated};
use winnow::error::ContextError;
use winnow::token::{none_of, one_of, rest, take_until};

use super::answers::answers;
use crate::exchange::collector::ImportCollector;
use crate::exchange::excerpt::excerpt;
use crate::exchange::{ParsedQuestion, ParsedTopic, html, naming};

/// The placeholder for a missing word in the stem.
const GAP: &str = "_____";

pub fn read(text: &str, intake: &mut ImportCollector<'_>) {
    let mut topic = None;
    let mut block = Block::default();
    let fenced = fenced(text);
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        if let Some(is_sign) = fenced[at] {
            // Keep lines and spaces in code unchanged.
            if !is_sign {
                block.push(at + 1, line);
            }
            continue;
        }
        let line = line.trim();
        if let Some(path) = line.strip_prefix("$CATEGORY:") {
            block.read(topic.as_ref(), intake);
            topic = category(path.trim(), at + 1, intake);
        } else if line.is_empty() {
            // Blank lines end a question unless its options continue below them.
            while lines.next_if(|(_, line)| line.trim().is_empty()).is_some() {}
            let below = lines.peek().map_or("", |(_, line)| line.trim());
            if is_fence(below) && !block.has_options {
                block.text.push('\n');
                continue;
            }
            if block.depth <= 0 || !below.starts_with(['=', '~', '}', '#']) {
                block.read(topic.as_ref(), intake);
            }
        } else if !line.starts_with("//") {
            if block.ends_before(line) {
                let next = block.cut();
                block.read(topic.as_ref(), intake);
                block = next;
            }
            block.push(at + 1, line);
        }
    }
    block.read(topic.as_ref(), intake);
}

/// Returns whether `line` begins or ends a code block.
fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Returns one entry for each line: `Some(true)` for a fence, `Some(false)` for a line between two
/// fences, and `None` for any other line.
fn fenced(text: &str) -> Vec<Option<bool>> {
    let mut fenced = vec![None; text.lines().count()];
    let signs = text.lines().enumerate().filter(|(_, it)| is_fence(it));
    let signs: Vec<_> = signs.map(|(at, _)| at).collect();
    for pair in signs.chunks_exact(2) {
        fenced[pair[0]..=pair[1]].fill(Some(false));
        (fenced[pair[0]], fenced[pair[1]]) = (Some(true), Some(true));
    }
    fenced
}

/// The lines of one question.
#[derive(Default)]
struct Block {
    line: usize,
    text: String,
    /// The number of open braces.
    depth: i32,
    /// True if the closing brace of the options has been read.
    has_options: bool,
    /// The line number of the first line after the closing brace and its byte offset in `text`.
    tail: Option<(usize, usize)>,
}

impl Block {
    fn push(&mut self, number: usize, line: &str) {
        if self.text.is_empty() {
            self.line = number;
        } else {
            if self.has_options && self.tail.is_none() {
                self.tail = Some((number, self.text.len()));
            }
            self.text.push('\n');
        }
        self.text += line;
        let mut escaped = false;
        for byte in line.bytes() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'{' => self.depth += 1,
                b'}' => {
                    self.depth -= 1;
                    self.has_options |= self.depth == 0;
                }
                _ => {}
            }
        }
    }

    /// Returns whether `line` begins the next question although no blank line precedes it.
    fn ends_before(&self, line: &str) -> bool {
        let opens = line.replace("\\{", "").contains('{');
        self.has_options && self.depth <= 0 && (line.starts_with("::") || opens)
    }

    /// Splits off and returns the lines below the options, which belong to the next question.
    fn cut(&mut self) -> Self {
        let mut next = Self::default();
        let Some((line, at)) = self.tail else {
            return next;
        };
        let lines = self.text.split_off(at);
        for (nth, text) in lines.trim_start_matches('\n').split('\n').enumerate() {
            next.push(line + nth, text);
        }
        next
    }

    fn read(&mut self, topic: Option<&ParsedTopic>, intake: &mut ImportCollector<'_>) {
        let Self { line, text, .. } = std::mem::take(self);
        if text.is_empty() {
            return;
        }
        if let Err(why) = question(&text, line, topic, intake) {
            intake.leave_out(line, why);
        }
    }
}

fn question(
    text: &str,
    line: usize,
    topic: Option<&ParsedTopic>,
    intake: &mut ImportCollector<'_>,
) -> Result<(), String> {
    let input = &mut &*text;
    let title: Option<&str> = opt(delimited(
        "::",
        take_until::<_, _, ContextError>(0.., "::"),
        "::",
    ))
    .parse_next(input)
    .unwrap_or_default();
    let (format, before) = formatted(&['{', '}'], TextFormat::Auto, input);
    let inner = match input.chars().next() {
        Some('{') => inside(input)?,
        Some(_) => return Err("it has a } without a {; write \\} for the character itself".into()),
        None => return Err("it has no options: there is no { in it".into()),
    };
    let (_, after) = formatted(&['{', '}'], format, input);
    if !input.is_empty() {
        return Err(
            "it has a second { or } in one question; write \\{ and \\} for the characters themselves, \
             or put a blank line between questions"
                .into(),
        );
    }
    let mut stem = before.text;
    if !after.text.trim().is_empty() {
        let space = |text: &str| {
            if text.starts_with(['.', ',', '?', '!', ';']) {
                ""
            } else {
                " "
            }
        };
        let after = after.text.trim_start();
        stem = format!("{} {GAP}{}{after}", stem.trim_end(), space(after));
    }
    let mut entry = ParsedQuestion {
        line,
        topic: topic.cloned(),
        stem,
        ..ParsedQuestion::default()
    };
    if let Some(title) = title.map(str::trim) {
        if naming::is_good_id(title) {
            entry.id = Some(title.to_owned());
        } else if !entry.stem.starts_with(title) {
            intake.note(line, "the title of a question was not imported");
        }
    }
    if before.had_media || after.had_media {
        intake.note(line, "a picture or sound was not imported");
    }
    let key = answers(inner, format, &mut entry, intake)?;
    intake.take(entry, &key);
    Ok(())
}

/// Returns the text between the braces at the start of `input`.
fn inside<'s>(input: &mut &'s str) -> Result<&'s str, String> {
    let sign = alt((escape.void(), none_of(['{', '}']).void()));
    let inner = repeat::<_, _, (), ContextError, _>(0.., sign).take();
    let mut parser = (
        preceded('{', inner),
        alt(('}'.map(Some), rest.map(|_| None))),
    );
    match parser.parse_next(input) {
        Ok((inner, Some(_))) => Ok(inner),
        _ if input.starts_with('{') => {
            Err("it has a { inside its options; write \\{ for the character itself".into())
        }
        _ => Err("its { is never closed, or it contains a second {".into()),
    }
}

/// The markup of a passage. An option inherits the format of its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// Moodle's default format, which can contain HTML.
    Auto,
    Plain,
    Html,
}

/// A decoded text.
#[derive(Debug)]
pub struct Decoded {
    pub format: TextFormat,
    pub text: String,
    pub had_media: bool,
}

/// Parses text up to the first character in `stops` that is not escaped with a backslash.
pub fn formatted(
    stops: &'static [char],
    usual: TextFormat,
    input: &mut &str,
) -> (TextFormat, Decoded) {
    let name = alt((
        Caseless("[html]").value(TextFormat::Html),
        Caseless("[moodle]").value(TextFormat::Auto),
        Caseless("[plain]").value(TextFormat::Plain),
        Caseless("[markdown]").value(TextFormat::Plain),
    ));
    let head = terminated(name, multispace0::<_, ContextError>);
    let format = preceded(multispace0, opt(head)).parse_next(input);
    let format = format.ok().flatten().unwrap_or(usual);
    let sign = alt((escape, none_of(stops)));
    let text: Result<String, ContextError> = repeat(0.., sign)
        .fold(String::new, |mut text, c| {
            text.push(c);
            text
        })
        .parse_next(input);
    // An empty text is valid, too.
    let text = text.unwrap_or_default();
    let (text, had_media) = match format {
        TextFormat::Plain => (text, false),
        TextFormat::Auto => html::guess(&text),
        TextFormat::Html => html::to_text(&text),
    };
    let decoded = Decoded {
        format,
        text,
        had_media,
    };
    (format, decoded)
}

/// Parses an escaped character, which consists of a backslash and a character that is special in
/// GIFT.
fn escape(input: &mut &str) -> winnow::Result<char> {
    let sign = one_of(['~', '=', '#', '{', '}', ':', '\\']);
    preceded('\\', alt((sign, 'n'.value('\n')))).parse_next(input)
}

/// Returns the topic of a category, which is the last part of its path.
fn category(path: &str, line: usize, intake: &mut ImportCollector<'_>) -> Option<ParsedTopic> {
    // A slash within a name is written twice.
    let parts = path.replace("//", "\u{1}");
    if naming::is_path(&parts) {
        let name = excerpt(path);
        intake.note(
            line,
            format!("the category {name} looks like a path and was not used"),
        );
        return None;
    }
    let is_name =
        |part: &&str| !part.is_empty() && !matches!(*part, "$course$" | "$system$" | "top");
    let mut names = parts.split('/').map(str::trim).filter(is_name).rev();
    let title = names.next()?.replace('\u{1}', "/");
    if names.next().is_some() {
        intake.note(line, "only the last name of a nested category was imported");
    }
    Some(ParsedTopic::titled(title))
}
