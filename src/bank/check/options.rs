//! Rules that compare the options of a question with one another.

use super::checked::{CheckedBank, CheckedOption, CheckedQuestion};
use super::parties::Parties;
use super::rule::{Rule, RuleFinding};
use super::words::Word;

pub const ALL_OF_THE_ABOVE: Rule = Rule::warning(
    "all-of-the-above",
    "an option refers to all or none of the others",
    all_of_the_above,
);

pub const OVERLAP: Rule = Rule::warning(
    "options-overlap",
    "an option includes everything that another says, so if one is correct, so is the other",
    overlap,
)
.limit("2 words or more");

pub const NUMBERS_UNORDERED: Rule = Rule::warning(
    "numbers-unordered",
    "all options are numbers of the same kind, but they are not in ascending order",
    numbers_unordered,
);

fn all_of_the_above(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let mut notes = Vec::new();
    for asked in checked.questions() {
        for option in asked.options() {
            let spelling = |word: &Word| checked.vocabulary.spelling(*word);
            let words: Vec<_> = option.words.iter().take(4).map(spelling).collect();
            let sums_up = matches!(
                words.as_slice(),
                ["all" | "any" | "both" | "none", "of", "the" | "these", other]
                    if ["above", "answers", "options", "other", "others"].contains(other)
            ) || matches!(
                words.as_slice(),
                ["all" | "any" | "none", "of", "them" | "these"]
            );
            if sums_up {
                let message = format!(
                    "question `{}`: option `{}` refers to the other options",
                    asked.question.id, option.choice.id
                );
                let help = "rewrite it as an independent option, or remove it";
                notes.push(asked.note_at(option.places.text, message, help));
            }
        }
    }
    notes
}

fn overlap(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let empty = checked.vocabulary.mark_listed(&["a", "an", "the"]);
    // An additional word from this list or the name of another party changes the meaning of an
    // option.
    let turning = ["no", "nor", "not", "never", "only", "without"];
    let turning = checked.vocabulary.mark_listed(&turning);
    let parties = Parties::of(checked);
    let turns =
        |asked: CheckedQuestion<'_>, word| turning.contains(word) || parties.has(asked, word);
    let mut notes = Vec::new();
    for asked in checked.questions() {
        let options: Vec<_> = asked
            .options()
            .map(|option| {
                let words = option.words.iter().copied();
                let words: Vec<_> = words.filter(|word| !empty.contains(*word)).collect();
                (option, words)
            })
            .collect();
        for (narrow, few) in &options {
            for (wide, many) in &options {
                let same = std::ptr::eq(narrow.choice, wide.choice);
                // A command with an additional argument is a different command.
                let are_commands = wide.choice.text.contains('`');
                if same || are_commands || few.len() < 2 || !is_within(few, many) {
                    continue;
                }
                let turned = many.iter().any(|it| turns(asked, *it) && !few.contains(it));
                if !turned && !differ(*narrow, *wide) {
                    notes.push(overlapping(asked, *narrow, *wide));
                }
            }
        }
    }
    notes
}

fn overlapping(
    asked: CheckedQuestion<'_>,
    narrow: CheckedOption<'_>,
    wide: CheckedOption<'_>,
) -> RuleFinding {
    let message = format!(
        "question `{}`: option `{}` includes everything that option `{}` says",
        asked.question.id, wide.choice.id, narrow.choice.id
    );
    let help = "reword one of them, so that each can be correct without the other";
    asked.note_at(wide.places.text, message, help)
}

/// Returns whether the words in `few` occur in `many` in the same order. If the order were ignored,
/// "the provider does, you do not" and "you do, the provider does not" would be equal.
fn is_within(few: &[Word], many: &[Word]) -> bool {
    let mut many = many.iter();
    few.iter().all(|word| many.any(|other| other == word))
}

/// Returns whether two options claim different values for the same cell, which means that they
/// cannot both be correct.
fn differ(one: CheckedOption<'_>, other: CheckedOption<'_>) -> bool {
    one.choice.claims.iter().any(|a| {
        let mut claims = other.choice.claims.iter();
        claims.any(|b| a.cell == b.cell && a.value != b.value)
    })
}

fn numbers_unordered(checked: &CheckedBank<'_>) -> Vec<RuleFinding> {
    let find = |asked: CheckedQuestion<'_>| {
        let choices = asked.question.choices.iter();
        let numbers: Vec<_> = choices.map(|it| number(&it.text)).collect::<Option<_>>()?;
        let alike = numbers.iter().all(|(_, unit)| *unit == numbers[0].1);
        (alike && !numbers.is_sorted_by(|a, b| a.0 < b.0)).then(|| {
            let message = format!(
                "question `{}`: its numbers are not in ascending order",
                asked.question.id
            );
            asked.note(message, "sort the options by their numbers")
        })
    };
    checked.questions().filter_map(find).collect()
}

/// Parses a number and its unit and removes a plural "s" from the unit: `1,000 days` becomes 1000
/// and `day`.
fn number(text: &str) -> Option<(f64, &str)> {
    let text = text
        .trim_end_matches('.')
        .trim_start_matches(['$', '€', '£']);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    let (digits, unit) = text.split_at(end.unwrap_or(text.len()));
    let value = digits.replace(',', "").parse().ok()?;
    let unit = unit.trim();
    Some((value, unit.strip_suffix('s').unwrap_or(unit)))
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::bank::check::testing::{MATRIX, found};

    fn bank(options: [&str; 3]) -> String {
        let [one, two, three] = options;
        format!(
            r#"
            [[question]]
            id = "q"
            stem = "Who?"
            option = [
              {{ text = "{one}", correct = true }},
              {{ text = "{two}" }},
              {{ text = "{three}" }},
            ]"#
        )
    }

    #[test]
    fn options_stand_alone() {
        for last in [
            "All of the above",
            "None of these.",
            "none of the other options",
        ] {
            assert_eq!(
                found("all-of-the-above", &bank(["A", "B", last])).len(),
                1,
                "{last}"
            );
        }
        let sound = bank(["All of the data", "None of its keys", "Both of the sides"]);
        assert_eq!(found("all-of-the-above", &sound).len(), 0);
    }

    #[test]
    fn one_option_within_another_is_an_overlap() {
        let within = bank(["Patching hosts", "Patching the hosts and guests", "Nothing"]);
        assert_eq!(
            found("options-overlap", &within),
            ["question `q`: option `2` includes everything that option `1` says"]
        );
    }

    #[test]
    fn turned_words_and_single_ones_are_none() {
        for options in [
            [
                "`kubectl apply -f a.yaml`",
                "`kubectl apply -f a.yaml --dry-run=client`",
                "`kubectl get`",
            ],
            ["AWS patches, you scan", "You patch, AWS scans", "AWS"],
            [
                "Patch the host",
                "Do not patch the host",
                "Never patch the host",
            ],
            ["AWS", "AWS and you", "You"],
            [
                "You patch and scan",
                "You patch, and AWS scans, you see",
                "AWS",
            ],
        ] {
            assert_eq!(
                found("options-overlap", &bank(options)).len(),
                0,
                "{options:?}"
            );
        }
    }

    #[test]
    fn claims_keep_options_apart() {
        let claim = |is| format!(r#"claims = [{{ cell = "owner/os/rds", is = "{is}" }}]"#);
        let bank = format!(
            r#"{MATRIX}
            [[question]]
            id = "q"
            stem = "Who?"
            option = [
              {{ text = "AWS alone", correct = true, {} }},
              {{ text = "AWS alone and you alone", {} }},
            ]"#,
            claim("aws"),
            claim("both")
        );
        assert_eq!(found("options-overlap", &bank).len(), 0);
    }

    #[test]
    fn numbers_ascend() {
        assert_eq!(
            found("numbers-unordered", &bank(["7 days", "1 day", "30 days"])).len(),
            1
        );
        for options in [
            ["1 day", "7 days", "30 days"],
            ["7 days", "1 hour", "30 days"],
            ["7 days", "1 day", "Never"],
        ] {
            assert_eq!(found("numbers-unordered", &bank(options)).len(), 0);
        }
        assert_eq!(number("$1,000."), Some((1000.0, "")));
        assert_eq!(number("99.9 %"), Some((99.9, "%")));
    }
}
