//! The home screen rows: today's plan and the other places in groups.

use unicode_width::UnicodeWidthStr as _;

use super::Home;
use crate::app::messages::plan::{goal_in_words, outlook_in_short};
use crate::app::words::{about, about_minutes, as_percent, count, date_of, thousands};
use crate::app::{Next, day_number, day_of_probability};
use crate::learn::DailyGoal;
use crate::tui::keymap::{Action, QuickAction};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate};
use crate::tui::widgets::{bar, entry_in};

/// A selectable row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeEntry {
    /// The action that is suggested first.
    Next,
    /// Today's study queue, if the suggested action is to resume a session.
    Queue,
    /// The exam date and the daily goal.
    Plan,
    /// The weakest task.
    Weakest,
    /// A place, identified by its key.
    Place(char),
}

/// The keys of the places, grouped by purpose.
const GROUPS: [(&str, &[char]); 3] = [
    ("Study", &['1', '3', '8', '7', 't']),
    ("Exam", &['2', 'g']),
    ("Look up", &['4', '5', '6', '9']),
];

/// The columns where the parts of a row start.
pub struct Stops {
    label: u16,
    cursor: u16,
    key: u16,
    text: u16,
    note: u16,
}

impl Stops {
    pub fn of(page: &Page) -> Self {
        let label = page.margin;
        let text = label + if page.narrow { 11 } else { 12 };
        Self {
            label,
            cursor: text - 5,
            key: text - 3,
            text,
            note: text + if page.narrow { 14 } else { 18 },
        }
    }
}

impl Home {
    /// Returns the selectable rows, in order.
    pub(super) fn entries(&self) -> Vec<HomeEntry> {
        if self.next == Next::Nothing {
            return Vec::new();
        }
        let mut entries = vec![HomeEntry::Next];
        if matches!(self.next, Next::GoOn { .. }) {
            entries.push(HomeEntry::Queue);
        }
        entries.push(HomeEntry::Plan);
        if self.state.summary.weakest.is_some() {
            entries.push(HomeEntry::Weakest);
        }
        let places = &self.rows;
        let keys = GROUPS.iter().flat_map(|(_, keys)| keys.iter());
        let there = keys.filter(|key| places.iter().any(|(place, _)| place == *key));
        entries.extend(there.map(|key| HomeEntry::Place(*key)));
        entries
    }

    /// Returns the key that opens `entry`, if it has one.
    pub(super) fn key_of(entry: HomeEntry) -> Option<char> {
        match entry {
            HomeEntry::Next => None,
            HomeEntry::Queue => Some('0'),
            HomeEntry::Plan => Some('e'),
            HomeEntry::Weakest => Some('w'),
            HomeEntry::Place(key) => Some(key),
        }
    }

    /// Draws today's queue, the progress toward the daily goal, and the exam date.
    pub(super) fn today_rows(&self, main: &mut Sheet, page: &Page) {
        let stops = Stops::of(page);
        if let Next::GoOn { .. } = self.next {
            let row = Row::new().at(stops.text, self.next.offer(), Role::Strong);
            self.entry(main, page, row, HomeEntry::Next, "Now");
            let row = Self::offer(page, &self.queue);
            self.entry(main, page, row, HomeEntry::Queue, "Today");
        } else {
            let row = Self::offer(page, &self.next);
            self.entry(main, page, row, HomeEntry::Next, "Today");
        }
        self.queue_row(main, page);
        main.gap();
        self.readiness_row(main, page);
        self.plan_row(main, page);
        self.weakest_row(main, page);
    }

    fn offer(page: &Page, next: &Next) -> Row {
        let takes = match next {
            Next::Today { minutes, .. } => about_minutes(*minutes),
            Next::Practice { questions } => about(*questions),
            _ => String::new(),
        };
        with_note(page, &next.offer(), Role::Strong, &takes)
    }

    /// Draws the number of waiting items and the progress toward the daily goal.
    fn queue_row(&self, main: &mut Sheet, page: &Page) {
        const BAR: u16 = 20;
        let stops = Stops::of(page);
        let today = &self.today;
        if self.state.summary.seen == 0 && today.due + today.missed == 0 {
            let said = "New here? Start with mixed questions, all explained.";
            return main.push(Row::new().at(stops.text, said, Role::Muted));
        }
        let waits = format!(
            "{} due · {} missed · {} new",
            thousands(today.due),
            thousands(today.missed),
            thousands(today.new)
        );
        let (done, goal) = today.done();
        let unit = match today.goal {
            DailyGoal::Minutes(_) => "minutes",
            DailyGoal::Questions(_) => "questions",
        };
        let reached = if done >= goal { " ✓" } else { "" };
        let said = if page.narrow {
            format!("{done}/{goal}{reached}")
        } else {
            format!("{done} of {goal} {unit}{reached}")
        };
        let mut row = with_note(page, &waits, Role::Text, &said);
        let bar_at = (page.end().saturating_sub(said.width() as u16 + 2 + BAR)).max(stops.text);
        let tally = crate::quiz::Tally {
            right: done.min(goal),
            of: goal,
        };
        if !page.narrow && bar_at > stops.text + 34 {
            row = bar(row, bar_at, BAR, tally, None);
        }
        main.push(row);
    }

    /// Draws the passing probability, or what is missing before it can be estimated.
    fn readiness_row(&self, main: &mut Sheet, page: &Page) {
        let stops = Stops::of(page);
        let summary = &self.state.summary;
        let said = match &summary.passing {
            Some(it) => {
                let [share, low, high] = [it.share, it.low, it.high].map(as_percent);
                let range = if low == high {
                    String::new()
                } else {
                    format!(" ({low} to {high})")
                };
                let exam = self.state.plan.exam.map(day_number);
                let day = day_of_probability(exam, self.state.today);
                let said = format!("{share} likely to pass {day}");
                if said.width() + range.width() <= page.width_from(stops.text) {
                    said + &range
                } else {
                    said
                }
            }
            None => summary.missing.clone(),
        };
        let streak = match summary.streak.days {
            0 => String::new(),
            days => format!("streak {}", count(days, "day", "days")),
        };
        let row = with_note(page, &said, Role::Text, &streak);
        main.push(row.at(stops.label, "Readiness", Role::Muted));
    }

    /// Draws the exam date and the daily goal.
    fn plan_row(&self, main: &mut Sheet, page: &Page) {
        let plan = &self.state.plan;
        let exam = match plan.exam {
            None => "no exam date set".to_owned(),
            Some(exam) => {
                let day = date_of(day_number(exam));
                match day_number(exam) - self.state.today {
                    ..0 => format!("the exam was on {day}"),
                    0 => format!("the exam is today, {day}"),
                    1 => format!("the exam is tomorrow, {day}"),
                    days => format!("exam {day}, in {days} days"),
                }
            }
        };
        let goal = match plan.goal_or_default() {
            DailyGoal::Questions(questions) if page.narrow => thousands(questions as usize),
            DailyGoal::Minutes(minutes) if page.narrow => format!("{minutes} min"),
            goal => goal_in_words(goal),
        };
        let goal = format!("{goal} a day");
        let goal_at = page.end().saturating_sub(goal.width() as u16);
        let change_goal = Action::QuickAction(QuickAction::DailyGoal);
        let row =
            with_note(page, &exam, Role::Text, &goal).click_on(goal_at..page.end(), change_goal);
        self.entry(main, page, row, HomeEntry::Plan, "Plan");
        if let Some((said, for_all)) = self.today.outlook.map(outlook_in_short) {
            main.push(with_note(page, &said, Role::Muted, &for_all));
        }
    }

    fn weakest_row(&self, main: &mut Sheet, page: &Page) {
        let Some(weakest) = &self.state.summary.weakest else {
            return;
        };
        let mut ready = format!("{} ready", as_percent(weakest.ready));
        if weakest.points > 0 {
            let points = count(weakest.points, "point", "points");
            ready += &format!(", about +{points}");
        }
        let row = with_note(page, &weakest.part.title, Role::Text, &ready);
        self.entry(main, page, row, HomeEntry::Weakest, "Weakest");
    }

    /// Draws all places in their groups.
    pub(super) fn place_rows(&self, main: &mut Sheet, page: &Page) {
        let stops = Stops::of(page);
        let places = &self.rows;
        for (group, keys) in GROUPS {
            let there = keys.iter().filter_map(|key| {
                let place = places.iter().find(|(place, _)| place == key)?;
                Some(*place)
            });
            for (number, (key, name)) in there.enumerate() {
                let label = if number == 0 { group } else { "" };
                let note = truncate(self.note_of(key), page.width_from(stops.note));
                let row =
                    Row::new()
                        .at(stops.text, name, Role::Text)
                        .at(stops.note, note, Role::Muted);
                self.entry(main, page, row, HomeEntry::Place(key), label);
            }
        }
    }

    /// Draws `row` with a label, its key, and a cursor if the row is selected.
    fn entry(&self, main: &mut Sheet, page: &Page, row: Row, entry: HomeEntry, label: &str) {
        let stops = Stops::of(page);
        let Some(at) = self.entries().iter().position(|it| *it == entry) else {
            return;
        };
        let mut row = row.at(stops.label, label, Role::Muted);
        if let Some(key) = Self::key_of(entry) {
            row = row.at(stops.key, key.to_string(), Role::Strong);
        }
        entry_in(main, stops.cursor, row, at, at == self.at);
    }
}

/// Returns a row with `text` and with `note` at its end. A note that does not fit is omitted, and a
/// text that does not fit is truncated.
fn with_note(page: &Page, text: &str, role: Role, note: &str) -> Row {
    let at = Stops::of(page).text;
    let room = page.width_from(at);
    let row = Row::new().at(at, truncate(text, room), role);
    row.until_if_free(page.end(), note, Role::Muted)
}
