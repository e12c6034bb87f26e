//! A screen as an SVG: a dark ground, and a piece of text for each run of one look.

use std::fmt::Write as _;

use vt100::{Cell, Color};

use super::Screen;

/// A column's width and a row's height, in the picture's own units.
const WIDTH: f32 = 8.4;
const HEIGHT: f32 = 18.0;
/// What is left free around the screen.
const EDGE: f32 = 14.0;
/// Ground, text, and what is dim.
const GROUND: &str = "#16181c";
const TEXT: &str = "#d9d7d0";
const DIM: &str = "#98968e";
/// The first sixteen colours of the terminal that is pictured.
const PALETTE: [&str; 16] = [
    "#16181c", "#ee7566", "#9fdc8c", "#e8c860", "#3f6fc4", "#d78fe0", "#7cc4c9", "#d9d7d0",
    "#5d5b56", "#ee7566", "#9fdc8c", "#e8c860", "#7fb0f5", "#ead9fb", "#7cc4c9", "#ffffff",
];

/// How a run of cells looks.
#[derive(PartialEq)]
struct Look {
    ink: String,
    ground: String,
    bold: bool,
    underline: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let usual = if cell.dim() { DIM } else { TEXT };
        let (ink, ground) = (
            colour(cell.fgcolor(), usual),
            colour(cell.bgcolor(), GROUND),
        );
        let (ink, ground) = if cell.inverse() {
            (ground, ink)
        } else {
            (ink, ground)
        };
        Self {
            ink,
            ground,
            bold: cell.bold(),
            underline: cell.underline(),
        }
    }
}

fn colour(colour: Color, usual: &str) -> String {
    match colour {
        Color::Idx(number) => (*PALETTE.get(usize::from(number)).unwrap_or(&usual)).to_owned(),
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Default => usual.to_owned(),
    }
}

/// The screen as an SVG, titled `title`. What a clock or a calendar says in it
/// is always the same, so that the same screen gives the same picture.
pub fn picture(screen: &Screen, title: &str) -> String {
    let (columns, rows) = (screen.columns(), screen.height());
    let width = 2.0 * EDGE + f32::from(columns) * WIDTH;
    let height = 2.0 * EDGE + f32::from(rows) * HEIGHT;
    // A theme with a ground of its own has it everywhere.
    let page = colour(screen.cell(0, 0).bgcolor(), GROUND);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" \
         font-size=\"14\">\n<title>{}</title>\n\
         <rect width=\"{width:.0}\" height=\"{height:.0}\" rx=\"8\" fill=\"{page}\"/>\n",
        escaped(title)
    );
    // Each row in a group of its own, so that pictures can be compared row by row.
    for y in 0..rows {
        svg += "<g>\n";
        row(&mut svg, screen, y, &page);
        svg += "</g>\n";
    }
    svg + "</svg>\n"
}

fn row(svg: &mut String, screen: &Screen, y: u16, page: &str) {
    let text: String = (0..screen.columns())
        .map(|x| screen.cell(x, y).contents().chars().next().unwrap_or(' '))
        .collect();
    let text: Vec<char> = timeless(&text).chars().collect();
    let mut from = 0;
    while from < screen.columns() {
        let look = Look::of(screen.cell(from, y));
        let same = |x: &u16| Look::of(screen.cell(*x, y)) == look;
        let to = (from..screen.columns()).take_while(same).count() as u16 + from;
        run(
            svg,
            &text[usize::from(from)..usize::from(to)],
            from,
            y,
            &look,
            page,
        );
        from = to;
    }
}

/// Writes one run; blanks at its ends are left out where they show nothing.
fn run(svg: &mut String, text: &[char], column: u16, y: u16, look: &Look, page: &str) {
    let top = EDGE + f32::from(y) * HEIGHT;
    let left = |at: usize| EDGE + (f32::from(column) + at as f32) * WIDTH;
    if look.ground != page {
        let (x, width) = (left(0), text.len() as f32 * WIDTH);
        let ground = &look.ground;
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{HEIGHT}\" fill=\"{ground}\"/>"
        );
    }
    let Some(first) = text.iter().position(|c| *c != ' ') else {
        return;
    };
    let last = text.iter().rposition(|c| *c != ' ').unwrap_or(first);
    let text: String = text[first..=last].iter().collect();
    let bold = if look.bold {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let line = if look.underline {
        " text-decoration=\"underline\""
    } else {
        ""
    };
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" fill=\"{}\"{bold}{line} xml:space=\"preserve\">{}</text>",
        left(first),
        top + 13.0,
        (last + 1 - first) as f32 * WIDTH,
        look.ink,
        escaped(&text)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Whether it is a time of day, such as `20:06`.
fn is_time(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits == 4 && text.len() == 5 && text.find(':') == Some(2)
}

/// The row with every clock and date in it the same at all times, each piece
/// still ending where it ended.
fn timeless(row: &str) -> String {
    // None is shorter: where the real one is longer, what was more is blank.
    const DATE: &str = "Sat 2 May 2026, 20:06";
    let mut row: Vec<char> = row.chars().collect();
    // What stands behind a clock, and what it says in a picture where it is short or long.
    for (after, short, long) in [
        (" left", "3:42", "27:31"),
        (" ahead", "1:46", "11:08"),
        (" behind", "1:46", "11:08"),
        (" of 28:00 used", "9:12", "19:12"),
    ] {
        let after: Vec<char> = after.chars().collect();
        for at in 0..row.len().saturating_sub(after.len()) {
            let is_clock = |c: &&char| c.is_ascii_digit() || **c == ':';
            let from = at - row[..at].iter().rev().take_while(is_clock).count();
            let clock = [short, long].into_iter().find(|it| it.len() == at - from);
            if let (Some(clock), true) = (clock, row[at..].starts_with(&after)) {
                row.splice(from..at, clock.chars());
            }
        }
    }
    let text: String = row.iter().collect();
    let right = text.trim_end().rsplit("  ").next().unwrap_or_default();
    let is_date = right.split(' ').count() == 5 && right.rsplit(", ").next().is_some_and(is_time);
    if !is_date {
        return text;
    }
    let end = text.trim_end().chars().count();
    let from = end - right.chars().count();
    let blanks = std::iter::repeat_n(' ', end - from.min(end - DATE.len()) - DATE.len());
    let before = &row[..from.min(end - DATE.len())];
    before
        .iter()
        .copied()
        .chain(blanks)
        .chain(DATE.chars())
        .chain(row[end..].iter().copied())
        .collect()
}
