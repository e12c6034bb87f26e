//! The home screen dashboard, which is shown if there is enough space. It contains the domains, a
//! calendar, upcoming reviews, and the last sessions.

use unicode_width::UnicodeWidthStr as _;

use super::Home;
use crate::app::session_title;
use crate::app::words::{as_percent, count, day};
use crate::app::{AHEAD, Next, correct, session_score, session_score_in_short};
use crate::bank::BankStats;
use crate::model::{Domain, Task, Topic};
use crate::quiz::Tally;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};
use crate::tui::widgets::bar;
use crate::tui::widgets::chart::{self, Area};

const SESSIONS: usize = 7;
/// The maximum number of weeks in the calendar.
const WEEKS: usize = 26;
/// The minimum width of a wide second column. Next to a wide column, the calendar is drawn below
/// the rows of the first column.
const WIDE: u16 = 60;
/// The minimum distance between the columns of the last sessions.
const GAP: usize = 2;

impl Home {
    /// Returns the second column, which is empty if the window is too narrow. Before the first
    /// answer, the column describes the first session.
    pub(super) fn beside(&self, page: &Page) -> Sheet {
        let mut sheet = Sheet::default();
        if page.side == 0 {
            return sheet;
        }
        let place = Area {
            at: page.side_at(),
            width: page.side,
            rows: 0,
        };
        if !self.state.summary.begun {
            first_steps(&mut sheet, place, self.next_is_practice());
            sheet.gap();
            self.exam_domains(&mut sheet, place, page.body_height());
            return sheet;
        }
        self.parts(&mut sheet, place);
        sheet.gap();
        if page.side < WIDE {
            self.calendar(&mut sheet, place);
            sheet.gap();
        }
        self.due(&mut sheet, place, page.body_height());
        sheet.gap();
        self.last_sessions(&mut sheet, place);
        sheet
    }

    /// Draws the part of the dashboard that is below the rows in a wide window.
    pub(super) fn below(&self, main: &mut Sheet, page: &Page) {
        if !self.state.summary.begun || page.side < WIDE {
            return;
        }
        main.push(Row::new());
        let place = Area {
            at: page.margin,
            width: page.main,
            rows: 0,
        };
        self.calendar(main, place);
        main.push(Row::new().at(page.margin, chart::SHADES, Role::Muted));
    }

    /// Draws how much the learner knows about each domain.
    fn parts(&self, sheet: &mut Sheet, place: Area) {
        let parts = &self.state.summary.parts;
        sheet.push(Row::new().at(place.at, "Known facts, cells, and terms", Role::Strong));
        for part in parts {
            let known = part.all.known_share().unwrap_or_default();
            let mut said = as_percent(known);
            if place.width >= WIDE {
                said += " known";
                if part.tally.of > 0 {
                    said = format!("{}   {said}", correct(part.tally));
                }
            }
            let room = usize::from(place.width).saturating_sub(said.chars().count() + 2);
            sheet.push(
                Row::new()
                    .at(place.at, truncate(&part.title, room), Role::Text)
                    .until(place.end(), said, Role::Muted),
            );
            sheet.push(chart::three_part_bar(
                Row::new(),
                place.at,
                place.width,
                part.all,
            ));
        }
        chart::legend(sheet, place, None);
    }

    fn calendar(&self, sheet: &mut Sheet, place: Area) {
        const TITLE: &str = "Answers by day";
        let summary = &self.state.summary;
        let streak = summary.streak;
        let said = match streak.days {
            0 => String::new(),
            days if days == streak.longest && days > 1 => {
                format!("{} in a row, your longest", count(days, "day", "days"))
            }
            days => format!("{} in a row", count(days, "day", "days")),
        };
        let row = Row::new().at(place.at, TITLE, Role::Strong);
        let fits = TITLE.len() + said.len() + 2 <= usize::from(place.width);
        let said = if fits { said.as_str() } else { "" };
        sheet.push(row.until(place.end(), said, Role::Muted));
        let weeks = chart::weeks(place.width).min(WEEKS);
        chart::calendar(sheet, place, weeks, self.state.today, |day| {
            let day = summary.on(day);
            day.all.of + day.drilled
        });
    }

    /// Draws the forecast of due items, using as many rows as the page allows.
    fn due(&self, sheet: &mut Sheet, place: Area, height: usize) {
        /// The number of rows for the last sessions, including the heading and the blank row above
        /// it.
        const BELOW: usize = SESSIONS + 2;
        /// The width of a day.
        const DAY: u16 = 4;
        let days = AHEAD.min(usize::from(place.width / DAY));
        let due = self.state.summary.forecast(self.state.today, days);
        if due.iter().all(|count| *count == 0) {
            return;
        }
        let title = format!("Due in the next {days} days");
        sheet.push(Row::new().at(place.at, title, Role::Strong));
        let rows = height.saturating_sub(sheet.len() + BELOW).clamp(5, 12);
        let columns = chart::forecast(&due, self.state.today);
        chart::columns(sheet, place.of(rows), &columns);
    }

    fn next_is_practice(&self) -> bool {
        matches!(self.next, Next::Practice { .. })
    }

    /// Draws the exam domains and their weights. Also draws the tasks in each domain if they fit in
    /// `height`.
    fn exam_domains(&self, sheet: &mut Sheet, place: Area, height: usize) {
        if self.domains.is_empty() {
            return;
        }
        let row = Row::new().at(place.at, "Exam domains", Role::Strong);
        sheet.push(row.until(place.end(), "share of the exam", Role::Muted));
        let all: u32 = self.domains.iter().map(|it| it.domain.weight).sum();
        let rows = self.domains.iter().map(|it| 2 + it.tasks.len());
        let has_tasks = sheet.len() + rows.sum::<usize>() <= height;
        for DomainSize {
            domain,
            questions,
            tasks,
        } in &self.domains
        {
            let share = f64::from(domain.weight) / f64::from(all.max(1));
            let mut said = as_percent(share);
            if place.width >= WIDE {
                said = format!("{}   {said}", count(*questions, "question", "questions"));
            }
            let room = usize::from(place.width).saturating_sub(said.chars().count() + 2);
            let row = Row::new().at(place.at, truncate(&domain.title, room), Role::Text);
            sheet.push(row.until(place.end(), said, Role::Muted));
            let tally = Tally {
                right: domain.weight as usize,
                of: all as usize,
            };
            sheet.push(bar(Row::new(), place.at, place.width, tally, None));
            for (title, questions) in tasks.iter().filter(|_| has_tasks) {
                let said = questions.to_string();
                let room = usize::from(place.width).saturating_sub(said.len() + 4);
                let row = Row::new().at(place.at + 2, truncate(title, room), Role::Muted);
                sheet.push(row.until(place.end(), said, Role::Muted));
            }
        }
    }

    fn last_sessions(&self, sheet: &mut Sheet, place: Area) {
        let past = &self.state.summary.past;
        if past.is_empty() {
            return;
        }
        let calendar = self.state.calendar;
        sheet.push(Row::new().at(place.at, "Recent sessions", Role::Strong));
        let shown = past.iter().take(SESSIONS).map(|past| {
            let when = day(calendar.day_of(past.began_ms, past.offset_s), calendar);
            (when, session_title(past.id, past.kind, &self.mocks), past)
        });
        let shown: Vec<_> = shown.collect();
        let days = shown.iter().map(|(when, ..)| when.width()).max();
        let title_at = days.unwrap_or(0) + GAP;
        for (when, title, past) in shown {
            let room = usize::from(place.width).saturating_sub(title_at + GAP);
            // The kind of session must be readable, so the score is shortened if necessary.
            let short = session_score_in_short(past);
            let scores = match place.width {
                WIDE.. => [session_score(past), short],
                _ => [short.clone(), short],
            };
            let fits = |score: &&String| score.width() + title.width() <= room;
            let score = scores.iter().find(fits).unwrap_or(&scores[1]);
            let title = truncate(&title, room.saturating_sub(score.width()));
            sheet.push(
                Row::new()
                    .at(place.at, when, Role::Muted)
                    .at(place.at + title_at as u16, title, Role::Text)
                    .until(place.end(), score, Role::Muted),
            );
        }
    }
}

/// Describes the first session.
fn first_steps(sheet: &mut Sheet, place: Area, practices: bool) {
    if !practices {
        return;
    }
    sheet.push(Row::new().at(place.at, "Your first 10 questions", Role::Strong));
    for said in [
        "They come from all domains, so that you see what the exam covers.",
        "You can record how sure you are. This shows which facts you are only guessing.",
        "After each answer, every option is explained, with a link to the source.",
        "Missed questions are added to Review missed, and facts return before you forget them.",
        "After about 30 answers, the program estimates your passing probability.",
    ] {
        let first = Row::new().at(place.at, "·", Role::Accent);
        let width = usize::from(place.width.saturating_sub(2));
        sheet.hanging(first, (place.at + 2, width), said, Role::Text);
    }
}

/// An exam domain with its number of questions.
pub(super) struct DomainSize {
    domain: Domain,
    questions: usize,
    /// The titles of the domain's tasks, with the number of questions in each task.
    tasks: Vec<(String, usize)>,
}

/// Returns the exam domains with the number of questions in each.
pub(super) fn domains(stats: &BankStats) -> Vec<DomainSize> {
    let questions = |is_here: &dyn Fn(&Topic) -> bool| {
        let topics = stats.topics.iter().zip(&stats.counts);
        let here = topics.filter(|(topic, _)| is_here(topic));
        here.map(|(_, counts)| counts.questions).sum()
    };
    let domains = stats.exam.iter().flat_map(|exam| &exam.domains);
    let counted = domains.map(|domain| {
        let tasks = stats.tasks.iter();
        let tasks = tasks.filter(|it| it.domain.as_ref() == Some(&domain.id));
        let of_task = |task: &Task| questions(&|it| it.task.as_ref() == Some(&task.id));
        DomainSize {
            questions: questions(&|it| it.domain.as_ref() == Some(&domain.id)),
            tasks: tasks.map(|it| (it.numbered_title(), of_task(it))).collect(),
            domain: domain.clone(),
        }
    });
    counted.collect()
}
