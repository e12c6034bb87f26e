//! Finds options and reasons that refer to an option by its letter or position. Such references are
//! misleading, because options are shuffled on the screen.

use super::checked::CheckedBank;
use super::rule::{Rule, RuleFinding};
use super::words::{is_in, split};
use crate::bank::references::{NOUNS, is_label};
use crate::bank::refers_to_options;

pub const SPEAKS_OF_PLACES: Rule = Rule::warning(
    "speaks-of-places",
    "an explanation or reason refers to an option by letter, number, or position",
    speaks_of_places,
);

pub const OPTION_NAMES_OTHERS: Rule = Rule::error(
    "option-names-others",
    "an option refers to others by letter, number, or position, but options are shuffled",
    option_names_others,
);

const PLACE: &[&str] = &[
    "above",
    "below",
    "fifth",
    "first",
    "following",
    "fourth",
    "last",
    "next",
    "preceding",
    "previous",
    "second",
    "third",
];

fn option_names_others(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut notes = Vec::new();
    for asked in checked.questions().filter(|it| !it.question.fixed_order) {
        for option in asked.options() {
            if refers_to_options(&option.choice.text) {
                let message = format!(
                    "question `{}`: option `{}` refers to others, but the options are shuffled",
                    asked.question.id, option.choice.id
                );
                let help = "add `order = \"fixed\"` to the question, or reword the option";
                notes.push(asked.note_at(option.places.text, message, help));
            }
        }
    }
    notes
}

fn speaks_of_places(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut notes = Vec::new();
    for asked in checked.questions() {
        let options = asked.options();
        let whys = options.map(|option| (option.choice.reason.as_str(), option.places.why));
        let own = (
            asked.question.explanation.as_str(),
            asked.places.explanation,
        );
        for (text, place) in [own].into_iter().chain(whys) {
            if let Some(named) = named_place(text) {
                let message = format!(
                    "question `{}` refers to \"{named}\", but the options are shuffled",
                    asked.question.id
                );
                let help = "refer to the content of the option, not to its position";
                notes.push(asked.note_at(place, message, help));
            }
        }
    }
    notes
}

/// Finds a reference to an option by its label or position, such as `option B`, `answers 1 and 2`,
/// `the first choice`, or `the option above`.
fn named_place(text: &str) -> Option<String> {
    let (mut before, mut before_is_option) = ("", false);
    for word in split(text) {
        let is_option = is_in(NOUNS, word);
        let labels = || is_label(word) || is_in(&["above", "below"], word);
        if is_option && is_in(PLACE, before) || before_is_option && labels() {
            return Some(format!("{before} {word}"));
        }
        (before, before_is_option) = (word, is_option);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::named_place;
    use crate::bank::check::testing::found;

    #[test]
    fn letters_and_places_are_found() {
        for (text, named) in [
            ("Option B is correct.", Some("Option B")),
            ("So answers 1 and 2 fall.", Some("answers 1")),
            (
                "That is why the first choice applies.",
                Some("first choice"),
            ),
            ("See the option above.", Some("option above")),
            ("An option a reader takes.", None),
            ("The other options name its tasks.", None),
            ("Choosing Region A is a choice.", None),
        ] {
            assert_eq!(named_place(text).as_deref(), named, "{text}");
        }
    }

    #[test]
    fn options_that_name_others_keep_their_order() {
        let bank = r#"
            [[question]]
            id = "q"
            stem = "Who?"
            explanation = "All do."
            option = [
              { text = "AWS" },
              { text = "The customer" },
              { text = "Both A and B", correct = true },
            ]
        "#;
        assert_eq!(found("option-names-others", bank).len(), 1);
        let fixed = bank.replace("stem =", "order = \"fixed\"\nstem =");
        assert_eq!(found("option-names-others", &fixed).len(), 0);
    }

    #[test]
    fn in_explanations_and_whys() {
        let bank = r#"
            [[question]]
            id = "q"
            stem = "Who?"
            explanation = "Unlike option A."
            option = [
              { text = "AWS", correct = true, why = "The last answer is wrong." },
              { text = "You", why = "AWS does it." },
            ]
        "#;
        assert_eq!(found("speaks-of-places", bank).len(), 2);
    }
}
