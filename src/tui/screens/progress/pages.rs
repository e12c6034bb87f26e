//! Draws the content of each progress page in one or two columns.

use super::Progress;
use super::tab::{PERIODS, Tab};
use crate::app::words::count;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, View, truncate};
use crate::tui::widgets::chart::Area;
use crate::tui::widgets::{names, start};

impl Progress {
    pub(super) fn look(&self, page: &Page) -> View {
        let mut view = View::page("Progress", Sheet::default()).shows(format!(
            "progress {} {}",
            self.tab.into_str(),
            self.in_words
        ));
        let mut right = String::new();
        if self.is_empty() {
            nothing_yet(&mut view.main, page, self.bank.questions.len());
            right = count(0, "answer", "answers");
        } else if self.in_words {
            self.in_words(&mut view.main, page);
        } else {
            right = self.scope_in_words();
            let tabs = self.tabs();
            let at = tabs.iter().position(|it| *it == self.tab).unwrap_or(0);
            let labels: Vec<_> = tabs.iter().map(Tab::into_str).collect();
            view.across = Some(names(page.margin, page.full(), &labels, at));
            if self.tab == Tab::Sessions && page.body_height() > 15 {
                let place = Area {
                    at: page.margin,
                    width: page.main,
                    rows: Self::chart_rows(page) / 2,
                };
                self.exams(&mut view.upper, place);
                view.keep = view.upper.len();
            }
            self.draw(&mut view.main, &mut view.side, page);
        }
        view.right(right)
    }

    /// Draws the data from all charts as text, for the whole history and all topics.
    fn in_words(&self, sheet: &mut Sheet, page: &Page) {
        for part in self.insight.chart_text(&self.bank.about) {
            sheet.push(Row::new().at(page.margin, part.title, Role::Strong));
            for text in part.lines {
                sheet.text(page.at(page.margin + 2), &text, Role::Text);
            }
            sheet.gap();
        }
    }

    /// Returns the number of rows below the tabs.
    fn chart_rows(page: &Page) -> usize {
        /// The number of rows for the tabs and the blank row below them.
        const TABS: usize = 2;
        page.body_height().saturating_sub(TABS)
    }

    /// Returns the page's filters as text for the right end of the title row.
    fn scope_in_words(&self) -> String {
        let topic = truncate(self.narrowed.title(), 36);
        let topic = Some(topic).filter(|_| self.tab.has_topic());
        let period = PERIODS[self.period].1.to_owned();
        let period = Some(period).filter(|_| self.tab.has_period());
        let parts: Vec<_> = topic.into_iter().chain(period).collect();
        parts.join(" · ")
    }

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
            rows: Self::chart_rows(page),
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

fn nothing_yet(main: &mut Sheet, page: &Page, questions: usize) {
    let at = page.columns.text;
    let text = "Nothing here yet. After your first answers, this page shows how ready you are, how \
                much of each domain and topic you know, and how your sessions went.";
    main.text(page.at(at), text, Role::Text);
    main.gap();
    main.push(start(page, questions));
}
