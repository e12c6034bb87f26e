//! Statistical tests that distinguish a bias from chance.

/// The number of standard deviations above the mean that still count as chance. An unbiased bank
/// exceeds this limit in 1 of 1,000 checks, so almost every reported finding is genuine.
const SURPRISE: f64 = 3.09;

/// The minimum number of trials. With fewer trials, the normal approximation is poor, and a bias is
/// hard to distinguish from chance.
pub const FEWEST: usize = 30;

/// A sum of independent yes-or-no trials, each with its own probability.
#[derive(Debug, Default)]
pub struct Trials {
    pub count: usize,
    pub hits: usize,
    pub expected: f64,
    variance: f64,
}

impl Trials {
    pub fn add(&mut self, chance: f64, hit: bool) {
        self.count += 1;
        self.hits += usize::from(hit);
        self.expected += chance;
        self.variance += chance * (1.0 - chance);
    }

    /// Returns whether there are significantly more hits than expected by chance.
    pub fn are_suspicious(&self) -> bool {
        // Apply a continuity correction, because a discrete count is compared with a continuous
        // curve.
        let above = self.hits as f64 - 0.5 - self.expected;
        self.count >= FEWEST && above > SURPRISE * self.variance.sqrt()
    }
}

/// Returns whether `hits` out of `of` is a significantly higher share than `base` out of `base_of`,
/// according to a two-proportion z-test.
pub fn is_higher_share(hits: usize, of: usize, base: usize, base_of: usize) -> bool {
    if of < FEWEST || base_of < FEWEST {
        return false;
    }
    let share = (hits + base) as f64 / (of + base_of) as f64;
    let deviation = (share * (1.0 - share) * (1.0 / of as f64 + 1.0 / base_of as f64)).sqrt();
    hits as f64 / of as f64 - base as f64 / base_of as f64 > SURPRISE * deviation
}

/// Returns the value that chi-square with `freedom` degrees of freedom exceeds with a probability
/// of 0.001 (Wilson-Hilferty approximation, accurate to about 1%).
pub fn chi_square_limit(freedom: f64) -> f64 {
    let spread = 2.0 / (9.0 * freedom);
    freedom * (1.0 - spread + SURPRISE * spread.sqrt()).powi(3)
}

#[cfg(test)]
mod tests {
    use super::{Trials, chi_square_limit, is_higher_share};

    fn trials(count: usize, hits: usize) -> Trials {
        let mut trials = Trials::default();
        (0..count).for_each(|at| trials.add(0.25, at < hits));
        trials
    }

    #[test]
    fn a_third_of_a_hundred_is_chance_and_half_is_not() {
        assert!(!trials(100, 33).are_suspicious());
        assert!(trials(100, 50).are_suspicious());
    }

    #[test]
    fn a_handful_proves_nothing() {
        assert!(!trials(10, 10).are_suspicious());
        assert!(!is_higher_share(10, 10, 0, 10));
    }

    #[test]
    fn shares_are_compared_with_their_sizes() {
        assert!(is_higher_share(60, 300, 2, 100));
        assert!(!is_higher_share(60, 300, 15, 100));
    }

    #[test]
    fn chi_square_is_near_the_tables() {
        for (freedom, table) in [(3.0, 16.27), (4.0, 18.47), (10.0, 29.59)] {
            assert!((chi_square_limit(freedom) - table).abs() < 0.02 * table);
        }
    }
}
