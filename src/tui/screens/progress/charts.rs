//! Draws the charts of the progress pages.

use unicode_width::UnicodeWidthStr as _;

use super::Progress;
use crate::app::words::{as_percent, date_of};
use crate::app::{
    AHEAD, CONFIDENCE, PartInsight, ProgressReport, correct, correct_in_short, exam_in_words,
};
use crate::counts::counted;
use crate::quiz::{Estimate, Tally};
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, truncate, wrap};
use crate::tui::widgets::chart::{self, Area, Column, LevelLine, Series};
use crate::tui::widgets::{band, bar};

/// The minimum number of rows in a readable chart.
pub const LEAST: usize = 7;
/// The maximum number of rows in a column chart.
const HIGHEST: usize = 30;
/// The colors of the domains' lines.
const DOMAINS: [Role; 4] = [Role::Accent, Role::Correct, Role::Warning, Role::Flagged];

pub fn draw_text(sheet: &mut Sheet, place: Area, text: &str, role: Role) {
    for line in wrap(text, usize::from(place.width)) {
        sheet.push(Row::new().at(place.at, line, role));
    }
}

pub fn heading(sheet: &mut Sheet, place: Area, title: &str, right: &str) {
    let row = Row::new().at(place.at, title, Role::Strong);
    sheet.push(row.until(place.end(), right, Role::Muted));
}

/// Returns the number of rows that are left below the content of `sheet`.
fn left(sheet: &Sheet, place: Area) -> usize {
    place.rows.saturating_sub(sheet.len())
}

impl Progress {
    pub(super) fn overview(&self, sheet: &mut Sheet, place: Area) {
        self.estimate(sheet, place);
        for said in self.insight.real_exams.iter().filter_map(exam_in_words) {
            draw_text(sheet, place, &said, Role::Text);
        }
        sheet.gap();
        let facts = self.insight.facts_in_all();
        let known = facts.known_share().unwrap_or_default();
        let known = format!("{} known", as_percent(known));
        heading(sheet, place, &counted(facts.total(), "fact"), &known);
        sheet.push(chart::three_part_bar(
            Row::new(),
            place.at,
            place.width,
            facts,
        ));
        chart::legend(sheet, place, Some(facts));
        if self.insight.trend.len() > 1 && left(sheet, place) > LEAST {
            sheet.gap();
            self.readiness_trend(sheet, place);
        }
    }

    /// Draws the readiness as text, together with its range.
    pub(super) fn estimate(&self, sheet: &mut Sheet, place: Area) {
        let insight = &self.insight;
        let lines = insight.estimate_in_words(&self.bank.about);
        let mut lines = lines.iter();
        let Some(first) = lines.next() else {
            return;
        };
        draw_text(sheet, place, first, Role::Text);
        let shown = match (&insight.readiness.passing, insight.readiness.all) {
            (Ok(it), _) => Some((it.pass, it.low, it.high)),
            (_, Some(it)) => Some((it.share, it.low, it.high)),
            _ => None,
        };
        if let Some((share, low, high)) = shown {
            let estimate = Estimate { share, low, high };
            // Omit the passing score if the estimate is a probability, because a probability cannot
            // be compared with a score.
            let is_score = insight.readiness.passing.is_err();
            let line = insight.pass_share().filter(|_| is_score);
            sheet.push(band(place.at, place.width, estimate, line));
        }
        let rest: Vec<_> = lines.map(String::as_str).collect();
        draw_text(sheet, place, &rest.join(" "), Role::Muted);
    }

    fn readiness_trend(&self, sheet: &mut Sheet, place: Area) {
        let line = |value: fn(&crate::learn::ReadyPoint) -> f64, role, dots| Series {
            points: self
                .insight
                .trend
                .iter()
                .map(|it| (f64::from(it.day), value(it)))
                .collect(),
            role,
            dots,
        };
        let title = "New questions you would answer correctly, with the likely range";
        heading(sheet, place, title, "");
        let lines = [
            line(|it| it.share.low, Role::Faint, false),
            line(|it| it.share.high, Role::Faint, false),
            line(|it| it.share.share, Role::Accent, true),
        ];
        let rows = left(sheet, place);
        chart::lines(sheet, place.of(rows), &lines, self.pass_mark().as_ref());
    }

    /// Returns the line for the passing score in charts.
    fn pass_mark(&self) -> Option<LevelLine> {
        let scale = self.insight.scale.as_ref()?;
        Some(LevelLine {
            level: scale.pass_share(),
            label: format!("pass {}", scale.pass),
        })
    }

    /// Draws the scores of the mock exams, if there are at least two.
    pub(super) fn exams(&self, sheet: &mut Sheet, place: Area) {
        let exams = &self.insight.exams;
        if exams.len() < 2 {
            return;
        }
        let points = exams
            .iter()
            .filter_map(|it| Some((f64::from(it.day), it.score.share()?)));
        let line = Series {
            points: points.collect(),
            role: Role::Accent,
            dots: true,
        };
        heading(sheet, place, "Exams, percent correct", "");
        let rows = left(sheet, place);
        chart::lines(sheet, place.of(rows), &[line], self.pass_mark().as_ref());
    }

    /// Draws the share of correct answers in each domain by week, or by day if the period is short.
    pub(super) fn domains_over_time(&self, sheet: &mut Sheet, place: Area) {
        let insight = &self.insight;
        let (Some((first, _)), Some((last, _))) = (insight.days.first(), insight.days.last())
        else {
            return;
        };
        let step = if last - first > 28 { 7 } else { 1 };
        let name = if step == 7 { "week" } else { "day" };
        let line = |domain: usize| {
            let mut points: Vec<(i32, Tally)> = Vec::new();
            for (day, it) in &insight.days {
                let tally = it.domains.get(domain).copied().unwrap_or_default();
                let begins = first + (day - first) / step * step;
                match points.last_mut() {
                    Some((of, sum)) if *of == begins => *sum = sum.and(tally),
                    _ => points.push((begins, tally)),
                }
            }
            let shares = points.into_iter();
            let shares = shares.filter_map(|(day, it)| Some((f64::from(day), it.share()?)));
            Series {
                points: shares.collect(),
                role: DOMAINS[domain % DOMAINS.len()],
                dots: false,
            }
        };
        let lines: Vec<_> = (0..insight.domains.len()).map(line).collect();
        if lines.iter().all(|line| line.points.len() < 2) {
            return;
        }
        sheet.gap();
        heading(sheet, place, &format!("Percent correct by {name}"), "");
        let rows = left(sheet, place);
        chart::lines(sheet, place.of(rows), &lines, self.pass_mark().as_ref());
    }

    /// Returns the row for a domain, with the color of its chart line and its answers.
    pub(super) fn domain_row(&self, at: usize, part: &PartInsight, place: Area) -> Row {
        const BAR: u16 = 24;
        const NAME: usize = 16;
        let role = DOMAINS[at % DOMAINS.len()];
        let said = correct(part.tally);
        // The bar is omitted if it would leave too little space for the name.
        let taken = said.width() + 6;
        let has_bar = usize::from(place.width) >= taken + NAME + usize::from(BAR);
        let bar_at = place.end() - if has_bar { BAR } else { 0 };
        let numbers_end = if has_bar { bar_at - 2 } else { bar_at };
        let room = usize::from(bar_at - place.at).saturating_sub(taken);
        let row = Row::new()
            .at(place.at, "━━", role)
            .at(place.at + 3, truncate(&part.title, room), Role::Text)
            .until(numbers_end, said, Role::Muted);
        if !has_bar {
            return row;
        }
        bar(row, bar_at, BAR, part.tally, self.insight.pass_share())
    }

    pub(super) fn days(&self, sheet: &mut Sheet, place: Area) {
        let insight = &self.insight;
        draw_text(sheet, place, &insight.answers_in_words(), Role::Text);
        // A streak is counted over all days and topics.
        if self.period == 0 && self.narrowed.at().is_none() {
            draw_text(sheet, place, &insight.streak_in_words(), Role::Muted);
        }
        sheet.gap();
        let weeks = chart::weeks(place.width);
        chart::calendar(sheet, place, weeks, insight.calendar.today, |day| {
            let found = insight.days.binary_search_by_key(&day, |(day, _)| *day);
            found.map_or(0, |at| {
                let day = &insight.days[at].1;
                day.answers.of + day.drilled
            })
        });
        sheet.push(Row::new().at(place.at, chart::SHADES, Role::Muted));
    }

    /// Draws the study time for the last days, in minutes, with one column per day.
    pub(super) fn minutes(&self, sheet: &mut Sheet, place: Area) {
        let insight = &self.insight;
        let count = i32::from(place.width / 4).min(28);
        let columns = (0..count).rev().map(|back| {
            let day = insight.calendar.today - back;
            let found = insight.days.binary_search_by_key(&day, |(day, _)| *day);
            let minutes = found.map_or(0, |at| insight.days[at].1.took.as_secs() / 60);
            Column {
                label: if back == 0 {
                    "today".to_owned()
                } else {
                    date_of(day)
                },
                value: minutes as usize,
                role: Role::Accent,
            }
        });
        let columns: Vec<_> = columns.collect();
        if columns.iter().all(|it| it.value == 0) || left(sheet, place) < LEAST {
            return;
        }
        sheet.gap();
        heading(sheet, place, "Minutes by day", "");
        let rows = left(sheet, place).min(HIGHEST);
        chart::columns(sheet, place.of(rows), &columns);
    }

    pub(super) fn confidence(&self, sheet: &mut Sheet, place: Area) {
        let insight = &self.insight;
        heading(sheet, place, "Correct answers by confidence", "");
        let marked = CONFIDENCE.into_iter().zip(insight.confidence);
        let marked = marked.map(|(name, tally)| (name.to_owned(), tally));
        share_rows(sheet, place, marked);
        sheet.gap();
        if let Some(text) = insight.calibration() {
            draw_text(sheet, place, &text, Role::Text);
        }
    }

    pub(super) fn time(&self, sheet: &mut Sheet, place: Area) {
        let insight = &self.insight;
        let mean = insight.time_in_words().unwrap_or_default();
        draw_text(sheet, place, &mean, Role::Text);
        sheet.gap();
        heading(sheet, place, "Correct answers by response time", "");
        let times = insight.times.into_iter().enumerate();
        let times = times.map(|(at, tally)| (ProgressReport::time(at), tally));
        share_rows(sheet, place, times);
        let seconds = insight.days.iter().filter_map(|(day, it)| {
            let mean = crate::app::mean_time(std::iter::once(it))?;
            Some((*day, mean.as_secs()))
        });
        let seconds: Vec<_> = seconds.collect();
        if seconds.len() < 2 || left(sheet, place) < LEAST {
            return;
        }
        sheet.gap();
        heading(sheet, place, "Seconds per answer, by day of study", "");
        let shown = seconds.len().saturating_sub(usize::from(place.width / 5));
        let columns = seconds[shown..].iter().map(|(day, seconds)| Column {
            label: date_of(*day),
            value: *seconds as usize,
            role: Role::Accent,
        });
        let columns: Vec<_> = columns.collect();
        let rows = left(sheet, place).min(HIGHEST);
        chart::columns(sheet, place.of(rows), &columns);
    }

    pub(super) fn due(&self, sheet: &mut Sheet, place: Area) {
        let insight = &self.insight;
        let due: usize = insight.forecast.iter().sum();
        heading(sheet, place, &format!("Due in the next {AHEAD} days"), "");
        if due == 0 {
            return draw_text(sheet, place, "Nothing is due.", Role::Muted);
        }
        let rows = left(sheet, place).saturating_sub(3).clamp(LEAST, 20);
        let columns = chart::forecast(&insight.forecast, insight.calendar.today);
        chart::columns(sheet, place.of(rows), &columns);
        sheet.gap();
        let text = "A fact, a table cell, or a term is due when its estimated recall has fallen \
                    below 90%, or when you were sure of an incorrect answer.";
        draw_text(sheet, place, text, Role::Muted);
    }
}

/// Draws a row for each nonempty tally: its name, a bar, and its numbers. The numbers are never
/// cut: the bar gets the space that is left, and is omitted if this is too little.
fn share_rows(sheet: &mut Sheet, place: Area, rows: impl Iterator<Item = (String, Tally)>) {
    const GAP: usize = 2;
    const LEAST: usize = 8;
    const MOST: usize = 60;
    let rows: Vec<_> = rows.filter(|(_, tally)| tally.of > 0).collect();
    let widest = |texts: Vec<usize>| texts.into_iter().max().unwrap_or(0);
    let names = widest(rows.iter().map(|(name, _)| name.width()).collect());
    let room = usize::from(place.width).saturating_sub(names + GAP);
    let widest_of = |said: fn(Tally) -> String| {
        widest(rows.iter().map(|(_, tally)| said(*tally).width()).collect())
    };
    let said = if widest_of(correct) > room {
        correct_in_short
    } else {
        correct
    };
    let width = room.saturating_sub(widest_of(said) + GAP).min(MOST);
    for (name, tally) in rows {
        let mut row = Row::new().at(place.at, name, Role::Text);
        if width >= LEAST {
            row = bar(
                row,
                place.at + (names + GAP) as u16,
                width as u16,
                tally,
                None,
            );
        }
        sheet.push(row.until(place.end(), said(tally), Role::Muted));
    }
}

#[cfg(test)]
mod tests {
    use super::share_rows;
    use crate::quiz::Tally;
    use crate::tui::view::Sheet;
    use crate::tui::widgets::chart::Area;

    fn drawn(width: u16, tallies: &[(usize, usize)]) -> Vec<String> {
        let mut sheet = Sheet::default();
        let place = Area {
            at: 0,
            width,
            rows: 0,
        };
        let rows = tallies.iter().enumerate();
        let rows = rows.map(|(at, (right, of))| {
            let (right, of) = (*right, *of);
            (format!("Level {at}"), Tally { right, of })
        });
        share_rows(&mut sheet, place, rows);
        let text = |row: &crate::tui::view::Row| {
            assert!(row.overlap().is_none(), "{row:?}");
            let mut cells = vec![' '; usize::from(width)];
            for span in &row.spans {
                for (at, symbol) in span.text.chars().enumerate() {
                    cells[usize::from(span.at) + at] = symbol;
                }
            }
            cells.into_iter().collect()
        };
        sheet.rows.iter().map(text).collect()
    }

    #[test]
    fn the_bar_gets_what_the_numbers_leave_and_is_omitted_if_that_is_too_little() {
        let many = [(2_182, 2_937), (7, 8)];
        let expected = [
            "Level 0  ━━━━━━━━────  2,182 of 2,937 correct, 74%",
            "Level 1  ━━━━━━━━━━──               7 of 8 correct",
        ];
        assert_eq!(drawn(50, &many), expected);
        assert_eq!(drawn(36, &many)[0], "Level 0  2,182 of 2,937 correct, 74%");
        assert_eq!(drawn(35, &many)[0], "Level 0         2,182 of 2,937, 74%");
        let few = [(7, 8), (0, 0)];
        assert_eq!(drawn(36, &few), ["Level 0  ━━━━━━━━━──  7 of 8 correct"]);
        for width in 30..200 {
            for right in [0, 9, 99, 999, 9_999, 99_999] {
                let rows = drawn(width, &[(right, 100_000), (1, 2)]);
                assert!(rows[0].contains(" of 100,000"), "{rows:?}");
            }
        }
    }
}
