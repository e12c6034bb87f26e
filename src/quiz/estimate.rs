//! What a number of right answers says about the level behind it.

use super::Tally;
use crate::model::Scale;

/// A share with the interval that 8 of 10 sittings at its level would end in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The share right, 0 to 1.
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    /// Wilson's score interval at 80 %, which keeps its promise for few
    /// questions and for shares near 0 and 1 (Wilson 1927; Agresti and Coull
    /// 1998). `None` of nothing.
    pub fn of(tally: Tally) -> Option<Self> {
        /// The normal quantile that leaves 10 % on either side.
        const Z: f64 = 1.281_551_565_544_6;
        let share = tally.share()?;
        let n = tally.of as f64;
        let squeeze = 1.0 + Z * Z / n;
        let centre = (share + Z * Z / (2.0 * n)) / squeeze;
        let half = Z / squeeze * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        Some(Self {
            share,
            low: (centre - half).max(0.0),
            high: (centre + half).min(1.0),
        })
    }
}

impl Scale {
    /// A share right on this scale. The exam's own table is not published, so
    /// this is the straight line from the scale's lowest to its highest score.
    pub fn estimate(&self, share: f64) -> u32 {
        let span = f64::from(self.max.saturating_sub(self.min));
        self.min + (span * share.clamp(0.0, 1.0)).round() as u32
    }

    /// Where the pass mark stands on that line, 0 to 1.
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
