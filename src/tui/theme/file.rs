//! Parses a theme file in TOML, which maps roles to styles.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::style::{Color, Modifier, Style};
use strum::VariantArray as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Role, Theme};
use crate::diagnostic::{Diagnostic, Fault, SourceFile};

const GROUND: &str = "ground";
const SELECTED: &str = "selected";

/// The attributes that a style can have, in addition to its colors.
const WEIGHTS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("underlined", Modifier::UNDERLINED),
    ("struck", Modifier::CROSSED_OUT),
    ("reversed", Modifier::REVERSED),
];

/// The 16 colors of the terminal's palette, as messages list them.
const NAMES: &str = "black, red, green, yellow, blue, magenta, cyan, gray, dark-gray, light-red, \
                     light-green, light-yellow, light-blue, light-magenta, light-cyan, and white";

/// Returns the theme in `file`. Roles that `file` omits keep their styles from `base`. The error
/// lists all problems in the file.
pub fn read(file: &SourceFile, base: &Theme) -> Result<Theme, Vec<Diagnostic>> {
    let table = DeTable::parse(&file.text)
        .map_err(|error| vec![Fault::malformed(file, &error).into_diagnostic(file)])?;
    let mut theme = base.clone();
    let mut problems = Vec::new();
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        let into = match (name, name.parse::<Role>()) {
            (_, Ok(role)) => &mut theme.roles[role as usize],
            (SELECTED, _) => &mut theme.selected,
            (GROUND, _) => {
                match background(value) {
                    Ok(style) => theme.ground = style,
                    Err(fault) => problems.push(fault.into_diagnostic(file)),
                }
                continue;
            }
            _ => {
                let mut known = vec![GROUND, SELECTED];
                known.extend(Role::VARIANTS.iter().map(Role::into_str));
                problems.push(Fault::unknown_key(key.span(), name, &known).into_diagnostic(file));
                continue;
            }
        };
        match look(value) {
            Ok(style) => *into = style,
            Err(fault) => problems.push(fault.into_diagnostic(file)),
        }
    }
    problems.sort_by_key(|problem| problem.at);
    if problems.is_empty() {
        Ok(theme)
    } else {
        Err(problems)
    }
}

fn background(value: &Spanned<DeValue<'_>>) -> Result<Style, Fault> {
    let color = color(value)?;
    Ok(color.map_or(Style::new(), |color| Style::new().bg(color)))
}

/// Parses a style: either a string with the text color, or a table with colors and attributes.
fn look(value: &Spanned<DeValue<'_>>) -> Result<Style, Fault> {
    let Some(table) = value.get_ref().as_table() else {
        let ink = color(value)?;
        return Ok(ink.map_or(Style::new(), |ink| Style::new().fg(ink)));
    };
    let mut style = Style::new();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "ink" => style.fg = color(value)?,
            "ground" => style.bg = color(value)?,
            name => {
                if has_role(key, name, value)? {
                    style = style.add_modifier(weight(name).unwrap_or_default());
                }
            }
        }
    }
    Ok(style)
}

fn weight(name: &str) -> Option<Modifier> {
    let found = WEIGHTS.iter().find(|(it, _)| *it == name);
    found.map(|(_, weight)| *weight)
}

/// Returns whether the attribute called `name` is set to true.
fn has_role(
    key: &Spanned<Cow<'_, str>>,
    name: &str,
    value: &Spanned<DeValue<'_>>,
) -> Result<bool, Fault> {
    if weight(name).is_none() {
        let mut known = vec!["ink", "ground"];
        known.extend(WEIGHTS.map(|(name, _)| name));
        return Err(Fault::unknown_key(key.span(), name, &known));
    }
    value.get_ref().as_bool().ok_or_else(|| {
        let message = format!("`{name}` must be true or false");
        Fault::wrong_value(value.span(), message, "write true or false".into())
    })
}

/// Parses a color. Returns `None` for the terminal's default color.
fn color(value: &Spanned<DeValue<'_>>) -> Result<Option<Color>, Fault> {
    match value.get_ref() {
        DeValue::Integer(number) => match number.as_str().parse::<u8>() {
            Ok(index) if number.radix() == 10 => Ok(Some(Color::Indexed(index))),
            _ => Err(no_color(value.span(), number.as_str())),
        },
        DeValue::String(text) if text == "none" => Ok(None),
        DeValue::String(text) => match text.parse() {
            Ok(Color::Reset) | Err(_) => Err(no_color(value.span(), text)),
            Ok(color) => Ok(Some(color)),
        },
        other => Err(no_color(value.span(), other.type_str())),
    }
}

fn no_color(span: Range<usize>, text: &str) -> Fault {
    let help = format!("write \"#rrggbb\", a number from 0 to 255, \"none\", or one of {NAMES}");
    Fault::wrong_value(span, format!("`{text}` is not a color"), help)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    use super::read;
    use crate::diagnostic::SourceFile;
    use crate::tui::theme::{Role, load};

    fn theme(text: &str) -> Result<super::Theme, Vec<String>> {
        let base = load("default").theme;
        read(&SourceFile::new("t.toml", text.to_owned()), &base).map_err(|problems| {
            let found = problems
                .iter()
                .map(|it| format!("{} {}", it.place(), it.message));
            found.collect()
        })
    }

    #[test]
    fn colors_are_names_numbers_and_hexadecimal() {
        let text = "text = \"light-blue\"\nmuted = 250\naccent = { ink = \"#0a6A72\", bold = true }\n\
                    wrong = \"none\"\nground = \"#000001\"";
        let theme = theme(text).expect("a theme");
        assert_eq!(theme.style(Role::Text), Style::new().fg(Color::LightBlue));
        assert_eq!(
            theme.style(Role::Muted),
            Style::new().fg(Color::Indexed(250))
        );
        let accent = Style::new().fg(Color::Rgb(10, 106, 114));
        assert_eq!(
            theme.style(Role::Accent),
            accent.add_modifier(Modifier::BOLD)
        );
        assert_eq!(theme.style(Role::Wrong), Style::new());
        assert_eq!(theme.ground(), Style::new().bg(Color::Rgb(0, 0, 1)));
        let untouched = load("default").theme.style(Role::Correct);
        assert_eq!(theme.style(Role::Correct), untouched);
    }

    proptest! {
        #[test]
        fn whatever_a_look_is_it_is_right_or_told(
            role in "text|muted|ground|selected|[a-z]{1,6}",
            look in "\"#[0-9a-g]{5,7}\"|\"[a-z]{3,5}\"|[0-9]{1,4}|-1|0x1f|\\{ (ink|bold) = (1|true|\"red\") \\}|\\[\\]",
        ) {
            if let Err(found) = theme(&format!("{role} = {look}\n")) {
                prop_assert_eq!(found.len(), 1, "{:?}", found);
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let text = "txt = \"red\"\nmuted = \"mauve\"\nfaint = 256\nlink = { bold = 1 }\n\
                    aws = { font = \"serif\" }\nground = { ink = \"red\" }\nboth = \"#12345\"";
        assert_eq!(
            theme(text).expect_err("all of it is wrong"),
            [
                "t.toml:1:1 unknown key `txt`",
                "t.toml:2:9 `mauve` is not a color",
                "t.toml:3:9 `256` is not a color",
                "t.toml:4:17 `bold` must be true or false",
                "t.toml:5:9 unknown key `font`",
                "t.toml:6:10 `table` is not a color",
                "t.toml:7:8 `#12345` is not a color",
            ]
        );
    }
}
