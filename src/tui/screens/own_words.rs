//! A popup with a text field, for a problem report or a personal note.

use std::time::Duration;

use crate::app::messages::Notice;
use crate::app::{DISPUTE_LENGTH, NOTE_LENGTH};
use crate::learn::Subject;
use crate::model::QuestionId;
use crate::tui::keymap::{Action, Binding, Group, Key, go, letter};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};
use crate::tui::widgets::Field;
use ratatui::crossterm::event::KeyCode;

const WIDTH: u16 = 54;
/// The minimum time between a typed character and Enter. If Enter arrives faster, it is considered
/// part of pasted text, and the rest of the text would act on the page below.
const PASTED: Duration = Duration::from_millis(25);

/// The subject of the text.
enum About {
    Dispute(QuestionId),
    Note(Subject),
}

/// A popup with a text field, shown over the item's page.
pub struct OwnWords {
    about: About,
    field: Field,
    /// True if text has already been saved. Saving empty text removes it.
    stands: bool,
    /// The reason the text could not be saved.
    trouble: Option<String>,
}

impl OwnWords {
    /// Opens the problem report for `question`. `said` is its current text, if there is one.
    pub fn dispute(question: &QuestionId, said: Option<&String>) -> Self {
        let said = said.map(String::as_str);
        Self::new(About::Dispute(question.clone()), said, DISPUTE_LENGTH)
    }

    /// Opens the personal note on `subject`, if there is a subject.
    pub fn write_note(subject: Option<Subject>, cx: &Context) -> Flow {
        let note = subject.map(|it| Self::note(it, cx));
        note.map_or(Flow::Stay, |note| Flow::Push(Box::new(note)))
    }

    /// Opens the personal note for `subject`.
    fn note(subject: Subject, cx: &Context) -> Self {
        let notes = cx.app.personal_notes(&cx.now);
        let said = notes.on(&subject).map(str::to_owned);
        Self::new(About::Note(subject), said.as_deref(), NOTE_LENGTH)
    }

    fn new(about: About, said: Option<&str>, most: usize) -> Self {
        Self {
            about,
            field: Field::new(said.unwrap_or_default(), most),
            stands: said.is_some(),
            trouble: None,
        }
    }

    fn keep(&mut self, cx: &mut Context) -> Flow {
        let text = self.field.text();
        let notice = match &self.about {
            About::Dispute(question) => cx.app.dispute(question, text, &cx.now),
            About::Note(subject) => cx.app.write_note(subject, text, &cx.now),
        };
        match notice {
            Notice::NotKept(_) => {
                self.trouble = Some(notice.to_string());
                Flow::Stay
            }
            _ => Flow::Pop,
        }
    }

    /// Returns the title of the popup, a question, and a hint about how the text is used.
    fn words(&self) -> [&'static str; 3] {
        match (&self.about, self.stands) {
            (About::Dispute(_), true) => [
                "Report a problem",
                "What is wrong with this question?",
                "Save an empty line to withdraw the report.",
            ],
            (About::Dispute(_), false) => [
                "Report a problem",
                "What is wrong with this question?",
                "Your reports are listed in Browse, Reported.",
            ],
            (About::Note(_), true) => [
                "Personal note",
                "What do you want to remember?",
                "Save an empty line to delete the note.",
            ],
            (About::Note(_), false) => [
                "Personal note",
                "What do you want to remember?",
                "The note is shown after the answer. All notes are listed under n on the home screen.",
            ],
        }
    }
}

/// Returns the `!` key, for pages that show a question with its answer.
pub fn dispute_key() -> Binding {
    let does = "report a problem with the question";
    letter('!', Action::Dispute, Group::Look, does).hint("report a problem")
}

/// Returns the `+` key, for pages that show an item with its answer.
pub fn note_key() -> Binding {
    letter('+', Action::Note, Group::Look, "write a personal note").hint("note")
}

impl Screen for OwnWords {
    fn bindings(&self) -> Vec<Binding> {
        let drop = [(Key::of(KeyCode::Esc), Action::Escape)];
        vec![
            go("save", "save the text"),
            Binding::new("Esc", drop, Group::Everywhere, "go back without saving").hint("cancel"),
        ]
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
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

    fn popup(&self, page: &Page) -> Option<Popup> {
        let width = Popup::width(page, WIDTH);
        let [title, asks, becomes] = self.words();
        let mut rows = Sheet::default();
        rows.push(Row::new().at(1, asks, Role::Text));
        rows.push(
            Row::new()
                .at(1, ">", Role::Accent)
                .line(3, &self.field.line(usize::from(width) - 6)),
        );
        rows.push(Row::new());
        let (note, role) = match &self.trouble {
            Some(trouble) => (trouble.as_str(), Role::Warning),
            None => (becomes, Role::Muted),
        };
        rows.rich((1, usize::from(width) - 4), note, role);
        Some(Popup {
            title: title.into(),
            rows,
            width,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::OwnWords;
    use crate::app::App;
    use crate::bank::{Origin, load};
    use crate::clock::Clock;
    use crate::store::Store;
    use crate::tui::keymap::Action;
    use crate::tui::screen::{Context, Flow, Screen as _};

    #[test]
    fn a_pasted_line_break_is_a_space_and_a_pressed_one_keeps_the_line() {
        let store = Store::in_memory().expect("there is memory");
        let app = App::new(load(&Origin::Embedded), Ok(store)).expect("it opens");
        let mut cx = Context::new(app, Clock::new().now());
        let id = cx.app.bank().questions[0].id.clone();
        let mut line = OwnWords::dispute(&id, None);
        cx.quiet = Duration::ZERO;
        for action in [Action::Typed('a'), Action::Go, Action::Typed('b')] {
            assert!(matches!(line.act(action, &mut cx), Flow::Stay));
        }
        cx.quiet = Duration::from_millis(120);
        assert!(matches!(line.act(Action::Go, &mut cx), Flow::Pop));
        let kept = cx
            .app
            .disputes(&Clock::new().now())
            .expect("they can be read");
        assert_eq!(kept.get(&id).map(String::as_str), Some("a b"));
    }
}
