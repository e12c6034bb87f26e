//! The command palette: everything that can be done now, by its name. It is made
//! of the tables that footer and help read, and of the places of home.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use ratatui::crossterm::event::KeyCode;

use crate::app::Query;
use crate::quiz::Moment;
use crate::tui::cursor::moved;
use crate::tui::keymap::{Action, Binding, Group, Key, go, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, cut, line};
use crate::tui::widgets::Field;

/// As wide as the narrowest window allows that every screen is made for.
const WIDTH: u16 = 56;
/// Rows of the list, always as many, so that nothing moves as one types.
const SHOWN: usize = 8;
/// How much can be typed, in characters.
const MOST: usize = 60;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    /// The word that the footer has for it: it is found by that too.
    pub hint: String,
    /// The key that does it without the palette.
    pub key: String,
    pub action: Action,
}

pub struct Palette {
    commands: Vec<Command>,
    field: Field,
    /// Which commands are listed, the best first.
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

    fn run(&self, at: usize) -> Flow {
        let command = self.listed.get(at).map(|at| &self.commands[*at]);
        command.map_or(Flow::Stay, |command| Flow::Run(command.action))
    }

    fn look(&mut self) {
        let names = self
            .commands
            .iter()
            .map(|it| format!("{} {}", it.name, it.hint));
        self.listed = ranked(self.field.text(), names);
        self.at = 0;
    }
}

/// The commands of a table: one for each thing that its keys do. Moving about
/// and typing are none, nor what cannot be done yet, nor the palette itself.
pub fn commands(table: &[Binding]) -> Vec<Command> {
    let mut found: Vec<Command> = Vec::new();
    for binding in table.iter().filter(|it| !it.not_yet) {
        let mut actions: Vec<(Key, Action)> = Vec::new();
        for (key, action) in &binding.keys {
            if !actions.iter().any(|(_, it)| it == action) {
                actions.push((*key, *action));
            }
        }
        let several = actions.len() > 1;
        for (key, action) in actions {
            if is_motion(action)
                || is_of_an_option(action)
                || found.iter().any(|it| it.action == action)
            {
                continue;
            }
            let (name, key) = match key.typed().filter(|_| several) {
                Some(letter) => (format!("{}: {letter}", binding.does), letter.to_string()),
                None => (binding.does.to_owned(), binding.shown.clone()),
            };
            found.push(Command {
                name: capitalised(&name),
                hint: binding.hint.clone().unwrap_or_default(),
                key,
                action,
            });
        }
    }
    found
}

/// Whether `action` is about one option: these would fill the list, and are a key each.
fn is_of_an_option(action: Action) -> bool {
    matches!(action, Action::Option(_) | Action::Strike(_))
}

fn is_motion(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::First
            | Action::Last
            | Action::PageUp
            | Action::PageDown
            | Action::NextTab
            | Action::PreviousTab
            // A row of home goes by its name, among the places.
            | Action::Row(_)
            | Action::Edit(_)
            | Action::Typed(_)
            | Action::Commands
            | Action::Escape
    )
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The places of those `names` that `text` fits, the best first; equally good
/// ones, and all for an empty text, in their order.
fn ranked(text: &str, names: impl Iterator<Item = String>) -> Vec<usize> {
    let fit = Fits::new(text);
    let scored = names.enumerate();
    let mut found: Vec<_> = scored
        .filter_map(|(at, name)| Some((at, fit.score(&name)?)))
        .collect();
    found.sort_by_key(|(_, score)| Reverse(*score));
    found.into_iter().map(|(at, _)| at).collect()
}

/// How well a name fits, from the loosest up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Score {
    /// A few letters, here and there in it.
    Letters(u32),
    /// Every word that was typed fits a word of it.
    Words(u32),
    /// What was typed stands in it.
    Whole,
}

struct Fits {
    typed: String,
    query: Query,
    letters: Pattern,
}

impl Fits {
    fn new(text: &str) -> Self {
        let (case, accents) = (CaseMatching::Ignore, Normalization::Smart);
        Self {
            typed: text.trim().to_lowercase(),
            query: Query::new(text),
            letters: Pattern::new(text, case, accents, AtomKind::Fuzzy),
        }
    }

    fn score(&self, name: &str) -> Option<Score> {
        // More letters than these fit almost any long name somehow.
        const FEW: usize = 4;
        if name.to_lowercase().contains(&self.typed) {
            return Some(Score::Whole);
        }
        let words = self.query.score(name).map(Score::Words);
        words.or_else(|| {
            let mut matcher = Matcher::new(Config::DEFAULT);
            let few = self.typed.chars().count() <= FEW;
            let name = Utf32String::from(name);
            let score = self.letters.score(name.slice(..), &mut matcher);
            score.filter(|_| few).map(Score::Letters)
        })
    }
}

impl Screen for Palette {
    fn bindings(&self) -> Vec<Binding> {
        let close = [(Key::of(KeyCode::Esc), Action::Escape)];
        let steps = [(Key::ctrl('n'), Action::Down), (Key::ctrl('p'), Action::Up)];
        vec![
            go("run", "do what the cursor is on"),
            up_down("move").hint("move"),
            Binding::new("Ctrl-N P", steps, Group::Move, "move"),
            Binding::new("Esc", close, Group::Everywhere, "close the commands").hint("close"),
        ]
    }

    fn act(&mut self, action: Action, _cx: &mut Context<'_>) -> Flow {
        if self.field.act(action) {
            self.look();
        } else if let Some(at) = moved(self.at, self.listed.len(), action) {
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

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, _page: &Page, _now: &Moment) -> View {
        View::default()
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        const NAME: u16 = 3;
        let width = Popup::width(page, WIDTH);
        // The last column inside the frame.
        let end = width - 3;
        let mut rows = Sheet::default();
        rows.push(Row::new().line(1, &self.field.line(usize::from(end) - 1)));
        rows.push(Row::new());
        let from = self
            .at
            .saturating_sub(SHOWN / 2)
            .min(self.listed.len().saturating_sub(SHOWN));
        for (at, number) in self.listed.iter().enumerate().skip(from).take(SHOWN) {
            let command = &self.commands[*number];
            let room = usize::from(end - NAME).saturating_sub(command.key.len() + 2);
            let here = at == self.at;
            let role = if here { Role::Strong } else { Role::Text };
            let mut row = Row::new()
                .at(NAME, cut(&command.name, room), role)
                .until(end, command.key.clone(), Role::Muted)
                .click(Action::Row(at));
            if here {
                row = row.at(1, "▸", Role::Accent);
                rows.focus = Some(rows.len()..rows.len() + 1);
            }
            rows.push(row);
        }
        if self.listed.is_empty() {
            rows.push(Row::new().at(NAME, "Nothing has such a name.", Role::Muted));
        }
        rows.pad(SHOWN + 2);
        rows.push(Row::new());
        let count = format!("{} of {}", self.listed.len(), self.commands.len());
        rows.push(Row::new().line(1, &line(count, Role::Muted)).until(
            end,
            "what cannot be done now is not listed",
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
    use super::{commands, ranked};
    use crate::tui::keymap::{Action, Binding, Group, Key, everywhere, letter, paging, up_down};

    #[test]
    fn letters_in_their_order_are_enough_and_equals_keep_theirs() {
        let names = ["Timed exam", "Review missed", "Practice", "Progress"];
        let found = |text: &str| -> Vec<_> {
            let found = ranked(text, names.into_iter().map(str::to_owned));
            found.into_iter().map(|at| names[at]).collect()
        };
        assert_eq!(found("exam"), ["Timed exam"]);
        assert_eq!(found("tex"), ["Timed exam"]);
        assert_eq!(found("missed rev"), ["Review missed"]);
        assert_eq!(found("pr"), ["Practice", "Progress"]);
        assert_eq!(found(""), names);
        assert_eq!(found("prctice"), ["Practice"]);
        assert_eq!(found("xyz"), Vec::<&str>::new());
        assert_eq!(
            found("tim mis"),
            Vec::<&str>::new(),
            "long ones fit no letters here and there"
        );
    }

    #[test]
    fn a_table_becomes_commands_with_their_keys() {
        let options = [
            (Key::char('a'), Action::Option(0)),
            (Key::char('b'), Action::Option(1)),
            (Key::char('1'), Action::Option(0)),
        ];
        let mut table = vec![
            Binding::new("a-b", options, Group::Answer, "choose"),
            letter('f', Action::Flag, Group::Answer, "flag, unflag"),
            up_down("move"),
        ];
        table.extend(paging());
        table.extend(everywhere());
        let found = commands(&table);
        let shown: Vec<_> = found
            .iter()
            .map(|it| (it.name.as_str(), it.key.as_str()))
            .collect();
        assert_eq!(
            shown[..4],
            [
                ("Choose: a", "a"),
                ("Choose: b", "b"),
                ("Flag, unflag", "f"),
                ("The keys of this screen", "? F1"),
            ]
        );
        assert!(shown.contains(&("Leave the program; a session is kept", "Ctrl-C")));
        assert!(!found.iter().any(|it| it.action == Action::Down));
    }
}
