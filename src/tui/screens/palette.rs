//! The command palette, which lists all available actions by name. The actions come from the key
//! bindings that the footer and help use, and from the places on the home screen.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use ratatui::crossterm::event::KeyCode;

use crate::app::Query;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, Command, Edit, Group, Key, go, paging, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, line, truncate};
use crate::tui::widgets::Field;

/// The width of the palette, which fits in the narrowest supported window.
const WIDTH: u16 = 56;
/// The minimum number of rows in the list.
const LEAST: usize = 8;
/// The number of rows around the list: the frame, the text field, the count, and blank rows.
const AROUND: usize = 6;
/// The maximum length of the input, in characters.
const MOST: usize = 60;

pub struct Palette {
    commands: Vec<Command>,
    field: Field,
    /// The indices of the commands that match, starting with the best match.
    listed: Vec<usize>,
    at: usize,
}

impl Palette {
    pub fn new(commands: Vec<Command>) -> Self {
        Self {
            listed: (0..commands.len()).collect(),
            commands,
            field: Field::new("", MOST),
            at: 0,
        }
    }

    /// Returns the number of rows in the list, so that the palette covers 70% of the window. It
    /// does not depend on what was typed, so that the popup keeps its size.
    fn rows(page: &Page) -> usize {
        let most = usize::from(page.area.height) * 7 / 10;
        most.saturating_sub(AROUND).max(LEAST)
    }

    fn run(&self, at: usize) -> Flow {
        let command = self.listed.get(at).map(|at| &self.commands[*at]);
        command.map_or(Flow::Stay, |command| Flow::Run(command.action))
    }

    fn look(&mut self) {
        let names = self.commands.iter();
        let names = names.map(|it| (format!("{} {}", it.name, it.hint), it.also));
        self.listed = ranked(self.field.text(), names);
        self.at = 0;
    }
}

/// Returns the indices of the `names` that match `text`, starting with the best match. Each name is
/// paired with synonyms, which can match, too. Equally good matches keep their order, and an empty
/// `text` matches all names.
fn ranked(text: &str, names: impl Iterator<Item = (String, &'static str)>) -> Vec<usize> {
    let mut fit = Fits::new(text);
    let scored = names.enumerate();
    let mut found: Vec<_> = scored
        .filter_map(|(at, (name, also))| Some((at, fit.score(&name).max(fit.also(also))?)))
        .collect();
    found.sort_by_key(|(_, score)| Reverse(*score));
    found.into_iter().map(|(at, _)| at).collect()
}

/// The quality of a match, ordered from worst to best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Score {
    /// The typed letters occur in the name, in order.
    Letters(u32),
    /// Every typed word matches a word of the name.
    Words(u32),
    /// Every typed word is the start of a synonym.
    Synonym,
    /// The name contains the typed text.
    Inside,
    /// A word of the name begins with the typed text.
    Start,
}

struct Fits {
    typed: String,
    query: Query,
    letters: Pattern,
    /// The matcher, which is reused for every name to avoid allocations.
    matcher: Matcher,
}

impl Fits {
    fn new(text: &str) -> Self {
        let (case, accents) = (CaseMatching::Ignore, Normalization::Smart);
        Self {
            typed: text.trim().to_lowercase(),
            query: Query::new(text),
            letters: Pattern::new(text, case, accents, AtomKind::Fuzzy),
            matcher: Matcher::new(Config::DEFAULT),
        }
    }

    fn also(&self, synonyms: &str) -> Option<Score> {
        let begins = |typed: &str| synonyms.split(' ').any(|it| it.starts_with(typed));
        let mut typed = self.typed.split_whitespace().peekable();
        (typed.peek().is_some() && typed.all(begins)).then_some(Score::Synonym)
    }

    fn score(&mut self, name: &str) -> Option<Score> {
        // The maximum number of letters for a fuzzy match. With more letters, almost any long name
        // would match.
        const FEW: usize = 4;
        let lower = name.to_lowercase();
        let mut found = lower.match_indices(&self.typed).peekable();
        if found.peek().is_some() {
            let is_start = |at: usize| !lower[..at].ends_with(char::is_alphanumeric);
            let begins = found.any(|(at, _)| is_start(at));
            return Some(if begins { Score::Start } else { Score::Inside });
        }
        let words = self.query.score(name).map(Score::Words);
        words.or_else(|| {
            let few = self.typed.chars().count() <= FEW;
            let name = Utf32String::from(name);
            let score = self.letters.score(name.slice(..), &mut self.matcher);
            score.filter(|_| few).map(Score::Letters)
        })
    }
}

impl Screen for Palette {
    fn bindings(&self) -> Vec<Binding> {
        let close = [(Key::of(KeyCode::Esc), Action::Escape)];
        let steps = [(Key::ctrl('n'), Action::Down), (Key::ctrl('p'), Action::Up)];
        let [pages, _] = paging();
        vec![
            go("run", "run the selected command"),
            up_down("move").hint("move"),
            pages,
            Binding::new("Ctrl-N P", steps, Group::Move, "move"),
            Binding::new(
                "Esc",
                close,
                Group::Everywhere,
                "close the list of commands",
            )
            .hint("close"),
        ]
    }

    fn act(&mut self, action: Action, _cx: &mut Context) -> Flow {
        // In an empty field, Home and End have nothing to move in, so they move in the list.
        let action = match action {
            Action::Edit(Edit::GoToStart) if self.field.text().is_empty() => Action::First,
            Action::Edit(Edit::GoToEnd) if self.field.text().is_empty() => Action::Last,
            other => other,
        };
        if self.field.act(action) {
            self.look();
        } else if let Some(at) = move_cursor(self.at, self.listed.len(), action) {
            self.at = at;
        } else {
            match action {
                Action::Go => return self.run(self.at),
                Action::Row(at) => return self.run(at),
                Action::Escape | Action::Leave => return Flow::Pop,
                _ => {}
            }
        }
        Flow::Stay
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn paste(&mut self, text: &str) -> bool {
        self.field.insert(text);
        self.look();
        true
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        const NAME: u16 = 3;
        /// The width of the column for keys.
        const KEYS: u16 = 8;
        let width = Popup::width(page, WIDTH);
        // The last column inside the frame.
        let end = width - 3;
        let mut rows = Sheet::default();
        rows.push(Row::new().line(1, &self.field.line(usize::from(end) - 1)));
        rows.push(Row::new());
        let count = Self::rows(page);
        let from = self
            .at
            .saturating_sub(count / 2)
            .min(self.listed.len().saturating_sub(count));
        for (at, number) in self.listed.iter().enumerate().skip(from).take(count) {
            let command = &self.commands[*number];
            // A narrow window does not have enough space for the sections.
            let section = if width < WIDTH { "" } else { command.section };
            let beside = match section {
                "" => command.key.len() + 2,
                section => usize::from(KEYS) + section.len() + 2,
            };
            let room = usize::from(end.saturating_sub(NAME)).saturating_sub(beside);
            let here = at == self.at;
            let role = if here { Role::Strong } else { Role::Text };
            let mut row = Row::new()
                .at(NAME, truncate(&command.name, room), role)
                .until(end.saturating_sub(KEYS), section, Role::Faint)
                .until(end, command.key.clone(), Role::Muted)
                .click(Action::Row(at));
            if here {
                row = row.at(1, "▸", Role::Accent);
                rows.focus = Some(rows.len()..rows.len() + 1);
            }
            rows.push(row);
        }
        if self.listed.is_empty() {
            rows.push(Row::new().at(NAME, "No commands match.", Role::Muted));
        }
        rows.pad(count + 2);
        rows.push(Row::new());
        let count = format!("{} of {}", self.listed.len(), self.commands.len());
        rows.push(Row::new().line(1, &line(count, Role::Muted)).until(
            end,
            "unavailable ones are hidden",
            Role::Muted,
        ));
        Some(Popup {
            title: "Commands".into(),
            rows,
            width,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::ranked;

    #[test]
    fn letters_in_their_order_are_enough_and_equals_keep_theirs() {
        let names = ["Timed exam", "Review missed", "Practice", "Progress"];
        let found = |text: &str| -> Vec<_> {
            let found = ranked(text, names.into_iter().map(|it| (it.to_owned(), "")));
            found.into_iter().map(|at| names[at]).collect()
        };
        assert_eq!(found("exam"), ["Timed exam"]);
        assert_eq!(found("tex"), ["Timed exam"]);
        assert_eq!(found("missed rev"), ["Review missed"]);
        assert_eq!(found("pr"), ["Practice", "Progress"]);
        assert_eq!(found(""), names);
        assert_eq!(found("prctice"), ["Practice"]);
        assert_eq!(found("xyz"), Vec::<&str>::new());
        assert_eq!(found("r"), ["Review missed", "Practice", "Progress"]);
        assert_eq!(
            found("tim mis"),
            Vec::<&str>::new(),
            "long ones fit no letters here and there"
        );
    }

    #[test]
    fn a_synonym_goes_after_a_name_and_before_a_loose_match() {
        let names = [
            ("Delete a mark", ""),
            ("Settings", "theme dark light"),
            ("Dark mode", ""),
        ];
        let found =
            |text: &str| ranked(text, names.into_iter().map(|(it, also)| (it.into(), also)));
        assert_eq!(found("dark"), [2, 1, 0]);
        assert_eq!(found("theme da"), [1]);
        assert_eq!(found("eme"), Vec::<usize>::new());
    }
}
