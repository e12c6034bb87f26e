//! Draws the content of each progress page in one or two columns.

use super::{Progress, Tab};
use crate::tui::page::Page;
use crate::tui::view::Sheet;
use crate::tui::widgets::chart::Area;

impl Progress {
    /// Draws the page. If there is a second column, both columns are used.
    pub(super) fn draw(&self, main: &mut Sheet, side: &mut Sheet, page: &Page) {
        let place = Area {
            at: page.margin,
            width: page.main,
            rows: Self::chart_rows(page),
        };
        let beside = Area {
            at: page.side_at(),
            width: page.side,
            rows: page.body_height(),
        };
        let has_side = page.side > 0;
        match self.tab {
            Tab::Overview => {
                self.overview(main, place);
                if has_side {
                    self.due(side, beside.of(beside.rows / 2));
                    side.gap();
                    self.exams(side, beside);
                }
            }
            Tab::Sessions => {
                self.sessions_rows(main, page);
                if has_side {
                    self.session_beside(side, beside);
                }
            }
            Tab::Readiness => {
                self.readiness(main, place, page);
                if has_side {
                    self.least_known(side, beside);
                }
            }
            Tab::Domains => {
                self.domain_rows(main, page);
                self.domains_over_time(main, place);
                if has_side {
                    self.exams(side, beside);
                }
            }
            Tab::Topics => {
                self.topic_rows(main, page);
                if has_side {
                    self.topic_beside(side, beside);
                }
            }
            Tab::Items => {
                self.item_rows(main, page);
                if has_side {
                    self.item_beside(side, beside);
                }
            }
            Tab::Days => {
                self.days(main, place);
                if has_side {
                    self.minutes(side, beside);
                } else {
                    self.minutes(main, place);
                }
            }
            Tab::Confidence => {
                self.confidence(main, place);
                if has_side {
                    self.time(side, beside);
                }
            }
            Tab::Time => {
                self.time(main, place);
                if has_side {
                    self.confidence(side, beside);
                }
            }
            Tab::Due => {
                self.due(main, place);
                if has_side {
                    self.least_known(side, beside);
                }
            }
            Tab::MixUps => {
                self.mix_up_rows(main, page);
                if has_side {
                    self.mix_up_beside(side, beside);
                }
            }
        }
    }
}
