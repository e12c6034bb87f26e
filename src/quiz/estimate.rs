//! Estimates the learner's level from the number of correct answers.

use super::Tally;
use crate::model::Scale;

/// A share and its 80% confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The share of correct answers, 0 to 1.
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    /// Returns the 80% Wilson score interval, which stays accurate for small numbers of questions
    /// and for shares near 0 and 1 (Wilson 1927; Agresti and Coull 1998). Returns `None` if the
    /// tally is empty.
    pub fn of(tally: Tally) -> Option<Self> {
        /// The standard normal quantile that leaves 10% in each tail.
        const Z: f64 = 1.281_551_565_544_6;
        let share = tally.share()?;
        let n = tally.of as f64;
        let squeeze = 1.0 + Z * Z / n;
        let center = (share + Z * Z / (2.0 * n)) / squeeze;
        let half = Z / squeeze * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        Some(Self {
            share,
            low: (center - half).max(0.0),
            high: (center + half).min(1.0),
        })
    }
}

impl Scale {
    /// Converts a share of correct answers to a score on this scale. The exam's own conversion is
    /// not published, so this method interpolates linearly between the lowest and highest scores.
    pub fn estimate(&self, share: f64) -> u32 {
        let span = f64::from(self.max.saturating_sub(self.min));
        self.min + (span * share.clamp(0.0, 1.0)).round() as u32
    }

    /// Returns the share of correct answers that the same interpolation assigns to the pass mark, 0
    /// to 1.
    pub fn pass_share(&self) -> f64 {
        let span = f64::from(self.max.saturating_sub(self.min)).max(1.0);
        f64::from(self.pass.saturating_sub(self.min)) / span
    }
}

#[cfg(test)]
mod tests {
    use super::Estimate;
    use crate::model::Scale;
    use crate::quiz::Tally;

    fn percent(right: usize, of: usize) -> (i32, i32) {
        let estimate = Estimate::of(Tally { right, of }).expect("something was asked");
        (
            (estimate.low * 100.0).round() as i32,
            (estimate.high * 100.0).round() as i32,
        )
    }

    #[test]
    fn the_interval_is_wilsons() {
        assert_eq!(percent(15, 20), (61, 85));
        assert_eq!(percent(0, 10), (0, 14));
        assert_eq!(percent(10, 10), (86, 100));
        assert!(Estimate::of(Tally::default()).is_none());
    }

    #[test]
    fn the_scale_is_a_straight_line() {
        let scale = Scale {
            min: 100,
            max: 1000,
            pass: 700,
        };
        assert_eq!(scale.estimate(0.0), 100);
        assert_eq!(scale.estimate(0.76), 784);
        assert_eq!(scale.estimate(1.0), 1000);
        assert!((scale.pass_share() - 2.0 / 3.0).abs() < 1e-9);
    }
}
