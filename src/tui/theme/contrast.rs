//! Measures the readability of the themes with the WCAG 2 contrast formula.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use strum::VariantArray as _;

use super::{Role, Theme, load};

/// The minimum contrast for text and for marks.
const TEXT: f64 = 4.5;
const MARKS: f64 = 3.0;
/// The weight of the text color in dim text. The background color has the remaining weight.
const DIM: f64 = 2.0 / 3.0;

type Rgb = [f64; 3];

/// The colors that a terminal uses.
struct Palette {
    name: String,
    ink: Rgb,
    ground: Rgb,
    colors: Vec<Rgb>,
}

#[derive(Deserialize)]
struct Terminal {
    dark: [String; 2],
    light: [String; 2],
    colors: Vec<String>,
}

/// Returns the palettes of common terminals, with both dark and light backgrounds.
fn palettes() -> Vec<Palette> {
    let text = include_str!("../../../tests/fixtures/palettes.toml");
    let terminals: BTreeMap<String, Terminal> = toml::from_str(text).expect("the file is TOML");
    assert!(terminals.len() >= 6, "{} terminals", terminals.len());
    let of = |(name, terminal): (String, Terminal)| {
        [("dark", &terminal.dark), ("light", &terminal.light)].map(|(kind, [ink, ground])| {
            Palette {
                name: format!("{name}, {kind}"),
                ink: parse(ink),
                ground: parse(ground),
                colors: terminal.colors.iter().map(|it| parse(it)).collect(),
            }
        })
    };
    terminals.into_iter().flat_map(of).collect()
}

fn parse(hex: &str) -> Rgb {
    let number = u32::from_str_radix(hex.trim_start_matches('#'), 16).expect("a color");
    [16, 8, 0].map(|shift| f64::from((number >> shift) as u8))
}

impl Palette {
    /// Returns the color that the terminal shows for `color`. `own` is the terminal's default
    /// color.
    fn color(&self, color: Option<Color>, own: Rgb) -> Rgb {
        let index = match color {
            None | Some(Color::Reset) => return own,
            Some(Color::Rgb(red, green, blue)) => return [red, green, blue].map(f64::from),
            Some(Color::Black) => 0,
            Some(Color::Red) => 1,
            Some(Color::Green) => 2,
            Some(Color::Yellow) => 3,
            Some(Color::Blue) => 4,
            Some(Color::Magenta) => 5,
            Some(Color::Cyan) => 6,
            Some(Color::Gray) => 7,
            Some(Color::DarkGray) => 8,
            Some(Color::LightRed) => 9,
            Some(Color::LightGreen) => 10,
            Some(Color::LightYellow) => 11,
            Some(Color::LightBlue) => 12,
            Some(Color::LightMagenta) => 13,
            Some(Color::LightCyan) => 14,
            Some(Color::White) => 15,
            Some(Color::Indexed(_)) => panic!("no theme that comes along has {color:?}"),
        };
        self.colors[index]
    }

    /// Returns the contrast, from 1 to 21, between text in `style` and its background on a page
    /// with the style `page`.
    fn contrast(&self, style: Style, page: Style) -> f64 {
        let ground = self.color(style.bg.or(page.bg), self.ground);
        let mut ink = self.color(style.fg, self.ink);
        if style.add_modifier.contains(Modifier::DIM) {
            for (ink, ground) in ink.iter_mut().zip(ground) {
                *ink = *ink * DIM + ground * (1.0 - DIM);
            }
        }
        let (a, b) = (luminance(ink), luminance(ground));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

fn luminance(color: Rgb) -> f64 {
    let [red, green, blue] = color.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Returns all styles for text and marks in `theme`, with the minimum contrast of each.
fn looks(theme: &Theme) -> Vec<(String, Style, f64)> {
    let bands = [Role::CorrectBand, Role::WrongBand];
    let mut looks = Vec::new();
    // Frames are not text, and bands are backgrounds.
    let read = |role: &Role| *role != Role::Faint && !bands.contains(role);
    for role in Role::VARIANTS.iter().copied().filter(read) {
        let (style, words) = (theme.style(role), theme.words(role));
        if style != words {
            looks.push((format!("{role:?} mark"), style, MARKS));
        }
        looks.push((format!("{role:?}"), words, TEXT));
        if words.bg.is_some() {
            continue;
        }
        let mut under = words.patch(theme.selected());
        under.add_modifier.remove(Modifier::DIM);
        looks.push((format!("{role:?} under the cursor"), under, TEXT));
        for band in bands.into_iter().filter(|band| theme.carries_words(*band)) {
            let on = Style {
                bg: theme.style(band).bg,
                ..words
            };
            looks.push((format!("{role:?} on {band:?}"), on, TEXT));
        }
    }
    looks
}

/// Returns the lowest contrast for text and for marks in `palette`, with the style names.
fn weakest(theme: &Theme, palette: &Palette) -> [(f64, String); 2] {
    [TEXT, MARKS].map(|kind| {
        let looks = looks(theme)
            .into_iter()
            .filter(|(.., need)| need.total_cmp(&kind).is_eq());
        let found = looks.map(|(name, style, _)| (palette.contrast(style, theme.ground()), name));
        let least = found.min_by(|a, b| a.0.total_cmp(&b.0));
        least.unwrap_or((21.0, "none".into()))
    })
}

#[test]
fn every_text_of_each_theme_can_be_read_on_the_palettes_of_common_terminals() {
    let mut table = String::new();
    for name in ["default", "dark", "light"] {
        let theme = load(name).theme;
        for palette in palettes() {
            let [(text, of_text), (marks, of_marks)] = weakest(&theme, &palette);
            let place = format!("{name} on {}", palette.name);
            table += &format!("{place}: text {text:.1} ({of_text}), marks {marks:.1}\n");
            assert!(text >= TEXT, "{place}: {of_text} has {text:.2}");
            assert!(marks >= MARKS, "{place}: {of_marks} has {marks:.2}");
        }
    }
    println!("{table}");
}

#[test]
fn each_meaning_has_a_tone_of_its_own() {
    for name in ["default", "dark", "light"] {
        let theme = load(name).theme;
        let tone = |style: Style| style.bg.or(style.fg);
        let roles = [
            Role::Correct,
            Role::Wrong,
            Role::Sure,
            Role::Flagged,
            Role::Warning,
            Role::Chosen,
        ];
        let tones: Vec<_> = roles.iter().map(|role| tone(theme.style(*role))).collect();
        for (at, tone) in tones.iter().enumerate() {
            assert!(tone.is_some(), "{name}: {:?} has a tone", roles[at]);
            assert!(!tones[..at].contains(tone), "{name}: {:?}", roles[at]);
        }
        let selected = theme.selected();
        assert!(
            theme.fills_selected() && selected.bg != theme.ground().bg,
            "{name}"
        );
        let bands = [Role::CorrectBand, Role::WrongBand].map(|role| theme.style(role).bg);
        assert_ne!(bands[0], bands[1], "{name}");
        let values: Vec<_> = (1..=6)
            .map(|tone| theme.style(Role::of_tone(tone)).bg)
            .collect();
        for (at, ground) in values.iter().enumerate() {
            assert!(ground.is_some(), "{name}: value {} fills its cell", at + 1);
            assert!(!values[..at].contains(ground), "{name}: value {}", at + 1);
        }
    }
}

#[test]
fn black_on_white_is_21_to_1() {
    let palette = Palette {
        name: String::new(),
        ink: parse("#000000"),
        ground: parse("#ffffff"),
        colors: Vec::new(),
    };
    let contrast = palette.contrast(Style::new(), Style::new());
    assert!((contrast - 21.0).abs() < 1e-9);
    assert!(palette.contrast(Style::new().dim(), Style::new()) < 8.0);
}
