//! Determines the content of each table column and how the rows refer to correct options.

use csv::StringRecord;

use crate::exchange::base::{Base, Seen};
use crate::exchange::collector::ImportCollector;
use crate::exchange::columns::{self, Role, option_named, plain, rank, role};
use crate::exchange::entry::{ParsedOption, ParsedQuestion};
use crate::exchange::excerpt::excerpt;
use crate::exchange::key::{self, Key};
use crate::exchange::{cell, html, lettered};

/// The roles of a table's columns and the way in which its rows refer to correct options.
#[derive(Debug, Default)]
pub struct Columns {
    pub roles: Vec<Option<Role>>,
    /// The column names. Empty if there is no header.
    pub names: Vec<String>,
    /// True if certdrill wrote the file. The texts in the file are then plain text, not HTML.
    pub is_ours: bool,
    pub base: Base,
}

/// The default number of the first option for tables that do not indicate it.
pub const FIRST: usize = 1;

impl Columns {
    /// Returns the back of a card if the row of `entry` is a card, which means that the table has
    /// no options and the row has exactly one answer. An answer that could be the label of an
    /// option counts only if at most one column has an unknown role.
    pub fn back(&self, entry: &ParsedQuestion, row: &StringRecord) -> Option<String> {
        if !entry.options.is_empty() || self.roles.iter().any(|it| is_option(*it)) {
            return None;
        }
        let cells = self.roles.iter().zip(row.iter());
        let answers = cells.filter(|(role, _)| **role == Some(Role::Answer));
        let answers: Vec<_> = answers.map(|(_, text)| cell::bare(text.trim())).collect();
        let is_label = |it: &str| lettered::is_label_list(it) || it.parse::<u32>().is_ok();
        match answers.as_slice() {
            [back] if is_label(back) && self.roles.iter().filter(|it| it.is_none()).count() > 1 => {
                None
            }
            [back] => Some(html::guess(back).0),
            _ => None,
        }
    }

    /// Creates columns with the given roles for the rows of `table`.
    pub fn of(roles: Vec<Option<Role>>, table: &[(usize, StringRecord)]) -> Self {
        let mut columns = Self {
            roles,
            ..Self::default()
        };
        columns.base = columns.base(table);
        columns
    }

    pub fn named(header: &StringRecord, table: &[(usize, StringRecord)]) -> Self {
        let names: Vec<_> = header.iter().collect();
        let mut roles = columns::roles(&names, names.iter().map(|it| role(it)).collect());
        number_repeated(&names, &mut roles);
        let is_number = |at: usize| {
            let mut cells = table.iter().filter_map(|(_, row)| row.get(at)).take(100);
            cells.all(|it| it.trim().trim_end_matches('.').parse::<u32>().is_ok())
        };
        // If several columns have the same role, use the one with the most reliable name.
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
        // If no other column contains options, use `Answers`.
        let is_answer = |at: &usize| roles[*at] == Some(Role::Answer);
        let answers: Vec<_> = (0..roles.len()).filter(is_answer).collect();
        let named = answers
            .iter()
            .copied()
            .find(|at| plain(&header[*at]) == "answers");
        if let Some(at) = named
            && answers.len() > 1
            && !roles.iter().any(|it| is_option(*it))
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

    /// Reports the columns that were not imported.
    pub fn report(
        &self,
        header: &StringRecord,
        table: &[(usize, StringRecord)],
        line: usize,
        intake: &mut ImportCollector<'_>,
    ) {
        for (at, name) in header.iter().enumerate() {
            let is_used = || {
                let mut cells = table.iter().filter_map(|(_, row)| row.get(at));
                cells.any(|it| !it.trim().is_empty())
            };
            if matches!(self.roles[at], None | Some(Role::Number)) && is_used() {
                let name = if name.trim().is_empty() {
                    (at + 1).to_string()
                } else {
                    excerpt(name)
                };
                intake.note(line, format!("the column {name} was not imported"));
            }
        }
    }

    /// Determines the meaning of numbers in the answers in `table`.
    fn base(&self, table: &[(usize, StringRecord)]) -> Base {
        let mut seen = Seen::default();
        for (_, row) in table {
            let options = self.options(row).0;
            for (role, text) in self.roles.iter().zip(row.iter()) {
                match role {
                    Some(Role::Answer) => seen.add(text, &options),
                    Some(Role::AnswerIndex) => seen.add_place(text, &options),
                    _ => {}
                }
            }
        }
        seen.base()
    }

    /// Returns the options in a row and whether there is an empty option between other options.
    pub fn options(&self, row: &StringRecord) -> (Vec<ParsedOption>, bool) {
        let cells = || self.roles.iter().zip(row.iter());
        let text = |wanted: Role| {
            let mut found = cells().filter(|(role, _)| **role == Some(wanted));
            found.next().map_or("", |(_, text)| cell::bare(text.trim()))
        };
        let mut places: Vec<(usize, ParsedOption)> = Vec::new();
        for (role, text) in cells() {
            let text = cell::bare(text.trim());
            if let Some(Role::Option(at)) = role
                && !text.is_empty()
            {
                places.push((*at, ParsedOption::new(text, false)));
            }
        }
        places.sort_by_key(|(at, _)| *at);
        for (at, answer) in &mut places {
            text(Role::Why(*at)).clone_into(&mut answer.why);
            answer.correct = lettered::is_true(text(Role::Flag(*at)));
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

impl Columns {
    /// Returns the key, which combines all answer columns and the flags of options.
    pub fn key(&self, row: &StringRecord, options: &[ParsedOption]) -> Key {
        let from = self.base.first(FIRST);
        let mut keys = Vec::new();
        if options.iter().any(|it| it.correct) {
            keys.push(("the flags".to_owned(), Key::Marked));
        }
        // `Answer 1` and `Answer 2` each name one option.
        let mut several = Vec::new();
        for (at, (role, text)) in self.roles.iter().zip(row.iter()).enumerate() {
            let name = self.names.get(at).cloned().unwrap_or_default();
            let text = cell::bare(text.trim());
            let text = if self.is_ours {
                text.to_owned()
            } else {
                html::guess(text).0
            };
            let key = match role {
                _ if text.is_empty() => continue,
                Some(Role::Answer) if columns::is_answer(&name) => {
                    several.push(text);
                    continue;
                }
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
            keys.push((name, key));
        }
        if !several.is_empty() {
            let text = several.join(",");
            keys.push(("the answers".to_owned(), Key::Words { text, from }));
        }
        if keys.is_empty() {
            let text = String::new();
            Key::Words { text, from }
        } else {
            Key::All(keys)
        }
    }
}

fn is_option(role: Option<Role>) -> bool {
    matches!(
        role,
        Some(Role::Options | Role::Option(_) | Role::WrongTexts | Role::Flag(_))
    )
}

/// Numbers the columns that share the same option name, such as `Choice`.
fn number_repeated(names: &[&str], roles: &mut [Option<Role>]) {
    let same = |name: &str| names.iter().filter(|it| plain(it) == plain(name)).count();
    let mut next = 0;
    for (name, known) in names.iter().zip(roles) {
        let is_option =
            !plain(name).is_empty() && role(&format!("{name} 1")) == Some(Role::Option(0));
        if is_option && same(name) > 1 {
            *known = Some(Role::Option(next));
            next += 1;
        }
    }
}
