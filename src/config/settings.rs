//! The table of all settings, shared by the file, the settings screen, and `certdrill config`.

use std::borrow::Cow;
use std::path::PathBuf;
use std::str::FromStr;

use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

/// The settings for the program's appearance and behavior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub theme: String,
    pub symbols: Symbols,
    pub answer: LetterAction,
    pub clock: ClockSetting,
    pub motion: Motion,
    pub mouse: Mouse,
    /// The hour when a study day begins, from 0 to 12.
    pub day_starts: u8,
    /// The bank that opens if none is specified; `None` for the built-in bank.
    pub bank: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum Symbols {
    /// ASCII if the environment indicates that the terminal cannot show other symbols well.
    Auto,
    Unicode,
    Ascii,
}

/// The effect of a letter key in practice, for questions with one correct option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum LetterAction {
    /// The letter selects an option, and Enter submits it.
    Enter,
    #[strum(serialize = "at once")]
    AtOnce,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum ClockSetting {
    Shown,
    /// The clock is hidden until it starts to warn in the last minutes.
    Hidden,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum Motion {
    Full,
    /// The clock shows whole minutes until the last minute.
    Reduced,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum Mouse {
    On,
    Off,
}

/// A key in the settings file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Setting {
    Theme,
    Symbols,
    Answer,
    Clock,
    Motion,
    Mouse,
    DayStarts,
    Bank,
}

/// The valid values for the hour when a study day begins, each at its hour.
const DAY_STARTS: [&str; 13] = [
    "0:00", "1:00", "2:00", "3:00", "4:00", "5:00", "6:00", "7:00", "8:00", "9:00", "10:00",
    "11:00", "12:00",
];

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: "default".into(),
            symbols: Symbols::Auto,
            answer: LetterAction::Enter,
            clock: ClockSetting::Shown,
            motion: Motion::Full,
            mouse: Mouse::On,
            day_starts: 4,
            bank: None,
        }
    }
}

impl Setting {
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the key for the setting in the file.
    pub fn key(self) -> &'static str {
        self.into_str()
    }

    /// Returns the valid values. The list is empty if the value is a name or a path.
    pub fn values(self) -> &'static [&'static str] {
        match self {
            Self::Symbols => Symbols::VARIANTS,
            Self::Answer => LetterAction::VARIANTS,
            Self::Clock => ClockSetting::VARIANTS,
            Self::Motion => Motion::VARIANTS,
            Self::Mouse => Mouse::VARIANTS,
            Self::DayStarts => &DAY_STARTS,
            Self::Theme | Self::Bank => &[],
        }
    }
}

impl Settings {
    /// Returns the current value, spelled as in the file. The value is empty for the built-in bank.
    pub fn get(&self, setting: Setting) -> Cow<'_, str> {
        match setting {
            Setting::Theme => self.theme.as_str().into(),
            Setting::Symbols => <&str>::from(self.symbols).into(),
            Setting::Answer => <&str>::from(self.answer).into(),
            Setting::Clock => <&str>::from(self.clock).into(),
            Setting::Motion => <&str>::from(self.motion).into(),
            Setting::Mouse => <&str>::from(self.mouse).into(),
            Setting::DayStarts => {
                let name = DAY_STARTS.get(usize::from(self.day_starts));
                name.copied().unwrap_or_default().into()
            }
            Setting::Bank => match &self.bank {
                Some(path) => path.to_string_lossy(),
                None => "".into(),
            },
        }
    }

    /// Changes the setting to `value`, which is spelled as in the file. Returns whether the value
    /// is valid.
    pub fn set(&mut self, setting: Setting, value: &str) -> bool {
        match setting {
            Setting::Theme => {
                value.clone_into(&mut self.theme);
                true
            }
            Setting::Symbols => put(&mut self.symbols, value),
            Setting::Answer => put(&mut self.answer, value),
            Setting::Clock => put(&mut self.clock, value),
            Setting::Motion => put(&mut self.motion, value),
            Setting::Mouse => put(&mut self.mouse, value),
            Setting::DayStarts => {
                let hour = DAY_STARTS.iter().position(|it| *it == value);
                hour.map(|hour| self.day_starts = hour as u8).is_some()
            }
            Setting::Bank => {
                self.bank = Some(value.into());
                true
            }
        }
    }
}

fn put<T: FromStr>(into: &mut T, value: &str) -> bool {
    value.parse().map(|value| *into = value).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Setting, Settings};

    #[test]
    fn every_value_can_be_set_and_read_back() {
        for setting in Setting::ALL {
            for value in setting.values() {
                let mut settings = Settings::default();
                assert!(settings.set(*setting, value), "{setting:?} {value}");
                assert_eq!(settings.get(*setting), *value);
            }
        }
        let mut settings = Settings::default();
        assert!(!settings.set(Setting::Mouse, "perhaps"));
        assert_eq!(settings, Settings::default());
    }
}
