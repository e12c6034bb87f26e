//! Determines which options are correct, based on the many ways in which files specify the key.

mod reading;

use super::entry::ParsedOption;
use super::excerpt::excerpt;
use reading::{Reading, is_spaced, letters, numbers, texts};

/// The way in which a file specifies the correct options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The options themselves are marked.
    Marked,
    /// The key is unknown. The text gives the reason.
    Untold(&'static str),
    /// Letters only, as in `A`, `A, C`, or `AC`.
    Letters(String),
    /// Letters, numbers, or the texts of options. `from` is the number of the first option, which
    /// is 0 or 1.
    Words { text: String, from: usize },
    /// Only the texts of options.
    Text(String),
    /// Several fields, which must all name the same options.
    All(Vec<(String, Key)>),
    /// A list, such as one in JSON, in which each word identifies one option by its number or text.
    List { words: Vec<String>, from: usize },
}

impl Key {
    /// Returns whether the file has no key for the question.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Words { text, .. } if text.is_empty())
    }

    /// Marks the correct options or returns the reason why they are unknown. If part of the file
    /// was ignored, returns a note about that part.
    pub fn mark(&self, options: &mut [ParsedOption]) -> Result<Option<String>, String> {
        let mut note = None;
        let right = match self {
            Self::Marked => return Ok(None),
            Self::All(fields) => {
                let (right, other) = agreed(fields, options)?;
                note = other;
                right
            }
            Self::Text(text) => texts(text, options).ok_or_else(|| no_match(text))?,
            Self::Untold(why) => return Err((*why).to_owned()),
            Self::Letters(text) => match letters(text, options.len()) {
                Reading::None if text.trim().is_empty() => return Err(no_key()),
                Reading::None => {
                    return Err(format!("its answer key {} is not a letter", excerpt(text)));
                }
                Reading::Beyond(what) => return Err(beyond(&what, options.len())),
                Reading::Options(right) => right,
            },
            Self::Words { text, from } => words(text, *from, options)?,
            Self::List { words: list, from } => {
                let mut right = Vec::new();
                for word in list {
                    right.extend(words(word, *from, options)?);
                }
                right
            }
        };
        if right.is_empty() {
            return Err(no_key());
        }
        for (at, option) in options.iter_mut().enumerate() {
            option.correct = right.contains(&at);
        }
        Ok(note)
    }
}

/// Returns the options that all fields agree on. A field with a plural name can name more options
/// than a field with a singular name, which can name only one.
fn agreed(
    fields: &[(String, Key)],
    options: &[ParsedOption],
) -> Result<(Vec<usize>, Option<String>), String> {
    let mut agreed: Option<(&str, Vec<usize>)> = None;
    let mut note = None;
    for (name, key) in fields {
        let mut tried = options.to_vec();
        if *key != Key::Marked {
            for option in &mut tried {
                option.correct = false;
            }
        }
        key.mark(&mut tried).map_err(|why| match fields {
            [_] => why,
            _ => format!("{why} (field {})", excerpt(name)),
        })?;
        let marked = tried.iter().enumerate().filter(|(_, it)| it.correct);
        let right: Vec<_> = marked.map(|(at, _)| at).collect();
        match &agreed {
            None => agreed = Some((name, right)),
            Some((_, other)) if *other == right => {}
            Some((first, other)) => {
                let is_part =
                    |few: &[usize], many: &[usize]| few.iter().all(|it| many.contains(it));
                let is_plural = |name: &str| name.ends_with('s');
                let (few, many, kept) =
                    if is_plural(name) && !is_plural(first) && is_part(other, &right) {
                        (*first, name.as_str(), right.clone())
                    } else if is_plural(first) && !is_plural(name) && is_part(&right, other) {
                        (name.as_str(), *first, other.clone())
                    } else {
                        return Err(format!(
                            "{} and {} name different options",
                            excerpt(first),
                            excerpt(name)
                        ));
                    };
                note = Some(format!(
                    "{} names more options than {}; all of them were imported as correct",
                    excerpt(many),
                    excerpt(few)
                ));
                agreed = Some((many, kept));
            }
        }
    }
    let (_, right) = agreed.ok_or_else(no_key)?;
    Ok((right, note))
}

fn words(text: &str, from: usize, options: &[ParsedOption]) -> Result<Vec<usize>, String> {
    if text.trim().is_empty() {
        return Err(no_key());
    }
    let named = texts(text, options);
    let counted = match letters(text, options.len()) {
        Reading::None => numbers(text, from, options.len()),
        found => found,
    };
    match (named, counted) {
        // `0 1` is more likely to be the text of an option than a list of positions.
        (Some(named), Reading::Options(_)) if named.len() == 1 && is_spaced(text) => Ok(named),
        (Some(named), Reading::Options(counted)) if named != counted => Err(format!(
            "its answer key {} could be the position or the text of an option",
            excerpt(text)
        )),
        (Some(named), _) => Ok(named),
        (None, Reading::Options(counted)) => Ok(counted),
        (None, Reading::Beyond(what)) => Err(beyond(&what, options.len())),
        (None, Reading::None) => Err(no_match(text)),
    }
}

fn no_match(text: &str) -> String {
    format!("its answer key {} matches no option", excerpt(text))
}

fn no_key() -> String {
    "it has no answer key".into()
}

fn beyond(what: &str, count: usize) -> String {
    format!("its answer key names option {what}, but it has only {count} options")
}

/// Returns the letter of the option at index `at`.
pub fn letter(at: usize) -> char {
    char::from(b'A' + (at.min(25)) as u8)
}

/// Returns the letters of the correct options, separated by commas.
pub fn letters_of(options: &[ParsedOption]) -> String {
    let right = options.iter().enumerate().filter(|(_, it)| it.correct);
    let letters: Vec<_> = right.map(|(at, _)| letter(at).to_string()).collect();
    letters.join(",")
}

#[cfg(test)]
mod tests {
    use super::{Key, ParsedOption};

    fn right(key: &Key, texts: &[&str]) -> Result<Vec<usize>, String> {
        let mut options: Vec<_> = texts
            .iter()
            .map(|it| ParsedOption::new(*it, false))
            .collect();
        key.mark(&mut options)?;
        let marked = options.iter().enumerate().filter(|(_, it)| it.correct);
        Ok(marked.map(|(at, _)| at).collect())
    }

    fn words(text: &str, options: &[&str]) -> Result<Vec<usize>, String> {
        let text = text.to_owned();
        right(&Key::Words { text, from: 1 }, options)
    }

    const FOUR: &[&str] = &["Amazon EC2", "AWS Lambda", "EBS", "Red, green"];

    #[test]
    fn letters_numbers_and_texts_name_options() {
        for (text, expected) in [
            ("B", vec![1]),
            ("(b)", vec![1]),
            ("A, C", vec![0, 2]),
            ("a and c", vec![0, 2]),
            ("CA", vec![0, 2]),
            ("2", vec![1]),
            ("1;3", vec![0, 2]),
            ("aws lambda.", vec![1]),
            ("EBS", vec![2]),
            ("Red, green", vec![3]),
            ("AWS Lambda; EBS", vec![1, 2]),
            ("B) AWS Lambda", vec![1]),
        ] {
            assert_eq!(words(text, FOUR), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_names_nothing_or_two_things_is_refused() {
        for (text, why) in [
            ("", "no answer key"),
            ("F", "names option F, but it has only 4 options"),
            ("5", "names option 5"),
            ("0", "names option 0"),
            ("Amazon S3", "matches no option"),
            ("A, F", "names option F"),
        ] {
            let refused = words(text, FOUR).expect_err(text);
            assert!(refused.contains(why), "{text}: {refused}");
        }
        let refused = words("2", &["1", "4", "2"]).expect_err("ambiguous");
        assert!(
            refused.contains("could be the position or the text of an option"),
            "{refused}"
        );
        assert_eq!(words("2", &["1", "2", "4"]), Ok(vec![1]));
    }

    #[test]
    fn fields_that_disagree_are_refused() {
        let key = |names: [(&str, &str); 2]| {
            let key = |text: &str| Key::Letters(text.to_owned());
            Key::All(
                names
                    .map(|(name, text)| (name.to_owned(), key(text)))
                    .to_vec(),
            )
        };
        let marked = |names| right(&key(names), FOUR);
        assert_eq!(marked([("answer", "B"), ("correct", "B")]), Ok(vec![1]));
        assert_eq!(
            marked([("answer", "A"), ("answers", "A,C")]),
            Ok(vec![0, 2])
        );
        for other in [
            [("answer", "A"), ("correct", "B")],
            [("answer", "B"), ("answers", "A,C")],
        ] {
            let refused = marked(other).expect_err("they disagree");
            assert!(refused.contains("name different options"), "{refused}");
        }
    }

    #[test]
    fn letters_alone_take_no_text_for_a_key() {
        let key = Key::Letters("EBS".into());
        assert!(right(&key, FOUR).is_err());
        assert_eq!(
            right(&Key::Letters("A,C".into()), &["C", "B", "A"]),
            Ok(vec![0, 2])
        );
    }
}
