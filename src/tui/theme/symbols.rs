//! ASCII replacements for symbols.

use unicode_width::UnicodeWidthChar as _;

/// Returns the ASCII replacement for a symbol. Both are one column wide.
pub fn ascii(c: char) -> char {
    match c {
        '▸' => '>',
        '○' => 'o',
        '●' => '*',
        '■' | '▓' => '#',
        '□' => '_',
        '◐' => '%',
        '–' | '─' | '—' => '-',
        '✓' => '+',
        '✗' => 'x',
        '⚑' => 'F',
        '·' | '…' => '.',
        '━' => '=',
        '╍' => '~',
        '┿' | '┼' => ':',
        '▴' => '^',
        '▾' => 'v',
        '›' => '>',
        '‹' => '<',
        '╭' | '╮' | '╰' | '╯' => '+',
        '│' | '▏' => '|',
        '┝' => '[',
        '┥' => ']',
        '↑' => '^',
        '↓' => 'v',
        '←' => '<',
        '→' => '>',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '×' => 'x',
        '░' => ':',
        '▒' => '+',
        '█' => '@',
        '▀' => '"',
        '▁' => '.',
        '▂' => ':',
        '▃' | '▄' => '-',
        '▅' => '=',
        '▆' => '+',
        '▇' => '*',
        c if is_ambiguous(c) => '?',
        c => c,
    }
}

/// Returns whether terminals disagree on the width of `c`, which may be two columns in East Asian
/// locales.
fn is_ambiguous(c: char) -> bool {
    c.width() != c.width_cjk()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthChar as _;

    use super::ascii;

    #[test]
    fn every_twin_has_one_width_everywhere() {
        for c in '\u{a0}'..='\u{ffff}' {
            let twin = ascii(c);
            assert_eq!(twin.width(), twin.width_cjk(), "{c} becomes {twin}");
        }
        assert_eq!(['§', '°', 'é', '日'].map(ascii), ['?', '?', 'é', '日']);
    }
}
