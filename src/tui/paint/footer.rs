//! The last row, which shows the keys that are currently available. On a short page, it also shows
//! the content of the status row.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

use super::Painter;
use super::head::truncate_line;
use crate::tui::keymap::{Action, Binding};
use crate::tui::theme::Role;
use crate::tui::view::{Line, Row, line, width};

/// The content of the last row other than the keys.
#[derive(Clone, Debug, Default)]
pub struct Footer {
    /// A message that replaces the keys on a short page until the next key press.
    pub said: Line,
    /// A note that replaces the keys if there is no message and the whole note fits.
    pub note: String,
    /// A hint about rows that are out of sight, which is shown on a short page.
    pub more: String,
}

/// A key, its effect, and the action that a click on the hint performs.
type Hint = (String, String, Option<Action>);

fn words((keys, does, _): &Hint) -> u16 {
    (keys.width() + 1 + does.width()) as u16
}

fn does_any(binding: &Binding, wanted: &[Action]) -> bool {
    let mut actions = binding.keys.iter().map(|(_, action)| action);
    actions.any(|action| wanted.contains(action))
}

fn is_way_out(binding: &Binding) -> bool {
    does_any(binding, &[Action::Leave, Action::Escape, Action::Quit])
}

fn hint(binding: &Binding) -> Option<Hint> {
    let hint = binding.hint.clone()?;
    Some((binding.shown.clone(), hint, binding.clicked()))
}

fn first_key(shown: &str) -> String {
    shown.split(' ').next().unwrap_or_default().to_owned()
}

/// Returns the hints for help and for leaving the screen, which are shown on the right.
fn at_the_right(bindings: &[Binding]) -> Vec<Hint> {
    // On the help screen, this key does something else and is shown with the other keys.
    let is_help = |it: &&Binding| {
        let key = it
            .keys
            .first()
            .filter(|(_, action)| *action == Action::Help);
        let does = key.and_then(|(key, _)| bindings.iter().find_map(|it| it.action_of(*key)));
        does == Some(Action::Help)
    };
    let help = bindings.iter().find(is_help);
    let help = help.map(|it| (first_key(&it.shown), "help".into(), Some(Action::Help)));
    let out = bindings.iter().filter(|it| is_way_out(it)).filter_map(hint);
    let out = out.map(|(keys, does, action)| (first_key(&keys), does, action));
    help.into_iter().chain(out).collect()
}

impl Painter<'_> {
    pub fn footer(&mut self, bindings: &[Binding], foot: &Footer) {
        const GAP: u16 = 3;
        let page = self.page;
        let y = page.area.height.saturating_sub(1);
        let end = page.margin + page.full();
        let mut right = at_the_right(bindings);
        let more = (foot.more.width() as u16 + GAP) * u16::from(!foot.more.is_empty());
        let begins = |right: &[Hint]| {
            let wide: u16 = right.iter().map(|it| words(it) + GAP).sum();
            end.saturating_sub(wide.saturating_sub(GAP) + more)
        };
        let room = |right_at: u16| usize::from(right_at.saturating_sub(page.margin + 2));
        let mut right_at = begins(&right);
        while width(&foot.said) > room(right_at) && !right.is_empty() {
            // The message is more important than the hints for help and `q`.
            right.remove(0);
            right_at = begins(&right);
        }
        let noted = !foot.note.is_empty() && foot.note.width() <= room(right_at);
        if !foot.said.is_empty() {
            let said = truncate_line(&foot.said, room(right_at));
            self.row(y, &Row::new().line(page.margin, &said), end);
        } else if noted {
            let note = line(foot.note.clone(), Role::Muted);
            self.row(y, &Row::new().line(page.margin, &note), end);
        } else {
            self.keys(y, right_at, bindings);
        }
        self.row(
            y,
            &Row::new().at(right_at, foot.more.as_str(), Role::Muted),
            end,
        );
        let mut x = right_at + more;
        for item in &right {
            x = self.key_hint(x, y, item) + GAP;
        }
    }

    /// Draws as many of the available keys as fit before column `until`.
    fn keys(&mut self, y: u16, until: u16, bindings: &[Binding]) {
        let most = if self.page.narrow { 3 } else { usize::MAX };
        let scrolls = self.scrolls;
        let works = |it: &&Binding| scrolls || !it.only_scrolls;
        let shown = bindings.iter().filter(|it| !is_way_out(it)).filter(works);
        let mut x = self.page.margin;
        for item in shown.filter_map(hint).take(most) {
            if x + words(&item) + 2 > until {
                break;
            }
            x = self.key_hint(x, y, &item) + 3;
        }
    }

    fn key_hint(&mut self, x: u16, y: u16, hint: &Hint) -> u16 {
        let (keys, does, action) = hint;
        let keys_end = x + keys.width() as u16;
        let end = keys_end + 1 + does.width() as u16;
        self.put(x, y, keys, self.style(Role::Strong), u16::MAX);
        self.put(keys_end + 1, y, does, self.style(Role::Muted), u16::MAX);
        if let Some(action) = action {
            let area = Rect::new(self.page.left + x, y, end - x, 1);
            self.hits.push((area, *action));
        }
        end
    }
}
