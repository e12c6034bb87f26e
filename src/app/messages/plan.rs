//! The daily goal in words, and what it is enough for.

use crate::app::words::{count, thousands};
use crate::learn::{DailyGoal, Outlook};

/// Formats a daily goal, such as `30 minutes`.
pub fn goal_in_words(goal: DailyGoal) -> String {
    match goal {
        DailyGoal::Minutes(minutes) => count(minutes as usize, "minute", "minutes"),
        DailyGoal::Questions(questions) => count(questions as usize, "question", "questions"),
    }
}

/// Describes which new facts the learner meets with `goal` before the exam, and which goal is
/// enough for all of them.
pub fn outlook_in_words(goal: DailyGoal, outlook: Outlook) -> String {
    let goal = goal_in_words(goal);
    let Outlook { new, met, for_all } = outlook;
    if outlook.is_enough() {
        return format!(
            "{goal} a day is enough to meet {} before the exam.",
            all_of(new)
        );
    }
    format!(
        "At {goal} a day, you will meet about {} of {} before the exam. For all of them: {} a day.",
        thousands(met),
        count(new, "new fact", "new facts"),
        goal_in_words(for_all)
    )
}

/// Describes the same in two short parts: which new facts, and the goal for all of them, which is
/// empty if the present goal is enough.
pub fn outlook_in_short(outlook: Outlook) -> (String, String) {
    let Outlook { new, met, for_all } = outlook;
    if outlook.is_enough() {
        return (format!("enough for {}", all_of(new)), String::new());
    }
    let new = count(new, "new fact", "new facts");
    (
        format!("enough for about {} of {new}", thousands(met)),
        format!("all: {} a day", goal_in_words(for_all)),
    )
}

fn all_of(new: usize) -> String {
    match new {
        1 => "the new fact".to_owned(),
        new => format!("all {} new facts", thousands(new)),
    }
}

#[cfg(test)]
mod tests {
    use super::{outlook_in_short, outlook_in_words};
    use crate::learn::{DailyGoal, Outlook};

    #[test]
    fn the_outlook_names_the_goal_that_is_enough() {
        let outlook = |new, met| Outlook {
            new,
            met,
            for_all: DailyGoal::Minutes(63),
        };
        let long = |new, met| outlook_in_words(DailyGoal::Minutes(30), outlook(new, met));
        assert_eq!(
            long(386, 180),
            "At 30 minutes a day, you will meet about 180 of 386 new facts before the exam. For all \
             of them: 63 minutes a day."
        );
        assert_eq!(
            long(386, 386),
            "30 minutes a day is enough to meet all 386 new facts before the exam."
        );
        let short = |new, met| outlook_in_short(outlook(new, met));
        assert_eq!(
            short(1_386, 180),
            (
                "enough for about 180 of 1,386 new facts".into(),
                "all: 63 minutes a day".into()
            )
        );
        assert_eq!(
            short(1, 1),
            ("enough for the new fact".into(), String::new())
        );
    }
}
