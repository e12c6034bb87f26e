//! The `[exam]` table.

use serde::{Deserialize, Deserializer};

use crate::bank::located::Located;

/// The exam, with the numbers that its provider publishes.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exam {
    /// The duration in minutes.
    pub minutes: Located<Number>,
    /// The number of scored questions.
    pub scored: Located<Number>,
    /// The number of additional unscored questions.
    pub unscored: Option<Located<Number>>,
    /// The scale of the scores.
    pub scale: Scale,
    /// The revision of the exam guide that the bank follows, such as "version 1.0".
    pub guide: Option<String>,
    /// The domains of the exam. Their weights determine the number of questions from each domain.
    pub domains: Vec<Domain>,
}

/// The scale of an exam.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest score.
    pub min: Located<Number>,
    /// The highest score.
    pub max: Located<Number>,
    /// The passing score.
    pub pass: Located<Number>,
}

/// A domain of the exam.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// The ID that tasks and topics refer to.
    pub id: String,
    /// The title.
    pub title: String,
    /// The weight in percent.
    pub weight: Located<Number>,
}

/// A number in `[exam]`. An invalid value becomes `None`, so that it is reported with its position,
/// and the rest of the file still loads.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(inline))]
pub struct Number(#[cfg_attr(test, schemars(with = "u32"))] pub Option<u32>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(from)?;
        let whole = value.as_integer();
        Ok(Self(whole.and_then(|number| u32::try_from(number).ok())))
    }
}
