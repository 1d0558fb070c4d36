//! What an arm's sums come to.

use super::{Joint, Moments};
use crate::Invalid;

/// An arm's mean and how well it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arm {
    /// People, at least 2.
    pub n: u64,
    /// The mean, ratio or adjusted mean.
    pub mean: f64,
    /// Variance of one person's share in it; the mean's own variance is this over n.
    pub variance: f64,
    /// The mean before any adjustment: what a relative effect is relative to.
    pub plain_mean: f64,
}

impl Arm {
    /// A share of people: variance p(1−p), as gbstats has it.
    ///
    /// # Errors
    /// Fewer than two people, or more successes than people.
    pub fn proportion(n: u64, successes: u64) -> Result<Self, Invalid> {
        Invalid::unless(successes <= n, "successes", "at most the number of people", successes as f64)?;
        let p = successes as f64 / n as f64;
        Self::of(n, p, p * (1.0 - p))
    }

    /// A mean over people.
    ///
    /// # Errors
    /// Fewer than two people, or sums that are not finite.
    pub fn mean(moments: &Moments) -> Result<Self, Invalid> {
        Self::of(moments.n, moments.mean(), moments.variance())
    }

    /// A ratio of sums Σ first / Σ second, people being independent, by the delta method:
    /// s_m²/D² − 2 c M/D³ + M² s_d²/D⁴ (Deng, Knoblich & Lu 2018).
    ///
    /// For clusters let each be a "person" with its total and its size.
    ///
    /// # Errors
    /// Fewer than two people, or a denominator that sums to 0.
    pub fn ratio(joint: &Joint) -> Result<Self, Invalid> {
        let (m, d) = (joint.first.mean(), joint.second.mean());
        Invalid::unless(d != 0.0, "the denominator's sum", "other than 0", d)?;
        let variance = joint.first.variance() / (d * d) - 2.0 * joint.covariance() * m / d.powi(3)
            + joint.second.variance() * m * m / d.powi(4);
        Self::of(joint.n(), m / d, variance.max(0.0))
    }

    pub(super) fn of(n: u64, mean: f64, variance: f64) -> Result<Self, Invalid> {
        Invalid::unless(n >= 2, "the number of people in an arm", "at least 2", n as f64)?;
        Invalid::unless(mean.is_finite(), "an arm's mean", "finite", mean)?;
        Invalid::unless(variance >= 0.0 && variance.is_finite(), "an arm's variance", "finite", variance)?;
        Ok(Self { n, mean, variance, plain_mean: mean })
    }

    /// Variance of the mean itself.
    pub fn error_squared(&self) -> f64 {
        self.variance / self.n as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_with_a_constant_denominator_is_a_mean() {
        let values = [3.0, 5.0, 8.0, 1.0];
        let ratio = Arm::ratio(&values.into_iter().map(|value| (value, 2.0)).collect()).unwrap();
        let mean = Arm::mean(&values.into_iter().map(|value| value / 2.0).collect()).unwrap();
        assert_eq!(ratio.mean, mean.mean);
        assert!((ratio.variance - mean.variance).abs() < 1e-15);
    }

    #[test]
    fn sums_that_cannot_be_are_refused() {
        assert!(Arm::proportion(1, 1).is_err());
        assert_eq!(
            Arm::proportion(10, 11).unwrap_err().to_string(),
            "successes must be at most the number of people, but is 11"
        );
        assert!(Arm::ratio(&[(1.0, 0.0), (2.0, 0.0)].into_iter().collect()).is_err());
        assert!(Arm::mean(&Moments { n: 3, sum: f64::NAN, sum_squares: 1.0 }).is_err());
    }
}
