//! The clock of a session in a title: pace, time left, and where it stands in the rule.

use std::time::Duration;

use crate::app::Sitting;
use crate::quiz::{Feedback, Moment, Pace};
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::Line;
use crate::tui::words::{clock, clock_left};

/// What follows in a title after a dot, and how much of the limit is used, 0 to
/// 1. Without a limit there is neither. `hidden` hides it until its last part.
pub fn standing(page: &Page, sitting: &Sitting, now: &Moment, hidden: bool) -> (Line, Option<f64>) {
    let session = &sitting.session;
    let (Some(left), Some(limit)) = (sitting.left(now), session.policy.limit) else {
        return (Line::new(), None);
    };
    if !is_shown(sitting, left, hidden) {
        return (vec![(" · clock hidden".into(), Role::Muted)], None);
    }
    let mut line = Line::new();
    let elapsed = limit.saturating_sub(left);
    if !page.narrow && session.policy.feedback == Feedback::End {
        let (done, of) = (session.done_count(), session.slots().len());
        let pace = match Pace::of(done, of, elapsed, limit) {
            Pace::Ahead(by) => format!(" · {} ahead", clock(by)),
            Pace::On => " · on pace".to_owned(),
            Pace::Behind(by) => format!(" · {} behind", clock(by)),
        };
        line.push((pace, Role::Muted));
    }
    line.push((" · ".into(), Role::Muted));
    let text = format!("{} left", clock_left(left));
    line.push(if warns(sitting, left) {
        (format!("! {text}"), Role::Warning)
    } else {
        (text, Role::Strong)
    });
    (line, Some(elapsed.as_secs_f64() / limit.as_secs_f64()))
}

/// Whether the clock is drawn: always again in its last part.
pub fn is_shown(sitting: &Sitting, left: Duration, hidden: bool) -> bool {
    !hidden || warns(sitting, left)
}

fn warns(sitting: &Sitting, left: Duration) -> bool {
    let from = sitting.session.policy.warns_from();
    from.is_some_and(|from| left <= from)
}
