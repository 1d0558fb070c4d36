//! Shares of people: intervals of one, tests and intervals of two.
//!
//! ```
//! use stats::compare::proportions::{Share, katz_ratio, wilson};
//!
//! // Repurchase this year against last: 246 of 531 after 813 of 2,357.
//! let (last, this) = (Share::new(813, 2_357)?, Share::new(246, 531)?);
//! let change = katz_ratio(&last, &this, 0.05)?;
//! assert!(change.low > 1.20 && change.high < 1.50);
//! assert!(wilson(&this, 0.05)?.holds(0.463));
//! # Ok::<(), stats::Invalid>(())
//! ```

use crate::special::{beta_quantile, normal_quantile, normal_sf};
use crate::{Interval, Invalid};

/// A number of people and how many of them did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    successes: u64,
    people: u64,
}

impl Share {
    /// # Errors
    /// Nobody, or more successes than people.
    pub fn new(successes: u64, people: u64) -> Result<Self, Invalid> {
        Invalid::unless(people > 0, "the number of people", "at least 1", people as f64)?;
        Invalid::unless(successes <= people, "successes", "at most the number of people", successes as f64)?;
        Ok(Self { successes, people })
    }

    /// Successes over people, in [0, 1].
    pub fn rate(&self) -> f64 {
        self.successes as f64 / self.people as f64
    }

    /// How many did it.
    pub fn successes(&self) -> u64 {
        self.successes
    }

    /// How many there are, at least 1.
    pub fn people(&self) -> u64 {
        self.people
    }

    fn counts(&self) -> (f64, f64) {
        (self.successes as f64, self.people as f64)
    }

    /// p(1−p)/n.
    fn error_squared(&self) -> f64 {
        self.rate() * (1.0 - self.rate()) / self.people as f64
    }
}

fn two_sided(alpha: f64) -> Result<f64, Invalid> {
    Invalid::unless_alpha(alpha)?;
    Ok(normal_quantile(1.0 - 0.5 * alpha))
}

/// Wilson's score interval (1927): (np + z²/2 ± z √(npq + z²/4))/(n + z²). The one for pages: never outside
/// [0, 1], never empty, near its level also for few people.
///
/// # Errors
/// `alpha` outside (0, 1), as for all intervals here.
pub fn wilson(share: &Share, alpha: f64) -> Result<Interval, Invalid> {
    let z = two_sided(alpha)?;
    let (x, n) = share.counts();
    let root = z * (n * share.rate() * (1.0 - share.rate()) + 0.25 * z * z).sqrt();
    let whole = n + z * z;
    Ok(Interval { low: (x + 0.5 * z * z - root) / whole, high: (x + 0.5 * z * z + root) / whole }
        .within(0.0, 1.0))
}

/// The exact interval of Clopper & Pearson (1934), by beta quantiles; too wide rather than too narrow.
///
/// # Errors
/// `alpha` outside (0, 1).
pub fn clopper_pearson(share: &Share, alpha: f64) -> Result<Interval, Invalid> {
    Invalid::unless_alpha(alpha)?;
    let (x, n) = share.counts();
    let low = if x == 0.0 { 0.0 } else { beta_quantile(x, n - x + 1.0, 0.5 * alpha) };
    let high = if x == n { 1.0 } else { 1.0 - beta_quantile(n - x, x + 1.0, 0.5 * alpha) };
    Ok(Interval { low, high })
}

/// Jeffreys' interval: central quantiles of Beta(x+½, n−x+½).
///
/// # Errors
/// `alpha` outside (0, 1).
pub fn jeffreys(share: &Share, alpha: f64) -> Result<Interval, Invalid> {
    Invalid::unless_alpha(alpha)?;
    let (x, n) = share.counts();
    Ok(Interval {
        low: beta_quantile(x + 0.5, n - x + 0.5, 0.5 * alpha),
        high: 1.0 - beta_quantile(n - x + 0.5, x + 0.5, 0.5 * alpha),
    })
}

/// Agresti & Coull's interval (1998): Wald's with z² people added, half of them successes.
///
/// # Errors
/// `alpha` outside (0, 1).
pub fn agresti_coull(share: &Share, alpha: f64) -> Result<Interval, Invalid> {
    let z = two_sided(alpha)?;
    let (x, n) = share.counts();
    let whole = n + z * z;
    let centre = (x + 0.5 * z * z) / whole;
    Ok(Interval::around(centre, z * (centre * (1.0 - centre) / whole).sqrt()).within(0.0, 1.0))
}

/// z and two-sided p of equal shares, by the pooled share; NaN if nobody or everybody did it.
pub fn pooled_z_test(before: &Share, after: &Share) -> (f64, f64) {
    let ((x0, n0), (x1, n1)) = (before.counts(), after.counts());
    let pooled = (x0 + x1) / (n0 + n1);
    let z = (after.rate() - before.rate()) / (pooled * (1.0 - pooled) * (1.0 / n0 + 1.0 / n1)).sqrt();
    (z, 2.0 * normal_sf(z.abs()))
}

/// Wald's interval of the difference `after` − `before`.
///
/// # Errors
/// `alpha` outside (0, 1).
pub fn wald_difference(before: &Share, after: &Share, alpha: f64) -> Result<Interval, Invalid> {
    let reach = two_sided(alpha)? * (before.error_squared() + after.error_squared()).sqrt();
    Ok(Interval::around(after.rate() - before.rate(), reach))
}

/// Agresti & Caffo's interval of the difference (2000): Wald's with one success and one failure added to each.
///
/// # Errors
/// `alpha` outside (0, 1).
pub fn agresti_caffo_difference(before: &Share, after: &Share, alpha: f64) -> Result<Interval, Invalid> {
    let more = |share: &Share| Share { successes: share.successes + 1, people: share.people + 2 };
    wald_difference(&more(before), &more(after), alpha)
}

/// Newcombe's interval of the difference (1998, method 10): each side takes the Wilson ends that reach there.
///
/// # Errors
/// `alpha` outside (0, 1).
pub fn newcombe_difference(before: &Share, after: &Share, alpha: f64) -> Result<Interval, Invalid> {
    let (w0, w1) = (wilson(before, alpha)?, wilson(after, alpha)?);
    let (p0, p1) = (before.rate(), after.rate());
    Ok(Interval {
        low: p1 - p0 - (p1 - w1.low).hypot(w0.high - p0),
        high: p1 - p0 + (w1.high - p1).hypot(p0 - w0.low),
    })
}

/// Miettinen & Nurminen's score interval of the difference (1985), with their factor N/(N−1).
///
/// # Errors
/// `alpha` outside (0, 1).
pub fn score_difference(before: &Share, after: &Share, alpha: f64) -> Result<Interval, Invalid> {
    let z = two_sided(alpha)?;
    let estimate = after.rate() - before.rate();
    // The score falls as the supposed difference grows, so each end is found by halving.
    let end = |outside: f64, level: f64| {
        let (mut near, mut far) = (estimate, outside);
        for _ in 0..200 {
            let middle = 0.5 * (near + far);
            match score(before, after, middle).abs() < level {
                true => near = middle,
                false => far = middle,
            }
        }
        near
    };
    Ok(Interval { low: end(-1.0, z), high: end(1.0, z) })
}

/// (p₁ − p₀ − δ)/√variance at the likeliest shares that differ by exactly δ.
fn score(before: &Share, after: &Share, delta: f64) -> f64 {
    let ((x0, n0), (x1, n1)) = (before.counts(), after.counts());
    let (n, x) = (n0 + n1, x0 + x1);
    // The likelihood's cubic n p³ + c₂ p² + c₁ p + c₀ = 0 has its root between 0 and 1 − δ in this branch.
    let c2 = (n1 + 2.0 * n0) * delta - n - x;
    let c1 = (n0 * delta - n - 2.0 * x0) * delta + x;
    let c0 = x0 * delta * (1.0 - delta);
    let third = c2 / (3.0 * n);
    let q = third.powi(3) - c1 * c2 / (6.0 * n * n) + c0 / (2.0 * n);
    let radius = (third * third - c1 / (3.0 * n)).max(0.0).sqrt().copysign(q);
    let angle = (std::f64::consts::PI + (q / radius.powi(3)).clamp(-1.0, 1.0).acos()) / 3.0;
    let root = if radius == 0.0 { -third } else { 2.0 * radius * angle.cos() - third };
    let p0 = root.clamp(f64::max(0.0, -delta), f64::min(1.0, 1.0 - delta));
    let p1 = (p0 + delta).clamp(0.0, 1.0);
    let variance = (p1 * (1.0 - p1) / n1 + p0 * (1.0 - p0) / n0) * n / (n - 1.0);
    let miss = after.rate() - before.rate() - delta;
    if miss == 0.0 { 0.0 } else { miss / variance.sqrt() }
}

/// Katz's interval of the ratio `after`/`before` (1978): exp(ln(p₁/p₀) ± z √(1/x₁−1/n₁+1/x₀−1/n₀)). Less 1 it
/// is the year-on-year change.
///
/// # Errors
/// `alpha` outside (0, 1), or a share of 0, whose ratio has no logarithm.
pub fn katz_ratio(before: &Share, after: &Share, alpha: f64) -> Result<Interval, Invalid> {
    let z = two_sided(alpha)?;
    let ((x0, n0), (x1, n1)) = (before.counts(), after.counts());
    Invalid::unless(x0 > 0.0 && x1 > 0.0, "successes", "above 0 for a ratio", x0.min(x1))?;
    let logs = Interval::around(
        (after.rate() / before.rate()).ln(),
        z * (1.0 / x1 - 1.0 / n1 + 1.0 / x0 - 1.0 / n0).sqrt(),
    );
    Ok(Interval { low: logs.low.exp(), high: logs.high.exp() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(successes: u64, people: u64) -> Share {
        Share::new(successes, people).unwrap()
    }

    #[test]
    fn nobody_and_everybody_have_intervals_that_touch_their_end() {
        for of in [wilson, clopper_pearson] {
            let (nobody, everybody) = (of(&share(0, 20), 0.05).unwrap(), of(&share(20, 20), 0.05).unwrap());
            assert!(nobody.low.abs() < 1e-16 && nobody.high > 0.1);
            assert!(
                (everybody.high - 1.0).abs() < 1e-15 && (everybody.low - 1.0 + nobody.high).abs() < 1e-12
            );
        }
        // Clopper and Pearson: (1 − high)ⁿ = α/2.
        let high = clopper_pearson(&share(0, 20), 0.05).unwrap().high;
        assert!(((1.0 - high).powi(20) - 0.025).abs() < 1e-14);
    }

    #[test]
    fn the_score_interval_ends_where_the_score_is_z() {
        let (before, after) = (share(12, 100), share(25, 110));
        let interval = score_difference(&before, &after, 0.05).unwrap();
        let z = normal_quantile(0.975);
        assert!((score(&before, &after, interval.low) - z).abs() < 1e-9);
        assert!((score(&before, &after, interval.high) + z).abs() < 1e-9);
        // At no difference the restricted estimate is the pooled share.
        let (pooled, _) = pooled_z_test(&before, &after);
        assert!((score(&before, &after, 0.0) * f64::sqrt(210.0 / 209.0) - pooled).abs() < 1e-12);
    }

    #[test]
    fn the_score_interval_exists_also_where_a_share_is_zero() {
        let interval = score_difference(&share(0, 40), &share(3, 42), 0.05).unwrap();
        assert!(interval.low < 0.0 && interval.low > -0.05 && interval.high > 0.15 && interval.high < 0.25);
        let none = score_difference(&share(0, 40), &share(0, 42), 0.05).unwrap();
        assert!(none.low > -0.15 && none.low < 0.0 && none.high < 0.15 && none.high > 0.0);
    }

    #[test]
    fn a_ratio_to_nothing_is_refused_and_so_is_nobody() {
        assert!(katz_ratio(&share(0, 10), &share(1, 10), 0.05).is_err());
        assert!(Share::new(0, 0).is_err() && Share::new(3, 2).is_err());
        assert!(wilson(&share(1, 2), 0.0).is_err());
    }
}
