//! Maps letters of other keyboard layouts to the Latin letters on the same keys.

/// The letter keys of a Latin keyboard and the characters on the same keys in other layouts:
/// Russian, Ukrainian, Greek, Hebrew, Arabic, and Korean.
const LATIN: &str = "qwertyuiopasdfghjklzxcvbnm";
const LAYOUTS: [&str; 5] = [
    "йцукенгшщзфывапролдячсмить",
    "·ςερτυθιοπασδφγηξκλζχψωβνμ",
    "··קראטוןםפשדגכעיחלךזסבהנמצ",
    "ضصثقفغعهخحشسيبلاتنمئءؤر·ىة",
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
];
/// Additional characters that some layouts have on the same keys.
const MORE: [(char, char); 1] = [('і', 's')];

/// Returns the character that a Latin keyboard has on the same key as `c`, preserving case. Returns
/// `None` if `c` is ASCII or not in a known layout.
pub fn latin(c: char) -> Option<char> {
    const FULL_WIDTH: u32 = 0xfee0;
    match c {
        '！'..='～' => return char::from_u32(u32::from(c) - FULL_WIDTH),
        '\u{3000}' => return Some(' '),
        '٠'..='٩' => return char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '۰'..='۹' => return char::from_digit(u32::from(c) - u32::from('۰'), 10),
        _ if c.is_ascii() => return None,
        _ => {}
    }
    let small = c.to_lowercase().next()?;
    let at = |layout: &&str| layout.chars().position(|it| it == small && it != '·');
    let of_layout = LAYOUTS
        .iter()
        .find_map(at)
        .and_then(|at| LATIN.chars().nth(at));
    let of_more = || MORE.iter().find(|(it, _)| *it == small).map(|it| it.1);
    let letter = of_layout.or_else(of_more)?;
    Some(if small == c {
        letter
    } else {
        letter.to_ascii_uppercase()
    })
}

/// Replaces every character in `line` that [`latin`] can map.
pub fn latin_line(line: &str) -> String {
    line.chars().map(|c| latin(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::{LATIN, LAYOUTS, latin, latin_line};

    #[test]
    fn letters_stand_where_their_keys_are() {
        for layout in LAYOUTS {
            assert_eq!(layout.chars().count(), LATIN.len(), "{layout}");
        }
        assert_eq!(latin_line("фисвыйіЙ"), "abcdsqsQ");
        assert_eq!(latin_line("αβψδσ"), "abcds");
        assert_eq!(latin_line("שנבגד"), "abcds");
        assert_eq!(latin_line("شلؤيس"), "agcds");
        assert_eq!(latin_line("ㅁㅠㅊㅇㄴ"), "abcds");
        assert_eq!(latin_line("ａＢ１！　٣۴"), "aB1! 34");
        assert_eq!(latin_line("plain ü é 日"), "plain ü é 日");
        assert_eq!(latin('a'), None);
    }
}
