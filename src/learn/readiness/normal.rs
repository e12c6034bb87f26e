//! The normal distribution and the logistic function.

/// The standard normal quantile that leaves 10% in each tail.
pub const Z80: f64 = 1.281_551_565_544_6;

/// Returns the probability that a standard normal variable is below `z`, with an error below 1e-7
/// (Abramowitz and Stegun 1964, 26.2.17).
pub fn below(z: f64) -> f64 {
    const B: [f64; 5] = [
        0.319_381_530,
        -0.356_563_782,
        1.781_477_937,
        -1.821_255_978,
        1.330_274_429,
    ];
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let series = B.iter().rev().fold(0.0, |sum, b| (sum + b) * t);
    let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let tail = (density * series).clamp(0.0, 0.5);
    if z < 0.0 { tail } else { 1.0 - tail }
}

/// Converts log-odds to a probability.
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Converts a probability to log-odds. The probability is clamped to the range from 0.005 to 0.995.
pub fn logit(chance: f64) -> f64 {
    let chance = chance.clamp(0.005, 0.995);
    (chance / (1.0 - chance)).ln()
}

#[cfg(test)]
mod tests {
    use super::{Z80, below, logistic, logit};

    #[test]
    fn it_agrees_with_the_tables() {
        for (z, chance) in [
            (0.0, 0.5),
            (1.0, 0.841_344_7),
            (Z80, 0.9),
            (-2.0, 0.022_750_1),
        ] {
            assert!((below(z) - chance).abs() < 1e-6, "{z}");
        }
        assert!(below(-40.0) >= 0.0 && below(40.0) <= 1.0);
        assert!((logistic(logit(0.3)) - 0.3).abs() < 1e-12);
    }
}
