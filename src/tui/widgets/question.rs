//! A question on the page: as it is asked, and as it is told afterwards.

use unicode_width::UnicodeWidthStr as _;

use crate::app::telling::{disputed, of_option};
use crate::model::{Bank, Choice, Question, SourceId};
use crate::quiz::{Confidence, Outcome, Session, Slot};
use crate::tui::keymap::Action;
use crate::tui::page::Page;
use crate::tui::theme::Role;
use crate::tui::view::{Row, Sheet, cut, wrap};

/// The stem, in its own space above the options.
pub fn stem(page: &Page, slot: &Slot) -> Sheet {
    let mut sheet = Sheet::default();
    let at = page.columns.stem;
    sheet.text(at, page.width_from(at), &slot.question.stem, Role::Text);
    if slot.flagged
        && !page.narrow
        && let Some(first) = sheet.rows.first_mut()
    {
        *first = std::mem::take(first).at(page.columns.mark, "⚑", Role::Flagged);
    }
    sheet
}

/// The options while they can be chosen, and how sure one is.
pub fn open_options(page: &Page, slot: &Slot, cursor: Option<usize>) -> Sheet {
    let mut sheet = Sheet::default();
    let columns = page.columns;
    let several = slot.question.is_multiple_response();
    for (at, choice) in slot.shown().enumerate() {
        let chosen = slot.chosen.contains(&choice.id);
        let struck = slot.struck.contains(&choice.id);
        let under = cursor == Some(at);
        let mark = match (struck, several, chosen) {
            (true, ..) => "–",
            (_, true, true) => "■",
            (_, true, false) => "□",
            (_, false, true) => "●",
            (_, false, false) => "○",
        };
        let role = if struck { Role::Struck } else { Role::Text };
        let mark_role = if chosen { Role::Accent } else { Role::Muted };
        let from = sheet.len();
        for (line, part) in wrap(&choice.text, page.width_from(columns.text))
            .into_iter()
            .enumerate()
        {
            let mut row = Row::new().selected(under).click(Action::Option(at));
            if line == 0 {
                if under {
                    row = row.at(columns.cursor, "▸", Role::Accent);
                }
                row = row.at(columns.mark, mark, mark_role).at(
                    columns.key,
                    slot.label(at).to_string(),
                    Role::Strong,
                );
            }
            sheet.push(row.at(columns.text, part, role));
        }
        if under {
            sheet.focus = Some(from..sheet.len());
        }
        sheet.even_gap();
    }
    sheet.gap();
    sheet.push(sureness(page, slot.confidence));
    // What stands below the last option comes into sight with it.
    if cursor.is_some_and(|at| at + 1 == slot.order.len())
        && let Some(focus) = &mut sheet.focus
    {
        focus.end = sheet.rows.len();
    }
    sheet
}

/// `s  How sure?` with the three marks.
fn sureness(page: &Page, confidence: Option<Confidence>) -> Row {
    /// Columns that it takes from its text on, at its widest.
    const WIDEST: usize = 38;
    let columns = page.columns;
    let (asks, gap) = if page.width_from(columns.text) < WIDEST {
        ("Sure?", 2)
    } else {
        ("How sure?", 3)
    };
    let asks_end = columns.text + asks.width() as u16;
    let mut row = Row::new()
        .at(columns.key, "s", Role::Muted)
        .at(columns.text, asks, Role::Muted)
        .click_on(columns.key..asks_end, Action::Sure);
    let mut at = asks_end + 2;
    for (number, (value, name)) in [
        (Confidence::Sure, "sure"),
        (Confidence::Unsure, "unsure"),
        (Confidence::Guess, "guess"),
    ]
    .into_iter()
    .enumerate()
    {
        let chosen = confidence == Some(value);
        let (mark, role) = if chosen {
            ("●", Role::Text)
        } else {
            ("○", Role::Muted)
        };
        let end = at + name.width() as u16 + 2;
        row = row
            .at(at, format!("{mark} {name}"), role)
            .click_on(at..end, Action::SureAs(number));
        at = end + gap;
    }
    row
}

/// A question with its key: what to tell about it.
pub struct Told<'a> {
    pub bank: &'a Bank,
    pub slot: &'a Slot,
    /// Whether somebody answered it; otherwise the key alone is shown.
    pub answered: bool,
    /// What the learner says is wrong with it.
    pub disputed: Option<&'a String>,
}

/// The stem, every option with its reason, the rule, where it comes from and the fact.
pub fn told(page: &Page, told: &Told<'_>) -> Sheet {
    let mut sheet = stem(page, told.slot);
    sheet.push(Row::new());
    let columns = page.columns;
    let width = page.width_from(columns.text);
    for (at, choice) in told.slot.shown().enumerate() {
        let chosen = told.answered && told.slot.chosen.contains(&choice.id);
        let (mark, mark_role) = match (choice.correct, chosen) {
            (true, _) => ("✓", Role::Correct),
            (false, true) => ("✗", Role::Wrong),
            (false, false) => ("", Role::Muted),
        };
        for (line, part) in wrap(&choice.text, width).into_iter().enumerate() {
            let mut row = Row::new();
            if line == 0 {
                row = row.at(columns.mark, mark, mark_role).at(
                    columns.key,
                    told.slot.label(at).to_string(),
                    Role::Strong,
                );
            }
            sheet.push(row.at(columns.text, part, Role::Text));
        }
        reason(&mut sheet, page, choice, chosen, told);
        if at + 1 < told.slot.order.len() {
            sheet.gap();
        }
    }
    sheet.push(Row::new());
    if let Some(words) = told.disputed {
        let from = sheet.len();
        let text = disputed(words);
        sheet.text(columns.text, width, &text, Role::Text);
        sheet.rows[from] =
            std::mem::take(&mut sheet.rows[from]).at(columns.mark, "!", Role::Warning);
        sheet.gap();
    }
    let question = &told.slot.question;
    labelled(&mut sheet, page, "Rule", &question.explanation, Role::Text);
    origin(&mut sheet, page, told.bank, question);
    while sheet.rows.last().is_some_and(|row| row.spare) {
        sheet.rows.pop();
    }
    sheet
}

/// The reason of one option, with the verdict on it in words.
fn reason(sheet: &mut Sheet, page: &Page, choice: &Choice, chosen: bool, told: &Told<'_>) {
    let several = told.slot.question.is_multiple_response();
    let verdict = of_option(choice, several, told.answered.then_some(chosen));
    let role = match (choice.correct, chosen) {
        (true, _) => Role::Correct,
        (false, true) => Role::Wrong,
        (false, false) => Role::Muted,
    };
    let text = format!("{verdict} {}", choice.why);
    let about = if choice.correct || chosen {
        Role::Text
    } else {
        Role::Muted
    };
    let column = page.columns.text;
    for (line, part) in wrap(text.trim(), page.width_from(column))
        .into_iter()
        .enumerate()
    {
        let mut row = Row::new();
        // The verdict's words are never broken: a reason begins behind them.
        match part
            .strip_prefix(verdict)
            .filter(|_| line == 0 && !verdict.is_empty())
        {
            Some(rest) => {
                row =
                    row.at(column, verdict, role)
                        .at(column + verdict.width() as u16, rest, about);
            }
            None => row = row.at(column, part, about),
        }
        sheet.push(row);
    }
}

/// A label of a few letters, and text beside it.
pub(super) fn labelled(sheet: &mut Sheet, page: &Page, label: &str, text: &str, role: Role) {
    if text.is_empty() {
        return;
    }
    let columns = page.columns;
    let at = if page.narrow {
        columns.mark + 6
    } else {
        columns.text
    };
    for (line, part) in wrap(text, page.width_from(at)).into_iter().enumerate() {
        let row = if line == 0 {
            Row::new().at(columns.mark, label, Role::Muted)
        } else {
            Row::new()
        };
        sheet.push(row.at(at, part, role));
    }
    sheet.gap();
}

/// Where the question's facts come from, and the facts themselves.
fn origin(sheet: &mut Sheet, page: &Page, bank: &Bank, question: &Question) {
    let facts: Vec<_> = bank.facts_of(question).collect();
    let pages = facts.iter().flat_map(|fact| &fact.sources);
    sources(sheet, page, bank, pages);
    for fact in facts {
        labelled(sheet, page, "Fact", &fact.says, Role::Muted);
        if let Some(note) = &fact.note {
            labelled(sheet, page, "Note", note, Role::Muted);
        }
    }
}

/// The official pages with the ids `sources`, each address once.
pub(super) fn sources<'a>(
    sheet: &mut Sheet,
    page: &Page,
    bank: &Bank,
    sources: impl IntoIterator<Item = &'a SourceId>,
) {
    let mut pages = Vec::new();
    let mut addresses = Vec::new();
    for source in sources.into_iter().filter_map(|id| bank.source(id)) {
        if !addresses.contains(&source.url) {
            pages.push(source.title.clone());
            addresses.push(source.url.clone());
        }
    }
    for (title, url) in pages.iter().zip(&addresses) {
        labelled(sheet, page, "From", title, Role::Muted);
        if sheet.rows.last().is_some_and(|row| row.spare) {
            sheet.rows.pop();
        }
        let at = if page.narrow {
            page.columns.mark + 6
        } else {
            page.columns.text
        };
        // In pieces rather than cut: an address is of use only when it is whole.
        let letters: Vec<char> = url.chars().collect();
        for piece in letters.chunks(page.width_from(at).max(1)) {
            sheet.push(Row::new().at(at, piece.iter().collect::<String>(), Role::Link));
        }
    }
    if !pages.is_empty() {
        sheet.gap();
    }
}

/// The questions answered so far, for the second column.
pub fn session_so_far(page: &Page, bank: &Bank, session: &Session) -> Sheet {
    let mut sheet = Sheet::default();
    let score = session.score();
    if score.all.of == 0 {
        return sheet;
    }
    let at = page.side_at();
    let title = format!(
        "This session: {} of {} right",
        score.all.right, score.all.of
    );
    sheet.push(Row::new().at(at, title, Role::Strong));
    sheet.gap();
    for (place, slot) in session.slots().iter().enumerate() {
        let (mark, role) = match session.outcome(place) {
            Outcome::Right => ("✓", Role::Correct),
            Outcome::Wrong | Outcome::Blank => ("✗", Role::Wrong),
            Outcome::Open => continue,
        };
        let fact = bank.facts_of(&slot.question).next();
        let about = fact.map_or(slot.question.stem.as_str(), |fact| fact.title.as_str());
        let room = usize::from(page.side).saturating_sub(6);
        sheet.push(
            Row::new()
                .at(at, mark, role)
                .until(at + 4, (place + 1).to_string(), Role::Muted)
                .at(at + 6, cut(about, room), Role::Text),
        );
    }
    sheet
}
