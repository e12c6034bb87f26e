//! The first page of a result: the score, what it says, and the parts it is made of.

use super::ResultPage;
use crate::app::telling::result as telling;
use crate::app::words::thousands;
use crate::quiz::{Ending, Estimate, Tally};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut};
use crate::tui::widgets::{band, bar};

const BAR: u16 = 20;
const BAR_NARROW: u16 = 12;

impl ResultPage {
    /// All of the page.
    pub(super) fn result(&self, main: &mut Sheet, page: &Page) {
        let text = page.columns.stem;
        if self.session.ending() == Some(Ending::Expired) {
            main.push(Row::new().at(text, telling::EXPIRED, Role::Warning));
        }
        self.score(main, page);
        main.gap();
        for (at, (_, name, tally)) in self.rows().into_iter().enumerate() {
            if at == self.at {
                main.focus = Some(main.len()..main.len() + 1);
            }
            main.push(self.row(page, at, &name, tally));
        }
        main.gap();
        let score = self.session.score();
        if score.all.of == 0 {
            let said = "Answer a question, and this page says how it went.";
            return main.text(text, page.width_from(text), said, Role::Muted);
        }
        if let Some(said) = telling::unscored(&self.session) {
            main.text(text, page.width_from(text), &said, Role::Muted);
        }
        let how = telling::how(&self.bank, &self.session);
        main.text(text, page.width_from(text), how, Role::Muted);
    }

    /// The score's first lines: what was right, what it says and what it cannot say.
    fn score(&self, sheet: &mut Sheet, page: &Page) {
        let text = page.columns.stem;
        let width = page.width_from(text);
        let score = self.session.score();
        let said = telling::score(&self.session);
        let verdict = telling::verdict(&self.bank, &self.session);
        let first = match verdict {
            Some((pass, words)) => {
                let (mark, role) = if pass {
                    ("✓", Role::Correct)
                } else {
                    ("✗", Role::Wrong)
                };
                Row::new().at(page.columns.mark, mark, role).at(
                    text.max(page.columns.mark + 2),
                    words,
                    role,
                )
            }
            None => Row::new().at(text, said.clone(), Role::Strong),
        };
        let used = telling::used(&self.session);
        sheet.push(first.until(page.end(), used, Role::Muted));
        let (Some(estimate), Some(likely)) = (
            Estimate::of(score.all),
            telling::likely(&self.bank, &self.session),
        ) else {
            return;
        };
        let (ends, line) = match self.whole() {
            Some(exam) => {
                let scale = &exam.scale;
                sheet.text(text, width, &format!("{said}. {likely}"), Role::Text);
                ((scale.min, scale.max), Some(scale.pass_share()))
            }
            None => {
                sheet.text(text, width, &likely, Role::Muted);
                ((0, 100), None)
            }
        };
        sheet.gap();
        sheet.push(band(text, width as u16, estimate, line));
        sheet.push(Row::new().at(text, thousands(ends.0), Role::Muted).until(
            page.end(),
            thousands(ends.1),
            Role::Muted,
        ));
    }

    fn row(&self, page: &Page, at: usize, name: &str, tally: Tally) -> Row {
        let here = at == self.at;
        let width = if page.narrow { BAR_NARROW } else { BAR };
        let percent = tally
            .percent()
            .map_or(String::new(), |it| format!("{it} %"));
        let bar_at = page.end() - 7 - width;
        let room = usize::from(bar_at - page.margin).saturating_sub(11);
        let mut row = Row::new()
            .at(page.columns.mark, cut(name, room), Role::Text)
            .until(
                bar_at - 2,
                format!("{} of {}", tally.right, tally.of),
                Role::Muted,
            )
            .until(page.end(), percent, Role::Text)
            .selected(here)
            .click(Action::Row(at));
        let line = self.whole().map(|exam| exam.scale.pass_share());
        row = bar(row, bar_at, width, tally, line);
        if here {
            row = row.at(page.columns.cursor, "▸", Role::Accent);
        }
        row
    }
}
