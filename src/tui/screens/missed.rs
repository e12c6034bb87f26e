//! The list of missed questions that have not been corrected since. It does not show answers, so
//! that a review still tests the learner.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::question::Question;
use super::sections::{Narrowed, narrow_key};
use crate::app::messages::leaves_the_list;
use crate::app::words::{about, cells_and_terms, count, day};
use crate::app::{HistorySnapshot, MissedFilter, Selection, Urgency};
use crate::learn::{Calendar, Missed, SITTINGS_TO_CLEAR};
use crate::model::markup::one_line;
use crate::model::{self, QuestionId};
use crate::quiz::{Kind, Moment};
use crate::tui::cursor::{move_cursor, switch_tab};
use crate::tui::keymap::{Action, Binding, Group, back, go, letter, paging, space, tabs, up_down};
use crate::tui::page::Page;
use crate::tui::screen::{Context, Flow, Message, Screen};
use crate::tui::theme::Role;
use crate::tui::view::{Head, Row, Sheet, View, line, truncate};
use crate::tui::widgets::{self, Groups, Line, entry, first_entry, fold_keys};

const FILTERS: [MissedFilter; 3] = MissedFilter::EVERY;

/// The number of rows above and below the list.
const AROUND: u16 = 14;

pub struct MissedList {
    list: Vec<(Missed, Arc<model::Question>)>,
    /// The indices in `list` of the questions that match the filter.
    shown: Vec<usize>,
    ticked: BTreeSet<QuestionId>,
    narrowed: Narrowed,
    filter: usize,
    groups: Groups,
    /// The line under the cursor.
    at: usize,
    /// The number of questions in the bank.
    questions: usize,
    /// The number of missed cells, and the number of missed terms.
    drilled: (usize, usize),
    calendar: Calendar,
    /// The number of rows for the list in the window.
    rows: usize,
}

impl MissedList {
    pub fn new(overview: &HistorySnapshot, cx: &Context<'_>) -> Self {
        let missed = overview.record.missed.iter();
        // Omit questions that are no longer in the bank, because they cannot be reviewed.
        let known = missed.filter_map(|it| {
            let question = cx.app.bank().question(&it.question)?;
            Some((it.clone(), Arc::clone(question)))
        });
        let mut list = Self {
            groups: Groups::new(cx.app.bank()),
            shown: Vec::new(),
            list: known.collect(),
            ticked: BTreeSet::new(),
            narrowed: Narrowed::new(cx.app.bank(), None),
            filter: 0,
            at: 0,
            questions: cx.app.bank().questions.len(),
            drilled: cx.app.urgent(Urgency::Missed, overview),
            calendar: overview.calendar,
            rows: usize::from(cx.rows.saturating_sub(AROUND)),
        };
        list.begin_list();
        list
    }

    /// Lists the questions that match the filter, and moves the cursor to the first one. In each
    /// group, the question that was missed most recently comes first.
    fn begin_list(&mut self) {
        self.shown = self.of(self.filter);
        let topics = self.shown.iter().map(|at| &self.list[*at].1.topic);
        self.groups.set(topics.map(Some));
        self.groups.reset_folds(self.rows);
        self.at = first_entry(self.groups.lines());
    }

    /// Returns the missed questions that match the filter.
    fn shown(&self) -> impl Iterator<Item = &(Missed, Arc<model::Question>)> {
        self.shown.iter().map(|at| &self.list[*at])
    }

    /// Returns the ids of the questions in line `at`: a single question, or all questions below a
    /// heading.
    fn questions_at(&self, at: usize) -> Vec<QuestionId> {
        let entries = self.groups.entries_at(at).into_iter();
        let listed = entries.map(|at| &self.list[self.shown[at]].0);
        listed.map(|it| it.question.clone()).collect()
    }

    /// Selects the questions in line `at`, or deselects them if all of them are selected.
    fn tick(&mut self, at: usize) {
        let questions = self.questions_at(at);
        if questions.iter().all(|id| self.ticked.contains(id)) {
            self.ticked.retain(|id| !questions.contains(id));
        } else {
            self.ticked.extend(questions);
        }
    }

    /// Returns the indices of the missed questions that match `filter`.
    fn of(&self, filter: usize) -> Vec<usize> {
        let lets = |at: &usize| {
            let (missed, question) = &self.list[*at];
            FILTERS[filter].lets(missed) && self.narrowed.has(&question.topic)
        };
        (0..self.list.len()).filter(lets).collect()
    }

    /// Returns the questions that Enter reviews: the selected ones, or all that are shown if none
    /// is selected.
    fn chosen(&self) -> Vec<QuestionId> {
        let shown = self.shown().map(|(missed, _)| &missed.question);
        if self.ticked.is_empty() {
            shown.cloned().collect()
        } else {
            shown
                .filter(|id| self.ticked.contains(*id))
                .cloned()
                .collect()
        }
    }
}

impl Screen for MissedList {
    fn bindings(&self) -> Vec<Binding> {
        let mut table = Vec::new();
        let chosen = self.chosen().len();
        if chosen > 0 {
            let review = match (self.ticked.is_empty(), chosen) {
                (true, 1) => "review it".to_owned(),
                (true, all) => format!("review all {all}"),
                (false, ticked) => format!("review {ticked}"),
            };
            table.push(go(review, "review the selected questions, or all"));
            table.push(space("select, to review only these").hint("tick"));
            table.push(tabs("filter").hint("filter"));
        } else if self.list.is_empty() {
            table.push(widgets::start_key());
        } else {
            table.push(tabs("filter").hint("filter"));
        }
        if !self.list.is_empty() {
            table.push(narrow_key());
            table.extend(fold_keys(self.groups.lines()));
        }
        let (cells, terms) = self.drilled;
        if cells + terms > 0 {
            let does = "drill the missed cells of tables and terms";
            let hint = format!("drill {}", cells_and_terms(cells, terms));
            table.push(letter('c', Action::Drill, Group::Answer, does).hint(hint));
        }
        table.push(up_down("move"));
        table.extend(paging());
        table.push(back("back", "go back to the home screen"));
        table
    }

    fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Flow {
        let lines = self.groups.lines();
        if let Some(at) = move_cursor(self.at, lines.len(), action) {
            self.at = at;
            return Flow::Stay;
        }
        if let Some(filter) = switch_tab(self.filter, FILTERS.len(), action) {
            self.filter = filter;
            self.begin_list();
            return Flow::Stay;
        }
        match action {
            Action::Go => {
                let overview = cx.app.overview(&cx.now).unwrap_or_default();
                let sitting = if self.list.is_empty() {
                    cx.app.practice(&Selection::default(), &overview, &cx.now)
                } else {
                    cx.app
                        .start_with_questions(Kind::Review, &self.chosen(), &cx.now)
                };
                return match sitting {
                    Some(sitting) => Flow::Replace(Box::new(Question::open(sitting, cx))),
                    None => Flow::Stay,
                };
            }
            Action::Drill => {
                let overview = cx.app.overview(&cx.now).unwrap_or_default();
                let drill = cx.app.drill_urgent(Urgency::Missed, &overview, &cx.now);
                return match drill {
                    Some(sitting) => Flow::Replace(Box::new(Question::open(sitting, cx))),
                    None => Flow::Stay,
                };
            }
            Action::Tick => self.tick(self.at),
            Action::Row(at) => match lines.get(at) {
                Some(Line::Heading { .. }) => self.at = self.groups.toggle(at),
                Some(Line::Entry(_)) => {
                    self.at = at;
                    self.tick(at);
                }
                None => {}
            },
            Action::Fold => self.at = self.groups.toggle(self.at),
            Action::FoldAll => {
                self.groups.toggle_all();
                self.at = 0;
            }
            Action::Narrow => return self.narrowed.choose(),
            Action::Leave => return Flow::Pop,
            _ => return Flow::Unused,
        }
        Flow::Stay
    }

    fn receive(&mut self, message: Message, _cx: &mut Context<'_>) -> Flow {
        if let Message::Section(at) = message {
            self.narrowed.set(at);
            self.begin_list();
        }
        Flow::Stay
    }

    fn wheel_moves(&self) -> bool {
        true
    }

    fn view(&self, page: &Page, _now: &Moment) -> View {
        let mut upper = Sheet::default();
        let mut main = Sheet::default();
        let mut side = Sheet::default();
        let columns = page.columns;
        if self.list.is_empty() {
            let text = format!(
                "Nothing to review. Questions that you miss in a practice or an exam appear here. {}",
                leaves_the_list()
            );
            main.text(
                columns.text,
                page.width_from(columns.text),
                &text,
                Role::Text,
            );
            main.gap();
            main.push(widgets::start(page, self.questions));
        } else {
            let names: Vec<_> = FILTERS
                .iter()
                .enumerate()
                .map(|(at, filter)| (filter.name(), self.of(at).len()))
                .collect();
            upper.push(widgets::tabs(page.margin, page.main, &names, self.filter));
            self.rows(&mut main, page);
            let here = self.groups.lines().get(self.at);
            let here = here.and_then(|line| line.entry());
            if let Some((_, question)) = here.and_then(|at| self.shown().nth(at)) {
                let place = (page.side_at(), usize::from(page.side));
                let order = question.choices.iter().map(|choice| &choice.id);
                widgets::preview(&mut side, place, question, order, |_| None);
            }
            main.gap();
            let text = format!("{} Answers are not shown here.", leaves_the_list());
            main.text(
                columns.text,
                page.width_from(columns.text),
                &text,
                Role::Muted,
            );
        }
        let (cells, terms) = self.drilled;
        if cells + terms > 0 {
            main.gap();
            let missed = cells_and_terms(cells, terms);
            let text = format!("You also missed {missed}: press c to drill them.");
            main.text(
                columns.text,
                page.width_from(columns.text),
                &text,
                Role::Text,
            );
        }
        let shown = self.of(0).len();
        let right = match shown {
            0 => String::new(),
            shown => format!(
                "{} · {}",
                count(shown, "question", "questions"),
                about(shown)
            ),
        };
        View {
            head: Head {
                place: "Review missed".into(),
                part: match self.narrowed.at() {
                    Some(_) => self.narrowed.title().to_owned(),
                    None => String::new(),
                },
                right: line(right, Role::Muted),
                ..Head::default()
            },
            upper,
            main,
            side,
            status: match self.ticked.len() {
                0 => Vec::new(),
                ticked => line(format!("{ticked} selected."), Role::Muted),
            },
            shows: format!("missed {}", self.filter),
            ..View::default()
        }
    }
}

impl MissedList {
    fn rows(&self, main: &mut Sheet, page: &Page) {
        const RIGHT: u16 = 8;
        const MISSED: u16 = 12;
        let columns = page.columns;
        main.push(
            Row::new()
                .at(columns.text, "question", Role::Muted)
                .until(page.end() - RIGHT, "missed", Role::Muted)
                .until(page.end(), "correct", Role::Muted),
        );
        for (at, line) in self.groups.lines().iter().copied().enumerate() {
            let here = at == self.at;
            let (missed, question) = match line {
                Line::Entry(at) => &self.list[self.shown[at]],
                Line::Heading {
                    section,
                    depth,
                    entries,
                } => {
                    let end = page.end() - RIGHT - MISSED;
                    let row = self.groups.heading(page, section, depth, end);
                    let row = row.until(end, entries.to_string(), Role::Muted);
                    entry(main, page, row, at, here);
                    continue;
                }
            };
            let (mark, role) = if self.ticked.contains(&missed.question) {
                ("■", Role::Accent)
            } else {
                ("✗", Role::Wrong)
            };
            let room = page
                .width_from(columns.text)
                .saturating_sub(usize::from(RIGHT + MISSED));
            let mut row = Row::new()
                .at(columns.mark, mark, role)
                .at(
                    columns.text,
                    truncate(&one_line(&question.stem), room),
                    Role::Text,
                )
                .until(
                    page.end() - RIGHT,
                    day(missed.day, self.calendar),
                    Role::Muted,
                )
                .until(
                    page.end(),
                    format!("{} of {SITTINGS_TO_CLEAR}", missed.righted),
                    Role::Muted,
                );
            if missed.sure {
                row = row.at(columns.mark + 1, "!", Role::Warning);
            }
            entry(main, page, row, at, here);
        }
    }
}
