//! Parses the answers between braces: options with weights and feedback, or a true-or-false answer.
//! Other GIFT question types do not have options to choose from and are rejected.

use winnow::Parser as _;
use winnow::ascii::multispace0;
use winnow::combinator::{alt, delimited, opt, preceded};
use winnow::token::{one_of, take_while};

use super::read::{TextFormat, formatted};
use crate::exchange::collector::ImportCollector;
use crate::exchange::key::Key;
use crate::exchange::{ParsedOption, ParsedQuestion, lettered};

/// Parses `inner` into the options of `entry`.
pub fn answers(
    inner: &str,
    format: TextFormat,
    entry: &mut ParsedQuestion,
    intake: &mut ImportCollector<'_>,
) -> Result<Key, String> {
    let inner = match inner.find("####") {
        Some(at) => {
            let (_, text) = formatted(&[], format, &mut &inner[at + 4..]);
            entry.explanation = text.text;
            &inner[..at]
        }
        None => inner,
    };
    let inner = inner.trim();
    if inner.is_empty() {
        return Err("it is an essay question; certdrill needs options".into());
    }
    if inner.starts_with('#') {
        return Err("it asks for a number; certdrill needs options".into());
    }
    if let Some(answer) = true_or_false(inner) {
        let (answer, feedback) = answer?;
        let mut feedback = feedback.into_iter();
        let (wrong, right) = (feedback.next(), feedback.next());
        for (text, correct) in [("True", answer), ("False", !answer)] {
            let why = if correct { &right } else { &wrong };
            entry.options.push(ParsedOption {
                why: why.clone().unwrap_or_default(),
                ..ParsedOption::new(text, correct)
            });
        }
        return Ok(Key::Marked);
    }
    if !inner.starts_with(['=', '~']) {
        return Err("its options do not begin with = or ~".into());
    }
    let (marks, had_media) = marks(inner, format)?;
    if had_media {
        intake.note(entry.line, "a picture or sound was not imported");
    }
    choose(&marks, entry, intake)?;
    Ok(Key::Marked)
}

/// Parses `T`, `FALSE#feedback if wrong#feedback if correct`, and the like.
fn true_or_false(inner: &str) -> Option<Result<(bool, Vec<String>), String>> {
    let end = inner.find('#').unwrap_or(inner.len());
    let answer = match inner[..end].trim().to_ascii_uppercase().as_str() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return None,
    };
    let mut rest = &inner[end..];
    let mut feedback = Vec::new();
    while let Some(after) = rest.strip_prefix('#') {
        rest = after;
        feedback.push(formatted(&['#'], TextFormat::Auto, &mut rest).1.text);
    }
    Some(if feedback.len() > 2 {
        Err("it has an unescaped # in its feedback; write \\#".into())
    } else {
        Ok((answer, feedback))
    })
}

/// An option and its markup.
struct MarkedOption {
    is_right: bool,
    /// The weight as a percentage.
    weight: Option<f64>,
    text: String,
    why: String,
    /// True if no space precedes `=` or `~`, as in `a=b`.
    glued: bool,
    is_plain: bool,
}

fn marks(inner: &str, format: TextFormat) -> Result<(Vec<MarkedOption>, bool), String> {
    let input = &mut &*inner;
    let (mut marks, mut had_media): (Vec<MarkedOption>, bool) = (Vec::new(), false);
    while !input.is_empty() {
        let before = inner[..inner.len() - input.len()].chars().next_back();
        let glued = before.is_some_and(|c| !c.is_whitespace()) && !input.starts_with("~=");
        // `~=` can only mean that the option is correct.
        let sign = alt(("~=".value('='), one_of(['=', '~'])));
        let mut head = (sign, preceded(multispace0, opt(weight)));
        let Ok((sign, weight)) = head.parse_next(input) else {
            return Err("it has an unescaped # in an option; write \\#".into());
        };
        let (_, text) = formatted(&['=', '~', '#'], format, input);
        had_media |= text.had_media;
        let mut why = String::new();
        if input.starts_with('#') {
            *input = &input[1..];
            let (_, text) = formatted(&['=', '~', '#'], format, input);
            had_media |= text.had_media;
            why = text.text;
        }
        marks.push(MarkedOption {
            is_right: sign == '=',
            weight,
            is_plain: text.format == TextFormat::Plain,
            text: text.text,
            why,
            glued,
        });
    }
    Ok((marks, had_media))
}

/// Parses `%50%` or `%33,333%`.
fn weight(input: &mut &str) -> winnow::Result<f64> {
    let number = take_while(1.., |c: char| c.is_ascii_digit() || "-+.,".contains(c));
    let number = number.verify_map(|it: &str| it.replace(',', ".").parse().ok());
    delimited('%', number, '%').parse_next(input)
}

fn choose(
    marks: &[MarkedOption],
    entry: &mut ParsedQuestion,
    intake: &mut ImportCollector<'_>,
) -> Result<(), String> {
    let right = marks.iter().filter(|it| it.is_right).count();
    if right == marks.len() {
        return Err(if marks.iter().any(|it| it.text.contains("->")) {
            "it asks for matching pairs; certdrill needs options".into()
        } else {
            "it asks for a word; certdrill needs options".into()
        });
    }
    // Some authors write `{~a~b=c}`, which is valid, whereas `{=x=1 ~x=2}` lacks the required
    // backslashes.
    let glued = marks.iter().any(|it| it.is_right && it.glued);
    let weighted = marks.iter().any(|it| it.weight.is_some());
    if glued && (right > 1 || weighted) {
        return Err("it has an unescaped = in an option; write \\=".into());
    }
    if right > 1 {
        intake.note(
            entry.line,
            "several options are marked with =, which means any of them; in certdrill, all must be selected",
        );
    }
    if right > 0
        && marks
            .iter()
            .any(|it| !it.is_right && it.weight.is_some_and(|w| w > 0.0))
    {
        intake.note(
            entry.line,
            "partial credit for an incorrect option was not imported",
        );
    }
    for mark in marks {
        let by_weight = right == 0 && mark.weight.is_some_and(|weight| weight > 0.0);
        entry.options.push(ParsedOption {
            why: mark.why.clone(),
            ..ParsedOption::new(mark.text.clone(), mark.is_right || by_weight)
        });
    }
    if !marks.iter().any(|it| it.is_plain) {
        lettered::without_letters(&mut entry.options);
    }
    Ok(())
}
