//! The first page of a result: the score, what it says, and the parts it is made of.

use std::collections::BTreeSet;

use super::ResultPage;
use crate::quiz::{Ending, Estimate, Feedback, Tally};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut};
use crate::tui::widgets::{band, bar};
use crate::tui::words::{clock, thousands};

const BAR: u16 = 20;
const BAR_NARROW: u16 = 12;

impl ResultPage {
    /// All of the page.
    pub(super) fn result(&self, main: &mut Sheet, page: &Page) {
        let text = page.columns.stem;
        if self.session.ending() == Some(Ending::Expired) {
            let said = "Time is up. What was marked is scored.";
            main.push(Row::new().at(text, said, Role::Warning));
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
        if score.unscored.of > 0 {
            let Tally { right, of } = score.unscored;
            let said = format!("Of {of} unscored questions {right} were right; they do not count.");
            main.text(text, page.width_from(text), &said, Role::Muted);
        }
        main.text(text, page.width_from(text), self.how(), Role::Muted);
    }

    fn sentence(&self) -> String {
        let score = self.session.score();
        let Some(percent) = score.all.percent() else {
            return "Nothing was answered.".into();
        };
        let wrong = score.all.of - score.all.right - score.blank;
        let mut text = format!("{} of {} right, {percent} %", score.all.right, score.all.of);
        text += &format!("; {wrong} wrong");
        if score.blank > 0 {
            text += &format!(", {} blank", score.blank);
        }
        text
    }

    /// The score's first lines: what was right, what it says and what it cannot say.
    fn score(&self, sheet: &mut Sheet, page: &Page) {
        let text = page.columns.stem;
        let width = page.width_from(text);
        let score = self.session.score();
        let used = match self.session.policy.limit {
            Some(limit) => format!("{} of {} used", clock(score.used), clock(limit)),
            None => format!("{} used", clock(score.used)),
        };
        let first = match (self.whole(), Estimate::of(score.all)) {
            (Some(exam), Some(estimate)) => {
                let pass = exam.scale.estimate(estimate.share) >= exam.scale.pass;
                let (mark, role, words) = if pass {
                    ("✓", Role::Correct, "Pass, as estimated")
                } else {
                    ("✗", Role::Wrong, "Not a pass yet, as estimated")
                };
                Row::new().at(page.columns.mark, mark, role).at(
                    text.max(page.columns.mark + 2),
                    words,
                    role,
                )
            }
            _ => Row::new().at(text, self.sentence(), Role::Strong),
        };
        sheet.push(first.until(page.end(), used, Role::Muted));
        let Some(estimate) = Estimate::of(score.all) else {
            return;
        };
        let percent = |share: f64| format!("{:.0}", share * 100.0);
        let (ends, line) = match self.whole() {
            Some(exam) => {
                let scale = &exam.scale;
                let likely = format!(
                    "{}. {} of {}; likely {} to {}; the line is {}.",
                    self.sentence(),
                    scale.estimate(estimate.share),
                    thousands(scale.max),
                    scale.estimate(estimate.low),
                    scale.estimate(estimate.high),
                    scale.pass,
                );
                sheet.text(text, width, &likely, Role::Text);
                ((scale.min, scale.max), Some(scale.pass_share()))
            }
            None => {
                let mut likely = format!(
                    "Likely {} to {} %.",
                    percent(estimate.low),
                    percent(estimate.high)
                );
                if let Some(missing) = self.missing_domains() {
                    likely += &format!(" No pass or fail: {missing}");
                }
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

    /// Why a part of the exam says nothing about all of it.
    fn missing_domains(&self) -> Option<String> {
        let exam = self.bank.exam.as_ref()?;
        if self.session.policy.feedback == Feedback::Each {
            return None;
        }
        let slots = self.session.slots().iter();
        let asked: BTreeSet<_> = slots
            .filter_map(|slot| self.domain_of(&slot.question))
            .collect();
        let (asked, of) = (asked.len(), exam.domains.len());
        (asked < of).then(|| {
            let verb = if asked == 1 { "was" } else { "were" };
            format!("{asked} of the exam's {of} domains {verb} asked.")
        })
    }

    /// How the numbers came about.
    fn how(&self) -> &'static str {
        match self.whole() {
            Some(_) => {
                "The exam's own table is not published: a score is estimated as a straight line \
                 from the lowest to the highest. Likely is where 8 of 10 sittings at this level \
                 would end."
            }
            None => {
                "Likely is where 8 of 10 sittings at this level would end. Few questions say \
                 little about a topic."
            }
        }
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
