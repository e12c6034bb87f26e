//! What is wrong with a question, in one line of the learner's own.

use std::time::Duration;

use crate::app::DISPUTE_LENGTH;
use crate::app::telling::Notice;
use crate::model::QuestionId;
use crate::quiz::Moment;
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, wrap};
use crate::tui::widgets::Field;
use ratatui::crossterm::event::KeyCode;

const WIDTH: u16 = 54;
/// No person presses Enter this soon after a letter: it came with what was pasted,
/// of which the rest would act on the page below.
const PASTED: Duration = Duration::from_millis(25);

/// A popup over the page that shows the question.
pub struct Dispute {
    question: QuestionId,
    field: Field,
    /// Something is said already: an empty line takes it back.
    stands: bool,
    /// Why it could not be kept.
    trouble: Option<String>,
}

impl Dispute {
    /// `said` is what the learner said of the question before, if anything.
    pub fn new(question: &QuestionId, said: Option<&String>) -> Self {
        Self {
            question: question.clone(),
            field: Field::new(said.map_or("", String::as_str), DISPUTE_LENGTH),
            stands: said.is_some(),
            trouble: None,
        }
    }

    fn keep(&mut self, cx: &mut Context<'_>) -> Flow {
        match cx.app.dispute(&self.question, self.field.text(), &cx.now) {
            Notice::NotKept(why) => {
                self.trouble = Some(Notice::NotKept(why).to_string());
                Flow::Stay
            }
            _ => Flow::Pop,
        }
    }
}

/// `!`, on pages that show a question with its key.
pub fn dispute_key() -> Binding {
    let does = "say what is wrong with the question";
    letter('!', Action::Dispute, Group::Look, does).hint("dispute")
}

impl Screen for Dispute {
    fn bindings(&self) -> Vec<Binding> {
        let drop = [(Key::of(KeyCode::Esc), Action::Escape)];
        vec![
            go("keep", "keep the line"),
            Binding::new("Esc", drop, Group::Everywhere, "go back, keep nothing new").hint("drop"),
        ]
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let pasted = action == Action::Go && cx.quiet < PASTED;
        let action = if pasted { Action::Typed(' ') } else { action };
        if self.field.act(action) {
            return Flow::Stay;
        }
        match action {
            Action::Go => self.keep(cx),
            Action::Escape => Flow::Pop,
            _ => Flow::Stay,
        }
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn paste(&mut self, text: &str) -> bool {
        self.field.insert(text);
        true
    }

    fn view(&self, _page: &Page, _now: &Moment) -> View {
        View::default()
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        let width = Popup::width(page, WIDTH);
        let mut rows = Sheet::default();
        rows.push(Row::new().at(1, "What is wrong with it?", Role::Text));
        rows.push(
            Row::new()
                .at(1, ">", Role::Accent)
                .line(3, &self.field.line(usize::from(width) - 6)),
        );
        rows.push(Row::new());
        let (note, role) = match &self.trouble {
            Some(trouble) => (trouble.as_str(), Role::Warning),
            None if self.stands => ("Kept empty, it is withdrawn.", Role::Muted),
            None => ("certdrill bank disputes prints it.", Role::Muted),
        };
        for part in wrap(note, usize::from(width) - 4) {
            rows.push(Row::new().at(1, part, role));
        }
        Some(Popup {
            title: "Dispute this question".into(),
            rows,
            width,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Dispute;
    use crate::app::App;
    use crate::bank::{Origin, load};
    use crate::clock::Clock;
    use crate::store::Store;
    use crate::tui::desk::Desk;
    use crate::tui::keymap::Action;
    use crate::tui::screen::{Flow, Screen as _};

    #[test]
    fn a_pasted_line_break_is_a_space_and_a_pressed_one_keeps_the_line() {
        let store = Store::in_memory().expect("there is memory");
        let app = App::new(load(&Origin::Embedded), Ok(store)).expect("it opens");
        let mut desk = Desk::new(app);
        let id = desk.app.bank().questions[0].id.clone();
        let mut dispute = Dispute::new(&id, None);
        let mut cx = desk.context(&Clock::new().now());
        cx.quiet = Duration::ZERO;
        for action in [Action::Typed('a'), Action::Go, Action::Typed('b')] {
            assert!(matches!(dispute.act(action, &mut cx), Flow::Stay));
        }
        cx.quiet = Duration::from_millis(120);
        assert!(matches!(dispute.act(Action::Go, &mut cx), Flow::Pop));
        let kept = desk
            .app
            .disputes(&Clock::new().now())
            .expect("they can be read");
        assert_eq!(kept.get(&id).map(String::as_str), Some("a b"));
    }
}
