//! Renders a screen as an SVG image with a dark background and one text element per run of cells
//! with the same style.

use std::fmt::Write as _;

use vt100::{Cell, Color};

use super::Screen;

/// The width of a column and the height of a row, in SVG units.
const WIDTH: f32 = 8.4;
const HEIGHT: f32 = 18.0;
/// The margin around the screen.
const EDGE: f32 = 14.0;
/// The colors of the background, text, and dim text.
const GROUND: &str = "#16181c";
const TEXT: &str = "#d9d7d0";
const DIM: &str = "#98968e";
/// The 16 ANSI colors in the picture.
const PALETTE: [&str; 16] = [
    "#16181c", "#ee7566", "#9fdc8c", "#e8c860", "#3f6fc4", "#d78fe0", "#7cc4c9", "#d9d7d0",
    "#5d5b56", "#ee7566", "#9fdc8c", "#e8c860", "#7fb0f5", "#ead9fb", "#7cc4c9", "#ffffff",
];

/// The style of a run of cells.
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
        let (ink, ground) = (color(cell.fgcolor(), usual), color(cell.bgcolor(), GROUND));
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

fn color(color: Color, usual: &str) -> String {
    match color {
        Color::Idx(number) => (*PALETTE.get(usize::from(number)).unwrap_or(&usual)).to_owned(),
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Default => usual.to_owned(),
    }
}

/// Renders the screen as an SVG image with the title `title`. Replaces clocks and dates with fixed
/// values so that the same screen always gives the same picture.
pub fn picture(screen: &Screen, title: &str) -> String {
    let (columns, rows) = (screen.columns(), screen.height());
    let width = 2.0 * EDGE + f32::from(columns) * WIDTH;
    let height = 2.0 * EDGE + f32::from(rows) * HEIGHT;
    // If a theme sets a background, it covers the whole screen.
    let page = color(screen.cell(0, 0).bgcolor(), GROUND);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" \
         font-size=\"14\">\n<title>{}</title>\n\
         <rect width=\"{width:.0}\" height=\"{height:.0}\" rx=\"8\" fill=\"{page}\"/>\n",
        escaped(title)
    );
    // Put each row in its own group so that pictures can be compared row by row.
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

/// Writes one run of cells. Omits blanks at either end if they are invisible.
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

/// Returns whether `text` is a time of day, such as `20:06`.
fn is_time(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits == 4 && text.len() == 5 && text.find(':') == Some(2)
}

/// Replaces every clock and date in the row with a fixed value that ends in the same column.
fn timeless(row: &str) -> String {
    // The shortest possible date. If the real date is longer, blanks fill the rest.
    const DATE: &str = "Sat, May 2, 2026, 20:06";
    let mut row: Vec<char> = row.chars().collect();
    // The text after a clock and the clock's value in the picture, in a short and a long form.
    for (after, short, long) in [
        (" left", "3:42", "27:31"),
        (" of your time would be unused", "3:42", "27:31"),
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
