//! The list of a question's sources. The learner can open a source in the browser or copy its
//! address.

use crate::model::Source;
use crate::tui::browser;
use crate::tui::cursor::move_cursor;
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Popup, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet};
use crate::tui::widgets::address;

const WIDTH: u16 = 72;

pub struct Sources {
    /// The titles and addresses of the pages.
    pages: Vec<(String, String)>,
    at: usize,
    said: Option<String>,
}

/// The keys that open this list from a page with sources.
pub fn source_keys() -> [Binding; 2] {
    [
        letter('o', Action::Open, Group::Look, "open a source page"),
        letter(
            'y',
            Action::Copy,
            Group::Look,
            "copy the address of a source",
        ),
    ]
}

/// Opens the list of `pages`. If there is only one page, opens it or copies its address
/// immediately.
pub fn act_on(pages: &[&Source], action: Action, cx: &mut Context) -> Flow {
    let said = match pages {
        [] => return Flow::Stay,
        [page] => Some(done(&page.url, action, cx)),
        _ => None,
    };
    let pages = pages.iter().map(|it| (it.title.clone(), it.url.clone()));
    Flow::Push(Box::new(Sources {
        pages: pages.collect(),
        at: 0,
        said,
    }))
}

/// Opens or copies `url` and returns a message about the result.
fn done(url: &str, action: Action, cx: &mut Context) -> String {
    if action == Action::Copy {
        cx.copied = Some(url.to_owned());
        return format!("Copied {url}");
    }
    match browser::open(url) {
        Ok(()) => format!("Opened {url}"),
        Err(why) => why,
    }
}

impl Screen for Sources {
    fn bindings(&self) -> Vec<Binding> {
        let [open, copy] = source_keys();
        vec![
            go("open", "open it in the browser"),
            copy.hint("copy"),
            open,
            up_down("select a source"),
            back("close", "close the list"),
        ]
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Flow {
        self.said = None;
        if let Some(at) = move_cursor(self.at, self.pages.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        let url = self.pages[self.at].1.clone();
        match action {
            Action::Row(at) => self.at = at.min(self.pages.len() - 1),
            Action::Go => self.said = Some(done(&url, Action::Open, cx)),
            Action::Open | Action::Copy => self.said = Some(done(&url, action, cx)),
            Action::Leave | Action::Escape => return Flow::Pop,
            _ => {}
        }
        Flow::Stay
    }

    fn popup(&self, page: &Page) -> Option<Popup> {
        let width = Popup::width(page, WIDTH);
        let room = usize::from(width).saturating_sub(7);
        let mut rows = Sheet::default();
        rows.gap();
        for (at, (title, url)) in self.pages.iter().enumerate() {
            let from = rows.len();
            let here = at == self.at;
            let row = Row::new().selected(here).click(Action::Row(at));
            let first = row.at(1, if here { "▸" } else { "" }, Role::Accent);
            rows.hanging(first, (4, room), title, Role::Strong);
            address(&mut rows, 4, room, url);
            if here {
                rows.focus = Some(from..rows.len());
            }
            rows.gap();
        }
        if let Some(said) = &self.said {
            rows.text((4, room), said, Role::Text);
            rows.gap();
        }
        Some(Popup {
            title: "Sources".into(),
            rows,
            width,
        })
    }
}
