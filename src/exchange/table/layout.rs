//! Determines the content of each column of a table, and how the rows refer to correct options.

use csv::StringRecord;

use crate::exchange::columns::{Role, option_named, plain, rank, role};
use crate::exchange::entry::{Answer, Entry};
use crate::exchange::intake::{Intake, excerpt};
use crate::exchange::key::{self, Key};
use crate::exchange::{cell, html, lettered};

/// The roles of a table's columns, and how its rows refer to correct options.
#[derive(Debug, Default)]
pub struct Columns {
    pub roles: Vec<Option<Role>>,
    /// The names of the columns; empty if there is no header.
    pub names: Vec<String>,
    /// True if certdrill wrote the file. Its texts are then plain text, not HTML.
    pub is_ours: bool,
    pub base: Base,
}

/// The meaning of numbers in the answers of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// Nothing shows the meaning; treated as positions from 1.
    #[default]
    Unknown,
    From(usize),
    /// The numbers are texts of options, like all other answers.
    Texts,
}

impl Columns {
    /// Returns the back of a card if the row of `entry` is one: the table has no options, and the
    /// row has one answer.
    pub fn back(&self, entry: &Entry, row: &StringRecord) -> Option<String> {
        let are_options = |role: &Option<Role>| {
            matches!(
                role,
                Some(Role::Options | Role::Option(_) | Role::WrongTexts | Role::Flag(_))
            )
        };
        if !entry.options.is_empty() || self.roles.iter().any(are_options) {
            return None;
        }
        let cells = self.roles.iter().zip(row.iter());
        let answers = cells.filter(|(role, _)| **role == Some(Role::Answer));
        let answers: Vec<_> = answers.map(|(_, text)| cell::bare(text.trim())).collect();
        match answers.as_slice() {
            [back] => Some(html::guess(back).0),
            _ => None,
        }
    }

    /// Creates columns with these roles, for the rows of `table`.
    pub fn of(roles: Vec<Option<Role>>, table: &[(usize, StringRecord)]) -> Self {
        let mut columns = Self {
            roles,
            ..Self::default()
        };
        columns.base = columns.base(table);
        columns
    }

    pub fn named(header: &StringRecord, table: &[(usize, StringRecord)]) -> Self {
        let mut roles: Vec<_> = header.iter().map(role).collect();
        let is_number = |at: usize| {
            let mut cells = table.iter().filter_map(|(_, row)| row.get(at)).take(100);
            cells.all(|it| it.trim().trim_end_matches('.').parse::<u32>().is_ok())
        };
        // If several columns have the same role, the one with the most certain name is used.
        for wanted in [Role::Question, Role::Topic, Role::Id, Role::Difficulty] {
            let all = (0..roles.len()).filter(|at| roles[*at] == Some(wanted));
            let all: Vec<_> = all.collect();
            let best = all.iter().copied().min_by_key(|at| {
                let is_number = wanted == Role::Question && is_number(*at);
                (is_number, rank(&header[*at]))
            });
            for other in all.into_iter().filter(|at| Some(*at) != best) {
                roles[other] = None;
            }
        }
        // If no other column contains options, `Answers` does.
        let is_answer = |at: &usize| roles[*at] == Some(Role::Answer);
        let answers: Vec<_> = (0..roles.len()).filter(is_answer).collect();
        let is_option = |it: &Option<Role>| {
            matches!(
                it,
                Some(Role::Options | Role::Option(_) | Role::WrongTexts | Role::Flag(_))
            )
        };
        let named = answers
            .iter()
            .copied()
            .find(|at| plain(&header[*at]) == "answers");
        if let Some(at) = named
            && answers.len() > 1
            && !roles.iter().any(is_option)
        {
            roles[at] = Some(Role::Options);
        }
        let ours = [
            Role::AnswerLetters,
            Role::Negated,
            Role::Beyond,
            Role::Order,
        ];
        let is_ours = ours.iter().all(|it| roles.contains(&Some(*it)));
        let mut columns = Self::of(roles, table);
        columns.names = header.iter().map(str::to_owned).collect();
        columns.is_ours = is_ours;
        columns
    }

    /// Reports the columns that are not kept.
    pub fn report(
        &self,
        header: &StringRecord,
        table: &[(usize, StringRecord)],
        line: usize,
        intake: &mut Intake<'_>,
    ) {
        for (at, name) in header.iter().enumerate() {
            let is_used = || {
                let mut cells = table.iter().filter_map(|(_, row)| row.get(at));
                cells.any(|it| !it.trim().is_empty())
            };
            if matches!(self.roles[at], None | Some(Role::Number)) && is_used() {
                let name = excerpt(name);
                intake.note(line, format!("the column {name} is not kept"));
            }
        }
    }

    /// Detects whether numbers of options count from 0 or 1: a 0 in any row shows the former, and a
    /// number equal to the number of options in its row shows the latter.
    fn base(&self, table: &[(usize, StringRecord)]) -> Base {
        let mut from = Base::Unknown;
        let (mut are_texts, mut has_text) = (true, false);
        for (_, row) in table {
            let options = self.options(row).0;
            let is_option = |text: &str| options.iter().any(|it| it.text == text);
            for (role, text) in self.roles.iter().zip(row.iter()) {
                let text = text.trim();
                if !matches!(role, Some(Role::Answer | Role::AnswerIndex)) || text.is_empty() {
                    continue;
                }
                match text.parse::<usize>() {
                    Ok(0) => from = Base::From(0),
                    Ok(number) if number == options.len() && from == Base::Unknown => {
                        from = Base::From(1);
                    }
                    _ => {}
                }
                if text.parse::<usize>().is_ok() {
                    are_texts &= *role == Some(Role::Answer) && is_option(text);
                } else {
                    has_text |= text.len() > 1 && is_option(text);
                }
            }
        }
        if are_texts && has_text {
            Base::Texts
        } else {
            from
        }
    }

    /// Returns the options of a row, and whether there is an empty one between others.
    pub fn options(&self, row: &StringRecord) -> (Vec<Answer>, bool) {
        let cells = || self.roles.iter().zip(row.iter());
        let text = |wanted: Role| {
            let mut found = cells().filter(|(role, _)| **role == Some(wanted));
            found.next().map_or("", |(_, text)| cell::bare(text.trim()))
        };
        let mut places: Vec<(usize, Answer)> = Vec::new();
        for (role, text) in cells() {
            let text = cell::bare(text.trim());
            if let Some(Role::Option(at)) = role
                && !text.is_empty()
            {
                places.push((*at, Answer::new(text, false)));
            }
        }
        places.sort_by_key(|(at, _)| *at);
        for (at, answer) in &mut places {
            text(Role::Why(*at)).clone_into(&mut answer.why);
            answer.correct = is_true(text(Role::Flag(*at)));
        }
        let gap = places
            .iter()
            .enumerate()
            .any(|(at, (place, _))| at != *place);
        let mut options: Vec<_> = places.into_iter().map(|(_, answer)| answer).collect();
        if options.is_empty() {
            options = lettered::split(text(Role::Options));
        }
        lettered::without_letters(&mut options);
        (options, gap)
    }
}

fn is_true(text: &str) -> bool {
    let text = text.to_lowercase();
    ["true", "yes", "1", "x", "correct", "y", "wahr", "ja", "✓"].contains(&text.as_str())
}

impl Columns {
    /// Returns the key, which combines all columns for answers and the flags of options.
    pub fn key(&self, row: &StringRecord, options: &[Answer]) -> Key {
        let from = match self.base {
            Base::From(from) => from,
            Base::Unknown | Base::Texts => 1,
        };
        let mut keys = Vec::new();
        if options.iter().any(|it| it.correct) {
            keys.push(("the flags".to_owned(), Key::Marked));
        }
        for (at, (role, text)) in self.roles.iter().zip(row.iter()).enumerate() {
            let text = cell::bare(text.trim());
            let text = if self.is_ours {
                text.to_owned()
            } else {
                html::guess(text).0
            };
            let key = match role {
                _ if text.is_empty() => continue,
                Some(Role::AnswerLetters) => Key::Letters(text),
                Some(Role::Answer) if self.base == Base::Texts && text.parse::<usize>().is_ok() => {
                    Key::Text(text)
                }
                // `Option B` and `answer_b` refer to a column.
                Some(Role::Answer) => match option_named(&text) {
                    Some(place) if !options.iter().any(|it| it.text == text) => {
                        Key::Letters(key::letter(place).to_string())
                    }
                    _ => Key::Words { text, from },
                },
                Some(Role::AnswerIndex) => Key::Words { text, from },
                _ => continue,
            };
            let name = self.names.get(at).cloned().unwrap_or_default();
            keys.push((name, key));
        }
        if keys.is_empty() {
            let text = String::new();
            Key::Words { text, from }
        } else {
            Key::All(keys)
        }
    }
}
