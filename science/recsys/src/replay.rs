//! Judging a new policy on what an old one showed, without showing anything: inverse propensities.

use crate::{Error, Result};

/// One logged place of one page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logged {
    /// What came of it: one for taken, or any value such as money.
    pub reward: f64,
    /// Probability with which the old policy showed this item here, above 0 and at most 1.
    pub logged: f64,
    /// Probability with which the new policy would have, 0 to 1.
    pub target: f64,
}

/// What the new policy would have earned a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Mean reward a place.
    pub value: f64,
    /// Standard error of the value by the delta method.
    pub standard_error: f64,
    /// Effective number of places `(Σw)² / Σw²`: how many even ones say as much as these.
    pub effective: f64,
    /// Share of the places whose weight was cut at the limit, 0 to 1. Where it is large, the value is
    /// biased towards the old policy's.
    pub clipped: f64,
}

/// The self-normalised estimate `Σ w r / Σ w` with `w = min(target / logged, limit)` (Swaminathan and
/// Joachims 2015; clipping after Ionides 2008). `None` when no logged place would ever be shown by the
/// new policy: then the log says nothing of it.
///
/// # Errors
/// [`Error::Setting`] when a probability, a reward or the limit is out of range.
///
/// ```
/// use recsys::replay::{Logged, self_normalised};
/// // The old policy showed each of two items half the time; the new one always shows the good one.
/// let log = [
///     Logged { reward: 1.0, logged: 0.5, target: 1.0 },
///     Logged { reward: 0.0, logged: 0.5, target: 0.0 },
/// ];
/// assert_eq!(self_normalised(&log, 10.0)?.unwrap().value, 1.0);
/// # Ok::<(), recsys::Error>(())
/// ```
pub fn self_normalised(log: &[Logged], limit: f64) -> Result<Option<Estimate>> {
    if limit.is_nan() || limit <= 0.0 {
        return Err(Error::Setting { name: "limit", value: limit, range: "above 0" });
    }
    let mut weights = Vec::with_capacity(log.len());
    let mut clipped = 0usize;
    for place in log {
        let no = |name, value, range| Err(Error::Setting { name, value, range });
        if !(place.logged > 0.0 && place.logged <= 1.0) {
            return no("logged", place.logged, "above 0, at most 1");
        }
        if !(0.0..=1.0).contains(&place.target) {
            return no("target", place.target, "from 0 to 1");
        }
        if !place.reward.is_finite() {
            return no("reward", place.reward, "finite");
        }
        let weight = place.target / place.logged;
        clipped += usize::from(weight > limit);
        weights.push(weight.min(limit));
    }
    let total: f64 = weights.iter().sum();
    if total <= 0.0 {
        return Ok(None);
    }
    let value = weights.iter().zip(log).map(|(weight, place)| weight * place.reward).sum::<f64>() / total;
    let spread: f64 =
        weights.iter().zip(log).map(|(weight, place)| (weight * (place.reward - value)).powi(2)).sum();
    Ok(Some(Estimate {
        value,
        standard_error: spread.sqrt() / total,
        effective: total * total / weights.iter().map(|weight| weight * weight).sum::<f64>(),
        clipped: clipped as f64 / log.len() as f64,
    }))
}
