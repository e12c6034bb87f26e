//! The charts of progress, each drawn from a column on.

use super::Progress;
use crate::app::words::{count, percent};
use crate::app::{CONFIDENCE, Insight, exam_in_words};
use crate::quiz::{Estimate, Tally};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut, wrap};
use crate::tui::widgets::chart::{self, Point, SHADES};
use crate::tui::widgets::{band, bar};

/// Where a chart stands.
#[derive(Clone, Copy)]
pub struct Place {
    pub at: u16,
    pub width: u16,
}

impl Place {
    pub(super) fn end(self) -> u16 {
        self.at + self.width
    }

    pub(super) fn says(self, sheet: &mut Sheet, text: &str, role: Role) {
        for line in wrap(text, usize::from(self.width)) {
            sheet.push(Row::new().at(self.at, line, role));
        }
    }
}

/// Mix-ups that are listed.
const MIX_UPS: usize = 20;

impl Progress {
    pub(super) fn overview(&self, sheet: &mut Sheet, place: Place) {
        const MASTERY: u16 = 30;
        self.ready(sheet, place);
        sheet.gap();
        let insight = &self.insight;
        if let [_, .., last] = insight.exams.as_slice() {
            let score = format!("the last one {} of {}", last.score.right, last.score.of);
            sheet.push(Row::new().at(place.at, "Exams", Role::Strong).until(
                place.end(),
                score,
                Role::Muted,
            ));
            self.exam_points(sheet, place, chart::LOW);
            sheet.gap();
        }
        let mut left = Sheet::default();
        let width = place.width.saturating_sub(MASTERY + 3);
        let weeks = chart::weeks(width).min(16);
        chart::calendar(&mut left, place.at, weeks, insight.today, |day| {
            self.answers_on(day)
        });
        let mut right = Sheet::default();
        let facts = insight.facts_in_all();
        let all = facts.total();
        let beside = place.end() - MASTERY;
        right.push(Row::new().at(beside, count(all, "fact", "facts"), Role::Strong));
        let named = facts
            .each()
            .map(|(it, count)| (it.name().to_owned(), count));
        chart::bars(&mut right, beside, MASTERY, 9, &named);
        for (at, mut row) in left.rows.into_iter().enumerate() {
            if let Some(other) = right.rows.get(at) {
                row.spans.extend(other.spans.iter().cloned());
            }
            sheet.push(row);
        }
        let streak = format!("Streak {}", count(insight.streak.days, "day", "days"));
        let mut row = Row::new().at(place.at, streak, Role::Text);
        if place.width >= 70 {
            row = row.until(place.end(), SHADES, Role::Muted);
        }
        sheet.push(row);
    }

    fn answers_on(&self, day: i32) -> usize {
        let days = &self.insight.days;
        let found = days.binary_search_by_key(&day, |(day, _)| *day);
        found.map_or(0, |at| days[at].1.answers.of + days[at].1.drilled)
    }

    /// Readiness in words and its band.
    pub(super) fn ready(&self, sheet: &mut Sheet, place: Place) {
        let insight = &self.insight;
        let mut lines = insight.estimate_in_words(&self.bank.about).into_iter();
        place.says(sheet, &lines.next().unwrap_or_default(), Role::Text);
        let shown = match (&insight.readiness.passing, insight.readiness.all) {
            (Ok(it), _) => Some((it.pass, it.low, it.high)),
            (_, Some(it)) => Some((it.share, it.low, it.high)),
            _ => None,
        };
        if let Some((share, low, high)) = shown {
            let estimate = Estimate { share, low, high };
            // The line is one of scores, and none of chances.
            let line = insight
                .pass_share()
                .filter(|_| insight.readiness.passing.is_err());
            sheet.push(band(place.at, place.width, estimate, line));
        }
        let mut about: Vec<_> = lines.collect();
        if self.narrowed.at().is_some() {
            about.push("This is of all topics.".to_owned());
        }
        place.says(sheet, &about.join(" "), Role::Muted);
    }

    /// The trend of readiness; nothing before the second day.
    pub(super) fn ready_over_time(&self, sheet: &mut Sheet, place: Place) {
        let points: Vec<_> = self
            .insight
            .trend
            .iter()
            .map(|it| match it.pass {
                Some(pass) => Point {
                    value: pass,
                    interval: None,
                },
                None => Point {
                    value: it.share.share,
                    interval: Some((it.share.low, it.share.high)),
                },
            })
            .collect();
        sheet.push(Row::new().at(place.at, "Readiness, day by day", Role::Strong));
        if points.len() < 2 {
            let text = "The trend begins with your second day.";
            return place.says(sheet, text, Role::Muted);
        }
        chart::points(
            sheet,
            (place.at, place.width),
            chart::HIGH,
            &points,
            self.insight.pass_share(),
        );
    }

    pub(super) fn exams(&self, sheet: &mut Sheet, place: Place) {
        let insight = &self.insight;
        for said in insight.real_exams.iter().filter_map(exam_in_words) {
            place.says(sheet, &said, Role::Text);
        }
        sheet.push(Row::new().at(place.at, "Exams", Role::Strong));
        let Some(last) = insight.exams.last() else {
            let text = "No exam yet. With the first one its score stands here, with the second a \
                        trend, and the pass line across.";
            return place.says(sheet, text, Role::Muted);
        };
        self.exam_points(sheet, place, chart::HIGH);
        let text = format!(
            "{}, oldest to newest; the last one {} of {}.",
            count(insight.exams.len(), "exam", "exams"),
            last.score.right,
            last.score.of
        );
        place.says(sheet, &text, Role::Muted);
    }

    fn exam_points(&self, sheet: &mut Sheet, place: Place, rows: usize) {
        let shares = self.insight.exams.iter().filter_map(|it| it.score.share());
        let points: Vec<_> = shares
            .map(|value| Point {
                value,
                interval: None,
            })
            .collect();
        let line = self.insight.pass_share();
        chart::points(sheet, (place.at, place.width), rows, &points, line);
    }

    pub(super) fn topics(&self, sheet: &mut Sheet, place: Place) {
        const BAR: u16 = 16;
        for topic in &self.insight.topics {
            let percent = topic.tally.percent();
            let percent = percent.map_or("not asked".into(), |it| format!("{it} %"));
            let room = usize::from(place.width.saturating_sub(BAR + 12));
            let row = Row::new()
                .at(place.at, cut(&topic.title, room), Role::Text)
                .until(place.end(), percent, Role::Text);
            sheet.push(bar(
                row,
                place.end() - 11 - BAR,
                BAR,
                topic.tally,
                self.insight.pass_share(),
            ));
            let named = topic
                .facts
                .each()
                .map(|(it, count)| format!("{count} {}", it.name()));
            sheet.push(Row::new().at(place.at + 2, named.join("  "), Role::Muted));
        }
        let gone = self.insight.gone;
        if gone.of > 0 {
            let said = format!("{} of {} correct", gone.right, gone.of);
            let row = Row::new().at(place.at, "No longer in the bank", Role::Text);
            sheet.push(row.until(place.end(), said, Role::Muted));
        }
        sheet.gap();
        sheet.push(Row::new().at(place.at, "Facts, the least known first", Role::Strong));
        if self.insight.facts.is_empty() {
            let text = "No fact was asked for yet.";
            return place.says(sheet, text, Role::Muted);
        }
        for fact in &self.insight.facts {
            let recall = fact
                .recall
                .map_or("–".into(), |it| format!("{:.0}%", it * 100.0));
            let room = usize::from(place.width.saturating_sub(32));
            let mut row = Row::new()
                .at(place.at, cut(&fact.title, room), Role::Text)
                .until(place.end(), recall, Role::Text)
                .until(place.end() - 7, fact.mastery.name(), Role::Muted);
            if fact.lapses > 0 {
                let missed = count(fact.lapses as usize, "lapse", "lapses");
                row = row.until(place.end() - 17, missed, Role::Muted);
            }
            sheet.push(row);
        }
    }

    pub(super) fn days(&self, sheet: &mut Sheet, place: Place) {
        let insight = &self.insight;
        let weeks = chart::weeks(place.width).min(26);
        chart::calendar(sheet, place.at, weeks, insight.today, |day| {
            self.answers_on(day)
        });
        sheet.push(Row::new().at(place.at, SHADES, Role::Muted));
        sheet.gap();
        let answers: usize = insight.days.iter().map(|(_, day)| day.answers.of).sum();
        let seconds: u64 = insight.days.iter().map(|(_, day)| day.took.as_secs()).sum();
        let text = format!(
            "{} on {}, {} in all. {}",
            count(answers, "answer", "answers"),
            count(insight.days.len(), "day", "days"),
            count((seconds / 60) as usize, "minute", "minutes"),
            insight.streak_in_words()
        );
        place.says(sheet, &text, Role::Text);
        sheet.gap();
        self.ready_over_time(sheet, place);
    }

    pub(super) fn confidence(&self, sheet: &mut Sheet, place: Place) {
        const BAR: u16 = 24;
        let insight = &self.insight;
        sheet.push(Row::new().at(place.at, "Correct by confidence", Role::Strong));
        for (name, tally) in CONFIDENCE.into_iter().zip(insight.confidence) {
            sheet.push(share_row(place, BAR, name, tally));
        }
        if let Some(text) = insight.calibration() {
            place.says(sheet, &text, Role::Muted);
        }
        sheet.gap();
        sheet.push(Row::new().at(place.at, "Correct by time taken", Role::Strong));
        for (at, tally) in insight.times.into_iter().enumerate() {
            sheet.push(share_row(place, BAR, &Insight::time(at), tally));
        }
    }

    pub(super) fn forecast(&self, sheet: &mut Sheet, place: Place) {
        let insight = &self.insight;
        let title = format!("Due in the next {} days", insight.forecast.len());
        sheet.push(Row::new().at(place.at, title, Role::Strong));
        let days: Vec<_> = insight
            .forecast
            .iter()
            .enumerate()
            .map(|(ahead, due)| {
                let name = match ahead {
                    0 => "today".to_owned(),
                    1 => "tomorrow".to_owned(),
                    days => format!("in {days} days"),
                };
                (name, *due)
            })
            .collect();
        chart::bars(sheet, place.at, place.width, 11, &days);
        sheet.gap();
        let text = "A fact or a cell of a table is due when its estimated recall has fallen below \
                    90%, or when you were sure of an incorrect answer.";
        place.says(sheet, text, Role::Muted);
    }

    pub(super) fn mix_ups(&self, sheet: &mut Sheet, place: Place) {
        let mix_ups = &self.insight.mix_ups;
        sheet.push(Row::new().at(place.at, "What you mixed up", Role::Strong));
        if mix_ups.is_empty() {
            let text = "Nothing yet. When you choose an incorrect option, this page shows what you \
                        chose and what is true.";
            return place.says(sheet, text, Role::Muted);
        }
        let room = usize::from(place.width.saturating_sub(6));
        for it in mix_ups.iter().take(MIX_UPS) {
            let times = format!("{}×", it.times);
            let about = cut(&it.about, room);
            let row = Row::new().until(place.at + 4, times, Role::Muted);
            sheet.push(row.at(place.at + 6, about, Role::Text));
            let chosen = it.chosen.as_ref().map(|it| format!("You chose: {it}"));
            let truth = Some(format!("True: {}", it.truth));
            for text in [chosen, truth].into_iter().flatten() {
                sheet.text(place.at + 6, room, &text, Role::Muted);
            }
        }
    }
}

fn share_row(place: Place, width: u16, name: &str, tally: Tally) -> Row {
    let row = Row::new()
        .at(place.at, name.to_owned(), Role::Muted)
        .until(
            place.end() - 8 - width,
            format!("{} of {}", tally.right, tally.of),
            Role::Muted,
        )
        .until(place.end(), percent(tally), Role::Text);
    bar(row, place.end() - 6 - width, width, tally, None)
}
