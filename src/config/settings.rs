//! The table of all settings, shared by the file, the settings screen, and `certdrill config`.

use std::borrow::Cow;
use std::path::PathBuf;

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
    /// The bank that opens if none is specified; `None` for the embedded bank.
    pub bank: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbols {
    /// ASCII if the environment indicates that the terminal cannot show other symbols well.
    Auto,
    Unicode,
    Ascii,
}

/// The effect of a letter key in practice, for questions with one correct option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterAction {
    /// The letter selects an option, and Enter submits it.
    Enter,
    AtOnce,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockSetting {
    Shown,
    /// The clock is hidden until it starts to warn in the last minutes.
    Hidden,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Full,
    /// The clock shows whole minutes until the last minute.
    Reduced,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    On,
    Off,
}

/// A key in the settings file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

const SYMBOLS: [(&str, Symbols); 3] = [
    ("auto", Symbols::Auto),
    ("unicode", Symbols::Unicode),
    ("ascii", Symbols::Ascii),
];
const ANSWER: [(&str, LetterAction); 2] = [
    ("enter", LetterAction::Enter),
    ("at once", LetterAction::AtOnce),
];
const CLOCK: [(&str, ClockSetting); 2] = [
    ("shown", ClockSetting::Shown),
    ("hidden", ClockSetting::Hidden),
];
const MOTION: [(&str, Motion); 2] = [("full", Motion::Full), ("reduced", Motion::Reduced)];
const MOUSE: [(&str, Mouse); 2] = [("on", Mouse::On), ("off", Mouse::Off)];
const DAY_STARTS: [(&str, u8); 13] = [
    ("0:00", 0),
    ("1:00", 1),
    ("2:00", 2),
    ("3:00", 3),
    ("4:00", 4),
    ("5:00", 5),
    ("6:00", 6),
    ("7:00", 7),
    ("8:00", 8),
    ("9:00", 9),
    ("10:00", 10),
    ("11:00", 11),
    ("12:00", 12),
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
    pub const ALL: [Self; 8] = [
        Self::Theme,
        Self::Symbols,
        Self::Answer,
        Self::Clock,
        Self::Motion,
        Self::Mouse,
        Self::DayStarts,
        Self::Bank,
    ];

    /// Returns the key for the setting in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Symbols => "symbols",
            Self::Answer => "answer",
            Self::Clock => "clock",
            Self::Motion => "motion",
            Self::Mouse => "mouse",
            Self::DayStarts => "day_starts",
            Self::Bank => "bank",
        }
    }

    /// Returns the valid values. The list is empty if the value is a name or a path.
    pub fn values(self) -> Vec<&'static str> {
        match self {
            Self::Symbols => names(&SYMBOLS),
            Self::Answer => names(&ANSWER),
            Self::Clock => names(&CLOCK),
            Self::Motion => names(&MOTION),
            Self::Mouse => names(&MOUSE),
            Self::DayStarts => names(&DAY_STARTS),
            Self::Theme | Self::Bank => Vec::new(),
        }
    }
}

impl Settings {
    /// Returns the current value, spelled as in the file. The value is empty for the embedded bank.
    pub fn get(&self, setting: Setting) -> Cow<'_, str> {
        match setting {
            Setting::Theme => self.theme.as_str().into(),
            Setting::Symbols => name(&SYMBOLS, self.symbols).into(),
            Setting::Answer => name(&ANSWER, self.answer).into(),
            Setting::Clock => name(&CLOCK, self.clock).into(),
            Setting::Motion => name(&MOTION, self.motion).into(),
            Setting::Mouse => name(&MOUSE, self.mouse).into(),
            Setting::DayStarts => name(&DAY_STARTS, self.day_starts).into(),
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
            Setting::Symbols => put(&mut self.symbols, &SYMBOLS, value),
            Setting::Answer => put(&mut self.answer, &ANSWER, value),
            Setting::Clock => put(&mut self.clock, &CLOCK, value),
            Setting::Motion => put(&mut self.motion, &MOTION, value),
            Setting::Mouse => put(&mut self.mouse, &MOUSE, value),
            Setting::DayStarts => put(&mut self.day_starts, &DAY_STARTS, value),
            Setting::Bank => {
                self.bank = Some(value.into());
                true
            }
        }
    }
}

fn names<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(name, _)| *name).collect()
}

fn name<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    let found = table.iter().find(|(_, it)| *it == value);
    found.map_or("", |(name, _)| *name)
}

fn put<T: Copy>(into: &mut T, table: &[(&'static str, T)], value: &str) -> bool {
    let found = table.iter().find(|(name, _)| *name == value);
    if let Some((_, value)) = found {
        *into = *value;
    }
    found.is_some()
}

#[cfg(test)]
mod tests {
    use super::{Setting, Settings};

    #[test]
    fn every_value_can_be_set_and_read_back() {
        for setting in Setting::ALL {
            for value in setting.values() {
                let mut settings = Settings::default();
                assert!(settings.set(setting, value), "{setting:?} {value}");
                assert_eq!(settings.get(setting), value);
            }
        }
        let mut settings = Settings::default();
        assert!(!settings.set(Setting::Mouse, "perhaps"));
        assert_eq!(settings, Settings::default());
    }
}
