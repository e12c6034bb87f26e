//! How well a theme can be read, by the formula of WCAG 2.

use ratatui::style::{Color, Style};

use super::{Role, Theme};

/// The lowest contrast that text has, on the page and under the cursor, from 1 to
/// 21. Rules and frames are no text. `None` where a colour is the terminal's own.
pub fn weakest_contrast(theme: &Theme) -> Option<f64> {
    let page = theme.ground.bg;
    let mut weakest = f64::INFINITY;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Faint) {
        let style: Style = theme.style(role);
        for ground in [page, theme.selected.bg.or(page)] {
            let ground = style.bg.or(ground);
            weakest = weakest.min(contrast(luminance(style.fg?)?, luminance(ground?)?));
        }
    }
    Some(weakest)
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Color) -> Option<f64> {
    let Color::Rgb(red, green, blue) = colour else {
        return None;
    };
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::{contrast, luminance};

    #[test]
    fn black_on_white_is_21_to_1() {
        let (black, white) = (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
        let of = |colour| luminance(colour).expect("it is in true colour");
        assert!((contrast(of(black), of(white)) - 21.0).abs() < 1e-9);
        assert_eq!(luminance(Color::Red), None);
    }
}
