//! The locale, which determines which characters the terminal can show and how wide they are.

/// The properties of the locale that affect the display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// `true` if the terminal can show UTF-8. This is also assumed if no locale is set.
    pub utf8: bool,
    /// `true` if characters of ambiguous width may take two columns, as in Japanese, Korean, and
    /// Chinese terminals.
    pub wide: bool,
}

impl Locale {
    /// Reads the first of `LC_ALL`, `LC_CTYPE`, and `LANG` that is set.
    pub fn read() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
        Self::of(&name.unwrap_or_default())
    }

    /// Parses a name such as `ja_JP.UTF-8` or `de_DE@euro`. A name without a character set implies
    /// a legacy encoding.
    fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let set = name.split('@').next().and_then(|it| it.split_once('.'));
        let language = name.split(['_', '.', '@']).next().unwrap_or_default();
        Self {
            utf8: name.is_empty() || set.is_some_and(|(_, set)| matches!(set, "utf-8" | "utf8")),
            wide: matches!(language, "ja" | "ko" | "zh"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn names_say_the_character_set_and_the_language() {
        for (name, utf8, wide) in [
            ("", true, false),
            ("C.UTF-8", true, false),
            ("en_US.utf8", true, false),
            ("C", false, false),
            ("POSIX", false, false),
            ("de_DE@euro", false, false),
            ("de_DE.ISO-8859-1", false, false),
            ("ru_RU.KOI8-R", false, false),
            ("ja_JP.UTF-8", true, true),
            ("ko_KR.UTF-8@x", true, true),
            ("zh_CN.GB18030", false, true),
        ] {
            assert_eq!(Locale::of(name), Locale { utf8, wide }, "{name}");
        }
    }
}
