//! The questions that the learner disputes, each with a comment.

use std::collections::BTreeMap;

use super::Note;
use crate::model::{Bank, QuestionId};

/// Folds notes from oldest to newest. Only the last comment on a question counts, and an empty
/// comment withdraws the dispute. A comment on a former question counts for its replacement.
pub fn disputed<'a>(
    bank: &Bank,
    notes: impl IntoIterator<Item = &'a Note>,
) -> BTreeMap<QuestionId, String> {
    let mut standing = BTreeMap::new();
    for note in notes {
        if let Note::Disputed { question, text } = note {
            let current = bank.question_for(question);
            let question = current.map_or(question, |it| &it.id);
            if text.is_empty() {
                standing.remove(question);
            } else {
                standing.insert(question.clone(), text.clone());
            }
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::disputed;
    use crate::learn::Note;
    use crate::model::Bank;

    fn note(question: &str, text: &str) -> Note {
        Note::Disputed {
            question: question.into(),
            text: text.into(),
        }
    }

    #[test]
    fn the_last_line_stands_and_an_empty_one_withdraws_it() {
        let notes = [
            note("a", "first"),
            note("b", "only"),
            note("a", "second"),
            Note::Reset { topic: "t".into() },
            note("b", ""),
        ];
        let standing: Vec<_> = disputed(&Bank::default(), &notes).into_iter().collect();
        assert_eq!(standing, [("a".into(), "second".to_owned())]);
    }
}
