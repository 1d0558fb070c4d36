//! CUPED: people's own past takes out what they would have done anyway (Deng, Xu, Kohavi & Walker 2013).

use super::{Arm, Joint};
use crate::Invalid;

/// Two arms after adjustment by the same metric before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cuped {
    /// Control, its mean adjusted; `plain_mean` is not.
    pub control: Arm,
    /// Treatment likewise.
    pub treatment: Arm,
    /// θ = covariance/variance of outcome and past over both arms together; 0 if the past does not vary.
    pub theta: f64,
    /// Variance of the effect after, over before; near 1 − correlation².
    pub variance_ratio: f64,
}

/// Adjusts y to y − θx, where `first` is the outcome and `second` the same metric in the 28 days before a
/// person's first exposure (0 for people without history; report their share beside the result).
///
/// # Errors
/// An arm with fewer than two people, or sums that are not finite.
///
/// ```
/// use stats::compare::{Joint, cuped};
/// let people = |lift: f64| -> Joint {
///     (0..30).map(|k| (f64::from(k) + f64::from(k % 3) + lift, f64::from(k))).collect()
/// };
/// let adjusted = cuped(&people(0.0), &people(1.0))?;
/// assert!(adjusted.variance_ratio < 0.02);
/// # Ok::<(), stats::Invalid>(())
/// ```
pub fn cuped(control: &Joint, treatment: &Joint) -> Result<Cuped, Invalid> {
    let both = *control + *treatment;
    let past = both.second.variance();
    let theta = if past > 0.0 { both.covariance() / past } else { 0.0 };
    let adjusted = |joint: &Joint| -> Result<Arm, Invalid> {
        let plain = Arm::mean(&joint.first)?;
        let variance =
            plain.variance + theta * theta * joint.second.variance() - 2.0 * theta * joint.covariance();
        let arm = Arm::of(joint.n(), plain.mean - theta * joint.second.mean(), variance.max(0.0))?;
        Ok(Arm { plain_mean: plain.mean, ..arm })
    };
    let (a, b) = (adjusted(control)?, adjusted(treatment)?);
    let before = Arm::mean(&control.first)?.error_squared() + Arm::mean(&treatment.first)?.error_squared();
    let after = a.error_squared() + b.error_squared();
    Ok(Cuped { control: a, treatment: b, theta, variance_ratio: after / before })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variance_falls_by_the_squared_correlation() {
        // y = x + noise, the noise of a fixed pattern unrelated to x.
        let people = |shift: u32| -> Joint {
            (0..5_000_u32)
                .map(|k| {
                    let past = f64::from(k * 7919 % 101);
                    let noise = f64::from((k + shift) * 6101 % 89);
                    (past + noise, past)
                })
                .collect()
        };
        let (control, treatment) = (people(0), people(17));
        let adjusted = cuped(&control, &treatment).unwrap();
        let both = control + treatment;
        let correlation = both.covariance() / (both.first.variance() * both.second.variance()).sqrt();
        assert!((adjusted.variance_ratio / (1.0 - correlation * correlation) - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_past_that_does_not_vary_changes_nothing() {
        let people = |add: f64| -> Joint { (0..10).map(|k| (f64::from(k) + add, 0.0)).collect() };
        let adjusted = cuped(&people(0.0), &people(1.0)).unwrap();
        assert_eq!((adjusted.theta, adjusted.variance_ratio), (0.0, 1.0));
        assert_eq!(adjusted.control.mean, adjusted.control.plain_mean);
    }
}
